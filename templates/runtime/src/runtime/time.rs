//! Dates and times as types of the `time` crate: `date-time`, `date`, `time` (RFC 3339).

use super::rfc3339::{is_date, is_date_time, is_time};
use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{Date, OffsetDateTime, Time};

crate::text_scalar! {
    OffsetDateTime, "a date and a time with an offset", OffsetDateTime::UNIX_EPOCH,
        |text, _| is_date_time(text).then(|| OffsetDateTime::parse(text, &Rfc3339).ok())?,
        // A year of more than four digits has no form in the RFC; what is written then is what the crate shows.
        |value| value.format(&Rfc3339).unwrap_or_else(|_| value.to_string());
    Date, "a date", OffsetDateTime::UNIX_EPOCH.date(),
        |text, _| is_date(text).then(|| Date::parse(text, &Iso8601::DATE).ok())?,
        ToString::to_string;
    Time, "a time", Time::MIDNIGHT,
        |text, _| is_time(text).then(|| Time::parse(text, &Iso8601::TIME).ok())?,
        time_text;
}

fn time_text(time: &Time) -> String {
    let (hour, minute, second, nanosecond) = time.as_hms_nano();
    let text = format!("{hour:02}:{minute:02}:{second:02}");
    match nanosecond {
        0 => text,
        _ => format!("{text}.{nanosecond:09}")
            .trim_end_matches('0')
            .to_owned(),
    }
}
