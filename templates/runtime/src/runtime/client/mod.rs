//! The client side: an input becomes a request, a response becomes an output, and a transport is what is between.

mod credential;
mod encoder;
mod error;
mod reply;
mod reqwest;
mod transport;

pub use credential::Credential;
pub use encoder::Encoder;
pub use error::{ApiError, BuildError, DecodeError, EncodeError, Error};
pub use reply::{Reply, decode};
pub use transport::{Request, Response, Transport, TransportError, TransportFuture};

use super::media::Media;
use super::schema::{Encoded, Schema};
use ::reqwest::Url;
use std::{fmt, sync::Arc, time::Duration};

/// The client's side of an operation; the generator implements it for the input type.
pub trait Operation: super::Operation {
    /// Whether the credential is sent.
    const SECURED: bool;

    /// Says the input to a request. Problems are collected, the request is then not sent.
    fn encode(&self, to: &mut Encoder<'_>);

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
}

impl Default for CallOptions {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            max_response_bytes: 32 << 20,
            headers: http::HeaderMap::new(),
            media: None,
        }
    }
}

/// What every generated client is made of; cheap to clone.
#[derive(Clone)]
pub struct Core {
    transport: Arc<dyn Transport>,
    base: Url,
    credential: Option<Credential>,
    defaults: Vec<(&'static str, String)>,
    options: CallOptions,
}

impl Core {
    /// Sends with reqwest: finite time-outs, no redirects, bounded responses.
    ///
    /// # Errors
    /// When `base` cannot be a base URL, or reqwest cannot start.
    pub fn new(base: &str, credential: Option<Credential>) -> Result<Self, BuildError> {
        Self::with_transport(self::reqwest::stock()?, base, credential)
    }

    /// Sends with a transport of the caller's.
    ///
    /// # Errors
    /// When `base` cannot be a base URL.
    pub fn with_transport(
        transport: impl Transport,
        base: &str,
        credential: Option<Credential>,
    ) -> Result<Self, BuildError> {
        Ok(Self {
            transport: Arc::new(transport),
            base: encoder::base(base)?,
            credential,
            defaults: Vec::new(),
            options: CallOptions::default(),
        })
    }

    /// Sends a header with every call whose operation knows it and whose input leaves it out.
    #[must_use]
    pub fn default_header<T: Schema>(mut self, name: &'static str, value: &T) -> Self {
        // What is no header value is found when it is sent, with all other problems of that call.
        let text = match serde_json::to_value(Encoded(value)) {
            Ok(serde_json::Value::String(text)) => text,
            Ok(other) => other.to_string(),
            Err(error) => error.to_string(),
        };
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
    pub async fn send<O: Operation>(&self, input: &O) -> Result<O::Output, Error<O::Error>> {
        self.call(input, &self.options).await
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
        let request = self.encode(input, options).map_err(Error::Encode)?;
        let response = self.exchange(request).await.map_err(Error::Transport)?;
        decode::<O>(response)
    }

    /// The request of a call, complete but not sent.
    ///
    /// # Errors
    /// When the input cannot be said faithfully; with all that is wrong.
    pub fn encode<O: Operation>(
        &self,
        input: &O,
        options: &CallOptions,
    ) -> Result<Request, EncodeError> {
        let credential = self.credential.as_ref().filter(|_| O::SECURED);
        let mut encoder = Encoder::new(&self.base, &self.defaults, options);
        input.encode(&mut encoder);
        encoder.finish(O::METHOD, O::PATH, credential)
    }

    // Not generic, so that there is one of it however many operations there are.
    async fn exchange(&self, request: Request) -> Result<Response, TransportError> {
        let most = request.max_response_bytes;
        let response = self.transport.send(request).await?;
        match response.body.len() > most {
            true => Err(TransportError::too_large(most)),
            false => Ok(response),
        }
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
