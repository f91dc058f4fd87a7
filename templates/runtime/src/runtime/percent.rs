//! Percent-encoding, RFC 3986.

#[cfg(feature = "client")]
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::borrow::Cow;

/// All but the unreserved characters, so that nothing of a value is ever taken for syntax.
#[cfg(feature = "client")]
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A value as text of a query, a form, or one path segment.
#[cfg(feature = "client")]
pub(crate) fn encode(value: &str) -> String {
    utf8_percent_encode(value, RESERVED).collect()
}

/// A value between dots.
#[cfg(feature = "client")]
pub(crate) fn encode_with_dots(value: &str) -> String {
    const DOTS: &AsciiSet = &RESERVED.add(b'.');
    utf8_percent_encode(value, DOTS).collect()
}

/// A value of a query that keeps the reserved characters which a query can hold and which say nothing there: of those,
/// `&` and `+` do, and the separators of lists and objects (`syntax`).
#[cfg(feature = "client")]
pub(crate) fn encode_but_reserved(value: &str, syntax: impl Fn(char) -> bool) -> String {
    const KEPT: &str = "!$'()*,/:;=?@";
    let mut text = String::with_capacity(value.len());
    for part in value.split_inclusive(|char| KEPT.contains(char)) {
        match part.chars().next_back() {
            Some(last) if KEPT.contains(last) && !syntax(last) => {
                text.extend(utf8_percent_encode(&part[..part.len() - 1], RESERVED));
                text.push(last);
            }
            _ => text.extend(utf8_percent_encode(part, RESERVED)),
        }
    }
    text
}

/// A value of a cookie: what the grammar of RFC 6265, section 4.1.1, has no place for, and what begins an escape.
#[cfg(feature = "client")]
pub(crate) fn encode_cookie(value: &str) -> String {
    const COOKIE: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'%')
        .add(b',')
        .add(b';')
        .add(b'\\');
    utf8_percent_encode(value, COOKIE).collect()
}

/// What a literal of a path template cannot hold as it is.
const LITERAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Text of a path template.
pub(crate) fn encode_literal(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, LITERAL).into()
}

/// A value that shares a segment with other text.
#[cfg(feature = "client")]
pub(crate) fn encode_part(value: &str) -> String {
    utf8_percent_encode(value, NON_ALPHANUMERIC).collect()
}

/// Whether a byte is one that means something else when it is percent-encoded (RFC 3986, section 2.2).
pub(crate) fn is_reserved(byte: u8) -> bool {
    b":/?#[]@!$&'()*+,;=".contains(&byte)
}

/// Text of a query or an urlencoded form, in which `+` is a space.
#[cfg(feature = "server")]
pub(crate) fn decode_form(text: &str) -> Result<Cow<'_, str>, &'static str> {
    match text.contains('+') {
        false => decode(text),
        true => decode(&text.replace('+', " ")).map(|text| text.into_owned().into()),
    }
}

/// Text of a path or a cookie.
pub(crate) fn decode(text: &str) -> Result<Cow<'_, str>, &'static str> {
    if !text.contains('%') {
        return Ok(text.into());
    }
    if !well_formed(text.as_bytes()) {
        return Err("has a % that no two hexadecimal digits follow");
    }
    percent_encoding::percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| "is not UTF-8 after percent-decoding")
}

/// Whether each `%` begins an escape.
pub(crate) fn well_formed(text: &[u8]) -> bool {
    let hexadecimal = |index: usize| text.get(index).is_some_and(u8::is_ascii_hexdigit);
    text.iter()
        .enumerate()
        .all(|(index, byte)| *byte != b'%' || hexadecimal(index + 1) && hexadecimal(index + 2))
}
