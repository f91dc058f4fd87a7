//! One call: the request, what it lacks before it can be sent, and the response.

use super::clock::Clock;
use super::encoder::Encoder;
use super::error::{BuildError, EncodeError, Error};
use super::secured::{self, Pending};
use super::target;
use super::token::{TokenError, Via};
use super::trace;
use super::transport::{Request, Response, TransportError};
use super::{CallOptions, Core, Operation};
use crate::runtime::named::Named;
use crate::runtime::problem::Violation;
use crate::runtime::security::Security;
use http::StatusCode;
use reqwest::Url;
use secrecy::SecretString;

/// Where a call goes.
pub(super) enum At {
    /// To the server, by the operation's path.
    Here,
    /// To this URL, with the operation's query behind its own.
    Joined(String),
    /// To this URL.
    Exactly(Url),
}

/// A request, and what it lacks before it can be sent.
pub(super) struct Prepared {
    pub(super) request: Request,
    pending: Vec<Pending>,
    named: Named,
}

/// Why there is no response.
#[derive(Debug)]
pub(super) enum Undelivered {
    Encode(EncodeError),
    Token(TokenError),
    Transport(TransportError),
}

impl<E> From<Undelivered> for Error<E> {
    fn from(undelivered: Undelivered) -> Self {
        match undelivered {
            Undelivered::Encode(error) => Self::Encode(error),
            Undelivered::Token(error) => Self::Token(error),
            Undelivered::Transport(error) => Self::Transport(error),
        }
    }
}

/// What is to be known of an operation, whatever its type.
struct Facts {
    named: Named,
    server: Option<&'static str>,
    method: &'static str,
    path: &'static str,
    accept: &'static str,
    streams: bool,
    security: Security,
}

impl Core {
    pub(super) fn prepare<O: Operation>(
        &self,
        input: &O,
        options: &CallOptions,
        at: &At,
    ) -> Result<Prepared, EncodeError> {
        let facts = Facts {
            named: Named::of::<O>(),
            server: O::SERVER,
            method: O::METHOD,
            path: O::PATH,
            accept: O::ACCEPT,
            streams: O::STREAMS,
            security: O::SECURITY,
        };
        self.complete(&facts, &|to| input.encode(to), options, at)
    }

    // Not generic, like all below, so that there is one of it however many operations there are.
    fn complete(
        &self,
        facts: &Facts,
        encode: &dyn Fn(&mut Encoder<'_>),
        options: &CallOptions,
        at: &At,
    ) -> Result<Prepared, EncodeError> {
        let own = facts.server.map(|server| self.resolve(server));
        let own = own.transpose()?;
        let base = own.as_ref().unwrap_or(&self.base);
        let mut encoder = Encoder::new(base, &self.defaults, options);
        encode(&mut encoder);
        let mut request = encoder.finish(facts.method, facts.path, facts.accept)?;
        request.streams = facts.streams;
        match at {
            At::Here => {}
            At::Joined(url) => request.url = join(url, &request.url)?,
            At::Exactly(url) => request.url = url.clone(),
        }
        let (credentials, given) = (&self.credentials, &options.headers);
        match secured::secure(&mut request, facts.security, credentials, given) {
            Ok(pending) => Ok(Prepared {
                request,
                pending,
                named: facts.named,
            }),
            Err(violations) => Err(EncodeError { violations }),
        }
    }

    /// The server of an operation; a path is one of the client's server.
    fn resolve(&self, server: &str) -> Result<Url, EncodeError> {
        let url = match server.starts_with('/') {
            true => self.base.join(server).map_err(|_| "is no path"),
            false => match target::base(server) {
                Ok(url) => Ok(url),
                Err(BuildError::Server(detail)) => Err(detail),
                Err(BuildError::Transport(_)) => Err("cannot be a base"),
            },
        };
        match url {
            // Two slashes begin an authority.
            Ok(url) if server.starts_with('/') && url.origin() != self.base.origin() => {
                Err(wrong("server", "is no path"))
            }
            url => url.map_err(|detail| wrong("server", detail)),
        }
    }

    /// A response, and the URL that was asked for it.
    pub(super) async fn run(
        &self,
        prepared: Result<Prepared, EncodeError>,
    ) -> Result<(Url, Response), Undelivered> {
        let prepared = prepared.map_err(Undelivered::Encode)?;
        let url = prepared.request.url.clone();
        let named = prepared.named;
        let response = trace::call(named, &url, self.exchange(prepared)).await?;
        Ok((url, response))
    }

    async fn exchange(&self, prepared: Prepared) -> Result<Response, Undelivered> {
        let Prepared {
            mut request,
            pending,
            ..
        } = prepared;
        if pending.is_empty() {
            return self.deliver(request).await;
        }
        let clock = Clock::start(request.timeout);
        let spare = again(&request);
        let tokens = self.fill(&pending, &mut request, &clock).await?;
        let response = self.deliver(request).await?;
        let mut request = match spare {
            Some(spare) if response.status == StatusCode::UNAUTHORIZED => spare,
            _ => return Ok(response),
        };
        // The token may have been withdrawn before its time: another one, once.
        for (pending, token) in pending.iter().zip(&tokens) {
            pending.source.refused(token);
        }
        self.fill(&pending, &mut request, &clock).await?;
        self.deliver(request).await
    }

    /// Puts the tokens in that the request lacks.
    async fn fill(
        &self,
        pending: &[Pending],
        request: &mut Request,
        clock: &Clock,
    ) -> Result<Vec<SecretString>, Undelivered> {
        let mut tokens = Vec::new();
        for pending in pending {
            let via = Via {
                transport: &*self.transport,
                timeout: clock.left(),
                max_response_bytes: request.max_response_bytes,
            };
            let token = pending.source.token(via).await;
            let token = token.map_err(Undelivered::Token)?;
            if let Err(violation) = pending.put(&token, request) {
                let violations = vec![violation];
                return Err(Undelivered::Encode(EncodeError { violations }));
            }
            tokens.push(token);
        }
        request.timeout = clock.left();
        Ok(tokens)
    }

    async fn deliver(&self, request: Request) -> Result<Response, Undelivered> {
        let (streams, most) = (request.streams, request.max_response_bytes);
        let response = self.transport.send(request).await;
        // A transport of the caller's may have forgotten to.
        let response = response.map_err(Undelivered::Transport)?;
        let response = response.bounded(streams, most).await;
        response.map_err(Undelivered::Transport)
    }
}

/// The request once more, if its body can be sent twice.
pub(super) fn again(request: &Request) -> Option<Request> {
    request.body.as_bytes().map(|_| request.clone())
}

pub(super) fn wrong(location: &str, detail: &str) -> EncodeError {
    EncodeError {
        violations: vec![Violation {
            location: location.to_owned(),
            detail: detail.to_owned(),
        }],
    }
}

/// A URL with the query of another behind its own.
fn join(to: &str, request: &Url) -> Result<Url, EncodeError> {
    let mut url = Url::parse(to).map_err(|_| wrong("url", "is not a URL"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong("url", "is neither http nor https"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("url", "holds a credential"));
    }
    url.set_fragment(None);
    let queries = [url.query(), request.query()];
    let query: Vec<&str> = queries.into_iter().flatten().collect();
    let query = (!query.is_empty()).then(|| query.join("&"));
    url.set_query(query.as_deref());
    Ok(url)
}
