//! Dates, times and durations as types of the `jiff` crate: `date-time`, `date`, `time` (RFC 3339), `duration` (ISO 8601).

use super::rfc3339::{is_date, is_date_time, is_time};
use jiff::civil::{Date, Time};
use jiff::{Span, SpanFieldwise, Timestamp};

crate::text_scalar! {
    // The instant is kept, the offset that it was written with is not.
    Timestamp, "a date and a time with an offset", Timestamp::UNIX_EPOCH,
        |text, _| is_date_time(text).then(|| text.parse().ok())?,
        ToString::to_string;
    Date, "a date", Date::ZERO,
        |text, _| is_date(text).then(|| text.parse().ok())?,
        ToString::to_string;
    Time, "a time", Time::midnight(),
        |text, _| is_time(text).then(|| text.parse().ok())?,
        ToString::to_string;
    // Spans can be compared field by field only: whether `P1M` is `P30D` depends on when.
    SpanFieldwise, "a duration", Span::new().fieldwise(),
        |text, _| {
            let span = |text: &str| Some(text.parse::<Span>().ok()?.fieldwise());
            text.starts_with('P').then(|| span(text))?
        },
        |span| span.0.to_string();
}
