//! Why a call failed.

use super::token::TokenError;
use super::transport::{Response, TransportError};
use crate::runtime::problem::Violation;
use http::{HeaderMap, StatusCode};
use std::{error, fmt};

/// Why a call failed. `E` lists the operation's documented errors.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E = std::convert::Infallible> {
    /// Nothing was sent: the input cannot be said faithfully.
    Encode(EncodeError),
    /// Nothing was sent: there is no token to send.
    Token(TokenError),
    /// No complete response arrived.
    Transport(TransportError),
    /// The API answered with a documented error.
    Api(Box<ApiError<E>>),
    /// The API answered with a status that the document does not list.
    UnexpectedStatus(Box<Response>),
    /// The API answered with a documented status and a body that is not what the document says.
    Decode(Box<DecodeError>),
}

/// A documented error.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError<E> {
    /// The status.
    pub status: StatusCode,
    /// The headers, such as `Retry-After`.
    pub headers: HeaderMap,
    /// The error.
    pub error: E,
}

/// What of an input cannot be said faithfully.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    /// Each place that is wrong.
    pub violations: Vec<Violation>,
}

/// A response that is not what the document says; nothing of it is lost.
#[derive(Clone, Debug, PartialEq)]
pub struct DecodeError {
    /// The response.
    pub response: Response,
    /// Each place that is wrong.
    pub violations: Vec<Violation>,
}

/// Why a client could not be made.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The server's URL cannot be a base, for this reason.
    Server(&'static str),
    /// The transport could not start.
    Transport(TransportError),
}

impl<E> Error<E> {
    /// The status, whenever a response arrived.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Encode(_) | Self::Token(_) | Self::Transport(_) => None,
            Self::Api(error) => Some(error.status),
            Self::UnexpectedStatus(response) => Some(response.status),
            Self::Decode(error) => Some(error.response.status),
        }
    }

    /// The documented error, if it is one.
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::Api(error) => Some(&error.error),
            _ => None,
        }
    }
}

impl<E: fmt::Debug> fmt::Display for Error<E> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encode(error) => error.fmt(to),
            Self::Token(error) => error.fmt(to),
            Self::Transport(error) => error.fmt(to),
            Self::Api(error) => write!(to, "the API answered {}: {:?}", error.status, error.error),
            Self::UnexpectedStatus(response) => {
                write!(
                    to,
                    "the API answered {}, which is not documented",
                    response.status
                )
            }
            Self::Decode(error) => error.fmt(to),
        }
    }
}

impl<E: fmt::Debug> error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Token(error) => error.source(),
            Self::Transport(error) => error.source(),
            _ => None,
        }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("nothing was sent: ")?;
        list(&self.violations, to)
    }
}

impl error::Error for EncodeError {}

impl fmt::Display for DecodeError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.response.status;
        write!(to, "the API answered {status}, but not what it documents: ")?;
        list(&self.violations, to)
    }
}

impl error::Error for DecodeError {}

fn list(violations: &[Violation], to: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, violation) in violations.iter().enumerate() {
        let separator = if index == 0 { "" } else { "; " };
        write!(to, "{separator}{violation}")?;
    }
    Ok(())
}

impl fmt::Display for BuildError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server(detail) => write!(to, "the server's URL {detail}"),
            Self::Transport(_) => to.write_str("the transport cannot start"),
        }
    }
}

impl error::Error for BuildError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Server(_) => None,
            Self::Transport(error) => Some(error),
        }
    }
}

impl From<TransportError> for BuildError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}
