//! Golden cases: the smallest document that shows one feature, and what becomes of it.
//!
//! A case is a folder `cases/<feature>/` with a specs folder in it. `expected/` holds the files of the generated module
//! that show the feature, `diagnostics.txt` what the generator says; `UPDATE_EXPECT=1 cargo test -p generator --test
//! cases` rewrites both. `values.txt` lists what its types accept, refuse and write; `tests.rs` uses the module as a user
//! does. All cases together are one crate, which is compiled, linted, documented and tested.

#[path = "support/cost.rs"]
mod cost;
#[path = "support/crates.rs"]
mod crates;
#[path = "support/values.rs"]
mod values;

use generator::{generate, output::Options, source::DirLoader};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = fs::read_dir(root)
        .expect("cases")
        .map(|entry| entry.expect("case").path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// What a case gives: the files of its modules by their path below `src/`, and its diagnostics.
fn run(case: &Path) -> (BTreeMap<String, String>, String) {
    let output = generate(
        &Options::default(),
        &DirLoader::new(case.join("specs"), "specs"),
    );
    let diagnostics = output.diagnostics.human(false);
    let files = output
        .files
        .into_iter()
        .map(|file| (file.path, file.contents))
        .collect();
    (files, diagnostics)
}

#[test]
fn cases_give_what_is_expected() {
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let (files, diagnostics) = run(&case);
        let mut compare = |path: PathBuf, actual: &str| {
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if expected == actual {
                return;
            }
            match (update, actual.is_empty()) {
                (true, false) => fs::write(&path, actual).expect("a golden file"),
                (true, true) => fs::remove_file(&path).expect("a golden file"),
                (false, _) => wrong.push(format!(
                    "{}:\n{}",
                    path.display(),
                    difference(&expected, actual)
                )),
            }
        };
        compare(case.join("diagnostics.txt"), &diagnostics);
        let expected = case.join("expected");
        for path in files_in(&expected) {
            let name = path.strip_prefix(&expected).unwrap_or(&path);
            let name = name.to_string_lossy().into_owned();
            let actual = files.iter().find(|(path, _)| {
                path.ends_with(&format!("/{name}")) && !path.contains("/runtime/")
            });
            compare(path, actual.map_or("", |(_, contents)| contents));
        }
        let shows = case.join("expected").exists() || case.join("diagnostics.txt").exists();
        assert!(shows, "{} expects nothing", case.display());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The files of a folder and of those in it.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("a golden file").path();
        match path.is_dir() {
            true => found.extend(files_in(&path)),
            false => found.push(path),
        }
    }
    found
}

/// The first line that differs, with its neighbours.
fn difference(expected: &str, actual: &str) -> String {
    let common = expected
        .lines()
        .zip(actual.lines())
        .take_while(|(left, right)| left == right)
        .count();
    let around = |text: &str| {
        text.lines()
            .skip(common.saturating_sub(2))
            .take(6)
            .map(|line| format!("    {line}\n"))
            .collect::<String>()
    };
    format!(
        "line {}: expected\n{}  found\n{}",
        common + 1,
        around(expected),
        around(actual)
    )
}

/// Every case as one crate of its own, outside any workspace: no warning of rustc, clippy or rustdoc, no test fails.
#[test]
fn cases_compile_without_warnings() {
    let compiled = |case: &&PathBuf| case.join("expected").exists();
    let all: Vec<PathBuf> = cases().iter().filter(compiled).cloned().collect();
    let root = write_crate("cases", &all);
    cargo(
        &root,
        &[
            "clippy",
            "--all-targets",
            "--no-default-features",
            "--",
            "-Dwarnings",
        ],
    );
    cargo(
        &root,
        &[
            "clippy",
            "--all-targets",
            "--features",
            "client,server",
            "--",
            "-Dwarnings",
        ],
    );
    cargo(&root, &["test", "--features", "client,server"]);
    // Taken apart by features, the operations of a tag do without the others, and the types without any.
    for feature in ["models", "pets", "pet-owners"] {
        cargo(
            &root,
            &[
                "clippy",
                "--lib",
                "--test",
                "emitted",
                "--no-default-features",
                "--features",
                &format!("client,server,features_by_tag-{feature}"),
                "--",
                "-Dwarnings",
            ],
        );
    }
    cargo(&root, &["doc", "--no-deps", "--features", "client,server"]);

    // Without forms the runtime has fewer parts, and those that are left miss nothing.
    let json: Vec<PathBuf> = all
        .into_iter()
        .filter(|case| case.ends_with("responses"))
        .collect();
    let root = write_crate("cases-of-json", &json);
    assert!(!root.join("src/runtime/multipart.rs").exists());
    cargo(
        &root,
        &[
            "clippy",
            "--all-targets",
            "--features",
            "client,server",
            "--",
            "-Dwarnings",
        ],
    );
}

/// What users wait for; nothing is asserted about time.
///
/// ```text
/// cargo test -p generator --test cases -- --ignored --nocapture many_operations
/// ```
#[test]
#[ignore = "takes minutes and asserts nothing about its figures"]
fn many_operations_are_compiled_and_used() {
    cost::print();
}

/// Generates cases into a folder that holds nothing else.
fn write_crate(name: &str, cases: &[PathBuf]) -> PathBuf {
    let specs = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(name)
        .join("specs");
    let _ = fs::remove_dir_all(&specs);
    let mut configuration = String::new();
    for case in cases {
        copy(&case.join("specs"), &specs);
        let of_case = fs::read_to_string(case.join("specs/codegen.yaml")).unwrap_or_default();
        // What a case chooses is for itself alone.
        let entry = of_case.strip_prefix("apis:\n");
        assert!(entry.is_some() || of_case.is_empty(), "{}", case.display());
        configuration.push_str(entry.unwrap_or_default());
    }
    if !configuration.is_empty() {
        configuration.insert_str(0, "apis:\n");
    }
    fs::write(specs.join("codegen.yaml"), configuration).expect("a file");
    let tests: String = cases
        .iter()
        .filter_map(|case| {
            let values = fs::read_to_string(case.join("values.txt")).ok()?;
            Some(values::test(&case.file_name()?.to_string_lossy(), &values))
        })
        .collect();
    let (krate, _) = crates::write_crate(name, &DirLoader::new(specs, "specs"));
    for case in cases {
        let uses = fs::read_to_string(case.join("tests.rs")).unwrap_or_default();
        if !uses.is_empty() {
            let both = "#![cfg(all(feature = \"client\", feature = \"server\"))]\n";
            let file = case.file_name().unwrap_or_default();
            let file = krate.join("tests").join(file).with_extension("rs");
            fs::write(file, format!("{both}{uses}")).expect("a file");
        }
    }
    fs::write(krate.join("tests/values.rs"), values::file(&tests)).expect("a file");
    krate
}

/// Runs cargo in a crate.
fn cargo(krate: &Path, arguments: &[&str]) {
    let mut command = crates::cargo(krate, arguments);
    let status = command.env("RUSTDOCFLAGS", "-Dwarnings").status();
    let succeeds = status.expect("cargo").success();
    assert!(succeeds, "cargo {}", arguments.join(" "));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry").path();
        let target = to.join(entry.file_name().unwrap_or_default());
        match entry.is_dir() {
            true => copy(&entry, &target),
            false => assert!(fs::copy(&entry, target).is_ok(), "{}", entry.display()),
        }
    }
}
