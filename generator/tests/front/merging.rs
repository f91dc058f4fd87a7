//! Several documents of one API.

use crate::{check, read};
use expect_test::expect;

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
