//! Refusals: problem details and the headers that go with their status.

use crate::runtime::media::Media;
use crate::runtime::problem::{Problem, Violation};
use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, Method, StatusCode, header};

/// A problem as a response.
pub(super) fn respond(problem: &Problem) -> Response {
    let status = problem
        .status
        .and_then(|status| StatusCode::from_u16(status).ok());
    // Texts and numbers always are JSON.
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let problem_json = HeaderValue::from_static("application/problem+json");
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, problem_json);
    response
}

/// 404: nothing is there.
pub(super) fn not_found() -> Response {
    respond(&Problem::new(404))
}

/// 405: something is there, which takes these methods only.
pub(super) fn method_not_allowed<'m>(methods: impl Iterator<Item = &'m Method>) -> Response {
    let mut allowed: Vec<&str> = methods.map(Method::as_str).collect();
    if allowed.contains(&"GET") && !allowed.contains(&"HEAD") {
        allowed.push("HEAD");
    }
    allowed.sort_unstable();
    allowed.dedup();
    with_list(&Problem::new(405), header::ALLOW, &allowed.join(", "))
}

/// 415: the body is of none of these media types.
pub(super) fn unsupported_media_type(accepted: &[&Media]) -> Response {
    let names: Vec<&str> = accepted.iter().map(|media| media.name).collect();
    let names = names.join(", ");
    let problem = Problem::new(415).detail(format!("The body must be one of: {names}."));
    with_list(&problem, header::ACCEPT, &names)
}

/// 415: the body is compressed.
pub(super) fn unsupported_content_encoding() -> Response {
    let problem = Problem::new(415).detail("The body must not be compressed.");
    with_list(&problem, header::ACCEPT_ENCODING, "identity")
}

/// 413: the body is larger than the server takes.
pub(super) fn content_too_large() -> Response {
    respond(&Problem::new(413))
}

/// 400: the request is not what the document says, in these places.
pub(super) fn bad_request(violations: Vec<Violation>) -> Response {
    let detail = "The request is not what the API's description says.";
    respond(&Problem::new(400).detail(detail).errors(violations))
}

fn with_list(problem: &Problem, name: header::HeaderName, list: &str) -> Response {
    let mut response = respond(problem);
    if let Ok(list) = HeaderValue::from_str(list) {
        response.headers_mut().insert(name, list);
    }
    response
}
