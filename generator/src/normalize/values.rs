//! Places in the values of schemas.

use crate::{
    pointer::Pointer,
    spec::{Additional, Schema, SchemaId, SchemaKind},
    vocabulary::JsonTypes,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// What stands at a place in the values of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// Nothing that the document knows of.
    Nothing,
    /// Values of one of these schemas.
    Schemas(Vec<SchemaId>),
}

/// What a JSON Pointer leads to.
pub(super) fn at(schemas: &[Schema], id: SchemaId, pointer: &Pointer) -> At {
    let mut here = vec![id];
    for key in pointer.keys() {
        here = step(schemas, here, &key);
    }
    match here.is_empty() {
        true => At::Nothing,
        false => At::Schemas(here),
    }
}

/// What a key leads to from any of some schemas; what may be anything may have anything in it.
fn step(schemas: &[Schema], from: Vec<SchemaId>, key: &str) -> Vec<SchemaId> {
    let mut found = BTreeSet::new();
    for id in branches(schemas, from) {
        match &schemas[id.0].kind {
            SchemaKind::Any => {
                found.insert(id);
            }
            SchemaKind::Array(items) if is_index(key) => {
                found.insert(*items);
            }
            SchemaKind::Map(values) => {
                found.insert(*values);
            }
            SchemaKind::Object(object) => {
                let mut properties = object.properties.iter();
                match (
                    properties.find(|property| property.name == key),
                    object.additional,
                ) {
                    (Some(property), _) => {
                        found.insert(property.schema);
                    }
                    (None, Additional::Kept(values)) => {
                        found.insert(values);
                    }
                    (None, Additional::Ignored | Additional::Refused) => {}
                }
            }
            _ => {}
        }
    }
    found.into_iter().collect()
}

/// RFC 6901 section 4.
fn is_index(key: &str) -> bool {
    key == "0"
        || !key.starts_with('0') && !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}

/// The JSON types of the values of some schemas.
pub(super) fn types(schemas: &[Schema], ids: &[SchemaId]) -> JsonTypes {
    let mut types = JsonTypes::default();
    for id in branches(schemas, ids.to_vec()) {
        types = types.or(match &schemas[id.0].kind {
            SchemaKind::Boolean => JsonTypes::BOOLEAN,
            SchemaKind::Integer(_) => JsonTypes::INTEGER,
            SchemaKind::Number(_) => JsonTypes::NUMBER,
            SchemaKind::String(_) => JsonTypes::STRING,
            SchemaKind::Enum(values) => values
                .iter()
                .map(|value| JsonTypes::of(&value.value))
                .fold(JsonTypes::default(), JsonTypes::or),
            SchemaKind::Array(_) => JsonTypes::ARRAY,
            SchemaKind::Map(_) | SchemaKind::Object(_) => JsonTypes::OBJECT,
            SchemaKind::Any | SchemaKind::Union(_) | SchemaKind::Alias(_) => JsonTypes::ALL,
        });
    }
    types
}

/// The default of a schema, or of what it is another name for.
pub(super) fn default(schemas: &[Schema], id: SchemaId) -> Option<&Value> {
    let mut at = id;
    for _ in 0..schemas.len() {
        match (&schemas[at.0].default, &schemas[at.0].kind) {
            (Some(value), _) => return Some(value),
            (None, SchemaKind::Alias(target)) => at = *target,
            (None, _) => return None,
        }
    }
    None
}

/// The schemas that are no union and no other name, reached through those that are.
fn branches(schemas: &[Schema], from: Vec<SchemaId>) -> Vec<SchemaId> {
    let (mut open, mut seen, mut found) = (from, BTreeSet::new(), Vec::new());
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &schemas[id.0].kind {
            kind @ (SchemaKind::Alias(_) | SchemaKind::Union(_)) => open.extend(kind.parts()),
            _ => found.push(id),
        }
    }
    found
}
