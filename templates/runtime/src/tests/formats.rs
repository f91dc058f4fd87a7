//! Types of other crates as scalars: read exactly, written as they were read, and refused with words.

use super::reading::{lenient, strict};
use crate::runtime::{Encoded, Rules, Schema, Violations};
use std::fmt::Debug;

/// Texts that are read and written as they are.
fn same<T: Schema>(texts: &[&str]) {
    for text in texts {
        let json = format!("\"{text}\"");
        let value = strict::<T>(&json).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(serde_json::to_string(&Encoded(&value)).unwrap(), json);
        let long = Rules::new().min_length(1000);
        assert!(Violations::of(&|to| value.check(&long, to)).is_err());
    }
    let blank = serde_json::to_string(&Encoded(&T::blank())).unwrap();
    assert!(strict::<T>(&blank).is_ok(), "{blank}");
}

fn refused<T: Schema + Debug>(texts: &[&str], expected: &str) {
    for text in texts {
        let error = strict::<T>(&format!("\"{text}\"")).expect_err(text);
        assert!(error.contains(expected), "{text}: {error}");
    }
    for json in ["1", "null", "true", "[]", "{}"] {
        assert!(lenient::<T>(json).is_err(), "{json}");
    }
}

const DATES: &[&str] = &["2024-02-29", "1970-01-01", "9999-12-31", "0001-01-01"];
const NO_DATES: &[&str] = &[
    "",
    "2024-02-30",
    "2023-02-29",
    "2024-13-01",
    "2024-1-1",
    "20240101",
    "2024-W01-1",
    "2024-01-01T00:00:00",
    "+002024-01-01",
    "２024-01-01",
];
const TIMES: &[&str] = &["00:00:00", "23:59:59", "12:30:45.5", "12:30:45.123456789"];
const NO_TIMES: &[&str] = &[
    "",
    "24:00:00",
    "12:60:00",
    "12:30",
    "1:02:03",
    "12:30:45.",
    "T12:30:45",
    "12:30:45Z",
];
const NO_DATE_TIMES: &[&str] = &[
    "",
    "2024-01-01",
    "2024-01-01T00:00:00",
    "2024-01-01T00:00Z",
    "2024-02-30T00:00:00Z",
    "2024-01-01T25:00:00Z",
    "2024-01-01T00:00:00+25:00",
    "2024-01-01T00:00:00[Europe/Paris]",
    "2024-01-01T00:00:00+0000",
    "tomorrow",
];

#[test]
fn uuids() {
    use uuid::Uuid;
    same::<Uuid>(&["67e55044-10b1-426f-9247-bb680e5fe0c8"]);
    refused::<Uuid>(
        &[
            "",
            "67e55044",
            "67e5504410b1426f9247bb680e5fe0c8",
            "67e55044-10b1-426f-9247-bb680e5fe0cg",
        ],
        "a UUID",
    );
    assert!(lenient::<Uuid>("\"67e5504410b1426f9247bb680e5fe0c8\"").is_ok());
}

#[test]
fn jiffs() {
    use jiff::{SpanFieldwise, Timestamp, civil};
    same::<Timestamp>(&["2024-02-29T12:30:45Z", "1969-12-31T23:59:59.999Z"]);
    refused::<Timestamp>(NO_DATE_TIMES, "a date and a time with an offset");
    let east = strict::<Timestamp>("\"2024-01-01T02:00:00+02:00\"");
    assert_eq!(east, strict("\"2024-01-01T00:00:00Z\""));
    same::<civil::Date>(DATES);
    refused::<civil::Date>(NO_DATES, "a date");
    same::<civil::Time>(TIMES);
    refused::<civil::Time>(NO_TIMES, "a time");
    same::<SpanFieldwise>(&["P1Y2M3DT4H5M6.5S", "PT0S", "P7W"]);
    refused::<SpanFieldwise>(&["", "1 hour", "P", "PT", "P1X"], "a duration");
}

#[test]
fn chronos() {
    use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
    same::<DateTime<FixedOffset>>(&["2024-02-29T12:30:45Z", "2024-02-29T12:30:45.500-08:00"]);
    refused::<DateTime<FixedOffset>>(NO_DATE_TIMES, "a date and a time with an offset");
    same::<NaiveDate>(DATES);
    refused::<NaiveDate>(NO_DATES, "a date");
    same::<NaiveTime>(&TIMES[..2]);
    assert!(strict::<NaiveTime>("\"12:30:45.5\"").is_ok());
    refused::<NaiveTime>(NO_TIMES, "a time");
}

#[test]
fn times() {
    use time::{Date, OffsetDateTime, Time};
    same::<OffsetDateTime>(&["2024-02-29T12:30:45Z", "2024-02-29T12:30:45.5-08:00"]);
    refused::<OffsetDateTime>(NO_DATE_TIMES, "a date and a time with an offset");
    same::<Date>(DATES);
    refused::<Date>(NO_DATES, "a date");
    same::<Time>(TIMES);
    refused::<Time>(NO_TIMES, "a time");
}

#[test]
fn urls() {
    same::<url::Url>(&["https://example.com/a?b=c#d", "mailto:a@example.com"]);
    refused::<url::Url>(&["", "/a", "example.com", "https://"], "a URL");
}

#[test]
fn bytes_in_base64() {
    use crate::runtime::Base64;
    same::<Base64>(&["", "AA==", "aGVsbG8=", "+/+/"]);
    refused::<Base64>(&["A", "AA", "a b=", "-_-_", "AB=="], "base64");
    assert_eq!(
        &lenient::<Base64>("\"-_-_aA\"").unwrap()[..],
        b"\xfb\xff\xbf\x68"
    );
    assert_eq!(
        serde_json::to_string(&Base64::from(vec![1, 2])).unwrap(),
        "\"AQI=\""
    );
}

#[test]
fn bytes_in_base64_of_urls() {
    use crate::runtime::Base64Url;
    same::<Base64Url>(&["", "AA==", "aGVsbG8=", "-_-_"]);
    refused::<Base64Url>(
        &["A", "a b=", "+/+/", "AB=="],
        "base64 in the alphabet of URLs",
    );
    assert_eq!(
        &strict::<Base64Url>("\"-_-_aA\"").unwrap()[..],
        b"\xfb\xff\xbf\x68"
    );
    assert_eq!(
        &lenient::<Base64Url>("\"+/+/\"").unwrap()[..],
        b"\xfb\xff\xbf"
    );
}
