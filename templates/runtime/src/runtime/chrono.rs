//! Dates and times as types of the `chrono` crate: `date-time`, `date`, `time` (RFC 3339).

use super::rfc3339::{is_date, is_date_time, is_time};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SecondsFormat};

crate::text_scalar! {
    DateTime<FixedOffset>, "a date and a time with an offset", DateTime::UNIX_EPOCH.fixed_offset(),
        |text, _| is_date_time(text).then(|| DateTime::parse_from_rfc3339(text).ok())?,
        |value| value.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    NaiveDate, "a date", NaiveDate::default(),
        |text, _| is_date(text).then(|| text.parse().ok())?,
        ToString::to_string;
    NaiveTime, "a time", NaiveTime::default(),
        |text, _| is_time(text).then(|| text.parse().ok())?,
        ToString::to_string;
}
