//! Bytes to records, and records to bytes: JSON Lines, and the JSON Text Sequences of RFC 7464.

use crate::runtime::wire::{Parser, TooLarge};
use bytes::{Buf, Bytes};

/// What is between the values of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Each value is a line: `application/x-ndjson`, `application/jsonl` and whatever else it is called.
    Lines,
    /// Each value follows a record separator: `application/json-seq`.
    Sequence,
}

/// The record separator of RFC 7464.
const SEPARATOR: u8 = 0x1e;

impl Framing {
    /// The framing of a media type.
    pub(crate) fn of(media: &str) -> Self {
        match media.to_ascii_lowercase() {
            name if name.ends_with("json-seq") => Self::Sequence,
            _ => Self::Lines,
        }
    }

    /// Puts a value, which is JSON text without line ends, behind the others.
    pub(super) fn write(self, record: &[u8], to: &mut Vec<u8>) {
        if self == Self::Sequence {
            to.push(SEPARATOR);
        }
        to.extend_from_slice(record);
        to.push(b'\n');
    }

    fn end(self) -> u8 {
        match self {
            Self::Lines => b'\n',
            Self::Sequence => SEPARATOR,
        }
    }
}

/// What is known between two chunks.
#[derive(Debug)]
pub(super) struct Records {
    framing: Framing,
    /// The beginning of a record that has not ended yet.
    begun: Vec<u8>,
    /// How many have ended, blank ones among them: the line that editors show.
    pub(super) line: usize,
}

impl Records {
    pub(super) fn new(framing: Framing) -> Self {
        Self {
            framing,
            begun: Vec::new(),
            line: 0,
        }
    }

    /// Whether a record may have lost its end: a number that did is another number (RFC 7464 section 2.4).
    pub(super) fn is_cut(&self, record: &[u8]) -> bool {
        let closed = [b'}', b']', b'"', b' ', b'\t', b'\r', b'\n'];
        self.framing == Framing::Sequence && !record.last().is_some_and(|end| closed.contains(end))
    }

    /// Most records come in one piece and need no copy.
    fn whole(&mut self, rest: Bytes) -> Bytes {
        // What is before the first separator of a sequence is no record, if it is nothing.
        let none = self.line == 0 && self.begun.is_empty() && rest.is_empty();
        if self.framing == Framing::Lines || !none {
            self.line += 1;
        }
        match self.begun.is_empty() {
            true => rest,
            false => {
                let mut record = std::mem::take(&mut self.begun);
                record.extend_from_slice(&rest);
                record.into()
            }
        }
    }
}

/// Blank lines are passed over.
impl Parser for Records {
    type Record = Bytes;

    fn next(&mut self, chunk: &mut Bytes, most: usize) -> Result<Option<Bytes>, TooLarge> {
        while !chunk.is_empty() {
            let end = chunk.iter().position(|byte| *byte == self.framing.end());
            if end.unwrap_or(chunk.len()) > most.saturating_sub(self.begun.len()) {
                self.line += 1;
                return Err(TooLarge);
            }
            let Some(end) = end else {
                self.begun.extend_from_slice(chunk);
                chunk.clear();
                break;
            };
            let rest = chunk.split_to(end);
            chunk.advance(1);
            let record = self.whole(rest);
            if !record.trim_ascii().is_empty() {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    fn last(&mut self) -> Option<Bytes> {
        let record = self.whole(Bytes::new());
        (!record.trim_ascii().is_empty()).then_some(record)
    }
}
