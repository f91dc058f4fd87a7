//! What JSON Schema 2020-12 has and OpenAPI 3.0 has not: keywords against each other and against the type.

use super::{
    super::super::{check::Checker, kinds, references},
    JSON_TYPES, enumeration, pattern,
};
use crate::{
    diagnostics::{Diagnostic, codes},
    source::{Key, Map, Node, Value},
};

/// Keywords that say something beside another one only (JSON Schema Core 2020-12, section 10.2.2.1; Validation 2020-12,
/// sections 6.4.4, 6.4.5 and 8.5).
const BESIDE: [(&str, &str); 5] = [
    ("then", "if"),
    ("else", "if"),
    ("minContains", "contains"),
    ("maxContains", "contains"),
    ("contentSchema", "contentMediaType"),
];

/// Dialects whose keywords are those of this one.
const DIALECTS: [&str; 2] = [
    "https://json-schema.org/draft/2020-12/schema",
    "https://spec.openapis.org/oas/3.1/dialect/base",
];

/// Checks what is new. What documents still write as OpenAPI 3.0 has it is read so.
pub(super) fn check(checker: &mut Checker<'_>, map: &Map) {
    if let Some(node) = map.get("$ref")
        && let Some(text) = node.as_str()
    {
        references::target(checker, text, node);
    }
    // Those that name something have become a `$ref`.
    if let Some(node) = map.get("$dynamicRef")
        && let Some(text) = node.as_str()
    {
        let message = format!("the reference `{text}` names nothing in the document");
        checker.push(
            Diagnostic::new(&codes::UNRESOLVED_REFERENCE, node.span, message).help(
                "give a schema that `$dynamicAnchor`, in this resource or in the one that is named",
            ),
        );
    }
    nullable(checker, map);
    names(checker, map);
    keywords(checker, map);
}

/// Checks what documents of earlier versions may say too.
pub(super) fn keywords(checker: &mut Checker<'_>, map: &Map) {
    types_once(checker, map);
    constant(checker, map);
    dialect(checker, map.get("$schema"));
    content(checker, map);
    for (keyword, beside) in BESIDE {
        if let Some((key, _)) = map.get_key_value(keyword)
            && map.get(beside).is_none()
        {
            let message = format!("`{keyword}` says nothing without `{beside}`, and is ignored");
            inapplicable(
                checker,
                key,
                message,
                &format!("say `{beside}`, or remove it"),
            );
        }
    }
    let patterns = map.get("patternProperties").and_then(Node::as_object);
    for (key, _) in patterns.into_iter().flatten() {
        pattern::check_text(checker, &key.name, key.span);
    }
    if let Some(node) = map.get("examples")
        && node.as_array().is_none()
    {
        let message = format!(
            "`examples` of a schema is a list, not {}",
            kinds::found(node)
        );
        checker.push(
            Diagnostic::new(&codes::INVALID_EXAMPLE, node.span, message)
                .help("list the values themselves, without names"),
        );
    }
}

/// Several types, and `null` for one, in a document whose version has one `type` and `nullable`.
pub(super) fn early_types(checker: &mut Checker<'_>, map: &Map) {
    let Some((key, node)) = map.get_key_value("type") else {
        return;
    };
    let written = match node.as_array() {
        Some(_) => "a list of types",
        None if node.as_str() == Some("null") => "the type `null`",
        None => return,
    };
    let help = match (only_type(map), allows_null(map)) {
        (Some(only), true) => format!("say `type: {only}` and `nullable: true`"),
        (Some(only), false) => format!("say `type: {only}`"),
        (None, _) if node.as_array().is_none() => {
            "say `nullable: true` beside the type of the other values".to_owned()
        }
        (None, _) => "say a schema for each of them in `anyOf`".to_owned(),
    };
    let message = format!("{written} is of OpenAPI 3.1, and read so");
    checker.push(Diagnostic::new(&codes::NEWER_KEYWORD, key.span, message).help(help));
}

/// The type of all values of a schema but `null`, if it names one.
pub(super) fn only_type(map: &Map) -> Option<&str> {
    let node = map.get("type")?;
    let known = |node: &&Node| {
        let text = node.as_str();
        text.is_some_and(|text| JSON_TYPES.contains(&text) && text != "null")
    };
    match node.as_array() {
        None => Some(node).filter(known).and_then(Node::as_str),
        Some(items) => {
            let is_null = |item: &&Node| item.as_str() == Some("null");
            let mut some = items.iter().filter(|item| !is_null(item));
            match (some.next().filter(known), some.next()) {
                (Some(only), None) => only.as_str(),
                _ => None,
            }
        }
    }
}

/// Whether a schema says that `null` is of its type.
pub(super) fn allows_null(map: &Map) -> bool {
    map.get("nullable").and_then(Node::as_bool) == Some(true)
        || map.get("type").is_some_and(|node| {
            let is_null = |node: &Node| node.as_str() == Some("null");
            is_null(node) || node.as_array().into_iter().flatten().any(is_null)
        })
}

/// The types of a list are unique (JSON Schema Validation 2020-12, section 6.1.1).
/// What strings hold (JSON Schema Validation 2020-12, section 8): bytes in base64 are known, the others are annotations.
fn content(checker: &mut Checker<'_>, map: &Map) {
    let note = |checker: &mut Checker<'_>, key: &Key, message: String| {
        checker.push(Diagnostic::new(
            &codes::UNDECODED_CONTENT,
            key.span,
            message,
        ));
    };
    if let Some((key, node)) = map.get_key_value("contentEncoding")
        && let Some(encoding) = node.as_str()
    {
        let known = ["base64", "base64url"].map(|known| known.eq_ignore_ascii_case(encoding));
        if !known.contains(&true) {
            let message =
                format!("`{encoding}` is not decoded: the value is the string as it is sent");
            note(checker, key, message);
        }
    }
    // That of an event is read.
    if let Some((key, _)) = map.get_key_value("contentSchema")
        && map.get("contentMediaType").is_some()
        && !checker.is_below("itemSchema")
    {
        let message = "what the string says is not read: the value is the string itself".to_owned();
        note(checker, key, message);
    }
}

fn types_once(checker: &mut Checker<'_>, map: &Map) {
    let items = map.get("type").and_then(Node::as_array).unwrap_or_default();
    for (index, item) in items.iter().enumerate() {
        let same = |other: &&Node| other.as_str().is_some() && other.as_str() == item.as_str();
        if let Some(first) = items[..index].iter().find(same) {
            let message = format!("{} is listed twice", kinds::found(item));
            checker.push(
                Diagnostic::new(&codes::INVALID_VALUE, item.span, message)
                    .related(first.span, "first here")
                    .help("name it once"),
            );
        }
    }
}

fn nullable(checker: &mut Checker<'_>, map: &Map) {
    let Some((key, node)) = map.get_key_value("nullable") else {
        return;
    };
    if node.as_bool().is_none() {
        return;
    }
    let help = match map.get("type").and_then(Node::as_str) {
        Some(ty) if node.as_bool() == Some(true) => format!("say `type: [{ty}, 'null']`"),
        _ if node.as_bool() == Some(true) => {
            "say `type: 'null'` in one of the schemas of an `anyOf`".to_owned()
        }
        _ => "remove it".to_owned(),
    };
    let message = "`nullable` is of OpenAPI 3.0, and read so";
    checker.push(Diagnostic::new(&codes::NEWER_KEYWORD, key.span, message).help(help));
}

fn constant(checker: &mut Checker<'_>, map: &Map) {
    let Some(node) = map.get("const") else {
        return;
    };
    if let Some(ty) = only_type(map) {
        let is_null = matches!(node.value, Value::Null) && allows_null(map);
        if !is_null && !enumeration::is_of(ty, node) {
            enumeration::other_type(checker, ty, node, "const");
        }
    }
    let values = map.get("enum").and_then(Node::as_array);
    let same = |other: &Node| enumeration::identity(other) == enumeration::identity(node);
    if let Some(values) = values
        && !values.iter().any(same)
    {
        let message = format!(
            "{} is the `const`, but not in the `enum`",
            kinds::found(node)
        );
        checker.push(
            Diagnostic::new(&codes::IMPOSSIBLE_SCHEMA, node.span, message)
                .help("keep one of the two keywords"),
        );
    }
}

/// JSON Schema Core 2020-12, sections 8.2.1 and 8.2.2.
fn names(checker: &mut Checker<'_>, map: &Map) {
    for keyword in ["$anchor", "$dynamicAnchor"] {
        let Some(node) = map.get(keyword) else {
            continue;
        };
        let Some(text) = node.as_str() else { continue };
        let begins = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
        let goes_on = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
        if !begins || !text.bytes().all(goes_on) {
            let message = format!("`{text}` cannot be the name of an anchor");
            checker.push(
                Diagnostic::new(&codes::INVALID_NAME, node.span, message).help(
                    "begin it with a letter or `_`, and go on with letters, digits, `-`, `_` and `.`",
                ),
            );
        }
    }
    if let Some(node) = map.get("$id")
        && let Some(text) = node.as_str()
    {
        let fragment = text.split_once('#').map(|(_, fragment)| fragment);
        let wrong = match fragment {
            Some("") | None => {
                text.contains(|char: char| char.is_control() || " <>\"{}|\\^`".contains(char))
            }
            Some(_) => true,
        };
        if wrong {
            let message = format!("`{text}` is no URI without a fragment");
            checker.push(
                Diagnostic::new(&codes::INVALID_NAME, node.span, message)
                    .help("a name within the schema is an `$anchor`"),
            );
        }
    }
}

/// Says that a dialect is read as another one (OpenAPI 3.1.1, OpenAPI Object, `jsonSchemaDialect`; JSON Schema Core
/// 2020-12, section 8.1.1).
pub(in super::super) fn dialect(checker: &mut Checker<'_>, node: Option<&Node>) {
    let Some(node) = node else { return };
    let Some(text) = node.as_str() else { return };
    let is_openapi = text.starts_with("https://spec.openapis.org/oas/3.");
    if !is_openapi && !DIALECTS.contains(&text.trim_end_matches('#')) {
        let message =
            format!("`{text}` is another dialect; the schema is read as JSON Schema 2020-12");
        checker.push(
            Diagnostic::new(&codes::FOREIGN_DIALECT, node.span, message)
                .help("remove it if the schema has no keyword that the dialects read differently"),
        );
    }
}

fn inapplicable(checker: &mut Checker<'_>, key: &Key, message: String, help: &str) {
    checker.push(Diagnostic::new(&codes::INAPPLICABLE_KEYWORD, key.span, message).help(help));
}
