//! The Specification's table of styles, in both directions, and what no style can say.

use super::models::Color;
use super::shapes::Loose;
use crate::runtime::client::{self, CallOptions, Core, Encoder, Reply, Request, Transport};
use crate::runtime::client::{EncodeError, TransportError, TransportFuture};
use crate::runtime::server::{self, Answer, Context, Decoder, Failure, Router, Routes, Serve};
use crate::runtime::{self, Parameter, Schema, Value};
use axum::body::Body;
use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;
use tower_service::Service;

/// `{R: 100, G: 200, B: 150}`
#[derive(Clone, Debug, Default, PartialEq)]
struct Rgb {
    r: i64,
    g: i64,
    b: Option<i64>,
}

impl runtime::Object for Rgb {
    const PROPERTIES: &'static [&'static str] = &["R", "G", "B"];
    const REQUIRED: &'static [usize] = &[0, 1];

    fn blank() -> Self {
        Self::default()
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => runtime::read(&mut self.r, from),
            1 => runtime::read(&mut self.g, from),
            2 => runtime::read_optional(&mut self.b, from),
            _ => runtime::skip(from),
        }
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.entry("R", &self.r);
        to.entry("G", &self.g);
        to.optional_entry("B", &self.b);
    }
}

runtime::object!(Rgb);

/// Properties of which none is required, one a list, one an object; others are kept.
#[derive(Clone, Debug, Default, PartialEq)]
struct Filter {
    tags: Option<Vec<String>>,
    inner: Option<Rgb>,
    others: BTreeMap<String, String>,
}

impl runtime::Object for Filter {
    const PROPERTIES: &'static [&'static str] = &["tags", "inner"];
    const REQUIRED: &'static [usize] = &[];
    const UNKNOWN: runtime::Unknown = runtime::Unknown::Keep;

    fn blank() -> Self {
        Self::default()
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => runtime::read_optional(&mut self.tags, from),
            1 => runtime::read_optional(&mut self.inner, from),
            _ => runtime::skip(from),
        }
    }

    fn read_unknown<S: runtime::Source>(&mut self, name: String, from: S) -> Result<(), S::Error> {
        runtime::read_entry(&mut self.others, name, from)
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.optional_entry("tags", &self.tags);
        to.optional_entry("inner", &self.inner);
        to.entries(&self.others);
    }
}

runtime::object!(Filter);

thread_local! {
    /// What the operation below says and reads, for an operation is a type and not a value.
    static CASE: RefCell<Case> = RefCell::new(Case {
        encode: Box::new(|_| {}),
        decode: Box::new(|_| Box::new(())),
        found: None,
    });
}

type Decode = dyn Fn(&mut Decoder<'_>) -> Box<dyn Any>;

struct Case {
    encode: Box<dyn Fn(&mut Encoder<'_>)>,
    decode: Box<Decode>,
    found: Option<Box<dyn Any>>,
}

macro_rules! operation {
    ($name:ident $path:literal) => {
        struct $name;

        impl runtime::Operation for $name {
            const ID: &'static str = "one";
            const METHOD: &'static str = "GET";
            const PATH: &'static str = $path;
            type Output = i64;
            type Error = std::convert::Infallible;
        }

        impl client::Operation for $name {
            fn encode(&self, to: &mut Encoder<'_>) {
                CASE.with_borrow(|case| (case.encode)(to));
            }

            fn decode(from: &mut Reply) -> Option<Result<i64, Self::Error>> {
                Some(Ok(from.json()))
            }
        }

        impl server::Operation for $name {
            type Access = crate::runtime::server::Public;

            fn decode(from: &mut Decoder<'_>) -> Self {
                let found = CASE.with_borrow(|case| (case.decode)(from));
                CASE.with_borrow_mut(|case| case.found = Some(found));
                Self
            }

            fn answer(outcome: Result<i64, Self::Error>, to: &mut Answer) {
                let Ok(body) = outcome;
                to.json(200, &body);
            }
        }

        impl Serve<$name> for Api {
            type Principal = ();

            async fn serve(
                &self,
                _: Context<()>,
                _: $name,
            ) -> Result<i64, Failure<std::convert::Infallible>> {
                Ok(1)
            }
        }
    };
}

struct Api;

operation!(InPath "/p/{color}");
operation!(Elsewhere "/q");

struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: Request) -> TransportFuture<'_> {
        Box::pin(async { Err(TransportError::new("nowhere")) })
    }
}

fn is_path(parameter: &Parameter) -> bool {
    parameter.location() == runtime::In::Path
}

/// What the client sends: `path`, `?query`, or the value of a header.
fn said(
    parameter: &Parameter,
    encode: impl Fn(&mut Encoder<'_>) + 'static,
) -> Result<String, String> {
    CASE.with_borrow_mut(|case| case.encode = Box::new(encode));
    let core = Core::with_transport(Nowhere, "http://a", &[]).unwrap();
    let options = CallOptions::default();
    let request = match is_path(parameter) {
        true => core.encode(&InPath, &options),
        false => core.encode(&Elsewhere, &options),
    };
    let request = request.map_err(|error: EncodeError| error.violations[0].detail.clone())?;
    let header = |name| {
        let value = request.headers.get(name);
        value
            .map_or("", |it| std::str::from_utf8(it.as_bytes()).unwrap())
            .to_owned()
    };
    Ok(match parameter.location() {
        runtime::In::Path => request.url.path()[3..].to_owned(),
        runtime::In::Query => request.url.query().unwrap_or("").to_owned(),
        runtime::In::Header => header("color"),
        runtime::In::Cookie => header("cookie"),
    })
}

/// What the server reads from that.
fn read<T: 'static>(
    parameter: &Parameter,
    text: &str,
    decode: impl Fn(&mut Decoder<'_>) -> T + 'static,
) -> Result<T, String> {
    CASE.with_borrow_mut(|case| {
        case.decode = Box::new(move |from| Box::new(decode(from)));
        case.found = None;
    });
    let path = match parameter.location() {
        runtime::In::Path => format!("/p/{text}"),
        runtime::In::Query => format!("/q?{text}"),
        runtime::In::Header | runtime::In::Cookie => "/q".to_owned(),
    };
    let mut request = http::Request::get(path);
    for line in text.split('\n').filter(|line| !line.is_empty()) {
        match parameter.location() {
            runtime::In::Header => request = request.header("color", line),
            runtime::In::Cookie => request = request.header("cookie", line),
            runtime::In::Path | runtime::In::Query => {}
        }
    }
    let router: Router = Routes::new(Arc::new(Api))
        .on::<InPath>()
        .on::<Elsewhere>()
        .finish();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let (status, body) = runtime.block_on(async move {
        let response = router
            .clone()
            .call(request.body(Body::empty()).unwrap())
            .await
            .unwrap();
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    });
    match status {
        200 => {
            let found = CASE.with_borrow_mut(|case| case.found.take()).unwrap();
            Ok(*found.downcast().unwrap())
        }
        status => Err(format!("{status} {body}")),
    }
}

/// A value is said so, and read back from that.
fn both<T: Schema + Clone + Debug + PartialEq + 'static>(
    parameter: Parameter,
    value: T,
    text: &str,
) {
    let shown = format!("{parameter:?} {value:?}");
    let (one, two) = (value.clone(), Some(value.clone()));
    let required = said(&parameter, move |to| to.styled(&parameter, &one));
    assert_eq!(required.as_deref(), Ok(text), "{shown}");
    let optional = said(&parameter, move |to| to.optional_styled(&parameter, &two));
    assert_eq!(optional.as_deref(), Ok(text), "{shown}");
    reads(parameter, value, text);
}

/// A value is read from a text that need not be how our client says it.
fn reads<T: Schema + Clone + Debug + PartialEq + 'static>(
    parameter: Parameter,
    value: T,
    text: &str,
) {
    let shown = format!("{parameter:?} {text:?}");
    let required = read(&parameter, text, move |from| from.styled::<T>(&parameter));
    assert_eq!(required, Ok(value.clone()), "{shown}");
    let optional = read(&parameter, text, move |from| {
        from.optional_styled::<T>(&parameter)
    });
    assert_eq!(optional, Ok(Some(value)), "{shown}");
}

/// No text says the value.
fn unsayable<T: Schema + 'static>(parameter: Parameter, value: T) -> String {
    said(&parameter, move |to| to.styled(&parameter, &value)).unwrap_err()
}

/// A text is refused as a value of that type.
fn refused<T: Schema + Debug + 'static>(parameter: Parameter, text: &str) -> String {
    let found = read(&parameter, text, move |from| {
        from.optional_styled::<T>(&parameter)
    });
    let error = found.unwrap_err();
    assert!(error.starts_with("400 "), "{error}");
    error
}

/// Nothing in a text belongs to the parameter.
fn absent<T: Schema + Debug + PartialEq + 'static>(parameter: Parameter, text: &str) {
    let found = read(&parameter, text, move |from| {
        from.optional_styled::<T>(&parameter)
    });
    assert_eq!(found, Ok(None), "{parameter:?} {text:?}");
    let error = read(&parameter, text, move |from| from.styled::<T>(&parameter)).unwrap_err();
    assert!(error.contains("is required"), "{error}");
}

fn strings(items: &[&str]) -> Vec<String> {
    items.iter().map(ToString::to_string).collect()
}

fn colors() -> Vec<String> {
    strings(&["blue", "black", "brown"])
}

const RGB: Rgb = Rgb {
    r: 100,
    g: 200,
    b: Some(150),
};

fn map() -> BTreeMap<String, i64> {
    [
        ("B".to_owned(), 150),
        ("G".to_owned(), 200),
        ("R".to_owned(), 100),
    ]
    .into()
}

const PATH: Parameter = Parameter::path("color");
const QUERY: Parameter = Parameter::query("color");
const HEADER: Parameter = Parameter::header("color");
const COOKIE: Parameter = Parameter::cookie("color");

/// A text of the table, where it has one.
type Cell = Option<&'static str>;

/// OpenAPI 3.0.4, "Style Examples"; the columns are empty, string, array and object.
#[test]
fn the_table_of_the_specification() {
    let blue = || "blue".to_owned();
    let rows: &[(Parameter, Cell, Cell, Cell, Cell)] = &[
        (
            PATH.matrix(),
            Some(";color"),
            Some(";color=blue"),
            Some(";color=blue,black,brown"),
            Some(";color=R,100,G,200,B,150"),
        ),
        (
            PATH.matrix().explode(true),
            Some(";color"),
            Some(";color=blue"),
            Some(";color=blue;color=black;color=brown"),
            Some(";R=100;G=200;B=150"),
        ),
        (
            PATH.label(),
            None,
            Some(".blue"),
            Some(".blue,black,brown"),
            Some(".R,100,G,200,B,150"),
        ),
        (
            PATH.label().explode(true),
            None,
            Some(".blue"),
            Some(".blue.black.brown"),
            Some(".R=100.G=200.B=150"),
        ),
        (
            PATH,
            None,
            Some("blue"),
            Some("blue,black,brown"),
            Some("R,100,G,200,B,150"),
        ),
        (
            PATH.explode(true),
            None,
            Some("blue"),
            Some("blue,black,brown"),
            Some("R=100,G=200,B=150"),
        ),
        (
            HEADER,
            None,
            Some("blue"),
            Some("blue,black,brown"),
            Some("R,100,G,200,B,150"),
        ),
        (
            HEADER.explode(true),
            None,
            Some("blue"),
            Some("blue,black,brown"),
            Some("R=100,G=200,B=150"),
        ),
        (
            QUERY.explode(false),
            Some("color="),
            Some("color=blue"),
            Some("color=blue,black,brown"),
            Some("color=R,100,G,200,B,150"),
        ),
        (
            QUERY,
            Some("color="),
            Some("color=blue"),
            Some("color=blue&color=black&color=brown"),
            Some("R=100&G=200&B=150"),
        ),
        (
            COOKIE.explode(false),
            Some("color="),
            Some("color=blue"),
            Some("color=blue,black,brown"),
            Some("color=R,100,G,200,B,150"),
        ),
        (
            COOKIE,
            Some("color="),
            Some("color=blue"),
            Some("color=blue; color=black; color=brown"),
            Some("R=100; G=200; B=150"),
        ),
        (
            QUERY.space_delimited(),
            Some("color="),
            Some("color=blue"),
            Some("color=blue%20black%20brown"),
            Some("color=R%20100%20G%20200%20B%20150"),
        ),
        (
            QUERY.pipe_delimited(),
            Some("color="),
            Some("color=blue"),
            Some("color=blue%7Cblack%7Cbrown"),
            Some("color=R%7C100%7CG%7C200%7CB%7C150"),
        ),
        (
            QUERY.deep_object(),
            None,
            None,
            None,
            Some("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        ),
    ];
    for (parameter, empty, string, array, object) in rows {
        if let Some(text) = empty {
            both(*parameter, String::new(), text);
        }
        if let Some(text) = string {
            both(*parameter, blue(), text);
        }
        if let Some(text) = array {
            both(*parameter, colors(), text);
        }
        if let Some(text) = object {
            both(*parameter, RGB, text);
            reads(*parameter, map(), text);
            both(*parameter, map(), &sorted(*parameter, text));
        }
    }
}

/// The same with its properties in the order of their names, as maps have them.
fn sorted(parameter: Parameter, text: &str) -> String {
    let said = said(&parameter, move |to| to.styled(&parameter, &map())).unwrap();
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    assert_eq!(letters(&said), letters(text));
    said
}

/// What other senders make of the table: OpenAPI 3.0.3 has it with `|`, brackets and dots as they are.
#[test]
fn the_table_as_others_say_it() {
    reads(PATH.label(), colors(), ".blue.black.brown");
    reads(PATH.label(), RGB, ".R.100.G.200.B.150");
    reads(QUERY.pipe_delimited(), colors(), "color=blue|black|brown");
    reads(QUERY.pipe_delimited(), RGB, "color=R|100|G|200|B|150");
    reads(
        QUERY.pipe_delimited(),
        strings(&["a|b", "c"]),
        "color=a%7Cb|c",
    );
    reads(QUERY.space_delimited(), colors(), "color=blue+black+brown");
    reads(
        QUERY.deep_object(),
        RGB,
        "color[R]=100&color[G]=200&color[B]=150",
    );
    reads(PATH.matrix(), colors(), "%3Bcolor%3Dblue%2Cblack%2Cbrown");
    reads(PATH, vec![1, 2], "1%2C2");
    reads(PATH, Rgb { b: None, ..RGB }, "R%2C100%2CG%2C200");
    reads(
        PATH.explode(true),
        Rgb { b: None, ..RGB },
        "R%3D100%2CG%3D200",
    );
    reads(QUERY.explode(false), vec![1, 2], "color=1%2C2");
    reads(HEADER, colors(), "blue, black ,brown");
    reads(HEADER, colors(), "blue\nblack, brown");
    reads(HEADER, RGB, "R, 100\nG, 200, B, 150");
    reads(COOKIE, "a b".to_owned(), "x=1; color=\"a%20b\" ;y=2");
    reads(COOKIE, colors(), "color=blue; color=black\ncolor=brown");
}

#[test]
fn syntax_inside_of_values_survives() {
    let hostile = strings(&["a,b", "c;d=e", "f.g", "&h#i", "+j", "%2C", "ü", "'\"\\"]);
    let object: BTreeMap<String, String> = hostile
        .iter()
        .map(|text| (text.clone(), text.clone()))
        .collect();
    let every = [
        PATH,
        PATH.explode(true),
        PATH.label(),
        PATH.label().explode(true),
        PATH.matrix(),
        PATH.matrix().explode(true),
        QUERY,
        QUERY.explode(false),
        QUERY.space_delimited(),
        QUERY.pipe_delimited(),
        QUERY.allow_reserved(),
        QUERY.explode(false).allow_reserved(),
        COOKIE,
        COOKIE.explode(false),
    ];
    for parameter in every {
        round(parameter, hostile.clone());
        round(parameter, strings(&["a,b"]));
        for text in &hostile {
            round(parameter, text.clone());
        }
        // Names of cookies are tokens.
        if parameter != COOKIE {
            round(parameter, object.clone());
        }
    }
    round(QUERY.deep_object(), object);
    round(HEADER, strings(&["a;b=c", "d e", "%2C", "ü"]));
    round(HEADER.explode(true), map());
    both(
        QUERY.allow_reserved(),
        "/a?b:@!$'()*,;=&#+[]%".to_owned(),
        "color=/a?b:@!$%27()*,;%3D%26%23%2B%5B%5D%25",
    );
}

/// Whatever is said is read back.
fn round<T: Schema + Clone + Debug + PartialEq + 'static>(parameter: Parameter, value: T) {
    let sent = value.clone();
    let text = said(&parameter, move |to| to.styled(&parameter, &sent));
    let text = text.unwrap_or_else(|error| panic!("{parameter:?} {value:?}: {error}"));
    reads(parameter, value, &text);
}

#[test]
fn what_a_style_cannot_say_is_not_sent() {
    let none: Vec<String> = Vec::new();
    for parameter in [
        PATH,
        PATH.label(),
        PATH.matrix(),
        QUERY,
        QUERY.explode(false),
        HEADER,
        COOKIE,
    ] {
        assert_eq!(
            unsayable(parameter, none.clone()),
            "an empty list cannot be said"
        );
        assert_eq!(unsayable(parameter, None::<String>), "null cannot be said");
        assert_eq!(
            unsayable(parameter, vec![vec![1]]),
            "only a scalar can be said"
        );
        assert_eq!(unsayable(parameter, vec![RGB]), "only a scalar can be said");
        assert_eq!(unsayable(parameter, f64::NAN), "a number must be finite");
    }
    for parameter in [PATH, HEADER, QUERY.explode(false)] {
        let empty: BTreeMap<String, i64> = BTreeMap::new();
        assert_eq!(
            unsayable(parameter, empty),
            "an object without properties cannot be said"
        );
    }
    let filter = Filter {
        inner: Some(RGB),
        ..Filter::default()
    };
    assert_eq!(unsayable(QUERY, filter), "only a scalar can be said");
    for text in ["a,b", " a", "a\t"] {
        unsayable(HEADER, strings(&[text, "x"]));
        unsayable(HEADER, BTreeMap::from([(text.to_owned(), 1)]));
    }
    unsayable(
        HEADER.explode(true),
        BTreeMap::from([("a=b".to_owned(), 1)]),
    );
    unsayable(QUERY.space_delimited(), strings(&["a b"]));
    unsayable(QUERY.pipe_delimited(), strings(&["a|b"]));
    unsayable(COOKIE, BTreeMap::from([("a b".to_owned(), 1)]));
    unsayable(PATH, String::new());
    unsayable(PATH.label(), String::new());
    unsayable(PATH.label(), ".".to_owned());
    unsayable(PATH, strings(&[".."]));
    unsayable(QUERY.deep_object(), strings(&[]));
    unsayable(QUERY.deep_object(), BTreeMap::from([("a]".to_owned(), 1)]));
    unsayable(QUERY.deep_object(), vec![vec![1], Vec::new()]);
    unsayable(QUERY.text(), vec![1]);
    // An optional object that says nothing would look like none.
    let said = said(&QUERY, |to| {
        to.optional_styled(&QUERY, &Some(Filter::default()))
    });
    assert_eq!(
        said.unwrap_err(),
        "an object without properties cannot be said"
    );
}

#[test]
fn objects_in_brackets() {
    const DEEP: Parameter = QUERY.deep_object();
    let filter = Filter {
        tags: Some(strings(&["a", "b&c"])),
        inner: Some(RGB),
        others: [("x y".to_owned(), "[1]".to_owned())].into(),
    };
    let text = "color%5Btags%5D%5B%5D=a&color%5Btags%5D%5B%5D=b%26c&color%5Binner%5D%5BR%5D=100\
        &color%5Binner%5D%5BG%5D=200&color%5Binner%5D%5BB%5D=150&color%5Bx%20y%5D=%5B1%5D";
    both(DEEP, filter, text);
    absent::<Rgb>(DEEP, "colors[R]=1&colo[R]=1&R=1");
    for (text, place) in [
        ("color[R]=x&color[G]=1", "query.color/R"),
        ("color[R]=1", "query.color/G"),
        ("color[R]=1&color[R]=2&color[G]=1", "query.color/R"),
        ("color[R][x]=1&color[G]=1", "query.color/R"),
        ("color[R]=1&color[G]=1&color[]=1", "query.color"),
        ("color[R]=1&color[G]=1&color[R=1", "query.color"),
        ("color[R]=1&color[G]=1&color[R]x=1", "query.color"),
        ("color[R]=1&color[G]=1&color[[R]]=1", "query.color"),
        ("color[R][]=1&color[G]=1", "query.color/R"),
        ("color[][R]=1&color[G]=1", "query.color"),
        ("color[]=1", "query.color"),
        ("color=1&color[R]=1&color[G]=1", "query.color"),
    ] {
        let error = refused::<Rgb>(DEEP, text);
        assert!(
            error.contains(&format!("\"location\":\"{place}\"")),
            "{text} {error}"
        );
    }
    refused::<Filter>(DEEP, "color[inner]=a");
    refused::<Filter>(DEEP, "color[inner][]=a");
    let deep = format!("color{}=1", "[a]".repeat(1_000));
    assert!(refused::<Value>(DEEP, &deep).contains("128 levels"));
    assert_eq!(
        read(&DEEP, "color[a]=1&color[b][c]=x", |from| from
            .styled::<Value>(&DEEP)),
        Ok(Value::from_iter([
            ("a", Value::from("1")),
            ("b", Value::from_iter([("c", "x")])),
        ]))
    );
}

/// The Specification defines brackets for objects alone; these are what frameworks make of them.
#[test]
fn lists_and_single_values_in_brackets() {
    const DEEP: Parameter = QUERY.deep_object();
    both(DEEP, 1, "color=1");
    both(
        DEEP,
        colors(),
        "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
    );
    both(
        DEEP,
        vec![RGB, RGB],
        "color%5B0%5D%5BR%5D=100&color%5B0%5D%5BG%5D=200&color%5B0%5D%5BB%5D=150\
        &color%5B1%5D%5BR%5D=100&color%5B1%5D%5BG%5D=200&color%5B1%5D%5BB%5D=150",
    );
    both(
        DEEP,
        vec![vec![1, 2], vec![3]],
        "color%5B0%5D%5B%5D=1&color%5B0%5D%5B%5D=2&color%5B1%5D%5B%5D=3",
    );
    round(DEEP, BTreeMap::from([("a".to_owned(), vec![RGB])]));
    round(DEEP, Value::from_iter([("a", Value::from(vec!["x"]))]));
    round(DEEP, Value::from(vec![Value::from_iter([("b", "x")])]));
    let tags = |tags: &[&str]| Filter {
        tags: Some(strings(tags)),
        ..Filter::default()
    };
    for text in [
        "color[tags][]=a&color[tags][]=b",
        "color[tags]=a&color[tags]=b",
        "color[tags][0]=a&color[tags][1]=b",
        "color[tags][1]=b&color[tags][0]=a",
    ] {
        reads(DEEP, tags(&["a", "b"]), text);
    }
    reads(DEEP, tags(&["a"]), "color[tags]=a");
    reads(DEEP, tags(&["a"]), "color[tags][]=a");
    reads(DEEP, strings(&["a", "b"]), "color[0]=a&color[1]=b");
    reads(DEEP, strings(&["a"]), "color[]=a");
    absent::<Vec<String>>(DEEP, "colors[]=a");
    for text in [
        "color[0]=1&color[2]=2",
        "color[1]=1",
        "color[00]=1",
        "color[a]=1",
        "color[0]=1&color[]=2",
        "color[][]=1",
        "color[][0]=1",
    ] {
        refused::<Vec<i64>>(DEEP, text);
    }
    assert!(refused::<Vec<i64>>(DEEP, "color[0]=1&color[1]=x").contains("query.color/1"));
}

#[test]
fn media_types_instead_of_a_style() {
    both(
        QUERY.json(),
        RGB,
        "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
    );
    both(HEADER.json(), RGB, r#"{"R":100,"G":200,"B":150}"#);
    round(PATH.json(), vec![vec![RGB]]);
    round(COOKIE.json(), Vec::<i64>::new());
    round(QUERY.json(), "a".to_owned());
    round(QUERY.json(), i128::MAX);
    both(QUERY.json(), None::<i64>, "color=null");
    both(QUERY.text(), "a,b".to_owned(), "color=a%2Cb");
    both(HEADER.text(), 1.5, "1.5");
    refused::<Vec<i64>>(QUERY.json(), "color=1");
    refused::<i64>(QUERY.json(), "color=1&color=2");
    refused::<Rgb>(QUERY.json(), "color=%7B%22R%22:1,%22R%22:2,%22G%22:1%7D");
}

#[test]
fn what_is_empty_is_absent_where_that_is_allowed() {
    absent::<i64>(QUERY.allow_empty(), "color=");
    absent::<bool>(QUERY.allow_empty(), "color");
    absent::<Vec<String>>(QUERY.allow_empty(), "color=");
    absent::<i64>(QUERY.json().allow_empty(), "color=");
    reads(QUERY.allow_empty(), String::new(), "color=");
    reads(QUERY.allow_empty(), 7, "color=7");
    for text in ["color=", "color"] {
        refused::<i64>(QUERY, text);
        refused::<Color>(QUERY, text);
        reads(QUERY, String::new(), text);
    }
}

#[test]
fn an_object_takes_the_names_that_are_not_others() {
    const BESIDE: Parameter = QUERY.beside(&["page", "deep"]);
    reads(BESIDE, map(), "R=100&page=x&G=200&B=150&deep[a]=x&deep=y");
    absent::<Rgb>(BESIDE, "page=1&deep[x]=1");
    absent::<Rgb>(QUERY, "page=1");
    reads(QUERY, RGB, "page=1&R=100&G=200&B=150&page=2");
    let map = read(&BESIDE, "page=1", |from| {
        from.optional_styled::<BTreeMap<String, i64>>(&BESIDE)
    });
    assert_eq!(map, Ok(None));
    // A required object may have no property.
    let found = read(&BESIDE, "page=1", |from| from.styled::<Filter>(&BESIDE));
    assert_eq!(found, Ok(Filter::default()));
    refused::<BTreeMap<String, i64>>(BESIDE, "color=x");
}

#[test]
fn what_stands_beside_a_closed_object_is_none_of_its_members() {
    use super::shapes::Closed;
    let found = read(&QUERY, "page=1", |from| {
        from.optional_styled::<Closed>(&QUERY)
    });
    assert_eq!(found, Ok(None));
    reads(QUERY, Closed { id: Some(1) }, "page=1&id=1&colour=x");
    reads(COOKIE, Closed { id: Some(1) }, "page=1; id=1");
    // Where its members say whose they are, others are too many.
    refused::<Closed>(QUERY.deep_object(), "color[page]=1");
    refused::<Closed>(QUERY.explode(false), "color=page,1");
}

#[test]
fn scalars_are_read_as_strictly_as_ever() {
    for text in [
        "+1",
        "01",
        "NaN",
        "1e400",
        "1 ",
        "",
        "0x1",
        "1,2",
        "9223372036854775808",
    ] {
        let encoded = runtime::percent::encode(text);
        refused::<i64>(QUERY, &format!("color={encoded}"));
        refused::<Vec<i64>>(QUERY, &format!("color=1&color={encoded}"));
    }
    refused::<f64>(QUERY, "color=NaN");
    refused::<i64>(COOKIE, "color=1; color=2");
    refused::<i64>(QUERY, "color=1&color=2");
    refused::<i64>(HEADER, "1\n2");
    refused::<String>(QUERY, "color=%ff");
    refused::<String>(QUERY, "color=%f");
    refused::<String>(COOKIE, "color=%f");
    refused::<String>(PATH.label(), "blue");
    refused::<String>(PATH.matrix(), ";colour=blue");
    refused::<Vec<String>>(PATH.matrix().explode(true), ";color=a;colour=b");
    refused::<Rgb>(PATH, "R,100,G");
    refused::<Rgb>(PATH.explode(true), "R=100,G");
    refused::<Rgb>(PATH, "R,1,R,2,G,3");
    for value in [i128::MAX, i128::MIN, 0] {
        round(QUERY, value);
        round(PATH, vec![value]);
    }
    round(HEADER, u128::MAX);
    round(QUERY, 0.1_f32);
    round(QUERY, f64::MIN_POSITIVE);
    both(PATH, Color::Red, "red");
    both(
        QUERY,
        vec![Color::Red, Color::Green],
        "color=red&color=green",
    );
}

#[test]
fn unions_are_read_as_what_the_text_looks_like() {
    reads(QUERY, Loose::Whole(1), "color=1");
    reads(QUERY, Loose::List(vec![1, 2]), "color=1&color=2");
    reads(QUERY.explode(false), Loose::List(vec![1, 2]), "color=1,2");
    reads(PATH, Loose::List(vec![1, 2]), "1,2");
    reads(HEADER, Loose::Text("a b".to_owned()), "a b");
    both(QUERY, Loose::Text("a,b".to_owned()), "color=a%2Cb");
    both(
        QUERY.explode(false),
        Loose::Text("a,b".to_owned()),
        "color=a%2Cb",
    );
    both(PATH.label(), Loose::Number(1.5), ".1%2E5");
    reads(PATH.label(), 1.5, ".1.5");
    let range = super::shapes::Range {
        from: 1,
        to: Some(2),
        unit: None,
    };
    both(
        QUERY.deep_object(),
        Loose::Range(range.clone()),
        "color%5Bfrom%5D=1&color%5Bto%5D=2",
    );
    both(QUERY, Loose::Range(range), "from=1&to=2");
    absent::<Loose>(QUERY, "other=1");
}

#[test]
fn values_are_linked_by_pointers() {
    use crate::runtime::linked;
    let filter = Filter {
        tags: Some(strings(&["a", "b"])),
        inner: Some(RGB),
        others: [("a/b~c".to_owned(), "x".to_owned())].into(),
    };
    assert_eq!(linked::<_, i64>(&filter, "/inner/R"), Some(100));
    assert_eq!(
        linked::<_, String>(&filter, "/inner/R"),
        Some("100".to_owned())
    );
    assert_eq!(
        linked::<_, String>(&filter, "/tags/1"),
        Some("b".to_owned())
    );
    assert_eq!(
        linked::<_, String>(&filter, "/a~1b~0c"),
        Some("x".to_owned())
    );
    assert_eq!(linked::<_, Rgb>(&filter, "/inner"), Some(RGB));
    assert_eq!(linked::<_, Filter>(&filter, ""), Some(filter.clone()));
    for pointer in [
        "/none",
        "inner",
        "/tags/2",
        "/tags/01",
        "/tags/-",
        "/inner/R/x",
        "/",
    ] {
        assert_eq!(linked::<_, String>(&filter, pointer), None, "{pointer}");
    }
    assert_eq!(linked::<_, i64>(&filter, "/tags/0"), None);
}

/// OpenAPI 3.2.0, "Style Examples": the style `cookie`, in which nothing is percent-encoded.
#[test]
fn unescaped_cookies() {
    const UNESCAPED: Parameter = COOKIE.unescaped();
    both(UNESCAPED, "blue".to_owned(), "color=blue");
    both(UNESCAPED, String::new(), "color=");
    both(UNESCAPED, "a%20b+c=ü".replace('ü', "u"), "color=a%20b+c=u");
    both(UNESCAPED, colors(), "color=blue; color=black; color=brown");
    both(UNESCAPED, RGB, "R=100; G=200; B=150");
    let joined = UNESCAPED.explode(false);
    both(joined, colors(), "color=blue,black,brown");
    both(joined, RGB, "color=R,100,G,200,B,150");
    for text in ["a b", "a;b", "a,b", "ü", "\"a\"", "a\\b", "a\nb"] {
        let detail = "has characters that no cookie can carry";
        assert_eq!(unsayable(UNESCAPED, text.to_owned()), detail, "{text:?}");
        assert_eq!(unsayable(UNESCAPED, strings(&["a", text])), detail);
        assert_eq!(unsayable(joined, strings(&["a", text])), detail);
    }
    // What the other style would have escaped is read as it is.
    reads(COOKIE, "a b".to_owned(), "color=a%20b");
    reads(UNESCAPED, "a%20b".to_owned(), "color=a%20b");
    refused::<i64>(UNESCAPED, "color=%31");
}

/// OpenAPI 3.2.0, Parameter Object, `in: querystring`.
#[test]
fn whole_queries() {
    const WHOLE: Parameter = QUERY.whole();
    both(
        WHOLE.text(),
        "$.a[?@.b > 1]&c=d".to_owned(),
        "%24.a%5B%3F%40.b%20%3E%201%5D%26c%3Dd",
    );
    both(
        WHOLE.json(),
        RGB,
        "%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
    );
    // In a query that is no form a plus says nothing.
    reads(WHOLE.text(), "a+b".to_owned(), "a+b");
    let refused = refused::<Rgb>(WHOLE.json(), "color={}");
    assert!(refused.contains(r#""location":"query.color""#), "{refused}");
}
