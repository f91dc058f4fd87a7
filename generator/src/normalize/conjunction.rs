//! Sets of Schema Objects of which a value has to satisfy all: what `allOf` composes, in one flat list.

mod hierarchy;

use crate::resolve::{Assertions, Schema, SchemaId, SchemaUse};
use std::collections::{BTreeMap, BTreeSet};

/// One of the schemas that a value has to satisfy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// All that it says.
    Whole(SchemaId),
    /// What it says itself, without `allOf`, `oneOf` and `anyOf`.
    Own(SchemaId),
}

/// A choice that a value has to make besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Choice {
    /// The schema that offers it.
    pub(super) schema: SchemaId,
    /// Where its branches stand.
    pub(super) kind: ChoiceKind,
}

/// Where the branches of a choice stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ChoiceKind {
    /// `oneOf`
    OneOf,
    /// `anyOf`
    AnyOf,
    /// In the schemas that name this one in their `allOf`: it has a discriminator (OpenAPI 3.0.3, Discriminator
    /// Object).
    Children,
}

/// A conjunction without `allOf`.
#[derive(Clone, Debug, Default)]
pub(super) struct Flat {
    /// The schemas that say something themselves; those of an `allOf` before the schema that has it.
    pub(super) own: Vec<SchemaId>,
    /// Choices, in the same order.
    pub(super) choices: Vec<Choice>,
    /// A schema that is composed of itself.
    pub(super) circular: Option<SchemaId>,
    /// Whether it has more members than any document of sense.
    pub(super) too_large: bool,
}

/// What two conjunctions share when the same values satisfy them.
pub(super) type Canonical = (BTreeSet<SchemaId>, BTreeSet<Choice>);

impl Flat {
    /// How many schemas it is of, and at least one.
    pub(super) fn members(&self) -> usize {
        (self.own.len() + self.choices.len()).max(1)
    }

    pub(super) fn canonical(&self) -> Canonical {
        (
            self.own.iter().copied().collect(),
            self.choices.iter().copied().collect(),
        )
    }
}

/// Conjunctions with more members than this are refused: their work would grow by squares.
const MOST_MEMBERS: usize = 1_000;

/// Schemas, and who is composed of whom.
pub(super) struct Conjunctions<'a> {
    schemas: &'a [Schema],
    /// By the schema with a discriminator: the components that name it in their `allOf`, at any depth, but for those
    /// that a discriminator further down leads to.
    children: BTreeMap<SchemaId, Vec<SchemaId>>,
}

impl<'a> Conjunctions<'a> {
    pub(super) fn new(schemas: &'a [Schema]) -> Self {
        let mut children: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
        for (index, schema) in schemas.iter().enumerate() {
            if schema.component.is_none() || schema.assertions.all_of.is_empty() {
                continue;
            }
            for parent in parents(schemas, SchemaId(index)) {
                if schemas[parent.0].annotations.discriminator.is_some() {
                    children.entry(parent).or_default().push(SchemaId(index));
                }
            }
        }
        let direct = hierarchy::without_grandchildren(schemas, &children);
        Self {
            schemas,
            children: direct,
        }
    }

    /// The components that are composed of a schema with a discriminator.
    pub(super) fn children(&self, id: SchemaId) -> &[SchemaId] {
        self.children
            .get(&id)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// All that a value has to satisfy.
    pub(super) fn flat(&self, parts: &[Part]) -> Flat {
        let mut walk = Walk {
            conjunctions: self,
            flat: Flat::default(),
            own: BTreeSet::new(),
            whole: BTreeSet::new(),
            open: Vec::new(),
        };
        for part in parts {
            match part {
                Part::Own(id) => walk.own(*id),
                Part::Whole(id) => walk.whole(*id),
            }
        }
        // A base stands for its children only where nothing else is asked: within them it is a part.
        if let [Part::Whole(id)] = parts {
            let schema = &self.schemas[id.0];
            let choice = Choice {
                schema: *id,
                kind: ChoiceKind::Children,
            };
            if schema.assertions.one_of.is_empty()
                && schema.assertions.any_of.is_empty()
                && !self.children(*id).is_empty()
            {
                walk.flat.choices.push(choice);
            }
        }
        walk.flat
    }
}

/// Whether a schema says nothing about values itself, only by what it is composed of.
pub(super) fn says_nothing(assertions: &Assertions) -> bool {
    let Assertions {
        types,
        format,
        values,
        properties,
        required,
        additional,
        items,
        not,
        constraints,
        further,
        all_of: _,
        one_of: _,
        any_of: _,
    } = assertions;
    types.is_none()
        && format.is_none()
        && values.is_none()
        && properties.is_empty()
        && required.is_empty()
        && additional.is_none()
        && items.is_none()
        && not.is_none()
        && constraints.is_empty()
        && further.is_none()
}

/// The schemas that one is composed of, at any depth.
pub(super) fn parents(schemas: &[Schema], id: SchemaId) -> BTreeSet<SchemaId> {
    let mut found = BTreeSet::new();
    let mut open = vec![id];
    while let Some(next) = open.pop() {
        for used in &schemas[next.0].assertions.all_of {
            if found.len() < MOST_MEMBERS && found.insert(used.schema) {
                open.push(used.schema);
            }
        }
    }
    found
}

struct Walk<'w> {
    conjunctions: &'w Conjunctions<'w>,
    flat: Flat,
    own: BTreeSet<SchemaId>,
    whole: BTreeSet<SchemaId>,
    /// The schemas around the one that is being read.
    open: Vec<SchemaId>,
}

impl Walk<'_> {
    fn own(&mut self, id: SchemaId) {
        let says = !says_nothing(&self.conjunctions.schemas[id.0].assertions);
        if says && self.own.insert(id) {
            self.flat.own.push(id);
        }
    }

    fn whole(&mut self, id: SchemaId) {
        if self.open.contains(&id) {
            self.flat.circular.get_or_insert(id);
            return;
        }
        if self.whole.len() >= MOST_MEMBERS || self.open.len() >= MOST_MEMBERS {
            self.flat.too_large = true;
            return;
        }
        if !self.whole.insert(id) {
            return;
        }
        self.open.push(id);
        let assertions = &self.conjunctions.schemas[id.0].assertions;
        for member in &assertions.all_of {
            self.whole(member.schema);
        }
        self.own(id);
        let choices = [
            (ChoiceKind::OneOf, &assertions.one_of),
            (ChoiceKind::AnyOf, &assertions.any_of),
        ];
        for (kind, branches) in choices {
            // A base lists its children, and they are composed of it: a child has chosen itself already.
            let around =
                |branch: &SchemaUse| branch.schema != id && self.open.contains(&branch.schema);
            let chosen = branches.iter().any(around);
            if !branches.is_empty() && !chosen {
                self.flat.choices.push(Choice { schema: id, kind });
            }
        }
        self.open.pop();
    }
}
