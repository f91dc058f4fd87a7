//! What serde can write, as a [`Value`].

use super::number::double;
use super::tree::{DEEPEST, too_deep};
use super::value::{Value, ValueError};
use serde::ser::{self, Serialize, Serializer};
use std::fmt::Display;

/// Writes into a value, inside so many others.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ToValue {
    depth: u8,
}

impl ToValue {
    fn inside(self) -> Result<Self, ValueError> {
        match self.depth {
            DEEPEST.. => Err(ValueError(too_deep())),
            depth => Ok(Self { depth: depth + 1 }),
        }
    }

    /// A variant with content, as serde_json writes it: an object of one member.
    fn tagged<T>(self, variant: &'static str, inner: T) -> Result<Tagged<T>, ValueError> {
        Ok(Tagged { variant, inner })
    }
}

impl ser::Error for ValueError {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl Serializer for ToValue {
    type Ok = Value;
    type Error = ValueError;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Tagged<Items>;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Tagged<Members>;

    fn serialize_bool(self, value: bool) -> Result<Value, ValueError> {
        Ok(value.into())
    }

    fn serialize_i8(self, value: i8) -> Result<Value, ValueError> {
        Ok(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<Value, ValueError> {
        Ok(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<Value, ValueError> {
        Ok(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<Value, ValueError> {
        Ok(value.into())
    }

    fn serialize_i128(self, value: i128) -> Result<Value, ValueError> {
        Ok(super::Atom::Wide(value).into())
    }

    fn serialize_u8(self, value: u8) -> Result<Value, ValueError> {
        Ok(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<Value, ValueError> {
        Ok(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<Value, ValueError> {
        Ok(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<Value, ValueError> {
        Ok(value.into())
    }

    fn serialize_u128(self, value: u128) -> Result<Value, ValueError> {
        Ok(super::Atom::UnsignedWide(value).into())
    }

    fn serialize_f32(self, value: f32) -> Result<Value, ValueError> {
        self.serialize_f64(double(value))
    }

    fn serialize_f64(self, value: f64) -> Result<Value, ValueError> {
        match value.is_finite() {
            true => Ok(value.into()),
            false => Err(ValueError("a number must be finite".to_owned())),
        }
    }

    fn serialize_char(self, value: char) -> Result<Value, ValueError> {
        Ok(Value::Text(value.into()))
    }

    fn serialize_str(self, value: &str) -> Result<Value, ValueError> {
        Ok(value.into())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Value, ValueError> {
        Ok(value.iter().copied().collect())
    }

    fn serialize_none(self) -> Result<Value, ValueError> {
        Ok(Value::Null)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Value, ValueError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, ValueError> {
        Ok(Value::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Value, ValueError> {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Value, ValueError> {
        Ok(variant.into())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Value, ValueError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, ValueError> {
        let value = value.serialize(self.inside()?)?;
        Ok(Value::Object(vec![(variant.to_owned(), value)]))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, ValueError> {
        Ok(Items {
            inside: self.inside()?,
            items: Vec::new(),
        })
    }

    fn serialize_tuple(self, length: usize) -> Result<Items, ValueError> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Items, ValueError> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Tagged<Items>, ValueError> {
        self.tagged(variant, self.inside()?.serialize_seq(Some(length))?)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members, ValueError> {
        Ok(Members {
            inside: self.inside()?,
            members: Vec::new(),
            name: String::new(),
        })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Members, ValueError> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Tagged<Members>, ValueError> {
        self.tagged(variant, self.inside()?.serialize_map(Some(length))?)
    }
}

/// An array in the making.
pub(crate) struct Items {
    inside: ToValue,
    items: Vec<Value>,
}

impl Items {
    fn push<T: ?Sized + Serialize>(&mut self, item: &T) -> Result<(), ValueError> {
        self.items.push(item.serialize(self.inside)?);
        Ok(())
    }

    fn finish(self) -> Result<Value, ValueError> {
        Ok(Value::List(self.items))
    }
}

/// An object in the making.
pub(crate) struct Members {
    inside: ToValue,
    members: Vec<(String, Value)>,
    name: String,
}

impl Members {
    fn push<T: ?Sized + Serialize>(&mut self, name: String, value: &T) -> Result<(), ValueError> {
        self.members.push((name, value.serialize(self.inside)?));
        Ok(())
    }

    fn finish(self) -> Result<Value, ValueError> {
        Ok(Value::Object(self.members))
    }
}

/// What a variant holds, and its name.
pub(crate) struct Tagged<T> {
    variant: &'static str,
    inner: T,
}

impl<T> Tagged<T> {
    fn finish(
        self,
        inner: impl FnOnce(T) -> Result<Value, ValueError>,
    ) -> Result<Value, ValueError> {
        Ok(Value::Object(vec![(
            self.variant.to_owned(),
            inner(self.inner)?,
        )]))
    }
}

impl ser::SerializeSeq for Items {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, item: &T) -> Result<(), ValueError> {
        self.push(item)
    }

    fn end(self) -> Result<Value, ValueError> {
        self.finish()
    }
}

impl ser::SerializeTuple for Items {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, item: &T) -> Result<(), ValueError> {
        self.push(item)
    }

    fn end(self) -> Result<Value, ValueError> {
        self.finish()
    }
}

impl ser::SerializeTupleStruct for Items {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, item: &T) -> Result<(), ValueError> {
        self.push(item)
    }

    fn end(self) -> Result<Value, ValueError> {
        self.finish()
    }
}

impl ser::SerializeTupleVariant for Tagged<Items> {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, item: &T) -> Result<(), ValueError> {
        self.inner.push(item)
    }

    fn end(self) -> Result<Value, ValueError> {
        self.finish(Items::finish)
    }
}

impl ser::SerializeMap for Members {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, name: &T) -> Result<(), ValueError> {
        self.name = match name.serialize(ToValue::default())? {
            Value::Text(name) => name,
            Value::Integer(name) => name.to_string(),
            Value::Unsigned(name) => name.to_string(),
            Value::Boolean(name) => name.to_string(),
            _ => return Err(ValueError("a name must be a string".to_owned())),
        };
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), ValueError> {
        let name = std::mem::take(&mut self.name);
        self.push(name, value)
    }

    fn end(self) -> Result<Value, ValueError> {
        self.finish()
    }
}

impl ser::SerializeStruct for Members {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), ValueError> {
        self.push(name.to_owned(), value)
    }

    fn end(self) -> Result<Value, ValueError> {
        self.finish()
    }
}

impl ser::SerializeStructVariant for Tagged<Members> {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), ValueError> {
        self.inner.push(name.to_owned(), value)
    }

    fn end(self) -> Result<Value, ValueError> {
        self.finish(Members::finish)
    }
}
