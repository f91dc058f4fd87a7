//! Parameters and headers, and how their values are written (OpenAPI 3.0.3, Parameter Object).

use super::{
    super::names,
    Checker,
    responses::{by_name_or_position, one_of_both},
    swagger2,
};
use crate::{
    diagnostics::{Diagnostic, codes},
    dialect::version::Version,
    source::{Map, Node},
};

/// Checks a Parameter Object.
pub(in super::super) fn parameter(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    let text = |key: &str| map.get(key).and_then(Node::as_str);
    let location = text("in").unwrap_or_default();
    match checker.version {
        Version::V20 => swagger2::parameter(checker, location, node, map),
        _ => schema_or_content(checker, node, map),
    }
    beside_content(checker, map);
    if location == "querystring"
        && let Some((key, _)) = map.get_key_value("schema")
    {
        let message = "a parameter in `querystring` has a `content`, not a `schema`".to_owned();
        checker.error(&codes::INVALID_VALUE, key.span, message);
    }
    if let (Some(name), Some(node)) = (text("name"), map.get("name")) {
        let checked = match location {
            "header" => names::header(name),
            "cookie" => names::cookie(name),
            "path" => names::path_parameter(name),
            _ => names::parameter(name),
        };
        if let Err(malformed) = checked {
            checker.malformed(malformed, node.span);
        }
    }
    style(checker, location, map);
    only_in_queries(checker, location, map);
}

/// Where nothing is percent-encoded, nothing is reserved: OpenAPI 3.1 says so of all locations but queries, OpenAPI 3.2 of
/// headers and of the style `cookie`.
fn refuses_reserved(version: Version, location: &str, style: Option<&str>) -> bool {
    match version {
        Version::V20 | Version::V30 => false,
        Version::V31 => true,
        Version::V32 => location == "header" || style == Some("cookie"),
    }
}

/// Which styles a location has (OpenAPI 3.0.3, Parameter Object, Style Values).
fn style(checker: &mut Checker<'_>, location: &str, map: &Map) {
    let styles: &[&str] = match location {
        "path" => &["simple", "label", "matrix"],
        "header" => &["simple"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "cookie" if checker.version >= Version::V32 => &["form", "cookie"],
        "cookie" => &["form"],
        _ => return,
    };
    let Some(node) = map.get("style") else { return };
    let Some(style) = node.as_str() else { return };
    // A word that is no style of any location is a mistake of its own.
    let is_style = match style {
        "simple" | "label" | "matrix" | "form" => true,
        "spaceDelimited" | "pipeDelimited" | "deepObject" => true,
        "cookie" => checker.version >= Version::V32,
        _ => false,
    };
    if is_style && !styles.contains(&style) {
        let message = format!("a parameter in `{location}` cannot have the style `{style}`");
        let help = format!("say {}", crate::suggest::list(styles));
        checker.push(Diagnostic::new(&codes::INVALID_VALUE, node.span, message).help(help));
    }
    let explode = map
        .get("explode")
        .filter(|node| node.as_bool() == Some(false));
    if let Some(explode) = explode.filter(|_| style == "deepObject") {
        let message = "the style `deepObject` is not defined without `explode`";
        checker.push(
            Diagnostic::new(&codes::INVALID_VALUE, explode.span, message)
                .related(node.span, "the style")
                .help("say `explode: true`, or leave it out"),
        );
    }
}

/// `allowReserved` and `allowEmptyValue` are for queries only.
fn only_in_queries(checker: &mut Checker<'_>, location: &str, map: &Map) {
    let is_form = location == "formData";
    if location == "query" {
        return;
    }
    let style = map.get("style").and_then(Node::as_str);
    for name in ["allowReserved", "allowEmptyValue"] {
        if is_form && name == "allowEmptyValue" {
            continue;
        }
        let said = map.get_key_value(name);
        if let Some((key, _)) = said
            && name == "allowReserved"
            && refuses_reserved(checker.version, location, style)
        {
            let message = format!("`allowReserved` does not exist for a parameter in `{location}`");
            checker.push(Diagnostic::new(&codes::INVALID_VALUE, key.span, message));
            continue;
        }
        if let Some((key, _)) = said.filter(|(_, node)| node.as_bool() == Some(true)) {
            let message = match checker.version {
                Version::V32 => format!(
                    "`{name}` is not applied in `{location}`: reserved characters are percent-encoded"
                ),
                _ => {
                    format!(
                        "`{name}` says nothing about a parameter in `{location}`, and is ignored"
                    )
                }
            };
            let code = &codes::INAPPLICABLE_KEYWORD;
            checker.push(Diagnostic::new(code, key.span, message));
        }
    }
}

/// OpenAPI 3.2.0, Parameter Object: styles are for a `schema`.
fn beside_content(checker: &mut Checker<'_>, map: &Map) {
    let Some((content, _)) = map.get_key_value("content") else {
        return;
    };
    if checker.version < Version::V32 {
        return;
    }
    for name in ["style", "explode", "allowReserved"] {
        if let Some((key, _)) = map.get_key_value(name) {
            let message = format!("`{name}` says nothing about a `content`");
            checker.push(
                Diagnostic::new(&codes::INVALID_VALUE, key.span, message)
                    .related(content.span, "the content")
                    .help("remove it, or say a `schema`"),
            );
        }
    }
}

/// OpenAPI 3.2.0, Parameter Object, `querystring`: the whole query is one parameter, so that there is no other one in
/// it. What references lead to is not looked at.
pub(super) fn queries(checker: &mut Checker<'_>, map: &Map) {
    let list = map.get("parameters").and_then(Node::as_array);
    let list = list.unwrap_or_default();
    fn location(node: &Node) -> Option<&str> {
        node.get("in").and_then(Node::as_str)
    }
    let is_whole = |node: &&Node| location(node) == Some("querystring");
    let Some(whole) = list.iter().find(is_whole) else {
        return;
    };
    let others = list.iter().filter(|node| !std::ptr::eq(*node, whole));
    for other in others.filter(|node| matches!(location(node), Some("query" | "querystring"))) {
        let message = "a whole query leaves no room for another parameter in it";
        checker.push(
            Diagnostic::new(&codes::INVALID_VALUE, other.span, message)
                .related(whole.span, "the whole query")
                .help("describe it as one of the fields, or all as parameters `in: query`"),
        );
    }
}

/// Checks a Header Object.
pub(in super::super) fn header(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    match checker.version {
        Version::V20 => swagger2::header(checker, node, map),
        _ => schema_or_content(checker, node, map),
    }
}

/// A parameter or a header has a `schema` or one media type of `content`.
fn schema_or_content(checker: &mut Checker<'_>, node: &Node, map: &Map) {
    one_of_both(checker, map, ("example", "examples"));
    match (map.get("schema"), map.get_key_value("content")) {
        (None, None) => {
            let message = "a parameter needs a `schema` or a `content`".to_owned();
            let diagnostic = Diagnostic::new(&codes::MISSING_KEYWORD, node.span, message);
            checker.push(diagnostic.help("say what it is: `schema: {type: string}`"));
        }
        (Some(_), Some((key, _))) => {
            let message = "a parameter has a `schema` or a `content`, not both".to_owned();
            let diagnostic = Diagnostic::new(&codes::INVALID_VALUE, key.span, message);
            checker.push(diagnostic.help("remove one of them"));
        }
        (None, Some((key, content))) => {
            let media_types = content.as_object().map_or(1, |map| map.iter().count());
            if media_types != 1 {
                let message = "the `content` of a parameter has exactly one media type".to_owned();
                checker.error(&codes::INVALID_VALUE, key.span, message);
            }
        }
        (Some(_), None) => {}
    }
}

/// OpenAPI 3.0.3, Encoding Object, `contentType`: media types and ranges of them, separated by commas.
pub(in super::super) fn encoding(checker: &mut Checker<'_>, _: &Node, map: &Map) {
    by_name_or_position(checker, map);
    let Some(node) = map.get("contentType") else {
        return;
    };
    for media_type in node.as_str().into_iter().flat_map(|list| list.split(',')) {
        if let Err(malformed) = names::media_type(media_type.trim()) {
            checker.malformed(malformed, node.span);
        }
    }
}
