//! Bodies as they go over a wire.

use crate::runtime::byte_stream::{ByteFrames, ByteStream};
use crate::runtime::stream_error::StreamError;
use bytes::{Buf, Bytes};
use futures_core::Stream;
use http_body::{Body, Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep};

/// A body to be sent: frame by frame as it is asked for.
#[derive(Debug)]
pub struct RequestBody {
    frames: ByteFrames,
    length: Option<u64>,
}

impl From<ByteStream> for RequestBody {
    fn from(body: ByteStream) -> Self {
        Self {
            length: body.length(),
            frames: body.into_stream(),
        }
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = StreamError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StreamError>>> {
        let next = Pin::new(&mut self.frames).poll_next(cx);
        next.map(|next| next.map(|next| next.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.length == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

/// A body that comes; a wait for more of it that takes longer than `patience` is an error.
pub(super) fn received<B>(
    body: B,
    patience: Duration,
    describe: fn(B::Error) -> StreamError,
) -> ByteStream
where
    B: Body + Send + 'static,
{
    let length = body.size_hint().exact();
    let stream = ByteStream::from_stream(Received {
        body: Box::pin(body),
        describe,
        patience,
        sleep: Box::pin(sleep(patience)),
        waits: false,
    });
    match length {
        Some(length) => stream.with_length(length),
        None => stream,
    }
}

struct Received<B: Body> {
    body: Pin<Box<B>>,
    describe: fn(B::Error) -> StreamError,
    patience: Duration,
    sleep: Pin<Box<Sleep>>,
    /// Whether `sleep` began with the read that is going on.
    waits: bool,
}

impl<B: Body> Stream for Received<B> {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let Poll::Ready(next) = self.body.as_mut().poll_frame(cx) else {
                if !self.waits {
                    let patience = self.patience;
                    // A time that no clock reaches is not waited for.
                    match Instant::now().checked_add(patience) {
                        Some(end) => self.sleep.as_mut().reset(end),
                        None => return Poll::Pending,
                    }
                    self.waits = true;
                }
                ready!(self.sleep.as_mut().poll(cx));
                return Poll::Ready(Some(Err(StreamError::timed_out())));
            };
            self.waits = false;
            let next = match next {
                None => None,
                Some(Err(error)) => Some(Err((self.describe)(error))),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(mut data) => Some(Ok(data.copy_to_bytes(data.remaining()))),
                    // Trailers.
                    Err(_) => continue,
                },
            };
            return Poll::Ready(next);
        }
    }
}
