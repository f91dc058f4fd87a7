//! Inputs to requests and responses to outputs, without a wire.

use super::operations::{Ask, AskError, Form, Open};
use crate::runtime::client::{
    BuildError, CallOptions, Core, Credential, EncodeError, Error, Request, Response, Transport,
    TransportError, TransportFuture, decode,
};
use crate::runtime::{FORM, JSON, MULTIPART, Media, Untyped};
use http::{HeaderMap, HeaderValue, StatusCode};

struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: Request) -> TransportFuture<'_> {
        Box::pin(async { Err(TransportError::new("nowhere")) })
    }
}

fn core(base: &str) -> Core {
    Core::with_transport(
        Nowhere,
        base,
        &[("token", Some(Credential::bearer("hunter2")))],
    )
    .unwrap()
}

fn encode(input: &Ask) -> Result<Request, EncodeError> {
    core("https://example.org/base/").encode(input, &CallOptions::default())
}

fn locations(error: EncodeError) -> Vec<String> {
    error
        .violations
        .into_iter()
        .map(|violation| violation.location)
        .collect()
}

#[test]
fn each_value_has_its_place() {
    let input = Ask {
        page: Some(-1),
        tags: Some(vec!["a&b".to_owned(), "c d".to_owned()]),
        trace: Some("é".to_owned()),
        list: Some(vec!["x".to_owned(), "y".to_owned()]),
        body: Some(Form {
            name: Some("n".to_owned()),
            ..Form::default()
        }),
        ..Ask::new("a/b")
    };
    let request = encode(&input).unwrap();
    assert_eq!(
        request.url.as_str(),
        "https://example.org/base/ask%20%C3%BC/a%2Fb/p:now?page%20%26%20%C3%BC=-1&tags%5B%5D=a%26b&tags%5B%5D=c%20d"
    );
    assert_eq!(request.method, "POST");
    assert_eq!(request.headers["x-trace"].as_bytes(), "é".as_bytes());
    assert_eq!(request.headers["x-list"], "x,y");
    assert_eq!(request.headers["accept"], "application/json");
    assert_eq!(request.headers["content-type"], "application/json");
    assert_eq!(request.headers["authorization"], "Bearer hunter2");
    assert!(request.headers["authorization"].is_sensitive());
    assert_eq!(request.body, r#"{"name":"n"}"#.into());
}

#[test]
fn what_was_left_out_is_not_sent() {
    let request = encode(&Ask::new("x")).unwrap();
    assert_eq!(
        request.url.as_str(),
        "https://example.org/base/ask%20%C3%BC/x/p:now"
    );
    let mut names: Vec<&str> = request
        .headers
        .keys()
        .map(http::HeaderName::as_str)
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "authorization"]);
    assert_eq!(request.body.length(), Some(0));
}

#[test]
fn a_path_value_is_part_of_one_segment_or_refused() {
    for (value, whole, mixed) in [
        ("a/b", "a%2Fb", "a%2Fb"),
        ("%2F", "%252F", "%252F"),
        ("a?b#c", "a%3Fb%23c", "a%3Fb%23c"),
        ("ü ✓", "%C3%BC%20%E2%9C%93", "%C3%BC%20%E2%9C%93"),
        ("a\\b", "a%5Cb", "a%5Cb"),
        ("~-_.x", "~-_.x", "%7E%2D%5F%2Ex"),
        (":now", "%3Anow", "%3Anow"),
        ("\u{0}\t\n", "%00%09%0A", "%00%09%0A"),
        ("...", "...", "%2E%2E%2E"),
    ] {
        let request = encode(&Ask {
            part: value.to_owned(),
            ..Ask::new(value)
        })
        .unwrap();
        let path = format!("/base/ask%20%C3%BC/{whole}/{mixed}:now");
        assert_eq!(request.url.path(), path);
        assert_eq!(request.url.host_str(), Some("example.org"));
    }
    for value in [
        "", ".", "..", "%2e", "%2E%2e", ".%2E", "\t.\n", ".\r.", "%\n2e",
    ] {
        assert_eq!(
            locations(encode(&Ask::new(value)).unwrap_err()),
            ["path.id"],
            "{value:?}"
        );
    }
}

#[test]
fn all_that_cannot_be_said_is_reported_at_once() {
    let input = Ask {
        tags: Some(Vec::new()),
        trace: Some("a\r\nX-Evil: 1".to_owned()),
        list: Some(vec!["a,b".to_owned()]),
        body: Some(Form {
            ratio: Some(f64::NAN),
            ..Form::default()
        }),
        ..Ask::new("..")
    };
    let error = encode(&input).unwrap_err();
    let text = error.to_string();
    assert_eq!(
        locations(error),
        [
            "path.id",
            "query.tags[]",
            "header.X-Trace",
            "header.X-List",
            "body"
        ]
    );
    assert!(text.starts_with("nothing was sent: path.id: "), "{text}");
    for value in ["\u{0}", "\u{7f}", " a", "a ", "\n"] {
        let input = Ask {
            trace: Some(value.to_owned()),
            ..Ask::new("x")
        };
        assert_eq!(
            locations(encode(&input).unwrap_err()),
            ["header.X-Trace"],
            "{value:?}"
        );
    }
}

#[test]
fn the_caller_chooses_the_media_type() {
    let form = Form {
        name: Some("a&b=c d+é".to_owned()),
        texts: Some(vec!["x".to_owned(), String::new()]),
        parts: Some(Vec::new()),
        part: Some(super::models::Part {
            name: "\"".to_owned(),
            of: None,
        }),
        ..Form::default()
    };
    let input = Ask {
        body: Some(form),
        ..Ask::new("x")
    };
    let sent = |media| {
        let options = CallOptions {
            media: Some(media),
            ..CallOptions::default()
        };
        let request = core("http://a").encode(&input, &options).unwrap();
        let content_type = request.headers["content-type"].to_str().unwrap().to_owned();
        (
            content_type,
            String::from_utf8(request.body.as_bytes().unwrap().to_vec()).unwrap(),
        )
    };
    let (content_type, body) = sent(FORM);
    assert_eq!(content_type, "application/x-www-form-urlencoded");
    assert_eq!(
        body,
        "name=a%26b%3Dc%20d%2B%C3%A9&texts=x&texts=&part=%7B%22name%22%3A%22%5C%22%22%7D&parts=%5B%5D"
    );
    let (content_type, body) = sent(MULTIPART);
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let part = |name: &str, header: &str, text: &str| {
        let disposition = format!("Content-Disposition: form-data; name=\"{name}\"\r\n");
        format!("--{boundary}\r\n{disposition}{header}\r\n{text}\r\n")
    };
    let json = "Content-Type: application/json\r\n";
    let parts = [
        part("name", "", "a&b=c d+é"),
        part("texts", "", "x"),
        part("texts", "", ""),
        part("part", json, r#"{"name":"\""}"#),
        part("parts", json, "[]"),
        format!("--{boundary}--\r\n"),
    ];
    assert_eq!(body, parts.concat());
    assert_eq!(sent(MULTIPART).0, content_type);
    assert_eq!(sent(JSON).0, "application/json");
}

#[test]
fn a_boundary_never_occurs_in_what_it_separates() {
    let boundary = |text: &str| {
        let body = Form {
            name: Some(text.to_owned()),
            ..Form::default()
        };
        let options = CallOptions {
            media: Some(MULTIPART),
            ..CallOptions::default()
        };
        let input = Ask {
            body: Some(body),
            ..Ask::new("x")
        };
        let request = core("http://a").encode(&input, &options).unwrap();
        let content_type = request.headers["content-type"].to_str().unwrap().to_owned();
        content_type.rsplit_once('=').unwrap().1.to_owned()
    };
    let first = boundary("text");
    let second = boundary(&format!("\r\n--{first}--\r\n"));
    assert_ne!(first, second);
    assert_eq!(first, boundary("text"));
}

#[test]
fn what_a_form_cannot_say_is_not_sent() {
    let refused = |media: &'static Media, form| {
        let options = CallOptions {
            media: Some(media),
            ..CallOptions::default()
        };
        let input = Ask {
            body: Some(form),
            ..Ask::new("x")
        };
        locations(core("http://a").encode(&input, &options).unwrap_err())
    };
    let empty = Form {
        texts: Some(Vec::new()),
        ..Form::default()
    };
    assert_eq!(refused(FORM, empty.clone()), ["body/texts"]);
    assert_eq!(refused(MULTIPART, empty), ["body/texts"]);
    const FOREIGN: &Media = &Media::json("text/csv");
    assert_eq!(refused(FOREIGN, Form::default()), ["body"]);
}

#[test]
fn clients_send_their_defaults_where_the_input_leaves_them_out() {
    let core = core("http://a").default_header("X-Trace", &"old".to_owned());
    let core = core.default_header("X-Trace", &"default".to_owned());
    let options = CallOptions::default();
    let request = core.encode(&Ask::new("x"), &options).unwrap();
    assert_eq!(request.headers["x-trace"], "default");
    let own = Ask {
        trace: Some("own".to_owned()),
        ..Ask::new("x")
    };
    assert_eq!(
        core.encode(&own, &options).unwrap().headers["x-trace"],
        "own"
    );
    assert!(
        !core
            .encode(&Open, &options)
            .unwrap()
            .headers
            .contains_key("x-trace")
    );
    let broken = core.default_header("X-Trace", &"\n".to_owned());
    let error = broken.encode(&Ask::new("x"), &options).unwrap_err();
    assert_eq!(locations(error), ["header.X-Trace"]);
}

#[test]
fn the_options_of_a_call_have_the_last_word_on_headers() {
    let mut headers = HeaderMap::new();
    headers.append("accept", HeaderValue::from_static("text/plain"));
    headers.append("accept", HeaderValue::from_static("text/html"));
    let options = CallOptions {
        headers,
        ..CallOptions::default()
    };
    let request = core("http://a").encode(&Ask::new("x"), &options).unwrap();
    let accept: Vec<_> = request.headers.get_all("accept").iter().collect();
    assert_eq!(accept, ["text/plain", "text/html"]);
    assert_eq!(request.headers["authorization"], "Bearer hunter2");
}

#[test]
fn credentials_go_to_secured_operations_only() {
    let request = core("http://a")
        .encode(&Open, &CallOptions::default())
        .unwrap();
    assert!(!request.headers.contains_key("authorization"));
    let value = |credential| {
        let core =
            Core::with_transport(Nowhere, "http://a", &[("token", Some(credential))]).unwrap();
        let request = core.encode(&Ask::new("x"), &CallOptions::default());
        request.map(|request| {
            request.headers["authorization"]
                .to_str()
                .unwrap()
                .to_owned()
        })
    };
    let basic = value(Credential::basic("Aladdin", "open sesame")).unwrap();
    assert_eq!(basic, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert_eq!(value(Credential::raw("Digest x")).unwrap(), "Digest x");
    for credential in [
        Credential::basic("a:b", "hunter2"),
        Credential::bearer("hunter2\n"),
    ] {
        let error = value(credential).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"));
        assert_eq!(locations(error), ["header.Authorization"]);
    }
}

#[test]
fn secrets_are_shown_nowhere() {
    let core = core("http://a");
    let request = core
        .encode(&Ask::new("x"), &CallOptions::default())
        .unwrap();
    let shown = format!(
        "{core:?} {core:#?} {request:?} {:?}",
        Credential::raw("hunter2")
    );
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("REDACTED"), "{shown}");
}

#[test]
fn a_base_is_a_plain_http_url() {
    for base in ["http://a", "https://a:8443/v1/", "http://[::1]/x"] {
        assert!(Core::with_transport(Nowhere, base, &[]).is_ok(), "{base}");
    }
    for base in [
        "",
        "a",
        "/a",
        "//a",
        "javascript:alert(1)",
        "file:///a",
        "ftp://a",
        "http://",
        "http://user:hunter2@a",
        "http://user@a",
        "http://a?x",
        "http://a#x",
    ] {
        let error = Core::with_transport(Nowhere, base, &[]).unwrap_err();
        assert!(matches!(error, BuildError::Server(_)), "{base}");
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
}

fn response(status: u16, content_type: &str, body: &str) -> Response {
    let mut headers = HeaderMap::new();
    if !content_type.is_empty() {
        headers.insert("content-type", content_type.parse().unwrap());
    }
    headers.insert("retry-after", HeaderValue::from_static("7"));
    let status = StatusCode::from_u16(status).unwrap();
    Response {
        status,
        headers,
        body: body.to_owned().into(),
    }
}

#[test]
fn responses_are_what_their_status_says() {
    let json = "application/json; charset=utf-8";
    let output = decode::<Ask>(response(200, json, r#"{"name":"n","count":null,"new":[]}"#));
    assert_eq!(output.unwrap().name.as_deref(), Some("n"));
    for vague in [
        "",
        "text/plain",
        "application/octet-stream",
        "application/hal+json",
        "text/json",
    ] {
        assert!(decode::<Ask>(response(200, vague, "{}")).is_ok(), "{vague}");
    }
    let error = decode::<Ask>(response(404, "text/html", "<p>")).unwrap_err();
    assert_eq!(
        error.api(),
        Some(&AskError::NotFound(Untyped::bytes("text/html", "<p>")))
    );
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    let Error::Api(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.headers["retry-after"], "7");
    let error = decode::<Ask>(response(
        400,
        "application/problem+json",
        r#"{"status":400}"#,
    ));
    assert!(matches!(
        error.unwrap_err().api(),
        Some(AskError::BadRequest(_))
    ));
}

#[test]
fn responses_that_are_not_documented_keep_all_they_say() {
    let error = decode::<Ask>(response(418, "", "teapot")).unwrap_err();
    let Error::UnexpectedStatus(kept) = &error else {
        panic!("{error}")
    };
    assert_eq!((kept.status.as_u16(), &kept.body), (418, &"teapot".into()));
    assert!(error.to_string().contains("418"));

    let body = r#"{"count":"x","parts":[{"name":1}]}"#;
    let error = decode::<Ask>(response(200, "application/json", body)).unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::OK));
    let Error::Decode(kept) = &error else {
        panic!("{error}")
    };
    let places: Vec<&str> = kept
        .violations
        .iter()
        .map(|place| &*place.location)
        .collect();
    assert_eq!(places, ["body/count", "body/parts/0/name"]);
    assert_eq!(kept.response.body, body.into());
    assert!(
        error
            .to_string()
            .contains("body/parts/0/name: expected a string")
    );

    let error = decode::<Ask>(response(200, "text/html", "<p>login</p>")).unwrap_err();
    let Error::Decode(kept) = &error else {
        panic!("{error}")
    };
    assert_eq!(kept.violations[0].location, "header.Content-Type");
    assert_eq!(kept.response.body, "<p>login</p>".into());

    let error = decode::<Ask>(response(400, "application/json", "[]")).unwrap_err();
    assert_eq!(
        (error.status(), error.api()),
        (Some(StatusCode::BAD_REQUEST), None)
    );
}

#[test]
fn untyped_bodies_show_their_beginning() {
    let long = Untyped::text("x".repeat(10_000));
    assert!(format!("{long:?}").len() < 300);
    assert!(format!("{:?}", Untyped::bytes("image/png", [0xff; 7])).contains("7 bytes"));
    let problem = crate::runtime::Problem::new(409).detail("Taken.");
    let untyped = Untyped::problem(&problem);
    assert_eq!(
        untyped.content_type.as_deref(),
        Some("application/problem+json")
    );
    assert_eq!(untyped.as_problem(), Some(problem));
    assert_eq!(
        untyped.as_text(),
        Some(r#"{"title":"Conflict","status":409,"detail":"Taken."}"#)
    );
}
