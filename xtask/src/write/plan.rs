//! The files that a run wants, against those that the output folder has: what is to be done, and what must not be.

use std::collections::BTreeMap;
use std::path::Path;

use generator::output::{ApiSummary, KeptApi, OutputFile, Ownership};

use super::folder::Folder;
use super::fs::{Fs, Kind};
use super::manifest::{self, Api, Entry, Manifest};
use super::{paths, region, stage};
use crate::failure::Failure;

/// What a run wants to be in the output folder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    /// The files, all but those of the kept APIs.
    pub(crate) files: &'a [OutputFile],
    /// The APIs that they are of.
    pub(crate) apis: &'a [ApiSummary],
    /// The APIs that stay as they are.
    pub(crate) kept: &'a [KeptApi],
}

/// What is to be done so that the folder is as wanted.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// Each wanted file and each that is no longer wanted, sorted by path.
    pub(crate) items: Vec<Item>,
    /// The manifest when it is done.
    pub(crate) manifest: Manifest,
    /// Whether the manifest on the disk is another one, or missing.
    pub(crate) manifest_changes: bool,
    /// Whether a killed run left staged files.
    pub(crate) leftovers: bool,
}

/// A file, wanted or no longer so.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Its path below the output folder.
    pub(crate) path: String,
    /// The API it belongs to; none for what the whole crate shares.
    pub(crate) api: Option<String>,
    /// How it stands.
    pub(crate) state: State,
}

/// How a file of the output folder stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It is as wanted.
    Unchanged,
    /// It is wanted and not there.
    Missing {
        /// What to write.
        new: Vec<u8>,
    },
    /// It is as an earlier run wrote it, and other contents are wanted.
    Changed {
        /// What is there.
        old: Vec<u8>,
        /// The hash of the part of it that is ours.
        old_hash: String,
        /// What to write.
        new: Vec<u8>,
    },
    /// An earlier run wrote it and somebody changed it since.
    Edited {
        /// What is there.
        old: Vec<u8>,
        /// What is wanted.
        new: Vec<u8>,
    },
    /// Something stands at its path that no run wrote: a user's file, a folder, a file in the place of a folder.
    Taken {
        /// What, in a few words.
        by: String,
    },
    /// It is ours in part, and our part cannot be found in it.
    NoRegion,
    /// No longer wanted, and as an earlier run wrote it; or already gone.
    Stale,
    /// No longer wanted, but somebody changed it since; it stays, and is the user's from now on.
    StaleEdited,
}

impl State {
    /// Whether a run must not write at all while a file stands so.
    pub(crate) fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::Edited { .. } | Self::Taken { .. } | Self::NoRegion
        )
    }
}

impl Plan {
    /// Whether there is nothing to do.
    pub(crate) fn is_settled(&self) -> bool {
        self.is_current() && !self.leftovers
    }

    /// Whether the output is what a run would write.
    pub(crate) fn is_current(&self) -> bool {
        !self.manifest_changes && self.items.iter().all(|item| item.state == State::Unchanged)
    }

    /// The files that keep the run from writing.
    pub(crate) fn conflicts(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.state.is_conflict())
    }
}

/// Compares. Nothing is changed.
///
/// # Errors
/// When a file cannot be read, when a path leads through a symbolic link, or when the wanted files cannot stand side by
/// side.
pub(crate) fn plan(fs: &dyn Fs, folder: &Folder, wanted: Wanted<'_>) -> Result<Plan, Failure> {
    let kept = kept_files(folder, wanted);
    let all = wanted
        .files
        .iter()
        .map(|file| file.path.as_str())
        .chain(kept.keys().map(|path| path.as_str()));
    paths::check_all(all).map_err(|reason| {
        Failure::new(format!(
            "the generator made files that cannot stand side by side: {reason}"
        ))
        .help("this is a defect of the generator, please report it")
    })?;

    let mut items = Vec::new();
    let mut next = Manifest::default();
    let kept_apis = wanted.kept.iter().map(|api| {
        (
            api.name.clone(),
            Api {
                parts: api.parts.clone(),
                replacements: api.replacements.clone(),
                features: api.features.clone(),
            },
        )
    });
    let made_apis = wanted.apis.iter().map(|api| {
        (
            api.name.clone(),
            Api {
                parts: api.parts.clone(),
                replacements: api.replacements.clone(),
                features: api.features.clone(),
            },
        )
    });
    next.apis = kept_apis.chain(made_apis).collect();
    next.files = kept
        .into_iter()
        .map(|(path, entry)| (path.clone(), entry.clone()))
        .collect();
    for file in wanted.files {
        let known = folder.manifest.files.get(&file.path);
        let ours = owned(file)?;
        let entry = Entry {
            api: file.api.clone(),
            region: file.ownership == Ownership::Region,
            sha256: manifest::hash(ours.as_bytes()),
            replaces: None,
        };
        let state = wanted_state(fs, &folder.path, file, known, &entry)?;
        next.files.insert(file.path.clone(), entry);
        items.push(Item {
            path: file.path.clone(),
            api: file.api.clone(),
            state,
        });
    }
    for (path, entry) in &folder.manifest.files {
        if !next.files.contains_key(path) {
            let state = stale_state(fs, &folder.path, path, entry)?;
            items.push(Item {
                path: path.clone(),
                api: entry.api.clone(),
                state,
            });
        }
    }
    items.sort_by(|a, b| a.path.cmp(&b.path));

    let text = folder.text.as_deref().map(manifest::lf);
    let stage = folder.path.join(stage::NAME);
    Ok(Plan {
        items,
        manifest_changes: text.as_deref() != Some(next.text().as_bytes()),
        manifest: next,
        leftovers: stage::exists(fs, &folder.path)
            .map_err(|error| Failure::io("look at", &stage, &error))?,
    })
}

/// The files of the kept APIs, as the manifest has them.
fn kept_files<'a>(folder: &'a Folder, wanted: Wanted<'_>) -> BTreeMap<&'a String, &'a Entry> {
    let is_kept = |entry: &Entry| {
        wanted
            .kept
            .iter()
            .any(|api| Some(&api.name) == entry.api.as_ref())
    };
    folder
        .manifest
        .files
        .iter()
        .filter(|(_, entry)| is_kept(entry))
        .collect()
}

/// The text of a wanted file that is ours.
fn owned(file: &OutputFile) -> Result<&str, Failure> {
    match file.ownership {
        Ownership::Whole => Ok(&file.contents),
        Ownership::Region => region::split(&file.contents)
            .map(|split| split.region)
            .ok_or_else(|| {
                Failure::new(format!("the generator made {} without a region", file.path))
                    .help("this is a defect of the generator, please report it")
            }),
    }
}

fn wanted_state(
    fs: &dyn Fs,
    folder: &Path,
    file: &OutputFile,
    known: Option<&Entry>,
    entry: &Entry,
) -> Result<State, Failure> {
    let old = match find(fs, folder, &file.path)? {
        Found::Nothing => {
            return Ok(State::Missing {
                new: file.contents.clone().into_bytes(),
            });
        }
        Found::Else(by) => return Ok(State::Taken { by }),
        Found::File(old) => old,
    };
    let (old_hash, new) = match file.ownership {
        Ownership::Whole => (manifest::hash(&old), file.contents.clone().into_bytes()),
        Ownership::Region => {
            let text = std::str::from_utf8(&old).ok();
            let splits = text
                .and_then(region::split)
                .zip(region::split(&file.contents));
            let Some((there, made)) = splits else {
                return Ok(State::NoRegion);
            };
            (
                manifest::hash(there.region.as_bytes()),
                region::replace(there, made.region).into_bytes(),
            )
        }
    };
    if old_hash == entry.sha256 {
        return Ok(State::Unchanged);
    }
    Ok(match known {
        Some(known) if known.knows(&old_hash) => State::Changed { old, old_hash, new },
        Some(_) => State::Edited { old, new },
        None => State::Taken {
            by: "a file that the generator did not write".to_owned(),
        },
    })
}

fn stale_state(fs: &dyn Fs, folder: &Path, path: &str, entry: &Entry) -> Result<State, Failure> {
    Ok(match find(fs, folder, path)? {
        Found::Nothing => State::Stale,
        // What stands around a region is the user's.
        Found::File(old) if !entry.region && entry.knows(&manifest::hash(&old)) => State::Stale,
        Found::File(_) | Found::Else(_) => State::StaleEdited,
    })
}

/// What stands at a path below the output folder.
enum Found {
    Nothing,
    File(Vec<u8>),
    Else(String),
}

/// Looks at each folder on the way, so that nothing is ever reached through a link.
fn find(fs: &dyn Fs, folder: &Path, path: &str) -> Result<Found, Failure> {
    for parent in paths::parents(path) {
        match kind(fs, &paths::below(folder, parent))? {
            Kind::Absent => return Ok(Found::Nothing),
            Kind::Folder => {}
            Kind::Symlink => return Err(link(folder, parent)),
            Kind::File | Kind::Other => {
                return Ok(Found::Else(format!("`{parent}`, which is not a folder")));
            }
        }
    }
    let place = paths::below(folder, path);
    match kind(fs, &place)? {
        Kind::Absent => Ok(Found::Nothing),
        Kind::File => fs
            .read(&place)
            .map(Found::File)
            .map_err(|error| Failure::io("read", &place, &error)),
        Kind::Symlink => Err(link(folder, path)),
        Kind::Folder => Ok(Found::Else("a folder".to_owned())),
        Kind::Other => Ok(Found::Else(
            "something that is neither a file nor a folder".to_owned(),
        )),
    }
}

fn kind(fs: &dyn Fs, place: &Path) -> Result<Kind, Failure> {
    fs.kind(place)
        .map_err(|error| Failure::io("look at", place, &error))
}

fn link(folder: &Path, path: &str) -> Failure {
    Failure::new(format!(
        "{} is a symbolic link",
        paths::below(folder, path).display()
    ))
    .note("the generator writes to its own folder only, and does not follow links out of it")
    .help("remove the link, or put a real file or folder in its place")
}
