//! `format: byte`: binary data in base64 (RFC 4648).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use bytes::Bytes;

/// Bytes that are base64 on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(pub Bytes);

impl From<Bytes> for Base64 {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl std::ops::Deref for Base64 {
    type Target = Bytes;

    fn deref(&self) -> &Bytes {
        &self.0
    }
}

crate::text_scalar! {
    Base64, "base64", Base64::default(), read, |value| STANDARD.encode(&value.0);
}

crate::serde_of_schema!(Base64);

/// A lenient reader also takes the alphabet of URLs, and does without padding.
fn read(text: &str, strict: bool) -> Option<Base64> {
    let bytes = match strict {
        true => STANDARD.decode(text),
        false => STANDARD
            .decode(text)
            .or_else(|_| STANDARD_NO_PAD.decode(text))
            .or_else(|_| URL_SAFE.decode(text))
            .or_else(|_| URL_SAFE_NO_PAD.decode(text)),
    };
    bytes.ok().map(Base64::from)
}
