//! Which folders a run is about: those of the arguments, else those of the workspace around the current folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The documents' folder.
///
/// # Errors
/// When it is not given and there is no workspace, or when it is not a folder.
pub(crate) fn specs(given: Option<&Path>) -> Result<PathBuf, Failure> {
    let path = match given {
        Some(path) => path.to_path_buf(),
        None => workspace("--specs")?.join("specs"),
    };
    match fs::metadata(&path) {
        Ok(metadata) if metadata.is_dir() => Ok(path),
        Ok(_) => Err(Failure::new(format!(
            "the specs folder {} is not a folder",
            path.display()
        ))
        .help("give the folder of the documents with --specs, and choose APIs of it with --api")),
        Err(error) => Err(Failure::io("read the specs folder", &path, &error).help(
            "put a document at specs/<api>.yaml, or give the folder of the documents with --specs",
        )),
    }
}

/// The folder to write to.
///
/// # Errors
/// When it is not given and there is no workspace.
pub(crate) fn output(given: Option<&Path>) -> Result<PathBuf, Failure> {
    match given {
        Some(path) => Ok(path.to_path_buf()),
        None => Ok(workspace("--out")?.join("generated")),
    }
}

/// The workspace around the current folder.
///
/// # Errors
/// When there is none.
pub(crate) fn root() -> Result<PathBuf, Failure> {
    workspace("a workspace around it")
}

/// How messages call the documents' folder: with `/`, and without `./` and a `/` at the end.
pub(crate) fn display(path: &Path) -> String {
    let text = path.components().collect::<PathBuf>().display().to_string();
    match (text.is_empty(), cfg!(windows)) {
        (true, _) => ".".to_owned(),
        (false, true) => text.replace('\\', "/"),
        (false, false) => text,
    }
}

/// The workspace around the current folder, as a path from there; empty when it is the current folder.
fn workspace(option: &str) -> Result<PathBuf, Failure> {
    let here =
        std::env::current_dir().map_err(|error| Failure::io("find", Path::new("."), &error))?;
    let mut path = PathBuf::new();
    for folder in here.ancestors() {
        if is_workspace(folder) {
            return Ok(path);
        }
        path.push("..");
    }
    Err(Failure::new("the current folder is in no cargo workspace")
        .help(format!("give the folder with {option}")))
}

fn is_workspace(folder: &Path) -> bool {
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
    manifest
        .lines()
        .any(|line| line.trim_end() == "[workspace]")
}
