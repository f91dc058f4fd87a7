//! Documents with errors, generated without what has them.

use crate::document;
use expect_test::{Expect, expect};
use generator::{
    generate,
    output::{KeptApi, Options, Output},
    source::MemoryLoader,
};

fn run(files: &[(&str, &str)]) -> Output {
    let loader = files
        .iter()
        .fold(MemoryLoader::new(), |loader, (path, text)| {
            loader.file(*path, *text)
        });
    let options = Options {
        keep_going: true,
        earlier: vec![KeptApi {
            name: "toys".to_owned(),
            parts: Vec::new(),
            replacements: Vec::new(),
            features: Vec::new(),
        }],
        ..Options::default()
    };
    generate(&options, &loader)
}

/// The errors, the operations and the types that are left.
#[track_caller]
fn check(files: &[(&str, &str)], expected: Expect) {
    let output = run(files);
    let mut text = output.diagnostics.short();
    for api in &output.apis {
        let (operations, types) = (api.operations, api.types);
        text += &match api.failed {
            true => format!("{}: failed\n", api.name),
            false => format!("{}: {operations} operations, {types} types\n", api.name),
        };
    }
    expected.assert_eq(&text);
}

const OPERATION: &str = "responses: {'204': {description: d}}";

#[test]
fn each_mistake_takes_the_nearest_item_along() {
    let text = document(&format!(
        "\
webhooks: {{}}
tags: [{{name: 1}}, {{name: a}}]
servers: [{{url: 'ftp://a'}}, {{url: 'https://a.example'}}]
paths:
  /fine:
    get: {{operationId: a, {OPERATION}}}
    post: {{operationId: a, {OPERATION}}}
    put: {{operationId: b, parameters: [{{$ref: '#/components/parameters/p'}}], {OPERATION}}}
    patch: {{operationId: c, {OPERATION}, callbacks: {{a: {{}}}}}}
    trace: {{operationId: f, parameters: [{{$ref: '#/components/parameters/none'}}], {OPERATION}}}
  no-path:
    get: {{operationId: d, {OPERATION}}}
  /shared:
    parameters: [{{in: query}}]
    get: {{operationId: e, {OPERATION}}}
components:
  schemas:
    A: {{type: object, properties: {{a: {{$ref: '#/components/schemas/B'}}}}}}
    'b c': {{type: string}}
  parameters:
    p: {{$ref: '#/components/parameters/q'}}
    q: {{name: q, in: nowhere, schema: {{type: string}}}}
  things: {{}}
"
    ));
    check(
        &[("pets.yaml", &text)],
        expect![[r#"
            specs/pets.yaml:3:1: warning[newer-keyword]: `webhooks` is of OpenAPI 3.1, and read so
            specs/pets.yaml:4:15: warning[misquoted-value]: `name` in a Tag Object: expected a string, found `1`, which is read as the string `1`
            specs/pets.yaml:5:17: error[invalid-value]: the URL of a server is not of the scheme `http` or `https`
            specs/pets.yaml:9:25: error[duplicate-operation-id]: two operations have the `operationId` `a`
            specs/pets.yaml:12:49: error[unresolved-reference]: the reference `#/components/parameters/none` names nothing in the document
            specs/pets.yaml:13:3: error[invalid-path]: the path `no-path` does not begin with `/`
            specs/pets.yaml:16:18: error[missing-keyword]: a Parameter Object needs the key `name`
            specs/pets.yaml:16:18: error[missing-keyword]: a parameter needs a `schema` or a `content`
            specs/pets.yaml:20:46: error[unresolved-reference]: the reference `#/components/schemas/B` names nothing in the document
            specs/pets.yaml:21:5: warning[component-name]: `b c` is not what the Specification lets a component be called
            specs/pets.yaml:24:22: error[invalid-value]: `nowhere` is none of `query`, `header`, `path` and `cookie`
            specs/pets.yaml:25:3: error[unknown-keyword]: a Components Object has no key `things`
            pets: 4 operations, 2 types
        "#]],
    );
}

/// What is around a mistake is the same as without it.
#[test]
fn as_little_as_possible_goes() {
    let document = |wrong: bool| {
        let or = |mistake: &'static str, right: &'static str| if wrong { mistake } else { right };
        document(&format!(
            "\
paths:
  /a:
    get:
      operationId: a
      {tags}
      parameters:
        - {{in: query, name: q, schema: {{type: integer{default}}}}}
        {parameter}
      responses:
        '200':
          description: d
          {header}
          content: {{{media}application/json: {{schema: {{$ref: '#/components/schemas/A'}}}}}}
components:
  schemas:
    A:
      type: object
      properties:
        kind: {{type: string, enum: [a, {value}b]}}
        text: {{type: string{values}}}
        size: {{type: integer{maximum}}}
        flag: {{type: boolean{keyword}}}
",
            tags = or("tags: a", ""),
            default = or(", default: x", ""),
            parameter = or("- {in: query, name: '', schema: {type: string}}", ""),
            header = or("headers: {'': {schema: {type: string}}}", ""),
            media = or("xls: {}, ", ""),
            value = or("1, ", ""),
            values = or(", enum: [true, false]", ""),
            maximum = or(", maximum: many", ""),
            keyword = or(", surprise: 1", ""),
        ))
    };
    let output = run(&[("pets.yaml", &document(true))]);
    assert_eq!(
        output.diagnostics.errors(),
        9,
        "{}",
        output.diagnostics.short()
    );
    let expected = run(&[("pets.yaml", &document(false))]);
    assert_eq!(expected.diagnostics.errors(), 0);
    let sources = |output: &Output| -> Vec<String> {
        let files = output.files.iter();
        let sources = files.filter(|file| file.path.starts_with("src/pets/"));
        sources.map(|file| file.contents.clone()).collect()
    };
    assert_eq!(sources(&output), sources(&expected));
}

/// What is missing, but could not say much, is no reason to go without the rest.
#[test]
fn what_is_clear_is_added() {
    let text = "\
openapi: 3.0.3
info: {}
components:
  responses: {a: {content: {application/json: {schema: {type: object}}}}}
  securitySchemes:
    a: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a.example'}}}
";
    check(
        &[("pets.yaml", text)],
        expect![[r#"
            specs/pets.yaml:1:1: warning[implied-keyword]: an OpenAPI Object needs the key `paths`
            specs/pets.yaml:2:7: warning[implied-keyword]: an Info Object needs the key `title`
            specs/pets.yaml:2:7: warning[implied-keyword]: an Info Object needs the key `version`
            specs/pets.yaml:4:18: warning[implied-keyword]: a Response Object needs the key `description`
            specs/pets.yaml:6:50: warning[implied-keyword]: an OAuth Flow Object needs the key `scopes`
            pets: 0 operations, 0 types
        "#]],
    );
}

#[test]
fn what_does_not_apply_is_passed_over() {
    let first = document(&format!(
        "paths: {{/a: {{get: {{operationId: a, {OPERATION}}}}}}}\n"
    ));
    let second = document(&format!(
        "paths: {{/a: {{get: {{operationId: b, {OPERATION}}}}}}}\n"
    ));
    let overlay = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: [{target: $.nothing, remove: true}]\n";
    let files = [
        ("pets/a.yaml", first.as_str()),
        ("pets/b.yaml", &second),
        ("pets/c.yaml", "openapi: 3.9.0\n"),
        ("pets/z.overlay.yaml", overlay),
    ];
    check(
        &files,
        expect![[r#"
        specs/pets/b.yaml:3:33: error[merge-conflict]: two documents of one API say different things about `get`
        specs/pets/c.yaml:1:10: error[unknown-version]: there is no version `3.9.0` of OpenAPI
        specs/pets/z.overlay.yaml:3:20: error[overlay-without-match]: the action selects nothing: `$.nothing`
        pets: 1 operations, 0 types
    "#]],
    );
}

#[test]
fn what_the_whole_document_says_cannot_go() {
    let text = "openapi: 3.0.3\ninfo: []\npaths: {}\n";
    check(
        &[("pets.yaml", text)],
        expect![[r#"
            specs/pets.yaml:2:7: error[wrong-kind]: `info` in an OpenAPI Object: expected an Info Object, found an empty array
            pets: failed
        "#]],
    );
    let output = run(&[("pets.yaml", text)]);
    assert_eq!(output.kept.len(), 1);
    let output = run(&[("pets.yaml", &document("paths: {}\n"))]);
    assert!(output.kept.is_empty());
}
