//! Request bodies to values.

use super::Decoder;
use crate::runtime::byte_stream::ByteStream;
use crate::runtime::json::read_json;
use crate::runtime::log::{Log, Refused};
use crate::runtime::media::Content;
use crate::runtime::plain::read_text;
use crate::runtime::schema::Schema;
use crate::runtime::server::body::ReadBody;

impl Decoder<'_> {
    /// Which of the documented media types the body came in, as an index into those of
    /// [`Operation::BODY`](crate::runtime::server::Operation::BODY); the first where there is no body.
    pub fn content(&self) -> usize {
        self.body.content
    }

    /// The name of that media type, if there is a body.
    pub fn media(&self) -> &'static str {
        self.body.media
    }

    /// Whether there is a body.
    pub fn has_body(&self) -> bool {
        !matches!(self.body.body, ReadBody::Absent)
    }

    /// A required JSON body.
    pub fn body<T: Schema>(&mut self) -> T {
        self.optional_body()
            .unwrap_or_else(|| self.missing_body(T::blank()))
    }

    /// A JSON body that may be left out.
    pub fn optional_body<T: Schema>(&mut self) -> Option<T> {
        let value = match &self.body.body {
            ReadBody::Absent => return None,
            ReadBody::Json(text) => self.log.at("body", "", |log| read_json(text, log)),
            _ => Err(self.refuse_body("JSON")),
        };
        Some(value.unwrap_or_else(|Refused| T::blank()))
    }

    /// A required body of text.
    pub fn text_body<T: Schema>(&mut self) -> T {
        self.optional_text_body()
            .unwrap_or_else(|| self.missing_body(T::blank()))
    }

    /// A body of text that may be left out.
    pub fn optional_text_body<T: Schema>(&mut self) -> Option<T> {
        let value = match &self.body.body {
            ReadBody::Absent => return None,
            ReadBody::Text(text) => self.log.at("body", "", |log| read_text(text, log)),
            _ => Err(self.refuse_body("text")),
        };
        Some(value.unwrap_or_else(|Refused| T::blank()))
    }

    /// A required body of bytes.
    pub fn stream_body(&mut self) -> ByteStream {
        self.optional_stream_body()
            .unwrap_or_else(|| self.missing_body(ByteStream::default()))
    }

    /// A body of bytes that may be left out.
    pub fn optional_stream_body(&mut self) -> Option<ByteStream> {
        match std::mem::replace(&mut self.body.body, ReadBody::Absent) {
            ReadBody::Absent => None,
            ReadBody::Stream(stream) => Some(stream),
            other => {
                self.body.body = other;
                self.refuse_body("bytes");
                Some(ByteStream::default())
            }
        }
    }

    /// What a form or a multipart body holds, if it is one.
    pub(in crate::runtime) fn form(&mut self) -> Option<Content> {
        match std::mem::replace(&mut self.body.body, ReadBody::Absent) {
            ReadBody::Form(content) => Some(content),
            other => {
                self.body.body = other;
                None
            }
        }
    }

    /// Notes that the body is not of this media type.
    pub(in crate::runtime) fn refuse_body(&mut self, expected: &str) -> Refused {
        let detail = self.body.body.instead_of(expected);
        self.log.at("body", "", |log| log.refuse(detail))
    }

    /// Reads something at the body's place, or leaves a blank.
    pub(in crate::runtime) fn in_body<T>(
        &mut self,
        blank: impl FnOnce() -> T,
        read: impl FnOnce(&mut Log) -> Result<T, Refused>,
    ) -> T {
        self.log
            .at("body", "", read)
            .unwrap_or_else(|Refused| blank())
    }

    /// Notes that the body is required, unless what there is was refused already.
    pub(in crate::runtime) fn missing_body<T>(&mut self, blank: T) -> T {
        self.log.at("body", "", |log| log.refuse("is required"));
        blank
    }
}

impl ReadBody {
    /// Why what is there is not what the operation reads.
    pub(in crate::runtime) fn instead_of(&self, expected: &str) -> String {
        let found = match self {
            Self::Malformed(detail) => return detail.clone(),
            Self::Absent => "nothing",
            Self::Json(_) => "JSON",
            Self::Text(_) => "text",
            Self::Stream(_) => "bytes",
            Self::Form(_) => "a form",
        };
        format!("expected {expected}, found {found}")
    }
}
