//! Schemas that only exclude or only demand, to assertions that are checked on values.

mod further;
mod unevaluated;

use super::{merge::merged, numbers};
use crate::{
    resolve::{Additional, Assertions, Schema, SchemaId, SchemaUse},
    vocabulary::{Assertion, Constraints, JsonTypes},
};
use std::collections::HashSet;

/// How many schemas one assertion may be made of: what is larger is not checked.
const MOST_SCHEMAS: usize = 200;

/// How many values and names, likewise.
const MOST_LISTED: usize = 10_000;

/// How many schemas are looked at to tell whether they only assert.
const MOST_SEEN: usize = 1_000;

/// What a value has to satisfy to be one of a schema; `None` where that cannot be said: the schema contains itself, or
/// is too large.
pub(super) fn of(schemas: &[Schema], used: &SchemaUse) -> Option<Vec<Assertion>> {
    Reader::of(schemas).schema(used.schema)
}

/// Whether schemas say nothing that a type could: they only demand members, exclude values or bound them. Not of more
/// schemas, those that they are composed of included, than could be asserted.
pub(super) fn only_assert(schemas: &[Schema], uses: &[SchemaUse]) -> bool {
    let mut next: Vec<SchemaId> = uses.iter().rev().map(|used| used.schema).collect();
    let mut seen: HashSet<SchemaId> = HashSet::new();
    while let Some(id) = next.pop() {
        if !seen.insert(id) {
            continue;
        }
        if seen.len() > MOST_SEEN || !asserts_itself(&schemas[id.0].assertions) {
            return false;
        }
        let said = &schemas[id.0].assertions;
        let members = [&said.all_of, &said.one_of, &said.any_of];
        next.extend(members.into_iter().flatten().map(|member| member.schema));
    }
    true
}

/// Whether a schema says nothing that a type could, but for what it is composed of.
fn asserts_itself(said: &Assertions) -> bool {
    said.types.is_none_or(|types| types == JsonTypes::OBJECT)
        && said.values.is_none()
        && said.properties.is_empty()
        && said.items.is_none()
        && said.additional.is_none()
        && (!said.required.is_empty() || said.not.is_some() || !said.further().is_empty())
        && said.further().prefix.is_empty()
        && said.further().patterns.is_empty()
}

/// The members that assertions speak of.
pub(super) fn members<'a>(assertions: &'a [Assertion], to: &mut Vec<&'a str>) {
    for assertion in assertions {
        match assertion {
            Assertion::Required(names) => to.extend(names.iter().map(String::as_str)),
            Assertion::Property(name, _) => to.push(name),
            Assertion::Not(inner) => members(inner, to),
            Assertion::Any(branches) | Assertion::One(branches) => {
                branches.iter().for_each(|inner| members(inner, to));
            }
            Assertion::If(condition, then, otherwise) => {
                for inner in [condition, then, otherwise] {
                    members(inner, to);
                }
            }
            Assertion::Types(_)
            | Assertion::OneOf(_)
            | Assertion::Items(_)
            | Assertion::Additional(..)
            | Assertion::Constraints(_)
            | Assertion::Matching(..)
            | Assertion::Others(..)
            | Assertion::Names(_)
            | Assertion::Item(..)
            | Assertion::ItemsFrom(..)
            | Assertion::Contains(..) => {}
        }
    }
}

/// Whether assertions speak of members that they do not name.
pub(super) fn speaks_of_all(assertions: &[Assertion]) -> bool {
    assertions.iter().any(|assertion| match assertion {
        Assertion::Additional(..)
        | Assertion::Matching(..)
        | Assertion::Others(..)
        | Assertion::Names(_) => true,
        Assertion::Not(inner) => speaks_of_all(inner),
        Assertion::Any(branches) | Assertion::One(branches) => {
            branches.iter().any(|inner| speaks_of_all(inner))
        }
        Assertion::If(condition, then, otherwise) => [condition, then, otherwise]
            .iter()
            .any(|inner| speaks_of_all(inner)),
        Assertion::Constraints(inner) => {
            inner.min_properties.is_some() || inner.max_properties.is_some()
        }
        Assertion::Types(_)
        | Assertion::OneOf(_)
        | Assertion::Required(_)
        | Assertion::Property(..)
        | Assertion::Items(_)
        | Assertion::Item(..)
        | Assertion::ItemsFrom(..)
        | Assertion::Contains(..) => false,
    })
}

/// What a schema says that OpenAPI 3.0 cannot say, by keyword; `None` where that cannot be checked.
pub(super) fn further(
    schemas: &[Schema],
    id: SchemaId,
) -> Vec<(&'static str, Option<Vec<Assertion>>)> {
    let read = |keyword: &'static str| (keyword, Reader::of(schemas).further(id, keyword));
    match schemas[id.0].assertions.further().is_empty() {
        true => Vec::new(),
        false => further::KEYWORDS.into_iter().map(read).collect(),
    }
}

/// What a schema says of members and items, of a value that may have none; `None` where that cannot be checked.
pub(super) fn structure(schemas: &[Schema], id: SchemaId) -> Option<Vec<Assertion>> {
    let mut reader = Reader::of(schemas);
    reader.open.push(id);
    reader.structure(id)
}

pub(super) use unevaluated::{evaluated, is_nothing};

struct Reader<'a> {
    schemas: &'a [Schema],
    /// The schemas around the one that is being read.
    open: Vec<SchemaId>,
    /// How many schemas may still be read.
    left: usize,
    /// How many values and names may still be taken over.
    listed: usize,
}

impl<'a> Reader<'a> {
    fn of(schemas: &'a [Schema]) -> Self {
        Self {
            schemas,
            open: Vec::new(),
            left: MOST_SCHEMAS,
            listed: MOST_LISTED,
        }
    }

    /// Counts the values and names that a schema lists.
    fn list(&mut self, id: SchemaId) -> Option<()> {
        let said = &self.schemas[id.0].assertions;
        let further = said.further();
        let listed = said.values.as_ref().map_or(0, Vec::len)
            + said.required.len()
            + said.properties.len()
            + further.patterns.len();
        self.listed = self.listed.checked_sub(listed)?;
        Some(())
    }

    fn schema(&mut self, id: SchemaId) -> Option<Vec<Assertion>> {
        self.left = self.left.checked_sub(1)?;
        if self.open.contains(&id) {
            return None;
        }
        self.list(id)?;
        self.open.push(id);
        let found = self.keywords(id);
        self.open.pop();
        found
    }

    /// What it says of members and items.
    fn structure(&mut self, id: SchemaId) -> Option<Vec<Assertion>> {
        let said = &self.schemas[id.0].assertions;
        let mut found = Vec::new();
        if !said.required.is_empty() {
            found.push(Assertion::Required(said.required.clone()));
        }
        for (name, used) in &said.properties {
            let inner = self.schema(used.schema)?;
            if !inner.is_empty() {
                found.push(Assertion::Property(name.clone(), inner));
            }
        }
        let names = || {
            said.properties
                .iter()
                .map(|(name, _)| name.clone())
                .collect()
        };
        match &said.additional {
            None | Some(Additional::Allowed(true)) => {}
            // It goes along with the patterns.
            _ if !said.further().patterns.is_empty() => {}
            Some(Additional::Allowed(false)) => found.push(Assertion::Additional(
                names(),
                vec![Assertion::Types(JsonTypes::default())],
            )),
            Some(Additional::Schema(used)) => {
                let inner = self.schema(used.schema)?;
                found.push(Assertion::Additional(names(), inner));
            }
        }
        if let Some(items) = &said.items
            && said.further().prefix.is_empty()
        {
            found.push(Assertion::Items(self.schema(items.schema)?));
        }
        Some(found)
    }

    fn keywords(&mut self, id: SchemaId) -> Option<Vec<Assertion>> {
        let said = &self.schemas[id.0].assertions;
        let nullable = self.schemas[id.0].annotations.nullable;
        let mut found = Vec::new();
        let types = match said.types {
            Some(types) if nullable => Some(types.or(JsonTypes::NULL)),
            types => types,
        };
        found.extend(types.map(Assertion::Types));
        found.extend(said.values.clone().map(Assertion::OneOf));
        found.extend(self.structure(id)?);
        if let Some(not) = &said.not {
            found.push(Assertion::Not(self.schema(not.schema)?));
        }
        for member in &said.all_of {
            found.extend(self.schema(member.schema)?);
        }
        for (branches, assertion) in [
            (&said.one_of, Assertion::One as fn(_) -> _),
            (&said.any_of, Assertion::Any as fn(_) -> _),
        ] {
            if !branches.is_empty() {
                let read = branches.iter().map(|branch| self.schema(branch.schema));
                found.push(assertion(read.collect::<Option<Vec<_>>>()?));
            }
        }
        for keyword in further::KEYWORDS {
            found.extend(self.further(id, keyword)?);
        }
        let constraints = Constraints {
            assertions: Vec::new(),
            ..merged(self.schemas, &[id]).constraints
        };
        if !constraints.is_empty() {
            found.push(Assertion::Constraints(Box::new(checked(constraints)?)));
        }
        Some(found)
    }
}

/// Constraints that can all be checked.
fn checked(mut constraints: Constraints) -> Option<Constraints> {
    super::patterns::translate(&mut constraints);
    let bounds = [&constraints.minimum, &constraints.maximum];
    let exact = bounds
        .into_iter()
        .flatten()
        .all(|bound| numbers::whole(&bound.value).is_some() || bound.value.as_f64().is_finite());
    let patterns = constraints
        .patterns
        .iter()
        .all(|pattern| pattern.regex.is_some());
    (exact && patterns).then_some(constraints)
}
