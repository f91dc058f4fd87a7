//! APIs of many files.

use crate::{check, document, read, read_from};
use expect_test::{Expect, expect};
use generator::{
    bundle::{self, Format},
    generate,
    output::{Options, Output},
    source::{DirLoader, MemoryLoader},
};

/// What the files of a specs folder become.
fn output(files: &[(&str, &str)]) -> Output {
    let loader = files
        .iter()
        .fold(MemoryLoader::new(), |loader, (path, text)| {
            loader.file(*path, *text)
        });
    generate(&Options::default(), &loader)
}

/// Checks the document that the code of an API comes to, its `info` aside.
fn document_is(files: &[(&str, &str)], expected: Expect) {
    let loader = files
        .iter()
        .fold(MemoryLoader::new(), |loader, (path, text)| {
            loader.file(*path, *text)
        });
    let (bundles, cx) = bundle::run(&loader, &bundle::Options::new(Format::Json));
    assert_eq!(cx.errors(), 0, "{}", cx.human(false));
    let json: serde_json::Value = serde_json::from_str(&bundles[0].text).expect("JSON");
    let mut text = String::new();
    for (path, item) in json["paths"].as_object().into_iter().flatten() {
        text.push_str(&format!("{path} {item}\n"));
    }
    for (section, items) in json["components"].as_object().into_iter().flatten() {
        for (name, item) in items.as_object().into_iter().flatten() {
            text.push_str(&format!("{section}/{name} {item}\n"));
        }
    }
    expected.assert_eq(&text);
}

#[test]
fn everything_that_references_can_be_for() {
    let root = document(
        "paths:
  /pets/{id}: {$ref: 'paths/pet.yaml'}
  /toys:
    get:
      operationId: toys
      parameters: [{$ref: 'parameters.yaml#/limit'}]
      responses:
        '200': {$ref: 'responses/Toys.json'}
components:
  schemas:
    Pet: {$ref: schemas/Pet.yaml}
",
    );
    let files = [
        ("pets/api.yaml", root.as_str()),
        (
            "pets/paths/pet.yaml",
            "get:
  operationId: pet
  parameters:
    - {name: id, in: path, required: true, schema: {$ref: ../schemas/Pet.yaml#/properties/id}}
  responses:
    '200':
      description: it
      content: {application/json: {schema: {$ref: './../schemas/Pet.yaml'}}}
",
        ),
        (
            "pets/parameters.yaml",
            "limit: {name: limit, in: query, schema: {type: integer}}\n",
        ),
        (
            "pets/responses/Toys.json",
            r##"{"description": "all", "content": {"application/json": {"schema":
                {"type": "array", "items": {"$ref": "../all.json#/definitions/Toy%20of%20all"}}}}}"##,
        ),
        (
            "pets/all.json",
            r##"{"definitions": {"Toy of all": {"type": "object",
                "properties": {"owner": {"$ref": "%73chemas//Pet.yaml"}, "next": {"$ref": "#/definitions/Toy of all"}}}}}"##,
        ),
        (
            "pets/schemas/Pet.yaml",
            "type: object
required: [id]
properties:
  id: {type: string, minLength: 1}
  parent: {$ref: '#'}
  toy: {$ref: '../all.json#/definitions/Toy%20of%20all'}
",
        ),
    ];
    document_is(
        &files,
        expect![[r##"
        /pets/{id} {"get":{"operationId":"pet","parameters":[{"name":"id","in":"path","required":true,"schema":{"$ref":"#/components/schemas/Pet/properties/id"}}],"responses":{"200":{"description":"it","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Pet"}}}}}}}
        /toys {"get":{"operationId":"toys","parameters":[{"$ref":"#/components/parameters/limit"}],"responses":{"200":{"$ref":"#/components/responses/Toys"}}}}
        schemas/Pet {"type":"object","required":["id"],"properties":{"id":{"type":"string","minLength":1},"parent":{"$ref":"#/components/schemas/Pet"},"toy":{"$ref":"#/components/schemas/Toy_of_all"}}}
        schemas/Toy_of_all {"type":"object","properties":{"owner":{"$ref":"#/components/schemas/Pet"},"next":{"$ref":"#/components/schemas/Toy_of_all"}}}
        parameters/limit {"name":"limit","in":"query","schema":{"type":"integer"}}
        responses/Toys {"description":"all","content":{"application/json":{"schema":{"type":"array","items":{"$ref":"#/components/schemas/Toy_of_all"}}}}}
    "##]],
    );
}

#[test]
fn one_file_is_one_however_it_is_spelt() {
    let root = document(
        "paths: {}
components:
  schemas:
    A:
      type: object
      properties:
        one: {$ref: 'types/Toy.yaml'}
        two: {$ref: './types/../types//Toy.yaml#'}
        three: {$ref: 'types/%54oy%2Eyaml'}
        four: {$ref: 'index.yaml#/all/toy'}
        five: {$ref: 'api.yaml#/components/schemas/A'}
",
    );
    let files = [
        ("pets/api.yaml", root.as_str()),
        ("pets/index.yaml", "all: {toy: {$ref: types/Toy.yaml}}\n"),
        ("pets/types/Toy.yaml", "type: string\nmaxLength: 3\n"),
    ];
    document_is(
        &files,
        expect![[r##"
        schemas/A {"type":"object","properties":{"one":{"$ref":"#/components/schemas/Toy"},"two":{"$ref":"#/components/schemas/Toy"},"three":{"$ref":"#/components/schemas/Toy"},"four":{"$ref":"#/components/schemas/Toy"},"five":{"$ref":"#/components/schemas/A"}}}
        schemas/Toy {"type":"string","maxLength":3}
    "##]],
    );
}

#[test]
fn names_that_a_person_would_choose() {
    let root = document(
        "paths: {}
components:
  schemas:
    Error: {type: string, minLength: 1}
    Named: {$ref: 'types/x.yaml#/whatever', description: Said beside.}
    All:
      type: object
      properties:
        a: {$ref: 'cats/Food.yaml'}
        b: {$ref: 'dogs/Food.yaml'}
        c: {$ref: 'dogs/errors.yaml#/Error'}
        d: {$ref: 'dogs/birds.yaml#/components/schemas/Bird'}
        e: {$ref: 'dogs/birds.yaml#/components/schemas/Bird/properties/song'}
        f: {$ref: 'types/x.yaml#/whatever'}
",
    );
    let files = [
        ("pets/api.yaml", root.as_str()),
        (
            "pets/types/x.yaml",
            "whatever: {type: integer, minimum: 1}\n",
        ),
        ("pets/cats/Food.yaml", "type: string\nmaxLength: 1\n"),
        ("pets/dogs/Food.yaml", "type: string\nmaxLength: 2\n"),
        (
            "pets/dogs/errors.yaml",
            "Error: {type: string, minLength: 2}\n",
        ),
        (
            "pets/dogs/birds.yaml",
            "components: {schemas: {Bird: {type: object, properties: {song: {type: string, maxLength: 4}}}}}\n",
        ),
    ];
    document_is(
        &files,
        expect![[r##"
        schemas/Error {"type":"string","minLength":1}
        schemas/Named {"type":"integer","minimum":1,"description":"Said beside."}
        schemas/All {"type":"object","properties":{"a":{"$ref":"#/components/schemas/cats.Food"},"b":{"$ref":"#/components/schemas/dogs.Food"},"c":{"$ref":"#/components/schemas/errors.Error"},"d":{"$ref":"#/components/schemas/Bird"},"e":{"$ref":"#/components/schemas/Bird/properties/song"},"f":{"$ref":"#/components/schemas/Named"}}}
        schemas/cats.Food {"type":"string","maxLength":1}
        schemas/dogs.Food {"type":"string","maxLength":2}
        schemas/errors.Error {"type":"string","minLength":2}
        schemas/Bird {"type":"object","properties":{"song":{"type":"string","maxLength":4}}}
    "##]],
    );
}

#[test]
fn whole_sections_and_circles() {
    let root = document(
        "paths: {$ref: paths.yaml}
components:
  schemas: {$ref: schemas/index.yaml}
",
    );
    let files = [
        ("pets/api.yaml", root.as_str()),
        (
            "pets/paths.yaml",
            "/pets: {get: {$ref: 'operations.yaml#/list'}}\n",
        ),
        (
            "pets/operations.yaml",
            "list:
  operationId: list
  responses:
    '200':
      description: all
      content: {application/json: {schema: {$ref: schemas/Pet.yaml}}}
      links: {again: {operationRef: 'paths.yaml#/~1pets/get'}}
",
        ),
        (
            "pets/schemas/index.yaml",
            "Pet: {$ref: Pet.yaml}\nOwner: {type: object, properties: {pets: {type: array, items: {$ref: Pet.yaml}}}}\n",
        ),
        (
            "pets/schemas/Pet.yaml",
            "type: object
properties:
  owner: {$ref: 'index.yaml#/Owner'}
  other: {$ref: '../api.yaml#/components/schemas/Pet'}
",
        ),
    ];
    document_is(
        &files,
        expect![[r##"
        /pets {"get":{"operationId":"list","responses":{"200":{"description":"all","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Pet"}}},"links":{"again":{"operationRef":"#/paths/~1pets/get"}}}}}}
        schemas/Pet {"type":"object","properties":{"owner":{"$ref":"#/components/schemas/Owner"},"other":{"$ref":"#/components/schemas/Pet"}}}
        schemas/Owner {"type":"object","properties":{"pets":{"type":"array","items":{"$ref":"#/components/schemas/Pet"}}}}
    "##]],
    );
}

#[test]
fn schemas_that_a_mapping_names() {
    let root = document(
        "paths: {}
components:
  schemas:
    Pet:
      oneOf: [{$ref: Cat.yaml}, {$ref: Dog.yaml}]
      discriminator: {propertyName: kind, mapping: {cat: Cat.yaml, dog: ./Dog.yaml}}
",
    );
    let kind = |name: &str| {
        format!(
            "type: object\nrequired: [kind]\nproperties: {{kind: {{type: string}}, {name}: {{type: boolean}}}}\n"
        )
    };
    let (cat, dog) = (kind("purrs"), kind("barks"));
    let files = [
        ("pets/api.yaml", root.as_str()),
        ("pets/Cat.yaml", cat.as_str()),
        ("pets/Dog.yaml", dog.as_str()),
    ];
    document_is(
        &files,
        expect![[r##"
        schemas/Pet {"oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],"discriminator":{"propertyName":"kind","mapping":{"cat":"#/components/schemas/Cat","dog":"#/components/schemas/Dog"}}}
        schemas/Cat {"type":"object","required":["kind"],"properties":{"kind":{"type":"string"},"purrs":{"type":"boolean"}}}
        schemas/Dog {"type":"object","required":["kind"],"properties":{"kind":{"type":"string"},"barks":{"type":"boolean"}}}
    "##]],
    );
}

#[test]
fn overlays_reach_other_files_and_repair_references() {
    let root = document(
        "paths:
  /pets: {$ref: pets.yaml}
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: 'https://example.com/owner.yaml'}}}
",
    );
    let files = [
        ("pets/api.yaml", root.as_str()),
        (
            "pets/pets.yaml",
            "get: {operationId: list, responses: {200: {description: old}}}\n",
        ),
        ("pets/Owner.yaml", "type: string\nmaxLength: 9\n"),
        (
            "pets/fix.overlay.yaml",
            "overlay: 1.0.0
info: {title: fix, version: '1'}
actions:
  - target: $.paths['/pets'].get.responses['200']
    update: {description: new}
  - target: $.components.schemas.Pet.properties.owner
    update: {$ref: Owner.yaml}
",
        ),
    ];
    document_is(
        &files,
        expect![[r##"
        /pets {"get":{"operationId":"list","responses":{"200":{"description":"new"}}}}
        schemas/Pet {"type":"object","properties":{"owner":{"$ref":"#/components/schemas/Owner"}}}
        schemas/Owner {"type":"string","maxLength":9}
    "##]],
    );
}

/// What is said about one reference in the folder `pets`, beside which there is `toys`.
fn refused(reference: &str, expected: Expect) {
    let root = document(&format!(
        "paths: {{}}
components: {{schemas: {{A: {{type: object, properties: {{a: {{$ref: {reference}}}}}}}}}}}
"
    ));
    check(
        &[
            ("pets/api.yaml", &root),
            (
                "pets/Toy.yaml",
                "a: {$ref: '#/b'}\nb: {$ref: Toy.yaml#/a}\nBall: {type: string}\n",
            ),
            ("pets/sub/broken.yaml", "a: [\n"),
            ("toys/api.yaml", &document("paths: {}\n")),
        ],
        expected,
    );
}

#[test]
fn references_out_of_the_folder() {
    refused(
        "'../toys/api.yaml#/components'",
        expect![[r#"
            error[invalid-reference]: `../toys/api.yaml#/components` leads out of the folder of the API
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: '../toys/api.yaml#/components'}}}}}
              |                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: copy the file into the folder, and refer to it by a relative path

        "#]],
    );
    refused(
        "'%2e%2e/toys/api.yaml'",
        expect![[r#"
            error[invalid-reference]: `%2e%2e/toys/api.yaml` leads out of the folder of the API
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: '%2e%2e/toys/api.yaml'}}}}}
              |                                                                 ^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: copy the file into the folder, and refer to it by a relative path

        "#]],
    );
    refused(
        "'a/%2E./../../pets/Toy.yaml'",
        expect![[r#"
            error[invalid-reference]: `a/%2E./../../pets/Toy.yaml` leads out of the folder of the API
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: 'a/%2E./../../pets/Toy.yaml'}}}}}
              |                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: copy the file into the folder, and refer to it by a relative path

        "#]],
    );
    refused(
        "'..%2ftoys%2fapi.yaml'",
        expect![[r#"
            error[invalid-reference]: `..%2ftoys%2fapi.yaml` has the character U+002F in a name
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: '..%2ftoys%2fapi.yaml'}}}}}
              |                                                                 ^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: copy the file into the folder, and refer to it by a relative path

        "#]],
    );
    refused(
        "'/etc/passwd.yaml'",
        expect![[r#"
            error[invalid-reference]: `/etc/passwd.yaml` leads out of the folder of the API
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: '/etc/passwd.yaml'}}}}}
              |                                                                 ^^^^^^^^^^^^^^^^^^
              |
              = help: copy the file into the folder, and refer to it by a relative path

        "#]],
    );
    refused(
        "'file:///etc/passwd.yaml'",
        expect![[r#"
            error[invalid-reference]: `file:///etc/passwd.yaml` is the URL of a file, which may be anywhere
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: 'file:///etc/passwd.yaml'}}}}}
              |                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: copy the file into the folder, and refer to it by a relative path

        "#]],
    );
    refused(
        "'\\\\host\\share\\a.yaml'",
        expect![[r#"
            error[invalid-reference]: `\\host\share\a.yaml` names another computer, and leads out of the folder of the API
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: '\\host\share\a.yaml'}}}}}
              |                                                                 ^^^^^^^^^^^^^^^^^^^^^
              |
              = help: copy the file into the folder, and refer to it by a relative path

        "#]],
    );
    refused(
        "'..\\toys\\api.yaml'",
        expect![[r#"
            error[invalid-reference]: `..\toys\api.yaml` has a `\`, which is no separator of folders in a URI
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: '..\toys\api.yaml'}}}}}
              |                                                                 ^^^^^^^^^^^^^^^^^^
              |
              = help: write `/`

        "#]],
    );
    refused(
        "'C:/a.yaml'",
        expect![[r#"
            error[invalid-reference]: `C:/a.yaml` names a drive, and leads out of the folder of the API
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: 'C:/a.yaml'}}}}}
              |                                                                 ^^^^^^^^^^^
              |
              = help: copy the file into the folder, and refer to it by a relative path

        "#]],
    );
    refused(
        "'//example.com/a.yaml'",
        expect![[r#"
            error[invalid-reference]: `//example.com/a.yaml` is a URL: the generator never follows one
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: '//example.com/a.yaml'}}}}}
              |                                                                 ^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: save what it names as a file in the folder of the API and refer to that, by an overlay if the document is not yours

        "#]],
    );
    refused(
        "'https://example.com/a.yaml#/A'",
        expect![[r#"
            error[invalid-reference]: `https://example.com/a.yaml#/A` is a URL: the generator never follows one
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: 'https://example.com/a.yaml#/A'}}}}}
              |                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: save what it names as a file in the folder of the API and refer to that, by an overlay if the document is not yours

        "#]],
    );
}

#[test]
fn references_to_nothing() {
    refused(
        "Tox.yaml#/Ball",
        expect![[r#"
            error[unresolved-reference]: there is no file `specs/pets/Tox.yaml`
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: Tox.yaml#/Ball}}}}}
              |                                                                 ^^^^^^^^^^^^^^
              |
              = help: there is `specs/pets/Toy.yaml`

        "#]],
    );
    refused(
        "toy.yaml#/Ball",
        expect![[r#"
            error[unresolved-reference]: there is no file `specs/pets/toy.yaml`
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: toy.yaml#/Ball}}}}}
              |                                                                 ^^^^^^^^^^^^^^
              |
              = help: there is `specs/pets/Toy.yaml`

        "#]],
    );
    refused(
        "'Toy.yaml#/Bal'",
        expect![[r#"
            error[unresolved-reference]: the reference `Toy.yaml#/Bal` names nothing in `specs/pets/Toy.yaml`
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: 'Toy.yaml#/Bal'}}}}}
              |                                                                 ^^^^^^^^^^^^^^^
              |
              = help: there is `Ball`

        "#]],
    );
    refused(
        "'Toy.yaml#/a'",
        expect![[r#"
            error[cyclic-reference]: the reference `Toy.yaml#/a` leads back to itself and never to a value
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: 'Toy.yaml#/a'}}}}}
              |                                                                 ^^^^^^^^^^^^^
              |
              = help: let one of the references on the way be the thing itself

        "#]],
    );
    refused(
        "'Toy.yaml?raw#/Ball'",
        expect![[r#"
            error[invalid-reference]: `Toy.yaml?raw#/Ball` has a query
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: 'Toy.yaml?raw#/Ball'}}}}}
              |                                                                 ^^^^^^^^^^^^^^^^^^^^
              |
              = help: files have no queries: remove it, or write `%3F` for a question mark in a name

        "#]],
    );
    refused(
        "'Toy%zz.yaml'",
        expect![[r#"
            error[invalid-reference]: `Toy%zz.yaml` is not a URI: its percent-encoding is broken
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: 'Toy%zz.yaml'}}}}}
              |                                                                 ^^^^^^^^^^^^^
              |
              = help: write `%25` for a percent sign in a name

        "#]],
    );
    refused(
        "'readme.md'",
        expect![[r#"
            error[unresolved-reference]: `readme.md` is neither YAML nor JSON by its name
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: 'readme.md'}}}}}
              |                                                                 ^^^^^^^^^^^
              |
              = help: references lead to files `*.yaml`, `*.yml` and `*.json`

        "#]],
    );
    refused(
        "sub/broken.yaml",
        expect![[r#"
            error[yaml-syntax]: not YAML: unclosed bracket '['
             --> specs/pets/sub/broken.yaml:1:4
              |
            1 | a: [
              |    ^
              |
              = help: close it, or quote the text that it is part of

        "#]],
    );
    refused(
        "''",
        expect![[r#"
            error[invalid-reference]: the reference is empty
             --> specs/pets/api.yaml:4:65
              |
            4 | components: {schemas: {A: {type: object, properties: {a: {$ref: ''}}}}}
              |                                                                 ^^
              |
              = help: `#` refers to the document itself

        "#]],
    );
}

#[test]
fn an_api_of_one_document_has_no_other_files() {
    let text = document("paths: {}\ncomponents: {schemas: {A: {$ref: other.yaml}}}\n");
    check(
        &[("pets.yaml", &text)],
        expect![[r#"
        error[invalid-reference]: `other.yaml` is another file, but the API is one document
         --> specs/pets.yaml:4:34
          |
        4 | components: {schemas: {A: {$ref: other.yaml}}}
          |                                  ^^^^^^^^^^
          |
          = help: make a folder of the API, named like the document without its extension, and put both into it

    "#]],
    );
}

#[test]
fn path_items_in_circles_and_in_conflict() {
    let root = document("paths:\n  /a: {$ref: a.yaml}\n  /b: {$ref: b.yaml, summary: Other}\n");
    let operation = "{operationId: a, responses: {200: {description: d}}, callbacks: {c: {'{$url}': {$ref: a.yaml}}}}";
    check(
        &[
            ("pets/api.yaml", &root),
            ("pets/a.yaml", &format!("get: {operation}\n")),
            (
                "pets/b.yaml",
                "summary: One\nget: {operationId: b, responses: {200: {description: d}}}\n",
            ),
        ],
        expect![[r#"
            error[cyclic-reference]: the reference leads into what contains it, without end
             --> specs/pets/a.yaml:1:92
              |
            1 | get: {operationId: a, responses: {200: {description: d}}, callbacks: {c: {'{$url}': {$ref: a.yaml}}}}
              |                                                                                            ^^^^^^
              |
              = help: nothing but a component can contain itself

            error[path-item-conflict]: both this and what is referred to say `summary`
             --> specs/pets/api.yaml:5:22
              |
            5 |   /b: {$ref: b.yaml, summary: Other}
              |                      ^^^^^^^
              |
            note: this is referred to
             --> specs/pets/b.yaml:1:1
              |
            1 | summary: One
              | -------
            help: remove one of them

        "#]],
    );
}

#[test]
fn what_is_wrong_in_a_file_is_said_there_by_what_it_is_for() {
    let root = document(
        "paths:\n  /a: {get: {operationId: a, parameters: [{$ref: p.yaml}], responses: {200: {$ref: r.yaml}}}}\n",
    );
    check(
        &[
            ("pets/api.yaml", &root),
            (
                "pets/p.yaml",
                "name: a\nin: quary\nschema: {type: string}\n",
            ),
            ("pets/r.yaml", "descripton: d\n"),
        ],
        expect![[r#"
            error[invalid-value]: `quary` is none of `query`, `header`, `path` and `cookie`
             --> specs/pets/p.yaml:2:5
              |
            2 | in: quary
              |     ^^^^^
              |
              = help: a similar word exists: `query`

            error[unknown-keyword]: a Response Object has no key `descripton`
             --> specs/pets/r.yaml:1:1
              |
            1 | descripton: d
              | ^^^^^^^^^^
              |
              = help: a key with a similar name exists: `description`

            warning[implied-keyword]: a Response Object needs the key `description`
             --> specs/pets/r.yaml:1:1
              |
            1 | descripton: d
              | ^^^^^^^^^^^^^
              |
              = note: it is read as if there were nothing to say
              = help: say in a few words what it is: `description: Done`

        "#]],
    );
}

/// Many references to something large would make a document of any size.
#[test]
fn what_is_brought_in_is_bounded() {
    let mut files = vec![(
        "pets/api.yaml".to_owned(),
        document("paths:\n  /a: {$ref: f0.yaml}\n"),
    )];
    for index in 0..40 {
        let next = format!("{{$ref: f{}.yaml}}", index + 1);
        let text = format!(
            "get: {{operationId: a{index}, responses: {{200: {{description: d}}}}, callbacks: {{c: {{'{{$url}}/1': {next}, '{{$url}}/2': {next}}}}}}}\n"
        );
        files.push((format!("pets/f{index}.yaml"), text));
    }
    files.push(("pets/f40.yaml".to_owned(), "{}\n".to_owned()));
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let output = output(&files);
    let said = output.diagnostics.short();
    assert!(said.contains("limit-exceeded"), "{said}");
}

/// A link is another spelling of what it leads to, and leads nowhere outside.
#[cfg(unix)]
#[test]
fn symbolic_links() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let path = folder.path().join("specs").join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    let link = |to: &str, path: &str| {
        let path = folder.path().join("specs").join(path);
        std::os::unix::fs::symlink(to, path).expect("a link");
    };
    put(
        "pets/api.yaml",
        &document(
            "paths: {}\ncomponents: {schemas: {A: {type: object, properties: {a: {$ref: Toy.yaml}, b: {$ref: Ball.yaml}, c: {$ref: Other.yaml}}}}}\n",
        ),
    );
    put("pets/Toy.yaml", "type: string\n");
    put("toys/api.yaml", &document("paths: {}\n"));
    put("toys/Other.yaml", "type: string\n");
    link("Toy.yaml", "pets/Ball.yaml");
    link("../toys/Other.yaml", "pets/Other.yaml");
    let loader = DirLoader::new(folder.path().join("specs"), "specs");
    let (_, cx) = read_from(&loader);
    expect![[r#"
        specs/pets/api.yaml:4:108: error[invalid-reference]: `Other.yaml` is a symbolic link that leads out of the folder of the API
    "#]].assert_eq(&cx.short());
    std::fs::remove_file(folder.path().join("specs/pets/Other.yaml")).expect("the link");
    put("pets/Other.yaml", "type: integer\n");
    let options = bundle::Options {
        apis: vec!["pets".to_owned()],
        ..bundle::Options::new(Format::Json)
    };
    let (bundles, _) = bundle::run(&loader, &options);
    let json: serde_json::Value = serde_json::from_str(&bundles[0].text).expect("JSON");
    let properties = &json["components"]["schemas"]["A"]["properties"];
    assert_eq!(properties["a"], properties["b"]);
    assert_ne!(properties["a"], properties["c"]);
}

/// OpenAPI has no references for texts; tools that bundle documents do.
#[test]
fn texts_of_other_files() {
    let files = [
        (
            "pets/api.yaml",
            "openapi: 3.0.3
info: {title: Pets, version: '1', description: {$ref: ./texts/intro.md}}
tags: [{name: a, description: {$ref: texts/words.yaml#/tag}}]
paths:
  /a: {$ref: paths/a.yaml}
components:
  schemas:
    description: {type: string}
    Pet: {type: object, description: {$ref: 'texts/none.md'}, properties: {description: {$ref: '#/components/schemas/description'}}}
    Far: {type: string, description: {$ref: ../far.md}}
    Bad: {type: string, description: {$ref: texts/latin.md}}
",
        ),
        ("pets/texts/intro.md", "# Pets\n\nAll of *them*.\n"),
        ("pets/texts/words.yaml", "tag: Some words.\n"),
        (
            "pets/paths/a.yaml",
            "get: {description: {$ref: ../texts/intro.md}, responses: {200: {description: {$ref: ../texts/words.yaml#/tag}}}}\n",
        ),
        ("far.md", "far"),
    ];
    let loader = files
        .iter()
        .fold(
            generator::source::MemoryLoader::new(),
            |loader, (path, text)| loader.file(*path, *text),
        )
        .file("pets/texts/latin.md", b"\xe9".to_vec());
    let (_, cx) = read_from(&loader);
    expect![[r#"
        specs/pets/api.yaml:2:55: warning[text-reference]: `./texts/intro.md` stands where OpenAPI has a text: what it says is taken
        specs/pets/api.yaml:3:38: warning[text-reference]: `texts/words.yaml#/tag` stands where OpenAPI has a text: what it says is taken
        specs/pets/api.yaml:9:45: error[unresolved-reference]: there is no file `specs/pets/texts/none.md`
        specs/pets/api.yaml:10:45: error[invalid-reference]: `../far.md` leads out of the folder of the API
        specs/pets/paths/a.yaml:1:27: warning[text-reference]: `../texts/intro.md` stands where OpenAPI has a text: what it says is taken
        specs/pets/paths/a.yaml:1:85: warning[text-reference]: `../texts/words.yaml#/tag` stands where OpenAPI has a text: what it says is taken
        specs/pets/texts/latin.md:1:1: error[invalid-encoding]: the byte 0xE9 at offset 0 is not UTF-8
    "#]]
    .assert_eq(&cx.short());
    let loader = loader.file(
        "pets/api.yaml",
        "openapi: 3.0.3
info: {title: Pets, version: '1', description: {$ref: ./texts/intro.md}}
paths: {}
components:
  schemas:
    Odd: {type: string, description: {$ref: texts/words.yaml}}
    Url: {type: string, description: {$ref: 'https://example.com/a.md'}}
",
    );
    let (_, cx) = read_from(&loader);
    expect![[r#"
        specs/pets/api.yaml:2:55: warning[text-reference]: `./texts/intro.md` stands where OpenAPI has a text: what it says is taken
        specs/pets/api.yaml:6:38: error[wrong-kind]: `description` in a Schema Object: expected a string, found an object
        specs/pets/api.yaml:7:38: error[wrong-kind]: `description` in a Schema Object: expected a string, found an object
    "#]].assert_eq(&cx.short());
    let good = loader.file(
        "pets/api.yaml",
        "openapi: 3.0.3\ninfo: {title: Pets, version: '1', description: {$ref: ./texts/intro.md}}\npaths: {}\n",
    );
    let (documents, _) = read_from(&good);
    let description = documents[0].openapi.info.description.as_deref();
    assert_eq!(description, Some("# Pets\n\nAll of *them*.\n"));
}

/// Schemas on the shelf of a schema in a file refer to files, too, in each version (`$defs` of JSON Schema 2020-12, and
/// `definitions` before).
#[test]
fn shelves_of_schemas_in_files() {
    for version in ["3.0.3", "3.1.0"] {
        for shelf in ["$defs", "definitions"] {
            let document = format!(
                "openapi: {version}\ninfo: {{title: A, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{A: {{$ref: b.yaml}}}}}}\n"
            );
            let part = format!(
                "type: object\nproperties: {{x: {{$ref: '#/{shelf}/X'}}}}\n{shelf}: {{X: {{$ref: c.yaml}}, Y: {{type: object, properties: {{z: {{$ref: c.yaml}}}}}}}}\n"
            );
            let files = [
                ("pets/a.yaml", document.as_str()),
                ("pets/b.yaml", part.as_str()),
                ("pets/c.yaml", "type: string\n"),
            ];
            let (documents, cx) = read(&files);
            assert_eq!(
                (documents.len(), cx.short()),
                (1, String::new()),
                "{version} {shelf}"
            );
        }
    }
}

/// A file that is broken is one mistake, however many references lead to it; what needs it is left out.
#[test]
fn references_to_a_broken_file() {
    let paths = "paths:
  /a: {get: {responses: {'200': {$ref: 'parts/b.yaml#/R'}}}}
  /b: {get: {responses: {'204': {description: Done}}}}
components:
  schemas:
    A: {$ref: 'parts/b.yaml#/A'}
    B: {type: object, properties: {a: {$ref: 'parts/b.yaml#/A'}}}
    C: {oneOf: [{$ref: '#/components/schemas/D'}, {type: string}], discriminator: {propertyName: t, mapping: {d: 'parts/b.yaml#/A'}}}
    D: {typ: string}
";
    let loader = [
        ("pets/a.yaml", document(paths)),
        ("pets/parts/b.yaml", "A: {type: string\n".to_owned()),
    ]
    .iter()
    .fold(MemoryLoader::new(), |loader, (path, text)| {
        loader.file(*path, text.as_str())
    });
    let expected = expect![[r#"
        specs/pets/a.yaml:11:9: error[unknown-keyword]: a Schema Object has no key `typ`
        specs/pets/parts/b.yaml:1:4: error[yaml-syntax]: not YAML: unclosed bracket '{'
    "#]];
    for keep_going in [false, true] {
        let options = Options {
            keep_going,
            ..Options::default()
        };
        let output = generate(&options, &loader);
        let said = output.diagnostics.short();
        expected.assert_eq(&said);
        let operations: Vec<usize> = output.apis.iter().map(|api| api.operations).collect();
        assert_eq!(operations, [usize::from(keep_going)], "{said}");
    }
}
