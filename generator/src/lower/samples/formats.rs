//! Texts of the formats that have types (OpenAPI Format Registry).

use crate::formats::{is_base64, is_date, is_date_time, is_time, looks_like};

/// Texts of a format, no two of them the same; none where any text would do, or where the format is unknown.
pub(super) fn literals(format: &str, several: usize) -> Vec<String> {
    // Two digits tell them apart.
    let numbered = |text: fn(usize) -> String| (1..=several.clamp(1, 28)).map(text).collect();
    match format {
        "date-time" => numbered(|index| format!("2020-01-{index:02}T03:04:05Z")),
        "date" => numbered(|index| format!("2020-01-{index:02}")),
        "time" => numbered(|index| format!("03:04:{index:02}")),
        "duration" => numbered(|index| format!("PT{index}H")),
        "uuid" => numbered(|index| format!("6ba7b810-9dad-41d1-80b4-00c04fd430{index:02}")),
        "uri" | "url" | "iri" => numbered(|index| format!("https://example.com/{index}")),
        "uri-reference" | "iri-reference" => numbered(|index| format!("/{index}")),
        "email" | "idn-email" => numbered(|index| format!("user{index}@example.com")),
        "hostname" | "idn-hostname" => numbered(|index| format!("host{index}.example.com")),
        "ipv4" => numbered(|index| format!("192.0.2.{index}")),
        "ipv6" => numbered(|index| format!("2001:db8::{index}")),
        // Four characters are three bytes.
        "byte" | "base64url" => numbered(|index| format!("dGV4dA{index:02}")),
        _ => Vec::new(),
    }
}

/// Whether a text is one of a format, as the types that it may be mapped to read it; unknown formats have any text.
pub(super) fn fits(format: &str, text: &str) -> bool {
    match format {
        "date-time" => is_date_time(text),
        "date" => is_date(text),
        // A fraction may be written shorter than it was read.
        "time" => is_time(text) && !text.contains('.'),
        "duration" => is_duration(text),
        // Readers take large letters and write small ones.
        "uuid" => {
            looks_like(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")
                && !text.contains(|letter: char| letter.is_ascii_uppercase())
        }
        "uri" | "url" | "iri" => is_url(text),
        "byte" => is_base64(text, [b'+', b'/']),
        "base64url" => is_base64(text, [b'-', b'_']),
        _ => true,
    }
}

/// ISO 8601 in the parts that all readers know: hours, minutes and seconds, each once.
fn is_duration(text: &str) -> bool {
    let Some(mut rest) = text.strip_prefix("PT") else {
        return false;
    };
    let mut parts = 0;
    for unit in ['H', 'M', 'S'] {
        if let Some((number, behind)) = rest.split_once(unit) {
            if !(1..=4).contains(&number.len()) || !number.bytes().all(|byte| byte.is_ascii_digit())
            {
                return false;
            }
            rest = behind;
            parts += 1;
        }
    }
    parts > 0 && rest.is_empty()
}

/// URLs that are written the same after they were read.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
    let path_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~?=&".contains(&byte);
    ["http", "https"].contains(&scheme)
        && host.starts_with(|first: char| first.is_ascii_lowercase())
        && host.bytes().all(plain)
        && !host.contains("..")
        && path.starts_with('/')
        && path.bytes().all(path_byte)
        && !path
            .split(['/', '?'])
            .any(|segment| segment == "." || segment == "..")
}
