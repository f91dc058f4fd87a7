//! The cookies of a request, RFC 6265, section 4.2.1.

use http::{HeaderMap, header};

/// The names and values of all cookies, in order, without the quotes that a value may have around it.
pub(super) fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&[u8], &[u8])> {
    let values = headers.get_all(header::COOKIE).iter();
    let cookies = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b';'));
    cookies.filter_map(|cookie| {
        let at = cookie.iter().position(|byte| *byte == b'=')?;
        let value = cookie[at + 1..].trim_ascii();
        let value = match value {
            [b'"', value @ .., b'"'] => value,
            value => value,
        };
        Some((cookie[..at].trim_ascii(), value))
    })
}
