//! The stable name of a kind of diagnostic.

use super::{codes, explanation::Explanation};
use crate::suggest;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something the user may want to know; the output is faithful.
    Note,
    /// The output is less than the document says.
    Warning,
    /// No output.
    Error,
}

impl Severity {
    /// The word for it: `error`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Who has to act. The exit code of the command line follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Whoever writes the documents: what they say is wrong, or more than the generator does.
    Document,
    /// Whoever runs the command: the input cannot be read, or is not there.
    Input,
}

/// A kind of diagnostic.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Code {
    /// Its stable name, kebab-case: `unresolved-reference`.
    pub name: &'static str,
    /// How bad it is unless the user says otherwise.
    pub severity: Severity,
    /// Who has to act.
    pub class: Class,
    /// What it means, in one sentence.
    pub summary: &'static str,
    /// The file of `generator/diagnostics/` about it.
    pub(super) text: &'static str,
}

impl Code {
    /// The code of a name.
    ///
    /// # Errors
    /// There is none: the one with the nearest name, if any is near.
    pub fn find(name: &str) -> Result<&'static Self, Option<&'static str>> {
        match codes::ALL.iter().find(|code| code.name == name) {
            Some(code) => Ok(code),
            None => {
                let names = codes::ALL.iter().map(|code| code.name);
                Err(suggest::nearest(name, names))
            }
        }
    }

    /// Why the generator says so, an example, and a remedy.
    #[must_use]
    pub fn explanation(&self) -> Explanation {
        Explanation::parse(self.text)
    }

    /// The same as Markdown: the file of `generator/diagnostics/` about it.
    #[must_use]
    pub fn markdown(&self) -> &'static str {
        self.text
    }
}
