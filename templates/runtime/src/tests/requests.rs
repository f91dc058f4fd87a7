//! Random templates, values and requests: what is sent arrives, and what nobody would send is refused.

use super::models::Part;
use super::shapes::Loose;
use crate::runtime::client::{self, CallOptions, Core, Encoder, Error, Reply};
use crate::runtime::in_process::InProcess;
use crate::runtime::server::{self, Answer, Context, Decoder, Failure, Router, Routes, Serve};
use crate::runtime::template::{self, Capture, Literally};
use crate::runtime::{self, In, Parameter, Value, percent};
use axum::body::Body;
use std::collections::BTreeMap;
use std::sync::Arc;
use tower_service::Service;

/// Numbers that are the same in every run: xorshift64*.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap() % bound
    }

    fn one_of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    fn text(&mut self, all: &[&str], most: usize) -> String {
        let length = self.below(most + 1);
        (0..length).map(|_| self.one_of(all)).collect()
    }
}

const PIECES: &[&str] = &[
    "a", ":", "*", ".", "-", "~", "!", "$", "(", ",", "=", ";", "@", "x", " ", "ü", "%", "+", "_",
];

const TEXTS: &[&str] = &[
    "v", "w", "v7", ":", "*", ".", "-", ",", "=", ";", "@", "%", "%2E", "/", "?", "#", "ü", " ",
    "&", "\\", "\u{1}", "a", "x", "+",
];

/// The names of all parameters.
const NAMES: [&str; 9] = ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"];

/// A template of up to three segments, each of literals and of up to three parameters.
fn random_template(numbers: &mut Numbers) -> (String, std::ops::Range<usize>) {
    let (mut template, mut names) = (String::new(), 0);
    for _ in 0..=numbers.below(3) {
        template.push('/');
        for _ in 0..numbers.below(4) {
            template += &numbers.text(PIECES, 2);
            template += &format!("{{{}}}", NAMES[names]);
            names += 1;
        }
        template += &numbers.text(PIECES, 2);
    }
    (template, 0..names)
}

/// What is put into a template is captured by it, in its place; or it is not sent at all.
#[test]
fn what_fills_a_template_is_captured_by_it() {
    let mut numbers = Numbers(7);
    let (base, options) = ("http://a".parse().unwrap(), CallOptions::default());
    let (mut sent, mut refused) = (0, 0);
    for _ in 0..20_000 {
        let (template, names) = random_template(&mut numbers);
        let mut encoder = Encoder::new(&base, &[], &options);
        let mut values = Vec::new();
        for name in names {
            let value = numbers.text(TEXTS, 3);
            encoder.path(NAMES[name], &value);
            values.push(value);
        }
        let Some(url) = encoder.target(&template) else {
            refused += 1;
            continue;
        };
        sent += 1;
        let path = url.path();
        let (parsed, _) = template::parse(&template);
        let captures = [Literally::Yes, Literally::No]
            .into_iter()
            .find_map(|literally| parsed.captures(path, literally))
            .unwrap_or_else(|| panic!("{template} {path}"));
        let texts = captures.into_iter().map(|capture| match capture {
            Capture::Part(part) => percent::decode(&path[part]).unwrap().into_owned(),
            Capture::Decoded(text) => text,
        });
        assert_eq!(texts.collect::<Vec<_>>(), values, "{template} {path}");
    }
    assert!(sent > 5_000 && refused > 500, "{sent} {refused}");
}

/// Templates beside each other, of which none can be taken for another: no literal of them begins a value below, and no
/// separator of a style is a literal beside a parameter that has its segment for itself.
const TEMPLATES: [&str; 16] = [
    "/{p0}",
    "/{p0}:cancel",
    "/f/{p0}.{p1}",
    "/:x/{p0}",
    "/*/{p0}",
    "/*a/{p0}/",
    "/a{p0}b{p1}c",
    "/{p0}/x",
    "/f/{p0}.{p1}",
    "/{p0}/{p1}:cancel",
    "/{p0}/a b/{p1}",
    "/{p0}/ü{p1}/x",
    "/x;{p0}={p1}",
    "/({p0},{p1})",
    "/{p0}-{p1}/@{p2}",
    "/{p0}/y/{p1}/{p2}.json",
];

/// How the parameters of those are said.
const STYLES: [fn(&'static str) -> Parameter; 5] = [
    Parameter::path,
    |name| Parameter::path(name).label(),
    |name| Parameter::path(name).label().explode(true),
    |name| Parameter::path(name).matrix(),
    |name| Parameter::path(name).matrix().explode(true),
];

/// The operation of one template: the number of its style, and its values, each of them a list or one text.
#[derive(Clone, Debug, PartialEq)]
struct Op<const N: usize> {
    values: Vec<Vec<String>>,
    style: u8,
}

impl<const N: usize> Op<N> {
    fn parameters() -> usize {
        TEMPLATES[N].matches('{').count()
    }
}

impl<const N: usize> runtime::Operation for Op<N> {
    const ID: &'static str = TEMPLATES[N];
    const METHOD: &'static str = "GET";
    const PATH: &'static str = TEMPLATES[N];
    type Output = Vec<Vec<String>>;
    type Error = std::convert::Infallible;
}

impl<const N: usize> client::Operation for Op<N> {
    fn encode(&self, to: &mut Encoder<'_>) {
        for (name, value) in NAMES.into_iter().zip(&self.values) {
            to.styled(&STYLES[usize::from(self.style)](name), value);
        }
        to.query("style", &self.style);
    }

    fn decode(from: &mut Reply) -> Option<Result<Self::Output, Self::Error>> {
        (from.status() == 200).then(|| Ok(from.json()))
    }
}

impl<const N: usize> server::Operation for Op<N> {
    type Access = crate::runtime::server::Public;

    fn decode(from: &mut Decoder<'_>) -> Self {
        let style: u8 = from.query("style");
        let names = NAMES.into_iter().take(Self::parameters());
        let parameters = names.map(STYLES[usize::from(style.min(4))]);
        let values = parameters.map(|it| from.styled(&it)).collect();
        Self { values, style }
    }

    fn answer(outcome: Result<Self::Output, Self::Error>, to: &mut Answer) {
        let Ok(values) = outcome;
        to.json(200, &values);
    }
}

struct Api;

impl<const N: usize> Serve<Op<N>> for Api {
    type Principal = ();

    async fn serve(
        &self,
        _: Context<()>,
        input: Op<N>,
    ) -> Result<Vec<Vec<String>>, Failure<std::convert::Infallible>> {
        let mut found = vec![vec![TEMPLATES[N].to_owned()]];
        found.extend(input.values);
        Ok(found)
    }
}

fn router() -> Router {
    let routes = Routes::new(Arc::new(Api));
    let routes = routes
        .on::<Op<0>>()
        .on::<Op<1>>()
        .on::<Op<2>>()
        .on::<Op<3>>();
    let routes = routes
        .on::<Op<4>>()
        .on::<Op<5>>()
        .on::<Op<6>>()
        .on::<Op<7>>();
    let routes = routes
        .on::<Op<8>>()
        .on::<Op<9>>()
        .on::<Op<10>>()
        .on::<Op<11>>();
    let routes = routes.on::<Op<12>>().on::<Op<13>>().on::<Op<14>>();
    routes.on::<Op<15>>().on::<Any>().finish()
}

/// Calls the operation with random values, which either arrive at it or are not sent.
async fn arrives<const N: usize>(core: &Core, numbers: &mut Numbers) -> bool {
    let value = |numbers: &mut Numbers| -> Vec<String> {
        let text = |numbers: &mut Numbers| format!("v{}", numbers.text(TEXTS, 3));
        (0..=numbers.below(3)).map(|_| text(numbers)).collect()
    };
    let input = Op::<N> {
        values: (0..Op::<N>::parameters()).map(|_| value(numbers)).collect(),
        style: u8::try_from(numbers.below(STYLES.len())).unwrap(),
    };
    match core.send(&input).await {
        Ok(found) => {
            assert_eq!(found[0], [TEMPLATES[N]], "{input:?}");
            assert_eq!(found[1..], input.values, "{}", TEMPLATES[N]);
            true
        }
        Err(Error::Encode(_)) => false,
        Err(error) => panic!("{} {input:?} {error}", TEMPLATES[N]),
    }
}

#[tokio::test]
async fn values_arrive_at_their_operation_among_others() {
    let core = Core::with_transport(InProcess(router()), "http://a", &[]).unwrap();
    let (mut numbers, mut sent) = (Numbers(11), 0);
    macro_rules! all {
        ($($n:literal)*) => {
            $(sent += usize::from(arrives::<$n>(&core, &mut numbers).await);)*
        };
    }
    for _ in 0..500 {
        all!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
    }
    assert!(sent > 5_000, "{sent}");
}

/// Reads parameters of every place, style and type.
#[derive(Debug)]
struct Any;

impl runtime::Operation for Any {
    const ID: &'static str = "any";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/any/{p0}/{p1}.{p2}";
    type Output = i64;
    type Error = std::convert::Infallible;
}

impl server::Operation for Any {
    type Access = crate::runtime::server::Public;

    fn decode(from: &mut Decoder<'_>) -> Self {
        type Map = BTreeMap<String, i64>;
        type Texts = Vec<String>;
        const Q: Parameter = Parameter::query("q");
        let first: String = from.path("p0");
        let style = STYLES[first.len() % STYLES.len()];
        let _: Texts = from.styled(&style("p1"));
        if first.starts_with('R') {
            let _: Map = from.styled(&style("p2").explode(true));
        }
        for q in [
            Q,
            Q.explode(false),
            Q.space_delimited(),
            Q.pipe_delimited(),
            Q.deep_object(),
            Q.json(),
            Q.text(),
            Q.allow_empty().beside(&["style"]),
        ] {
            let _: Option<i64> = from.optional_styled(&q);
            let _: Option<Texts> = from.optional_styled(&q);
            let _: Option<Map> = from.optional_styled(&q);
            let _: Option<Value> = from.optional_styled(&q);
            let _: Option<Part> = from.optional_styled(&q);
            let _: Option<Loose> = from.optional_styled(&q);
        }
        for place in [Parameter::header("h"), Parameter::cookie("h")] {
            for place in [
                place,
                place.explode(!matches!(place.location(), In::Cookie)),
                place.json(),
            ] {
                let _: Option<bool> = from.optional_styled(&place);
                let _: Option<Texts> = from.optional_styled(&place);
                let _: Option<Map> = from.optional_styled(&place);
                let _: Option<Loose> = from.optional_styled(&place);
            }
        }
        Self
    }

    fn answer(outcome: Result<i64, Self::Error>, to: &mut Answer) {
        let Ok(body) = outcome;
        to.json(200, &body);
    }
}

impl Serve<Any> for Api {
    type Principal = ();

    async fn serve(
        &self,
        _: Context<()>,
        _: Any,
    ) -> Result<i64, Failure<std::convert::Infallible>> {
        Ok(1)
    }
}

const QUERY: &[&str] = &[
    "q", "&", "=", "q=", "&q=", "[", "]", "%", "%2", "%25", "%ff", "+", ",", "|", "%7C", "a", "1",
    "-", "{", "}", "\"", "q[a]", "&q[a]=", "[a]", "%5B", "%00", "true", "null", "[1]", ";", "?",
    "/",
];

const HEADER: &[u8] = b"h=; ,\"%1aq\\{}[]:\xff\xc3\xbc\t2=;h";

/// No request gets more than a refusal, whatever its head is made of.
#[tokio::test]
async fn random_heads_are_answered_or_refused() {
    let mut numbers = Numbers(13);
    let mut router = router();
    let mut answers = BTreeMap::new();
    for _ in 0..100_000 {
        let mut path = match numbers.below(3) {
            0 => "/any".to_owned(),
            _ => String::new(),
        };
        for _ in 0..=numbers.below(3) {
            path.push('/');
            path += &percent::encode_literal(&numbers.text(PATHS, 5));
        }
        let query = numbers.text(QUERY, 8).replace(['{', '}', '"'], "%22");
        let mut bytes = || -> Vec<u8> {
            let length = numbers.below(24).saturating_sub(12);
            (0..length)
                .map(|_| HEADER[numbers.below(HEADER.len())])
                .collect()
        };
        let mut request = http::Request::get(format!("{path}?{query}"));
        for name in ["h", "h", "cookie", "cookie"] {
            request = match http::HeaderValue::from_bytes(&bytes()) {
                Ok(value) if !value.is_empty() => request.header(name, value),
                _ => request,
            };
        }
        // What is no URL does not reach a router.
        let Ok(request) = request.body(Body::empty()) else {
            continue;
        };
        let response = router.call(request).await.unwrap();
        *answers.entry(response.status().as_u16()).or_insert(0) += 1;
    }
    let statuses: Vec<u16> = answers.keys().copied().collect();
    assert_eq!(statuses, [200, 400, 404], "{answers:?}");
    assert!(answers.values().sum::<usize>() > 90_000, "{answers:?}");
}

const PATHS: &[&str] = &[
    "a", "1", ".", ":cancel", "x", "y", "*", ":", ";", "=", ",", "p0", "%", "%2", "%2F", "%ff",
    "%3A", " ", "ü", "(", ")", "-", "@", ".json", ";p0=", "R=1",
];
