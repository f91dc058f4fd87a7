//! The process is killed while it works: every file is wholly old or wholly new, and the next run repairs.

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Place, pets};

#[test]
fn a_kill_at_any_time_is_repaired_by_the_next_run() {
    kill_later_runs(24);
}

#[test]
fn a_kill_of_the_first_run_is_repaired_by_the_next() {
    kill_first_runs(8);
}

#[test]
#[ignore = "takes a minute"]
fn two_hundred_kills_are_repaired() {
    kill_later_runs(160);
    kill_first_runs(40);
}

fn kill_later_runs(kills: u32) {
    let [old, new] = ["name", "title"].map(|property| {
        let place = Place::new();
        prepare(&place, property);
        place.codegen(&[]).exits(0);
        place.contents()
    });

    let place = Place::new();
    prepare(&place, "title");
    place.codegen(&[]).exits(0);
    prepare(&place, "name");
    let started = Instant::now();
    place.codegen(&[]).exits(0);
    let duration = started.elapsed();

    for kill in 0..kills {
        prepare(&place, "title");
        let mut command = place.command(&["codegen", "--specs", "specs", "--out", "out"]);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // From at once to a little after the end of an ordinary run.
        thread::sleep(duration * kill / (kills - 4));
        child.kill().unwrap();
        child.wait().unwrap();

        for (path, contents) in place
            .contents()
            .iter()
            .filter(|(path, _)| !path.starts_with(".codegen."))
        {
            let known = [old.get(path), new.get(path)];
            assert!(
                known.contains(&Some(contents)),
                "kill {kill}: {path} is neither old nor new:\n{contents}"
            );
        }
        let drift = place.codegen(&["--check"]);
        assert!(
            [Some(0), Some(3)].contains(&drift.exit),
            "kill {kill}: {drift:#?}"
        );
        assert!(!drift.stdout.contains("by hand"), "kill {kill}: {drift:#?}");
        // Every other time the next run wants the old files back.
        let (property, wanted) = if kill % 2 == 0 {
            ("title", &new)
        } else {
            ("name", &old)
        };
        prepare(&place, property);
        place.codegen(&[]).exits(0);
        assert_eq!(&place.contents(), wanted, "kill {kill}");
        prepare(&place, "name");
        place.codegen(&[]).exits(0);
    }
}

fn kill_first_runs(kills: u32) {
    let place = Place::new();
    prepare(&place, "name");
    let started = Instant::now();
    place.codegen(&[]).exits(0);
    let duration = started.elapsed().max(Duration::from_millis(1));
    let wanted = place.contents();
    for kill in 0..kills {
        let place = Place::new();
        prepare(&place, "name");
        let mut command = place.command(&["codegen", "--specs", "specs", "--out", "out"]);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(duration * kill / kills);
        child.kill().unwrap();
        child.wait().unwrap();
        place.codegen(&[]).exits(0);
        assert_eq!(place.contents(), wanted, "kill {kill}");
    }
}

/// Documents whose output has many files that differ by `property`; one API is there for one property only.
fn prepare(place: &Place, property: &str) {
    for api in 0..4 {
        place.put(&format!("specs/api{api}.yaml"), &pets(property));
    }
    let only = place.path("specs/only.yaml");
    match property {
        "name" => place.put("specs/only.yaml", &pets(property)),
        _ => std::fs::remove_file(only).unwrap_or_default(),
    }
}
