//! Mistakes of authors, one each, with all that is said about them.

use crate::{check, check_document, document};
use expect_test::{Expect, expect};

/// Checks what is said about the keywords of one schema.
fn check_schema(schema: &str, expected: Expect) {
    let text = document(&format!("paths: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n"));
    let (_, cx) = crate::read(&[("pets.yaml", &text)]);
    let said = cx.short().replace("specs/pets.yaml:4:", "");
    expected.assert_eq(&said);
}

/// Checks what is said about one operation, `get` on `path`.
fn check_operation(path: &str, operation: &str, expected: Expect) {
    let text = document(&format!("paths: {{'{path}': {{get: {operation}}}}}\n"));
    let (_, cx) = crate::read(&[("pets.yaml", &text)]);
    expected.assert_eq(&cx.short().replace("specs/pets.yaml:3:", ""));
}

#[test]
fn misspelt_keyword() {
    check_document(&document("paths: {}\ncomponents:\n  shemas: {}\n"), expect![[r#"
        error[unknown-keyword]: a Components Object has no key `shemas`
         --> specs/pets.yaml:5:3
          |
        5 |   shemas: {}
          |   ^^^^^^
          |
          = help: a key with a similar name exists: `schemas`

    "#]]);
}

#[test]
fn duplicate_key() {
    check_document(&document("paths:\n  /a: {}\n  /a: {}\n"), expect![[r#"
        error[duplicate-key]: the key `/a` appears twice in one object
         --> specs/pets.yaml:5:3
          |
        5 |   /a: {}
          |   ^^ again here
          |
        note: first here
         --> specs/pets.yaml:4:3
          |
        4 |   /a: {}
          |   --

    "#]]);
}

#[test]
fn missing_version() {
    check_document("info: {title: Pets, version: '1'}\npaths: {}\n", expect![[r#"
        error[unknown-version]: the document has no top-level `openapi` version
         --> specs/pets.yaml:1:1
          |
        1 | info: {title: Pets, version: '1'}
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |
          = help: the generator reads OpenAPI 3.0, for instance `openapi: 3.0.3`

    "#]]);
}

#[test]
fn missing_keywords() {
    check_document(
        "openapi: 3.0.3\ninfo:\n  title: Pets\ntags:\n  - description: x\n",
        expect![[r#"
            error[missing-keyword]: an OpenAPI Object needs the key `paths`
             --> specs/pets.yaml:1:1
              |
            1 | openapi: 3.0.3
              | ^^^^^^^^^^^^^^

            error[missing-keyword]: an Info Object needs the key `version`
             --> specs/pets.yaml:3:3
              |
            3 |   title: Pets
              |   ^^^^^^^^^^^

            error[missing-keyword]: a Tag Object needs the key `name`
             --> specs/pets.yaml:5:5
              |
            5 |   - description: x
              |     ^^^^^^^^^^^^^^

        "#]],
    );
}

#[test]
fn version_as_a_number() {
    check_document("openapi: 3.0.3\ninfo:\n  title: Pets\n  version: 1.10\npaths: {}\n", expect![[r#"
        error[wrong-kind]: `version` in an Info Object: expected a string, found `1.1`
         --> specs/pets.yaml:4:12
          |
        4 |   version: 1.10
          |            ^^^^
          |
          = help: quote it: `'1.10'`

    "#]]);
}

#[test]
fn keywords_of_other_versions() {
    let rest = "webhooks: {}\nhost: pets.example\npaths: {}\ncomponents:\n  pathItems: {}\n";
    check_document(&document(rest), expect![[r#"
        error[unknown-keyword]: an OpenAPI Object has no key `webhooks`
         --> specs/pets.yaml:3:1
          |
        3 | webhooks: {}
          | ^^^^^^^^
          |
          = note: `webhooks` is of OpenAPI 3.1

        error[unknown-keyword]: an OpenAPI Object has no key `host`
         --> specs/pets.yaml:4:1
          |
        4 | host: pets.example
          | ^^^^
          |
          = note: `host` is of Swagger 2.0

        error[unknown-keyword]: a Components Object has no key `pathItems`
         --> specs/pets.yaml:7:3
          |
        7 |   pathItems: {}
          |   ^^^^^^^^^
          |
          = note: `pathItems` is of OpenAPI 3.1

    "#]]);
}

#[test]
fn schema_keywords() {
    check_schema("{type: strng}", expect![[r#"
        34: error[invalid-value]: `strng` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
    "#]]);
    check_schema("{type: [string, 'null']}", expect![[r#"
        34: error[wrong-kind]: `type` in a Schema Object: expected a string, found an array
    "#]]);
    check_schema("{type: string, required: true}", expect![[r#"
        52: error[wrong-kind]: `required` in a Schema Object: expected an array, found `true`
    "#]]);
    check_schema("{type: object, required: [a, b, a]}", expect![[r#"
        59: error[invalid-value]: `a` is required twice
    "#]]);
    check_schema("{type: array}", expect![[r#"
        27: error[missing-keyword]: a Schema Object of the type `array` needs the key `items`
    "#]]);
    check_schema("{type: string, items: {}}", expect![[r#"
        42: error[not-supported-yet]: `items` in a schema of the type `string` is not supported yet
    "#]]);
    check_schema("{nullable: 'true', deprecated: yes}", expect![[r#"
        38: error[wrong-kind]: `nullable` in a Schema Object: expected a boolean, found the string `true`
        58: error[wrong-kind]: `deprecated` in a Schema Object: expected a boolean, found the string `yes`
    "#]]);
    check_schema("{type: string, const: a, examples: [a], $defs: {}}", expect![[r#"
        42: error[unknown-keyword]: a Schema Object has no key `const`
        52: error[unknown-keyword]: a Schema Object has no key `examples`
        67: error[unknown-keyword]: a Schema Object has no key `$defs`
    "#]]);
    check_schema("{proprties: {}, Type: string, foo: 1}", expect![[r#"
        28: error[unknown-keyword]: a Schema Object has no key `proprties`
        43: error[unknown-keyword]: a Schema Object has no key `Type`
        57: error[unknown-keyword]: a Schema Object has no key `foo`
    "#]]);
    check_schema("{properties: []}", expect![[r#"
        40: error[wrong-kind]: `properties` in a Schema Object: expected an object, found an empty array
    "#]]);
    check_schema("[]", expect![[r#"
        27: error[wrong-kind]: expected a Schema Object, found an empty array
    "#]]);
}

#[test]
fn schema_constraints() {
    check_schema("{type: string, minLength: -1, maxLength: 18446744073709551616}", expect![[r#"
        53: error[wrong-kind]: `minLength` in a Schema Object: expected an integer of 0 or more, found `-1`
        68: error[wrong-kind]: `maxLength` in a Schema Object: expected an integer of 0 or more, found `18446744073709551616`
    "#]]);
    check_schema("{type: string, minLength: 1, pattern: a, maxLength: 2.0}", expect![[r#"
        42: error[not-supported-yet]: `minLength` in a Schema Object is not supported yet
        56: error[not-supported-yet]: `pattern` in a Schema Object is not supported yet
        79: error[wrong-kind]: `maxLength` in a Schema Object: expected an integer of 0 or more, found `2.0`
    "#]]);
    check_schema("{type: number, multipleOf: 0, minimum: '1'}", expect![[r#"
        54: error[wrong-kind]: `multipleOf` in a Schema Object: expected a number above 0, found `0`
        66: error[wrong-kind]: `minimum` in a Schema Object: expected a number, found the string `1`
    "#]]);
    check_schema("{type: integer, exclusiveMinimum: 3}", expect![[r#"
        61: error[wrong-kind]: `exclusiveMinimum` in a Schema Object: expected a boolean, found `3`
    "#]]);
    check_schema("{type: integer, exclusiveMinimum: false, uniqueItems: false, readOnly: false}", expect![[""]]);
    check_schema("{type: integer, exclusiveMinimum: true, readOnly: true, default: 1, xml: {}}", expect![[r#"
        43: error[not-supported-yet]: `exclusiveMinimum` in a Schema Object is not supported yet
        67: error[not-supported-yet]: `readOnly` in a Schema Object is not supported yet
        83: error[not-supported-yet]: `default` in a Schema Object is not supported yet
        95: error[not-supported-yet]: `xml` in a Schema Object is not supported yet
    "#]]);
}

#[test]
fn schema_compositions() {
    check_schema("{allOf: [], oneOf: [{}], not: {tpe: string}}", expect![[r#"
        35: error[wrong-kind]: `allOf` in a Schema Object: expected an array of at least one element, found an empty array
        39: error[not-supported-yet]: `oneOf` in a Schema Object is not supported yet
        52: error[not-supported-yet]: `not` in a Schema Object is not supported yet
        58: error[unknown-keyword]: a Schema Object has no key `tpe`
    "#]]);
    check_schema("{discriminator: {mapping: {a: b}}}", expect![[r#"
        28: error[not-supported-yet]: `discriminator` in a Schema Object is not supported yet
        43: error[missing-keyword]: a Discriminator Object needs the key `propertyName`
    "#]]);
    check_schema("{additionalProperties: true}", expect![[""]]);
    check_schema("{additionalProperties: false}", expect![[r#"
        28: error[not-supported-yet]: `additionalProperties` in a Schema Object is not supported yet
    "#]]);
    check_schema("{additionalProperties: {typ: string}}", expect![[r#"
        28: error[not-supported-yet]: `additionalProperties` in a Schema Object is not supported yet
        51: error[unknown-keyword]: a Schema Object has no key `typ`
    "#]]);
}

#[test]
fn enumerations() {
    check_schema("{type: string, enum: [a, 'no', on, 2024-07-30]}", expect![[""]]);
    check_schema("{type: string, enum: []}", expect![[r#"
        48: error[wrong-kind]: `enum` in a Schema Object: expected an array of at least one element, found an empty array
    "#]]);
    check_schema("{type: string, enum: [1, true, null]}", expect![[r#"
        49: error[invalid-value]: `1` is not a string, so it is no value of this schema
        52: error[invalid-value]: a boolean is not a string, so it is no value of this schema
        58: error[not-supported-yet]: `null` in an `enum` is not supported yet
    "#]]);
    check_schema("{type: integer, enum: [1]}", expect![[r#"
        43: error[not-supported-yet]: `enum` in a schema of the type `integer` is not supported yet
    "#]]);
    check_schema("{enum: [a]}", expect![[r#"
        28: error[not-supported-yet]: `enum` in a schema without a `type` is not supported yet
    "#]]);
}

#[test]
fn data_is_not_looked_at() {
    check_schema("{example: {$ref: 12, x-rust-name: a, type: strng}}", expect![[""]]);
    check_schema("{x-note: {$ref: 12, x-rust-name: a}}", expect![[""]]);
}

#[test]
fn references() {
    check_schema("{$ref: 12}", expect![[r#"
        34: error[wrong-kind]: `$ref`: expected a string, found an integer
    "#]]);
    check_schema("{$ref: ''}", expect![[r#"
        34: error[invalid-reference]: the reference is empty
    "#]]);
    check_schema("{$ref: '#foo'}", expect![[r#"
        34: error[invalid-reference]: `#foo` is not a JSON Pointer
    "#]]);
    check_schema("{$ref: 'https://evil.example/a.yaml'}", expect![[r#"
        34: error[invalid-reference]: `https://evil.example/a.yaml` is a URL: the generator never follows one
    "#]]);
    check_schema("{$ref: '//evil.example/a.yaml'}", expect![[r#"
        34: error[invalid-reference]: `//evil.example/a.yaml` is a URL: the generator never follows one
    "#]]);
    check_schema("{$ref: 'file:///etc/passwd'}", expect![[r#"
        34: error[invalid-reference]: `file:///etc/passwd` is a URL: the generator never follows one
    "#]]);
    check_schema("{$ref: '/etc/passwd'}", expect![[r#"
        34: error[invalid-reference]: `/etc/passwd` leads out of the folder of the API
    "#]]);
    check_schema("{$ref: '../../a.yaml#/b'}", expect![[r#"
        34: error[not-supported-yet]: a reference to another file (`../../a.yaml#/b`) is not supported yet
    "#]]);
    check_schema("{$ref: 'C:\\a'}", expect![[r#"
        34: error[invalid-reference]: `C:\a` is a URL: the generator never follows one
    "#]]);
    check_schema("{$ref: '#/components/schemas/A', description: d, nullable: true, x-rust-name: B}", expect![[r#"
        76: warning[ref-siblings-ignored]: `nullable` beside a `$ref` is ignored
        92: warning[untrusted-extension]: `x-rust-name` is not honoured in a document
    "#]]);
    check_operation("/a", "{$ref: '#/x', responses: {default: {description: d}}}", expect![[r#"
        22: error[unknown-keyword]: an Operation Object has no key `$ref`
    "#]]);
}

#[test]
fn paths() {
    for (path, expected) in [
        ("a", expect![[r#"
            9: error[invalid-path]: the path `a` does not begin with `/`
        "#]]),
        ("/a?b=c", expect![[r#"
            9: error[invalid-path]: the path `/a?b=c` holds a query
        "#]]),
        ("/a#b", expect![[r#"
            9: error[invalid-path]: the path `/a#b` holds a fragment
        "#]]),
        ("/a b", expect![[r#"
            9: error[invalid-path]: the path `/a b` holds the character U+0020
        "#]]),
        ("//evil/x", expect![[r#"
            9: error[invalid-path]: the path `//evil/x` holds an empty segment
        "#]]),
        ("/a/../admin", expect![[r#"
            9: error[invalid-path]: the path `/a/../admin` holds a segment `.` or `..`
        "#]]),
        ("/a/%2E%2e", expect![[r#"
            9: error[invalid-path]: the path `/a/%2E%2e` holds a segment `.` or `..`
        "#]]),
        ("/a/{id", expect![[r#"
            9: error[invalid-path]: the path `/a/{id` opens a brace that is not closed
        "#]]),
        ("/a/id}", expect![[r#"
            9: error[invalid-path]: the path `/a/id}` closes a brace that is not open
        "#]]),
        ("/a/{}", expect![[r#"
            9: error[invalid-path]: the path `/a/{}` holds a parameter without a name
        "#]]),
        ("/a/{b/c}", expect![[r#"
            9: error[invalid-path]: the path `/a/{b/c}` opens a brace that is not closed
        "#]]),
        ("/{a}/{a}", expect![[r#"
            9: error[invalid-path]: the path `/{a}/{a}` holds one parameter twice
        "#]]),
        ("/{id}:cancel", expect![[""]]),
        ("/{a}.{b}", expect![[""]]),
        ("/", expect![[""]]),
    ] {
        check_operation(path, "{responses: {default: {description: d}}}", expected);
    }
    check_document(&document("paths:\n  \"/a\\r\\nb\": {}\n"), expect![[r#"
        error[invalid-path]: the path `/a\r\nb` holds the character U+000D
         --> specs/pets.yaml:4:3
          |
        4 |   "/a\r\nb": {}
          |   ^^^^^^^^^
          |
          = help: percent-encode it, if it is meant

    "#]]);
}

#[test]
fn paths_that_match_the_same() {
    check_document(&document("paths:\n  /a/{x}: {}\n  /a/{y}: {}\n"), expect![[r#"
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

    "#]]);
}

#[test]
fn unknown_method() {
    check_document(&document("paths:\n  /a:\n    gett: {responses: {default: {description: d}}}\n"), expect![[r#"
        error[unknown-keyword]: a Path Item Object has no key `gett`
         --> specs/pets.yaml:5:5
          |
        5 |     gett: {responses: {default: {description: d}}}
          |     ^^^^
          |
          = help: a key with a similar name exists: `get`

    "#]]);
}

#[test]
fn statuses() {
    for (status, expected) in [
        ("999", expect![[r#"
            34: error[invalid-name]: `999` is not a status of HTTP
        "#]]),
        ("20", expect![[r#"
            34: error[invalid-name]: `20` is not a status of HTTP
        "#]]),
        ("abc", expect![[r#"
            34: error[invalid-name]: `abc` is not a status of HTTP
        "#]]),
        ("2xx", expect![[r#"
            34: error[invalid-name]: `2xx` is not a status of HTTP
        "#]]),
        ("6XX", expect![[r#"
            34: error[invalid-name]: `6XX` is not a status of HTTP
        "#]]),
        ("'200'", expect![[""]]),
        ("200", expect![[""]]),
        ("4XX", expect![[""]]),
        ("x-note", expect![[r#"
            22: error[invalid-value]: an operation needs at least one response
        "#]]),
    ] {
        check_operation("/a", &format!("{{responses: {{{status}: {{description: d}}}}}}"), expected);
    }
    check_operation("/a", "{}", expect![[r#"
        21: error[missing-keyword]: an Operation Object needs the key `responses`
    "#]]);
    check_operation("/a", "{responses: {200: {}}}", expect![[r#"
        39: error[missing-keyword]: a Response Object needs the key `description`
    "#]]);
}

#[test]
fn media_types() {
    for (media_type, expected) in [
        ("application/json", expect![[""]]),
        ("text/plain; charset=utf-8", expect![[""]]),
        ("multipart/form-data; boundary=\"a b\"", expect![[""]]),
        ("*/*", expect![[""]]),
        ("json", expect![[r#"
            66: error[invalid-name]: `json` is not a media type
        "#]]),
        ("application/json\"); (", expect![[r#"
            66: error[invalid-name]: `application/json"); (` is not a media type
        "#]]),
        ("application/", expect![[r#"
            66: error[invalid-name]: `application/` is not a media type
        "#]]),
        ("text/plain; charset", expect![[r#"
            66: error[invalid-name]: `text/plain; charset` is not a media type
        "#]]),
    ] {
        let responses = format!("{{responses: {{200: {{description: d, content: {{'{media_type}': {{}}}}}}}}}}");
        check_operation("/a", &responses, expected);
    }
}

#[test]
fn parameters() {
    let check = |parameter: &str, expected: Expect| {
        let responses = "responses: {default: {description: d}}";
        check_operation("/a", &format!("{{parameters: [{parameter}], {responses}}}"), expected);
    };
    check("{name: a, in: query, schema: {type: string}}", expect![[""]]);
    check("{name: a, in: query, schema: {type: string}, style: form, explode: true}", expect![[""]]);
    check("{name: a, in: query, schema: {type: string}, style: deepObject}", expect![[r#"
        87: error[not-supported-yet]: the style `deepObject` is not supported yet
    "#]]);
    check("{name: a, in: query, schema: {type: string}, style: simple, allowReserved: true}", expect![[r#"
        87: error[invalid-value]: a parameter in `query` cannot have the style `simple`
        95: error[not-supported-yet]: `allowReserved` in a Parameter Object is not supported yet
    "#]]);
    check("{name: a, in: path, schema: {type: string}}", expect![[r#"
        35: error[missing-keyword]: a parameter in a path needs `required: true`
    "#]]);
    check("{name: a, in: path, schema: {type: string}, required: false}", expect![[r#"
        89: error[invalid-value]: a parameter in a path is always required
    "#]]);
    check("{name: a, in: cookie, schema: {type: string}}", expect![[r#"
        49: error[not-supported-yet]: a parameter in a cookie is not supported yet
    "#]]);
    check("{name: a, in: body, schema: {type: string}}", expect![[r#"
        49: error[invalid-value]: `body` is none of `query`, `header`, `path` and `cookie`
    "#]]);
    check("{name: a, in: query}", expect![[r#"
        35: error[missing-keyword]: a parameter needs a `schema` or a `content`
    "#]]);
    check("{name: a, in: query, type: string}", expect![[r#"
        35: error[missing-keyword]: a parameter needs a `schema` or a `content`
        56: error[unknown-keyword]: a Parameter Object has no key `type`
    "#]]);
    check("{name: a, in: query, content: {a/b: {}}, schema: {}}", expect![[r#"
        56: error[invalid-value]: a parameter has a `schema` or a `content`, not both
        56: error[not-supported-yet]: `content` in a Parameter Object is not supported yet
    "#]]);
    check("{name: '', in: query, schema: {}}", expect![[r#"
        42: error[invalid-name]: a parameter needs a name
    "#]]);
    check("{name: \"X\\r\\nY\", in: header, schema: {}}", expect![[r#"
        42: error[invalid-name]: `X\r\nY` cannot be the name of a header
    "#]]);
    check("{in: query, schema: {}, allowEmptyValue: false}", expect![[r#"
        35: error[missing-keyword]: a Parameter Object needs the key `name`
    "#]]);
    check("name", expect![[r#"
        35: error[wrong-kind]: expected a Parameter Object, found the string `name`
    "#]]);
}

#[test]
fn what_an_operation_may_not_ask_for_yet() {
    let operation = "{
  callbacks: {a: {'{$request.body#/url}': {post: {responses: {default: {description: d}}}}}},
  servers: [{url: 'https://a.example'}],
  requestBody: {content: {a/b: {encoding: {a: {contentType: a/b}}}}},
  responses: {200: {description: d, headers: {X-A: {schema: {type: string}}}, links: {a: {operationId: b}}}},
}";
    check_operation("/a", operation, expect![[r#"
        specs/pets.yaml:4:3: error[not-supported-yet]: `callbacks` in an Operation Object is not supported yet
        specs/pets.yaml:5:3: error[not-supported-yet]: `servers` in an Operation Object is not supported yet
        specs/pets.yaml:6:33: error[not-supported-yet]: `encoding` in a Media Type Object is not supported yet
        specs/pets.yaml:7:37: error[not-supported-yet]: `headers` in a Response Object is not supported yet
        specs/pets.yaml:7:79: error[not-supported-yet]: `links` in a Response Object is not supported yet
    "#]]);
}

#[test]
fn duplicate_operation_ids() {
    let operation = "{operationId: listPets, responses: {default: {description: d}}}";
    let rest = format!("paths:\n  /a:\n    get: {operation}\n  /b:\n    get: {operation}\n");
    check_document(&document(&rest), expect![[r#"
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

    "#]]);
}

#[test]
fn component_names() {
    let rest = "paths: {}\ncomponents:\n  schemas:\n    'a b': {}\n    'a{}': {}\n    '': {}\n    Ok_1.-: {}\n";
    check_document(&document(rest), expect![[r#"
        error[invalid-name]: `a b` cannot be the name of a component
         --> specs/pets.yaml:6:5
          |
        6 |     'a b': {}
          |     ^^^^^
          |
          = help: use letters and digits of ASCII, `.`, `-` and `_` only

        error[invalid-name]: `a{}` cannot be the name of a component
         --> specs/pets.yaml:7:5
          |
        7 |     'a{}': {}
          |     ^^^^^
          |
          = help: use letters and digits of ASCII, `.`, `-` and `_` only

        error[invalid-name]: `` cannot be the name of a component
         --> specs/pets.yaml:8:5
          |
        8 |     '': {}
          |     ^^
          |
          = help: use letters and digits of ASCII, `.`, `-` and `_` only

    "#]]);
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
    check("javascript:alert(1)", expect![[r#"
        17: error[invalid-value]: the URL of a server is not of the scheme `http` or `https`
    "#]]);
    check("https://user:password@a.example", expect![[r#"
        17: error[invalid-value]: the URL of a server holds a user or a password: credentials are given at run time
    "#]]);
    check("https:///b", expect![[r#"
        17: error[invalid-value]: the URL of a server names no host
    "#]]);
    check("https://a.example/?b", expect![[r#"
        17: error[invalid-value]: the URL of a server has a query or a fragment, but paths are appended to it
    "#]]);
    check("https://a b", expect![[r#"
        17: error[invalid-value]: the URL of a server holds characters that no URL has
    "#]]);
    check("https://{region}.example", expect![[r#"
        17: error[invalid-value]: the URL of a server has a variable that `variables` does not define
    "#]]);
}

#[test]
fn server_variables() {
    let rest = "servers:\n  - url: https://{region}.example\n    variables: {region: {default: eu}}\npaths: {}\n";
    check_document(&document(rest), expect![[r#"
        error[not-supported-yet]: `variables` in a Server Object is not supported yet
         --> specs/pets.yaml:5:5
          |
        5 |     variables: {region: {default: eu}}
          |     ^^^^^^^^^
          |
          = help: the generator refuses what it cannot do faithfully; an overlay may remove this for now

    "#]]);
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
    check_document(&document(schemes), expect![[r#"
        error[not-supported-yet]: a combination of schemes in `security` is not supported yet
         --> specs/pets.yaml:4:20
          |
        4 | security: [{a: [], b: []}, {c: []}]
          |                    ^
          |
          = help: the generator refuses what it cannot do faithfully; an overlay may remove this for now

        error[not-supported-yet]: a choice between alternatives in `security` is not supported yet
         --> specs/pets.yaml:4:28
          |
        4 | security: [{a: [], b: []}, {c: []}]
          |                            ^^^^^^^
          |
          = help: the generator refuses what it cannot do faithfully; an overlay may remove this for now

        error[not-supported-yet]: the HTTP authentication scheme `digest` is not supported yet
         --> specs/pets.yaml:8:29
          |
        8 |     b: {type: http, scheme: digest}
          |                             ^^^^^^
          |
          = help: the generator refuses what it cannot do faithfully; an overlay may remove this for now

        error[missing-keyword]: a Security Scheme Object of the type `apiKey` needs the key `in`
         --> specs/pets.yaml:9:8
          |
        9 |     c: {type: apiKey, name: key}
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^

        error[not-supported-yet]: a security scheme of the type `apiKey` is not supported yet
         --> specs/pets.yaml:9:15
          |
        9 |     c: {type: apiKey, name: key}
          |               ^^^^^^
          |
          = help: the generator refuses what it cannot do faithfully; an overlay may remove this for now

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

    "#]]);
}

#[test]
fn untrusted_extensions() {
    let rest = "x-rust-name: evil\npaths:\n  x-rust-type: evil\n  x-note: fine\n";
    check_document(&document(rest), expect![[r#"
        warning[untrusted-extension]: `x-rust-name` is not honoured in a document
         --> specs/pets.yaml:3:1
          |
        3 | x-rust-name: evil
          | ^^^^^^^^^^^
          |
          = help: say it in an overlay (`*.overlay.yaml`): extensions that name code are the user's to give

        warning[untrusted-extension]: `x-rust-type` is not honoured in a document
         --> specs/pets.yaml:5:3
          |
        5 |   x-rust-type: evil
          |   ^^^^^^^^^^^
          |
          = help: say it in an overlay (`*.overlay.yaml`): extensions that name code are the user's to give

    "#]]);
}

#[test]
fn nothing_there() {
    check(&[], expect![[r#"
        error[no-api]: the folder holds no API
        --> specs
         = help: put an OpenAPI document there: `<api>.yaml`, or a folder `<api>/` of documents

    "#]]);
}
