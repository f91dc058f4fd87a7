//! All violations of a text at once; and the two readers of JSON agree on what is one.

use super::models::{Part, Thing, Wide};
use crate::runtime::json::read_json;
use crate::runtime::log::Log;
use crate::runtime::{Schema, Stream};

fn violations<T: Schema>(text: &str, strict: bool) -> Vec<String> {
    let mut log = Log::new(strict);
    let value = log.at("body", "", |log| read_json::<T>(text.as_bytes(), log));
    let violations = log.into_violations();
    assert_eq!(value.is_err(), !violations.is_empty(), "{text}");
    violations.iter().map(ToString::to_string).collect()
}

#[test]
fn no_violation_hides_another() {
    let text = r#"{
        "note": 1, "size": null, "color": "blue", "tags": ["a", 2, null],
        "parts": [{"of": {"of": {"name": 3}}}, []], "a/b~c": {"x~/": 1, "y": true, "y": true}
    }"#;
    let expected = [
        "body/note: expected a string, found a number",
        "body/size: may be absent, but not null",
        r#"body/color: expected one of "red", "green", found a string"#,
        "body/tags/1: expected a string, found a number",
        "body/tags/2: expected a string, found null",
        "body/parts/0/of/of/name: expected a string, found a number",
        "body/parts/0/of/name: is required",
        "body/parts/0/name: is required",
        "body/parts/1: expected an object, found an array",
        "body/a~1b~0c/x~0~1: expected a boolean, found a number",
        "body/a~1b~0c/y: occurs twice",
        "body/id: is required",
    ];
    assert_eq!(violations::<Thing>(text, true), expected);
    let lenient: Vec<&str> = expected
        .into_iter()
        .filter(|line| !line.contains("/size"))
        .collect();
    assert_eq!(violations::<Thing>(text, false), lenient);
}

#[test]
fn a_hostile_text_does_not_buy_a_report_larger_than_itself() {
    let text = format!(
        "{{\"id\":1,\"note\":null,\"tags\":[{}1]}}",
        "1,".repeat(100_000)
    );
    assert_eq!(violations::<Thing>(&text, true).len(), 100);
    assert_eq!(violations::<Wide>("{}", true).len(), 100);
}

#[test]
fn text_that_is_no_json_has_one_violation() {
    for text in [
        "",
        "{",
        "{}x",
        "\u{feff}{}",
        "[1e400]",
        "\"\\ud800\"",
        &"[".repeat(100_000),
    ] {
        let violations = violations::<Thing>(text, true);
        assert_eq!(violations.len(), 1, "{violations:?}");
        assert!(
            violations[0].starts_with("body: cannot be read as JSON: "),
            "{violations:?}"
        );
    }
    assert_eq!(violations::<Thing>("\u{0}\u{ff}", true).len(), 1);
    assert_eq!(
        violations::<Thing>("{\"id\":1,\"note\":null} x", true).len(),
        1
    );
    assert!(violations::<Thing>("{\"id\":1,\"note\":null} ", true).is_empty());
}

/// Texts from a small grammar of right and wrong parts: whatever comes, both readers say the same.
#[test]
fn both_readers_refuse_the_same() {
    let values = [
        "null",
        "true",
        "1",
        "1.0",
        "-1.5",
        "1e30",
        "18446744073709551615",
        "\"\"",
        "\"red\"",
        "[]",
        "[null]",
        "[\"a\"]",
        "{}",
        "{\"name\":\"p\"}",
        "[{\"name\":\"p\"}]",
        "{\"x\":true}",
        "[{\"name\":\"p\",\"of\":null}]",
        "[{\"of\":{\"name\":\"q\"},\"name\":\"\"}]",
    ];
    let names = [
        "id", "note", "size", "color", "tags", "parts", "a/b~c", "other",
    ];
    let mut accepted = 0;
    // A linear congruential generator (Knuth's MMIX), so that every run is the same.
    let mut state = 1_u64;
    let mut below = |bound: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    for _ in 0..20_000 {
        let mut entries = vec!["\"id\":1".to_owned(), "\"note\":null".to_owned()];
        for _ in 0..below(4) {
            entries.push(format!(
                "\"{}\":{}",
                names[below(8)],
                values[below(values.len())]
            ));
        }
        let drop = below(10);
        if drop < entries.len() {
            entries.remove(drop);
        }
        let text = format!("{{{}}}", entries.join(","));
        for strict in [true, false] {
            let mut json = serde_json::Deserializer::from_str(&text);
            let streamed = Thing::decode(Stream::new(&mut json, strict));
            let tree = serde_json::from_str(&text).unwrap();
            let mut log = Log::new(strict);
            let explained = Thing::decode(crate::runtime::explain::Explain::new(&tree, &mut log));
            assert_eq!(
                streamed.as_ref().ok(),
                explained.as_ref().ok(),
                "{strict} {text}"
            );
            accepted += usize::from(streamed.is_ok());
        }
    }
    assert!(
        (2_000..38_000).contains(&accepted),
        "{accepted} say too little"
    );
}

#[test]
fn the_deepest_text_that_is_read_is_also_explained() {
    let text = format!(
        "{}{{}}{}",
        "{\"name\":\"\",\"of\":".repeat(100),
        "}".repeat(100)
    );
    let expected = format!("body{}/name: is required", "/of".repeat(100));
    assert_eq!(violations::<Part>(&text, true), [expected]);
}
