//! Which Rust types the values of a string format may become.

use crate::suggest;

/// A Rust type that the values of a string format become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormatType {
    /// `String`, whatever the format says.
    String,
    /// `uuid::Uuid`
    Uuid,
    /// A type of `jiff`: of a moment, a date, a time or a span.
    Jiff,
    /// A type of `chrono`: of a moment, a date or a time.
    Chrono,
    /// A type of `time`: of a moment, a date or a time.
    Time,
    /// `bytes::Bytes`, base64 on the wire, or that of URLs.
    Bytes,
    /// `url::Url`
    Url,
    /// A string that is not printed.
    Secret,
}

use FormatType::{Bytes, Chrono, Jiff, Secret, String as Text, Time, Url, Uuid};

/// Every type, by its name in the configuration.
const NAMES: [(&str, FormatType); 8] = [
    ("string", Text),
    ("uuid", Uuid),
    ("jiff", Jiff),
    ("chrono", Chrono),
    ("time", Time),
    ("bytes", Bytes),
    ("url", Url),
    ("secret", Secret),
];

/// The formats of the OpenAPI format registry and of JSON Schema that are about strings, with the types that can hold
/// their values. Every one can be a string, secret or not.
const TYPES: [(&[&str], &[FormatType]); 6] = [
    (&["date", "date-time", "time"], &[Jiff, Chrono, Time]),
    (&["duration"], &[Jiff]),
    (&["uuid"], &[Uuid]),
    (&["byte", "base64", "base64url"], &[Bytes]),
    (&["iri", "uri", "url"], &[Url]),
    (
        &[
            "binary",
            "char",
            "email",
            "hostname",
            "html",
            "idn-email",
            "idn-hostname",
            "ipv4",
            "ipv6",
            "iri-reference",
            "json-pointer",
            "password",
            "regex",
            "relative-json-pointer",
            "uri-reference",
            "uri-template",
        ],
        &[],
    ),
];

/// The formats of numbers: nothing of theirs can be chosen.
const OF_NUMBERS: [&str; 12] = [
    "double", "float", "int128", "int16", "int32", "int64", "int8", "uint128", "uint16", "uint32",
    "uint64", "uint8",
];

/// The type that a name of the configuration means for a format.
///
/// # Errors
/// A sentence, and what to do: when no type has the name, or when the type cannot hold values of the format.
pub(super) fn choose(format: &str, name: &str) -> Result<FormatType, (String, String)> {
    if OF_NUMBERS.contains(&format) {
        let message =
            format!("`{format}` is a format of numbers, and types are chosen for strings only");
        return Err((message, "remove it".to_owned()));
    }
    let possible = possible(format);
    let names: Vec<&str> = possible.iter().map(|(name, _)| *name).collect();
    if let Some((_, ty)) = possible.iter().find(|(other, _)| *other == name) {
        return Ok(*ty);
    }
    let all = NAMES.iter().map(|(name, _)| *name);
    let message = match all.clone().any(|other| other == name) {
        true => format!("values of the format `{format}` cannot be of the type `{name}`"),
        false => format!("there is no type `{name}`"),
    };
    let help = match suggest::nearest(name, names.iter().copied()) {
        Some(near) => format!("there is `{near}`"),
        None => format!("possible for `{format}`: {}", suggest::list(&names)),
    };
    Err((message, help))
}

/// The types for a format. One of somebody's own can be anything whose text says all.
fn possible(format: &str) -> Vec<(&'static str, FormatType)> {
    let known = TYPES.iter().find(|(formats, _)| formats.contains(&format));
    let own: &[FormatType] = known.map_or(&[Uuid, Bytes, Url], |(_, types)| types);
    let holds = |ty: &FormatType| [Text, Secret].contains(ty) || own.contains(ty);
    NAMES.iter().filter(|(_, ty)| holds(ty)).copied().collect()
}
