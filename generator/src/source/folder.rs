//! The files of an API beside its documents, read when a reference asks for them.

use super::{
    FileId, FileName, Loader, MAX_FILE_BYTES, Node, SourceDocument, Trust,
    read::{display, plain, read},
};
use crate::diagnostics::Diagnostics;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

/// The files that the documents of an API can refer to: those of its folder.
///
/// A path is relative to the specs folder and separated by `/`. A file is read once, however many references lead to it;
/// what may be read is bounded for all files together.
pub struct Folder<'l> {
    loader: &'l dyn Loader,
    /// The folder of the API; nothing when the API is one document, which has no files of its own.
    folder: Option<String>,
    /// The documents that are merged, by their real paths.
    roots: BTreeSet<String>,
    /// The other files of the folder.
    fragments: Vec<String>,
    /// Where each file that was read is.
    paths: BTreeMap<FileId, String>,
    /// What was read; nothing when it has errors, which have been said.
    trees: BTreeMap<String, Option<Arc<Node>>>,
    /// Texts that were read, likewise.
    texts: BTreeMap<String, Option<String>>,
    bytes_left: u64,
    nodes_left: usize,
    /// Why no further file is read, after one that was too much: each reference would have it read again.
    full: Option<Unread>,
    /// How many values all of them may have.
    values: usize,
}

/// Why a file is not read. (That it cannot be read, or is wrong in itself, has been said when it was tried.)
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// An API of one document has no other files.
    NoFolder,
    /// There is no such file of the API; perhaps this one is meant.
    Missing(Option<String>),
    /// Its name does not end in `.yaml`, `.yml` or `.json`.
    OtherFormat,
    /// A symbolic link leads out of the folder of the API.
    Outside,
    /// All files of the API together are larger than one may be.
    TooLarge,
    /// They have more values than an API may have.
    TooMany,
    /// It has errors.
    Broken,
}

/// A file, opened.
#[derive(Clone, Debug)]
pub(crate) enum Opened {
    /// One of the documents that are merged.
    Root,
    /// Another file: its real path, and what it says.
    Fragment(String, Arc<Node>),
}

impl<'l> Folder<'l> {
    pub(super) fn new(loader: &'l dyn Loader, folder: Option<String>, values: usize) -> Self {
        Self {
            loader,
            folder,
            roots: BTreeSet::new(),
            fragments: Vec::new(),
            paths: BTreeMap::new(),
            trees: BTreeMap::new(),
            texts: BTreeMap::new(),
            bytes_left: MAX_FILE_BYTES,
            nodes_left: values,
            full: None,
            values,
        }
    }

    /// Makes a file that was read known, so that references in it are relative to it.
    pub(super) fn add_file(&mut self, file: FileId, path: &str) {
        self.paths.insert(file, path.to_owned());
    }

    /// Makes a file that is to be merged known.
    pub(super) fn add_root(&mut self, path: &str) {
        let real = self.loader.real(path);
        self.roots.insert(real.unwrap_or_else(|_| path.to_owned()));
        self.roots.insert(path.to_owned());
    }

    /// Makes a file known that was read to see whether it is to be merged.
    pub(super) fn add_read(&mut self, document: SourceDocument) {
        let SourceDocument { path, tree } = document;
        let real = self.loader.real(&path);
        self.add_file(tree.span.file, &path);
        self.nodes_left = self.nodes_left.saturating_sub(tree.count());
        let real = real.unwrap_or_else(|_| path.clone());
        self.trees.insert(real, Some(Arc::new(tree)));
        self.add_fragments([path]);
    }

    /// Makes a file known that could not be read: what leads to it is not reported once more.
    pub(super) fn add_broken(&mut self, path: String) {
        let real = self.loader.real(&path);
        self.trees
            .insert(real.unwrap_or_else(|_| path.clone()), None);
        self.add_fragments([path]);
    }

    /// Makes the files known that may be read.
    pub(super) fn add_fragments(&mut self, paths: impl IntoIterator<Item = String>) {
        self.fragments.extend(paths);
        self.fragments.sort_unstable();
    }

    /// The files of the API's folder that are no documents and no overlays, sorted; read or not.
    #[must_use]
    pub fn fragments(&self) -> &[String] {
        &self.fragments
    }

    /// The folder of the API, when it has one.
    pub(crate) fn path_of_folder(&self) -> Option<&str> {
        self.folder.as_deref()
    }

    /// Where a file is that was read for this API.
    pub(crate) fn path(&self, file: FileId) -> Option<&str> {
        self.paths.get(&file).map(String::as_str)
    }

    /// Whether a file was read that is none of the merged documents and no overlay.
    pub(crate) fn is_fragment(&self, path: &str) -> bool {
        self.trees.contains_key(path)
    }

    /// Whether a file is one of the merged documents.
    pub(crate) fn is_root(&self, path: &str) -> bool {
        self.roots.contains(path)
    }

    /// How many values the files have that were read so far.
    pub(crate) fn nodes_read(&self) -> usize {
        self.values - self.nodes_left
    }

    /// How the user calls a file.
    pub(crate) fn display(&self, path: &str) -> String {
        display(self.loader, path)
    }

    /// Reads a file, unless that was done before.
    ///
    /// # Errors
    /// When it is none of the API's, or cannot be read.
    pub(crate) fn open(&mut self, cx: &mut Diagnostics, path: &str) -> Result<Opened, Unread> {
        let Some(folder) = &self.folder else {
            return Err(Unread::NoFolder);
        };
        let is_fragment = self.fragments.iter().any(|fragment| fragment == path);
        if !is_fragment && !self.roots.contains(path) {
            let format = [".yaml", ".yml", ".json"];
            return Err(match format.iter().any(|format| path.ends_with(format)) {
                true => Unread::Missing(self.nearest(path)),
                false => Unread::OtherFormat,
            });
        }
        // What cannot be found any more is said when it is read.
        let real = self.loader.real(path);
        let real = real.unwrap_or_else(|_| path.to_owned());
        let inside = real.strip_prefix(folder.as_str());
        if !inside.is_some_and(|rest| rest.starts_with('/')) {
            return Err(Unread::Outside);
        }
        if self.is_root(&real) {
            return Ok(Opened::Root);
        }
        if !self.trees.contains_key(&real) {
            let tree = self.read(cx, &real)?;
            self.trees.insert(real.clone(), tree);
        }
        match self.trees.get(&real) {
            Some(Some(tree)) => Ok(Opened::Fragment(real, tree.clone())),
            _ => Err(Unread::Broken),
        }
    }

    fn read(&mut self, cx: &mut Diagnostics, path: &str) -> Result<Option<Arc<Node>>, Unread> {
        self.room()?;
        let bytes = self.loader.read(path);
        let len = bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        self.take_bytes(len)?;
        let name = FileName {
            path,
            display: self.display(path),
        };
        let Some(tree) = read(cx, name, bytes, Trust::Document) else {
            return Ok(None);
        };
        match self.nodes_left.checked_sub(tree.count()) {
            Some(left) => self.nodes_left = left,
            None => self.full = Some(Unread::TooMany),
        }
        self.room()?;
        self.paths.insert(tree.span.file, path.to_owned());
        Ok(Some(Arc::new(tree)))
    }

    fn take_bytes(&mut self, len: u64) -> Result<(), Unread> {
        match self.bytes_left.checked_sub(len) {
            Some(left) => self.bytes_left = left,
            None => self.full = Some(Unread::TooLarge),
        }
        self.room()
    }

    /// That there was no file too many yet.
    fn room(&self) -> Result<(), Unread> {
        self.full.clone().map_or(Ok(()), Err)
    }

    /// The text of a file that is no document: Markdown, or plain text.
    ///
    /// # Errors
    /// When it is none of the API's, is called otherwise, or cannot be read.
    pub(crate) fn text(&mut self, cx: &mut Diagnostics, path: &str) -> Result<String, Unread> {
        let Some(folder) = &self.folder else {
            return Err(Unread::NoFolder);
        };
        if !is_text(path) {
            return Err(Unread::OtherFormat);
        }
        let Ok(real) = self.loader.real(path) else {
            return Err(Unread::Missing(None));
        };
        let inside = real.strip_prefix(folder.as_str());
        if !inside.is_some_and(|rest| rest.starts_with('/')) {
            return Err(Unread::Outside);
        }
        if !self.texts.contains_key(&real) {
            self.room()?;
            let Ok(bytes) = self.loader.read(&real) else {
                return Err(Unread::Missing(None));
            };
            self.take_bytes(bytes.len() as u64)?;
            let text = plain(cx, self.display(&real), bytes);
            self.texts.insert(real.clone(), text);
        }
        let text = self.texts.get(&real).cloned().flatten();
        text.ok_or(Unread::Broken)
    }

    /// The file with the most similar path, or else with the same name.
    fn nearest(&self, path: &str) -> Option<String> {
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let all = || self.fragments.iter().chain(&self.roots);
        let near = crate::suggest::nearest(path, all().map(String::as_str));
        let same_name = || {
            let mut same = all().filter(|other| name(other) == name(path));
            same.next().map(String::as_str)
        };
        near.or_else(same_name).map(|path| self.display(path))
    }
}

/// Whether a file is text by its name.
pub(crate) fn is_text(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| {
        ["md", "markdown", "txt"].contains(&extension.to_ascii_lowercase().as_str())
    })
}

impl fmt::Debug for Folder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Folder")
            .field("folder", &self.folder)
            .field("fragments", &self.fragments)
            .finish_non_exhaustive()
    }
}
