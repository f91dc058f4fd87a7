//! Formats of strings to types: plain, unless the user has chosen others; and which texts are values of those.

use crate::{
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

/// Whether a text has hexadecimal digits where the sample has `x`, decimal ones where it has `0`, and else is the same.
pub(super) fn looks_like(text: &str, sample: &str) -> bool {
    let fits = |(byte, sample): (u8, u8)| match sample {
        b'x' => byte.is_ascii_hexdigit(),
        b'0' => byte.is_ascii_digit(),
        other => byte == other,
    };
    text.len() == sample.len() && text.bytes().zip(sample.bytes()).all(fits)
}

/// `full-date` of RFC 3339, with a day that the month has.
pub(super) fn is_date(text: &str) -> bool {
    if !looks_like(text, "0000-00-00") {
        return false;
    }
    let number = |text: &str| text.parse::<u16>().unwrap_or(0);
    let (year, month, day) = (number(&text[..4]), number(&text[5..7]), number(&text[8..]));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    year > 0 && (1..=days).contains(&day)
}

/// `partial-time` of RFC 3339 without leap seconds, to the nanosecond.
pub(super) fn is_time(text: &str) -> bool {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, "0"));
    looks_like(seconds, "00:00:00")
        && seconds[..2] < *"24"
        && seconds[3..5] < *"60"
        && seconds[6..] < *"60"
        && (1..=9).contains(&fraction.len())
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}

/// `date-time` of RFC 3339.
pub(super) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else {
        return false;
    };
    let time = time.strip_suffix('Z').or_else(|| {
        let (time, offset) = time.rsplit_once(['+', '-'])?;
        let is_offset = looks_like(offset, "00:00") && offset[..2] < *"24" && offset[3..] < *"60";
        is_offset.then_some(time)
    });
    // The first and the last year have instants that an offset moves out of range.
    is_date(date)
        && (1..=9998).contains(&date[..4].parse().unwrap_or(0))
        && time.is_some_and(is_time)
}

/// Base64 with padding (RFC 4648, sections 4 and 5), whose last two digits are these.
pub(super) fn is_base64(text: &str, signs: [u8; 2]) -> bool {
    let digits = text.trim_end_matches('=');
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        _ if byte == signs[0] => Some(62),
        _ if byte == signs[1] => Some(63),
        _ => None,
    };
    // The last digit has no bits that the padding says are not there.
    let spare = match digits.len() % 4 {
        0 => 0,
        2 => 0b1111,
        3 => 0b11,
        _ => return false,
    };
    let last = digits.bytes().last().and_then(value);
    text.len().is_multiple_of(4)
        && text.len() - digits.len() <= 2
        && digits.bytes().all(|byte| value(byte).is_some())
        && last.is_none_or(|last| last & spare == 0)
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
