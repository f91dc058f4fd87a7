//! An outcome to a response.

use super::accept::preferred_by;
use super::failure::fail;
use super::refusal::respond;
use crate::runtime::byte_stream::ByteStream;
use crate::runtime::media::essence;
use crate::runtime::plain::text_of;
use crate::runtime::problem::Problem;
use crate::runtime::schema::{Encoded, Schema};
use crate::runtime::untyped::Untyped;
use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use http::{HeaderMap, HeaderValue, StatusCode};
use std::borrow::Cow;
use std::error::Error;

/// A response in the making. Once something cannot be said it is an opaque 500, whatever else is said.
#[derive(Debug, Default)]
pub struct Answer {
    response: Response,
    /// What the request says that it takes.
    accept: Vec<HeaderValue>,
    failed: bool,
}

/// A status of a class, which is its first digit. What an implementation gives of another class is 500: the document
/// does not say what it would mean.
#[must_use]
pub fn within(class: u16, status: u16) -> u16 {
    match status / 100 == class {
        true => status,
        false => 500,
    }
}

impl Answer {
    /// The answer to a request with these headers, which are only looked at by answers that depend on them.
    pub(super) fn to(headers: &HeaderMap, negotiates: bool) -> Self {
        let accept = match negotiates {
            true => headers.get_all(ACCEPT).iter().cloned().collect(),
            false => Vec::new(),
        };
        Self {
            accept,
            ..Self::default()
        }
    }

    /// No body.
    pub fn empty(&mut self, status: u16) {
        self.set(status, None, ByteStream::default());
    }

    /// A JSON body. What JSON cannot say is an opaque 500.
    pub fn json<T: Schema>(&mut self, status: u16, body: &T) {
        self.json_as(status, "application/json", body);
    }

    /// A JSON body of another name. What JSON cannot say is an opaque 500.
    pub fn json_as<T: Schema>(&mut self, status: u16, name: &'static str, body: &T) {
        match serde_json::to_vec(&Encoded(body)) {
            Ok(bytes) => self.set(status, Some(name.into()), bytes.into()),
            Err(error) => self.fail(Box::new(error)),
        }
    }

    /// A JSON body of the name that the caller likes best; the first where it likes none, and for an operation that does not
    /// [negotiate](super::Operation::NEGOTIATES).
    pub fn json_among<T: Schema>(&mut self, status: u16, names: &[&'static str], body: &T) {
        let index = preferred_by(&self.accept, names).unwrap_or_default();
        let name = names.get(index).copied().unwrap_or("application/json");
        self.json_as(status, name, body);
        if names.len() > 1 && !self.failed {
            self.response
                .headers_mut()
                .append(VARY, HeaderValue::from_static("accept"));
        }
    }

    /// A body of plain text: a string is the text itself, other values are said in it. It is UTF-8, and says so.
    pub fn text<T: Schema>(&mut self, status: u16, name: &str, body: &T) {
        let charset = match name.contains(';') || !name.starts_with("text/") {
            true => "",
            false => "; charset=utf-8",
        };
        match text_of(body) {
            Ok(text) => self.set(status, Some(format!("{name}{charset}").into()), text.into()),
            Err(error) => self.fail(error.into()),
        }
    }

    /// A body of bytes. Where the document leaves the media type open (`image/*`) it is the one that comes with them, as
    /// are the parameters of one that it names: the boundary of a `multipart/mixed`.
    pub fn stream(&mut self, status: u16, name: &str, body: ByteStream) {
        let own = body.content_type().map(str::to_owned);
        let name = match (name.contains('*'), own) {
            (true, Some(own)) => own,
            (true, None) => "application/octet-stream".to_owned(),
            (false, Some(own)) if essence(&own).eq_ignore_ascii_case(essence(name)) => own,
            (false, _) => name.to_owned(),
        };
        self.set(status, Some(name.into()), body);
    }

    /// A body that the document describes in prose only.
    pub fn untyped(&mut self, status: u16, body: Untyped) {
        self.set(status, body.content_type.map(Into::into), body.body.into());
    }

    pub(super) fn problem(&mut self, problem: &Problem) {
        self.response = respond(problem);
    }

    pub(in crate::runtime) fn fail(&mut self, cause: Box<dyn Error + Send + Sync>) {
        if !std::mem::replace(&mut self.failed, true) {
            self.response = fail(cause);
        }
    }

    pub(super) fn finish(self) -> Response {
        self.response
    }

    /// The headers, unless it has failed.
    pub(in crate::runtime) fn headers(&mut self) -> Option<&mut HeaderMap> {
        (!self.failed).then(|| self.response.headers_mut())
    }

    pub(in crate::runtime) fn set(
        &mut self,
        status: u16,
        content_type: Option<Cow<'static, str>>,
        body: ByteStream,
    ) {
        if self.failed {
            return;
        }
        let content_type = content_type
            .map(|name| match name {
                Cow::Borrowed(name) => {
                    HeaderValue::from_maybe_shared(Bytes::from_static(name.as_bytes()))
                }
                Cow::Owned(name) => HeaderValue::from_maybe_shared(Bytes::from(name)),
            })
            .transpose();
        let (status, content_type) = match (StatusCode::from_u16(status), content_type) {
            (Ok(status), Ok(content_type)) => (status, content_type),
            (Err(error), _) => return self.fail(Box::new(error)),
            (_, Err(error)) => return self.fail(Box::new(error)),
        };
        *self.response.status_mut() = status;
        if let Some(content_type) = content_type {
            self.response
                .headers_mut()
                .insert(CONTENT_TYPE, content_type);
        }
        *self.response.body_mut() = match body.as_bytes() {
            Some(bytes) => Body::from(bytes.clone()),
            None => {
                if let Some(length) = body.length() {
                    let headers = self.response.headers_mut();
                    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
                }
                Body::from_stream(body.into_stream())
            }
        };
    }
}
