//! Schema Objects (OpenAPI 3.0.4, Schema Object; JSON Schema Validation Wright-00): keywords against each other, and
//! against the type.

mod bounds;
mod enumeration;
mod extensions;
mod json_schema;
mod pattern;

pub(super) use json_schema::dialect;

use super::super::check::Checker;
use crate::{
    diagnostics::{Diagnostic, codes},
    dialect::version::Version,
    source::{Map, Node},
};
use std::collections::HashMap;

/// The types of OpenAPI 3.0.3, Data Types.
pub(in super::super) const TYPES: [&str; 6] =
    ["array", "boolean", "integer", "number", "object", "string"];

/// Those of Swagger 2.0, where a response can be a file (Swagger 2.0, Response Object, `schema`).
pub(in super::super) const TYPES_AND_FILE: [&str; 7] = [
    "array", "boolean", "file", "integer", "number", "object", "string",
];

/// The types of JSON Schema (JSON Schema Core 2020-12, section 4.2.1).
pub(in super::super) const JSON_TYPES: [&str; 7] = [
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// The keywords that say something about values of some types only.
const OF_TYPES: [(&[&str], &[&str]); 4] = [
    (
        &["array"],
        &[
            "contains",
            "items",
            "maxContains",
            "maxItems",
            "minContains",
            "minItems",
            "prefixItems",
            "unevaluatedItems",
            "uniqueItems",
        ],
    ),
    (
        &["integer", "number"],
        &[
            "exclusiveMaximum",
            "exclusiveMinimum",
            "maximum",
            "minimum",
            "multipleOf",
        ],
    ),
    (
        &["object"],
        &[
            "additionalProperties",
            "dependentRequired",
            "dependentSchemas",
            "maxProperties",
            "minProperties",
            "patternProperties",
            "properties",
            "propertyNames",
            "required",
            "unevaluatedProperties",
        ],
    ),
    (&["string"], &["maxLength", "minLength", "pattern"]),
];

/// Checks a schema whose keys are each of their kind, or reported.
pub(in super::super) fn schema(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    json_schema::early_types(checker, map);
    json_schema::keywords(checker, map);
    let ty = json_schema::only_type(map);
    if let Some(file) = map.get("type")
        && file.as_str() == Some("file")
        && checker.version == Version::V20
        && !checker.is_schema_of_response()
    {
        let message = "`type: file` is for responses and for parameters `in: formData`";
        let help = "say `type: string` and `format: binary`";
        checker.push(Diagnostic::new(&codes::INVALID_VALUE, file.span, message).help(help));
    }
    values(checker, ty, node, map);
    required_once(checker, map);
    read_and_write(checker, map);
}

/// Checks what a schema, or what stands in its place in Swagger 2.0, says about values.
pub(in super::super) fn values(
    checker: &mut Checker<'_>,
    ty: Option<&str>,
    node: &Node,
    map: &Map,
) {
    if ty == Some("array") && map.get("items").is_none() && map.get("prefixItems").is_none() {
        let message = "a schema of the type `array` does not say what its items are";
        let help = "say `items: {}` if they can be anything";
        checker.push(Diagnostic::new(&codes::MISSING_ITEMS, node.span, message).help(help));
    }
    if let Some(ty) = ty {
        inapplicable(checker, ty, map);
    }
    bounds::check(checker, ty, map);
    pattern::check(checker, ty, map);
    enumeration::check(checker, ty, map);
    extensions::check(checker, map);
}

/// Checks a schema of JSON Schema 2020-12 whose keys are each of their kind, or reported.
pub(in super::super) fn json_schema(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    json_schema::check(checker, map);
    let ty = json_schema::only_type(map);
    if let Some(ty) = ty {
        inapplicable(checker, ty, map);
    }
    required_once(checker, map);
    read_and_write(checker, map);
    bounds::check(checker, ty, map);
    pattern::check(checker, ty, map);
    enumeration::check(checker, ty, map);
    extensions::check(checker, map);
}

/// Says which keywords have no meaning beside the type.
fn inapplicable(checker: &mut Checker<'_>, ty: &str, map: &Map) {
    for (types, keywords) in OF_TYPES.iter().filter(|(types, _)| !types.contains(&ty)) {
        for keyword in *keywords {
            let Some((key, value)) = map.get_key_value(keyword) else {
                continue;
            };
            let is_empty = |node: &Node| {
                node.as_array().is_some_and(<[Node]>::is_empty)
                    || node.as_object().is_some_and(Map::is_empty)
            };
            // What asks for nothing is not worth a word; `required: true` is a mistake of its own kind, and reported so.
            if value.as_bool().is_some() || is_empty(value) {
                continue;
            }
            let message =
                format!("`{keyword}` says nothing about values of the type `{ty}`, and is ignored");
            let of: Vec<String> = types.iter().map(|ty| format!("`type: {ty}`")).collect();
            let help = format!("remove it, or say {} if that is meant", of.join(" or "));
            checker
                .push(Diagnostic::new(&codes::INAPPLICABLE_KEYWORD, key.span, message).help(help));
        }
    }
}

/// The names in `required` are unique (JSON Schema Validation Wright-00, section 5.15).
fn required_once(checker: &mut Checker<'_>, map: &Map) {
    let names = map
        .get("required")
        .and_then(Node::as_array)
        .unwrap_or_default();
    let mut seen = HashMap::new();
    for name in names {
        let Some(text) = name.as_str() else { continue };
        if let Some(first) = seen.insert(text, name.span) {
            let message = format!("`{text}` is required twice");
            checker.push(
                Diagnostic::new(&codes::INVALID_VALUE, name.span, message)
                    .related(first, "first here")
                    .help("name it once"),
            );
        }
    }
}

/// "A property MUST NOT be marked as both readOnly and writeOnly being true."
fn read_and_write(checker: &mut Checker<'_>, map: &Map) {
    let flag = |name: &str| {
        let (key, value) = map.get_key_value(name)?;
        value.as_bool().filter(|flag| *flag).map(|_| key)
    };
    if let (Some(read), Some(write)) = (flag("readOnly"), flag("writeOnly")) {
        let message = "a schema cannot be both `readOnly` and `writeOnly`";
        checker.push(
            Diagnostic::new(&codes::INVALID_VALUE, write.span, message)
                .related(read.span, "read-only here")
                .help("keep one of them, or none if requests and responses have it"),
        );
    }
}
