//! The URL of a server and its variables (OpenAPI 3.0.3, Server Object; RFC 3986).

use super::Checker;
use crate::{
    diagnostics::{Diagnostic, codes},
    source::{Map, Node, Span},
};
use std::collections::{HashMap, HashSet};

/// Checks the URL, with each value that its variables can take in their place.
pub(in super::super) fn server(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    let Some(node) = map.get("url") else { return };
    let Some(url) = node.as_str() else { return };
    let Some(names) = variables(url) else {
        checker.push(wrong(node.span, "has a brace without its other one"));
        return;
    };
    let declared = map.get("variables").and_then(Node::as_object);
    let mut is_complete = true;
    let mut seen = HashSet::new();
    for name in &names {
        if !seen.insert(*name) {
            let message = format!("has the variable `{name}` twice");
            checker.push(wrong(node.span, &message));
            is_complete = false;
        } else if declared.is_none_or(|declared| declared.get(name).is_none()) {
            let message = format!("has a variable `{name}` that `variables` does not define");
            let known = declared.into_iter().flatten();
            let known = known.map(|(key, _)| key.name.as_str());
            let help = match checker.nearest(name, known) {
                Some(near) => format!("a variable with a similar name exists: `{near}`"),
                None => {
                    format!("define it beside the URL: `variables: {{{name}: {{default: …}}}}`")
                }
            };
            checker.push(wrong(node.span, &message).help(help));
            is_complete = false;
        }
    }
    let mut defaults = HashMap::new();
    for (key, variable) in declared.into_iter().flatten() {
        let default = variable
            .get("default")
            .filter(|node| node.as_str().is_some());
        match default {
            Some(default) => {
                defaults.insert(key.name.as_str(), default.as_str().unwrap_or_default());
            }
            None => is_complete = false,
        }
        if !seen.contains(key.name.as_str()) {
            let message = format!("the URL has no variable `{}`", key.name);
            checker.push(
                Diagnostic::new(&codes::UNUSED_SERVER_VARIABLE, key.span, message)
                    .related(node.span, "the URL"),
            );
        }
        is_complete &= default_is_listed(checker, variable);
    }
    if !is_complete {
        return;
    }
    let pieces = pieces(url, &defaults);
    let defaults = filled(&pieces, None);
    if let Some(problem) = problem(&defaults) {
        let filled = match names.as_slice() {
            [] => "",
            _ => ", its variables at their defaults,",
        };
        let message = format!("the URL of a server{filled} {problem}");
        checker.push(Diagnostic::new(&codes::INVALID_VALUE, node.span, message).help(REMEDY));
        return;
    }
    for (key, variable) in declared.into_iter().flatten() {
        let values = variable.get("enum").and_then(Node::as_array);
        for value in values.into_iter().flatten() {
            let text = value.as_str().unwrap_or_default();
            // Each value is tried in the whole of its URL.
            if checker.again(defaults.len() + text.len(), value).is_none() {
                return;
            }
            if let Some(problem) = problem(&filled(&pieces, Some((&key.name, text)))) {
                checker.push(
                    Diagnostic::new(
                        &codes::INVALID_VALUE,
                        value.span,
                        format!("with this value, the URL of the server {problem}"),
                    )
                    .related(node.span, "the URL")
                    .help(REMEDY),
                );
            }
        }
    }
}

const REMEDY: &str = "write `https://host/base`, or a path that is relative to the document";

fn wrong(span: Span, problem: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::INVALID_VALUE,
        span,
        format!("the URL of a server {problem}"),
    )
    .help(REMEDY)
}

/// OpenAPI 3.0.4, Server Variable Object, `default`: "If the `enum` is defined, the value MUST exist in the enum's
/// values."
fn default_is_listed(checker: &mut Checker<'_>, variable: &Node) -> bool {
    let (Some(default), Some(values)) = (
        variable.get("default"),
        variable.get("enum").and_then(Node::as_array),
    ) else {
        return true;
    };
    let is_listed = values.contains(default);
    if !is_listed && let Some(text) = default.as_str() {
        let message = format!("the default `{text}` is none of the values of `enum`");
        checker.push(
            Diagnostic::new(&codes::INVALID_VALUE, default.span, message)
                .help("add it to `enum`, or say one of the values"),
        );
    }
    is_listed
}

/// The names in braces, in order; `None` when braces do not come in pairs.
fn variables(url: &str) -> Option<Vec<&str>> {
    let (mut names, mut rest) = (Vec::new(), url);
    while let Some(at) = rest.find(['{', '}']) {
        let inner = rest[at..].strip_prefix('{')?;
        let end = inner.find(['{', '}'])?;
        rest = inner[end..].strip_prefix('}')?;
        names.push(&inner[..end]);
    }
    Some(names)
}

/// A piece of a URL.
enum Piece<'a> {
    Text(&'a str),
    /// A variable, and its default. A brace in that is no variable.
    Variable(&'a str, &'a str),
}

fn pieces<'a>(url: &'a str, defaults: &HashMap<&str, &'a str>) -> Vec<Piece<'a>> {
    let mut between = url.split('{');
    let mut pieces = vec![Piece::Text(between.next().unwrap_or_default())];
    for piece in between {
        let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
        let default = defaults.get(name).copied().unwrap_or_default();
        pieces.extend([Piece::Variable(name, default), Piece::Text(rest)]);
    }
    pieces
}

/// The URL with the defaults of its variables, but for one of them.
fn filled(pieces: &[Piece<'_>], choice: Option<(&str, &str)>) -> String {
    let mut text = String::new();
    for piece in pieces {
        text += match (piece, choice) {
            (Piece::Text(text), _) => text,
            (Piece::Variable(name, _), Some((chosen, value))) if *name == chosen => value,
            (Piece::Variable(_, default), _) => default,
        };
    }
    text
}

/// What is wrong with a URL that has no variables.
pub(super) fn problem(url: &str) -> Option<&'static str> {
    let (scheme, rest) = match url.split_once(':') {
        Some((scheme, rest)) if !scheme.contains('/') => (Some(scheme), rest),
        _ => (None, url),
    };
    let is_no_character =
        |found: char| found.is_control() || found.is_whitespace() || "\\{}".contains(found);
    if url.contains(is_no_character) {
        Some("holds characters that no URL has")
    } else if url.contains(['?', '#']) {
        Some("has a query or a fragment, but paths are appended to it")
    } else if scheme.is_some_and(|scheme| !["http", "https"].contains(&scheme)) {
        Some("is not of the scheme `http` or `https`")
    } else if scheme.is_some() && (!rest.starts_with("//") || authority(rest).is_empty()) {
        Some("names no host")
    } else if authority(rest).contains('@') {
        Some("holds a user or a password: credentials are given at run time")
    } else {
        None
    }
}

/// What stands between `//` and the next `/`.
fn authority(rest: &str) -> &str {
    rest.strip_prefix("//")
        .and_then(|rest| rest.split('/').next())
        .unwrap_or("")
}
