//! Unions, enums and open objects of the tests, written as the generator would.

use crate::runtime::{self, Atom, Branch, Checks, Rules, Secret, Select, Test, Value, types};
use std::cell::Cell;
use std::collections::BTreeMap;

/// An object with one property of type `$type`.
macro_rules! object {
    ($name:ident { $($property:ident: $type:ty = $wire:literal $read:ident $write:ident),* } required $required:expr) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(super) struct $name {
            $(pub(super) $property: $type),*
        }

        impl runtime::Object for $name {
            const PROPERTIES: &'static [&'static str] = &[$($wire),*];
            const REQUIRED: &'static [usize] = &$required;

            fn blank() -> Self {
                Self::default()
            }

            fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
                let mut index = 0;
                $(
                    if property == index {
                        return runtime::$read(&mut self.$property, from);
                    }
                    index += 1;
                )*
                let _ = index;
                runtime::skip(from)
            }

            fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
                $(to.$write($wire, &self.$property);)*
            }
        }

        runtime::object!($name);
    };
}

object!(Circle { kind: String = "kind" read entry, radius: f64 = "radius" read entry } required [0, 1]);
object!(Square { kind: String = "kind" read entry, side: f64 = "side" read entry,
    inner: Option<Box<Shape>> = "inner" read_optional optional_entry } required [0, 1]);
object!(Holder { shape: Option<Shape> = "shape" read_optional optional_entry,
    loose: Option<Loose> = "loose" read_optional optional_entry,
    nodes: Option<Vec<Node>> = "nodes" read_optional optional_entry,
    any: Option<Value> = "any" read_optional optional_entry,
    level: Option<Level> = "level" read_optional optional_entry,
    mixed: Option<Mixed> = "mixed" read_optional optional_entry,
    secret: Option<Secret> = "secret" read_optional optional_entry,
    wide: Option<i128> = "wide" read_optional optional_entry } required []);
object!(Next { next: Box<Node> = "next" read entry } required [0]);
object!(Leaf { leaf: i64 = "leaf" read entry } required [0]);
object!(Range { from: i64 = "from" read entry, to: Option<i64> = "to" read_optional optional_entry,
    unit: Option<String> = "unit" read_optional optional_entry } required [0]);
object!(Start { from: i64 = "from" read entry } required [0]);

/// By a tag, open.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Circle(Circle),
    Square(Box<Square>),
    Unknown(Value),
}

impl Default for Shape {
    fn default() -> Self {
        <Self as runtime::Union>::blank()
    }
}

impl runtime::Union for Shape {
    const SELECT: Select = Select::Tag {
        property: "kind",
        tags: &[("circle", 0), ("square", 1)],
    };
    const OPEN: bool = true;

    fn blank() -> Self {
        Self::Circle(runtime::blank())
    }

    fn read<S: runtime::Source>(branch: usize, from: S) -> Result<Self, S::Error> {
        count();
        match branch {
            0 => runtime::variant(from, Self::Circle),
            1 => runtime::variant(from, Self::Square),
            _ => runtime::variant(from, Self::Unknown),
        }
    }

    fn write<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Circle(value) => runtime::write_variant(value, to),
            Self::Square(value) => runtime::write_variant(value, to),
            Self::Unknown(value) => runtime::write_variant(value, to),
        }
    }

    fn validate(&self, to: &mut Checks<'_>) {
        match self {
            Self::Circle(value) => to.variant(value, &Rules::NONE),
            Self::Square(value) => to.variant(value, &Rules::NONE),
            Self::Unknown(_) => to.unknown(),
        }
    }
}

runtime::union!(Shape);

/// By what it looks like, closed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Loose {
    Range(Range),
    Start(Start),
    Text(String),
    Whole(i64),
    Number(f64),
    Flag(bool),
    List(Vec<i64>),
    Texts(Vec<String>),
}

impl runtime::Union for Loose {
    const SELECT: Select = Select::Shape(&[
        Branch::new(types::OBJECT)
            .required(&["from"])
            .known(&["from", "to", "unit"])
            .tests(&[Test::at(&["unit"])
                .one_of(&[Atom::Text("m"), Atom::Integer(1)])
                .optional()]),
        Branch::new(types::OBJECT)
            .required(&["from"])
            .known(&["from"])
            .closed(),
        Branch::new(types::STRING | types::NULL),
        Branch::new(types::INTEGER),
        Branch::new(types::INTEGER | types::NUMBER),
        Branch::new(types::BOOLEAN),
        Branch::new(types::ARRAY).tests(&[Test::at(&["*"])
            .types(types::INTEGER | types::NUMBER)
            .optional()]),
        Branch::new(types::ARRAY).tests(&[Test::at(&["*"]).types(types::STRING)]),
    ]);

    fn blank() -> Self {
        Self::Text(runtime::blank())
    }

    fn read<S: runtime::Source>(branch: usize, from: S) -> Result<Self, S::Error> {
        match branch {
            0 => runtime::variant(from, Self::Range),
            1 => runtime::variant(from, Self::Start),
            2 => runtime::variant(from, Self::Text),
            3 => runtime::variant(from, Self::Whole),
            4 => runtime::variant(from, Self::Number),
            5 => runtime::variant(from, Self::Flag),
            6 => runtime::variant(from, Self::List),
            _ => runtime::variant(from, Self::Texts),
        }
    }

    fn write<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Range(value) => runtime::write_variant(value, to),
            Self::Start(value) => runtime::write_variant(value, to),
            Self::Text(value) => runtime::write_variant(value, to),
            Self::Whole(value) => runtime::write_variant(value, to),
            Self::Number(value) => runtime::write_variant(value, to),
            Self::Flag(value) => runtime::write_variant(value, to),
            Self::List(value) => runtime::write_variant(value, to),
            Self::Texts(value) => runtime::write_variant(value, to),
        }
    }
}

runtime::union!(Loose);

/// Whole numbers beyond 64 bits, in a union and below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Large {
    Whole(i128),
    Text(String),
    List(Vec<Large>),
    Holder(Holding),
}

/// Holds one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Holding {
    pub(super) large: u128,
}

impl runtime::Object for Holding {
    const PROPERTIES: &'static [&'static str] = &["large"];
    const REQUIRED: &'static [usize] = &[0];

    fn blank() -> Self {
        Self { large: 0 }
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => runtime::read(&mut self.large, from),
            _ => runtime::skip(from),
        }
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.entry("large", &self.large);
    }
}

runtime::object!(Holding);

impl runtime::Union for Large {
    const SELECT: Select = Select::Shape(&[
        Branch::new(types::INTEGER),
        Branch::new(types::STRING),
        Branch::new(types::ARRAY),
        Branch::new(types::OBJECT),
    ]);
    const WIDE: bool = true;

    fn blank() -> Self {
        Self::Whole(0)
    }

    fn read<S: runtime::Source>(branch: usize, from: S) -> Result<Self, S::Error> {
        match branch {
            0 => runtime::variant(from, Self::Whole),
            1 => runtime::variant(from, Self::Text),
            2 => runtime::variant(from, Self::List),
            _ => runtime::variant(from, Self::Holder),
        }
    }

    fn write<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Whole(value) => runtime::write_variant(value, to),
            Self::Text(value) => runtime::write_variant(value, to),
            Self::List(value) => runtime::write_variant(value, to),
            Self::Holder(value) => runtime::write_variant(value, to),
        }
    }
}

runtime::union!(Large);

/// Contains itself, without anything that says so.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Next(Next),
    Leaf(Leaf),
}

impl Default for Node {
    fn default() -> Self {
        <Self as runtime::Union>::blank()
    }
}

impl runtime::Union for Node {
    const SELECT: Select = Select::Shape(&[
        Branch::new(types::OBJECT)
            .required(&["next"])
            .known(&["next"]),
        Branch::new(types::OBJECT)
            .required(&["leaf"])
            .known(&["leaf"]),
    ]);

    fn blank() -> Self {
        Self::Leaf(runtime::blank())
    }

    fn read<S: runtime::Source>(branch: usize, from: S) -> Result<Self, S::Error> {
        count();
        match branch {
            0 => runtime::variant(from, Self::Next),
            _ => runtime::variant(from, Self::Leaf),
        }
    }

    fn write<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Next(value) => runtime::write_variant(value, to),
            Self::Leaf(value) => runtime::write_variant(value, to),
        }
    }
}

runtime::union!(Node);

thread_local! {
    static READS: Cell<usize> = const { Cell::new(0) };
}

fn count() {
    READS.set(READS.get() + 1);
}

/// How many branches of unions are read while `work` is done.
pub(super) fn reads<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = READS.get();
    let result = work();
    (result, READS.get() - before)
}

/// Integers, open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Low,
    High,
    Unknown(i64),
}

impl runtime::IntegerEnum for Level {
    const VALUES: &'static [(i64, Self)] = &[(-1, Self::Low), (7, Self::High)];

    fn value(&self) -> i64 {
        match self {
            Self::Low => -1,
            Self::High => 7,
            Self::Unknown(value) => *value,
        }
    }

    fn unknown(value: i64) -> Option<Self> {
        Some(Self::Unknown(value))
    }
}

runtime::integer_enum!(Level);

/// Scalars of all types, open.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mixed {
    One,
    Half,
    Text,
    True,
    Unknown(Value),
}

impl runtime::MixedEnum for Mixed {
    const VALUES: &'static [(Atom<'static>, Self)] = &[
        (Atom::Integer(1), Self::One),
        (Atom::Number(0.5), Self::Half),
        (Atom::Text("1"), Self::Text),
        (Atom::Boolean(true), Self::True),
    ];

    fn atom(&self) -> Atom<'_> {
        match self {
            Self::One => Atom::Integer(1),
            Self::Half => Atom::Number(0.5),
            Self::Text => Atom::Text("1"),
            Self::True => Atom::Boolean(true),
            Self::Unknown(value) => value.as_atom().unwrap_or(Atom::Text("")),
        }
    }

    fn unknown(atom: Atom<'_>) -> Option<Self> {
        Some(Self::Unknown(atom.into()))
    }
}

runtime::mixed_enum!(Mixed);

/// Keeps what it does not know.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Open {
    pub(super) id: i64,
    pub(super) size: i64,
    pub(super) others: BTreeMap<String, Vec<i64>>,
}

impl runtime::Object for Open {
    const PROPERTIES: &'static [&'static str] = &["id", "size"];
    const REQUIRED: &'static [usize] = &[0];
    const UNKNOWN: runtime::Unknown = runtime::Unknown::Keep;

    fn blank() -> Self {
        Self {
            size: 20,
            ..Self::default()
        }
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => runtime::read(&mut self.id, from),
            1 => runtime::read_defaulted(&mut self.size, from),
            _ => runtime::skip(from),
        }
    }

    fn read_unknown<S: runtime::Source>(&mut self, name: String, from: S) -> Result<(), S::Error> {
        runtime::read_entry(&mut self.others, name, from)
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.entry("id", &self.id);
        to.entry("size", &self.size);
        to.entries(&self.others);
    }

    fn validate(&self, to: &mut Checks<'_>) {
        static ITEM: Rules = Rules::new().at_most(9);
        static RULES: [Rules; 3] = [
            Rules::new().at_least(1),
            Rules::new().max_items(2).items(&ITEM),
            Rules::new().max_properties(4),
        ];
        to.whole(self, &RULES[2]);
        to.property("id", &self.id, &RULES[0]);
        to.additional(&self.others, &RULES[1]);
    }
}

runtime::object!(Open);

/// Knows all that there may be.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Closed {
    pub(super) id: Option<i64>,
}

impl runtime::Object for Closed {
    const PROPERTIES: &'static [&'static str] = &["id"];
    const REQUIRED: &'static [usize] = &[];
    const UNKNOWN: runtime::Unknown = runtime::Unknown::Refuse;

    fn blank() -> Self {
        Self::default()
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => runtime::read_optional(&mut self.id, from),
            _ => runtime::skip(from),
        }
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.optional_entry("id", &self.id);
    }
}

runtime::object!(Closed);
