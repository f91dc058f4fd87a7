//! Values from and to formats of serde.

use super::models::{Color, Part, Shade, Thing, Wide};
use crate::runtime::{self, Field, Schema, Stream};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn strict<T: Schema>(text: &str) -> Result<T, String> {
    let mut json = serde_json::Deserializer::from_str(text);
    T::decode(Stream::new(&mut json, true)).map_err(|error| error.to_string())
}

fn lenient<T: Schema>(text: &str) -> Result<T, String> {
    let mut json = serde_json::Deserializer::from_str(text);
    T::decode(Stream::lenient(&mut json)).map_err(|error| error.to_string())
}

fn refused<T: Schema + std::fmt::Debug>(text: &str, because: &str) {
    for error in [
        strict::<T>(text).unwrap_err(),
        lenient::<T>(text).unwrap_err(),
    ] {
        assert!(error.contains(because), "{text}: {error}");
    }
}

#[test]
fn all_states_of_presence_survive() {
    let least = Thing {
        id: 1,
        ..Thing::default()
    };
    let null = Thing {
        color: Field::Null,
        ..least.clone()
    };
    let all = Thing {
        id: i64::MIN,
        note: Some(String::new()),
        size: Some(0.1),
        color: Field::Value(Color::Green),
        tags: Some(Vec::new()),
        parts: Some(vec![Part {
            name: "p".to_owned(),
            of: Some(Box::new(Part::default())),
        }]),
        extra: Some(BTreeMap::from([("x".to_owned(), true)])),
    };
    let rows = [
        (least, json!({"id": 1, "note": null})),
        (null, json!({"id": 1, "note": null, "color": null})),
        (
            all,
            json!({"id": i64::MIN, "note": "", "size": 0.1, "color": "green", "tags": [],
                "parts": [{"name": "p", "of": {"name": ""}}], "a/b~c": {"x": true}}),
        ),
    ];
    for (thing, value) in rows {
        assert_eq!(serde_json::to_value(&thing).unwrap(), value);
        assert_eq!(strict::<Thing>(&value.to_string()).unwrap(), thing);
        assert_eq!(serde_json::from_value::<Thing>(value).unwrap(), thing);
    }
}

#[test]
fn properties_come_in_any_order_and_unknown_ones_are_passed_over() {
    let text = r#"{"new":[{"x":null}],"parts":[],"note":"n","id":7,"newer":1}"#;
    let thing = strict::<Thing>(text).unwrap();
    assert_eq!(
        (thing.id, thing.note.as_deref(), thing.parts),
        (7, Some("n"), Some(vec![]))
    );
}

#[test]
fn null_for_an_optional_property_is_absence_to_the_lenient_only() {
    let text = r#"{"id":1,"note":null,"size":null}"#;
    assert_eq!(lenient::<Thing>(text).unwrap().size, None);
    assert!(strict::<Thing>(text).unwrap_err().contains("not null"));
    assert_eq!(serde_json::from_str::<Thing>(text).unwrap().size, None);
}

#[test]
fn what_the_document_does_not_say_is_refused_by_both() {
    refused::<Thing>("[]", "expected an object");
    refused::<Thing>("[1,null]", "expected an object");
    refused::<Thing>("null", "expected an object");
    refused::<Thing>(r#"{"note":null}"#, "missing field `id`");
    refused::<Thing>(r#"{"id":1}"#, "missing field `note`");
    refused::<Thing>(r#"{"id":1,"note":null,"id":1}"#, "duplicate field `id`");
    refused::<Thing>(r#"{"id":"1","note":null}"#, "an integer of 64 bits");
    refused::<Thing>(r#"{"id":true,"note":null}"#, "an integer of 64 bits");
    refused::<Thing>(r#"{"id":null,"note":null}"#, "an integer of 64 bits");
    refused::<Thing>(r#"{"id":1,"note":1}"#, "a string");
    refused::<Thing>(r#"{"id":1,"note":null,"tags":{}}"#, "an array");
    refused::<Thing>(
        r#"{"id":1,"note":null,"a/b~c":{"x":true,"x":true}}"#,
        "twice",
    );
    refused::<Thing>(
        r#"{"id":1,"note":null,"color":"blue"}"#,
        r#"one of "red", "green""#,
    );
}

#[test]
fn integers_are_exact() {
    assert_eq!(strict::<i64>("1.0"), Ok(1));
    assert_eq!(strict::<i64>("-1e2"), Ok(-100));
    assert_eq!(strict::<i64>("9223372036854775807"), Ok(i64::MAX));
    assert_eq!(strict::<u64>("18446744073709551615"), Ok(u64::MAX));
    assert_eq!(strict::<u8>("255"), Ok(255));
    for text in ["1.5", "9223372036854775808", "1e300", "9007199254740993.0"] {
        assert!(strict::<i64>(text).is_err(), "{text}");
    }
    assert!(strict::<u8>("256").is_err());
    assert!(strict::<u64>("-1").is_err());
    assert!(strict::<i32>("2147483648").is_err());
}

#[test]
fn numbers_are_finite() {
    assert_eq!(strict::<f64>("5"), Ok(5.0));
    assert_eq!(
        serde_json::to_string(&crate::runtime::Encoded(&0.1_f32)).unwrap(),
        "0.1"
    );
    assert!(strict::<f64>("1e400").is_err());
    assert!(strict::<f32>("1e300").is_err());
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let from: serde::de::value::F64Deserializer<serde::de::value::Error> =
            serde::de::IntoDeserializer::into_deserializer(number);
        assert!(f64::decode(Stream::lenient(from)).is_err());
        let thing = Thing {
            size: Some(number),
            ..Thing::default()
        };
        assert!(
            serde_json::to_string(&thing)
                .unwrap_err()
                .to_string()
                .contains("finite")
        );
    }
}

#[test]
fn enums_are_closed_or_open() {
    assert_eq!(strict::<Color>(r#""red""#), Ok(Color::Red));
    assert!(lenient::<Color>(r#""blue""#).is_err());
    assert_eq!(
        lenient::<Shade>(r#""dark""#),
        Ok(Shade::Unknown("dark".to_owned()))
    );
    assert!(strict::<Shade>(r#""dark""#).is_err());
    assert_eq!(
        serde_json::to_string(&Shade::Unknown("dark".to_owned())).unwrap(),
        r#""dark""#
    );
    assert_eq!(
        (Color::Green.to_string(), "green".parse()),
        ("green".to_owned(), Ok(Color::Green))
    );
    let error = "blue".parse::<Color>().unwrap_err();
    assert_eq!(error.to_string(), r#"expected one of "red", "green""#);
}

#[test]
fn objects_of_more_properties_than_a_word_has_bits() {
    let all = Wide((0..130).collect());
    let text = serde_json::to_string(&all).unwrap();
    assert_eq!(strict::<Wide>(&text).unwrap(), all);
    for index in [0, 63, 64, 65, 127, 128, 129] {
        let name = format!("p{index}");
        let mut without: Value = serde_json::from_str(&text).unwrap();
        without.as_object_mut().unwrap().remove(&name);
        refused::<Wide>(&without.to_string(), &format!("missing field `{name}`"));
        let twice = format!("{{\"{name}\":1,{}", &text[1..]);
        refused::<Wide>(&twice, &format!("duplicate field `{name}`"));
    }
}

/// What no type keeps is bounded like the rest, though nobody asks for it.
#[test]
fn unknown_members_are_no_deeper_and_no_more_broken_than_others() {
    for (depth, is_read) in [(100, true), (129, false), (1_000_000, false)] {
        let text = format!(
            r#"{{"id":1,"note":null,"other":{}{}}}"#,
            "[".repeat(depth),
            "]".repeat(depth)
        );
        assert_eq!(strict::<Thing>(&text).is_ok(), is_read, "{depth}");
        assert_eq!(lenient::<Thing>(&text).is_ok(), is_read, "{depth}");
    }
    refused::<Thing>(r#"{"id":1,"note":null,"other":["\ud800"]}"#, "hex escape");
}

#[test]
fn deep_and_broken_text_is_an_error() {
    let deep = format!(
        "{{\"id\":1,\"note\":null,\"parts\":[{}",
        "{\"of\":".repeat(100_000)
    );
    assert!(strict::<Thing>(&deep).is_err());
    let unknown = format!("{{\"unknown\":{}", "[".repeat(100_000));
    assert!(strict::<Thing>(&unknown).is_err());
    for text in ["", "{", "{\"id\"", "\u{feff}{}", "{\"id\":1,}", "{'id':1}"] {
        assert!(strict::<Thing>(text).is_err(), "{text}");
    }
}

/// A format that does not describe itself, and asks for the length of a map before its entries.
#[test]
fn formats_that_count_are_told_the_number_of_entries() {
    let thing = Thing {
        color: Field::Null,
        ..Thing::default()
    };
    assert_eq!(super::counting::entries(&thing), Some(3));
    assert_eq!(super::counting::entries(&Thing::default()), Some(2));
}

/// Names that a hash of their ends takes for one.
#[derive(Clone, Debug, PartialEq)]
struct Alike(Vec<i64>);

impl runtime::Object for Alike {
    const PROPERTIES: &'static [&'static str] = &[
        "an-id-00-or-other",
        "an-id-01-or-other",
        "an-id-02-or-other",
        "an-id-03-or-other",
        "an-id-aa-or-other",
        "an-id-ab-or-other",
        "an-id-ac-or-other",
        "an-id-ad-or-other",
        "an-id-ba-or-other",
        "an-id-bb-or-other",
        "an-id-bc-or-other",
        "an-id-bd-or-other",
        "commonly0commonly",
        "commonly1commonly",
        "commonly2commonly",
        "commonly3commonly",
        "commonly4commonly",
        "commonly5commonly",
        "commonly6commonly",
        "commonly7commonly",
        "commonly8commonly",
        "commonly9commonly",
        "commonlyacommonly",
        "commonlybcommonly",
        "commonlyccommonly",
        "commonlydcommonly",
        "commonlyecommonly",
        "commonlyfcommonly",
        "commonlygcommonly",
        "commonlyhcommonly",
        "commonlyicommonly",
        "commonlyjcommonly",
    ];
    const REQUIRED: &'static [usize] = &[];

    fn blank() -> Self {
        Self(vec![-1; Self::PROPERTIES.len()])
    }

    fn read<S: runtime::Source>(&mut self, property: usize, from: S) -> Result<(), S::Error> {
        match self.0.get_mut(property) {
            Some(value) => runtime::read(value, from),
            None => runtime::skip(from),
        }
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        for (name, value) in Self::PROPERTIES.iter().zip(&self.0) {
            to.entry(name, value);
        }
    }
}

runtime::object!(Alike);

#[test]
fn names_are_found_in_any_order_however_alike_they_are() {
    use crate::runtime::Object;

    let names: Vec<(usize, &str)> = Alike::PROPERTIES.iter().copied().enumerate().collect();
    for step in [1, 3, 7, 31] {
        let places = (0..names.len()).map(|at| (at * step + 5) % names.len());
        let members = places.map(|at| format!("{:?}:{}", names[at].1, names[at].0));
        let members: Vec<String> = members
            .chain(["\"commonlyzcommonly\":0".to_owned()])
            .collect();
        let json = format!("{{{}}}", members.join(","));
        let read: Alike = serde_json::from_str(&json).unwrap();
        assert!(read.0.into_iter().eq(0..names.len() as i64), "{json}");
    }
}

#[test]
fn null_is_not_what_a_property_has_when_it_is_absent() {
    for strict in [true, false] {
        let mut size = Some(20);
        let mut json = serde_json::Deserializer::from_str("null");
        runtime::read(&mut size, Stream::new(&mut json, strict)).unwrap();
        assert_eq!(size, None::<i64>);
    }
}
