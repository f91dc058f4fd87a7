//! What a run writes, and what it leaves alone.

use std::fs;

use crate::support::{Place, pets};

#[test]
fn a_run_writes_a_crate_and_says_so() {
    let place = Place::with_pets();
    let run = place.codegen(&[]).exits(0).prints(&[
        "pets: 1 operation, ",
        " written, 0 unchanged",
        " s\n",
    ]);
    assert!(run.stderr.is_empty(), "{run:#?}");
    for file in [
        "Cargo.toml",
        "src/lib.rs",
        "src/pets/mod.rs",
        "src/pets/models.rs",
        ".codegen.json",
    ] {
        assert!(place.has(&format!("out/{file}")), "{file}");
    }
    assert!(
        !place
            .tree()
            .keys()
            .any(|path| path.contains(".codegen.stage") || path.contains(".codegen.lock"))
    );
}

#[test]
fn a_second_run_writes_nothing() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    let folders = ["out", "out/src", "out/src/pets"].map(|folder| place.path(folder));
    let times = || {
        folders
            .clone()
            .map(|folder| fs::metadata(folder).unwrap().modified().unwrap())
    };
    let (before, before_folders) = (place.tree(), times());
    place.codegen(&[]).exits(0).prints(&["0 files written"]);
    assert_eq!(place.tree(), before);
    assert_eq!(times(), before_folders);
}

#[test]
fn the_environment_does_not_matter() {
    let contents = |variables: &[(&str, &str)]| {
        let place = Place::with_pets();
        let mut command = place.command(&["codegen", "--specs", "specs", "--out", "out"]);
        let status = command.envs(variables.iter().copied()).status().unwrap();
        assert_eq!(status.code(), Some(0));
        place.contents()
    };
    let first = contents(&[("TZ", "UTC"), ("LANG", "C"), ("LC_ALL", "C")]);
    assert!(!first.is_empty());
    let elsewhere = [
        ("TZ", "Pacific/Chatham"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("SOURCE_DATE_EPOCH", "0"),
        ("COLUMNS", "20"),
    ];
    assert_eq!(first, contents(&elsewhere));
}

#[test]
fn two_folders_get_the_same_bytes() {
    let [one, two] = [(); 2].map(|()| {
        let place = Place::with_pets();
        place.codegen(&[]).exits(0);
        place.contents()
    });
    assert_eq!(one, two);
}

#[test]
fn a_foreign_folder_is_left_alone() {
    let place = Place::with_pets();
    place.put("out/notes.txt", "mine\n");
    let before = place.tree();
    place.codegen(&[]).exits(2).says(&[
        "none of them is the generator's",
        "out/notes.txt",
        "--out",
    ]);
    place.codegen(&["--check"]).exits(2);
    assert_eq!(place.tree(), before);
}

#[test]
fn the_documents_are_out_of_bounds() {
    let place = Place::with_pets();
    for out in ["specs", "specs/out", ".", "specs/../specs", "/"] {
        place
            .run(&["codegen", "--specs", "specs", "--out", out])
            .exits(2)
            .says(&["output folder", "--out"]);
    }
    assert_eq!(fs::read_dir(place.path("specs")).unwrap().count(), 1);
}

#[test]
fn a_file_is_no_output_folder() {
    let place = Place::with_pets();
    place.put("out", "mine\n");
    place.codegen(&[]).exits(2).says(&["out is not a folder"]);
    place
        .run(&["codegen", "--specs", "specs", "--out", "out/deeper"])
        .exits(2);
    assert_eq!(place.read("out"), "mine\n");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    fs::set_permissions(place.path("out"), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(place.path("out/probe"), "").is_ok() {
        eprintln!("skipped: nothing is forbidden to this user");
        return;
    }
    place.codegen(&[]).exits(0);
    place.put("specs/pets.yaml", &pets("title"));
    let before = place.tree();
    place.codegen(&["--check"]).exits(3);
    place
        .codegen(&[])
        .exits(2)
        .says(&["cannot lock out/.codegen.lock", "ermission denied"]);
    assert_eq!(place.tree(), before);
    fs::set_permissions(place.path("out"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_folder_in_the_way_of_the_lock() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    place.put("out/.codegen.lock/x", "");
    place.put("specs/pets.yaml", &pets("title"));
    let before = place.tree();
    place
        .codegen(&[])
        .exits(2)
        .says(&["out/.codegen.lock is not a regular file"]);
    assert_eq!(place.tree(), before);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    fs::rename(place.path("out/src"), place.path("elsewhere")).unwrap();
    std::os::unix::fs::symlink("../elsewhere", place.path("out/src")).unwrap();
    let before = place.read("elsewhere/pets/models.rs");
    place.put("specs/pets.yaml", &pets("title"));
    place
        .codegen(&[])
        .exits(2)
        .says(&["out/src is a symbolic link"]);
    place
        .codegen(&["--check"])
        .exits(2)
        .says(&["out/src is a symbolic link"]);
    assert_eq!(place.read("elsewhere/pets/models.rs"), before);
}

#[test]
fn a_file_edited_by_hand_stops_the_run() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    place.put("out/src/pets/models.rs", "// mine\n");
    let before = place.tree();
    place.codegen(&[]).exits(2).says(&[
        "src/pets/models.rs was edited by hand",
        "overlay",
        "delete the file",
    ]);
    assert_eq!(place.tree(), before);
    fs::remove_file(place.path("out/src/pets/models.rs")).unwrap();
    place.codegen(&[]).exits(0);
    place.codegen(&["--check"]).exits(0);
}

#[test]
fn files_of_the_users_stay() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    place.put("out/examples/mine.rs", "fn main() {}\n");
    let manifest = place.read("out/Cargo.toml") + "\n# mine\n";
    place.put("out/Cargo.toml", &manifest);
    place.put("specs/pets.yaml", &pets("title"));
    place.codegen(&[]).exits(0);
    place.codegen(&["--check"]).exits(0);
    assert_eq!(place.read("out/examples/mine.rs"), "fn main() {}\n");
    assert!(place.read("out/Cargo.toml").ends_with("\n# mine\n"));
}

#[test]
fn the_files_of_a_removed_document_go() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    let alone = place.contents();
    place.put("specs/toys.yaml", &pets("colour"));
    place.codegen(&[]).exits(0);
    assert!(place.has("out/src/toys/models.rs"));
    fs::remove_file(place.path("specs/toys.yaml")).unwrap();
    place
        .codegen(&["--check"])
        .exits(3)
        .prints(&["src/toys/models.rs is stale"]);
    place
        .codegen(&[])
        .exits(0)
        .prints(&["toys: no longer there"]);
    assert!(!place.has("out/src/toys"));
    assert_eq!(place.contents(), alone);
}

#[test]
fn apis_not_named_stay_as_they_are() {
    let place = Place::with_pets();
    place.put("specs/toys.yaml", &pets("colour"));
    place.codegen(&[]).exits(0);
    let before = place.contents();
    place.put("specs/pets.yaml", &pets("title"));
    place.put("specs/toys.yaml", "[\n");
    place
        .codegen(&["--api", "pets"])
        .exits(0)
        .prints(&["pets: "]);
    let after = place.contents();
    let changed: Vec<_> = after
        .iter()
        .filter(|(path, text)| before.get(*path) != Some(text))
        .map(|(path, _)| path)
        .collect();
    assert!(
        changed
            .iter()
            .all(|path| path.contains("pets") || *path == ".codegen.json"),
        "{changed:?}"
    );
    assert!(
        changed.iter().any(|path| *path == "src/pets/models.rs"),
        "{changed:?}"
    );
    place.codegen(&["--api", "pets", "--check"]).exits(0);
    place.put("specs/toys.yaml", &pets("colour"));
    place.codegen(&["--check"]).exits(0);
}

#[test]
fn a_manifest_of_a_newer_generator_is_no_step_back() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    let manifest = place
        .read("out/.codegen.json")
        .replace("\"format\": 1", "\"format\": 2");
    place.put("out/.codegen.json", &manifest);
    place.put("specs/pets.yaml", &pets("title"));
    let before = place.tree();
    place
        .codegen(&[])
        .exits(2)
        .says(&["a newer generator wrote out"]);
    assert_eq!(place.tree(), before);
}

#[test]
fn a_second_run_at_the_same_time_fails_fast() {
    let place = Place::with_pets();
    place.codegen(&[]).exits(0);
    place.put("specs/pets.yaml", &pets("title"));
    let lock = fs::File::create(place.path("out/.codegen.lock")).unwrap();
    lock.lock().unwrap();
    place
        .codegen(&[])
        .exits(2)
        .says(&["another run is writing to out"]);
    place.codegen(&["--check"]).exits(3);
    drop(lock);
    place.codegen(&[]).exits(0);
    assert!(!place.has("out/.codegen.lock"));
}

#[test]
fn runs_at_the_same_time_never_mix() {
    let place = Place::with_pets();
    let runs: Vec<_> = (0..6)
        .map(|number| {
            place.put(
                &format!("specs{number}/pets.yaml"),
                &pets(&format!("name{number}")),
            );
            let mut command = place.command(&[
                "codegen",
                "--specs",
                &format!("specs{number}"),
                "--out",
                "out",
            ]);
            command
                .stdout(std::process::Stdio::null())
                .stderr(std::process::Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    let exits: Vec<_> = runs
        .into_iter()
        .map(|mut run| run.wait().unwrap().code())
        .collect();
    assert!(
        exits.contains(&Some(0)) && exits.iter().all(|exit| [Some(0), Some(2)].contains(exit)),
        "{exits:?}"
    );
    let clean = (0..6).filter(|number| {
        let specs = format!("specs{number}");
        place
            .run(&["codegen", "--specs", &specs, "--out", "out", "--check"])
            .exit
            == Some(0)
    });
    assert_eq!(clean.count(), 1, "the output is that of one of them");
}
