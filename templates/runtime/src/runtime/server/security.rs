//! Security schemes: where a credential is, and what a caller without one is told.

use super::Head;
use super::failure::Denied;
use axum::response::Response;
use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use std::borrow::Cow;

/// How an operation takes its credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scheme {
    /// A bearer token, RFC 6750: the credential is the token.
    Bearer,
    /// A user and a password, RFC 7617: the credential is `user:password`, decoded.
    Basic,
    /// The whole value of the `Authorization` header is the credential; callers are asked for this scheme.
    Authorization(&'static str),
}

impl Scheme {
    /// The credential of a request. Two are none: which of them counts, readers might not agree on.
    pub(super) fn credential(self, headers: &HeaderMap) -> Result<Cow<'_, str>, Denied> {
        let mut values = headers.get_all(header::AUTHORIZATION).iter();
        let (Some(value), None) = (values.next(), values.next()) else {
            return Err(Denied::Unauthorized);
        };
        let value = value.to_str().map_err(|_| Denied::Unauthorized)?.trim();
        let credential = match self {
            Self::Authorization(_) => Some(Cow::Borrowed(value)),
            Self::Bearer => after_scheme(value, "bearer").map(Cow::Borrowed),
            Self::Basic => after_scheme(value, "basic")
                .and_then(|encoded| BASE64_STANDARD.decode(encoded).ok())
                .and_then(|decoded| String::from_utf8(decoded).ok())
                .filter(|decoded| decoded.contains(':'))
                .map(Cow::Owned),
        };
        credential
            .filter(|credential| !credential.is_empty())
            .ok_or(Denied::Unauthorized)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Bearer => "Bearer",
            Self::Basic => "Basic",
            Self::Authorization(scheme) => scheme,
        }
    }
}

/// What follows the name of a scheme, which is compared without regard to case (RFC 9110 section 11.1).
fn after_scheme<'v>(value: &'v str, scheme: &str) -> Option<&'v str> {
    let (name, rest) = value.split_once(' ')?;
    name.eq_ignore_ascii_case(scheme).then(|| rest.trim())
}

/// Adds the challenge that a 401 must have, RFC 9110 section 11.6.1, where the API gave none.
pub(super) fn challenge(mut response: Response, scheme: Option<Scheme>) -> Response {
    if response.status() == StatusCode::UNAUTHORIZED
        && let Some(scheme) = scheme
        && let Ok(challenge) = HeaderValue::from_str(&format!("{} realm=\"api\"", scheme.name()))
    {
        let headers = response.headers_mut();
        headers.entry(header::WWW_AUTHENTICATE).or_insert(challenge);
    }
    response
}

/// The authentication of operations that ask for none.
pub async fn anonymous(_credential: &str, _head: &Head) -> Result<(), Denied> {
    Ok(())
}
