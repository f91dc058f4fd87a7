//! Any serde format as a source: one pass, nothing kept, the first violation ends it.

use super::object::{Object, Seen, position};
use super::scalar::{Atom, Kind, Scalar, expected};
use super::schema::Schema;
use super::source::Source;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use std::{collections::BTreeMap, fmt, marker::PhantomData};

/// Reads from a serde format as fast as the format is.
#[derive(Debug)]
pub struct Stream<'de, D> {
    from: D,
    strict: bool,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, D: Deserializer<'de>> Stream<'de, D> {
    /// What a client needs: null counts as absence of an optional property, open enums keep unknown values.
    pub fn lenient(from: D) -> Self {
        Self::new(from, false)
    }

    /// What a server needs when `strict`: what the document says and nothing else.
    pub fn new(from: D, strict: bool) -> Self {
        Self {
            from,
            strict,
            lifetime: PhantomData,
        }
    }
}

impl<'de, D: Deserializer<'de>> Source for Stream<'de, D> {
    type Error = D::Error;

    fn scalar<T: Scalar>(self) -> Result<T, D::Error> {
        let visitor = ScalarOf(Reading::new(self.strict));
        match T::KIND {
            Kind::Boolean => self.from.deserialize_bool(visitor),
            Kind::Integer => self.from.deserialize_i64(visitor),
            Kind::Unsigned => self.from.deserialize_u64(visitor),
            Kind::Single => self.from.deserialize_f32(visitor),
            Kind::Number => self.from.deserialize_f64(visitor),
            Kind::Text => self.from.deserialize_str(visitor),
        }
    }

    fn optional<T: Schema>(self) -> Result<Option<T>, D::Error> {
        let reading = Reading::new(self.strict);
        self.from.deserialize_option(OptionOf {
            reading,
            null: !self.strict,
        })
    }

    fn nullable<T: Schema>(self) -> Result<Option<T>, D::Error> {
        let reading = Reading::new(self.strict);
        self.from.deserialize_option(OptionOf {
            reading,
            null: true,
        })
    }

    fn list<T: Schema>(self) -> Result<Vec<T>, D::Error> {
        self.from.deserialize_seq(ListOf(Reading::new(self.strict)))
    }

    fn map<T: Schema>(self) -> Result<BTreeMap<String, T>, D::Error> {
        self.from.deserialize_map(MapOf(Reading::new(self.strict)))
    }

    fn object<T: Object>(self) -> Result<T, D::Error> {
        self.from
            .deserialize_map(ObjectOf(Reading::new(self.strict)))
    }

    fn skip(self) -> Result<(), D::Error> {
        IgnoredAny::deserialize(self.from).map(|_| ())
    }
}

/// What every visitor below knows: the type, and how strict to be.
struct Reading<T> {
    strict: bool,
    to: PhantomData<T>,
}

impl<T> Reading<T> {
    fn new(strict: bool) -> Self {
        Self {
            strict,
            to: PhantomData,
        }
    }
}

/// A nested value.
impl<'de, T: Schema> DeserializeSeed<'de> for Reading<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::decode(Stream::new(from, self.strict))
    }
}

struct ScalarOf<T>(Reading<T>);

impl<T: Scalar> ScalarOf<T> {
    fn accept<E: Error>(self, atom: Atom<'_>) -> Result<T, E> {
        T::accept(atom, self.0.strict).ok_or_else(|| refuse::<T, E>(atom))
    }
}

#[cold]
fn refuse<T: Scalar, E: Error>(atom: Atom<'_>) -> E {
    let found = match atom {
        Atom::Boolean(value) => Unexpected::Bool(value),
        Atom::Integer(value) => Unexpected::Signed(value),
        Atom::Unsigned(value) => Unexpected::Unsigned(value),
        Atom::Single(value) => Unexpected::Float(value.into()),
        Atom::Number(value) => Unexpected::Float(value),
        Atom::Text(value) => Unexpected::Str(value),
    };
    E::invalid_value(found, &expected::<T>())
}

impl<T: Scalar> Visitor<'_> for ScalarOf<T> {
    type Value = T;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::expected(to)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        self.accept(Atom::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        self.accept(Atom::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.accept(Atom::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        self.accept(Atom::Number(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        self.accept(Atom::Text(value))
    }
}

struct OptionOf<T> {
    reading: Reading<T>,
    null: bool,
}

impl<'de, T: Schema> Visitor<'de> for OptionOf<T> {
    type Value = Option<T>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(if self.null {
            "a value or null"
        } else {
            "a value that is not null, or no such property"
        })
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        match self.null {
            true => Ok(None),
            false => Err(E::invalid_type(Unexpected::Option, &self)),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Option<T>, D::Error> {
        self.reading.deserialize(from).map(Some)
    }
}

/// Room reserved for a list before its items were seen; a length that a sender claims costs no more than this.
const RESERVED_BYTES: usize = 1 << 16;

struct ListOf<T>(Reading<T>);

impl<'de, T: Schema> Visitor<'de> for ListOf<T> {
    type Value = Vec<T>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Vec<T>, A::Error> {
        let room = RESERVED_BYTES / size_of::<T>().max(1);
        let mut list = Vec::with_capacity(from.size_hint().unwrap_or(0).min(room));
        while let Some(item) = from.next_element_seed(Reading::new(self.0.strict))? {
            list.push(item);
        }
        Ok(list)
    }
}

struct MapOf<T>(Reading<T>);

impl<'de, T: Schema> Visitor<'de> for MapOf<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some(name) = from.next_key::<String>()? {
            let value = from.next_value_seed(Reading::new(self.0.strict))?;
            if map.insert(name, value).is_some() {
                return Err(A::Error::custom("a name occurs twice"));
            }
        }
        Ok(map)
    }
}

struct ObjectOf<T>(Reading<T>);

impl<'de, T: Object> Visitor<'de> for ObjectOf<T> {
    type Value = T;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<T, A::Error> {
        let mut object = T::blank();
        let mut seen = Seen::default();
        let mut next = 0;
        while let Some(property) = from.next_key_seed(Key {
            of: T::PROPERTIES,
            next,
        })? {
            next = property.wrapping_add(1);
            if let Some(name) = T::PROPERTIES.get(property)
                && seen.twice(property)
            {
                return Err(A::Error::duplicate_field(name));
            }
            from.next_value_seed(Property {
                object: &mut object,
                property,
                strict: self.0.strict,
            })?;
        }
        match T::REQUIRED.iter().find(|property| !seen.has(**property)) {
            None => Ok(object),
            Some(property) => Err(A::Error::missing_field(T::PROPERTIES[*property])),
        }
    }
}

/// Finds a name's place in the table, trying first the one behind the last: senders mostly keep the document's order.
struct Key {
    of: &'static [&'static str],
    next: usize,
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<usize, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = usize;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a property name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        Ok(position(self.of, self.next, name))
    }
}

struct Property<'a, T> {
    object: &'a mut T,
    property: usize,
    strict: bool,
}

impl<'de, T: Object> DeserializeSeed<'de> for Property<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        self.object
            .read(self.property, Stream::new(from, self.strict))
    }
}
