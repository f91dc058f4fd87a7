//! YAML and JSON to one and the same tree, the tree that other readers see.

use expect_test::expect;
use generator::{
    diagnostics::Diagnostics,
    source::{self, MemoryLoader, Node, Number, Value},
};
use std::path::{Path, PathBuf};

/// The tree of one file. It need not be an OpenAPI document.
fn tree(path: &str, text: &str) -> Node {
    let mut cx = Diagnostics::default();
    let loader = MemoryLoader::new().file(path, text);
    let Ok(mut apis) = source::run(&mut cx, &loader, &[]) else {
        panic!("{}", cx.human(false))
    };
    apis.remove(0).roots.remove(0).tree
}

fn yaml(text: &str) -> Node {
    tree("pets.yaml", text)
}

fn json(text: &str) -> Node {
    tree("pets.json", text)
}

/// A tree in the terms of this test.
fn show(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(Number::Int(number)) => format!("int {number}"),
        Value::Number(Number::Uint(number)) => format!("uint {number}"),
        Value::Number(Number::Float(number)) => format!("float {number:?}"),
        Value::Number(Number::Big(digits)) => format!("big {digits}"),
        Value::String(text) => format!("{text:?}"),
        Value::Array(items) => format!(
            "[{}]",
            items.iter().map(show).collect::<Vec<_>>().join(", ")
        ),
        Value::Object(map) => {
            let members = map
                .iter()
                .map(|(key, node)| format!("{}: {}", key.name, show(node)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

#[test]
fn scalars_are_typed_by_the_core_schema() {
    let plain = "true True TRUE false yes no on off y n Yes NO null Null NULL ~ nULL 0 -0 +0 12 -12 +12 012 -012 0o17 0x1F \
                 0b1 0o8 0xG 1_000 1,5 1.5 -1.5 .5 1. 1e3 1E+3 1e-3 1.e1 . .e1 e1 + - +.5 12:30:45 2024-07-30 \
                 2024-07-30T12:00:00Z 1.2.3 9223372036854775807 9223372036854775808 18446744073709551616 \
                 -9223372036854775808 -9223372036854776000 0018446744073709551616 0xFFFFFFFFFFFFFFFF <<x = !";
    let shown: Vec<String> = plain
        .split(' ')
        .filter(|text| !text.is_empty() && !["-", "!"].contains(text))
        .map(|text| {
            format!(
                "{text} -> {}",
                show(yaml(&format!("a: {text}\n")).get("a").expect("a member"))
            )
        })
        .collect();
    expect![[r#"
        true -> true
        True -> true
        TRUE -> true
        false -> false
        yes -> "yes"
        no -> "no"
        on -> "on"
        off -> "off"
        y -> "y"
        n -> "n"
        Yes -> "Yes"
        NO -> "NO"
        null -> null
        Null -> null
        NULL -> null
        ~ -> null
        nULL -> "nULL"
        0 -> int 0
        -0 -> int 0
        +0 -> int 0
        12 -> int 12
        -12 -> int -12
        +12 -> int 12
        012 -> int 12
        -012 -> int -12
        0o17 -> int 15
        0x1F -> int 31
        0b1 -> "0b1"
        0o8 -> "0o8"
        0xG -> "0xG"
        1_000 -> "1_000"
        1,5 -> "1,5"
        1.5 -> float 1.5
        -1.5 -> float -1.5
        .5 -> float 0.5
        1. -> float 1.0
        1e3 -> float 1000.0
        1E+3 -> float 1000.0
        1e-3 -> float 0.001
        1.e1 -> float 10.0
        . -> "."
        .e1 -> ".e1"
        e1 -> "e1"
        + -> "+"
        +.5 -> float 0.5
        12:30:45 -> "12:30:45"
        2024-07-30 -> "2024-07-30"
        2024-07-30T12:00:00Z -> "2024-07-30T12:00:00Z"
        1.2.3 -> "1.2.3"
        9223372036854775807 -> int 9223372036854775807
        9223372036854775808 -> uint 9223372036854775808
        18446744073709551616 -> big 18446744073709551616
        -9223372036854775808 -> int -9223372036854775808
        -9223372036854776000 -> big -9223372036854776000
        0018446744073709551616 -> big 18446744073709551616
        0xFFFFFFFFFFFFFFFF -> uint 18446744073709551615
        <<x -> "<<x"
        = -> "=""#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn tags_and_quotes_decide() {
    let text = "[!!str 12, !!int '12', !!float 1, !!bool 'true', !!null '', ! 12, '12', \"12\", !!str , !!seq [], !!map {}]";
    expect![[r#"["12", int 12, float 1.0, true, null, "12", "12", "12", "", [], {}]"#]].assert_eq(
        &show(yaml(&format!("a: {text}\n")).get("a").expect("a member")),
    );
}

#[test]
fn texts_of_several_lines() {
    let text = "a: |\n  one\n  two\n\nb: >-\n  one\n  two\n\n  three\nc: one\n  two\nd: 'one\n\n  two'\ne: \"one \\\n  two\\n\\u00e4\"\n";
    expect![[
        r#"{a: "one\ntwo\n", b: "one two\nthree", c: "one two", d: "one\ntwo", e: "one two\nä"}"#
    ]]
    .assert_eq(&show(&yaml(text)));
}

#[test]
fn aliases_and_merge_keys() {
    let text = "a: &a {x: 1, y: [2]}\nb: *a\nc: {<<: *a, x: 3}\nd: {<<: [{p: 1}, {p: 2, q: 3}], '<<': kept}\n";
    expect![[r#"{a: {x: int 1, y: [int 2]}, b: {x: int 1, y: [int 2]}, c: {x: int 3, y: [int 2]}, d: {<<: "kept", p: int 1, q: int 3}}"#]].assert_eq(&show(&yaml(text)));
}

#[test]
fn keys_are_texts() {
    let text = "200: a\n0x10: b\nnull: c\ntrue: d\non: e\n~: f\n1.0: g\n'': h\n? i\n: j\n";
    expect![[
        r#"{200: "a", 0x10: "b", null: "c", true: "d", on: "e", ~: "f", 1.0: "g", : "h", i: "j"}"#
    ]]
    .assert_eq(&show(&yaml(text)));
}

#[test]
fn line_ends_tabs_and_byte_order_marks_make_no_difference() {
    let lf = "openapi: 3.0.3\npaths:\n  /a:\n    description: >\n      one\n      two\n\n    x-a: [1,\n      2]\n";
    let plain = yaml(lf);
    assert_eq!(plain, yaml(&lf.replace('\n', "\r\n")));
    assert_eq!(plain, yaml(&format!("\u{feff}{lf}")));
    assert_eq!(plain, yaml(&lf.replace(": ", ":\t")));
    assert_eq!(json("{\"a\": 1}"), json("\u{feff}{\r\n\t\"a\":1}"));
}

const SAMPLES: &[&str] = &[
    "{\"a\": [1, -1, 0, -0, 1.5, 1e3, 1E-3, 0.1, 5e-324, 1.7976931348623157e308], \"b\": {\"c\": null, \"d\": [true, false]}}",
    "{\"big\": [9223372036854775807, 9223372036854775808, 18446744073709551615, 18446744073709551616, -9223372036854776000]}",
    "{\"text\": [\"\", \"é\", \"\\u00e9\\ud83e\\udd80\", \"a\\\\b\\/\\n\\t\", \"{}\", \"[,:]\", \"12\", \"yes\"], \"\": 0, \"a/b~c\": 1}",
    "{\"numbers\": [123456789012345678901234567890, 0.30000000000000004, 2.2250738585072011e-308, 100000000000000000000000.5]}",
];

#[test]
fn json_and_yaml_give_equal_trees() {
    for sample in SAMPLES {
        assert_eq!(json(sample), yaml(&sample.replace("\\/", "/")), "{sample}");
    }
}

#[test]
fn json_is_read_as_serde_json_reads_it() {
    for sample in SAMPLES {
        let expected: serde_json::Value = serde_json::from_str(sample).expect("JSON");
        assert!(is_near(&json(sample).to_json(), &expected), "{sample}");
    }
}

#[test]
fn the_documents_of_this_repository_are_read_as_serde_yaml_reads_them() {
    let mut paths = Vec::new();
    collect(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../specs")),
        &mut paths,
    );
    assert!(paths.len() >= 6);
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a document");
        let expected: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
        assert_eq!(yaml(&text).to_json(), expected, "{}", path.display());
        // What we read, written as JSON and read again, is the same.
        assert_eq!(
            json(&expected.to_string()),
            yaml(&text),
            "{}",
            path.display()
        );
    }
}

#[test]
fn samples_are_read_as_serde_yaml_reads_them() {
    for text in [
        "a: 1\nb:\n- x\n-   - y\n    - z\nc: {d: e, f: [g, {h: i}]}\n",
        "a: |-\n  x\n   y\n\n  z\nb: >+\n  x\n\nc: >2\n    x\n  y\n",
        "a: &x\n  b: 1\nc: *x\nd:\n  - *x\n  - &y z\n  - *y\n",
        "---\n# comment\na: 'it''s' # comment\n\"b\\tc\": \"\\x41\\u0042\"\n...\n",
        "'a b': c d\n? e\n: f\ng: ~\nh:\ni: ''\n",
        "a: [\n  b,\n  c\n]\nd: {\n  e: f\n}\n",
        "a:\n- b\n- c\nd: e\n",
        "a: http://x.example/y#z\nb: x:y\nc: '- d'\ne: \"# f\"\n",
    ] {
        let expected: serde_json::Value = serde_yaml::from_str(text).expect("YAML");
        assert_eq!(yaml(text).to_json(), expected, "{text}");
    }
}

/// Equal, but for the last bits of floats: serde_json reads them a little less exactly than we do.
fn is_near(left: &serde_json::Value, right: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Number, Object};
    match (left, right) {
        (Number(left), Number(right)) => match (left.as_f64(), right.as_f64()) {
            (Some(left), Some(right)) => (left - right).abs() <= left.abs() * 1e-15,
            _ => false,
        },
        (Array(left), Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| is_near(left, right))
        }
        (Object(left), Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(key, left)| right.get(key).is_some_and(|right| is_near(left, right)))
        }
        _ => left == right,
    }
}

/// All files below a folder.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => collect(&path, paths),
            false => paths.push(path),
        }
    }
}
