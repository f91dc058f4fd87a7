//! Request bodies of every kind, from a client's input to a server's.

use super::models::Part as Model;
use crate::runtime::client::{self, CallOptions, Core, Encoder, Reply};
use crate::runtime::in_process::InProcess;
use crate::runtime::server::{self, Answer, Context, Decoder, Failure, Router, Routes, Serve};
use crate::runtime::{
    BYTES, ByteStream, Items, JSON, Media, Operation, StreamError, TEXT, Untyped,
};
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use bytes::Bytes;
use futures_core::Stream;
use http::{Request, StatusCode};
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context as Task, Poll};
use tower_service::Service;

/// An operation that takes a body of any of several media types, though its method is DELETE.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Put {
    pub(super) body: Option<Content>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    Json(Model),
    Patch(Model),
    Number(i64),
    Csv(String),
    Image(ByteStream),
    Lines(Items<Model>),
    Bytes(ByteStream),
}

const PATCH: &str = "application/merge-patch+json";

impl Operation for Put {
    const ID: &'static str = "put";
    const METHOD: &'static str = "DELETE";
    const PATH: &'static str = "/put";
    type Output = Untyped;
    type Error = Untyped;
}

impl client::Operation for Put {
    fn encode(&self, to: &mut Encoder<'_>) {
        match &self.body {
            None => {}
            Some(Content::Json(body)) => to.body(body),
            Some(Content::Patch(body)) => to.body_named(PATCH, body),
            Some(Content::Number(body)) => to.text_body("text/plain", body),
            Some(Content::Csv(body)) => to.text_body("text/csv", body),
            Some(Content::Image(body)) => to.stream_body("image/*", body),
            Some(Content::Lines(body)) => to.items_body("application/jsonl", body),
            Some(Content::Bytes(body)) => to.stream_body("application/octet-stream", body),
        }
    }

    fn decode(from: &mut Reply) -> Option<Result<Untyped, Untyped>> {
        Some(match from.status() {
            200 => Ok(from.untyped()),
            _ => Err(from.untyped()),
        })
    }
}

impl server::Operation for Put {
    type Access = server::Public;
    const BODY: server::Body = server::Body::Optional(&[
        JSON,
        &Media::json(PATCH),
        TEXT,
        &Media::text("text/csv"),
        &Media::stream("image/*"),
        &Media::lines("application/jsonl"),
        &Media::json("application/*+json"),
        BYTES,
    ]);

    fn decode(from: &mut Decoder<'_>) -> Self {
        let body = from.has_body().then(|| match from.content() {
            0 => Content::Json(from.body()),
            1 => Content::Patch(from.body()),
            2 => Content::Number(from.text_body()),
            3 => Content::Csv(from.text_body()),
            4 => Content::Image(from.stream_body()),
            5 => Content::Lines(from.items_body()),
            6 => Content::Json(from.body()),
            _ => Content::Bytes(from.stream_body()),
        });
        Self { body }
    }

    fn answer(outcome: Result<Untyped, Untyped>, to: &mut Answer) {
        match outcome {
            Ok(body) => to.untyped(200, body),
            Err(body) => to.untyped(409, body),
        }
    }
}

/// Keeps what it was asked, and reads what is a stream, of which it says the frames.
#[derive(Default)]
pub(super) struct Api {
    pub(super) asked: Mutex<Vec<Put>>,
}

impl Serve<Put> for Api {
    type Principal = ();

    async fn serve(&self, _: Context<()>, input: Put) -> Result<Untyped, Failure<Untyped>> {
        self.asked.lock().unwrap().push(input.clone());
        match input.body {
            Some(Content::Image(body) | Content::Bytes(body)) => {
                let mut frames = body.into_stream();
                let mut lengths = Vec::new();
                while let Some(frame) = frames.next().await.transpose()? {
                    lengths.push(frame.len().to_string());
                }
                Ok(Untyped::text(lengths.join(" ")))
            }
            Some(Content::Lines(mut items)) => {
                let mut names = Vec::new();
                while let Some(item) = items.next().await.transpose()? {
                    names.push(item.name);
                }
                Ok(Untyped::text(names.join(" ")))
            }
            _ => Ok(Untyped::empty()),
        }
    }
}

fn router(api: &Arc<Api>) -> Router {
    Routes::new(Arc::clone(api)).on::<Put>().finish()
}

fn core(router: Router) -> Core {
    Core::with_transport(InProcess(router), "http://a", &[]).unwrap()
}

/// A stream of these frames that counts how many were taken.
pub(super) struct Counted(VecDeque<Bytes>, Arc<AtomicUsize>);

impl Stream for Counted {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Task<'_>) -> Poll<Option<Self::Item>> {
        let frame = self.0.pop_front();
        self.1
            .fetch_add(usize::from(frame.is_some()), Ordering::Relaxed);
        Poll::Ready(frame.map(Ok))
    }
}

pub(super) fn stream(
    frames: impl IntoIterator<Item = impl Into<Bytes>>,
) -> (ByteStream, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    let frames = frames.into_iter().map(Into::into).collect();
    let stream = ByteStream::from_stream(Counted(frames, Arc::clone(&taken)));
    (stream, taken)
}

fn model(name: &str) -> Model {
    Model {
        name: name.to_owned(),
        of: None,
    }
}

#[tokio::test]
async fn bodies_of_every_kind_arrive_as_they_were_sent() {
    let png = || ByteStream::from(vec![0, 255]).with_content_type("image/png; q=\"a;b\"");
    let bodies = [
        Content::Json(model("a")),
        Content::Patch(model("b")),
        Content::Number(-7),
        Content::Csv("a,é\r\n".to_owned()),
        Content::Csv(String::new()),
        Content::Image(png()),
        Content::Lines(vec![model("c"), model("d")].into()),
        Content::Bytes(vec![0; 70_000 - 10_000].into()),
        Content::Bytes(ByteStream::default()),
        Content::Bytes(
            ByteStream::from("x").with_content_type("application/octet-stream; padding=3"),
        ),
    ];
    for body in bodies.into_iter().map(Some).chain([None]) {
        let api = Arc::new(Api::default());
        let input = Put { body };
        core(router(&api)).send(&input).await.unwrap();
        assert_eq!(*api.asked.lock().unwrap(), [input]);
    }
}

#[tokio::test]
async fn streams_are_handed_over_frame_by_frame() {
    let frames = || [vec![1; 3], vec![2; 100_000], vec![3; 1]];
    let (body, taken) = stream(frames());
    let input = Put {
        body: Some(Content::Bytes(body)),
    };
    let api = Arc::new(Api::default());
    let output = core(router(&api)).send(&input).await.unwrap();
    assert_eq!(output.as_text(), Some("3 100000 1"));
    assert_eq!(taken.load(Ordering::Relaxed), 3);
    // Sent once, it is gone.
    let error = core(router(&api)).send(&input).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
}

#[tokio::test]
async fn a_request_is_not_read_beyond_its_limit() {
    let (body, taken) = stream(vec![vec![0; 1000]; 1000]);
    let input = Put {
        body: Some(Content::Bytes(body)),
    };
    let router = router(&Arc::default()).layer(DefaultBodyLimit::max(2500));
    let error = core(router).send(&input).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::PAYLOAD_TOO_LARGE));
    assert_eq!(taken.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn items_are_read_as_they_come_and_refused_by_their_line() {
    let call = async |frames: Vec<&'static str>| {
        let (body, _) = stream(frames);
        let body = Body::from_stream(body.into_stream());
        let request = Request::delete("/put").header("content-type", "application/jsonl");
        let mut router = router(&Arc::default());
        let response = router.call(request.body(body).unwrap()).await.unwrap();
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), 10_000).await;
        let body = body.unwrap().to_vec();
        (status, String::from_utf8(body).unwrap())
    };
    let (status, body) = call(vec!["{\"name\":", "\"a\"}\n{\"na", "me\":\"b\"}"]).await;
    assert_eq!((status, &*body), (200, "a b"));
    let (status, body) = call(vec!["{\"name\":\"a\"}\n", "{\"name\":1}\n"]).await;
    assert_eq!(status, 400, "{body}");
    assert!(body.contains("name"), "{body}");
}

/// However small each of them is.
#[tokio::test]
async fn items_of_a_request_are_not_read_beyond_its_limit() {
    let line = format!("{{\"name\":\"{}\"}}\n", "a".repeat(988));
    let (body, taken) = stream(vec![line.clone(); 1000]);
    let body = Body::from_stream(body.into_stream());
    let request = Request::delete("/put").header("content-type", "application/jsonl");
    let mut router = router(&Arc::default()).layer(DefaultBodyLimit::max(2 * line.len()));
    let response = router.call(request.body(body).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(taken.load(Ordering::Relaxed), 3);
}

/// What a request of this `Content-Type` is refused with, or 200.
async fn status(content_type: Option<&str>, body: impl Into<Body>) -> u16 {
    let mut request = Request::delete("/put");
    if let Some(content_type) = content_type {
        request = request.header("content-type", content_type);
    }
    let request = request.body(body.into()).unwrap();
    let mut router = router(&Arc::default());
    router.call(request).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_body_has_one_of_the_documented_media_types() {
    let json = "{\"name\":\"\"}";
    let rows: &[(Option<&str>, &str, u16)] = &[
        (Some("application/json"), json, 200),
        (
            Some("APPLICATION/Merge-Patch+JSON; charset=UTF-8"),
            json,
            200,
        ),
        (Some("Application/Other+JSON"), json, 200),
        (Some("application/other+json"), "[", 400),
        (Some("text/other+json"), json, 415),
        (Some("application/other-json"), json, 415),
        (Some("application/json; charset=latin1"), json, 415),
        (Some("application/json; x=\"; charset=latin1\""), json, 200),
        (Some("application/json"), "", 200),
        (Some("application/json"), "[", 400),
        (Some("text/plain"), "12", 200),
        (Some("text/plain"), "twelve", 400),
        (Some("text/plain"), "", 400),
        (Some("text/csv"), "", 200),
        (Some("text/html"), "", 415),
        (Some("image/png"), "x", 200),
        (Some("image/png; charset=latin1"), "x", 200),
        (Some("image/"), "x", 200),
        (Some("image"), "x", 415),
        (Some("imagee/png"), "x", 415),
        (Some("application/octet-stream"), "x", 200),
        (Some(""), "x", 415),
        (None, "x", 200),
        (None, "", 200),
    ];
    for (content_type, body, expected) in rows {
        let status = status(*content_type, *body).await;
        assert_eq!(status, *expected, "{content_type:?} {body:?}");
    }
    assert_eq!(status(Some("text/csv"), vec![0xff]).await, 400);
}

#[test]
fn bytes_of_a_range_say_what_they_are() {
    let core = core(Router::new());
    let encode = |body: ByteStream, options: &CallOptions| {
        let body = Some(Content::Image(body));
        core.encode(&Put { body }, options)
    };
    let options = CallOptions::default();
    for content_type in ["image/png", "IMAGE/x; y=z"] {
        let body = ByteStream::from("x").with_content_type(content_type);
        let request = encode(body, &options).unwrap();
        assert_eq!(request.headers["content-type"], content_type);
    }
    for content_type in ["text/plain", "image/*", "image/a\r\nX: y", ""] {
        let body = ByteStream::from("x").with_content_type(content_type);
        assert!(encode(body, &options).is_err(), "{content_type}");
    }
    assert!(encode("x".into(), &options).is_err());
    let other = CallOptions {
        media: Some(JSON),
        ..CallOptions::default()
    };
    let body = ByteStream::from("x").with_content_type("image/png");
    assert!(encode(body, &other).is_err());
}

#[tokio::test]
async fn clones_of_a_stream_share_it() {
    let (body, _) = stream(["ab", "c"]);
    let clone = body.clone();
    assert_eq!(body, clone);
    assert_ne!(body, stream(["ab", "c"]).0);
    assert_eq!(body.collect(3).await.unwrap(), "abc");
    assert!(clone.collect(3).await.is_err());
    let error = stream(["ab", "c"]).0.collect(2).await.unwrap_err();
    assert!(error.is_too_large());
    let announced = stream(["ab"]).0.with_length(3);
    assert!(announced.collect(2).await.unwrap_err().is_too_large());
    assert_eq!(ByteStream::from("a"), ByteStream::from(vec![b'a']));
    let shown = format!(
        "{:?} {:?}",
        ByteStream::from("secret"),
        stream(["secret"]).0
    );
    assert!(!shown.contains("secret"), "{shown}");
}
