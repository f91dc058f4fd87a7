//! Bodies that are bytes: whole, or as they come.

use super::stream_error::StreamError;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::{fmt, future};

/// Bytes that are all there, or a stream of them.
///
/// A clone of bytes is equal to them; the clones of a stream share it, and who reads it first has it. Two streams are
/// equal when they are the same one.
#[derive(Clone)]
pub struct ByteStream {
    content: Content,
    content_type: Option<String>,
}

#[derive(Clone)]
enum Content {
    Whole(Bytes),
    Coming {
        frames: Arc<Mutex<Option<Frames>>>,
        length: Option<u64>,
    },
}

type Frames = Pin<Box<dyn Stream<Item = Result<Bytes, StreamError>> + Send>>;

impl ByteStream {
    /// Bytes that are all there.
    pub fn from_bytes(bytes: impl Into<Bytes>) -> Self {
        Self {
            content: Content::Whole(bytes.into()),
            content_type: None,
        }
    }

    /// Bytes that come one by one. A stream is over with its first error.
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let frames: Frames = Box::pin(Adapted(Box::pin(stream)));
        Self {
            content: Content::Coming {
                frames: Arc::new(Mutex::new(Some(frames))),
                length: None,
            },
            content_type: None,
        }
    }

    /// The same stream, known to be that long: senders announce it. What is whole knows its own length.
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let Content::Coming { length, .. } = &mut self.content {
            *length = Some(bytes);
        }
        self
    }

    /// The same bytes as this media type, for bodies whose media type the document leaves open (`image/*`), or of which it
    /// does not say the parameters (`multipart/mixed; boundary=…`).
    #[must_use]
    pub fn with_content_type(self, content_type: impl Into<String>) -> Self {
        Self {
            content_type: Some(content_type.into()),
            ..self
        }
    }

    /// The media type, where the document leaves it open, and where it came with parameters.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The bytes, if they are all there.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Whole(bytes) => Some(bytes),
            Content::Coming { .. } => None,
        }
    }

    /// How many bytes there are, if that is known before they come.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match &self.content {
            Content::Whole(bytes) => Some(bytes.len() as u64),
            Content::Coming { length, .. } => *length,
        }
    }

    /// The bytes as they come. A stream whose clone was read before is an error and nothing else.
    #[must_use]
    pub fn into_stream(self) -> ByteFrames {
        let frames: Frames = match self.content {
            Content::Whole(bytes) => {
                return ByteFrames(State::Whole(Some(bytes).filter(|it| !it.is_empty())));
            }
            Content::Coming { frames, .. } => {
                match frames.lock().unwrap_or_else(PoisonError::into_inner).take() {
                    Some(frames) => frames,
                    None => return ByteFrames(State::Taken),
                }
            }
        };
        ByteFrames(State::Coming(Mutex::new(frames)))
    }

    /// All bytes, of which there may be so many.
    ///
    /// # Errors
    /// When there are more, and those of the stream.
    pub async fn collect(self, most: usize) -> Result<Bytes, StreamError> {
        if self.length().is_some_and(|length| length > most as u64) {
            return Err(StreamError::too_large());
        }
        if let Content::Whole(bytes) = self.content {
            return Ok(bytes);
        }
        let mut frames = self.into_stream();
        let mut pieces = Pieces::default();
        while let Some(frame) = frames.next().await.transpose()? {
            if frame.len() > most - pieces.len() {
                return Err(StreamError::too_large());
            }
            pieces.extend(frame);
        }
        Ok(pieces.into_bytes())
    }

    /// The same stream, in which more than so many bytes are an error.
    #[cfg(feature = "client")]
    pub(crate) fn capped(self, most: usize) -> Self {
        let (length, content_type) = (self.length(), self.content_type.clone());
        let capped = Self::from_stream(Capped {
            frames: self.into_stream(),
            left: most,
        });
        Self {
            content_type,
            ..match length {
                Some(length) => capped.with_length(length),
                None => capped,
            }
        }
    }
}

/// Bytes in pieces, on their way to being whole. Most bodies arrive in one piece and need no copy.
#[derive(Default)]
pub(crate) struct Pieces {
    first: Bytes,
    /// All of them, as soon as there are two.
    longer: BytesMut,
}

impl Pieces {
    fn len(&self) -> usize {
        self.first.len() + self.longer.len()
    }

    pub(crate) fn extend(&mut self, piece: Bytes) {
        match self.len() {
            0 => self.first = piece,
            _ => {
                self.longer
                    .extend_from_slice(&std::mem::take(&mut self.first));
                self.longer.extend_from_slice(&piece);
            }
        }
    }

    pub(crate) fn into_bytes(self) -> Bytes {
        match self.longer.is_empty() {
            true => self.first,
            false => self.longer.freeze(),
        }
    }
}

/// No bytes.
impl Default for ByteStream {
    fn default() -> Self {
        Self::from_bytes(Bytes::new())
    }
}

impl PartialEq for ByteStream {
    fn eq(&self, other: &Self) -> bool {
        let content = match (&self.content, &other.content) {
            (Content::Whole(one), Content::Whole(two)) => one == two,
            (Content::Coming { frames: one, .. }, Content::Coming { frames: two, .. }) => {
                Arc::ptr_eq(one, two)
            }
            _ => false,
        };
        content && self.content_type == other.content_type
    }
}

/// Shows no content.
impl fmt::Debug for ByteStream {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let content = match self.length() {
            Some(length) => format!("{length} bytes"),
            None => "a stream".to_owned(),
        };
        match &self.content_type {
            Some(content_type) => write!(to, "ByteStream({content}, {content_type})"),
            None => write!(to, "ByteStream({content})"),
        }
    }
}

macro_rules! from {
    ($($type:ty),*) => {$(
        impl From<$type> for ByteStream {
            fn from(bytes: $type) -> Self {
                Self::from_bytes(bytes)
            }
        }
    )*};
}

from!(Bytes, Vec<u8>, String, &'static str, &'static [u8]);

/// The bytes of a [`ByteStream`] as they come: a [`Stream`] that ends with its first error.
pub struct ByteFrames(State);

enum State {
    Whole(Option<Bytes>),
    // Never locked: it lends what is only `Send` to who asks for `Sync` as well.
    Coming(Mutex<Frames>),
    Taken,
}

impl ByteFrames {
    /// The next bytes.
    pub async fn next(&mut self) -> Option<Result<Bytes, StreamError>> {
        future::poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, StreamError>>> {
        let next = match &mut self.0 {
            State::Whole(bytes) => return Poll::Ready(bytes.take().map(Ok)),
            State::Taken => Some(Err(StreamError::taken())),
            State::Coming(frames) => {
                let frames = frames.get_mut().unwrap_or_else(PoisonError::into_inner);
                match frames.as_mut().poll_next(cx) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(next) => next,
                }
            }
        };
        if !matches!(next, Some(Ok(_))) {
            self.0 = State::Whole(None);
        }
        Poll::Ready(next)
    }
}

impl Stream for ByteFrames {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl fmt::Debug for ByteFrames {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("ByteFrames")
    }
}

/// A stream in our terms.
struct Adapted<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Adapted<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.0.as_mut().poll_next(cx);
        next.map(|next| next.map(|next| next.map(Into::into).map_err(StreamError::new)))
    }
}

/// A stream of which so many bytes are left to be taken.
#[cfg(feature = "client")]
struct Capped {
    frames: ByteFrames,
    left: usize,
}

#[cfg(feature = "client")]
impl Stream for Capped {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.frames.poll(cx);
        next.map(|next| {
            next.map(|next| {
                let frame = next?;
                match self.left.checked_sub(frame.len()) {
                    None => Err(StreamError::too_large()),
                    Some(left) => {
                        self.left = left;
                        Ok(frame)
                    }
                }
            })
        })
    }
}
