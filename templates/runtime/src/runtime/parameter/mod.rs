//! Parameters as data: where they stand, and in which style their values are said.
//!
//! The styles are those of OpenAPI 3.0 (Parameter Object, "Style Values" and "Style Examples"), which are expressions of
//! RFC 6570: a value's own characters are percent-encoded where they would be taken for syntax, so that lists and
//! objects are split before they are decoded.

mod deep;
mod given;
mod header;
mod reading;
mod saying;
mod splitting;
mod syntax;

#[cfg(feature = "server")]
pub(super) use given::Pair;
pub(super) use given::{Given, Raw};
pub(super) use reading::Styled;
pub(super) use saying::{Piece, Said, say};

use super::location::In;

/// A Parameter Object: its name, its place, and how its values are said there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    pub(in crate::runtime) name: &'static str,
    pub(in crate::runtime) location: In,
    pub(in crate::runtime) style: Style,
    pub(in crate::runtime) explode: bool,
    pub(in crate::runtime) allow_reserved: bool,
    pub(in crate::runtime) allow_empty: bool,
    pub(in crate::runtime) whole: bool,
    pub(in crate::runtime) beside: &'static [&'static str],
}

/// How a value is said, OpenAPI 3.0, "Style Values"; and the media types that a parameter's `content` may have instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `blue,black,brown`
    Simple,
    /// `.blue.black.brown`
    Label,
    /// `;color=blue,black,brown`
    Matrix,
    /// `color=blue&color=black&color=brown`
    Form,
    /// `color=blue%20black%20brown`
    SpaceDelimited,
    /// `color=blue%7Cblack%7Cbrown`
    PipeDelimited,
    /// `color[R]=100&color[G]=200`
    DeepObject,
    /// `color=blue; color=black; color=brown`, nothing of which is percent-encoded (OpenAPI 3.2).
    Cookie,
    /// JSON text.
    Json,
    /// Plain text.
    Text,
}

impl Parameter {
    const fn new(name: &'static str, location: In, style: Style, explode: bool) -> Self {
        Self {
            name,
            location,
            style,
            explode,
            allow_reserved: false,
            allow_empty: false,
            whole: false,
            beside: &[],
        }
    }

    /// A path parameter: simple, not exploded.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, In::Path, Style::Simple, false)
    }

    /// A query parameter: form, exploded.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, In::Query, Style::Form, true)
    }

    /// A header parameter: simple, not exploded.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, In::Header, Style::Simple, false)
    }

    /// A cookie parameter: form, exploded.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, In::Cookie, Style::Form, true)
    }

    /// Where it stands.
    #[must_use]
    pub const fn location(&self) -> In {
        self.location
    }

    /// As [`Style::Simple`], not exploded.
    #[must_use]
    pub const fn simple(self) -> Self {
        self.style(Style::Simple)
    }

    /// As [`Style::Label`], not exploded.
    #[must_use]
    pub const fn label(self) -> Self {
        self.style(Style::Label)
    }

    /// As [`Style::Matrix`], not exploded.
    #[must_use]
    pub const fn matrix(self) -> Self {
        self.style(Style::Matrix)
    }

    /// As [`Style::Form`], exploded.
    #[must_use]
    pub const fn form(self) -> Self {
        self.style(Style::Form)
    }

    /// As [`Style::SpaceDelimited`], not exploded.
    #[must_use]
    pub const fn space_delimited(self) -> Self {
        self.style(Style::SpaceDelimited)
    }

    /// As [`Style::PipeDelimited`], not exploded.
    #[must_use]
    pub const fn pipe_delimited(self) -> Self {
        self.style(Style::PipeDelimited)
    }

    /// As [`Style::DeepObject`].
    #[must_use]
    pub const fn deep_object(self) -> Self {
        self.style(Style::DeepObject)
    }

    /// As [`Style::Cookie`], exploded.
    #[must_use]
    pub const fn unescaped(self) -> Self {
        self.style(Style::Cookie)
    }

    /// As JSON text, for `content: {application/json: …}`.
    #[must_use]
    pub const fn json(self) -> Self {
        self.style(Style::Json)
    }

    /// As plain text, for `content: {text/plain: …}`.
    #[must_use]
    pub const fn text(self) -> Self {
        self.style(Style::Text)
    }

    const fn style(self, style: Style) -> Self {
        let explode = matches!(style, Style::Form | Style::DeepObject | Style::Cookie);
        Self {
            style,
            explode,
            ..self
        }
    }

    /// Whether items and properties are said one by one. Each style has its own default, so this comes behind it.
    #[must_use]
    pub const fn explode(self, explode: bool) -> Self {
        Self { explode, ..self }
    }

    /// Reserved characters (RFC 3986, section 2.2) of a value are said as they are, where a query allows them.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self {
            allow_reserved: true,
            ..self
        }
    }

    /// The value is the whole query: no name stands before it (OpenAPI 3.2, `querystring`).
    #[must_use]
    pub const fn whole(self) -> Self {
        Self {
            whole: true,
            ..self
        }
    }

    /// A value that is no text may be empty, and is then as if it were absent.
    #[must_use]
    pub const fn allow_empty(self) -> Self {
        Self {
            allow_empty: true,
            ..self
        }
    }

    /// The names of the other parameters of its location (and of an API key there), which are no members of an exploded
    /// object with names of its own. A name is one of theirs also when brackets follow it.
    #[must_use]
    pub const fn beside(self, names: &'static [&'static str]) -> Self {
        Self {
            beside: names,
            ..self
        }
    }
}
