//! Parameters and headers, which say their type without a schema (Swagger 2.0, Parameter Object, Header Object).

use super::{
    Object, elements, flag, members,
    schemas::{binary, known_extensions},
    text,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    source::{Map, Node},
};

/// What is the schema's now.
const OF_SCHEMA: [&str; 23] = [
    "type",
    "format",
    "items",
    "default",
    "enum",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "multipleOf",
    "nullable",
    "x-nullable",
    "x-enum-varnames",
    "x-enum-descriptions",
    "x-rust-type",
    "x-rust-derive",
    "readOnly",
];

/// Where a parameter is.
pub(super) fn location(node: &Node) -> &str {
    node.get("in").and_then(Node::as_str).unwrap_or_default()
}

/// Whether parameters in a location are of the body.
pub(super) fn is_of_body(location: &str) -> bool {
    ["body", "formData"].contains(&location)
}

/// A parameter that is not of the body.
pub(super) fn parameter(cx: &mut Diagnostics, node: &Node) -> Node {
    let name = node.get("name").and_then(Node::as_str).unwrap_or_default();
    with_schema(cx, node, name, location(node))
}

/// The headers of a response.
pub(super) fn headers(cx: &mut Diagnostics, node: &Node) -> Node {
    members(node, |key, header| {
        with_schema(cx, header, &key.name, "header")
    })
}

/// A parameter or a header with a schema and a style.
fn with_schema(cx: &mut Diagnostics, node: &Node, name: &str, location: &str) -> Node {
    let Some(map) = node.as_object() else {
        return node.clone();
    };
    let mut object = Object::at(node.span);
    object.copy(map, |key| {
        !OF_SCHEMA.contains(&key) && !["collectionFormat", "x-example"].contains(&key)
    });
    if let Some((key, example)) = map.get_key_value("x-example")
        && map.get("example").is_none()
    {
        object.set_at(key.span, "example", example.clone());
    }
    let schema = match style(map, location) {
        Ok(style) => {
            style.write(&mut object, node);
            schema(node)
        }
        Err(format) => {
            object.map.remove("example");
            as_text(cx, name, format)
        }
    };
    object.set_at(node.span, "schema", schema);
    object.finish()
}

/// How the items of a list are written.
pub(super) enum Style {
    /// As where nothing is said.
    Default,
    /// A style of OpenAPI 3.0, not exploded.
    Delimited(&'static str),
}

impl Style {
    /// Writes it to a parameter, or to the encoding of a form's field.
    pub(super) fn write(&self, object: &mut Object, at: &Node) {
        if let Self::Delimited(style) = self {
            let format = at.get("collectionFormat").unwrap_or(at);
            object.set_at(format.span, "style", text(format.span, style));
            object.set_at(format.span, "explode", flag(format.span, false));
        }
    }
}

/// The style of a collection format (Swagger 2.0, Parameter Object, `collectionFormat`); the format itself where
/// OpenAPI has none for it.
pub(super) fn style<'a>(map: &'a Map, location: &str) -> Result<Style, &'a Node> {
    if map.get("type").and_then(Node::as_str) != Some("array") {
        return Ok(Style::Default);
    }
    let node = map.get("collectionFormat");
    let format = node.and_then(Node::as_str).unwrap_or("csv");
    let is_query = !["path", "header"].contains(&location);
    match (format, is_query) {
        ("csv", false) | ("multi", true) => Ok(Style::Default),
        ("csv", true) => Ok(Style::Delimited("form")),
        ("ssv", true) => Ok(Style::Delimited("spaceDelimited")),
        ("pipes", true) => Ok(Style::Delimited("pipeDelimited")),
        _ => node.map_or(Ok(Style::Default), Err),
    }
}

/// A list that no style can write is a text, and said.
pub(super) fn as_text(cx: &mut Diagnostics, name: &str, format: &Node) -> Node {
    let said = format.as_str().unwrap_or_default();
    let message = format!(
        "no style can write the values of `{name}`: its collection format is `{said}`; it is a text"
    );
    cx.push(Diagnostic::new(
        &codes::UNSTYLED_VALUE,
        format.span,
        message,
    ));
    let mut schema = Object::at(format.span);
    schema.set_at(format.span, "type", text(format.span, "string"));
    schema.finish()
}

/// The schema of what says its type by itself: a parameter, a header, an item.
pub(super) fn schema(node: &Node) -> Node {
    let Some(map) = node.as_object() else {
        return node.clone();
    };
    let mut schema = Object::at(node.span);
    for (key, value) in map {
        if OF_SCHEMA.contains(&key.name.as_str()) {
            let value = match key.name.as_str() {
                "items" => self::schema(value),
                _ => value.clone(),
            };
            schema.map.set(key.clone(), value);
        }
    }
    known_extensions(&mut schema);
    binary(&mut schema);
    schema.finish()
}

/// The parameters of a list that stay parameters.
pub(super) fn kept(
    list: &Node,
    keep: impl Fn(&Node) -> bool,
    one: impl FnMut(&Node) -> Node,
) -> Node {
    let mut list = list.clone();
    if let crate::source::Value::Array(items) = &mut list.value {
        items.retain(|item| keep(item));
    }
    elements(&list, one)
}
