//! Spans of calls and requests.

use super::operations::Ask;
use super::serving::{Half, routes};
use super::transports::{Script, answer};
use crate::runtime::client::{Core, Credential};
use axum::body::Body;
use http::Request;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use tower_service::Service;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Subscriber, subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// Keeps the fields of all spans.
#[derive(Clone, Default)]
struct Fields(Arc<Mutex<BTreeMap<String, String>>>);

impl<S: Subscriber> Layer<S> for Fields {
    fn on_new_span(&self, span: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        span.record(&mut self.clone());
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        values.record(&mut self.clone());
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let text = format!("{value:?}").trim_matches('"').to_owned();
        self.0.lock().unwrap().insert(field.name().to_owned(), text);
    }
}

impl Fields {
    fn taken(&self) -> BTreeMap<String, String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

fn expected(fields: &[(&str, &str)]) -> BTreeMap<String, String> {
    let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    fields.iter().map(pair).collect()
}

#[tokio::test]
async fn calls_are_seen_without_what_is_secret() {
    let fields = Fields::default();
    let watching = tracing_subscriber::registry().with(fields.clone());
    let _guard = subscriber::set_default(watching);
    let key = [("token", Some(Credential::bearer("hunter2")))];
    let script = Script::new([answer(404, &[], "hunter2")]);
    let core = Core::with_transport(script, "https://a/hunter2", &key).unwrap();
    let input = Ask {
        page: Some(7),
        ..Ask::new("hunter2")
    };
    core.send(&input).await.unwrap_err();
    let mut call = vec![
        ("otel.name", "POST /ask ü/{id}/{part}:now"),
        ("otel.kind", "client"),
        ("otel.status_code", "ERROR"),
        ("openapi.operation_id", "ask"),
        ("http.request.method", "POST"),
        ("url.template", "/ask ü/{id}/{part}:now"),
        ("server.address", "a"),
        ("server.port", "443"),
        ("http.response.status_code", "404"),
        ("error.type", "404"),
    ];
    assert_eq!(fields.taken(), expected(&call));
    core.send(&input).await.unwrap_err();
    call.retain(|(name, _)| !matches!(*name, "http.response.status_code" | "error.type"));
    call.push(("error.type", "transport"));
    assert_eq!(fields.taken(), expected(&call));
}

#[tokio::test]
async fn requests_are_seen_without_what_is_secret() {
    let fields = Fields::default();
    let watching = tracing_subscriber::registry().with(fields.clone());
    let _guard = subscriber::set_default(watching);
    let mut router = routes(Half).finish();
    let mut ask = async |token: &str| {
        let request = Request::get("/things/hunter2?key=hunter2")
            .header("host", "a.example:81")
            .header("authorization", token)
            .body(Body::empty())
            .unwrap();
        router.call(request).await.unwrap().status().as_u16()
    };
    assert_eq!(ask("Bearer 007").await, 200);
    let mut request = vec![
        ("otel.name", "GET /things/{id}"),
        ("otel.kind", "server"),
        ("openapi.operation_id", "read"),
        ("http.request.method", "GET"),
        ("http.route", "/things/{id}"),
        ("server.address", "a.example"),
        ("server.port", "81"),
        ("http.response.status_code", "200"),
    ];
    assert_eq!(fields.taken(), expected(&request));
    // A token that cannot be judged is the server's failure, none at all is not.
    assert_eq!(ask("").await, 401);
    request.pop();
    request.push(("http.response.status_code", "401"));
    assert_eq!(fields.taken(), expected(&request));
    assert_eq!(ask("Bearer hunter2").await, 500);
    request.pop();
    request.push(("http.response.status_code", "500"));
    request.push(("error.type", "500"));
    request.push(("otel.status_code", "ERROR"));
    assert_eq!(fields.taken(), expected(&request));
}
