//! Operations, responses and examples: what one version asks for and another does not.

use super::{Checker, parameter, swagger2};
use crate::{
    diagnostics::{Diagnostic, codes},
    dialect::version::Version,
    source::{Key, Map, Node, Value},
};

/// OpenAPI 3.0.3, Operation Object. In OpenAPI 3.1 `responses` may be missing; later stages read an empty one.
pub(in super::super) fn operation(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    swagger2::media_types(checker, map);
    parameter::queries(checker, map);
    let is_empty = |responses: &Map| responses.iter().all(|(key, _)| key.name.starts_with("x-"));
    match map.get_key_value("responses") {
        Some((key, responses)) if responses.as_object().is_some_and(is_empty) => {
            let message = "an operation needs at least one response";
            let help = "say at least `default`, with a `description`";
            checker.push(Diagnostic::new(&codes::INVALID_VALUE, key.span, message).help(help));
        }
        Some(_) => {}
        None if checker.version >= Version::V31 => {
            set(checker, node, "responses", Value::Object(Map::default()));
        }
        None => {}
    }
}

/// OpenAPI 3.2.0, Response Object: `description` may be missing; later stages read the `summary` in its place.
pub(in super::super) fn response(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    if checker.version < Version::V32 || map.get("description").is_some() {
        return;
    }
    match map.get("summary") {
        Some(summary) => set(checker, summary, "description", summary.value.clone()),
        None => set(checker, node, "description", Value::String(String::new())),
    }
}

/// OpenAPI 3.1.1, Media Type Object.
pub(in super::super) fn media_type(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    one_of_both(checker, map, ("example", "examples"));
    by_name_or_position(checker, map);
}

/// OpenAPI 3.2.0, Media Type Object and Encoding Object: parts have names or positions.
pub(super) fn by_name_or_position(checker: &mut Checker<'_>, map: &Map) {
    one_of_both(checker, map, ("encoding", "prefixEncoding"));
    one_of_both(checker, map, ("encoding", "itemEncoding"));
}

/// OpenAPI 3.2.0, XML Object: `nodeType` says what `attribute` and `wrapped` say.
pub(in super::super) fn xml(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    one_of_both(checker, map, ("nodeType", "attribute"));
    one_of_both(checker, map, ("nodeType", "wrapped"));
}

/// Reports two keys that exclude each other; up to OpenAPI 3.0 many documents have both, and all are read.
pub(super) fn one_of_both(checker: &mut Checker<'_>, map: &Map, (one, other): (&str, &str)) {
    if checker.version < Version::V31 {
        return;
    }
    if let (Some((first, _)), Some((key, _))) = (map.get_key_value(one), map.get_key_value(other)) {
        let message = format!("`{one}` and `{other}` exclude each other");
        checker.push(
            Diagnostic::new(&codes::INVALID_VALUE, key.span, message)
                .related(first.span, "the other one")
                .help("keep one of them"),
        );
    }
}

/// OpenAPI 3.2.0, Example Object: at most one of the ways to say the value.
pub(in super::super) fn example(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    for (one, others) in [
        (
            "value",
            ["externalValue", "dataValue", "serializedValue"].as_slice(),
        ),
        ("externalValue", &["serializedValue"]),
    ] {
        let Some((first, _)) = map.get_key_value(one) else {
            continue;
        };
        let mut others = others.iter().filter_map(|other| map.get_key_value(other));
        if let Some((key, _)) = others.next() {
            let message = format!("an example has `{one}` or `{}`, not both", key.name);
            checker.push(
                Diagnostic::new(&codes::INVALID_VALUE, key.span, message)
                    .related(first.span, "the other one"),
            );
        }
    }
}

/// Gives the object that is being checked a key that it lacks, at the place of `node`.
pub(super) fn set(checker: &mut Checker<'_>, node: &Node, name: &str, value: Value) {
    let key = Key {
        span: node.span,
        name: name.to_owned(),
    };
    checker.change(&key, Some(Node::new(node.span, value)));
}
