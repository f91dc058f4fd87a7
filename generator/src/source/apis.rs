//! The files of a specs folder to APIs.
//!
//! - `<api>.yaml`, `<api>.yml` or `<api>.json` is an API of one document; `<api>.overlay.yaml` and
//!   `<api>.<anything>.overlay.yaml` beside it are its overlays.
//! - A folder `<api>/` is an API of all the documents directly in it that have a top-level `openapi` or `swagger` key;
//!   every `*.overlay.yaml` directly in it is an overlay. Its other files are fragments, read when a `$ref` asks.
//! - `<api>.names.lock` beside a document, `names.lock` in a folder, holds the Rust names of the API's items.
//!   The configuration can name documents further down instead.
//! - `codegen.yaml` is the configuration. Files that are neither YAML nor JSON are left alone.

use super::{
    ApiChoices, Config, FileName, Folder, Loader, NamesLock, Node, Span, Trust, config, exceeded,
    names, names_lock,
    read::{display, read},
    roots,
};
use crate::{
    diagnostics::{Aborted, Diagnostic, Diagnostics, Severity, codes},
    suggest,
};
use std::collections::{BTreeMap, BTreeSet};

/// The documents of one API, as they were written.
#[derive(Debug)]
pub struct ApiSource<'l> {
    /// Module name: `sequence`.
    pub name: String,
    /// The documents with a top-level `openapi` or `swagger` key, sorted by path; at least one.
    pub roots: Vec<SourceDocument>,
    /// The overlays, sorted by file name.
    pub overlays: Vec<SourceDocument>,
    /// The other files of the API's folder, not read yet.
    pub folder: Folder<'l>,
    /// What the user says beside the documents.
    pub choices: Choices,
    /// Whether a document in the API's folder could not be read, which has been said. The others are there to be judged;
    /// nothing can come of them.
    pub is_incomplete: bool,
}

/// What the user says beside the documents of an API, for the stage that decides about Rust.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The configuration of the specs folder.
    pub config: Config,
    /// What it says for this API.
    pub api: ApiChoices,
    /// The names that items have; nothing when there is no lock.
    pub lock: Option<NamesLock>,
    /// Where the lock is, or would be: below the specs folder, separated by `/`.
    pub lock_path: String,
}

/// One file, read.
#[derive(Debug)]
pub struct SourceDocument {
    /// Below the specs folder, separated by `/`.
    pub path: String,
    /// What it says.
    pub tree: Node,
}

/// The files of one API.
#[derive(Default)]
pub(super) struct Files {
    pub(super) documents: Vec<String>,
    overlays: Vec<String>,
    pub(super) fragments: Vec<String>,
    lock: Option<String>,
    pub(super) is_folder: bool,
}

/// Reads the APIs of a specs folder, sorted by name; only those named by `only`, unless that is empty.
///
/// An API with errors is missing from the result, or incomplete; the others are there: look at the diagnostics as well.
///
/// # Errors
/// [`Aborted`] when there is no API at all: the folder cannot be read, or holds none.
pub fn run<'l>(
    cx: &mut Diagnostics,
    loader: &'l dyn Loader,
    only: &[String],
) -> Result<Vec<ApiSource<'l>>, Aborted> {
    let paths = match loader.files() {
        Ok(paths) => paths,
        Err(error) => {
            let path = if error.path.is_empty() {
                loader.display_root().to_owned()
            } else {
                display(loader, &error.path)
            };
            report_file(
                cx,
                &path,
                &codes::UNREADABLE,
                format!("cannot be read: {}", error.reason),
                None,
            );
            return Err(Aborted);
        }
    };
    let config = paths
        .iter()
        .find(|path| config::FILE_NAMES.contains(&path.as_str()))
        .map(|path| config::load(cx, loader, path))
        .unwrap_or_default();
    cx.limits = config.limits;
    let mut apis = group(cx, loader, &paths);
    if apis.is_empty() && cx.errors() == 0 {
        let help = "put an OpenAPI document there: `<api>.yaml`, or a folder `<api>/` of documents";
        let root = loader.display_root().to_owned();
        report_file(
            cx,
            &root,
            &codes::NO_API,
            "the folder holds no API".to_owned(),
            Some(help.to_owned()),
        );
    }
    for (name, span) in config.apis().filter(|(name, _)| !apis.contains_key(*name)) {
        let message = format!("there is no API `{name}`");
        let help = match suggest::nearest(name, apis.keys().map(String::as_str)) {
            Some(near) => format!("an API with a similar name exists: `{near}`"),
            None => "name it as its document or its folder".to_owned(),
        };
        config::wrong(cx, span, message, help);
    }
    for name in only {
        if !apis.contains_key(name) {
            let help = match suggest::nearest(name, apis.keys().map(String::as_str)) {
                Some(near) => format!("an API with a similar name exists: `{near}`"),
                None => format!(
                    "the APIs are {}",
                    suggest::list(&apis.keys().map(String::as_str).collect::<Vec<_>>())
                ),
            };
            let root = loader.display_root().to_owned();
            report_file(
                cx,
                &root,
                &codes::UNKNOWN_API,
                format!("there is no API `{name}`"),
                Some(help),
            );
        }
    }
    if !only.is_empty() {
        apis.retain(|name, _| only.contains(name));
    }
    let apis: Vec<ApiSource<'_>> = apis
        .into_iter()
        .filter_map(|(name, files)| read_api(cx, loader, &config, name, files))
        .collect();
    match apis.is_empty() {
        true => Err(Aborted),
        false => Ok(apis),
    }
}

/// Says something about a file or a folder as such.
fn report_file(
    cx: &mut Diagnostics,
    path: &str,
    code: &'static crate::diagnostics::Code,
    message: String,
    help: Option<String>,
) {
    let file = cx.sources.add(path, String::new(), Trust::User);
    let mut diagnostic = Diagnostic::new(
        code,
        Span {
            file,
            start: 0,
            end: 0,
        },
        message,
    );
    diagnostic.help = help;
    cx.push(diagnostic);
}

/// The name of a lock, in a folder or behind the name of an API.
const LOCK: &str = "names.lock";

/// The API that a lock belongs to.
fn locked_api(path: &str) -> Option<&str> {
    path.strip_suffix(LOCK)?
        .strip_suffix(['/', '.'])
        .filter(|name| !name.contains(['/', '.']))
}

/// Which file belongs to which API. Reports names that no module can have.
fn group(cx: &mut Diagnostics, loader: &dyn Loader, paths: &[String]) -> BTreeMap<String, Files> {
    let mut apis: BTreeMap<String, Files> = BTreeMap::new();
    let mut overlays = Vec::new();
    let mut locks = Vec::new();
    for path in paths {
        if let Some(name) = locked_api(path) {
            locks.push((name, path));
            continue;
        }
        let (folder, rest) = match path.split_once('/') {
            Some((folder, rest)) => (Some(folder), rest),
            None => (None, path.as_str()),
        };
        let Some(stem) = document_stem(path) else {
            continue;
        };
        let name = match folder {
            Some(folder) => folder,
            None if config::FILE_NAMES.contains(&path.as_str()) => continue,
            None => stem,
        };
        if folder.is_none() && is_overlay(stem) {
            overlays.push((name.split('.').next().unwrap_or(name), path));
            continue;
        }
        let files = apis.entry(name.to_owned()).or_default();
        let taken = match folder {
            Some(_) => !files.is_folder && !files.documents.is_empty(),
            None => !files.documents.is_empty(),
        };
        if taken {
            let first = display(loader, &files.documents[0]);
            let message = format!("the API `{name}` is there already, as {first}");
            let help = "keep one of them, or give one another name".to_owned();
            report_file(
                cx,
                &display(loader, path),
                &codes::DUPLICATE_API,
                message,
                Some(help),
            );
            continue;
        }
        files.is_folder = folder.is_some();
        match (folder, rest.contains('/')) {
            (Some(_), true) => files.fragments.push(path.clone()),
            (Some(_), false) if is_overlay(stem) => files.overlays.push(path.clone()),
            _ => files.documents.push(path.clone()),
        }
    }
    for (name, path) in overlays {
        match apis.get_mut(name) {
            Some(files) => files.overlays.push(path.clone()),
            None => {
                let message = format!("the overlay belongs to no API: there is no `{name}`");
                let help = "name it `<api>.overlay.yaml` after the document beside it".to_owned();
                report_file(
                    cx,
                    &display(loader, path),
                    &codes::STRAY_OVERLAY,
                    message,
                    Some(help),
                );
            }
        }
    }
    for (name, path) in locks {
        let is_folder = path.contains('/');
        match apis
            .get_mut(name)
            .filter(|files| files.is_folder == is_folder)
        {
            Some(files) => files.lock = Some(path.clone()),
            None => {
                let message = format!("the lock belongs to no API: there is no `{name}`");
                let help = "remove it, or rename it with the document that it was for".to_owned();
                let path = display(loader, path);
                report_file(cx, &path, &codes::STRAY_LOCK, message, Some(help));
            }
        }
    }
    apis.retain(|name, files| match names::check(name) {
        Ok(()) => true,
        Err(reason) => {
            let path = match (files.is_folder, files.documents.first()) {
                (false, Some(path)) => display(loader, path),
                _ => display(loader, name),
            };
            let message = format!("`{name}` cannot be the name of an API: {reason}");
            let help = format!("rename it, for instance to `{}`", names::repair(name));
            report_file(cx, &path, &codes::INVALID_API_NAME, message, Some(help));
            false
        }
    });
    apis
}

/// The file name of a document without its extension.
fn document_stem(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    [".yaml", ".yml", ".json"]
        .iter()
        .find_map(|extension| name.strip_suffix(extension))
}

fn is_overlay(stem: &str) -> bool {
    stem.ends_with(".overlay")
}

/// Reads the files of an API; nothing when any of them has errors, but for documents beside others: these can be judged.
fn read_api<'l>(
    cx: &mut Diagnostics,
    loader: &'l dyn Loader,
    config: &Config,
    name: String,
    files: Files,
) -> Option<ApiSource<'l>> {
    let mark = cx.mark();
    let folder = display(loader, &name);
    let mut files = files;
    let named = config.roots(&name);
    if !named.is_empty() {
        roots::take(cx, &mut files, &name, named);
    }
    let has_wrong_roots = has_errors(cx.since(mark));
    let mut values = 0_usize;
    let mut read_all = |paths: Vec<String>, trust: Trust| -> Vec<SourceDocument> {
        let documents = paths.into_iter().filter_map(|path| {
            let name = FileName {
                path: &path,
                display: display(loader, &path),
            };
            let limit = cx.limits.values;
            if values > limit {
                return None;
            }
            let tree = read(cx, name, loader.read(&path), trust)?;
            values = values.saturating_add(tree.count());
            if values > limit {
                let message = format!("with this document, the API has more than {limit} values");
                cx.push(exceeded(tree.span, message, "values", limit));
                return None;
            }
            Some(SourceDocument { path, tree })
        });
        documents.collect()
    };
    let lock_path = match files.is_folder {
        true => format!("{name}/{LOCK}"),
        false => format!("{name}.{LOCK}"),
    };
    let (mut unread, overlay_count) = (files.documents.clone(), files.overlays.len());
    let documents = read_all(files.documents, Trust::Document);
    let read: BTreeSet<&str> = documents.iter().map(|one| one.path.as_str()).collect();
    unread.retain(|path| !read.contains(path.as_str()));
    let mut overlays = read_all(files.overlays, Trust::User);
    overlays.sort_by(|left, right| left.path.cmp(&right.path));
    let is_root = |document: &SourceDocument| match files.is_folder {
        _ if !named.is_empty() => true,
        true => document.tree.get("openapi").is_some() || document.tree.get("swagger").is_some(),
        // A file that stands alone can be nothing else; what it lacks is said where its version is checked.
        false => true,
    };
    let (roots, others): (Vec<_>, Vec<_>) = documents.into_iter().partition(is_root);
    let mut api_folder = Folder::new(
        loader,
        files.is_folder.then(|| name.clone()),
        cx.limits.values,
    );
    for document in roots.iter().chain(&overlays) {
        api_folder.add_file(document.tree.span.file, &document.path);
    }
    roots
        .iter()
        .for_each(|root| api_folder.add_root(&root.path));
    for document in others {
        api_folder.add_read(document);
    }
    api_folder.add_fragments(files.fragments);
    let is_incomplete = !unread.is_empty();
    unread
        .into_iter()
        .for_each(|path| api_folder.add_broken(path));
    let before = cx.mark();
    let lock = files
        .lock
        .and_then(|path| names_lock::load(cx, loader, &path));
    // Overlays may mend what would be wrong without them, and behind a limit there is nothing that anybody wants to know.
    let is_limit = |one: &Diagnostic| one.code.name == codes::LIMIT_EXCEEDED.name;
    if has_errors(cx.since(before))
        || has_wrong_roots
        || overlays.len() < overlay_count
        || cx.since(mark).iter().any(is_limit)
        || is_incomplete && roots.is_empty()
    {
        return None;
    }
    if roots.is_empty() {
        let message = "no document directly in the folder has a top-level `openapi` key".to_owned();
        let further = roots::further_down(loader, api_folder.fragments(), &name);
        let help = format!(
            "if it is further down, say so in `codegen.yaml`: `apis: {{{name}: {{roots: [{further}]}}}}`"
        );
        report_file(cx, &folder, &codes::NO_ROOT, message, Some(help));
        return None;
    }
    Some(ApiSource {
        roots,
        overlays,
        folder: api_folder,
        choices: Choices {
            config: config.clone(),
            api: config.choices(&name).clone(),
            lock,
            lock_path,
        },
        name,
        is_incomplete,
    })
}

fn has_errors(said: &[Diagnostic]) -> bool {
    said.iter().any(|one| one.severity == Severity::Error)
}
