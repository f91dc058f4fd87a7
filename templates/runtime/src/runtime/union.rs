//! Unions: a value of one of several types.

use super::checks::Checks;
use super::schema::Schema;
use super::select::Select;
use super::source::Source;
use serde::ser::Serializer;

/// A union of the document: how to choose a branch, one `match` that reads and one that writes.
pub trait Union: Sized {
    /// How a value says which branch it is of.
    const SELECT: Select;

    /// Whether values that fit no branch are kept by a lenient source, as the branch `usize::MAX`.
    const OPEN: bool = false;

    /// Whether whole numbers that need more than 64 bits may stand inside.
    const WIDE: bool = false;

    /// The value that holds the place until the document's own arrives.
    fn blank() -> Self;

    /// Reads a value of the branch of that index.
    ///
    /// # Errors
    /// Those of the source.
    fn read<S: Source>(branch: usize, from: S) -> Result<Self, S::Error>;

    /// Writes the value as that of its branch.
    ///
    /// # Errors
    /// Those of the serializer.
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;

    /// Checks what the type of the branch does not say.
    fn validate(&self, _to: &mut Checks<'_>) {}
}

/// Reads a value of one branch.
///
/// # Errors
/// Those of the source.
pub fn variant<T: Schema, U, S: Source>(from: S, wrap: impl FnOnce(T) -> U) -> Result<U, S::Error> {
    T::decode(from).map(wrap)
}

/// Writes a value of one branch.
///
/// # Errors
/// Those of the serializer.
pub fn write_variant<T: Schema, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    value.encode(to)
}

/// Makes a [`Union`] a [`Schema`], and readable and writable by every serde format that describes itself.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($type:ty) => {
        impl $crate::runtime::Schema for $type {
            const SHAPE: $crate::runtime::Shape = <Self as $crate::runtime::Union>::SELECT.shape();
            const NULLABLE: bool = <Self as $crate::runtime::Union>::SELECT.types()
                & $crate::runtime::types::NULL
                != 0;

            fn blank() -> Self {
                <Self as $crate::runtime::Union>::blank()
            }

            fn decode<S: $crate::runtime::Source>(
                from: S,
            ) -> ::core::result::Result<Self, S::Error> {
                from.union()
            }

            fn encode<S: $crate::runtime::serde::Serializer>(
                &self,
                to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::runtime::Union::write(self, to)
            }

            fn check(&self, rules: &$crate::runtime::Rules, to: &mut $crate::runtime::Checks<'_>) {
                $crate::runtime::check_composed(self, rules, to, |to| {
                    $crate::runtime::Union::validate(self, to)
                });
            }
        }

        $crate::serde_of_schema!($type);
    };
}
