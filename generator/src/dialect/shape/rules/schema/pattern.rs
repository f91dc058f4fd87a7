//! `pattern`: whether it is one, and whether generated code can check it.

use super::super::super::check::Checker;
use crate::{
    diagnostics::{Diagnostic, codes},
    pattern::{self, Problem},
    source::{Map, Span},
};

/// Checks the pattern of a schema that strings are values of.
pub(super) fn check(checker: &mut Checker<'_>, ty: Option<&str>, map: &Map) {
    let Some(node) = map
        .get("pattern")
        .filter(|_| ty.is_none_or(|ty| ty == "string"))
    else {
        return;
    };
    check_text(checker, node.as_str().unwrap_or_default(), node.span);
}

/// Checks a pattern.
pub(super) fn check_text(checker: &mut Checker<'_>, text: &str, span: Span) {
    let Some(problem) = pattern::translate(text).err() else {
        return;
    };
    let place = |offset: usize| {
        let before = text.get(..offset).unwrap_or(text);
        format!("at character {} of the pattern", before.chars().count() + 1)
    };
    let unchecked = "values are not checked against it; the documentation shows it";
    checker.push(match problem {
        Problem::Malformed { message, offset } => Diagnostic::new(
            &codes::INVALID_PATTERN,
            span,
            format!("the pattern is not a regular expression: {message}"),
        )
        .note(place(offset))
        .help(delimiters(text).unwrap_or("write a regular expression of ECMA-262 (JavaScript)")),
        Problem::Unsupported { what, offset } => Diagnostic::new(
            &codes::UNCHECKED_PATTERN,
            span,
            format!("the `regex` crate has no {what}"),
        )
        .note(place(offset))
        .note(unchecked)
        .help("write the pattern without it, if values should be checked"),
        Problem::TooLarge => {
            let message = "the pattern is larger than the `regex` crate takes";
            Diagnostic::new(&codes::UNCHECKED_PATTERN, span, message)
                .note(unchecked)
                .help("say lengths by `minLength` and `maxLength` instead")
        }
    });
}

/// `/…/` is how JavaScript writes a pattern in code.
fn delimiters(text: &str) -> Option<&'static str> {
    let is_delimited = text.len() > 1 && text.starts_with('/') && text.ends_with('/');
    is_delimited.then_some("leave out the `/` at both ends")
}
