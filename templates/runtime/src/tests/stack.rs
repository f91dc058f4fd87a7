//! How much of the stack a message takes.

use super::reading::{lenient, strict, violations};
use crate::runtime::{self, Schema};
use std::collections::BTreeMap;
use std::hint::black_box;

/// Nested as deep as values may be, these would take more than the stack has, were they on it at each level.
#[derive(Clone, Debug, PartialEq)]
struct Large {
    texts: [Option<String>; 400],
    of: Option<Box<Large>>,
    list: Vec<Large>,
    map: BTreeMap<String, Large>,
    inside: Option<Inside>,
}

impl runtime::Object for Large {
    const PROPERTIES: &'static [&'static str] = &["of", "list", "map", "in"];
    const REQUIRED: &'static [usize] = &[];
    const UNKNOWN: runtime::Unknown = runtime::Unknown::Keep;

    fn blank() -> Self {
        Self {
            texts: [const { None }; 400],
            of: None,
            list: Vec::new(),
            map: BTreeMap::new(),
            inside: None,
        }
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => runtime::read_optional(&mut self.of, from),
            1 => runtime::read(&mut self.list, from),
            2 => runtime::read(&mut self.map, from),
            3 => runtime::read_optional(&mut self.inside, from),
            _ => runtime::skip(from),
        }
    }

    fn read_unknown<S: runtime::Source>(&mut self, name: String, from: S) -> Result<(), S::Error> {
        runtime::read_entry(&mut self.map, name, from)
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.optional_entry("of", &self.of);
        to.entry("list", &self.list);
        to.optional_entry("in", &self.inside);
        to.entries(&self.map);
    }
}

runtime::object!(Large);

/// A large object within the place of another one.
#[derive(Clone, Debug, PartialEq)]
struct Inside {
    texts: [Option<String>; 400],
    of: Option<Box<Large>>,
}

impl runtime::Object for Inside {
    const PROPERTIES: &'static [&'static str] = &["of"];
    const REQUIRED: &'static [usize] = &[];

    fn blank() -> Self {
        Self {
            texts: [const { None }; 400],
            of: None,
        }
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => runtime::read_optional(&mut self.of, from),
            _ => runtime::skip(from),
        }
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.optional_entry("of", &self.of);
    }
}

runtime::object!(Inside);

/// A text of so many levels.
fn nested(levels: usize, before: &str, after: &str) -> String {
    format!("{}{{}}{}", before.repeat(levels), after.repeat(levels))
}

#[test]
fn large_objects_are_read_where_they_stay() {
    for text in [
        nested(120, r#"{"of":"#, "}"),
        nested(60, r#"{"list":["#, "]}"),
        nested(60, r#"{"map":{"":"#, "}}"),
        nested(60, r#"{"":"#, "}"),
        nested(60, r#"{"in":{"of":"#, "}}"),
    ] {
        assert!(strict::<Box<Large>>(&text).is_ok(), "{text}");
        assert!(lenient::<Option<Box<Large>>>(&text).is_ok(), "{text}");
        // The reader that says all that is wrong.
        let wrong = text.replacen("{}", r#"{"list":1}"#, 1);
        let found = violations::<Box<Large>>(&wrong, true);
        let [found] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(
            found.ends_with("expected an array, found a number"),
            "{found}"
        );
    }
}

/// What takes as much of the stack as it likes.
#[derive(Debug)]
struct Greedy(Vec<Greedy>);

impl runtime::Object for Greedy {
    const PROPERTIES: &'static [&'static str] = &["of"];
    const REQUIRED: &'static [usize] = &[];

    fn blank() -> Self {
        Self(Vec::new())
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        let taken = black_box([0_u8; 20_000]);
        let result = match property {
            0 => runtime::read(&mut self.0, from),
            _ => runtime::skip(from),
        };
        black_box(taken);
        result
    }

    fn write<M: runtime::Sink>(&self, _: &mut runtime::Entries<M>) {}
}

runtime::object!(Greedy);

#[test]
fn a_reader_stops_before_the_stack_ends() {
    let text = nested(60, r#"{"of":["#, "]}");
    let refused = "is nested too deeply for values of its size";
    for error in [
        strict::<Greedy>(&text).unwrap_err(),
        lenient::<Greedy>(&text).unwrap_err(),
        violations::<Greedy>(&text, true).concat(),
    ] {
        assert!(error.ends_with(refused), "{error}");
    }
    assert!(strict::<Greedy>(&nested(3, r#"{"of":["#, "]}")).is_ok());
    assert!(Greedy::blank().validate().is_ok());
}
