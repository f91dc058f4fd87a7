//! Path templates: which paths they match, what they capture, and how much of that axum's router can say.

use super::percent;
use std::borrow::Cow;
use std::ops::{Deref, Range};

/// What a template captured of a path, in its order.
pub(crate) type Captures = Vec<Capture>;

/// What one parameter captured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Capture {
    /// This part of the path, not decoded.
    Part(Range<usize>),
    /// This text, which was decoded to be found.
    Decoded(String),
}

/// How a path is compared to the literals of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Literally {
    /// A reserved character is another one than its escape (RFC 3986, section 2.2), so that values may hold it.
    Yes,
    /// All is decoded first, for senders that escape more than they have to.
    No,
}

/// A path template without the names of its parameters: `/things/{id}` and `/things/{key}` are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template<'t>(Vec<Segment<'t>>);

// The order is that of precedence: the more is literal, the earlier a segment is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment<'t> {
    Literal(&'t str),
    /// Parameters within literals, such as `{id}:cancel`: one literal more than there are parameters.
    Mixed(Vec<&'t str>),
    Parameter,
}

/// Reads a template and the names of its parameters. Braces that are none of a parameter stand for themselves.
pub(crate) fn parse(template: &str) -> (Template<'_>, Vec<&str>) {
    let mut names = Vec::new();
    let segments = segments(template)
        .map(|text| segment(text, &mut names))
        .collect();
    (Template(segments), names)
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

fn segment<'t>(text: &'t str, names: &mut Vec<&'t str>) -> Segment<'t> {
    let mut literals = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{')
        && let Some((name, after)) = behind.split_once('}')
    {
        literals.push(before);
        names.push(name);
        rest = after;
    }
    literals.push(rest);
    match &*literals {
        [literal] => Segment::Literal(literal),
        ["", ""] => Segment::Parameter,
        _ => Segment::Mixed(literals),
    }
}

impl<'t> Template<'t> {
    /// Its segments, in order.
    #[cfg(feature = "client")]
    pub(crate) fn segments(&self) -> &[Segment<'t>] {
        &self.0
    }

    /// What the template captures of a path, if it matches. Parameters are never empty.
    pub(crate) fn captures(&self, path: &str, literally: Literally) -> Option<Captures> {
        let mut captures = Captures::new();
        let mut given = segments(path);
        let mut start = path.len() - path.strip_prefix('/').unwrap_or(path).len();
        for segment in &self.0 {
            let text = given.next()?;
            let matched = match segment {
                Segment::Literal(literal) => text == *literal || equal(text, literal, literally),
                Segment::Parameter => {
                    captures.push(Capture::Part(start..start + text.len()));
                    !text.is_empty()
                }
                Segment::Mixed(literals) => mixed(literals, text, start, literally, &mut captures),
            };
            if !matched {
                return None;
            }
            start += text.len() + 1;
        }
        given.next().is_none().then_some(captures)
    }
}

#[cfg(feature = "server")]
impl Template<'_> {
    /// The template as axum's router can say it: a segment that it cannot express is a capture, to be looked at again.
    /// `name` gives the captures their names; what is left when they are all the same tells templates apart.
    pub(crate) fn shape(&self, mut name: impl FnMut(usize) -> String) -> String {
        let mut shape = String::new();
        for (index, segment) in self.0.iter().enumerate() {
            shape.push('/');
            match segment {
                Segment::Literal(literal) if is_plain(literal) => shape.push_str(literal),
                _ => shape.push_str(&format!("{{{}}}", name(index))),
            }
        }
        shape
    }

    /// Templates are tried in the order of this: literal text before parameters, more of it before less.
    pub(crate) fn precedence(&self) -> Vec<(u8, usize)> {
        let rank = |segment: &Segment| match segment {
            Segment::Literal(_) => (0, 0),
            Segment::Mixed(literals) => {
                let length: usize = literals.iter().map(|it| it.len()).sum();
                (1, usize::MAX - length)
            }
            Segment::Parameter => (2, 0),
        };
        self.0.iter().map(rank).collect()
    }
}

/// Whether a literal segment means to axum's router what it says, and can stand in a request as it is.
#[cfg(feature = "server")]
fn is_plain(literal: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()+,;=@:*".contains(&byte);
    literal.bytes().all(plain) && !literal.starts_with([':', '*'])
}

/// Whether a segment with escapes is the literal.
fn equal(text: &str, literal: &str, literally: Literally) -> bool {
    let (mut bytes, mut literal) = (text.bytes(), literal.bytes());
    while let Some(byte) = bytes.next() {
        let escaped = match byte {
            b'%' => escaped(bytes.clone()),
            _ => None,
        };
        let byte = match escaped {
            None => byte,
            Some(byte) if literally == Literally::Yes && percent::is_reserved(byte) => {
                return false;
            }
            Some(byte) => {
                bytes.nth(1);
                byte
            }
        };
        if literal.next() != Some(byte) {
            return false;
        }
    }
    literal.next().is_none()
}

/// The byte that the two digits behind a `%` say.
fn escaped(mut digits: std::str::Bytes<'_>) -> Option<u8> {
    let mut digit = || char::from(digits.next()?).to_digit(16);
    let (high, low) = (digit()?, digit()?);
    u8::try_from(high * 16 + low).ok()
}

/// Matches text among literals, each parameter taking as little as it can. Encoded characters are no part of a literal
/// that could stand as it is, so that a value may hold one.
fn mixed(
    literals: &[&str],
    text: &str,
    start: usize,
    literally: Literally,
    captures: &mut Captures,
) -> bool {
    let encoded = || -> Vec<Cow<'_, str>> {
        let literals = literals.iter();
        literals.map(|it| percent::encode_literal(it)).collect()
    };
    match literally {
        Literally::Yes => {
            let parts = match split(literals, text) {
                None if text.contains('%') => split(&encoded(), text),
                parts => parts,
            };
            let part = |part: Range<usize>| Capture::Part(start + part.start..start + part.end);
            captures.extend(parts.iter().flatten().cloned().map(part));
            parts.is_some()
        }
        Literally::No => match percent::decode(text) {
            Ok(decoded) => {
                let parts = split(literals, &decoded);
                let part = |part: Range<usize>| Capture::Decoded(decoded[part].to_owned());
                captures.extend(parts.iter().flatten().cloned().map(part));
                parts.is_some()
            }
            Err(_) => false,
        },
    }
}

/// Where the texts between the literals are, none of them empty.
fn split(literals: &[impl Deref<Target = str>], text: &str) -> Option<Vec<Range<usize>>> {
    let (first, others) = literals.split_first()?;
    let (last, inner) = others.split_last()?;
    let end = text.len() - last.len().min(text.len());
    let mut start = first.len();
    if !text.starts_with(&**first) || !text.ends_with(&**last) || start > end {
        return None;
    }
    let mut parts = Vec::new();
    for literal in inner {
        let rest = &text[start..end];
        let from = rest.chars().next()?.len_utf8();
        let at = from + rest.get(from..)?.find(&**literal)?;
        parts.push(start..start + at);
        start += at + literal.len();
    }
    parts.push(start..end);
    (start < end).then_some(parts)
}
