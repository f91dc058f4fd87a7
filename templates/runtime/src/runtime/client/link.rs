//! The `Link` header, RFC 8288.

use http::{HeaderMap, header};

/// The target of the first link whose relation is `next`, RFC 8288 section 3.
pub(super) fn link(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(header::LINK).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .find_map(link_in)
}

fn link_in(mut rest: &str) -> Option<String> {
    loop {
        let (_, behind) = rest.split_once('<')?;
        let (target, parameters) = behind.split_once('>')?;
        let (end, next) = relation(parameters);
        if next {
            return Some(target.to_owned());
        }
        rest = end;
    }
}

/// What follows the parameters of a link, and whether they say `rel=next`; only the first `rel` counts.
fn relation(mut rest: &str) -> (&str, bool) {
    let mut relation: Option<String> = None;
    while let Some(parameter) = rest.trim_start().strip_prefix(';') {
        let end = parameter.find(['=', ';', ',']).unwrap_or(parameter.len());
        let (name, behind) = parameter.split_at(end);
        let (value, behind) = match behind.strip_prefix('=') {
            Some(value) => value_of(value.trim_start()),
            None => (String::new(), behind),
        };
        if name.trim().eq_ignore_ascii_case("rel") && relation.is_none() {
            relation = Some(value);
        }
        rest = behind;
    }
    let relation = relation.unwrap_or_default();
    let next = relation
        .split_ascii_whitespace()
        .any(|one| one.eq_ignore_ascii_case("next"));
    (rest, next)
}

/// A token or a quoted string, and what follows it.
fn value_of(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (token, rest) = text.split_at(end);
        return (token.trim().to_owned(), rest);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            char => value.push(char),
        }
    }
    (value, "")
}
