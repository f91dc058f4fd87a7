//! Scalars: the strings, numbers and booleans at the leaves of a schema.

use serde::ser::{Error, Serializer};
use std::fmt;

/// A leaf as the wire can say it: every scalar type is read from one and written as one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Atom<'a> {
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number that fits 64 bits with a sign.
    Integer(i64),
    /// A whole number that fits 64 bits without a sign.
    Unsigned(u64),
    /// A whole number that fits 128 bits with a sign.
    Wide(i128),
    /// A whole number that fits 128 bits without a sign.
    UnsignedWide(u128),
    /// A number of single precision; only written, so that `0.1` stays `0.1`.
    Single(f32),
    /// Any other number.
    Number(f64),
    /// Text.
    Text(&'a str),
}

impl Atom<'static> {
    /// The whole number that digits say, as JSON writes it; those that need more than 128 bits are beyond every type.
    pub(crate) fn of_digits(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        if !digits.bytes().all(|byte| byte.is_ascii_digit())
            || digits.len() > 1 && digits.starts_with('0')
        {
            return None;
        }
        match text.parse() {
            Ok(value) => Some(Self::Wide(value)),
            Err(_) => text.parse().ok().map(Self::UnsignedWide),
        }
    }
}

/// Which [`Atom`] a scalar type is written as; formats that do not describe themselves need to know before they read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// [`Atom::Boolean`].
    Boolean,
    /// [`Atom::Integer`].
    Integer,
    /// [`Atom::Unsigned`].
    Unsigned,
    /// [`Atom::Wide`].
    Wide,
    /// [`Atom::UnsignedWide`].
    UnsignedWide,
    /// [`Atom::Single`].
    Single,
    /// [`Atom::Number`].
    Number,
    /// [`Atom::Text`].
    Text,
    /// One or the other; formats that do not describe themselves cannot say it.
    Any,
}

/// A type whose values are JSON strings, numbers or booleans.
pub trait Scalar: Sized {
    /// What the type is written as.
    const KIND: Kind;

    /// Says what is expected, for messages: "an integer of 64 bits".
    ///
    /// # Errors
    /// Those of the formatter.
    fn expected(to: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// The value that holds the place until the document's own arrives.
    fn blank() -> Self;

    /// The value that `atom` says, unless the type has no such value. A strict reader also refuses what only newer
    /// versions of the document may list.
    fn accept(atom: Atom<'_>, strict: bool) -> Option<Self>;

    /// Whether the document lists the value; other scalars than open enums have no list.
    fn is_listed(&self) -> bool {
        true
    }

    /// Gives the value as the wire says it.
    fn atom<R>(&self, to: impl FnOnce(Atom<'_>) -> R) -> R;
}

/// Writes a scalar; what [`scalar!`](crate::scalar) makes [`Schema::encode`](super::Schema::encode) of.
///
/// # Errors
/// Those of the serializer, and numbers that are not finite.
pub fn encode_scalar<T: Scalar, S: Serializer>(scalar: &T, to: S) -> Result<S::Ok, S::Error> {
    scalar.atom(|atom| encode_atom(atom, to))
}

/// Writes a leaf.
pub(crate) fn encode_atom<S: Serializer>(atom: Atom<'_>, to: S) -> Result<S::Ok, S::Error> {
    match atom {
        Atom::Boolean(value) => to.serialize_bool(value),
        Atom::Integer(value) => to.serialize_i64(value),
        Atom::Unsigned(value) => to.serialize_u64(value),
        // Formats without numbers of 128 bits can say those that need fewer.
        Atom::Wide(value) => match (i64::try_from(value), u64::try_from(value)) {
            (Ok(value), _) => to.serialize_i64(value),
            (_, Ok(value)) => to.serialize_u64(value),
            _ => to.serialize_i128(value),
        },
        Atom::UnsignedWide(value) => match u64::try_from(value) {
            Ok(value) => to.serialize_u64(value),
            Err(_) => to.serialize_u128(value),
        },
        Atom::Single(value) if value.is_finite() => to.serialize_f32(value),
        Atom::Number(value) if value.is_finite() => to.serialize_f64(value),
        Atom::Single(_) | Atom::Number(_) => Err(S::Error::custom("a number must be finite")),
        Atom::Text(value) => to.serialize_str(value),
    }
}

/// The value that a text of the document says; that it says one was checked when the code was generated.
#[must_use]
pub fn parsed<T: Scalar>(text: &str) -> T {
    T::accept(Atom::Text(text), true).unwrap_or_else(T::blank)
}

/// Makes [`Scalar`]s [`Schema`](super::Schema)s.
#[doc(hidden)]
#[macro_export]
macro_rules! scalar {
    ($($type:ty),*) => {$(
        impl $crate::runtime::Schema for $type {
            const SHAPE: $crate::runtime::Shape = $crate::runtime::Shape::Scalar;

            fn blank() -> Self {
                <Self as $crate::runtime::Scalar>::blank()
            }

            fn decode<S: $crate::runtime::Source>(
                from: S,
            ) -> ::core::result::Result<Self, S::Error> {
                from.scalar()
            }

            fn encode<S: $crate::runtime::serde::Serializer>(
                &self,
                to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::runtime::encode_scalar(self, to)
            }

            fn check(
                &self,
                rules: &$crate::runtime::Rules,
                to: &mut $crate::runtime::Checks<'_>,
            ) {
                $crate::runtime::check_scalar(self, rules, to);
            }
        }
    )*};
}

crate::scalar!(
    i8, i16, i32, i64, i128, u8, u16, u32, u64, u128, bool, f32, f64, String
);

/// [`Scalar::expected`] as a value that displays itself.
pub(crate) struct Expected<T>(std::marker::PhantomData<T>);

/// What `T` expects, for messages.
pub(crate) fn expected<T>() -> Expected<T> {
    Expected(std::marker::PhantomData)
}

impl<T: Scalar> fmt::Display for Expected<T> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::expected(to)
    }
}

impl<T: Scalar> serde::de::Expected for Expected<T> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::expected(to)
    }
}

/// The whole number that `value` exactly is: JSON Schema counts `1.0` among the integers.
fn whole(value: f64) -> Option<i64> {
    // From 2^53 on a double no longer tells neighbouring integers apart.
    (value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0).then_some(value as i64)
}

macro_rules! integers {
    ($($type:ident $kind:ident $expected:literal,)*) => {$(
        impl Scalar for $type {
            const KIND: Kind = Kind::$kind;

            fn expected(to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str($expected)
            }

            fn blank() -> Self {
                0
            }

            #[inline]
            fn accept(atom: Atom<'_>, _strict: bool) -> Option<Self> {
                match atom {
                    Atom::Integer(value) => Self::try_from(value).ok(),
                    Atom::Unsigned(value) => Self::try_from(value).ok(),
                    Atom::Wide(value) => Self::try_from(value).ok(),
                    Atom::UnsignedWide(value) => Self::try_from(value).ok(),
                    Atom::Number(value) => Self::try_from(whole(value)?).ok(),
                    _ => None,
                }
            }

            fn atom<R>(&self, to: impl FnOnce(Atom<'_>) -> R) -> R {
                to(Atom::$kind((*self).into()))
            }
        }
    )*};
}

integers! {
    i8 Integer "an integer of 8 bits",
    i16 Integer "an integer of 16 bits",
    i32 Integer "an integer of 32 bits",
    i64 Integer "an integer of 64 bits",
    u8 Unsigned "a whole number of 8 bits",
    u16 Unsigned "a whole number of 16 bits",
    u32 Unsigned "a whole number of 32 bits",
    u64 Unsigned "a whole number of 64 bits",
    i128 Wide "an integer of 128 bits",
    u128 UnsignedWide "a whole number of 128 bits",
}

impl Scalar for bool {
    const KIND: Kind = Kind::Boolean;

    fn expected(to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a boolean")
    }

    fn blank() -> Self {
        false
    }

    #[inline]
    fn accept(atom: Atom<'_>, _strict: bool) -> Option<Self> {
        match atom {
            Atom::Boolean(value) => Some(value),
            _ => None,
        }
    }

    fn atom<R>(&self, to: impl FnOnce(Atom<'_>) -> R) -> R {
        to(Atom::Boolean(*self))
    }
}

impl Scalar for f64 {
    const KIND: Kind = Kind::Number;

    fn expected(to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a number")
    }

    fn blank() -> Self {
        0.0
    }

    #[inline]
    fn accept(atom: Atom<'_>, _strict: bool) -> Option<Self> {
        let value = match atom {
            Atom::Integer(value) => value as f64,
            Atom::Unsigned(value) => value as f64,
            Atom::Wide(value) => value as f64,
            Atom::UnsignedWide(value) => value as f64,
            Atom::Single(value) => value.into(),
            Atom::Number(value) => value,
            Atom::Boolean(_) | Atom::Text(_) => return None,
        };
        value.is_finite().then_some(value)
    }

    fn atom<R>(&self, to: impl FnOnce(Atom<'_>) -> R) -> R {
        to(Atom::Number(*self))
    }
}

impl Scalar for f32 {
    const KIND: Kind = Kind::Single;

    fn expected(to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a number of single precision")
    }

    fn blank() -> Self {
        0.0
    }

    #[inline]
    fn accept(atom: Atom<'_>, strict: bool) -> Option<Self> {
        let value = f64::accept(atom, strict)? as f32;
        value.is_finite().then_some(value)
    }

    fn atom<R>(&self, to: impl FnOnce(Atom<'_>) -> R) -> R {
        to(Atom::Single(*self))
    }
}

impl Scalar for String {
    const KIND: Kind = Kind::Text;

    fn expected(to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a string")
    }

    fn blank() -> Self {
        Self::new()
    }

    #[inline]
    fn accept(atom: Atom<'_>, _strict: bool) -> Option<Self> {
        match atom {
            Atom::Text(value) => Some(value.to_owned()),
            _ => None,
        }
    }

    fn atom<R>(&self, to: impl FnOnce(Atom<'_>) -> R) -> R {
        to(Atom::Text(self))
    }
}
