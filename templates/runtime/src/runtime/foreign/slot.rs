//! A place for a value of a type that has no value to begin with.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serialize, Serializer};

/// Holds a value of a type that stands for a schema but has no `Default`. One that was read is always filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot<T>(Option<T>);

impl<T> Slot<T> {
    /// A filled slot.
    pub const fn new(value: T) -> Self {
        Self(Some(value))
    }

    /// The value.
    pub const fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }

    /// The value by itself.
    pub fn into_inner(self) -> Option<T> {
        self.0
    }
}

/// An empty slot: it holds a place while an object is read, and cannot be written.
impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> From<T> for Slot<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Serialize> Serialize for Slot<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(value) => value.serialize(to),
            None => Err(S::Error::custom("a slot is empty")),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Slot<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from).map(Self::new)
    }
}
