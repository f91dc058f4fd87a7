//! The file system as the writer uses it: few operations, each of which a test can make fail.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::signals;

/// What stands at a path; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing.
    Absent,
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Symlink,
    /// A pipe, a socket, a device.
    Other,
}

/// A lock that lasts as long as the value, and no longer than the process.
#[derive(Debug, Default)]
pub(crate) struct Lock {
    _file: Option<File>,
}

/// Every operation of the writer on the disk. Each one either happens or does not, except [`Fs::write_new`].
pub(crate) trait Fs {
    /// What stands at `path`.
    fn kind(&self, path: &Path) -> io::Result<Kind>;

    /// The path without links and dots; what does not exist is an error.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;

    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The entries of a folder, sorted by name.
    fn list(&self, path: &Path) -> io::Result<Vec<(String, Kind)>>;

    /// Makes a folder in an existing one.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Makes a file that was not there. A failure can leave a part of it.
    fn write_new(&self, path: &Path, contents: &[u8]) -> io::Result<()>;

    /// Has the contents of a file on the disk when it returns.
    fn sync_file(&self, path: &Path) -> io::Result<()>;

    /// Moves a file over another, or a folder to where there is nothing, atomically.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Has the names in a folder on the disk when it returns.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;

    /// Locks the file at `path`, made where it is missing; `None` when another run holds it.
    fn lock(&self, path: &Path) -> io::Result<Option<Lock>>;
}

/// The real one. After a signal it stages no further file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Disk;

impl Fs for Disk {
    fn kind(&self, path: &Path) -> io::Result<Kind> {
        match fs::symlink_metadata(path) {
            Ok(metadata) => Ok(kind_of(metadata.file_type())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Kind::Absent),
            Err(error) => Err(error),
        }
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<(String, Kind)>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            entries.push((name, kind_of(entry.file_type()?)));
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(entries)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn write_new(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        signals::proceed()?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(contents)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        signals::proceed()?;
        // Not every system syncs what is open for reading alone.
        OpenOptions::new().write(true).open(path)?.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        // Only Unix can open a folder as a file; elsewhere the names reach the disk in their own time.
        match cfg!(unix) {
            true => File::open(path)?.sync_all(),
            false => Ok(()),
        }
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Lock>> {
        let mut options = OpenOptions::new();
        options.read(true).write(true);
        let (file, made) = match options.clone().create_new(true).open(path) {
            Ok(file) => (file, true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                match options.open(path) {
                    Ok(file) => (file, false),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                    Err(error) => return Err(error),
                }
            }
            Err(error) => return Err(error),
        };
        match file.try_lock() {
            // The holder before us removes the file when it is done. Whoever opened it before that has locked a file
            // without a name, which keeps nobody out.
            Ok(()) => Ok(is_at(&file, path)?.then_some(Lock { _file: Some(file) })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => {
                if made {
                    let _ = fs::remove_file(path);
                }
                Err(error)
            }
        }
    }
}

fn kind_of(file_type: fs::FileType) -> Kind {
    if file_type.is_symlink() {
        Kind::Symlink
    } else if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_file() {
        Kind::File
    } else {
        Kind::Other
    }
}

/// Whether the open file is the one that `path` names.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let open = file.metadata()?;
    match fs::symlink_metadata(path) {
        Ok(named) => Ok((open.dev(), open.ino()) == (named.dev(), named.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Elsewhere the standard library cannot tell, so the lock file is never removed there (see `lock.rs`).
#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> io::Result<bool> {
    Ok(true)
}
