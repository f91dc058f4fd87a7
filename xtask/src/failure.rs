//! What ends a run early: one message, its facts, and what to do about it.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// How a run that came to its end ended. (A [`Failure`] is the fourth way.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything is done, or nothing was to do.
    Done,
    /// Errors in documents, or denied warnings.
    Documents,
    /// Diagnostics that say that the input cannot be read.
    Input,
    /// `--check` found the output not to be what a run would write.
    Drift,
    /// A judge of `conformance` found something wrong.
    Findings,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Documents | Exit::Findings => Self::from(1),
            Exit::Input => Self::from(Failure::EXIT),
            Exit::Drift => Self::from(3),
        }
    }
}

/// Wrong usage, unreadable input, unwritable output: exit code 2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    message: String,
    notes: Vec<String>,
    help: Option<String>,
}

impl Failure {
    /// The exit code of every failure.
    pub(crate) const EXIT: u8 = 2;

    /// A failure with nothing but its message, one sentence without a full stop.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// An operation on a file did not work: `cannot <verb> <path>: <reason>`.
    pub(crate) fn io(verb: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(format!("cannot {verb} {}: {error}", path.display()))
    }

    /// Adds a fact.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do about it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        for note in &self.notes {
            write!(f, "\n  = note: {note}")?;
        }
        match &self.help {
            Some(help) => write!(f, "\n  = help: {help}"),
            None => Ok(()),
        }
    }
}
