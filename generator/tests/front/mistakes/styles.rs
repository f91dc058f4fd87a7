//! Mistakes in how parameters and headers are written.

use super::check_all;
use expect_test::{Expect, expect};

/// Checks what is said about one parameter, in line 3.
fn check(parameter: &str, expected: Expect) {
    let rest = format!(
        "paths: {{'/a/{{id}}': {{get: {{parameters: [{parameter},\n\
         {{name: id, in: path, required: true, schema: {{type: string}}}}], responses: {{'204': {{description: d}}}}}}}}}}\n"
    );
    check_all(&rest, expected);
}

#[test]
fn styles_of_locations() {
    for (location, styles) in [
        ("query", "form spaceDelimited pipeDelimited deepObject"),
        ("header", "simple"),
        ("cookie", "form"),
        ("path", "simple label matrix"),
    ] {
        for style in [
            "form",
            "simple",
            "label",
            "matrix",
            "spaceDelimited",
            "pipeDelimited",
            "deepObject",
        ] {
            let path = match location {
                "path" => "/{a}",
                _ => "/a",
            };
            let rest = format!(
                "paths: {{'{path}': {{get: {{parameters: [{{name: a, in: {location}, required: true, style: {style}, \
                 schema: {{type: object}}}}], responses: {{'204': {{description: d}}}}}}}}}}\n"
            );
            let (_, cx) = crate::read(&[("pets.yaml", &crate::document(&rest))]);
            let is_fine = styles.split(' ').any(|fine| fine == style);
            assert_eq!(
                cx.errors() == 0,
                is_fine,
                "{style} in {location}: {}",
                cx.short()
            );
        }
    }
    check(
        "{name: a, in: query, style: matrix, schema: {type: string}}",
        expect![[r#"
            3:68: error[invalid-value]: a parameter in `query` cannot have the style `matrix`
        "#]],
    );
    check(
        "{name: a, in: cookie, style: simple, schema: {type: string}}",
        expect![[r#"
            3:69: error[invalid-value]: a parameter in `cookie` cannot have the style `simple`
        "#]],
    );
    check(
        "{name: a, in: query, style: forn, schema: {type: string}}",
        expect![[r#"
            3:68: error[invalid-value]: `forn` is none of `form`, `simple`, `matrix`, `label`, `spaceDelimited`, `pipeDelimited` and `deepObject`
        "#]],
    );
}

#[test]
fn deep_objects() {
    check(
        "{name: a, in: query, style: deepObject, schema: {type: object}}",
        expect![""],
    );
    check(
        "{name: a, in: query, style: deepObject, explode: false, schema: {type: object}}",
        expect![[r#"
            3:89: error[invalid-value]: the style `deepObject` is not defined without `explode`
        "#]],
    );
    check(
        "{name: a, in: query, style: deepObject, schema: {allOf: [{type: string}]}}",
        expect![[r#"
            3:68: error[invalid-value]: the style `deepObject` is for objects only
        "#]],
    );
    check(
        "{name: a, in: query, style: pipeDelimited, schema: {type: string}}",
        expect![[r#"
            3:68: warning[inapplicable-keyword]: a delimiter says nothing about a single value
        "#]],
    );
}

#[test]
fn keywords_of_queries() {
    check(
        "{name: a, in: header, allowReserved: true, schema: {type: string}}",
        expect![[r#"
            3:62: warning[inapplicable-keyword]: `allowReserved` says nothing about a parameter in `header`, and is ignored
        "#]],
    );
    check(
        "{name: a, in: cookie, allowEmptyValue: true, schema: {type: string}}",
        expect![[r#"
            3:62: warning[inapplicable-keyword]: `allowEmptyValue` says nothing about a parameter in `cookie`, and is ignored
        "#]],
    );
    check(
        "{name: a, in: query, allowReserved: true, allowEmptyValue: true, schema: {type: string}}",
        expect![""],
    );
}

#[test]
fn schema_or_content() {
    check(
        "{name: a, in: query}",
        expect![[r#"
        3:40: error[missing-keyword]: a parameter needs a `schema` or a `content`
    "#]],
    );
    check(
        "{name: a, in: query, schema: {type: string}, content: {a/b: {}}}",
        expect![[r#"
            3:85: error[invalid-value]: a parameter has a `schema` or a `content`, not both
        "#]],
    );
    check(
        "{name: a, in: query, content: {}}",
        expect![[r#"
        3:61: error[invalid-value]: the `content` of a parameter has exactly one media type
    "#]],
    );
    check(
        "{name: a, in: query, content: {a/b: {}, a/c: {}}}",
        expect![[r#"
            3:61: error[invalid-value]: the `content` of a parameter has exactly one media type
        "#]],
    );
    check(
        "{name: a, in: query, content: {application/json: {}}}",
        expect![""],
    );
}

#[test]
fn names() {
    check(
        r#"{name: "X\r\nEvil", in: header, schema: {type: string}}"#,
        expect![[r#"
            3:47: error[invalid-name]: `X\r\nEvil` cannot be the name of a header
        "#]],
    );
    check(
        "{name: 'a b', in: cookie, schema: {type: string}}",
        expect![[r#"
            3:47: error[invalid-name]: `a b` cannot be the name of a cookie
        "#]],
    );
    check(
        "{name: 'a b', in: query, schema: {type: string}}",
        expect![""],
    );
    check(
        "{name: X-A, in: header, schema: {type: string}}, {name: x-a, in: header, schema: {type: string}}",
        expect![[r#"
            3:89: error[duplicate-parameter]: the header parameter `x-a` is declared twice
        "#]],
    );
}

#[test]
fn headers_of_responses() {
    let check = |headers: &str, expected: Expect| {
        let rest = format!(
            "paths: {{/a: {{get: {{responses: {{'204': {{description: d, headers: {{{headers}}}}}}}}}}}}}\n"
        );
        check_all(&rest, expected);
    };
    check("X-A: {schema: {type: string}}", expect![""]);
    check(
        r#""X\r\nEvil": {schema: {type: string}}"#,
        expect![[r#"
        3:66: error[invalid-name]: `X\r\nEvil` cannot be the name of a header
    "#]],
    );
    check(
        "ETag: {schema: {type: string}}, etag: {schema: {type: string}}",
        expect![[r#"
            3:98: error[duplicate-parameter]: the header `etag` is declared twice
        "#]],
    );
    check(
        "Content-Type: {schema: {type: string}}",
        expect![[r#"
        3:66: note[ignored-header-parameter]: the header `Content-Type` is ignored, as the Specification says
    "#]],
    );
    check(
        "X-A: {schema: {type: string}, style: form}",
        expect![[r#"
        3:103: error[invalid-value]: `form` is none of `simple`
    "#]],
    );
    check(
        "X-A: {}",
        expect![[r#"
        3:71: error[missing-keyword]: a parameter needs a `schema` or a `content`
    "#]],
    );
    check(
        "X-A: {$ref: '#/components/headers/A'}",
        expect![[r#"
        3:78: error[unresolved-reference]: the reference `#/components/headers/A` names nothing in the document
    "#]],
    );
}
