//! Documents that are wrong, and folders without any: the exit code, the place, and nothing written.

use crate::support::{Place, Run, pets};

/// Runs both verbs on these files; both must end alike and write nothing.
#[track_caller]
fn bad(files: &[(&str, &str)], exit: i32, texts: &[&str]) {
    let place = Place::new();
    for (path, contents) in files {
        place.put(&format!("specs/{path}"), contents);
    }
    let run = place.codegen(&[]).exits(exit).says(texts);
    assert!(!run.stdout.contains("written"), "{run:#?}");
    assert!(!place.has("out"));
    place.codegen(&["--check"]).exits(exit).says(texts);
    place
        .run(&["check", "--specs", "specs"])
        .exits(exit)
        .says(texts);
    let short = place
        .run(&["check", "--specs", "specs", "--message-format", "short"])
        .exits(exit);
    assert!(short.stderr.lines().count() <= 20, "{short:#?}");
    let json = place
        .run(&["check", "--specs", "specs", "--message-format", "json"])
        .exits(exit);
    assert!(
        diagnostics(&json)
            .iter()
            .any(|diagnostic| diagnostic["severity"] == "error"),
        "{json:#?}"
    );
}

fn diagnostics(run: &Run) -> Vec<serde_json::Value> {
    run.json()
        .into_iter()
        .filter(|line| line.get("severity").is_some())
        .collect()
}

#[test]
fn no_specs_folder() {
    let place = Place::new();
    for arguments in [
        &["codegen", "--specs", "nowhere", "--out", "out"][..],
        &["check", "--specs", "nowhere"],
    ] {
        place
            .run(arguments)
            .exits(2)
            .says(&["cannot read the specs folder nowhere", "--specs"]);
    }
    assert!(!place.has("out"));
}

#[test]
fn a_file_for_a_specs_folder() {
    let place = Place::with_pets();
    place
        .run(&["check", "--specs", "specs/pets.yaml"])
        .exits(2)
        .says(&["is not a folder", "--api"]);
}

#[test]
fn an_empty_specs_folder() {
    bad(&[], 2, &["no-api", "specs"]);
}

#[test]
fn an_api_that_is_not_there() {
    let place = Place::with_pets();
    place
        .codegen(&["--api", "pet"])
        .exits(2)
        .says(&["unknown-api", "`pet`", "`pets`"]);
    place
        .run(&["check", "--specs", "specs", "--api", "pet"])
        .exits(2)
        .says(&["unknown-api"]);
    assert!(!place.has("out"));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read() {
    // A link out of the folder rather than a forbidden file: nothing is forbidden to root.
    let place = Place::with_pets();
    place.put("secret", "openapi: 3.0.3\n");
    std::os::unix::fs::symlink("../secret", place.path("specs/toys.yaml")).unwrap();
    place
        .codegen(&[])
        .exits(2)
        .says(&["specs/toys.yaml", "leads out of the specs folder"]);
    assert!(!place.has("out"));
}

#[test]
fn not_yaml() {
    bad(
        &[("pets.yaml", "openapi: 3.0.3\npaths: [\n")],
        1,
        &["yaml-syntax", "specs/pets.yaml:2:8"],
    );
    bad(
        &[("pets.json", "{\"openapi\": \n")],
        1,
        &["json-syntax", "specs/pets.json:"],
    );
}

#[test]
fn two_documents_in_a_file() {
    let text = format!("{}---\n{}", pets("name"), pets("name"));
    bad(
        &[("pets.yaml", &text)],
        1,
        &["several-documents", "specs/pets.yaml:"],
    );
}

#[test]
fn an_unknown_version() {
    bad(
        &[("pets.yaml", &pets("name").replace("3.0.3", "9.9.9"))],
        1,
        &["unknown-version", "specs/pets.yaml:1:10"],
    );
}

#[test]
fn an_operation_id_twice() {
    let second = pets("name").replace("/pets/{id}", "/toys/{id}");
    let files = [("pets/one.yaml", pets("name")), ("pets/two.yaml", second)];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    bad(
        &files,
        1,
        &[
            "duplicate-operation-id",
            "get_pet",
            "specs/pets/one.yaml:8:",
            "specs/pets/two.yaml:8:",
        ],
    );
}

#[test]
fn a_reference_to_nothing() {
    let text = pets("name").replace("schemas/Pet'", "schemas/Pte'");
    bad(
        &[("pets.yaml", &text)],
        1,
        &["unresolved-reference", "specs/pets.yaml:21:"],
    );
}

#[test]
fn documents_that_contradict_each_other() {
    let second = pets("title")
        .replace("/pets/{id}", "/toys/{id}")
        .replace("get_pet", "get_toy");
    let files = [("pets/one.yaml", pets("name")), ("pets/two.yaml", second)];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    bad(
        &files,
        1,
        &[
            "merge-conflict",
            "Pet",
            "specs/pets/one.yaml:",
            "specs/pets/two.yaml:",
        ],
    );
}

#[test]
fn an_overlay_without_a_match() {
    let overlay = "\
overlay: 1.0.0
info:
  title: Names
  version: '1'
actions:
  - target: $.components.schemas.Dog
    update:
      x-rust-name: Hound
";
    let files = [
        ("pets.yaml", &*pets("name")),
        ("pets.overlay.yaml", overlay),
    ];
    bad(
        &files,
        1,
        &["overlay-without-match", "specs/pets.overlay.yaml:6:"],
    );
}

#[test]
fn errors_of_all_apis_come_at_once_and_nothing_is_written() {
    let place = Place::with_pets();
    place.put("specs/cars.yaml", &pets("name").replace("3.0.3", "9"));
    place.put("specs/toys.yaml", "[\n");
    place
        .codegen(&[])
        .exits(1)
        .says(&["specs/cars.yaml", "specs/toys.yaml", "error: 2 errors"]);
    assert!(!place.has("out"));
    place.codegen(&["--api", "pets"]).exits(0);
}

#[test]
fn warnings_are_denied_on_demand() {
    let place = Place::new();
    place.put(
        "specs/pets.yaml",
        &pets("name").replace("type: object\n", "type: object\n      x-rust-name: Dog\n"),
    );
    for deny in ["warnings", "untrusted-extension"] {
        place
            .codegen(&["--deny", deny])
            .exits(1)
            .says(&["denied: untrusted-extension"]);
        place.codegen(&["--check", "--deny", deny]).exits(1);
        place
            .run(&["check", "--specs", "specs", "--deny", deny])
            .exits(1);
        assert!(!place.has("out"));
    }
    place
        .codegen(&["--deny", "unresolved-reference"])
        .exits(0)
        .says(&["untrusted-extension"])
        .prints(&["1 warning"]);
    assert!(place.has("out/src/pets/models.rs"));
}

#[test]
fn programs_read_json_from_stdout() {
    let place = Place::new();
    place.put(
        "specs/pets.yaml",
        &pets("name").replace("schemas/Pet'", "schemas/Pte'"),
    );
    let run = place.codegen(&["--message-format", "json"]).exits(1);
    let diagnostics = diagnostics(&run);
    assert_eq!(diagnostics.len(), 1, "{run:#?}");
    assert_eq!(diagnostics[0]["code"], "unresolved-reference");
    assert!(!run.stderr.contains("unresolved-reference"), "{run:#?}");

    place.put("specs/pets.yaml", &pets("name"));
    let run = place.codegen(&["--message-format", "json"]).exits(0);
    let lines = run.json();
    let api = lines.iter().find(|line| line["reason"] == "api").unwrap();
    assert_eq!(
        (&api["api"], &api["operations"]),
        (&"pets".into(), &1.into())
    );
    assert!(api["files"]["written"].as_u64() > Some(0));
}
