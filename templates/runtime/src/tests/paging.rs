//! Answers in pages: by number, by offset, by cursor, by the URL of the next one.

use super::transports::{Script, answer};
use crate::runtime::client::{self, Core, Credential, Error, Paged, Pages, Response, Turn};
use crate::runtime::{self, In, Requirement, Scheme, Security, Untyped};
use std::marker::PhantomData;

static KEY: Scheme = Scheme::api_key("key", In::Query, "key");

const SECURITY: Security = &[&[Requirement::new(&KEY, &[])]];

/// How the pages of a test hang together.
trait Way {
    const PAGES: Pages;
    fn turn(input: &mut List<Self>, to: &mut Turn<'_>)
    where
        Self: Sized;
}

/// Lists things.
struct List<W> {
    size: i64,
    number: Option<i64>,
    text: Option<String>,
    way: PhantomData<fn() -> W>,
}

impl<W> Clone for List<W> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            ..*self
        }
    }
}

impl<W> List<W> {
    fn new() -> Self {
        Self {
            size: 2,
            number: None,
            text: None,
            way: PhantomData,
        }
    }
}

impl<W> runtime::Operation for List<W> {
    const ID: &'static str = "list";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/things";
    const SECURITY: Security = SECURITY;
    type Output = Untyped;
    type Error = Untyped;
}

impl<W> client::Operation for List<W> {
    fn encode(&self, to: &mut client::Encoder<'_>) {
        to.query("size", &self.size);
        to.optional_query("number", &self.number);
        to.optional_query("text", &self.text);
    }

    fn decode(from: &mut client::Reply) -> Option<Result<Untyped, Untyped>> {
        Some(match from.status() {
            200 => Ok(from.untyped()),
            _ => Err(from.untyped()),
        })
    }
}

impl<W: Way> Paged for List<W> {
    const PAGES: Pages = W::PAGES;

    fn turn(&mut self, to: &mut Turn<'_>) {
        W::turn(self, to);
    }
}

macro_rules! ways {
    ($($name:ident $pages:expr, |$input:ident, $to:ident| $turn:expr;)*) => {$(
        struct $name;
        impl Way for $name {
            const PAGES: Pages = $pages;
            fn turn($input: &mut List<Self>, $to: &mut Turn<'_>) {
                $turn
            }
        }
    )*};
}

ways! {
    Number Pages::page(1).items("/items"), |input, to| to.optional(&mut input.number);
    Offset Pages::offset().items(""), |input, to| to.optional(&mut input.number);
    Cursor Pages::cursor("/next~1/0"), |input, to| to.optional(&mut input.text);
    Whole Pages::cursor("/next"), |input, to| to.optional(&mut input.number);
    Needed Pages::cursor("/next").items("/items"), |input, to| to.required(&mut input.size);
    Url Pages::url("/next"), |_input, _to| {};
    Link Pages::link(), |_input, _to| {};
}

/// How many pages came, what they were asked with, and how it ended.
async fn read<W: Way + 'static>(
    input: List<W>,
    answers: Vec<Response>,
) -> (usize, Vec<String>, Option<String>) {
    let script = Script::new(answers);
    let key = [("key", Some(Credential::key("k&")))];
    let core = Core::with_transport(script.clone(), "https://a/v1", &key).unwrap();
    let mut pages = core.pages(input);
    let (mut count, mut failed) = (0, None);
    while let Some(page) = pages.next().await {
        match page {
            Ok(_) => count += 1,
            Err(error) => {
                assert!(!error.to_string().contains("k&"));
                failed = Some(match error {
                    Error::Encode(error) => error.to_string(),
                    error => format!("{:?}", error.status()),
                });
            }
        }
    }
    assert!(pages.next().await.is_none());
    let url = |request: client::Request| {
        let url = request.url.to_string();
        url.strip_prefix("https://a/v1/things?")
            .unwrap_or(&url)
            .to_owned()
    };
    (count, script.asked().into_iter().map(url).collect(), failed)
}

fn page(body: &str) -> Response {
    answer(200, &[("content-type", "application/json")], body)
}

#[tokio::test]
async fn pages_are_counted() {
    let answers = || {
        vec![
            page("{\"items\":[1,2]}"),
            page("{\"items\":[3]}"),
            page("{\"items\":[]}"),
        ]
    };
    let (count, asked, failed) = read(List::<Number>::new(), answers()).await;
    assert_eq!((count, failed), (3, None));
    assert_eq!(
        asked,
        [
            "size=2&key=k%26",
            "size=2&number=2&key=k%26",
            "size=2&number=3&key=k%26"
        ]
    );
    let from = List::<Number> {
        number: Some(7),
        ..List::new()
    };
    let (_, asked, _) = read(from, answers()).await;
    assert_eq!(asked[1], "size=2&number=8&key=k%26");
    let answers = vec![page("[1,2]"), page("[3]"), page("[]"), page("[1]")];
    let (count, asked, failed) = read(List::<Offset>::new(), answers).await;
    assert_eq!((count, failed), (3, None));
    assert_eq!(
        asked[1..],
        ["size=2&number=2&key=k%26", "size=2&number=3&key=k%26"]
    );
}

#[tokio::test]
async fn a_count_that_cannot_go_on_ends() {
    let last = List::<Number> {
        number: Some(i64::MAX),
        ..List::new()
    };
    let (count, _, failed) = read(last, vec![page("{\"items\":[1]}")]).await;
    assert_eq!((count, failed), (1, None));
    for body in ["{}", "{\"items\":{}}", "{\"items\":null}", "[]"] {
        let (count, _, failed) = read(List::<Number>::new(), vec![page(body)]).await;
        assert_eq!((count, failed), (1, None), "{body}");
    }
}

#[tokio::test]
async fn cursors_are_followed_to_their_end() {
    for end in [
        "{}",
        "{\"next/\":[]}",
        "{\"next/\":[null]}",
        "{\"next/\":[\"\"]}",
        "{\"next/\":[{}]}",
        "1",
    ] {
        let answers = vec![
            page("{\"next/\":[\"a b\"]}"),
            page("{\"next/\":[\"2\"]}"),
            page(end),
        ];
        let (count, asked, failed) = read(List::<Cursor>::new(), answers).await;
        assert_eq!((count, failed), (3, None), "{end}");
        assert_eq!(
            asked[1..],
            ["size=2&text=a%20b&key=k%26", "size=2&text=2&key=k%26"]
        );
    }
    // A number where a text is wanted, and the other way round.
    let answers = vec![page("{\"next/\":[7]}"), page("{}")];
    assert_eq!(
        read(List::<Cursor>::new(), answers).await.1[1],
        "size=2&text=7&key=k%26"
    );
    let answers = vec![page("{\"next\":\"7\"}"), page("{\"next\":\"x\"}")];
    let (count, asked, failed) = read(List::<Whole>::new(), answers).await;
    assert_eq!((count, failed), (2, None));
    assert_eq!(asked[1], "size=2&number=7&key=k%26");
}

#[tokio::test]
async fn pages_that_lead_back_are_the_last() {
    let to = |cursor: &str| page(&format!("{{\"next/\":[\"{cursor}\"]}}"));
    let answers = vec![to("a"), to("b"), to("a"), to("b")];
    assert_eq!(read(List::<Cursor>::new(), answers).await.0, 3);
    let answers = vec![
        page("{\"next\":9,\"items\":[1]}"),
        page("{\"next\":8,\"items\":[]}"),
        page("{}"),
    ];
    let (count, asked, _) = read(List::<Needed>::new(), answers).await;
    assert_eq!((count, &*asked[1]), (2, "size=9&key=k%26"));
}

#[tokio::test]
async fn links_are_followed_on_the_same_server() {
    let link = |value: &str| answer(200, &[("link", value)], "");
    let answers = vec![
        link(
            "<https://a/x?z=1>; rel=prev, <?p=2&key=mine>; title=\"a, <b>; rel=\\\"next\\\"\"; rel=\"last next\"",
        ),
        link("</other#f>;REL = next"),
        link("<?p=3>; rel=nexts, <?p=4>; rel=\"prev\"; rel=next, <?p=5"),
    ];
    let (count, asked, failed) = read(List::<Link>::new(), answers).await;
    assert_eq!((count, failed), (3, None));
    assert_eq!(asked[1..], ["p=2&key=k%26", "https://a/other?key=k%26"]);
    for away in [
        "https://b/v1",
        "http://a/v1",
        "//b",
        "https://a:444/",
        "https://u@a/",
        "javascript:1",
    ] {
        let (count, asked, failed) = read(
            List::<Link>::new(),
            vec![link(&format!("<{away}>; rel=next"))],
        )
        .await;
        assert_eq!((count, asked.len()), (0, 1), "{away}");
        assert!(
            failed
                .unwrap()
                .contains("the next page: is at another server"),
            "{away}"
        );
    }
    let answers = vec![
        page("{\"next\":\"https://a/v1/things?p=2\"}"),
        page("{\"next\":null}"),
    ];
    let (count, asked, failed) = read(List::<Url>::new(), answers).await;
    assert_eq!((count, failed), (2, None));
    assert_eq!(asked[1], "p=2&key=k%26");
}

#[tokio::test]
async fn an_error_is_the_last_item() {
    let answers = vec![
        page("{\"next/\":[\"a\"]}"),
        answer(500, &[], ""),
        page("{}"),
    ];
    let (count, asked, failed) = read(List::<Cursor>::new(), answers).await;
    assert_eq!((count, asked.len(), &*failed.unwrap()), (1, 2, "Some(500)"));
}

#[tokio::test]
async fn the_user_sets_a_largest_number() {
    let script = Script::new((0..9).map(|at| page(&format!("{{\"next/\":[{at}]}}"))));
    let key = [("key", Some(Credential::key("k")))];
    let core = Core::with_transport(script.clone(), "https://a", &key).unwrap();
    let mut pages = core.pages(List::<Cursor>::new()).at_most(2);
    assert!(pages.next().await.is_some() && pages.next().await.is_some());
    assert!(pages.next().await.is_none());
    assert_eq!(script.asked().len(), 2);
}
