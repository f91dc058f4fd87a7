//! Constraints: what breaks them, and where.

use super::reading::strict;
use super::shapes::Open;
use crate::runtime::{Assertion, Checks, Json, Rules, Schema, Value, Violations, types};
use serde_json::json;
use std::collections::BTreeMap;

/// What the rules say about a value, as the type and as free-form JSON.
fn broken<T: Schema>(value: T, rules: Rules) -> Vec<String> {
    let lines = |check: &dyn Fn(&mut Checks<'_>)| match Violations::of(check) {
        Ok(()) => Vec::new(),
        Err(violations) => violations.iter().map(ToString::to_string).collect(),
    };
    let typed = lines(&|to| value.check(&rules, to));
    let free = Value::of(&value).unwrap();
    assert_eq!(typed, lines(&|to| free.check(&rules, to)));
    assert_eq!(typed, lines(&|to| Some(free.clone()).check(&rules, to)));
    typed
}

fn holds<T: Schema>(value: T, rules: Rules) {
    assert_eq!(broken(value, rules), Vec::<String>::new());
}

fn breaks<T: Schema>(value: T, rules: Rules, expected: &str) {
    assert_eq!(broken(value, rules), [expected]);
}

#[test]
fn ranges() {
    const BETWEEN: Rules = Rules::new().at_least(-1).below(2.5);
    holds(-1, BETWEEN);
    holds(2.4, BETWEEN);
    breaks(-2, BETWEEN, "must be at least -1");
    breaks(2.5, BETWEEN, "must be less than 2.5");
    breaks(3_u8, BETWEEN, "must be less than 2.5");
    breaks(1.0, Rules::new().above(1.0), "must be more than 1");
    breaks(1, Rules::new().above_integer(1), "must be more than 1");
    breaks(2, Rules::new().below_integer(2), "must be less than 2");
    holds("text".to_owned(), BETWEEN);
    // Neither bounds nor values are rounded.
    holds(i64::MAX, Rules::new().at_most(i64::MAX.into()));
    breaks(
        9_007_199_254_740_993_i64,
        Rules::new().maximum(9_007_199_254_740_992.0),
        "must be at most 9007199254740992",
    );
    breaks(
        u64::MAX,
        Rules::new().at_most(18_446_744_073_709_551_614),
        "must be at most 18446744073709551614",
    );
    holds(0.1_f32, Rules::new().maximum(0.1));
    holds(-0.5, Rules::new().at_most(0).above_integer(-1));
    holds(1e300, Rules::new().at_least(i128::MAX).maximum(1e300));
    breaks(1e300, Rules::new().maximum(1e200), "must be at most 1e200");
}

#[test]
fn multiples() {
    for (value, divisor) in [
        (0.3, 0.1),
        (0.0, 0.1),
        (-0.3, 0.1),
        (19.99, 0.01),
        (4.35, 0.01),
        (1.0, 1e-300),
        (1e308, 1e-5),
        (1e308, 2.0),
        (5e-324, 5e-324),
        (1.5, 0.5),
    ] {
        holds(value, Rules::new().multiple_of(divisor));
    }
    for (value, divisor) in [
        (0.35, 0.1),
        (1e308, 0.123),
        (1e-300, 1.0),
        (5e-324, 1e300),
        (1.0, 0.0),
    ] {
        assert_eq!(
            broken(value, Rules::new().multiple_of(divisor)).len(),
            1,
            "{value} {divisor}"
        );
    }
    holds(-9, Rules::new().multiple_of_integer(3));
    holds(9.0, Rules::new().multiple_of_integer(-3));
    breaks(
        10,
        Rules::new().multiple_of_integer(3),
        "must be a multiple of 3",
    );
    breaks(
        1,
        Rules::new().multiple_of_integer(0),
        "must be a multiple of 0",
    );
    breaks(
        1.5,
        Rules::new().multiple_of_integer(1),
        "must be a multiple of 1",
    );
    holds(7, Rules::new().multiple_of(3.5));
    breaks(
        i64::MAX,
        Rules::new().multiple_of(0.11),
        "must be a multiple of 0.11",
    );
    assert!(Violations::of(&|to| i128::MAX.check(&Rules::new().multiple_of(1e-30), to)).is_ok());
    assert!(Violations::of(&|to| u128::MAX.check(&Rules::new().multiple_of(0.7), to)).is_err());
    const SIX: Rules = Rules::new()
        .multiple_of_integer(2)
        .also(&Rules::new().multiple_of_integer(3));
    holds(6, SIX);
    breaks(4, SIX, "must be a multiple of 3");
    assert!(
        Violations::of(&|to| f64::NAN.check(&Rules::new().multiple_of(1.0).minimum(0.0), to))
            .is_err()
    );
}

#[test]
fn lengths_are_counted_in_code_points() {
    let rules = Rules::new().min_length(1).max_length(2);
    holds("🦀ü".to_owned(), rules);
    breaks(String::new(), rules, "must have at least 1 character");
    breaks("abc".to_owned(), rules, "must have at most 2 characters");
    holds(1, rules);
    holds("e\u{301}".to_owned(), rules);
}

#[cfg(feature = "pattern")]
#[test]
fn patterns() {
    const RULES: Rules = Rules::new()
        .pattern("^[a-z]+$")
        .also(&Rules::new().pattern(r"\p{L}{2}"));
    holds("ab".to_owned(), RULES);
    breaks("a".to_owned(), RULES, r"must match \p{L}{2}");
    assert_eq!(broken("A1".to_owned(), RULES).len(), 2);
    holds("é".to_owned(), Rules::new().pattern(r"^\p{Script=Latin}$"));
    breaks("a".to_owned(), Rules::new().pattern("("), "must match (");
}

/// One step a character: an engine that tries one way after the other would not come to an end.
#[test]
fn patterns_are_linear() {
    for pattern in ["^(a+)+$", "^(a|aa)+$", "(x+x+)+y", "^([a-z]*)*[0-9]$"] {
        let rules = Rules::new().pattern(pattern);
        for letter in ["a", "x"] {
            let text = format!("{}!", letter.repeat(50_000));
            assert_eq!(broken(text, rules).len(), 1, "{pattern}");
        }
    }
}

#[test]
fn lists() {
    const ITEM: Rules = Rules::new().min_length(2);
    const RULES: Rules = Rules::new()
        .min_items(1)
        .max_items(3)
        .unique_items()
        .items(&ITEM);
    let list = |items: &[&str]| {
        items
            .iter()
            .map(|item| (*item).to_owned())
            .collect::<Vec<_>>()
    };
    holds(list(&["ab", "cd"]), RULES);
    breaks(list(&[]), RULES, "must have at least 1 item");
    assert_eq!(
        broken(list(&["ab", "c", "ab", "ab"]), RULES),
        [
            "must have at most 3 items",
            "/2: is equal to item 0",
            "/3: is equal to item 0",
            "/1: must have at least 2 characters",
        ]
    );
    holds("a list".to_owned(), RULES);
}

#[test]
fn unique_items_are_compared_as_json() {
    let value = |text: &str| strict::<Value>(text).unwrap();
    let unique = Rules::new().unique_items();
    for text in [
        "[]",
        "[1,\"1\",true,null,[1],{\"a\":1}]",
        "[0,false]",
        "[[1,2],[2,1]]",
        "[{\"a\":1},{\"a\":2}]",
    ] {
        holds(value(text), unique);
    }
    for (text, expected) in [
        ("[1,2,1.0]", "/2: is equal to item 0"),
        ("[null,null]", "/1: is equal to item 0"),
        (
            "[{\"a\":[1],\"b\":2},{\"b\":2.0,\"a\":[1]}]",
            "/1: is equal to item 0",
        ),
        ("[[],{},[]]", "/2: is equal to item 0"),
    ] {
        breaks(value(text), unique, expected);
    }
    let many: Vec<i64> = (0..20_000).chain([7]).collect();
    breaks(many, unique, "/20000: is equal to item 7");
    assert_eq!(broken(vec![0; 20_000], unique).len(), 100);
}

#[test]
fn maps_and_objects() {
    const RULES: Rules = Rules::new()
        .min_properties(1)
        .max_properties(2)
        .values(&Rules::new().at_least(0));
    let map = |names: &[&str]| -> BTreeMap<String, i64> {
        names.iter().map(|name| ((*name).to_owned(), -1)).collect()
    };
    breaks(map(&[]), RULES, "must have at least 1 property");
    assert_eq!(
        broken(map(&["a/", "b", "c"]), RULES),
        [
            "must have at most 2 properties",
            "/a~1: must be at least 0",
            "/b: must be at least 0",
            "/c: must be at least 0",
        ]
    );
}

#[test]
fn every_violation_of_a_value_is_found() {
    let open = |id, others: &[(&str, &[i64])]| Open {
        id,
        size: 1,
        others: others
            .iter()
            .map(|(name, items)| ((*name).to_owned(), items.to_vec()))
            .collect(),
    };
    assert!(open(1, &[("x", &[9])]).validate().is_ok());
    let violations = open(0, &[("x", &[1, 10, 11]), ("y", &[]), ("z", &[])])
        .validate()
        .unwrap_err();
    let lines: Vec<String> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "must have at most 4 properties",
            "/id: must be at least 1",
            "/x: must have at most 2 items",
            "/x/1: must be at most 9",
            "/x/2: must be at most 9",
        ]
    );
    assert!(
        violations
            .to_string()
            .starts_with("must have at most 4 properties; /id: ")
    );
    assert_eq!(violations.clone().into_vec().len(), 5);
    let all = vec![open(0, &[]); 1000].validate().unwrap_err();
    assert_eq!((all.len(), all[99].location.as_str()), (100, "/99/id"));
}

#[test]
fn assertions() {
    use Assertion::{Additional, Any, Items, Not, One, OneOf, Property, Required, Types};
    const SMALL: &[Assertion] = &[Assertion::Rules(&Rules::new().at_most(9))];
    const EVEN: &[Assertion] = &[Assertion::Rules(&Rules::new().multiple_of_integer(2))];
    let rows: &[(&'static [Assertion], serde_json::Value, &[&str])] = &[
        (&[Types(types::INTEGER)], json!(1.0), &[]),
        (&[Types(types::NUMBER | types::INTEGER)], json!(1.5), &[]),
        (
            &[Types(types::INTEGER)],
            json!(1.5),
            &["is of a type that is not allowed here"],
        ),
        (&[Types(types::NULL)], json!(null), &[]),
        (
            &[OneOf(&[
                Json::Integer(1),
                Json::Object(&[("a", Json::List(&[Json::Null]))]),
            ])],
            json!({"a": [null]}),
            &[],
        ),
        (
            &[OneOf(&[
                Json::Integer(1),
                Json::Text("1"),
                Json::Boolean(true),
            ])],
            json!(1.0),
            &[],
        ),
        (
            &[OneOf(&[Json::Integer(1)])],
            json!("1"),
            &["is none of the values that are allowed here"],
        ),
        (
            &[OneOf(&[Json::Object(&[])])],
            json!({"a": 1}),
            &["is none of the values that are allowed here"],
        ),
        (
            &[Required(&["a", "b"])],
            json!({"a": 1}),
            &["/b: is required"],
        ),
        (&[Required(&["a"])], json!([]), &[]),
        (
            &[Property("a", SMALL)],
            json!({"a": 10}),
            &["/a: must be at most 9"],
        ),
        (&[Property("a", SMALL)], json!({"b": 10}), &[]),
        (&[Items(SMALL)], json!([1, 10]), &["/1: must be at most 9"]),
        (&[Items(SMALL)], json!({"0": 10}), &[]),
        (
            &[Additional(&["a"], SMALL)],
            json!({"a": 10, "b": 10}),
            &["/b: must be at most 9"],
        ),
        (
            &[Not(SMALL)],
            json!(1),
            &["is a value that is ruled out here"],
        ),
        (&[Not(SMALL)], json!(10), &[]),
        (
            &[Not(&[Types(types::OBJECT), Required(&["a"])])],
            json!({"b": 1}),
            &[],
        ),
        (
            &[Any(&[SMALL, EVEN])],
            json!(11),
            &["fits none of the alternatives"],
        ),
        (&[Any(&[SMALL, EVEN])], json!(2), &[]),
        (
            &[One(&[SMALL, EVEN])],
            json!(2),
            &["fits more than one of the alternatives"],
        ),
        (&[One(&[SMALL, EVEN])], json!(3), &[]),
        (
            &[One(&[SMALL, EVEN])],
            json!(11),
            &["fits none of the alternatives"],
        ),
        (
            &[Not(&[])],
            json!(1),
            &["is a value that is ruled out here"],
        ),
        (&[Any(&[])], json!(1), &["fits none of the alternatives"]),
    ];
    for (assertions, value, expected) in rows {
        let value = Value::from(value.clone());
        let found = broken(value, Rules::new().assert(assertions));
        assert_eq!(found, *expected, "{assertions:?}");
    }
}
