//! Values in a body that is being received, whatever the chunks in which they come.

use super::byte_stream::{ByteFrames, ByteStream};
use super::flow::{Coming, Source};
use super::stream_error::StreamError;
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};

/// So many bytes one of the values may have, unless chosen.
const MOST: usize = 1 << 20;

/// Takes records off the bytes that say them.
pub(super) trait Parser: Send {
    /// What is between two marks of the format.
    type Record;

    /// The next record, taken off the chunk; without one the chunk is used up. Of a record no more than `most` bytes
    /// are kept, and what follows a larger one is not to be read.
    fn next(&mut self, chunk: &mut Bytes, most: usize) -> Result<Option<Self::Record>, TooLarge>;

    /// The record that the end of the bytes ends.
    fn last(&mut self) -> Option<Self::Record>;
}

/// Makes values of records.
pub(super) trait Reader<T>: Parser {
    /// Whether the records behind one that is no value are still good.
    const GOES_ON: bool;

    /// The value of a record.
    fn read(&mut self, record: Self::Record) -> Result<T, StreamError>;
}

/// A record is larger than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// Reads a body. What is all there and without fault becomes values, which can be compared.
pub(super) fn read<T, R: Reader<T> + 'static>(
    body: ByteStream,
    reader: impl Fn() -> R,
) -> Source<T> {
    let whole = |bytes: &Bytes| {
        let mut wire = Wire::new(ByteStream::from(bytes.clone()), reader());
        let mut cx = Context::from_waker(Waker::noop());
        let mut values = Vec::new();
        while let Poll::Ready(Some(value)) = wire.poll_next(&mut cx) {
            values.push(value.ok()?);
        }
        Some(values)
    };
    match body.as_bytes().and_then(whole) {
        Some(values) => values.into(),
        None => Source::coming(Wire::new(body, reader())),
    }
}

/// A body that is being received.
struct Wire<R> {
    frames: Option<ByteFrames>,
    chunk: Bytes,
    reader: R,
    most: usize,
}

impl<R: Parser> Wire<R> {
    fn new(body: ByteStream, reader: R) -> Self {
        Self {
            frames: Some(body.into_stream()),
            chunk: Bytes::new(),
            reader,
            most: MOST,
        }
    }

    fn poll_record(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<R::Record, StreamError>>> {
        while let Some(frames) = &mut self.frames {
            match self.reader.next(&mut self.chunk, self.most) {
                Ok(None) => {}
                Ok(Some(record)) => return Poll::Ready(Some(Ok(record))),
                Err(TooLarge) => {
                    self.end();
                    return Poll::Ready(Some(Err(StreamError::too_large())));
                }
            }
            match ready!(Pin::new(frames).poll_next(cx)) {
                Some(Ok(chunk)) => self.chunk = chunk,
                Some(Err(error)) => {
                    self.end();
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    self.end();
                    return Poll::Ready(self.reader.last().map(Ok));
                }
            }
        }
        Poll::Ready(None)
    }

    /// Nothing is read any more, and where it came from is let go.
    fn end(&mut self) {
        self.frames = None;
        self.chunk = Bytes::new();
    }
}

impl<T, R: Reader<T>> Coming<T> for Wire<R> {
    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        let value = match ready!(self.poll_record(cx)) {
            None => return Poll::Ready(None),
            Some(record) => record.and_then(|record| self.reader.read(record)),
        };
        if value.is_err() && !R::GOES_ON {
            self.end();
        }
        Poll::Ready(Some(value))
    }

    fn limit(&mut self, bytes: usize) {
        self.most = bytes;
    }
}
