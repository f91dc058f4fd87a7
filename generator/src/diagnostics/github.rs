//! Diagnostics to commands of GitHub's workflows.

use super::{Diagnostic, Diagnostics, Severity, text::visible};
use std::fmt::Write;

/// One line each: `::error file=…,line=…,col=…,title=…::message`.
pub(super) fn commands(cx: &Diagnostics) -> String {
    cx.iter().fold(String::new(), |mut text, diagnostic| {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = cx.sources.locate(diagnostic.span);
        // Writing to a string cannot fail.
        let _ = write!(text, "::{command} file={}", property(place.path));
        if let Some(position) = place.position {
            let _ = write!(text, ",line={},col={}", position.line, position.column);
            let _ = write!(text, ",endLine={}", position.end_line);
            // Columns of other lines are refused.
            if position.end_line == position.line {
                let _ = write!(text, ",endColumn={}", position.end_column);
            }
        }
        let title = property(diagnostic.code.name);
        let _ = writeln!(text, ",title={title}::{}", data(&message(cx, diagnostic)));
        text
    })
}

/// All that is said, in lines: an annotation shows nothing else.
fn message(cx: &Diagnostics, diagnostic: &Diagnostic) -> String {
    let mut text = visible(&diagnostic.message);
    if !diagnostic.label.is_empty() {
        let _ = write!(text, " ({})", visible(&diagnostic.label));
    }
    for note in &diagnostic.notes {
        let _ = write!(text, "\nnote: {}", visible(note));
    }
    for (span, label) in &diagnostic.related {
        let place = cx.sources.locate(*span);
        let _ = write!(text, "\nnote: {}: {}", visible(label), visible(place.path));
        if let Some(position) = place.position {
            let _ = write!(text, ":{}:{}", position.line, position.column);
        }
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, "\nhelp: {}", visible(help));
    }
    text
}

/// The value of a property: nothing in it ends the property or the line.
fn property(text: &str) -> String {
    data(&visible(text)).replace(':', "%3A").replace(',', "%2C")
}

/// The message of a command: nothing in it ends the line.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
