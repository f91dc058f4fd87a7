//! Bodies of events on both sides of the wire.

use super::parser::Parser;
use super::writer::{COMMENT, data_only, write};
use super::{Event, Events, Resume};
use crate::runtime::byte_stream::ByteStream;
use crate::runtime::log::{Log, Refused};
use crate::runtime::plain::read_text;
use crate::runtime::schema::Schema;
use crate::runtime::stream_error::StreamError;
use crate::runtime::wire::{self, TooLarge};
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

impl<T: Schema + Send + 'static> Events<T> {
    /// Reads a body of events, leniently as clients do.
    pub fn read(body: ByteStream) -> Self {
        let resume: Arc<Mutex<Resume>> = Arc::default();
        let source = wire::read(body, || Reader {
            parser: Parser::default(),
            resume: Arc::clone(&resume),
        });
        Self {
            resume,
            ..Self::new(source, Resume::default())
        }
    }

    /// Writes a body of events. What no event can say ends a stream in the middle.
    ///
    /// # Errors
    /// What no event can say, if they are all there.
    pub fn write(self) -> Result<ByteStream, StreamError> {
        let events = match self.as_slice() {
            Some(events) if self.ticks.is_none() => events,
            _ => return Ok(ByteStream::from_stream(Written { events: Some(self) })),
        };
        let mut text = String::new();
        for event in events {
            text += &write(event).map_err(StreamError::new)?;
        }
        if let Some(literal) = &self.until {
            text += &data_only(literal);
        }
        Ok(text.into())
    }
}

struct Reader {
    parser: Parser,
    resume: Arc<Mutex<Resume>>,
}

impl wire::Parser for Reader {
    type Record = Event<String>;

    fn next(&mut self, chunk: &mut Bytes, most: usize) -> Result<Option<Event<String>>, TooLarge> {
        let event = self.parser.next(chunk, most)?;
        let mut resume = self.resume.lock().unwrap_or_else(PoisonError::into_inner);
        if resume.last_id.as_deref() != self.parser.last_id() {
            resume.last_id = self.parser.last_id().map(str::to_owned);
        }
        resume.retry = self.parser.retry();
        Ok(event)
    }

    fn last(&mut self) -> Option<Event<String>> {
        self.parser.last()
    }
}

impl<T: Schema> wire::Reader<Event<T>> for Reader {
    const GOES_ON: bool = true;

    fn read(&mut self, record: Event<String>) -> Result<Event<T>, StreamError> {
        let Event {
            id,
            event,
            retry,
            data: text,
        } = record;
        let mut log = Log::new(false);
        match log.at("data", "", |log| read_text(text.as_bytes(), log)) {
            Ok(data) => Ok(Event {
                id,
                event,
                retry,
                data,
            }),
            Err(Refused) => {
                let violations = log.into_violations();
                Err(StreamError::unreadable("an event", text, violations))
            }
        }
    }
}

/// Events as the bytes that say them.
struct Written<T> {
    events: Option<Events<T>>,
}

impl<T: Schema> Stream for Written<T> {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(events) = &mut self.events else {
            return Poll::Ready(None);
        };
        let text = match events.source.poll_next(cx) {
            Poll::Ready(Some(event)) => {
                event.and_then(|event| write(&event).map_err(StreamError::new))
            }
            Poll::Ready(None) => {
                let literal = events.until.take();
                self.events = None;
                return Poll::Ready(literal.map(|literal| Ok(data_only(&literal).into())));
            }
            Poll::Pending => match events.poll_tick(cx) {
                Poll::Ready(Some(())) => return Poll::Ready(Some(Ok(COMMENT.into()))),
                Poll::Ready(None) | Poll::Pending => return Poll::Pending,
            },
        };
        Poll::Ready(Some(text.map(Into::into)))
    }
}

impl<T> Events<T> {
    fn poll_tick(&mut self, cx: &mut Context<'_>) -> Poll<Option<()>> {
        let Some(ticks) = &self.ticks else {
            return Poll::Pending;
        };
        let mut ticking = ticks.lock().unwrap_or_else(PoisonError::into_inner);
        let tick = ticking.as_mut().poll_next(cx);
        drop(ticking);
        if let Poll::Ready(None) = tick {
            self.ticks = None;
        }
        tick
    }
}

#[cfg(feature = "client")]
impl crate::runtime::client::Reply {
    /// A body of events.
    pub fn events<T: Schema + Send + 'static>(&mut self) -> Events<T> {
        Events::read(self.stream())
    }
}

#[cfg(feature = "server")]
impl crate::runtime::server::Answer {
    /// A body of events, which no cache keeps. What no event can say is an opaque 500, or in a stream its premature end.
    pub fn events<T: Schema + Send + 'static>(&mut self, status: u16, body: Events<T>) {
        match body.write() {
            Ok(body) => {
                self.set(status, Some("text/event-stream".into()), body);
                // A header of the document may say otherwise.
                if let Some(headers) = self.headers() {
                    let uncached = http::HeaderValue::from_static("no-store");
                    headers
                        .entry(http::header::CACHE_CONTROL)
                        .or_insert(uncached);
                }
            }
            Err(error) => self.fail(Box::new(error)),
        }
    }
}
