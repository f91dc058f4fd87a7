//! Overlays: what they change, and what is wrong with them.

use crate::{document, read};
use expect_test::{Expect, expect};
use generator::{
    document::Document, generate, output::Options, pointer::Pointer, source::MemoryLoader,
};

const PETS: &str = "servers: [{url: /a}, {url: /b}, {url: /c}]
tags: [{name: pets}]
paths:
  /pets:
    get:
      operationId: list
      tags: [pets]
      responses: {200: {description: d}}
    post:
      operationId: create
      responses: {200: {description: d}}
components:
  schemas:
    Pet: {type: string}
";

/// An overlay with these actions.
fn overlay(actions: &str) -> String {
    format!("overlay: 1.0.0\ninfo: {{title: Names, version: '1'}}\nactions:\n{actions}")
}

fn apply(overlay: &str) -> (Vec<Document>, String) {
    let (documents, cx) = read(&[
        ("pets.yaml", &document(PETS)),
        ("pets.overlay.yaml", overlay),
    ]);
    (documents, cx.short())
}

fn check_applied(actions: &str) -> openapiv3::OpenAPI {
    let (documents, said) = apply(&overlay(actions));
    assert_eq!(said, "");
    documents.into_iter().next().expect("a document").openapi
}

fn check_refused(actions: &str, expected: Expect) {
    expected.assert_eq(
        &apply(&overlay(actions))
            .1
            .replace("specs/pets.overlay.yaml:", ""),
    );
}

#[test]
fn merge_into_objects() {
    let api = check_applied(
        "  - target: $.paths['/pets'].get
    update: {x-rust-name: list_pets, tags: [more], responses: {200: {description: e}, 404: {description: f}}}
",
    );
    let (_, _, get) = api.operations().next().expect("an operation");
    assert_eq!(get.extensions["x-rust-name"], "list_pets");
    assert_eq!(get.tags, ["pets", "more"]);
    let descriptions: Vec<_> = get
        .responses
        .responses
        .values()
        .filter_map(|all| Some(&all.as_item()?.description))
        .collect();
    assert_eq!(descriptions, ["e", "f"]);
}

#[test]
fn append_to_arrays() {
    let api = check_applied("  - target: $.tags\n    update: {name: more}\n");
    assert_eq!(api.tags.len(), 2);
}

#[test]
fn remove_from_arrays_and_objects() {
    let api = check_applied(
        "  - target: $.servers[?@.url != '/b']
    remove: true
  - target: $.paths.*.post
    remove: true
  - target: $..operationId
    remove: true
",
    );
    let urls: Vec<_> = api
        .servers
        .iter()
        .map(|server| server.url.as_str())
        .collect();
    assert_eq!(urls, ["/b"]);
    assert_eq!(
        api.operations()
            .map(|(_, _, operation)| &operation.operation_id)
            .collect::<Vec<_>>(),
        [&None]
    );
}

#[test]
fn one_action_sees_what_the_one_before_did() {
    let (documents, said) = apply(&overlay(
        "  - target: $.components.schemas
    update: {Dog: {type: string}}
  - target: $.components.schemas.Dog
    update: {x-rust-name: Hound}
  - target: $.components.schemas.Pet
    remove: true
  - target: $.components.schemas[?@.type == 'string']
    update: {title: Only}
",
    ));
    assert_eq!(said, "");
    let at = Pointer::from_text("/components/schemas");
    let schemas = documents[0].places.node(&at).map(|node| node.to_json());
    expect![[r#"Some(Object {"Dog": Object {"type": String("string"), "x-rust-name": String("Hound"), "title": String("Only")}})"#]]
        .assert_eq(&format!("{schemas:?}"));
}

#[test]
fn overlays_are_applied_in_the_order_of_their_names() {
    let name = |name: &str| {
        overlay(&format!(
            "  - target: $.info\n    update: {{title: {name}}}\n"
        ))
    };
    let (documents, cx) = read(&[
        ("pets.b.overlay.yaml", &name("b")),
        ("pets.yaml", &document(PETS)),
        ("pets.a.overlay.yaml", &name("a")),
    ]);
    assert_eq!(cx.short(), "");
    assert_eq!(documents[0].openapi.info.title, "b");
}

#[test]
fn what_an_overlay_says_stands_in_the_overlay() {
    let (documents, cx) = read(&[
        ("pets.yaml", &document(PETS)),
        (
            "pets.overlay.yaml",
            &overlay("  - target: $.components.schemas.Pet\n    update: {title: A}\n"),
        ),
    ]);
    let pointer = Pointer::root()
        .join("components")
        .join("schemas")
        .join("Pet");
    let place = |pointer: &Pointer| {
        cx.sources
            .locate(documents[0].places.key(pointer))
            .path
            .to_owned()
    };
    assert_eq!(place(&pointer.join("title")), "specs/pets.overlay.yaml");
    assert_eq!(place(&pointer), "specs/pets.yaml");
}

#[test]
fn an_overlay_may_address_the_merged_api() {
    let second = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\nservers: [{url: /a}, {url: /b}, {url: /c}]\n\
                  paths: {/dogs: {}}\n";
    let (documents, cx) = read(&[
        ("pets/a.yaml", &document(PETS)),
        ("pets/b.yaml", second),
        (
            "pets/x.overlay.yaml",
            &overlay("  - target: $.paths\n    update: {/cats: {}}\n"),
        ),
    ]);
    assert_eq!(cx.short(), "");
    assert_eq!(
        documents[0].openapi.paths.paths.keys().collect::<Vec<_>>(),
        ["/pets", "/dogs", "/cats"]
    );
}

#[test]
fn nothing_selected() {
    let text = overlay("  - target: $.paths['/dogs'].get\n    update: {x-rust-name: a}\n");
    let (_, cx) = read(&[("pets.yaml", &document(PETS)), ("pets.overlay.yaml", &text)]);
    expect![[r#"
        error[overlay-without-match]: the action selects nothing: `$.paths['/dogs'].get`
         --> specs/pets.overlay.yaml:4:13
          |
        4 |   - target: $.paths['/dogs'].get
          |             ^^^^^^^^^^^^^^^^^^^^
          |
          = help: correct the path, or remove the action if the document no longer needs it

    "#]]
    .assert_eq(&cx.human(false));
}

#[test]
fn wrong_actions() {
    check_refused(
        "  - target: $.paths[\n    remove: true\n",
        expect![[r#"
        4:13: error[invalid-overlay]: the target is not a JSONPath of RFC 9535
    "#]],
    );
    check_refused(
        "  - target: paths\n    remove: true\n",
        expect![[r#"
        4:13: error[invalid-overlay]: the target is not a JSONPath of RFC 9535
    "#]],
    );
    check_refused(
        "  - target: $\n    remove: true\n",
        expect![[r#"
        4:13: error[overlay-mismatch]: an action cannot remove the whole document
    "#]],
    );
    check_refused(
        "  - target: $.info\n",
        expect![[r#"
        4:5: error[invalid-overlay]: the action neither updates nor removes anything
    "#]],
    );
    check_refused(
        "  - target: $.info\n    update: [1]\n",
        expect![[r#"
        5:13: error[overlay-mismatch]: the action updates an object with an array
    "#]],
    );
    check_refused(
        "  - target: $.info.title\n    update: b\n",
        expect![[r#"
        4:13: error[overlay-mismatch]: the action selects a string: only objects and arrays can be updated
    "#]],
    );
    check_refused(
        "  - target: $.info\n    update: {title: {a: b}}\n",
        expect![[r#"
        5:21: error[overlay-mismatch]: the action merges an object into a string at #/info/title
    "#]],
    );
    check_refused(
        "  - target: $.paths['/pets'].get\n    update: {tags: {a: b}}\n",
        expect![[r#"
        5:20: error[overlay-mismatch]: the action merges an object into an array at #/paths/~1pets/get/tags
    "#]],
    );
    check_refused(
        "  - {target: $.info, remove: yes, updat: {}, copy: $.a}\n",
        expect![[r#"
        4:30: error[wrong-kind]: `remove` in an Action Object: expected a boolean, found the string `yes`
        4:35: error[unknown-keyword]: an Action Object has no key `updat`
        4:46: error[unknown-keyword]: an Action Object has no key `copy`
    "#]],
    );
    check_refused(
        "  - remove: true\n",
        expect![[r#"
        4:5: error[missing-keyword]: an Action Object needs the key `target`
    "#]],
    );
}

#[test]
fn wrong_overlays() {
    let check = |text: &str, expected: Expect| expected.assert_eq(&apply(text).1);
    check(
        "overlay: 1.0.0\ninfo: {title: a, version: '1'}\nactions: []\n",
        expect![[r#"
        specs/pets.overlay.yaml:3:10: error[wrong-kind]: `actions` in an Overlay Object: expected an array of at least one element, found an empty array
    "#]],
    );
    check(
        "overlay: 1.2.0\ninfo: {title: a, version: '1'}\nactions: [{target: $, update: {}}]\n",
        expect![[r#"
            specs/pets.overlay.yaml:1:10: error[not-supported-yet]: version `1.2.0` of the Overlay Specification is not supported yet
        "#]],
    );
    check(
        "overlay: 2.0\naction: []\n",
        expect![[r#"
        specs/pets.overlay.yaml:1:1: error[missing-keyword]: an Overlay Object needs the key `actions`
        specs/pets.overlay.yaml:1:1: error[missing-keyword]: an Overlay Object needs the key `info`
        specs/pets.overlay.yaml:1:10: error[wrong-kind]: `overlay` in an Overlay Object: expected a string, found `2.0`
        specs/pets.overlay.yaml:2:1: error[unknown-keyword]: an Overlay Object has no key `action`
    "#]],
    );
    check(
        "[]\n",
        expect![[r#"
        specs/pets.overlay.yaml:1:1: error[wrong-kind]: expected an Overlay Object, found an empty array
    "#]],
    );
}

#[test]
fn an_overlay_makes_its_own_mistakes() {
    check_refused(
        "  - target: $.components.schemas.Pet\n    update: {typ: string}\n",
        expect![[r#"
        5:14: error[unknown-keyword]: a Schema Object has no key `typ`
    "#]],
    );
}

/// What an overlay of version 1.1 with these actions leaves of the document's `paths`, `servers` and `info`, or what it says.
fn check_1_1(actions: &str, expected: Expect) {
    let overlay = format!(
        "overlay: 1.1.0\ninfo: {{title: a, version: '1', description: d}}\nactions:\n{actions}"
    );
    let (documents, said) = apply(&overlay);
    let text = match documents.first() {
        Some(document) => {
            let root = document.places.root().to_json();
            format!("{}\n{}\n{}\n", root["info"], root["servers"], root["paths"])
        }
        None => said.replace("specs/pets.overlay.yaml:", ""),
    };
    expected.assert_eq(&text);
}

#[test]
fn version_1_1_copies_and_updates_everything() {
    check_1_1(
        "  - {target: $.info.title, update: Cats}
  - {target: $.servers, update: [{url: /d}, {url: /e}]}
  - {target: $.servers, update: {url: /f}}
  - {target: $.paths, update: {/new: {}}}
  - {target: \"$.paths['/new']\", copy: \"$.paths['/pets']\"}
  - {target: \"$.paths['/pets']\", remove: true}
",
        expect![[r#"
            {"title":"Cats","version":"1"}
            [{"url":"/a"},{"url":"/b"},{"url":"/c"},{"url":"/d"},{"url":"/e"},{"url":"/f"}]
            {"/new":{"get":{"operationId":"list","tags":["pets"],"responses":{"200":{"description":"d"}}},"post":{"operationId":"create","responses":{"200":{"description":"d"}}}}}
        "#]],
    );
}

#[test]
fn version_1_1_refuses() {
    check_1_1(
        "  - {target: $.info, copy: '$.servers[*]'}\n",
        expect![[r#"
            4:28: error[overlay-mismatch]: one value can be copied, and `$.servers[*]` selects 3
        "#]],
    );
    check_1_1(
        "  - {target: $.info, copy: $.nothing}\n",
        expect![[r#"
        4:28: error[overlay-without-match]: there is nothing to copy: `$.nothing`
    "#]],
    );
    check_1_1(
        "  - {target: $.info, copy: $.servers}\n",
        expect![[r#"
            4:28: error[overlay-mismatch]: the action updates an object with an array
        "#]],
    );
    check_1_1(
        "  - {target: $.info, copy: $.info, update: {}}\n",
        expect![[r#"
            4:28: error[invalid-overlay]: the action updates and copies, of which neither has an effect beside the other
        "#]],
    );
    check_1_1(
        "  - {target: $.info.title, update: {}}\n",
        expect![[r#"
        4:36: error[overlay-mismatch]: the action updates a string with an object
    "#]],
    );
    check_1_1(
        "  - {target: '$.info..*', update: a}\n",
        expect![[r#"
        {"title":"a","version":"a"}
        [{"url":"/a"},{"url":"/b"},{"url":"/c"}]
        {"/pets":{"get":{"operationId":"list","tags":["pets"],"responses":{"200":{"description":"d"}}},"post":{"operationId":"create","responses":{"200":{"description":"d"}}}}}
    "#]],
    );
    check_1_1(
        "  - {target: '$[\"info\", \"servers\"]', update: {a: b}}\n",
        expect![[r#"
            4:14: error[overlay-mismatch]: the action selects an object and an array
        "#]],
    );
    check_1_1(
        "  - {target: $.info}\n",
        expect![[r#"
        4:5: error[invalid-overlay]: the action neither updates nor copies nor removes anything
    "#]],
    );
}

/// What is put into what was put there would make a document of any depth.
#[test]
fn updates_are_bounded() {
    let deep = format!("{}{{}}{}", "{x: ".repeat(90), "}".repeat(90));
    let (_, said) = apply(&overlay(&format!(
        "  - {{target: $.info, update: {deep}}}\n  - {{target: $.info{}, update: {deep}}}\n",
        ".x".repeat(90)
    )));
    assert!(said.contains("limit-exceeded"), "{said}");
}

/// Nothing is said about what another action of the same overlay mends, and each mistake of an overlay is.
#[test]
fn an_action_that_is_wrong_is_left_out_alone() {
    let document =
        document("paths: {}\ncomponents: {schemas: {A: {typ: string}, B: {tpe: string}}}\n");
    let overlay = "overlay: 1.0.0
info: {title: T, version: '1'}
extra: 1
actions:
  - {target: $.components.schemas.B, remve: true}
  - {target: $.components.schemas.A, remove: true}
  - {target: $.components.schemas.C, remove: true}
  - {updates: {}}
";
    let files = [
        ("pets/a.yaml", document.as_str()),
        ("pets/a.overlay.yaml", overlay),
    ];
    let loader = files
        .iter()
        .fold(MemoryLoader::new(), |loader, (path, text)| {
            loader.file(*path, *text)
        });
    let cx = generate(&Options::default(), &loader).diagnostics;
    expect![[r#"
        specs/pets/a.overlay.yaml:3:1: error[unknown-keyword]: an Overlay Object has no key `extra`
        specs/pets/a.overlay.yaml:5:38: error[unknown-keyword]: an Action Object has no key `remve`
        specs/pets/a.overlay.yaml:7:14: error[overlay-without-match]: the action selects nothing: `$.components.schemas.C`
        specs/pets/a.overlay.yaml:8:5: error[missing-keyword]: an Action Object needs the key `target`
        specs/pets/a.overlay.yaml:8:6: error[unknown-keyword]: an Action Object has no key `updates`
        specs/pets/a.yaml:4:46: error[unknown-keyword]: a Schema Object has no key `tpe`
    "#]].assert_eq(&cx.short());
    let newer = overlay.replace("1.0.0", "7.0.0");
    let (_, cx) = crate::read(&[files[0], ("pets/a.overlay.yaml", newer.as_str())]);
    expect![[r#"
        specs/pets/a.overlay.yaml:1:10: error[invalid-overlay]: there is no version `7.0.0` of the Overlay Specification
        specs/pets/a.overlay.yaml:3:1: error[unknown-keyword]: an Overlay Object has no key `extra`
        specs/pets/a.overlay.yaml:5:38: error[unknown-keyword]: an Action Object has no key `remve`
        specs/pets/a.overlay.yaml:8:5: error[missing-keyword]: an Action Object needs the key `target`
        specs/pets/a.overlay.yaml:8:6: error[unknown-keyword]: an Action Object has no key `updates`
    "#]].assert_eq(&cx.short());
}
