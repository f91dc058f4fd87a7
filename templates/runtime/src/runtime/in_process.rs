//! A router in the same process as a transport: client and server meet without a socket.

use super::byte_stream::ByteStream;
use super::client::{Request, Response, Transport, TransportError, TransportFuture};
use axum::Router;
use axum::body::{Body, HttpBody};
use http::header;
use tower_service::Service;

/// Answers requests by a router, as if they had come over the wire.
#[derive(Clone, Debug)]
pub struct InProcess(pub Router);

impl Transport for InProcess {
    fn send(&self, request: Request) -> TransportFuture<'_> {
        let mut router = self.0.clone();
        Box::pin(async move {
            let (streams, most) = (request.streams, request.max_response_bytes);
            let response = router
                .call(to_http(request)?)
                .await
                .unwrap_or_else(|never| match never {});
            let (parts, body) = response.into_parts();
            let length = body.size_hint().exact();
            let body = ByteStream::from_stream(body.into_data_stream());
            let response = Response {
                status: parts.status,
                headers: parts.headers,
                body: match length {
                    Some(length) => body.with_length(length),
                    None => body,
                },
            };
            response.bounded(streams, most).await
        })
    }
}

/// The request as a server receives it: the path and the query are its target, the authority is a header.
fn to_http(request: Request) -> Result<http::Request<Body>, TransportError> {
    let query = request
        .url
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    let mut http = http::Request::builder()
        .method(request.method)
        .uri(format!("{}{query}", request.url.path()))
        .header(header::HOST, request.url.authority())
        .body(to_body(request.body))
        .map_err(TransportError::new)?;
    http.headers_mut().extend(request.headers);
    Ok(http)
}

fn to_body(body: ByteStream) -> Body {
    match body.as_bytes() {
        Some(bytes) => Body::from(bytes.clone()),
        None => Body::from_stream(body.into_stream()),
    }
}
