//! Schemas that only exclude or only demand, to assertions that are checked on values.

use super::{merge::merged, numbers};
use crate::{
    resolve::{Additional, Schema, SchemaId, SchemaUse},
    vocabulary::{Assertion, Constraints, JsonTypes},
};

/// How many schemas one assertion may be made of: what is larger is not checked.
const MOST_SCHEMAS: usize = 200;

/// What a value has to satisfy to be one of a schema; `None` where that cannot be said: the schema contains itself, or
/// is too large.
pub(super) fn of(schemas: &[Schema], used: &SchemaUse) -> Option<Vec<Assertion>> {
    Reader {
        schemas,
        open: Vec::new(),
        left: MOST_SCHEMAS,
    }
    .schema(used.schema)
}

/// Whether a schema says nothing that a type could: it only demands members, excludes values or bounds them.
pub(super) fn only_asserts(schemas: &[Schema], id: SchemaId) -> bool {
    let said = &schemas[id.0].assertions;
    said.types.is_none_or(|types| types == JsonTypes::OBJECT)
        && said.values.is_none()
        && said.properties.is_empty()
        && said.items.is_none()
        && said.additional.is_none()
        && (!said.required.is_empty() || said.not.is_some())
        && [&said.all_of, &said.one_of, &said.any_of]
            .into_iter()
            .flatten()
            .all(|member| only_asserts(schemas, member.schema))
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
            Assertion::Types(_)
            | Assertion::OneOf(_)
            | Assertion::Items(_)
            | Assertion::Additional(..)
            | Assertion::Constraints(_) => {}
        }
    }
}

struct Reader<'a> {
    schemas: &'a [Schema],
    /// The schemas around the one that is being read.
    open: Vec<SchemaId>,
    left: usize,
}

impl Reader<'_> {
    fn schema(&mut self, id: SchemaId) -> Option<Vec<Assertion>> {
        self.left = self.left.checked_sub(1)?;
        if self.open.contains(&id) {
            return None;
        }
        self.open.push(id);
        let found = self.keywords(id);
        self.open.pop();
        found
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
            Some(Additional::Allowed(false)) => found.push(Assertion::Additional(
                names(),
                vec![Assertion::Types(JsonTypes::default())],
            )),
            Some(Additional::Schema(used)) => {
                let inner = self.schema(used.schema)?;
                found.push(Assertion::Additional(names(), inner));
            }
        }
        if let Some(items) = &said.items {
            found.push(Assertion::Items(self.schema(items.schema)?));
        }
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
