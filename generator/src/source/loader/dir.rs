//! A folder of the file system that is never left.

use super::{LoadError, Loader, MAX_FILE_BYTES};
use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Component, Path, PathBuf},
};

/// A specs folder on disk.
#[derive(Clone, Debug)]
pub struct DirLoader {
    root: PathBuf,
    display_root: String,
}

/// How deep folders may nest.
const MAX_DEPTH: usize = 32;

impl DirLoader {
    /// The folder `root`, called `display_root` in messages. Nothing is read yet.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>, display_root: impl Into<String>) -> Self {
        Self {
            root: root.into(),
            display_root: display_root.into(),
        }
    }

    /// Adds the files of the folder `path`, sorted.
    fn walk(&self, path: &str, depth: usize, files: &mut Vec<String>) -> Result<(), LoadError> {
        let fail = |reason: String| LoadError {
            path: path.to_owned(),
            reason,
        };
        if depth > MAX_DEPTH {
            return Err(fail(format!("folders nest deeper than {MAX_DEPTH} levels")));
        }
        let mut entries = fs::read_dir(self.root.join(path))
            .and_then(Iterator::collect::<io::Result<Vec<_>>>)
            .map_err(|error| fail(reason(&error)))?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                return Err(fail(format!(
                    "the name of {} is not UTF-8",
                    Path::new(&name).display()
                )));
            };
            if name.starts_with('.') {
                continue;
            }
            let path = if path.is_empty() {
                name.to_owned()
            } else {
                format!("{path}/{name}")
            };
            let kind = entry.file_type().map_err(|error| LoadError {
                path: path.clone(),
                reason: reason(&error),
            })?;
            if kind.is_dir() {
                self.walk(&path, depth + 1, files)?;
            } else {
                self.inside(&path)?;
                files.push(path);
            }
        }
        Ok(())
    }

    /// The real path of a regular file inside the folder.
    fn inside(&self, path: &str) -> Result<PathBuf, LoadError> {
        let fail = |reason: String| LoadError {
            path: path.to_owned(),
            reason,
        };
        if Path::new(path)
            .components()
            .any(|component| !matches!(component, Component::Normal(_)))
        {
            return Err(fail("the path leads out of the specs folder".to_owned()));
        }
        let root = fs::canonicalize(&self.root).map_err(|error| fail(reason(&error)))?;
        let real = fs::canonicalize(root.join(path)).map_err(|error| fail(reason(&error)))?;
        if !real.starts_with(&root) {
            return Err(fail(
                "the symbolic link leads out of the specs folder".to_owned(),
            ));
        }
        let metadata = fs::metadata(&real).map_err(|error| fail(reason(&error)))?;
        match metadata.is_file() {
            true => Ok(real),
            false if metadata.is_dir() => Err(fail(
                "symbolic links to folders are not followed".to_owned(),
            )),
            false => Err(fail("not a regular file".to_owned())),
        }
    }
}

impl Loader for DirLoader {
    fn files(&self) -> Result<Vec<String>, LoadError> {
        let mut files = Vec::new();
        self.walk("", 0, &mut files)?;
        files.sort_unstable();
        Ok(files)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let fail = |reason: String| LoadError {
            path: path.to_owned(),
            reason,
        };
        let real = self.inside(path)?;
        let file = File::open(real).map_err(|error| fail(reason(&error)))?;
        let mut bytes = Vec::new();
        // One byte more than allowed tells a file of just that size from a larger one, even if it grows meanwhile.
        file.take(MAX_FILE_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| fail(reason(&error)))?;
        match bytes.len() as u64 > MAX_FILE_BYTES {
            true => Err(fail(format!(
                "the file is larger than {} MiB",
                MAX_FILE_BYTES >> 20
            ))),
            false => Ok(bytes),
        }
    }

    fn real(&self, path: &str) -> Result<String, LoadError> {
        let fail = |reason: String| LoadError {
            path: path.to_owned(),
            reason,
        };
        let real = self.inside(path)?;
        let root = fs::canonicalize(&self.root).map_err(|error| fail(reason(&error)))?;
        let below = real.strip_prefix(&root).ok();
        let names = below.map(|below| below.iter().map(|name| name.to_str()));
        names
            .and_then(|names| names.collect::<Option<Vec<_>>>())
            .map(|names| names.join("/"))
            .ok_or_else(|| fail("the symbolic link leads out of the specs folder".to_owned()))
    }

    fn display_root(&self) -> &str {
        &self.display_root
    }
}

/// The reason without the operating system's wording, which differs by system and by language.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotADirectory => "not a folder".to_owned(),
        _ => error.to_string(),
    }
}
