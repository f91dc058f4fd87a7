//! Objects: what the generator writes for one, and what the runtime makes of it.

use super::checks::Checks;
use super::lookup::{Lookup, Names, UNKNOWN};
use super::room::bytes_of_entry;
use super::schema::{Encoded, Schema, read_value};
use super::source::Source;
use serde::ser::{SerializeMap, Serializer};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// What becomes of members that are no property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// They are passed over.
    Ignore,
    /// They are read by [`Object::read_unknown`].
    Keep,
    /// A strict source refuses them, a lenient one passes over them.
    Refuse,
}

/// An object of the document: a table of names, a literal, one `match` that reads and one list of calls that write.
pub trait Object: Sized {
    /// Wire names, in the document's order.
    const PROPERTIES: &'static [&'static str];

    /// Which of them must be there, as indexes in ascending order.
    const REQUIRED: &'static [usize];

    /// What becomes of members that are no property.
    const UNKNOWN: Unknown = Unknown::Ignore;

    /// Every property at its blank.
    fn blank() -> Self;

    /// Reads the property of that index, or skips what no index stands for.
    ///
    /// # Errors
    /// Those of the source.
    fn read<S: Source>(&mut self, property: usize, from: S) -> Result<(), S::Error>;

    /// Reads a member that is no property, where such members are kept.
    ///
    /// # Errors
    /// Those of the source.
    fn read_unknown<S: Source>(&mut self, _name: String, from: S) -> Result<(), S::Error> {
        skip(from)
    }

    /// Writes the properties in the document's order.
    fn write<M: Sink>(&self, to: &mut Entries<M>);

    /// Checks what the types of the properties do not say.
    fn validate(&self, _to: &mut Checks<'_>) {}
}

impl<T: Object> Object for Box<T> {
    const PROPERTIES: &'static [&'static str] = T::PROPERTIES;
    const REQUIRED: &'static [usize] = T::REQUIRED;
    const UNKNOWN: Unknown = T::UNKNOWN;

    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn read<S: Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        T::read(self, property, from)
    }

    fn read_unknown<S: Source>(&mut self, name: String, from: S) -> Result<(), S::Error> {
        T::read_unknown(self, name, from)
    }

    fn write<M: Sink>(&self, to: &mut Entries<M>) {
        T::write(self, to);
    }

    fn validate(&self, to: &mut Checks<'_>) {
        T::validate(self, to);
    }
}

/// The blank of a type.
pub fn blank<T: Schema>() -> T {
    T::blank()
}

/// Reads a property whose presence needs no thought: required, nullable or not, or with three states.
///
/// # Errors
/// Those of the source.
pub fn read<T: Schema, S: Source>(into: &mut T, from: S) -> Result<(), S::Error> {
    into.decode_into(from)
}

/// Reads a property that may be absent but not null.
///
/// # Errors
/// Those of the source.
pub fn read_optional<T: Schema, S: Source>(into: &mut Option<T>, from: S) -> Result<(), S::Error> {
    from.optional(into)
}

/// Reads a property that has a value of its own when it is absent. A lenient source takes null for absence.
///
/// # Errors
/// Those of the source.
pub fn read_defaulted<T: Schema, S: Source>(into: &mut T, from: S) -> Result<(), S::Error> {
    let mut value = None;
    from.optional(&mut value)?;
    if let Some(value) = value {
        *into = value;
    }
    Ok(())
}

/// Reads a member that is no property.
///
/// # Errors
/// Those of the source, and when a member of that name was read before.
pub fn read_entry<T: Schema, S: Source>(
    into: &mut BTreeMap<String, T>,
    name: String,
    mut from: S,
) -> Result<(), S::Error> {
    from.hold(bytes_of_entry::<T>(into.len()))?;
    match into.entry(name) {
        Entry::Vacant(entry) => read_value(entry, from),
        Entry::Occupied(_) => Err(from.refuse("occurs twice")),
    }
}

/// Reads an object; what [`object!`](crate::object) makes [`Schema::decode`] of.
///
/// # Errors
/// Those of the source.
pub fn decode<T: Object, S: Source>(from: S) -> Result<T, S::Error> {
    let mut object = T::blank();
    from.object(&mut object).map(|()| object)
}

/// Passes over a property that the document does not know.
///
/// # Errors
/// Those of the source.
pub fn skip<S: Source>(from: S) -> Result<(), S::Error> {
    from.skip()
}

/// Where the entries of an object go.
pub trait Sink {
    /// Why an entry could not be taken.
    type Error;

    /// Takes one entry.
    ///
    /// # Errors
    /// When the value cannot be said there.
    fn entry<T: Schema>(&mut self, name: &str, value: &T) -> Result<(), Self::Error>;
}

/// Collects the entries of an object; the first error is kept, so that no call has to return it.
#[derive(Debug)]
pub struct Entries<M: Sink> {
    sink: M,
    error: Option<M::Error>,
    properties: &'static [&'static str],
}

impl<M: Sink> Entries<M> {
    /// Fills `sink` with what `object` writes, and gives it back.
    ///
    /// # Errors
    /// The first of the sink's.
    pub fn of<T: Object>(object: &T, sink: M) -> Result<M, M::Error> {
        let mut entries = Self {
            sink,
            error: None,
            properties: T::PROPERTIES,
        };
        object.write(&mut entries);
        match entries.error {
            Some(error) => Err(error),
            None => Ok(entries.sink),
        }
    }

    /// A property that is always there; `None` is null.
    pub fn entry<T: Schema>(&mut self, name: &str, value: &T) {
        if self.error.is_none() {
            self.error = self.sink.entry(name, value).err();
        }
    }

    /// A property that is absent when `None`.
    pub fn optional_entry<T: Schema>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.entry(name, value);
        }
    }

    /// Members that are no property. Those that have the name of one are left out: no name may be written twice.
    pub fn entries<T: Schema>(&mut self, members: &BTreeMap<String, T>) {
        let mut lookup = Lookup::default();
        for (name, value) in members {
            if lookup.find(Names::of(self.properties), name) == UNKNOWN {
                self.entry(name, value);
            }
        }
    }
}

/// Entries of a serde map.
struct Map<M>(M);

impl<M: SerializeMap> Sink for Map<M> {
    type Error = M::Error;

    fn entry<T: Schema>(&mut self, name: &str, value: &T) -> Result<(), M::Error> {
        self.0.serialize_entry(name, &Encoded(value))
    }
}

/// Counts entries, for formats that write the number of them first.
struct Count(usize);

impl Sink for Count {
    type Error = std::convert::Infallible;

    fn entry<T: Schema>(&mut self, _: &str, _: &T) -> Result<(), Self::Error> {
        self.0 += 1;
        Ok(())
    }
}

/// Writes an object as a serde map; what [`object!`](crate::object) makes [`Schema::encode`] of.
///
/// # Errors
/// Those of the serializer.
pub fn encode<T: Object, S: Serializer>(object: &T, to: S) -> Result<S::Ok, S::Error> {
    let length = match to.is_human_readable() {
        true => None,
        false => {
            let Ok(count) = Entries::of(object, Count(0));
            Some(count.0)
        }
    };
    let map = Map(to.serialize_map(length)?);
    Entries::of(object, map).and_then(|map| map.0.end())
}

/// Makes an [`Object`] a [`Schema`], and readable and writable by every serde format.
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($type:ty) => {
        impl $crate::runtime::Schema for $type {
            const SHAPE: $crate::runtime::Shape = $crate::runtime::Shape::Object;

            fn blank() -> Self {
                <Self as $crate::runtime::Object>::blank()
            }

            fn decode<S: $crate::runtime::Source>(
                from: S,
            ) -> ::core::result::Result<Self, S::Error> {
                $crate::runtime::decode(from)
            }

            fn decode_into<S: $crate::runtime::Source>(
                &mut self,
                from: S,
            ) -> ::core::result::Result<(), S::Error> {
                from.object(self)
            }

            fn encode<S: $crate::runtime::serde::Serializer>(
                &self,
                to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::runtime::encode(self, to)
            }

            fn check(&self, rules: &$crate::runtime::Rules, to: &mut $crate::runtime::Checks<'_>) {
                $crate::runtime::check_composed(self, rules, to, |to| {
                    $crate::runtime::Object::validate(self, to)
                });
            }
        }

        $crate::serde_of_schema!($type);
    };
}

/// serde's traits by way of [`Schema`]; reading is lenient, as a client's must be.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_of_schema {
    ($type:ty) => {
        impl $crate::runtime::serde::Serialize for $type {
            fn serialize<S: $crate::runtime::serde::Serializer>(
                &self,
                to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::runtime::Schema::encode(self, to)
            }
        }

        impl<'de> $crate::runtime::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::serde::Deserializer<'de>>(
                from: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::Schema::decode($crate::runtime::Stream::lenient(from))
            }
        }
    };
}
