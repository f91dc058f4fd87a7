//! Bearer tokens that are asked for when they are needed.

use super::transport::{Transport, TransportError};
use secrecy::SecretString;
use std::{error, fmt, pin::Pin, time::Duration};

/// Where bearer tokens come from: an authorization server (`OAuth2`), or the user's own.
pub trait TokenSource: Send + Sync + 'static {
    /// A token that holds. Whoever keeps tokens asks for one at a time, however many calls wait for it.
    fn token<'a>(&'a self, via: Via<'a>) -> TokenFuture<'a>;

    /// The API has refused this token: the next call is to get another.
    fn refused(&self, token: &SecretString);
}

/// How a token is to be asked for: over the client's transport, within the limits of the call that needs it.
#[derive(Clone, Copy)]
pub struct Via<'a> {
    /// The client's transport.
    pub transport: &'a dyn Transport,
    /// What is left of the call's time.
    pub timeout: Duration,
    /// The largest response of the call.
    pub max_response_bytes: usize,
}

/// The token to come.
#[cfg(not(target_arch = "wasm32"))]
pub type TokenFuture<'a> =
    Pin<Box<dyn Future<Output = Result<SecretString, TokenError>> + Send + 'a>>;

/// The token to come.
#[cfg(target_arch = "wasm32")]
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<SecretString, TokenError>> + 'a>>;

/// Why there is no token. It holds no secret.
#[derive(Debug)]
#[non_exhaustive]
pub enum TokenError {
    /// The authorization server was not reached.
    Transport(TransportError),
    /// The authorization server refused, with this status and, where it is one of RFC 6749 section 5.2, this code.
    Refused {
        /// The status.
        status: u16,
        /// The error code.
        code: Option<&'static str>,
    },
    /// What was to say the token, or where to ask for it, is not what it should be, for this reason.
    Malformed(&'static str),
}

impl fmt::Display for TokenError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("there is no token: ")?;
        match self {
            Self::Transport(error) => error.fmt(to),
            Self::Refused { status, code } => {
                write!(to, "the authorization server answered {status}")?;
                code.map_or(Ok(()), |code| write!(to, " ({code})"))
            }
            Self::Malformed(detail) => to.write_str(detail),
        }
    }
}

impl error::Error for TokenError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::Refused { .. } | Self::Malformed(_) => None,
        }
    }
}
