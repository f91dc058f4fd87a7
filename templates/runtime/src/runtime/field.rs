//! A property with three states: absent, null, or a value.

use super::checks::Checks;
use super::object::{Entries, Sink};
use super::rules::Rules;
use super::schema::{Encoded, Schema, Shape};
use super::source::Source;
use serde::ser::Serializer;

/// An optional nullable property, where "leave it" and "clear it" must be told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is `null`.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Field<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Absent | Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value by itself, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Absent | Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Whether the property is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// A value when there is one, else null: absence has to be said by name.
impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: Schema> Schema for Field<T> {
    const SHAPE: Shape = T::SHAPE;

    fn blank() -> Self {
        Self::Absent
    }

    fn decode<S: Source>(from: S) -> Result<Self, S::Error> {
        Option::decode(from).map(Self::from)
    }

    // Absence is the business of whoever writes the entries of an object; where there is only a value, it is null.
    fn encode<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent | Self::Null => to.serialize_none(),
            Self::Value(value) => to.serialize_some(&Encoded(value)),
        }
    }

    fn check(&self, rules: &Rules, to: &mut Checks<'_>) {
        if let Some(value) = self.value() {
            value.check(rules, to);
        }
    }
}

impl<M: Sink> Entries<M> {
    /// A property that is absent, null or a value.
    pub fn field_entry<T: Schema>(&mut self, name: &str, value: &Field<T>) {
        if !value.is_absent() {
            self.entry(name, value);
        }
    }
}
