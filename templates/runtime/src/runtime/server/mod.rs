//! The server side: a request becomes an input, an output or an error becomes a response, and the API is what is between.

mod answer;
mod body;
mod decoder;
mod failure;
mod refusal;
mod routes;
mod security;
pub(crate) mod template;

pub use crate::documented_error;
pub use answer::Answer;
pub use axum::Router;
pub use axum::http::request::Parts as Head;
pub use body::Body;
pub use decoder::Decoder;
pub use failure::{Cause, Denied, Failure};
pub use routes::Routes;
pub use security::{Scheme, anonymous};

/// The server's side of an operation; the generator implements it for the input type.
pub trait Operation: super::Operation<Output: Send, Error: Send> + Send + 'static {
    /// The credential it takes, if any.
    const SECURITY: Option<Scheme> = None;

    /// The body it takes.
    const BODY: Body = Body::None;

    /// Reads the input. Problems are collected, the request is then refused with all of them.
    fn decode(from: &mut Decoder<'_>) -> Self;

    /// Says the outcome.
    fn answer(outcome: Result<Self::Output, Self::Error>, to: &mut Answer);
}

/// An API that serves the operation; the generator implements it for every implementation of the API's trait.
pub trait Serve<O: Operation>: Send + Sync + 'static {
    /// Who is calling.
    type Principal: Send + Sync + 'static;

    /// Checks the credential, before anything of the body is read. Of an operation without security it is empty.
    fn authenticate(
        &self,
        credential: &str,
        head: &Head,
    ) -> impl Future<Output = Result<Self::Principal, Denied>> + Send;

    /// Does the work.
    fn serve(
        &self,
        cx: Context<Self::Principal>,
        input: O,
    ) -> impl Future<Output = Result<O::Output, Failure<O::Error>>> + Send;
}

/// What an operation learns beside its input.
#[derive(Debug)]
pub struct Context<P> {
    /// Who is calling.
    pub principal: P,
    /// The head of the request: method, URI, headers, extensions.
    pub head: Head,
}
