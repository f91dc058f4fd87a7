//! Formats of strings to types: plain, unless the user has chosen others; and which texts are values of those.

use crate::{
    formats::{is_base64, is_date, is_date_time, is_time, looks_like},
    ir::{Mapped, TypeRef},
    source::{Config, FormatType},
};

/// The type of strings of a format.
pub(super) fn type_of(config: &Config, format: Option<&str>) -> TypeRef {
    let Some(format) = format else {
        return TypeRef::String;
    };
    let chosen = match config.formats.get(format) {
        Some(chosen) => *chosen,
        None if format == "password" => FormatType::Secret,
        None => FormatType::String,
    };
    TypeRef::Mapped(match (chosen, format) {
        (FormatType::String, _) => return TypeRef::String,
        (FormatType::Secret, _) => return TypeRef::Secret,
        (FormatType::Uuid, _) => Mapped::Uuid,
        (FormatType::Bytes, "base64url") => Mapped::Base64Url,
        (FormatType::Bytes, _) => Mapped::Base64,
        (FormatType::Url, _) => Mapped::Url,
        (FormatType::Jiff, "date") => Mapped::JiffDate,
        (FormatType::Jiff, "time") => Mapped::JiffTime,
        (FormatType::Jiff, "duration") => Mapped::JiffSpan,
        (FormatType::Jiff, _) => Mapped::JiffTimestamp,
        (FormatType::Chrono, "date") => Mapped::ChronoDate,
        (FormatType::Chrono, "time") => Mapped::ChronoTime,
        (FormatType::Chrono, _) => Mapped::ChronoDateTime,
        (FormatType::Time, "date") => Mapped::TimeDate,
        (FormatType::Time, "time") => Mapped::TimeTime,
        (FormatType::Time, _) => Mapped::TimeDateTime,
    })
}

/// Whether a text surely says a value of a type, so that it can be a default of it: none is parsed here, and what the
/// type refuses would be found at run time only. Of durations and URLs nothing is said.
pub(super) fn says_one(mapped: Mapped, text: &str) -> bool {
    match mapped {
        Mapped::Uuid => looks_like(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
        Mapped::JiffDate | Mapped::ChronoDate | Mapped::TimeDate => is_date(text),
        Mapped::JiffTime | Mapped::ChronoTime | Mapped::TimeTime => is_time(text),
        Mapped::JiffTimestamp | Mapped::ChronoDateTime | Mapped::TimeDateTime => is_date_time(text),
        Mapped::Base64 => is_base64(text, [b'+', b'/']),
        Mapped::Base64Url => is_base64(text, [b'-', b'_']),
        Mapped::JiffSpan | Mapped::Url => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Mapped, says_one};

    #[test]
    fn only_what_surely_is_a_value_says_one() {
        let rows = [
            (Mapped::Uuid, "67e55044-10b1-426f-9247-bb680e5fe0c8", true),
            (Mapped::Uuid, "67e5504410b1426f9247bb680e5fe0c8", false),
            (Mapped::JiffDate, "2024-02-29", true),
            (Mapped::JiffDate, "2024-02-30", false),
            (Mapped::ChronoDate, "2023-02-29", false),
            (Mapped::TimeDate, "1900-02-29", false),
            (Mapped::TimeDate, "2024-13-01", false),
            (Mapped::JiffTime, "12:30:05.25", true),
            (Mapped::JiffTime, "12:30", false),
            (Mapped::JiffTime, "23:59:60", false),
            (Mapped::ChronoDateTime, "2024-02-29T12:30:05Z", true),
            (Mapped::TimeDateTime, "2024-02-29T12:30:05.5-08:00", true),
            (Mapped::TimeDateTime, "2024-02-29T12:30:05", false),
            (Mapped::JiffTimestamp, "2024-02-29 12:30:05Z", false),
            (Mapped::Base64, "", true),
            (Mapped::Base64, "aGVsbG8=", true),
            (Mapped::Base64, "aGVsbG9=", false),
            (Mapped::Base64, "aGVsbG8", false),
            (Mapped::Base64, "aGVs bG8=", false),
            (Mapped::Base64, "-_8=", false),
            (Mapped::Base64Url, "-_8=", true),
            (Mapped::JiffSpan, "P1D", false),
            (Mapped::Url, "https://example.com/", false),
        ];
        for (mapped, text, expected) in rows {
            assert_eq!(says_one(mapped, text), expected, "{mapped:?} {text}");
        }
    }
}
