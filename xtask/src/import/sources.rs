//! The record of where imported documents came from: a table beside them, for people.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::page::{Block, Page};

/// Its name. It is neither YAML nor JSON, so that the generator leaves it alone.
pub(super) const FILE: &str = "SOURCES.md";

const HEAD: &str = "# Where these documents come from

Written by `cargo xtask import`. Each document is a block of a page, byte for byte.

| document | page | title | block | SHA-256 of the page |
|---|---|---|---|---|
";

/// Where one document came from.
#[derive(Debug)]
pub(super) struct Source {
    document: String,
    row: String,
}

impl Source {
    /// A document that was imported from the page at `path`, whose bytes these are.
    pub(super) fn new(
        document: String,
        path: &Path,
        page: &Page<'_>,
        block: &Block<'_>,
        bytes: &[u8],
    ) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let digest: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let cells = [
            document.as_str(),
            &name,
            page.title.as_deref().unwrap_or_default(),
            &block.info,
            &digest,
        ];
        let cells = cells.map(|cell| cell.replace('|', "\\|").replace(['\r', '\n'], " "));
        let row = format!("| {} |", cells.join(" | "));
        Self { document, row }
    }
}

/// The record with some more documents in it, by name. The rows of others stay.
pub(super) fn record(earlier: &str, sources: Vec<Source>) -> String {
    let mut rows: BTreeMap<String, String> = BTreeMap::new();
    let table = earlier.lines().skip_while(|line| !line.starts_with("|---"));
    for row in table.skip(1).filter(|line| line.starts_with("| ")) {
        let document = row.trim_start_matches("| ").split(" |").next();
        rows.insert(document.unwrap_or_default().to_owned(), row.to_owned());
    }
    for source in sources {
        rows.insert(source.document, source.row);
    }
    let mut text = HEAD.to_owned();
    for row in rows.values() {
        text.push_str(row);
        text.push('\n');
    }
    text
}
