//! Bytes of a text to lines and columns, quickly: the tables are built at the first question.

use super::json;
use std::{ops::Range, sync::OnceLock};

/// How many bytes lie between two entries of the table of characters.
const STRIDE: usize = 1024;

/// A text that is asked for many places.
#[derive(Debug)]
pub(super) struct Text {
    text: String,
    /// Where each line begins.
    lines: OnceLock<Vec<u32>>,
    /// How many characters begin before each [`STRIDE`] bytes; empty for ASCII, where bytes are characters.
    characters: OnceLock<Vec<u32>>,
    /// Where each token of a JSON text begins.
    tokens: OnceLock<Vec<u32>>,
}

impl Text {
    /// A text below 4 GiB: files have a budget.
    pub(super) fn new(text: String) -> Self {
        Self {
            text,
            lines: OnceLock::new(),
            characters: OnceLock::new(),
            tokens: OnceLock::new(),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The bytes of the line that a byte is in, without its line feed; and the line's number, from 1.
    pub(super) fn line(&self, byte: usize) -> (usize, Range<usize>) {
        let lines = self.lines.get_or_init(|| {
            let feeds = self
                .text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0)
                .chain(feeds.map(|(at, _)| to_u32(at + 1)))
                .collect()
        });
        let number = lines.partition_point(|start| *start as usize <= byte);
        let start = lines
            .get(number.saturating_sub(1))
            .map_or(0, |start| *start as usize);
        let end = lines
            .get(number)
            .map_or(self.text.len(), |next| *next as usize - 1);
        (number, start..end)
    }

    /// How many characters begin in a range, whose ends are boundaries of characters.
    pub(super) fn count_characters(&self, range: Range<usize>) -> usize {
        self.characters_before(range.end) - self.characters_before(range.start)
    }

    fn characters_before(&self, byte: usize) -> usize {
        let table = self.characters.get_or_init(|| {
            if self.text.is_ascii() {
                return Vec::new();
            }
            let chunks = self.text.as_bytes().chunks(STRIDE).map(count);
            let sums = chunks.scan(0, |sum, count| {
                let before = *sum;
                *sum += count;
                Some(to_u32(before))
            });
            sums.collect()
        });
        match table.get(byte / STRIDE) {
            None if table.is_empty() => byte,
            None => count(self.text.as_bytes()),
            Some(before) => {
                *before as usize + count(&self.text.as_bytes()[byte / STRIDE * STRIDE..byte])
            }
        }
    }

    /// The bytes of a token of this JSON text: the one before which so many values and keys begin.
    pub(super) fn token(&self, token: u32) -> Option<Range<usize>> {
        let tokens = self.tokens.get_or_init(|| {
            json::tokens(&self.text)
                .map(|range| to_u32(range.start))
                .collect()
        });
        let start = *tokens.get(token as usize)? as usize;
        let range = json::tokens(self.text.get(start..)?).next()?;
        Some(start..start + range.end)
    }
}

/// How many characters begin in some bytes of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .filter(|byte| **byte & 0b1100_0000 != 0b1000_0000)
        .count()
}

fn to_u32(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
