//! Credentials of a request, each where its scheme has it, and the challenges that ask for them.

use super::Head;
use super::cookie::cookies;
use crate::runtime::location::In;
use crate::runtime::percent;
use crate::runtime::security::{Kind, Requirement, Security};
use axum::response::Response;
use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::borrow::Cow;

/// What a request brings of what an operation asks for.
pub(super) struct Presented<'h> {
    /// The credentials of the alternatives of which all are there, in the document's order.
    credentials: Vec<Credential<'h>>,
    /// Whether there is any credential, be it one of the wrong scheme.
    pub(super) any: bool,
}

/// A credential, and what asks for it.
pub(super) struct Credential<'h> {
    /// Which of the alternatives that is.
    alternative: usize,
    pub(super) requirement: &'static Requirement,
    pub(super) text: Cow<'h, str>,
}

/// A credential is there twice: which of them counts, readers might not agree on.
#[derive(Debug)]
pub(super) struct Unclear;

impl<'h> Presented<'h> {
    pub(super) fn find(security: Security, head: &'h Head) -> Result<Self, Unclear> {
        let mut presented = Self {
            credentials: Vec::new(),
            any: false,
        };
        for (alternative, requirements) in security.iter().enumerate() {
            let before = presented.credentials.len();
            for requirement in *requirements {
                let text = match find(requirement.scheme().kind(), head)? {
                    Found::Nothing => continue,
                    Found::Unusable => {
                        presented.any = true;
                        continue;
                    }
                    Found::Implied => Cow::Borrowed(""),
                    Found::Text(text) => {
                        presented.any = true;
                        text
                    }
                };
                presented.credentials.push(Credential {
                    alternative,
                    requirement,
                    text,
                });
            }
            if presented.credentials.len() - before < requirements.len() {
                presented.credentials.truncate(before);
            }
        }
        Ok(presented)
    }

    /// The alternatives of which all credentials are there, in the document's order.
    pub(super) fn alternatives(&self) -> impl Iterator<Item = &[Credential<'h>]> {
        self.credentials
            .chunk_by(|one, other| one.alternative == other.alternative)
    }
}

/// What there is at the place of a credential.
enum Found<'h> {
    Nothing,
    /// Something else: another scheme, no text, nothing behind the name.
    Unusable,
    /// Nothing that is part of the request.
    Implied,
    Text(Cow<'h, str>),
}

impl<'h> Found<'h> {
    fn usable(text: Option<impl Into<Cow<'h, str>>>) -> Self {
        match text.map(Into::into) {
            Some(text) if !text.is_empty() => Self::Text(text),
            _ => Self::Unusable,
        }
    }
}

fn find(kind: Kind, head: &Head) -> Result<Found<'_>, Unclear> {
    let headers = &head.headers;
    Ok(match kind {
        Kind::MutualTls => Found::Implied,
        Kind::ApiKey(In::Header, name) => one(headers.get_all(name).iter(), |value| {
            Found::usable(value.to_str().ok().map(str::trim))
        })?,
        Kind::ApiKey(In::Cookie, name) => one(named_cookies(headers, name), |value| {
            Found::usable(std::str::from_utf8(value).ok())
        })?,
        Kind::ApiKey(In::Query, name) => {
            let query = head.uri.query().unwrap_or_default();
            one(values(query, name), |value| Found::usable(Some(value)))?
        }
        Kind::ApiKey(In::Path, _) => Found::Nothing,
        Kind::Bearer | Kind::Basic | Kind::Http(_) | Kind::Authorization(_) => one(
            headers.get_all(header::AUTHORIZATION).iter(),
            |value| match value.to_str() {
                Ok(value) => authorization(kind, value.trim()),
                Err(_) => Found::Unusable,
            },
        )?,
    })
}

fn one<'h, T>(
    mut values: impl Iterator<Item = T>,
    read: impl FnOnce(T) -> Found<'h>,
) -> Result<Found<'h>, Unclear> {
    match (values.next(), values.next()) {
        (None, _) => Ok(Found::Nothing),
        (Some(value), None) => Ok(read(value)),
        (Some(_), Some(_)) => Err(Unclear),
    }
}

/// The credential in a value of `Authorization`.
fn authorization(kind: Kind, value: &str) -> Found<'_> {
    match kind {
        Kind::Bearer => Found::usable(after_scheme(value, "bearer")),
        Kind::Basic => Found::usable(
            after_scheme(value, "basic")
                .and_then(|encoded| BASE64_STANDARD.decode(encoded).ok())
                .and_then(|decoded| String::from_utf8(decoded).ok())
                .filter(|decoded| decoded.contains(':')),
        ),
        Kind::Http(scheme) => Found::usable(after_scheme(value, scheme).map(|_| value)),
        Kind::Authorization(_) => Found::usable(Some(value)),
        Kind::ApiKey(..) | Kind::MutualTls => Found::Unusable,
    }
}

/// What follows the name of a scheme, which is compared without regard to case (RFC 9110 section 11.1).
fn after_scheme<'v>(value: &'v str, scheme: &str) -> Option<&'v str> {
    let (name, rest) = value.split_once(' ')?;
    let rest = rest.trim();
    (name.eq_ignore_ascii_case(scheme) && !rest.is_empty()).then_some(rest)
}

/// The values of a cookie, RFC 6265 section 5.4; HTTP/2 may spread cookies over several fields.
fn named_cookies<'h>(headers: &'h HeaderMap, name: &'h str) -> impl Iterator<Item = &'h [u8]> {
    cookies(headers).filter_map(move |(key, value)| (key == name.as_bytes()).then_some(value))
}

/// The values of a query parameter. A pair that cannot be read is none of them; it is refused with the input.
fn values(query: &str, name: &str) -> impl Iterator<Item = String> {
    let pairs = query.split('&').filter_map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (percent::decode_form(name), percent::decode_form(value));
        Some((name.ok()?, value.ok()?.into_owned()))
    });
    pairs
        .filter(move |(other, _)| other == name)
        .map(|(_, value)| value)
}

/// Keeps what may hold a credential out of what a log shows of a head.
pub(super) fn hide(headers: &mut HeaderMap, security: Security) {
    let requirements = || security.iter().copied().flatten();
    for (name, value) in headers.iter_mut() {
        let key = requirements().any(|requirement| match requirement.scheme().kind() {
            Kind::ApiKey(In::Header, key) => name.as_str().eq_ignore_ascii_case(key),
            _ => false,
        });
        if key || *name == header::AUTHORIZATION || *name == header::COOKIE {
            value.set_sensitive(true);
        }
    }
}

/// Adds the challenges that a 401 must have, RFC 9110 section 11.6.1, where the API gave none: one for each scheme that is
/// asked for. Those that HTTP has no name for get one of ours.
pub(super) fn challenge(mut response: Response, security: Security) -> Response {
    let headers = response.headers();
    if response.status() != StatusCode::UNAUTHORIZED
        || headers.contains_key(header::WWW_AUTHENTICATE)
    {
        return response;
    }
    let mut challenges: Vec<String> = Vec::new();
    for requirement in security.iter().copied().flatten() {
        let challenge = match requirement.scheme().kind() {
            Kind::Bearer => "Bearer realm=\"api\"".to_owned(),
            Kind::Basic => "Basic realm=\"api\"".to_owned(),
            Kind::Http(scheme) | Kind::Authorization(scheme) => format!("{scheme} realm=\"api\""),
            Kind::ApiKey(location, key) => api_key(location, key),
            Kind::MutualTls => "ClientCertificate realm=\"api\"".to_owned(),
        };
        if !challenges.contains(&challenge) {
            challenges.push(challenge);
        }
    }
    for challenge in challenges {
        // What no header can hold is not asked for.
        if let Ok(challenge) = HeaderValue::from_str(&challenge) {
            let headers = response.headers_mut();
            headers.append(header::WWW_AUTHENTICATE, challenge);
        }
    }
    response
}

fn api_key(location: In, key: &str) -> String {
    let (scheme, place) = match location {
        In::Cookie => ("Cookie", "cookie-name"),
        In::Query => ("ApiKey", "query"),
        In::Header | In::Path => ("ApiKey", "header"),
    };
    let key = key.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{scheme} realm=\"api\", {place}=\"{key}\"")
}
