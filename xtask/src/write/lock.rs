//! One run at a time: a lock on a file in the output folder, which the system lets go when the process ends.

use super::folder::{Folder, LOCK};
use super::fs::{Fs, Kind, Lock};
use crate::failure::Failure;

/// Locks the folder, which exists.
///
/// # Errors
/// When another run holds the lock, or the lock file cannot be made.
pub(crate) fn acquire(fs: &dyn Fs, folder: &Folder) -> Result<Lock, Failure> {
    let path = folder.path.join(LOCK);
    let fail = |error| Failure::io("lock", &path, &error);
    match fs.kind(&path).map_err(fail)? {
        Kind::Absent | Kind::File => {}
        Kind::Folder | Kind::Symlink | Kind::Other => {
            return Err(Failure::new(format!(
                "{} is not a regular file",
                path.display()
            )));
        }
    }
    match fs.lock(&path).map_err(fail)? {
        Some(lock) => Ok(lock),
        None => Err(Failure::new(format!(
            "another run is writing to {}",
            folder.path.display()
        ))
        .help("wait until it is done, and run the command again")),
    }
}

/// Whether a run holds the lock now, or was killed while it held it.
///
/// # Errors
/// When it cannot be told.
pub(crate) fn left(fs: &dyn Fs, folder: &Folder) -> Result<bool, Failure> {
    let path = folder.path.join(LOCK);
    let kind = fs
        .kind(&path)
        .map_err(|error| Failure::io("look at", &path, &error))?;
    Ok(kind != Kind::Absent)
}

/// Lets go of the lock and removes its file, while nobody else can have locked it.
pub(crate) fn release(fs: &dyn Fs, folder: &Folder, lock: Lock) {
    // Elsewhere a run could not tell that the file it locked has lost its name (see `fs.rs`), so it keeps it.
    if cfg!(unix) {
        let _ = fs.remove_file(&folder.path.join(LOCK));
    }
    drop(lock);
}
