//! reqwest as a transport.

use super::transport::{Request, Response, Transport, TransportError, TransportFuture};
#[cfg(not(target_arch = "wasm32"))]
use super::wire;
use crate::runtime::byte_stream::ByteStream;
#[cfg(not(target_arch = "wasm32"))]
use crate::runtime::stream_error::StreamError;

/// reqwest with a connection time-out and without redirects: they would carry credentials to wherever they point.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn stock() -> Result<reqwest::Client, TransportError> {
    reqwest::Client::builder()
        .connect_timeout(std::time::Duration::from_secs(10))
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(describe)
}

/// The browser's `fetch`.
#[cfg(target_arch = "wasm32")]
pub(super) fn stock() -> Result<reqwest::Client, TransportError> {
    reqwest::Client::builder().build().map_err(describe)
}

impl Transport for reqwest::Client {
    #[cfg(not(target_arch = "wasm32"))]
    fn send(&self, request: Request) -> TransportFuture<'_> {
        let Request {
            timeout,
            streams,
            max_response_bytes: most,
            ..
        } = request;
        let sending = self
            .request(request.method, request.url)
            .headers(request.headers)
            .body(to_body(request.body))
            .send();
        Box::pin(async move {
            let exchange = async {
                let response = http::Response::from(sending.await.map_err(describe)?);
                let (head, body) = response.into_parts();
                let response = Response {
                    status: head.status,
                    headers: head.headers,
                    body: wire::received(body, timeout, |error| {
                        StreamError::new(error.without_url())
                    }),
                };
                response.bounded(streams, most).await
            };
            match tokio::time::timeout(timeout, exchange).await {
                Ok(response) => response,
                Err(elapsed) => Err(TransportError::timed_out(elapsed)),
            }
        })
    }

    /// Browsers send and hand over bodies whole.
    #[cfg(target_arch = "wasm32")]
    fn send(&self, request: Request) -> TransportFuture<'_> {
        let most = request.max_response_bytes;
        let sending = self
            .request(request.method, request.url)
            .headers(request.headers)
            .timeout(request.timeout);
        Box::pin(async move {
            let body = request.body.collect(usize::MAX).await;
            let body = body.map_err(TransportError::new)?;
            let mut response = sending.body(body).send().await.map_err(describe)?;
            let status = response.status();
            let headers = std::mem::take(response.headers_mut());
            let body = ByteStream::from(response.bytes().await.map_err(describe)?);
            let response = Response {
                status,
                headers,
                body,
            };
            response.bounded(request.streams, most).await
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn to_body(body: ByteStream) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => reqwest::Body::wrap(wire::RequestBody::from(body)),
    }
}

/// The URL stays out of errors: its query may hold keys.
fn describe(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    match error.is_timeout() {
        true => TransportError::timed_out(error),
        false => TransportError::new(error),
    }
}
