//! Texts of the formats that have types (OpenAPI Format Registry).

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
        "date-time" => match text.get(..10).zip(text.get(10..11)).zip(text.get(11..)) {
            Some(((date, "T"), rest)) => is_date(date) && is_time_with_offset(rest),
            _ => false,
        },
        "date" => is_date(text),
        "time" => is_time(text),
        "duration" => is_duration(text),
        "uuid" => matches_mask(text, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh"),
        "uri" | "url" | "iri" => is_url(text),
        "byte" | "base64url" => {
            let others: &[u8] = match format {
                "byte" => b"+/",
                _ => b"-_",
            };
            let data = text.trim_end_matches('=');
            text.len().is_multiple_of(4)
                && text.len() - data.len() <= 2
                && data
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || others.contains(&byte))
        }
        _ => true,
    }
}

/// RFC 3339, `full-date`, of a day that every month has.
fn is_date(text: &str) -> bool {
    matches_mask(text, "dddd-dd-dd") && within(text, 5, 1..=12) && within(text, 8, 1..=28)
}

/// Hours, minutes and seconds without an offset, which civil times do not have.
fn is_time(text: &str) -> bool {
    matches_mask(text, "dd:dd:dd")
        && within(text, 0, 0..=23)
        && within(text, 3, 0..=59)
        && within(text, 6, 0..=59)
}

fn is_time_with_offset(text: &str) -> bool {
    let Some((time, rest)) = text.split_at_checked(8) else {
        return false;
    };
    let offset = match rest.strip_prefix('.') {
        None => rest,
        Some(fraction) => {
            let digits = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            match fraction.len() - digits.len() {
                1..=9 => digits,
                _ => return false,
            }
        }
    };
    let numeric = |sign: char| {
        let offset = offset.strip_prefix(sign)?;
        let fits =
            matches_mask(offset, "dd:dd") && within(offset, 0, 0..=14) && within(offset, 3, 0..=59);
        fits.then_some(())
    };
    is_time(time) && (offset == "Z" || numeric('+').or_else(|| numeric('-')).is_some())
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

/// Whether each character is the mask's: `d` stands for a digit, `h` for a hexadecimal one in small letters.
fn matches_mask(text: &str, mask: &str) -> bool {
    text.len() == mask.len()
        && text
            .bytes()
            .zip(mask.bytes())
            .all(|(byte, mask)| match mask {
                b'd' => byte.is_ascii_digit(),
                b'h' => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
                mask => byte == mask,
            })
}

/// Whether the two digits at a place are within a range.
fn within(text: &str, at: usize, range: std::ops::RangeInclusive<u8>) -> bool {
    let digits = text.get(at..at + 2).and_then(|digits| digits.parse().ok());
    digits.is_some_and(|number| range.contains(&number))
}
