//! What an API may fail with.

use super::refusal::respond;
use super::{Context, Operation, Outcome};
use crate::runtime::problem::Problem;
use crate::runtime::stream_error::StreamError;
use axum::response::Response;
use http::StatusCode;
use std::{error::Error, fmt, sync::Arc};

/// Why an operation was not done. Every [`Error`] becomes one with `?`, and tells the caller nothing.
#[derive(Debug)]
pub enum Failure<E> {
    /// A documented error of the operation.
    Documented(E),
    /// A problem with a status that the document does not list.
    Problem(Box<Problem>),
    /// Anything else: the caller sees 500 and nothing of it, layers find it as [`Cause`].
    Other(Box<dyn Error + Send + Sync>),
}

/// A request body that breaks off or is too large while it is read is the caller's fault, and said so.
impl<E, X: Error + Send + Sync + 'static> From<X> for Failure<E> {
    fn from(error: X) -> Self {
        let cause: Box<dyn Error + Send + Sync> = Box::new(error);
        match refusal(&*cause) {
            Some(problem) => Self::Problem(Box::new(problem)),
            None => Self::Other(cause),
        }
    }
}

impl<E> From<Problem> for Failure<E> {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

/// Lets `?` and `into` make a [`Failure`] of an operation's documented errors. They are no [`Error`]s themselves.
#[doc(hidden)]
#[macro_export]
macro_rules! documented_error {
    ($type:ty) => {
        impl ::core::convert::From<$type> for $crate::runtime::server::Failure<$type> {
            fn from(error: $type) -> Self {
                Self::Documented(error)
            }
        }
    };
}

/// Lets an API serve an operation of `operations` by a method of its trait: `serve!(Api, X, x)`. An operation with
/// documented errors says that it `fails`; where the method takes a `Context<A::Principal>` rather than a `Context<()>`,
/// that type comes last.
#[doc(hidden)]
#[macro_export]
macro_rules! serve {
    ($api:ident, $operation:ident, $method:ident) => {
        $crate::serve!($api, $operation, $method, ());
    };
    ($api:ident, $operation:ident, $method:ident, fails) => {
        $crate::serve!($api, $operation, $method, fails, ());
    };
    ($api:ident, $operation:ident, $method:ident, fails, $principal:ty) => {
        $crate::serve!($api, $operation, $method, $principal);
        $crate::documented_error!(<operations::$operation as $crate::runtime::Operation>::Error);
    };
    ($api:ident, $operation:ident, $method:ident, $principal:ty) => {
        impl<A: $api> $crate::runtime::server::Serve<operations::$operation> for A {
            type Principal = $principal;

            fn serve(
                &self,
                cx: $crate::runtime::server::Context<$principal>,
                input: operations::$operation,
            ) -> impl $crate::runtime::server::Outcome<operations::$operation> {
                $api::$method(self, cx, input)
            }
        }
    };
}

/// The answer of an operation that is not there yet: 501.
pub fn not_implemented<P, O: Operation>(_cx: Context<P>, _input: O) -> impl Outcome<O> {
    std::future::ready(Err(Failure::from(Problem::new(501))))
}

/// Why a caller was not let in. Every [`Error`] becomes one with `?`.
#[derive(Debug)]
#[non_exhaustive]
pub enum Denied {
    /// 401: no credential, or none that holds.
    Unauthorized,
    /// 403: a credential that holds, but not here.
    Forbidden,
    /// It could not be found out: the caller sees 500 and nothing of it, layers find it as [`Cause`].
    Other(Box<dyn Error + Send + Sync>),
}

impl<X: Error + Send + Sync + 'static> From<X> for Denied {
    fn from(error: X) -> Self {
        Self::Other(Box::new(error))
    }
}

impl Denied {
    pub(super) fn into_response(self) -> Response {
        match self {
            Self::Unauthorized => respond(&Problem::new(401)),
            Self::Forbidden => respond(&Problem::new(403)),
            Self::Other(cause) => fail(cause),
        }
    }
}

/// Why a response is an opaque 500: an extension of the response, for layers that log.
#[derive(Clone)]
pub struct Cause(pub Arc<dyn Error + Send + Sync>);

impl fmt::Debug for Cause {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, to)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, to)
    }
}

fn refusal(cause: &(dyn Error + 'static)) -> Option<Problem> {
    let error = cause.downcast_ref::<StreamError>()?;
    let problem = Problem::new(error.refusal()?).detail(error.to_string());
    Some(match error.violations() {
        [] => problem,
        violations => problem.errors(violations.to_vec()),
    })
}

/// A 500 that says nothing to the caller and everything to the layers.
pub(super) fn fail(cause: Box<dyn Error + Send + Sync>) -> Response {
    let mut response = respond(&Problem::new(StatusCode::INTERNAL_SERVER_ERROR.as_u16()));
    response.extensions_mut().insert(Cause(cause.into()));
    response
}
