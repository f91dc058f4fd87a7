//! The documents of this repository.

use crate::read_from;
use generator::source::DirLoader;

#[test]
fn they_are_read_without_a_word() {
    let loader = DirLoader::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../specs"), "specs");
    let (documents, cx) = read_from(&loader);
    assert_eq!(cx.human(false), "");
    let operations: Vec<(&str, usize)> = documents
        .iter()
        .map(|document| {
            (
                document.name.as_str(),
                document.openapi.operations().count(),
            )
        })
        .collect();
    assert_eq!(operations, [("lighton", 1), ("sequence", 3)]);
}
