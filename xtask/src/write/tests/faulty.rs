//! A file system that fails at a step of one's choice.

use std::cell::Cell;
use std::io;
use std::path::{Path, PathBuf};

use crate::write::fs::{Fs, Kind, Lock};

/// What happens at the chosen step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing, ever.
    Never,
    /// It fails, and all others work.
    Once(io::ErrorKind),
    /// It fails, as does every later one that needs room; removing works.
    Full,
    /// The process is gone: neither it nor any later one happens.
    Killed,
}

/// A file system with a fault in it. Syncing is left out, it would only take time.
pub(super) struct Faulty<'a> {
    fs: &'a dyn Fs,
    fault: Fault,
    at: usize,
    steps: Cell<usize>,
    changes: Cell<usize>,
    struck: Cell<bool>,
}

impl<'a> Faulty<'a> {
    pub(super) fn new(fs: &'a dyn Fs, fault: Fault, at: usize) -> Self {
        Self {
            fs,
            fault,
            at,
            steps: Cell::new(0),
            changes: Cell::new(0),
            struck: Cell::new(false),
        }
    }

    /// Whether a step has failed.
    pub(super) fn struck(&self) -> bool {
        self.struck.get()
    }

    /// How many steps changed something.
    pub(super) fn changes(&self) -> usize {
        self.changes.get()
    }

    /// Counts a step; an error when it is to fail.
    fn step(&self, effect: Effect) -> io::Result<()> {
        let step = self.steps.get();
        self.steps.set(step + 1);
        let error = match self.fault {
            Fault::Once(kind) if step == self.at => kind,
            Fault::Full if step >= self.at && effect == Effect::Grows => io::ErrorKind::StorageFull,
            Fault::Killed if step >= self.at => io::ErrorKind::Interrupted,
            _ => {
                self.changes
                    .set(self.changes.get() + usize::from(effect != Effect::Looks));
                return Ok(());
            }
        };
        Err(error.into())
    }

    /// The same, for a step that either happens or does not.
    fn whole_step(&self, effect: Effect) -> io::Result<()> {
        self.step(effect).inspect_err(|_| self.struck.set(true))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Looks,
    Grows,
    Shrinks,
}

impl Fs for Faulty<'_> {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.whole_step(Effect::Looks)?;
        self.fs.kind(path)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.whole_step(Effect::Looks)?;
        self.fs.canonicalize(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.whole_step(Effect::Looks)?;
        self.fs.read(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<(String, Kind)>> {
        self.whole_step(Effect::Looks)?;
        self.fs.list(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.whole_step(Effect::Grows)?;
        self.fs.create_folder(path)
    }

    fn write_new(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        match self.step(Effect::Grows) {
            Ok(()) => self.fs.write_new(path, contents),
            Err(error) => {
                // The room or the process may end in the middle of a file.
                if self.struck.replace(true) {
                    return Err(error);
                }
                self.fs.write_new(path, &contents[..contents.len() / 2])?;
                Err(error)
            }
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.whole_step(Effect::Grows)?;
        self.fs.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.whole_step(Effect::Shrinks)?;
        self.fs.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.whole_step(Effect::Shrinks)?;
        self.fs.remove_folder(path)
    }

    fn sync_file(&self, _path: &Path) -> io::Result<()> {
        self.whole_step(Effect::Looks)
    }

    fn sync_folder(&self, _path: &Path) -> io::Result<()> {
        self.whole_step(Effect::Looks)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        self.whole_step(Effect::Grows)?;
        self.fs.lock(path)
    }
}
