//! Where the bytes come from: the only door to the outside that the generator has.

mod dir;
mod memory;

pub use dir::DirLoader;
pub use memory::MemoryLoader;

/// How large a file may be.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// Gives the files of a specs folder. Paths are relative to it and separated by `/`.
pub trait Loader: Sync {
    /// All files below the specs folder, sorted, but those whose name, or a folder of theirs, begins with a dot.
    ///
    /// # Errors
    /// When the folder cannot be read, or holds what is no file and no folder, such as a link that leads out of it.
    fn files(&self) -> Result<Vec<String>, LoadError>;

    /// The bytes of one file.
    ///
    /// # Errors
    /// When it cannot be read, is outside the folder, or is larger than [`MAX_FILE_BYTES`].
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError>;

    /// The path of the file that `path` names, below the specs folder and without symbolic links: one file has one.
    ///
    /// # Errors
    /// When it cannot be found, or is outside the folder.
    fn real(&self, path: &str) -> Result<String, LoadError> {
        Ok(path.to_owned())
    }

    /// How the specs folder is called in messages: `specs`.
    fn display_root(&self) -> &str;
}

/// Why a [`Loader`] could not give a file.
#[derive(Debug)]
pub struct LoadError {
    /// The path asked for, or empty for the folder itself.
    pub path: String,
    /// The reason.
    pub reason: String,
}
