//! reqwest as a transport.

use super::transport::{Request, Response, Transport, TransportError, TransportFuture};
use bytes::Bytes;

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
    fn send(&self, request: Request) -> TransportFuture<'_> {
        let most = request.max_response_bytes;
        let sending = self
            .request(request.method, request.url)
            .headers(request.headers)
            .body(request.body)
            .timeout(request.timeout)
            .send();
        Box::pin(async move {
            let mut response = sending.await.map_err(describe)?;
            let status = response.status();
            let headers = std::mem::take(response.headers_mut());
            let body = read(response, most).await?;
            Ok(Response {
                status,
                headers,
                body,
            })
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
async fn read(mut response: reqwest::Response, most: usize) -> Result<Bytes, TransportError> {
    if response
        .content_length()
        .is_some_and(|length| length > most as u64)
    {
        return Err(TransportError::too_large(most));
    }
    let mut body = Bytes::new();
    let mut longer = bytes::BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(describe)? {
        if chunk.len() > most - body.len() - longer.len() {
            return Err(TransportError::too_large(most));
        }
        // Most bodies arrive in one piece and need no copy.
        match body.is_empty() && longer.is_empty() {
            true => body = chunk,
            false => {
                longer.extend_from_slice(&std::mem::take(&mut body));
                longer.extend_from_slice(&chunk);
            }
        }
    }
    Ok(if longer.is_empty() {
        body
    } else {
        longer.freeze()
    })
}

#[cfg(target_arch = "wasm32")]
async fn read(response: reqwest::Response, most: usize) -> Result<Bytes, TransportError> {
    let body = response.bytes().await.map_err(describe)?;
    match body.len() > most {
        true => Err(TransportError::too_large(most)),
        false => Ok(body),
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
