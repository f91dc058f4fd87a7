//! Schema Objects of Swagger 2.0 (Schema Object): what differs from OpenAPI 3.0.

use super::{Object, Swagger, elements, flag, members, references, text};
use crate::{diagnostics::Diagnostics, source::Node};

/// A schema with all that is in it.
pub(super) fn schema(cx: &mut Diagnostics, swagger: &Swagger<'_>, node: &Node) -> Node {
    let Some(map) = node.as_object() else {
        return node.clone();
    };
    let mut schema = Object::at(node.span);
    for (key, value) in map {
        let value = match key.name.as_str() {
            "$ref" => references::rewritten(cx, swagger, "definitions", value),
            "properties" => members(value, |_, value| self::schema(cx, swagger, value)),
            "items" | "additionalProperties" | "not" => self::schema(cx, swagger, value),
            "allOf" | "oneOf" | "anyOf" => {
                elements(value, |value| self::schema(cx, swagger, value))
            }
            "discriminator" if value.as_str().is_some() => {
                let mut discriminator = Object::at(value.span);
                discriminator.set_at(value.span, "propertyName", value.clone());
                discriminator.finish()
            }
            _ => value.clone(),
        };
        schema.map.set(key.clone(), value);
    }
    known_extensions(&mut schema);
    binary(&mut schema);
    schema.finish()
}

/// `x-nullable` is what became `nullable`.
pub(super) fn known_extensions(schema: &mut Object) {
    let nullable = schema.map.get_key_value("x-nullable");
    let Some((span, node)) = nullable.map(|(key, node)| (key.span, node)) else {
        return;
    };
    let Some(is_nullable) = node.as_bool() else {
        return;
    };
    let node = flag(node.span, is_nullable);
    schema.map.remove("x-nullable");
    if schema.map.get("nullable").is_none() {
        schema.set_at(span, "nullable", node);
    }
}

/// A file is a string of bytes.
pub(super) fn binary(schema: &mut Object) {
    let place = |key: &str| {
        let node = schema.map.get(key)?;
        (node.as_str() == Some("file")).then_some(node.span)
    };
    let (ty, format) = (place("type"), place("format"));
    if let Some(span) = ty {
        schema.set_at(span, "type", text(span, "string"));
    }
    if let Some(span) = format.or(ty) {
        schema.set_at(span, "format", text(span, "binary"));
    }
}
