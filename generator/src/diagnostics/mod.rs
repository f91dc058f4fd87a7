//! What the generator has to say about the documents: plain data, collected per stage, shown at the end.

mod amounts;
mod code;
pub mod codes;
mod excerpt;
mod explanation;
mod github;
mod human;
pub mod index;
mod levels;
mod machine;
mod sarif;
mod text;

pub(crate) use amounts::Whole;
pub use code::{Class, Code, Severity};
pub use explanation::Explanation;
use levels::Level;
pub use levels::{Levels, WrongLevel};

use crate::{
    source::{Limits, Sources, Span, Trust, exceeded},
    suggest,
};
use std::collections::HashSet;

/// One thing to say, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing.
    pub code: &'static Code,
    /// How bad it is: as bad as its code, or an error, when the user denies that.
    pub severity: Severity,
    /// One sentence without a full stop; lower case.
    pub message: String,
    /// Where.
    pub span: Span,
    /// A few words under the excerpt, or empty.
    pub label: String,
    /// Other places that belong to it ("first defined here").
    pub related: Vec<(Span, String)>,
    /// Further facts.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic with nothing but its message and its place.
    #[must_use]
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            span,
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Adds words under the excerpt.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether it is about one value of a document, for which another stands: the rest was read.
    pub(crate) fn is_flaw(&self) -> bool {
        self.code.name == codes::INVALID_NUMBER.name
    }
}

/// A stage found errors; all of them are in the [`Diagnostics`] it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aborted;

/// Everything said so far, and the sources that the places are in.
#[derive(Debug, Default)]
pub struct Diagnostics {
    /// The files read, for excerpts.
    pub sources: Sources,
    /// How much of anything the documents may have.
    pub limits: Limits,
    /// Whether stages go on although there are errors: then they are about things that were left out.
    pub keep_going: bool,
    /// What the user says about codes.
    pub levels: Levels,
    /// The document that is judged, when it lacks what a file would have said that could not be read.
    pub(crate) incomplete: Option<Span>,
    list: Vec<Diagnostic>,
    /// Errors, and those among them that had been said before.
    pushed_errors: usize,
    /// How many words were looked at for suggestions.
    compared: usize,
    /// How many values the API that is being read has beyond those of its documents.
    expanded: usize,
    /// How many lines of Rust its operations become, of those that were read so far.
    lines: usize,
    // Asked only whether it holds something, so the order of hashing never shows.
    said: HashSet<(&'static str, Span, String)>,
    /// Values that are none, and what else was an error about them: that is about what stands for them.
    flawed: HashSet<Span>,
    about_flawed: usize,
    /// The limits that are passed, each of them by one API.
    passed: Vec<amounts::Passed>,
    /// What cannot be had because of what is wrong elsewhere, which has been said there: by the number of the API.
    blamed: HashSet<(usize, Span)>,
    /// How many APIs were begun.
    apis: usize,
}

/// What says that there is nothing of a name.
static ABSENCE: [&Code; 8] = [
    &codes::DISCRIMINATOR,
    &codes::LOST_NAME,
    &codes::OVERLAY_WITHOUT_MATCH,
    &codes::UNKNOWN_OPERATION,
    &codes::UNKNOWN_SCOPE,
    &codes::UNKNOWN_SECURITY_SCHEME,
    &codes::UNRESOLVED_LINK,
    &codes::UNRESOLVED_REFERENCE,
];

impl Diagnostics {
    /// Nothing said yet about these sources.
    #[must_use]
    pub fn new(sources: Sources, keep_going: bool) -> Self {
        Self {
            sources,
            keep_going,
            ..Self::default()
        }
    }

    /// Adds one, unless the same was said about the same place before, or that the value there is none.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.add(diagnostic);
    }

    /// The same; whether it is the last one now.
    fn add(&mut self, mut diagnostic: Diagnostic) -> bool {
        let is_error = diagnostic.severity == Severity::Error;
        if self.comes_of_absence(&diagnostic) {
            if is_error {
                self.blame(diagnostic.span);
            }
            return false;
        }
        self.pushed_errors += usize::from(is_error);
        let limit = self.limits.diagnostics;
        if self.list.len() >= limit {
            // Said once, in the place of all that does not fit: nobody reads so many, and they take memory.
            if self.list.len() == limit {
                let message = format!("from here on there is more to say than {limit} diagnostics");
                let last = exceeded(diagnostic.span, message, "diagnostics", limit);
                self.list.push(last);
            }
            return false;
        }
        if diagnostic.is_flaw() {
            self.flawed.insert(diagnostic.span);
        } else if self.flawed.contains(&diagnostic.span) {
            self.about_flawed += usize::from(is_error);
            return false;
        }
        text::shorten(&mut diagnostic.message);
        text::shorten(&mut diagnostic.label);
        diagnostic.notes.iter_mut().for_each(text::shorten);
        diagnostic
            .related
            .iter_mut()
            .for_each(|(_, label)| text::shorten(label));
        diagnostic.help.iter_mut().for_each(text::shorten);
        let said = (
            diagnostic.code.name,
            diagnostic.span,
            diagnostic.message.clone(),
        );
        let is_new = self.said.insert(said);
        if is_new {
            self.list.push(diagnostic);
        }
        is_new
    }

    /// Whether it says that something is not there, which may be in a file that could not be read.
    fn comes_of_absence(&self, diagnostic: &Diagnostic) -> bool {
        let code = diagnostic.code.name;
        self.incomplete.is_some_and(|document| {
            let keyword = [codes::MISSING_KEYWORD.name, codes::IMPLIED_KEYWORD.name];
            ABSENCE.iter().any(|one| one.name == code)
                || diagnostic.span == document && keyword.contains(&code)
        })
    }

    /// Takes what stands at a place for an error that comes of another, which has been said at its own place.
    pub(crate) fn blame(&mut self, span: Span) {
        self.pushed_errors += 1;
        self.blamed.insert((self.apis, span));
    }

    /// The places of such errors in the API that was begun last.
    pub(crate) fn blamed(&self) -> impl Iterator<Item = Span> {
        let blamed = self.blamed.iter();
        blamed.filter_map(|(api, span)| (*api == self.apis).then_some(*span))
    }

    /// The candidate that `word` was probably meant to be, where a document decides how many of both there are: after so
    /// many comparisons there are no more suggestions.
    pub(crate) fn nearest<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        const MOST: usize = 1_000_000;
        let candidates = candidates
            .into_iter()
            .take(MOST.saturating_sub(self.compared));
        suggest::nearest(word, candidates.inspect(|_| self.compared += 1))
    }

    /// How many of them are errors, with those that are not said because they come of another.
    #[must_use]
    pub fn errors(&self) -> usize {
        let errors = self.list.iter().filter(|d| d.severity == Severity::Error);
        errors.count() + self.about_flawed + self.beyond_limits() + self.blamed.len()
    }

    /// Where what is said from now on begins; see [`Self::since`].
    pub(crate) fn mark(&self) -> usize {
        self.list.len()
    }

    /// What was said since a mark, in the order of saying it.
    pub(crate) fn since(&self, mark: usize) -> &[Diagnostic] {
        self.list.get(mark..).unwrap_or_default()
    }

    /// How often an error was pushed, those included that were said before: what uses something broken is broken.
    #[must_use]
    pub(crate) fn pushed_errors(&self) -> usize {
        self.pushed_errors
    }

    /// Everything that another one was told, and its sources, which were this one's before.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.sources = other.sources;
        let mut passed = other.passed;
        for (index, one) in other.list.into_iter().enumerate() {
            match passed.iter_mut().find(|passed| passed.index == index) {
                Some(passed) => self.exceed_with(one, std::mem::take(passed)),
                None => self.push(one),
            }
        }
    }

    /// Where the errors are, also those that are not said one by one.
    pub(crate) fn error_spans(&self) -> HashSet<Span> {
        let errors = self.list.iter().filter(|d| d.severity == Severity::Error);
        let beyond = self.passed.iter().flat_map(|passed| &passed.beyond);
        errors
            .map(|error| error.span)
            .chain(beyond.copied())
            .chain(self.blamed.iter().map(|(_, span)| *span))
            .collect()
    }

    /// Ends a stage: `Err` when there are more errors than `before`, the count at its start, and it should not keep
    /// going.
    ///
    /// # Errors
    /// [`Aborted`] when the stage found any.
    pub fn stage_end(&self, before: usize) -> Result<(), Aborted> {
        match self.errors() > before && !self.keep_going {
            true => Err(Aborted),
            false => Ok(()),
        }
    }

    /// Applies what the user says about codes: takes out what is allowed, and makes errors of what is denied.
    ///
    /// With `all`, everything that there is to say has been said, so that what is allowed and not there is reported; for
    /// options at `place`.
    pub(crate) fn settle(&mut self, all: bool, place: &str) {
        // Nothing is decided by the count any more: from here on it is that of what is shown.
        self.about_flawed = 0;
        self.blamed.clear();
        self.sum_up_limits();
        let is_complete = all && self.errors() == 0;
        let mut unneeded: Vec<_> = self.levels.allowed().collect();
        unneeded.retain(|(code, _)| {
            let is_there = |one: &Diagnostic| one.code.name == code.name;
            !self.list.iter().any(is_there) && code.name != codes::UNNEEDED_ALLOW.name
        });
        for (code, span) in unneeded.into_iter().filter(|_| is_complete) {
            let (how, span) = match span {
                Some(span) => ("it", span),
                None => {
                    let file = self.sources.add(place, String::new(), Trust::User);
                    let (start, end) = (0, 0);
                    ("the option", Span { file, start, end })
                }
            };
            let message = format!("`{}` is allowed, but there is none", code.name);
            let help = format!("remove {how}, so that the next one is seen");
            self.push(Diagnostic::new(&codes::UNNEEDED_ALLOW, span, message).help(help));
        }
        let levels = std::mem::take(&mut self.levels);
        self.list.retain_mut(|one| match levels.of(one.code) {
            Level::Usual => true,
            Level::Allowed => false,
            Level::Denied(how) => {
                if one.severity != Severity::Error {
                    one.severity = Severity::Error;
                    one.notes.push(format!("denied by `{how}`"));
                }
                true
            }
        });
        self.levels = levels;
    }

    /// All of them by file, place and severity.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.list.iter().collect();
        sorted.sort_by_cached_key(|diagnostic| {
            let Span { file, start, end } = diagnostic.span;
            let severity = std::cmp::Reverse(diagnostic.severity);
            (
                self.sources.path(file),
                start,
                end,
                severity,
                diagnostic.code.name,
                diagnostic.message.as_str(),
            )
        });
        sorted.into_iter()
    }

    /// All of them for people, as rustc shows its own: with excerpts, notes and remedies. Nothing of a document's text
    /// reaches the terminal as a control sequence, nor a runner of workflows as a command.
    #[must_use]
    pub fn human(&self, colour: bool) -> String {
        human::render(self, colour)
    }

    /// All of them for editors, one line each: `path:line:column: error[code]: message`.
    #[must_use]
    pub fn short(&self) -> String {
        machine::short(self)
    }

    /// All of them for programs, one JSON object a line:
    ///
    /// | key | value |
    /// |---|---|
    /// | `version` | `1`; a change that readers could notice raises it |
    /// | `severity` | `error`, `warning` or `note` |
    /// | `code`, `message` | strings |
    /// | `file` | a path as in the other formats |
    /// | `line`, `column`, `end_line`, `end_column` | from 1, in characters, the end exclusive; `null` when the file as such is meant |
    /// | `label` | a few words about the place, or `""` |
    /// | `related` | other places: objects of `label`, `file`, `line`, `column`, `end_line`, `end_column` |
    /// | `notes` | strings |
    /// | `help` | a string, or `null` |
    #[must_use]
    pub fn json(&self) -> String {
        machine::json(self)
    }

    /// All of them as one document of the Static Analysis Results Interchange Format (SARIF 2.1.0), with what
    /// `cargo xtask explain` says about each code that occurs.
    #[must_use]
    pub fn sarif(&self) -> String {
        sarif::document(self)
    }

    /// All of them as commands of GitHub's workflows, one line each, which become annotations of a change.
    #[must_use]
    pub fn github(&self) -> String {
        github::commands(self)
    }
}
