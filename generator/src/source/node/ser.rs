//! A [`Node`] to any format of serde's.

use super::{Node, Number, Value};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// As the same JSON value; integers of more digits than 128 bits hold become floats.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(flag) => serializer.serialize_bool(*flag),
            Value::Number(Number::Int(number)) => serializer.serialize_i64(*number),
            Value::Number(Number::Uint(number)) => serializer.serialize_u64(*number),
            Value::Number(Number::Float(number)) => serializer.serialize_f64(*number),
            Value::Number(Number::Big(digits)) => match (digits.parse(), digits.parse()) {
                (Ok(number), _) => serializer.serialize_i128(number),
                (_, Ok(number)) => serializer.serialize_u128(number),
                _ => serializer.serialize_f64(Number::Big(digits.clone()).as_f64()),
            },
            Value::String(text) => serializer.serialize_str(text),
            Value::Array(items) => serializer.collect_seq(items),
            Value::Object(map) => {
                let mut members = serializer.serialize_map(Some(map.len()))?;
                for (key, node) in map {
                    members.serialize_entry(&key.name, node)?;
                }
                members.end()
            }
        }
    }
}
