//! What the branches of a union are called.

use crate::{
    normalize::schemas::Schemas,
    resolve::{Assertions, SchemaId},
    vocabulary::JsonTypes,
};
use serde_json::Value;

/// The name that a document gives a branch.
pub(super) fn branch_name(schemas: &Schemas<'_>, id: SchemaId) -> Option<String> {
    let schema = &schemas.resolved().schemas[id.0];
    schema
        .annotations
        .chosen_name
        .clone()
        .or_else(|| schema.component.clone())
        .or_else(|| {
            schema
                .annotations
                .title
                .clone()
                .filter(|title| title.len() <= 40)
        })
}

/// A branch without a name is called after what its values are.
pub(super) fn unnamed(schemas: &Schemas<'_>, id: SchemaId) -> String {
    let said = &schemas.resolved().schemas[id.0].assertions;
    if let Some([Value::String(only)]) = said.values.as_deref()
        && only.len() <= 40
    {
        return only.clone();
    }
    if let Some(constant) = constant(schemas, said) {
        return constant;
    }
    let types = schemas.types_of(id);
    let word = match types {
        JsonTypes::BOOLEAN => "boolean",
        JsonTypes::INTEGER => "integer",
        JsonTypes::NUMBER => "number",
        JsonTypes::STRING if said.values.is_some() => "enum",
        JsonTypes::STRING => "string",
        JsonTypes::ARRAY => "list",
        JsonTypes::OBJECT => "object",
        _ => "value",
    };
    word.to_owned()
}

/// The constant that tells an object apart: the values of a required property that lists at most three.
fn constant(schemas: &Schemas<'_>, said: &Assertions) -> Option<String> {
    let list = &schemas.resolved().schemas;
    let required = said
        .properties
        .iter()
        .filter(|(name, _)| said.required.contains(name));
    let mut constants = required.filter_map(|(_, used)| {
        let values = list[used.schema.0].assertions.values.as_deref()?;
        let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
        let words = texts
            .filter(|texts| (1..=3).contains(&texts.len()))?
            .join(" ");
        (words.len() <= 40).then_some(words)
    });
    constants.next()
}
