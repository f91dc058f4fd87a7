//! `unevaluatedItems` and `unevaluatedProperties` (JSON Schema Core 2020-12, section 11): what is left over by all
//! keywords beside them, as far as these can be known beforehand.
//!
//! Which parts of a choice count is known only by the value: the assertion asks for it, part by part.

use super::{
    Reader,
    further::{has, translated},
};
use crate::{
    resolve::{Schema, SchemaId, SchemaUse},
    vocabulary::{Assertion, JsonTypes, Pattern},
};
use indexmap::IndexSet;
use std::collections::BTreeSet;

/// How many cases one keyword may have; one with more is not checked.
const MOST_CASES: usize = 64;

/// Which members and items the keywords of a schema speak of.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Evaluated {
    /// Names of members.
    names: IndexSet<String>,
    /// Patterns that names match.
    patterns: Vec<Pattern>,
    /// Whether all members are spoken of.
    all: bool,
    /// What depends on the value.
    choices: Vec<Choice>,
    /// How many of the first items.
    first: usize,
    /// Whether all items are spoken of.
    all_items: bool,
    /// Items that satisfy one of these.
    like: Vec<Vec<Assertion>>,
}

/// Parts that count only for some values.
#[derive(Clone, Debug)]
struct Choice {
    /// What a value has to satisfy, and what then counts.
    cases: Vec<(Vec<Assertion>, Evaluated)>,
    /// Whether exactly one of them is satisfied.
    one: bool,
    /// Whether they are branches of a union.
    of_union: bool,
}

/// What the keywords of a schema but the unevaluated ones speak of; `None` where that cannot be told.
pub(in super::super) fn evaluated(schemas: &[Schema], id: SchemaId) -> Option<Evaluated> {
    let mut reader = Reader::of(schemas);
    reader.evaluated(id, false)
}

impl Evaluated {
    /// The names that may count, choices included.
    pub(in super::super) fn every_name(&self) -> BTreeSet<&str> {
        let mut names: BTreeSet<&str> = self.names.iter().map(String::as_str).collect();
        for choice in &self.choices {
            for (_, case) in &choice.cases {
                names.extend(case.every_name());
            }
        }
        names
    }

    /// Whether nothing but names counts, in the branches of a union at most.
    pub(in super::super) fn is_of_names(&self) -> bool {
        !self.all
            && self.patterns.is_empty()
            && self.choices.iter().all(|choice| {
                choice.of_union && choice.cases.iter().all(|(_, case)| case.is_of_names())
            })
    }

    fn is_nothing(&self) -> bool {
        self.names.is_empty()
            && self.patterns.is_empty()
            && !self.all
            && self.choices.is_empty()
            && self.first == 0
            && !self.all_items
            && self.like.is_empty()
    }

    fn add(&mut self, other: Evaluated) {
        self.names.extend(other.names);
        for pattern in other.patterns {
            if !self.patterns.contains(&pattern) {
                self.patterns.push(pattern);
            }
        }
        self.all |= other.all;
        self.choices.extend(other.choices);
        self.first = self.first.max(other.first);
        self.all_items |= other.all_items;
        self.like.extend(other.like);
    }
}

impl Reader<'_> {
    /// What is left over for `unevaluatedProperties`.
    pub(super) fn unevaluated_properties(
        &mut self,
        id: SchemaId,
        used: &SchemaUse,
    ) -> Option<Vec<Assertion>> {
        let evaluated = self.evaluated(id, false)?;
        let inner = self.schema(used.schema)?;
        cases(evaluated, &mut |evaluated| {
            let Evaluated {
                names,
                patterns,
                all,
                ..
            } = evaluated;
            let names = names.into_iter().collect();
            match (all || inner.is_empty(), patterns.is_empty()) {
                (true, _) => Vec::new(),
                (false, true) => vec![Assertion::Additional(names, inner.clone())],
                (false, false) => vec![Assertion::Others(names, patterns, inner.clone())],
            }
        })
    }

    /// What is left over for `unevaluatedItems`.
    pub(super) fn unevaluated_items(
        &mut self,
        id: SchemaId,
        used: &SchemaUse,
    ) -> Option<Vec<Assertion>> {
        let evaluated = self.evaluated(id, false)?;
        let inner = self.schema(used.schema)?;
        cases(evaluated, &mut |evaluated| {
            let Evaluated {
                first,
                all_items,
                like,
                ..
            } = evaluated;
            if all_items || inner.is_empty() {
                return Vec::new();
            }
            let inner = match like.is_empty() {
                true => inner.clone(),
                false => {
                    let branches = like.into_iter().chain([inner.clone()]);
                    vec![Assertion::Any(branches.collect())]
                }
            };
            vec![Assertion::ItemsFrom(first, inner)]
        })
    }

    /// With `inside`, the unevaluated keywords of the schema count, too: they are those of a part.
    fn evaluated(&mut self, id: SchemaId, inside: bool) -> Option<Evaluated> {
        self.left = self.left.checked_sub(1)?;
        if self.open.contains(&id) && inside {
            return None;
        }
        self.open.push(id);
        let found = self.spoken_of(id, inside);
        self.open.pop();
        found
    }

    fn spoken_of(&mut self, id: SchemaId, inside: bool) -> Option<Evaluated> {
        let schemas = self.schemas;
        let said = &schemas[id.0].assertions;
        let further = said.further();
        let patterns = further.patterns.iter().map(|(ecma, _)| translated(ecma));
        let mut found = Evaluated {
            names: said
                .properties
                .iter()
                .map(|(name, _)| name.clone())
                .collect(),
            patterns: patterns.collect::<Option<_>>()?,
            all: said.additional.is_some() || inside && further.unevaluated_properties.is_some(),
            choices: Vec::new(),
            first: further.prefix.len(),
            all_items: said.items.is_some() || inside && further.unevaluated_items.is_some(),
            like: Vec::new(),
        };
        if let Some(contains) = &further.contains {
            found.like.push(self.schema(contains.schema.schema)?);
        }
        for member in &said.all_of {
            let member = self.evaluated(member.schema, true)?;
            found.add(member);
        }
        let one = self.case_of_each(&said.one_of)?;
        found.choices.extend(choice(one, true).map(|choice| Choice {
            of_union: true,
            ..choice
        }));
        for branch in &said.any_of {
            let case = self.case_of_each(std::slice::from_ref(branch))?;
            found.choices.extend(choice(case, false));
        }
        for (name, used) in &further.dependent_schemas {
            let case = self.evaluated(used.schema, true)?;
            found.choices.extend(choice(vec![(has(name), case)], false));
        }
        if let Some(condition) = &further.condition {
            let asked = self.schema(condition.condition.schema)?;
            let mut then = self.evaluated(condition.condition.schema, true)?;
            if let Some(used) = &condition.then {
                then.add(self.evaluated(used.schema, true)?);
            }
            let otherwise = match &condition.otherwise {
                Some(used) => self.evaluated(used.schema, true)?,
                None => Evaluated::default(),
            };
            let not = vec![Assertion::Not(asked.clone())];
            found
                .choices
                .extend(choice(vec![(asked, then), (not, otherwise)], true));
        }
        Some(found)
    }

    fn case_of_each(&mut self, branches: &[SchemaUse]) -> Option<Vec<(Vec<Assertion>, Evaluated)>> {
        branches
            .iter()
            .map(|branch| {
                let asked = self.schema(branch.schema)?;
                Some((asked, self.evaluated(branch.schema, true)?))
            })
            .collect()
    }
}

fn choice(cases: Vec<(Vec<Assertion>, Evaluated)>, one: bool) -> Option<Choice> {
    let says = cases.iter().any(|(_, case)| !case.is_nothing());
    says.then_some(Choice {
        cases,
        one,
        of_union: false,
    })
}

/// The assertions of every case; `None` where there are too many.
fn cases(
    evaluated: Evaluated,
    leaf: &mut dyn FnMut(Evaluated) -> Vec<Assertion>,
) -> Option<Vec<Assertion>> {
    let mut left = MOST_CASES;
    decide(evaluated, leaf, &mut left)
}

fn decide(
    mut evaluated: Evaluated,
    leaf: &mut dyn FnMut(Evaluated) -> Vec<Assertion>,
    left: &mut usize,
) -> Option<Vec<Assertion>> {
    let Some(Choice { cases, one, .. }) = evaluated.choices.pop() else {
        *left = left.checked_sub(1)?;
        return Some(leaf(evaluated));
    };
    let mut with = |case: Evaluated| {
        let mut both = evaluated.clone();
        both.add(case);
        decide(both, leaf, left)
    };
    // Where exactly one has to hold, the last one is what is left.
    let mut cases = cases.into_iter().rev();
    let mut found = match one {
        true => with(cases.next().map(|(_, case)| case).unwrap_or_default())?,
        false => with(Evaluated::default())?,
    };
    for (asked, case) in cases {
        let then = with(case)?;
        if then != found {
            found = vec![Assertion::If(asked, then, found)];
        }
    }
    Some(found)
}

/// Whether a schema allows no value.
pub(in super::super) fn is_nothing(schemas: &[Schema], id: SchemaId) -> bool {
    schemas[id.0].assertions.types == Some(JsonTypes::default())
}
