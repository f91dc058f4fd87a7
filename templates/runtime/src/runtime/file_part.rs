//! Files inside of multipart bodies.

use super::byte_stream::ByteStream;

/// A part of a multipart body that is a file (RFC 7578).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilePart {
    /// What the sender calls it: a name and no path, not to be trusted. Many servers take a part for a file only if it
    /// has one.
    pub file_name: Option<String>,
    /// Its media type; when `None`, the one that the document says, or else `application/octet-stream`.
    pub content_type: Option<String>,
    /// Further headers.
    pub headers: Vec<(String, String)>,
    /// Its bytes.
    pub body: ByteStream,
}

impl FilePart {
    /// A file without a name.
    #[must_use]
    pub fn new(body: impl Into<ByteStream>) -> Self {
        Self {
            body: body.into(),
            ..Self::default()
        }
    }

    /// The same file under this name.
    #[must_use]
    pub fn named(self, file_name: impl Into<String>) -> Self {
        Self {
            file_name: Some(file_name.into()),
            ..self
        }
    }
}
