//! What carries a request and brings a response: reqwest, a router in the same process, or the caller's own.

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use reqwest::Url;
use std::{error, fmt, pin::Pin, time::Duration};

/// A request, complete.
#[derive(Clone)]
pub struct Request {
    /// Method.
    pub method: Method,
    /// URL.
    pub url: Url,
    /// Headers; a credential among them is marked sensitive.
    pub headers: HeaderMap,
    /// Body.
    pub body: Bytes,
    /// The whole exchange ends after this.
    pub timeout: Duration,
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
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// A response, complete.
#[derive(Clone, PartialEq)]
pub struct Response {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Bytes,
}

/// Does not show the body.
impl fmt::Debug for Response {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
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
/// It keeps to the request's time-out and size limit, and follows no redirect.
#[cfg(not(target_arch = "wasm32"))]
pub trait Transport: Send + Sync + 'static {
    /// Sends the request.
    fn send(&self, request: Request) -> TransportFuture<'_>;
}

/// Carries one request. Wrap one to retry, record or sign.
///
/// It keeps to the request's time-out and size limit, and follows no redirect.
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
