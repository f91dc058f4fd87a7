//! Texts that are no documents.

use super::{check_json, check_yaml};
use crate::{document, read};
use expect_test::expect;
use generator::pointer::Pointer;

#[test]
fn merge_of_no_object() {
    check_yaml(
        "a: {<<: 1}\nb: {<<: [{}, x]}\nc: {<<: {}, <<: {}}\n",
        expect![[r#"
        specs/pets.yaml:1:9: error[yaml-merge]: `<<` merges objects, not an integer
        specs/pets.yaml:2:14: error[yaml-merge]: `<<` merges objects, not a string
        specs/pets.yaml:3:13: error[duplicate-key]: the key `<<` appears twice in one object
    "#]],
    );
}

#[test]
fn duplicate_keys() {
    check_yaml(
        "200: a\n\"200\": b\nx: {k: 1, 'k': 2, k: 3}\n",
        expect![[r#"
        specs/pets.yaml:2:1: error[duplicate-key]: the key `200` appears twice in one object
        specs/pets.yaml:3:11: error[duplicate-key]: the key `k` appears twice in one object
        specs/pets.yaml:3:19: error[duplicate-key]: the key `k` appears twice in one object
    "#]],
    );
    check_json(
        "{\"a\": {\"k\": 1,\n\"k\": 2},\n \"\\u0061\": 3}",
        expect![[r#"
        specs/pets.json:2:1: error[duplicate-key]: the key `k` appears twice in one object
        specs/pets.json:3:2: error[duplicate-key]: the key `a` appears twice in one object
    "#]],
    );
}

#[test]
fn broken_yaml() {
    check_yaml(
        "a:\n\tb: 1\n",
        expect![[r#"
        specs/pets.yaml:2:2: error[yaml-syntax]: not YAML: tabs disallowed within this context (block indentation)
    "#]],
    );
    check_yaml(
        "a: \"open\n",
        expect![[r#"
        specs/pets.yaml:1:4: error[yaml-syntax]: not YAML: unclosed quote
    "#]],
    );
    check_yaml(
        "a:\n    b: 1\n  c: 2\n",
        expect![[r#"
        specs/pets.yaml:3:3: error[yaml-syntax]: not YAML: while parsing a block mapping, did not find expected key
    "#]],
    );
    check_yaml(
        "a: [1, 2\n",
        expect![[r#"
        specs/pets.yaml:1:4: error[yaml-syntax]: not YAML: unclosed bracket '['
    "#]],
    );
    check_yaml(
        "a: b: c\n",
        expect![[r#"
        specs/pets.yaml:1:5: error[yaml-syntax]: not YAML: mapping values are not allowed in this context
    "#]],
    );
    check_yaml(
        "ä: ö\n? [x]\n: 1\n",
        expect![[r#"
        specs/pets.yaml:2:3: error[yaml-key]: a key must be a scalar
    "#]],
    );
    check_yaml(
        "é: &a 1\n*a : 2\n",
        expect![[r#"
            specs/pets.yaml:2:1: error[yaml-key]: a key cannot be an alias of what is no string
        "#]],
    );
}

#[test]
fn broken_json() {
    check_json(
        "{\"a\": 1,\n  \"b\": }",
        expect![[r#"
        specs/pets.json:2:8: error[json-syntax]: not JSON: expected value
    "#]],
    );
    check_json(
        "{\"a\": 1",
        expect![[r#"
        specs/pets.json:1:7: error[json-syntax]: not JSON: EOF while parsing an object
    "#]],
    );
    check_json(
        "{\"a\": 1} x",
        expect![[r#"
        specs/pets.json:1:10: error[json-syntax]: not JSON: trailing characters
    "#]],
    );
    check_json(
        "{\"a\": 01}",
        expect![[r#"
        specs/pets.json:1:8: error[json-syntax]: not JSON: invalid number
    "#]],
    );
    check_json(
        "{\"a\": \"\u{1}\"}",
        expect![[r#"
        specs/pets.json:1:8: error[json-syntax]: not JSON: control character (\u0000-\u001F) found while parsing a string
    "#]],
    );
    check_json(
        "{\"ä\": \"\\ud800\"}",
        expect![[r#"
        specs/pets.json:1:14: error[json-syntax]: not JSON: unexpected end of hex escape
    "#]],
    );
}

#[test]
fn several_documents() {
    check_yaml(
        "a: 1\n---\nb: 2\n",
        expect![[r#"
        specs/pets.yaml:2:1: error[several-documents]: a second document begins here
    "#]],
    );
}

#[test]
fn wrong_encodings() {
    check_yaml(
        b"a: 1\nb: \xff\n",
        expect![[r#"
        specs/pets.yaml:2:4: error[invalid-encoding]: the byte 0xFF at offset 8 is not UTF-8
    "#]],
    );
    check_yaml(
        b"\xff\xfea\0:\0",
        expect![[r#"
        specs/pets.yaml:1:1: error[invalid-encoding]: the file is UTF-16, not UTF-8
    "#]],
    );
    check_yaml(
        "a: 1\nb: x\0y\n",
        expect![[r#"
        specs/pets.yaml:2:5: error[invalid-encoding]: the character U+0000 at offset 9 cannot stand in YAML
    "#]],
    );
    check_yaml(
        "a: \"\u{1b}[31m\"\n",
        expect![[r#"
        specs/pets.yaml:1:5: error[invalid-encoding]: the character U+001B at offset 4 cannot stand in YAML
    "#]],
    );
    check_yaml(
        "ä: \u{9b}31m\n",
        expect![[r#"
        specs/pets.yaml:1:4: error[invalid-encoding]: the character U+009B at offset 4 cannot stand in YAML
    "#]],
    );
    check_json(
        b"{\"a\": \"\xc3\"}",
        expect![[r#"
        specs/pets.json:1:8: error[invalid-encoding]: the byte 0xC3 at offset 7 is not UTF-8
    "#]],
    );
}

#[test]
fn foreign_tags() {
    check_yaml(
        "a: !!python/object/apply:os.system ['ls']\nb: !include other.yaml\n",
        expect![[r#"
            specs/pets.yaml:1:4: error[yaml-tag]: the tag `!!python/object/apply:os.system` does not fit here
            specs/pets.yaml:2:4: error[yaml-tag]: the tag `!include` does not fit here
        "#]],
    );
    check_yaml(
        "a: !!int x\nb: !!map [1]\nc: !!seq {}\nd: !!binary aGk=\n",
        expect![[r#"
            specs/pets.yaml:1:4: error[yaml-tag]: the tag `!!int` does not fit here
            specs/pets.yaml:2:4: error[yaml-tag]: the tag `!!map` does not fit here
            specs/pets.yaml:3:4: error[yaml-tag]: the tag `!!seq` does not fit here
            specs/pets.yaml:4:4: error[yaml-tag]: the tag `!!binary` does not fit here
        "#]],
    );
}

#[test]
fn nothing_in_it() {
    check_yaml(
        "",
        expect![[r#"
        specs/pets.yaml: error[empty-document]: the file holds no document
    "#]],
    );
    check_yaml(
        "# only a comment\n",
        expect![[r#"
        specs/pets.yaml:1:1: error[empty-document]: the file holds no document
    "#]],
    );
    check_yaml(
        "--- \n",
        expect![[r#"
        specs/pets.yaml:1:4: error[wrong-kind]: an OpenAPI document is an object, not null
    "#]],
    );
    check_yaml(
        "just text\n",
        expect![[r#"
        specs/pets.yaml:1:1: error[wrong-kind]: an OpenAPI document is an object, not a string
    "#]],
    );
    check_yaml(
        "openapi: 3.0.3\ninfo: null\npaths:\n",
        expect![[r#"
        specs/pets.yaml:2:7: error[wrong-kind]: `info` in an OpenAPI Object: expected an Info Object, found null
        specs/pets.yaml:3:1: error[wrong-kind]: `paths` in an OpenAPI Object: expected a Paths Object, found null
    "#]],
    );
    check_json(
        "",
        expect![[r#"
        specs/pets.json: error[empty-document]: the file holds no document
    "#]],
    );
    check_json(
        "[]",
        expect![[r#"
        specs/pets.json:1:1: error[wrong-kind]: an OpenAPI document is an object, not an array
    "#]],
    );
}

#[test]
fn numbers_that_are_none() {
    let rest = "paths: {}\ncomponents: {schemas: {A: {type: number, example: [.nan, -.inf, .Inf, 1e400, -1e999]}}}\n";
    check_yaml(
        document(rest),
        expect![[r#"
        specs/pets.yaml:4:52: error[invalid-number]: `.nan` is not a number that JSON can hold
        specs/pets.yaml:4:58: error[invalid-number]: `-.inf` is not a number that JSON can hold
        specs/pets.yaml:4:65: error[invalid-number]: `.Inf` is not a number that JSON can hold
        specs/pets.yaml:4:71: error[invalid-number]: `1e400` is not a number that JSON can hold
        specs/pets.yaml:4:78: error[invalid-number]: `-1e999` is not a number that JSON can hold
    "#]],
    );
    check_json(
        "{\"a\": 1e400}",
        expect![[r#"
            specs/pets.json:1:1: error[unknown-version]: the document has no top-level `openapi` version
            specs/pets.json:1:7: error[invalid-number]: `1e400` is not a number that JSON can hold
        "#]],
    );
    check_json(
        format!("{{\"a\": 1{}}}", "0".repeat(400)),
        expect![[r#"
            specs/pets.json:1:1: error[unknown-version]: the document has no top-level `openapi` version
            specs/pets.json:1:7: error[invalid-number]: `10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000` is not a number that JSON can hold
        "#]],
    );
}

#[test]
fn versions() {
    let mut said = String::new();
    for version in [
        "openapi: 3.10",
        "openapi: '3.10'",
        "openapi: 4.0.0",
        "openapi: 3.1.0",
        "openapi: 3.2.0",
        "openapi: '3.0'",
        "openapi: 3.0",
        "openapi: 3.0.x",
        "openapi: ''",
        "openapi: null",
        "openapi: [3]",
        "openapi: 3.0.3-rc1",
        "swagger: 2.0",
        "swagger: '2.0'",
        "swagger: '1.2'",
        "openapi: 3.0.0\nswagger: '2.0'",
    ] {
        said += &read(&[("pets.yaml", version)]).1.short();
    }
    expect![[r#"
        specs/pets.yaml:1:10: error[unknown-version]: there is no version `3.10` of OpenAPI
        specs/pets.yaml:1:10: error[unknown-version]: there is no version `3.10` of OpenAPI
        specs/pets.yaml:1:10: error[unknown-version]: there is no version `4.0.0` of OpenAPI
        specs/pets.yaml:1:1: error[missing-keyword]: an OpenAPI Object needs `paths`, `webhooks` or `components`
        specs/pets.yaml:1:1: error[missing-keyword]: an OpenAPI Object needs the key `info`
        specs/pets.yaml:1:1: error[missing-keyword]: an OpenAPI Object needs `paths`, `webhooks` or `components`
        specs/pets.yaml:1:1: error[missing-keyword]: an OpenAPI Object needs the key `info`
        specs/pets.yaml:1:1: error[missing-keyword]: an OpenAPI Object needs the key `info`
        specs/pets.yaml:1:1: warning[implied-keyword]: an OpenAPI Object needs the key `paths`
        specs/pets.yaml:1:10: warning[incomplete-version]: the version `3.0` of OpenAPI lacks its last number
        specs/pets.yaml:1:1: error[missing-keyword]: an OpenAPI Object needs the key `info`
        specs/pets.yaml:1:1: warning[implied-keyword]: an OpenAPI Object needs the key `paths`
        specs/pets.yaml:1:10: warning[incomplete-version]: the version `3.0` of OpenAPI lacks its last number
        specs/pets.yaml:1:10: error[unknown-version]: there is no version `3.0.x` of OpenAPI
        specs/pets.yaml:1:10: error[unknown-version]: there is no version `` of OpenAPI
        specs/pets.yaml:1:10: error[unknown-version]: the version of OpenAPI is a string, not null
        specs/pets.yaml:1:10: error[unknown-version]: the version of OpenAPI is a string, not an array
        specs/pets.yaml:1:10: error[unknown-version]: there is no version `3.0.3-rc1` of OpenAPI
        specs/pets.yaml:1:1: error[missing-keyword]: a Swagger Object needs the key `info`
        specs/pets.yaml:1:1: warning[implied-keyword]: a Swagger Object needs the key `paths`
        specs/pets.yaml:1:1: error[missing-keyword]: a Swagger Object needs the key `info`
        specs/pets.yaml:1:1: warning[implied-keyword]: a Swagger Object needs the key `paths`
        specs/pets.yaml:1:10: error[unknown-version]: there is no version `1.2` of Swagger
        specs/pets.yaml:2:10: error[unknown-version]: the document has both an `openapi` and a `swagger` version
    "#]].assert_eq(&said);
    check_json(
        "{\"openapi\": 3.10}",
        expect![[r#"
        specs/pets.json:1:13: error[unknown-version]: there is no version `3.10` of OpenAPI
    "#]],
    );
}

#[test]
fn text_is_never_executed() {
    let rest = "paths: {}\ncomponents: {schemas: {A: {description: '${HOME} {{ env }} $(id)'}}}\n";
    let (documents, cx) = read(&[("pets.yaml", &document(rest))]);
    assert_eq!(cx.short(), "");
    let at = Pointer::from_text("/components/schemas/A/description");
    let description = documents[0].places.node(&at);
    assert_eq!(
        description.and_then(|node| node.as_str()),
        Some("${HOME} {{ env }} $(id)")
    );
}
