//! Mistakes in paths, servers and security.

use super::check_operation;
use crate::{check_document, document};
use expect_test::{Expect, expect};

#[test]
fn paths() {
    for (path, expected) in [
        (
            "a",
            expect![[r#"
            9: error[invalid-path]: the path `a` does not begin with `/`
        "#]],
        ),
        (
            "/a?b=c",
            expect![[r#"
            9: error[invalid-path]: the path `/a?b=c` holds a query
        "#]],
        ),
        (
            "/a#b",
            expect![[r#"
            9: error[invalid-path]: the path `/a#b` holds a fragment
        "#]],
        ),
        (
            "/a b",
            expect![[r#"
            9: error[invalid-path]: the path `/a b` holds the character U+0020
        "#]],
        ),
        (
            "//evil/x",
            expect![[r#"
            9: error[invalid-path]: the path `//evil/x` holds an empty segment
        "#]],
        ),
        (
            "/a/../admin",
            expect![[r#"
            9: error[invalid-path]: the path `/a/../admin` holds a segment `.` or `..`
        "#]],
        ),
        (
            "/a/%2E%2e",
            expect![[r#"
            9: error[invalid-path]: the path `/a/%2E%2e` holds a segment `.` or `..`
        "#]],
        ),
        (
            "/a/{id",
            expect![[r#"
            9: error[invalid-path]: the path `/a/{id` opens a brace that is not closed
        "#]],
        ),
        (
            "/a/id}",
            expect![[r#"
            9: error[invalid-path]: the path `/a/id}` closes a brace that is not open
        "#]],
        ),
        (
            "/a/{}",
            expect![[r#"
            9: error[invalid-path]: the path `/a/{}` holds a parameter without a name
        "#]],
        ),
        (
            "/a/{b/c}",
            expect![[r#"
            9: error[invalid-path]: the path `/a/{b/c}` opens a brace that is not closed
        "#]],
        ),
        (
            "/{a}/{a}",
            expect![[r#"
            9: error[invalid-path]: the path `/{a}/{a}` holds one parameter twice
        "#]],
        ),
        ("/{id}:cancel", expect![[""]]),
        ("/{a}.{b}", expect![[""]]),
        ("/", expect![[""]]),
    ] {
        check_operation(path, "{responses: {default: {description: d}}}", expected);
    }
    check_document(
        &document("paths:\n  \"/a\\r\\nb\": {}\n"),
        expect![[r#"
        error[invalid-path]: the path `/a\r\nb` holds the character U+000D
         --> specs/pets.yaml:4:3
          |
        4 |   "/a\r\nb": {}
          |   ^^^^^^^^^
          |
          = help: percent-encode it, if it is meant

    "#]],
    );
}

/// What is clear all the same is a warning, see the golden case `path_templates`.
#[test]
fn paths_that_share_a_method() {
    let operation = "{responses: {'204': {description: d}}}";
    check_document(
        &document(&format!(
            "paths:\n  /a: {{get: {operation}}}\n  /{{x}}: {{get: {operation}, put: {operation}}}\n  /{{y}}: {{put: {operation}}}\n"
        )),
        expect![[r#"
            error[ambiguous-path]: `/{y}` matches the same requests as `/{x}`
             --> specs/pets.yaml:6:3
              |
            6 |   /{y}: {put: {responses: {'204': {description: d}}}}
              |   ^^^^
              |
            note: the first of them
             --> specs/pets.yaml:5:3
              |
            5 |   /{x}: {get: {responses: {'204': {description: d}}}, put: {responses: {'204': {description: d}}}}
              |   ----
            help: unite them under one path, or remove one by an overlay

        "#]],
    );
}

#[test]
fn paths_that_match_the_same() {
    check_document(
        &document("paths:\n  /a/{x}: {}\n  /a/{y}: {}\n"),
        expect![[r#"
        error[ambiguous-path]: `/a/{y}` matches the same requests as `/a/{x}`
         --> specs/pets.yaml:5:3
          |
        5 |   /a/{y}: {}
          |   ^^^^^^
          |
        note: the first of them
         --> specs/pets.yaml:4:3
          |
        4 |   /a/{x}: {}
          |   ------
        help: unite them under one path, or remove one by an overlay

    "#]],
    );
}

#[test]
fn servers() {
    let check = |url: &str, expected: Expect| {
        let text = document(&format!("servers: [{{url: '{url}'}}]\npaths: {{}}\n"));
        let (_, cx) = crate::read(&[("pets.yaml", &text)]);
        expected.assert_eq(&cx.short().replace("specs/pets.yaml:3:", ""));
    };
    check("https://a.example/b", expect![[""]]);
    check("/b", expect![[""]]);
    check(
        "javascript:alert(1)",
        expect![[r#"
        17: error[invalid-value]: the URL of a server is not of the scheme `http` or `https`
    "#]],
    );
    check(
        "https://user:password@a.example",
        expect![[r#"
        17: error[invalid-value]: the URL of a server holds a user or a password: credentials are given at run time
    "#]],
    );
    check(
        "https:///b",
        expect![[r#"
        17: error[invalid-value]: the URL of a server names no host
    "#]],
    );
    check(
        "https://a.example/?b",
        expect![[r#"
        17: error[invalid-value]: the URL of a server has a query or a fragment, but paths are appended to it
    "#]],
    );
    check(
        "https://a b",
        expect![[r#"
        17: error[invalid-value]: the URL of a server holds characters that no URL has
    "#]],
    );
    check(
        "https://{region}.example",
        expect![[r#"
            17: error[invalid-value]: the URL of a server has a variable `region` that `variables` does not define
        "#]],
    );
}

#[test]
fn server_variables() {
    let rest = "servers:\n  - url: https://{region}.example\n    variables: {region: {default: eu}}\npaths: {}\n";
    check_document(&document(rest), expect![""]);
}

#[test]
fn security() {
    let schemes = "paths: {}
security: [{a: [], b: []}, {c: []}]
components:
  securitySchemes:
    a: {type: http, scheme: Bearer}
    b: {type: http, scheme: digest}
    c: {type: apiKey, name: key}
    d: {type: htp}
    e: {type: http}
";
    check_document(
        &document(schemes),
        expect![[r#"
            error[missing-keyword]: a Security Scheme Object of the type `apiKey` needs the key `in`
             --> specs/pets.yaml:9:8
              |
            9 |     c: {type: apiKey, name: key}
              |        ^^^^^^^^^^^^^^^^^^^^^^^^^

            error[invalid-value]: `htp` is none of `apiKey`, `http`, `oauth2` and `openIdConnect`
              --> specs/pets.yaml:10:15
               |
            10 |     d: {type: htp}
               |               ^^^
               |
               = help: a similar word exists: `http`

            error[missing-keyword]: a Security Scheme Object of the type `http` needs the key `scheme`
              --> specs/pets.yaml:11:8
               |
            11 |     e: {type: http}
               |        ^^^^^^^^^^^^

        "#]],
    );
}
