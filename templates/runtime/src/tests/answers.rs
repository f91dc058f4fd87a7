//! Every kind of answer, from the router to the client and back into a value.

use crate::runtime::client::{CallOptions, Core, Error, Response, decode};
use crate::runtime::in_process::InProcess;
use crate::runtime::server::{self, Answer, Cause, Context, Decoder, Failure, Routes, Serve};
use crate::runtime::{
    self, ByteStream, Event, Events, Items, Problem, StreamError, Untyped, client,
};
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task;
use tower_service::Service;

/// An operation with an answer of every kind.
#[derive(Clone, Debug, PartialEq)]
struct Give;

#[derive(Clone, Debug, PartialEq)]
enum Given {
    Ok(Forms),
    Created(Created),
    Accepted(ByteStream),
    Items(Items<Problem>),
    NoContent,
    Picture(ByteStream),
    Events(Events<Problem>),
    Texts(Events<String>),
    Success(u16, Untyped),
}

#[derive(Clone, Debug, PartialEq)]
enum Forms {
    Json(Vec<i64>),
    Number(i64),
    Csv(String),
}

const FORMS: &[&str] = &["application/json", "text/plain", "text/csv", "text/*+json"];

#[derive(Clone, Debug, PartialEq)]
struct Created {
    body: String,
    location: String,
    count: Option<i64>,
    tags: Option<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq)]
enum GiveError {
    Found(String),
    NotModified,
    NotFound(Problem),
    ClientError(u16, Problem),
    Default(u16, Untyped),
}

impl runtime::Operation for Give {
    const ID: &'static str = "give";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/give";
    type Output = Given;
    type Error = GiveError;
}

impl client::Operation for Give {
    const ACCEPT: &'static str = "application/json, text/*;q=0.9";
    const STREAMS: bool = true;

    fn encode(&self, _: &mut client::Encoder<'_>) {}

    fn decode(from: &mut client::Reply) -> Option<Result<Given, GiveError>> {
        Some(match from.status() {
            200 => Ok(Given::Ok(match from.content(FORMS) {
                0 => Forms::Json(from.json()),
                1 => Forms::Number(from.text()),
                _ => Forms::Csv(from.text()),
            })),
            201 => Ok(Given::Created(Created {
                body: from.json(),
                location: from.header("Location"),
                count: from.optional_header("X-Count"),
                tags: from.optional_header("X-Tags"),
            })),
            202 => Ok(Given::Accepted(from.stream())),
            203 => Ok(Given::Items(from.items())),
            204 => {
                from.empty();
                Ok(Given::NoContent)
            }
            206 => Ok(Given::Picture(from.any_stream())),
            207 => Ok(Given::Events(from.events())),
            208 => Ok(Given::Texts(from.events())),
            status @ 200..=299 => Ok(Given::Success(status, from.untyped())),
            302 => Err(GiveError::Found(from.header("Location"))),
            304 => Err(GiveError::NotModified),
            404 => Err(GiveError::NotFound(from.json())),
            status @ 400..=499 => Err(GiveError::ClientError(status, from.json())),
            status => Err(GiveError::Default(status, from.untyped())),
        })
    }
}

impl server::Operation for Give {
    type Access = server::Public;
    const NEGOTIATES: bool = true;

    fn decode(_: &mut Decoder<'_>) -> Self {
        Self
    }

    fn answer(outcome: Result<Given, GiveError>, to: &mut Answer) {
        match outcome {
            Ok(Given::Ok(Forms::Json(body))) => {
                to.json_among(200, &["application/json", "application/vnd.x+json"], &body);
            }
            Ok(Given::Ok(Forms::Number(body))) => to.text(200, "text/plain", &body),
            Ok(Given::Ok(Forms::Csv(body))) => to.text(200, "text/csv", &body),
            Ok(Given::Created(created)) => {
                to.header("Location", &created.location);
                to.optional_header("X-Count", &created.count);
                to.optional_header("X-Tags", &created.tags);
                to.json_as(201, "application/vnd.y+json", &created.body);
            }
            Ok(Given::Accepted(body)) => to.stream(202, "application/pdf", body),
            Ok(Given::Items(body)) => to.items(203, "application/x-ndjson", body),
            Ok(Given::NoContent) => to.empty(204),
            Ok(Given::Picture(body)) => to.stream(206, "image/*", body),
            Ok(Given::Events(body)) => to.events(207, body),
            Ok(Given::Texts(body)) => to.events(208, body),
            Ok(Given::Success(status, body)) => to.untyped(server::within(2, status), body),
            Err(GiveError::Found(location)) => {
                to.header("Location", &location);
                to.empty(302);
            }
            Err(GiveError::NotModified) => to.empty(304),
            Err(GiveError::NotFound(body)) => to.json(404, &body),
            Err(GiveError::ClientError(status, body)) => {
                to.json(server::within(4, status), &body);
            }
            Err(GiveError::Default(status, body)) => to.untyped(status, body),
        }
    }
}

/// Gives what was laid out, and keeps what the caller likes best.
#[derive(Default)]
struct Api {
    outcome: Mutex<Option<Result<Given, GiveError>>>,
    preferred: Mutex<Option<usize>>,
}

impl Serve<Give> for Api {
    type Principal = ();

    async fn serve(&self, cx: Context<()>, _: Give) -> Result<Given, Failure<GiveError>> {
        *self.preferred.lock().unwrap() = cx.preferred(FORMS);
        let outcome = self.outcome.lock().unwrap().take().unwrap();
        outcome.map_err(Failure::Documented)
    }
}

fn laid(outcome: Result<Given, GiveError>) -> (Arc<Api>, server::Router) {
    let api = Arc::new(Api {
        outcome: Mutex::new(Some(outcome)),
        ..Api::default()
    });
    let router = Routes::new(Arc::clone(&api)).on::<Give>().finish();
    (api, router)
}

async fn send(outcome: Result<Given, GiveError>) -> Result<Given, Error<GiveError>> {
    let core = Core::with_transport(InProcess(laid(outcome).1), "http://a", &[]);
    core.unwrap().send(&Give).await
}

/// The response as it is on the wire.
async fn response(outcome: Result<Given, GiveError>, accept: &str) -> http::Response<Bytes> {
    let request = http::Request::get("/give").header("accept", accept);
    let request = request.body(axum::body::Body::empty()).unwrap();
    let (head, body) = laid(outcome).1.call(request).await.unwrap().into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    http::Response::from_parts(head, body)
}

fn problem(title: &str) -> Problem {
    Problem {
        title: Some(title.to_owned()),
        ..Problem::default()
    }
}

#[tokio::test]
async fn every_kind_arrives_as_it_was_given() {
    let event = Event {
        id: Some("7".to_owned()),
        event: Some("note".to_owned()),
        retry: Some(std::time::Duration::from_millis(1500)),
        data: problem("a\nb"),
    };
    let text = |data: &str| Event::new(data.to_owned());
    let given = [
        Given::Ok(Forms::Json(vec![1, -2])),
        Given::Ok(Forms::Number(-7)),
        Given::Ok(Forms::Csv("a,b\r\n1,ü".to_owned())),
        Given::Created(Created {
            body: "x".to_owned(),
            location: "/things/1?x=ü".to_owned(),
            count: Some(3),
            tags: Some(vec!["a".to_owned(), "b c".to_owned()]),
        }),
        Given::Created(Created {
            body: String::new(),
            location: "/".to_owned(),
            count: None,
            tags: None,
        }),
        Given::Accepted(ByteStream::from_bytes(vec![0, 255, 10])),
        Given::Accepted(ByteStream::default()),
        Given::Accepted(ByteStream::from("x").with_content_type("application/PDF; version=2")),
        Given::Items(vec![problem("a\nb"), Problem::default()].into()),
        Given::Items(Items::default()),
        Given::NoContent,
        Given::Picture(ByteStream::from_bytes(vec![1]).with_content_type("image/png")),
        Given::Events(vec![event, Event::new(Problem::default())].into()),
        Given::Texts(vec![text(""), text(" a\n\nb:c "), text("\u{feff}"), text("{")].into()),
        Given::Events(Events::default()),
        Given::Success(299, Untyped::text("prose")),
    ];
    for given in given {
        let arrived = send(Ok(given.clone())).await.unwrap();
        assert_eq!(arrived, given);
    }
    let failures = [
        GiveError::Found("https://example.org/elsewhere".to_owned()),
        GiveError::NotModified,
        GiveError::NotFound(problem("gone")),
        GiveError::ClientError(418, problem("teapot")),
        GiveError::Default(503, Untyped::empty()),
        GiveError::Default(599, Untyped::bytes("image/png", [0, 255])),
    ];
    for failure in failures {
        let error = send(Err(failure.clone())).await.unwrap_err();
        assert_eq!(error.api(), Some(&failure), "{error}");
    }
}

#[tokio::test]
async fn a_status_outside_of_its_range_is_500() {
    assert_eq!(server::within(4, 499), 499);
    assert_eq!(server::within(4, 500), 500);
    assert_eq!(server::within(2, 0), 500);
    let outcome = Err(GiveError::ClientError(200, problem("x")));
    assert_eq!(response(outcome, "*/*").await.status(), 500);
}

#[tokio::test]
async fn what_cannot_be_said_is_an_opaque_500() {
    let created = |location: &str, tags: Option<Vec<String>>| {
        Ok(Given::Created(Created {
            body: "secret".to_owned(),
            location: location.to_owned(),
            count: None,
            tags,
        }))
    };
    let untyped = |status, content_type: &str| {
        Err(GiveError::Default(
            status,
            Untyped::bytes(content_type, "secret"),
        ))
    };
    let text = |id: &str| {
        Ok(Given::Texts(
            vec![Event {
                id: Some(id.to_owned()),
                ..Event::new("secret".to_owned())
            }]
            .into(),
        ))
    };
    let picture = ByteStream::from("secret").with_content_type("image/\npng");
    let outcomes = [
        created("/\r\nSet-Cookie: a=b", None),
        created(" /", None),
        created("/", Some(vec!["a,b".to_owned()])),
        untyped(1000, "text/plain"),
        untyped(99, "text/plain"),
        untyped(500, "text/\0"),
        Ok(Given::Picture(picture)),
        text("a\nb"),
        text("a\0b"),
    ];
    for outcome in outcomes {
        let shown = format!("{outcome:?}");
        let response = response(outcome, "*/*").await;
        assert_eq!(response.status(), 500, "{shown}");
        assert!(response.extensions().get::<Cause>().is_some(), "{shown}");
        let content_type = &response.headers()["content-type"];
        assert_eq!(content_type, "application/problem+json", "{shown}");
        assert!(!response.headers().contains_key("location"), "{shown}");
        assert!(!String::from_utf8_lossy(response.body()).contains("secret"));
    }
}

#[tokio::test]
async fn the_caller_chooses_among_media_types() {
    let json = || Ok(Given::Ok(Forms::Json(vec![1])));
    for (accept, expected) in [
        ("*/*", "application/json"),
        ("application/vnd.x+json", "application/vnd.x+json"),
        (
            "application/*;q=0.1, application/vnd.x+json;q=0.2",
            "application/vnd.x+json",
        ),
        ("text/html", "application/json"),
    ] {
        let response = response(json(), accept).await;
        assert_eq!(response.headers()["content-type"], expected, "{accept}");
        assert_eq!(response.headers()["vary"], "accept");
    }
    let text = response(Ok(Given::Ok(Forms::Number(1))), "*/*").await;
    assert_eq!(text.headers()["content-type"], "text/plain; charset=utf-8");
    let octets = response(Ok(Given::Picture("x".into())), "*/*").await;
    assert_eq!(octets.headers()["content-type"], "application/octet-stream");

    let (api, router) = laid(json());
    let core = Core::with_transport(InProcess(router), "http://a", &[]).unwrap();
    let request = core.encode(&Give, &CallOptions::default()).unwrap();
    assert_eq!(request.headers["accept"], "application/json, text/*;q=0.9");
    let options = CallOptions {
        accept: Some("text/csv"),
        ..CallOptions::default()
    };
    core.call(&Give, &options).await.unwrap();
    assert_eq!(*api.preferred.lock().unwrap(), Some(2));
    let options = CallOptions {
        accept: Some("a\nb"),
        ..CallOptions::default()
    };
    let error = core.encode(&Give, &options).unwrap_err();
    assert_eq!(error.violations[0].location, "header.Accept");
}

fn read(
    status: u16,
    headers: &[(&str, &str)],
    body: impl Into<ByteStream>,
) -> Result<Given, Error<GiveError>> {
    let headers = headers.iter().map(|(name, value)| {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        (name, HeaderValue::from_bytes(value.as_bytes()).unwrap())
    });
    decode::<Give>(Response {
        status: StatusCode::from_u16(status).unwrap(),
        headers: HeaderMap::from_iter(headers),
        body: body.into(),
    })
}

#[test]
fn the_media_type_of_a_response_says_what_it_is() {
    let rows = [
        ("application/json", "[1]", 0),
        ("Application/JSON; charset=utf-8", "[1]", 0),
        ("application/problem+json", "[1]", 0),
        ("application/octet-stream", "[1]", 0),
        ("", "[1]", 0),
        ("text/plain", "1", 1),
        ("text/csv;header=present", "1", 2),
        ("text/json", "[1]", 0),
        ("Text/X+JSON", "1", 3),
    ];
    for (content_type, body, index) in rows {
        let expected = match index {
            0 => Forms::Json(vec![1]),
            1 => Forms::Number(1),
            _ => Forms::Csv("1".to_owned()),
        };
        let given = read(200, &[("content-type", content_type)], body).unwrap();
        assert_eq!(given, Given::Ok(expected), "{content_type}");
    }
    assert_eq!(
        read(200, &[], "[1]").unwrap(),
        Given::Ok(Forms::Json(vec![1]))
    );
    let Err(Error::Decode(error)) = read(200, &[("content-type", "text/html")], "<p>") else {
        panic!()
    };
    assert_eq!(error.violations.len(), 1);
    assert_eq!(error.violations[0].location, "header.Content-Type");
    assert_eq!(error.response.body, "<p>".into());
}

#[test]
fn what_cannot_be_read_is_kept() {
    let json = ("content-type", "application/json");
    let text = ("content-type", "text/plain");
    let location = ("location", "/");
    type Row<'a> = (u16, &'a [(&'a str, &'a str)], &'static [u8], &'a [&'a str]);
    let rows: &[Row<'_>] = &[
        (200, &[json], b"[1,\"2\"]", &["body/1"]),
        (200, &[text], b"1 ", &["body"]),
        (200, &[text], b"one", &["body"]),
        (200, &[text], b"\xff", &["body"]),
        (201, &[json], b"\"x\"", &["header.Location"]),
        (
            201,
            &[json, location, ("x-count", "1.5")],
            b"7",
            &["body", "header.X-Count"],
        ),
        (
            201,
            &[json, location, ("x-count", "1"), ("x-count", "2")],
            b"\"\"",
            &["header.X-Count"],
        ),
        (302, &[], b"", &["header.Location"]),
        (404, &[text], b"{", &["body"]),
    ];
    for (status, headers, body, expected) in rows {
        let Err(Error::Decode(error)) = read(*status, headers, *body) else {
            panic!("{status} {headers:?}")
        };
        let violations = error.violations.iter();
        let places: Vec<&str> = violations.map(|it| it.location.as_str()).collect();
        assert_eq!(places, *expected, "{status} {headers:?}");
        assert_eq!(error.response.status, *status);
        assert_eq!(error.response.headers.len(), headers.len());
        assert_eq!(error.response.body.as_bytes().unwrap(), *body);
    }
    // Statuses that have no body are not read, whatever comes.
    assert_eq!(read(204, &[json], "{").unwrap(), Given::NoContent);
    let error = read(304, &[json], "{").unwrap_err();
    assert_eq!(error.api(), Some(&GiveError::NotModified));
    // What a transport was to collect and did not is no panic.
    let stream = ByteStream::from_stream(Frames::of(&[b"[1]"]));
    assert!(matches!(read(200, &[json], stream), Err(Error::Decode(_))));
}

/// Frames one by one; between them nothing is ready.
pub(super) struct Frames {
    frames: VecDeque<Result<Bytes, StreamError>>,
    ready: bool,
    /// How many were taken.
    pub(super) taken: Arc<Mutex<usize>>,
}

impl Frames {
    pub(super) fn of(frames: &[&[u8]]) -> Self {
        Self::from_iter(frames.iter().map(|it| Ok(Bytes::copy_from_slice(it))))
    }
}

impl FromIterator<Result<Bytes, StreamError>> for Frames {
    fn from_iter<I: IntoIterator<Item = Result<Bytes, StreamError>>>(frames: I) -> Self {
        Self {
            frames: frames.into_iter().collect(),
            ready: false,
            taken: Arc::default(),
        }
    }
}

impl Stream for Frames {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut task::Context<'_>,
    ) -> task::Poll<Option<Self::Item>> {
        self.ready = !self.ready;
        if self.ready {
            cx.waker().wake_by_ref();
            return task::Poll::Pending;
        }
        *self.taken.lock().unwrap() += 1;
        task::Poll::Ready(self.frames.pop_front())
    }
}

/// A header in a style of its own.
mod headers {
    use super::*;
    use crate::runtime::Parameter;

    const LIMITS: Parameter = Parameter::header("X-Limits").explode(true);
    const RANGE: Parameter = Parameter::header("X-Range").json();

    /// Says a problem in its headers.
    struct Tell;

    impl runtime::Operation for Tell {
        const ID: &'static str = "tell";
        const METHOD: &'static str = "HEAD";
        const PATH: &'static str = "/tell";
        type Output = (Problem, Option<Problem>, Option<Vec<i64>>);
        type Error = Untyped;
    }

    impl client::Operation for Tell {
        fn encode(&self, _: &mut client::Encoder<'_>) {}

        fn decode(from: &mut client::Reply) -> Option<Result<Self::Output, Untyped>> {
            from.empty();
            let limits = from.styled_header(&LIMITS);
            let range = from.optional_styled_header(&RANGE);
            Some(Ok((limits, range, from.optional_header("X-Counts"))))
        }
    }

    impl server::Operation for Tell {
        type Access = server::Public;

        fn decode(_: &mut Decoder<'_>) -> Self {
            Self
        }

        fn answer(outcome: Result<Self::Output, Untyped>, to: &mut Answer) {
            if let Ok((limits, range, counts)) = outcome {
                to.styled_header(&LIMITS, &limits);
                to.optional_styled_header(&RANGE, &range);
                to.optional_header("X-Counts", &counts);
            }
            to.empty(200);
        }
    }

    impl Serve<Tell> for Problem {
        type Principal = ();

        async fn serve(
            &self,
            _: Context<()>,
            _: Tell,
        ) -> Result<(Problem, Option<Problem>, Option<Vec<i64>>), Failure<Untyped>> {
            Ok((self.clone(), Some(self.clone()), Some(vec![1, -2])))
        }
    }

    #[tokio::test]
    async fn headers_have_styles_and_head_has_headers() {
        let problem = Problem {
            status: Some(418),
            ..problem("tea, pot")
        };
        let plain = Problem {
            status: Some(418),
            ..super::problem("tea pot")
        };
        let router =
            |problem: &Problem| Routes::new(Arc::new(problem.clone())).on::<Tell>().finish();
        let core = Core::with_transport(InProcess(router(&plain)), "http://a", &[]).unwrap();
        let (limits, range, counts) = core.send(&Tell).await.unwrap();
        assert_eq!(
            (&limits, range.as_ref(), counts),
            (&plain, Some(&plain), Some(vec![1, -2]))
        );
        // A comma of a value would be taken for one between two.
        let core = Core::with_transport(InProcess(router(&problem)), "http://a", &[]).unwrap();
        let error = core.send(&Tell).await.unwrap_err();
        assert_eq!(error.status().unwrap(), 500);
    }
}

#[tokio::test]
async fn bytes_are_of_the_media_type_that_is_documented() {
    let given = ByteStream::from("x").with_content_type("text/html; charset=utf-8");
    let arrived = send(Ok(Given::Accepted(given))).await.unwrap();
    assert_eq!(arrived, Given::Accepted("x".into()));
}
