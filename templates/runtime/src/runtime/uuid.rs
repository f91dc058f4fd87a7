//! `format: uuid` as [`uuid::Uuid`] (RFC 9562).

use uuid::Uuid;

crate::text_scalar! {
    // A strict reader takes the one form that the RFC has; others write braces, or no hyphens.
    Uuid, "a UUID", Uuid::nil(),
        |text, strict| match strict && text.len() != 36 {
            true => None,
            false => Uuid::try_parse(text).ok(),
        },
        ToString::to_string;
}
