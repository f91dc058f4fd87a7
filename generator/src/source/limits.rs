//! How much a document may be before it is refused: what comes of it takes time and memory.

use crate::diagnostics::{Diagnostic, codes};
use crate::source::{MAX_DEPTH, Span};

/// Budgets. With the defaults the documents of any API are done with in 10 seconds and 1 GiB, or refused; `limits` in
/// `codegen.yaml` changes them for documents that are meant to be larger. The largest public ones known, of 1 200 operations
/// and 40 000 schemas in 13 MB, stay below each of them.
///
/// What cannot be changed: a file is at most [`MAX_FILE_BYTES`](super::MAX_FILE_BYTES) large, and values nest at most
/// 127 levels deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// `values`: how many an API has, keys not counted; in its documents, and with what references and overlays add.
    pub values: usize,
    /// `members`: how many one list or one object has: paths, schemas, properties, values of an enum.
    pub members: usize,
    /// `aliases`: to how many times its text the aliases of a YAML document may expand, and to how many times the values of
    /// its files the references of an API to other files may.
    pub aliases: usize,
    /// `pointers`: how many bytes the JSON Pointers of all values of an API have together. They are what long keys above
    /// many values multiply.
    pub pointers: usize,
    /// `expanded`: how many values an API has beyond those of its documents, because what references lead to counts wherever
    /// it is used: parameters, responses, what `allOf` composes, what operations inherit, the URL of a server with each value
    /// of its variables. A text counts by its length.
    pub expanded: usize,
    /// `lines`: how many lines of Rust an API may become, as estimated before any is made.
    pub lines: usize,
    /// `schemas`: how many Schema Objects an API has, those inside of others included.
    pub schemas: usize,
    /// `diagnostics`: how many things there are to say about the documents.
    pub diagnostics: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            values: 1_000_000,
            members: 30_000,
            aliases: 4,
            pointers: 60_000_000,
            expanded: 1_000_000,
            lines: 1_500_000,
            schemas: 100_000,
            diagnostics: 20_000,
        }
    }
}

impl Limits {
    /// The keys in `codegen.yaml`.
    pub(super) const KEYS: [&'static str; 8] = [
        "aliases",
        "diagnostics",
        "expanded",
        "lines",
        "members",
        "pointers",
        "schemas",
        "values",
    ];

    /// The limit of a key.
    pub(crate) fn get_mut(&mut self, key: &str) -> &mut usize {
        match key {
            "aliases" => &mut self.aliases,
            "diagnostics" => &mut self.diagnostics,
            "expanded" => &mut self.expanded,
            "lines" => &mut self.lines,
            "members" => &mut self.members,
            "pointers" => &mut self.pointers,
            "schemas" => &mut self.schemas,
            _ => &mut self.values,
        }
    }
}

/// The error at the place where a limit is passed, and how to raise it.
pub(crate) fn exceeded(span: Span, message: String, key: &str, limit: usize) -> Diagnostic {
    Diagnostic::new(&codes::LIMIT_EXCEEDED, span, message)
        .note(format!("the limit `{key}` is {limit}"))
        .help(raise(key, limit, 0))
}

/// How to allow twice as much, or twice that, until it is enough for so many.
pub(crate) fn raise(key: &str, limit: usize, reached: usize) -> String {
    let mut enough = limit.saturating_mul(2);
    while enough < reached {
        enough = enough.saturating_mul(2);
    }
    format!(
        "when the document is meant to be so, raise it in `codegen.yaml`: `limits: {{{key}: {enough}}}`"
    )
}

/// The error at the place where values `nest` deeper than any may. That depth is the readers', and cannot be raised.
pub(crate) fn too_deep(span: Span, nest: &str) -> Diagnostic {
    let message = format!("{nest} deeper than {MAX_DEPTH} levels");
    Diagnostic::new(&codes::LIMIT_EXCEEDED, span, message)
        .note("this limit cannot be raised")
        .help("make components of inner values, and refer to them")
}
