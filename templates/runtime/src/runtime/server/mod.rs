//! The server side: a request becomes an input, an output or an error becomes a response, and the API is what is between.

mod accept;
mod answer;
mod body;
mod cookie;
mod credentials;
mod decoder;
mod failure;
mod headers;
mod parameters;
mod refusal;
mod routes;
mod security;
mod trace;

pub use crate::{documented_error, serve};
pub use answer::{Answer, within};
pub use axum::Router;
pub use axum::http::request::Parts as Head;
pub use body::Body;
pub use decoder::Decoder;
pub use failure::{Cause, Denied, Failure, not_implemented};
pub use routes::Routes;
pub use security::{Access, Authenticate, Optional, Public, Required};

use super::template;

/// The server's side of an operation; the generator implements it for the input type.
pub trait Operation: super::Operation<Output: Send, Error: Send> + Send + 'static {
    /// Who may call it: [`Required`], [`Optional`] or [`Public`], as [`super::Operation::SECURITY`] says.
    type Access;

    /// The body it takes.
    const BODY: Body = Body::None;

    /// Whether an answer depends on what the caller says that it takes.
    const NEGOTIATES: bool = false;

    /// Reads the input. Problems are collected, the request is then refused with all of them.
    fn decode(from: &mut Decoder<'_>) -> Self;

    /// Says the outcome.
    fn answer(outcome: Result<Self::Output, Self::Error>, to: &mut Answer);
}

/// The outcome of an operation to come: what an `async fn` of `Result<Output, Failure<Error>>` returns.
pub trait Outcome<O: Operation>:
    Future<Output = Result<O::Output, Failure<O::Error>>> + Send
{
}

impl<O: Operation, F> Outcome<O> for F where
    F: Future<Output = Result<O::Output, Failure<O::Error>>> + Send
{
}

/// An API that serves the operation; [`serve!`] implements it for every implementation of the API's trait.
pub trait Serve<O: Operation>: Send + Sync + 'static {
    /// What the operation learns of its caller.
    type Principal: Send + Sync + 'static;

    /// Does the work.
    fn serve(&self, cx: Context<Self::Principal>, input: O) -> impl Outcome<O>;
}

/// What an operation learns beside its input.
#[derive(Debug)]
pub struct Context<P> {
    /// Who is calling.
    pub principal: P,
    /// The head of the request: method, URI, headers, extensions.
    pub head: Head,
}

impl<P> Context<P> {
    /// The one of these media types that the caller likes best (RFC 9110 section 12.5.1): its index, or nothing when
    /// the caller takes none of them. The first of equally liked ones, and where the caller does not say.
    pub fn preferred(&self, offered: &[&str]) -> Option<usize> {
        accept::preferred(&self.head.headers, offered)
    }
}
