//! Ctrl-C, or a CI that has waited long enough: what was to be written is there or it is not, and nothing lies beside it.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufReader;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Output, Stdio};

use crate::support::{Place, can_trace, pets};
use crate::watching::{Running, next_run};

/// SIGINT and SIGTERM, as tools call them, and their numbers.
const SIGNALS: [(&str, i32); 2] = [("INT", 2), ("TERM", 15)];

/// What a run does to files while it reads, stages, moves and removes, each by all its names.
const CALLS: [&str; 6] = [
    "openat",
    "mkdir,mkdirat",
    "write",
    "fsync",
    "rename,renameat,renameat2",
    "unlink,unlinkat,rmdir",
];

#[test]
fn a_later_run_is_stopped() {
    let arguments = [
        "codegen",
        "--specs",
        "specs",
        "--out",
        "out",
        "--lock",
        "--depfile",
        "specs.d",
    ];
    let before = |place: &Place| {
        place.put("specs/pets.yaml", &pets("title"));
        place.put("specs/old.yaml", &pets("title"));
        place.run(&arguments).exits(0);
        place.put("specs/pets.yaml", &pets("name"));
        fs::remove_file(place.path("specs/old.yaml")).unwrap();
        place.put("specs/new.yaml", &pets("name"));
    };
    stopped_at_each_step(&arguments, 8, before);
}

#[test]
fn a_first_run_is_stopped() {
    let arguments = ["codegen", "--specs", "specs", "--out", "out"];
    stopped_at_each_step(&arguments, 8, |place| {
        place.put("specs/pets.yaml", &pets("name"))
    });
}

#[test]
fn a_bundle_is_stopped() {
    let arguments = ["bundle", "--specs", "specs", "--output", "pets.yaml"];
    stopped_at_each_step(&arguments, 1, |place| {
        place.put("specs/pets.yaml", &pets("name"));
        place.put("pets.yaml", "old\n");
    });
}

#[test]
fn an_import_is_stopped() {
    let arguments = ["import", "page.md", "--api", "pets", "--specs", "specs"];
    stopped_at_each_step(&arguments, 1, |place| {
        place.put("specs/pets/SOURCES.md", "");
        place.put("page.md", &format!("```yaml\n{}```\n", pets("name")));
    });
}

#[test]
fn watching_is_stopped() {
    for (signal, number) in SIGNALS {
        let place = Place::with_pets();
        place.codegen(&[]).exits(0);
        let wanted = place.contents();
        place.put("specs/pets.yaml", &pets("title"));
        place.codegen(&[]).exits(0);
        let mut command =
            place.command(&["codegen", "--specs", "specs", "--out", "out", "--watch"]);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut program = Running(command.spawn().unwrap());
        let mut said = BufReader::new(program.0.stderr.take().unwrap());
        next_run(&mut said);
        // The second run has written something, so that signals were held back.
        place.put("specs/pets.yaml", &pets("name"));
        next_run(&mut said);
        let kill = format!("kill -{signal} {}", program.0.id());
        assert!(
            Command::new("sh")
                .args(["-c", &kill])
                .status()
                .unwrap()
                .success()
        );
        let status = program.0.wait().unwrap();
        assert_eq!(status.signal(), Some(number), "{status:?}");
        assert_eq!(place.contents(), wanted);
    }
}

/// Runs the program with a signal at its first call, at the next that is looked at, and so on, until it has made no more.
fn stopped_at_each_step(arguments: &[&str], every: usize, prepare: impl Fn(&Place)) {
    if !can_trace() {
        return;
    }
    let place = Place::new();
    prepare(&place);
    let old = files(&place);
    place.run(arguments).exits(0);
    let new = files(&place);
    assert_ne!(old, new);
    for (call, (signal, number)) in CALLS.into_iter().zip(SIGNALS.into_iter().cycle()) {
        let mut place = None;
        for step in (1..).step_by(every) {
            let at = place.get_or_insert_with(|| {
                let place = Place::new();
                prepare(&place);
                place
            });
            let output = signalled(at, arguments, call, signal, step);
            let which = format!("SIG{signal} at {call} {step}: {output:?}");
            let now = files(at);
            match output.status.signal() {
                Some(by) => assert_eq!(by, number, "{which}"),
                None => {
                    assert_eq!(output.status.code(), Some(0), "{which}");
                    assert_eq!(now, new, "{which}");
                    break;
                }
            }
            if now == new {
                place = None;
            } else {
                assert_eq!(now, old, "{which}");
            }
        }
    }
}

/// Runs the program with a signal that arrives as it makes that call for that time.
fn signalled(place: &Place, arguments: &[&str], call: &str, signal: &str, step: usize) -> Output {
    let program = place.command(arguments);
    Command::new("strace")
        .args(["-o", "/dev/null", "-e"])
        .arg(format!("inject={call}:signal={signal}:when={step}"))
        .arg(program.get_program())
        .args(program.get_args())
        .current_dir(place.path(""))
        .stdin(Stdio::null())
        // Where Cargo has tests look for libraries there are none, and each look is a call.
        .env_remove("LD_LIBRARY_PATH")
        .output()
        .unwrap()
}

/// Every file of a place and every folder, with what is in it.
fn files(place: &Place) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![place.path("")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(place.path("")).unwrap();
            let name = name.to_str().unwrap().to_owned();
            match path.is_dir() {
                true => {
                    files.insert(name, "a folder".to_owned());
                    folders.push(path);
                }
                false => drop(files.insert(name, fs::read_to_string(&path).unwrap())),
            }
        }
    }
    files
}
