//! A throw-away place with documents, and the real program run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use tempfile::TempDir;

/// A folder with `specs/` in it, where `out/` is to become the crate.
pub(crate) struct Place {
    root: TempDir,
}

/// What a run did.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) exit: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("specs")).unwrap();
        Self { root }
    }

    /// A place with one API, `pets`.
    pub(crate) fn with_pets() -> Self {
        let place = Self::new();
        place.put("specs/pets.yaml", &pets("name"));
        place
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    pub(crate) fn put(&self, path: &str, contents: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.path(path).symlink_metadata().is_ok()
    }

    /// The program with these arguments, in this place; nothing of the caller's environment changes its colours.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(arguments)
            .current_dir(self.root.path())
            .stdin(Stdio::null())
            .env_remove("NO_COLOR");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        finish(self.command(arguments))
    }

    /// `codegen` from `specs` to `out`, with further arguments.
    pub(crate) fn codegen(&self, further: &[&str]) -> Run {
        self.run(&[&["codegen", "--specs", "specs", "--out", "out"], further].concat())
    }

    /// Every file in `out`, with its contents and the time of its last change.
    pub(crate) fn tree(&self) -> BTreeMap<String, (String, SystemTime)> {
        let mut tree = BTreeMap::new();
        walk(&self.path("out"), "", &mut tree);
        tree
    }

    /// Every file in `out`, with its contents.
    pub(crate) fn contents(&self) -> BTreeMap<String, String> {
        self.tree()
            .into_iter()
            .map(|(path, (contents, _))| (path, contents))
            .collect()
    }
}

impl Run {
    /// Asserts the exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.exit, Some(code), "{self:#?}");
        self
    }

    /// Asserts that stdout has each of these texts in it.
    #[track_caller]
    pub(crate) fn prints(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(
                self.stdout.contains(text),
                "{text:?} is not on stdout: {self:#?}"
            );
        }
        self
    }

    /// Asserts that stderr has each of these texts in it.
    #[track_caller]
    pub(crate) fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(
                self.stderr.contains(text),
                "{text:?} is not on stderr: {self:#?}"
            );
        }
        self
    }

    /// Asserts that stdout is one JSON object per line, and gives them.
    #[track_caller]
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{self:#?}")))
            .collect()
    }
}

/// Waits for a command's end.
pub(crate) fn finish(mut command: Command) -> Run {
    let output = command.output().unwrap();
    Run {
        exit: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Whether `strace` is there and may trace; says so when it is not.
pub(crate) fn can_trace() -> bool {
    let probe = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    let can = probe.is_ok_and(|probe| probe.status.success());
    if !can {
        eprintln!("skipped: strace is not installed, or may not trace");
    }
    can
}

/// A small document: one operation, and a type `Pet` with one property of this name.
pub(crate) fn pets(property: &str) -> String {
    format!(
        "\
openapi: 3.0.3
info:
  title: Pets
  version: '1'
paths:
  /pets/{{id}}:
    get:
      operationId: get_pet
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
      responses:
        '200':
          description: A pet.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Pet'
components:
  schemas:
    Pet:
      type: object
      required: [{property}]
      properties:
        {property}:
          type: string
"
    )
}

fn walk(folder: &Path, prefix: &str, tree: &mut BTreeMap<String, (String, SystemTime)>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        match entry.file_type().unwrap().is_dir() {
            true => walk(&entry.path(), &format!("{path}/"), tree),
            false => {
                let modified = entry.metadata().unwrap().modified().unwrap();
                tree.insert(path, (fs::read_to_string(entry.path()).unwrap(), modified));
            }
        }
    }
}
