//! The tag of a union, written for a branch that does not write it itself.

use super::schema::Schema;
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};
use std::fmt::{self, Display, Write};

/// The property that says which branch a value is of, and what it says.
type Tag = (&'static str, &'static str);

/// Writes a value of a branch that does not have the tag, with the tag before it.
///
/// # Errors
/// Those of the serializer.
pub fn write_tagged<T: Schema, S: Serializer>(
    value: &T,
    property: &'static str,
    tag: &'static str,
    to: S,
) -> Result<S::Ok, S::Error> {
    let tag = (property, tag);
    let first = true;
    value.encode(Tagging { tag, first, to })
}

/// Writes a value of a branch that may have the tag, with the tag behind it where it has none.
///
/// # Errors
/// Those of the serializer.
pub fn write_tagged_once<T: Schema, S: Serializer>(
    value: &T,
    property: &'static str,
    tag: &'static str,
    to: S,
) -> Result<S::Ok, S::Error> {
    let tag = (property, tag);
    let first = false;
    value.encode(Tagging { tag, first, to })
}

/// Adds a tag to the object that is written; what is none has no place for one.
struct Tagging<S> {
    tag: Tag,
    /// Whether it comes first, because nothing else writes it.
    first: bool,
    to: S,
}

/// An object that gets a tag.
struct Tagged<M> {
    tag: Tag,
    written: bool,
    map: M,
}

impl<M: SerializeMap> Tagged<M> {
    fn saw<K: Serialize + ?Sized>(&mut self, name: &K) {
        self.written = self.written || is(name, self.tag.0);
    }

    fn finish(mut self) -> Result<M::Ok, M::Error> {
        if !self.written {
            self.map.serialize_entry(self.tag.0, self.tag.1)?;
        }
        self.map.end()
    }
}

impl<M: SerializeMap> SerializeMap for Tagged<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_key<K: Serialize + ?Sized>(&mut self, name: &K) -> Result<(), M::Error> {
        self.saw(name);
        self.map.serialize_key(name)
    }

    fn serialize_value<V: Serialize + ?Sized>(&mut self, value: &V) -> Result<(), M::Error> {
        self.map.serialize_value(value)
    }

    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        name: &K,
        value: &V,
    ) -> Result<(), M::Error> {
        self.saw(name);
        self.map.serialize_entry(name, value)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.finish()
    }
}

/// What serde's derive writes, where a type of the user's stands for a schema.
impl<M: SerializeMap> SerializeStruct for Tagged<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_field<V: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &V,
    ) -> Result<(), M::Error> {
        self.serialize_entry(name, value)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.finish()
    }
}

/// Whether a name is that one: serde's formatter writes texts as they are.
fn is<K: Serialize + ?Sized>(name: &K, expected: &str) -> bool {
    struct Text<'a, K: ?Sized>(&'a K);

    impl<K: Serialize + ?Sized> Display for Text<'_, K> {
        fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.serialize(to)
        }
    }

    /// What is expected yet.
    struct Rest<'a>(&'a str);

    impl Write for Rest<'_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
            Ok(())
        }
    }

    let mut rest = Rest(expected);
    write!(rest, "{}", Text(name)).is_ok() && rest.0.is_empty()
}

macro_rules! untagged {
    ($($write:ident($type:ty),)*) => {$(
        fn $write(self, value: $type) -> Result<S::Ok, S::Error> {
            self.to.$write(value)
        }
    )*};
}

impl<S: Serializer> Serializer for Tagging<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = S::SerializeSeq;
    type SerializeTuple = S::SerializeTuple;
    type SerializeTupleStruct = S::SerializeTupleStruct;
    type SerializeTupleVariant = S::SerializeTupleVariant;
    type SerializeMap = Tagged<S::SerializeMap>;
    type SerializeStruct = Tagged<S::SerializeMap>;
    type SerializeStructVariant = S::SerializeStructVariant;

    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        let length = match self.first {
            true => length.map(|length| length + 1),
            false => None,
        };
        let mut map = self.to.serialize_map(length)?;
        if self.first {
            map.serialize_entry(self.tag.0, self.tag.1)?;
        }
        Ok(Tagged {
            tag: self.tag,
            written: self.first,
            map,
        })
    }

    fn serialize_struct(
        self,
        _: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStruct, S::Error> {
        self.serialize_map(Some(length))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    untagged! {
        serialize_bool(bool),
        serialize_i8(i8),
        serialize_i16(i16),
        serialize_i32(i32),
        serialize_i64(i64),
        serialize_i128(i128),
        serialize_u8(u8),
        serialize_u16(u16),
        serialize_u32(u32),
        serialize_u64(u64),
        serialize_u128(u128),
        serialize_f32(f32),
        serialize_f64(f64),
        serialize_char(char),
        serialize_str(&str),
        serialize_bytes(&[u8]),
        serialize_unit_struct(&'static str),
    }

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.to.serialize_none()
    }

    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.to.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
    ) -> Result<S::Ok, S::Error> {
        self.to.serialize_unit_variant(name, index, variant)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.to
            .serialize_newtype_variant(name, index, variant, value)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<S::SerializeSeq, S::Error> {
        self.to.serialize_seq(length)
    }

    fn serialize_tuple(self, length: usize) -> Result<S::SerializeTuple, S::Error> {
        self.to.serialize_tuple(length)
    }

    fn serialize_tuple_struct(
        self,
        name: &'static str,
        length: usize,
    ) -> Result<S::SerializeTupleStruct, S::Error> {
        self.to.serialize_tuple_struct(name, length)
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<S::SerializeTupleVariant, S::Error> {
        self.to
            .serialize_tuple_variant(name, index, variant, length)
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<S::SerializeStructVariant, S::Error> {
        self.to
            .serialize_struct_variant(name, index, variant, length)
    }

    fn is_human_readable(&self) -> bool {
        self.to.is_human_readable()
    }
}
