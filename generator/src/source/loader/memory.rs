//! Files that never were on a disk.

use super::{LoadError, Loader};
use std::collections::BTreeMap;

/// A specs folder in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryLoader {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryLoader {
    /// An empty folder.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    #[must_use]
    pub fn file(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), bytes.into());
        self
    }
}

impl Loader for MemoryLoader {
    fn files(&self) -> Result<Vec<String>, LoadError> {
        Ok(self.files.keys().cloned().collect())
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        match self.files.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => Err(LoadError {
                path: path.to_owned(),
                reason: "no such file".to_owned(),
            }),
        }
    }

    fn display_root(&self) -> &str {
        "specs"
    }
}
