//! The documents of Swagger 2.0 that are converted: our own, each for one group of its features, and those of a folder.

use std::fs;
use std::path::Path;

use generator::bundle::{self, Format, Options};
use generator::source::DirLoader;

use super::super::Places;
use crate::corpus;
use crate::failure::Failure;

/// A document in one piece.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// Of the API.
    pub(super) name: String,
    /// JSON.
    pub(super) text: String,
}

/// All of them, our own first.
///
/// # Errors
/// When a folder cannot be read, or one cannot be worked in.
pub(super) fn all(places: &Places, corpus: Option<&Path>) -> Result<Vec<Document>, Failure> {
    let mut documents = bundled(&places.data.join("swagger2openapi/specs"));
    let Some(corpus) = corpus else {
        return Ok(documents);
    };
    let work = places.work.join("conversion");
    for document in corpus::find(corpus, &[])? {
        if !document.is_swagger {
            continue;
        }
        // A document of a folder is one of an API when it is in a specs folder.
        let specs = work.join(&document.name);
        if specs.exists() {
            fs::remove_dir_all(&specs).map_err(|error| Failure::io("remove", &specs, &error))?;
        }
        corpus::put(&document, &specs)?;
        documents.extend(bundled(&specs));
    }
    Ok(documents)
}

/// The documents of a specs folder, with the errors that they have.
fn bundled(specs: &Path) -> Vec<Document> {
    let options = Options {
        keep_going: true,
        ..Options::new(Format::Json)
    };
    let (bundles, _) = bundle::run(&DirLoader::new(specs, "specs"), &options);
    let documents = bundles.into_iter().map(|bundle| Document {
        name: bundle.name,
        text: bundle.text,
    });
    documents
        .filter(|document| document.text.contains("\"swagger\""))
        .collect()
}
