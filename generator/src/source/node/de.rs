//! Any type of serde's from a [`Node`], without a detour over another tree.

use super::{Node, Number, Value};
use serde::{
    de::{
        self, Deserializer, IntoDeserializer, Visitor,
        value::{MapDeserializer, SeqDeserializer, StrDeserializer},
    },
    forward_to_deserialize_any,
};
use std::fmt;

/// Why a type could not be read from a [`Node`].
#[derive(Debug)]
pub struct NodeError(String);

impl fmt::Display for NodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NodeError {}

impl de::Error for NodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl<'de> IntoDeserializer<'de, NodeError> for &'de Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Numbers beyond 64 bits arrive as floats: no type of openapiv3 holds more.
impl<'de> Deserializer<'de> for &'de Node {
    type Error = NodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        match &self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(*flag),
            Value::Number(Number::Int(number)) => match u64::try_from(*number) {
                // As serde_json does, so that untagged and flattened types see the same events.
                Ok(number) => visitor.visit_u64(number),
                Err(_) => visitor.visit_i64(*number),
            },
            Value::Number(Number::Uint(number)) => visitor.visit_u64(*number),
            Value::Number(number) => visitor.visit_f64(number.as_f64()),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => {
                let mut elements = SeqDeserializer::new(items.iter());
                let value = visitor.visit_seq(&mut elements)?;
                elements.end()?;
                Ok(value)
            }
            Value::Object(map) => {
                let mut members =
                    MapDeserializer::new(map.iter().map(|(key, node)| (key.name.as_str(), node)));
                let value = visitor.visit_map(&mut members)?;
                members.end()?;
                Ok(value)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, NodeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NodeError> {
        match &self.value {
            Value::String(text) => {
                StrDeserializer::<NodeError>::new(text).deserialize_enum(name, variants, visitor)
            }
            Value::Object(map) => {
                let members = map.iter().map(|(key, node)| (key.name.as_str(), node));
                de::value::MapAccessDeserializer::new(MapDeserializer::new(members))
                    .deserialize_enum(name, variants, visitor)
            }
            _ => Err(de::Error::custom(format_args!(
                "{} stands for a variant of {name}",
                self.kind()
            ))),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}
