//! The scenarios that are known not to pass, each with a reason, against what came of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::outcomes::{Outcomes, SIDES, Side};
use crate::failure::Failure;

/// Scenarios that do not pass for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Entry {
    /// Their names.
    scenarios: Vec<String>,
    /// The sides on which they do not.
    sides: Vec<Side>,
    /// Whose fault it is.
    pub(super) is: Why,
    /// Why they do not.
    reason: String,
}

/// Why scenarios do not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Why {
    /// The document does not say what the scenario wants.
    NotExpressible,
    /// The generated code does not do what the document says.
    Failed,
}

impl Entry {
    /// Whether it is about a scenario on a side.
    pub(super) fn covers(&self, scenario: &str, side: Side) -> bool {
        self.sides.contains(&side) && self.scenarios.iter().any(|name| name == scenario)
    }
}

/// What is not as expected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unexpected {
    /// A scenario does not pass.
    Fails(String, Side),
    /// A scenario passes that is said not to.
    Passes(String, Side),
    /// A scenario is named that there is not.
    Unknown(String),
}

/// Reads the entries.
///
/// # Errors
/// When the file cannot be read, or an entry has no reason.
pub(super) fn read(path: &Path) -> Result<Vec<Entry>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
    let entries: Vec<Entry> = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("cannot read {}: {error}", path.display())))?;
    match entries.iter().find(|entry| entry.reason.trim().is_empty()) {
        None => Ok(entries),
        Some(entry) => {
            let name = entry
                .scenarios
                .first()
                .map_or("no scenario", String::as_str);
            let message = format!("{} gives no reason for {name}", path.display());
            Err(Failure::new(message))
        }
    }
}

/// Both what fails and is not in the list, and what is in the list and does not fail.
pub(super) fn compare(entries: &[Entry], outcomes: &Outcomes) -> BTreeSet<Unexpected> {
    let mut unexpected = BTreeSet::new();
    for (name, outcome) in outcomes {
        for side in SIDES {
            let listed = entries.iter().any(|entry| entry.covers(name, side));
            match (outcome.of(side), listed) {
                (Some(_), false) => unexpected.insert(Unexpected::Fails(name.clone(), side)),
                (None, true) => unexpected.insert(Unexpected::Passes(name.clone(), side)),
                (Some(_), true) | (None, false) => false,
            };
        }
    }
    let named = entries.iter().flat_map(|entry| &entry.scenarios);
    let unknown = named.filter(|name| !outcomes.contains_key(*name));
    unexpected.extend(unknown.cloned().map(Unexpected::Unknown));
    unexpected
}

#[cfg(test)]
mod tests {
    use super::super::outcomes::Outcome;
    use super::*;

    #[test]
    fn new_failures_and_stale_entries_are_both_unexpected() {
        let text = r#"[
            {"scenarios": ["a", "b"], "sides": ["client"], "is": "not-expressible", "reason": "because"},
            {"scenarios": ["gone"], "sides": ["client", "server"], "is": "failed", "reason": "because"}
        ]"#;
        let entries: Vec<Entry> = serde_json::from_str(text).unwrap();
        let outcome = |client: bool, server: bool| Outcome {
            client: (!client).then(String::new),
            server: (!server).then(String::new),
        };
        let outcomes = Outcomes::from([
            ("a".to_owned(), outcome(false, true)),
            ("b".to_owned(), outcome(true, true)),
            ("c".to_owned(), outcome(true, false)),
        ]);
        let unexpected: Vec<_> = compare(&entries, &outcomes).into_iter().collect();
        let expected = [
            Unexpected::Fails("c".to_owned(), Side::Server),
            Unexpected::Passes("b".to_owned(), Side::Client),
            Unexpected::Unknown("gone".to_owned()),
        ];
        assert_eq!(unexpected, expected);
    }

    #[test]
    fn an_entry_has_a_reason() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("expected.json");
        let entry = |reason: &str| {
            let text = format!(
                r#"[{{"scenarios": ["a"], "sides": ["client"], "is": "failed", "reason": "{reason}"}}]"#
            );
            fs::write(&path, text).unwrap();
            read(&path)
        };
        assert_eq!(entry("because").unwrap().len(), 1);
        assert!(entry(" ").is_err());
    }
}
