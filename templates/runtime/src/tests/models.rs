//! The types of the tests, written as the generator would.

use crate::runtime::{self, Field};
use std::collections::BTreeMap;

/// Every state that a property's presence can have.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Thing {
    pub(super) id: i64,
    pub(super) note: Option<String>,
    pub(super) size: Option<f64>,
    pub(super) color: Field<Color>,
    pub(super) tags: Option<Vec<String>>,
    pub(super) parts: Option<Vec<Part>>,
    pub(super) extra: Option<BTreeMap<String, bool>>,
}

impl runtime::Object for Thing {
    const PROPERTIES: &'static [&'static str] =
        &["id", "note", "size", "color", "tags", "parts", "a/b~c"];
    const REQUIRED: &'static [usize] = &[0, 1];

    fn blank() -> Self {
        Self::default()
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => runtime::read(&mut self.id, from),
            1 => runtime::read(&mut self.note, from),
            2 => runtime::read_optional(&mut self.size, from),
            3 => runtime::read(&mut self.color, from),
            4 => runtime::read_optional(&mut self.tags, from),
            5 => runtime::read_optional(&mut self.parts, from),
            6 => runtime::read_optional(&mut self.extra, from),
            _ => runtime::skip(from),
        }
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.entry("id", &self.id);
        to.entry("note", &self.note);
        to.optional_entry("size", &self.size);
        to.field_entry("color", &self.color);
        to.optional_entry("tags", &self.tags);
        to.optional_entry("parts", &self.parts);
        to.optional_entry("a/b~c", &self.extra);
    }
}

runtime::object!(Thing);

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) of: Option<Box<Part>>,
}

impl runtime::Object for Part {
    const PROPERTIES: &'static [&'static str] = &["name", "of"];
    const REQUIRED: &'static [usize] = &[0];

    fn blank() -> Self {
        Self::default()
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => runtime::read(&mut self.name, from),
            1 => runtime::read_optional(&mut self.of, from),
            _ => runtime::skip(from),
        }
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.entry("name", &self.name);
        to.optional_entry("of", &self.of);
    }
}

runtime::object!(Part);

/// Closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Color {
    Red,
    Green,
}

impl runtime::StringEnum for Color {
    const VALUES: &'static [(&'static str, Self)] = &[("red", Self::Red), ("green", Self::Green)];

    fn as_str(&self) -> &str {
        match self {
            Self::Red => "red",
            Self::Green => "green",
        }
    }
}

runtime::string_enum!(Color);

/// Open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shade {
    Light,
    Unknown(String),
}

impl runtime::StringEnum for Shade {
    const VALUES: &'static [(&'static str, Self)] = &[("light", Self::Light)];

    fn as_str(&self) -> &str {
        match self {
            Self::Light => "light",
            Self::Unknown(text) => text,
        }
    }

    fn unknown(text: &str) -> Option<Self> {
        Some(Self::Unknown(text.to_owned()))
    }
}

runtime::string_enum!(Shade);

/// More properties than a word has bits; all are required.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wide(pub(super) Vec<u8>);

macro_rules! wide {
    ($($index:literal)*) => {
        const WIDE: &[&str] = &[$(concat!("p", $index)),*];
        const ALL: &[usize] = &[$($index),*];
    };
}

wide!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34
    35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66
    67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98
    99 100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121 122
    123 124 125 126 127 128 129);

impl runtime::Object for Wide {
    const PROPERTIES: &'static [&'static str] = WIDE;
    const REQUIRED: &'static [usize] = ALL;

    fn blank() -> Self {
        Self(vec![0; WIDE.len()])
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match self.0.get_mut(property) {
            Some(value) => runtime::read(value, from),
            None => runtime::skip(from),
        }
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        for (name, value) in WIDE.iter().zip(&self.0) {
            to.entry(name, value);
        }
    }
}

runtime::object!(Wide);
