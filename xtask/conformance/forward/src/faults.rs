//! Servers that are wrong on purpose, to see whether a judge finds out: a fault is put around a router that is right.

use axum::Router;
use axum::body::{self, Body};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use serde_json::{Map, Value};

/// What is wrong; the names are those of [`FAULTS`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    NoAuthentication,
    NullAccepted,
    NumberAsString,
    WrongAllow,
    NotFoundForMethod,
    HeaderIgnored,
    WrongSuccess,
    UnprocessableForBad,
    WrongContentType,
    DroppedField,
    AnyContentType,
}

/// All faults, by name.
pub const FAULTS: [(&str, Fault); 11] = [
    ("authentication-skipped", Fault::NoAuthentication),
    ("null-accepted", Fault::NullAccepted),
    ("number-as-string", Fault::NumberAsString),
    ("wrong-allow", Fault::WrongAllow),
    ("404-for-405", Fault::NotFoundForMethod),
    ("header-ignored", Fault::HeaderIgnored),
    ("wrong-success-status", Fault::WrongSuccess),
    ("422-for-400", Fault::UnprocessableForBad),
    ("wrong-content-type", Fault::WrongContentType),
    ("dropped-field", Fault::DroppedField),
    ("any-content-type", Fault::AnyContentType),
];

/// The router with a fault.
pub fn with(router: Router, fault: Fault) -> Router {
    router.layer(middleware::from_fn(
        move |request: Request, next: Next| async move {
            let mut response = next.run(asked(fault, request).await).await;
            heads(fault, &mut response);
            match fault {
                Fault::NumberAsString => changed(response, strings).await,
                Fault::DroppedField => changed(response, without_first).await,
                _ => response,
            }
        },
    ))
}

async fn asked(fault: Fault, mut request: Request) -> Request {
    let headers = request.headers_mut();
    match fault {
        Fault::NoAuthentication => {
            // Whoever it is, it is somebody who may.
            for (name, value) in [("authorization", "Basic dGVzdDp0ZXN0"), ("x-key", "test")] {
                headers.insert(name, HeaderValue::from_static(value));
            }
        }
        Fault::HeaderIgnored => {
            headers.insert("x-request", HeaderValue::from_static("1"));
        }
        Fault::AnyContentType if is_strange(headers) => set_json(headers),
        Fault::NullAccepted if is_json(headers) => {
            let (head, body) = request.into_parts();
            let body = changed_body(body, without_nulls).await;
            let mut request = Request::from_parts(head, body);
            request.headers_mut().remove(header::CONTENT_LENGTH);
            return request;
        }
        _ => {}
    }
    request
}

fn heads(fault: Fault, response: &mut Response) {
    let status = response.status();
    let becomes = match (fault, status.as_u16()) {
        (Fault::NotFoundForMethod, 405) => 404,
        (Fault::UnprocessableForBad, 400) => 422,
        (Fault::WrongSuccess, 200..300) => 206,
        _ => status.as_u16(),
    };
    *response.status_mut() = StatusCode::from_u16(becomes).unwrap_or(status);
    let headers = response.headers_mut();
    match fault {
        Fault::WrongAllow if status == 405 => {
            headers.insert(header::ALLOW, HeaderValue::from_static("TRACE"));
        }
        Fault::WrongContentType if status.is_success() && is_json(headers) => {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
        }
        _ => {}
    }
}

fn set_json(headers: &mut HeaderMap) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
}

/// Whether there is a body of a media type that no operation takes.
fn is_strange(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let taken = ["multipart/", "application/x-", "image/", "text/plain"];
    value.is_some_and(|it| !it.ends_with("json") && !taken.iter().any(|begin| it.starts_with(begin)))
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    value.is_some_and(|it| it.ends_with("json"))
}

async fn changed(response: Response, change: fn(Value) -> Value) -> Response {
    if !response.status().is_success() || !is_json(response.headers()) {
        return response;
    }
    let (head, body) = response.into_parts();
    let mut response = Response::from_parts(head, changed_body(body, change).await);
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response
}

async fn changed_body(body: Body, change: fn(Value) -> Value) -> Body {
    let bytes = body::to_bytes(body, 1 << 20).await.unwrap_or_default();
    match serde_json::from_slice(&bytes) {
        Ok(value) => Body::from(change(value).to_string()),
        Err(_) => Body::from(bytes),
    }
}

fn strings(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        other => members(other, strings),
    }
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let object = object.into_iter().filter(|(_, value)| !value.is_null());
            members(Value::Object(object.collect()), without_nulls)
        }
        other => members(other, without_nulls),
    }
}

fn without_first(value: Value) -> Value {
    match value {
        Value::Object(object) => Value::Object(object.into_iter().skip(1).collect()),
        other => members(other, without_first),
    }
}

fn members(value: Value, change: fn(Value) -> Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(change).collect()),
        Value::Object(object) => Value::Object(
            object
                .into_iter()
                .map(|(name, value)| (name, change(value)))
                .collect::<Map<_, _>>(),
        ),
        other => other,
    }
}
