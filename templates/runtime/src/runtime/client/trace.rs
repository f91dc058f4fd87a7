//! Spans of calls, by the semantic conventions of OpenTelemetry for HTTP clients.

use super::exchange::Undelivered;
use super::transport::Response;
use crate::runtime::named::Named;
use reqwest::Url;
#[cfg(feature = "tracing")]
use tracing::{Instrument, field::Empty};

/// Runs a call unseen.
#[cfg(not(feature = "tracing"))]
pub(super) async fn call(
    _: Named,
    _: &Url,
    exchange: impl Future<Output = Result<Response, Undelivered>>,
) -> Result<Response, Undelivered> {
    exchange.await
}

/// Runs a call inside of a span. Neither path nor query nor a header is in it.
#[cfg(feature = "tracing")]
pub(super) async fn call(
    named: Named,
    url: &Url,
    exchange: impl Future<Output = Result<Response, Undelivered>>,
) -> Result<Response, Undelivered> {
    let span = tracing::info_span!(
        "call",
        "otel.name" = %named,
        "otel.kind" = "client",
        "otel.status_code" = Empty,
        "openapi.operation_id" = named.id,
        "http.request.method" = named.method,
        "url.template" = named.template,
        "server.address" = url.host_str(),
        "server.port" = url.port_or_known_default(),
        "http.response.status_code" = Empty,
        "error.type" = Empty,
    );
    let outcome = exchange.instrument(span.clone()).await;
    let error = match &outcome {
        Ok(response) => {
            let status = &response.status;
            span.record("http.response.status_code", status.as_u16());
            let failed = status.is_client_error() || status.is_server_error();
            failed.then(|| status.as_str())
        }
        Err(Undelivered::Transport(error)) if error.is_timeout() => Some("timeout"),
        Err(Undelivered::Transport(error)) if error.is_too_large() => Some("response_too_large"),
        Err(Undelivered::Transport(_)) => Some("transport"),
        Err(Undelivered::Token(_)) => Some("token"),
        Err(Undelivered::Encode(_)) => Some("encode"),
    };
    if let Some(error) = error {
        span.record("error.type", error);
        span.record("otel.status_code", "ERROR");
    }
    outcome
}
