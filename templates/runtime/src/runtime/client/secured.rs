//! Credentials into a request: which of them an operation gets, and where each goes.

use super::credential::{Credential, Said, bearer};
use super::token::TokenSource;
use super::transport::Request;
use crate::runtime::location::In;
use crate::runtime::percent;
use crate::runtime::problem::Violation;
use crate::runtime::security::{Kind, Requirement, Security};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;

/// The credentials that a client has, by the names of their schemes.
pub(super) type Credentials = Arc<[(&'static str, Credential)]>;

/// A token that a request lacks, and where it goes.
pub(super) struct Pending {
    pub(super) source: Arc<dyn TokenSource>,
    kind: Kind,
}

impl Pending {
    /// Puts the token in.
    pub(super) fn put(&self, token: &SecretString, request: &mut Request) -> Result<(), Violation> {
        put(self.kind, &bearer(token), request)
    }
}

/// Puts the credentials of an operation into its request. A header that the caller sets for the call stays as the caller
/// says. Returns the tokens that are to be asked for first.
pub(super) fn secure(
    request: &mut Request,
    security: Security,
    credentials: &[(&'static str, Credential)],
    own: &HeaderMap,
) -> Result<Vec<Pending>, Vec<Violation>> {
    let alternative = choose(security, credentials).map_err(|violation| vec![violation])?;
    let mut pending = Vec::new();
    let mut violations = Vec::new();
    for requirement in alternative {
        let (scheme, kind) = (requirement.scheme(), requirement.scheme().kind());
        let Some(credential) = find(credentials, scheme.name()) else {
            continue;
        };
        if header_of(kind).is_some_and(|name| own.contains_key(name)) {
            continue;
        }
        let said = match credential.say(kind) {
            Ok(said) => said,
            Err(detail) => {
                violations.push(Violation {
                    location: place(kind),
                    detail: detail.to_owned(),
                });
                continue;
            }
        };
        match said {
            Said::Nothing => {}
            Said::Text(text) => violations.extend(put(kind, &text, request).err()),
            Said::Token(source) => pending.push(Pending {
                source: Arc::clone(source),
                kind,
            }),
        }
    }
    match violations.is_empty() {
        true => Ok(pending),
        false => Err(violations),
    }
}

/// The first alternative of which all credentials are there; none at all only where there is no such alternative.
fn choose(
    security: Security,
    credentials: &[(&'static str, Credential)],
) -> Result<&'static [Requirement], Violation> {
    let there =
        |requirement: &Requirement| find(credentials, requirement.scheme().name()).is_some();
    let asked = || security.iter().copied().filter(|all| !all.is_empty());
    match asked().find(|all| all.iter().all(there)) {
        Some(alternative) => return Ok(alternative),
        None if asked().count() == security.len() && !security.is_empty() => {}
        None => return Ok(&[]),
    }
    let names = |all: &[Requirement]| -> String {
        let names: Vec<&str> = all.iter().map(|one| one.scheme().name()).collect();
        names.join(" and ")
    };
    let alternatives: Vec<String> = asked().map(names).collect();
    Err(Violation {
        location: "security".to_owned(),
        detail: format!(
            "the client has no credential for {}",
            alternatives.join(", or ")
        ),
    })
}

fn find<'c>(credentials: &'c [(&'static str, Credential)], scheme: &str) -> Option<&'c Credential> {
    let found = credentials.iter().find(|(name, _)| *name == scheme);
    found.map(|(_, credential)| credential)
}

fn header_of(kind: Kind) -> Option<HeaderName> {
    match kind {
        Kind::Bearer | Kind::Basic | Kind::Http(_) | Kind::Authorization(_) => {
            Some(header::AUTHORIZATION)
        }
        Kind::ApiKey(In::Header, name) => HeaderName::from_bytes(name.as_bytes()).ok(),
        Kind::ApiKey(In::Cookie, _) => Some(header::COOKIE),
        Kind::ApiKey(In::Query | In::Path, _) | Kind::MutualTls => None,
    }
}

fn place(kind: Kind) -> String {
    match kind {
        Kind::ApiKey(In::Header, name) => format!("header.{name}"),
        Kind::ApiKey(In::Query, name) => format!("query.{name}"),
        Kind::ApiKey(In::Cookie, name) => format!("cookie.{name}"),
        Kind::ApiKey(In::Path, name) => format!("path.{name}"),
        Kind::Bearer | Kind::Basic | Kind::Http(_) | Kind::Authorization(_) => {
            "header.Authorization".to_owned()
        }
        Kind::MutualTls => "security".to_owned(),
    }
}

fn put(kind: Kind, text: &SecretString, request: &mut Request) -> Result<(), Violation> {
    let text = text.expose_secret();
    let refuse = |detail: &str| {
        Err(Violation {
            location: place(kind),
            detail: detail.to_owned(),
        })
    };
    if text.is_empty() {
        return refuse("the credential is empty");
    }
    match (kind, header_of(kind)) {
        (Kind::ApiKey(In::Query, name), _) => {
            let pair = format!("{}={}", percent::encode(name), percent::encode(text));
            // The URL of a next page may repeat the key.
            let name = percent::encode(name);
            let before = request.url.query().unwrap_or_default().split('&');
            let others = before
                .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name.as_str()));
            let query: Vec<&str> = others.chain([&*pair]).collect();
            request.url.set_query(Some(&query.join("&")));
            Ok(())
        }
        (Kind::ApiKey(In::Cookie, name), _) => {
            if !text.bytes().all(is_cookie_octet) {
                return refuse("the credential has characters that no cookie can carry");
            }
            let before = request.headers.get(header::COOKIE);
            let mut cookies = before.map_or(Vec::new(), |value| value.as_bytes().to_vec());
            if !cookies.is_empty() {
                cookies.extend(b"; ");
            }
            cookies.extend(format!("{name}={text}").into_bytes());
            match sensitive(&cookies) {
                Some(cookies) => {
                    request.headers.insert(header::COOKIE, cookies);
                    Ok(())
                }
                None => refuse("is no cookie name"),
            }
        }
        (_, Some(name)) => match sensitive(text.as_bytes()) {
            Some(value) => {
                request.headers.insert(name, value);
                Ok(())
            }
            None => refuse("the credential has characters that no header can carry"),
        },
        (_, None) => refuse("is no place for a credential"),
    }
}

fn sensitive(value: &[u8]) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_bytes(value).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// RFC 6265 section 4.1.1. Nothing is escaped: what a session's cookie holds is said as it was given.
pub(super) fn is_cookie_octet(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
}
