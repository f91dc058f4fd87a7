//! Values that come one after the other: what bodies of items and bodies of events share.

use super::stream_error::StreamError;
use futures_core::Stream;
use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::{fmt, vec};

/// Values in memory, or a stream of which every clone takes.
pub(super) enum Source<T> {
    Values(vec::IntoIter<T>),
    Coming(Arc<Mutex<Box<dyn Coming<T>>>>),
}

/// Values to come.
pub(super) trait Coming<T>: Send {
    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>>;

    /// Where values are received, none may have more bytes.
    fn limit(&mut self, _bytes: usize) {}
}

impl<T> Source<T> {
    pub(super) fn coming(coming: impl Coming<T> + 'static) -> Self {
        Self::Coming(Arc::new(Mutex::new(Box::new(coming))))
    }

    /// A stream of the user's.
    pub(super) fn from_stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::coming(Some(Box::pin(stream)))
    }

    pub(super) fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<T, StreamError>>> {
        match self {
            Self::Values(values) => Poll::Ready(values.next().map(Ok)),
            Self::Coming(coming) => {
                // What a panic elsewhere left is still a stream.
                let mut coming = coming.lock().unwrap_or_else(PoisonError::into_inner);
                coming.poll_next(cx)
            }
        }
    }

    pub(super) fn limit(&mut self, bytes: usize) {
        if let Self::Coming(coming) = self {
            let mut coming = coming.lock().unwrap_or_else(PoisonError::into_inner);
            coming.limit(bytes);
        }
    }
}

/// Nothing comes after an error.
impl<T, E, S> Coming<T> for Option<Pin<Box<S>>>
where
    S: Stream<Item = Result<T, E>> + Send,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        let Some(stream) = self else {
            return Poll::Ready(None);
        };
        let Poll::Ready(next) = stream.as_mut().poll_next(cx) else {
            return Poll::Pending;
        };
        if !matches!(next, Some(Ok(_))) {
            *self = None;
        }
        Poll::Ready(next.map(|next| next.map_err(StreamError::new)))
    }
}

impl<T> From<Vec<T>> for Source<T> {
    fn from(values: Vec<T>) -> Self {
        Self::Values(values.into_iter())
    }
}

impl<T: Clone> Clone for Source<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Values(values) => Self::Values(values.clone()),
            Self::Coming(coming) => Self::Coming(Arc::clone(coming)),
        }
    }
}

impl<T: PartialEq> PartialEq for Source<T> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Values(one), Self::Values(two)) => one.as_slice() == two.as_slice(),
            (Self::Coming(one), Self::Coming(two)) => Arc::ptr_eq(one, two),
            _ => false,
        }
    }
}

/// Shows the values that are there.
impl<T: fmt::Debug> fmt::Debug for Source<T> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Values(values) => to.debug_list().entries(values.as_slice()).finish(),
            Self::Coming(_) => to.write_str("a stream"),
        }
    }
}
