//! The versions that documents are of: which there are, what only some of them have, and that nothing behind knows.

use crate::{check, read};
use expect_test::{Expect, expect};
use generator::{generate, output::Options, source::MemoryLoader};
use std::collections::BTreeMap;

fn check_version(version: &str, expected: Expect) {
    let text = format!("{version}\ninfo: {{title: Pets, version: '1'}}\npaths: {{}}\n");
    check(&[("pets.yaml", &text)], expected);
}

/// Checks what is said, in one line each, by all stages.
fn check_all(version: &str, rest: &str, expected: Expect) {
    let text = format!("openapi: {version}\ninfo: {{title: Pets, version: '1'}}\n{rest}");
    let loader = MemoryLoader::new().file("pets.yaml", text);
    let said = generate(&Options::default(), &loader).diagnostics.short();
    expected.assert_eq(&said.replace("specs/pets.yaml:", ""));
}

#[test]
fn there_are_four() {
    for version in [
        "swagger: '2.0'",
        "swagger: 2.0",
        "openapi: 3.0.0",
        "openapi: 3.1.1",
        "openapi: 3.2.0",
    ] {
        check_version(version, expect![""]);
    }
    check_version(
        "openapi: 4.0.0",
        expect![[r#"
        error[unknown-version]: there is no version `4.0.0` of OpenAPI
         --> specs/pets.yaml:1:10
          |
        1 | openapi: 4.0.0
          |          ^^^^^
          |
          = help: the generator reads OpenAPI 3.0, 3.1 and 3.2, for instance `openapi: 3.0.3`, and `swagger: '2.0'`

    "#]],
    );
    check_version(
        "openapi: 3.10",
        expect![[r#"
        error[unknown-version]: there is no version `3.10` of OpenAPI
         --> specs/pets.yaml:1:10
          |
        1 | openapi: 3.10
          |          ^^^^
          |
          = help: the generator reads OpenAPI 3.0, 3.1 and 3.2, for instance `openapi: 3.0.3`, and `swagger: '2.0'`

    "#]],
    );
    check_version(
        "swagger: '1.2'",
        expect![[r#"
        error[unknown-version]: there is no version `1.2` of Swagger
         --> specs/pets.yaml:1:10
          |
        1 | swagger: '1.2'
          |          ^^^^^
          |
          = help: the generator reads OpenAPI 3.0, 3.1 and 3.2, for instance `openapi: 3.0.3`, and `swagger: '2.0'`

    "#]],
    );
}

#[test]
fn a_version_of_two_numbers_is_read() {
    for version in ["3.0", "'3.1'", "'3.2'"] {
        let text =
            format!("openapi: {version}\ninfo: {{title: Pets, version: '1'}}\npaths: {{}}\n");
        let (documents, cx) = read(&[("pets.yaml", &text)]);
        assert!(
            cx.short().contains("warning[incomplete-version]"),
            "{version}"
        );
        assert_eq!((documents.len(), cx.errors()), (1, 0), "{version}");
    }
    check_version(
        "openapi: 3.1",
        expect![[r#"
            warning[incomplete-version]: the version `3.1` of OpenAPI lacks its last number
             --> specs/pets.yaml:1:10
              |
            1 | openapi: 3.1
              |          ^^^
              |
              = help: say `openapi: 3.1.0`

        "#]],
    );
    check_all(
        "3",
        "paths: {}\n",
        expect![[r#"
        1:10: error[unknown-version]: there is no version `3` of OpenAPI
    "#]],
    );
    check_all(
        "3.1.0-rc1",
        "paths: {}\n",
        expect![[r#"
        1:10: error[unknown-version]: there is no version `3.1.0-rc1` of OpenAPI
    "#]],
    );
}

#[test]
fn words_and_keywords_of_other_versions_are_reported_with_a_remedy() {
    let info = "info: {title: Pets, version: '1', summary: x}\n";
    let documents = [
        "openapi: 3.0.3
components:
  securitySchemes: {a: {type: mutualTLS}, b: {type: basic}, c: {type: oauth2, flow: implicit, flows: {}}}
  schemas: {A: {const: 1, if: {}}}
host: a.example
produces: []
definitions: {}
paths:
  /a:
    query: {}
    post:
      parameters:
      - {in: body, name: b, schema: {}}
      - {in: query, name: q, schema: {}, type: string, collectionFormat: csv}
      responses: {200: {description: x, examples: {}}}
",
        "openapi: 3.1.0
$self: a
consumes: []
paths:
  /a:
    get:
      parameters: [{in: querystring, name: q, content: {text/plain: {}}}]
      responses: {200: {description: x, content: {a/b: {itemSchema: {}}}}}
",
        "swagger: '2.0'
webhooks: {}
securityDefinitions: {a: {type: http}}
paths:
  /a:
    get:
      callbacks: {}
      parameters: [{in: cookie, name: q, type: string}]
      responses: {200: {description: x, links: {}}}
",
    ];
    let said = documents.map(|document| {
        let (_, cx) = read(&[("pets.yaml", &format!("{document}{info}"))]);
        let said = cx.human(false);
        let shown = said.lines().filter(|line| {
            ["error", "warning", "  = ", "   = "]
                .iter()
                .any(|start| line.starts_with(start))
        });
        shown.collect::<Vec<_>>().join("\n")
    });
    expect![[r#"
        error[invalid-value]: `mutualTLS` is none of `apiKey`, `http`, `oauth2` and `openIdConnect`
          = note: `mutualTLS` is of OpenAPI 3.1
          = help: give the document that version, or remove the scheme by an overlay
        error[invalid-value]: `basic` is none of `apiKey`, `http`, `oauth2` and `openIdConnect`
          = note: `basic` is of Swagger 2.0
          = help: say `type: http` and `scheme: basic`
        error[unknown-keyword]: a Security Scheme Object has no key `flow`
          = note: `flow` is of Swagger 2.0
          = help: say it in `flows`
        warning[newer-keyword]: `const` is of OpenAPI 3.1, and read so
        warning[newer-keyword]: `if` is of OpenAPI 3.1, and read so
        error[unknown-keyword]: an OpenAPI Object has no key `host`
          = note: `host` is of Swagger 2.0
          = help: say `servers`, with whole URLs
        error[unknown-keyword]: an OpenAPI Object has no key `produces`
          = note: `produces` is of Swagger 2.0
          = help: say the media types in the `content` of responses
        error[unknown-keyword]: an OpenAPI Object has no key `definitions`
          = note: `definitions` is of Swagger 2.0
          = help: move the schemas to `components.schemas`
        error[unknown-keyword]: a Path Item Object has no key `query`
           = note: `query` is of OpenAPI 3.2
           = help: give the document that version, or remove the key by an overlay
        error[invalid-value]: `body` is none of `query`, `header`, `path` and `cookie`
           = note: `body` is of Swagger 2.0
           = help: say a `requestBody`
        error[unknown-keyword]: a Parameter Object has no key `type`
           = note: `type` is of Swagger 2.0
           = help: say it in a `schema`
        error[unknown-keyword]: a Parameter Object has no key `collectionFormat`
           = note: `collectionFormat` is of Swagger 2.0
           = help: say `style` and `explode`
        error[unknown-keyword]: a Response Object has no key `examples`
           = note: `examples` is of Swagger 2.0
           = help: say it in `content`, by media type
        warning[newer-keyword]: `summary` is of OpenAPI 3.1, and read so

        error[unknown-keyword]: an OpenAPI Object has no key `$self`
          = note: `$self` is of OpenAPI 3.2
          = help: give the document that version, or remove the key by an overlay
        error[unknown-keyword]: an OpenAPI Object has no key `consumes`
          = note: `consumes` is of Swagger 2.0
          = help: say the media types in the `content` of request bodies
        error[invalid-value]: `querystring` is none of `query`, `header`, `path` and `cookie`
          = note: `querystring` is of OpenAPI 3.2
          = help: give the document that version, or declare each parameter of the query
        error[unknown-keyword]: a Media Type Object has no key `itemSchema`
          = note: `itemSchema` is of OpenAPI 3.2
          = help: give the document that version, or remove the key by an overlay

        error[unknown-keyword]: a Swagger Object has no key `webhooks`
          = note: `webhooks` is of OpenAPI 3.1
          = help: remove it by an overlay: Swagger 2.0 has nothing like it
        error[missing-keyword]: a Security Scheme Object of the type `http` needs the key `scheme`
        error[invalid-value]: `http` is none of `basic`, `apiKey` and `oauth2`
          = note: `http` is of OpenAPI 3.0
          = help: say `type: basic`
        error[unknown-keyword]: an Operation Object has no key `callbacks`
          = note: `callbacks` is of OpenAPI 3.0
          = help: remove it by an overlay: Swagger 2.0 has nothing like it
        error[invalid-value]: `cookie` is none of `query`, `header`, `path`, `formData` and `body`
          = note: `cookie` is of OpenAPI 3.0
          = help: remove it by an overlay
        error[unknown-keyword]: a Response Object has no key `links`
          = note: `links` is of OpenAPI 3.0
          = help: remove it by an overlay: Swagger 2.0 has nothing like it
        warning[newer-keyword]: `summary` is of OpenAPI 3.1, and read so"#]]
    .assert_eq(&said.join("\n\n"));
}

#[test]
fn one_api_is_of_one() {
    let info = "info: {title: Pets, version: '1'}\npaths: {}\n";
    check(
        &[
            ("pets/a.yaml", &format!("openapi: 3.0.3\n{info}")),
            ("pets/b.yaml", &format!("openapi: 3.1.0\n{info}")),
        ],
        expect![[r#"
            error[merge-conflict]: two documents of one API are of different versions
             --> specs/pets/b.yaml:1:10
              |
            1 | openapi: 3.1.0
              |          ^^^^^ OpenAPI 3.1 here
              |
            note: OpenAPI 3.0 here
             --> specs/pets/a.yaml:1:10
              |
            1 | openapi: 3.0.3
              |          -----
            help: convert one of them, or put them into folders of their own, as two APIs; or, if only some are the API, name those in `codegen.yaml`: `apis: {pets: {roots: [a.yaml]}}`

        "#]],
    );
}

#[test]
fn keywords_of_later_versions() {
    let rest = "paths: {'/a': {query: {responses: {200: {description: x, summary: x}}}}}\nwebhooks: {}\ntags: [{name: a, parent: b}]\ncomponents: {pathItems: {}, mediaTypes: {}}\n";
    check_all(
        "3.1.0",
        rest,
        expect![[r#"
            3:16: error[unknown-keyword]: a Path Item Object has no key `query`
            5:18: error[unknown-keyword]: a Tag Object has no key `parent`
            6:29: error[unknown-keyword]: a Components Object has no key `mediaTypes`
        "#]],
    );
    check_all(
        "3.0.0",
        rest,
        expect![[r#"
            3:16: error[unknown-keyword]: a Path Item Object has no key `query`
            4:1: warning[newer-keyword]: `webhooks` is of OpenAPI 3.1, and read so
            5:18: error[unknown-keyword]: a Tag Object has no key `parent`
            6:14: warning[newer-keyword]: `pathItems` is of OpenAPI 3.1, and read so
            6:29: error[unknown-keyword]: a Components Object has no key `mediaTypes`
        "#]],
    );
}

#[test]
fn what_openapi_3_1_leaves_out() {
    check_all("3.1.0", "components: {}\n", expect![""]);
    check_all(
        "3.1.0",
        "",
        expect![[r#"
        1:1: error[missing-keyword]: an OpenAPI Object needs `paths`, `webhooks` or `components`
    "#]],
    );
    check_all(
        "3.0.0",
        "components: {}\n",
        expect![[r#"
            1:1: warning[implied-keyword]: an OpenAPI Object needs the key `paths`
        "#]],
    );
    check_all(
        "3.1.0",
        "paths: {'/a': {get: {}}}\n",
        expect![[r#"
        3:21: note[no-success]: the operation documents no success
    "#]],
    );
    check_all(
        "3.1.0",
        "paths: {'/a': {get: {responses: {200: {}}}}}\n",
        expect![[r#"
            3:39: warning[implied-keyword]: a Response Object needs the key `description`
        "#]],
    );
    check_all(
        "3.2.0",
        "paths: {'/a': {get: {responses: {200: {}}}}}\n",
        expect![""],
    );
}

#[test]
fn what_openapi_3_1_adds() {
    check_all(
        "3.1.0",
        "jsonSchemaDialect: https://json-schema.org/draft-07/schema\npaths: {}\n",
        expect![[r#"
            3:20: warning[foreign-dialect]: `https://json-schema.org/draft-07/schema` is another dialect; the schema is read as JSON Schema 2020-12
        "#]],
    );
    check_all(
        "3.1.0",
        "paths: {'/a': {$ref: '#/components/pathItems/A'}}\ncomponents: {pathItems: {A: {get: {responses: {200: {description: x}}}}}, securitySchemes: {tls: {type: mutualTLS}}}\n",
        expect![""],
    );
    check_all(
        "3.1.0",
        "paths: {}\nwebhooks: {new pet: {post: {requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {200: {description: x}}}}, wrong: {post: {respones: {}}}}\n",
        expect![[r#"
            4:151: note[no-success]: the operation documents no success
            4:152: error[unknown-keyword]: an Operation Object has no key `respones`
        "#]],
    );
}

#[test]
fn what_openapi_3_2_adds() {
    check_all(
        "3.2.0",
        "$self: https://a.example/pets\ntags: [{name: a, parent: b}, {name: b, parent: b}, {name: c, parent: d, kind: nav, summary: x}]\nservers: [{url: 'https://a.example', name: Production}]\npaths: {'/a': {query: {requestBody: {content: {application/json: {$ref: 'https://a.example/pets#/components/mediaTypes/A'}}}, responses: {200: {summary: x}}}, additionalOperations: {PURGE: {responses: {204: {}}}, GET: {responses: {204: {}}}}}}\ncomponents: {mediaTypes: {A: {schema: {type: string}}}, securitySchemes: {device: {type: oauth2, oauth2MetadataUrl: 'https://a.example', flows: {deviceAuthorization: {deviceAuthorizationUrl: 'https://a.example/d', tokenUrl: 'https://a.example/t', scopes: {}}}}}}\n",
        expect![[r#"
            4:26: error[invalid-value]: there is no tag `b`
            4:48: error[invalid-value]: the tag `b` is above itself
            4:70: error[invalid-value]: there is no tag `d`
            6:214: error[invalid-name]: `GET` cannot be an additional operation
        "#]],
    );
    check_all(
        "3.2.0",
        "paths: {'/a': {get: {parameters: [{in: querystring, name: q, content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}}}}}}], responses: {200: {description: x, content: {application/jsonl: {itemSchema: {type: integer}}, text/event-stream: {itemSchema: {type: object, properties: {data: {type: integer}}}}}}}}}}\n",
        expect![""],
    );
}

#[test]
fn what_is_not_applied() {
    check_all(
        "3.2.0",
        "paths: {'/a': {post: {parameters: [{in: cookie, name: c, style: cookie, schema: {type: string}}, {in: querystring, name: q, content: {application/json: {schema: {}}}}], requestBody: {content: {multipart/mixed: {itemSchema: {}, itemEncoding: {}, prefixEncoding: []}}}, responses: {200: {description: x}}}}}\ncomponents: {schemas: {A: {type: object, discriminator: {propertyName: a, defaultMapping: A}, properties: {a: {type: string}}}}}\n",
        expect![[r#"
            3:194: warning[untyped-media-type]: bodies of `multipart/mixed` are bytes: parts are read in `multipart/form-data` only
            3:228: warning[unapplied-encoding]: parts are told apart by their names, not by their positions: this is not applied
            3:246: warning[unapplied-encoding]: parts are told apart by their names, not by their positions: this is not applied
        "#]],
    );
}

/// The files of a module, but for the document that it was made of.
/// What is said, and what is generated.
fn generated(text: &str) -> (String, BTreeMap<String, String>) {
    let loader = MemoryLoader::new().file("pets.yaml", text);
    let output = generate(&Options::default(), &loader);
    let files = output.files.into_iter();
    (
        output.diagnostics.short(),
        files.map(|file| (file.path, file.contents)).collect(),
    )
}

const SWAGGER: &str = include_str!("versions/swagger.yaml");
const OPENAPI: &str = include_str!("versions/openapi.yaml");

#[test]
fn one_api_in_all_of_them_is_one_crate() {
    let (said, expected) = generated(OPENAPI);
    assert_eq!(said, "");
    assert!(expected.len() > 5);
    for text in [
        SWAGGER.to_owned(),
        OPENAPI.replace("openapi: 3.0.4", "openapi: 3.1.1"),
        OPENAPI.replace("openapi: 3.0.4", "openapi: 3.2.0"),
    ] {
        let (said, actual) = generated(&text);
        assert_eq!(said, "", "{text}");
        assert_same(&actual, &expected);
    }
}

/// What JSON Schema 2020-12 adds, as documents of 3.0 say it all the same.
const NEWER: &str = "openapi: 3.0.4
info: {title: t, version: '1', summary: s}
paths:
  /a:
    get:
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
webhooks:
  w: {$ref: '#/components/pathItems/W'}
components:
  pathItems:
    W: {post: {responses: {'204': {description: d}}}}
  schemas:
    A:
      type: object
      required: [kind]
      properties:
        kind: {const: a}
        name: {type: [string, 'null'], examples: [b]}
        size: {type: [string, integer]}
        note: {anyOf: [{type: string}, {type: 'null'}]}
        pair: {type: array, prefixItems: [{type: string}, {type: integer}]}
        some: {type: array, items: {type: integer}, contains: {const: 3}}
        inner: {$ref: '#/components/schemas/A/$defs/B'}
      patternProperties: {'^x_': {type: integer}}
      propertyNames: {maxLength: 5}
      dependentRequired: {name: [size]}
      if: {required: [name]}
      then: {required: [note]}
      unevaluatedProperties: false
      $defs:
        B: {type: string, contentEncoding: base64}
";

#[test]
fn newer_keywords_mean_the_same_in_older_documents() {
    let (said, actual) = generated(NEWER);
    let other = said.lines().find(|line| !line.contains("[newer-keyword]"));
    assert_eq!(other, None);
    let newer = NEWER.replace("openapi: 3.0.4", "openapi: 3.1.1");
    let (said, expected) = generated(&newer);
    assert_eq!(said, "");
    assert_same(&actual, &expected);
}

fn assert_same(actual: &BTreeMap<String, String>, expected: &BTreeMap<String, String>) {
    assert_eq!(
        actual.keys().collect::<Vec<_>>(),
        expected.keys().collect::<Vec<_>>()
    );
    for (path, text) in expected {
        assert_eq!(text, &actual[path], "{path}");
    }
}

#[test]
fn diagnostics_of_later_stages_stand_in_the_document_as_it_is_written() {
    let text = SWAGGER.replace("in: path, name: id", "in: path, name: other");
    let (documents, _) = read(&[("pets.yaml", &text)]);
    assert_eq!(documents.len(), 1);
    let loader = MemoryLoader::new().file("pets.yaml", text);
    let output = generate(&Options::default(), &loader);
    expect![[r#"
        error[undeclared-path-parameter]: the variable `{id}` of the path is declared by no parameter
          --> specs/pets.yaml:34:3
           |
        34 |   /pets/{id}:
           |   ^^^^^^^^^^
           |
        note: of this operation
          --> specs/pets.yaml:43:5
           |
        43 |     put:
           |     ---
        help: declare a parameter `id` with `in: path`

        error[unused-path-parameter]: the path `/pets/{id}` has no variable `{other}`
          --> specs/pets.yaml:36:26
           |
        36 |       - {in: path, name: other, required: true, type: integer, format: int64, minimum: 1}
           |                          ^^^^^
           |
        note: the path
          --> specs/pets.yaml:34:3
           |
        34 |   /pets/{id}:
           |   ----------
        help: write the variable into the path, correct the name, or remove the parameter

        error[undeclared-path-parameter]: the variable `{id}` of the path is declared by no parameter
          --> specs/pets.yaml:51:3
           |
        51 |   /pets/{id}/picture:
           |   ^^^^^^^^^^^^^^^^^^
           |
        note: of this operation
          --> specs/pets.yaml:52:5
           |
        52 |     put:
           |     ---
        help: declare a parameter `id` with `in: path`

        error[unused-path-parameter]: the path `/pets/{id}/picture` has no variable `{other}`
          --> specs/pets.yaml:56:28
           |
        56 |         - {in: path, name: other, required: true, type: integer, format: int64}
           |                            ^^^^^
           |
        note: the path
          --> specs/pets.yaml:51:3
           |
        51 |   /pets/{id}/picture:
           |   ------------------
        help: write the variable into the path, correct the name, or remove the parameter

    "#]].assert_eq(&output.diagnostics.human(false));
}
