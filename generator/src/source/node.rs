//! The JSON data model in which every value and every key knows where it stands.

mod de;
mod map;
mod ser;

use super::Span;
use crate::pointer::Pointer;
use std::{
    borrow::Borrow,
    fmt,
    hash::{Hash, Hasher},
};

pub use de::NodeError;
pub use map::Map;

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// The JSON data model.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number, as precise as written.
    Number(Number),
    /// A string.
    String(String),
    /// A list of values.
    Array(Vec<Node>),
    /// Members in document order, each key once.
    Object(Map),
}

/// A number, as precise as written.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// Fits `i64`.
    Int(i64),
    /// Fits `u64` only.
    Uint(u64),
    /// Has a fraction or an exponent; finite.
    Float(f64),
    /// An integer beyond 64 bits, its decimal digits; finite as `f64`.
    Big(Box<str>),
}

/// A key and its place.
#[derive(Clone, Debug)]
pub struct Key {
    /// Where it stands.
    pub span: Span,
    /// Its text.
    pub name: String,
}

/// Equal as JSON values: places and the order of members do not count.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// Equal by text: places do not count.
impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.name
    }
}

impl Node {
    /// A value at a place.
    #[must_use]
    pub fn new(span: Span, value: Value) -> Self {
        Self { span, value }
    }

    /// The text, when this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, when this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    /// The members, when this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Map> {
        match &self.value {
            Value::Object(map) => Some(map),
            _ => None,
        }
    }

    /// The members, when this is an object.
    #[must_use]
    pub fn as_object_mut(&mut self) -> Option<&mut Map> {
        match &mut self.value {
            Value::Object(map) => Some(map),
            _ => None,
        }
    }

    /// The elements, when this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The member `key`, when this is an object that has one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// The value at `pointer`, relative to this one.
    #[must_use]
    pub fn at(&self, pointer: &Pointer) -> Option<&Node> {
        pointer.keys().try_fold(self, |node, key| node.step(&key))
    }

    /// The value at `pointer`, relative to this one.
    #[must_use]
    pub fn at_mut(&mut self, pointer: &Pointer) -> Option<&mut Node> {
        pointer
            .keys()
            .try_fold(self, |node, key| node.step_mut(&key))
    }

    /// The value that `pointer` leads to as far as it leads anywhere, and the key that is not there; nothing when all of
    /// them are.
    pub(crate) fn deepest(&self, pointer: &Pointer) -> Option<(&Node, String)> {
        let mut deepest = self;
        for key in pointer.keys() {
            match deepest.step(&key) {
                Some(node) => deepest = node,
                None => return Some((deepest, key)),
            }
        }
        None
    }

    /// What it takes to use it once more: its values and keys, long texts for as many as they are long.
    pub(crate) fn weight(&self) -> usize {
        let of_text = |text: &str| 1 + text.len() / TEXT_OF_A_VALUE;
        match &self.value {
            Value::Null | Value::Bool(_) | Value::Number(_) => 1,
            Value::String(text) => of_text(text),
            Value::Array(items) => 1 + items.iter().map(Self::weight).sum::<usize>(),
            Value::Object(map) => {
                let members = map.iter();
                let weights =
                    members.map(|(key, node)| key.name.len() / TEXT_OF_A_VALUE + node.weight());
                1 + weights.sum::<usize>()
            }
        }
    }

    /// One step of a JSON Pointer.
    #[must_use]
    pub fn step(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Object(map) => map.get(key),
            Value::Array(items) => items.get(array_index(key)?),
            _ => None,
        }
    }

    /// One step of a JSON Pointer.
    #[must_use]
    pub fn step_mut(&mut self, key: &str) -> Option<&mut Node> {
        match &mut self.value {
            Value::Object(map) => map.get_mut(key),
            Value::Array(items) => items.get_mut(array_index(key)?),
            _ => None,
        }
    }

    /// How many values there are, this one included.
    #[must_use]
    pub fn count(&self) -> usize {
        1 + match &self.value {
            Value::Array(items) => items.iter().map(Node::count).sum(),
            Value::Object(map) => map.iter().map(|(_, node)| node.count()).sum(),
            _ => 0,
        }
    }

    /// How many values contain each other, this one included, where most do.
    #[must_use]
    pub fn depth(&self) -> usize {
        let inside = match &self.value {
            Value::Array(items) => items.iter().map(Node::depth).max(),
            Value::Object(map) => map.iter().map(|(_, node)| node.depth()).max(),
            _ => None,
        };
        1 + inside.unwrap_or(0)
    }

    /// What kind of value this is, with its article: `a string`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(Number::Float(_)) => "a number",
            Value::Number(_) => "an integer",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        }
    }

    /// The same value without places. Integers beyond 64 bits become floats, which is all that `serde_json` holds.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(flag) => (*flag).into(),
            Value::Number(Number::Int(number)) => (*number).into(),
            Value::Number(Number::Uint(number)) => (*number).into(),
            Value::Number(number) => number.as_f64().into(),
            Value::String(text) => text.as_str().into(),
            Value::Array(items) => items.iter().map(Node::to_json).collect(),
            Value::Object(map) => map
                .iter()
                .map(|(key, node)| (key.name.clone(), node.to_json()))
                .collect(),
        }
    }
}

/// As many bytes of text count as a value.
pub(crate) const TEXT_OF_A_VALUE: usize = 64;

/// An index as RFC 6901 writes it: no sign, no leading zero.
fn array_index(key: &str) -> Option<usize> {
    match key.as_bytes() {
        [b'0'] => Some(0),
        [b'1'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit) => key.parse().ok(),
        _ => None,
    }
}

impl Number {
    /// The nearest float.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        match self {
            Number::Int(number) => *number as f64,
            Number::Uint(number) => *number as f64,
            Number::Float(number) => *number,
            Number::Big(digits) => digits.parse().unwrap_or(f64::MAX),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Int(number) => number.fmt(f),
            Number::Uint(number) => number.fmt(f),
            Number::Float(number) => write!(f, "{number:?}"),
            Number::Big(digits) => digits.fmt(f),
        }
    }
}
