//! The URL of a request: the server's, the path template with its values, and the query.

use super::error::BuildError;
use crate::runtime::parameter::Piece;
use crate::runtime::percent;
use crate::runtime::template::{self, Capture, Literally, Segment};
use reqwest::Url;

/// A URL that paths can be put behind.
pub(super) fn base(text: &str) -> Result<Url, BuildError> {
    let url = Url::parse(text).map_err(|_| BuildError::Server("is not a URL"))?;
    let refused = match url.scheme() {
        "http" | "https" => match () {
            () if !url.username().is_empty() || url.password().is_some() => {
                Some("holds a credential; give it to the client instead")
            }
            () if url.query().is_some() => Some("has a query"),
            () if url.fragment().is_some() => Some("has a fragment"),
            () => None,
        },
        _ => Some("is neither http nor https"),
    };
    refused.map_or(Ok(url), |detail| Err(BuildError::Server(detail)))
}

/// The base, the template with its values, and the query.
///
/// # Errors
/// When a URL parser or a router would make anything else of it.
pub(super) fn target(
    base: &Url,
    template: &str,
    values: &[(&'static str, Vec<Piece>)],
    query: &[String],
) -> Result<Url, String> {
    let path = base.path().trim_end_matches('/').to_owned() + &fill(template, values)?;
    let mut url = base.clone();
    url.set_path(&path);
    if !query.is_empty() {
        url.set_query(Some(&query.join("&")));
    }
    match url.path() == path && url.origin() == base.origin() {
        true => Ok(url),
        false => Err(format!("{path:?} would be resolved to {:?}", url.path())),
    }
}

/// The text that pieces are, each text encoded so.
pub(super) fn join(pieces: &[Piece], encode: impl Fn(&str) -> String) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Syntax(' ') => text.push_str("%20"),
            Piece::Syntax('|') => text.push_str("%7C"),
            Piece::Syntax(char) => text.push(*char),
            Piece::Text(part) => text.push_str(&encode(part)),
        }
    }
    text
}

/// The text that pieces are, as whoever decodes it sees it.
pub(super) fn plain(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Syntax(char) => text.push(*char),
            Piece::Text(part) => text.push_str(part),
        }
    }
    text
}

/// Whether a URL parser would resolve the value away if it were a segment, be it encoded or interspersed with the
/// characters that such parsers drop.
pub(super) fn vanishes(value: &str) -> bool {
    let part = |char| matches!(char, '.' | '%' | '2' | 'e' | 'E' | '\t' | '\r' | '\n');
    if !value.chars().all(part) {
        return false;
    }
    let seen: String = value
        .chars()
        .filter(|drop| !matches!(drop, '\t' | '\r' | '\n'))
        .collect();
    let seen = seen.to_ascii_lowercase().replace("%2e", ".");
    value.is_empty() || seen == "." || seen == ".."
}

/// The template with its parameters replaced by their values. Values that would not be found again beside the text
/// around them are refused.
fn fill(template: &str, values: &[(&'static str, Vec<Piece>)]) -> Result<String, String> {
    let (parsed, names) = template::parse(template);
    let mut names = names.into_iter();
    let mut next = || {
        let name = names.next().unwrap_or_default();
        let value = values.iter().find(|(other, _)| *other == name);
        value.map_or(&[][..], |(_, pieces)| pieces)
    };
    let segments = parsed.segments();
    let is_mixed = segments.iter().any(|it| matches!(it, Segment::Mixed(_)));
    let (mut path, mut sent) = (String::new(), Vec::new());
    for segment in segments {
        path.push('/');
        let literals: &[&str] = match segment {
            Segment::Literal(literal) => &[literal],
            Segment::Parameter => &["", ""],
            Segment::Mixed(literals) => literals,
        };
        for (index, literal) in literals.iter().enumerate() {
            if index > 0 {
                let value = next();
                let text = match segment {
                    // Beside other text no character of the value may look like that text.
                    Segment::Mixed(_) => join(value, percent::encode_part),
                    _ => whole(value),
                };
                path += &text;
                if is_mixed {
                    sent.push((text, plain(value)));
                }
            }
            path += &percent::encode_literal(literal);
        }
    }
    if !is_mixed {
        return Ok(path);
    }
    let captures = [Literally::Yes, Literally::No]
        .into_iter()
        .find_map(|literally| parsed.captures(&path, literally));
    let arrives = |(capture, (encoded, plain)): (&Capture, &(String, String))| match capture {
        Capture::Part(part) => path.get(part.clone()) == Some(encoded),
        Capture::Decoded(text) => text == plain,
    };
    match captures {
        Some(captures) if captures.iter().zip(&sent).all(arrives) => Ok(path),
        _ => Err(format!("{path:?} would not be read as {template}")),
    }
}

/// A value that has a segment for itself. Behind a dot, dots separate.
fn whole(value: &[Piece]) -> String {
    match value {
        [Piece::Syntax('.'), ..] => join(value, percent::encode_with_dots),
        _ => join(value, percent::encode),
    }
}
