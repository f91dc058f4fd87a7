//! Numbers that no float is near: one value is wrong, the rest of its document is read.

use crate::{document, support};
use expect_test::{Expect, expect};
use generator::{generate, output::Options, source::MemoryLoader};

const FLAWED: &str = "\
paths: {}
components:
  schemas:
    Bounds: {type: number, maximum: 1e400, minimum: -1e400, multipleOf: .inf}
    Counts: {type: string, minLength: 1e400, maxLength: .nan}
    Values: {type: number, default: 1e400, example: -1e400, enum: [1, 1e400, 1e500]}
    Inside: {type: object, properties: {a: {type: number}}, default: {a: 1e400}}
    Misspelt: {type: strng}
    Fine: {type: object, properties: {a: {type: integer}}}
";

/// The same document as JSON: serde_json could not hold the numbers, so they are strings until they are text.
fn json() -> String {
    let numbers = ["-1e400", "1e400", "1e500"];
    let quoted = numbers.iter().fold(document(FLAWED), |text, number| {
        let mut text = text;
        for before in [": ", ", "] {
            text = text.replace(&format!("{before}{number}"), &format!("{before}'{number}'"));
        }
        text
    });
    let quoted = quoted.replace(".inf", "'1e400'").replace(".nan", "'1e400'");
    let tree: serde_json::Value = serde_yaml::from_str(&quoted).expect("YAML");
    let text = serde_json::to_string(&tree).expect("JSON");
    numbers.iter().fold(text, |text, number| {
        text.replace(&format!("\"{number}\""), number)
    })
}

#[track_caller]
fn check(file: &str, text: &str, keep_going: bool, expected: Expect) {
    let options = Options {
        keep_going,
        ..Options::default()
    };
    let output = generate(&options, &MemoryLoader::new().file(file, text));
    support::assert(file, &output.diagnostics);
    let mut said = output.diagnostics.short();
    for api in &output.apis {
        said += &format!("{} types\n", api.types);
    }
    expected.assert_eq(&said);
}

#[test]
fn one_wrong_number_does_not_hide_what_else_is_wrong() {
    check(
        "pets.yaml",
        &document(FLAWED),
        false,
        expect![[r#"
        specs/pets.yaml:6:37: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.yaml:6:53: error[invalid-number]: `-1e400` is not a number that JSON can hold
        specs/pets.yaml:6:73: error[invalid-number]: `.inf` is not a number that JSON can hold
        specs/pets.yaml:7:39: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.yaml:7:57: error[invalid-number]: `.nan` is not a number that JSON can hold
        specs/pets.yaml:8:37: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.yaml:8:53: error[invalid-number]: `-1e400` is not a number that JSON can hold
        specs/pets.yaml:8:71: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.yaml:8:78: error[invalid-number]: `1e500` is not a number that JSON can hold
        specs/pets.yaml:9:74: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.yaml:10:22: error[invalid-value]: `strng` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
        0 types
    "#]],
    );
    check(
        "pets.json",
        &json(),
        false,
        expect![[r#"
        specs/pets.json:1:130: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:146: error[invalid-number]: `-1e400` is not a number that JSON can hold
        specs/pets.json:1:166: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:211: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:229: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:272: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:288: error[invalid-number]: `-1e400` is not a number that JSON can hold
        specs/pets.json:1:305: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:311: error[invalid-number]: `1e500` is not a number that JSON can hold
        specs/pets.json:1:397: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:424: error[invalid-value]: `strng` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
        0 types
    "#]],
    );
}

#[test]
fn the_schemas_around_them_go_and_the_others_stay() {
    check(
        "pets.yaml",
        &document(FLAWED),
        true,
        expect![[r#"
        specs/pets.yaml:6:37: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.yaml:6:53: error[invalid-number]: `-1e400` is not a number that JSON can hold
        specs/pets.yaml:6:73: error[invalid-number]: `.inf` is not a number that JSON can hold
        specs/pets.yaml:7:39: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.yaml:7:57: error[invalid-number]: `.nan` is not a number that JSON can hold
        specs/pets.yaml:8:37: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.yaml:8:53: error[invalid-number]: `-1e400` is not a number that JSON can hold
        specs/pets.yaml:8:71: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.yaml:8:78: error[invalid-number]: `1e500` is not a number that JSON can hold
        specs/pets.yaml:9:74: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.yaml:10:22: error[invalid-value]: `strng` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
        6 types
    "#]],
    );
    check(
        "pets.json",
        &json(),
        true,
        expect![[r#"
        specs/pets.json:1:130: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:146: error[invalid-number]: `-1e400` is not a number that JSON can hold
        specs/pets.json:1:166: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:211: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:229: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:272: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:288: error[invalid-number]: `-1e400` is not a number that JSON can hold
        specs/pets.json:1:305: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:311: error[invalid-number]: `1e500` is not a number that JSON can hold
        specs/pets.json:1:397: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.json:1:424: error[invalid-value]: `strng` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
        6 types
    "#]],
    );
}

#[test]
fn beside_mistakes_of_syntax_they_are_still_shown() {
    check(
        "pets.json",
        "{\"a\": 1e400,\n\"a\": -1E+999,\n]",
        false,
        expect![[r#"
            specs/pets.json:1:7: error[invalid-number]: `1e400` is not a number that JSON can hold
            specs/pets.json:2:1: error[duplicate-key]: the key `a` appears twice in one object
            specs/pets.json:2:6: error[invalid-number]: `-1E+999` is not a number that JSON can hold
            specs/pets.json:3:1: error[json-syntax]: not JSON: key must be a string
        "#]],
    );
    check(
        "pets.yaml",
        "a: 1e400\nb: 1\nb: 2\n",
        false,
        expect![[r#"
        specs/pets.yaml:1:4: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.yaml:3:1: error[duplicate-key]: the key `b` appears twice in one object
    "#]],
    );
}
