//! One call to a line of the report.

use std::fmt::Debug;

use generated::runtime::Media;
use generated::runtime::client::{CallOptions, Error, Request, Transport, TransportFuture};
use http::HeaderMap;
use serde_json::json;

/// Where Prism says what is wrong with a request. It is the only sign of that: the answer to a request that is refused
/// may be the very response that was asked for.
const VIOLATIONS: &str = "sl-violations";

/// A call to be made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call {
    /// The operation's name.
    pub(crate) operation: &'static str,
    /// What the call is for.
    pub(crate) check: &'static str,
    /// The media type of the body.
    pub(crate) media: Option<&'static Media>,
    /// The status that must come.
    pub(crate) status: u16,
}

impl Call {
    /// Asks for the documented response of a status.
    pub(crate) fn forced(
        operation: &'static str,
        media: Option<&'static Media>,
        status: u16,
    ) -> Self {
        Self {
            operation,
            check: "forced",
            media,
            status,
        }
    }

    /// Makes a request that must be refused with this status.
    pub(crate) fn control(operation: &'static str, media: &'static Media, status: u16) -> Self {
        Self {
            check: "control",
            ..Self::forced(operation, Some(media), status)
        }
    }

    /// Options that ask for the status, save in a control: what comes there is Prism's own choice.
    pub(crate) fn options(&self) -> CallOptions {
        let mut options = CallOptions {
            media: self.media,
            ..CallOptions::default()
        };
        let prefer = format!("code={}", self.status).parse();
        if let (true, Ok(prefer)) = (self.check != "control", prefer) {
            options.headers.insert("prefer", prefer);
        }
        options
    }

    /// Reports what came: fine when the request was accepted, the status is the one asked for, and the outcome is right.
    pub(crate) fn report<T: Debug, E: Debug>(
        &self,
        outcome: Result<T, Error<E>>,
        right: impl FnOnce(&Result<T, E>) -> bool,
    ) {
        let outcome = match outcome {
            Ok(output) => Ok(output),
            Err(Error::Api(error)) => {
                if let Some(violations) = violations(&error.headers) {
                    return self.print(Some(format!("Prism refuses it: {violations}")));
                }
                if error.status != self.status {
                    return self.print(Some(format!("{} came", error.status)));
                }
                Err(error.error)
            }
            Err(error) => return self.print(Some(error.to_string())),
        };
        self.print((!right(&outcome)).then(|| format!("it was read as {outcome:?}")));
    }

    /// Reports what came of a request that is wrong: fine when it was refused as such.
    pub(crate) fn report_refused<T: Debug, E: Debug>(&self, outcome: Result<T, Error<E>>) {
        self.print(match outcome {
            Err(Error::Api(error)) if error.status == self.status => {
                match violations(&error.headers) {
                    Some(_) => None,
                    None => Some("Prism does not say why it refuses it".to_owned()),
                }
            }
            Err(error) => Some(error.to_string()),
            Ok(output) => Some(format!("Prism accepts it: {output:?}")),
        });
    }

    fn print(&self, problem: Option<String>) {
        let line = json!({
            "operation": self.operation,
            "check": self.check,
            "media_type": self.media.map(|media| media.name),
            "status": self.status,
            "problem": problem,
        });
        println!("{line}");
    }
}

fn violations(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(VIOLATIONS)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// A transport that breaks what it carries, so that a judge that accepts everything shows.
pub(crate) struct Breaking {
    transport: reqwest::Client,
    how: Damage,
}

/// What a request suffers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Damage {
    /// The credential is lost.
    Credential,
    /// A word of the body is replaced by another of the same length.
    Word(&'static str, &'static str),
}

impl Breaking {
    /// A transport that does this to every request.
    pub(crate) fn new(how: Damage) -> Self {
        Self {
            transport: reqwest::Client::new(),
            how,
        }
    }
}

impl Transport for Breaking {
    fn send(&self, mut request: Request) -> TransportFuture<'_> {
        match self.how {
            Damage::Credential => {
                request.headers.remove(http::header::AUTHORIZATION);
            }
            Damage::Word(word, other) => {
                let body =
                    String::from_utf8_lossy(request.body.as_bytes().map_or(&[][..], |body| body))
                        .replace(word, other);
                request.body = body.into();
            }
        }
        self.transport.send(request)
    }
}
