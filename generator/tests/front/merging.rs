//! Several documents of one API.

use crate::{check, read};
use expect_test::expect;
use generator::{generate, output::Options, source::MemoryLoader};

const LIST: &str = "openapi: 3.0.0
info: {title: Pets, version: '1'}
servers: [{url: 'https://a.example'}]
security: []
tags:
  - name: pets
paths:
  /pets:
    parameters: []
    get:
      operationId: list
      responses: {200: {description: d}}
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: string, description: The name}
";

const CREATE: &str = "openapi: 3.0.3
components:
  schemas:
    Cat: {type: string}
    Pet:
      properties:
        name: {description: The name, type: string}
      type: object
info: {version: '1', title: Pets}
servers: [{url: 'https://a.example'}]
tags:
  - name: cats
  - name: pets
paths:
  /cats: {}
  /pets:
    post:
      operationId: create
      responses: {200: {description: d}}
    parameters: []
";

#[test]
fn unite() {
    let (documents, cx) = read(&[("pets/b.yaml", CREATE), ("pets/a.yaml", LIST)]);
    assert_eq!(cx.human(false), "");
    let api = &documents[0].openapi;
    let operations: Vec<_> = api
        .operations()
        .map(|(path, method, _)| (path, method))
        .collect();
    assert_eq!(operations, [("/pets", "get"), ("/pets", "post")]);
    let paths: Vec<_> = api.paths.paths.keys().collect();
    assert_eq!(paths, ["/pets", "/cats"]);
    let schemas: Vec<_> = api
        .components
        .iter()
        .flat_map(|all| all.schemas.keys())
        .collect();
    assert_eq!(schemas, ["Pet", "Cat"]);
    let tags: Vec<_> = api.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(tags, ["pets", "cats"]);
    assert_eq!(api.openapi, "3.0.3");
    assert_eq!(documents[0].name, "pets");
}

#[test]
fn in_any_order_of_members() {
    let (one, _) = read(&[("pets/a.yaml", LIST), ("pets/b.yaml", CREATE)]);
    let (other, _) = read(&[("pets/a.yaml", CREATE), ("pets/b.yaml", LIST)]);
    assert_eq!(one[0].openapi.components, other[0].openapi.components);
}

#[test]
fn unequal_schemas() {
    let other = CREATE.replace("description: The name", "description: Another name");
    check(
        &[("pets/a.yaml", LIST), ("pets/b.yaml", &other)],
        expect![[r#"
            error[merge-conflict]: two documents of one API say different things about `Pet`
              --> specs/pets/b.yaml:7:29
               |
             7 |         name: {description: Another name, type: string}
               |                             ^^^^^^^^^^^^ `Another name` here
               |
               = note: the first difference is at #/components/schemas/Pet/properties/name/description
            note: `The name` here
              --> specs/pets/a.yaml:18:43
               |
            18 |         name: {type: string, description: The name}
               |                                           --------
            help: make the documents agree, or put them into folders of their own, as two APIs; or, if only some are the API, name those in `codegen.yaml`: `apis: {pets: {roots: [a.yaml]}}`

        "#]],
    );
}

#[test]
fn a_property_that_only_one_has() {
    let other = CREATE.replace(
        "      type: object",
        "        age: {type: integer}\n      type: object",
    );
    check(
        &[("pets/a.yaml", LIST), ("pets/b.yaml", &other)],
        expect![[r#"
            error[merge-conflict]: two documents of one API say different things about `Pet`
              --> specs/pets/b.yaml:8:9
               |
             8 |         age: {type: integer}
               |         ^^^ an object with `type` here
               |
               = note: the first difference is at #/components/schemas/Pet/properties/age
            note: nothing here
              --> specs/pets/a.yaml:18:9
               |
            18 |         name: {type: string, description: The name}
               |         -------------------------------------------
            help: make the documents agree, or put them into folders of their own, as two APIs; or, if only some are the API, name those in `codegen.yaml`: `apis: {pets: {roots: [a.yaml]}}`

        "#]],
    );
}

#[test]
fn unequal_operations_info_and_tags() {
    let other = CREATE
        .replace("post:", "get:")
        .replace("title: Pets", "title: Dogs")
        .replace("- name: pets", "- {name: pets, description: Dogs}");
    let (_, cx) = read(&[("pets/a.yaml", LIST), ("pets/b.yaml", &other)]);
    expect![[r#"
        specs/pets/b.yaml:9:29: error[merge-conflict]: two documents of one API say different things about `info`
        specs/pets/b.yaml:13:18: error[merge-conflict]: two documents of one API say different things about `pets`
        specs/pets/b.yaml:18:20: error[merge-conflict]: two documents of one API say different things about `get`
    "#]].assert_eq(&cx.short());
}

#[test]
fn servers_that_only_one_has() {
    let other = CREATE.replace("servers: [{url: 'https://a.example'}]\n", "");
    check(
        &[("pets/a.yaml", LIST), ("pets/b.yaml", &other)],
        expect![[r#"
            error[merge-conflict]: only one document of the API says `servers`
             --> specs/pets/a.yaml:3:1
              |
            3 | servers: [{url: 'https://a.example'}]
              | ^^^^^^^
              |
            note: nothing about `servers` in this document
             --> specs/pets/b.yaml:1:1
              |
            1 | openapi: 3.0.3
              | --------------
            help: say the same `servers` in every document of the API, or at each operation, or put them into folders of their own, as two APIs; or, if only some are the API, name those in `codegen.yaml`: `apis: {pets: {roots: [a.yaml]}}`

        "#]],
    );
}

#[test]
fn one_operation_id_in_two_documents() {
    let other = CREATE.replace("operationId: create", "operationId: list");
    check(
        &[("pets/a.yaml", LIST), ("pets/b.yaml", &other)],
        expect![[r#"
        error[duplicate-operation-id]: two operations have the `operationId` `list`
          --> specs/pets/b.yaml:18:20
           |
        18 |       operationId: list
           |                    ^^^^ again here
           |
        note: first here
          --> specs/pets/a.yaml:11:20
           |
        11 |       operationId: list
           |                    ----
        help: give one of them another, in the document or by an overlay

    "#]],
    );
}

#[test]
fn an_error_in_one_api_hides_nothing_of_the_others() {
    let (documents, cx) = read(&[
        ("a.yaml", "["),
        ("b.yaml", LIST),
        ("c.yaml", "openapi: 4.0.0\n"),
    ]);
    assert_eq!(documents.len(), 1);
    expect![[r#"
        specs/a.yaml:1:1: error[yaml-syntax]: not YAML: unclosed bracket '['
        specs/c.yaml:1:10: error[unknown-version]: there is no version `4.0.0` of OpenAPI
    "#]]
    .assert_eq(&cx.short());
}

/// What is wrong in the others is said too, but not what may be in the one that cannot be read.
#[test]
fn a_document_that_cannot_be_read_does_not_hide_the_others() {
    let broken = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'\npaths: {}\n";
    let other = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      security: [{key: []}]
      responses:
        '200':
          decription: Misspelt
          content: {application/json: {schema: {$ref: '#/components/schemas/InTheBroken'}}}
        '204': {description: d, links: {l: {operationId: inTheBroken}}}
    put:
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: 'a.yaml#/components/schemas/A'}}}}}
    post:
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: 'c.yaml'}}}}}
components:
  schemas:
    Late: {type: object, properties: {a: {type: string, default: 1}}}
";
    let overlay = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n- target: $.paths['/broken']\n  remove: true\n";
    // What only other documents say is not missing.
    let further = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\n";
    let said = |files: &[(&str, &str)], keep_going: bool| {
        let files = files.iter();
        let loader = files.fold(MemoryLoader::new(), |loader, (path, text)| {
            loader.file(*path, *text)
        });
        let options = Options {
            keep_going,
            ..Options::default()
        };
        let output = generate(&options, &loader);
        assert!(output.files.is_empty());
        assert!(output.apis.iter().all(|api| api.failed));
        output.diagnostics.short()
    };
    let files = [
        ("pets/a.yaml", broken),
        ("pets/b.yaml", other),
        ("pets/x.overlay.yaml", overlay),
    ];
    let expected = expect![[r#"
        specs/pets/a.yaml:3:1: error[yaml-syntax]: not YAML: while parsing a flow mapping, did not find expected ',' or '}'
        specs/pets/b.yaml:9:11: error[unknown-keyword]: a Response Object has no key `decription`
        specs/pets/b.yaml:9:11: warning[implied-keyword]: a Response Object needs the key `description`
        specs/pets/b.yaml:18:66: error[invalid-default]: the default is not a string
    "#]];
    expected.assert_eq(&said(&files, false));
    assert_eq!(said(&files, false), said(&files, true));
    expect![[r#"
        specs/pets/a.yaml:3:1: error[yaml-syntax]: not YAML: while parsing a flow mapping, did not find expected ',' or '}'
    "#]].assert_eq(&said(&[files[0], ("pets/c.yaml", further)], false));
    // An overlay may mend what is wrong without it.
    expect![[r#"
        specs/pets/x.overlay.yaml:1:4: error[yaml-syntax]: not YAML: unclosed bracket '['
    "#]]
    .assert_eq(&said(
        &[("pets/b.yaml", other), ("pets/x.overlay.yaml", "a: [\n")],
        false,
    ));
}
