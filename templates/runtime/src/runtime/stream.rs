//! Any serde format as a source: one pass, nothing kept, the first violation ends it.

use super::explain::Explain;
use super::log::{Log, Refused};
use super::lookup::{Lookup, Names, Properties, Seen, UNKNOWN};
use super::object::{Object, Unknown};
use super::passed_over::PassedOver;
use super::room::{NO_ROOM, Room, bytes_of_entry, bytes_of_items};
use super::scalar::{Atom, Kind, Scalar, expected};
use super::schema::{Schema, read_item, read_some, read_value};
use super::select::Select;
use super::source::Source;
use super::stack::{Stack, TOO_DEEP};
use super::tagged::read_tagged;
use super::tree::{DEEPEST, Tree, too_deep};
use super::union::Union;
use super::value::Value;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use std::collections::{BTreeMap, btree_map::Entry, btree_map::VacantEntry};
use std::{fmt, marker::PhantomData};

/// How a stream is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mode<'r> {
    pub(super) strict: bool,
    /// How many arrays and objects are around.
    pub(super) depth: u8,
    /// What the values may take, if they come from a message.
    room: Option<&'r Room>,
    stack: Stack,
}

impl<'r> Mode<'r> {
    fn of(strict: bool, room: Option<&'r Room>) -> Self {
        Self {
            strict,
            depth: 0,
            room,
            stack: Stack::here(),
        }
    }

    /// What is inside an array or an object.
    fn inside<E: Error>(self) -> Result<Self, E> {
        match self.depth {
            DEEPEST.. => Err(E::custom(too_deep())),
            _ if self.stack.is_used_up() => Err(E::custom(TOO_DEEP)),
            depth => Ok(Self {
                depth: depth + 1,
                ..self
            }),
        }
    }

    /// Sets memory aside, in bytes.
    pub(super) fn hold<E: Error>(self, bytes: usize) -> Result<(), E> {
        match self.room.is_none_or(|room| room.take(bytes)) {
            true => Ok(()),
            false => Err(E::custom(NO_ROOM)),
        }
    }
}

/// Reads from a serde format as fast as the format is.
#[derive(Debug)]
pub struct Stream<'r, 'de, D> {
    from: D,
    mode: Mode<'r>,
    lifetime: PhantomData<&'de ()>,
}

impl<'r, 'de, D: Deserializer<'de>> Stream<'r, 'de, D> {
    /// What a client needs: null counts as absence of an optional property, open enums keep unknown values.
    pub fn lenient(from: D) -> Self {
        Self::new(from, false)
    }

    /// What a server needs when `strict`: what the document says and nothing else.
    pub fn new(from: D, strict: bool) -> Self {
        Self::with(from, Mode::of(strict, None))
    }

    /// Reads what a stranger has sent: its values take no more than there is room for.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn of_message(from: D, strict: bool, room: &'r Room) -> Self {
        Self::with(from, Mode::of(strict, Some(room)))
    }

    pub(super) fn with(from: D, mode: Mode<'r>) -> Self {
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
    mode: Mode<'_>,
    read: impl FnOnce(Explain<'_, '_>) -> Result<T, Refused>,
) -> Result<T, E> {
    let mut log = Log::new(mode.strict);
    log.room = mode.room.map_or_else(Room::unbounded, Room::lend);
    let result = read(Explain::new(tree, &mut log));
    if let Some(room) = mode.room {
        room.give_back(&log.room);
    }
    result.map_err(|Refused| E::custom(log.into_message()))
}

impl<'de, D: Deserializer<'de>> Source for Stream<'_, 'de, D> {
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

    fn optional<T: Schema>(self, into: &mut Option<T>) -> Result<(), D::Error> {
        if T::NULLABLE {
            return read_some(into, self);
        }
        let (null, mode) = (!self.mode.strict, self.mode);
        self.from.deserialize_option(OptionOf { into, null, mode })
    }

    fn nullable<T: Schema>(self, into: &mut Option<T>) -> Result<(), D::Error> {
        let (null, mode) = (true, self.mode);
        self.from.deserialize_option(OptionOf { into, null, mode })
    }

    fn list<T: Schema>(self) -> Result<Vec<T>, D::Error> {
        let reading = Reading::new(self.mode.inside()?);
        self.from.deserialize_seq(ListOf(reading))
    }

    fn map<T: Schema>(self) -> Result<BTreeMap<String, T>, D::Error> {
        let reading = Reading::new(self.mode.inside()?);
        self.from.deserialize_map(MapOf(reading))
    }

    fn object<T: Object>(self, into: &mut T) -> Result<(), D::Error> {
        let mode = self.mode.inside()?;
        self.from.deserialize_map(ObjectOf { into, mode })
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

    fn hold(&mut self, bytes: usize) -> Result<(), D::Error> {
        self.mode.hold(bytes)
    }

    fn refuse(self, detail: &str) -> D::Error {
        D::Error::custom(detail)
    }

    fn skip(self) -> Result<(), D::Error> {
        PassedOver.deserialize(self.from)
    }
}

/// What every visitor below knows: the type, and how to read.
struct Reading<'r, T> {
    mode: Mode<'r>,
    to: PhantomData<T>,
}

impl<'r, T> Reading<'r, T> {
    fn new(mode: Mode<'r>) -> Self {
        Self {
            mode,
            to: PhantomData,
        }
    }
}

struct ScalarOf<'r, T>(Reading<'r, T>);

impl<T: Scalar> ScalarOf<'_, T> {
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

impl<T: Scalar> Visitor<'_> for ScalarOf<'_, T> {
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

struct OptionOf<'o, 'r, T> {
    into: &'o mut Option<T>,
    null: bool,
    mode: Mode<'r>,
}

impl<'de, T: Schema> Visitor<'de> for OptionOf<'_, '_, T> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(if self.null {
            "a value or null"
        } else {
            "a value that is not null, or no such property"
        })
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        match self.null {
            true => Ok(()),
            false => Err(E::invalid_type(Unexpected::Option, &self)),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        read_some(self.into, Stream::with(from, self.mode))
    }
}

/// Room reserved for a list before its items were seen; a length that a sender claims costs no more than this.
const RESERVED_BYTES: usize = 1 << 16;

struct ListOf<'r, T>(Reading<'r, T>);

impl<'de, T: Schema> Visitor<'de> for ListOf<'_, T> {
    type Value = Vec<T>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Vec<T>, A::Error> {
        let most = RESERVED_BYTES / size_of::<T>().max(1);
        let reserved = from.size_hint().unwrap_or(0).min(most);
        let mode = self.0.mode;
        mode.hold(bytes_of_items::<T>(reserved))?;
        let mut list = Vec::with_capacity(reserved);
        loop {
            let into = &mut list;
            if from.next_element_seed(ItemOf { into, mode })?.is_none() {
                return Ok(list);
            }
        }
    }
}

/// One more item of a list.
struct ItemOf<'o, 'r, T> {
    into: &'o mut Vec<T>,
    mode: Mode<'r>,
}

impl<'de, T: Schema> DeserializeSeed<'de> for ItemOf<'_, '_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        if self.into.len() == self.into.capacity() {
            // A list doubles when it grows, from 4 items on.
            self.mode
                .hold(bytes_of_items::<T>(self.into.len().max(4)))?;
        }
        read_item(self.into, Stream::with(from, self.mode))
    }
}

struct MapOf<'r, T>(Reading<'r, T>);

impl<'de, T: Schema> Visitor<'de> for MapOf<'_, T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        let mode = self.0.mode;
        while let Some(name) = from.next_key::<String>()? {
            mode.hold(bytes_of_entry::<T>(map.len()))?;
            match map.entry(name) {
                Entry::Vacant(into) => from.next_value_seed(EntryOf { into, mode })?,
                Entry::Occupied(_) => return Err(A::Error::custom("a name occurs twice")),
            }
        }
        Ok(map)
    }
}

/// The value of an entry.
struct EntryOf<'o, 'r, T> {
    into: VacantEntry<'o, String, T>,
    mode: Mode<'r>,
}

impl<'de, T: Schema> DeserializeSeed<'de> for EntryOf<'_, '_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        read_value(self.into, Stream::with(from, self.mode))
    }
}

struct ObjectOf<'o, 'r, T> {
    into: &'o mut T,
    mode: Mode<'r>,
}

impl<'de, T: Object> Visitor<'de> for ObjectOf<'_, '_, T> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<(), A::Error> {
        let mode = self.mode;
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
                object: self.into,
                property,
                names: &mut names,
                mode,
            })?;
        }
        match Properties::<T>::missing(&seen) {
            None => Ok(()),
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

struct Member<'a, 'r, T> {
    object: &'a mut T,
    property: usize,
    names: &'a mut NamesOf,
    mode: Mode<'r>,
}

impl<'de, T: Object> DeserializeSeed<'de> for Member<'_, '_, T> {
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
