//! Which relative paths may be written: those that every file system can hold side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Longer names are refused by some file systems and archive formats.
const LONGEST_NAME: usize = 120;

/// Every file of the writer's own in the output folder begins so.
pub(crate) const OWN_PREFIX: &str = ".codegen.";

/// Whether `path` may be written or removed below an output folder, alone.
///
/// # Errors
/// Why not, in a few words.
pub(crate) fn check(path: &str) -> Result<(), String> {
    if path.to_ascii_lowercase().starts_with(OWN_PREFIX) {
        return Err(format!(
            "names that begin with `{OWN_PREFIX}` are the writer's own"
        ));
    }
    path.split('/').try_for_each(check_name)
}

/// Whether all of `paths` can stand side by side, also where case does not count.
///
/// # Errors
/// The first two that cannot, and why.
pub(crate) fn check_all<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> Result<(), String> {
    let mut files = BTreeMap::new();
    for path in paths.clone() {
        check(path).map_err(|reason| format!("`{path}`: {reason}"))?;
        if let Some(other) = files.insert(path.to_lowercase(), path) {
            return Err(format!(
                "`{other}` and `{path}` are one file where case does not count"
            ));
        }
    }
    let mut folders = BTreeSet::new();
    for path in files.keys() {
        folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
    }
    match files
        .iter()
        .find(|(folded, _)| folders.contains(folded.as_str()))
    {
        Some((_, path)) => Err(format!("`{path}` is a file and a folder")),
        None => Ok(()),
    }
}

/// The place of a relative, `/`-separated path below `folder`.
pub(crate) fn below(folder: &Path, path: &str) -> PathBuf {
    let mut place = folder.to_path_buf();
    place.extend(path.split('/'));
    place
}

/// The folders that a path lies in, outermost first: `a/b/c` lies in `a` and `a/b`.
pub(crate) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() || name == "." || name == ".." {
        return Err(format!("`{name}` is not a name"));
    }
    if name.len() > LONGEST_NAME {
        return Err(format!("a name of {} bytes", name.len()));
    }
    if let Some(bad) = name
        .chars()
        .find(|c| c.is_control() || r#"<>:"|?*\"#.contains(*c))
    {
        return Err(format!("{bad:?} in a name"));
    }
    if name.ends_with(['.', ' ']) {
        return Err("a name that ends with a dot or a space".to_owned());
    }
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    match is_device(&stem) {
        true => Err(format!("`{stem}` is a device on Windows")),
        false => Ok(()),
    }
}

fn is_device(stem: &str) -> bool {
    let numbered = ["com", "lpt"]
        .iter()
        .find_map(|device| stem.strip_prefix(device));
    match numbered {
        Some(number) => number.len() == 1 && number.as_bytes()[0].is_ascii_digit(),
        None => ["con", "prn", "aux", "nul"].contains(&stem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_lead_out_or_cannot_be_everywhere_are_refused() {
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            "a\\b",
            "C:x",
            "a\0b",
            "a\nb",
            "nul",
            "NUL.rs",
            "src/aux/mod.rs",
            "com1.rs",
            "lpt9",
            "a.",
            "a ",
            "a*b",
            ".codegen.json",
            ".Codegen.lock",
            ".codegen.stage/1",
        ] {
            assert!(check(path).is_err(), "{path:?}");
        }
        assert!(check(&"x".repeat(121)).is_err());
    }

    #[test]
    fn ordinary_paths_are_not() {
        for path in [
            "Cargo.toml",
            "src/lib.rs",
            "src/company/auxiliary.rs",
            "com10.rs",
            "src/.hidden",
            "a b",
        ] {
            assert_eq!(check(path), Ok(()), "{path:?}");
        }
        assert_eq!(check(&"x".repeat(120)), Ok(()));
    }

    #[test]
    fn paths_that_differ_in_case_alone_collide() {
        let reason = check_all(["src/user.rs", "src/User.rs"].into_iter()).unwrap_err();
        assert!(
            reason.contains("src/user.rs") && reason.contains("src/User.rs"),
            "{reason}"
        );
    }

    #[test]
    fn a_file_that_is_also_a_folder_collides() {
        assert!(check_all(["src/a", "src/A/mod.rs"].into_iter()).is_err());
        assert_eq!(check_all(["src/a.rs", "src/a/mod.rs"].into_iter()), Ok(()));
    }

    #[test]
    fn parents_from_the_outside_in() {
        assert_eq!(parents("a/b/c").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(parents("a").count(), 0);
    }
}
