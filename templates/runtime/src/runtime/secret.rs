//! Strings that are not to be seen: `format: password`.

use super::scalar::{Atom, Kind, Scalar};
use std::fmt;

/// A string that neither a log nor a debugger's output shows.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Secret(String);

impl Secret {
    /// The string itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("[redacted]")
    }
}

impl Scalar for Secret {
    const KIND: Kind = Kind::Text;

    fn expected(to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a string")
    }

    fn blank() -> Self {
        Self::default()
    }

    fn accept(atom: Atom<'_>, strict: bool) -> Option<Self> {
        String::accept(atom, strict).map(Self)
    }

    fn atom<R>(&self, to: impl FnOnce(Atom<'_>) -> R) -> R {
        to(Atom::Text(&self.0))
    }
}

crate::scalar!(Secret);
crate::serde_of_schema!(Secret);
