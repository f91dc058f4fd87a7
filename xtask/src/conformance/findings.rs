//! What a judge says about one API: how much was tried, and what was found wrong.

use std::fmt;
use std::time::Duration;

/// One run of one judge on one API.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    /// The judge.
    pub(super) judge: &'static str,
    /// The API.
    pub(super) api: String,
    /// What the judge made up its requests from, where it does.
    pub(super) seed: Option<u32>,
    /// How many operations were tried.
    pub(super) operations: usize,
    /// How many requests were made, by phase.
    pub(super) requests: Vec<(&'static str, usize)>,
    /// What is wrong.
    pub(super) findings: Vec<Finding>,
    /// What is wrong and known.
    pub(super) known: Vec<Finding>,
    /// What to say beside the findings when there are any, in the judge's own words.
    pub(super) report: String,
    /// How long it took.
    pub(super) elapsed: Duration,
}

/// Something wrong, found once or several times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    /// What it is about.
    pub(super) subject: Subject,
    /// What is wrong, for people.
    pub(super) detail: String,
    /// How often it was found.
    pub(super) count: usize,
}

/// What a finding is about: the same thing found twice has the same subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Subject {
    /// The operation, as the judge names it; empty when the finding is about all of them.
    pub(super) operation: String,
    /// What was looked at, as the judge names it.
    pub(super) check: String,
    /// The media type of the request's body, if it has one.
    pub(super) media_type: Option<String>,
    /// The status of the response that came, or should have.
    pub(super) status: Option<u16>,
    /// The reason that the response gives, if it gives one.
    pub(super) answer: Option<String>,
}

impl Subject {
    /// A subject with nothing but a name for the operation and for the check.
    pub(super) fn new(operation: impl Into<String>, check: impl Into<String>) -> Self {
        Self {
            operation: operation.into(),
            check: check.into(),
            media_type: None,
            status: None,
            answer: None,
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.check)?;
        if !self.operation.is_empty() {
            write!(f, " of {}", self.operation)?;
        }
        if let Some(media_type) = &self.media_type {
            write!(f, ", {media_type}")?;
        }
        if let Some(status) = self.status {
            write!(f, ", status {status}")?;
        }
        match &self.answer {
            Some(answer) => write!(f, " ({answer})"),
            None => Ok(()),
        }
    }
}

/// Counts a finding that may have been made before; of several, the detail of the first is kept.
pub(super) fn count(findings: &mut Vec<Finding>, subject: Subject, detail: impl Into<String>) {
    match findings.iter_mut().find(|it| it.subject == subject) {
        Some(finding) => finding.count += 1,
        None => findings.push(Finding {
            subject,
            detail: detail.into(),
            count: 1,
        }),
    }
}
