//! The parts of a multipart body as they arrived, by the names that the document gives them.

use super::parts::{Kind, Part};
use super::reader::{Event, Head, Reader, malformed, unescape};
use crate::runtime::byte_stream::ByteStream;
use crate::runtime::media::{Content, Media, essence, fits, parameters};
use crate::runtime::object::Unknown;
use crate::runtime::stream_error::StreamError;
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The parts that arrived.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) documented: &'static [Part],
    /// One list for each of `documented`.
    pub(super) parts: Vec<Vec<ReceivedPart>>,
    /// What is wrong, and with which part.
    pub(super) refused: Vec<(String, String)>,
}

/// A part that arrived.
#[derive(Debug)]
pub(super) struct ReceivedPart {
    pub(super) head: Head,
    pub(super) body: ByteStream,
}

/// So many refused parts say enough.
const MOST_REFUSED: usize = 100;

/// Reads the parts. A file that is the last part which may come is left to its reader, unless the body is at hand
/// anyway; all others are kept in memory, for the application's body limit bounds them together.
pub(super) async fn read(
    documented: &'static [Part],
    unknown: Unknown,
    content_type: String,
    body: ByteStream,
) -> Result<Content, StreamError> {
    let streams = body.as_bytes().is_none();
    let mut reader = Reader::new(&content_type, body)?;
    let mut received = Received {
        documented,
        parts: documented.iter().map(|_| Vec::new()).collect(),
        refused: Vec::new(),
    };
    while let Some(head) = reader.head().await? {
        let Some(index) = find(documented, &head.name) else {
            if unknown == Unknown::Refuse {
                received.refuse(head.name, "is no part of this body");
            }
            continue;
        };
        let part = &documented[index];
        if !part.repeats && !received.parts[index].is_empty() {
            received.refuse(head.name, "sent more than once");
            continue;
        }
        if let Err(detail) = accepts(part, head.content_type.as_deref()) {
            received.refuse(head.name, detail);
            continue;
        }
        let last = streams && part.kind == Kind::File && received.is_last(index);
        if last && received.refused.is_empty() {
            let body = ByteStream::from_stream(Rest {
                reader,
                documented,
                unknown,
                ended: false,
            });
            received.parts[index].push(ReceivedPart { head, body });
            break;
        }
        let body = reader.content().await?.into();
        received.parts[index].push(ReceivedPart { head, body });
    }
    Ok(Content::Parts(Box::new(received)))
}

impl Received {
    fn refuse(&mut self, name: String, detail: impl Into<String>) {
        if self.refused.len() < MOST_REFUSED {
            self.refused.push((name, detail.into()));
        }
    }

    /// Whether all other parts are there, so that none but this one may come.
    fn is_last(&self, index: usize) -> bool {
        let mut parts = self.documented.iter().zip(&self.parts).enumerate();
        parts.all(|(other, (part, received))| {
            !part.repeats && (other == index || !received.is_empty())
        })
    }
}

fn find(documented: &[Part], name: &str) -> Option<usize> {
    let is = |part: &Part| part.name == name || unescape(part.name) == name;
    documented.iter().position(is)
}

/// Whether a part of this media type is what the document says. Parts that do not name theirs are text (RFC 7578,
/// section 4.4), and are read as what they should be if that can be text.
fn accepts(part: &Part, content_type: Option<&str>) -> Result<(), String> {
    let usual: &[&str] = match part.kind {
        Kind::Text => &["text/*", "application/json"],
        Kind::Json => &["application/json", "text/plain"],
        Kind::File => &["*/*"],
    };
    let accepted = match part.content_types {
        [] => usual,
        documented => documented,
    };
    let Some(content_type) = content_type else {
        let text = || {
            accepted
                .iter()
                .any(|name| fits(name, "text/plain").is_some())
        };
        return match part.kind != Kind::File || text() {
            true => Ok(()),
            false => Err(format!("must be {}", accepted.join(", "))),
        };
    };
    let found = essence(content_type);
    let json = part.kind == Kind::Json && part.content_types.is_empty() && Media::is_json(found);
    if !json && !accepted.iter().any(|name| fits(name, found).is_some()) {
        return Err(format!("is {found:?}, and must be {}", accepted.join(", ")));
    }
    let foreign = |(name, value): &(&str, std::borrow::Cow<'_, str>)| {
        name.eq_ignore_ascii_case("charset")
            && !value.eq_ignore_ascii_case("utf-8")
            && !value.eq_ignore_ascii_case("us-ascii")
    };
    match part.kind != Kind::File && parameters(content_type).iter().any(foreign) {
        true => Err("must be UTF-8".to_owned()),
        false => Ok(()),
    }
}

/// The content of the last part, and then the rest of the body, in which nothing may be that the document knows.
struct Rest {
    reader: Reader,
    documented: &'static [Part],
    unknown: Unknown,
    /// Whether the part is over.
    ended: bool,
}

impl Stream for Rest {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(self.reader.poll(cx)) {
                Err(error) => return Poll::Ready(Some(Err(error))),
                Ok(Event::End) => return Poll::Ready(None),
                Ok(Event::Content(bytes)) if !self.ended => return Poll::Ready(Some(Ok(bytes))),
                Ok(Event::Content(_)) => {}
                Ok(Event::PartEnd) => self.ended = true,
                Ok(Event::Head(head)) => {
                    let known = find(self.documented, &head.name).is_some();
                    if known || self.unknown == Unknown::Refuse {
                        let error = malformed("has a part that does not belong there");
                        return Poll::Ready(Some(Err(error)));
                    }
                }
            }
        }
    }
}
