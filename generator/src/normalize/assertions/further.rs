//! Keywords of JSON Schema 2020-12 that no type says, to assertions.

use super::Reader;
use crate::{
    pattern,
    resolve::{Additional, Condition, SchemaId, SchemaUse},
    vocabulary::{Assertion, JsonTypes, Pattern},
};

/// What is read by itself: `items` goes along with `prefixItems`, `then` and `else` with `if`.
pub(super) const KEYWORDS: [&str; 10] = [
    "prefixItems",
    "contains",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "if",
    "unevaluatedItems",
    "unevaluatedProperties",
];

impl Reader<'_> {
    /// What a keyword of a schema asks for; nothing where it is not said.
    pub(super) fn further(&mut self, id: SchemaId, keyword: &str) -> Option<Vec<Assertion>> {
        let schemas = self.schemas;
        let said = &schemas[id.0].assertions;
        let further = said.further();
        let mut found = Vec::new();
        match keyword {
            "prefixItems" => {
                for (index, used) in further.prefix.iter().enumerate() {
                    found.push(Assertion::Item(index, self.schema(used.schema)?));
                }
                if let (Some(items), false) = (&said.items, further.prefix.is_empty()) {
                    let inner = self.schema(items.schema)?;
                    found.push(Assertion::ItemsFrom(further.prefix.len(), inner));
                }
                found.retain(|assertion| !asks_nothing(assertion));
            }
            "contains" => {
                if let Some(contains) = &further.contains {
                    let inner = self.schema(contains.schema.schema)?;
                    if contains.least > 0 || contains.most.is_some() {
                        found.push(Assertion::Contains(inner, contains.least, contains.most));
                    }
                }
            }
            "patternProperties" => {
                for (ecma, used) in &further.patterns {
                    let inner = self.schema(used.schema)?;
                    if !inner.is_empty() {
                        found.push(Assertion::Matching(translated(ecma)?, inner));
                    }
                }
            }
            "additionalProperties" if !further.patterns.is_empty() => {
                let inner = match &said.additional {
                    None | Some(Additional::Allowed(true)) => return Some(found),
                    Some(Additional::Allowed(false)) => nothing(),
                    Some(Additional::Schema(used)) => self.schema(used.schema)?,
                };
                let names = said.properties.iter().map(|(name, _)| name.clone());
                let patterns = further.patterns.iter().map(|(ecma, _)| translated(ecma));
                let patterns = patterns.collect::<Option<_>>()?;
                found.push(Assertion::Others(names.collect(), patterns, inner));
            }
            "propertyNames" => {
                if let Some(names) = &further.names {
                    let inner = self.schema(names.schema)?;
                    // The name of a member is a string.
                    let says = |assertion: &Assertion| !matches!(assertion, Assertion::Types(types) if types.has(JsonTypes::STRING));
                    let inner: Vec<_> = inner.into_iter().filter(says).collect();
                    found.extend((!inner.is_empty()).then_some(Assertion::Names(inner)));
                }
            }
            "dependentRequired" => {
                for (name, required) in further.dependent_required.iter() {
                    if !required.is_empty() {
                        let then = vec![Assertion::Required(required.clone())];
                        found.push(Assertion::If(has(name), then, Vec::new()));
                    }
                }
            }
            "dependentSchemas" => {
                for (name, used) in &further.dependent_schemas {
                    let then = self.schema(used.schema)?;
                    if !then.is_empty() {
                        found.push(Assertion::If(has(name), then, Vec::new()));
                    }
                }
            }
            "if" => {
                if let Some(condition) = &further.condition {
                    found.extend(self.condition(condition)?);
                }
            }
            "unevaluatedItems" => {
                if let Some(used) = &further.unevaluated_items {
                    found.extend(self.unevaluated_items(id, used)?);
                }
            }
            "unevaluatedProperties" => {
                if let Some(used) = &further.unevaluated_properties {
                    found.extend(self.unevaluated_properties(id, used)?);
                }
            }
            _ => {}
        }
        Some(found)
    }

    fn condition(&mut self, condition: &Condition) -> Option<Vec<Assertion>> {
        let mut branch = |used: &Option<SchemaUse>| match used {
            Some(used) => self.schema(used.schema),
            None => Some(Vec::new()),
        };
        let then = branch(&condition.then)?;
        let otherwise = branch(&condition.otherwise)?;
        if then.is_empty() && otherwise.is_empty() {
            return Some(Vec::new());
        }
        let asked = self.schema(condition.condition.schema)?;
        Some(match asked.is_empty() {
            true => then,
            false => vec![Assertion::If(asked, then, otherwise)],
        })
    }
}

/// No value at all.
pub(super) fn nothing() -> Vec<Assertion> {
    vec![Assertion::Types(JsonTypes::default())]
}

/// An object with a member.
pub(super) fn has(name: &str) -> Vec<Assertion> {
    vec![
        Assertion::Types(JsonTypes::OBJECT),
        Assertion::Required(vec![name.to_owned()]),
    ]
}

/// A pattern that can be checked.
pub(super) fn translated(ecma: &str) -> Option<Pattern> {
    Some(Pattern {
        ecma: ecma.to_owned(),
        regex: Some(pattern::translate(ecma).ok()?),
    })
}

fn asks_nothing(assertion: &Assertion) -> bool {
    matches!(assertion, Assertion::Item(_, inner) | Assertion::ItemsFrom(_, inner) if inner.is_empty())
}
