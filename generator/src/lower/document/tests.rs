//! Numbers and assertions as keywords; whole documents are compared where the code of both is
//! (`tests/determinism.rs`).

use super::{
    assertions::Keywords,
    json::{Json, Object},
    schemas::constraints,
};
use crate::{
    source::Number,
    vocabulary::{Assertion, Bound, Constraints, JsonTypes, Pattern},
};
use serde_json::{Value, json};

fn written(constraints: &Constraints) -> String {
    let mut keywords = Keywords::new(Object::default());
    self::constraints(&mut keywords, constraints);
    Json::from(keywords.finish()).to_string()
}

#[track_caller]
fn check(constraints: Constraints, expected: Value) {
    let written: Value = serde_json::from_str(&written(&constraints)).expect("JSON");
    assert_eq!(written, expected);
}

#[test]
fn numbers_are_as_the_document_has_them() {
    let digits = "-123456789012345678901234567890123456789012345678901234567890";
    let text = written(&Constraints {
        minimum: Some(Bound {
            value: Number::Big(digits.into()),
            exclusive: true,
        }),
        maximum: Some(Bound {
            value: Number::Float(1.0),
            exclusive: false,
        }),
        multiple_of: vec![Number::Uint(u64::MAX)],
        ..Constraints::default()
    });
    let expected = format!(
        "{{\n  \"minimum\": {digits},\n  \"exclusiveMinimum\": true,\n  \"maximum\": 1.0,\n  \"multipleOf\": 18446744073709551615\n}}"
    );
    assert_eq!(text, expected);
}

#[test]
fn several_patterns_and_divisors_stand_in_members_the_last_one_in_the_schema() {
    let pattern = |ecma: &str| Pattern {
        ecma: ecma.to_owned(),
        regex: None,
    };
    check(
        Constraints {
            patterns: vec![pattern("a"), pattern("b"), pattern("\\d")],
            multiple_of: vec![Number::Int(2), Number::Int(3)],
            ..Constraints::default()
        },
        json!({
            "multipleOf": 3,
            "pattern": "\\d",
            "allOf": [{"multipleOf": 2}, {"pattern": "a"}, {"pattern": "b"}],
        }),
    );
}

#[test]
fn assertions_are_the_keywords_that_they_came_from() {
    let required = |name: &str| vec![Assertion::Required(vec![name.to_owned()])];
    let of = |assertions| Constraints {
        assertions,
        ..Constraints::default()
    };
    check(
        of(vec![Assertion::Any(vec![required("a"), required("b")])]),
        json!({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}),
    );
    // Several are read in the order of `allOf`.
    check(
        of(vec![
            Assertion::Not(required("a")),
            Assertion::Not(required("b")),
        ]),
        json!({"allOf": [{"not": {"required": ["a"]}}, {"not": {"required": ["b"]}}]}),
    );
    let inner = vec![
        Assertion::Types(JsonTypes::OBJECT.or(JsonTypes::NULL)),
        Assertion::Property("a".to_owned(), vec![Assertion::OneOf(vec![json!(1)])]),
        Assertion::Additional(
            vec!["a".to_owned(), "b".to_owned()],
            vec![Assertion::Types(JsonTypes::default())],
        ),
        Assertion::Constraints(Box::new(Constraints {
            max_properties: Some(2),
            ..Constraints::default()
        })),
    ];
    check(
        of(vec![Assertion::Not(inner)]),
        json!({"not": {
            "type": "object",
            "nullable": true,
            "properties": {"a": {"enum": [1]}, "b": {}},
            "additionalProperties": false,
            "maxProperties": 2,
        }}),
    );
    check(
        of(vec![Assertion::Not(vec![
            Assertion::Types(JsonTypes::STRING.or(JsonTypes::NUMBER)),
            Assertion::Types(JsonTypes::STRING),
        ])]),
        json!({"not": {"anyOf": [{"type": "number"}, {"type": "string"}], "type": "string"}}),
    );
}
