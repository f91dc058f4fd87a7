//! `--lock`: the Rust names of the generated items to files beside the documents.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::write;

/// A lock as it is and as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lock {
    path: PathBuf,
    /// How messages call it.
    pub(crate) shown: String,
    /// What is there, its line endings LF.
    pub(crate) old: Option<Vec<u8>>,
    /// What should be there.
    pub(crate) new: Vec<u8>,
}

/// Looks at the locks of a specs folder; `wanted` are their paths below it and their texts.
///
/// # Errors
/// When something is in the place of one that is no file, or cannot be read.
pub(crate) fn look(
    specs: &Path,
    shown: &str,
    wanted: &[(String, String)],
) -> Result<Vec<Lock>, Failure> {
    wanted
        .iter()
        .map(|(name, text)| {
            let path = specs.join(name);
            Ok(Lock {
                old: read(&path)?,
                path,
                shown: format!("{shown}/{name}"),
                new: text.clone().into_bytes(),
            })
        })
        .collect()
}

/// Writes those that differ, each at once or not at all; gives how messages call them.
///
/// # Errors
/// When an operation on a file does not work.
pub(crate) fn write(locks: &[Lock]) -> Result<Vec<&str>, Failure> {
    let mut written = Vec::new();
    for lock in locks
        .iter()
        .filter(|lock| lock.old.as_ref() != Some(&lock.new))
    {
        // The reader of the folder passes over names that begin with a dot, so a killed run leaves nothing that counts.
        let stage = lock.path.with_file_name(".names.lock.new");
        let staged = fs::write(&stage, &lock.new).and_then(|()| fs::rename(&stage, &lock.path));
        if let Err(error) = staged {
            let _ = fs::remove_file(&stage);
            return Err(Failure::io("write", &lock.path, &error));
        }
        written.push(lock.shown.as_str());
    }
    Ok(written)
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => match fs::read(path) {
            Ok(bytes) => Ok(Some(write::lf(&bytes))),
            Err(error) => Err(Failure::io("read", path, &error)),
        },
        Ok(_) => Err(Failure::new(format!("{} is not a file", path.display()))
            .help("move it away: a lock of names belongs there")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io("read", path, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{MessageFormat, ReportArgs, When};
    use crate::drift;

    fn wanted() -> Vec<(String, String)> {
        [("pets.names.lock", "a\n"), ("toys/names.lock", "b\n")]
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .to_vec()
    }

    #[test]
    fn written_once_and_only_where_they_differ() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("toys")).unwrap();
        let look = || look(folder.path(), "specs", &wanted()).unwrap();
        assert_eq!(
            write(&look()).unwrap(),
            ["specs/pets.names.lock", "specs/toys/names.lock"]
        );
        assert!(write(&look()).unwrap().is_empty());
        fs::write(folder.path().join("pets.names.lock"), "a\r\n").unwrap();
        assert!(write(&look()).unwrap().is_empty());
        fs::write(folder.path().join("pets.names.lock"), "mine\n").unwrap();
        assert_eq!(write(&look()).unwrap(), ["specs/pets.names.lock"]);
        let text = fs::read_to_string(folder.path().join("pets.names.lock")).unwrap();
        assert_eq!(text, "a\n");
        let left = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 2);
    }

    #[test]
    fn drift_is_shown_as_a_diff() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pets.names.lock"), "mine\n").unwrap();
        let locks = look(folder.path(), "specs", &wanted()).unwrap();
        let args = |message_format| ReportArgs {
            deny: Vec::new(),
            allow: Vec::new(),
            message_format,
            color: When::Never,
        };
        let text = drift::locks(&locks, &args(MessageFormat::Human));
        assert_eq!(
            text,
            "--- a/specs/pets.names.lock\n+++ b/specs/pets.names.lock\n@@ -1 +1 @@\n-mine\n+a\n\
             specs/pets.names.lock would change\nspecs/toys/names.lock is missing\n"
        );
        let json = drift::locks(&locks, &args(MessageFormat::Json));
        assert_eq!(json.lines().count(), 2);
    }

    #[test]
    fn what_is_no_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("pets.names.lock")).unwrap();
        assert!(look(folder.path(), "specs", &wanted()).is_err());
        #[cfg(unix)]
        {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("mine"), "mine\n").unwrap();
            std::os::unix::fs::symlink("mine", folder.path().join("pets.names.lock")).unwrap();
            assert!(look(folder.path(), "specs", &wanted()).is_err());
        }
    }

    #[test]
    fn a_folder_that_is_gone_is_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        let locks = look(folder.path(), "specs", &wanted()).unwrap();
        assert!(write(&locks).is_err());
    }
}
