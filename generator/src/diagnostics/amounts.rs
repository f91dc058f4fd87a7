//! How much of something an API has: the work ends where that is more than a limit, and one diagnostic says so.
//!
//! A limit on the whole of an API is passed by everything from some place on. It is said at that place; all the others are
//! counted, and left out as what has errors is.

use super::{Diagnostic, Diagnostics, codes};
use crate::source::{Span, exceeded, raise};
use std::collections::HashSet;

/// A limit that an API passes.
#[derive(Debug, Default)]
pub(super) struct Passed {
    /// Which one.
    key: &'static str,
    /// The number of the API.
    api: usize,
    /// Where the diagnostic that says it is in the list.
    pub(super) index: usize,
    /// How much there is, as far as it was counted.
    reached: Option<usize>,
    /// The other places.
    pub(super) beyond: HashSet<Span>,
}

/// A limit on the whole of an API, and how much of it there is so far, where that is counted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whole {
    /// The name of the limit. Those that cannot be raised have one too.
    pub key: &'static str,
    /// How much there is so far.
    pub reached: Option<usize>,
}

impl Whole {
    /// Of a limit that is not counted beyond, or that cannot be raised.
    pub(crate) fn of(key: &'static str) -> Self {
        Self { key, reached: None }
    }
}

impl Diagnostics {
    /// The documents that come next are those of another API.
    pub(crate) fn begin_documents(&mut self) {
        self.apis += 1;
        self.incomplete = None;
    }

    /// Nothing of the API that comes next is counted yet.
    pub(crate) fn begin_api(&mut self) {
        (self.expanded, self.lines) = (0, 0);
    }

    /// Says that an API passes a limit, unless that was said before: then the place is one more that is beyond it.
    pub(crate) fn exceed(&mut self, whole: Whole, diagnostic: Diagnostic) {
        let Whole { key, reached } = whole;
        let passed = Passed {
            key,
            reached,
            ..Passed::default()
        };
        self.exceed_with(diagnostic, passed);
    }

    /// Adds one, which may say that a limit is passed.
    pub(crate) fn push_bounded(&mut self, key: &'static str, diagnostic: Diagnostic) {
        match diagnostic.code.name == codes::LIMIT_EXCEEDED.name {
            true => self.exceed(Whole::of(key), diagnostic),
            false => self.push(diagnostic),
        }
    }

    /// The same as [`Self::exceed`], with further places.
    pub(super) fn exceed_with(&mut self, diagnostic: Diagnostic, more: Passed) {
        let (api, span) = (self.apis, diagnostic.span);
        let known = |passed: &&mut Passed| passed.key == more.key && passed.api == api;
        match self.passed.iter_mut().find(known) {
            Some(passed) => {
                self.pushed_errors += 1;
                passed.beyond.insert(span);
                passed.beyond.extend(more.beyond);
                passed.reached = passed.reached.max(more.reached);
            }
            None => {
                let index = self.list.len();
                if self.add(diagnostic) {
                    self.passed.push(Passed { api, index, ..more });
                }
            }
        }
    }

    /// Where an API passes limits, but for the places where that is said.
    pub(crate) fn beyond(&self) -> impl Iterator<Item = Span> {
        let passed = self.passed.iter();
        let passed = passed.filter(|passed| passed.api == self.apis);
        passed.flat_map(|passed| &passed.beyond).copied()
    }

    /// How many places are beyond limits, but for those where that is said.
    pub(super) fn beyond_limits(&self) -> usize {
        self.passed.iter().map(|passed| passed.beyond.len()).sum()
    }

    /// Has each limit that is passed say how much is beyond it, and how far it is to be raised.
    pub(super) fn sum_up_limits(&mut self) {
        for passed in std::mem::take(&mut self.passed) {
            let Some(said) = self.list.get_mut(passed.index) else {
                continue;
            };
            match passed.beyond.len() {
                0 => {}
                1 => said
                    .notes
                    .push("the same holds at one more place".to_owned()),
                more => said
                    .notes
                    .push(format!("the same holds at {more} more places")),
            }
            if let Some(reached) = passed.reached {
                said.help = Some(raise(passed.key, *self.limits.get_mut(passed.key), reached));
            }
        }
    }

    /// Counts lines of Rust that what stands at a place becomes. `None`, with an error said, when that is more than the
    /// limit with all that was counted before: who asks leaves it out, before it takes memory.
    pub(crate) fn grow(&mut self, lines: usize, place: impl FnOnce() -> Span) -> Option<()> {
        self.lines = self.lines.saturating_add(lines);
        self.bound_lines(self.lines, place)
    }

    /// The same, for a number of lines that was counted elsewhere.
    pub(crate) fn bound_lines(&mut self, lines: usize, place: impl FnOnce() -> Span) -> Option<()> {
        let limit = self.limits.lines;
        if lines <= limit {
            return Some(());
        }
        let message = format!("up to here the API becomes about {lines} lines of Rust");
        let whole = Whole {
            key: "lines",
            reached: Some(lines),
        };
        self.exceed(whole, exceeded(place(), message, "lines", limit));
        None
    }

    /// Counts values that are used once more, at the place that uses them. `None`, with an error said, when that is more than
    /// the limit: who uses it does without, and so does everybody behind, so that the work ends here.
    pub(crate) fn expand(
        &mut self,
        values: impl FnOnce() -> usize,
        place: impl FnOnce() -> Span,
    ) -> Option<()> {
        let limit = self.limits.expanded;
        if self.expanded <= limit {
            self.expanded = self.expanded.saturating_add(values());
        }
        if self.expanded <= limit {
            return Some(());
        }
        let message = format!(
            "with what is used here again, the API has more than {limit} values beyond those of its documents"
        );
        let diagnostic = exceeded(place(), message, "expanded", limit);
        self.exceed(Whole::of("expanded"), diagnostic);
        None
    }

    /// How many values the API has beyond those of its documents so far.
    pub(crate) fn expanded(&self) -> usize {
        self.expanded
    }
}
