//! Why a stream ended before its end.

use super::problem::Violation;
use bytes::Bytes;
use std::{error::Error, fmt};

/// Why a stream ended before its end. What came before it is good; nothing comes after it, but for events: behind one
/// that is malformed the others go on.
#[derive(Debug)]
pub struct StreamError {
    kind: Kind,
    cause: Option<Box<dyn Error + Send + Sync>>,
    /// Whether it is the request that a server is answering that broke off.
    of_request: bool,
    raw: Bytes,
    violations: Vec<Violation>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Failed,
    TimedOut,
    TooLarge,
    Malformed(String),
    Taken,
}

impl StreamError {
    fn of(kind: Kind) -> Self {
        Self {
            kind,
            cause: None,
            of_request: false,
            raw: Bytes::new(),
            violations: Vec::new(),
        }
    }

    /// Any cause; one that is a `StreamError` already stays what it is.
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        match cause.into().downcast::<Self>() {
            Ok(error) => *error,
            Err(cause) => Self {
                cause: Some(cause),
                ..Self::of(Kind::Failed)
            },
        }
    }

    /// The other side was silent for longer than it was given.
    #[must_use]
    pub fn timed_out() -> Self {
        Self::of(Kind::TimedOut)
    }

    /// There is more than the reader takes.
    #[must_use]
    pub fn too_large() -> Self {
        Self::of(Kind::TooLarge)
    }

    /// What came is not what the document says, in this way.
    #[must_use]
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::of(Kind::Malformed(detail.into()))
    }

    /// One of the values that came is not what the document says: where it is, its bytes, and all that is wrong with it.
    #[must_use]
    pub fn unreadable(place: &str, raw: impl Into<Bytes>, violations: Vec<Violation>) -> Self {
        let mut detail = place.to_owned();
        for (index, violation) in violations.iter().enumerate() {
            detail += if index == 0 { ": " } else { "; " };
            detail += &violation.to_string();
        }
        Self {
            raw: raw.into(),
            violations,
            ..Self::malformed(detail)
        }
    }

    /// The bytes of the value that is not what the document says, if it is one value.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// All that is wrong with that value.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Another clone of the stream was read before.
    pub(crate) fn taken() -> Self {
        Self::of(Kind::Taken)
    }

    /// Whether the other side was silent for too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind == Kind::TimedOut
    }

    /// Whether there is more than the reader takes.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.kind == Kind::TooLarge
    }

    /// What is wrong with what came, where it could be read but is not what the document says.
    #[must_use]
    pub fn as_malformed(&self) -> Option<&str> {
        match &self.kind {
            Kind::Malformed(detail) => Some(detail),
            _ => None,
        }
    }

    /// The same error, of the request that a server is answering.
    #[must_use]
    pub fn of_request(self) -> Self {
        Self {
            of_request: true,
            ..self
        }
    }

    /// Whether the caller of a server is to blame: the status that says so.
    #[must_use]
    pub fn refusal(&self) -> Option<u16> {
        match self.kind {
            _ if !self.of_request => None,
            Kind::Failed | Kind::Malformed(_) => Some(400),
            Kind::TimedOut => Some(408),
            Kind::TooLarge => Some(413),
            Kind::Taken => None,
        }
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Failed => to.write_str("the stream broke off"),
            Kind::TimedOut => to.write_str("the stream was silent for too long"),
            Kind::TooLarge => to.write_str("the stream is larger than its reader takes"),
            Kind::Malformed(detail) => write!(to, "the stream is malformed: {detail}"),
            Kind::Taken => to.write_str("the stream was read before"),
        }
    }
}

impl Error for StreamError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_ref().map(|cause| &**cause as _)
    }
}
