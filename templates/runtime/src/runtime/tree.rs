//! A value held in memory, for readers that need to look twice.

use super::exact::number;
use super::value::Value;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::{borrow::Cow, fmt};

/// Values nested deeper than this are refused, whatever format they come in.
pub(crate) const DEEPEST: u8 = 128;

/// A JSON value with nothing lost (a name that occurs twice is there twice), its texts borrowed where the format can
/// lend them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree<'t> {
    Null,
    Boolean(bool),
    Integer(i64),
    Unsigned(u64),
    Number(f64),
    /// A whole number that needs more than 64 bits, in digits.
    Digits(Cow<'t, str>),
    Text(Cow<'t, str>),
    List(Vec<Tree<'t>>),
    Object(Vec<(Cow<'t, str>, Tree<'t>)>),
}

impl<'t> Tree<'t> {
    /// Reads a value that is nested so deep already.
    pub(crate) fn read<D: Deserializer<'t>>(from: D, depth: u8) -> Result<Self, D::Error> {
        AnyValue::at(depth).deserialize(from)
    }

    /// A view of a value.
    pub(crate) fn of(value: &'t Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Boolean(value) => Self::Boolean(*value),
            Value::Integer(value) => Self::Integer(*value),
            Value::Unsigned(value) => Self::Unsigned(*value),
            Value::Number(value) => Self::Number(*value),
            Value::Digits(digits) => Self::Digits(digits.as_str().into()),
            Value::Text(text) => Self::Text(text.as_str().into()),
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Object(members) => {
                let entry =
                    |(name, value): &'t (String, Value)| (name.as_str().into(), Self::of(value));
                Self::Object(members.iter().map(entry).collect())
            }
        }
    }

    /// What the value is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Integer(_) | Self::Unsigned(_) | Self::Number(_) | Self::Digits(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The number that the object is, if it is one as serde_json has them.
    fn or_number(self) -> Self {
        let Self::Object(entries) = &self else {
            return self;
        };
        match entries.as_slice() {
            [(name, Self::Text(text))] if name == NUMBER => match number(text) {
                None => self,
                Some(Tree::Integer(value)) => Self::Integer(value),
                Some(Tree::Unsigned(value)) => Self::Unsigned(value),
                Some(Tree::Number(value)) => Self::Number(value),
                Some(_) => Self::Digits(text.clone()),
            },
            _ => self,
        }
    }

    /// The member of that name, the first of them.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries
                .iter()
                .find_map(|(other, tree)| (other == name).then_some(tree)),
            _ => None,
        }
    }
}

#[cfg(any(feature = "client", feature = "server"))]
impl<'de> serde::Deserialize<'de> for Tree<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::read(from, 0)
    }
}

/// A value inside so many others.
#[derive(Clone, Copy)]
pub(crate) struct AnyValue {
    depth: u8,
}

impl AnyValue {
    pub(crate) fn at(depth: u8) -> Self {
        Self { depth }
    }

    /// What is inside the value.
    pub(crate) fn inside<E: Error>(self) -> Result<Self, E> {
        match self.depth {
            DEEPEST.. => Err(E::custom(too_deep())),
            depth => Ok(Self { depth: depth + 1 }),
        }
    }
}

/// The only entry of what serde_json gives for a number when some crate turns its feature `arbitrary_precision` on.
const NUMBER: &str = "$serde_json::private::Number";

/// What is said of values nested deeper than [`DEEPEST`].
pub(crate) fn too_deep() -> String {
    format!("is nested more than {DEEPEST} levels deep")
}

impl<'de> DeserializeSeed<'de> for AnyValue {
    type Value = Tree<'de>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Tree<'de>, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Tree<'de>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Tree<'de>, D::Error> {
        self.deserialize(from)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<Tree<'de>, D::Error> {
        self.deserialize(from)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Tree<'de>, E> {
        Ok(Tree::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Tree<'de>, E> {
        Ok(Tree::Integer(value))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Tree<'de>, E> {
        match (i64::try_from(value), u64::try_from(value)) {
            (Ok(value), _) => Ok(Tree::Integer(value)),
            (_, Ok(value)) => Ok(Tree::Unsigned(value)),
            _ => Ok(Tree::Digits(value.to_string().into())),
        }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Tree<'de>, E> {
        Ok(i64::try_from(value).map_or(Tree::Unsigned(value), Tree::Integer))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Tree<'de>, E> {
        match u64::try_from(value) {
            Ok(value) => self.visit_u64(value),
            Err(_) => Ok(Tree::Digits(value.to_string().into())),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Tree<'de>, E> {
        match value.is_finite() {
            true => Ok(Tree::Number(value)),
            false => Err(E::custom("a number must be finite")),
        }
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(value.into()))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Tree<'de>, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Tree<'de>, A::Error> {
        let inside = self.inside()?;
        let mut list = Vec::new();
        while let Some(item) = from.next_element_seed(inside)? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, from: A) -> Result<Tree<'de>, A::Error> {
        rest(Vec::new(), from, self.inside()?).map(Tree::or_number)
    }
}

/// An object of which some entries have been read.
pub(crate) fn rest<'de, A: MapAccess<'de>>(
    mut entries: Vec<(Cow<'de, str>, Tree<'de>)>,
    mut from: A,
    inside: AnyValue,
) -> Result<Tree<'de>, A::Error> {
    while let Some(entry) = from.next_entry_seed(Name, inside)? {
        entries.push(entry);
    }
    Ok(Tree::Object(entries))
}

/// A name, borrowed where the format can lend it.
pub(crate) struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Cow<'de, str>, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(name.into())
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Cow<'de, str>, E> {
        Ok(name.to_owned().into())
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Cow<'de, str>, E> {
        Ok(name.into())
    }
}
