//! Values to request bodies.

use super::Encoder;
use crate::runtime::byte_stream::ByteStream;
use crate::runtime::media::{JSON, Media, essence, fits, is_range};
use crate::runtime::plain::text_of;
use crate::runtime::schema::{Encoded, Schema};

impl Encoder<'_> {
    /// A JSON body.
    pub fn body<T: Schema>(&mut self, body: &T) {
        self.body_named(JSON.name, body);
    }

    /// A JSON body that is left out when `None`.
    pub fn optional_body<T: Schema>(&mut self, body: &Option<T>) {
        if let Some(body) = body {
            self.body(body);
        }
    }

    /// A JSON body under another name: `application/merge-patch+json`.
    pub fn body_named<T: Schema>(&mut self, name: &'static str, body: &T) {
        if self.is_wanted(name) {
            self.json(name, body);
        }
    }

    /// The same of a body that is left out when `None`.
    pub fn optional_body_named<T: Schema>(&mut self, name: &'static str, body: &Option<T>) {
        if let Some(body) = body {
            self.body_named(name, body);
        }
    }

    /// A body of text: a scalar.
    pub fn text_body<T: Schema>(&mut self, name: &'static str, body: &T) {
        if !self.is_wanted(name) {
            return;
        }
        match text_of(body) {
            Ok(text) => self.set_body(name, text),
            Err(detail) => self.refuse("body".to_owned(), detail),
        }
    }

    /// The same of a body that is left out when `None`.
    pub fn optional_text_body<T: Schema>(&mut self, name: &'static str, body: &Option<T>) {
        if let Some(body) = body {
            self.text_body(name, body);
        }
    }

    /// A body of bytes. Where the document names a range (`image/*`), the stream says which media type it is.
    pub fn stream_body(&mut self, name: &'static str, body: &ByteStream) {
        if !self.is_wanted(name) {
            return;
        }
        match content_type(name, body.content_type()) {
            Ok(content_type) => self.set_body(&content_type, body.clone()),
            Err(detail) => self.refuse("body".to_owned(), detail),
        }
    }

    /// The same of a body that is left out when `None`.
    pub fn optional_stream_body(&mut self, name: &'static str, body: &Option<ByteStream>) {
        if let Some(body) = body {
            self.stream_body(name, body);
        }
    }

    pub(in crate::runtime) fn json<T: Schema>(&mut self, name: &str, body: &T) {
        match serde_json::to_vec(&Encoded(body)) {
            Ok(bytes) => self.set_body(name, bytes),
            Err(error) => self.refuse("body".to_owned(), error.to_string()),
        }
    }

    pub(in crate::runtime) fn set_body(&mut self, content_type: &str, body: impl Into<ByteStream>) {
        self.push_header("Content-Type", content_type);
        self.body = body.into();
    }

    /// Whether the caller does not ask for another media type than this.
    pub(in crate::runtime) fn is_wanted(&mut self, name: &str) -> bool {
        match self.options.media {
            Some(wanted) if wanted.name != essence(name) => {
                let detail = format!("cannot be said as {}", wanted.name);
                self.refuse("body".to_owned(), detail);
                false
            }
            _ => true,
        }
    }

    /// The media type that the caller wants of those that the document offers.
    pub(in crate::runtime) fn choose(
        &mut self,
        offered: &[&'static Media],
    ) -> Option<&'static Media> {
        let wanted = match self.options.media {
            None => return offered.first().copied(),
            Some(wanted) => wanted,
        };
        let found = offered.iter().find(|media| **media == wanted).copied();
        if found.is_none() {
            let detail = format!("cannot be said as {}", wanted.name);
            self.refuse("body".to_owned(), detail);
        }
        found
    }
}

/// The `Content-Type` of bytes that the document says to be `name` and their sender to be `said`.
///
/// # Errors
/// When they do not agree, or nobody says which one of a range it is.
pub(in crate::runtime) fn content_type(name: &str, said: Option<&str>) -> Result<String, String> {
    match said {
        Some(said) if fits(name, essence(said)).is_some() && !is_range(said) => Ok(said.to_owned()),
        Some(said) => Err(format!("is {said:?}, and must be {name}")),
        None if is_range(name) => Err(format!("must say its content type: {name}")),
        None => Ok(name.to_owned()),
    }
}
