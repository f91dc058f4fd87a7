//! The differences that are known and explained, against those that were found.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::pointer::Pointer;
use serde::Deserialize;

use super::differences::Difference;
use crate::failure::Failure;

/// The explanations, by document.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Expected(BTreeMap<String, Vec<Entry>>);

/// Differences of a document for one reason.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The pointers of their places; a `*` stands for any key.
    at: Vec<String>,
    /// How many they are at each of these.
    #[serde(default = "once")]
    times: usize,
    /// Which side is right, and why.
    reason: String,
}

fn once() -> usize {
    1
}

/// What the explanations say to the differences of one document.
#[derive(Debug)]
pub(super) struct Verdict {
    /// How many differences are explained.
    pub(super) explained: usize,
    /// The differences that are not, and the explanations of what is not found so often.
    pub(super) wrong: Vec<String>,
}

/// Reads the explanations.
///
/// # Errors
/// When the file cannot be read, or an entry has no reason.
pub(super) fn read(path: &Path) -> Result<Expected, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
    let expected: Expected = serde_yaml::from_str(&text)
        .map_err(|error| Failure::new(format!("cannot read {}: {error}", path.display())))?;
    let has_none = |entry: &Entry| entry.reason.trim().is_empty();
    match expected.0.values().flatten().find(|entry| has_none(entry)) {
        None => Ok(expected),
        Some(entry) => {
            let at = entry.at.join(", ");
            let message = format!("{} gives no reason for {at}", path.display());
            Err(Failure::new(message))
        }
    }
}

impl Expected {
    pub(super) fn judge(&self, document: &str, differences: &[Difference]) -> Verdict {
        let entries = self.0.get(document).map(Vec::as_slice).unwrap_or_default();
        let is_explained = |difference: &Difference| {
            let mut patterns = entries.iter().flat_map(|entry| &entry.at);
            patterns.any(|pattern| covers(pattern, &difference.at))
        };
        let unexplained = differences.iter().filter(|one| !is_explained(one));
        let mut wrong: Vec<_> = unexplained.map(ToString::to_string).collect();
        let explained = differences.len() - wrong.len();
        for entry in entries {
            for pattern in &entry.at {
                let found = differences.iter();
                let found = found.filter(|one| covers(pattern, &one.at)).count();
                if found != entry.times {
                    let (times, reason) = (entry.times, &entry.reason);
                    wrong.push(format!(
                        "{pattern} is expected {times} times, and found {found} times ({reason})"
                    ));
                }
            }
        }
        Verdict { explained, wrong }
    }
}

fn covers(pattern: &str, at: &Pointer) -> bool {
    let (pattern, at) = (pattern.split('/'), at.as_str().split('/'));
    pattern.clone().count() == at.clone().count()
        && pattern
            .zip(at)
            .all(|(key, other)| key == "*" || key == other)
}

#[cfg(test)]
mod tests {
    use super::super::differences;
    use super::*;
    use serde_json::json;

    #[test]
    fn new_differences_and_stale_explanations_are_both_wrong() {
        let text = "
pets:
- {at: [/a/*, /b], reason: because}
- {at: [/c/x, /gone], times: 2, reason: because}
";
        let expected: Expected = serde_yaml::from_str(text).unwrap();
        let found = differences::between(
            &json!({"a": {"x": 1}, "b": 1, "c": {"x": 1}, "d": 1}),
            &json!({"a": {"x": 2}, "b": 2, "c": {"x": 2}, "d": 2}),
        );
        let verdict = expected.judge("pets", &found);
        assert_eq!(verdict.explained, 3);
        assert_eq!(
            verdict.wrong,
            [
                "#/d: ours 1, theirs 2",
                "/c/x is expected 2 times, and found 1 times (because)",
                "/gone is expected 2 times, and found 0 times (because)",
            ]
        );
        assert_eq!(expected.judge("others", &found).wrong.len(), 4);
    }

    #[test]
    fn an_explanation_has_a_reason_and_no_misspelt_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("expected.yaml");
        let read = |text: &str| {
            fs::write(&path, text).unwrap();
            super::read(&path).is_ok()
        };
        assert!(read("a: [{at: [/b], reason: because}]\n"));
        assert!(!read("a: [{at: [/b], reason: ' '}]\n"));
        assert!(!read("a: [{at: [/b], reason: because, tmes: 2}]\n"));
    }
}
