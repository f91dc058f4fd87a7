//! Responses to generated clients: an output, a documented error, or an error that keeps the response.

use super::apis::RESPONSES;
use super::requests::media;
use super::values;
use super::waiting::wait;
use crate::harness::{Input, Target};
use crate::random::Random;
use crate::runtime::client::{Error, Operation, Response, decode};
use crate::runtime::{ByteStream, Events, Items, Problem, Value};
use std::fmt::Debug;

/// A response is read, or refused.
pub(crate) const TARGET: Target = Target {
    name: "responses",
    executions: 10_000,
    make,
    check,
    given: Some(given),
};

/// An operation that is answered.
pub(super) struct Called {
    /// Its module and its name.
    pub(super) name: &'static str,
    /// The names and constants of its module.
    pub(super) words: fn() -> &'static [String],
    /// Reads the response; whether it is one that the document knows.
    pub(super) decode: fn(Response) -> bool,
}

/// Lists the operations of modules beside this one.
macro_rules! responses {
    ($($module:ident: $($name:ident),*;)*) => {
        /// All of them.
        pub(super) const RESPONSES: &[$crate::messages::responses::Called] = &[
            $($($crate::messages::responses::Called {
                name: concat!(stringify!($module), "::", stringify!($name)),
                words: || {
                    let api = APIS.iter().find(|api| api.name == stringify!($module));
                    api.map_or(&[], |api| (api.words)())
                },
                decode: $crate::messages::responses::answered::<$module::operations::$name>,
            }),*),*
        ];
    };
}
pub(super) use responses;

/// Reads a response of an operation.
pub(super) fn answered<O: Operation<Output: Debug, Error: Debug>>(response: Response) -> bool {
    let status = response.status;
    match decode::<O>(response) {
        Ok(_) => true,
        Err(error) => {
            let (_, said) = (format!("{error:?}"), error.to_string());
            assert!(
                said.contains(status.as_str()) || !matches!(error, Error::UnexpectedStatus(_)),
                "{said}"
            );
            matches!(error, Error::Api(_))
        }
    }
}

/// The text of a response: the operation is its name, its first line has the status, the others up to a blank one are
/// headers.
fn make(random: &mut Random) -> Input {
    let called = random.one(RESPONSES);
    let words = (called.words)();
    let status = *random.one(&[
        200, 200, 200, 200, 201, 202, 204, 206, 301, 304, 400, 404, 409, 418, 422, 500, 503, 599,
    ]);
    let mut text = format!("{status}\ncontent-type: {}", media(words, random));
    for _ in 0..random.below(3) {
        text.push_str(&format!(
            "\n{}: {}",
            values::word(words, random),
            values::word(words, random)
        ));
    }
    if random.percent(10) {
        text.push_str(&format!(
            "\nlink: <{}>; rel=\"{}\", <b>;rel=next",
            values::word(words, random),
            values::word(words, random)
        ));
    }
    text.push_str("\n\n");
    match random.below(6) {
        0 => text.push_str(&values::word(words, random)),
        1 => {
            for _ in 0..random.below(5) {
                text.push_str(&format!("{}\n", values::value(words, 3, random)));
            }
        }
        2 => {
            for _ in 0..random.below(9) {
                let field = *random.one(&["data", "data", "event", "id", "retry", "", "other"]);
                let end = *random.one(&["\n", "\n\n", "\r\n", "\r", "\r\n\r\n"]);
                text.push_str(&format!(
                    "{field}: {}{end}",
                    values::value(words, 2, random)
                ));
            }
        }
        _ => text.push_str(&values::value(words, 4, random).to_string()),
    }
    let mut text = text.into_bytes();
    for _ in 0..random.below(12).saturating_sub(9) {
        text = values::spoil(text, random);
    }
    vec![(called.name.to_owned(), text)]
}

/// The first byte says the operation.
fn given(bytes: &[u8]) -> Input {
    let (index, text) = bytes.split_at(bytes.len().min(1));
    let index = index.first().map_or(0, |index| usize::from(*index));
    vec![(
        RESPONSES[index % RESPONSES.len()].name.to_owned(),
        text.to_vec(),
    )]
}

/// What names no operation answers all of them.
fn check(input: &Input) -> bool {
    let mut accepted = false;
    for (name, text) in input {
        let Some(response) = response(text) else {
            continue;
        };
        let is_known = RESPONSES.iter().any(|called| called.name == name);
        for called in RESPONSES
            .iter()
            .filter(|called| called.name == name || !is_known)
        {
            accepted |= (called.decode)(response.clone());
        }
        if let Some(body) = response.body.as_bytes() {
            records(body);
        }
    }
    accepted
}

fn response(text: &[u8]) -> Option<Response> {
    let end = text.windows(2).position(|two| two == b"\n\n");
    let (head, body) = match end {
        Some(end) => (&text[..end], &text[end + 2..]),
        None => (text, &[][..]),
    };
    let mut lines = head.split(|byte| *byte == b'\n');
    let status = http::StatusCode::from_bytes(lines.next()?).ok()?;
    let mut headers = http::HeaderMap::new();
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = http::HeaderName::from_bytes(&line[..colon]).ok();
        let value = http::HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok();
        if let (Some(name), Some(value)) = (name, value) {
            headers.append(name, value);
        }
    }
    Some(Response {
        status,
        headers,
        body: ByteStream::from_bytes(body.to_vec()),
    })
}

/// Records and events are the same however the body is cut into frames.
fn records(body: &[u8]) {
    let whole = |_| ByteStream::from_bytes(body.to_vec());
    let bytes = |_| {
        let frames: Vec<Result<Vec<u8>, std::io::Error>> =
            body.chunks(3).map(|chunk| Ok(chunk.to_vec())).collect();
        ByteStream::from_stream(Frames(frames.into_iter()))
    };
    let (one, two) = (events(whole(())), events(bytes(())));
    assert_eq!(one, two, "events");
    for media in ["application/x-ndjson", "application/json-seq"] {
        let (one, two) = (items(media, whole(())), items(media, bytes(())));
        assert_eq!(one, two, "{media}");
    }
}

/// Frames that are there.
struct Frames(std::vec::IntoIter<Result<Vec<u8>, std::io::Error>>);

impl futures_core::Stream for Frames {
    type Item = Result<Vec<u8>, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.next())
    }
}

fn events(body: ByteStream) -> Vec<String> {
    let mut events: Events<Value> = Events::read(body);
    let mut all = Vec::new();
    while let Some(event) = wait(events.next()) {
        let ends = event.is_err();
        all.push(format!("{event:?}"));
        // Behind an error there may be more, but not without end.
        if ends && all.len() > body_bound() {
            break;
        }
    }
    all
}

fn items(media: &str, body: ByteStream) -> Vec<String> {
    let mut items: Items<Problem> = Items::read(media, body, false);
    let mut all = Vec::new();
    while let Some(item) = wait(items.next()) {
        all.push(format!("{item:?}"));
        assert!(all.len() <= body_bound(), "items without end");
    }
    all
}

/// More records than any input here has.
fn body_bound() -> usize {
    1 << 20
}
