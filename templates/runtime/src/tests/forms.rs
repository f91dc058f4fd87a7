//! Forms whose properties have styles of their own.

use super::models::Part;
use super::operations::Form;
use crate::runtime::client::{self, CallOptions, Core, Encoder, Reply};
use crate::runtime::in_process::InProcess;
use crate::runtime::server::{self, Answer, Context, Decoder, Failure, Router, Routes, Serve};
use crate::runtime::{Encoding, Media, Operation, Parameter, Problem, Untyped};
use axum::body::Body;
use http::Request;
use std::sync::{Arc, Mutex};
use tower_service::Service;

const STYLED: &Media = &Media::form(&[
    Encoding::styled(Parameter::query("texts").pipe_delimited()),
    Encoding::styled(Parameter::query("numbers").explode(false)),
    Encoding::styled(Parameter::query("name").allow_reserved()),
    Encoding::styled(Parameter::query("part").deep_object()),
    Encoding::of("parts").content_type("application/json"),
]);

#[derive(Clone, Debug, PartialEq)]
struct Submit(Form);

impl Operation for Submit {
    const ID: &'static str = "submit";
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/submit";
    type Output = Untyped;
    type Error = Untyped;
}

impl client::Operation for Submit {
    fn encode(&self, to: &mut Encoder<'_>) {
        to.body_as(&[STYLED], &self.0);
    }

    fn decode(from: &mut Reply) -> Option<Result<Untyped, Untyped>> {
        (from.status() == 200).then(|| Ok(from.untyped()))
    }
}

impl server::Operation for Submit {
    type Access = crate::runtime::server::Public;

    const BODY: server::Body = server::Body::Required(&[STYLED]);

    fn decode(from: &mut Decoder<'_>) -> Self {
        Self(from.body_as())
    }

    fn answer(outcome: Result<Untyped, Untyped>, to: &mut Answer) {
        match outcome {
            Ok(body) | Err(body) => to.untyped(200, body),
        }
    }
}

#[derive(Default)]
struct Api(Mutex<Vec<Submit>>);

impl Serve<Submit> for Api {
    type Principal = ();

    async fn serve(&self, _: Context<()>, input: Submit) -> Result<Untyped, Failure<Untyped>> {
        self.0.lock().unwrap().push(input);
        Ok(Untyped::empty())
    }
}

fn router(api: &Arc<Api>) -> Router {
    Routes::new(Arc::clone(api)).on::<Submit>().finish()
}

fn full() -> Form {
    let part = |name: &str| Part {
        name: name.to_owned(),
        of: None,
    };
    Form {
        name: Some("a/b?c&d+e%".to_owned()),
        texts: Some(vec!["a b".to_owned(), "c,&".to_owned()]),
        numbers: Some(vec![1, -2]),
        part: Some(part("p=&")),
        parts: Some(vec![part("q"), part("r")]),
        sure: Some(true),
        ..Form::default()
    }
}

#[tokio::test]
async fn forms_are_said_as_their_encoding_says() {
    let api = Arc::new(Api::default());
    let core = Core::with_transport(InProcess(router(&api)), "http://a", &[]).unwrap();
    let request = core
        .encode(&Submit(full()), &CallOptions::default())
        .unwrap();
    let body = request.body.as_bytes().unwrap().to_vec();
    assert_eq!(
        String::from_utf8(body).unwrap(),
        "name=a/b?c%26d%2Be%25&sure=true&texts=a%20b%7Cc%2C%26&numbers=1,-2&part%5Bname%5D=p%3D%26\
         &parts=%5B%7B%22name%22%3A%22q%22%7D%2C%7B%22name%22%3A%22r%22%7D%5D"
    );
    for form in [full(), Form::default()] {
        core.send(&Submit(form.clone())).await.unwrap();
        assert_eq!(api.0.lock().unwrap().pop(), Some(Submit(form)));
    }
}

#[tokio::test]
async fn forms_that_say_something_else_are_refused_by_their_places() {
    let rows: &[(&str, &[&str])] = &[
        ("", &[]),
        ("numbers=1%2C2", &[]),
        ("numbers=1,x", &["body/numbers/1"]),
        ("numbers=1&numbers=2", &["body/numbers"]),
        ("numbers[]=1", &["body/numbers[]"]),
        ("part[name]=a&part[name]=b", &["body/part/name"]),
        ("part={}", &["body/part"]),
        ("part[x]=a", &["body/part/name"]),
        ("part[", &["body/part"]),
        ("parts=x", &["body/parts/0"]),
        ("texts=%", &["body"]),
        ("texts=%ff", &["body"]),
    ];
    for (body, expected) in rows {
        let request = Request::post("/submit")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(*body))
            .unwrap();
        let response = router(&Arc::default()).call(request).await.unwrap();
        let status = response.status();
        let answer = axum::body::to_bytes(response.into_body(), 10_000).await;
        let problem: Problem = serde_json::from_slice(&answer.unwrap()).unwrap_or_default();
        let errors = problem.errors.unwrap_or_default().into_iter();
        let places: Vec<String> = errors.map(|error| error.location).collect();
        assert_eq!(places, *expected, "{body}");
        assert_eq!(status == 200, expected.is_empty(), "{body}");
    }
}
