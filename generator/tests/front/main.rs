//! From the bytes of documents to typed documents: what is read, and what is said about what cannot be.

mod bundles;
mod choices;
mod files;
mod filters;
mod hostile;
mod keep_going;
mod layout;
mod limits;
mod merging;
mod mistakes;
mod overlays;
mod placing;
mod reading;
mod real;
mod schema_tests;
mod showing;
#[path = "../support/places.rs"]
mod support;
mod swagger2;
mod versions;

use expect_test::Expect;
use generator::{
    diagnostics::Diagnostics,
    dialect,
    document::{self, Document},
    source::{self, MemoryLoader},
};

/// The typed documents that files of a specs folder come to, and what was said on the way.
fn read(files: &[(&str, &str)]) -> (Vec<Document>, Diagnostics) {
    let loader = files
        .iter()
        .fold(MemoryLoader::new(), |loader, (path, text)| {
            loader.file(*path, *text)
        });
    read_from(&loader)
}

/// The same from any loader.
fn read_from(loader: &dyn source::Loader) -> (Vec<Document>, Diagnostics) {
    let mut cx = Diagnostics::default();
    let mut documents = Vec::new();
    for api in source::run(&mut cx, loader, &[]).unwrap_or_default() {
        if let Ok(document) =
            dialect::run(&mut cx, api).and_then(|dialect| document::run(&mut cx, dialect))
        {
            documents.push(document);
        }
    }
    support::assert("these files", &cx);
    (documents, cx)
}

/// Checks all that is said about the files of a specs folder.
fn check(files: &[(&str, &str)], expected: Expect) {
    let (_, cx) = read(files);
    expected.assert_eq(&cx.human(false));
}

/// Checks all that is said about one document.
fn check_document(text: &str, expected: Expect) {
    check(&[("pets.yaml", text)], expected);
}

/// The smallest document, around `rest`.
fn document(rest: &str) -> String {
    format!("openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\n{rest}")
}
