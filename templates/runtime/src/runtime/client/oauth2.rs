//! Tokens of OAuth 2: asked for once, kept until shortly before they expire, and asked for again.

use super::clock::Clock;
use super::credential::Credential;
use super::token::{TokenError, TokenFuture, TokenSource, Via};
use super::transport::{Request, TransportError};
use crate::runtime::byte_stream::ByteStream;
use crate::runtime::percent;
use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fmt, time::Duration};

/// A client of an authorization server, for [`Credential::oauth2`].
///
/// Tokens are fetched over the transport of the API's client and within the limits of the call that needs one: once for
/// all calls that wait, again when nine tenths of a token's life (or all but a minute) are over, and once more when the API
/// refuses one. Its secrets go to the URL given here and nowhere else.
pub struct OAuth2 {
    url: Result<Url, &'static str>,
    id: String,
    secret: Option<SecretString>,
    in_body: bool,
    scopes: Vec<String>,
    parameters: Vec<(String, String)>,
    rotated: Option<Store>,
    kept: Mutex<Kept>,
    gate: tokio::sync::Mutex<()>,
}

type Store = Arc<dyn Fn(&SecretString) + Send + Sync>;

#[derive(Default)]
struct Kept {
    access: Option<Access>,
    refresh: Option<SecretString>,
}

struct Access {
    token: SecretString,
    life: Option<Clock>,
}

impl Credential {
    /// Tokens of OAuth 2, fetched when they are needed.
    #[must_use]
    pub fn oauth2(client: OAuth2) -> Self {
        Self::source(client)
    }
}

impl OAuth2 {
    /// A client that acts for itself, RFC 6749 section 4.4.
    #[must_use]
    pub fn client_credentials(token_url: &str, id: &str, secret: &str) -> Self {
        Self::of(token_url, id, Some(SecretString::from(secret)))
    }

    /// A client without a secret that has a refresh token, RFC 6749 section 6.
    #[must_use]
    pub fn public(token_url: &str, id: &str, refresh_token: impl Into<String>) -> Self {
        Self::of(token_url, id, None).refresh(refresh_token)
    }

    /// Acts for the user who gave this refresh token, RFC 6749 section 6. The authorization server may replace it.
    #[must_use]
    pub fn refresh(mut self, token: impl Into<String>) -> Self {
        let kept = self.kept.get_mut().unwrap_or_else(PoisonError::into_inner);
        kept.refresh = Some(SecretString::from(token.into()));
        self
    }

    /// Is told each refresh token that replaces the one before, to be stored.
    #[must_use]
    pub fn on_rotation(self, store: impl Fn(&SecretString) + Send + Sync + 'static) -> Self {
        Self {
            rotated: Some(Arc::new(store)),
            ..self
        }
    }

    /// What the tokens are to be good for.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes.extend(scopes.into_iter().map(Into::into));
        self
    }

    /// Another parameter of token requests, such as `audience` or `resource`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Says id and secret in the body of token requests, for servers that do not take them as HTTP Basic (RFC 6749 section
    /// 2.3.1).
    #[must_use]
    pub fn in_body(self) -> Self {
        Self {
            in_body: true,
            ..self
        }
    }

    fn of(token_url: &str, id: &str, secret: Option<SecretString>) -> Self {
        Self {
            url: endpoint(token_url),
            id: id.to_owned(),
            secret,
            in_body: false,
            scopes: Vec::new(),
            parameters: Vec::new(),
            rotated: None,
            kept: Mutex::default(),
            gate: tokio::sync::Mutex::default(),
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn current(&self) -> Option<SecretString> {
        let kept = self.kept();
        let fresh = |access: &&Access| access.life.is_none_or(|life| !life.left().is_zero());
        kept.access
            .as_ref()
            .filter(fresh)
            .map(|it| it.token.clone())
    }

    async fn fetch(&self, via: Via<'_>) -> Result<SecretString, TokenError> {
        let waiting = Clock::start(via.timeout);
        let _turn = self.gate.lock().await;
        // Whoever had the turn before may have brought one for all.
        if let Some(token) = self.current() {
            return Ok(token);
        }
        let timeout = waiting.left();
        if timeout.is_zero() {
            let error = TransportError::timed_out("others were waiting for the token as well");
            return Err(TokenError::Transport(error));
        }
        let refresh = self.kept().refresh.clone();
        let mut request = self.request(refresh.as_ref())?;
        request.timeout = timeout;
        request.max_response_bytes = via.max_response_bytes;
        let asked = Clock::start(timeout);
        let most = via.max_response_bytes;
        let response = via.transport.send(request).await;
        let response = response.map_err(TokenError::Transport)?;
        let response = response.bounded(false, most).await;
        let response = response.map_err(TokenError::Transport)?;
        let body = response
            .body
            .as_bytes()
            .map(|bytes| &**bytes)
            .unwrap_or_default();
        let answer = serde_json::from_slice(body).unwrap_or(Value::Null);
        if response.status != StatusCode::OK {
            return Err(TokenError::Refused {
                status: response.status.as_u16(),
                code: answer.get("error").and_then(Value::as_str).and_then(known),
            });
        }
        let taken = timeout.saturating_sub(asked.left());
        let granted = read(answer, taken).map_err(TokenError::Malformed)?;
        let token = granted.access.token.clone();
        let mut kept = self.kept();
        kept.access = Some(granted.access);
        let Some(refresh) = granted.refresh else {
            return Ok(token);
        };
        kept.refresh = Some(refresh.clone());
        drop(kept);
        if let Some(rotated) = &self.rotated {
            rotated(&refresh);
        }
        Ok(token)
    }

    fn request(&self, refresh: Option<&SecretString>) -> Result<Request, TokenError> {
        let url = self.url.clone().map_err(TokenError::Malformed)?;
        let mut headers = HeaderMap::new();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(header::CONTENT_TYPE, form);
        let json = HeaderValue::from_static("application/json");
        headers.insert(header::ACCEPT, json);
        let mut pairs: Vec<(&str, &str)> = match refresh {
            None => vec![("grant_type", "client_credentials")],
            Some(token) => vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", token.expose_secret()),
            ],
        };
        let scopes = self.scopes.join(" ");
        if !scopes.is_empty() {
            pairs.push(("scope", &scopes));
        }
        match &self.secret {
            Some(secret) if !self.in_body => {
                headers.insert(header::AUTHORIZATION, basic(&self.id, secret));
            }
            secret => {
                pairs.push(("client_id", &self.id));
                pairs.extend(
                    secret
                        .iter()
                        .map(|it| ("client_secret", it.expose_secret())),
                );
            }
        }
        let own = self.parameters.iter();
        pairs.extend(own.map(|(name, value)| (name.as_str(), value.as_str())));
        let pair = |(name, value)| format!("{}={}", percent::encode(name), percent::encode(value));
        let pairs: Vec<String> = pairs.into_iter().map(pair).collect();
        Ok(Request {
            method: Method::POST,
            url,
            headers,
            body: ByteStream::from(pairs.join("&")),
            timeout: Duration::ZERO,
            streams: false,
            max_response_bytes: 0,
        })
    }
}

impl TokenSource for OAuth2 {
    fn token<'a>(&'a self, via: Via<'a>) -> TokenFuture<'a> {
        match self.current() {
            Some(token) => Box::pin(std::future::ready(Ok(token))),
            None => Box::pin(self.fetch(via)),
        }
    }

    fn refused(&self, token: &SecretString) {
        let mut kept = self.kept();
        // Another call may have brought a better one meanwhile.
        let same = |access: &mut Access| access.token.expose_secret() == token.expose_secret();
        kept.access.take_if(same);
    }
}

/// Names the client, and no secret.
impl fmt::Debug for OAuth2 {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("OAuth2")
            .field("id", &self.id)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

/// A token endpoint, RFC 6749 section 3.2: it may have a query, but no fragment.
fn endpoint(text: &str) -> Result<Url, &'static str> {
    let url = Url::parse(text).map_err(|_| "the token URL is not a URL")?;
    match url.scheme() {
        "http" | "https" if !url.username().is_empty() || url.password().is_some() => {
            Err("the token URL holds a credential")
        }
        "http" | "https" if url.fragment().is_some() => Err("the token URL has a fragment"),
        "http" | "https" => Ok(url),
        _ => Err("the token URL is neither http nor https"),
    }
}

/// RFC 6749 section 2.3.1: id and secret are form-encoded first, so that neither can hold a colon.
fn basic(id: &str, secret: &SecretString) -> HeaderValue {
    let secret = percent::encode(secret.expose_secret());
    let pair = SecretString::from(format!("{}:{secret}", percent::encode(id)));
    let encoded = SecretString::from(BASE64_STANDARD.encode(pair.expose_secret()));
    let value = HeaderValue::try_from(format!("Basic {}", encoded.expose_secret()));
    // Base64 always is a header value.
    let mut value = value.unwrap_or_else(|_| HeaderValue::from_static(""));
    value.set_sensitive(true);
    value
}

struct Granted {
    access: Access,
    refresh: Option<SecretString>,
}

/// A token response, RFC 6749 section 5.1. What must be understood to use the token is judged, nothing else.
fn read(answer: Value, taken: Duration) -> Result<Granted, &'static str> {
    let Value::Object(mut answer) = answer else {
        return Err("the answer is no JSON object");
    };
    let mut text = |name: &str| match answer.remove(name) {
        Some(Value::String(text)) if !text.is_empty() => Some(text),
        _ => None,
    };
    let kind = text("token_type");
    if kind.is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
        return Err("the token is no bearer token");
    }
    let token = text("access_token").ok_or("the answer has no access_token")?;
    let refresh = text("refresh_token").map(SecretString::from);
    let seconds = match answer.get("expires_in") {
        Some(Value::Number(number)) => number.as_f64(),
        // Some servers say numbers as texts.
        Some(Value::String(number)) => number.parse().ok(),
        _ => None,
    };
    let life = seconds
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .map(|life| Clock::start(life.saturating_sub(margin(life)).saturating_sub(taken)));
    let token = SecretString::from(token);
    Ok(Granted {
        access: Access { token, life },
        refresh,
    })
}

/// How long before its end a token is replaced, so that it holds while a call is under way.
fn margin(life: Duration) -> Duration {
    (life / 10).min(Duration::from_secs(60))
}

/// The error codes of RFC 6749 section 5.2; other texts might repeat what was sent.
fn known(code: &str) -> Option<&'static str> {
    let codes = [
        "invalid_request",
        "invalid_client",
        "invalid_grant",
        "unauthorized_client",
        "unsupported_grant_type",
        "invalid_scope",
    ];
    codes.into_iter().find(|known| *known == code)
}
