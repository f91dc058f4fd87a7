//! Enums of strings, closed or open.

use super::scalar::Atom;
use std::fmt;

/// An enum whose values are strings. An open one has a variant for the values that the document does not list yet.
pub trait StringEnum: Clone + Sized + 'static {
    /// The values that the document lists, in the order of the texts; at least one.
    const VALUES: &'static [(&'static str, Self)];

    /// The value as the wire says it.
    fn as_str(&self) -> &str;

    /// The variant for a value that the document does not list; a closed enum has none.
    fn unknown(_text: &str) -> Option<Self> {
        None
    }
}

/// The value that `text` is. A strict reader takes only what the document lists.
pub fn enum_value<T: StringEnum>(text: &str, strict: bool) -> Option<T> {
    match listed(T::VALUES, text) {
        Some(value) => Some(value.clone()),
        None if strict => None,
        None => T::unknown(text),
    }
}

/// Up to this many values are looked at one after the other.
const FEW: usize = 8;

/// The value of the list that `text` is.
fn listed<'v, T>(values: &'v [(&str, T)], text: &str) -> Option<&'v T> {
    let place = match values.len() {
        0..=FEW => values.iter().position(|(name, _)| *name == text),
        _ => values.binary_search_by(|(name, _)| (*name).cmp(text)).ok(),
    };
    place.map(|place| &values[place].1)
}

/// [`Scalar::accept`](super::Scalar::accept) of an enum.
pub fn enum_accept<T: StringEnum>(atom: Atom<'_>, strict: bool) -> Option<T> {
    match atom {
        Atom::Text(text) => enum_value(text, strict),
        _ => None,
    }
}

/// [`Scalar::expected`](super::Scalar::expected) of an enum.
///
/// # Errors
/// Those of the formatter.
pub fn enum_expected<T: StringEnum>(to: &mut fmt::Formatter<'_>) -> fmt::Result {
    super::mixed_enum::list(T::VALUES.iter().map(|(name, _)| Atom::Text(name)), to)
}

/// A text that is no value of a closed enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue {
    expected: String,
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "expected {}", self.expected)
    }
}

impl std::error::Error for UnknownValue {}

/// What [`FromStr`](std::str::FromStr) of an enum does.
///
/// # Errors
/// When the enum is closed and the document does not list `text`.
pub fn enum_from_str<T: StringEnum + super::Scalar>(text: &str) -> Result<T, UnknownValue> {
    enum_value(text, false).ok_or_else(|| UnknownValue {
        expected: super::scalar::expected::<T>().to_string(),
    })
}

/// Makes a [`StringEnum`] a [`Scalar`](super::Scalar), readable and writable by every serde format, and text.
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    ($type:ty) => {
        impl $crate::runtime::Scalar for $type {
            const KIND: $crate::runtime::Kind = $crate::runtime::Kind::Text;

            fn expected(to: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::runtime::enum_expected::<Self>(to)
            }

            fn blank() -> Self {
                <Self as $crate::runtime::StringEnum>::VALUES[0].1.clone()
            }

            fn accept(
                atom: $crate::runtime::Atom<'_>,
                strict: bool,
            ) -> ::core::option::Option<Self> {
                $crate::runtime::enum_accept(atom, strict)
            }

            fn is_listed(&self) -> bool {
                $crate::runtime::enum_value::<Self>($crate::runtime::StringEnum::as_str(self), true)
                    .is_some()
            }

            fn atom<R>(&self, to: impl FnOnce($crate::runtime::Atom<'_>) -> R) -> R {
                to($crate::runtime::Atom::Text(
                    $crate::runtime::StringEnum::as_str(self),
                ))
            }
        }

        impl ::core::fmt::Display for $type {
            fn fmt(&self, to: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                to.write_str($crate::runtime::StringEnum::as_str(self))
            }
        }

        impl ::core::str::FromStr for $type {
            type Err = $crate::runtime::UnknownValue;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::runtime::UnknownValue> {
                $crate::runtime::enum_from_str(text)
            }
        }

        $crate::scalar!($type);
        $crate::serde_of_schema!($type);
    };
}
