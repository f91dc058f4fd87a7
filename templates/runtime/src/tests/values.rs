//! Any JSON value, enums that are not of strings, open and closed objects, secrets.

use super::reading::{lenient, strict, violations};
use super::shapes::{Closed, Holder, Level, Mixed, Open};
use crate::runtime::{Encoded, Field, Schema, Secret, Stream, StringEnum, Value};
use serde_json::json;
use std::collections::BTreeMap;

#[test]
fn a_value_is_what_it_was() {
    let text = r#"{"b":[1,-2,1.5,1e300,18446744073709551615,"\u00e4\"",true,null,{}],"a":{"":[]}}"#;
    let value = strict::<Value>(text).unwrap();
    assert_eq!(
        serde_json::to_value(&value).unwrap(),
        serde_json::from_str::<serde_json::Value>(text).unwrap()
    );
    assert_eq!(serde_json::from_str::<Value>(text).unwrap(), value);
    assert_eq!(Value::of(&value).unwrap(), value);
    assert_eq!(value.read::<Value>().unwrap(), value);
    let json: serde_json::Value = value.clone().into();
    assert_eq!(Value::from(json), value);
    let names: Vec<&str> = value
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["b", "a"]);
    let list = value.get("b").unwrap().as_list().unwrap();
    assert_eq!(
        (list[0].as_i64(), list[1].as_u64(), list[2].as_f64()),
        (Some(1), None, Some(1.5))
    );
    assert_eq!(
        (list[4].as_u64(), list[5].as_str()),
        (Some(u64::MAX), Some("ä\""))
    );
    assert_eq!((list[6].as_bool(), list[7].is_null()), (Some(true), true));
}

#[test]
fn values_are_equal_as_json() {
    let value = |text: &str| strict::<Value>(text).unwrap();
    for (left, right) in [
        ("1", "1.0"),
        ("-0.0", "0"),
        ("1e2", "100"),
        ("9007199254740992", "9007199254740992.0"),
        (r#"{"a":1,"b":[2]}"#, r#"{"b":[2.0],"a":1.0}"#),
    ] {
        assert_eq!(value(left), value(right));
    }
    for (left, right) in [
        ("1", "\"1\""),
        ("1", "true"),
        ("0", "null"),
        ("9007199254740993", "9007199254740992.0"),
        ("18446744073709551615", "18446744073709551616.0"),
        ("[1,2]", "[2,1]"),
        (r#"{"a":1}"#, r#"{"a":1,"b":1}"#),
        (r#"{"a":1,"b":2}"#, r#"{"a":2,"b":1}"#),
    ] {
        assert_ne!(value(left), value(right));
    }
}

#[test]
fn names_that_occur_twice_in_a_value() {
    let text = r#"{"any":[{"a":1,"b":2,"a":3}]}"#;
    assert!(
        strict::<Holder>(text)
            .unwrap_err()
            .ends_with("occurs twice")
    );
    assert_eq!(
        violations::<Holder>(text, true),
        ["body/any/0/a: occurs twice"]
    );
    let any = lenient::<Holder>(text).unwrap().any.unwrap();
    assert_eq!(any, json!([{"b": 2, "a": 3}]).into());
    let many: Vec<String> = (0..1000)
        .map(|index| format!("\"{}\":1", index % 999))
        .collect();
    let many = format!("{{\"any\":{{{}}}}}", many.join(","));
    assert_eq!(
        violations::<Holder>(&many, true),
        ["body/any/0: occurs twice"]
    );
    let any = lenient::<Holder>(&many).unwrap().any.unwrap();
    assert_eq!(any.as_object().unwrap().len(), 999);
}

#[test]
fn null_is_a_value() {
    let holder = strict::<Holder>(r#"{"any":null}"#).unwrap();
    assert_eq!(holder.any, Some(Value::Null));
    assert_eq!(serde_json::to_string(&holder).unwrap(), r#"{"any":null}"#);
    assert_eq!(strict::<Option<Value>>("null"), Ok(None));
}

/// A format without a limit of its own.
#[test]
fn every_format_is_bounded_in_depth() {
    use serde::de::value::{Error, SeqDeserializer};
    use serde::de::{Deserializer, IntoDeserializer, Visitor};

    #[derive(Clone)]
    struct Endless;
    impl<'de> IntoDeserializer<'de, Error> for Endless {
        type Deserializer = Self;
        fn into_deserializer(self) -> Self {
            self
        }
    }
    impl<'de> Deserializer<'de> for Endless {
        type Error = Error;
        fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.visit_seq(SeqDeserializer::new([Self].into_iter()))
        }
        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }

    let error = Value::decode(Stream::new(Endless, true)).unwrap_err();
    assert_eq!(error.to_string(), "is nested more than 128 levels deep");
    type Nested = Vec<Vec<Value>>;
    let error = Nested::decode(Stream::new(Endless, true)).unwrap_err();
    assert_eq!(error.to_string(), "is nested more than 128 levels deep");

    #[derive(Debug)]
    struct Recursive(#[expect(dead_code, reason = "it is never there")] Vec<Recursive>);
    impl Schema for Recursive {
        const SHAPE: crate::runtime::Shape = crate::runtime::Shape::Any;
        fn blank() -> Self {
            Self(Vec::new())
        }
        fn decode<S: crate::runtime::Source>(from: S) -> Result<Self, S::Error> {
            from.list().map(Self)
        }
        fn encode<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            to.serialize_unit()
        }
        fn check(&self, _: &crate::runtime::Rules, _: &mut crate::runtime::Checks<'_>) {}
    }
    let error = Recursive::decode(Stream::new(Endless, true)).unwrap_err();
    assert_eq!(error.to_string(), "is nested more than 128 levels deep");

    let mut deep = Value::Null;
    for _ in 0..200 {
        deep = Value::List(vec![deep]);
    }
    assert!(Value::of(&deep).unwrap_err().to_string().contains("128"));
}

#[test]
fn what_is_no_json_is_no_value() {
    for number in [f64::NAN, f64::INFINITY] {
        assert!(Value::of(&number).is_err());
        assert!(serde_json::to_string(&Value::Number(number)).is_err());
        let json: serde_json::Value = Value::Number(number).into();
        assert!(json.is_null());
    }
    assert_eq!(Value::of(&0.1_f32).unwrap(), json!(0.1).into());
    assert!(serde_json::to_string(&Value::Digits("1e400".to_owned())).is_err());
}

#[test]
fn integers_of_128_bits_are_exact() {
    for text in [
        "0",
        "-1",
        "18446744073709551616",
        "170141183460469231731687303715884105727",
        "-170141183460469231731687303715884105728",
    ] {
        let number: i128 = strict(text).unwrap();
        assert_eq!(serde_json::to_string(&Encoded(&number)).unwrap(), text);
    }
    assert_eq!(
        strict::<u128>("340282366920938463463374607431768211455"),
        Ok(u128::MAX)
    );
    assert!(strict::<i128>("340282366920938463463374607431768211455").is_err());
    assert!(strict::<u128>("-1").is_err());
    assert!(strict::<i128>("\"1\"").is_err());
    assert_eq!(strict::<Holder>(r#"{"wide":7}"#).unwrap().wide, Some(7));
}

#[test]
fn integers_of_128_bits_are_values_with_all_their_digits() {
    for number in [i128::MAX, i128::MIN, i128::from(u64::MAX) + 1] {
        let value = Value::of(&number).unwrap();
        assert_eq!(value, Value::Digits(number.to_string()));
        assert_eq!(value.read(), Ok(number));
        assert_ne!(value, Value::of(&(number ^ 1)).unwrap());
        assert_eq!(serde_json::to_string(&value).unwrap(), number.to_string());
    }
    assert_eq!(Value::of(&u128::MAX).unwrap().read(), Ok(u128::MAX));
    assert_eq!(Value::of(&7_i128).unwrap(), Value::Integer(7));
}

#[test]
fn integers_of_128_bits_are_spelt_in_any_way() {
    for text in ["1.0", "-0.0", "1e2"] {
        assert_eq!(
            violations::<i128>(text, true),
            Vec::<String>::new(),
            "{text}"
        );
    }
    assert_eq!(violations::<i128>("1.5", true).len(), 1);
    assert_eq!(violations::<i128>("1.0]", true).len(), 1);
}

#[test]
fn numbers_are_written_as_they_were_read() {
    for text in [
        "-9.223372233720369e23",
        "1.2345678901234501e29",
        "1.7486231570000001e308",
        "1e-320",
    ] {
        let value: f64 = strict(text).unwrap();
        assert_eq!(value.to_bits(), text.parse::<f64>().unwrap().to_bits());
        let written = serde_json::to_string(&value).unwrap();
        assert_eq!(strict::<f64>(&written), Ok(value));
    }
}

#[test]
fn enums_of_integers() {
    assert_eq!(strict::<Level>("7"), Ok(Level::High));
    assert_eq!(strict::<Level>("-1.0"), Ok(Level::Low));
    assert_eq!(lenient::<Level>("8"), Ok(Level::Unknown(8)));
    assert_eq!(serde_json::to_string(&Level::Unknown(8)).unwrap(), "8");
    assert!(strict::<Level>("8").unwrap_err().contains("one of -1, 7"));
    assert!(lenient::<Level>("1.5").is_err());
    assert!(lenient::<Level>("\"7\"").is_err());
    assert!(Level::Low.validate().is_ok());
    assert!(Level::Unknown(8).validate().is_err());
}

#[test]
fn enums_of_mixed_scalars() {
    for (text, value) in [
        ("1", Mixed::One),
        ("1.0", Mixed::One),
        ("0.5", Mixed::Half),
        ("\"1\"", Mixed::Text),
        ("true", Mixed::True),
    ] {
        assert_eq!(strict::<Mixed>(text), Ok(value));
    }
    for text in ["2", "\"x\"", "false", "0.25"] {
        let unknown = lenient::<Mixed>(text).unwrap();
        assert_eq!(serde_json::to_string(&unknown).unwrap(), text);
        assert!(unknown.validate().is_err());
        assert!(
            strict::<Mixed>(text)
                .unwrap_err()
                .contains(r#"one of 1, 0.5, "1", true"#)
        );
    }
    assert!(lenient::<Mixed>("null").is_err());
    assert!(lenient::<Mixed>("[]").is_err());
}

/// As many values as no document has written by hand.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Large(u16);

impl StringEnum for Large {
    const VALUES: &'static [(&'static str, Self)] = &{
        const LENGTH: usize = 10_000;
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
        let mut values = [("", Self(0)); LENGTH];
        let mut index = 0;
        while index < LENGTH {
            values[index] = match std::str::from_utf8(&NAMES[index]) {
                Ok(name) => (name, Self(index as u16)),
                Err(_) => ("", Self(0)),
            };
            index += 1;
        }
        values
    };

    fn as_str(&self) -> &str {
        Self::VALUES[usize::from(self.0)].0
    }
}

crate::runtime::string_enum!(Large);

#[test]
fn enums_of_ten_thousand_values() {
    for index in [0, 1, 5000, 9999] {
        assert_eq!(
            strict::<Large>(&format!("\"{index:04}\"")),
            Ok(Large(index))
        );
        assert_eq!(Large(index).to_string(), format!("{index:04}"));
    }
    let error = lenient::<Large>("\"x\"").unwrap_err();
    assert!(error.ends_with(r#""0009" and 9990 more"#), "{error}");
}

#[test]
fn open_objects_keep_what_they_do_not_know() {
    let open = strict::<Open>(r#"{"x":[1],"id":3,"":[]}"#).unwrap();
    assert_eq!((open.id, open.size), (3, 20));
    assert_eq!(
        serde_json::to_value(&open).unwrap(),
        json!({"id": 3, "size": 20, "": [], "x": [1]})
    );
    assert_eq!(super::counting::entries(&open), Some(4));
    for text in [
        r#"{"id":1,"x":[],"x":[]}"#,
        r#"{"id":1,"id":1}"#,
        r#"{"id":1,"x":1}"#,
    ] {
        assert!(strict::<Open>(text).is_err());
        assert!(lenient::<Open>(text).is_err());
    }
    assert_eq!(
        violations::<Open>(r#"{"x":[""],"y":[],"y":[]}"#, true),
        [
            "body/x/0: expected an integer of 64 bits, found a string",
            "body/y: occurs twice",
            "body/id: is required",
        ]
    );
    // What is declared is not written twice.
    let open = Open {
        id: 1,
        size: 2,
        others: BTreeMap::from([("id".to_owned(), vec![9])]),
    };
    assert_eq!(
        serde_json::to_string(&open).unwrap(),
        r#"{"id":1,"size":2}"#
    );
}

#[test]
fn a_default_stands_for_what_is_absent() {
    assert_eq!(strict::<Open>(r#"{"id":1}"#).unwrap().size, 20);
    assert_eq!(strict::<Open>(r#"{"id":1,"size":5}"#).unwrap().size, 5);
    assert_eq!(lenient::<Open>(r#"{"id":1,"size":null}"#).unwrap().size, 20);
    assert!(
        strict::<Open>(r#"{"id":1,"size":null}"#)
            .unwrap_err()
            .contains("not null")
    );
}

#[test]
fn closed_objects_refuse_what_they_do_not_know() {
    let text = r#"{"id":1,"a/b":2}"#;
    assert!(
        strict::<Closed>(text)
            .unwrap_err()
            .contains("unknown field `a/b`")
    );
    assert_eq!(
        violations::<Closed>(text, true),
        ["body/a~1b: is no property of this object"]
    );
    assert_eq!(lenient::<Closed>(text).unwrap(), Closed { id: Some(1) });
}

#[test]
fn secrets_are_not_shown() {
    let holder = strict::<Holder>(r#"{"secret":"hunter2"}"#).unwrap();
    assert_eq!(holder.secret.as_ref().map(Secret::expose), Some("hunter2"));
    assert!(!format!("{holder:?}").contains("hunter2"));
    assert_eq!(
        serde_json::to_string(&holder).unwrap(),
        r#"{"secret":"hunter2"}"#
    );
    assert_eq!(Secret::from("a"), Secret::from("a".to_owned()));
}

#[test]
fn a_value_of_the_model_is_a_value() {
    let open = Open {
        id: 1,
        size: 2,
        others: BTreeMap::from([("x".to_owned(), vec![9])]),
    };
    let value = Value::of(&open).unwrap();
    assert_eq!(value, json!({"id": 1, "size": 2, "x": [9]}).into());
    assert_eq!(value.read::<Open>().unwrap(), open);
    assert_eq!(
        Value::Null.read::<Open>().unwrap_err().to_string(),
        "expected an object, found null"
    );
    assert_eq!(Value::of(&Field::<i64>::Null).unwrap(), Value::Null);
}

/// Names in the opposite order, and names that nobody knows: the number of comparisons grows with the table, not with
/// its square.
#[test]
fn large_objects_are_read_in_any_order() {
    use crate::runtime::lookup::{Lookup, Names, UNKNOWN};

    let names: Vec<String> = (0..300)
        .map(|index| format!("property{index:03}"))
        .collect();
    let list: Vec<&str> = names.iter().map(String::as_str).collect();
    let table = Names::of(&list);
    let mut lookup = Lookup::default();
    let found: Vec<usize> = list
        .iter()
        .rev()
        .map(|name| lookup.find(table, name))
        .collect();
    assert!(found.into_iter().eq((0..300).rev()));
    assert_eq!(lookup.find(table, "other"), UNKNOWN);
    assert!(lookup.spent <= 900 && lookup.sorted.len() == 300);
    // Where only some are left out the order is kept, and nothing has to be sorted.
    let mut lookup = Lookup::default();
    for name in list.iter().step_by(3) {
        assert_eq!(list[lookup.find(table, name)], *name);
    }
    assert!(lookup.spent <= 300 && lookup.sorted.is_empty());
    // Unknown names do not cost the whole table each.
    let mut lookup = Lookup::default();
    assert!((0..10_000).all(|_| lookup.find(table, "other") == UNKNOWN));
    assert!(lookup.spent <= 900);
}
