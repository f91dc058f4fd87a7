//! The violations of one message, each with its place.

use super::problem::Violation;
use super::room::{NO_ROOM, Room};
use super::stack::{Stack, TOO_DEEP};

/// So many violations say enough; a hostile message must not buy a report larger than itself.
const MOST: usize = 100;

/// So much of a name says enough, for the same reason.
const LONGEST: usize = 256;

/// What has been found so far. A message without violations needs neither memory nor time for their places: each step
/// is added to the violations found below it, on the way back.
#[derive(Debug)]
pub(crate) struct Log {
    /// Whether to refuse what a lenient reader would pass over.
    pub(crate) strict: bool,
    most: usize,
    found: Vec<Found>,
    /// Whether to note members that are no property, though nothing is wrong with them.
    pub(crate) notes_unknown: bool,
    /// What the values may take; that of a short message, until its length is known.
    pub(crate) room: Room,
    stack: Stack,
}

#[derive(Debug, Default)]
struct Found {
    place: &'static str,
    name: &'static str,
    /// The innermost first.
    steps: Vec<String>,
    detail: String,
}

impl Log {
    pub(crate) fn new(strict: bool) -> Self {
        Self {
            strict,
            most: MOST,
            found: Vec::new(),
            notes_unknown: false,
            room: Room::of(0),
            stack: Stack::here(),
        }
    }

    /// For readers that only want to know whether there is any.
    pub(crate) fn of_first() -> Self {
        Self {
            most: 1,
            ..Self::new(true)
        }
    }

    /// For readers that want to know which members no type of the document has.
    #[cfg(all(feature = "client", feature = "server"))]
    pub(crate) fn of_unknown() -> Self {
        Self {
            most: usize::MAX,
            notes_unknown: true,
            ..Self::new(true)
        }
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether nothing that is found now would be noted.
    pub(crate) fn is_full(&self) -> bool {
        self.found.len() >= self.most
    }

    /// Notes a violation where the reader is.
    pub(crate) fn refuse(&mut self, detail: impl Into<String>) -> Refused {
        if !self.is_full() {
            self.found.push(Found {
                detail: detail.into(),
                ..Found::default()
            });
        }
        Refused
    }

    /// Sets memory aside. Where there is none left, nothing more is noted.
    pub(crate) fn hold(&mut self, bytes: usize) -> Result<(), Refused> {
        match self.room.take(bytes) {
            true => Ok(()),
            false => {
                let refused = self.refuse(NO_ROOM);
                self.most = self.found.len();
                Err(refused)
            }
        }
    }

    /// Notes that the reader is too deep in the message, if it is.
    pub(crate) fn descend(&mut self) -> Result<(), Refused> {
        match self.stack.is_used_up() {
            true => Err(self.refuse(TOO_DEEP)),
            false => Ok(()),
        }
    }

    /// Does `work` at a place of the message: `path.id`, `header.Accept`, `body`.
    pub(crate) fn at<R>(
        &mut self,
        place: &'static str,
        name: &'static str,
        work: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let before = self.found.len();
        let result = work(self);
        for found in &mut self.found[before..] {
            (found.place, found.name) = (place, name);
        }
        result
    }

    /// Does `work` one step deeper, at a property of the value.
    pub(crate) fn inside<R>(&mut self, name: &str, work: impl FnOnce(&mut Self) -> R) -> R {
        let before = self.found.len();
        let result = work(self);
        if self.found.len() > before {
            self.step(before, &shown(name));
        }
        result
    }

    /// Does `work` one step deeper, at an item of the value.
    pub(crate) fn item<R>(&mut self, index: usize, work: impl FnOnce(&mut Self) -> R) -> R {
        let before = self.found.len();
        let result = work(self);
        if self.found.len() > before {
            self.step(before, &index.to_string());
        }
        result
    }

    #[cold]
    fn step(&mut self, before: usize, step: &str) {
        for found in &mut self.found[before..] {
            found.steps.push(step.to_owned());
        }
    }

    /// The violations, in the order found.
    pub(crate) fn into_violations(self) -> Vec<Violation> {
        self.found.into_iter().map(Found::into_violation).collect()
    }

    /// The first violation in words, its place in front of it unless it is the whole value.
    pub(crate) fn into_message(self) -> String {
        let first = self.found.into_iter().next().map(Found::into_violation);
        match first {
            None => "cannot be read".to_owned(),
            Some(violation) => violation.to_string(),
        }
    }
}

impl Found {
    /// The place as a JSON Pointer (RFC 6901) behind what it points into.
    fn into_violation(self) -> Violation {
        let dot = if self.name.is_empty() { "" } else { "." };
        let mut location = format!("{}{dot}{}", self.place, self.name);
        for step in self.steps.iter().rev() {
            location.push('/');
            location.push_str(&step.replace('~', "~0").replace('/', "~1"));
        }
        Violation {
            location,
            detail: self.detail,
        }
    }
}

fn shown(name: &str) -> std::borrow::Cow<'_, str> {
    match name.char_indices().nth(LONGEST) {
        None => name.into(),
        Some((end, _)) => format!("{}…", &name[..end]).into(),
    }
}

/// Nothing could be read; the log says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused;
