//! Enums of integers, closed or open.

use super::scalar::{Atom, Scalar};
use std::fmt;

/// An enum whose values are integers. An open one has a variant for the values that the document does not list yet.
pub trait IntegerEnum: Clone + Sized + 'static {
    /// The values that the document lists, in ascending order; at least one.
    const VALUES: &'static [(i64, Self)];

    /// The value as the wire says it.
    fn value(&self) -> i64;

    /// The variant for a value that the document does not list; a closed enum has none.
    fn unknown(_value: i64) -> Option<Self> {
        None
    }
}

/// [`Scalar::accept`] of an enum. A strict reader takes only what the document lists.
pub fn integer_enum_accept<T: IntegerEnum>(atom: Atom<'_>, strict: bool) -> Option<T> {
    let value = i64::accept(atom, strict)?;
    match T::VALUES.binary_search_by_key(&value, |(value, _)| *value) {
        Ok(place) => Some(T::VALUES[place].1.clone()),
        Err(_) if strict => None,
        Err(_) => T::unknown(value),
    }
}

/// [`Scalar::expected`] of an enum.
///
/// # Errors
/// Those of the formatter.
pub fn integer_enum_expected<T: IntegerEnum>(to: &mut fmt::Formatter<'_>) -> fmt::Result {
    let atoms = T::VALUES.iter().map(|(value, _)| Atom::Integer(*value));
    super::mixed_enum::list(atoms, to)
}

/// Makes an [`IntegerEnum`] a [`Scalar`], readable and writable by every serde format.
#[doc(hidden)]
#[macro_export]
macro_rules! integer_enum {
    ($type:ty) => {
        impl $crate::runtime::Scalar for $type {
            const KIND: $crate::runtime::Kind = $crate::runtime::Kind::Integer;

            fn expected(to: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::runtime::integer_enum_expected::<Self>(to)
            }

            fn blank() -> Self {
                <Self as $crate::runtime::IntegerEnum>::VALUES[0].1.clone()
            }

            fn accept(
                atom: $crate::runtime::Atom<'_>,
                strict: bool,
            ) -> ::core::option::Option<Self> {
                $crate::runtime::integer_enum_accept(atom, strict)
            }

            fn is_listed(&self) -> bool {
                $crate::runtime::Scalar::atom(self, |atom| {
                    <Self as $crate::runtime::Scalar>::accept(atom, true).is_some()
                })
            }

            fn atom<R>(&self, to: impl FnOnce($crate::runtime::Atom<'_>) -> R) -> R {
                to($crate::runtime::Atom::Integer(
                    $crate::runtime::IntegerEnum::value(self),
                ))
            }
        }

        $crate::scalar!($type);
        $crate::serde_of_schema!($type);
    };
}
