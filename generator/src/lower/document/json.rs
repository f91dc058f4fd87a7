//! JSON whose numbers are as long as they like, which `serde_json::Value` cannot hold.

use crate::source::Number;
use indexmap::IndexMap;
use serde::{Serialize, Serializer};
use serde_json::{Value, value::RawValue};
use std::fmt;

/// A JSON value.
#[derive(Clone, Debug)]
pub(super) enum Json {
    Value(Value),
    Number(Number),
    Array(Vec<Json>),
    Object(Object),
}

/// Members in the order in which they were inserted, each key once.
#[derive(Clone, Debug, Default)]
pub(super) struct Object(IndexMap<String, Json>);

impl Object {
    /// A key that is there already keeps its place.
    pub(super) fn insert(&mut self, key: impl Into<String>, value: impl Into<Json>) {
        self.0.insert(key.into(), value.into());
    }

    pub(super) fn with(mut self, key: &str, value: impl Into<Json>) -> Self {
        self.insert(key, value);
        self
    }

    pub(super) fn with_some(self, key: &str, value: Option<impl Into<Json>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// `true`, or nothing.
    pub(super) fn with_flag(self, key: &str, flag: bool) -> Self {
        self.with_some(key, flag.then_some(Value::Bool(true)))
    }

    pub(super) fn with_filled(self, key: &str, value: Object) -> Self {
        let filled = (!value.0.is_empty()).then_some(value);
        self.with_some(key, filled)
    }

    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        self.0.get(key)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        self.0.get_mut(key)
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (&String, &mut Json)> {
        self.0.iter_mut()
    }

    /// The others keep their order.
    pub(super) fn remove(&mut self, key: &str) -> Option<Json> {
        self.0.shift_remove(key)
    }

    pub(super) fn contains(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the object at a key has a member.
    pub(super) fn contains_inside(&self, key: &str, name: &str) -> bool {
        matches!(self.0.get(key), Some(Json::Object(inner)) if inner.contains(name))
    }

    /// Inserts into the object at a key, which is made where there is none.
    pub(super) fn insert_inside(
        &mut self,
        key: &str,
        name: impl Into<String>,
        value: impl Into<Json>,
    ) {
        let slot = self
            .0
            .entry(key.to_owned())
            .or_insert_with(|| Json::Object(Object::default()));
        match slot {
            Json::Object(inner) => inner.insert(name, value),
            other => {
                let mut inner = Object::default();
                inner.insert(name, value);
                *other = Json::Object(inner);
            }
        }
    }
}

impl IntoIterator for Object {
    type Item = (String, Json);
    type IntoIter = indexmap::map::IntoIter<String, Json>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

impl From<&Value> for Json {
    fn from(value: &Value) -> Self {
        Self::Value(value.clone())
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Value(text.into())
    }
}

impl From<&String> for Json {
    fn from(text: &String) -> Self {
        Self::Value(text.as_str().into())
    }
}

impl From<u64> for Json {
    fn from(number: u64) -> Self {
        Self::Value(number.into())
    }
}

impl From<&Number> for Json {
    fn from(number: &Number) -> Self {
        Self::Number(number.clone())
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Self {
        Self::Array(items)
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(to),
            Self::Number(Number::Int(number)) => to.serialize_i64(*number),
            Self::Number(Number::Uint(number)) => to.serialize_u64(*number),
            Self::Number(Number::Float(number)) => to.serialize_f64(*number),
            // Its digits are JSON: the source had them in an integer.
            Self::Number(Number::Big(digits)) => match RawValue::from_string(digits.to_string()) {
                Ok(digits) => digits.serialize(to),
                Err(_) => to.serialize_none(),
            },
            Self::Array(items) => to.collect_seq(items),
            Self::Object(object) => to.collect_map(&object.0),
        }
    }
}

/// With two spaces for each level. Characters that a reader would not see, or that turn the direction of what follows,
/// are escaped: whoever looks at the file sees what it says.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string_pretty(self).map_err(|_| fmt::Error)?;
        let mut rest = text.as_str();
        // Beyond ASCII there are but strings in JSON, and serde_json has escaped the control characters of ASCII.
        while let Some((at, hidden)) = rest.char_indices().find(|(_, next)| is_hidden(*next)) {
            f.write_str(&rest[..at])?;
            write!(f, "\\u{:04x}", u32::from(hidden))?;
            rest = &rest[at + hidden.len_utf8()..];
        }
        f.write_str(rest)
    }
}

/// All of them have four hexadecimal digits.
fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
    )
}
