//! Client and server against each other, and the server against forms that no client of ours would send.

use super::models::Part;
use super::operations::{Ask, AskError, Form};
use crate::runtime::client::{CallOptions, Core, Credential, Error, Transport};
use crate::runtime::in_process::InProcess;
use crate::runtime::server::{
    self, Answer, Authenticate, Cause, Context, Decoder, Denied, Failure, Head, Router, Routes,
    Serve,
};
use crate::runtime::{FORM, JSON, MULTIPART, Problem, Untyped};
use axum::body::Body;
use http::Request;
use std::sync::{Arc, Mutex};
use tower_service::Service;

impl server::Operation for Ask {
    type Access = server::Required<Schemes>;
    const BODY: server::Body = server::Body::Optional(&[JSON, FORM, MULTIPART]);

    fn decode(from: &mut Decoder<'_>) -> Self {
        Self {
            id: from.path("id"),
            part: from.path("part"),
            page: from.optional_query("page & ü"),
            tags: from.optional_query("tags[]"),
            trace: from.optional_header("X-Trace"),
            list: from.optional_header("X-List"),
            body: from.optional_body_as(),
        }
    }

    fn answer(outcome: Result<Form, AskError>, to: &mut Answer) {
        match outcome {
            Ok(body) => to.json(200, &body),
            Err(AskError::BadRequest(body)) => to.json(400, &body),
            Err(AskError::NotFound(body)) => to.untyped(404, body),
        }
    }
}

crate::documented_error!(AskError);

/// Keeps what it was asked, and answers by the body, or as the id says.
#[derive(Default)]
pub(super) struct Api(Mutex<Vec<Ask>>);

/// The schemes of this API.
pub(super) enum Schemes {}

impl Authenticate<Schemes> for Api {
    type Principal = String;

    async fn check(
        &self,
        _: &'static str,
        credential: &str,
        _: &'static [&'static str],
        head: &Head,
    ) -> Result<String, Denied> {
        assert!(!format!("{head:?}").contains("hunter2"));
        match credential {
            "hunter2" => Ok(credential.to_owned()),
            _ => Err(Denied::Forbidden),
        }
    }
}

impl Serve<Ask> for Api {
    type Principal = String;

    async fn serve(&self, cx: Context<String>, input: Ask) -> Result<Form, Failure<AskError>> {
        assert_eq!(cx.principal, "hunter2");
        self.0.lock().unwrap().push(input.clone());
        match &*input.id {
            "error" => Err(std::io::Error::other("disk 7"))?,
            "documented" => Err(AskError::BadRequest(Problem::new(400)))?,
            "binary" => Err(AskError::NotFound(Untyped::bytes("image/png", [0, 255])))?,
            "bad type" => Err(AskError::NotFound(Untyped::bytes("a\nb", "")))?,
            "later" => Err(Problem::new(503))?,
            "not finite" => Ok(Form {
                ratio: Some(f64::INFINITY),
                ..Form::default()
            }),
            _ => Ok(input.body.unwrap_or_default()),
        }
    }
}

pub(super) fn router(api: &Arc<Api>) -> Router {
    Routes::new(Arc::clone(api)).on::<Ask>().finish()
}

pub(super) fn client(router: Router) -> Core {
    Core::with_transport(
        InProcess(router),
        "http://a",
        &[("token", Some(Credential::bearer("hunter2")))],
    )
    .unwrap()
}

fn full() -> Form {
    let part = Part {
        name: "{\"name\":1}".to_owned(),
        of: Some(Box::new(Part::default())),
    };
    Form {
        name: Some("a+b&c=d%\r\n--x é \u{1}".to_owned()),
        count: Some(i64::MIN),
        ratio: Some(-0.125),
        sure: Some(true),
        texts: Some(vec![
            String::new(),
            "[1]".to_owned(),
            "null".to_owned(),
            "{".to_owned(),
        ]),
        numbers: Some(vec![1, -2]),
        part: Some(part.clone()),
        parts: Some(vec![part]),
        grid: Some(vec![vec![1, 2], Vec::new()]),
        dotted: Some(String::new()),
    }
}

#[tokio::test]
async fn every_media_type_carries_the_same_input() {
    let one = Form {
        parts: Some(vec![Part::default()]),
        grid: Some(vec![vec![1]]),
        ..Form::default()
    };
    let none = Form {
        parts: Some(Vec::new()),
        ..Form::default()
    };
    for media in [JSON, FORM, MULTIPART] {
        for body in [full(), one.clone(), none.clone(), Form::default()] {
            let api = Arc::new(Api::default());
            let input = Ask {
                page: Some(0),
                tags: Some(vec!["a,b".to_owned(), String::new(), "&=+ %".to_owned()]),
                trace: Some("é, x".to_owned()),
                list: Some(vec!["a b".to_owned(), String::new()]),
                part: "x:now".to_owned(),
                body: Some(body),
                ..Ask::new("{id}")
            };
            let options = CallOptions {
                media: Some(media),
                ..CallOptions::default()
            };
            let output = client(router(&api)).call(&input, &options).await.unwrap();
            assert_eq!(Some(output), input.body, "{media:?}");
            assert_eq!(*api.0.lock().unwrap(), [input], "{media:?}");
        }
    }
}

#[tokio::test]
async fn outcomes_arrive() {
    let ask = async |id: &str| client(router(&Arc::default())).send(&Ask::new(id)).await;
    assert_eq!(ask("x").await.unwrap(), Form::default());
    let error = ask("documented").await.unwrap_err();
    assert_eq!(error.api(), Some(&AskError::BadRequest(Problem::new(400))));
    let error = ask("binary").await.unwrap_err();
    let expected = Untyped::bytes("image/png", [0, 255]);
    assert_eq!(error.api(), Some(&AskError::NotFound(expected)));
    for (id, status) in [
        ("error", 500),
        ("later", 503),
        ("not finite", 500),
        ("bad type", 500),
    ] {
        let Err(Error::UnexpectedStatus(response)) = ask(id).await else {
            panic!("{id}")
        };
        assert_eq!(response.status, status, "{id}");
        assert_eq!(response.headers["content-type"], "application/problem+json");
        let text = String::from_utf8_lossy(response.body.as_bytes().unwrap());
        assert!(!text.contains("disk") && !text.contains("finite"), "{text}");
    }
}

#[tokio::test]
async fn layers_learn_why_a_response_is_opaque() {
    let mut router = router(&Arc::default());
    let request =
        Request::post("/ask%20%C3%BC/error/p:now").header("authorization", "Bearer hunter2");
    let response = router
        .call(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let cause = response.extensions().get::<Cause>().unwrap();
    assert_eq!(cause.to_string(), "disk 7");
}

/// What a form of this media type is read as, or where it is refused.
async fn read(content_type: &str, body: impl Into<Body>) -> Result<Form, Vec<String>> {
    let api = Arc::new(Api::default());
    let request = Request::post("/ask%20%C3%BC/x/p:now")
        .header("authorization", "Bearer hunter2")
        .header("content-type", content_type)
        .body(body.into())
        .unwrap();
    let response = router(&api).call(request).await.unwrap();
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX)
        .await
        .unwrap();
    match status {
        200 => Ok(api.0.lock().unwrap().pop().unwrap().body.unwrap()),
        _ => {
            let problem: Problem = serde_json::from_slice(&body).unwrap();
            let errors = problem.errors.unwrap_or_default();
            Err(errors.into_iter().map(|error| error.location).collect())
        }
    }
}

async fn form(body: &str) -> Result<Form, Vec<String>> {
    read("application/x-www-form-urlencoded", body.to_owned()).await
}

#[tokio::test]
async fn forms_are_read_by_what_their_fields_are() {
    let part = |name: &str| Part {
        name: name.to_owned(),
        of: None,
    };
    let rows = [
        ("", Form::default()),
        ("&&later=1&", Form::default()),
        (
            "name",
            Form {
                name: Some(String::new()),
                ..Form::default()
            },
        ),
        (
            "name=a=b",
            Form {
                name: Some("a=b".to_owned()),
                ..Form::default()
            },
        ),
        (
            "n%61me=+%2B",
            Form {
                name: Some(" +".to_owned()),
                ..Form::default()
            },
        ),
        (
            "count=1.0&ratio=2&sure=false",
            Form {
                count: Some(1),
                ratio: Some(2.0),
                sure: Some(false),
                ..Form::default()
            },
        ),
        (
            "numbers=1&numbers=2",
            Form {
                numbers: Some(vec![1, 2]),
                ..Form::default()
            },
        ),
        (
            "texts=[]",
            Form {
                texts: Some(vec!["[]".to_owned()]),
                ..Form::default()
            },
        ),
        (
            "part={\"name\":\"p\"}",
            Form {
                part: Some(part("p")),
                ..Form::default()
            },
        ),
        (
            "parts={\"name\":\"p\"}&parts={\"name\":\"q\"}",
            Form {
                parts: Some(vec![part("p"), part("q")]),
                ..Form::default()
            },
        ),
        (
            "parts=%20[{\"name\":\"p\"},{\"name\":\"q\"}]",
            Form {
                parts: Some(vec![part("p"), part("q")]),
                ..Form::default()
            },
        ),
        (
            "parts=[]",
            Form {
                parts: Some(Vec::new()),
                ..Form::default()
            },
        ),
        (
            "grid=[1,2]&grid=[]",
            Form {
                grid: Some(vec![vec![1, 2], Vec::new()]),
                ..Form::default()
            },
        ),
        (
            "name.dotted=d",
            Form {
                dotted: Some("d".to_owned()),
                ..Form::default()
            },
        ),
    ];
    for (body, expected) in rows {
        assert_eq!(form(body).await, Ok(expected), "{body}");
    }
}

#[tokio::test]
async fn forms_that_say_something_else_are_refused() {
    let rows: &[(&str, &[&str])] = &[
        ("name=a&name=b", &["body/name"]),
        ("count=", &["body/count"]),
        ("count=+1", &["body/count"]),
        ("count=%201", &["body/count"]),
        (
            "count=01&ratio=NaN&sure=1",
            &["body/count", "body/ratio", "body/sure"],
        ),
        ("ratio=1e400", &["body/ratio"]),
        (
            "numbers=1&numbers=x&numbers=",
            &["body/numbers/1", "body/numbers/2"],
        ),
        ("part=p", &["body/part"]),
        ("part=[]", &["body/part"]),
        ("part={\"name\":\"p\"} x", &["body/part"]),
        ("part={\"name\":\"p\",\"name\":\"p\"}", &["body/part/name"]),
        ("part={\"name\":\"p\",\"of\":null}", &["body/part/of"]),
        ("parts=[{}]", &["body/parts/0/name"]),
        ("parts=[]&parts={\"name\":\"p\"}", &["body/parts/0"]),
        ("grid=1", &["body/grid/0"]),
        ("parts[0]name=p", &["body/parts[0]name"]),
        ("parts[]={}", &["body/parts[]"]),
        (
            "parts.name=p&name.first=x",
            &["body/name.first", "body/parts.name"],
        ),
        ("%ff=1", &["body"]),
        ("name=%", &["body"]),
    ];
    for (body, expected) in rows {
        let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
        assert_eq!(form(body).await, Err(expected), "{body}");
    }
    let many = "x=&".repeat(10_001);
    assert_eq!(form(&many).await, Err(vec!["body".to_owned()]));
    assert_eq!(form(&"x=&".repeat(10_000)).await, Ok(Form::default()));
    assert_eq!(
        read("application/x-www-form-urlencoded", vec![0xff]).await,
        Err(vec!["body".to_owned()])
    );
}

#[tokio::test]
async fn parts_of_a_multipart_body_may_be_json() {
    let body = |parts: &[(&str, &str)]| {
        let mut body = String::new();
        for (head, text) in parts {
            body += &format!("--b\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n");
        }
        body + "--b--\r\n"
    };
    let read =
        async |parts: &[(&str, &str)]| read("multipart/form-data; boundary=b", body(parts)).await;
    let json = |name: &str| format!("name={name}\r\nContent-Type: application/json; charset=utf-8");
    let texts = Form {
        texts: Some(vec!["a".to_owned(), "b".to_owned()]),
        ..Form::default()
    };
    assert_eq!(
        read(&[("name=texts", "a"), ("name=\"texts\"", "b")]).await,
        Ok(texts.clone())
    );
    assert_eq!(
        read(&[(&json("texts"), "[\"a\",\"b\"]")]).await,
        Ok(texts.clone())
    );
    assert_eq!(
        read(&[(&json("texts"), "\"a\""), (&json("texts"), "\"b\"")]).await,
        Ok(texts)
    );
    let name = Form {
        name: Some("a".to_owned()),
        count: Some(1),
        ..Form::default()
    };
    assert_eq!(
        read(&[(&json("name"), "\"a\""), (&json("count"), " 1 ")]).await,
        Ok(name)
    );
    assert_eq!(
        read(&[(&json("name"), "a")]).await,
        Err(vec!["body/name".to_owned()])
    );
    assert_eq!(
        read(&[(&json("texts"), "{}")]).await,
        Err(vec!["body/texts/0".to_owned()])
    );
    assert_eq!(
        read(&[("filename=\"x\"", "a")]).await,
        Err(vec!["body".to_owned()])
    );
    assert_eq!(
        read(&[("name=name\r\nContent-Type: image/png", "a")]).await,
        Err(vec!["body".to_owned()])
    );
    assert_eq!(
        read(&[("name=name; filename=x\r\nContent-Type: text/plain", "a")])
            .await
            .unwrap()
            .name
            .as_deref(),
        Some("a")
    );
}

#[tokio::test]
async fn a_transport_in_process_keeps_to_the_size_limit() {
    let core = client(router(&Arc::default()));
    let input = Ask {
        body: Some(full()),
        ..Ask::new("x")
    };
    let options = CallOptions {
        max_response_bytes: 10,
        ..CallOptions::default()
    };
    let Err(Error::Transport(error)) = core.call(&input, &options).await else {
        panic!()
    };
    assert!(error.is_too_large());
}

/// A transport is an object, so that one can stand behind another.
#[tokio::test]
async fn transports_wrap_each_other() {
    struct Counted(Box<dyn Transport>, Mutex<usize>);
    impl Transport for Arc<Counted> {
        fn send(
            &self,
            request: crate::runtime::client::Request,
        ) -> crate::runtime::client::TransportFuture<'_> {
            *self.1.lock().unwrap() += 1;
            self.0.send(request)
        }
    }
    let counted = Arc::new(Counted(
        Box::new(InProcess(router(&Arc::default()))),
        Mutex::new(0),
    ));
    let core = Core::with_transport(
        Arc::clone(&counted),
        "http://a",
        &[("token", Some(Credential::bearer("hunter2")))],
    );
    core.unwrap().send(&Ask::new("x")).await.unwrap();
    assert_eq!(*counted.1.lock().unwrap(), 1);
}
