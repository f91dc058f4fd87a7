//! Every diagnostic has a place that is there, is said once, and stands in order; every error has a remedy.

use crate::{documents, said, support as places};
use generator::diagnostics::{Severity, codes};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_diagnostic_has_a_place_is_said_once_and_stands_in_order() {
    let mut seen = 0;
    for (name, cx) in documents::all() {
        seen += cx.iter().count();
        places::assert(&name, &cx);
    }
    assert!(seen > 300, "only {seen} diagnostics were looked at");
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

/// What is said, and where, does not depend on how lines end.
#[test]
fn line_ends_do_not_matter() {
    // An encoding is about bytes, and says at which of them.
    let all = codes::ALL
        .iter()
        .filter(|code| code.name != "invalid-encoding");
    let mut wrong = Vec::new();
    for code in all {
        let files = code.explanation().files;
        let ends_by = |end: &str| {
            let files = files.iter();
            let files: Vec<_> = files
                .map(|(path, text)| (path.clone(), text.replace('\n', end)))
                .collect();
            let cx = said(&files);
            (cx.human(false), cx.json())
        };
        let (one, other) = (ends_by("\n"), ends_by("\r\n"));
        if one != other {
            wrong.push(format!("{}:\n{}\n{}", code.name, one.0, other.0));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
