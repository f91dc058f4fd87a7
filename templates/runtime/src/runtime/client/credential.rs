//! Credentials: kept secret, and wiped when dropped.

use super::token::TokenSource;
use crate::runtime::location::In;
use crate::runtime::security::Kind;
use base64::{Engine, prelude::BASE64_STANDARD};
use secrecy::{ExposeSecret, SecretString};
use std::{fmt, sync::Arc};

/// A credential, for one scheme of the document; it is shown nowhere.
///
/// It is sent with operations that ask for its scheme, to the client's server and to those that the document gives to
/// operations. No redirect is followed, so it goes nowhere else. It is wiped from memory when dropped; the requests that
/// carry it are not.
#[derive(Clone)]
pub struct Credential(Form);

#[derive(Clone)]
enum Form {
    Basic(Result<SecretString, &'static str>),
    Bearer(SecretString),
    Text { text: SecretString, whole: bool },
    Elsewhere,
    Source(Arc<dyn TokenSource>),
}

/// What a credential has to say to a scheme.
pub(super) enum Said<'c> {
    /// This text.
    Text(SecretString),
    /// Nothing.
    Nothing,
    /// A bearer token that is yet to be asked for.
    Token(&'c Arc<dyn TokenSource>),
}

impl Credential {
    /// A user's name and password, RFC 7617. A name with a colon in it cannot be said; calls then fail.
    #[must_use]
    pub fn basic(user: &str, password: &str) -> Self {
        if user.contains(':') {
            return Self(Form::Basic(Err("a user's name must not contain a colon")));
        }
        let pair = SecretString::from(format!("{user}:{password}"));
        let encoded = SecretString::from(BASE64_STANDARD.encode(pair.expose_secret()));
        let header = SecretString::from(format!("Basic {}", encoded.expose_secret()));
        Self(Form::Basic(Ok(header)))
    }

    /// A bearer token, RFC 6750; also one of OAuth 2 or OpenID Connect that was got elsewhere.
    #[must_use]
    pub fn bearer(token: &str) -> Self {
        Self(Form::Bearer(SecretString::from(token)))
    }

    /// The whole value of the header, whichever scheme it begins with.
    #[must_use]
    pub fn raw(value: impl Into<String>) -> Self {
        let text = SecretString::from(value.into());
        Self(Form::Text { text, whole: true })
    }

    /// The key of an API: the value of a header, query parameter or cookie. Where the scheme wants a bearer token, that
    /// token.
    #[must_use]
    pub fn key(text: impl Into<String>) -> Self {
        let text = SecretString::from(text.into());
        Self(Form::Text { text, whole: false })
    }

    /// A credential that is there and that the client does not send: a certificate of the transport's, or what a transport
    /// signs requests with.
    #[must_use]
    pub fn none() -> Self {
        Self(Form::Elsewhere)
    }

    /// Bearer tokens that are asked for when they are needed.
    #[must_use]
    pub fn source(source: impl TokenSource) -> Self {
        Self(Form::Source(Arc::new(source)))
    }

    /// What it says to a scheme, or why it cannot.
    pub(super) fn say(&self, kind: Kind) -> Result<Said<'_>, &'static str> {
        let plain = matches!(kind, Kind::ApiKey(In::Query | In::Cookie, _));
        Ok(match (&self.0, kind) {
            (Form::Elsewhere, _) | (_, Kind::MutualTls) => Said::Nothing,
            (Form::Basic(_) | Form::Bearer(_) | Form::Source(_), _) if plain => {
                return Err("is asked for as a key, and the credential is none");
            }
            (Form::Basic(header), _) => Said::Text(header.clone()?),
            (Form::Bearer(token), _) => Said::Text(bearer(token)),
            (Form::Text { text, whole: false }, Kind::Bearer) => Said::Text(bearer(text)),
            (Form::Text { whole: false, .. }, Kind::Basic) => {
                return Err("is asked for as a user and a password, and the credential is a key");
            }
            (Form::Text { text, .. }, _) => Said::Text(text.clone()),
            (Form::Source(source), _) => Said::Token(source),
        })
    }
}

/// The header that a token is sent in.
pub(super) fn bearer(token: &SecretString) -> SecretString {
    SecretString::from(format!("Bearer {}", token.expose_secret()))
}

impl fmt::Debug for Credential {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Credential([REDACTED])")
    }
}
