//! Which files of an API's folder are its documents, where the configuration says so, or should.

use super::{Loader, Span, apis::Files, config};
use crate::{diagnostics::Diagnostics, suggest};

/// The files of a folder's folders that look like documents, by their paths below it.
pub(super) fn further_down(loader: &dyn Loader, paths: &[String], api: &str) -> String {
    const SHOWN: usize = 3;
    let is_document = |path: &&String| {
        let text = loader.read(path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let mut keys = text.lines().map(str::trim_start);
        keys.any(|line| {
            let line = line.trim_start_matches(['{', ' ', '"']);
            ["openapi", "swagger"].iter().any(|key| {
                let rest = line.strip_prefix(key).unwrap_or_default();
                rest.trim_start_matches('"').trim_start().starts_with(':')
            })
        })
    };
    let found = paths.iter().filter(is_document).take(SHOWN);
    let found = found.filter_map(|path| path.strip_prefix(api)?.strip_prefix('/'));
    let found: Vec<&str> = found.collect();
    match found.is_empty() {
        true => "…".to_owned(),
        false => found.join(", "),
    }
}

/// Makes those files of a folder its documents that the configuration names, and no others.
pub(super) fn take(cx: &mut Diagnostics, files: &mut Files, api: &str, roots: &[(String, Span)]) {
    let others = std::mem::take(&mut files.documents);
    files.fragments.extend(others);
    for (root, span) in roots {
        let path = format!("{api}/{root}");
        match files.fragments.iter().position(|file| *file == path) {
            Some(index) if files.is_folder => {
                files.fragments.remove(index);
                files.documents.push(path);
            }
            _ => {
                let message = format!("the API `{api}` has no file `{root}`");
                let known = files.fragments.iter();
                let names = known.filter_map(|path| path.strip_prefix(api)?.strip_prefix('/'));
                let help = match suggest::nearest(root, names) {
                    Some(near) => format!("there is `{near}`"),
                    None => "name a file by its path below the folder of the API".to_owned(),
                };
                config::wrong(cx, *span, message, help);
            }
        }
    }
    files.documents.sort_unstable();
}
