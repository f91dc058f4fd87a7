//! JSON Pointer (RFC 6901) of a place in a document.

use std::fmt;

/// A JSON Pointer, absolute within one document: `""` is the document, `/paths/~1pets/get` an operation of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Takes the text of a pointer, unescaped or not at all; no check is made.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The member `key` of the object here, or the element of an array when `key` is its index; `key` is plain text
    /// and is escaped here.
    #[must_use]
    pub fn join(&self, key: impl fmt::Display) -> Self {
        let mut text = self.0.clone();
        Self::push_key(&mut text, key);
        Self(text)
    }

    /// Adds an escaped key to the text of a pointer.
    pub(crate) fn push_key(text: &mut String, key: impl fmt::Display) {
        use fmt::Write;
        text.push('/');
        // Writing to a string cannot fail.
        let _ = write!(Escaped(text), "{key}");
    }

    /// The pointer of the container, and the unescaped key in it; nothing for the whole document.
    #[must_use]
    pub fn split_last(&self) -> Option<(Self, String)> {
        let (parent, _) = self.0.rsplit_once('/')?;
        Some((Self(parent.to_owned()), self.keys().last()?))
    }

    /// Whether it leads further down than another one, on the same way.
    #[must_use]
    pub fn is_below(&self, other: &Self) -> bool {
        self.0
            .strip_prefix(other.as_str())
            .is_some_and(|rest| rest.starts_with('/'))
    }

    /// The unescaped keys from the root to here.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        self.0
            .split('/')
            .skip(1)
            .map(|key| key.replace("~1", "/").replace("~0", "~"))
    }

    /// The pointer's text, as in RFC 6901 section 3.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Escapes what is written into it, as RFC 6901 section 3 says.
struct Escaped<'t>(&'t mut String);

impl fmt::Write for Escaped<'_> {
    fn write_str(&mut self, key: &str) -> fmt::Result {
        for (index, part) in key.split('~').enumerate() {
            self.0.push_str(if index > 0 { "~0" } else { "" });
            for (index, part) in part.split('/').enumerate() {
                self.0.push_str(if index > 0 { "~1" } else { "" });
                self.0.push_str(part);
            }
        }
        Ok(())
    }
}

/// As a URI fragment is shown to people: `#/components/schemas/Pet`.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}
