//! Percent-encoding, RFC 3986.

#[cfg(feature = "client")]
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

#[cfg(feature = "client")]
/// All but the unreserved characters, so that nothing of a value is ever taken for syntax.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A value as text of a query, a form, or one path segment.
#[cfg(feature = "client")]
pub(crate) fn encode(value: &str) -> String {
    utf8_percent_encode(value, RESERVED).to_string()
}

/// What a literal of a path template cannot hold as it is.
#[cfg(feature = "client")]
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
#[cfg(feature = "client")]
pub(crate) fn encode_literal(text: &str) -> String {
    utf8_percent_encode(text, LITERAL).to_string()
}

/// A value that shares a segment with other text.
#[cfg(feature = "client")]
pub(crate) fn encode_part(value: &str) -> String {
    utf8_percent_encode(value, NON_ALPHANUMERIC).to_string()
}

/// The names and values of a query or an urlencoded form, in which `+` is a space.
#[cfg(feature = "server")]
pub(crate) fn pairs(text: &str) -> Result<Vec<(String, String)>, String> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}

#[cfg(feature = "server")]
fn decode(text: &str) -> Result<String, String> {
    let spaced = text.replace('+', " ");
    if !well_formed(spaced.as_bytes()) {
        return Err("has a % that no two hexadecimal digits follow".to_owned());
    }
    match percent_encoding::percent_decode_str(&spaced).decode_utf8() {
        Ok(decoded) => Ok(decoded.into_owned()),
        Err(_) => Err("is not UTF-8 after percent-decoding".to_owned()),
    }
}

/// Whether each `%` begins an escape.
#[cfg(feature = "server")]
pub(crate) fn well_formed(text: &[u8]) -> bool {
    let hexadecimal = |index: usize| text.get(index).is_some_and(u8::is_ascii_hexdigit);
    text.iter()
        .enumerate()
        .all(|(index, byte)| *byte != b'%' || hexadecimal(index + 1) && hexadecimal(index + 2))
}
