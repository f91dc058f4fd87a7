//! Mistakes in operations.

use super::check_operation;
use crate::{check_document, document};
use expect_test::{Expect, expect};

#[test]
fn unknown_method() {
    check_document(
        &document("paths:\n  /a:\n    gett: {responses: {default: {description: d}}}\n"),
        expect![[r#"
        error[unknown-keyword]: a Path Item Object has no key `gett`
         --> specs/pets.yaml:5:5
          |
        5 |     gett: {responses: {default: {description: d}}}
          |     ^^^^
          |
          = help: a key with a similar name exists: `get`

    "#]],
    );
}

#[test]
fn statuses() {
    for (status, expected) in [
        (
            "999",
            expect![[r#"
            34: error[invalid-name]: `999` is not a status of HTTP
        "#]],
        ),
        (
            "20",
            expect![[r#"
            34: error[invalid-name]: `20` is not a status of HTTP
        "#]],
        ),
        (
            "abc",
            expect![[r#"
            34: error[invalid-name]: `abc` is not a status of HTTP
        "#]],
        ),
        (
            "2xx",
            expect![[r#"
            34: error[invalid-name]: `2xx` is not a status of HTTP
        "#]],
        ),
        (
            "6XX",
            expect![[r#"
            34: error[invalid-name]: `6XX` is not a status of HTTP
        "#]],
        ),
        ("'200'", expect![[""]]),
        ("200", expect![[""]]),
        ("4XX", expect![[""]]),
        (
            "x-note",
            expect![[r#"
            22: error[invalid-value]: an operation needs at least one response
        "#]],
        ),
    ] {
        check_operation(
            "/a",
            &format!("{{responses: {{{status}: {{description: d}}}}}}"),
            expected,
        );
    }
    check_operation(
        "/a",
        "{}",
        expect![[r#"
        21: error[missing-keyword]: an Operation Object needs the key `responses`
    "#]],
    );
    check_operation(
        "/a",
        "{responses: {200: {}}}",
        expect![[r#"
            39: warning[implied-keyword]: a Response Object needs the key `description`
        "#]],
    );
}

#[test]
fn media_types() {
    for (media_type, expected) in [
        ("application/json", expect![[""]]),
        ("text/plain; charset=utf-8", expect![[""]]),
        ("multipart/form-data; boundary=\"a b\"", expect![[""]]),
        ("*/*", expect![[""]]),
        (
            "json",
            expect![[r#"
            66: error[invalid-name]: `json` is not a media type
        "#]],
        ),
        (
            "application/json\"); (",
            expect![[r#"
            66: error[invalid-name]: `application/json"); (` is not a media type
        "#]],
        ),
        (
            "application/",
            expect![[r#"
            66: error[invalid-name]: `application/` is not a media type
        "#]],
        ),
        (
            "text/plain; charset",
            expect![[r#"
            66: error[invalid-name]: `text/plain; charset` is not a media type
        "#]],
        ),
    ] {
        let responses = format!(
            "{{responses: {{200: {{description: d, content: {{'{media_type}': {{}}}}}}}}}}"
        );
        check_operation("/a", &responses, expected);
    }
}

#[test]
fn parameters() {
    let check = |parameter: &str, expected: Expect| {
        let responses = "responses: {default: {description: d}}";
        check_operation(
            "/a",
            &format!("{{parameters: [{parameter}], {responses}}}"),
            expected,
        );
    };
    check(
        "{name: a, in: query, schema: {type: string}}",
        expect![[""]],
    );
    check(
        "{name: a, in: query, schema: {type: string}, style: form, explode: true}",
        expect![[""]],
    );
    check(
        "{name: a, in: query, schema: {type: string}, style: deepObject}",
        expect![""],
    );
    check(
        "{name: a, in: query, schema: {type: string}, style: simple, allowReserved: true}",
        expect![[r#"
            87: error[invalid-value]: a parameter in `query` cannot have the style `simple`
        "#]],
    );
    check(
        "{name: a, in: path, schema: {type: string}}",
        expect![[r#"
            35: warning[implied-keyword]: a parameter in a path needs `required: true`
        "#]],
    );
    check(
        "{name: a, in: path, schema: {type: string}, required: false}",
        expect![[r#"
            89: warning[implied-keyword]: a parameter in a path is always required
        "#]],
    );
    check("{name: a, in: cookie, schema: {type: string}}", expect![""]);
    check(
        "{name: a, in: body, schema: {type: string}}",
        expect![[r#"
        49: error[invalid-value]: `body` is none of `query`, `header`, `path` and `cookie`
    "#]],
    );
    check(
        "{name: a, in: query}",
        expect![[r#"
        35: error[missing-keyword]: a parameter needs a `schema` or a `content`
    "#]],
    );
    check(
        "{name: a, in: query, type: string}",
        expect![[r#"
        35: error[missing-keyword]: a parameter needs a `schema` or a `content`
        56: error[unknown-keyword]: a Parameter Object has no key `type`
    "#]],
    );
    check(
        "{name: a, in: query, content: {a/b: {}}, schema: {}}",
        expect![[r#"
            56: error[invalid-value]: a parameter has a `schema` or a `content`, not both
        "#]],
    );
    check(
        "{name: '', in: query, schema: {}}",
        expect![[r#"
        42: error[invalid-name]: a parameter needs a name
    "#]],
    );
    check(
        "{name: \"X\\r\\nY\", in: header, schema: {}}",
        expect![[r#"
        42: error[invalid-name]: `X\r\nY` cannot be the name of a header
    "#]],
    );
    check(
        "{name: 'a{b}', in: path, required: true, schema: {}}",
        expect![[r#"
            42: error[invalid-name]: `a{b}` cannot be the name of a parameter in a path
        "#]],
    );
    check(
        "{in: query, schema: {}, allowEmptyValue: false}",
        expect![[r#"
        35: error[missing-keyword]: a Parameter Object needs the key `name`
    "#]],
    );
    check(
        "name",
        expect![[r#"
        35: error[wrong-kind]: expected a Parameter Object, found the string `name`
    "#]],
    );
}

#[test]
fn duplicate_operation_ids() {
    let operation = "{operationId: listPets, responses: {default: {description: d}}}";
    let rest = format!("paths:\n  /a:\n    get: {operation}\n  /b:\n    get: {operation}\n");
    check_document(
        &document(&rest),
        expect![[r#"
        error[duplicate-operation-id]: two operations have the `operationId` `listPets`
         --> specs/pets.yaml:7:24
          |
        7 |     get: {operationId: listPets, responses: {default: {description: d}}}
          |                        ^^^^^^^^ again here
          |
        note: first here
         --> specs/pets.yaml:5:24
          |
        5 |     get: {operationId: listPets, responses: {default: {description: d}}}
          |                        --------
        help: give one of them another, in the document or by an overlay

    "#]],
    );
}
