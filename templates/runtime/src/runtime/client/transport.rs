//! What carries a request and brings a response: reqwest, a router in the same process, or the caller's own.

use crate::runtime::byte_stream::ByteStream;
use crate::runtime::media::{SMALL, essence};
use crate::runtime::stream_error::StreamError;
use http::{HeaderMap, Method, StatusCode, header};
use reqwest::Url;
use std::{error, fmt, pin::Pin, time::Duration};

/// A request, complete. Of the clones of one whose body is a stream, only the first to be sent has it.
#[derive(Clone)]
pub struct Request {
    /// Method.
    pub method: Method,
    /// URL.
    pub url: Url,
    /// Headers; a credential among them is marked sensitive.
    pub headers: HeaderMap,
    /// Body.
    pub body: ByteStream,
    /// The whole exchange ends after this; where the response is handed over as it comes, so does each wait for more
    /// of it.
    pub timeout: Duration,
    /// Whether a success that is neither JSON nor another text may be handed over as it comes.
    pub streams: bool,
    /// A response body larger than this is an error.
    pub max_response_bytes: usize,
}

/// Shows neither body nor query.
impl fmt::Debug for Request {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.url.path())
            .field("headers", &self.headers)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// A response. Its body is complete, unless the request allows it to stream and it is a success that is neither JSON nor
/// another text.
#[derive(Clone, PartialEq)]
pub struct Response {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: ByteStream,
}

/// Does not show the body.
impl fmt::Debug for Response {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &self.body)
            .finish()
    }
}

impl Response {
    /// The response as a transport hands it over: what may stream does so, up to `most` bytes unless it is events, and
    /// all else is collected. `streams` is that of the request.
    ///
    /// # Errors
    /// When there are more bytes, and those of the body.
    pub async fn bounded(self, streams: bool, most: usize) -> Result<Self, TransportError> {
        let form = self.form();
        let length = self.body.length();
        if length.is_some_and(|length| length > most as u64) {
            return Err(TransportError::too_large(most));
        }
        let small = length.is_some_and(|length| length <= SMALL);
        let comes = streams && self.status.is_success() && !small;
        let body = match form {
            Form::Events if comes => self.body,
            Form::Other if comes => self.body.capped(most),
            _ => {
                let bytes = self.body.collect(most).await;
                bytes
                    .map(ByteStream::from)
                    .map_err(|error| TransportError::of(error, most))?
            }
        };
        Ok(Self { body, ..self })
    }

    fn form(&self) -> Form {
        let content_type = self.headers.get(header::CONTENT_TYPE);
        let name = content_type.and_then(|value| value.to_str().ok());
        let name = name.map(|value| essence(value).to_ascii_lowercase());
        match name.unwrap_or_default() {
            name if name == "text/event-stream" => Form::Events,
            name if name.starts_with("text/") => Form::Text,
            name if name.ends_with("/json") || name.ends_with("+json") => Form::Text,
            _ => Form::Other,
        }
    }
}

/// What a response is by its media type, as far as its transport cares.
enum Form {
    /// JSON or another text, which is read whole.
    Text,
    /// Events, which are bounded one by one: there is no end to their stream.
    Events,
    /// Anything else.
    Other,
}

/// The response to come.
#[cfg(not(target_arch = "wasm32"))]
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Response, TransportError>> + Send + 'a>>;

/// The response to come.
#[cfg(target_arch = "wasm32")]
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<Response, TransportError>> + 'a>>;

/// Carries one request. Wrap one to retry, record or sign.
///
/// It keeps to the request's time-out and size limit ([`Response::bounded`]), and follows no redirect.
#[cfg(not(target_arch = "wasm32"))]
pub trait Transport: Send + Sync + 'static {
    /// Sends the request.
    fn send(&self, request: Request) -> TransportFuture<'_>;
}

/// Carries one request. Wrap one to retry, record or sign.
///
/// It keeps to the request's time-out and size limit ([`Response::bounded`]), and follows no redirect.
#[cfg(target_arch = "wasm32")]
pub trait Transport: 'static {
    /// Sends the request.
    fn send(&self, request: Request) -> TransportFuture<'_>;
}

/// Why no complete response arrived.
#[derive(Debug)]
pub struct TransportError {
    kind: Kind,
    cause: Option<Box<dyn error::Error + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Failed,
    TimedOut,
    TooLarge(usize),
}

impl TransportError {
    /// Any cause. It must not hold the URL or a header: errors are logged.
    pub fn new(cause: impl Into<Box<dyn error::Error + Send + Sync>>) -> Self {
        Self {
            kind: Kind::Failed,
            cause: Some(cause.into()),
        }
    }

    /// The call took longer than it was given.
    pub fn timed_out(cause: impl Into<Box<dyn error::Error + Send + Sync>>) -> Self {
        Self {
            kind: Kind::TimedOut,
            cause: Some(cause.into()),
        }
    }

    /// Why a body of which there may be so many bytes was not read to its end.
    fn of(error: StreamError, most: usize) -> Self {
        match () {
            () if error.is_too_large() => Self::too_large(most),
            () if error.is_timeout() => Self::timed_out(error),
            () => Self::new(error),
        }
    }

    /// The body is larger than the call allows.
    #[must_use]
    pub fn too_large(limit: usize) -> Self {
        Self {
            kind: Kind::TooLarge(limit),
            cause: None,
        }
    }

    /// Whether the call took longer than it was given.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind == Kind::TimedOut
    }

    /// Whether the body is larger than the call allows.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self.kind, Kind::TooLarge(_))
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Failed => to.write_str("no response arrived"),
            Kind::TimedOut => to.write_str("no response arrived in time"),
            Kind::TooLarge(limit) => write!(to, "the response is larger than {limit} bytes"),
        }
    }
}

impl error::Error for TransportError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.cause.as_ref().map(|cause| &**cause as _)
    }
}
