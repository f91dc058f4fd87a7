//! Filters: which operations are left, and what of the components.

use crate::{document, read};
use expect_test::{Expect, expect};
use generator::{diagnostics::Diagnostics, document::Document};

const PETS: &str = "paths:
  /pets:
    get: {operationId: listPets, tags: [pets], responses: {200: {$ref: '#/components/responses/Pets'}}}
    post: {operationId: createPet, tags: [pets], deprecated: true, responses: {200: {description: d}}}
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: getPet, tags: [pets, one], responses: {200: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}
  /toys:
    get:
      tags: [toys]
      security: [{key: []}]
      responses: {200: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}}
components:
  responses:
    Pets: {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
  schemas:
    Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {claws: {$ref: '#/components/schemas/Claws'}}}]}
    Claws: {type: integer}
    Toy: {type: object}
    Unused: {type: object}
  securitySchemes:
    key: {type: http, scheme: bearer}
";

fn filtered(config: &str) -> (Vec<Document>, Diagnostics) {
    read(&[("pets.yaml", &document(PETS)), ("codegen.yaml", config)])
}

/// Checks which operations and components a filter leaves.
fn leaves(config: &str, expected: Expect) {
    let (documents, cx) = filtered(config);
    assert_eq!(cx.short(), "");
    let document = &documents[0];
    let mut text = String::new();
    for (path, method, _) in document.openapi.operations() {
        text.push_str(&format!("{method} {path}\n"));
    }
    let components = document.places.root().get("components");
    for (section, node) in components
        .and_then(|node| node.as_object())
        .into_iter()
        .flatten()
    {
        let names = node.as_object().into_iter().flatten();
        let names: Vec<_> = names.map(|(key, _)| key.name.as_str()).collect();
        text.push_str(&format!("{}: {}\n", section.name, names.join(" ")));
    }
    expected.assert_eq(&text);
}

#[test]
fn everything_without_one() {
    leaves(
        "formats: {uuid: string}\n",
        expect![[r#"
        get /pets
        post /pets
        get /pets/{id}
        get /toys
        responses: Pets
        schemas: Pet Cat Claws Toy Unused
        securitySchemes: key
    "#]],
    );
}

#[test]
fn by_tag() {
    leaves(
        "filter: {tags: [one]}\n",
        expect![[r#"
        get /pets/{id}
        responses: 
        schemas: Pet Cat Claws
        securitySchemes: 
    "#]],
    );
    leaves(
        "filter: {tags: [pets], exclude: {tags: [one]}}\n",
        expect![[r#"
            get /pets
            post /pets
            responses: Pets
            schemas: Pet Cat Claws
            securitySchemes: 
        "#]],
    );
}

#[test]
fn by_operation() {
    leaves(
        "filter: {include: {operations: [createPet, GET /toys]}}\n",
        expect![[r#"
            post /pets
            get /toys
            responses: 
            schemas: Toy
            securitySchemes: key
        "#]],
    );
}

#[test]
fn by_path() {
    leaves(
        "filter: {paths: ['/pets/**']}\n",
        expect![[r#"
        get /pets
        post /pets
        get /pets/{id}
        responses: Pets
        schemas: Pet Cat Claws
        securitySchemes: 
    "#]],
    );
    leaves(
        "filter: {paths: ['/*']}\n",
        expect![[r#"
        get /pets
        post /pets
        get /toys
        responses: Pets
        schemas: Pet Cat Claws Toy
        securitySchemes: key
    "#]],
    );
    leaves(
        "filter: {exclude: {paths: ['/pets/{id}']}}\n",
        expect![[r#"
        get /pets
        post /pets
        get /toys
        responses: Pets
        schemas: Pet Cat Claws Toy
        securitySchemes: key
    "#]],
    );
}

#[test]
fn without_the_deprecated_ones() {
    leaves(
        "filter: {deprecated: false}\n",
        expect![[r#"
        get /pets
        get /pets/{id}
        get /toys
        responses: Pets
        schemas: Pet Cat Claws Toy
        securitySchemes: key
    "#]],
    );
}

#[test]
fn for_one_api() {
    leaves(
        "filter: {tags: [nothing]}\napis: {pets: {filter: {tags: [toys]}}}\n",
        expect![[r#"
            get /toys
            responses: 
            schemas: Toy
            securitySchemes: key
        "#]],
    );
}

#[test]
fn names_that_nothing_has() {
    let (_, cx) = filtered(
        "apis: {pets: {filter: {tags: [pest], operations: [listPet], exclude: {paths: [/toy], tags: [x-y-z]}}}, dogs: {}}\n",
    );
    expect![[r#"
        error[invalid-configuration]: no operation has the tag `pest`
         --> specs/codegen.yaml:1:31
          |
        1 | apis: {pets: {filter: {tags: [pest], operations: [listPet], exclude: {paths: [/toy], tags: [x-y-z]}}}, dogs: {}}
          |                               ^^^^
          |
          = help: there is `pets`

        error[invalid-configuration]: no operation is called `listPet`
         --> specs/codegen.yaml:1:51
          |
        1 | apis: {pets: {filter: {tags: [pest], operations: [listPet], exclude: {paths: [/toy], tags: [x-y-z]}}}, dogs: {}}
          |                                                   ^^^^^^^
          |
          = help: there is `listPets`

        error[invalid-configuration]: no operation has a path like `/toy`
         --> specs/codegen.yaml:1:79
          |
        1 | apis: {pets: {filter: {tags: [pest], operations: [listPet], exclude: {paths: [/toy], tags: [x-y-z]}}}, dogs: {}}
          |                                                                               ^^^^
          |
          = help: there is `/toys`

        error[invalid-configuration]: no operation has the tag `x-y-z`
         --> specs/codegen.yaml:1:93
          |
        1 | apis: {pets: {filter: {tags: [pest], operations: [listPet], exclude: {paths: [/toy], tags: [x-y-z]}}}, dogs: {}}
          |                                                                                             ^^^^^
          |
          = help: remove it

        error[invalid-configuration]: there is no API `dogs`
         --> specs/codegen.yaml:1:104
          |
        1 | apis: {pets: {filter: {tags: [pest], operations: [listPet], exclude: {paths: [/toy], tags: [x-y-z]}}}, dogs: {}}
          |                                                                                                        ^^^^
          |
          = help: name it as its document or its folder

    "#]].assert_eq(&cx.human(false));
}

#[test]
fn keys_that_make_no_sense() {
    let (_, cx) = filtered(
        "filter: {tag: [a], tags: b, deprecated: no, include: {path: []}}
server: {split: tag, unimplemented: 1, x: 1}
features: true
apis: {pets: {root: a, roots: []}}
",
    );
    expect![[r#"
        specs/codegen.yaml:1:10: error[invalid-configuration]: `filter` has no key `tag`
        specs/codegen.yaml:1:26: error[invalid-configuration]: `tags` is a list of strings, not a string
        specs/codegen.yaml:1:41: error[invalid-configuration]: expected `true` or `false`, found a string
        specs/codegen.yaml:1:55: error[invalid-configuration]: `include` has no key `path`
        specs/codegen.yaml:2:17: error[invalid-configuration]: `split` is `tags` or `false`, not `tag`
        specs/codegen.yaml:2:37: error[invalid-configuration]: expected `true` or `false`, found an integer
        specs/codegen.yaml:2:40: error[invalid-configuration]: `server` has no key `x`
        specs/codegen.yaml:3:11: error[invalid-configuration]: `features` is `tags` or `false`, not a boolean
        specs/codegen.yaml:4:15: error[invalid-configuration]: `pets` has no key `root`
        specs/codegen.yaml:4:31: error[invalid-configuration]: `roots` is a list of paths below the folder of the API
    "#]].assert_eq(&cx.short());
}

/// A filter for all is about all together.
#[test]
fn what_only_some_apis_have() {
    let loader = generator::source::MemoryLoader::new()
        .file("pets.yaml", document(PETS))
        .file("toys.yaml", document("paths: {/x: {get: {operationId: x, tags: [balls], responses: {200: {description: d}}}}}\n"))
        .file("codegen.yaml", "filter: {tags: [toys, balls, ballz]}\n");
    let output = generator::generate(&generator::output::Options::default(), &loader);
    expect![[r#"
        specs/codegen.yaml:1:30: error[invalid-configuration]: no operation has the tag `ballz`
    "#]]
    .assert_eq(&output.diagnostics.short());
}
