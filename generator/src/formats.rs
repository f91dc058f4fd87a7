//! Which texts are of a format (OpenAPI Format Registry).

/// Whether a text has hexadecimal digits where the sample has `x`, decimal ones where it has `0`, and else is the same.
pub(crate) fn looks_like(text: &str, sample: &str) -> bool {
    let fits = |(byte, sample): (u8, u8)| match sample {
        b'x' => byte.is_ascii_hexdigit(),
        b'0' => byte.is_ascii_digit(),
        other => byte == other,
    };
    text.len() == sample.len() && text.bytes().zip(sample.bytes()).all(fits)
}

/// `full-date` of RFC 3339, with a day that the month has.
pub(crate) fn is_date(text: &str) -> bool {
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
pub(crate) fn is_time(text: &str) -> bool {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, "0"));
    looks_like(seconds, "00:00:00")
        && seconds[..2] < *"24"
        && seconds[3..5] < *"60"
        && seconds[6..] < *"60"
        && (1..=9).contains(&fraction.len())
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}

/// `date-time` of RFC 3339.
pub(crate) fn is_date_time(text: &str) -> bool {
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
pub(crate) fn is_base64(text: &str, signs: [u8; 2]) -> bool {
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
