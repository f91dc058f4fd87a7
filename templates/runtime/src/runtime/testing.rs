//! For tests of clients and servers: an API whose answers are laid out beforehand, called in process. The emitted tests
//! are made of it; it panics where a test has to fail.

mod further;

use super::byte_stream::ByteStream;
use super::client::{CallOptions, Error, Operation, Request, Transport, TransportFuture};
use super::explain::Explain;
use super::in_process::InProcess;
use super::json::read_json;
use super::log::{Log, Refused};
use super::media::is_range;
use super::server::{Denied, Failure, Router};
use super::tree::Tree;
use super::{FilePart, Media, Schema, Stream, Untyped, Violation};
use serde_json::Value;
use std::any::Any;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard};

/// An API of which the answers are laid out beforehand, and which keeps what it was asked.
#[derive(Clone, Default)]
pub struct Desk(Arc<Mutex<Papers>>);

#[derive(Default)]
struct Papers {
    outcome: Option<Box<dyn Any + Send>>,
    input: Option<Box<dyn Any + Send>>,
    status: Option<u16>,
    /// The server of an operation's own.
    server: Option<&'static str>,
}

/// The papers of one operation on the desk: what documents of it arrive, and which outcomes leave.
pub struct Case<'a, O: Operation> {
    /// In each of these the inputs are sent; in the operation's own choice where there is none.
    pub media: &'a [&'static Media],
    /// Each arrives as it was sent.
    pub inputs: &'a [O],
    /// What puts a text into a path parameter; texts that look like syntax arrive as they were sent.
    pub paths: &'a [fn(&mut O, &str)],
    /// What a server makes of absent parameters.
    pub defaults: fn(&mut O),
    /// Each arrives as it was answered, with its status.
    pub outcomes: &'a [Outcome<O>],
}

impl<O: Operation> Default for Case<'_, O> {
    fn default() -> Self {
        Self {
            media: &[],
            inputs: &[],
            paths: &[],
            defaults: |_| {},
            outcomes: &[],
        }
    }
}

/// A status, and what the operation gives with it.
pub type Outcome<O> = (
    u16,
    Result<<O as super::Operation>::Output, <O as super::Operation>::Error>,
);

/// Texts that a path segment must carry unharmed.
const HOSTILE: [&str; 17] = [
    "a/b",
    "%2F",
    "{id}",
    "a?b#c",
    "ü ✓",
    "a+b",
    "a;b=c",
    "~-_.x",
    "...",
    "a\\b",
    " ",
    "\u{1}",
    "a\tb\r\nc",
    "%",
    "%ff",
    "\"<>|^`",
    ":cancel",
];

/// Texts that a URL parser would resolve away, so that the request would reach something else.
const REFUSED: [&str; 6] = ["", ".", "..", "%2e", "%2E.", ".\n."];

/// Where the client believes the API to be; the router is mounted there.
pub const BASE: &str = "http://localhost/mounted";

/// The beginning of it.
const HOST: &str = "http://localhost";

/// A caller whose credential holds.
#[derive(Debug)]
pub struct Caller;

/// What an implementation of an operation returns.
pub type Answered<O> =
    Result<<O as super::Operation>::Output, Failure<<O as super::Operation>::Error>>;

/// What a check of credentials says: the tests have one that holds, be it said twice, as callers by user and password
/// do, or behind the name of its scheme.
pub fn granted(credential: &str) -> Result<Caller, Denied> {
    match credential.ends_with("good") {
        true => Ok(Caller),
        false => Err(Denied::Unauthorized),
    }
}

/// A value, from a sample of the document or one made up from its schema.
pub fn sample<T: Schema>(json: &str) -> T {
    T::decode(Stream::new(
        &mut serde_json::Deserializer::from_str(json),
        true,
    ))
    .expect(json)
}

/// A value as a server reads it: strictly, and checked.
///
/// # Errors
/// All that is wrong with it, each with its place.
pub fn read<T: Schema>(json: &str) -> Result<T, Vec<Violation>> {
    let mut log = Log::new(true);
    match read_json::<T>(json.as_bytes(), &mut log) {
        Ok(value) => match value.validate() {
            Ok(()) => Ok(value),
            Err(violations) => Err(violations.to_vec()),
        },
        Err(Refused) => Err(log.into_violations()),
    }
}

/// A raw body.
pub fn untyped() -> Untyped {
    Untyped::text("raw & ü".to_owned())
}

/// Bytes of a media type. That of a range says which one it is, and parameters come with what has them.
pub fn bytes(media: &str) -> ByteStream {
    let bytes = ByteStream::from_bytes(&b"\0bytes\xff"[..]);
    match is_range(media) || media.contains(';') {
        true => bytes.with_content_type(within(media)),
        false => bytes,
    }
}

/// A file of one of these media types. Where there are several it says which one it is.
pub fn file(media: &[&str]) -> FilePart {
    let content_type = match media {
        [] => None,
        [only] if !is_range(only) => None,
        [first, ..] => Some(within(first)),
    };
    FilePart {
        file_name: Some("ü & b.bin".to_owned()),
        content_type,
        ..FilePart::new(&b"\r\n--\0file\xff"[..])
    }
}

/// A media type of a range.
fn within(range: &str) -> String {
    match range.split_once("/*") {
        Some(("*", _)) => "application/octet-stream".to_owned(),
        Some((kind, suffix)) => format!("{kind}/x-sample{suffix}"),
        None => range.to_owned(),
    }
}

/// An example is read strictly as the type that it illustrates, and written as it was: numbers may be spelt otherwise,
/// and those of single precision lose what it does not hold. Members that no type of the document has are gone, null may
/// be said by absence, and defaults are written.
pub fn example<T: Schema + serde::Serialize + PartialEq>(pointer: &str, json: &str) {
    let value: T = sample(json);
    let expected: Value = serde_json::from_str(json).expect(pointer);
    // The text says a number of single precision shorter than its value in double precision would.
    let text = serde_json::to_string(&value).expect(pointer);
    let written: Value = serde_json::from_str(&text).expect(pointer);
    let unknown = unknown::<T>(json);
    assert!(
        agrees(&written, &expected, "", &unknown),
        "{pointer}: {expected} is written as {written}"
    );
    assert!(
        sample::<T>(&text) == value,
        "{pointer}: {text} is read as something else"
    );
}

/// The places of members that no type has, as JSON Pointers.
fn unknown<T: Schema>(json: &str) -> BTreeSet<String> {
    let tree: Tree<'_> = serde_json::from_str(json).expect(json);
    let mut log = Log::of_unknown();
    let value = T::decode(Explain::new(&tree, &mut log));
    let found = log.into_violations();
    assert!(value.is_ok(), "{json}: {found:?}");
    found.into_iter().map(|found| found.location).collect()
}

/// Whether a value was written as was expected at a place, of which some members are unknown.
fn agrees(written: &Value, expected: &Value, place: &str, unknown: &BTreeSet<String>) -> bool {
    match (written, expected) {
        (Value::Number(written), Value::Number(expected))
            if written.is_f64() || expected.is_f64() =>
        {
            let (Some(written), Some(expected)) = (written.as_f64(), expected.as_f64()) else {
                return false;
            };
            let single = expected as f32;
            written == expected || single.to_string().parse() == Ok(written)
        }
        (Value::Array(written), Value::Array(expected)) => {
            let mut pairs = written.iter().zip(expected).enumerate();
            written.len() == expected.len()
                && pairs.all(|(index, (written, expected))| {
                    agrees(written, expected, &format!("{place}/{index}"), unknown)
                })
        }
        (Value::Object(written), Value::Object(expected)) => {
            expected.iter().all(|(name, expected)| {
                let place = format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"));
                match written.get(name) {
                    Some(written) => agrees(written, expected, &place, unknown),
                    None => expected.is_null() || unknown.contains(&place),
                }
            })
        }
        (written, expected) => written == expected,
    }
}

impl Desk {
    /// A transport to a router, mounted below a path.
    pub fn transport(&self, router: Router) -> impl Transport {
        Wire {
            desk: self.clone(),
            // As a service it answers below the mount with a slash, too, where an API has operations of the path `/`.
            router: InProcess(Router::new().nest_service("/mounted", router)),
        }
    }

    /// Takes an input, and gives the outcome that was laid out for it.
    pub fn answer<I: Send + 'static, T: 'static, E: 'static>(
        &self,
        input: I,
    ) -> Result<T, Failure<E>> {
        let mut papers = self.papers();
        papers.input = Some(Box::new(input));
        let outcome = papers.outcome.take().expect("an outcome is laid out");
        let outcome: Box<Result<T, E>> = outcome.downcast().expect("it is one of this operation");
        outcome.map_err(Failure::Documented)
    }

    /// Calls the operation in every way of the case.
    pub async fn check<O>(
        &self,
        call: impl AsyncFn(&O, &CallOptions) -> Result<O::Output, Error<O::Error>>,
        case: &Case<'_, O>,
    ) where
        O: Operation<
                Output: Clone + PartialEq + Debug + Send,
                Error: Clone + PartialEq + Debug + Send,
            >,
        O: Clone + PartialEq + Debug + 'static,
    {
        self.papers().server = O::SERVER;
        let media = case.media.iter().map(|media| Some(*media));
        let own = case.media.is_empty().then_some(None);
        for media in media.chain(own) {
            let options = CallOptions {
                media,
                ..CallOptions::default()
            };
            for input in case.inputs {
                let mut expected = input.clone();
                (case.defaults)(&mut expected);
                for (status, outcome) in case.outcomes {
                    self.lay(outcome.clone());
                    let arrived = call(input, &options).await;
                    let taken = self.taken::<O>();
                    assert_eq!(taken.as_ref(), Some(&expected), "{media:?} {arrived:?}");
                    self.compare(*status, outcome, arrived);
                }
            }
        }
        let options = CallOptions::default();
        for (input, path) in case.inputs.iter().zip(case.paths.iter().cycle()) {
            let Some((_, outcome)) = case.outcomes.first() else {
                return;
            };
            for text in HOSTILE {
                let mut input = input.clone();
                path(&mut input, text);
                self.lay(outcome.clone());
                let arrived = call(&input, &options).await;
                (case.defaults)(&mut input);
                assert_eq!(self.taken().as_ref(), Some(&input), "{arrived:?}");
            }
            for text in REFUSED {
                let mut input = input.clone();
                path(&mut input, text);
                let arrived = call(&input, &options).await;
                assert!(
                    matches!(arrived, Err(Error::Encode(_))),
                    "{text:?}: {arrived:?}"
                );
                assert_eq!(self.taken::<O>(), None, "{text:?}");
            }
        }
    }

    /// Calls the operation with a credential that does not hold: it is refused before anything else is looked at.
    pub async fn refuses<O>(
        &self,
        call: impl AsyncFn(&O, &CallOptions) -> Result<O::Output, Error<O::Error>>,
        case: &Case<'_, O>,
    ) where
        O: Operation<Output: Debug, Error: Debug> + PartialEq + Debug + 'static,
    {
        self.papers().server = O::SERVER;
        for input in case.inputs {
            let arrived = call(input, &CallOptions::default()).await;
            assert!(arrived.is_err(), "{arrived:?}");
            assert_eq!(self.papers().status, Some(401), "{arrived:?}");
            assert_eq!(self.taken::<O>(), None);
        }
    }

    fn compare<T: PartialEq + Debug, E: PartialEq + Debug>(
        &self,
        status: u16,
        outcome: &Result<T, E>,
        arrived: Result<T, Error<E>>,
    ) {
        assert_eq!(self.papers().status, Some(status));
        match (outcome, &arrived) {
            (Ok(output), Ok(arrived)) => assert_eq!(output, arrived),
            (Err(error), Err(arrived)) => assert_eq!(Some(error), arrived.api(), "{arrived}"),
            _ => panic!("{status}: {arrived:?}"),
        }
    }

    fn lay(&self, outcome: impl Send + 'static) {
        self.papers().outcome = Some(Box::new(outcome));
    }

    fn taken<O: 'static>(&self) -> Option<O> {
        self.papers()
            .input
            .take()?
            .downcast()
            .ok()
            .map(|input| *input)
    }

    fn papers(&self) -> MutexGuard<'_, Papers> {
        self.0.lock().expect("no test panics while it writes")
    }
}

/// The way to the router, which notes the status that comes back.
struct Wire {
    desk: Desk,
    router: InProcess,
}

impl Transport for Wire {
    fn send(&self, mut request: Request) -> TransportFuture<'_> {
        // Wherever an operation is served, it is the router that has it.
        let own = self.desk.papers().server;
        let path = own.and_then(|own| {
            let url = request.url.as_str();
            // A path is one of the server that the client has.
            let url = match own.starts_with('/') {
                true => url.strip_prefix(HOST)?,
                false => url,
            };
            url.strip_prefix(own.trim_end_matches('/'))
        });
        if let Some(url) = path.and_then(|path| format!("{BASE}{path}").parse().ok()) {
            request.url = url;
        }
        Box::pin(async {
            let response = self.router.send(request).await?;
            self.desk.papers().status = Some(response.status.as_u16());
            Ok(response)
        })
    }
}
