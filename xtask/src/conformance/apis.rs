//! The APIs that can be judged, and where their emitted documents are.

use std::fs;
use std::path::PathBuf;

use super::Places;
use crate::failure::Failure;

/// An API, as the example server serves it with `--demo`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Api {
    /// Its name.
    pub(super) name: &'static str,
    /// What its paths begin with on that server.
    pub(super) prefix: &'static str,
    /// The `Authorization` that the server admits.
    pub(super) authorization: &'static str,
}

/// All of them.
pub(super) const APIS: [Api; 2] = [
    Api {
        name: "lighton",
        prefix: "",
        authorization: "Bearer test",
    },
    Api {
        name: "sequence",
        prefix: "/api",
        authorization: "Basic dGVzdDp0ZXN0",
    },
];

/// Where the document of an API is.
pub(super) fn document(places: &Places, api: &str) -> PathBuf {
    places.documents.join(format!("{api}.json"))
}

/// The emitted documents that nobody judges, as neither the example server nor the client of this command knows them.
///
/// # Errors
/// When the documents of [`APIS`] are not there.
pub(super) fn unjudged(places: &Places) -> Result<Vec<String>, Failure> {
    for api in APIS {
        let path = document(places, api.name);
        fs::metadata(&path).map_err(|error| {
            Failure::io("read", &path, &error).help("write it with `cargo xtask codegen`")
        })?;
    }
    let folder = &places.documents;
    let entries = fs::read_dir(folder).map_err(|error| Failure::io("read", folder, &error))?;
    let mut names: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| Some(name.strip_suffix(".json")?.to_owned()))
        .filter(|name| APIS.iter().all(|api| api.name != name))
        .collect();
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn documents_must_be_there_and_others_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places {
            workspace: PathBuf::new(),
            data: PathBuf::new(),
            documents: folder.path().to_path_buf(),
            work: PathBuf::new(),
        };
        let write = |name: &str| fs::write(Path::new(folder.path()).join(name), "{}").unwrap();
        write("sequence.json");
        let failure = unjudged(&places).unwrap_err().to_string();
        assert!(failure.contains("lighton.json"), "{failure}");
        write("lighton.json");
        assert_eq!(unjudged(&places).unwrap(), Vec::<String>::new());
        write("pets.json");
        write("notes.txt");
        assert_eq!(unjudged(&places).unwrap(), ["pets"]);
    }
}
