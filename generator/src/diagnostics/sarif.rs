//! Diagnostics to a document of the Static Analysis Results Interchange Format (SARIF 2.1.0).

use super::{Code, Diagnostic, Diagnostics, Severity, machine::ascii_controls};
use crate::source::Span;
use serde_json::{Value, json};
use std::fmt::Write;

/// The document, indented, with a line feed at the end.
pub(super) fn document(cx: &Diagnostics) -> String {
    let mut rules: Vec<&Code> = cx.iter().map(|diagnostic| diagnostic.code).collect();
    rules.sort_unstable_by_key(|code| code.name);
    rules.dedup_by_key(|code| code.name);
    let results: Vec<Value> = cx
        .iter()
        .map(|diagnostic| result(cx, diagnostic, &rules))
        .collect();
    let driver = json!({
        "name": "cargo xtask codegen",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.iter().map(|code| rule(code)).collect::<Vec<_>>(),
    });
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    ascii_controls_of_lines(&format!("{document:#}\n"))
}

/// SARIF 2.1.0, section 3.49: `reportingDescriptor`.
fn rule(code: &Code) -> Value {
    let explanation = code.explanation();
    json!({
        "id": code.name,
        "shortDescription": {"text": code.summary},
        "fullDescription": {"text": explanation.why},
        "help": {"text": explanation.remedy, "markdown": code.markdown()},
        "defaultConfiguration": {"level": level(code.severity)},
    })
}

/// SARIF 2.1.0, section 3.27: `result`.
fn result(cx: &Diagnostics, diagnostic: &Diagnostic, rules: &[&Code]) -> Value {
    let mut text = diagnostic.message.clone();
    if !diagnostic.label.is_empty() {
        let _ = write!(text, " ({})", diagnostic.label);
    }
    for note in &diagnostic.notes {
        let _ = write!(text, "\nnote: {note}");
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    let related = diagnostic.related.iter().enumerate();
    let related: Vec<Value> = related
        .map(|(index, (span, label))| {
            let mut location = location(cx, *span);
            location["id"] = json!(index + 1);
            location["message"] = json!({"text": label});
            location
        })
        .collect();
    let index = rules
        .iter()
        .position(|code| code.name == diagnostic.code.name);
    json!({
        "ruleId": diagnostic.code.name,
        "ruleIndex": index,
        "level": level(diagnostic.severity),
        "message": {"text": text},
        "locations": [location(cx, diagnostic.span)],
        "relatedLocations": related,
    })
}

/// SARIF 2.1.0, section 3.28: `location`.
fn location(cx: &Diagnostics, span: Span) -> Value {
    let place = cx.sources.locate(span);
    let mut physical = json!({"artifactLocation": {"uri": uri(place.path)}});
    if let Some(position) = place.position {
        physical["region"] = json!({
            "startLine": position.line,
            "startColumn": position.column,
            "endLine": position.end_line,
            "endColumn": position.end_column,
        });
    }
    json!({"physicalLocation": physical})
}

/// A path as a URI reference: relative, when the path is (RFC 3986, section 4.2).
fn uri(path: &str) -> String {
    let mut uri = match path.starts_with('/') {
        true => "file://".to_owned(),
        false => String::new(),
    };
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            // Writing to a string cannot fail.
            byte => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

fn level(severity: Severity) -> &'static str {
    // They are called the same.
    severity.name()
}

/// Escapes what a terminal would obey in strings; the line feeds between them stay.
fn ascii_controls_of_lines(json: &str) -> String {
    let lines = json.lines().map(ascii_controls);
    lines.map(|line| format!("{line}\n")).collect()
}
