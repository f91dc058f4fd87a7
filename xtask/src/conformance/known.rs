//! The findings that are known and accepted, each with a reason, against those that were made.

use std::fmt;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::findings::{Finding, Verdict};
use crate::failure::Failure;

/// A finding that is no failure. What an entry leaves out, a finding may have as it likes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    judge: String,
    api: String,
    operation: String,
    check: String,
    media_type: Option<String>,
    status: Option<u16>,
    /// What the answer's own reason contains.
    answer: Option<String>,
    /// Why this is no failure.
    reason: String,
}

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            judge,
            api,
            operation,
            check,
            ..
        } = self;
        write!(f, "{judge}, {api}: {check} of {operation}")
    }
}

/// Reads the entries.
///
/// # Errors
/// When the file cannot be read, or an entry has no reason.
pub(super) fn read(path: &Path) -> Result<Vec<Known>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
    let known: Vec<Known> = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("cannot read {}: {error}", path.display())))?;
    match known.iter().find(|entry| entry.reason.trim().is_empty()) {
        None => Ok(known),
        Some(entry) => Err(Failure::new(format!(
            "{} gives no reason for this entry: {entry}",
            path.display()
        ))),
    }
}

/// Moves the known findings aside, and says how many others there are.
pub(super) fn set_aside(verdicts: &mut [Verdict], known: &[Known]) -> usize {
    let mut new = 0;
    for verdict in verdicts {
        let findings = std::mem::take(&mut verdict.findings);
        for finding in findings {
            match known.iter().any(|entry| covers(entry, verdict, &finding)) {
                true => verdict.known.push(finding),
                false => verdict.findings.push(finding),
            }
        }
        new += verdict.findings.len();
    }
    new
}

/// The entries that no known finding needs.
pub(super) fn stale<'a>(
    verdicts: &[Verdict],
    known: &'a [Known],
) -> impl Iterator<Item = &'a Known> {
    known.iter().filter(move |entry| {
        !verdicts.iter().any(|verdict| {
            let mut findings = verdict.known.iter();
            findings.any(|finding| covers(entry, verdict, finding))
        })
    })
}

fn covers(entry: &Known, verdict: &Verdict, finding: &Finding) -> bool {
    let subject = &finding.subject;
    entry.judge == verdict.judge
        && entry.api == verdict.api
        && entry.operation == subject.operation
        && entry.check == subject.check
        && (entry.media_type.is_none() || entry.media_type == subject.media_type)
        && (entry.status.is_none() || entry.status == subject.status)
        && entry.answer.as_ref().is_none_or(|part| {
            let answer = subject.answer.as_ref();
            answer.is_some_and(|answer| answer.contains(part))
        })
}

#[cfg(test)]
mod tests {
    use super::super::findings::Subject;
    use super::*;
    use std::time::Duration;

    fn verdict(findings: &[(&str, Option<u16>)]) -> Verdict {
        let finding = |(check, status): &(&str, Option<u16>)| Finding {
            subject: Subject {
                status: *status,
                ..Subject::new("PUT /a", *check)
            },
            detail: String::new(),
            count: 1,
        };
        Verdict {
            judge: "schemathesis",
            api: "a".to_owned(),
            seed: Some(1),
            operations: 1,
            requests: Vec::new(),
            findings: findings.iter().map(finding).collect(),
            known: Vec::new(),
            report: String::new(),
            elapsed: Duration::ZERO,
        }
    }

    fn entry(check: &str, status: Option<u16>) -> Known {
        Known {
            judge: "schemathesis".to_owned(),
            api: "a".to_owned(),
            operation: "PUT /a".to_owned(),
            check: check.to_owned(),
            media_type: None,
            status,
            answer: None,
            reason: "because".to_owned(),
        }
    }

    #[test]
    fn a_known_finding_is_set_aside_and_others_are_not() {
        let mut verdicts = [verdict(&[("x", Some(400)), ("x", Some(500)), ("y", None)])];
        let known = [entry("x", Some(400))];
        assert_eq!(set_aside(&mut verdicts, &known), 2);
        assert_eq!(verdicts[0].known.len(), 1);
        assert_eq!(stale(&verdicts, &known).count(), 0);
    }

    #[test]
    fn an_entry_may_ask_for_the_reason_that_the_answer_gives() {
        let mut verdict = verdict(&[("x", Some(400))]);
        verdict.findings[0].subject.answer = Some("body: too long".to_owned());
        let with = |answer: &str| Known {
            answer: Some(answer.to_owned()),
            ..entry("x", Some(400))
        };
        let covers = |entry| covers(&entry, &verdict, &verdict.findings[0]);
        assert!(covers(with("too long")));
        assert!(!covers(with("too short")));
    }

    #[test]
    fn an_entry_that_nothing_needs_is_stale() {
        let mut verdicts = [verdict(&[("x", Some(400))])];
        let known = [entry("x", None), entry("x", Some(500)), entry("z", None)];
        assert_eq!(set_aside(&mut verdicts, &known), 0);
        let stale: Vec<_> = stale(&verdicts, &known).collect();
        assert_eq!(stale, [&known[1], &known[2]]);
    }

    #[test]
    fn an_entry_has_a_reason_and_no_misspelt_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("known.json");
        let read = |text: &str| {
            fs::write(&path, text).unwrap();
            super::read(&path)
        };
        let entry = |reason: &str| {
            format!(
                r#"[{{"judge":"prism","api":"a","operation":"b","check":"c","reason":"{reason}"}}]"#
            )
        };
        assert_eq!(read(&entry("because")).unwrap().len(), 1);
        assert!(read(&entry(" ")).is_err());
        assert!(read(&entry("because").replace("check", "chekc")).is_err());
    }
}
