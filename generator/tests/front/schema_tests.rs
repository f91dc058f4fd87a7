//! The OpenAPI Initiative's tests of its own JSON Schemas: documents that have to be accepted, and that must not be.
//!
//! `schema_tests.txt` lists the documents that are judged differently here, each with the reason above it.

use generator::{generate, output::Options, source::MemoryLoader};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};

const EXCEPTIONS: &str = include_str!("schema_tests.txt");

/// `OAI_SCHEMA_TESTS` names the folder of `tests/schema` of the Specification's repository, by version: `3.1/pass` and
/// so on.
#[test]
#[ignore = "needs the folder of the documents in OAI_SCHEMA_TESTS"]
fn documents_are_accepted_and_refused() {
    let root = env::var_os("OAI_SCHEMA_TESTS").expect("OAI_SCHEMA_TESTS");
    let exceptions: BTreeSet<&str> = EXCEPTIONS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let (mut judged, mut wrong) = (0, BTreeMap::new());
    for version in ["3.1", "3.2"] {
        for verdict in ["pass", "fail"] {
            let folder = Path::new(&root).join(version).join(verdict);
            for entry in fs::read_dir(folder).expect("a folder of documents") {
                let path = entry.expect("a document").path();
                let text = fs::read_to_string(&path).expect("a document");
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let loader = MemoryLoader::new().file("document.yaml", text);
                let output = generate(&Options::default(), &loader);
                let is_accepted = output.diagnostics.errors() == 0;
                judged += 1;
                if is_accepted != (verdict == "pass") {
                    let name = format!("{version}/{verdict}/{name}");
                    wrong.insert(name, output.diagnostics.short());
                }
            }
        }
    }
    assert!(judged > 100, "only {judged} documents");
    let stale: Vec<_> = exceptions
        .iter()
        .filter(|name| !wrong.contains_key(**name))
        .collect();
    wrong.retain(|name, _| !exceptions.contains(name.as_str()));
    let wrong: String = wrong
        .iter()
        .map(|(name, said)| format!("{name}\n{said}\n"))
        .collect();
    assert!(wrong.is_empty(), "judged wrongly:\n{wrong}");
    assert!(stale.is_empty(), "judged rightly: {stale:#?}");
}
