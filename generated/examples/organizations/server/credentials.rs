//! Credentials of a request to whether they hold, in a time that does not tell how much of them is right.

use base64::{Engine, prelude::BASE64_STANDARD};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;

/// Who may call.
pub(crate) struct Credentials {
    /// The user of Sequence's API credentials.
    pub(crate) user: String,
    /// The key of Sequence's API credentials.
    pub(crate) key: SecretString,
    /// The token of LightOn's API.
    pub(crate) token: SecretString,
}

impl Credentials {
    /// Whether an `Authorization` header holds the user and the key, RFC 7617.
    pub(crate) fn admit_basic(&self, authorization: &str) -> bool {
        let Some((scheme, encoded)) = authorization.split_once(' ') else {
            return false;
        };
        let Ok(given) = BASE64_STANDARD.decode(encoded.trim_start()) else {
            return false;
        };
        let wanted = format!("{}:{}", self.user, self.key.expose_secret());
        scheme.eq_ignore_ascii_case("basic") && equal(&given, wanted.as_bytes())
    }

    /// Whether a bearer token is the token, RFC 6750.
    pub(crate) fn admit_bearer(&self, token: &str) -> bool {
        equal(token.as_bytes(), self.token.expose_secret().as_bytes())
    }
}

/// Compares in a time that depends on the lengths only.
fn equal(given: &[u8], wanted: &[u8]) -> bool {
    given.ct_eq(wanted).into()
}
