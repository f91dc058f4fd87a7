//! A file system in memory, so that thousands of runs take no time.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::write::fs::{Fs, Kind, Lock};
use crate::write::tests::Made;
use crate::write::tests::faulty::{Fault, Faulty};
use crate::write::{Folder, Plan, open, plan, write};

/// Files, with their contents, and folders, with none. There are no links and no other processes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Memory {
    nodes: RefCell<BTreeMap<PathBuf, Option<Vec<u8>>>>,
}

impl Memory {
    /// A root with a specs folder, perhaps with an output folder from an earlier run.
    pub(super) fn new(old: Option<&Made>) -> Self {
        let folders = ["/", "/specs"].map(|folder| (PathBuf::from(folder), None));
        let memory = Self {
            nodes: RefCell::new(folders.into()),
        };
        if let Some(old) = old {
            memory.write(old);
        }
        memory
    }

    pub(super) fn open(&self, fs: &dyn Fs) -> Result<Folder, Failure> {
        open(fs, Path::new("/out"), Path::new("/specs"))
    }

    pub(super) fn plan(&self, made: &Made) -> Plan {
        plan(self, &self.open(self).unwrap(), made.wanted()).unwrap()
    }

    /// A run that must not fail.
    pub(super) fn write(&self, made: &Made) {
        write(self, &self.open(self).unwrap(), made.wanted()).unwrap();
    }

    /// A run with a fault in it, and whether the fault struck.
    pub(super) fn write_with(
        &self,
        fault: Fault,
        at: usize,
        made: &Made,
    ) -> (Result<Plan, Failure>, bool) {
        let faulty = Faulty::new(self, fault, at);
        let result = self
            .open(&faulty)
            .and_then(|folder| write(&faulty, &folder, made.wanted()));
        (result, faulty.struck())
    }

    /// Kills runs until one leaves the output half written.
    pub(super) fn leave_half_written(&self, made: &Made) {
        for at in 0.. {
            if !self.open(self).unwrap().manifest.unfinished.is_empty() {
                return;
            }
            let (_, struck) = self.write_with(Fault::Killed, at, made);
            assert!(struck, "a run comes to its end without being half done");
        }
    }

    /// Puts a file into the output folder.
    pub(super) fn put(&self, path: &str, contents: &str) {
        self.nodes
            .borrow_mut()
            .insert(Path::new("/out").join(path), Some(contents.into()));
    }

    /// Everything in the output folder: files with their contents, folders with a `/` and nothing.
    pub(super) fn tree(&self) -> BTreeMap<String, String> {
        let nodes = self.nodes.borrow();
        let below = nodes
            .iter()
            .filter_map(|(path, node)| Some((path.strip_prefix("/out").ok()?, node)));
        let entry = |(path, node): (&Path, &Option<Vec<u8>>)| match node {
            Some(contents) => (
                path.display().to_string(),
                String::from_utf8(contents.clone()).unwrap(),
            ),
            None => (format!("{}/", path.display()), String::new()),
        };
        below.map(entry).collect()
    }

    fn parent_is_there(&self, path: &Path) -> io::Result<()> {
        match self.kind(path.parent().unwrap())? {
            Kind::Folder => Ok(()),
            Kind::Absent => Err(ErrorKind::NotFound.into()),
            _ => Err(ErrorKind::NotADirectory.into()),
        }
    }

    /// Adds what must not be there yet, to a folder that must.
    fn add(&self, path: &Path, node: Option<Vec<u8>>) -> io::Result<()> {
        self.parent_is_there(path)?;
        match self.kind(path)? {
            Kind::Absent => {
                self.nodes.borrow_mut().insert(path.to_path_buf(), node);
                Ok(())
            }
            _ => Err(ErrorKind::AlreadyExists.into()),
        }
    }
}

impl Fs for Memory {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        Ok(match self.nodes.borrow().get(path) {
            None => Kind::Absent,
            Some(None) => Kind::Folder,
            Some(Some(_)) => Kind::File,
        })
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        match self.kind(path)? {
            Kind::Absent => Err(ErrorKind::NotFound.into()),
            _ => Ok(path.to_path_buf()),
        }
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.nodes.borrow().get(path) {
            None => Err(ErrorKind::NotFound.into()),
            Some(None) => Err(ErrorKind::IsADirectory.into()),
            Some(Some(contents)) => Ok(contents.clone()),
        }
    }

    fn list(&self, path: &Path) -> io::Result<Vec<(String, Kind)>> {
        match self.kind(path)? {
            Kind::Folder => {}
            Kind::Absent => return Err(ErrorKind::NotFound.into()),
            _ => return Err(ErrorKind::NotADirectory.into()),
        }
        let nodes = self.nodes.borrow();
        let children = nodes.keys().filter(|child| child.parent() == Some(path));
        children
            .map(|child| {
                Ok((
                    child.file_name().unwrap().display().to_string(),
                    self.kind(child)?,
                ))
            })
            .collect()
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.add(path, None)
    }

    fn write_new(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        self.add(path, Some(contents.to_vec()))
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        self.read(path).map(drop)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.parent_is_there(to)?;
        let replaces = match (self.kind(from)?, self.kind(to)?) {
            (Kind::File, Kind::File) | (_, Kind::Absent) => true,
            (Kind::Folder, Kind::Folder) => self.list(to)?.is_empty(),
            _ => false,
        };
        if !replaces || self.kind(from)? == Kind::Absent {
            return Err(ErrorKind::InvalidInput.into());
        }
        let mut nodes = self.nodes.borrow_mut();
        let moved: Vec<_> = nodes
            .extract_if(.., |path, _| path.starts_with(from))
            .collect();
        for (path, node) in moved {
            let rest = path.strip_prefix(from).unwrap();
            let path = if rest.as_os_str().is_empty() {
                to.to_path_buf()
            } else {
                to.join(rest)
            };
            nodes.insert(path, node);
        }
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.read(path)?;
        self.nodes.borrow_mut().remove(path);
        Ok(())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        match self.list(path)?.is_empty() {
            true => {
                self.nodes.borrow_mut().remove(path);
                Ok(())
            }
            false => Err(ErrorKind::DirectoryNotEmpty.into()),
        }
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.list(path).map(drop)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        self.parent_is_there(path)?;
        self.nodes
            .borrow_mut()
            .insert(path.to_path_buf(), Some(Vec::new()));
        Ok(Some(Lock::default()))
    }
}
