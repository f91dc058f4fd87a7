//! What dates and times look like in JSON (RFC 3339, section 5.6); the crates that read them take more than that.

/// `full-date`
pub(crate) fn is_date(text: &str) -> bool {
    looks_like(text.as_bytes(), b"0000-00-00")
}

/// `partial-time`
pub(crate) fn is_time(text: &str) -> bool {
    let (seconds, fraction) = match text.split_once('.') {
        Some((seconds, fraction)) => (seconds, fraction),
        None => (text, "0"),
    };
    looks_like(seconds.as_bytes(), b"00:00:00")
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}

/// `date-time`
pub(crate) fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't', ' ']) else {
        return false;
    };
    let time = match time.strip_suffix(['Z', 'z']) {
        Some(time) => time,
        None => match time.rsplit_once(['+', '-']) {
            Some((time, offset)) if is_offset(offset) => time,
            _ => return false,
        },
    };
    is_date(date) && is_time(time)
}

/// `time-offset` without its sign.
fn is_offset(text: &str) -> bool {
    looks_like(text.as_bytes(), b"00:00") && text[..2] < *"24" && text[3..] < *"60"
}

/// Whether a text has digits where the sample has zeros, and else is the same.
fn looks_like(text: &[u8], sample: &[u8]) -> bool {
    let same = |(byte, sample): (&u8, &u8)| match sample {
        b'0' => byte.is_ascii_digit(),
        other => byte == other,
    };
    text.len() == sample.len() && text.iter().zip(sample).all(same)
}
