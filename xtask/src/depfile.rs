//! What a run has read, as a rule of a Makefile.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use generator::output::Output;

use crate::failure::Failure;

/// Writes the file: `target` depends on every file that was read below the folder `specs`, and on the folders that these
/// are in. Each has a rule without a recipe too, so that one that is gone is no error.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write(
    path: &Path,
    target: &Path,
    specs: &str,
    output: &Output,
) -> Result<(), Failure> {
    let mut read: BTreeSet<&str> = BTreeSet::from([specs]);
    for path in output.diagnostics.sources.paths() {
        let folders = Path::new(path).ancestors().filter_map(Path::to_str);
        read.extend(folders.take_while(|folder| folder.len() > specs.len()));
    }
    let text = rules(&target.display().to_string(), &read);
    fs::write(path, text).map_err(|error| Failure::io("write", path, &error))
}

fn rules(target: &str, read: &BTreeSet<&str>) -> String {
    let read: Vec<String> = read.iter().filter_map(|path| escaped(path)).collect();
    let mut text = escaped(target).unwrap_or_default() + ":";
    for path in &read {
        text.push_str(" \\\n  ");
        text.push_str(path);
    }
    text.push('\n');
    for path in &read {
        text.push('\n');
        text.push_str(path);
        text.push_str(":\n");
    }
    text
}

/// A path as make reads it. There is no way to say one with a line break in it.
fn escaped(path: &str) -> Option<String> {
    let mut text = String::with_capacity(path.len());
    let mut slashes = 0;
    for character in path.chars() {
        match character {
            '\n' | '\r' => return None,
            // Backslashes mean themselves but before these.
            ' ' | '\t' | '#' => text.extend(std::iter::repeat_n('\\', slashes + 1)),
            '$' => text.push('$'),
            ':' | '%' => text.push('\\'),
            _ => {}
        }
        text.push(character);
        slashes = match character {
            '\\' => slashes + 1,
            _ => 0,
        };
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_make_would_read_otherwise_is_escaped() {
        for (path, expected) in [
            ("specs/pets.yaml", "specs/pets.yaml"),
            ("a b#c$d%e:f", "a\\ b\\#c$$d\\%e\\:f"),
            ("a\\b\\ c", "a\\b\\\\\\ c"),
        ] {
            assert_eq!(escaped(path).as_deref(), Some(expected));
        }
        assert_eq!(escaped("a\nb"), None);
    }

    #[test]
    fn every_file_has_a_rule() {
        let text = rules(
            "out/src/lib.rs",
            &BTreeSet::from(["specs", "specs/a b.yaml"]),
        );
        assert_eq!(
            text,
            "out/src/lib.rs: \\\n  specs \\\n  specs/a\\ b.yaml\n\nspecs:\n\nspecs/a\\ b.yaml:\n"
        );
    }
}
