//! What a request gives to a parameter: texts as they came, for only the style knows what of them is syntax.

use super::Parameter;
#[cfg(feature = "server")]
use super::Style;
#[cfg(feature = "server")]
use crate::runtime::percent;
use std::borrow::Cow;

/// A text as it came.
#[derive(Clone, Debug)]
pub(in crate::runtime) struct Raw<'t> {
    pub(super) text: Cow<'t, str>,
    escapes: Escapes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escapes {
    None,
    /// `%20`
    #[cfg(feature = "server")]
    Percent,
    /// `%20` and `+`
    #[cfg(feature = "server")]
    Form,
}

impl<'t> Raw<'t> {
    /// Text that has no escapes, or not any more.
    pub(in crate::runtime) fn plain(text: impl Into<Cow<'t, str>>) -> Self {
        Self {
            text: text.into(),
            escapes: Escapes::None,
        }
    }

    /// Text of a path or a cookie.
    #[cfg(feature = "server")]
    pub(in crate::runtime) fn encoded(text: &'t str) -> Self {
        Self {
            text: text.into(),
            escapes: Escapes::Percent,
        }
    }

    /// Text of a query.
    #[cfg(feature = "server")]
    pub(in crate::runtime) fn of_query(text: &'t str) -> Self {
        Self {
            text: text.into(),
            escapes: Escapes::Form,
        }
    }

    /// Whether there is nothing.
    #[cfg(feature = "server")]
    pub(in crate::runtime) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text that is meant.
    pub(in crate::runtime) fn decode(&self) -> Result<Cow<'_, str>, &'static str> {
        self.decode_part(&self.text)
    }

    /// The text that is meant by a part of it.
    pub(super) fn decode_part<'p>(&self, part: &'p str) -> Result<Cow<'p, str>, &'static str> {
        match self.escapes {
            Escapes::None => Ok(part.into()),
            #[cfg(feature = "server")]
            Escapes::Percent => percent::decode(part),
            #[cfg(feature = "server")]
            Escapes::Form => percent::decode_form(part),
        }
    }

    /// Another text with the same escapes.
    pub(super) fn with<'p>(&self, part: &'p str) -> Raw<'p> {
        Raw {
            text: part.into(),
            escapes: self.escapes,
        }
    }
}

/// A text under a name.
#[derive(Clone, Debug)]
pub(in crate::runtime) struct Pair<'t> {
    pub(in crate::runtime) name: Cow<'t, str>,
    pub(in crate::runtime) value: Raw<'t>,
}

/// All that a request gives to a parameter.
#[derive(Clone, Copy, Debug)]
pub(in crate::runtime) struct Given<'s, 't> {
    /// What is under its own name.
    pub(in crate::runtime) own: &'s [Raw<'t>],
    /// What there is in its location, where names are part of the values.
    pub(in crate::runtime) all: &'s [Pair<'t>],
}

impl Parameter {
    /// Whether names of its location may be part of its values.
    #[cfg(feature = "server")]
    pub(in crate::runtime) fn has_names(&self) -> bool {
        self.has_brackets() || self.is_spread()
    }

    /// Whether brackets behind its name say where in its values a text belongs.
    #[cfg(feature = "server")]
    pub(in crate::runtime) fn has_brackets(&self) -> bool {
        self.style == Style::DeepObject
    }

    /// Whether a name belongs to another parameter of the same location.
    pub(in crate::runtime) fn is_beside(&self, name: &str) -> bool {
        self.beside.iter().any(|other| {
            name.strip_prefix(other)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
        })
    }
}
