//! What holds for everything that the generator has to say: an explanation for each code, a place for each diagnostic, and
//! formats that no text of a document breaks out of.

mod documents;
mod explanations;
mod formats;
mod levels;
mod places;
#[path = "../support/places.rs"]
mod support;

use generator::{diagnostics::Diagnostics, generate, output::Options, source::MemoryLoader};

/// A specs folder: paths and texts.
type Files = Vec<(String, String)>;

fn loader(files: &[(impl AsRef<str>, impl AsRef<str>)]) -> MemoryLoader {
    files
        .iter()
        .fold(MemoryLoader::new(), |loader, (path, text)| {
            loader.file(path.as_ref(), text.as_ref())
        })
}

/// Everything that is said about a specs folder.
fn said(files: &[(impl AsRef<str>, impl AsRef<str>)]) -> Diagnostics {
    generate(&Options::default(), &loader(files)).diagnostics
}
