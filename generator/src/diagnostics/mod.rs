//! What the generator has to say about the documents: plain data, collected per stage, shown at the end.

mod code;
pub mod codes;
mod excerpt;
mod human;
mod machine;
mod text;

pub use code::{Class, Code, Severity};

use crate::source::{Sources, Span};
use std::collections::HashSet;

/// One thing to say, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing, with its severity.
    pub code: &'static Code,
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
}

/// A stage found errors; all of them are in the [`Diagnostics`] it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aborted;

/// Everything said so far, and the sources that the places are in.
#[derive(Debug, Default)]
pub struct Diagnostics {
    /// The files read, for excerpts.
    pub sources: Sources,
    /// Whether stages go on although there are errors: then they are about things that were left out.
    pub keep_going: bool,
    list: Vec<Diagnostic>,
    /// Errors, and those among them that had been said before.
    pushed_errors: usize,
    // Asked only whether it holds something, so the order of hashing never shows.
    said: HashSet<(&'static str, Span, String)>,
}

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

    /// Adds one, unless the same was said about the same place before.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        self.pushed_errors += usize::from(diagnostic.code.severity == Severity::Error);
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
        if self.said.insert(said) {
            self.list.push(diagnostic);
        }
    }

    /// How many of them are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.list
            .iter()
            .filter(|d| d.code.severity == Severity::Error)
            .count()
    }

    /// How often an error was pushed, those included that were said before: what uses something broken is broken.
    #[must_use]
    pub(crate) fn pushed_errors(&self) -> usize {
        self.pushed_errors
    }

    /// Everything that another one was told, and its sources, which were this one's before.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.sources = other.sources;
        other.list.into_iter().for_each(|one| self.push(one));
    }

    /// Where the errors are.
    pub(crate) fn error_spans(&self) -> HashSet<Span> {
        let errors = self
            .list
            .iter()
            .filter(|d| d.code.severity == Severity::Error);
        errors.map(|error| error.span).collect()
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

    /// All of them by file, place and severity.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.list.iter().collect();
        sorted.sort_by_cached_key(|diagnostic| {
            let Span { file, start, end } = diagnostic.span;
            let severity = std::cmp::Reverse(diagnostic.code.severity);
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
    /// reaches the terminal as a control sequence.
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
    /// | `line`, `column`, `end_line`, `end_column` | from 1, the end exclusive; `null` when the file as such is meant |
    /// | `label` | a few words about the place, or `""` |
    /// | `related` | other places: objects of `label`, `file`, `line`, `column`, `end_line`, `end_column` |
    /// | `notes` | strings |
    /// | `help` | a string, or `null` |
    #[must_use]
    pub fn json(&self) -> String {
        machine::json(self)
    }
}
