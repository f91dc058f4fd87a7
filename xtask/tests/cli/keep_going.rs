//! `--keep-going`: the rest is written although there are errors, and nothing that was there is lost.

use crate::support::{Place, pets};

/// Operations and types, one of each with a mistake.
fn half_wrong() -> String {
    let operation = "responses: {'204': {description: d}}";
    let paths = format!(
        "paths:\n  /toy:\n    get: {{operationId: toy, {operation}}}\n  /toys:\n    get: {{operatonId: toys, {operation}}}\n"
    );
    pets("name").replace("paths:\n", &paths).replace(
        "  schemas:\n",
        "  schemas:\n    Toy:\n      type: object\n      properties:\n        size: {type: strng}\n        name: {type: string}\n",
    )
}

#[test]
fn without_it_nothing_is_written() {
    let place = Place::new();
    place.put("specs/pets.yaml", &half_wrong());
    place
        .codegen(&[])
        .exits(1)
        .says(&["nothing was written; `--keep-going` writes what has no errors"]);
    assert!(!place.has("out"));
}

#[test]
fn the_rest_is_written() {
    let place = Place::new();
    place.put("specs/pets.yaml", &half_wrong());
    place
        .codegen(&["--keep-going"])
        .exits(1)
        .says(&["`operatonId`", "`strng`"])
        .prints(&["pets: 3 operations"]);
    let models = place.read("out/src/pets/models.rs");
    assert!(models.contains("pub struct Pet "), "{models}");
    let operations = place.read("out/src/pets/operations.rs");
    assert!(operations.contains("pub struct Toy"), "{operations}");
    assert!(operations.contains("pub struct GetToys"), "{operations}");
    let run = place.codegen(&["--keep-going", "--check"]).exits(1);
    assert!(!run.stdout.contains("to repair this"), "{run:#?}");
}

#[test]
fn a_run_without_errors_is_the_same() {
    let place = Place::with_pets();
    place.codegen(&["--keep-going"]).exits(0);
    place.codegen(&["--check"]).exits(0);
}

#[test]
fn drift_is_shown_beside_errors() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    place.put("specs/pets.yaml", &half_wrong());
    let run = place.codegen(&["--keep-going", "--check"]).exits(1);
    let run = run.prints(&["+pub struct Toy", "src/pets/operations.rs would change"]);
    let command = run.stdout.lines().last().unwrap();
    assert_eq!(
        command,
        "to repair this, run: cargo xtask codegen --specs specs --out out --keep-going"
    );
}

/// What refers to a component that went goes too, and errors that only then come to light are said.
#[test]
fn what_an_error_brings_down() {
    let place = Place::new();
    let text = pets("name")
        .replace("        - name: id\n          in: path\n          required: true\n          schema:\n            type: string\n", "        - $ref: '#/components/parameters/id'\n")
        .replace("components:\n", "components:\n  parameters:\n    id: {name: id, in: pth, required: true, schema: {}}\n")
        .replace("paths:\n", "paths:\n  /toys:\n    get:\n      operationId: toys\n      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Nothing'}}}}}\n  /toy:\n    get:\n      operationId: toy\n      responses: {'204': {description: d}}\n");
    place.put("specs/pets.yaml", &text);
    place
        .codegen(&["--keep-going"])
        .exits(1)
        .says(&["`pth`", "unresolved-reference", "Nothing"]);
    let operations = place.read("out/src/pets/operations.rs");
    assert!(!operations.contains("GetPet"), "{operations}");
    assert!(operations.contains("pub struct Toy"), "{operations}");
}

#[test]
fn what_cannot_be_generated_stays() {
    let place = Place::with_pets();
    place.put("specs/toys.yaml", &pets("colour"));
    place.put("specs/cars.yaml", &pets("wheels"));
    place.codegen(&[]).exits(0);
    let before = place.contents();
    // One cannot be read, one says nothing that can be kept, and one is gone.
    place.put("specs/toys.yaml", "[\n");
    place.put("specs/pets.yaml", &pets("name").replace("3.0.3", "9.9.9"));
    place
        .codegen(&["--keep-going"])
        .exits(1)
        .says(&["specs/toys.yaml", "specs/pets.yaml"]);
    assert_eq!(place.contents(), before);
    place.codegen(&["--check", "--keep-going"]).exits(1);
}

#[test]
fn where_nothing_is_left_nothing_is_written() {
    let place = Place::new();
    place.put("specs/pets.yaml", &pets("name").replace("3.0.3", "9.9.9"));
    place
        .codegen(&["--keep-going"])
        .exits(1)
        .says(&["unknown-version", "nothing was written"]);
    assert!(!place.has("out"));
}

#[test]
fn what_an_error_hides_is_found_at_once() {
    let place = Place::new();
    let text = pets("name")
        .replace("schemas/Pet'", "schemas/Pte'")
        .replace("          type: string\n", "          type: strng\n");
    place.put("specs/pets.yaml", &text);
    let check = ["check", "--specs", "specs", "--message-format", "short"];
    place.run(&check).exits(1).says(&["strng", "Pte"]);
    place
        .run(&[&check[..], &["--keep-going"]].concat())
        .exits(1)
        .says(&["strng", "Pte"]);
    place.codegen(&[]).exits(1).says(&["strng", "Pte"]);
    assert!(!place.has("out"));
}

#[test]
fn locks_stay_beside_errors() {
    let place = Place::new();
    place.put("specs/pets.yaml", &half_wrong());
    place.put("specs/pets.names.lock", "# mine\n");
    place
        .codegen(&["--keep-going", "--lock"])
        .exits(1)
        .says(&["the locks stay as they are"]);
    assert_eq!(place.read("specs/pets.names.lock"), "# mine\n");
}
