//! Where the tokens of a JSON text stand.

use crate::source::{number, read::MAX_MISTAKES};
use std::ops::Range;

/// The values and keys of a JSON text by their bytes: strings, numbers and names whole, of containers the opening
/// bracket. Says something for any text, and the right thing for JSON.
pub(in crate::source) fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    Tokens {
        bytes: text.as_bytes(),
        at: 0,
    }
}

/// The bytes of some tokens, in one pass. `wanted` ascends; a token that the text does not have stands at its end.
pub(super) fn find(text: &str, wanted: &[u32]) -> Vec<Range<usize>> {
    let mut all = tokens(text);
    let mut next = 0;
    let mut last = (None, text.len()..text.len());
    let find = |&wanted: &u32| {
        if last.0 != Some(wanted) {
            let range = all.nth(wanted.saturating_sub(next) as usize);
            next = wanted + 1;
            last = (Some(wanted), range.unwrap_or(text.len()..text.len()));
        }
        last.1.clone()
    };
    wanted.iter().map(find).collect()
}

/// The text with another number, as long as it, for each that no float is near; which tokens those are, and their bytes.
/// There are no more of them than anyone would read.
pub(super) fn without_huge_numbers(text: &str) -> (String, Vec<(u32, Range<usize>)>) {
    let mut readable = String::with_capacity(text.len());
    let mut huge = Vec::new();
    let mut copied = 0;
    for (token, bytes) in (0..).zip(tokens(text)) {
        let number = &text[bytes.clone()];
        if !is_huge(number) || huge.len() >= MAX_MISTAKES {
            continue;
        }
        let stand_in = format!("{:e}", number::STAND_IN);
        readable.push_str(&text[copied..bytes.start]);
        readable += &format!("{stand_in:<width$}", width = bytes.len());
        copied = bytes.end;
        huge.push((token, bytes));
    }
    readable.push_str(&text[copied..]);
    (readable, huge)
}

/// Whether this is a number, and infinite when it is read. The shortest one has five characters: `1e309`.
fn is_huge(token: &str) -> bool {
    token.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && token.parse().is_ok_and(f64::is_infinite)
}

struct Tokens<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        while let Some(byte) = self.bytes.get(self.at) {
            let start = self.at;
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' | b']' | b'}' => {
                    self.at += 1;
                    continue;
                }
                b'[' | b'{' => self.at += 1,
                b'"' => self.at = string_end(self.bytes, start + 1),
                _ => {
                    let rest = &self.bytes[start..];
                    let len = rest
                        .iter()
                        .position(|byte| b" \t\r\n,:[]{}\"".contains(byte));
                    self.at = start + len.unwrap_or(rest.len());
                }
            }
            return Some(start..self.at);
        }
        None
    }
}

/// The byte behind the quote that ends a string.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}
