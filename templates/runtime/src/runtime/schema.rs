//! What a Schema Object of the document becomes: types that every source is read into and every sink is written from.

use super::source::Source;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::collections::BTreeMap;

/// What a type looks like before there is a value of it; forms and parameters are written by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string, number or boolean.
    Scalar,
    /// A JSON array of items of this shape.
    List(&'static Shape),
    /// A JSON object.
    Object,
}

/// A type of the data model. Objects and enums are made one by the runtime's macros.
pub trait Schema: Sized {
    /// What its values look like.
    const SHAPE: Shape;

    /// The value that holds the place until the document's own arrives; it never reaches a user.
    fn blank() -> Self;

    /// Reads a value.
    ///
    /// # Errors
    /// Those of the source, when what it holds is not a value of this type.
    fn decode<S: Source>(from: S) -> Result<Self, S::Error>;

    /// Writes the value in the terms of serde's data model.
    ///
    /// # Errors
    /// Those of the serializer, and numbers that are not finite.
    fn encode<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;
}

/// A [`Schema`] value as serde sees it.
#[derive(Clone, Copy, Debug)]
pub struct Encoded<'a, T>(pub &'a T);

impl<T: Schema> Serialize for Encoded<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.encode(to)
    }
}

/// A nullable value: the JSON `null` is `None`.
impl<T: Schema> Schema for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn blank() -> Self {
        None
    }

    fn decode<S: Source>(from: S) -> Result<Self, S::Error> {
        from.nullable()
    }

    fn encode<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => to.serialize_some(&Encoded(value)),
            None => to.serialize_none(),
        }
    }
}

impl<T: Schema> Schema for Box<T> {
    const SHAPE: Shape = T::SHAPE;

    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn decode<S: Source>(from: S) -> Result<Self, S::Error> {
        T::decode(from).map(Self::new)
    }

    fn encode<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        T::encode(self, to)
    }
}

impl<T: Schema> Schema for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn blank() -> Self {
        Self::new()
    }

    fn decode<S: Source>(from: S) -> Result<Self, S::Error> {
        from.list()
    }

    fn encode<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(self.len()))?;
        for item in self {
            list.serialize_element(&Encoded(item))?;
        }
        list.end()
    }
}

/// An object of which only the values have a schema, in the order of the names.
impl<T: Schema> Schema for BTreeMap<String, T> {
    const SHAPE: Shape = Shape::Object;

    fn blank() -> Self {
        Self::new()
    }

    fn decode<S: Source>(from: S) -> Result<Self, S::Error> {
        from.map()
    }

    fn encode<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.len()))?;
        for (name, value) in self {
            map.serialize_entry(name, &Encoded(value))?;
        }
        map.end()
    }
}
