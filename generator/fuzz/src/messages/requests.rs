//! Requests to the routers of generated servers: refused, or read as an input that the generated client sends so that it
//! is read as the same again.

use super::apis::APIS;
use super::values;
use super::waiting::wait;
use crate::harness::{Input, Target};
use crate::random::Random;
use crate::runtime::client::{
    CallOptions, Core, Operation, Request, Response, Transport, TransportError, TransportFuture,
};
use crate::runtime::in_process::InProcess;
use crate::runtime::server::{self, Failure, Outcome, Router};
use crate::runtime::{ByteStream, Problem};
use std::any::Any;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A request is refused, or understood.
pub(crate) const TARGET: Target = Target {
    name: "requests",
    executions: 5_000,
    make,
    check,
    given: Some(given),
};

/// An API that is served.
pub(super) struct Api {
    /// Its module.
    pub(super) name: &'static str,
    /// The names and constants of its module.
    pub(super) words: fn() -> &'static [String],
    /// Methods and paths.
    pub(super) operations: &'static [(&'static str, &'static str)],
    /// What serves it.
    pub(super) router: fn(Echo) -> Router,
}

/// Lists the operations of modules beside this one, which nobody needs to be to call them.
macro_rules! requests {
    ($($module:ident in $operations:literal, $models:literal, $server:literal: $($name:ident),*;)*) => {
        $($(
            impl $crate::runtime::server::Serve<$module::operations::$name> for $crate::messages::requests::Echo {
                type Principal = ();

                fn serve(
                    &self,
                    _: $crate::runtime::server::Context<()>,
                    input: $module::operations::$name,
                ) -> impl $crate::runtime::server::Outcome<$module::operations::$name> {
                    self.take(input)
                }
            }
        )*)*

        /// All of them.
        pub(super) const APIS: &[$crate::messages::requests::Api] = &[
            $($crate::messages::requests::Api {
                name: stringify!($module),
                words: || {
                    static WORDS: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| {
                        let sources = concat!(include_str!($operations), include_str!($models), include_str!($server));
                        $crate::messages::values::words(sources)
                    });
                    &WORDS
                },
                operations: &[$((
                    <$module::operations::$name as $crate::runtime::Operation>::METHOD,
                    <$module::operations::$name as $crate::runtime::Operation>::PATH,
                )),*],
                router: |echo| {
                    $crate::runtime::server::Routes::new(std::sync::Arc::new(echo))
                        $(.on::<$module::operations::$name>())*
                        .finish()
                },
            }),*
        ];
    };
}
pub(super) use requests;

/// Sends what it takes once more, by way of the client, and looks whether the same arrives.
#[derive(Clone, Default)]
pub(super) struct Echo(Arc<Mutex<Papers>>);

#[derive(Default)]
struct Papers {
    /// The request that the client makes of what arrived, and what arrived.
    again: Option<Request>,
    first: Option<Box<dyn Any + Send>>,
    arrived: usize,
}

impl Echo {
    /// What every operation does.
    pub(super) fn take<O>(&self, input: O) -> impl Outcome<O> + use<O>
    where
        O: Operation + server::Operation + Clone + PartialEq + Debug,
    {
        let mut papers = self.papers();
        papers.arrived += 1;
        match papers.first.take() {
            Some(first) => {
                let first = first.downcast::<O>().expect("the same operation");
                // Of streams only what is seen of them can be compared.
                assert!(
                    *first == input || format!("{first:?}") == format!("{input:?}"),
                    "what the client sends of {first:?} is read as {input:?}"
                );
            }
            None => {
                let core =
                    Core::with_transport(Nowhere, "http://localhost", &[]).expect("a client");
                // What a path cannot carry is refused.
                papers.again = core.encode(&input, &CallOptions::default()).ok();
                papers.first = Some(Box::new(input));
            }
        }
        std::future::ready(Err(Failure::from(Problem::new(501))))
    }

    fn papers(&self) -> MutexGuard<'_, Papers> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Nothing is sent.
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: Request) -> TransportFuture<'_> {
        Box::pin(std::future::ready(Err(TransportError::new(
            "nothing is sent",
        ))))
    }
}

/// The text of a request: its API is its name, its first line has method and target, the others up to a blank one are
/// headers.
fn make(random: &mut Random) -> Input {
    let api = random.one(APIS);
    let words = (api.words)();
    let (method, path) = random.one(api.operations);
    let mut text = format!("{method} {}", target(path, words, random));
    let (content_type, body) = body(words, random);
    for _ in 0..random.below(4) {
        let name = values::word(words, random);
        text.push_str(&format!("\n{name}: {}", said(words, random)));
    }
    if random.percent(30) {
        let pairs: Vec<String> = (0..1 + random.below(3))
            .map(|_| format!("{}={}", values::word(words, random), said(words, random)))
            .collect();
        text.push_str(&format!("\ncookie: {}", pairs.join("; ")));
    }
    if let Some(content_type) = content_type {
        text.push_str(&format!("\ncontent-type: {content_type}"));
    }
    let mut text = [text.into_bytes(), b"\n\n".to_vec(), body].concat();
    for _ in 0..random.below(12).saturating_sub(9) {
        text = values::spoil(text, random);
    }
    vec![(api.name.to_owned(), text)]
}

fn target(path: &str, words: &[String], random: &mut Random) -> String {
    let mut target = String::new();
    let mut rest = path;
    while let Some((before, behind)) = rest.split_once('{') {
        target.push_str(before);
        target.push_str(&crate::runtime::percent::encode(&said(words, random)));
        rest = behind.split_once('}').map_or("", |(_, behind)| behind);
    }
    target.push_str(rest);
    if random.percent(70) {
        let count = random.below(6);
        for index in 0..count {
            target.push(if index == 0 { '?' } else { '&' });
            target.push_str(&pair(words, random));
        }
    }
    target
}

fn pair(words: &[String], random: &mut Random) -> String {
    let name = values::word(words, random);
    let (name, value) = (crate::runtime::percent::encode(&name), said(words, random));
    let value = crate::runtime::percent::encode(&value);
    match random.below(8) {
        0 => name,
        1 => format!("{name}[{}]={value}", values::word(words, random)),
        2 => format!("{name}[]={value}"),
        _ => format!("{name}={value}"),
    }
}

/// What may stand for a value where there is no JSON.
fn said(words: &[String], random: &mut Random) -> String {
    match random.below(8) {
        0 => values::value(words, 2, random).to_string(),
        1 => random.between(-3, 40).to_string(),
        2 => format!(
            "{},{}",
            values::word(words, random),
            values::word(words, random)
        ),
        3 => format!(
            "{}|{}",
            values::word(words, random),
            values::word(words, random)
        ),
        4 => format!(
            ";{}={}",
            values::word(words, random),
            values::word(words, random)
        ),
        5 => format!(
            ".{}.{}",
            values::word(words, random),
            values::word(words, random)
        ),
        6 => String::new(),
        _ => values::word(words, random),
    }
}

fn body(words: &[String], random: &mut Random) -> (Option<String>, Vec<u8>) {
    let json = |random: &mut Random| values::value(words, 3, random).to_string();
    match random.below(9) {
        0 => (None, Vec::new()),
        1 | 2 => (
            Some("application/json".to_owned()),
            json(random).into_bytes(),
        ),
        3 => {
            let pairs: Vec<String> = (0..random.below(5)).map(|_| pair(words, random)).collect();
            (
                Some("application/x-www-form-urlencoded".to_owned()),
                pairs.join("&").into_bytes(),
            )
        }
        4 | 5 => {
            let mut text = String::new();
            for _ in 0..random.below(5) {
                text.push_str(&format!(
                    "--b\r\nContent-Disposition: form-data; name=\"{}\"",
                    values::word(words, random).replace('"', "%22")
                ));
                if random.percent(40) {
                    text.push_str(&format!("; filename=\"{}\"", values::word(words, random)));
                }
                if random.percent(40) {
                    text.push_str(&format!("\r\nContent-Type: {}", media(words, random)));
                }
                text.push_str(&format!("\r\n\r\n{}\r\n", said(words, random)));
            }
            text.push_str("--b--\r\n");
            (
                Some("multipart/form-data; boundary=b".to_owned()),
                text.into_bytes(),
            )
        }
        6 => {
            let lines: Vec<String> = (0..random.below(5)).map(|_| json(random)).collect();
            (Some(media(words, random)), lines.join("\n").into_bytes())
        }
        7 => {
            let records: Vec<String> = (0..random.below(4))
                .map(|_| format!("\u{1e}{}\n", json(random)))
                .collect();
            (
                Some("application/json-seq".to_owned()),
                records.concat().into_bytes(),
            )
        }
        _ => (Some(media(words, random)), said(words, random).into_bytes()),
    }
}

/// A media type, where there is one among the words.
pub(super) fn media(words: &[String], random: &mut Random) -> String {
    let all: Vec<&String> = words
        .iter()
        .filter(|word| word.contains('/') && !word.starts_with('/'))
        .collect();
    match all.is_empty() || random.percent(20) {
        true => (*random.one(&[
            "application/json",
            "text/plain",
            "image/png",
            "*/*",
            "application/x-ndjson",
            "text/event-stream; charset=utf-8",
        ]))
        .to_owned(),
        false => (*random.one(&all)).clone(),
    }
}

/// The first byte says the API.
fn given(bytes: &[u8]) -> Input {
    let (index, text) = bytes.split_at(bytes.len().min(1));
    let index = index.first().map_or(0, |index| usize::from(*index));
    vec![(APIS[index % APIS.len()].name.to_owned(), text.to_vec())]
}

/// What names no API is sent to all of them.
fn check(input: &Input) -> bool {
    let mut accepted = false;
    for (name, text) in input {
        let Some(request) = request(text) else {
            continue;
        };
        let is_known = APIS.iter().any(|api| api.name == name);
        SERVED.with(|served| {
            for (api, (echo, transport)) in APIS.iter().zip(served) {
                if api.name == name || !is_known {
                    accepted |= serve(echo, transport, request.clone());
                }
            }
        });
    }
    accepted
}

fn request(text: &[u8]) -> Option<Request> {
    let end = text.windows(2).position(|two| two == b"\n\n");
    let (head, body) = match end {
        Some(end) => (&text[..end], &text[end + 2..]),
        None => (text, &[][..]),
    };
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = std::str::from_utf8(lines.next()?).ok()?;
    let (method, target) = first.split_once(' ')?;
    let mut headers = http::HeaderMap::new();
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = http::HeaderName::from_bytes(&line[..colon]).ok();
        let value = http::HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok();
        if let (Some(name), Some(value)) = (name, value) {
            headers.append(name, value);
        }
    }
    Some(Request {
        method: method.parse().ok()?,
        url: format!("http://localhost{target}").parse().ok()?,
        headers,
        body: ByteStream::from_bytes(body.to_vec()),
        timeout: std::time::Duration::from_secs(30),
        streams: false,
        max_response_bytes: 1 << 20,
    })
}

thread_local! {
    /// The APIs, served.
    static SERVED: Vec<(Echo, InProcess)> = APIS.iter().map(|api| {
        let echo = Echo::default();
        (echo.clone(), InProcess((api.router)(echo)))
    }).collect();
}

/// Whether the input arrived.
fn serve(echo: &Echo, transport: &InProcess, request: Request) -> bool {
    *echo.papers() = Papers::default();
    answered(wait(transport.send(request)));
    let again = echo.papers().again.take();
    if let Some(again) = again {
        let shown = format!("{again:?}");
        let response = wait(transport.send(again));
        assert_eq!(
            echo.papers().arrived,
            2,
            "the client sends {shown}, which is refused: {:?}",
            response.map(|response| said_by(&response))
        );
    }
    echo.papers().arrived > 0
}

/// No input is the server's fault.
fn answered(response: Result<Response, TransportError>) {
    // Not every URL is a target.
    if let Ok(response) = response {
        assert!(
            matches!(response.status.as_u16(), 400..=499 | 501),
            "{}",
            said_by(&response)
        );
    }
}

fn said_by(response: &Response) -> String {
    let body = response
        .body
        .as_bytes()
        .map(|body| String::from_utf8_lossy(body).into_owned());
    format!("{} {}", response.status, body.unwrap_or_default())
}
