//! Other ways to call: over a tower service, and without an asynchronous function.

use super::operations::{Ask, Form, Open};
use super::sides;
use super::transports::{Script, answer};
use crate::runtime::blocking::Blocking;
use crate::runtime::client::{CallOptions, Core, Credential, Error, RequestBody, Tower};
use axum::body::Body;
use http_body_util::BodyExt;
use std::convert::Infallible;
use std::future::{self, Ready};
use std::task::{Context, Poll};
use std::time::Duration;
use tower_service::Service;

/// A service that answers by the path, after it was found to be ready.
#[derive(Clone, Default)]
struct Echo {
    ready: bool,
}

impl Service<http::Request<RequestBody>> for Echo {
    type Response = http::Response<Body>;
    type Error = std::io::Error;
    type Future = Ready<Result<http::Response<Body>, std::io::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), std::io::Error>> {
        self.ready = true;
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<RequestBody>) -> Self::Future {
        assert!(self.ready);
        assert_eq!(request.uri().host(), Some("a"));
        future::ready(match request.uri().path() {
            "/fail/open" => Err(std::io::Error::other("reset")),
            "/long/open" => Ok(http::Response::new(Body::from("12345678901"))),
            "/endless/open" => Ok(http::Response::new(Body::from_stream(Endless))),
            "/ok/open" => Ok(http::Response::new(Body::from("7"))),
            _ => {
                let body = Body::new(request.into_body().map_err(|error| error));
                let mut response = http::Response::new(body);
                *response.status_mut() = http::StatusCode::OK;
                Ok(response)
            }
        })
    }
}

/// A body that never comes.
struct Endless;

impl futures_core::Stream for Endless {
    type Item = Result<bytes::Bytes, Infallible>;

    fn poll_next(self: std::pin::Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Pending
    }
}

fn core(base: &str) -> Core {
    let key = [("token", Some(Credential::bearer("hunter2")))];
    Core::with_transport(Tower(Echo::default()), base, &key).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_tower_service_is_a_transport_with_limits() {
    assert_eq!(core("http://a/ok").send(&Open).await.unwrap(), 7);
    let body = Form {
        name: Some("x".to_owned()),
        ..Form::default()
    };
    let input = Ask {
        body: Some(body.clone()),
        ..Ask::new("x")
    };
    assert_eq!(core("http://a").send(&input).await.unwrap(), body);
    let options = CallOptions {
        max_response_bytes: 10,
        timeout: Duration::from_secs(1),
        ..CallOptions::default()
    };
    let failed = async |base: &str| match core(base).call(&Open, &options).await {
        Err(Error::Transport(error)) => (error.is_timeout(), error.is_too_large()),
        other => panic!("{other:?}"),
    };
    assert_eq!(failed("http://a/fail").await, (false, false));
    assert_eq!(failed("http://a/long").await, (false, true));
    assert_eq!(failed("http://a/endless").await, (true, false));
}

#[test]
fn calls_can_be_waited_for() {
    let client = Blocking::new(sides::client(sides::router(&Default::default()))).unwrap();
    let input = Ask::new("x");
    assert_eq!(
        client.wait(|core| core.send(&input)).unwrap(),
        Form::default()
    );
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| client.wait(|core| core.send(&input)).unwrap());
        }
    });
}

/// Waiting there is of no use, but it does no harm either, and neither does dropping what waited.
#[tokio::test]
async fn calls_can_be_waited_for_in_asynchronous_functions() {
    let script = Script::new([answer(200, &[], "1")]);
    let core = Core::with_transport(script, "http://a", &[]).unwrap();
    let client = Blocking::new(core).unwrap();
    assert_eq!(client.wait(|core| core.send(&Open)).unwrap(), 1);
    drop(client);
}
