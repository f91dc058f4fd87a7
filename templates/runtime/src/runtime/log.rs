//! The violations of one message, each with its place.

use super::problem::Violation;

/// So many violations say enough; a hostile message must not buy a report larger than itself.
const MOST: usize = 100;

/// What has been found so far, and where the reader is. A message without violations needs no memory for it.
#[derive(Debug, Default)]
pub(crate) struct Log {
    /// Whether to refuse what a lenient reader would pass over.
    pub(crate) strict: bool,
    place: &'static str,
    name: &'static str,
    pointer: String,
    found: Vec<Violation>,
}

impl Log {
    pub(crate) fn new(strict: bool) -> Self {
        Self {
            strict,
            ..Self::default()
        }
    }

    /// Notes a violation where the reader is.
    pub(crate) fn refuse(&mut self, detail: impl Into<String>) -> Refused {
        if self.found.len() < MOST {
            let dot = if self.name.is_empty() { "" } else { "." };
            self.found.push(Violation {
                location: format!("{}{dot}{}{}", self.place, self.name, self.pointer),
                detail: detail.into(),
            });
        }
        Refused
    }

    /// Does `work` at a place of the message: `path.id`, `header.Accept`, `body`.
    pub(crate) fn at<R>(
        &mut self,
        place: &'static str,
        name: &'static str,
        work: impl FnOnce(&mut Self) -> R,
    ) -> R {
        (self.place, self.name) = (place, name);
        self.pointer.clear();
        work(self)
    }

    /// Does `work` one step deeper, at a property or an index of the value (RFC 6901).
    pub(crate) fn inside<R>(&mut self, key: &str, work: impl FnOnce(&mut Self) -> R) -> R {
        let outside = self.pointer.len();
        self.pointer.push('/');
        for character in key.chars() {
            match character {
                '~' => self.pointer.push_str("~0"),
                '/' => self.pointer.push_str("~1"),
                other => self.pointer.push(other),
            }
        }
        let result = work(self);
        self.pointer.truncate(outside);
        result
    }

    /// The violations, in the order found.
    pub(crate) fn into_violations(self) -> Vec<Violation> {
        self.found
    }
}

/// Nothing could be read; the log says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused;
