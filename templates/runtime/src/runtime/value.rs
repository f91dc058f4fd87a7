//! Any JSON value, for what the document leaves open.

use super::checks::{Checks, check_value};
use super::explain::Explain;
use super::log::Log;
use super::number::{Number, double};
use super::room::Room;
use super::rules::Rules;
use super::scalar::{Atom, encode_atom};
use super::schema::{Encoded, Schema, Shape};
use super::source::Source;
use super::tree::Tree;
use serde::ser::{Error as _, SerializeMap, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// A JSON value (RFC 8259).
///
/// Numbers are equal when their values are (`1` and `1.0`), objects when their members are, in whatever order.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A whole number that fits 64 bits with a sign.
    Integer(i64),
    /// A whole number that fits 64 bits only without a sign.
    Unsigned(u64),
    /// Any other number.
    Number(f64),
    /// A whole number that needs more than 64 bits, in digits.
    Digits(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object, its members in the order of arrival. No name occurs twice in a value that was read.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The JSON value that a value of the data model is written as.
    ///
    /// # Errors
    /// When it cannot be written as JSON: a number that is not finite, a value nested too deeply.
    pub fn of<T: Schema>(value: &T) -> Result<Self, ValueError> {
        value.encode(super::to_value::ToValue::default())
    }

    /// The value of the data model that this is, read as a client reads.
    ///
    /// # Errors
    /// When it is none.
    pub fn read<T: Schema>(&self) -> Result<T, ValueError> {
        let mut log = Log::new(false);
        log.room = Room::unbounded();
        match T::decode(Explain::new(&Tree::of(self), &mut log)) {
            Ok(value) => Ok(value),
            Err(_) => Err(ValueError(log.into_message())),
        }
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean that it is, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The whole number that it is, if it is one that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        super::Scalar::accept(self.as_atom()?, false)
    }

    /// The whole number that it is, if it is one that fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        super::Scalar::accept(self.as_atom()?, false)
    }

    /// The number that it is, if it is one, as near as a double comes.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        super::Scalar::accept(self.as_atom()?, false)
    }

    /// The text of the string that it is, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of the array that it is, if it is one.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The members of the object that it is, if it is one.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The member of that name, if it is an object that has one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let mut members = self.as_object()?.iter();
        members.find_map(|(other, value)| (other == name).then_some(value))
    }

    /// The scalar that it is, if it is one.
    #[must_use]
    pub fn as_atom(&self) -> Option<Atom<'_>> {
        match self {
            Self::Boolean(value) => Some(Atom::Boolean(*value)),
            Self::Integer(value) => Some(Atom::Integer(*value)),
            Self::Unsigned(value) => Some(Atom::Unsigned(*value)),
            Self::Number(value) => Some(Atom::Number(*value)),
            Self::Digits(digits) => Atom::of_digits(digits),
            Self::Text(value) => Some(Atom::Text(value)),
            Self::Null | Self::List(_) | Self::Object(_) => None,
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Boolean(left), Self::Boolean(right)) => left == right,
            (Self::Text(left), Self::Text(right)) => left == right,
            (Self::List(left), Self::List(right)) => left == right,
            (Self::Object(left), Self::Object(right)) => same_members(left, right),
            _ => match (self.as_atom(), other.as_atom()) {
                (Some(left), Some(right)) => {
                    Number::of(left).is_some() && Number::of(left) == Number::of(right)
                }
                _ => false,
            },
        }
    }
}

fn same_members(left: &[(String, Value)], right: &[(String, Value)]) -> bool {
    let names = |members: &[(String, Value)], other: &[(String, Value)]| {
        let pairs = members.iter().zip(other);
        members.len() == other.len() && pairs.into_iter().all(|(one, two)| one.0 == two.0)
    };
    match left.len() == right.len() {
        false => false,
        true if names(left, right) => left.iter().zip(right).all(|(one, two)| one.1 == two.1),
        true => {
            let (mut left, mut right): (Vec<_>, Vec<_>) =
                (left.iter().collect(), right.iter().collect());
            left.sort_by_key(|(name, _)| name);
            right.sort_by_key(|(name, _)| name);
            left == right
        }
    }
}

impl Schema for Value {
    const SHAPE: Shape = Shape::Any;
    const NULLABLE: bool = true;

    fn blank() -> Self {
        Self::Null
    }

    fn decode<S: Source>(from: S) -> Result<Self, S::Error> {
        from.value(Ok)
    }

    fn encode<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Boolean(value) => to.serialize_bool(*value),
            Self::Integer(value) => to.serialize_i64(*value),
            Self::Unsigned(value) => to.serialize_u64(*value),
            Self::Number(value) if value.is_finite() => to.serialize_f64(*value),
            Self::Number(_) => Err(S::Error::custom("a number must be finite")),
            Self::Digits(digits) => match Atom::of_digits(digits) {
                Some(number) => encode_atom(number, to),
                None => Err(S::Error::custom("a number must be written in digits")),
            },
            Self::Text(text) => to.serialize_str(text),
            Self::List(items) => items.encode(to),
            Self::Object(members) => {
                let mut map = to.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, &Encoded(value))?;
                }
                map.end()
            }
        }
    }

    fn check(&self, rules: &Rules, to: &mut Checks<'_>) {
        check_value(self, rules, to);
    }
}

crate::serde_of_schema!(Value);

/// Why a [`Value`] could not be made or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError(pub(super) String);

impl fmt::Display for ValueError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for ValueError {}

impl From<Atom<'_>> for Value {
    fn from(atom: Atom<'_>) -> Self {
        match atom {
            Atom::Boolean(value) => Self::Boolean(value),
            Atom::Integer(value) => Self::Integer(value),
            Atom::Unsigned(value) => value.into(),
            Atom::Wide(value) => match u64::try_from(value) {
                Ok(value) => value.into(),
                Err(_) => i64::try_from(value)
                    .map_or_else(|_| Self::Digits(value.to_string()), Self::Integer),
            },
            Atom::UnsignedWide(value) => match u64::try_from(value) {
                Ok(value) => value.into(),
                Err(_) => Self::Digits(value.to_string()),
            },
            Atom::Single(value) => Self::Number(double(value)),
            Atom::Number(value) => Self::Number(value),
            Atom::Text(text) => Self::Text(text.to_owned()),
        }
    }
}

macro_rules! from {
    ($($type:ty as $name:ident => $value:expr,)*) => {$(
        impl From<$type> for Value {
            fn from($name: $type) -> Self {
                $value
            }
        }
    )*};
}

from! {
    bool as value => Self::Boolean(value),
    i8 as value => Self::Integer(value.into()),
    i16 as value => Self::Integer(value.into()),
    i32 as value => Self::Integer(value.into()),
    i64 as value => Self::Integer(value),
    u8 as value => Self::Integer(value.into()),
    u16 as value => Self::Integer(value.into()),
    u32 as value => Self::Integer(value.into()),
    u64 as value => i64::try_from(value).map_or(Self::Unsigned(value), Self::Integer),
    f32 as value => Self::Number(double(value)),
    f64 as value => Self::Number(value),
    &str as value => Self::Text(value.to_owned()),
    String as value => Self::Text(value),
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<Value>> From<BTreeMap<String, T>> for Value {
    fn from(members: BTreeMap<String, T>) -> Self {
        members.into_iter().collect()
    }
}

impl<T: Into<Value>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl<N: Into<String>, T: Into<Value>> FromIterator<(N, T)> for Value {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(members: I) -> Self {
        let member = |(name, value): (N, T)| (name.into(), value.into());
        Self::Object(members.into_iter().map(member).collect())
    }
}

#[cfg(any(feature = "client", feature = "server"))]
impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value as Json;
        match value {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Boolean(value),
            Json::Number(value) => match (value.as_i64(), value.as_u64()) {
                (Some(value), _) => Self::Integer(value),
                (None, Some(value)) => Self::Unsigned(value),
                (None, None) => value.as_f64().map_or(Self::Null, Self::Number),
            },
            Json::String(text) => Self::Text(text),
            Json::Array(items) => items.into_iter().collect(),
            Json::Object(members) => members.into_iter().collect(),
        }
    }
}

/// A number that is not finite becomes null, as JSON has none, and one beyond 64 bits the nearest double; of members of
/// one name the last is kept.
#[cfg(any(feature = "client", feature = "server"))]
impl From<Value> for serde_json::Value {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Boolean(value) => value.into(),
            Value::Integer(value) => value.into(),
            Value::Unsigned(value) => value.into(),
            Value::Number(value) => value.into(),
            Value::Digits(digits) => digits.parse::<f64>().map_or(Self::Null, Self::from),
            Value::Text(text) => text.into(),
            Value::List(items) => items.into_iter().map(Self::from).collect(),
            Value::Object(members) => {
                let member = |(name, value): (String, Value)| (name, Self::from(value));
                members.into_iter().map(member).collect()
            }
        }
    }
}
