//! Parameters, and what parameters and headers have in common.

use super::{
    Parameter, ValueOf, bodies,
    keywords::{flag, text},
    operations::{Reading, members},
    references,
    schemas::copied,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    layout::Kind,
    pointer::Pointer,
    source::Node,
    vocabulary::{Location, Style},
    volume,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The parameters of a list, each name once in each location.
pub(super) fn all(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    pointer: &Pointer,
    list: &Node,
) -> Vec<Parameter> {
    let mut found: Vec<Parameter> = Vec::new();
    let mut seen: BTreeMap<_, Pointer> = BTreeMap::new();
    for (index, node) in list.as_array().into_iter().flatten().enumerate() {
        let at = pointer.join(index);
        if cx.grow(volume::PARAMETER, || node.span).is_none() {
            break;
        }
        let Some(parameter) = one(cx, reading, &at, node) else {
            continue;
        };
        let key = key(&parameter);
        if let Some(first) = seen.get(&key) {
            let location = parameter.location.word();
            let message = format!(
                "the {location} parameter `{}` is declared twice",
                parameter.name
            );
            cx.push(
                Diagnostic::new(
                    &codes::DUPLICATE_PARAMETER,
                    reading.places.value(&at),
                    message,
                )
                .related(reading.places.value(first), "first declared here")
                .help("remove one of them, or rename it"),
            );
            continue;
        }
        seen.insert(key, parameter.pointer.clone());
        found.push(parameter);
    }
    found
}

/// A parameter of the operation replaces the path item's of the same name and location (OpenAPI 3.0.3, Operation
/// Object, `parameters`).
pub(super) fn overridden(shared: &[Parameter], own: Vec<Parameter>) -> Vec<Parameter> {
    let replaced: BTreeSet<_> = own.iter().map(key).collect();
    let kept = shared
        .iter()
        .filter(|shared| !replaced.contains(&key(shared)));
    kept.cloned().chain(own.iter().cloned()).collect()
}

/// Names of headers have no case (RFC 9110 section 5.1).
fn key(parameter: &Parameter) -> (Location, String) {
    let name = match parameter.location {
        Location::Header => parameter.name.to_ascii_lowercase(),
        _ => parameter.name.clone(),
    };
    (parameter.location, name)
}

fn one(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    pointer: &Pointer,
    node: &Node,
) -> Option<Parameter> {
    let description = references::said(reading.places, node, "description");
    let (pointer, node) = references::follow(cx, reading.places, Kind::Parameter, pointer, node)?;
    let location = node.get("in").and_then(Node::as_str)?;
    if location == "querystring" {
        return whole_query(cx, reading, pointer, node, description);
    }
    let location = Location::of_word(location)?;
    let style = node.get("style").and_then(Node::as_str);
    let style = style.and_then(Style::of_word).unwrap_or(location.style());
    let explode = node.get("explode").and_then(Node::as_bool);
    let is_query = location == Location::Query;
    Some(Parameter {
        name: text(node, "name")?,
        location,
        required: flag(node, "required"),
        description,
        deprecated: flag(node, "deprecated"),
        allow_empty_value: is_query && flag(node, "allowEmptyValue"),
        whole: false,
        style,
        explode: explode.unwrap_or(style.explodes()),
        allow_reserved: is_query && flag(node, "allowReserved"),
        value: value_of(cx, reading, &pointer, node)?,
        examples: examples(cx, reading, &pointer, node),
        chosen_name: text(node, "x-rust-name"),
        pointer,
    })
}

/// The whole query as one parameter (OpenAPI 3.2.0, Parameter Object, `querystring`). A form is what an object in the
/// style `form`, exploded, is; anything else has no name on the wire.
fn whole_query(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    pointer: Pointer,
    node: &Node,
    description: Option<String>,
) -> Option<Parameter> {
    let mut content = bodies::content(cx, reading, &pointer, node).pop()?;
    let mut examples = examples(cx, reading, &pointer, node);
    let essence = content.media_type.split(';').next().unwrap_or_default();
    let is_form = essence
        .trim()
        .eq_ignore_ascii_case("application/x-www-form-urlencoded");
    let value = match content.schema.take() {
        Some(form) if is_form => {
            examples.append(&mut content.examples);
            ValueOf::Schema(form)
        }
        schema => {
            content.schema = schema;
            ValueOf::Content(Box::new(content))
        }
    };
    Some(Parameter {
        name: text(node, "name")?,
        location: Location::Query,
        required: flag(node, "required"),
        description,
        deprecated: flag(node, "deprecated"),
        allow_empty_value: false,
        whole: matches!(value, ValueOf::Content(_)),
        style: Style::Form,
        explode: true,
        allow_reserved: false,
        value,
        examples,
        chosen_name: text(node, "x-rust-name"),
        pointer,
    })
}

/// What the values of a parameter or a header are: the shape was checked, there is one of both.
pub(super) fn value_of(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    pointer: &Pointer,
    node: &Node,
) -> Option<ValueOf> {
    match reading.schemas.used(cx, pointer.join("schema")) {
        Some(schema) => Some(ValueOf::Schema(schema)),
        None => {
            let mut content = bodies::content(cx, reading, pointer, node).into_iter();
            content.next().map(Box::new).map(ValueOf::Content)
        }
    }
}

/// `example` and `examples`, each with its place; those in other files are not read.
pub(super) fn examples(
    cx: &mut Diagnostics,
    reading: &Reading<'_>,
    pointer: &Pointer,
    node: &Node,
) -> Vec<(Pointer, Value)> {
    let mut found = Vec::new();
    let values = ["example", "examples"].into_iter();
    let values = values.filter_map(|key| node.get(key));
    let place = || reading.places.key(pointer);
    if cx.expand(|| copied(values), place).is_none() {
        return found;
    }
    if let Some(value) = node.get("example") {
        found.push((pointer.join("example"), value.to_json()));
    }
    let at = pointer.join("examples");
    for (key, example) in members(node, "examples") {
        let at = at.join(&key.name);
        let example = references::follow(cx, reading.places, Kind::Example, &at, example);
        if let Some((at, example)) = example
            && let Some(key) = ["value", "dataValue"]
                .into_iter()
                .find(|key| example.get(key).is_some())
            && let Some(value) = example.get(key)
        {
            found.push((at.join(key), value.to_json()));
        }
    }
    found
}
