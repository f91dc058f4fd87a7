//! Unions: which branch is chosen, what is refused, and that the work grows with the input.

use super::reading::{lenient, strict, violations};
use super::shapes::{
    Circle, Holder, Holding, Large, Loose, Node, Range, Shape, Square, Start, reads,
};
use crate::runtime::{self, Branch, Schema, Select, Test, Value, types};
use serde_json::json;

fn square(inner: Option<Shape>) -> Shape {
    Shape::Square(Box::new(Square {
        kind: "square".to_owned(),
        side: 2.0,
        inner: inner.map(Box::new),
    }))
}

#[test]
fn a_tag_chooses() {
    let circle = Shape::Circle(Circle {
        kind: "circle".to_owned(),
        radius: 1.5,
    });
    let value = json!({"kind": "square", "side": 2.0, "inner": {"radius": 1.5, "kind": "circle"}});
    let shape = square(Some(circle));
    assert_eq!(strict::<Shape>(&value.to_string()), Ok(shape.clone()));
    assert_eq!(
        serde_json::from_value::<Shape>(value.clone()).unwrap(),
        shape
    );
    assert_eq!(serde_json::to_value(&shape).unwrap(), value);
}

#[test]
fn a_tag_that_is_wrong_is_refused_where_it_stands() {
    let rows = [
        (r#"{"side":1}"#, "body/shape/kind: is required"),
        (
            r#"{"kind":"cube"}"#,
            r#"body/shape/kind: expected one of "circle", "square""#,
        ),
        (
            r#"{"kind":1}"#,
            "body/shape/kind: expected a string, found a number",
        ),
        ("[]", "body/shape: expected an object, found an array"),
        (
            r#"{"kind":"circle","kind":"square","radius":1}"#,
            "body/shape/kind: occurs twice",
        ),
        (r#"{"kind":"circle"}"#, "body/shape/radius: is required"),
    ];
    for (text, expected) in rows {
        let text = format!("{{\"shape\":{text}}}");
        assert_eq!(violations::<Holder>(&text, true), [expected]);
        assert!(strict::<Holder>(&text).is_err());
    }
}

#[test]
fn a_lenient_reader_keeps_what_fits_no_branch_of_an_open_union() {
    for text in [
        r#"{"kind":"cube","edge":[1,null]}"#,
        "[1]",
        "{}",
        r#"{"kind":1}"#,
    ] {
        let shape = lenient::<Shape>(text).unwrap();
        assert!(matches!(shape, Shape::Unknown(_)), "{text}");
        assert_eq!(serde_json::to_string(&shape).unwrap(), text);
        let violations = shape.validate().unwrap_err();
        assert_eq!(
            violations.to_string(),
            "is not one of the values that the document lists"
        );
    }
    assert!(lenient::<Shape>(r#"{"kind":"circle"}"#).is_err());
}

#[test]
fn the_look_of_a_value_chooses() {
    let range = |unit: Option<&str>, to| {
        Loose::Range(Range {
            from: 1,
            to,
            unit: unit.map(str::to_owned),
        })
    };
    let start = Loose::Start(Start { from: 1 });
    let rows = [
        // Both know all members; one of them says more.
        (r#"{"from":1}"#, range(None, None)),
        (r#"{"from":1,"to":2}"#, range(None, Some(2))),
        (r#"{"from":1,"unit":"m"}"#, range(Some("m"), None)),
        (r#""text""#, Loose::Text("text".to_owned())),
        ("1", Loose::Whole(1)),
        (
            "18446744073709551615",
            Loose::Number(18_446_744_073_709_551_615.0),
        ),
        ("1.5", Loose::Number(1.5)),
        ("1.0", Loose::Number(1.0)),
        ("true", Loose::Flag(true)),
        ("[]", Loose::List(vec![])),
        ("[1,2]", Loose::List(vec![1, 2])),
        (r#"["a"]"#, Loose::Texts(vec!["a".to_owned()])),
    ];
    for (text, expected) in rows {
        let read = strict::<Loose>(text);
        if text == "18446744073709551615" {
            // The narrower branch is committed to, and says what is wrong.
            assert!(read.unwrap_err().contains("an integer of 64 bits"));
            continue;
        }
        assert_eq!(read, Ok(expected), "{text}");
    }
    // Null is no constant, but to the lenient it may be nothing; only then is the other branch no better.
    let text = r#"{"from":1,"unit":null}"#;
    assert!(strict::<Loose>(text).is_err());
    assert_eq!(lenient::<Loose>(text), Ok(range(None, None)));
    // A test that fails rules a branch out; to the lenient the other one is not closed.
    let text = r#"{"from":1,"unit":"km"}"#;
    assert_eq!(
        strict::<Loose>(text).unwrap_err(),
        "fits none of the alternatives"
    );
    assert_eq!(lenient::<Loose>(text), Ok(start));
    for text in [r#"{"to":1}"#, "[true]", "[[]]"] {
        assert!(strict::<Loose>(text).is_err(), "{text}");
        assert!(lenient::<Loose>(text).is_err(), "{text}");
    }
    assert_eq!(
        violations::<Holder>(r#"{"loose":["a",1]}"#, true),
        ["body/loose/1: expected a string, found a number"]
    );
}

#[test]
fn null_is_a_value_of_a_union_that_has_it() {
    const { assert!(<Loose as Schema>::NULLABLE && !<Shape as Schema>::NULLABLE) };
    // The branch of strings cannot say null, so its reader refuses.
    assert!(strict::<Holder>(r#"{"loose":null}"#).is_err());
    assert!(
        strict::<Holder>(r#"{"shape":null}"#)
            .unwrap_err()
            .contains("not null")
    );
    assert_eq!(lenient::<Holder>(r#"{"shape":null}"#).unwrap().shape, None);
}

/// Thirty levels in about a kilobyte, without anything that says which branch is which but what is inside.
#[test]
fn deep_unions_are_read_once_per_level() {
    for depth in [1, 30, 100] {
        let text = format!(
            "{}{{\"leaf\":1,\"padding\":\"{}\"}}{}",
            "{\"next\":".repeat(depth),
            "x".repeat(700),
            "}".repeat(depth)
        );
        for strict in [true, false] {
            let (node, reads) = reads(|| super::reading::read::<Node>(&text, strict));
            assert!(node.is_ok());
            assert_eq!(reads, depth + 1);
        }
        // Refused at the innermost place: the work is done twice, once to find all that is wrong.
        let text = text.replace("\"leaf\":1", "\"leaf\":\"\"");
        let (found, reads) = reads(|| violations::<Node>(&text, true));
        assert_eq!(
            found,
            [format!(
                "body{}/leaf: expected an integer of 64 bits, found a string",
                "/next".repeat(depth)
            )]
        );
        assert_eq!(reads, 2 * (depth + 1));
    }
}

/// Wherever the tag stands, each level is read once, and both ways come to the same.
#[test]
fn a_tag_may_come_first_or_last() {
    let nested = |head: &str, tail: &str| {
        let text = format!("{{{head}\"side\":1,\"inner\":").repeat(30);
        format!(
            "{text}{{\"kind\":\"circle\",\"radius\":1}}{}",
            format!("{tail}}}").repeat(30)
        )
    };
    let first = nested("\"kind\":\"square\",", "");
    let last = nested("", ",\"kind\":\"square\"");
    let escaped = nested("\"\\u006bind\":\"s\\u0071uare\",", "");
    for strict in [true, false] {
        let read = |text: &str| reads(|| super::reading::read::<Shape>(text, strict));
        let (expected, count) = read(&first);
        assert_eq!(count, 31);
        assert_eq!(read(&last), (expected.clone(), 31));
        assert_eq!(read(&escaped), (expected.clone(), 31));
        assert!(expected.is_ok());
        let json: serde_json::Value = serde_json::from_str(&first).unwrap();
        assert_eq!(serde_json::from_value::<Shape>(json).ok(), expected.ok());
    }
    for text in [first, last] {
        let text = text.replace("\"radius\":1", "\"radius\":\"\"");
        let place = "/inner".repeat(30);
        assert_eq!(
            violations::<Shape>(&text, true),
            [format!(
                "body{place}/radius: expected a number, found a string"
            )]
        );
    }
}

#[test]
fn unions_inside_unions_through_lists_are_read_once() {
    let leaves = vec![r#"{"next":{"leaf":1}}"#; 500].join(",");
    let text = format!("{{\"nodes\":[{leaves}]}}");
    let (holder, reads) = reads(|| strict::<Holder>(&text));
    assert_eq!(holder.unwrap().nodes.map(|nodes| nodes.len()), Some(500));
    assert_eq!(reads, 1000);
}

#[test]
fn unions_are_bounded_in_depth() {
    for text in [
        "{\"next\":".repeat(100_000),
        format!("{{\"any\":{}", "[".repeat(100_000)),
        format!("{{\"nodes\":[{}", "{\"next\":".repeat(100_000)),
    ] {
        assert!(strict::<Node>(&text).is_err());
        assert!(strict::<Holder>(&text).is_err());
    }
}

/// Of any number of tags.
#[derive(Debug, PartialEq)]
struct Many(usize);

const TAGS: &[(&str, usize)] = {
    const LENGTH: usize = 5000;
    static NAMES: [[u8; 4]; LENGTH] = {
        let mut names = [[b'0'; 4]; LENGTH];
        let mut index = 0;
        while index < LENGTH {
            names[index] = [
                b'0' + (index / 1000) as u8,
                b'0' + (index / 100 % 10) as u8,
                b'0' + (index / 10 % 10) as u8,
                b'0' + (index % 10) as u8,
            ];
            index += 1;
        }
        names
    };
    static TAGS: [(&str, usize); LENGTH] = {
        let mut tags = [("", 0); LENGTH];
        let mut index = 0;
        while index < LENGTH {
            tags[index] = match std::str::from_utf8(&NAMES[index]) {
                Ok(name) => (name, index),
                Err(_) => ("", index),
            };
            index += 1;
        }
        tags
    };
    &TAGS
};

impl runtime::Union for Many {
    const SELECT: Select = Select::Tag {
        property: "tag",
        tags: TAGS,
    };

    fn blank() -> Self {
        Self(0)
    }

    fn read<S: runtime::Source>(branch: usize, from: S) -> Result<Self, S::Error> {
        runtime::variant(from, |_: Value| Self(branch))
    }

    fn write<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        runtime::write_variant(&Value::from_iter([("tag", TAGS[self.0].0)]), to)
    }
}

runtime::union!(Many);

#[test]
fn thousands_of_tags() {
    for index in [0, 1, 2500, 4999] {
        let text = format!("{{\"tag\":\"{index:04}\"}}");
        assert_eq!(strict::<Many>(&text), Ok(Many(index)));
        assert_eq!(serde_json::to_string(&Many(index)).unwrap(), text);
    }
    let error = strict::<Many>(r#"{"tag":"5000"}"#).unwrap_err();
    assert!(error.ends_with(r#""0009" and 4990 more"#), "{error}");
}

#[test]
fn tests_reach_into_arrays_and_objects() {
    let branch = |value: &Value, test: Test| {
        let branches: &'static [Branch] = Box::leak(Box::new([
            Branch::new(u8::MAX).tests(Box::leak(Box::new([test])))
        ]));
        let mut log = runtime::log::Log::new(true);
        let tree = runtime::tree::Tree::of(value);
        // Two branches, so that the only one of its type is not taken for want of others.
        let two: &'static [Branch] = Box::leak(Box::new([branches[0], branches[0]]));
        Select::Shape(two).choose(&tree, &mut log, false).is_ok()
    };
    let value: Value = json!({"a": [{"b": 1.0}, 2], "*": "star"}).into();
    let rows = [
        (Test::at(&["a", "*", "b"]).types(types::INTEGER), true),
        (Test::at(&["a", "*", "b"]).types(types::STRING), false),
        (
            Test::at(&["a", "*", "b"]).one_of(&[runtime::Atom::Integer(1)]),
            true,
        ),
        (
            Test::at(&["a", "*", "b"]).one_of(&[runtime::Atom::Integer(2)]),
            false,
        ),
        (Test::at(&["a", "*", "c"]).types(types::STRING), false),
        (
            Test::at(&["a", "*", "c"]).types(types::STRING).optional(),
            true,
        ),
        (Test::at(&["*"]).types(types::STRING), true),
        (Test::at(&["a", "b"]), false),
    ];
    for (test, passes) in rows {
        assert_eq!(branch(&value, test), passes, "{test:?}");
    }
}

/// Which branch an object is of: the first by its tag, all others the second.
#[derive(Debug, PartialEq)]
struct Else(usize);

impl runtime::Union for Else {
    const SELECT: Select = Select::TagOr {
        property: "tag",
        tags: &[("a", 0), ("b", 1)],
        other: 1,
    };

    fn blank() -> Self {
        Self(0)
    }

    fn read<S: runtime::Source>(branch: usize, from: S) -> Result<Self, S::Error> {
        runtime::variant(from, |_: Value| Self(branch))
    }

    fn write<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        runtime::write_variant(&Value::from_iter([("tag", self.0.to_string())]), to)
    }
}

runtime::union!(Else);

/// OpenAPI 3.2.0, Discriminator Object, `defaultMapping`.
#[test]
fn what_no_tag_leads_to() {
    for (text, branch) in [
        (r#"{"tag":"a"}"#, 0),
        (r#"{"x":1,"tag":"a"}"#, 0),
        (r#"{"tag":"b"}"#, 1),
        (r#"{"tag":"c"}"#, 1),
        (r#"{"tag":1}"#, 1),
        (r#"{"x":1}"#, 1),
        ("{}", 1),
    ] {
        assert_eq!(strict::<Else>(text), Ok(Else(branch)), "{text}");
        assert_eq!(serde_json::from_str::<Else>(text).unwrap(), Else(branch));
    }
    assert_eq!(
        strict::<Else>("1"),
        Err("expected an object, found a number".to_owned())
    );
}

/// The tag of a branch that may do without it.
#[derive(Debug, Default, PartialEq)]
struct Optional {
    tag: Option<String>,
}

impl runtime::Object for Optional {
    const PROPERTIES: &'static [&'static str] = &["tag"];
    const REQUIRED: &'static [usize] = &[];

    fn blank() -> Self {
        Self::default()
    }

    fn read<S: runtime::Source>(&mut self, _: usize, from: S) -> Result<(), S::Error> {
        runtime::read_optional(&mut self.tag, from)
    }

    fn write<M: runtime::Sink>(&self, to: &mut runtime::Entries<M>) {
        to.optional_entry("tag", &self.tag);
    }
}

runtime::object!(Optional);

#[derive(Debug, PartialEq)]
struct Loosely(Optional);

impl runtime::Union for Loosely {
    const SELECT: Select = Select::Tag {
        property: "tag",
        tags: &[("a", 0)],
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

runtime::union!(Loosely);

#[test]
fn a_tag_may_be_optional() {
    let a = Loosely(Optional {
        tag: Some("a".to_owned()),
    });
    for text in [
        r#"{"tag":"a"}"#,
        r#"{"tag":"\u0061"}"#,
        r#"{"x":1,"tag":"a"}"#,
    ] {
        assert_eq!(serde_json::from_str::<Loosely>(text).unwrap(), a, "{text}");
    }
}

#[test]
fn whole_numbers_beyond_64_bits_are_exact_in_unions() {
    let most = i128::MAX.to_string();
    let text = format!(
        r#"[{most},"{most}",-18446744073709551617,[{{"large":{}}}],7]"#,
        u128::MAX
    );
    let large = Large::List(vec![
        Large::Whole(i128::MAX),
        Large::Text(most.clone()),
        Large::Whole(-18_446_744_073_709_551_617),
        Large::List(vec![Large::Holder(Holding { large: u128::MAX })]),
        Large::Whole(7),
    ]);
    assert_eq!(strict::<Large>(&text), Ok(large.clone()));
    assert_eq!(lenient::<Large>(&text), Ok(large.clone()));
    assert_eq!(serde_json::to_string(&large).unwrap(), text);
    // From a reader the text cannot be borrowed.
    assert_eq!(
        serde_json::from_reader::<_, Large>(text.as_bytes()).unwrap(),
        large
    );
    // What is beyond the type is refused, and so is what only looks like the text that serde_json hands out.
    let (beyond, forged) = (
        format!("{}0", i128::MAX),
        json!({"$serde_json::private::RawValue": "7"}).to_string(),
    );
    assert!(strict::<Large>(&beyond).is_err());
    assert!(strict::<Large>(&forged).is_err());
    assert!(serde_json::from_str::<Large>(&forged).is_err());
}

#[test]
fn other_formats_give_whole_numbers_beyond_64_bits_as_they_are() {
    let given = serde::de::value::I128Deserializer::<serde::de::value::Error>::new(i128::MIN);
    assert_eq!(
        Large::decode(runtime::Stream::lenient(given)),
        Ok(Large::Whole(i128::MIN))
    );
    // What knows no text of values gives its entries as they are.
    let value = serde_json::to_value(json!({"large": 7})).unwrap();
    let entries = value.as_object().unwrap().clone().into_iter();
    let given = serde::de::value::MapDeserializer::new(entries);
    assert_eq!(
        Large::decode(runtime::Stream::lenient(given))
            .map_err(|it: serde_json::Error| it.to_string()),
        Ok(Large::Holder(Holding { large: 7 }))
    );
}
