//! What an operation was called with, said once more; what came of it, answered.

use generated::runtime::{Problem, StreamError};
use generated::runtime::client::{self, CallOptions, Credential};
use generated::runtime::server::{Context, Denied, Failure};
use std::error::Error;
use std::fmt::Debug;
use std::sync::OnceLock;

static ADMITTED: OnceLock<String> = OnceLock::new();

/// Of all credentials only this one is let in, as key, token, user and password; without it, whoever answers judges them.
pub fn admit_only(credential: String) {
    ADMITTED.get_or_init(|| credential);
}

/// Who is calling: each credential, by the name of its scheme.
#[derive(Default)]
pub struct Caller(Vec<(&'static str, Credential)>);

impl Caller {
    /// A caller with one credential, of which this is the text.
    ///
    /// # Errors
    /// When another is let in only.
    pub fn new(
        scheme: &'static str,
        text: &str,
        credential: Credential,
    ) -> Result<Self, Denied> {
        let admitted = ADMITTED.get().is_none_or(|it| {
            let mut words = text.split(':');
            words.all(|word| word == it)
        });
        match admitted {
            true => Ok(Self(vec![(scheme, credential)])),
            false => Err(Denied::Unauthorized),
        }
    }

    /// A caller with the credentials of both.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The credential of a scheme.
    pub fn credential(&self, scheme: &str) -> Option<Credential> {
        let mut credentials = self.0.iter().filter(|(name, _)| *name == scheme);
        credentials.next().map(|(_, credential)| credential.clone())
    }

    /// The only credential that there may be.
    pub fn only(&self) -> Credential {
        let first = self.0.first();
        first.map_or_else(Credential::none, |(_, credential)| credential.clone())
    }
}

impl From<()> for Caller {
    fn from((): ()) -> Self {
        Self::default()
    }
}

impl From<Option<Caller>> for Caller {
    fn from(caller: Option<Caller>) -> Self {
        caller.unwrap_or_default()
    }
}

/// The user and the password of basic credentials.
pub fn basic(credentials: &str) -> Credential {
    let (user, password) = credentials.split_once(':').unwrap_or((credentials, ""));
    Credential::basic(user, password)
}

/// What a server answers an operation with.
pub type Outcome<O> = Result<
    <O as generated::runtime::Operation>::Output,
    Failure<<O as generated::runtime::Operation>::Error>,
>;

/// Takes the media type that the caller would like, where it says.
pub fn options<P>(cx: &Context<P>) -> CallOptions {
    let accept = cx.head.headers.get("accept").and_then(|value| value.to_str().ok());
    CallOptions {
        accept: accept
            .filter(|value| !value.contains("*/*"))
            // A document's media types are constants; here there is a request for each.
            .map(|value| &*value.to_owned().leak()),
        ..CallOptions::default()
    }
}

/// What was wrong with a stream that passed through, below what became of it.
fn stream_error<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e StreamError> {
    match error.downcast_ref() {
        Some(error) => Some(error),
        None => stream_error(error.source()?),
    }
}

/// Answers what came; what is no answer of the operation is said to be the gateway's trouble.
pub fn answer<T, E: Debug>(
    operation: &str,
    outcome: Result<T, client::Error<E>>,
) -> Result<T, Failure<E>> {
    outcome.map_err(|error| match error {
        client::Error::Api(error) => Failure::Documented(error.error),
        // A body that breaks off or is wrong while it passes through is the caller's fault.
        client::Error::Transport(error) => match stream_error(&error) {
            Some(error) => Problem::new(400)
                .detail(error.to_string())
                .errors(error.violations().to_vec())
                .into(),
            None => error.into(),
        },
        error => {
            eprintln!("{operation}: {error}: {error:?}");
            Problem::new(502).detail(error.to_string()).into()
        }
    })
}
