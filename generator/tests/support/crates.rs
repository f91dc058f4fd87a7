//! Generated crates, and cargo on them.

#[path = "scan.rs"]
mod scan;

use generator::{
    generate,
    output::{Options, Output},
    source::Loader,
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Generates into a folder that holds nothing else, and returns it with what the generator said.
///
/// # Panics
/// When a document has errors.
pub(crate) fn write_crate(name: &str, loader: &dyn Loader) -> (PathBuf, Output) {
    let krate = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(name)
        .join("crate");
    let _ = fs::remove_dir_all(&krate);
    let output = generate(&Options::default(), loader);
    assert_eq!(
        output.diagnostics.errors(),
        0,
        "{}",
        output.diagnostics.human(false)
    );
    for file in &output.files {
        scan::check(file);
        let path = krate.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        // The line that keeps it out of this workspace is the user's, as in any folder of theirs.
        let contents = match file.path.as_str() {
            "Cargo.toml" => format!("{}\n[workspace]\n", file.contents),
            _ => file.contents.clone(),
        };
        fs::write(path, contents).expect("a file");
    }
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, krate.join("Cargo.lock")).expect("the lock file");
    (krate, output)
}

/// Cargo in a crate; the target folder is one for all, so that dependencies are compiled once.
pub(crate) fn cargo(krate: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .current_dir(krate)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TERM_QUIET", "true")
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("target"),
        );
    command
}
