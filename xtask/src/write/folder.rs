//! Which folder may be written to: one that is empty, or that the generator's manifest says is its own.

use std::io;
use std::path::{Path, PathBuf};

use generator::output::KeptApi;

use super::fs::{Fs, Kind};
use super::manifest::{FORMAT, Manifest, ParseError};
use super::stage;
use crate::failure::Failure;
use crate::shell::quote;

/// The manifest's name in the output folder.
pub(crate) const MANIFEST: &str = ".codegen.json";
/// The lock's name in the output folder.
pub(crate) const LOCK: &str = ".codegen.lock";

/// An output folder that was found fit to be written to.
#[derive(Clone, Debug)]
pub(crate) struct Folder {
    /// Where, as the user says it.
    pub(crate) path: PathBuf,
    /// The bytes of its manifest, where there is one.
    pub(crate) text: Option<Vec<u8>>,
    /// What its manifest says; nothing where there is none.
    pub(crate) manifest: Manifest,
}

/// Looks at the folder and at its manifest. Nothing is changed.
///
/// # Errors
/// When it is not a folder, lies with the documents of `specs` in one another, has files but no manifest, or a
/// manifest that cannot be read.
pub(crate) fn open(fs: &dyn Fs, path: &Path, specs: &Path) -> Result<Folder, Failure> {
    let place = resolve(fs, path)?;
    let specs = resolve(fs, specs)?;
    if place.parent().is_none() {
        return Err(
            Failure::new("the output folder is the root of the file system").help(ELSEWHERE),
        );
    }
    if place.starts_with(&specs) || specs.starts_with(&place) {
        let relation = match (place == specs, specs.starts_with(&place)) {
            (true, _) => "is",
            (false, true) => "contains",
            (false, false) => "lies in",
        };
        return Err(Failure::new(format!(
            "the output folder {} {relation} the specs folder",
            path.display()
        ))
        .help(ELSEWHERE));
    }
    match fs
        .kind(&place)
        .map_err(|error| Failure::io("look at", path, &error))?
    {
        Kind::Absent | Kind::Folder => {}
        Kind::File | Kind::Symlink | Kind::Other => {
            return Err(Failure::new(format!(
                "the output folder {} is not a folder",
                path.display()
            ))
            .help(ELSEWHERE));
        }
    }
    match read_manifest(fs, path)? {
        Some(text) => {
            let manifest = Manifest::parse(&text).map_err(|error| unreadable(path, &error))?;
            Ok(Folder {
                path: path.to_path_buf(),
                text: Some(text),
                manifest,
            })
        }
        None => {
            if let Some(file) = first_file(fs, path, true)? {
                return Err(foreign(path, &file));
            }
            Ok(Folder {
                path: path.to_path_buf(),
                text: None,
                manifest: Manifest::default(),
            })
        }
    }
}

/// The bytes of the manifest below `path`, where there is one.
///
/// # Errors
/// When it cannot be read, or is something else than a file.
pub(crate) fn read_manifest(fs: &dyn Fs, path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    let manifest = path.join(MANIFEST);
    match fs
        .kind(&manifest)
        .map_err(|error| Failure::io("look at", &manifest, &error))?
    {
        Kind::Absent => Ok(None),
        Kind::File => fs
            .read(&manifest)
            .map(Some)
            .map_err(|error| Failure::io("read", &manifest, &error)),
        Kind::Folder | Kind::Symlink | Kind::Other => Err(Failure::new(format!(
            "{} is not a regular file",
            manifest.display()
        ))),
    }
}

impl Folder {
    /// All APIs that are in the folder, whole.
    pub(crate) fn apis(&self) -> Vec<KeptApi> {
        let whole = self
            .manifest
            .apis
            .iter()
            .filter(|(name, _)| !self.manifest.unfinished.contains(name));
        whole
            .map(|(name, api)| KeptApi {
                name: name.clone(),
                parts: api.parts.clone(),
                replacements: api.replacements.clone(),
                features: api.features.clone(),
            })
            .collect()
    }

    /// The APIs in the output that a run for `apis` alone leaves as they are; none when `apis` is empty, which means
    /// all.
    ///
    /// # Errors
    /// When a killed run left one of them half written.
    pub(crate) fn kept(&self, apis: &[String]) -> Result<Vec<KeptApi>, Failure> {
        if apis.is_empty() {
            return Ok(Vec::new());
        }
        let kept = self
            .manifest
            .apis
            .iter()
            .filter(|(name, _)| !apis.contains(name));
        let kept: Vec<_> = kept
            .map(|(name, api)| KeptApi {
                name: name.clone(),
                parts: api.parts.clone(),
                replacements: api.replacements.clone(),
                features: api.features.clone(),
            })
            .collect();
        match kept
            .iter()
            .find(|api| self.manifest.unfinished.contains(&api.name))
        {
            Some(api) => Err(Failure::new(format!(
                "an interrupted run left `{}` half written",
                api.name
            ))
            .help(format!("add `--api {}`, or leave `--api` out", api.name))),
            None => Ok(kept),
        }
    }
}

const ELSEWHERE: &str = "choose another folder with --out";

/// The place of a path without links and dots, whether or not it exists.
fn resolve(fs: &dyn Fs, path: &Path) -> Result<PathBuf, Failure> {
    let fail = |error: io::Error| Failure::io("look at", path, &error);
    let absolute = std::path::absolute(path).map_err(fail)?;
    // The longest part that exists can be resolved; what does not exist has no links.
    let mut rest = Vec::new();
    for ancestor in absolute.ancestors() {
        match fs.canonicalize(ancestor) {
            Ok(place) => {
                return Ok(rest
                    .iter()
                    .rev()
                    .fold(place, |place, name| place.join(name)));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => match ancestor.file_name() {
                Some(name) if fs.kind(ancestor).map_err(fail)? == Kind::Absent => rest.push(name),
                _ => return Err(fail(error)),
            },
            Err(error) => return Err(fail(error)),
        }
    }
    Ok(absolute)
}

/// A file below `folder` that a killed first run cannot have left, if there is one. Empty folders it can, and a new
/// repository has nothing but its `.git`.
fn first_file(fs: &dyn Fs, folder: &Path, top: bool) -> Result<Option<PathBuf>, Failure> {
    let fail = |error: io::Error| Failure::io("list", folder, &error);
    if top && fs.kind(folder).map_err(fail)? == Kind::Absent {
        return Ok(None);
    }
    for (name, kind) in fs.list(folder).map_err(fail)? {
        let path = folder.join(&name);
        let file = match (top, name.as_str(), kind) {
            (true, LOCK, Kind::File) | (true, ".git", Kind::File | Kind::Folder) => None,
            (true, stage::NAME, Kind::Folder) => None,
            (_, _, Kind::Folder) => first_file(fs, &path, false)?,
            _ => Some(path),
        };
        if file.is_some() {
            return Ok(file);
        }
    }
    Ok(None)
}

fn foreign(path: &Path, file: &Path) -> Failure {
    let manifest = path.join(MANIFEST);
    Failure::new(format!(
        "the output folder {} has files, and none of them is the generator's",
        path.display()
    ))
    .note(format!("there is {}, and no {MANIFEST}", file.display()))
    .note(format!(
        "if {MANIFEST} was lost, restore it from version control"
    ))
    .help(format!(
        "{ELSEWHERE}; or, to generate beside these files, say so with a manifest that names none: \
             echo '{{\"format\": {FORMAT}}}' > {}",
        quote(&manifest.display().to_string())
    ))
}

fn unreadable(path: &Path, error: &ParseError) -> Failure {
    let manifest = path.join(MANIFEST);
    match error {
        ParseError::Newer(format) => {
            Failure::new(format!("a newer generator wrote {}", path.display()))
                .note(format!(
                    "{} has format {format}; this generator knows formats up to {FORMAT}",
                    manifest.display()
                ))
                .help("use the generator that wrote it, or a newer one")
        }
        ParseError::Broken(reason) => Failure::new(format!(
            "{} is not a manifest: {reason}",
            manifest.display()
        ))
        .help("restore it from version control; after a merge, take either side"),
    }
}
