//! Arguments, right and wrong, and the folders that they stand for.

use crate::support::{Place, finish, pets};

#[test]
fn wrong_arguments_are_wrong_usage() {
    let place = Place::with_pets();
    for arguments in [
        &[][..],
        &["generate"],
        &["codegen", "--frobnicate"],
        &["codegen", "--message-format", "xml"],
        &["codegen", "--color", "sometimes"],
        &["codegen", "--specs"],
        &["codegen", "--specs", ""],
        &["codegen", "pets"],
        &["check", "--out", "out"],
        &["check", "--check"],
    ] {
        let run = place.run(arguments).exits(2);
        assert!(run.stdout.is_empty(), "{run:#?}");
    }
}

#[test]
fn a_code_to_deny_must_exist() {
    let place = Place::with_pets();
    place
        .codegen(&["--deny", "unresolved-refrence"])
        .exits(2)
        .says(&["unresolved-refrence", "`unresolved-reference`"]);
    place
        .codegen(&["--deny", "qqqq"])
        .exits(2)
        .says(&["qqqq", "cargo xtask explain"]);
    assert!(!place.has("out"));
}

#[test]
fn help_tells_everything() {
    let place = Place::new();
    let codes = [
        "Exit codes",
        "0  done",
        "1  errors in the documents",
        "2  wrong usage",
        "3  with --check",
    ];
    place
        .run(&["--help"])
        .exits(0)
        .prints(&["codegen", "check"])
        .prints(&codes);
    let shared = [
        "--specs",
        "--api",
        "--deny",
        "--allow",
        "--message-format",
        "human",
        "short",
        "json",
        "sarif",
        "github",
        "--color",
        "NO_COLOR",
    ];
    place
        .run(&["codegen", "--help"])
        .exits(0)
        .prints(&["--out", "--check"])
        .prints(&shared)
        .prints(&codes);
    place
        .run(&["check", "--help"])
        .exits(0)
        .prints(&shared)
        .prints(&codes);
}

#[test]
fn without_options_the_workspace_is_meant() {
    let place = Place::with_pets();
    place.put("Cargo.toml", "[workspace]\nmembers = []\n");
    place.put("member/Cargo.toml", "[package]\nname = \"member\"\n");
    place.put("member/src/lib.rs", "");
    let mut command = place.command(&["codegen"]);
    command.current_dir(place.path("member/src"));
    finish(command).exits(0);
    assert!(place.has("generated/Cargo.toml"));
    place.run(&["codegen", "--check"]).exits(0);
    place.run(&["check"]).exits(0);
}

#[test]
fn without_options_and_outside_a_workspace_nothing_is_meant() {
    let place = Place::with_pets();
    place
        .run(&["codegen", "--out", "out"])
        .exits(2)
        .says(&["workspace", "--specs"]);
    place
        .run(&["codegen", "--specs", "specs"])
        .exits(2)
        .says(&["workspace", "--out"]);
}

#[test]
fn given_folders_are_relative_to_the_current_one() {
    let place = Place::with_pets();
    place.put("Cargo.toml", "[workspace]\n");
    place.put("elsewhere/docs/toys.yaml", &pets("colour"));
    let mut command = place.command(&["codegen", "--specs", "docs", "--out", "../here"]);
    command.current_dir(place.path("elsewhere"));
    finish(command).exits(0).prints(&["toys: "]);
    assert!(place.has("here/src/toys/models.rs"));
    assert!(!place.has("generated"));
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let place = Place::new();
    place.put("specs/pets.yaml", "openapi: [\n");
    let escape = '\x1b';
    assert!(!place.codegen(&[]).exits(1).stderr.contains(escape));
    assert!(
        !place
            .codegen(&["--color", "never"])
            .exits(1)
            .stderr
            .contains(escape)
    );
    assert!(
        place
            .codegen(&["--color", "always"])
            .exits(1)
            .stderr
            .contains(escape)
    );
    assert!(
        !place
            .codegen(&["--color", "always", "--message-format", "json"])
            .exits(1)
            .stdout
            .contains(escape)
    );
    let mut command = place.command(&["check", "--specs", "specs"]);
    command.env("NO_COLOR", "1");
    assert!(!finish(command).exits(1).stderr.contains(escape));
}
