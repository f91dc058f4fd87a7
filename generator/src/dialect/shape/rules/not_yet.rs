//! What OpenAPI 3.2 has and the stages behind do not read yet: refused at its place.

use super::Checker;
use crate::source::{Map, Node};

/// Media types whose bodies are items one after the other, each of an `itemSchema`.
const SEQUENTIAL: [&str; 11] = [
    "application/json-seq",
    "application/jsonl",
    "application/jsonlines",
    "application/json-lines",
    "application/ndjson",
    "application/x-jsonl",
    "application/x-jsonlines",
    "application/x-json-lines",
    "application/x-ndjson",
    "application/geo+json-seq",
    "text/event-stream",
];

/// OpenAPI 3.2.0, Media Type Object and Encoding Object: items and parts by position.
pub(super) fn media_type(checker: &mut Checker<'_>, map: &Map) {
    positions(checker, map);
    let Some((key, _)) = map.get_key_value("itemSchema") else {
        return;
    };
    let media_type = checker.here();
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    let is_shared = checker.is_inside("mediaTypes");
    if !is_shared && !SEQUENTIAL.contains(&essence.as_str()) && !essence.ends_with("+json-seq") {
        checker.not_yet(key.span, &format!("`itemSchema` of `{media_type}`"));
    }
}

/// OpenAPI 3.2.0, Encoding Object.
pub(super) fn positions(checker: &mut Checker<'_>, map: &Map) {
    for name in ["prefixEncoding", "itemEncoding"] {
        if let Some((key, _)) = map.get_key_value(name) {
            checker.not_yet(key.span, &format!("`{name}`"));
        }
    }
}

/// OpenAPI 3.2.0, Encoding Object, `encoding`: parts that have parts.
pub(super) fn nested_encoding(checker: &mut Checker<'_>, map: &Map) {
    if let Some((key, _)) = map.get_key_value("encoding") {
        checker.not_yet(key.span, "`encoding` of a part that has parts itself");
    }
}

/// OpenAPI 3.2.0, Discriminator Object.
pub(in super::super) fn discriminator(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    if let Some((key, _)) = map.get_key_value("defaultMapping") {
        checker.not_yet(key.span, "`defaultMapping`");
    }
}

/// OpenAPI 3.2.0, Parameter Object: the style `cookie`, and query strings that are no form.
pub(super) fn parameter(checker: &mut Checker<'_>, map: &Map) {
    if let Some(style) = map.get("style")
        && style.as_str() == Some("cookie")
    {
        checker.not_yet(style.span, "the style `cookie`");
    }
    if map.get("in").and_then(Node::as_str) != Some("querystring") {
        return;
    }
    for (key, _) in map
        .get("content")
        .and_then(Node::as_object)
        .into_iter()
        .flatten()
    {
        let essence = key.name.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            checker.not_yet(key.span, &format!("a whole query of `{}`", key.name));
        }
    }
}
