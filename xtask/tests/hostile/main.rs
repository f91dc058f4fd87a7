//! Documents that mean harm, against the real program under limits of the system: each comes to its end with output or
//! with diagnostics, within 10 seconds of the processor and 1 GiB of memory.
//!
//! Everyday tests try each of them at a fraction of its size, since they are built without optimisation; `cargo test
//! --release -p xtask --test hostile -- --ignored` tries them at full size. `HOSTILE` in the environment names those to try,
//! `HOSTILE_PROGRAM` a program that is built already, and `HOSTILE_KEEP` a folder to leave each of them in, to be looked at.
#![cfg(unix)]

mod amounts;
mod constructs;
mod documents;
mod graphs;
mod powers;
mod spread;
mod texts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A hostile input: its name, and the files of its specs folder at a size from 1 to 1000.
type Hostile = (&'static str, fn(usize) -> Files);

/// Paths below the specs folder, and texts.
type Files = Vec<(String, String)>;

/// The size of one that a build without optimisation takes in a moment.
const SMALL: usize = 3;

/// The size of a full one.
const FULL: usize = 1000;

/// Seconds of the processor.
const SECONDS: u32 = 10;

/// KiB of address space.
const MEMORY: u32 = 1 << 20;

#[test]
fn small_ones_are_held() {
    hold(&amounts::ALL, SMALL);
    hold(&constructs::ALL, SMALL);
    hold(&documents::ALL, SMALL);
    hold(&spread::ALL, SMALL);
    hold(&texts::ALL, SMALL);
    // No larger than a page at any size.
    hold(&powers::ALL, FULL);
    hold(&graphs::ALL, FULL);
}

#[test]
#[ignore = "needs an optimised build"]
fn amounts_of_full_size_are_held() {
    hold(&amounts::ALL, FULL);
}

#[test]
#[ignore = "needs an optimised build"]
fn documents_of_full_size_are_held() {
    hold(&documents::ALL, FULL);
}

#[test]
#[ignore = "needs an optimised build"]
fn constructs_of_full_size_are_held() {
    hold(&constructs::ALL, FULL);
}

#[test]
#[ignore = "needs an optimised build"]
fn spread_objects_of_full_size_are_held() {
    hold(&spread::ALL, FULL);
}

#[test]
#[ignore = "needs an optimised build"]
fn texts_of_full_size_are_held() {
    hold(&texts::ALL, FULL);
}

/// Tries all of them, and names all that are too much.
fn hold(all: &[Hostile], size: usize) {
    let only = std::env::var("HOSTILE").unwrap_or_default();
    let tried = all.iter().filter(|(name, _)| name.contains(&only));
    let wrong: Vec<String> = tried
        .filter_map(|(name, make)| {
            let problem = held(name, &make(size))?;
            Some(format!("{name}: {problem}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with how the program takes these files.
fn held(name: &str, files: &Files) -> Option<String> {
    let kept = std::env::var_os("HOSTILE_KEEP").map(|folder| PathBuf::from(folder).join(name));
    let scratch = tempfile::tempdir().unwrap();
    let root = kept.as_deref().unwrap_or(scratch.path());
    let specs = root.join("specs");
    for (path, text) in files {
        assert!(
            text.len() <= 64 << 20,
            "{path} is larger than any file may be"
        );
        let path = specs.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let limits =
        format!("ulimit -v {MEMORY}; ulimit -t {SECONDS}; ulimit -c 0; exec \"$0\" \"$@\"");
    let said = root.join("said");
    let program = std::env::var("HOSTILE_PROGRAM");
    let program = program.unwrap_or_else(|_| env!("CARGO_BIN_EXE_xtask").to_owned());
    let status = Command::new("sh")
        .args(["-c", &limits, &program])
        .args([
            "codegen",
            "--specs",
            "specs",
            "--out",
            "out",
            "--message-format",
            "short",
        ])
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(&said).unwrap())
        .status()
        .unwrap();
    let said = fs::read_to_string(said).unwrap();
    let outside = untouched(root);
    let is_held = matches!(status.code(), Some(0 | 1)) && !said.contains("panicked") && outside;
    let last: Vec<&str> = said.lines().rev().take(3).collect();
    let last = last.join("\n").chars().take(500).collect::<String>();
    (!is_held).then(|| format!("{status}: {last}"))
}

/// Whether there is nothing but what the test and the program may make.
fn untouched(root: &Path) -> bool {
    let names = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    names
        .into_iter()
        .all(|name| ["specs", "out", "said"].contains(&name.to_str().unwrap_or_default()))
}
