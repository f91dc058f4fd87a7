//! What a server is given as texts, and what it refuses after it was read.

use super::shapes::{Level, Loose, Mixed, Open, Range, Shape};
use crate::runtime::log::Log;
use crate::runtime::server::{self, Answer, Context, Decoder, Failure, Routes, Serve};
use crate::runtime::texts::{Text, Texts};
use crate::runtime::{self, Checks, FORM, JSON, Rules, Schema, Untyped, Value};
use axum::body::Body;
use http::Request;
use serde_json::json;
use std::sync::Arc;
use tower_service::Service;

fn given<T: Schema>(texts: &[&str], json: bool) -> Result<T, String> {
    let texts: Vec<Text<'_>> = texts
        .iter()
        .map(|text| Text {
            text: (*text).into(),
            json,
        })
        .collect();
    let mut log = Log::new(true);
    T::decode(Texts::new(&texts, &mut log)).map_err(|_| log.into_message())
}

#[test]
fn texts_of_a_union_are_what_its_branches_are() {
    let plain = |texts: &[&str]| given::<Loose>(texts, false);
    assert_eq!(plain(&["1"]), Ok(Loose::Whole(1)));
    assert_eq!(plain(&["1.5"]), Ok(Loose::Number(1.5)));
    assert_eq!(plain(&["true"]), Ok(Loose::Flag(true)));
    assert_eq!(plain(&["+1"]), Ok(Loose::Text("+1".to_owned())));
    assert_eq!(plain(&["01"]), Ok(Loose::Text("01".to_owned())));
    assert_eq!(plain(&["NaN"]), Ok(Loose::Text("NaN".to_owned())));
    assert_eq!(plain(&[""]), Ok(Loose::Text(String::new())));
    assert_eq!(plain(&["[1,2]"]), Ok(Loose::List(vec![1, 2])));
    assert_eq!(plain(&["[1"]), Ok(Loose::Text("[1".to_owned())));
    assert_eq!(plain(&["1", "2"]), Ok(Loose::List(vec![1, 2])));
    let range = Range {
        from: 1,
        to: None,
        unit: None,
    };
    assert_eq!(plain(&[r#"{"from":1}"#]), Ok(Loose::Range(range.clone())));
    assert_eq!(given(&[r#"{"from":1}"#], true), Ok(Loose::Range(range)));
    assert_eq!(given(&["\"1\""], true), Ok(Loose::Text("1".to_owned())));
    assert!(
        given::<Loose>(&["text"], true)
            .unwrap_err()
            .contains("expected JSON text")
    );
    assert_eq!(
        given::<Shape>(&[r#"{"kind":"cube"}"#], false).unwrap_err(),
        r#"/kind: expected one of "circle", "square""#
    );
    assert_eq!(
        given::<Shape>(&["circle"], false).unwrap_err(),
        "expected an object, found a string"
    );
    assert_eq!(
        given::<Shape>(&["{}", "{}"], false).unwrap_err(),
        "sent more than once"
    );
    assert_eq!(
        given::<Vec<Loose>>(&["1", "x"], false),
        Ok(vec![Loose::Whole(1), Loose::Text("x".to_owned())])
    );
}

#[test]
fn texts_of_anything_and_of_enums() {
    assert_eq!(given(&["1"], false), Ok(Value::from("1")));
    assert_eq!(
        given(&["{\"a\":1}"], true),
        Ok(Value::from(json!({"a": 1})))
    );
    assert_eq!(given(&["7"], false), Ok(Level::High));
    assert!(given::<Level>(&["8"], false).is_err());
    assert_eq!(given(&["1"], false), Ok(Mixed::One));
    assert_eq!(given(&["1"], true), Ok(Mixed::One));
    assert_eq!(given(&["\"1\""], true), Ok(Mixed::Text));
    assert_eq!(given(&["true"], false), Ok(Mixed::True));
    assert!(given::<Mixed>(&["x"], false).is_err());
    assert_eq!(
        given(&["170141183460469231731687303715884105727"], false),
        Ok(i128::MAX)
    );
    assert_eq!(given(&["-1"], false), Ok(-1_i128));
    for text in [
        "1.5",
        "+1",
        "01",
        "",
        "-",
        "1e400",
        "340282366920938463463374607431768211456",
    ] {
        assert!(given::<i128>(&[text], false).is_err(), "{text}");
    }
}

#[cfg(feature = "foreign")]
#[test]
fn a_type_of_the_users_says_what_a_text_is() {
    use crate::runtime::Slot;
    use std::num::NonZero;
    type Port = Slot<NonZero<u16>>;
    fn port(text: &str) -> Result<Port, String> {
        let texts = [Text::plain(text)];
        let mut log = Log::new(true);
        runtime::read_foreign(Texts::new(&texts, &mut log)).map_err(|_| log.into_message())
    }
    assert_eq!(port("80").map(Port::into_inner), Ok(NonZero::new(80)));
    assert!(port("0").is_err());
    assert!(port("x").unwrap_err().contains("nonzero u16"));
}

/// An operation whose input has rules.
#[derive(Debug, PartialEq)]
struct Give {
    limit: Option<i64>,
    tag: Vec<String>,
    body: Open,
}

impl runtime::Operation for Give {
    const ID: &'static str = "give";
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/give";
    type Output = Open;
    type Error = Untyped;

    fn check(&self, to: &mut Checks<'_>) {
        static RULES: [Rules; 2] = [
            Rules::new().at_most(100),
            Rules::new().items(&Rules::new().max_length(3)),
        ];
        to.parameter("query", "limit", &self.limit, &RULES[0]);
        to.parameter("query", "tag", &self.tag, &RULES[1]);
        to.nested_body(&self.body);
    }
}

impl server::Operation for Give {
    type Access = server::Public;
    const BODY: server::Body = server::Body::Required(&[JSON, FORM]);

    fn decode(from: &mut Decoder<'_>) -> Self {
        Self {
            limit: from.optional_query("limit"),
            tag: from.optional_query("tag").unwrap_or_default(),
            body: from.body_as(),
        }
    }

    fn answer(outcome: Result<Open, Untyped>, to: &mut Answer) {
        match outcome {
            Ok(body) => to.json(200, &body),
            Err(body) => to.untyped(404, body),
        }
    }
}

struct Api;

impl Serve<Give> for Api {
    type Principal = ();

    async fn serve(&self, _: Context<()>, input: Give) -> Result<Open, Failure<Untyped>> {
        Ok(input.body)
    }
}

async fn give(query: &str, content_type: &str, body: &str) -> (u16, serde_json::Value) {
    let request = Request::post(format!("/give?{query}"))
        .header("Content-Type", content_type)
        .body(Body::from(body.to_owned()))
        .unwrap();
    let mut router = Routes::new(Arc::new(Api)).on::<Give>().finish();
    let response = router.call(request).await.unwrap();
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), usize::MAX)
        .await
        .unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused() {
    let (status, body) = give(
        "limit=100&tag=abc",
        "application/json",
        r#"{"id":1,"x":[9]}"#,
    )
    .await;
    assert_eq!(
        (status, body),
        (200, json!({"id": 1, "size": 20, "x": [9]}))
    );
    let text = r#"{"id":0,"x":[10]}"#;
    let (status, body) = give("limit=101&tag=abc&tag=abcd", "application/json", text).await;
    assert_eq!(
        (status, &body["errors"]),
        (
            400,
            &json!([
                {"location": "query.limit", "detail": "must be at most 100"},
                {"location": "query.tag/1", "detail": "must have at most 3 characters"},
                {"location": "body/id", "detail": "must be at least 1"},
                {"location": "body/x/0", "detail": "must be at most 9"},
            ])
        )
    );
    // What could not be read is not checked as well.
    let (status, body) = give("limit=101", "application/json", "{}").await;
    assert_eq!(
        (status, &body["errors"]),
        (
            400,
            &json!([{"location": "body/id", "detail": "is required"}])
        )
    );
}

#[tokio::test]
async fn forms_keep_what_an_open_object_keeps() {
    let form = "application/x-www-form-urlencoded";
    let (status, body) = give("", form, "id=1&x=1&x=2&y=3").await;
    assert_eq!(
        (status, body),
        (200, json!({"id": 1, "size": 20, "x": [1, 2], "y": [3]}))
    );
    let (status, body) = give("", form, "id=1&x=a").await;
    assert_eq!(
        (status, &body["errors"][0]["location"]),
        (400, &json!("body/x/0"))
    );
    let (status, body) = give("", form, "id=0&x=10").await;
    assert_eq!(
        (status, body["errors"].as_array().map(Vec::len)),
        (400, Some(2))
    );
}
