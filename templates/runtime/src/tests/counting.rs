//! A binary format that writes nothing but how many entries a map is said to have.

use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, Serializer};

type Error = serde::de::value::Error;
type Never = Impossible<Option<usize>, Error>;

/// How many entries `value` announces.
pub(super) fn entries<T: Serialize>(value: &T) -> Option<usize> {
    value.serialize(Counting).unwrap()
}

struct Counting;

struct Entries(Option<usize>);

impl SerializeMap for Entries {
    type Ok = Option<usize>;
    type Error = Error;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, _: &T) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, _: &T) -> Result<(), Error> {
        Ok(())
    }

    fn end(self) -> Result<Option<usize>, Error> {
        Ok(self.0)
    }
}

macro_rules! none_of {
    ($($name:ident($($type:ty),*) -> $ok:ty;)*) => {$(
        fn $name(self, $(_: $type),*) -> Result<$ok, Error> {
            Err(Error::custom("only maps"))
        }
    )*};
}

impl Serializer for Counting {
    type Ok = Option<usize>;
    type Error = Error;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Entries;
    type SerializeStruct = Never;
    type SerializeStructVariant = Never;

    none_of! {
        serialize_bool(bool) -> Option<usize>;
        serialize_i8(i8) -> Option<usize>;
        serialize_i16(i16) -> Option<usize>;
        serialize_i32(i32) -> Option<usize>;
        serialize_i64(i64) -> Option<usize>;
        serialize_u8(u8) -> Option<usize>;
        serialize_u16(u16) -> Option<usize>;
        serialize_u32(u32) -> Option<usize>;
        serialize_u64(u64) -> Option<usize>;
        serialize_f32(f32) -> Option<usize>;
        serialize_f64(f64) -> Option<usize>;
        serialize_char(char) -> Option<usize>;
        serialize_str(&str) -> Option<usize>;
        serialize_bytes(&[u8]) -> Option<usize>;
        serialize_none() -> Option<usize>;
        serialize_unit() -> Option<usize>;
        serialize_unit_struct(&'static str) -> Option<usize>;
        serialize_unit_variant(&'static str, u32, &'static str) -> Option<usize>;
        serialize_seq(Option<usize>) -> Never;
        serialize_tuple(usize) -> Never;
        serialize_tuple_struct(&'static str, usize) -> Never;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never;
        serialize_struct(&'static str, usize) -> Never;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never;
    }

    fn serialize_some<T: ?Sized + Serialize>(self, _: &T) -> Result<Option<usize>, Error> {
        Err(Error::custom("only maps"))
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: &T,
    ) -> Result<Option<usize>, Error> {
        Err(Error::custom("only maps"))
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Option<usize>, Error> {
        Err(Error::custom("only maps"))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Entries, Error> {
        Ok(Entries(length))
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}
