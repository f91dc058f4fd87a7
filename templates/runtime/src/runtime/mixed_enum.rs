//! Enums of strings, numbers and booleans side by side, closed or open.

use super::number::Number;
use super::scalar::Atom;
use std::fmt;

/// An enum whose values are scalars of any type. An open one has a variant for the values that the document does not
/// list yet.
pub trait MixedEnum: Clone + Sized + 'static {
    /// The values that the document lists; at least one.
    const VALUES: &'static [(Atom<'static>, Self)];

    /// The value as the wire says it.
    fn atom(&self) -> Atom<'_>;

    /// The variant for a value that the document does not list; a closed enum has none.
    fn unknown(_atom: Atom<'_>) -> Option<Self> {
        None
    }
}

/// [`Scalar::accept`](super::Scalar::accept) of an enum. A strict reader takes only what the document lists.
pub fn mixed_enum_accept<T: MixedEnum>(atom: Atom<'_>, strict: bool) -> Option<T> {
    match T::VALUES.iter().find(|(value, _)| same(*value, atom)) {
        Some((_, value)) => Some(value.clone()),
        None if strict => None,
        None => T::unknown(atom),
    }
}

/// Whether two scalars are the same JSON value: numbers are when their values are.
fn same(left: Atom<'_>, right: Atom<'_>) -> bool {
    match (Number::of(left), Number::of(right)) {
        (Some(left), Some(right)) => left == right,
        (None, None) => left == right,
        _ => false,
    }
}

/// [`Scalar::expected`](super::Scalar::expected) of an enum.
///
/// # Errors
/// Those of the formatter.
pub fn mixed_enum_expected<T: MixedEnum>(to: &mut fmt::Formatter<'_>) -> fmt::Result {
    list(T::VALUES.iter().map(|(value, _)| *value), to)
}

/// So many values are named in a message.
const NAMED: usize = 10;

/// Names values for messages, the first of them if there are many.
pub(crate) fn list<'a>(
    values: impl ExactSizeIterator<Item = Atom<'a>>,
    to: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let more = values.len().saturating_sub(NAMED);
    to.write_str("one of")?;
    for (index, value) in values.take(NAMED).enumerate() {
        to.write_str(if index == 0 { " " } else { ", " })?;
        match value {
            Atom::Boolean(value) => write!(to, "{value}"),
            Atom::Integer(value) => write!(to, "{value}"),
            Atom::Unsigned(value) => write!(to, "{value}"),
            Atom::Wide(value) => write!(to, "{value}"),
            Atom::UnsignedWide(value) => write!(to, "{value}"),
            Atom::Single(value) => write!(to, "{value}"),
            Atom::Number(value) => write!(to, "{value}"),
            Atom::Text(value) => write!(to, "{value:?}"),
        }?;
    }
    match more {
        0 => Ok(()),
        more => write!(to, " and {more} more"),
    }
}

/// Makes a [`MixedEnum`] a [`Scalar`](super::Scalar), readable and writable by every serde format that describes itself.
#[doc(hidden)]
#[macro_export]
macro_rules! mixed_enum {
    ($type:ty) => {
        impl $crate::runtime::Scalar for $type {
            const KIND: $crate::runtime::Kind = $crate::runtime::Kind::Any;

            fn expected(to: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::runtime::mixed_enum_expected::<Self>(to)
            }

            fn blank() -> Self {
                <Self as $crate::runtime::MixedEnum>::VALUES[0].1.clone()
            }

            fn accept(
                atom: $crate::runtime::Atom<'_>,
                strict: bool,
            ) -> ::core::option::Option<Self> {
                $crate::runtime::mixed_enum_accept(atom, strict)
            }

            fn is_listed(&self) -> bool {
                $crate::runtime::Scalar::atom(self, |atom| {
                    <Self as $crate::runtime::Scalar>::accept(atom, true).is_some()
                })
            }

            fn atom<R>(&self, to: impl FnOnce($crate::runtime::Atom<'_>) -> R) -> R {
                to($crate::runtime::MixedEnum::atom(self))
            }
        }

        $crate::scalar!($type);
        $crate::serde_of_schema!($type);
    };
}
