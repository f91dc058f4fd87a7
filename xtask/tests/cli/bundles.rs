//! `bundle`: an API of many files to one.

use crate::support::{Place, pets};

/// An API of two files and an overlay.
fn place() -> Place {
    let place = Place::new();
    let document = pets("name");
    place.put("specs/pets/api.yaml", &document);
    place.put(
        "specs/pets/names.overlay.yaml",
        "overlay: 1.0.0\ninfo: {title: a, version: '1'}\nactions: [{target: '$.paths.*.get', update: {x-rust-name: all_of_them}}]\n",
    );
    place
}

#[test]
fn a_bundle_and_its_names_generate_the_same() {
    let place = place();
    place.codegen(&[]).exits(0);
    let before = place.contents();
    place
        .run(&["bundle", "--specs", "specs", "--output", "pets.json"])
        .exits(0)
        .says(&["pets.json was written", "pets.overlay.json was written"]);
    let document = place.read("pets.json");
    assert!(!document.contains("x-rust-name"), "{document}");
    std::fs::remove_dir_all(place.path("specs/pets")).unwrap();
    place.put("specs/pets.json", &document);
    place.put("specs/pets.overlay.json", &place.read("pets.overlay.json"));
    std::fs::remove_dir_all(place.path("out")).unwrap();
    place.codegen(&[]).exits(0);
    let path = "src/pets/operations.rs";
    let code = |text: &str| text.split_once('\n').map(|(_, code)| code.to_owned());
    assert_eq!(code(&before[path]), code(&place.contents()[path]));
}

#[test]
fn stdout_is_a_document_in_the_format_asked_for() {
    let place = place();
    place
        .run(&["bundle", "--specs", "specs"])
        .exits(0)
        .prints(&["openapi: "])
        .says(&["x-rust-"]);
    let run = place
        .run(&["bundle", "--specs", "specs", "--format", "json"])
        .exits(0);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(json["paths"].is_object());
}

#[test]
fn a_bundle_is_of_one_api_without_errors() {
    let place = place();
    place.put("specs/toys.yaml", &pets("name"));
    place
        .run(&["bundle", "--specs", "specs"])
        .exits(2)
        .says(&["pets, toys"]);
    place.put("specs/toys.yaml", "openapi: 3.0.3\npaths: {}\n");
    place
        .run(&[
            "bundle", "--specs", "specs", "--api", "toys", "-o", "a.yaml",
        ])
        .exits(1)
        .says(&["missing-keyword", "nothing was written"]);
    assert!(!place.has("a.yaml"));
}

#[test]
fn a_document_with_errors_is_bundled_with_them_when_that_is_wanted() {
    let place = Place::new();
    place.put(
        "specs/pets.yaml",
        &format!("{}\nunknown: 1\n", pets("name")),
    );
    let bundle = ["bundle", "--specs", "specs", "--output", "pets.json"];
    place.run(&bundle).exits(1).says(&["nothing was written"]);
    assert!(!place.has("pets.json"));
    place
        .run(&[&bundle[..], &["--keep-going"]].concat())
        .exits(1)
        .says(&["unknown-keyword", "pets.json was written"]);
    assert!(place.read("pets.json").contains("\"unknown\": 1"));
}
