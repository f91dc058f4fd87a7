//! Where the writer works and where it does not.

use std::fs;
use std::path::Path;

use super::{Place, fresh, generation, refused};
use crate::write::fs::{Disk, Fs as _};
use crate::write::open;

#[test]
fn a_missing_folder_and_an_empty_one_are_fit() {
    for exists in [false, true] {
        let place = Place::new();
        if exists {
            fs::create_dir(place.out()).unwrap();
        }
        place.write(&generation('a')).unwrap();
        assert_eq!(place.tree(), fresh(&generation('a')));
    }
}

#[test]
fn folders_above_a_missing_one_are_made() {
    let place = Place::new();
    let out = place.root.path().join("deep/er/out");
    let folder = open(&Disk, &out, &place.root.path().join("specs")).unwrap();
    super::write(&Disk, &folder, generation('a').wanted()).unwrap();
    assert!(out.join("src/lib.rs").exists());
}

#[test]
fn a_foreign_folder_is_refused() {
    for file in ["README.md", "src/lib.rs", ".gitignore", ".codegen.stage2/1"] {
        let place = Place::new();
        place.put(file, "mine\n");
        let before = place.tree();
        refused(
            place.write(&generation('a')),
            &["none of them is the generator's", file, "--out"],
        );
        assert_eq!(place.tree(), before);
    }
}

#[test]
fn a_new_repository_is_not_foreign() {
    let place = Place::new();
    place.put(".git/config", "[core]\n");
    place.write(&generation('a')).unwrap();
    assert_eq!(place.read(".git/config"), "[core]\n");
}

#[test]
fn an_empty_manifest_opens_a_folder_that_has_files() {
    let place = Place::new();
    place.put("examples/mine.rs", "mine\n");
    place.put(".codegen.json", r#"{"format": 1}"#);
    place.write(&generation('a')).unwrap();
    assert_eq!(place.read("examples/mine.rs"), "mine\n");
}

#[test]
fn the_specs_folder_is_out_of_bounds() {
    let place = Place::new();
    let root = place.root.path();
    let specs = root.join("specs");
    fs::write(specs.join("a.yaml"), "openapi: 3.0.3\n").unwrap();
    for (out, relation) in [
        (specs.clone(), "is"),
        (specs.join("out"), "lies in"),
        (specs.join("deep/../out"), "cannot look at"),
        (root.to_path_buf(), "contains"),
        (root.join("specs/../specs/"), "is"),
        (root.join("specs/.."), "contains"),
    ] {
        let message = open(&Disk, &out, &specs).unwrap_err().to_string();
        assert!(message.contains(relation), "{}: {message}", out.display());
    }
    assert_eq!(fs::read_dir(&specs).unwrap().count(), 1);
}

#[test]
fn the_root_and_a_file_are_no_output_folders() {
    let place = Place::new();
    let root = place.root.path();
    fs::write(root.join("file"), "").unwrap();
    for (out, reason) in [
        (Path::new("/").to_path_buf(), "root of the file system"),
        (root.join("file"), "is not a folder"),
        (root.join("file/out"), "cannot look at"),
    ] {
        let message = open(&Disk, &out, &root.join("specs"))
            .unwrap_err()
            .to_string();
        assert!(message.contains(reason), "{}: {message}", out.display());
    }
}

#[test]
fn a_newer_manifest_is_left_alone() {
    let place = Place::new();
    place.put(".codegen.json", r#"{"format": 99, "anything": []}"#);
    refused(
        place.write(&generation('a')),
        &["a newer generator", "format 99"],
    );
}

#[test]
fn a_broken_manifest_is_left_alone() {
    let place = Place::new();
    place.put(".codegen.json", "<<<<<<< HEAD\n");
    refused(
        place.write(&generation('a')),
        &["is not a manifest", "version control"],
    );
}

#[test]
fn a_manifest_cannot_make_the_writer_remove_files_elsewhere() {
    let place = Place::new();
    let victim = place.root.path().join("victim");
    fs::write(&victim, "x\n").unwrap();
    let hash = super::super::manifest::hash(b"x\n");
    place.put(
        ".codegen.json",
        &format!(r#"{{"format": 1, "files": {{"../victim": {{"sha256": "{hash}"}}}}}}"#),
    );
    refused(place.write(&generation('a')), &["is not a manifest"]);
    assert!(victim.exists());
}

#[test]
fn the_lock_keeps_a_second_run_out() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    let held = Disk
        .lock(&place.out().join(".codegen.lock"))
        .unwrap()
        .unwrap();
    let before = place.tree();
    refused(place.write(&generation('b')), &["another run is writing"]);
    assert!(
        !place.plan(&generation('b')).unwrap().is_current(),
        "looking needs no lock"
    );
    assert_eq!(place.tree(), before);
    drop(held);
    place.write(&generation('b')).unwrap();
    assert_eq!(
        place.tree(),
        fresh(&generation('b')),
        "the lock file of a killed run is removed"
    );
}

#[test]
fn what_another_run_wrote_meanwhile_is_not_written_over() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    let folder = place.open(&Disk).unwrap();
    place.write(&generation('b')).unwrap();
    let message = super::write(&Disk, &folder, generation('c').wanted())
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("another run wrote") || message.contains("in the way"),
        "{message}"
    );
    assert_eq!(place.tree(), fresh(&generation('b')));
}

#[test]
fn files_of_the_users_in_the_stage_folder_stay() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    place.put(".codegen.stage/0.new", "left\n");
    place.put(".codegen.stage/notes", "mine\n");
    refused(
        place.write(&generation('b')),
        &["cannot clear", ".codegen.stage"],
    );
    assert_eq!(place.read(".codegen.stage/notes"), "mine\n");
    assert_eq!(place.read("src/lib.rs"), "mod pets;\nmod toys;\n");
}

#[cfg(unix)]
mod links {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::super::{Place, fresh, generation, refused};

    /// Something outside the output folder, with a link to it inside.
    fn linked(link: &str, target: &str) -> Place {
        let place = Place::new();
        place.write(&generation('a')).unwrap();
        let link = place.out().join(link);
        let target = place.root.path().join(target);
        match link.is_dir() {
            true => fs::rename(&link, &target).unwrap(),
            false => {
                fs::write(&target, "elsewhere\n").unwrap();
                fs::create_dir_all(link.parent().unwrap()).unwrap();
                let _ = fs::remove_file(&link);
            }
        }
        symlink(&target, &link).unwrap();
        place
    }

    #[test]
    fn no_file_is_reached_through_one() {
        for link in [
            "src/lib.rs",
            "src/pets/operations.rs",
            "src/pets",
            "src",
            "src/toys",
            "src/toys/models.rs",
            "src/shops",
        ] {
            let place = linked(link, "target");
            let before = fs::read(place.root.path().join("target")).ok();
            refused(place.write(&generation('b')), &["is a symbolic link", link]);
            assert_eq!(
                fs::read(place.root.path().join("target")).ok(),
                before,
                "{link}"
            );
            assert!(place.out().join(link).is_symlink(), "{link}");
        }
    }

    #[test]
    fn the_writers_own_files_are_none() {
        for link in [".codegen.json", ".codegen.lock", ".codegen.stage"] {
            let place = linked(link, "target");
            assert!(place.write(&generation('b')).is_err(), "{link}");
            assert_eq!(
                fs::read(place.root.path().join("target")).unwrap(),
                b"elsewhere\n",
                "{link}"
            );
        }
    }

    #[test]
    fn one_that_leads_nowhere_is_no_output_folder() {
        let place = Place::new();
        symlink(place.root.path().join("nowhere"), place.out()).unwrap();
        assert!(place.write(&generation('a')).is_err());
        assert!(!place.root.path().join("nowhere").exists());
    }

    #[test]
    fn the_output_folder_itself_may_be_one() {
        let place = Place::new();
        let real = place.root.path().join("real");
        fs::create_dir(&real).unwrap();
        symlink(&real, place.out()).unwrap();
        place.write(&generation('a')).unwrap();
        assert_eq!(place.tree(), fresh(&generation('a')));
        assert!(place.out().is_symlink());
    }
}
