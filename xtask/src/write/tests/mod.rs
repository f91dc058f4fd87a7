//! The writer on real folders, through a file system whose steps can fail.

mod crashes;
mod faults;
mod faulty;
mod memory;
mod ownership;
mod places;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use generator::output::{ApiSummary, KeptApi, OutputFile, Ownership, REGION_BEGIN, REGION_END};
use tempfile::TempDir;

use faulty::{Fault, Faulty};

use super::{Disk, Folder, Fs, Plan, Wanted, open, plan, write};
use crate::failure::Failure;

/// What the generator made of some documents.
#[derive(Clone, Debug, Default)]
struct Made {
    files: Vec<OutputFile>,
    apis: Vec<ApiSummary>,
    kept: Vec<KeptApi>,
}

impl Made {
    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            files: &self.files,
            apis: &self.apis,
            kept: &self.kept,
        }
    }

    fn api(mut self, name: &str) -> Self {
        self.apis.push(ApiSummary {
            name: name.to_owned(),
            operations: 1,
            types: 1,
            parts: Vec::new(),
            replacements: Vec::new(),
            features: Vec::new(),
            failed: false,
        });
        self
    }

    fn keeping(mut self, name: &str) -> Self {
        self.kept.push(KeptApi {
            name: name.to_owned(),
            parts: Vec::new(),
            replacements: Vec::new(),
            features: Vec::new(),
        });
        self
    }

    fn file(self, path: &str, contents: &str) -> Self {
        self.push(path, contents, Ownership::Whole)
    }

    fn region(self, path: &str, region: &str) -> Self {
        self.push(path, &around(region, "# template\n"), Ownership::Region)
    }

    fn push(mut self, path: &str, contents: &str, ownership: Ownership) -> Self {
        let of = |api: &&ApiSummary| path.starts_with(&format!("src/{}/", api.name));
        let api = self.apis.iter().find(of).map(|api| api.name.clone());
        self.files.push(OutputFile {
            path: path.to_owned(),
            contents: contents.to_owned(),
            api,
            ownership,
        });
        self
    }
}

/// A manifest of the crate whose region is `region`.
fn around(region: &str, behind: &str) -> String {
    format!("[package]\n{REGION_BEGIN}\n{region}\n{REGION_END}\n{behind}")
}

/// Three generations of one crate: between any two, files change, come, go and stay.
fn generation(which: char) -> Made {
    match which {
        'a' => Made::default()
            .api("pets")
            .api("toys")
            .region("Cargo.toml", "pets = []\ntoys = []")
            .file("src/lib.rs", "mod pets;\nmod toys;\n")
            .file("src/pets/models.rs", "struct Pet;\n")
            .file("src/runtime/mod.rs", "fn same() {}\n")
            .file("src/toys/deep/down.rs", "struct Toy;\n")
            .file("src/toys/models.rs", "struct Toy;\n"),
        'b' => Made::default()
            .api("pets")
            .api("shops")
            .region("Cargo.toml", "pets = []\nshops = []")
            .file("src/lib.rs", "mod pets;\nmod shops;\n")
            .file("src/pets/models.rs", "struct Pet { name: String }\n")
            .file("src/pets/operations.rs", "fn list() {}\n")
            .file("src/runtime/mod.rs", "fn same() {}\n")
            .file("src/shops/deep/down.rs", "struct Shop;\n"),
        _ => Made::default()
            .api("pets")
            .region("Cargo.toml", "pets = []")
            .file("src/lib.rs", "mod pets;\n")
            .file("src/pets/models.rs", "struct Pet { age: i64 }\n")
            .file("src/runtime/mod.rs", "fn same() {}\n"),
    }
}

/// A throw-away place with a specs folder and, perhaps, an output folder.
struct Place {
    root: TempDir,
}

impl Place {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("specs")).unwrap();
        Self { root }
    }

    fn out(&self) -> PathBuf {
        self.root.path().join("out")
    }

    fn open(&self, fs: &dyn Fs) -> Result<Folder, Failure> {
        open(fs, &self.out(), &self.root.path().join("specs"))
    }

    fn plan(&self, made: &Made) -> Result<Plan, Failure> {
        plan(&Disk, &self.open(&Disk)?, made.wanted())
    }

    /// A whole run, on a file system that works.
    fn write(&self, made: &Made) -> Result<Plan, Failure> {
        self.write_on(&Faulty::new(&Disk, Fault::Never, 0), made)
    }

    fn write_on(&self, fs: &dyn Fs, made: &Made) -> Result<Plan, Failure> {
        write(fs, &self.open(fs)?, made.wanted())
    }

    /// Puts a file of the user's into the output folder.
    fn put(&self, path: &str, contents: &str) {
        let path = self.out().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.out().join(path)).unwrap()
    }

    fn has(&self, path: &str) -> bool {
        self.out().join(path).symlink_metadata().is_ok()
    }

    /// Everything in the output folder: files with their contents, folders with a `/` and nothing.
    fn tree(&self) -> BTreeMap<String, String> {
        let mut tree = BTreeMap::new();
        walk(&self.out(), "", &mut tree);
        tree
    }
}

/// The tree that `made` becomes in a new folder.
fn fresh(made: &Made) -> BTreeMap<String, String> {
    let place = Place::new();
    place.write(made).unwrap();
    place.tree()
}

fn walk(folder: &Path, prefix: &str, tree: &mut BTreeMap<String, String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        match entry.file_type().unwrap().is_dir() {
            true => {
                walk(&entry.path(), &format!("{path}/"), tree);
                tree.insert(format!("{path}/"), String::new());
            }
            false => {
                tree.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
}

/// Asserts that the run was refused, and that the message has each of these texts in it.
fn refused(result: Result<Plan, Failure>, texts: &[&str]) {
    let message = result.unwrap_err().to_string();
    for text in texts {
        assert!(message.contains(text), "{text:?} is missing in: {message}");
    }
}
