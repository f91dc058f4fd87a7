//! What a message may buy of memory.

use super::reading::{lenient, violations};
use crate::runtime::{self, Schema, Stream};
use serde_json::value::Value as Json;
use std::collections::BTreeMap;

/// An object of which a few bytes say a lot: all of its properties may be absent.
#[derive(Clone, Debug, PartialEq)]
struct Sparse {
    texts: [Option<String>; 400],
    more: Option<Box<Sparse>>,
    others: BTreeMap<String, Sparse>,
}

impl runtime::Object for Sparse {
    const PROPERTIES: &'static [&'static str] = &["more"];
    const REQUIRED: &'static [usize] = &[];
    const UNKNOWN: runtime::Unknown = runtime::Unknown::Keep;

    fn blank() -> Self {
        Self {
            texts: [const { None }; 400],
            more: None,
            others: BTreeMap::new(),
        }
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match property {
            0 => runtime::read_optional(&mut self.more, from),
            _ => runtime::skip(from),
        }
    }

    fn read_unknown<S: runtime::Source>(&mut self, name: String, from: S) -> Result<(), S::Error> {
        runtime::read_entry(&mut self.others, name, from)
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.optional_entry("more", &self.more);
        to.entries(&self.others);
    }
}

runtime::object!(Sparse);

/// What the shortest message may take.
const LEAST: usize = 16 << 20;

const REFUSED: &str = "takes more memory than a message of its length may";

/// An item of a list that is read from memory, not from the text: which branch it is, its shape says.
#[derive(Clone, Debug, PartialEq)]
struct Shaped(Box<Sparse>);

impl runtime::Union for Shaped {
    const SELECT: runtime::Select = runtime::Select::TagOr {
        property: "tag",
        tags: &[("a", 0)],
        other: 0,
    };

    fn blank() -> Self {
        Self(runtime::blank())
    }

    fn read<S: runtime::Source>(_: usize, from: S) -> Result<Self, S::Error> {
        runtime::variant(from, Self)
    }

    fn write<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        runtime::write_variant(&self.0, to)
    }
}

runtime::union!(Shaped);

/// Texts that would each take more than twice of what there is room for.
fn large() -> [String; 5] {
    let count = 12_000;
    let list = |item: &str, count: usize| format!("[{}]", vec![item; count].join(","));
    let inside = format!("{}{{}}{}", r#"{"more":"#.repeat(100), "}".repeat(100));
    [
        list("{}", count),
        list("null", count),
        list(&inside, 80),
        format!("[{}]", members(count)),
        list(r#"{"a":{}}"#, count / 6),
    ]
}

/// A map of so many empty objects.
fn members(count: usize) -> String {
    let members = (0..count).map(|index| format!(r#""{index}":{{}}"#));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

/// The text is refused for one reason alone.
fn refused<T: Schema>(text: &str) {
    for strict in [true, false] {
        let found = violations::<T>(text, strict);
        let [found] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert!(found.starts_with("body"), "{found}");
        assert!(found.ends_with(REFUSED), "{found}");
    }
}

#[test]
fn a_message_takes_no_more_than_its_length_allows() {
    for text in large() {
        refused::<Vec<Option<Sparse>>>(&text);
    }
    refused::<BTreeMap<String, Option<Sparse>>>(&members(12_000));
    let shaped = format!("[{}]", vec![r#"{"x":{}}"#; 12_000].join(","));
    refused::<Vec<Shaped>>(&shaped);
}

#[test]
fn a_program_may_read_what_it_likes() {
    for text in large() {
        let value = lenient::<Vec<Option<Sparse>>>(&text).unwrap();
        let value = runtime::Value::of(&value).unwrap();
        assert!(value.read::<Vec<Option<Sparse>>>().is_ok());
    }
}

#[test]
fn a_length_that_is_claimed_takes_room_too() {
    let sparse = 64;
    let text = format!("[{}]", vec!["{}"; sparse].join(","));
    let json: Json = text.parse().unwrap();
    let room = runtime::room::Room::of(0);
    // A list of serde_json says how many items it has, a text does not.
    let read = Vec::<Sparse>::decode(Stream::of_message(&json, true, &room)).unwrap();
    assert_eq!(read.len(), sparse);
    let taken = read.capacity() * size_of::<Sparse>();
    assert!(!room.take(LEAST + 1 - taken));
}

#[test]
fn ordinary_messages_have_room() {
    let numbers = format!("[{}]", vec!["0"; 1_000_000].join(","));
    assert_eq!(violations::<Vec<u8>>(&numbers, true), [""; 0]);
    assert_eq!(violations::<Vec<Option<i128>>>(&numbers, true), [""; 0]);
    let lists = format!("[{}]", vec!["[0]"; 500_000].join(","));
    assert_eq!(violations::<Vec<Vec<u64>>>(&lists, true), [""; 0]);
    let members = (0..100_000).map(|index| format!(r#""{index}":"{index}""#));
    let map = format!("{{{}}}", members.collect::<Vec<_>>().join(","));
    assert_eq!(violations::<BTreeMap<String, String>>(&map, true), [""; 0]);
    let sparse = format!("[{}]", vec!["{}"; 1_000].join(","));
    assert_eq!(violations::<Vec<Sparse>>(&sparse, true), [""; 0]);
}

#[test]
fn nothing_is_read_after_there_is_nothing_more_to_say() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    static BLANKS: AtomicUsize = AtomicUsize::new(0);
    struct Counted;
    impl runtime::Object for Counted {
        const PROPERTIES: &'static [&'static str] = &["there"];
        const REQUIRED: &'static [usize] = &[0];

        fn blank() -> Self {
            BLANKS.fetch_add(1, Ordering::Relaxed);
            Self
        }

        fn read<S: runtime::Source>(&mut self, _: usize, from: S) -> Result<(), S::Error> {
            runtime::skip(from)
        }

        fn write<M: runtime::Sink>(&self, _: &mut runtime::Entries<M>) {}
    }
    runtime::object!(Counted);

    let text = format!("[{}]", vec!["{}"; 10_000].join(","));
    let found = violations::<Vec<Counted>>(&text, true);
    assert_eq!(found.len(), 100);
    // One by the reader that ends at the first violation.
    assert_eq!(BLANKS.load(Ordering::Relaxed), 101);
}
