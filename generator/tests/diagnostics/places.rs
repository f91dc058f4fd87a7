//! Every diagnostic has a place that is there, is said once, and stands in order.

use crate::documents;
use generator::diagnostics::{Diagnostic, Diagnostics, Severity};
use generator::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Codes about a file or a folder as such, whose place is its path.
const ABOUT_FILES: [&str; 10] = [
    "duplicate-api",
    "empty-document",
    "invalid-api-name",
    "no-api",
    "no-root",
    "stray-lock",
    "stray-overlay",
    "unknown-api",
    "unneeded-allow",
    "unreadable",
];

/// Codes that may be about the document as a whole, which begins where the file does.
const ABOUT_DOCUMENTS: [&str; 13] = [
    "empty-document",
    "invalid-configuration",
    "invalid-encoding",
    "invalid-overlay",
    "json-syntax",
    "limit-exceeded",
    "merge-conflict",
    "missing-keyword",
    "unknown-version",
    "wrong-kind",
    "yaml-key",
    "yaml-syntax",
    "yaml-tag",
];

#[test]
fn every_diagnostic_has_a_place_in_its_file() {
    let all = documents::all();
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (name, cx) in &all {
        for one in cx.iter() {
            seen += 1;
            let mut check = |span: Span, what: &str| {
                if let Err(problem) = place(cx, one, span, what) {
                    wrong.push(format!("{name}: {}: {what}: {problem}", one.code.name));
                }
            };
            check(one.span, "the diagnostic");
            for (span, label) in &one.related {
                check(*span, label);
            }
        }
    }
    assert!(seen > 300, "only {seen} diagnostics were looked at");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn place(cx: &Diagnostics, one: &Diagnostic, span: Span, what: &str) -> Result<(), String> {
    let place = cx.sources.locate(span);
    if place.path.is_empty() {
        return Err("no file".to_owned());
    }
    let Some(position) = place.position else {
        return match ABOUT_FILES.contains(&one.code.name) {
            true => Ok(()),
            false => Err(format!("no position in {}", place.path)),
        };
    };
    let text = cx.sources.text(span.file);
    // Counted anew, by the text alone.
    let line = text.split('\n').nth(position.line - 1);
    let line = line.ok_or_else(|| format!("no line {}", position.line))?;
    let columns = line.chars().count() + 1;
    if position.column > columns {
        return Err(format!(
            "no column {} in line {}",
            position.column, position.line
        ));
    }
    if (position.end_line, position.end_column) < (position.line, position.column) {
        return Err("ends before it begins".to_owned());
    }
    let is_start = position.bytes.start == 0;
    if is_start && what == "the diagnostic" && !ABOUT_DOCUMENTS.contains(&one.code.name) {
        return Err("1:1".to_owned());
    }
    // A token begins where something stands, unless the text has come to its end.
    let first = text[position.bytes.start..].chars().next();
    if position.bytes.len() > 0 && first.is_some_and(char::is_whitespace) && first != Some('\t') {
        return Err(format!(
            "{}:{} is white space",
            position.line, position.column
        ));
    }
    Ok(())
}

#[test]
fn nothing_is_said_twice_and_all_is_in_order() {
    for (name, cx) in documents::all() {
        let mut said = BTreeSet::new();
        let mut last: Option<(String, Option<(usize, usize)>)> = None;
        for one in cx.iter() {
            let place = cx.sources.locate(one.span);
            let position = place
                .position
                .map(|position| (position.line, position.column));
            let here = (place.path.to_owned(), position);
            assert!(
                last.as_ref().is_none_or(|last| *last <= here),
                "{name}: {here:?} stands behind {last:?}"
            );
            assert!(
                said.insert((one.code.name, here.clone(), one.message.clone())),
                "{name}: {} is said twice: {}",
                one.code.name,
                one.message
            );
            last = Some(here);
        }
    }
}

/// Codes of errors whose message says what is expected, where there is no more to say.
const WITHOUT_REMEDY: [&str; 4] = ["invalid-value", "json-syntax", "wrong-kind", "yaml-syntax"];

#[test]
fn every_error_says_what_to_do() {
    let mut without = BTreeSet::new();
    for (_, cx) in documents::all() {
        for one in cx.iter().filter(|one| one.severity == Severity::Error) {
            if one.help.is_none() && !WITHOUT_REMEDY.contains(&one.code.name) {
                without.insert(format!("{}: {}", one.code.name, one.message));
            }
        }
    }
    let without: Vec<_> = without.into_iter().collect();
    assert!(without.is_empty(), "{}", without.join("\n"));
}

/// What is called a golden text: a message with its excerpt, its notes and its remedy.
#[test]
fn there_are_many_golden_texts() {
    let mut distinct: BTreeMap<(&str, String), String> = BTreeMap::new();
    for (name, cx) in documents::all() {
        if name.starts_with("hostile") {
            continue;
        }
        for one in cx.iter() {
            distinct.insert((one.code.name, one.message.clone()), name.clone());
        }
    }
    assert!(distinct.len() >= 120, "{} golden texts", distinct.len());
}
