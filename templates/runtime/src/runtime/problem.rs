//! Problem details for HTTP APIs, RFC 9457.

use super::object::{Entries, Object, Sink, blank, read, read_optional, skip};
use super::source::Source;

/// The body of an `application/problem+json` response.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Problem {
    /// URI of the kind of problem; absent means `about:blank`, a problem that its status says all about.
    pub kind: Option<String>,
    /// Short summary of the kind.
    pub title: Option<String>,
    /// HTTP status.
    pub status: Option<u16>,
    /// What happened this time.
    pub detail: Option<String>,
    /// Each violation of the request, with its place.
    pub errors: Option<Vec<Violation>>,
}

impl Problem {
    /// A problem that its status says all about, with the status' own phrase as title.
    #[cfg(any(feature = "client", feature = "server"))]
    #[must_use]
    pub fn new(status: u16) -> Self {
        let phrase = http::StatusCode::from_u16(status)
            .ok()
            .and_then(|status| status.canonical_reason());
        Self {
            title: phrase.map(str::to_owned),
            status: Some(status),
            ..Self::default()
        }
    }

    /// The same problem with a word about what happened this time.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..self
        }
    }

    /// The same problem with the places that are wrong.
    #[must_use]
    pub fn errors(self, errors: Vec<Violation>) -> Self {
        Self {
            errors: Some(errors),
            ..self
        }
    }
}

impl Object for Problem {
    const PROPERTIES: &'static [&'static str] = &["type", "title", "status", "detail", "errors"];
    const REQUIRED: &'static [usize] = &[];

    fn blank() -> Self {
        Self::default()
    }

    fn read<S: Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => read_optional(&mut self.kind, from),
            1 => read_optional(&mut self.title, from),
            2 => read_optional(&mut self.status, from),
            3 => read_optional(&mut self.detail, from),
            4 => read_optional(&mut self.errors, from),
            _ => skip(from),
        }
    }

    fn write<M: Sink>(&self, to: &mut Entries<M>) {
        to.optional_entry("type", &self.kind);
        to.optional_entry("title", &self.title);
        to.optional_entry("status", &self.status);
        to.optional_entry("detail", &self.detail);
        to.optional_entry("errors", &self.errors);
    }
}

crate::object!(Problem);

/// One place of a message that is not what the document says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Violation {
    /// `path.NAME`, `query.NAME`, `header.NAME` or `body`, then a JSON Pointer (RFC 6901) to the place inside.
    pub location: String,
    /// What is wrong with it.
    pub detail: String,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.location.as_str() {
            "" => to.write_str(&self.detail),
            location => write!(to, "{location}: {}", self.detail),
        }
    }
}

impl Object for Violation {
    const PROPERTIES: &'static [&'static str] = &["location", "detail"];
    const REQUIRED: &'static [usize] = &[0, 1];

    fn blank() -> Self {
        Self {
            location: blank(),
            detail: blank(),
        }
    }

    fn read<S: Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => read(&mut self.location, from),
            1 => read(&mut self.detail, from),
            _ => skip(from),
        }
    }

    fn write<M: Sink>(&self, to: &mut Entries<M>) {
        to.entry("location", &self.location);
        to.entry("detail", &self.detail);
    }
}

crate::object!(Violation);
