//! The bundles of a document, in both formats: the same must come of them as of the document itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::measure;
use super::report::Row;
use crate::failure::Failure;

/// Bundles the document of a row, generates from that, and takes down what is not the same.
///
/// # Errors
/// When the place cannot be written.
pub(super) fn compare(row: &mut Row, place: &Path) -> Result<(), Failure> {
    let before = files(&place.join("crate"), &row.name);
    for extension in ["yaml", "json"] {
        let folder = place.join(format!("bundle-{extension}"));
        let specs = folder.join("specs");
        fs::create_dir_all(&specs).map_err(|error| Failure::io("create", &specs, &error))?;
        let bundle = specs.join(&row.name).with_extension(extension);
        measure::bundle(row, &place.join("specs"), &bundle, &folder.join("bundle"))?;
        if !bundle.exists() {
            row.bundle_differs.push(format!("no bundle in {extension}"));
            continue;
        }
        let krate = folder.join("crate");
        measure::codegen(&specs, &krate, &folder.join("generate"))?;
        let after = files(&krate, &row.name);
        let mut names: Vec<_> = before.keys().chain(after.keys()).collect();
        names.sort();
        names.dedup();
        let differ = names
            .into_iter()
            .filter(|name| before.get(*name) != after.get(*name));
        row.bundle_differs
            .extend(differ.map(|name| format!("{name} from {extension}")));
    }
    Ok(())
}

/// What was generated from one document, without the lines that name its file.
fn files(krate: &Path, name: &str) -> BTreeMap<String, String> {
    let module = krate.join("src").join(name);
    let entries = fs::read_dir(&module).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.push(krate.join("openapi").join(format!("{name}.json")));
    let mut files = BTreeMap::new();
    for path in paths {
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let lines = text
            .lines()
            .filter(|line| !line.starts_with("// @generated"));
        let lines: Vec<_> = lines.collect();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        files.insert(name.into_owned(), lines.join("\n"));
    }
    files
}
