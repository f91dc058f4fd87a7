//! JSON text to trees: what serde_json makes of it, but for the digits of integers.

use crate::runtime::tree::Tree;

#[test]
fn a_text_is_what_serde_json_makes_of_it() {
    for text in [
        "null",
        " true ",
        "false\n",
        "0",
        "-1",
        "12.5e-3",
        "1E+2",
        "9223372036854775808",
        "-9223372036854775808",
        "\"\"",
        r#""a\"\\\/\b\f\n\r\t\u00e9\ud83e\udd80é🦀""#,
        "[]",
        "[ ]",
        "{}",
        r#" { "a" : [ 1 , { "b" : null } ] , "a" : "\u0041" } "#,
    ] {
        let tree = Tree::of_json(text, 0).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(tree, serde_json::from_str(text).unwrap(), "{text}");
    }
}

#[test]
fn what_serde_json_refuses_is_refused() {
    for text in [
        "",
        " ",
        "nul",
        "nulll",
        "True",
        "+1",
        "01",
        "-",
        "-01",
        "1.",
        ".5",
        "1.e2",
        "1e",
        "1e+",
        "1..2",
        "0x1",
        "1e400",
        "--1",
        "1 2",
        "\"",
        "\"\n\"",
        r#""\x""#,
        r#""\u12""#,
        r#""\u+123""#,
        r#""\ud800""#,
        r#""\ud800\u0041""#,
        r#""\udc00""#,
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,]",
        "[1 2]",
        "{",
        "{a:1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{1:2}",
        "]",
        "}",
        "NaN",
        "Infinity",
        "\u{feff}1",
        "\"\\",
        "\"\\u",
        "é",
    ] {
        assert!(serde_json::from_str::<Tree<'_>>(text).is_err(), "{text}");
        assert!(Tree::of_json(text, 0).is_err(), "{text}");
    }
}

#[test]
fn nesting_is_bounded() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(Tree::of_json(&nested(128), 0).is_ok());
    assert!(Tree::of_json(&nested(127), 2).is_err());
    let error = Tree::of_json(&nested(100_000), 0).unwrap_err();
    assert_eq!(error, "is nested more than 128 levels deep");
}

#[test]
fn digits_are_kept() {
    let digits = "-170141183460469231731687303715884105728";
    assert_eq!(Tree::of_json(digits, 0), Ok(Tree::Digits(digits.into())));
    let beyond = format!("{}0", u128::MAX);
    assert_eq!(
        Tree::of_json(&beyond, 0),
        Ok(Tree::Number(beyond.parse().unwrap()))
    );
}

#[test]
fn numbers_of_arbitrary_precision_are_numbers() {
    let read = |entries: &[(&'static str, &'static str)]| {
        let entries = entries.iter().copied();
        let given = serde::de::value::MapDeserializer::<_, serde::de::value::Error>::new(entries);
        Tree::read(given, 0).unwrap()
    };
    let name = "$serde_json::private::Number";
    for (text, number) in [
        ("1.5", Tree::Number(1.5)),
        ("-7", Tree::Integer(-7)),
        ("18446744073709551615", Tree::Unsigned(u64::MAX)),
        (
            "18446744073709551616",
            Tree::Digits("18446744073709551616".into()),
        ),
    ] {
        assert_eq!(read(&[(name, text)]), number);
    }
    // What is no number is an object of that name.
    assert_eq!(
        read(&[(name, "one")]),
        Tree::Object(vec![(name.into(), Tree::Text("one".into()))])
    );
}
