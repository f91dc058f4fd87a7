//! What the tables cannot say: how the keys of one object depend on each other.

use super::check::Checker;
use crate::{
    diagnostics::{Diagnostic, codes},
    source::{Map, Node},
};

pub(super) use schema::{TYPES, schema};
pub(super) use security::{operation, security, security_scheme};

mod schema;
mod security;

/// OpenAPI 3.0.3, Server Object; RFC 3986.
pub(super) fn server(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    let Some(node) = map.get("url") else { return };
    let Some(url) = node.as_str() else { return };
    let wrong = |message: &str| {
        Diagnostic::new(
            &codes::INVALID_VALUE,
            node.span,
            format!("the URL of a server {message}"),
        )
        .help("write `https://host/base`, or a path that is relative to the document")
    };
    if url.contains(['{', '}']) {
        if map
            .get("variables")
            .and_then(Node::as_object)
            .is_none_or(Map::is_empty)
        {
            checker.push(wrong("has a variable that `variables` does not define"));
        }
        return;
    }
    let (scheme, rest) = match url.split_once(':') {
        Some((scheme, rest)) if !scheme.contains('/') => (Some(scheme), rest),
        _ => (None, url),
    };
    if url
        .chars()
        .any(|character| character.is_control() || character.is_whitespace() || character == '\\')
    {
        checker.push(wrong("holds characters that no URL has"));
    } else if url.contains(['?', '#']) {
        checker.push(wrong(
            "has a query or a fragment, but paths are appended to it",
        ));
    } else if scheme.is_some_and(|scheme| !["http", "https"].contains(&scheme)) {
        checker.push(wrong("is not of the scheme `http` or `https`"));
    } else if scheme.is_some() && (!rest.starts_with("//") || authority(rest).is_empty()) {
        checker.push(wrong("names no host"));
    } else if authority(rest).contains('@') {
        checker.push(wrong(
            "holds a user or a password: credentials are given at run time",
        ));
    }
}

/// What stands between `//` and the next `/`.
fn authority(rest: &str) -> &str {
    rest.strip_prefix("//")
        .and_then(|rest| rest.split('/').next())
        .unwrap_or("")
}

/// OpenAPI 3.0.3, Parameter Object.
pub(super) fn parameter(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    header(checker, node, map);
    let text = |key: &str| map.get(key).and_then(Node::as_str);
    let location = text("in").unwrap_or_default();
    if let (Some(name), Some(node)) = (text("name"), map.get("name")) {
        if location == "header" {
            if let Err(malformed) = super::names::header(name) {
                checker.malformed(malformed, node.span);
            }
        } else if name.is_empty() {
            checker.error(
                &codes::INVALID_NAME,
                node.span,
                "a parameter needs a name".to_owned(),
            );
        }
    }
    if let Some(node) = map.get("in").filter(|_| location == "cookie") {
        checker.unsupported(node.span, "a parameter in a cookie");
    }
    if location == "path" && map.get("required").and_then(Node::as_bool) != Some(true) {
        let (span, message) = match map.get("required") {
            Some(required) => (required.span, "a parameter in a path is always required"),
            None => (node.span, "a parameter in a path needs `required: true`"),
        };
        let code = if map.get("required").is_some() {
            &codes::INVALID_VALUE
        } else {
            &codes::MISSING_KEYWORD
        };
        checker.push(Diagnostic::new(code, span, message).help("say `required: true`"));
    }
    style(checker, location, map);
}

/// Which styles a location has, and which of them is handled.
fn style(checker: &mut Checker<'_>, location: &str, map: &Map) {
    let (default, others): (&str, &[&str]) = match location {
        "path" => ("simple", &["matrix", "label"]),
        "header" => ("simple", &[]),
        "query" => ("form", &["spaceDelimited", "pipeDelimited", "deepObject"]),
        "cookie" => ("form", &[]),
        _ => return,
    };
    let Some(node) = map.get("style") else { return };
    match node.as_str() {
        Some(style) if style == default => {}
        Some(style) if others.contains(&style) => {
            checker.unsupported(node.span, &format!("the style `{style}`"))
        }
        Some(style) => {
            let message = format!("a parameter in `{location}` cannot have the style `{style}`");
            checker.push(
                Diagnostic::new(&codes::INVALID_VALUE, node.span, message)
                    .help(format!("say `{default}`")),
            );
        }
        None => {}
    }
}

/// A parameter or a header has a `schema` or one media type of `content`.
pub(super) fn header(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    match (map.get("schema"), map.get_key_value("content")) {
        (None, None) => {
            let message = "a parameter needs a `schema` or a `content`".to_owned();
            checker.error(&codes::MISSING_KEYWORD, node.span, message);
        }
        (Some(_), Some((key, _))) => {
            let message = "a parameter has a `schema` or a `content`, not both".to_owned();
            checker.error(&codes::INVALID_VALUE, key.span, message);
        }
        _ => {}
    }
}

/// Overlay Specification 1.0, `overlay`.
pub(super) fn overlay(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    let Some(node) = map.get("overlay") else {
        return;
    };
    let Some(version) = node.as_str() else { return };
    let is_patch = |minor: &str| {
        let patch = version.strip_prefix(minor).unwrap_or_default();
        !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit())
    };
    if is_patch("1.1.") || is_patch("1.2.") {
        checker.not_yet(
            node.span,
            &format!("version `{version}` of the Overlay Specification"),
        );
    } else if !is_patch("1.0.") {
        let message = format!("there is no version `{version}` of the Overlay Specification");
        checker.push(
            Diagnostic::new(&codes::INVALID_OVERLAY, node.span, message)
                .help("say `overlay: 1.0.0`"),
        );
    }
}
