//! The client side: an input becomes a request, a response becomes an output, and a transport is what is between.

mod clock;
mod credential;
pub(in crate::runtime) mod encoder;
mod error;
mod exchange;
mod headers;
mod link;
#[cfg(feature = "oauth2")]
mod oauth2;
mod pages;
pub(in crate::runtime) mod parameters;
mod reply;
mod reqwest;
#[cfg(feature = "retry")]
mod retry;
mod secured;
mod target;
mod token;
#[cfg(all(feature = "tower", not(target_arch = "wasm32")))]
mod tower;
mod trace;
mod transport;
mod turn;
#[cfg(not(target_arch = "wasm32"))]
mod wire;

pub use credential::Credential;
pub use encoder::Encoder;
pub use error::{ApiError, BuildError, DecodeError, EncodeError, Error};
#[cfg(feature = "oauth2")]
pub use oauth2::OAuth2;
pub use pages::{PageStream, Paged, Pages};
pub use reply::{Reply, decode};
#[cfg(feature = "retry")]
pub use retry::{Retry, RetryPolicy, Sleep, SleepFuture, Tokio};
pub use secrecy::SecretString;
pub use token::{TokenError, TokenFuture, TokenSource, Via};
#[cfg(all(feature = "tower", not(target_arch = "wasm32")))]
pub use tower::Tower;
pub use transport::{Request, Response, Transport, TransportError, TransportFuture};
pub use turn::Turn;
#[cfg(not(target_arch = "wasm32"))]
pub use wire::RequestBody;

use super::media::Media;
use super::plain::text_of;
use super::schema::Schema;
use ::reqwest::Url;
use exchange::At;
use secured::Credentials;
use std::{fmt, sync::Arc, time::Duration};

/// The client's side of an operation; the generator implements it for the input type.
pub trait Operation: super::Operation {
    /// The server of this operation alone, where the document gives it one: a base URL, or a path at the client's server.
    const SERVER: Option<&'static str> = None;

    /// The media types that its answers may have.
    const ACCEPT: &'static str = "application/json";

    /// Whether a success may be handed over as it comes.
    const STREAMS: bool = false;

    /// Says the input to a request; an operation may have none. Problems are collected, the request is then not sent.
    fn encode(&self, _: &mut Encoder<'_>) {}

    /// Reads the response of a documented status. Problems are collected, the call then fails with all of them.
    fn decode(from: &mut Reply) -> Option<Result<Self::Output, Self::Error>>;
}

/// Choices of one call, or of all calls that bring none of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct CallOptions {
    /// The whole call ends after this: 30 s unless chosen.
    pub timeout: Duration,
    /// A response body larger than this is an error: 32 MiB unless chosen.
    pub max_response_bytes: usize,
    /// Sent as they are, in place of headers of the same name.
    pub headers: http::HeaderMap,
    /// The media type of the request body, where the document offers several: the first of them unless chosen.
    pub media: Option<&'static Media>,
    /// The media type of the response, where the document offers several: sent as `Accept` in place of all of them.
    pub accept: Option<&'static str>,
}

impl Default for CallOptions {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            max_response_bytes: 32 << 20,
            headers: http::HeaderMap::new(),
            media: None,
            accept: None,
        }
    }
}

/// What every generated client is made of; cheap to clone.
#[derive(Clone)]
pub struct Core {
    transport: Arc<dyn Transport>,
    base: Url,
    credentials: Credentials,
    defaults: Vec<(&'static str, String)>,
    options: CallOptions,
}

impl Core {
    /// Sends with reqwest: finite time-outs, no redirects, bounded responses. Credentials go by the names of their schemes.
    ///
    /// # Errors
    /// When `base` cannot be a base URL, or reqwest cannot start.
    pub fn new(
        base: &str,
        credentials: &[(&'static str, Option<Credential>)],
    ) -> Result<Self, BuildError> {
        Self::with_transport(self::reqwest::stock()?, base, credentials)
    }

    /// Sends with a transport of the caller's.
    ///
    /// # Errors
    /// When `base` cannot be a base URL.
    pub fn with_transport(
        transport: impl Transport,
        base: &str,
        credentials: &[(&'static str, Option<Credential>)],
    ) -> Result<Self, BuildError> {
        let there = credentials.iter().filter_map(|(name, credential)| {
            let credential = credential.clone()?;
            Some((*name, credential))
        });
        Ok(Self {
            transport: Arc::new(transport),
            base: target::base(base)?,
            credentials: there.collect(),
            defaults: Vec::new(),
            options: CallOptions::default(),
        })
    }

    /// Sends a header with every call whose operation knows it and whose input leaves it out.
    #[must_use]
    pub fn default_header<T: Schema>(mut self, name: &'static str, value: &T) -> Self {
        // What is no header value is found when it is sent, with all other problems of that call.
        let text = text_of(value).unwrap_or_else(|detail| detail);
        self.defaults.retain(|(other, _)| *other != name);
        self.defaults.push((name, text));
        self
    }

    /// Sets the options of calls that bring none of their own.
    #[must_use]
    pub fn options(self, options: CallOptions) -> Self {
        Self { options, ..self }
    }

    /// Calls an operation with the client's options.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn send<O: Operation>(
        &self,
        input: &O,
    ) -> impl Future<Output = Result<O::Output, Error<O::Error>>> {
        self.call(input, &self.options)
    }

    /// Calls an operation.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn call<O: Operation>(
        &self,
        input: &O,
        options: &CallOptions,
    ) -> Result<O::Output, Error<O::Error>> {
        let prepared = self.prepare(input, options, &At::Here);
        reply::outcome::<O>(self.run(prepared).await)
    }

    /// Calls an operation at a URL that is known only when it is called, as those of callbacks are: the whole URL, which the
    /// operation adds its query parameters to. Who names that URL receives what credentials this client has for the operation.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn call_at<O: Operation>(
        &self,
        url: &str,
        input: &O,
        options: &CallOptions,
    ) -> Result<O::Output, Error<O::Error>> {
        let at = At::Joined(url.to_owned());
        let prepared = self.prepare(input, options, &at);
        reply::outcome::<O>(self.run(prepared).await)
    }

    /// Calls an operation at such a URL with the client's options.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn send_at<O: Operation>(
        &self,
        url: &str,
        input: &O,
    ) -> Result<O::Output, Error<O::Error>> {
        self.call_at(url, input, &self.options).await
    }

    /// The request of a call, complete but not sent; without the token of a credential that has yet to ask for one.
    ///
    /// # Errors
    /// When the input cannot be said faithfully, or there is no credential; with all that is wrong.
    pub fn encode<O: Operation>(
        &self,
        input: &O,
        options: &CallOptions,
    ) -> Result<Request, EncodeError> {
        Ok(self.prepare(input, options, &At::Here)?.request)
    }
}

/// Names the server, and never the credential.
impl fmt::Debug for Core {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Core")
            .field("base", &self.base.as_str())
            .finish_non_exhaustive()
    }
}
