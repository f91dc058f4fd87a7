//! The documents that mutations begin with.

use crate::harness::files;
use serde_json::Value;
use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// Documents, as texts and as JSON.
pub(super) struct Corpus {
    pub(super) texts: Vec<String>,
    pub(super) documents: Vec<Value>,
}

/// Those of the golden cases, and of the folder that `FUZZ_CORPUS` names.
pub(super) static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let mut corpus = Corpus {
        texts: Vec::new(),
        documents: Vec::new(),
    };
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let is_specs = |path: &PathBuf| path.components().any(|part| part.as_os_str() == "specs");
    for path in files(&cases).iter().filter(|path| is_specs(path)) {
        add(&mut corpus, path);
    }
    assert!(corpus.documents.len() > 30);
    if let Some(folder) = env::var_os("FUZZ_CORPUS") {
        for path in files(Path::new(&folder)) {
            add(&mut corpus, &path);
        }
    }
    corpus
});

fn add(corpus: &mut Corpus, path: &Path) {
    /// More of them would be a run of its own.
    const LARGEST: usize = 1 << 20;
    let is_document = matches!(
        path.extension().and_then(|extension| extension.to_str()),
        Some("json" | "yaml" | "yml")
    );
    let Some(text) = is_document.then(|| fs::read_to_string(path).ok()).flatten() else {
        return;
    };
    if text.len() > LARGEST {
        return;
    }
    if let Ok(document @ (Value::Object(_) | Value::Array(_))) = serde_yaml::from_str(&text) {
        corpus.documents.push(document);
        corpus.texts.push(text);
    }
}
