//! The folder of new contents that wait to be moved into place.
//!
//! Its name and those of its entries are recognised as the writer's own, so a run removes what a killed one left. A new
//! file waits under a number; a new folder waits under a number too, with all that belongs into it, so that a killed run
//! leaves no empty folders behind.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::fs::{Fs, Kind};
use super::paths;

/// Its name in the output folder.
pub(crate) const NAME: &str = ".codegen.stage";

/// Where contents wait, and the one move for each file or folder that puts them into place.
#[derive(Debug)]
pub(crate) struct Stage<'a> {
    out: &'a Path,
    moves: Vec<(PathBuf, PathBuf)>,
    /// New folders, by path below the output folder: where they wait.
    folders: BTreeMap<String, PathBuf>,
    next: usize,
}

impl<'a> Stage<'a> {
    /// A stage for the output folder, not made yet.
    pub(crate) fn new(out: &'a Path) -> Self {
        Self {
            out,
            moves: Vec::new(),
            folders: BTreeMap::new(),
            next: 0,
        }
    }

    /// The folder itself.
    pub(crate) fn path(&self) -> PathBuf {
        self.out.join(NAME)
    }

    /// The moves so far: from where, to where.
    pub(crate) fn moves(&self) -> &[(PathBuf, PathBuf)] {
        &self.moves
    }

    /// A place for contents that are moved by other means than [`Self::moves`].
    pub(crate) fn place(&mut self) -> PathBuf {
        let index = self.next;
        self.next += 1;
        self.path().join(format!("{index}.new"))
    }

    /// The place where the contents of `path`, below the output folder, are to wait.
    ///
    /// # Errors
    /// When it cannot be told which of the folders around it are there.
    pub(crate) fn place_for(&mut self, fs: &dyn Fs, path: &str) -> io::Result<PathBuf> {
        for parent in paths::parents(path) {
            let to = paths::below(self.out, parent);
            let from = match self.folders.get(parent) {
                Some(from) => from.clone(),
                None if fs.kind(&to)? == Kind::Absent => {
                    let from = self.place();
                    self.folders.insert(parent.to_owned(), from.clone());
                    self.moves.push((from.clone(), to));
                    from
                }
                None => continue,
            };
            let rest = path
                .strip_prefix(parent)
                .unwrap_or(path)
                .trim_start_matches('/');
            return Ok(paths::below(&from, rest));
        }
        let from = self.place();
        self.moves
            .push((from.clone(), paths::below(self.out, path)));
        Ok(from)
    }
}

/// Whether a run left one.
///
/// # Errors
/// When it cannot be told, or when something else has its name.
pub(crate) fn exists(fs: &dyn Fs, out: &Path) -> io::Result<bool> {
    match fs.kind(&out.join(NAME))? {
        Kind::Absent => Ok(false),
        Kind::Folder => Ok(true),
        Kind::File | Kind::Symlink | Kind::Other => Err(io::ErrorKind::NotADirectory.into()),
    }
}

/// Removes it with what a run left in it.
///
/// # Errors
/// When that does not work; also when there is something in it that is not the writer's.
pub(crate) fn clear(fs: &dyn Fs, out: &Path) -> io::Result<()> {
    let stage = out.join(NAME);
    for (name, kind) in fs.list(&stage)? {
        let number = name.strip_suffix(".new").unwrap_or_default();
        if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
            remove(fs, &stage.join(name), kind)?;
        }
    }
    fs.remove_folder(&stage)
}

fn remove(fs: &dyn Fs, path: &Path, kind: Kind) -> io::Result<()> {
    match kind {
        Kind::Folder => {
            for (name, kind) in fs.list(path)? {
                remove(fs, &path.join(name), kind)?;
            }
            fs.remove_folder(path)
        }
        Kind::File => fs.remove_file(path),
        // No run makes these.
        Kind::Absent | Kind::Symlink | Kind::Other => Ok(()),
    }
}
