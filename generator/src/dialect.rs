//! The documents of one API to one document of one dialect: OpenAPI 3.0, and beside it what only later versions say.
//!
//! In this order: each document's version is read; all documents are merged; what they refer to in other files is brought
//! in; overlays are applied, in file-name order, so that they can address all of it as its authors wrote it and nothing
//! is merged after them; what these refer to is brought in as well; what the user does not want is left out; references
//! by `$id`, `$anchor` and `$dynamicRef` become JSON Pointers; the shape of the result is checked against the tables of
//! its version; Swagger 2.0 is rewritten (`swagger2`).
//!
//! AFTER THIS POINT nobody knows the version. What all versions say is in the shape of OpenAPI 3.0, so that openapiv3 can
//! read it; what 3.0 has no words for stands beside that in the words of 3.1 and 3.2. Every value stands where the text
//! does that it was made of.

mod difference;
mod files;
mod filter;
mod identifiers;
mod merge;
mod operation_ids;
mod overlay;
mod paths;
mod pointers;
mod shape;
mod swagger2;
mod version;
mod volume;

use self::files::{Broken, Files};
use crate::{
    diagnostics::{Aborted, Diagnostic, Diagnostics},
    source::{ApiSource, Choices, Node, Span},
};
pub use shape::Construct;
pub(crate) use shape::{Constructs, Extent};
use std::collections::HashSet;
use version::Version;

/// One API as one document.
#[derive(Debug)]
pub struct Dialect {
    /// Module name.
    pub name: String,
    /// The document.
    pub tree: Node,
    /// What the user says beside the documents.
    pub choices: Choices,
}

/// The documents of one API as one document, its overlays applied; nothing about it is checked yet.
#[derive(Clone, Debug)]
pub(crate) struct United {
    name: String,
    version: Version,
    tree: Node,
    choices: Choices,
    /// Where the errors are that have been found so far.
    wrong: HashSet<Span>,
    /// What a filter for all APIs names, but this API does not have.
    unmatched: Vec<Diagnostic>,
}

impl United {
    /// What a filter for all APIs names, but this API does not have.
    pub(crate) fn unmatched(&self) -> &[Diagnostic] {
        &self.unmatched
    }

    /// The constructs of the document.
    pub(crate) fn constructs(&self) -> Constructs {
        shape::constructs(self.version, &self.tree)
    }

    /// The document.
    pub(crate) fn tree(&self) -> &Node {
        &self.tree
    }
}

/// Brings one API to the internal dialect.
///
/// # Errors
/// [`Aborted`] when a document has an unknown version or a shape that is not OpenAPI's, when documents contradict each
/// other, or when an overlay does not apply.
pub fn run(cx: &mut Diagnostics, api: ApiSource<'_>) -> Result<Dialect, Aborted> {
    let united = unite(cx, api)?;
    check(cx, united)
}

/// Merges the documents of one API and applies the overlays.
///
/// # Errors
/// [`Aborted`] when a document has an unknown version, when documents contradict each other, or when an overlay does not
/// apply. Who keeps going gets what was there first, without what does not apply.
pub(crate) fn unite(cx: &mut Diagnostics, mut api: ApiSource<'_>) -> Result<United, Aborted> {
    cx.begin_documents();
    let before = cx.errors();
    let mut roots = Vec::new();
    for mut root in api.roots {
        if let Some(version) = version::of(cx, &mut root.tree) {
            roots.push((version, root));
        }
    }
    cx.stage_end(before)?;
    let (version, mut tree) = merge::merge(cx, &api.name, roots)?;
    cx.incomplete = api.is_incomplete.then_some(tree.span);
    // Overlays can address what is in other files, and repair or add references to some.
    let mut files = Files::default();
    files::bring(cx, &mut api.folder, &mut files, &mut tree, Broken::Wait);
    for document in &api.overlays {
        overlay::apply(cx, &document.tree, &mut tree);
    }
    files::bring(cx, &mut api.folder, &mut files, &mut tree, Broken::Report);
    let unmatched = match &api.choices.api.filter {
        Some(filter) => filter::apply(cx, filter, &mut tree),
        None => Vec::new(),
    };
    cx.stage_end(before)?;
    Ok(United {
        name: api.name,
        version,
        tree,
        choices: api.choices,
        // With those of reading: an item around a value that is none goes as well.
        wrong: cx.error_spans(),
        unmatched,
    })
}

/// Checks the document of an API.
///
/// # Errors
/// [`Aborted`] when it has a shape that is not OpenAPI's.
pub(crate) fn check(cx: &mut Diagnostics, united: United) -> Result<Dialect, Aborted> {
    let United {
        name,
        version,
        mut tree,
        choices,
        ..
    } = united;
    let before = cx.errors();
    pointers::check(cx, &tree)?;
    volume::check(cx, &tree)?;
    if version >= Version::V31 {
        identifiers::resolve(cx, &mut tree);
    }
    shape::check(cx, version, &mut tree);
    operation_ids::check(cx, &tree);
    paths::check(cx, version, &tree);
    if version == Version::V20 {
        tree = swagger2::rewritten(cx, &tree);
    }
    cx.stage_end(before)?;
    Ok(Dialect {
        name,
        tree,
        choices,
    })
}

/// Takes out what had errors when the documents became one.
pub(crate) fn prune_wrong(united: &mut United) {
    let wrong = std::mem::take(&mut united.wrong);
    if !wrong.is_empty() {
        shape::prune(united.version, &mut united.tree, wrong, Extent::Item);
    }
}

/// Takes out what has errors; tells whether that was anything.
pub(crate) fn prune(united: &mut United, errors: HashSet<Span>, extent: Extent) -> bool {
    shape::prune(united.version, &mut united.tree, errors, extent) > 0
}
