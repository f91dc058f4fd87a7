//! What holds for all diagnostics of a run: a place that is there, said once, in order.

use generator::{
    diagnostics::{Diagnostic, Diagnostics},
    source::Span,
};
use std::collections::BTreeSet;

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

/// Codes that may be about the document as a whole, or about its first token: that is where the file begins.
const ABOUT_DOCUMENTS: [&str; 14] = [
    "empty-document",
    "invalid-configuration",
    "invalid-encoding",
    "invalid-overlay",
    "json-syntax",
    "limit-exceeded",
    "merge-conflict",
    "implied-keyword",
    "missing-keyword",
    "unknown-version",
    "wrong-kind",
    "yaml-key",
    "yaml-syntax",
    "yaml-tag",
];

/// Asserts that every diagnostic, and every place that belongs to one, is at a line and a column that its file has, where
/// something stands, and not at the start of a file for want of something better; that nothing is said twice; and that
/// all stands in order.
#[track_caller]
pub(crate) fn assert(name: &str, cx: &Diagnostics) {
    let mut wrong = Vec::new();
    let mut said = BTreeSet::new();
    let mut last: Option<(String, Option<(usize, usize)>)> = None;
    for one in cx.iter() {
        let mut check = |span: Span, what: &str| {
            if let Err(problem) = place(cx, one, span, what) {
                wrong.push(format!("{}: {what}: {problem}", one.code.name));
            }
        };
        check(one.span, "the diagnostic");
        for (span, label) in &one.related {
            check(*span, label);
        }
        let place = cx.sources.locate(one.span);
        let position = place.position.map(|found| (found.line, found.column));
        let here = (place.path.to_owned(), position);
        if last.as_ref().is_some_and(|last| *last > here) {
            wrong.push(format!("{here:?} stands behind {last:?}"));
        }
        if !said.insert((one.code.name, here.clone(), one.message.clone())) {
            wrong.push(format!("{} is said twice: {}", one.code.name, one.message));
        }
        last = Some(here);
    }
    assert!(wrong.is_empty(), "{name}: {}", wrong.join("\n"));
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
    // Counted anew, by the text alone.
    let text = cx.sources.text(span.file);
    let line = text.split('\n').nth(position.line - 1);
    let line = line.ok_or_else(|| format!("no line {}", position.line))?;
    if position.column > line.chars().count() + 1 {
        return Err(format!("no column {}:{}", position.line, position.column));
    }
    if (position.end_line, position.end_column) < (position.line, position.column) {
        return Err("it ends before it begins".to_owned());
    }
    // The first key of a file stands there itself.
    let is_key = !position.bytes.is_empty() && text[position.bytes.end..].starts_with(':');
    let is_start = position.bytes.start == 0 && !is_key;
    if is_start && what == "the diagnostic" && !ABOUT_DOCUMENTS.contains(&one.code.name) {
        return Err("it stands at 1:1".to_owned());
    }
    // A token begins where something stands, unless the text has come to its end.
    let first = text[position.bytes.start..].chars().next();
    if !position.bytes.is_empty()
        && first.is_some_and(|first| first.is_whitespace() && first != '\t')
    {
        return Err(format!("{}:{} is blank", position.line, position.column));
    }
    Ok(())
}
