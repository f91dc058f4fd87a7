//! The media types in which a body can be said, as data: what is not named by generated code is not needed.

#[cfg(feature = "server")]
use super::fields::Form;
#[cfg(feature = "client")]
use super::fields::FormField;
use std::fmt;

/// A media type of request bodies.
pub struct Media {
    /// Its name, in small letters and without parameters.
    pub name: &'static str,
    /// How a form is read; JSON is none.
    #[cfg(feature = "server")]
    pub read: Option<ReadForm>,
    /// How a form is written; JSON is none.
    #[cfg(feature = "client")]
    pub write: Option<WriteForm>,
}

/// Given a `Content-Type` and the body, the form, or what is wrong with it.
#[cfg(feature = "server")]
pub type ReadForm = fn(String, bytes::Bytes) -> FormFuture;

/// The form to come.
#[cfg(feature = "server")]
pub type FormFuture = std::pin::Pin<Box<dyn Future<Output = Result<Form, String>> + Send>>;

/// Given the fields, the `Content-Type` and the body.
#[cfg(feature = "client")]
pub type WriteForm = fn(&[FormField]) -> (String, Vec<u8>);

/// `application/json`, RFC 8259.
pub const JSON: &Media = &Media {
    name: "application/json",
    #[cfg(feature = "server")]
    read: None,
    #[cfg(feature = "client")]
    write: None,
};

impl PartialEq for Media {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Media {}

impl fmt::Debug for Media {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Media({})", self.name)
    }
}

/// The media type of a `Content-Type`, without its parameters; as types are compared, its case says nothing.
pub(crate) fn essence(content_type: &str) -> &str {
    content_type
        .split_once(';')
        .map_or(content_type, |(essence, _)| essence)
        .trim()
}
