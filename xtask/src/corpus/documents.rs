//! The documents of a folder: each file, and each folder whose files belong together.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::locate;

/// The key of Swagger 2.0.
const SWAGGER: &str = "swagger";

/// What a document has that stands for itself.
const ROOTS: [&str; 2] = ["openapi", SWAGGER];

/// One document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// A name that an API can have.
    pub(crate) name: String,
    /// The file or the folder.
    pub(super) path: PathBuf,
    /// In a folder, the files that are no fragments, when they are further down; below the folder, with `/`.
    pub(super) roots: Vec<String>,
    pub(super) is_folder: bool,
    /// Whether it looks like one of Swagger 2.0.
    pub(crate) is_swagger: bool,
}

/// The documents of a folder by name; only some of them, unless `only` is empty.
///
/// # Errors
/// When the folder cannot be read, or does not have one of `only`.
pub(crate) fn find(folder: &Path, only: &[String]) -> Result<Vec<Document>, Failure> {
    let mut documents = Vec::new();
    for path in entries(folder)? {
        let is_folder = path.is_dir();
        let roots = match is_folder {
            true => roots(&path)?,
            false if says(&path, &ROOTS) => vec![String::new()],
            false => Vec::new(),
        };
        if roots.is_empty() {
            continue;
        }
        let stem = match is_folder {
            true => path.file_name(),
            false => path.file_stem(),
        };
        let is_swagger = roots.iter().any(|root| match is_folder {
            true => says(&path.join(root), &[SWAGGER]),
            false => says(&path, &[SWAGGER]),
        });
        documents.push(Document {
            is_swagger,
            name: name(&stem.unwrap_or_default().to_string_lossy()),
            roots: match roots.iter().any(|root| root.contains('/')) {
                true => roots,
                false => Vec::new(),
            },
            path,
            is_folder,
        });
    }
    documents.sort_by(|left, right| left.name.cmp(&right.name));
    for name in only {
        if !documents.iter().any(|document| document.name == *name) {
            let names: Vec<_> = documents.iter().map(|one| one.name.as_str()).collect();
            let failure = Failure::new(format!("there is no document `{name}`"));
            return Err(failure.help(format!("there are {}", names.join(", "))));
        }
    }
    documents.retain(|document| only.is_empty() || only.contains(&document.name));
    if documents.is_empty() {
        let shown = locate::display(folder);
        return Err(Failure::new(format!("{shown} holds no OpenAPI document")));
    }
    Ok(documents)
}

/// What is directly in a folder, sorted, but for what is hidden.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error| Failure::io("read", folder, &error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

/// The documents of a folder that are nearest to its top: they are those that the others are for.
fn roots(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut level = vec![folder.to_path_buf()];
    while !level.is_empty() {
        let mut found = Vec::new();
        let mut next = Vec::new();
        for folder in level {
            for path in entries(&folder)? {
                match path.is_dir() {
                    true => next.push(path),
                    false if says(&path, &ROOTS) => found.push(path),
                    false => {}
                }
            }
        }
        if !found.is_empty() {
            let below = |path: &PathBuf| {
                let names = path.strip_prefix(folder).ok()?.iter();
                let names: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
                Some(names.join("/"))
            };
            return Ok(found.iter().filter_map(below).collect());
        }
        level = next;
    }
    Ok(Vec::new())
}

/// Whether a file has one of these keys, as a document does that stands for itself. It is enough to look at its lines.
fn says(path: &Path, keys: &[&str]) -> bool {
    const LOOKED_AT: u64 = 1 << 20;
    let extension = path.extension().and_then(|extension| extension.to_str());
    if !matches!(extension, Some("yaml" | "yml" | "json")) {
        return false;
    }
    let Ok(file) = fs::File::open(path) else {
        return false;
    };
    let mut bytes = Vec::new();
    if file.take(LOOKED_AT).read_to_end(&mut bytes).is_err() {
        return false;
    }
    let text = String::from_utf8_lossy(&bytes);
    match extension {
        Some("json") => keys.iter().any(|key| text.contains(&format!("\"{key}\""))),
        _ => text.lines().any(|line| {
            let line = line.trim_start_matches(['\u{feff}', '"', '\'']);
            keys.iter().any(|key| line.starts_with(key))
        }),
    }
}

/// A name in snake case that no word of the generator's or of Rust's is.
fn name(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> = lower
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    match words.as_slice() {
        [word] => format!("{word}_api"),
        words
            if words
                .first()
                .is_some_and(|word| word.starts_with(|first: char| first.is_ascii_digit())) =>
        {
            format!("api_{}", words.join("_"))
        }
        words => words.join("_"),
    }
}
