//! What only Swagger 2.0 has: parameters and headers that say their type without a schema, and the parts of a URL.

use super::{super::names, Checker, schema, server};
use crate::{
    diagnostics::{Diagnostic, codes},
    source::{Map, Node},
};

/// `consumes` and `produces` list media types.
pub(super) fn media_types(checker: &mut Checker<'_>, map: &Map) {
    for key in ["consumes", "produces"] {
        let list = map.get(key).and_then(Node::as_array).unwrap_or_default();
        for node in list {
            let checked = node.as_str().map_or(Ok(()), names::media_type);
            if let Err(malformed) = checked {
                checker.malformed(malformed, node.span);
            }
        }
    }
}

/// Swagger 2.0, Swagger Object: `host` and `basePath`.
pub(in super::super) fn swagger(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    media_types(checker, map);
    if let Some(host) = map.get("host")
        && let Some(text) = host.as_str()
    {
        let is_host = !text.is_empty() && !text.contains(['/', '{', '}']);
        if !is_host || server::problem(&format!("https://{text}")).is_some() {
            let message = format!("`{text}` is not a host");
            let help = "say the host and, where there is one, the port: `api.example.com:8080`";
            checker.push(Diagnostic::new(&codes::INVALID_VALUE, host.span, message).help(help));
        }
    }
    if let Some(base) = map.get("basePath")
        && let Some(text) = base.as_str()
    {
        let is_path = text.is_empty() || text.starts_with('/') && !text.starts_with("//");
        if !is_path || server::problem(text).is_some() {
            let message = format!("`{text}` is not a path");
            let help = "say what all paths begin with: `/v1`; it has no parameters";
            checker.push(Diagnostic::new(&codes::INVALID_VALUE, base.span, message).help(help));
        }
    }
}

/// Swagger 2.0, Items Object.
pub(in super::super) fn items(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    typed(checker, "an Items Object", node, map);
}

/// Swagger 2.0, Header Object.
pub(super) fn header(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    typed(checker, "a Header Object", node, map);
}

/// Swagger 2.0, Parameter Object: a `schema` in a body, a `type` elsewhere.
pub(super) fn parameter(checker: &mut Checker<'_>, location: &str, node: &Node, map: &Map) {
    if location == "body" {
        if map.get("schema").is_none() {
            let message = "a parameter in `body` needs a `schema`".to_owned();
            checker.error(&codes::MISSING_KEYWORD, node.span, message);
        }
        for name in [
            "type",
            "format",
            "items",
            "collectionFormat",
            "default",
            "enum",
        ] {
            if let Some((key, _)) = map.get_key_value(name) {
                let message =
                    format!("`{name}` says nothing about a parameter in `body`, and is ignored");
                checker.push(
                    Diagnostic::new(&codes::INAPPLICABLE_KEYWORD, key.span, message)
                        .help("say it in the `schema`"),
                );
            }
        }
        return;
    }
    if let Some((key, _)) = map.get_key_value("schema") {
        let message = format!("a parameter in `{location}` has a `type`, not a `schema`");
        checker.push(
            Diagnostic::new(&codes::INVALID_VALUE, key.span, message)
                .help("say the keys of the schema beside `name`"),
        );
        return;
    }
    typed(checker, &format!("a parameter in `{location}`"), node, map);
    let file = map.get("type").filter(|ty| ty.as_str() == Some("file"));
    if let Some(ty) = file.filter(|_| location != "formData") {
        let message = "`type: file` is for parameters `in: formData`".to_owned();
        checker.error(&codes::INVALID_VALUE, ty.span, message);
    }
    let multi = map.get("collectionFormat");
    let multi = multi.filter(|format| format.as_str() == Some("multi"));
    if let Some(format) = multi.filter(|_| !["query", "formData"].contains(&location)) {
        let message =
            format!("the collection format `multi` does not exist for a parameter in `{location}`");
        checker.push(
            Diagnostic::new(&codes::INVALID_VALUE, format.span, message)
                .help("say `csv`, `ssv`, `tsv` or `pipes`"),
        );
    }
}

/// What has a `type` beside other keys, and no schema.
fn typed(checker: &mut Checker<'_>, noun: &str, node: &Node, map: &Map) {
    let Some(ty) = map.get("type") else {
        let message = format!("{noun} needs the key `type`");
        checker.error(&codes::MISSING_KEYWORD, node.span, message);
        return;
    };
    let ty = ty.as_str().filter(|ty| schema::TYPES.contains(ty));
    schema::values(checker, ty, node, map);
    if let Some((key, _)) = map.get_key_value("collectionFormat")
        && ty.is_some_and(|ty| ty != "array")
    {
        let message = "`collectionFormat` says nothing without `type: array`, and is ignored";
        checker.push(Diagnostic::new(
            &codes::INAPPLICABLE_KEYWORD,
            key.span,
            message,
        ));
    }
}
