//! Server-sent events: `text/event-stream` as WHATWG HTML section 9.2 has it, with typed data.

#[cfg(feature = "client")]
mod follow;
#[cfg(any(feature = "client", feature = "server"))]
mod parser;
#[cfg(any(feature = "client", feature = "server"))]
mod sides;
#[cfg(any(feature = "client", feature = "server"))]
mod writer;

#[cfg(feature = "client")]
pub use follow::{Follow, FollowError, Reconnect, follow};

use super::flow::Source;
use super::schema::Schema;
use super::stream_error::StreamError;
use super::value::Value;
use futures_core::Stream;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event<T> {
    /// Says where a client that lost its connection goes on: it sends the last one as `Last-Event-ID`.
    pub id: Option<String>,
    /// What kind of event it is; `message` when `None`.
    pub event: Option<String>,
    /// How long a client that lost its connection waits before it asks again, in whole milliseconds.
    pub retry: Option<Duration>,
    /// A string is the text itself, everything else is JSON.
    pub data: T,
}

impl<T> Event<T> {
    /// An event that is nothing but data.
    pub fn new(data: T) -> Self {
        Self {
            id: None,
            event: None,
            retry: None,
            data,
        }
    }
}

/// A body of events: all of them, or a stream of those to come.
///
/// It is a [`Stream`], and [`next`](Self::next) reads it without further crates. Events that are all there are equal when
/// they are; a stream equals its clones, all of which take from it.
#[derive(Clone)]
pub struct Events<T> {
    source: Source<Event<T>>,
    until: Option<Arc<str>>,
    #[cfg(any(feature = "client", feature = "server"))]
    ticks: Option<Ticks>,
    /// What a client goes on with, where the events are received.
    resume: Arc<Mutex<Resume>>,
}

#[cfg(any(feature = "client", feature = "server"))]
type Ticks = Arc<Mutex<Pin<Box<dyn Stream<Item = ()> + Send>>>>;

/// Where a client that lost its connection goes on.
#[derive(Clone, Debug, Default)]
struct Resume {
    last_id: Option<String>,
    retry: Option<Duration>,
    /// Whether the literal came that ends the stream.
    over: bool,
}

impl<T> Events<T> {
    /// Events to come. An error ends the body where it is: the other side sees that it is not complete.
    pub fn from_stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Event<T>, E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::new(Source::from_stream(stream), Resume::default())
    }

    /// An event that is received with more bytes is an error, and the last thing that is read: 1 MiB unless chosen.
    #[must_use]
    pub fn limit(mut self, bytes: usize) -> Self {
        self.source.limit(bytes);
        self
    }

    /// Says that data of just this text, such as `[DONE]`, is no event but the end of the stream. Where events are read
    /// nothing is read behind it; where they are written it is put behind the last one.
    #[must_use]
    pub fn until(self, literal: &str) -> Self {
        Self {
            until: Some(literal.into()),
            ..self
        }
    }

    /// Where events are written, writes a comment with each tick while there is no event, so that whoever is between
    /// the two sides sees a connection in use. The ticks come from any timer; when they end, nothing else does.
    #[cfg(any(feature = "client", feature = "server"))]
    #[must_use]
    pub fn keep_alive(self, ticks: impl Stream<Item = ()> + Send + 'static) -> Self {
        Self {
            ticks: Some(Arc::new(Mutex::new(Box::pin(ticks)))),
            ..self
        }
    }

    /// Where events are received, the last id by now, for who asks for the stream again: `Last-Event-ID`.
    #[must_use]
    pub fn last_event_id(&self) -> Option<String> {
        self.resume().last_id.clone()
    }

    /// Where events are received, how long to wait before the stream is asked for again, if the server has said so.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.resume().retry
    }

    /// The events, if they are all there.
    #[must_use]
    pub fn as_slice(&self) -> Option<&[Event<T>]> {
        match &self.source {
            Source::Values(events) => Some(events.as_slice()),
            Source::Coming(_) => None,
        }
    }

    fn new(source: Source<Event<T>>, resume: Resume) -> Self {
        Self {
            source,
            until: None,
            #[cfg(any(feature = "client", feature = "server"))]
            ticks: None,
            resume: Arc::new(Mutex::new(resume)),
        }
    }

    fn resume(&self) -> std::sync::MutexGuard<'_, Resume> {
        self.resume.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Schema> Events<T> {
    /// The next event.
    ///
    /// # Errors
    /// When its data is not what the document says ([`StreamError::raw`] has its text, and other events may follow),
    /// when it is too large, or when no more arrives though the body has not ended.
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<T: Schema> Stream for Events<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.source.poll_next(cx));
        let is_end = |literal: &str| match &next {
            None => false,
            Some(Err(error)) => error.as_malformed().is_some() && error.raw() == literal.as_bytes(),
            Some(Ok(event)) => {
                matches!(Value::of(&event.data), Ok(Value::Text(text)) if text == literal)
            }
        };
        if !self.until.as_deref().is_some_and(is_end) {
            return Poll::Ready(next);
        }
        self.source = Vec::new().into();
        self.resume().over = true;
        Poll::Ready(None)
    }
}

// No part of it is ever pinned.
impl<T> Unpin for Events<T> {}

impl<T> From<Vec<Event<T>>> for Events<T> {
    fn from(events: Vec<Event<T>>) -> Self {
        Self::new(events.into(), Resume::default())
    }
}

impl<T> FromIterator<Event<T>> for Events<T> {
    fn from_iter<I: IntoIterator<Item = Event<T>>>(events: I) -> Self {
        Vec::from_iter(events).into()
    }
}

impl<T> Default for Events<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T: PartialEq> PartialEq for Events<T> {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

/// Shows the events that are there.
impl<T: fmt::Debug> fmt::Debug for Events<T> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_tuple("Events").field(&self.source).finish()
    }
}
