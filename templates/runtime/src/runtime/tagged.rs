//! A union by its tag, straight from a serde format: where the tag comes first, nothing has to be kept in memory.

use super::exact::RAW;
use super::explain::Explain;
use super::log::Refused;
use super::object::Object;
use super::scalar::Scalar;
use super::schema::{Schema, read_some};
use super::source::Source;
use super::stream::{Mode, Stream, buffered};
use super::tree::{AnyValue, Name, Tree, rest};
use super::union::Union;
use super::value::Value;
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::{borrow::Cow, fmt, marker::PhantomData};

/// Reads a union of which that property says the branch.
pub(super) fn read_tagged<'de, T: Union, D: Deserializer<'de>>(
    property: &'static str,
    tags: &[(&str, usize)],
    from: D,
    mode: Mode<'_>,
) -> Result<T, D::Error> {
    let union = UnionOf {
        property,
        tags,
        mode,
        raw: T::WIDE,
        to: PhantomData,
    };
    match T::WIDE {
        true => from.deserialize_newtype_struct(RAW, union),
        false => from.deserialize_any(union),
    }
}

struct UnionOf<'a, T> {
    property: &'static str,
    tags: &'a [(&'a str, usize)],
    mode: Mode<'a>,
    /// Whether the format may give the value as its text.
    raw: bool,
    to: PhantomData<T>,
}

impl<T: Union> UnionOf<'_, T> {
    /// Whatever is no object: refused, or kept by an open union.
    fn other<'t, E: Error>(
        self,
        tree: impl FnOnce(AnyValue) -> Result<Tree<'t>, E>,
    ) -> Result<T, E> {
        let tree = tree(AnyValue::at(self.mode.depth))?;
        buffered(&tree, self.mode, |tree| tree.union())
    }
}

macro_rules! other {
    ($($visit:ident($type:ty),)*) => {$(
        fn $visit<E: Error>(self, value: $type) -> Result<T, E> {
            self.other(|any| any.$visit(value))
        }
    )*};
}

impl<'de, T: Union> Visitor<'de> for UnionOf<'_, T> {
    type Value = T;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    other! {
        visit_bool(bool),
        visit_i64(i64),
        visit_i128(i128),
        visit_u64(u64),
        visit_u128(u128),
        visit_f64(f64),
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        self.other(AnyValue::visit_unit)
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        from.deserialize_any(Self { raw: false, ..self })
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        self.other(|any| any.visit_str(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, from: A) -> Result<T, A::Error> {
        self.other(|any| any.visit_seq(from))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<T, A::Error> {
        let inside = AnyValue::at(self.mode.depth).inside()?;
        let mut entries = Vec::new();
        if let Some(name) = from.next_key_seed(Name)? {
            if T::WIDE && self.raw && name == RAW {
                let (mode, to) = (self.mode, PhantomData);
                return from.next_value_seed(Raw { mode, to });
            }
            let value = from.next_value_seed(inside)?;
            if name == self.property
                && let Tree::Text(tag) = &value
                && let Ok(place) = self.tags.binary_search_by(|(other, _)| (*other).cmp(tag))
            {
                let source = Rest {
                    from: Peeked {
                        name: Some(self.property),
                        tag: tag.clone(),
                        from,
                    },
                    mode: self.mode,
                };
                return T::read(self.tags[place].1, source);
            }
            entries.push((name, value));
        }
        let tree = rest(entries, from, inside)?;
        buffered(&tree, self.mode, |tree| tree.union())
    }
}

/// A union as its JSON text.
struct Raw<'r, T> {
    mode: Mode<'r>,
    to: PhantomData<T>,
}

impl<'de, T: Union> DeserializeSeed<'de> for Raw<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        from.deserialize_str(self)
    }
}

impl<T: Union> Visitor<'_> for Raw<'_, T> {
    type Value = T;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("JSON text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let tree = Tree::of_json(text, self.mode.depth).map_err(E::custom)?;
        buffered(&tree, self.mode, |tree| tree.union())
    }
}

/// The rest of an object of which the tag has been read. Only an object reads on; to all others the value is given in
/// memory, so that unions of unions do not need ever new types.
struct Rest<'r, 'de, A> {
    from: Peeked<'de, A>,
    mode: Mode<'r>,
}

impl<'de, A: MapAccess<'de>> Rest<'_, 'de, A> {
    fn buffered<T>(
        self,
        read: impl FnOnce(Explain<'_, '_>) -> Result<T, Refused>,
    ) -> Result<T, A::Error> {
        let inside = AnyValue::at(self.mode.depth).inside()?;
        let tag = (
            self.from.name.unwrap_or_default().into(),
            Tree::Text(self.from.tag),
        );
        let tree = rest(vec![tag], self.from.from, inside)?;
        buffered(&tree, self.mode, read)
    }
}

impl<'de, A: MapAccess<'de>> Source for Rest<'_, 'de, A> {
    type Error = A::Error;

    fn scalar<T: Scalar>(self) -> Result<T, A::Error> {
        self.buffered(|tree| tree.scalar())
    }

    fn optional<T: Schema>(self, into: &mut Option<T>) -> Result<(), A::Error> {
        read_some(into, self)
    }

    fn nullable<T: Schema>(self, into: &mut Option<T>) -> Result<(), A::Error> {
        read_some(into, self)
    }

    fn list<T: Schema>(self) -> Result<Vec<T>, A::Error> {
        self.buffered(|tree| tree.list())
    }

    fn map<T: Schema>(self) -> Result<std::collections::BTreeMap<String, T>, A::Error> {
        self.buffered(|tree| tree.map())
    }

    fn object<T: Object>(self, into: &mut T) -> Result<(), A::Error> {
        Stream::with(MapAccessDeserializer::new(self.from), self.mode).object(into)
    }

    fn union<T: Union>(self) -> Result<T, A::Error> {
        self.buffered(|tree| tree.union())
    }

    fn value<T>(self, read: impl Fn(Value) -> Result<T, String>) -> Result<T, A::Error> {
        self.buffered(|tree| tree.value(read))
    }

    fn hold(&mut self, bytes: usize) -> Result<(), A::Error> {
        self.mode.hold(bytes)
    }

    fn refuse(self, detail: &str) -> A::Error {
        A::Error::custom(detail)
    }

    fn skip(self) -> Result<(), A::Error> {
        self.buffered(|tree| tree.skip())
    }
}

/// An object with its first entry put back.
struct Peeked<'de, A> {
    /// The name of the entry, until it is read again.
    name: Option<&'static str>,
    tag: Cow<'de, str>,
    from: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Peeked<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.name {
            Some(name) => seed
                .deserialize(BorrowedStrDeserializer::new(name))
                .map(Some),
            None => self.from.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.name.take() {
            None => self.from.next_value_seed(seed),
            Some(_) => seed.deserialize(Tag {
                text: &self.tag,
                error: PhantomData,
            }),
        }
    }
}

/// The tag as the value that it was: unlike serde's texts it may be one that is optional.
struct Tag<'a, 'de, E> {
    text: &'a Cow<'de, str>,
    error: PhantomData<E>,
}

impl<'de, E: Error> Deserializer<'de> for Tag<'_, 'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.text {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_str(text),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
