//! `format: byte` and `format: base64url`: binary data in base64 (RFC 4648).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use bytes::Bytes;

/// Bytes that are base64 on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(pub Bytes);

/// Bytes that are base64 in the alphabet of URLs on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64Url(pub Bytes);

macro_rules! bytes {
    ($($name:ident)*) => {$(
        impl From<Bytes> for $name {
            fn from(bytes: Bytes) -> Self {
                Self(bytes)
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self(bytes.into())
            }
        }

        impl std::ops::Deref for $name {
            type Target = Bytes;

            fn deref(&self) -> &Bytes {
                &self.0
            }
        }

        crate::serde_of_schema!($name);
    )*};
}

bytes!(Base64 Base64Url);

crate::text_scalar! {
    Base64, "base64", Base64::default(), read, |value| STANDARD.encode(&value.0);
}

crate::text_scalar! {
    Base64Url, "base64 in the alphabet of URLs", Base64Url::default(), read_url, |value| URL_SAFE.encode(&value.0);
}

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

/// Who writes for URLs often leaves out the padding.
fn read_url(text: &str, strict: bool) -> Option<Base64Url> {
    let bytes = URL_SAFE
        .decode(text)
        .or_else(|_| URL_SAFE_NO_PAD.decode(text));
    match (bytes, strict) {
        (Ok(bytes), _) => Some(Base64Url::from(bytes)),
        (Err(_), true) => None,
        (Err(_), false) => read(text, strict).map(|bytes| Base64Url(bytes.0)),
    }
}
