//! Bodies of items on both sides of the wire.

use super::Items;
use super::framing::{Framing, Records};
use crate::runtime::byte_stream::ByteStream;
use crate::runtime::checks::Checks;
use crate::runtime::json::read_json;
use crate::runtime::log::Log;
use crate::runtime::rules::Rules;
use crate::runtime::schema::{Encoded, Schema};
use crate::runtime::stream_error::StreamError;
use crate::runtime::wire::{self, Parser, TooLarge};
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

impl<T: Schema + Send + 'static> Items<T> {
    /// Reads a body of a media type of which the values are JSON. When `of_request`, it is read strictly, as servers do.
    pub fn read(media: &str, body: ByteStream, of_request: bool) -> Self {
        Self(wire::read(body, || Reader {
            records: Records::new(Framing::of(media)),
            of_request,
            items: 0,
        }))
    }

    /// Writes a body of that media type. What JSON cannot say ends a stream in the middle.
    ///
    /// # Errors
    /// What JSON cannot say, if the items are all there.
    pub fn write(self, media: &str) -> Result<ByteStream, serde_json::Error> {
        let framing = Framing::of(media);
        let Some(items) = self.as_slice() else {
            let items = self;
            return Ok(ByteStream::from_stream(Written { items, framing }));
        };
        let mut text = Vec::new();
        for item in items {
            framing.write(&serde_json::to_vec(&Encoded(item))?, &mut text);
        }
        Ok(text.into())
    }
}

/// Records to values.
struct Reader {
    records: Records,
    of_request: bool,
    /// How many there were.
    items: usize,
}

impl Parser for Reader {
    type Record = Bytes;

    fn next(&mut self, chunk: &mut Bytes, most: usize) -> Result<Option<Bytes>, TooLarge> {
        self.records.next(chunk, most)
    }

    fn last(&mut self) -> Option<Bytes> {
        self.records.last()
    }
}

impl<T: Schema> wire::Reader<T> for Reader {
    const GOES_ON: bool = false;

    fn read(&mut self, record: Bytes) -> Result<T, StreamError> {
        let mut log = Log::new(self.of_request);
        let cut = self.records.is_cut(&record);
        let value = log.at("body", "", |log| {
            log.item(self.items, |log| {
                if cut {
                    return Err(log.refuse("is cut off"));
                }
                let value: T = read_json(&record, log)?;
                if self.of_request {
                    value.check(&Rules::NONE, &mut Checks::new(log));
                }
                Ok(value)
            })
        });
        self.items += 1;
        match value {
            Ok(value) if log.is_empty() => Ok(value),
            _ => {
                let place = format!("line {}", self.records.line);
                let error = StreamError::unreadable(&place, record, log.into_violations());
                Err(match self.of_request {
                    true => error.of_request(),
                    false => error,
                })
            }
        }
    }
}

/// Items as the bytes that say them.
struct Written<T> {
    items: Items<T>,
    framing: Framing,
}

impl<T: Schema> Stream for Written<T> {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(Pin::new(&mut self.items).poll_next(cx));
        Poll::Ready(item.map(|item| {
            let record = serde_json::to_vec(&Encoded(&item?)).map_err(StreamError::new)?;
            let mut text = Vec::with_capacity(record.len() + 2);
            self.framing.write(&record, &mut text);
            Ok(text.into())
        }))
    }
}

#[cfg(feature = "client")]
impl crate::runtime::client::Reply {
    /// A body of items.
    pub fn items<T: Schema + Send + 'static>(&mut self) -> Items<T> {
        let media = self.content_type().unwrap_or_default();
        Items::read(&media, self.stream(), false)
    }
}

#[cfg(feature = "server")]
impl crate::runtime::server::Answer {
    /// A body of items. What JSON cannot say is an opaque 500, or in a stream its premature end.
    pub fn items<T: Schema + Send + 'static>(&mut self, status: u16, name: &str, body: Items<T>) {
        match body.write(name) {
            Ok(body) => self.set(status, Some(name.to_owned().into()), body),
            Err(error) => self.fail(Box::new(error)),
        }
    }
}

#[cfg(feature = "client")]
impl crate::runtime::client::Encoder<'_> {
    /// A body of items: `application/jsonl`. A stream of them is read as it is sent.
    pub fn items_body<T>(&mut self, name: &'static str, body: &Items<T>)
    where
        T: Schema + Clone + Send + 'static,
    {
        if !self.is_wanted(name) {
            return;
        }
        match body.clone().write(name) {
            Ok(bytes) => self.set_body(name, bytes),
            Err(error) => self.refuse("body".to_owned(), error.to_string()),
        }
    }

    /// The same of a body that is left out when `None`.
    pub fn optional_items_body<T>(&mut self, name: &'static str, body: &Option<Items<T>>)
    where
        T: Schema + Clone + Send + 'static,
    {
        if let Some(body) = body {
            self.items_body(name, body);
        }
    }
}

#[cfg(feature = "server")]
impl crate::runtime::server::Decoder<'_> {
    /// A required body of items. They are read and checked as they are asked for.
    pub fn items_body<T: Schema + Send + 'static>(&mut self) -> Items<T> {
        let name = self.media();
        Items::read(name, self.stream_body(), true)
    }

    /// A body of items that may be left out.
    pub fn optional_items_body<T: Schema + Send + 'static>(&mut self) -> Option<Items<T>> {
        let name = self.media();
        let body = self.optional_stream_body()?;
        Some(Items::read(name, body, true))
    }
}
