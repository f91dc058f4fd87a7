//! The value of the `Authorization` header: kept secret, and wiped when dropped.

use base64::{Engine, prelude::BASE64_STANDARD};
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use std::fmt;

/// A credential; it is shown nowhere.
#[derive(Clone)]
pub struct Credential(Result<SecretString, &'static str>);

impl Credential {
    /// A user's name and password, RFC 7617. A name with a colon in it cannot be said; calls then fail.
    #[must_use]
    pub fn basic(user: &str, password: &str) -> Self {
        if user.contains(':') {
            return Self(Err("a user's name must not contain a colon"));
        }
        let pair = SecretString::from(format!("{user}:{password}"));
        let encoded = SecretString::from(BASE64_STANDARD.encode(pair.expose_secret()));
        Self::raw(format!("Basic {}", encoded.expose_secret()))
    }

    /// A bearer token, RFC 6750.
    #[must_use]
    pub fn bearer(token: &str) -> Self {
        Self::raw(format!("Bearer {token}"))
    }

    /// The whole header value.
    #[must_use]
    pub fn raw(value: impl Into<String>) -> Self {
        Self(Ok(SecretString::from(value.into())))
    }

    /// The header value, marked sensitive.
    pub(super) fn header(&self) -> Result<HeaderValue, &'static str> {
        let secret = self.0.as_ref().map_err(|detail| *detail)?;
        let mut value = HeaderValue::from_str(secret.expose_secret())
            .map_err(|_| "the credential has characters that no header can carry")?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Credential([REDACTED])")
    }
}
