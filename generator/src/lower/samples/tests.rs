//! What is made up, and what is not.

use super::*;
use crate::{
    pointer::Pointer,
    source::Number,
    spec::{EnumValue, Example, IntegerFormat, NumberFormat, Property, Schema, UnionBranch},
    vocabulary::{Assertion, Bound, Constraints, JsonTypes, Pattern},
};
use serde_json::json;

const INTEGER: SchemaKind = SchemaKind::Integer(IntegerFormat {
    bits: 32,
    signed: true,
});

fn api(schemas: Vec<Schema>) -> Api {
    Api {
        name: "api".to_owned(),
        title: String::new(),
        version: String::new(),
        description: None,
        servers: Vec::new(),
        security_schemes: Vec::new(),
        schemas,
        operations: Vec::new(),
        webhooks: Vec::new(),
        examples: Vec::new(),
        directions: Vec::new(),
    }
}

fn of(kind: SchemaKind, constraints: Constraints) -> Schema {
    Schema {
        constraints,
        ..Schema::of(kind)
    }
}

/// The sample of the first schema.
fn sample(schemas: Vec<Schema>) -> Option<Value> {
    let api = api(schemas);
    let value = Samples::of(&api).value(SchemaId(0));
    if let Some(value) = &value {
        assert!(judge::takes(&api, SchemaId(0), value), "{value}");
    }
    value
}

fn object(properties: &[(&str, bool, usize)], additional: Additional) -> SchemaKind {
    SchemaKind::Object(Object {
        properties: properties
            .iter()
            .map(|(name, required, schema)| Property {
                name: (*name).to_owned(),
                required: *required,
                description: None,
                schema: SchemaId(*schema),
                chosen_name: None,
            })
            .collect(),
        additional,
    })
}

fn bound(value: f64, exclusive: bool) -> Option<Bound> {
    Some(Bound {
        value: Number::Float(value),
        exclusive,
    })
}

fn pattern(text: &str) -> Constraints {
    Constraints {
        patterns: vec![Pattern {
            ecma: text.to_owned(),
            regex: Some(text.to_owned()),
        }],
        ..Constraints::default()
    }
}

#[test]
fn numbers_are_within_their_bounds() {
    for (minimum, maximum, divisor, expected) in [
        (None, None, None, 1),
        (bound(5.0, true), None, None, 6),
        (None, bound(-5.0, false), None, -5),
        (bound(10.0, false), bound(20.0, false), Some(7), 14),
        (bound(-20.0, false), bound(-10.0, false), Some(7), -14),
    ] {
        let constraints = Constraints {
            minimum,
            maximum,
            multiple_of: divisor.into_iter().map(Number::Int).collect(),
            ..Constraints::default()
        };
        assert_eq!(
            sample(vec![of(INTEGER, constraints)]),
            Some(json!(expected))
        );
    }
    for (minimum, maximum, divisor) in [
        (bound(100.0, true), None, None),
        (bound(0.0, true), bound(0.25, true), None),
        (None, bound(-3.5, true), None),
        (bound(1.0, true), bound(3.0, true), Some(0.75)),
    ] {
        let constraints = Constraints {
            minimum,
            maximum,
            multiple_of: divisor.into_iter().map(Number::Float).collect(),
            ..Constraints::default()
        };
        let number = of(SchemaKind::Number(NumberFormat::Double), constraints);
        assert!(sample(vec![number]).is_some());
    }
}

#[test]
fn texts_are_as_long_as_they_may_be_and_of_their_format() {
    for (min_length, max_length, expected) in [
        (None, None, "text"),
        (Some(6), None, "textte"),
        (None, Some(2), "te"),
        (Some(3), Some(1), ""),
    ] {
        let constraints = Constraints {
            min_length,
            max_length,
            ..Constraints::default()
        };
        let expected = (!expected.is_empty()).then(|| json!(expected));
        assert_eq!(
            sample(vec![of(SchemaKind::String(None), constraints)]),
            expected
        );
    }
    for format in [
        "date-time",
        "date",
        "time",
        "duration",
        "uuid",
        "uri",
        "url",
        "byte",
        "email",
        "hostname",
        "ipv4",
        "ipv6",
    ] {
        let literals = formats::literals(format, 20);
        let different: std::collections::BTreeSet<_> = literals.iter().collect();
        assert_eq!(different.len(), 20, "{format}");
        assert!(
            literals.iter().all(|text| formats::fits(format, text)),
            "{format}"
        );
    }
    for (format, text) in [
        ("date", "2020-02-31"),
        ("date-time", "2020-01-01"),
        ("date-time", "2020-01-01T00:00:00"),
        ("uuid", "string"),
        ("byte", "a"),
        ("time", "25:00:00"),
        ("duration", "PT"),
        ("uri", "text"),
        ("date-time", "2020-01-01Té"),
    ] {
        assert!(!formats::fits(format, text), "{format} {text}");
    }
}

#[test]
fn what_no_sample_is_made_up_for_is_left_out_where_it_may_be() {
    let text = || of(SchemaKind::String(None), pattern("^[0-9]{3}-[a-z]{7}$"));
    let schema = |required| {
        let properties = [("code", required, 1), ("name", true, 2)];
        let object = Schema::of(object(&properties, Additional::Ignored));
        vec![object, text(), Schema::of(SchemaKind::String(None))]
    };
    assert_eq!(sample(schema(false)), Some(json!({"name": "text"})));
    assert_eq!(sample(schema(true)), None);
    // A default is one.
    let mut schemas = schema(true);
    schemas[1].default = Some(json!("123-abcdefg"));
    assert_eq!(
        sample(schemas),
        Some(json!({"code": "123-abcdefg", "name": "text"}))
    );
}

#[test]
fn only_examples_that_the_code_takes_are_samples() {
    let date = SchemaKind::String(Some("date".to_owned()));
    let mut api = api(vec![Schema::of(date)]);
    let example = |value| Example {
        schema: SchemaId(0),
        value,
        pointer: Pointer::root(),
    };
    api.examples = vec![example(json!("today")), example(json!("2021-12-24"))];
    let samples = Samples::of(&api);
    assert_eq!(samples.value(SchemaId(0)), Some(json!("2021-12-24")));
    assert_eq!(samples.example(SchemaId(0)), Some(&json!("today")));
}

#[test]
fn lists_and_maps_have_as_many_as_they_need() {
    let unique = || Constraints {
        min_items: Some(3),
        unique_items: true,
        ..Constraints::default()
    };
    let list = || of(SchemaKind::Array(SchemaId(1)), unique());
    let listed = ["a", "b", "c"].map(|value| EnumValue {
        value: json!(value),
        chosen_name: None,
        title: None,
        description: None,
    });
    for items in [
        INTEGER,
        SchemaKind::String(None),
        SchemaKind::Enum(listed.to_vec()),
    ] {
        let value = sample(vec![list(), Schema::of(items)]);
        assert_eq!(
            value.and_then(|value| Some(value.as_array()?.len())),
            Some(3)
        );
    }
    let point = object(&[("x", true, 2)], Additional::Ignored);
    let value = sample(vec![list(), Schema::of(point), Schema::of(INTEGER)]);
    assert_eq!(value, Some(json!([{"x": 1}, {"x": 2}, {"x": 3}])));
    // There are two booleans only.
    assert_eq!(sample(vec![list(), Schema::of(SchemaKind::Boolean)]), None);
    let count = |least, most| Constraints {
        min_properties: least,
        max_properties: most,
        ..Constraints::default()
    };
    let map = of(SchemaKind::Map(SchemaId(1)), count(Some(2), None));
    assert_eq!(
        sample(vec![map, Schema::of(INTEGER)]),
        Some(json!({"key": 1, "key2": 1}))
    );
    let properties = [("a", false, 1), ("b", true, 1), ("c", false, 1)];
    let least = of(
        object(&properties, Additional::Refused),
        count(Some(2), Some(2)),
    );
    assert_eq!(
        sample(vec![least, Schema::of(INTEGER)]),
        Some(json!({"a": 1, "b": 1}))
    );
}

#[test]
fn circles_end_where_they_may() {
    let node = |required, nullable| {
        let next = Schema {
            nullable,
            ..Schema::of(SchemaKind::Alias(SchemaId(0)))
        };
        let properties = [("next", required, 1), ("all", true, 2)];
        let node = object(&properties, Additional::Ignored);
        vec![
            Schema::of(node),
            next,
            Schema::of(SchemaKind::Array(SchemaId(0))),
        ]
    };
    assert_eq!(sample(node(false, false)), Some(json!({"all": []})));
    assert_eq!(
        sample(node(true, true)),
        Some(json!({"next": null, "all": []}))
    );
    assert_eq!(sample(node(true, false)), None);
}

fn union(selection: Selection) -> Schema {
    let branches = [1, 2].map(|schema| UnionBranch {
        name: schema.to_string(),
        schema: SchemaId(schema),
    });
    Schema::of(SchemaKind::Union(Union {
        branches: branches.to_vec(),
        selection,
    }))
}

#[test]
fn values_of_unions_are_read_as_their_branch() {
    let object = |name| {
        Schema::of(object(
            &[("kind", true, 3), (name, false, 3)],
            Additional::Ignored,
        ))
    };
    let text = || Schema::of(SchemaKind::String(None));
    let tags = vec![("cat".to_owned(), 0), ("dog".to_owned(), 1)];
    let property = "kind".to_owned();
    let tagged = union(Selection::Tag {
        property,
        tags,
        other: None,
    });
    let value = sample(vec![tagged, object("a"), object("b"), text()]);
    assert_eq!(value, Some(json!({"kind": "cat", "a": "text"})));
    // The first branch has no sample; the second one has.
    let shape = |types| crate::spec::Shape {
        types,
        ..crate::spec::Shape::default()
    };
    let shapes = vec![shape(JsonTypes::STRING), shape(JsonTypes::INTEGER)];
    let code = of(SchemaKind::String(None), pattern("^[0-9]{3}-[a-z]{7}$"));
    let value = sample(vec![
        union(Selection::Shape(shapes)),
        code,
        Schema::of(INTEGER),
    ]);
    assert_eq!(value, Some(json!(1)));
}

#[test]
fn assertions_are_looked_at() {
    let required = |name: &str| vec![Assertion::Required(vec![name.to_owned()])];
    let pair = |assertion| {
        let constraints = Constraints {
            assertions: vec![assertion],
            ..Constraints::default()
        };
        let properties = [("a", false, 1), ("b", false, 1)];
        vec![
            of(object(&properties, Additional::Ignored), constraints),
            Schema::of(INTEGER),
        ]
    };
    let any = Assertion::Any(vec![required("a"), required("b")]);
    assert_eq!(sample(pair(any)), Some(json!({"a": 1, "b": 1})));
    let not = Assertion::Not(required("a"));
    assert_eq!(sample(pair(not)), Some(json!({})));
    assert_eq!(
        sample(pair(Assertion::One(vec![required("a"), required("b")]))),
        None
    );
}

#[test]
fn wide_and_deep_schemas_have_an_end() {
    let doubled = |index: usize| {
        let properties = [("left", true, index + 1), ("right", true, index + 1)];
        Schema::of(object(&properties, Additional::Ignored))
    };
    let mut schemas: Vec<Schema> = (0..40).map(doubled).collect();
    schemas.push(Schema::of(INTEGER));
    assert_eq!(sample(schemas), None);
    let mut schemas: Vec<Schema> = (0..10_000)
        .map(|index| Schema::of(SchemaKind::Alias(SchemaId(index + 1))))
        .collect();
    schemas.push(Schema::of(INTEGER));
    assert_eq!(sample(schemas), None);
}
