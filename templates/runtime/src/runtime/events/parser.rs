//! Bytes of an event stream to events, as WHATWG HTML section 9.2.6 has it, whatever the chunks in which they come.

use super::Event;
use crate::runtime::wire::{self, TooLarge};
use bytes::{Buf, Bytes};
use std::time::Duration;

/// What is known between two chunks.
#[derive(Debug, Default)]
pub(super) struct Parser {
    /// The beginning of a line that has not ended yet.
    line: Vec<u8>,
    /// The event that no blank line has ended yet.
    id: Option<String>,
    event: Option<String>,
    data: Option<String>,
    wait: Option<Duration>,
    /// Whether the first line is over, before which a byte order mark may stand.
    begun: bool,
    /// Whether a line feed would only complete the line end that has been seen.
    after_return: bool,
    last_id: Option<String>,
    retry: Option<Duration>,
}

impl Parser {
    /// The last id that a complete event said, for `Last-Event-ID`.
    pub(super) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref().filter(|id| !id.is_empty())
    }

    /// How long to wait before the stream is asked for again.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// A line feed is no byte of a longer UTF-8 sequence, so lines can be decoded one by one.
    fn line(&mut self, line: &[u8]) -> Option<Event<String>> {
        let line = match std::mem::replace(&mut self.begun, true) {
            true => line,
            false => line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line),
        };
        if line.is_empty() {
            return self.dispatch();
        }
        let (name, value) = match line.iter().position(|byte| *byte == b':') {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, &[][..]),
        };
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let value = String::from_utf8_lossy(value);
        match name {
            b"data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(&value);
                }
                None => self.data = Some(value.into_owned()),
            },
            b"event" => self.event = Some(value.into_owned()).filter(|name| !name.is_empty()),
            b"id" if !value.contains('\0') => self.id = Some(value.into_owned()),
            b"retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                if let Ok(milliseconds) = value.parse() {
                    self.wait = Some(Duration::from_millis(milliseconds));
                    self.retry = self.wait;
                }
            }
            // Comments have an empty name.
            _ => {}
        }
        None
    }

    fn dispatch(&mut self) -> Option<Event<String>> {
        let (id, event) = (self.id.take(), self.event.take());
        let retry = self.wait.take();
        if id.is_some() {
            self.last_id.clone_from(&id);
        }
        self.data.take().map(|data| Event {
            id,
            event,
            retry,
            data,
        })
    }
}

impl wire::Parser for Parser {
    type Record = Event<String>;

    fn next(&mut self, chunk: &mut Bytes, most: usize) -> Result<Option<Event<String>>, TooLarge> {
        while !chunk.is_empty() {
            if std::mem::take(&mut self.after_return) && chunk[0] == b'\n' {
                chunk.advance(1);
                continue;
            }
            let end = chunk.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let pending = self.line.len() + self.data.as_ref().map_or(0, String::len);
            if end.unwrap_or(chunk.len()) > most.saturating_sub(pending) {
                return Err(TooLarge);
            }
            let Some(end) = end else {
                self.line.extend_from_slice(chunk);
                chunk.clear();
                break;
            };
            self.after_return = chunk[end] == b'\r';
            let rest = chunk.split_to(end);
            chunk.advance(1);
            let event = match self.line.is_empty() {
                true => self.line(&rest),
                false => {
                    let mut line = std::mem::take(&mut self.line);
                    line.extend_from_slice(&rest);
                    self.line(&line)
                }
            };
            if event.is_some() {
                return Ok(event);
            }
        }
        Ok(None)
    }

    /// What no blank line ended is no event.
    fn last(&mut self) -> Option<Event<String>> {
        None
    }
}
