//! The media type that a caller likes best, RFC 9110 section 12.5.1.

use http::header::ACCEPT;
use http::{HeaderMap, HeaderValue};
use std::cmp::Reverse;

/// The offered media type that the caller likes best: its index, or nothing when the caller takes none of them.
///
/// Without an `Accept` that can be read it is the first. Of equally liked ones it is the first too.
pub(super) fn preferred(headers: &HeaderMap, offered: &[&str]) -> Option<usize> {
    preferred_by(headers.get_all(ACCEPT).iter(), offered)
}

/// The same, by the values of `Accept`.
pub(super) fn preferred_by<'a>(
    values: impl IntoIterator<Item = &'a HeaderValue>,
    offered: &[&str],
) -> Option<usize> {
    let values = values.into_iter();
    let ranges: Vec<Range> = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| split(value, ','))
        .filter_map(range)
        .collect();
    if ranges.is_empty() {
        return (!offered.is_empty()).then_some(0);
    }
    offered
        .iter()
        .enumerate()
        .map(|(index, name)| (quality(&ranges, name), Reverse(index)))
        .filter(|(quality, _)| *quality > 0)
        .max()
        .map(|(_, Reverse(index))| index)
}

/// A media range, in small letters.
struct Range {
    essence: String,
    parameters: Vec<(String, String)>,
    /// In thousandths.
    quality: u16,
}

/// How much the caller likes a media type: what the most specific of the ranges that it is in says.
fn quality(ranges: &[Range], name: &str) -> u16 {
    let Some(offered) = range(name) else {
        return 0;
    };
    let (kind, _) = offered.essence.split_once('/').unwrap_or_default();
    let specificity = |range: &Range| {
        let essence = match range.essence.split_once('/') {
            Some(("*", "*")) => 0,
            Some((other, "*")) if other == kind => 1,
            _ if range.essence == offered.essence => 2,
            _ => return None,
        };
        let said = |parameter| offered.parameters.contains(parameter) || is_utf8(parameter);
        range
            .parameters
            .iter()
            .all(said)
            .then_some((essence, range.parameters.len()))
    };
    ranges
        .iter()
        .filter_map(|range| Some((specificity(range)?, range.quality)))
        .max()
        .map_or(0, |(_, quality)| quality)
}

/// All texts are sent in UTF-8, whether their media type says so or not.
fn is_utf8((name, value): &(String, String)) -> bool {
    name == "charset" && value == "utf-8"
}

/// A media range, if it is one.
fn range(text: &str) -> Option<Range> {
    let mut parts = split(text, ';');
    let essence = parts.next()?.trim().to_ascii_lowercase();
    let (kind, subtype) = essence.split_once('/')?;
    if kind.is_empty() || subtype.is_empty() || kind == "*" && subtype != "*" {
        return None;
    }
    let mut parameters = Vec::new();
    for part in parts {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let name = name.trim().to_ascii_lowercase();
        let value = value.trim().trim_matches('"').to_ascii_lowercase();
        match &*name {
            "" => {}
            // What follows the weight belongs to no media type.
            "q" => {
                return Some(Range {
                    essence,
                    parameters,
                    quality: weight(&value)?,
                });
            }
            _ => parameters.push((name, value)),
        }
    }
    Some(Range {
        essence,
        parameters,
        quality: 1000,
    })
}

/// A weight in thousandths (section 12.4.2): `0`, `0.5`, `1.000`.
fn weight(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths = format!("{fraction:0<3}").parse::<u16>().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}

/// What is between the separators that no quotation marks are around.
fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(move |found: char| {
        let separates = found == separator && !quoted;
        match found {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
        separates
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(accept: &[&str], offered: &[&str]) -> Option<usize> {
        let mut headers = HeaderMap::new();
        for value in accept {
            headers.append(ACCEPT, HeaderValue::from_str(value).unwrap());
        }
        preferred(&headers, offered)
    }

    const BOTH: &[&str] = &["application/json", "text/csv"];

    #[test]
    fn weights_decide_and_the_document_where_they_do_not() {
        let rows: &[(&[&str], Option<usize>)] = &[
            (&[], Some(0)),
            (&[""], Some(0)),
            (&["nonsense"], Some(0)),
            (&["text/csv;q=2"], Some(0)),
            (&["*/*"], Some(0)),
            (&["text/csv"], Some(1)),
            (&["TEXT/CSV"], Some(1)),
            (&["text/*"], Some(1)),
            (&["text/csv, application/json"], Some(0)),
            (&["text/csv;q=0.9, application/json;q=0.8"], Some(1)),
            (&["text/csv;q=0.999", "application/json;q=1.000"], Some(0)),
            (&["*/*;q=0.1, text/csv;q=0.2"], Some(1)),
            (&["application/json;q=0, */*"], Some(1)),
            (&["text/html"], None),
            (&["text/csv;q=0"], None),
            (&["text/csv; charset=UTF-8"], Some(1)),
            (&["text/csv; header=present"], None),
            (
                &["text/html;x=\"a,text/csv;b\\\",\", application/json"],
                Some(0),
            ),
            (&["text/csv;q=0.5;level=1"], Some(1)),
            (&["*/csv, text/csv;q=0.1"], Some(1)),
        ];
        for (accept, expected) in rows {
            assert_eq!(choose(accept, BOTH), *expected, "{accept:?}");
        }
        assert_eq!(choose(&["*/*"], &[]), None);
        assert_eq!(choose(&[], &[]), None);
    }

    /// The example of the section.
    #[test]
    fn the_most_specific_range_counts() {
        let accept = "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5";
        let headers = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(accept))]);
        let order = [
            "text/html",
            "text/plain;format=fixed",
            "image/jpeg",
            "text/plain",
            "text/plain;format=flowed",
        ];
        for (index, _) in order.iter().enumerate() {
            assert_eq!(preferred(&headers, &order[..=index]), Some(index));
        }
    }
}
