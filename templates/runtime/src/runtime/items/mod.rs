//! Values one after the other, read and written as they come: JSON Lines, and the JSON text sequences of RFC 7464.

#[cfg(any(feature = "client", feature = "server"))]
mod framing;
#[cfg(any(feature = "client", feature = "server"))]
mod sides;

use super::flow::Source;
use super::stream_error::StreamError;
use futures_core::Stream;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A body of values one after the other: all of them, or a stream of those to come.
///
/// It is a [`Stream`], and [`next`](Self::next) reads it without further crates. Values that are all there are equal when
/// they are; a stream equals its clones, all of which take from it.
#[derive(Clone, PartialEq)]
pub struct Items<T>(Source<T>);

impl<T> Items<T> {
    /// Items to come. An error ends the body where it is: the other side sees that it is not complete.
    pub fn from_stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self(Source::from_stream(stream))
    }

    /// The next item.
    ///
    /// # Errors
    /// When it is not what the document says, when it is too large, or when no more arrives though the body has not
    /// ended. After an error there are no more items.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        std::future::poll_fn(|cx| self.0.poll_next(cx)).await
    }

    /// An item that is received with more bytes is an error, and the last thing that is read: 1 MiB unless chosen.
    #[must_use]
    pub fn limit(mut self, bytes: usize) -> Self {
        self.0.limit(bytes);
        self
    }

    /// The items, if they are all there.
    #[must_use]
    pub fn as_slice(&self) -> Option<&[T]> {
        match &self.0 {
            Source::Values(values) => Some(values.as_slice()),
            Source::Coming(_) => None,
        }
    }
}

impl<T> Stream for Items<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next(cx)
    }
}

// No part of it is ever pinned.
impl<T> Unpin for Items<T> {}

impl<T> From<Vec<T>> for Items<T> {
    fn from(values: Vec<T>) -> Self {
        Self(values.into())
    }
}

impl<T> FromIterator<T> for Items<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Vec::from_iter(values).into()
    }
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

/// Shows the items that are there.
impl<T: fmt::Debug> fmt::Debug for Items<T> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_tuple("Items").field(&self.0).finish()
    }
}
