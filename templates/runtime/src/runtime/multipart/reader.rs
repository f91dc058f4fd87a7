//! Multipart bodies, part by part, as they come (RFC 2046, section 5.1, and RFC 7578).
//!
//! Nothing is kept but what may still be a delimiter, and the head of a part; each byte is looked at a bounded number of
//! times, however the body is cut into frames.

use crate::runtime::byte_stream::{ByteFrames, ByteStream};
use crate::runtime::fields::Form;
use crate::runtime::media::{essence, parameters};
use crate::runtime::stream_error::StreamError;
use bytes::{Buf, Bytes, BytesMut};
use futures_core::Stream;
use memchr::memmem;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The headers of a part may be as long as this together.
const LONGEST_HEAD: usize = 8 << 10;

/// A boundary may be as long as this (RFC 2046, section 5.1.1).
const LONGEST_BOUNDARY: usize = 70;

/// A multipart body being read.
pub(super) struct Reader {
    frames: ByteFrames,
    buffer: BytesMut,
    /// What ends a part: `\r\n--`, and the boundary.
    delimiter: Vec<u8>,
    state: State,
    parts: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// In front of the first delimiter.
    Preamble,
    /// Behind a delimiter: a part follows, or nothing.
    Delimiter,
    /// In the headers of a part, the first so many bytes of which do not end them.
    Head(usize),
    /// In the content of a part.
    Content,
    /// Behind the last part.
    End,
}

/// What comes next.
pub(super) enum Event {
    /// The head of a part.
    Head(Head),
    /// Some of its content.
    Content(Bytes),
    /// The end of it.
    PartEnd,
    /// The end of the body.
    End,
}

/// The headers of a part.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    /// All others.
    pub(super) headers: Vec<(String, String)>,
}

impl Reader {
    /// Reads a body of this `Content-Type`.
    ///
    /// # Errors
    /// When it names no boundary.
    pub(super) fn new(content_type: &str, body: ByteStream) -> Result<Self, StreamError> {
        let mut parameters = parameters(content_type).into_iter();
        let boundary = parameters.find(|(name, _)| name.eq_ignore_ascii_case("boundary"));
        match boundary {
            Some((_, boundary)) if (1..=LONGEST_BOUNDARY).contains(&boundary.len()) => Ok(Self {
                frames: body.into_stream(),
                // The first delimiter may stand at the very beginning.
                buffer: BytesMut::from(&b"\r\n"[..]),
                delimiter: format!("\r\n--{boundary}").into_bytes(),
                state: State::Preamble,
                parts: 0,
            }),
            Some(_) => Err(malformed(
                "has a multipart boundary that is empty or too long",
            )),
            None => Err(malformed("has no multipart boundary")),
        }
    }

    /// The head of the next part; what is left of the content before it is passed over.
    ///
    /// # Errors
    /// Those of the body, and when it is not multipart.
    pub(super) async fn head(&mut self) -> Result<Option<Head>, StreamError> {
        loop {
            match poll_fn(|cx| self.poll(cx)).await? {
                Event::Head(head) => return Ok(Some(head)),
                Event::End => return Ok(None),
                Event::Content(_) | Event::PartEnd => {}
            }
        }
    }

    /// The content of a part whose head was read.
    ///
    /// # Errors
    /// Those of the body, and when it is not multipart.
    pub(super) async fn content(&mut self) -> Result<Vec<u8>, StreamError> {
        let mut content = Vec::new();
        while self.state == State::Content {
            if let Event::Content(bytes) = poll_fn(|cx| self.poll(cx)).await? {
                content.extend_from_slice(&bytes);
            }
        }
        Ok(content)
    }

    /// What comes next.
    ///
    /// # Errors
    /// Those of the body, and when it is not multipart.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Event, StreamError>> {
        loop {
            let step = match self.state {
                State::Preamble => self.preamble(),
                State::Delimiter => self.behind_delimiter()?,
                State::Head(seen) => self.in_head(seen)?,
                State::Content => self.in_content(),
                State::End => Step::Event(Event::End),
            };
            match step {
                Step::Event(event) => return Poll::Ready(Ok(event)),
                Step::Again => {}
                Step::More => match ready!(Pin::new(&mut self.frames).poll_next(cx)) {
                    Some(Ok(frame)) => self.buffer.extend_from_slice(&frame),
                    Some(Err(error)) => return Poll::Ready(Err(error)),
                    None => return Poll::Ready(Err(malformed("ends before its last boundary"))),
                },
            }
        }
    }

    fn preamble(&mut self) -> Step {
        match memmem::find(&self.buffer, &self.delimiter) {
            Some(at) => {
                self.buffer.advance(at + self.delimiter.len());
                self.state = State::Delimiter;
                Step::Again
            }
            None => {
                let passed = self.decided();
                self.buffer.advance(passed);
                Step::More
            }
        }
    }

    fn behind_delimiter(&mut self) -> Result<Step, StreamError> {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t');
        let blanks = self.buffer.iter().take_while(|byte| blank(byte)).count();
        match self.buffer.get(blanks..blanks + 2) {
            _ if blanks > LONGEST_HEAD => Err(malformed("has too long a line")),
            None => Ok(Step::More),
            Some(b"--") if blanks == 0 => {
                self.state = State::End;
                Ok(Step::Again)
            }
            Some(b"\r\n") => {
                self.buffer.advance(blanks + 2);
                self.state = State::Head(0);
                Ok(Step::Again)
            }
            Some(_) => Err(malformed("has something behind a boundary")),
        }
    }

    fn in_head(&mut self, seen: usize) -> Result<Step, StreamError> {
        const END: &[u8] = b"\r\n\r\n";
        let from = seen.saturating_sub(END.len() - 1);
        let end = match self.buffer.starts_with(b"\r\n") {
            true => return Err(malformed("has a part without a name")),
            false => memmem::find(&self.buffer[from..], END).map(|at| from + at),
        };
        match end {
            Some(..=LONGEST_HEAD) if self.parts == Form::MOST => {
                Err(malformed(&format!("has more than {} parts", Form::MOST)))
            }
            Some(end @ ..=LONGEST_HEAD) => {
                let head = Head::read(&self.buffer[..end])?;
                self.buffer.advance(end + END.len());
                self.parts += 1;
                self.state = State::Content;
                Ok(Step::Event(Event::Head(head)))
            }
            None if self.buffer.len() <= LONGEST_HEAD => {
                self.state = State::Head(self.buffer.len());
                Ok(Step::More)
            }
            _ => Err(malformed("has a part with too long headers")),
        }
    }

    fn in_content(&mut self) -> Step {
        match memmem::find(&self.buffer, &self.delimiter) {
            Some(0) => {
                self.buffer.advance(self.delimiter.len());
                self.state = State::Delimiter;
                Step::Event(Event::PartEnd)
            }
            Some(at) => Step::Event(Event::Content(self.buffer.split_to(at).freeze())),
            None => match self.decided() {
                0 => Step::More,
                decided => Step::Event(Event::Content(self.buffer.split_to(decided).freeze())),
            },
        }
    }

    /// How many of the bytes cannot belong to a delimiter, where there is no whole one.
    fn decided(&self) -> usize {
        self.buffer.len().saturating_sub(self.delimiter.len() - 1)
    }
}

/// What the bytes at hand are good for.
enum Step {
    Event(Event),
    /// To look at what follows.
    Again,
    /// Nothing, without more of them.
    More,
}

impl Head {
    fn read(text: &[u8]) -> Result<Self, StreamError> {
        let text = std::str::from_utf8(text)
            .map_err(|_| malformed("has a part with headers that are not UTF-8"))?;
        let mut head = Self::default();
        let mut disposition = None;
        for line in text.split("\r\n") {
            let (name, value) = line
                .split_once(':')
                .filter(|(name, _)| {
                    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic())
                })
                .ok_or_else(|| malformed("has a part with a line that is no header"))?;
            let value = value.trim_matches([' ', '\t']);
            let once = match &*name.to_ascii_lowercase() {
                "content-disposition" => &mut disposition,
                "content-type" => &mut head.content_type,
                _ => {
                    head.headers.push((name.to_owned(), value.to_owned()));
                    continue;
                }
            };
            if once.replace(value.to_owned()).is_some() {
                return Err(malformed("has a part with one header twice"));
            }
        }
        let disposition = disposition.unwrap_or_default();
        // `filename*` is not to be used (RFC 7578, section 4.2): it is passed over, for there are senders who say both.
        for (name, value) in parameters(&disposition) {
            match &*name.to_ascii_lowercase() {
                "name" => head.name = unescape(&value),
                "filename" => head.file_name = Some(unescape(&value)),
                _ => {}
            }
        }
        let is_form_data = essence(&disposition).eq_ignore_ascii_case("form-data");
        let named = parameters(&disposition)
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("name"));
        match is_form_data && named {
            true => Ok(head),
            false => Err(malformed("has a part without a name")),
        }
    }
}

/// A name as it was before its sender put it between quotation marks, as the HTML standard has it.
pub(super) fn unescape(name: &str) -> String {
    match name.contains('%') {
        false => name.to_owned(),
        true => name
            .replace("%22", "\"")
            .replace("%0D", "\r")
            .replace("%0A", "\n"),
    }
}

pub(super) fn malformed(detail: &str) -> StreamError {
    StreamError::malformed(detail).of_request()
}
