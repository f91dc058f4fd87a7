//! `--lock`: names stay as they are when documents change around what has them.

use std::fs;

use crate::support::{Place, pets};

/// A document in which no two items want one name.
const BEFORE: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets: {get: {operationId: list_pets, responses: {'204': {description: ok}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}, home: {type: object, properties: {street: {type: string}}}}}
    Colour: {type: string, enum: [red, green]}
    Shape: {oneOf: [{title: Round, type: object, required: [r], properties: {r: {type: number}}}, {type: string}]}
    Toy: {type: object, properties: {size: {type: integer}}}
";

/// The same, and beside each item another one that wants its name, before it in the document.
const AFTER: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /old/pets: {get: {operationId: listPets, responses: {'204': {description: ok}}}}
  /pets: {get: {operationId: list_pets, responses: {'204': {description: ok}}}}
components:
  schemas:
    Address: {type: object, properties: {home: {type: object, properties: {street: {type: string}}}}}
    pet: {type: string, enum: [a]}
    PetHome: {type: string, enum: [b]}
    Pet: {type: object, properties: {Name: {type: integer}, name: {type: string}, home: {type: object, properties: {street: {type: string}}}}}
    colour: {type: string, enum: [c]}
    Colour: {type: string, enum: [Red, red, green]}
    ShapeRound: {type: string, enum: [d]}
    Shape: {oneOf: [{title: Round, type: object, required: [r], properties: {r: {type: number}}}, {type: string}, {type: integer}]}
    Toy: {type: object, properties: {size: {type: integer}}}
";

/// What stands in the models and the operations of the first document, and has to stand in those of the second.
const KEPT: [(&str, &str); 9] = [
    ("operations", "pub struct ListPets "),
    (
        "models",
        "/// `#/components/schemas/Pet`\n#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]\npub struct Pet {",
    ),
    ("models", "pub name: Option<String>"),
    ("models", "pub home: Option<PetHome>"),
    ("models", "pub struct PetHome {"),
    ("models", "pub enum Colour {"),
    ("models", "    /// `red`\n    Red,"),
    ("models", "Round(ShapeRound)"),
    ("models", "pub struct ShapeRound {"),
];

fn missing(place: &Place) -> Vec<&'static str> {
    let is_missing = |(file, text): &&(&str, &str)| {
        !place
            .read(&format!("out/src/pets/{file}.rs"))
            .contains(text)
    };
    KEPT.iter()
        .filter(is_missing)
        .map(|(_, text)| *text)
        .collect()
}

/// The files of the specs folder.
fn specs(place: &Place) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(place.path("specs"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn without_it_the_specs_are_read_only() {
    let place = Place::with_pets();
    for arguments in [&[][..], &["--check"], &["--keep-going"]] {
        place.codegen(arguments).exits(0);
        assert_eq!(specs(&place), ["pets.yaml"]);
    }
    place.put(
        "specs/pets.names.lock",
        "types: {'#/components/schemas/Gone': Gone}\n",
    );
    place.codegen(&[]).exits(0);
    assert_eq!(place.read("specs/pets.names.lock").lines().count(), 1);
}

#[test]
fn a_lock_is_written_once() {
    let place = Place::with_pets();
    place.put("specs/toys/toys.yaml", &pets("colour"));
    place.codegen(&["--lock"]).exits(0);
    assert_eq!(specs(&place), ["pets.names.lock", "pets.yaml", "toys"]);
    let text = place.read("specs/pets.names.lock");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(
        lines,
        [
            "fields:",
            "  \"#/components/schemas/Pet/properties/name\": name",
            "operations:",
            "  \"GET /pets/{id}\": get_pet",
            "types:",
            "  \"#/components/schemas/Pet\": Pet",
        ]
    );
    assert!(place.has("specs/toys/names.lock"));
    let time = || {
        let metadata = fs::metadata(place.path("specs/pets.names.lock")).unwrap();
        metadata.modified().unwrap()
    };
    let before = time();
    place.codegen(&["--lock"]).exits(0);
    assert_eq!(time(), before);
    assert_eq!(place.read("specs/pets.names.lock"), text);
}

/// What the lock is for; without it the names would change, or there would be nothing to keep.
#[test]
fn names_are_kept_when_others_want_them() {
    let place = Place::new();
    place.put("specs/pets.yaml", BEFORE);
    place.codegen(&["--lock"]).exits(0);
    assert_eq!(missing(&place), [""; 0]);
    place.put("specs/pets.yaml", AFTER);
    let run = place.codegen(&["--lock"]).exits(0);
    assert!(!run.stderr.contains("lost-name"), "{run:#?}");
    assert_eq!(missing(&place), [""; 0]);
    let after = place.contents();
    // The lock of the longer document gives the same again.
    place.codegen(&["--lock", "--check"]).exits(0);
    assert_eq!(place.contents(), after);

    fs::remove_file(place.path("specs/pets.names.lock")).unwrap();
    place.codegen(&[]).exits(0);
    assert!(missing(&place).len() > 4, "{:?}", missing(&place));
}

#[test]
fn a_name_that_nothing_has_any_more() {
    let place = Place::new();
    place.put("specs/pets.yaml", BEFORE);
    place.codegen(&["--lock"]).exits(0);
    let toys = |line: &str| !line.contains("Toy:");
    let without: Vec<&str> = BEFORE.lines().filter(|line| toys(line)).collect();
    place.put("specs/pets.yaml", &without.join("\n"));
    let lock = place.read("specs/pets.names.lock");
    let line = 1 + lock
        .lines()
        .position(|line| line.contains("/Toy\":"))
        .unwrap();
    let place_of_it = format!("specs/pets.names.lock:{line}:3: warning[lost-name]");
    let short = ["--message-format", "short"];
    place
        .codegen(&short)
        .exits(0)
        .says(&[&place_of_it, "`Toy`"]);
    place
        .codegen(&[&short[..], &["--deny", "lost-name"]].concat())
        .exits(1);
    assert_eq!(place.read("specs/pets.names.lock"), lock);
    place.codegen(&[&short[..], &["--lock"]].concat()).exits(0);
    assert!(!place.read("specs/pets.names.lock").contains("Toy"));
    let run = place.codegen(&short).exits(0);
    assert!(!run.stderr.contains("lost-name"), "{run:#?}");
}

#[test]
fn a_check_says_whether_the_lock_is_up_to_date() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    place.codegen(&["--check"]).exits(0);
    place
        .codegen(&["--check", "--lock"])
        .exits(3)
        .prints(&["specs/pets.names.lock is missing", "--lock"]);
    assert_eq!(specs(&place), ["pets.yaml"]);
    place.codegen(&["--lock"]).exits(0);
    place.codegen(&["--check", "--lock"]).exits(0);
    place.put("specs/pets.yaml", &pets("title"));
    place.codegen(&[]).exits(0);
    let lock = place.read("specs/pets.names.lock");
    place.codegen(&["--check"]).exits(0);
    place.codegen(&["--check", "--lock"]).exits(3).prints(&[
        "-  \"#/components/schemas/Pet/properties/name\": name",
        "+  \"#/components/schemas/Pet/properties/title\": title",
        "specs/pets.names.lock would change",
    ]);
    assert_eq!(place.read("specs/pets.names.lock"), lock);
}

#[test]
fn a_lock_that_is_wrong() {
    let place = Place::with_pets();
    place.put(
        "specs/pets.names.lock",
        "types: {'#/components/schemas/Pet': fn}\n",
    );
    place
        .codegen(&["--lock"])
        .exits(1)
        .says(&["invalid-lock", "pets.names.lock"]);
    assert!(!place.has("out"));
}
