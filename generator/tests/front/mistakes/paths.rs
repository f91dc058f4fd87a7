//! Mistakes in paths, servers and security.

use super::check_operation;
use crate::{check_document, document};
use expect_test::{Expect, expect};
use generator::{generate, output::Options, source::MemoryLoader};

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

/// What was probably meant is said; and a variable and a parameter that nearly have one name are one mistake.
#[test]
fn slips_in_names() {
    crate::check(
        &[(
            "pets.yaml",
            "openapi: 3.0.3
info: {title: T, version: '1'}
servers:
  - url: https://{regoin}.example.com
    variables: {region: {default: eu}}
paths:
  /pets:
    get:
      responses: {'200': {description: a}, defualt: {description: b}}
",
        )],
        expect![[r#"
            error[invalid-value]: the URL of a server has a variable `regoin` that `variables` does not define
             --> specs/pets.yaml:4:10
              |
            4 |   - url: https://{regoin}.example.com
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: a variable with a similar name exists: `region`

            warning[unused-server-variable]: the URL has no variable `region`
             --> specs/pets.yaml:5:17
              |
            5 |     variables: {region: {default: eu}}
              |                 ^^^^^^
              |
            note: the URL
             --> specs/pets.yaml:4:10
              |
            4 |   - url: https://{regoin}.example.com
              |          ----------------------------

            error[invalid-name]: `defualt` is not a status of HTTP
             --> specs/pets.yaml:9:44
              |
            9 |       responses: {'200': {description: a}, defualt: {description: b}}
              |                                            ^^^^^^^
              |
              = help: a similar word exists: `default`

        "#]],
    );
    let text = "openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /pets/{petid}/{other}:
    get:
      parameters:
        - {name: petId, in: path, required: true, schema: {type: string}}
        - {name: unlike, in: path, required: true, schema: {type: string}}
      responses: {'200': {description: a}}
components:
  schemas:
    Pet: {type: object, required: [kind], properties: {kind: {type: string}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
    Any:
      oneOf: [{$ref: '#/components/schemas/Pet'}]
      discriminator: {propertyName: kind, mapping: {cat: Pte}}
    Other:
      oneOf: [{$ref: '#/components/schemas/Pet'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kid}
    Undeclared:
      oneOf: [{$ref: '#/components/schemas/Pet'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: category}
";
    let loader = MemoryLoader::new().file("pets.yaml", text);
    let output = generate(&Options::default(), &loader);
    expect![[r#"
        error[undeclared-path-parameter]: the variable `{other}` of the path is declared by no parameter
         --> specs/pets.yaml:4:3
          |
        4 |   /pets/{petid}/{other}:
          |   ^^^^^^^^^^^^^^^^^^^^^
          |
        note: of this operation
         --> specs/pets.yaml:5:5
          |
        5 |     get:
          |     ---
        help: declare a parameter `other` with `in: path`

        error[unused-path-parameter]: the path `/pets/{petid}/{other}` has no variable `{petId}`
         --> specs/pets.yaml:7:18
          |
        7 |         - {name: petId, in: path, required: true, schema: {type: string}}
          |                  ^^^^^
          |
        note: the path
         --> specs/pets.yaml:4:3
          |
        4 |   /pets/{petid}/{other}:
          |   ---------------------
        help: the path has `{petid}`: write the same name in both

        error[unused-path-parameter]: the path `/pets/{petid}/{other}` has no variable `{unlike}`
         --> specs/pets.yaml:8:18
          |
        8 |         - {name: unlike, in: path, required: true, schema: {type: string}}
          |                  ^^^^^^
          |
        note: the path
         --> specs/pets.yaml:4:3
          |
        4 |   /pets/{petid}/{other}:
          |   ---------------------
        help: write the variable into the path, correct the name, or remove the parameter

        error[unresolved-reference]: there is no schema `Pte`
          --> specs/pets.yaml:16:58
           |
        16 |       discriminator: {propertyName: kind, mapping: {cat: Pte}}
           |                                                          ^^^
           |
           = help: there is `Pet`

        warning[discriminator]: no branch has the property `kid`
          --> specs/pets.yaml:19:37
           |
        19 |       discriminator: {propertyName: kid}
           |                                     ^^^
           |
           = help: there is `kind`

    "#]].assert_eq(&output.diagnostics.human(false));
}
