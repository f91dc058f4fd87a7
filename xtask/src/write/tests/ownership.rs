//! Whose a file is: what is written, what is left alone, what stops the run.

use std::fs;

use generator::output::Part;

use super::faulty::{Fault, Faulty};
use super::memory::Memory;
use super::{Made, Place, around, fresh, generation, refused};
use crate::write::fs::Disk;
use crate::write::plan::State;

#[test]
fn a_second_run_writes_nothing() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    let watched = Faulty::new(&Disk, Fault::Never, 0);
    let plan = place.write_on(&watched, &generation('a')).unwrap();
    assert!(plan.is_settled());
    assert_eq!(watched.changes(), 0);
}

#[test]
fn looking_writes_nothing() {
    let place = Place::new();
    for made in [generation('a'), generation('b')] {
        let watched = Faulty::new(&Disk, Fault::Never, 0);
        let folder = place.open(&watched).unwrap();
        assert!(
            !crate::write::plan(&watched, &folder, made.wanted())
                .unwrap()
                .is_current()
        );
        assert_eq!(watched.changes(), 0);
        place.write(&made).unwrap();
    }
}

#[test]
fn unchanged_files_keep_their_time() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    let time = |path: &str| {
        fs::metadata(place.out().join(path))
            .unwrap()
            .modified()
            .unwrap()
    };
    let old = std::time::SystemTime::UNIX_EPOCH;
    for path in ["src/runtime/mod.rs", "src/pets/models.rs"] {
        fs::File::open(place.out().join(path))
            .unwrap()
            .set_modified(old)
            .unwrap();
    }
    place.write(&generation('b')).unwrap();
    assert_eq!(time("src/runtime/mod.rs"), old);
    assert_ne!(time("src/pets/models.rs"), old);
}

#[test]
fn files_no_longer_made_are_removed_with_the_folders_they_leave_empty() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    place.put("src/mine.rs", "mine\n");
    place.write(&generation('b')).unwrap();
    assert!(!place.has("src/toys"));
    assert_eq!(place.read("src/mine.rs"), "mine\n");
}

#[test]
fn a_folder_with_a_file_of_the_users_stays() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    place.put("src/toys/mine.rs", "mine\n");
    place.write(&generation('b')).unwrap();
    assert_eq!(place.read("src/toys/mine.rs"), "mine\n");
    assert!(!place.has("src/toys/models.rs") && !place.has("src/toys/deep"));
}

#[test]
fn a_file_no_longer_made_but_edited_stays_and_is_the_users_from_then_on() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    place.put("src/toys/models.rs", "edited\n");
    let plan = place.write(&generation('b')).unwrap();
    let kept: Vec<_> = plan
        .items
        .iter()
        .filter(|item| item.state == State::StaleEdited)
        .collect();
    assert_eq!(
        kept.iter()
            .map(|item| item.path.as_str())
            .collect::<Vec<_>>(),
        ["src/toys/models.rs"]
    );
    assert_eq!(place.read("src/toys/models.rs"), "edited\n");
    assert!(place.plan(&generation('b')).unwrap().is_settled());
    refused(
        place.write(&generation('a')),
        &["src/toys/models.rs is taken by a file that the generator did not write"],
    );
}

#[test]
fn files_edited_by_hand_stop_the_run_and_are_all_named() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    place.put("src/lib.rs", "edited\n");
    place.put("src/pets/models.rs", "edited\n");
    let before = place.tree();
    refused(
        place.write(&generation('b')),
        &[
            "src/lib.rs was edited by hand",
            "src/pets/models.rs was edited by hand",
            "overlay",
            "nothing was written",
        ],
    );
    assert_eq!(place.tree(), before);
}

#[test]
fn an_edit_that_is_what_the_run_would_write_is_none() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    place.put("src/pets/models.rs", "struct Pet { name: String }\n");
    place.write(&generation('b')).unwrap();
    assert_eq!(place.tree(), fresh(&generation('b')));
}

#[test]
fn a_deleted_file_comes_back() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    fs::remove_dir_all(place.out().join("src/pets")).unwrap();
    place.write(&generation('a')).unwrap();
    assert_eq!(place.tree(), fresh(&generation('a')));
}

#[test]
fn a_file_of_the_users_is_never_replaced() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    place.put("src/pets/operations.rs", "mine\n");
    let before = place.tree();
    refused(
        place.write(&generation('b')),
        &[
            "src/pets/operations.rs is taken by a file",
            "nothing was written",
        ],
    );
    assert_eq!(place.tree(), before);
}

#[test]
fn a_file_in_the_place_of_a_folder_and_the_other_way_round() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    place.put("src/shops", "mine\n");
    place.put("src/pets/operations.rs/mine", "mine\n");
    let before = place.tree();
    refused(
        place.write(&generation('b')),
        &[
            "src/shops/deep/down.rs is taken by `src/shops`",
            "src/pets/operations.rs is taken by a folder",
        ],
    );
    assert_eq!(place.tree(), before);
}

#[test]
fn a_checkout_with_other_line_endings_is_unchanged() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    for (path, contents) in place
        .tree()
        .into_iter()
        .filter(|(path, _)| !path.ends_with('/'))
    {
        place.put(&path, &contents.replace('\n', "\r\n"));
    }
    assert!(place.plan(&generation('a')).unwrap().is_settled());
    place.write(&generation('b')).unwrap();
    assert_eq!(
        place.read("src/pets/models.rs"),
        "struct Pet { name: String }\n"
    );
    assert!(
        place.read("Cargo.toml").contains("shops = []\r\n"),
        "one kind of line ending per file"
    );
}

#[test]
fn only_the_region_of_a_file_is_ours() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    place.put(
        "Cargo.toml",
        &around("pets = []\ntoys = []", "mine = \"1\"\n"),
    );
    assert!(place.plan(&generation('a')).unwrap().is_settled());
    place.write(&generation('b')).unwrap();
    assert_eq!(
        place.read("Cargo.toml"),
        around("pets = []\nshops = []", "mine = \"1\"\n")
    );
}

#[test]
fn a_region_edited_by_hand_stops_the_run() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    place.put("Cargo.toml", &around("pets = []\nmine = []", ""));
    refused(
        place.write(&generation('a')),
        &["Cargo.toml was edited by hand"],
    );
}

#[test]
fn a_file_without_its_region_stops_the_run() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    place.put("Cargo.toml", "[package]\n");
    refused(
        place.write(&generation('a')),
        &["Cargo.toml has no region", "# @generated until here"],
    );
}

#[test]
fn a_file_with_a_region_is_never_removed() {
    let place = Place::new();
    place
        .write(&generation('a').region("tests/Cargo.toml", "x"))
        .unwrap();
    place.write(&generation('a')).unwrap();
    assert!(place.has("tests/Cargo.toml"));
}

#[test]
fn apis_not_asked_for_stay_as_they_are() {
    let place = Place::new();
    place.write(&generation('a')).unwrap();
    // Even what somebody did to them is none of this run's business.
    place.put("src/toys/models.rs", "edited\n");
    let kept = place
        .open(&Disk)
        .unwrap()
        .kept(&["pets".to_owned()])
        .unwrap();
    assert_eq!(
        kept.iter().map(|api| api.name.as_str()).collect::<Vec<_>>(),
        ["toys"]
    );
    let made = Made::default()
        .api("pets")
        .keeping("toys")
        .region("Cargo.toml", "pets = []\ntoys = []")
        .file("src/lib.rs", "mod pets;\nmod toys;\n")
        .file("src/pets/models.rs", "struct Pet { name: String }\n")
        .file("src/runtime/mod.rs", "fn same() {}\n");
    place.write(&made).unwrap();
    assert_eq!(place.read("src/toys/models.rs"), "edited\n");
    assert!(place.has("src/toys/deep/down.rs"));
    refused(
        place.write(&generation('a')),
        &["src/toys/models.rs was edited by hand"],
    );
}

#[test]
fn a_kept_api_brings_its_parts() {
    let place = Place::new();
    let mut made = generation('a');
    made.apis[1].parts = vec![Part::Form, Part::Multipart];
    place.write(&made).unwrap();
    let kept = place
        .open(&Disk)
        .unwrap()
        .kept(&["pets".to_owned()])
        .unwrap();
    assert_eq!(kept[0].parts, [Part::Form, Part::Multipart]);
    assert!(place.open(&Disk).unwrap().kept(&[]).unwrap().is_empty());
}

#[test]
fn an_api_that_a_killed_run_left_half_written_cannot_be_kept() {
    let memory = Memory::new(Some(&generation('a')));
    memory.leave_half_written(&generation('b'));
    let folder = memory.open(&memory).unwrap();
    let message = folder.kept(&["pets".to_owned()]).unwrap_err().to_string();
    assert!(
        message.contains("`shops` half written") && message.contains("leave `--api` out"),
        "{message}"
    );
    assert!(
        folder
            .kept(&["pets", "shops", "toys"].map(str::to_owned))
            .is_ok()
    );
}

#[test]
fn files_that_cannot_stand_side_by_side_are_a_defect() {
    for path in [
        "src/LIB.rs",
        "../out.rs",
        "/etc/x",
        "src/nul.rs",
        "src/lib.rs/x",
        ".codegen.json",
    ] {
        let place = Place::new();
        refused(
            place.write(&generation('a').file(path, "x\n")),
            &["side by side"],
        );
        assert!(!place.has(""), "{path}");
    }
}
