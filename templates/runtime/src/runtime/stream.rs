//! Any serde format as a source: one pass, nothing kept, the first violation ends it.

use super::explain::Explain;
use super::log::{Log, Refused};
use super::lookup::{Lookup, Names, Properties, Seen, UNKNOWN};
use super::object::{Object, Unknown};
use super::passed_over::PassedOver;
use super::scalar::{Atom, Kind, Scalar, expected};
use super::schema::Schema;
use super::select::Select;
use super::source::Source;
use super::tagged::read_tagged;
use super::tree::{DEEPEST, Tree, too_deep};
use super::union::Union;
use super::value::Value;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use std::{collections::BTreeMap, fmt, marker::PhantomData};

/// How a stream is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mode {
    pub(super) strict: bool,
    /// How many arrays and objects are around.
    pub(super) depth: u8,
}

impl Mode {
    /// What is inside an array or an object.
    fn inside<E: Error>(self) -> Result<Self, E> {
        match self.depth {
            DEEPEST.. => Err(E::custom(too_deep())),
            depth => Ok(Self {
                depth: depth + 1,
                ..self
            }),
        }
    }
}

/// Reads from a serde format as fast as the format is.
#[derive(Debug)]
pub struct Stream<'de, D> {
    from: D,
    mode: Mode,
    lifetime: PhantomData<&'de ()>,
}

impl<'de, D: Deserializer<'de>> Stream<'de, D> {
    /// What a client needs: null counts as absence of an optional property, open enums keep unknown values.
    pub fn lenient(from: D) -> Self {
        Self::new(from, false)
    }

    /// What a server needs when `strict`: what the document says and nothing else.
    pub fn new(from: D, strict: bool) -> Self {
        Self::with(from, Mode { strict, depth: 0 })
    }

    pub(super) fn with(from: D, mode: Mode) -> Self {
        Self {
            from,
            mode,
            lifetime: PhantomData,
        }
    }

    /// Reads the value into memory, and from there.
    fn buffered<T>(
        self,
        read: impl FnOnce(Explain<'_, '_>) -> Result<T, Refused>,
    ) -> Result<T, D::Error> {
        let tree = Tree::read(self.from, self.mode.depth)?;
        buffered(&tree, self.mode, read)
    }
}

/// Reads from memory, and says what is wrong as a serde format does: the first violation only.
pub(super) fn buffered<T, E: Error>(
    tree: &Tree<'_>,
    mode: Mode,
    read: impl FnOnce(Explain<'_, '_>) -> Result<T, Refused>,
) -> Result<T, E> {
    let mut log = Log::new(mode.strict);
    match read(Explain::new(tree, &mut log)) {
        Ok(value) => Ok(value),
        Err(Refused) => Err(E::custom(log.into_message())),
    }
}

impl<'de, D: Deserializer<'de>> Source for Stream<'de, D> {
    type Error = D::Error;

    fn scalar<T: Scalar>(self) -> Result<T, D::Error> {
        let visitor = ScalarOf(Reading::new(self.mode));
        match T::KIND {
            Kind::Boolean => self.from.deserialize_bool(visitor),
            Kind::Integer => self.from.deserialize_i64(visitor),
            Kind::Unsigned => self.from.deserialize_u64(visitor),
            Kind::Wide => self.from.deserialize_i128(visitor),
            Kind::UnsignedWide => self.from.deserialize_u128(visitor),
            Kind::Single => self.from.deserialize_f32(visitor),
            Kind::Number => self.from.deserialize_f64(visitor),
            Kind::Text => self.from.deserialize_str(visitor),
            Kind::Any => self.from.deserialize_any(visitor),
        }
    }

    fn optional<T: Schema>(self) -> Result<Option<T>, D::Error> {
        if T::NULLABLE {
            return T::decode(self).map(Some);
        }
        let null = !self.mode.strict;
        let reading = Reading::new(self.mode);
        self.from.deserialize_option(OptionOf { reading, null })
    }

    fn nullable<T: Schema>(self) -> Result<Option<T>, D::Error> {
        let reading = Reading::new(self.mode);
        self.from.deserialize_option(OptionOf {
            reading,
            null: true,
        })
    }

    fn list<T: Schema>(self) -> Result<Vec<T>, D::Error> {
        let reading = Reading::new(self.mode.inside()?);
        self.from.deserialize_seq(ListOf(reading))
    }

    fn map<T: Schema>(self) -> Result<BTreeMap<String, T>, D::Error> {
        let reading = Reading::new(self.mode.inside()?);
        self.from.deserialize_map(MapOf(reading))
    }

    fn object<T: Object>(self) -> Result<T, D::Error> {
        let reading = Reading::new(self.mode.inside()?);
        self.from.deserialize_map(ObjectOf(reading))
    }

    fn union<T: Union>(self) -> Result<T, D::Error> {
        match T::SELECT {
            Select::Tag { property, tags } | Select::TagOr { property, tags, .. } => {
                read_tagged(property, tags, self.from, self.mode)
            }
            Select::Shape(_) if T::WIDE => read_tagged("", &[], self.from, self.mode),
            Select::Shape(_) => self.buffered(|tree| tree.union()),
        }
    }

    fn value<T>(self, read: impl Fn(Value) -> Result<T, String>) -> Result<T, D::Error> {
        self.buffered(|tree| tree.value(read))
    }

    fn refuse(self, detail: &str) -> D::Error {
        D::Error::custom(detail)
    }

    fn skip(self) -> Result<(), D::Error> {
        PassedOver.deserialize(self.from)
    }
}

/// What every visitor below knows: the type, and how to read.
struct Reading<T> {
    mode: Mode,
    to: PhantomData<T>,
}

impl<T> Reading<T> {
    fn new(mode: Mode) -> Self {
        Self {
            mode,
            to: PhantomData,
        }
    }
}

/// A nested value.
impl<'de, T: Schema> DeserializeSeed<'de> for Reading<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        T::decode(Stream::with(from, self.mode))
    }
}

struct ScalarOf<T>(Reading<T>);

impl<T: Scalar> ScalarOf<T> {
    fn accept<E: Error>(self, atom: Atom<'_>) -> Result<T, E> {
        T::accept(atom, self.0.mode.strict).ok_or_else(|| refuse::<T, E>(atom))
    }
}

#[cold]
fn refuse<T: Scalar, E: Error>(atom: Atom<'_>) -> E {
    let found = match atom {
        Atom::Boolean(value) => Unexpected::Bool(value),
        Atom::Integer(value) => Unexpected::Signed(value),
        Atom::Unsigned(value) => Unexpected::Unsigned(value),
        Atom::Wide(_) | Atom::UnsignedWide(_) => Unexpected::Other("a number beyond 64 bits"),
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

    fn visit_i128<E: Error>(self, value: i128) -> Result<T, E> {
        self.accept(Atom::Wide(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.accept(Atom::Unsigned(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<T, E> {
        self.accept(Atom::UnsignedWide(value))
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
        while let Some(item) = from.next_element_seed(Reading::new(self.0.mode))? {
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
            let value = from.next_value_seed(Reading::new(self.0.mode))?;
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
        let mode = self.0.mode;
        let mut object = T::blank();
        let mut seen = Seen::default();
        let mut names = NamesOf {
            all: Properties::<T>::NAMES,
            lookup: Lookup::default(),
            unknown: match T::UNKNOWN {
                Unknown::Refuse if !mode.strict => Unknown::Ignore,
                unknown => unknown,
            },
            kept: String::new(),
        };
        while let Some(property) = from.next_key_seed(Key(&mut names))? {
            if seen.twice(property) {
                return Err(A::Error::duplicate_field(T::PROPERTIES[property]));
            }
            from.next_value_seed(Member {
                object: &mut object,
                property,
                names: &mut names,
                mode,
            })?;
        }
        match Properties::<T>::missing(&seen) {
            None => Ok(object),
            Some(property) => Err(A::Error::missing_field(T::PROPERTIES[property])),
        }
    }
}

/// The names of an object that is being read.
struct NamesOf {
    all: Names<'static>,
    lookup: Lookup,
    /// What becomes of a name that has no place there.
    unknown: Unknown,
    /// The last of those, where they are kept.
    kept: String,
}

impl NamesOf {
    #[cold]
    fn unknown<E: Error>(&mut self, name: &str) -> Result<(), E> {
        match self.unknown {
            Unknown::Ignore => Ok(()),
            Unknown::Refuse => Err(E::unknown_field(name, self.all.list)),
            Unknown::Keep => {
                name.clone_into(&mut self.kept);
                Ok(())
            }
        }
    }
}

/// Finds a name's place among all.
struct Key<'a>(&'a mut NamesOf);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<usize, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = usize;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a property name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        let property = self.0.lookup.find(self.0.all, name);
        if property == UNKNOWN {
            self.0.unknown(name)?;
        }
        Ok(property)
    }
}

struct Member<'a, T> {
    object: &'a mut T,
    property: usize,
    names: &'a mut NamesOf,
    mode: Mode,
}

impl<'de, T: Object> DeserializeSeed<'de> for Member<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        let from = Stream::with(from, self.mode);
        match T::UNKNOWN {
            Unknown::Keep if self.property == UNKNOWN => {
                let name = std::mem::take(&mut self.names.kept);
                self.object.read_unknown(name, from)
            }
            _ => self.object.read(self.property, from),
        }
    }
}
