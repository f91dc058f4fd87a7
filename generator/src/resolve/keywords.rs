//! Keywords that are no objects of their own, above all those of a Schema Object (OpenAPI 3.0.3).
//!
//! Their shape was checked before; what is not of its kind is not there.

use super::{Annotations, Assertions};
use crate::{
    source::{Node, Number, Value},
    vocabulary::{Bound, Constraints, ExternalDocs, JsonTypes, Pattern},
};

/// Siblings of a `$ref` that change nothing about what the use accepts or holds; all others make a schema of the use.
const BESIDE: [&str; 10] = [
    "$comment",
    "$defs",
    "$schema",
    "definitions",
    "description",
    "example",
    "externalDocs",
    "summary",
    "title",
    "xml",
];

/// Whether what stands beside a `$ref` makes a schema of the use: keywords of JSON Schema 2020-12, or annotations that
/// the author means, though OpenAPI 3.0 lets readers ignore them (OpenAPI 3.0.3, Reference Object).
pub(super) fn wraps(node: &Node) -> bool {
    node.as_object().into_iter().flatten().any(|(key, value)| {
        let name = key.name.as_str();
        name != "$ref"
            && !name.starts_with("x-")
            && !BESIDE.contains(&name)
            && value.as_bool() != Some(false)
    })
}

/// What values have to satisfy; schemas inside are not read.
pub(super) fn assertions(node: &Node) -> Assertions {
    Assertions {
        types: types(node),
        format: format(node),
        values: values(node),
        required: required(node),
        constraints: constraints(node),
        ..Assertions::default()
    }
}

/// The types that `type` names, one or several.
pub(super) fn types(node: &Node) -> Option<JsonTypes> {
    let names = texts(node, "type");
    let types = names.iter().filter_map(|name| JsonTypes::of_name(name));
    types.reduce(JsonTypes::or)
}

/// `format`, or what the keywords of content say in its place (OpenAPI 3.1.0, Considerations for File Uploads).
fn format(node: &Node) -> Option<String> {
    let encoding = text(node, "contentEncoding").map(|text| text.to_ascii_lowercase());
    let is_binary = |media: &String| {
        let media = media.to_ascii_lowercase();
        let essence = media.split(';').next().unwrap_or_default().trim();
        !essence.starts_with("text/")
            && !essence.ends_with("json")
            && !essence.ends_with("xml")
            && !essence.ends_with("yaml")
    };
    text(node, "format").or_else(|| match encoding.as_deref() {
        Some("base64") => Some("byte".to_owned()),
        Some("base64url") => Some("base64url".to_owned()),
        Some(_) => None,
        None => {
            let media = text(node, "contentMediaType").filter(is_binary);
            media.map(|_| "binary".to_owned())
        }
    })
}

/// The values that `enum` lists and `const` is.
fn values(node: &Node) -> Option<Vec<serde_json::Value>> {
    let listed = node.get("enum").and_then(Node::as_array);
    let listed = listed.map(|values| values.iter().map(Node::to_json).collect::<Vec<_>>());
    match (node.get("const").map(Node::to_json), listed) {
        (None, listed) => listed,
        (Some(constant), None) => Some(vec![constant]),
        (Some(constant), Some(mut listed)) => {
            listed.retain(|value| crate::vocabulary::equal(value, &constant));
            Some(listed)
        }
    }
}

/// What no value has to satisfy; the discriminator, which names schemas, is not read.
pub(super) fn annotations(node: &Node) -> Annotations {
    let json = |key: &str| node.get(key).map(Node::to_json).map(Box::new);
    Annotations {
        title: text(node, "title"),
        description: text(node, "description"),
        external_docs: external_docs(node).map(Box::new),
        deprecated: flag(node, "deprecated"),
        nullable: flag(node, "nullable"),
        read_only: flag(node, "readOnly"),
        write_only: flag(node, "writeOnly"),
        default: json("default"),
        example: json("example"),
        examples: node
            .get("examples")
            .and_then(Node::as_array)
            .map(|examples| examples.iter().map(Node::to_json).collect())
            .unwrap_or_default(),
        xml: json("xml"),
        discriminator: None,
        chosen_name: text(node, "x-rust-name"),
        replacement: text(node, "x-rust-type"),
        derives: texts(node, "x-rust-derive"),
        value_names: texts(node, "x-enum-varnames"),
        value_titles: Vec::new(),
        value_descriptions: texts(node, "x-enum-descriptions"),
    }
}

/// `externalDocs`
pub(super) fn external_docs(node: &Node) -> Option<ExternalDocs> {
    let docs = node.get("externalDocs")?;
    Some(ExternalDocs {
        url: text(docs, "url")?,
        description: text(docs, "description"),
    })
}

/// The `x-…` members of an object, in document order.
pub(super) fn extensions(node: &Node) -> Vec<(String, serde_json::Value)> {
    let members = node.as_object().into_iter().flatten();
    members
        .filter(|(key, _)| key.name.starts_with("x-"))
        .map(|(key, value)| (key.name.clone(), value.to_json()))
        .collect()
}

/// A string.
pub(super) fn text(node: &Node, key: &str) -> Option<String> {
    node.get(key).and_then(Node::as_str).map(str::to_owned)
}

/// A string, or a list of them.
pub(super) fn texts(node: &Node, key: &str) -> Vec<String> {
    match node.get(key).map(|node| &node.value) {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether something is `true`.
pub(super) fn flag(node: &Node, key: &str) -> bool {
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

/// A number of things.
pub(super) fn count(node: &Node, key: &str) -> Option<u64> {
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
