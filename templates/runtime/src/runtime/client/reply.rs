//! A response to an output: problems are collected, so that generated code has no error to return.

use super::Operation;
use super::error::{ApiError, DecodeError, Error};
use super::exchange::Undelivered;
use super::transport::Response;
use crate::runtime::byte_stream::ByteStream;
use crate::runtime::json::read_json;
use crate::runtime::log::{Log, Refused};
use crate::runtime::media::{Media, essence, fit};
use crate::runtime::plain::read_text;
use crate::runtime::schema::Schema;
use crate::runtime::untyped::Untyped;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use reqwest::Url;

/// A response being read.
#[derive(Debug)]
pub struct Reply {
    pub(super) response: Response,
    pub(super) log: Log,
    /// Whether the media type is known to be none of the document's.
    foreign: bool,
}

/// Reads the response of an operation.
///
/// # Errors
/// [`Error::Api`], [`Error::UnexpectedStatus`] or [`Error::Decode`].
pub fn decode<O: Operation>(response: Response) -> Result<O::Output, Error<O::Error>> {
    let mut reply = Reply {
        response,
        log: Log::new(false),
        foreign: false,
    };
    let outcome = O::decode(&mut reply);
    match (outcome, reply.settle()) {
        (None, Ok(response)) => Err(Error::UnexpectedStatus(Box::new(response))),
        (None, Err(wrong)) => Err(Error::UnexpectedStatus(Box::new(wrong.response))),
        (Some(_), Err(wrong)) => Err(Error::Decode(wrong)),
        (Some(Ok(output)), Ok(_)) => Ok(output),
        (Some(Err(error)), Ok(response)) => Err(Error::Api(Box::new(ApiError {
            status: response.status,
            headers: response.headers,
            error,
        }))),
    }
}

/// Reads what came of a call.
pub(super) fn outcome<O: Operation>(
    called: Result<(Url, Response), Undelivered>,
) -> Result<O::Output, Error<O::Error>> {
    match called {
        Ok((_, response)) => decode::<O>(response),
        Err(undelivered) => Err(undelivered.into()),
    }
}

impl Reply {
    /// The response, unless something in it was not what the document says.
    fn settle(self) -> Result<Response, Box<DecodeError>> {
        let violations = self.log.into_violations();
        match violations.is_empty() {
            true => Ok(self.response),
            false => Err(Box::new(DecodeError {
                response: self.response,
                violations,
            })),
        }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.response.status.as_u16()
    }

    /// Which of the media types that the document offers the body is of: its index. What is of none leaves a problem
    /// and an index beyond all; the body is then not looked at.
    ///
    /// The type itself counts before JSON of another name, and that before a range. Where the response names none, or
    /// the one that frameworks fall back to, it is the first that is JSON, else the first.
    pub fn content(&mut self, offered: &[&str]) -> usize {
        let named = self.content_type();
        let named = named.as_deref().map(str::trim).unwrap_or_default();
        let best = offered
            .iter()
            .enumerate()
            .filter_map(|(index, name)| Some((fit(named, name)?, index)))
            .min();
        let json = offered
            .iter()
            .position(|name| Media::is_json(essence(name)));
        match (best, json) {
            (Some((_, index)), _) => index,
            (None, json) if named.is_empty() => json.unwrap_or(0),
            (None, Some(json)) if is_vague(essence(named)) => json,
            (None, _) => {
                self.refuse_type(&offered.join(", "), named);
                self.foreign = true;
                offered.len()
            }
        }
    }

    /// No body; one that is sent all the same is not looked at.
    pub fn empty(&mut self) {}

    /// A JSON body. What is none leaves a blank and a problem.
    pub fn json<T: Schema>(&mut self) -> T {
        if let Some(other) = self.other_than_json() {
            self.refuse_type("application/json", &other);
            return T::blank();
        }
        self.body(read_json)
    }

    /// A body of plain text: strings are the text itself, other values are read from it.
    pub fn text<T: Schema>(&mut self) -> T {
        self.body(read_text)
    }

    /// A body of bytes, as they come if they are many. A media type with parameters comes with them: what reads parts
    /// needs their boundary.
    pub fn stream(&mut self) -> ByteStream {
        let body = self.response.body.clone();
        match self.content_type().filter(|name| name.contains(';')) {
            Some(content_type) => body.with_content_type(content_type),
            None => body,
        }
    }

    /// A body of bytes of which the document leaves the media type open: it comes with them.
    pub fn any_stream(&mut self) -> ByteStream {
        let body = self.response.body.clone();
        match self.content_type() {
            Some(content_type) => body.with_content_type(content_type),
            None => body,
        }
    }

    /// A body that the document describes in prose only.
    pub fn untyped(&mut self) -> Untyped {
        let body = self.whole().map_or_else(Vec::new, |body| body.to_vec());
        Untyped {
            content_type: self.content_type(),
            body,
        }
    }

    fn body<T: Schema>(&mut self, read: fn(&[u8], &mut Log) -> Result<T, Refused>) -> T {
        if self.foreign {
            return T::blank();
        }
        let Some(body) = self.whole() else {
            return T::blank();
        };
        let value = self.log.at("body", "", |log| read(&body, log));
        value.unwrap_or_else(|Refused| T::blank())
    }

    /// The whole body. Transports collect what does not stream; what one of the user's did not, leaves a problem.
    fn whole(&mut self) -> Option<Bytes> {
        let body = self.response.body.as_bytes().cloned();
        if body.is_none() {
            self.log
                .at("body", "", |log| log.refuse("was not collected"));
        }
        body
    }

    pub(in crate::runtime) fn content_type(&self) -> Option<String> {
        let value = self.response.headers.get(CONTENT_TYPE)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    fn refuse_type(&mut self, expected: &str, found: &str) {
        self.log.at("header", "Content-Type", |log| {
            log.refuse(format!("expected {expected}, found {found}"))
        });
    }

    /// The media type, where it is clear that the body is not JSON. Servers that name none, or the one that frameworks
    /// fall back to, are taken at their bytes.
    fn other_than_json(&self) -> Option<String> {
        let content_type = self.content_type().filter(|_| !self.foreign)?;
        let essence = essence(&content_type);
        (!Media::is_json(essence) && !is_vague(essence) && !essence.is_empty())
            .then(|| essence.to_ascii_lowercase())
    }
}

fn is_vague(essence: &str) -> bool {
    ["text/plain", "application/octet-stream"]
        .iter()
        .any(|vague| essence.eq_ignore_ascii_case(vague))
}
