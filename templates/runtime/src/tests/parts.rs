//! Multipart bodies with files, from client to server, and those that no client of ours would send.

use super::bodies::stream;
use super::models::Part as Model;
use crate::runtime::client::{self, CallOptions, Core, EncodeError, Encoder, Reply};
use crate::runtime::in_process::InProcess;
use crate::runtime::server::{self, Answer, Context, Decoder, Failure, Router, Routes, Serve};
use crate::runtime::{
    ByteStream, Checks, DecodeParts, EncodeParts, FilePart, Media, Operation, Parameter, Part,
    PartOf, Parts, PartsDecoder, PartsEncoder, Problem, Rules, Unknown, Untyped,
};
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use http::Request;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use tower_service::Service;

#[derive(Clone, Debug, Default, PartialEq)]
struct Upload {
    title: String,
    count: Option<i64>,
    tags: Option<Vec<String>>,
    trace: Option<i64>,
    model: Option<Model>,
    models: Option<Vec<Model>>,
    icon: Option<FilePart>,
    pages: Option<Vec<Page>>,
    files: Option<Vec<FilePart>>,
}

/// A part that has headers, of which there may be several.
#[derive(Clone, Debug, PartialEq)]
struct Page {
    body: Model,
    number: i64,
    sizes: Option<Vec<i64>>,
    origin: Option<Model>,
}

const SIZES: Parameter = Parameter::header("X-Sizes").explode(true);
const ORIGIN: Parameter = Parameter::header("X-Origin").json();

impl Parts for Upload {
    const PARTS: &'static [Part] = &[
        Part::text("ti\"t\r\nle"),
        Part::text("count"),
        Part::text("tags").repeated(),
        Part::json("model"),
        Part::json("models").repeated(),
        Part::file("icon").content_types(&["image/png", "image/x-*", "image/*"]),
        Part::json("pages").repeated(),
        Part::file("files").repeated(),
    ];

    fn check(&self, to: &mut Checks<'_>) {
        static SMALL: Rules = Rules::new().at_most(100);
        to.header_of(PartOf::One("model"), "X-Trace", &self.trace, &SMALL);
        for (index, page) in self.pages.iter().flatten().enumerate() {
            to.header_of(
                PartOf::Each("pages", index),
                "X-Number",
                &page.number,
                &SMALL,
            );
        }
    }
}

impl EncodeParts for Upload {
    fn encode(&self, to: &mut PartsEncoder) {
        to.text("ti\"t\r\nle", &self.title);
        to.optional_text("count", &self.count);
        to.optional_texts("tags", &self.tags);
        to.optional_header("model", "X-Trace", &self.trace);
        to.optional_json("model", &self.model);
        to.optional_jsons("models", &self.models);
        to.optional_file("icon", &self.icon);
        to.optional_parts("pages", &self.pages, |to, page| {
            to.header("pages", "X-Number", &page.number);
            to.optional_styled_header("pages", &SIZES, &page.sizes);
            to.optional_styled_header("pages", &ORIGIN, &page.origin);
            to.json("pages", &page.body);
        });
        to.optional_files("files", &self.files);
    }
}

impl DecodeParts for Upload {
    fn decode(from: &mut PartsDecoder<'_>) -> Self {
        Self {
            title: from.text("ti\"t\r\nle"),
            count: from.optional_text("count"),
            tags: from.optional_texts("tags"),
            trace: from.optional_header("model", "X-Trace"),
            model: from.optional_json("model"),
            models: from.optional_jsons("models"),
            icon: from.optional_file("icon"),
            pages: from.optional_parts("pages", |from| Page {
                number: from.header("pages", "X-Number"),
                sizes: from.optional_styled_header("pages", &SIZES),
                origin: from.optional_styled_header("pages", &ORIGIN),
                body: from.json("pages"),
            }),
            files: from.optional_files("files"),
        }
    }
}

/// A file and its name, and nothing else.
#[derive(Clone, Debug, Default, PartialEq)]
struct Single {
    name: String,
    file: FilePart,
}

impl Parts for Single {
    const PARTS: &'static [Part] = &[Part::text("name"), Part::file("file")];
    const UNKNOWN: Unknown = Unknown::Refuse;
}

impl EncodeParts for Single {
    fn encode(&self, to: &mut PartsEncoder) {
        to.text("name", &self.name);
        to.file("file", &self.file);
    }
}

impl DecodeParts for Single {
    fn decode(from: &mut PartsDecoder<'_>) -> Self {
        Self {
            name: from.text("name"),
            file: from.file("file"),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Send<T>(T);

macro_rules! operation {
    ($type:ty, $path:literal) => {
        impl Operation for Send<$type> {
            const ID: &'static str = "send";
            const METHOD: &'static str = "POST";
            const PATH: &'static str = $path;
            type Output = Untyped;
            type Error = Untyped;

            fn check(&self, to: &mut Checks<'_>) {
                to.parts_body(&self.0);
            }
        }

        impl client::Operation for Send<$type> {
            fn encode(&self, to: &mut Encoder<'_>) {
                to.parts_body(&self.0);
            }

            fn decode(from: &mut Reply) -> Option<Result<Untyped, Untyped>> {
                Some(match from.status() {
                    200 => Ok(from.untyped()),
                    _ => Err(from.untyped()),
                })
            }
        }

        impl server::Operation for Send<$type> {
            type Access = crate::runtime::server::Public;

            const BODY: server::Body = server::Body::Required(&[&Media::parts::<$type>()]);

            fn decode(from: &mut Decoder<'_>) -> Self {
                Self(from.parts_body())
            }

            fn answer(outcome: Result<Untyped, Untyped>, to: &mut Answer) {
                match outcome {
                    Ok(body) | Err(body) => to.untyped(200, body),
                }
            }
        }
    };
}

operation!(Upload, "/upload");
operation!(Single, "/single");

#[derive(Default)]
struct Api {
    uploads: Mutex<Vec<Upload>>,
    singles: Mutex<Vec<Single>>,
}

impl Serve<Send<Upload>> for Api {
    type Principal = ();

    async fn serve(
        &self,
        _: Context<()>,
        Send(input): Send<Upload>,
    ) -> Result<Untyped, Failure<Untyped>> {
        self.uploads.lock().unwrap().push(input);
        Ok(Untyped::empty())
    }
}

/// Answers how many bytes the file has.
impl Serve<Send<Single>> for Api {
    type Principal = ();

    async fn serve(
        &self,
        _: Context<()>,
        Send(input): Send<Single>,
    ) -> Result<Untyped, Failure<Untyped>> {
        self.singles.lock().unwrap().push(input.clone());
        let mut frames = input.file.body.into_stream();
        let mut length = 0;
        while let Some(frame) = frames.next().await.transpose()? {
            length += frame.len();
        }
        Ok(Untyped::text(length.to_string()))
    }
}

fn router(api: &Arc<Api>) -> Router {
    Routes::new(Arc::clone(api))
        .on::<Send<Upload>>()
        .on::<Send<Single>>()
        .finish()
}

fn core(router: Router) -> Core {
    Core::with_transport(InProcess(router), "http://a", &[]).unwrap()
}

fn model(name: &str) -> Model {
    Model {
        name: name.to_owned(),
        of: None,
    }
}

fn full() -> Upload {
    Upload {
        title: "t\r\n--x é".to_owned(),
        count: Some(-1),
        tags: Some(vec!["[1]".to_owned(), String::new()]),
        trace: Some(7),
        model: Some(model("\"")),
        models: Some(vec![model("a"), model("b")]),
        icon: Some(FilePart {
            content_type: Some("image/gif; x=y".to_owned()),
            headers: vec![("X-Of".to_owned(), "é".to_owned())],
            ..FilePart::new(vec![0, 13, 10, 255]).named("a\"b\\\r\n;é.gif\\")
        }),
        pages: Some(vec![
            Page {
                body: model("a"),
                number: 1,
                sizes: Some(vec![2, 3]),
                origin: Some(model("b,c")),
            },
            Page {
                body: model("d"),
                number: 4,
                sizes: None,
                origin: None,
            },
        ]),
        files: Some(vec![FilePart::new(""), FilePart::new("b").named("")]),
    }
}

#[tokio::test]
async fn parts_of_every_kind_arrive_as_they_were_sent() {
    let least = Upload {
        title: String::new(),
        ..Upload::default()
    };
    let one = Upload {
        tags: Some(vec![String::new()]),
        icon: Some(FilePart {
            content_type: Some("image/png".to_owned()),
            ..FilePart::default()
        }),
        ..least.clone()
    };
    for input in [full(), least, one] {
        let api = Arc::new(Api::default());
        core(router(&api)).send(&Send(input.clone())).await.unwrap();
        assert_eq!(*api.uploads.lock().unwrap(), [input]);
    }
}

#[tokio::test]
async fn the_last_file_is_a_stream_on_both_sides() {
    let api = Arc::new(Api::default());
    let (body, taken) = stream(vec![vec![b'\r'; 50_000]; 4]);
    let input = Single {
        name: "n".to_owned(),
        file: FilePart::new(body.with_length(200_000)).named("f"),
    };
    let request = core(router(&api)).encode(&Send(input.clone()), &CallOptions::default());
    let request = request.unwrap();
    assert!(request.body.as_bytes().is_none());
    assert!(request.body.length().unwrap() > 200_000);
    assert_eq!(taken.load(Ordering::Relaxed), 0);
    let output = core(router(&api)).send(&Send(input)).await.unwrap();
    assert_eq!(output.as_text(), Some("200000"));
    let single = api.singles.lock().unwrap().pop().unwrap();
    assert_eq!(single.name, "n");
    assert!(single.file.body.as_bytes().is_none());
}

#[tokio::test]
async fn a_file_beyond_the_limit_is_refused_while_it_is_read() {
    let (body, taken) = stream(vec![vec![0; 1000]; 1000]);
    let input = Single {
        name: String::new(),
        file: FilePart::new(body),
    };
    let router = router(&Arc::default()).layer(DefaultBodyLimit::max(2500));
    let error = core(router).send(&Send(input)).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 413);
    assert!(taken.load(Ordering::Relaxed) <= 3);
}

#[test]
fn what_parts_cannot_say_is_not_sent() {
    let refused = |input: Upload| {
        let core = core(Router::new());
        let request = core.encode(&Send(input), &CallOptions::default());
        let EncodeError { violations } = request.unwrap_err();
        let locations = violations.into_iter().map(|violation| violation.location);
        locations.collect::<Vec<_>>()
    };
    let file = |content_type: Option<&str>, headers: &[(&str, &str)]| FilePart {
        content_type: content_type.map(str::to_owned),
        headers: headers
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect(),
        ..FilePart::default()
    };
    let broken = Upload {
        tags: Some(Vec::new()),
        icon: Some(file(Some("text/plain"), &[])),
        files: Some(vec![
            file(Some("a/b\r\nX: y"), &[]),
            file(None, &[("Content-Disposition", "x")]),
            file(None, &[("A B", "x")]),
            file(None, &[("A", "x\r\nB: y")]),
            file(None, &[]),
        ]),
        ..Upload::default()
    };
    let files = ["body/files"; 4];
    assert_eq!(
        refused(broken),
        [&["body/tags", "body/icon"][..], &files].concat()
    );
}

/// How a body of these bytes is answered, cut into frames of each of these lengths, and where it is refused.
async fn send(path: &str, content_type: &str, body: Vec<u8>) -> (u16, Vec<String>) {
    let mut answers = Vec::new();
    for length in [1, 7, body.len().max(1)] {
        // Frames of one byte take long in large bodies.
        if body.len() / length > 10_000 {
            continue;
        }
        let (body, _) = stream(body.chunks(length).map(<[u8]>::to_vec));
        let request = Request::post(path).header("content-type", content_type);
        let request = request.body(Body::from_stream(body.into_stream())).unwrap();
        let response = router(&Arc::default()).call(request).await.unwrap();
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), 1 << 20).await;
        let problem: Problem = serde_json::from_slice(&body.unwrap()).unwrap_or_default();
        let errors = problem.errors.unwrap_or_default();
        let places = errors.into_iter().map(|error| error.location).collect();
        answers.push((status, places));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    answers.remove(0)
}

const FORM: &str = "multipart/form-data; boundary=b";

fn part(head: &str, body: &str) -> String {
    format!("--b\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
}

#[tokio::test]
async fn parts_that_are_not_what_the_document_says_are_refused_by_their_names() {
    let title = part("name=\"ti%22t%0D%0Ale\"", "");
    let typed = |name: &str, content_type: &str| {
        part(&format!("name={name}\r\nContent-Type: {content_type}"), "1")
    };
    let rows: &[(String, &[&str])] = &[
        (title.clone(), &[]),
        (String::new(), &["body/ti\"t\r\nle"]),
        (title.repeat(2), &["body/ti\"t\r\nle"]),
        (title.clone() + &part("name=unknown", ""), &[]),
        (title.clone() + &part("name=count", "x"), &["body/count"]),
        (title.clone() + &part("name=model", "x"), &["body/model"]),
        (
            title.clone() + &part("name=model", "{}"),
            &["body/model/name"],
        ),
        (
            title.clone() + &part("name=models", "{\"name\":\"\"}") + &part("name=models", "{}"),
            &["body/models/1/name"],
        ),
        (
            title.clone() + &part("name=model\r\nX-Trace: x", "{\"name\":\"\"}"),
            &["body/model/X-Trace"],
        ),
        (
            title.clone()
                + &part("name=pages\r\nX-Number: 1", "{\"name\":\"\"}")
                + &part("name=pages", "{}")
                + &part(
                    "name=pages\r\nX-Number: 2\r\nX-Sizes: 1,x",
                    "{\"name\":\"\"}",
                ),
            &[
                "body/pages/1",
                "body/pages/1/name",
                "body/pages/2/X-Sizes/1",
            ],
        ),
        (
            title.clone()
                + &part("name=model\r\nX-Trace: 101", "{\"name\":\"\"}")
                + &part("name=pages\r\nX-Number: 100", "{\"name\":\"\"}")
                + &part("name=pages\r\nX-Number: 101", "{\"name\":\"\"}"),
            &["body/model/X-Trace", "body/pages/1/X-Number"],
        ),
        (
            title.clone() + &typed("count", "image/png"),
            &["body/count"],
        ),
        (
            title.clone() + &typed("count", "text/plain; charset=latin1"),
            &["body/count"],
        ),
        (title.clone() + &typed("count", "application/json"), &[]),
        (
            title.clone() + &typed("model", "text/html"),
            &["body/model"],
        ),
        (title.clone() + &typed("icon", "text/plain"), &["body/icon"]),
        (title.clone() + &part("name=icon", ""), &["body/icon"]),
        (title.clone() + &typed("icon", "IMAGE/x"), &[]),
        (
            title.clone() + &typed("files", "any/thing") + &part("name=files", ""),
            &[],
        ),
    ];
    for (parts, expected) in rows {
        let body = format!("preamble\r\n{parts}--b--\r\nepilogue\r\n--b\r\n");
        let (status, places) = send("/upload", FORM, body.clone().into_bytes()).await;
        assert_eq!(places, *expected, "{body}");
        assert_eq!(status == 200, expected.is_empty(), "{body}");
    }
}

#[tokio::test]
async fn hostile_bodies_are_refused_and_nothing_else() {
    let file = part("name=name", "n") + &part("name=file; filename=f", "content");
    let fine = file.clone() + "--b--";
    assert_eq!(
        send("/single", FORM, fine.clone().into_bytes()).await.0,
        200
    );
    // Cut off anywhere, it is not complete, whether or not the file was handed over already.
    for end in 0..fine.len() {
        let (status, _) = send("/single", FORM, fine.as_bytes()[..end].to_vec()).await;
        assert_eq!(status, 400, "{end}");
    }
    let rows: Vec<(&str, Vec<u8>)> = vec![
        ("multipart/form-data", fine.clone().into()),
        ("multipart/form-data; boundary=", fine.clone().into()),
        ("multipart/form-data; boundary=\"\"", fine.clone().into()),
        ("multipart/form-data; boundary=c", fine.clone().into()),
        (FORM, "--b--".into()),
        (FORM, "--bb\r\n--b--".into()),
        (FORM, format!("--b{}\r\n", " ".repeat(100_000)).into()),
        (FORM, "--b\r\n\r\nno head\r\n--b--".into()),
        (FORM, "--b\r\nno colon\r\n\r\n\r\n--b--".into()),
        (FORM, "--b\r\n: x\r\n\r\n\r\n--b--".into()),
        (FORM, part("filename=x", "").into()),
        (FORM, fine.replace("form-data", "attachment").into()),
        (
            FORM,
            fine.replace(
                "name=name",
                "name=name\r\nContent-Type: a/b\r\nContent-Type: a/b",
            )
            .into(),
        ),
        (FORM, (file.clone() + &file + "--b--").into()),
        (
            FORM,
            (file.clone() + &part("name=other", "") + "--b--").into(),
        ),
        (FORM, (part("name=other", "") + &fine).into()),
        (
            FORM,
            format!("--b\r\nX: {}\r\n\r\n", "x".repeat(9000)).into(),
        ),
        (
            FORM,
            format!("--b\r\n{}\r\n\r\n", "X: y\r\n".repeat(2000)).into(),
        ),
        (
            FORM,
            [
                b"--b\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\n\r\n--b--" as &[u8],
                b"",
            ]
            .concat(),
        ),
        (
            FORM,
            [
                part("name=name", "").as_bytes(),
                b"--b\r\nX: \xff\r\n\r\n\r\n--b--",
            ]
            .concat(),
        ),
        ("multipart/form-data; boundary=", vec![]),
        (FORM, vec![]),
        (FORM, vec![b'\r'; 9000]),
    ];
    let long = format!("multipart/form-data; boundary={}", "b".repeat(71));
    let rows = rows
        .into_iter()
        .chain([(&*long, fine.clone().into_bytes())]);
    for (content_type, body) in rows {
        let shown = String::from_utf8_lossy(&body).into_owned();
        let (status, _) = send("/single", content_type, body).await;
        assert_eq!(status, 400, "{content_type} {shown}");
    }
    // One boundary inside of another, in a file.
    let inner = part("name=file", "--c\r\n\r\n--c--") + &part("name=name", "") + "--b--";
    assert_eq!(send("/single", FORM, inner.into_bytes()).await.0, 200);
}

#[tokio::test]
async fn there_is_a_largest_number_of_parts() {
    let title = part("name=\"ti%22t%0D%0Ale\"", "");
    for (count, expected) in [(9_999, 200), (10_000, 400)] {
        let body = title.clone() + &part("name=files", "").repeat(count) + "--b--";
        assert_eq!(send("/upload", FORM, body.into_bytes()).await.0, expected);
    }
}

#[tokio::test]
async fn a_boundary_is_not_to_be_foreseen_where_the_content_is_not_known() {
    let boundary = |body: ByteStream| {
        let input = Single {
            name: String::new(),
            file: FilePart::new(body),
        };
        let request = core(Router::new()).encode(&Send(input), &CallOptions::default());
        request.unwrap().headers["content-type"].clone()
    };
    assert_eq!(boundary("x".into()), boundary("x".into()));
    assert_ne!(boundary(stream(["x"]).0), boundary(stream(["x"]).0));
}
