//! Any tower service as a transport.

use super::transport::{Request, Response, Transport, TransportError, TransportFuture};
use super::wire::{RequestBody, received};
use crate::runtime::stream_error::StreamError;
use http_body::Body;
use std::error::Error;
use std::future::poll_fn;
use tower_service::Service;

/// Sends requests with a tower service, such as a client of hyper's below layers of the user's.
///
/// Time-out and largest response are kept to here. The service must follow no redirects: it would send credentials to
/// wherever they point.
#[derive(Clone, Debug)]
pub struct Tower<S>(pub S);

impl<S, B> Transport for Tower<S>
where
    S: Service<http::Request<RequestBody>, Response = http::Response<B>>,
    S: Clone + Send + Sync + 'static,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    S::Future: Send,
    B: Body + Send + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    fn send(&self, request: Request) -> TransportFuture<'_> {
        let mut service = self.0.clone();
        Box::pin(async move {
            let timeout = request.timeout;
            let exchange = async {
                let (streams, most) = (request.streams, request.max_response_bytes);
                let request = to_http(request)?;
                let ready = poll_fn(|cx| service.poll_ready(cx)).await;
                ready.map_err(TransportError::new)?;
                let response = service.call(request).await;
                let (head, body) = response.map_err(TransportError::new)?.into_parts();
                let response = Response {
                    status: head.status,
                    headers: head.headers,
                    body: received(body, timeout, StreamError::new),
                };
                response.bounded(streams, most).await
            };
            match tokio::time::timeout(timeout, exchange).await {
                Ok(response) => response,
                Err(elapsed) => Err(TransportError::timed_out(elapsed)),
            }
        })
    }
}

fn to_http(request: Request) -> Result<http::Request<RequestBody>, TransportError> {
    let mut http = http::Request::builder()
        .method(request.method)
        .uri(request.url.as_str())
        .body(RequestBody::from(request.body))
        // The error would not show the URL, but what it says is of no use either.
        .map_err(|_| TransportError::new("the URL is none that the http crate takes"))?;
    *http.headers_mut() = request.headers;
    Ok(http)
}
