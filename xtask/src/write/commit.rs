//! A plan to a folder that is as planned: stage everything, then move it into place.
//!
//! 1. All new contents, both manifests included, are written to the stage folder and synced. Up to here an error is
//!    undone, and the output is as it was.
//! 2. The unfinished manifest takes the place of the manifest. From here on a killed run leaves files each of which is
//!    wholly old or wholly new, and which the manifest knows; the next run does the rest.
//! 3. The files are moved into place, those no longer wanted are removed, and the final manifest is moved into place.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::folder::{Folder, MANIFEST};
use super::fs::{Fs, Kind};
use super::manifest::Manifest;
use super::paths;
use super::plan::{Item, Plan, State};
use super::stage::{self, Stage};
use crate::failure::Failure;

/// What was made and can be taken away again, in the order of making.
#[derive(Debug, Default)]
pub(crate) struct Undo {
    made: Vec<Made>,
}

#[derive(Debug)]
enum Made {
    File(PathBuf),
    Folder(PathBuf),
}

impl Made {
    fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Folder(path) => path,
        }
    }
}

impl Undo {
    /// Makes a folder and those above it that are missing.
    pub(crate) fn create_folders(&mut self, fs: &dyn Fs, path: &Path) -> Result<(), Failure> {
        let fail = |error: io::Error| Failure::io("create", path, &error);
        let mut missing = Vec::new();
        for folder in path
            .ancestors()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            match fs.kind(folder).map_err(fail)? {
                Kind::Absent => missing.push(folder),
                _ => break,
            }
        }
        for folder in missing.into_iter().rev() {
            fs.create_folder(folder).map_err(fail)?;
            self.made.push(Made::Folder(folder.to_path_buf()));
        }
        Ok(())
    }

    fn write_new(&mut self, fs: &dyn Fs, path: &Path, contents: &[u8]) -> Result<(), Failure> {
        // Noted first: a failure can leave a part of the file.
        self.made.push(Made::File(path.to_path_buf()));
        fs.write_new(path, contents)
            .map_err(|error| Failure::io("write", path, &error))
    }

    /// Takes everything away again. What cannot be taken away stays; the next run recognises it.
    pub(crate) fn run(self, fs: &dyn Fs) {
        for made in self.made.into_iter().rev() {
            let _ = match made {
                Made::File(path) => fs.remove_file(&path),
                Made::Folder(path) => fs.remove_folder(&path),
            };
        }
    }
}

/// Does what the plan says. The folder exists, is locked, and has no stage.
///
/// # Errors
/// When an operation on a file does not work. Where the output has not been touched yet, `undo` has what is to be taken
/// away; else the message says that it is half written.
pub(crate) fn commit(
    fs: &dyn Fs,
    folder: &Folder,
    plan: &Plan,
    undo: &mut Undo,
) -> Result<(), Failure> {
    let staged = stage_all(fs, folder, plan, undo)?;
    // The first thing moved is a manifest; should that fail, nothing has happened yet.
    let first = staged.unfinished.as_ref().unwrap_or(&staged.manifest);
    replace_manifest(fs, folder, first)?;
    *undo = Undo::default();
    let result = move_all(fs, folder, plan, &staged);
    // A stage that cannot be cleared is left to the next run.
    let _ = stage::clear(fs, &folder.path);
    result.map_err(|failure| {
        failure
            .note("the output is half written; every file in it is wholly old or wholly new")
            .help("run the same command again once the cause is gone; it completes what this run began")
    })
}

/// New contents that wait to be moved into place.
struct Staged {
    /// From where to where: files, and new folders with all that is in them.
    moves: Vec<(PathBuf, PathBuf)>,
    /// None when no file changes, only what the manifest says.
    unfinished: Option<PathBuf>,
    manifest: PathBuf,
}

fn stage_all(
    fs: &dyn Fs,
    folder: &Folder,
    plan: &Plan,
    undo: &mut Undo,
) -> Result<Staged, Failure> {
    let mut stage = Stage::new(&folder.path);
    undo.create_folders(fs, &stage.path())?;
    for item in &plan.items {
        if let State::Missing { new } | State::Changed { new, .. } = &item.state {
            let place = stage
                .place_for(fs, &item.path)
                .map_err(|error| Failure::io("stage", &stage.path(), &error))?;
            undo.create_folders(fs, place.parent().unwrap_or(&folder.path))?;
            undo.write_new(fs, &place, new)?;
        }
    }
    let unfinished = match plan.items.iter().any(|item| changes(&item.state)) {
        true => {
            let place = stage.place();
            undo.write_new(fs, &place, unfinished(folder, plan).text().as_bytes())?;
            Some(place)
        }
        false => None,
    };
    let manifest = stage.place();
    undo.write_new(fs, &manifest, plan.manifest.text().as_bytes())?;
    // All at the end: the first sync then brings most of the others' contents to the disk with its own.
    for made in undo
        .made
        .iter()
        .filter(|made| made.path().starts_with(stage.path()))
    {
        let path = made.path();
        let synced = match made {
            Made::File(_) => fs.sync_file(path),
            Made::Folder(_) => fs.sync_folder(path),
        };
        synced.map_err(|error| Failure::io("sync", path, &error))?;
    }
    Ok(Staged {
        moves: stage.moves().to_vec(),
        unfinished,
        manifest,
    })
}

fn move_all(fs: &dyn Fs, folder: &Folder, plan: &Plan, staged: &Staged) -> Result<(), Failure> {
    let sync = |path: &Path| {
        fs.sync_folder(path)
            .map_err(|error| Failure::io("sync", path, &error))
    };
    // The manifest is to be on the disk before the first file that it alone knows.
    sync(&folder.path)?;
    if staged.unfinished.is_none() {
        return Ok(());
    }
    let mut touched = BTreeSet::new();
    for (from, place) in &staged.moves {
        fs.rename(from, place)
            .map_err(|error| Failure::io("replace", place, &error))?;
        touched.extend(place.parent());
    }
    touched.into_iter().try_for_each(sync)?;
    for item in plan.items.iter().filter(|item| item.state == State::Stale) {
        remove(fs, &folder.path, item)?;
    }
    replace_manifest(fs, folder, &staged.manifest)?;
    sync(&folder.path)
}

fn replace_manifest(fs: &dyn Fs, folder: &Folder, new: &Path) -> Result<(), Failure> {
    let manifest = folder.path.join(MANIFEST);
    fs.rename(new, &manifest)
        .map_err(|error| Failure::io("replace", &manifest, &error))
}

/// Removes a file that is no longer wanted, and the folders that it leaves empty. A killed run may have done a part.
fn remove(fs: &dyn Fs, out: &Path, item: &Item) -> Result<(), Failure> {
    let fail = |path: &Path, error: io::Error| Failure::io("remove", path, &error);
    let file = paths::below(out, &item.path);
    if fs.kind(&file).map_err(|error| fail(&file, error))? == Kind::File {
        fs.remove_file(&file).map_err(|error| fail(&file, error))?;
    }
    for folder in file.ancestors().skip(1).take_while(|folder| *folder != out) {
        match fs.kind(folder).map_err(|error| fail(folder, error))? {
            Kind::Absent => {}
            Kind::Folder if is_empty(fs, folder)? => {
                fs.remove_folder(folder)
                    .map_err(|error| fail(folder, error))?;
            }
            _ => break,
        }
    }
    Ok(())
}

fn is_empty(fs: &dyn Fs, folder: &Path) -> Result<bool, Failure> {
    fs.list(folder)
        .map(|entries| entries.is_empty())
        .map_err(|error| Failure::io("list", folder, &error))
}

fn changes(state: &State) -> bool {
    matches!(
        state,
        State::Missing { .. } | State::Changed { .. } | State::Stale
    )
}

/// The manifest that holds while the files move: it knows the old contents and the new.
fn unfinished(folder: &Folder, plan: &Plan) -> Manifest {
    let mut manifest = plan.manifest.clone();
    let mut apis: BTreeMap<_, _> = folder.manifest.apis.clone();
    apis.append(&mut manifest.apis);
    manifest.apis = apis;
    let mut moving: BTreeSet<String> = folder.manifest.unfinished.iter().cloned().collect();
    for item in &plan.items {
        if changes(&item.state) {
            moving.extend(item.api.clone());
        }
        match (
            &item.state,
            manifest.files.get_mut(&item.path),
            folder.manifest.files.get(&item.path),
        ) {
            // What is on the disk now; after an earlier killed run that may be either of two.
            (State::Changed { old_hash, .. }, Some(entry), _) => {
                entry.replaces = Some(old_hash.clone())
            }
            (State::Stale, _, Some(old)) => {
                manifest.files.insert(item.path.clone(), old.clone());
            }
            _ => {}
        }
    }
    manifest.unfinished = moving.into_iter().collect();
    manifest
}
