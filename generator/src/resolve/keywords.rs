//! The keywords of a Schema Object that are no schemas themselves (OpenAPI 3.0.3, Schema Object).
//!
//! Their shape was checked before; what is not of its kind is not there.

use super::{Annotations, Assertions};
use crate::{
    source::{Node, Number, Value},
    vocabulary::{Bound, Constraints, ExternalDocs, JsonTypes, Pattern},
};

/// Annotations beside a `$ref` that change what the use accepts or holds.
pub(super) const WRAPPING: [&str; 5] =
    ["nullable", "default", "readOnly", "writeOnly", "deprecated"];

/// What values have to satisfy; schemas inside are not read.
pub(super) fn assertions(node: &Node) -> Assertions {
    Assertions {
        types: node
            .get("type")
            .and_then(Node::as_str)
            .and_then(JsonTypes::of_name),
        format: text(node, "format"),
        values: node
            .get("enum")
            .and_then(Node::as_array)
            .map(|values| values.iter().map(Node::to_json).collect()),
        required: required(node),
        constraints: constraints(node),
        ..Assertions::default()
    }
}

/// What no value has to satisfy; the discriminator, which names schemas, is not read.
pub(super) fn annotations(node: &Node) -> Annotations {
    let json = |key: &str| node.get(key).map(Node::to_json);
    Annotations {
        title: text(node, "title"),
        description: text(node, "description"),
        external_docs: node.get("externalDocs").and_then(|docs| {
            Some(ExternalDocs {
                url: text(docs, "url")?,
                description: text(docs, "description"),
            })
        }),
        deprecated: flag(node, "deprecated"),
        nullable: flag(node, "nullable"),
        read_only: flag(node, "readOnly"),
        write_only: flag(node, "writeOnly"),
        default: json("default"),
        example: json("example"),
        xml: json("xml"),
        discriminator: None,
        chosen_name: text(node, "x-rust-name"),
        replacement: text(node, "x-rust-type"),
        derives: texts(node, "x-rust-derive"),
        value_names: texts(node, "x-enum-varnames"),
        value_descriptions: texts(node, "x-enum-descriptions"),
    }
}

fn text(node: &Node, key: &str) -> Option<String> {
    node.get(key).and_then(Node::as_str).map(str::to_owned)
}

/// A string, or a list of them.
fn texts(node: &Node, key: &str) -> Vec<String> {
    match node.get(key).map(|node| &node.value) {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

fn flag(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool) == Some(true)
}

fn required(node: &Node) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for name in texts(node, "required") {
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

fn number(node: &Node, key: &str) -> Option<Number> {
    match &node.get(key)?.value {
        Value::Number(number) => Some(number.clone()),
        _ => None,
    }
}

fn count(node: &Node, key: &str) -> Option<u64> {
    match number(node, key)? {
        Number::Int(number) => u64::try_from(number).ok(),
        Number::Uint(number) => Some(number),
        Number::Float(number) if number >= 0.0 && number.fract() == 0.0 && number < 1e15 => {
            Some(number as u64)
        }
        Number::Float(_) | Number::Big(_) => None,
    }
}

fn constraints(node: &Node) -> Constraints {
    let bound = |key: &str, exclusive: &str| {
        Some(Bound {
            value: number(node, key)?,
            exclusive: flag(node, exclusive),
        })
    };
    Constraints {
        minimum: bound("minimum", "exclusiveMinimum"),
        maximum: bound("maximum", "exclusiveMaximum"),
        multiple_of: number(node, "multipleOf").into_iter().collect(),
        min_length: count(node, "minLength").filter(|count| *count > 0),
        max_length: count(node, "maxLength"),
        patterns: text(node, "pattern")
            .into_iter()
            .map(|ecma| Pattern { ecma, regex: None })
            .collect(),
        min_items: count(node, "minItems").filter(|count| *count > 0),
        max_items: count(node, "maxItems"),
        unique_items: flag(node, "uniqueItems"),
        min_properties: count(node, "minProperties").filter(|count| *count > 0),
        max_properties: count(node, "maxProperties"),
        assertions: Vec::new(),
    }
}
