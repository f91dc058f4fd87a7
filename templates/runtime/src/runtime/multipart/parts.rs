//! What both sides know of a multipart body's parts.

use crate::runtime::checks::Checks;
use crate::runtime::object::Unknown;
use crate::runtime::rules::Rules;
use crate::runtime::schema::Schema;

/// A multipart body whose parts are files, or have media types or headers of their own; the generator implements it.
pub trait Parts: Sized {
    /// Its parts, in the document's order.
    const PARTS: &'static [Part];

    /// What becomes of other parts; none are kept.
    const UNKNOWN: Unknown = Unknown::Ignore;

    /// Checks what the types of the parts do not say.
    fn check(&self, _to: &mut Checks<'_>) {}
}

impl<T: Parts> Parts for Box<T> {
    const PARTS: &'static [Part] = T::PARTS;
    const UNKNOWN: Unknown = T::UNKNOWN;

    fn check(&self, to: &mut Checks<'_>) {
        T::check(self, to);
    }
}

impl Checks<'_> {
    /// Checks a multipart body.
    pub fn parts_body<T: Parts>(&mut self, body: &T) {
        self.at("body", "", |to| body.check(to));
    }

    /// The same of a body that may be left out.
    pub fn optional_parts_body<T: Parts>(&mut self, body: &Option<T>) {
        if let Some(body) = body {
            self.parts_body(body);
        }
    }

    /// Checks a header of a part of the body.
    pub fn header_of<T: Schema>(&mut self, part: PartOf<'_>, name: &str, value: &T, rules: &Rules) {
        match part {
            PartOf::One(part) => self.inside(part, |to| to.property(name, value, rules)),
            PartOf::Each(part, index) => self.inside(part, |to| {
                to.item(index, |to| to.property(name, value, rules));
            }),
        }
    }
}

/// One of the parts of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOf<'n> {
    /// The only one of its name.
    One(&'n str),
    /// One of several of its name: which, from 0 on.
    Each(&'n str, usize),
}

/// A part of a multipart body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub(in crate::runtime) name: &'static str,
    pub(in crate::runtime) kind: Kind,
    pub(in crate::runtime) repeats: bool,
    pub(in crate::runtime) content_types: &'static [&'static str],
}

/// What a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::runtime) enum Kind {
    /// A scalar.
    Text,
    /// JSON text.
    Json,
    /// Bytes.
    File,
}

impl Part {
    const fn of(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            repeats: false,
            content_types: &[],
        }
    }

    /// A part that is a scalar.
    #[must_use]
    pub const fn text(name: &'static str) -> Self {
        Self::of(name, Kind::Text)
    }

    /// A part that is JSON.
    #[must_use]
    pub const fn json(name: &'static str) -> Self {
        Self::of(name, Kind::Json)
    }

    /// A part that is a file.
    #[must_use]
    pub const fn file(name: &'static str) -> Self {
        Self::of(name, Kind::File)
    }

    /// The same part as often as there are items.
    #[must_use]
    pub const fn repeated(self) -> Self {
        Self {
            repeats: true,
            ..self
        }
    }

    /// The media types and ranges that it may have (Encoding Object); those usual for what it holds, unless there is
    /// one.
    #[must_use]
    pub const fn content_types(self, content_types: &'static [&'static str]) -> Self {
        Self {
            content_types,
            ..self
        }
    }

    /// The media type that a sender who names none means.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(in crate::runtime) fn default_type(&self) -> Option<&'static str> {
        let one = |name: &&&str| !crate::runtime::media::is_range(name);
        match (self.content_types.iter().find(one), self.kind) {
            (Some(content_type), _) => Some(content_type),
            (None, Kind::File) if self.content_types.is_empty() => Some("application/octet-stream"),
            (None, Kind::Json) => Some("application/json"),
            (None, Kind::Text | Kind::File) => None,
        }
    }

    /// Whether its media type goes without saying: a file's is then told neither by who sends it nor to who gets it.
    #[cfg(feature = "server")]
    pub(in crate::runtime) fn has_one_type(&self) -> bool {
        match self.content_types {
            [] => true,
            [only] => !crate::runtime::media::is_range(only),
            _ => false,
        }
    }
}
