//! `--check`: what it names, how it ends, and that it writes nothing.

use std::fs;
use std::io::Read as _;
use std::process::Stdio;

use crate::support::{Place, pets};

#[test]
fn no_drift_after_a_run() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    let run = place
        .codegen(&["--check"])
        .exits(0)
        .prints(&["pets: 1 operation", "0 files differing"]);
    assert!(!run.stdout.contains("to repair this"), "{run:#?}");
}

#[test]
fn a_missing_crate_is_named_file_by_file() {
    let place = Place::with_pets();
    let run = place
        .codegen(&["--check"])
        .exits(3)
        .prints(&["Cargo.toml is missing", "src/pets/models.rs is missing"]);
    assert!(
        run.stdout
            .ends_with("to repair this, run: cargo xtask codegen --specs specs --out out\n"),
        "{run:#?}"
    );
    assert!(!place.has("out"));
}

#[test]
fn a_changed_file_is_shown_as_a_unified_diff() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    place.put("specs/pets.yaml", &pets("title"));
    let before = place.tree();
    let run = place.codegen(&["--check"]).exits(3);
    assert_eq!(place.tree(), before);
    let run = run.prints(&[
        "--- a/src/pets/models.rs\n+++ b/src/pets/models.rs\n@@ ",
        "\n-",
        "\n+",
    ]);
    let run = run.prints(&["src/pets/models.rs would change"]);
    assert!(!run.stdout.contains('\x1b'), "{run:#?}");
    assert!(
        place
            .codegen(&["--check", "--color", "always"])
            .exits(3)
            .stdout
            .contains("\x1b[32m+")
    );
}

#[test]
fn the_command_at_the_end_repairs() {
    let place = Place::with_pets();
    fs::rename(place.path("specs"), place.path("my specs")).unwrap();
    let arguments = [
        "codegen", "--specs", "my specs", "--out", "out", "--api", "pets",
    ];
    let run = place.run(&[&arguments[..], &["--check"]].concat()).exits(3);
    let command = run
        .stdout
        .lines()
        .last()
        .unwrap()
        .strip_prefix("to repair this, run: cargo xtask ")
        .unwrap();
    assert_eq!(command, "codegen --specs 'my specs' --out out --api pets");
    place.run(&arguments).exits(0);
    place.run(&[&arguments[..], &["--check"]].concat()).exits(0);
}

#[test]
fn missing_stale_and_edited_files_are_told_apart() {
    let place = Place::with_pets();
    place.put("specs/toys.yaml", &pets("colour"));
    place.codegen(&[]).exits(0);
    fs::remove_file(place.path("specs/toys.yaml")).unwrap();
    fs::remove_file(place.path("out/src/pets/mod.rs")).unwrap();
    place.put("out/src/pets/models.rs", "// mine\n");
    place.put("out/src/toys/models.rs", "// mine\n");
    let before = place.tree();
    place.codegen(&["--check"]).exits(3).prints(&[
        "src/pets/mod.rs is missing",
        "src/pets/models.rs was edited by hand",
        "--- a/src/pets/models.rs",
        "src/toys/mod.rs is stale",
        "src/toys/models.rs is no longer generated, but was edited by hand",
    ]);
    assert_eq!(place.tree(), before);
}

#[test]
fn a_lost_manifest_in_a_folder_that_is_otherwise_right() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    fs::remove_file(place.path("out/.codegen.json")).unwrap();
    place
        .codegen(&["--check"])
        .exits(2)
        .says(&["if .codegen.json was lost, restore it"]);
    place.put("out/.codegen.json", "{\"format\": 1}\n");
    place
        .codegen(&["--check"])
        .exits(3)
        .prints(&[".codegen.json is out of date"]);
    place.codegen(&[]).exits(0);
    place.codegen(&["--check"]).exits(0);
}

#[test]
fn line_endings_of_a_checkout_are_no_drift() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    for (path, contents) in place.contents() {
        place.put(&format!("out/{path}"), &contents.replace('\n', "\r\n"));
    }
    place.codegen(&["--check"]).exits(0);
}

#[test]
fn programs_read_drift_as_json() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    place.put("specs/pets.yaml", &pets("title"));
    let lines = place
        .codegen(&["--check", "--message-format", "json"])
        .exits(3)
        .json();
    let models = lines
        .iter()
        .find(|line| line["path"] == "src/pets/models.rs")
        .unwrap();
    assert_eq!(
        (&models["reason"], &models["kind"]),
        (&"drift".into(), &"changed".into())
    );
    assert!(models["diff"].as_str().unwrap().contains("@@"));
    let last = lines.last().unwrap();
    assert_eq!(last["reason"], "repair");
    assert_eq!(
        last["command"],
        "cargo xtask codegen --specs specs --out out"
    );
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    place.put("specs/pets.yaml", &pets("title"));
    let mut command = place.command(&["codegen", "--specs", "specs", "--out", "out", "--check"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut stderr)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(3), "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
}

#[cfg(unix)]
#[test]
fn a_read_only_tree_can_be_checked() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    let folders = ["out", "out/src", "out/src/pets", "specs"];
    let permit = |mode: u32| {
        for folder in folders {
            fs::set_permissions(place.path(folder), fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    permit(0o555);
    place.codegen(&["--check"]).exits(0);
    permit(0o755);
}
