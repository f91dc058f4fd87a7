//! Diagnostics to lines for programs.

use super::{
    Diagnostics,
    text::{is_invisible, visible},
};
use crate::source::{Position, Span};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// One line each, as compilers print them for editors.
pub(super) fn short(cx: &Diagnostics) -> String {
    cx.iter().fold(String::new(), |mut text, diagnostic| {
        let place = cx.sources.locate(diagnostic.span);
        text.push_str(&visible(place.path));
        if let Some(position) = place.position {
            // Writing to a string cannot fail.
            let _ = write!(text, ":{}:{}", position.line, position.column);
        }
        let code = diagnostic.code;
        let _ = writeln!(
            text,
            ": {}[{}]: {}",
            diagnostic.severity.name(),
            code.name,
            visible(&diagnostic.message)
        );
        text
    })
}

/// One JSON object a line; see [`Diagnostics::json`].
pub(super) fn json(cx: &Diagnostics) -> String {
    cx.iter().fold(String::new(), |mut text, diagnostic| {
        let related = diagnostic
            .related
            .iter()
            .map(|(span, label)| Value::Object(place(cx, *span, label)));
        let mut object = Map::new();
        object.insert("version".to_owned(), json!(1));
        object.insert("severity".to_owned(), json!(diagnostic.severity.name()));
        object.insert("code".to_owned(), json!(diagnostic.code.name));
        object.insert("message".to_owned(), json!(diagnostic.message));
        object.extend(place(cx, diagnostic.span, &diagnostic.label));
        object.insert("related".to_owned(), related.collect());
        object.insert("notes".to_owned(), json!(diagnostic.notes));
        object.insert("help".to_owned(), json!(diagnostic.help));
        text.push_str(&ascii_controls(&Value::Object(object).to_string()));
        text.push('\n');
        text
    })
}

fn place(cx: &Diagnostics, span: Span, label: &str) -> Map<String, Value> {
    let place = cx.sources.locate(span);
    let position = place.position.as_ref();
    let number = |part: fn(&Position) -> usize| json!(position.map(part));
    Map::from_iter([
        ("file".to_owned(), json!(place.path)),
        ("line".to_owned(), number(|position| position.line)),
        ("column".to_owned(), number(|position| position.column)),
        ("end_line".to_owned(), number(|position| position.end_line)),
        (
            "end_column".to_owned(),
            number(|position| position.end_column),
        ),
        ("label".to_owned(), json!(label)),
    ])
}

/// Escapes what a terminal would obey or hide, and what a runner of workflows would; JSON leaves it as it is. It can only
/// stand in strings.
pub(super) fn ascii_controls(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        let is_command = character == '[' && text.ends_with("##");
        if !is_invisible(character) && !is_command {
            text.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    text
}
