//! Spans of requests, by the semantic conventions of OpenTelemetry for HTTP servers.

use super::routes::Outgoing;
use crate::runtime::named::Named;
use axum::extract::Request;
#[cfg(feature = "tracing")]
use http::{header, uri::Authority};
#[cfg(feature = "tracing")]
use tracing::{Instrument, field::Empty};

/// Runs an operation unseen.
#[cfg(not(feature = "tracing"))]
pub(super) fn request(
    _: Named,
    request: Request,
    answer: impl FnOnce(Request) -> Outgoing,
) -> Outgoing {
    answer(request)
}

/// Runs an operation inside of a span. Neither path nor query is in it, and of the headers only whom `Host` names.
#[cfg(feature = "tracing")]
pub(super) fn request(
    named: Named,
    request: Request,
    answer: impl FnOnce(Request) -> Outgoing,
) -> Outgoing {
    let host = request.headers().get(header::HOST);
    let host: Option<Authority> = host.and_then(|host| host.to_str().ok()?.parse().ok());
    let host = host.as_ref().or(request.uri().authority());
    let span = tracing::info_span!(
        "request",
        "otel.name" = %named,
        "otel.kind" = "server",
        "otel.status_code" = Empty,
        "openapi.operation_id" = named.id,
        "http.request.method" = request.method().as_str(),
        "http.route" = named.template,
        "server.address" = host.map(Authority::host),
        "server.port" = host.and_then(Authority::port_u16),
        "http.response.status_code" = Empty,
        "error.type" = Empty,
    );
    let answer = span.in_scope(|| answer(request));
    Box::pin(async move {
        let response = answer.instrument(span.clone()).await?;
        let status = response.status();
        span.record("http.response.status_code", status.as_u16());
        if status.is_server_error() {
            span.record("error.type", status.as_str());
            span.record("otel.status_code", "ERROR");
        }
        Ok(response)
    })
}
