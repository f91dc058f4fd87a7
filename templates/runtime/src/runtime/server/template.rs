//! Path templates: which paths they match, what they capture, and how much of that axum's router can say.

use crate::runtime::percent;

/// What a template captured, decoded, in its order; or why it cannot be.
pub(crate) type Captures = Vec<Result<String, &'static str>>;

/// A path template without the names of its parameters: `/things/{id}` and `/things/{key}` are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template(Vec<Segment>);

// The order is that of precedence: the more is literal, the earlier a segment is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    Literal(String),
    /// Parameters within literals, such as `{id}:cancel`: one literal more than there are parameters.
    Mixed(Vec<String>),
    Parameter,
}

/// Reads a template and the names of its parameters. Braces that are none of a parameter stand for themselves.
pub(crate) fn parse(template: &str) -> (Template, Vec<&str>) {
    let mut names = Vec::new();
    let segments = segments(template)
        .map(|text| segment(text, &mut names))
        .collect();
    (Template(segments), names)
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

fn segment<'t>(text: &'t str, names: &mut Vec<&'t str>) -> Segment {
    let mut literals = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{')
        && let Some((name, after)) = behind.split_once('}')
    {
        literals.push(before.to_owned());
        names.push(name);
        rest = after;
    }
    literals.push(rest.to_owned());
    match &*literals {
        [literal] => Segment::Literal(literal.clone()),
        [before, after] if before.is_empty() && after.is_empty() => Segment::Parameter,
        _ => Segment::Mixed(literals),
    }
}

impl Template {
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

    /// What the template captures of a path, if it matches. Parameters are never empty.
    pub(crate) fn captures(&self, path: &str) -> Option<Captures> {
        let mut captures = Captures::new();
        let mut given = segments(path);
        for segment in &self.0 {
            let text = given.next()?;
            let matched = match segment {
                Segment::Literal(literal) => text == literal || equal_when_decoded(text, literal),
                Segment::Parameter => {
                    captures.push(decode(text));
                    !text.is_empty()
                }
                Segment::Mixed(literals) => mixed(literals, text, &mut captures),
            };
            if !matched {
                return None;
            }
        }
        given.next().is_none().then_some(captures)
    }

    /// Templates are tried in the order of this: literal text before parameters, more of it before less.
    pub(crate) fn precedence(&self) -> Vec<(u8, usize)> {
        let rank = |segment: &Segment| match segment {
            Segment::Literal(_) => (0, 0),
            Segment::Mixed(literals) => {
                let length: usize = literals.iter().map(String::len).sum();
                (1, usize::MAX - length)
            }
            Segment::Parameter => (2, 0),
        };
        self.0.iter().map(rank).collect()
    }
}

/// Whether a literal segment means to axum's router what it says, and can stand in a request as it is.
fn is_plain(literal: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()+,;=@:*".contains(&byte);
    literal.bytes().all(plain) && !literal.starts_with([':', '*'])
}

fn decode(text: &str) -> Result<String, &'static str> {
    if !text.contains('%') {
        return Ok(text.to_owned());
    }
    if !percent::well_formed(text.as_bytes()) {
        return Err("has a % that no two hexadecimal digits follow");
    }
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    match decoded {
        Ok(decoded) => Ok(decoded.into_owned()),
        Err(_) => Err("is not UTF-8 after percent-decoding"),
    }
}

fn equal_when_decoded(text: &str, literal: &str) -> bool {
    percent_encoding::percent_decode_str(text).eq(literal.bytes())
}

/// Matches text among literals, each parameter taking as little as it can. Encoded characters are no part of a literal,
/// so that a value may hold one; only when that fails are literals looked for in the decoded text.
fn mixed(literals: &[String], text: &str, captures: &mut Captures) -> bool {
    if let Some(parts) = split(literals, text) {
        captures.extend(parts.into_iter().map(decode));
        return true;
    }
    match decode(text) {
        Ok(decoded) => match split(literals, &decoded) {
            Some(parts) => {
                captures.extend(parts.into_iter().map(|part| Ok(part.to_owned())));
                true
            }
            None => false,
        },
        Err(_) => false,
    }
}

/// The texts between the literals, none of them empty.
fn split<'t>(literals: &[String], text: &'t str) -> Option<Vec<&'t str>> {
    let (first, others) = literals.split_first()?;
    let (last, inner) = others.split_last()?;
    let mut rest = text.strip_prefix(&**first)?.strip_suffix(&**last)?;
    let mut parts = Vec::new();
    for literal in inner {
        let from = rest.chars().next()?.len_utf8();
        let at = from + rest.get(from..)?.find(&**literal)?;
        parts.push(&rest[..at]);
        rest = &rest[at + literal.len()..];
    }
    parts.push(rest);
    (!rest.is_empty()).then_some(parts)
}
