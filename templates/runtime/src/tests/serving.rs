//! An API's trait as the generator would write it: methods of users, methods that are not there yet, and layers.

use crate::runtime::server::{self, Context, Denied, Failure, Head, Router, Routes};
use crate::runtime::{self, Problem, Requirement, Scheme, Security, Untyped};
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{self, Next};
use axum::response::Response;
use std::sync::Arc;
use tower_service::Service;

/// Where generated code keeps its types.
mod operations {
    pub(super) use super::{Read, Write};
}

static TOKEN: Scheme = Scheme::bearer("token");

const SECURITY: Security = &[&[Requirement::new(&TOKEN, &["read"])]];

/// Reads a thing.
#[derive(Debug, PartialEq)]
pub(super) struct Read {
    id: String,
}

impl runtime::Operation for Read {
    const ID: &'static str = "read";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/things/{id}";
    const SECURITY: Security = SECURITY;
    type Output = String;
    type Error = ReadError;
}

/// What reading a thing may fail with.
#[derive(Debug, PartialEq)]
pub(super) enum ReadError {
    Gone(Untyped),
}

impl server::Operation for Read {
    type Access = server::Required<Schemes>;

    fn decode(from: &mut server::Decoder<'_>) -> Self {
        Self {
            id: from.path("id"),
        }
    }

    fn answer(outcome: Result<String, ReadError>, to: &mut server::Answer) {
        match outcome {
            Ok(body) => to.json(200, &body),
            Err(ReadError::Gone(body)) => to.untyped(410, body),
        }
    }
}

/// Writes a thing.
#[derive(Debug, PartialEq)]
pub(super) struct Write {
    body: String,
}

impl runtime::Operation for Write {
    const ID: &'static str = "write";
    const METHOD: &'static str = "PUT";
    const PATH: &'static str = "/things/{id}";
    type Output = String;
    type Error = std::convert::Infallible;
}

impl server::Operation for Write {
    type Access = server::Public;
    const BODY: server::Body = server::Body::Required(&[runtime::JSON]);

    fn decode(from: &mut server::Decoder<'_>) -> Self {
        Self { body: from.body() }
    }

    fn answer(outcome: Result<String, std::convert::Infallible>, to: &mut server::Answer) {
        let Ok(body) = outcome;
        to.json(200, &body);
    }
}

/// What the API does.
pub(super) trait Api: Send + Sync + 'static {
    /// Who is calling.
    type Principal: Send + Sync + 'static;

    fn token(
        &self,
        token: &str,
        scopes: &'static [&'static str],
        head: &Head,
    ) -> impl Future<Output = Result<Self::Principal, Denied>> + Send;

    fn read(&self, cx: Context<Self::Principal>, input: Read) -> impl server::Outcome<Read>;

    fn write(&self, cx: Context<()>, input: Write) -> impl server::Outcome<Write> {
        server::not_implemented(cx, input)
    }
}

/// The schemes of this API.
pub(super) enum Schemes {}

impl<A: Api> server::Authenticate<Schemes> for A {
    type Principal = A::Principal;

    async fn check(
        &self,
        _: &'static str,
        credential: &str,
        scopes: &'static [&'static str],
        head: &Head,
    ) -> Result<A::Principal, Denied> {
        self.token(credential, scopes, head).await
    }
}

server::serve!(Api, Read, read, A::Principal);
server::documented_error!(ReadError);
server::serve!(Api, Write, write);

pub(super) fn routes<A: Api>(api: A) -> Routes<A> {
    Routes::new(Arc::new(api)).on::<Read>().on::<Write>()
}

/// Has not written everything yet.
pub(super) struct Half;

impl Api for Half {
    type Principal = String;

    async fn token(
        &self,
        token: &str,
        scopes: &'static [&'static str],
        _: &Head,
    ) -> Result<String, Denied> {
        assert_eq!(scopes, ["read"]);
        Ok(token.parse::<u8>()?.to_string())
    }

    async fn read(&self, cx: Context<String>, input: Read) -> Result<String, Failure<ReadError>> {
        match &*input.id {
            "gone" => Err(ReadError::Gone(Untyped::text("gone")))?,
            "teapot" => Err(Problem::new(418))?,
            id => Ok(format!("{id} of {}", cx.principal)),
        }
    }
}

/// Has written everything.
struct Whole;

impl Api for Whole {
    type Principal = ();

    async fn token(&self, _: &str, _: &'static [&'static str], _: &Head) -> Result<(), Denied> {
        Err(Denied::Unauthorized)
    }

    async fn read(&self, _: Context<()>, input: Read) -> Result<String, Failure<ReadError>> {
        Ok(input.id)
    }

    async fn write(
        &self,
        _: Context<()>,
        input: Write,
    ) -> Result<String, Failure<std::convert::Infallible>> {
        Ok(input.body.len().to_string())
    }
}

/// Says what it sees: what it was made with, and of the request what no input has.
struct Looking(&'static str);

impl Api for Looking {
    type Principal = ();

    async fn token(&self, _: &str, _: &'static [&'static str], _: &Head) -> Result<(), Denied> {
        Ok(())
    }

    async fn read(&self, _: Context<()>, input: Read) -> Result<String, Failure<ReadError>> {
        Ok(input.id)
    }

    async fn write(
        &self,
        cx: Context<()>,
        _: Write,
    ) -> Result<String, Failure<std::convert::Infallible>> {
        let (made_with, head) = (self.0, &cx.head);
        let seen = head.extensions.get::<u8>();
        let named = &head.headers["x-name"];
        Ok(format!(
            "{made_with} {seen:?} {named:?} {} {}",
            head.method, head.uri
        ))
    }
}

async fn ask(mut router: Router, method: &str, uri: &str, body: &str) -> (u16, String) {
    let request = Request::builder()
        .method(method)
        .uri(uri)
        .header("content-type", "application/json")
        .header("authorization", "Bearer 007")
        .body(Body::from(body.to_owned()))
        .unwrap();
    let response = router.call(request).await.unwrap();
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await;
    (status, String::from_utf8(body.unwrap().to_vec()).unwrap())
}

#[tokio::test]
async fn methods_of_the_trait_serve_their_operations() {
    let router = routes(Half).finish();
    let ask = async |id: &str| ask(router.clone(), "GET", &format!("/things/{id}"), "").await;
    assert_eq!(ask("a").await, (200, "\"a of 7\"".to_owned()));
    assert_eq!(ask("gone").await, (410, "gone".to_owned()));
    assert_eq!(ask("teapot").await.0, 418);
}

#[tokio::test]
async fn what_is_not_there_yet_is_501() {
    let (status, body) = ask(routes(Half).finish(), "PUT", "/things/a", "\"b\"").await;
    assert_eq!(status, 501);
    assert!(body.contains("Not Implemented"), "{body}");
    let (status, body) = ask(routes(Whole).finish(), "PUT", "/things/a", "\"b\"").await;
    assert_eq!((status, &*body), (200, "\"1\""));
}

#[tokio::test]
async fn operations_see_their_state_and_the_head_of_the_request() {
    let insert = async |mut request: Request, next: Next| {
        request.extensions_mut().insert(7_u8);
        next.run(request).await
    };
    let mut router = routes(Looking("state"))
        .finish()
        .layer(middleware::from_fn(insert));
    let request = Request::put("/things/a?b=c")
        .header("content-type", "application/json")
        .header("x-name", "value")
        .body(Body::from("\"b\""))
        .unwrap();
    let response = router.call(request).await.unwrap();
    let body = axum::body::to_bytes(response.into_body(), 1_000).await;
    let said: String = serde_json::from_slice(&body.unwrap()).unwrap();
    assert_eq!(said, "state Some(7) \"value\" PUT /things/a?b=c");
}

/// Adds a mark to what passes, and to the answer that comes back.
async fn mark(request: Request, next: Next) -> Response {
    let uri = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let marks = response.headers().get_all("x-mark").iter().count();
    let mark = format!("{marks}{uri}").parse().unwrap();
    response.headers_mut().append("x-mark", mark);
    response
}

#[tokio::test]
async fn layers_are_put_around_one_operation() {
    let marked = || middleware::from_fn(mark);
    let router = routes(Whole)
        .layer::<Write, _>(marked())
        .layer::<Write, _>(marked())
        .finish();
    let mut nested = Router::new().nest("/v1", router);
    let mut marks = async |method: &str| {
        let request = Request::builder()
            .method(method)
            .uri("/v1/things/a")
            .header("content-type", "application/json")
            .body(Body::from("\"b\""))
            .unwrap();
        let response = nested.call(request).await.unwrap();
        let all = response.headers().get_all("x-mark").iter();
        let marks: Vec<_> = all.map(|mark| mark.to_str().unwrap().to_owned()).collect();
        (response.status().as_u16(), marks)
    };
    let twice = ["0/things/a", "1/things/a"].map(ToOwned::to_owned).to_vec();
    assert_eq!(marks("PUT").await, (200, twice));
    assert_eq!(marks("GET").await, (401, Vec::new()));
    assert_eq!(marks("POST").await, (405, Vec::new()));
}

#[tokio::test]
async fn a_layer_sets_the_body_limit_of_an_operation() {
    let long = format!("\"{}\"", "x".repeat(3 << 20));
    let plain = routes(Whole).finish();
    assert_eq!(ask(plain.clone(), "PUT", "/things/a", &long).await.0, 413);
    let wide = || routes(Whole).layer::<Write, _>(DefaultBodyLimit::max(4 << 20));
    assert_eq!(ask(wide().finish(), "PUT", "/things/a", &long).await.0, 200);
    let narrow = wide().layer::<Write, _>(DefaultBodyLimit::max(10)).finish();
    // The innermost layer has the last word.
    assert_eq!(ask(narrow, "PUT", "/things/a", &long).await.0, 200);
    let narrow = routes(Whole)
        .layer::<Write, _>(DefaultBodyLimit::max(4))
        .finish();
    assert_eq!(ask(narrow, "PUT", "/things/a", "\"abc\"").await.0, 413);
}

#[test]
fn layers_of_what_is_not_served_do_nothing() {
    let routes = Routes::new(Arc::new(Whole)).on::<Read>();
    let _: Router = routes.layer::<Write, _>(middleware::from_fn(mark)).finish();
}
