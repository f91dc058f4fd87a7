//! Bodies that the document describes in prose only.

use std::fmt;

/// A body without a schema (`content` absent or `{}`): its bytes and its media type, nothing lost.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Untyped {
    /// Media type, if there is one.
    pub content_type: Option<String>,
    /// The bytes.
    pub body: Vec<u8>,
}

impl Untyped {
    /// No body.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// A text of UTF-8.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::bytes("text/plain; charset=utf-8", text.into().into_bytes())
    }

    /// Bytes of any media type.
    #[must_use]
    pub fn bytes(content_type: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        Self {
            content_type: Some(content_type.into()),
            body: body.into(),
        }
    }

    /// The body as text, if it is UTF-8.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        std::str::from_utf8(&self.body).ok()
    }
}

#[cfg(any(feature = "client", feature = "server"))]
impl Untyped {
    /// Problem details, RFC 9457.
    #[must_use]
    pub fn problem(problem: &super::Problem) -> Self {
        Self::bytes(
            "application/problem+json",
            serde_json::to_vec(problem).unwrap_or_default(),
        )
    }

    /// The body as problem details, if it is that.
    #[must_use]
    pub fn as_problem(&self) -> Option<super::Problem> {
        self.json().ok()
    }

    /// The body as JSON of the caller's choosing.
    ///
    /// # Errors
    /// When the body is not JSON, or not of that type.
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }
}

/// How much of a body is shown.
const SHOWN: usize = 120;

/// Shows the beginning of a text, and of other bytes only how many there are.
impl fmt::Debug for Untyped {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = match self.as_text() {
            Some(text) if text.chars().nth(SHOWN).is_none() => text.to_owned(),
            Some(text) => text
                .chars()
                .take(SHOWN)
                .chain(std::iter::once('…'))
                .collect(),
            None => format!("{} bytes", self.body.len()),
        };
        to.debug_struct("Untyped")
            .field("content_type", &self.content_type)
            .field("body", &shown)
            .finish()
    }
}
