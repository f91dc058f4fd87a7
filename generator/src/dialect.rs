//! The documents of one API to one document of one dialect: OpenAPI 3.0.
//!
//! In this order: each document's version is checked; all documents are merged; overlays are applied, in file-name
//! order, to the merged document, so that they can address all of it and nothing is merged after them; the shape of
//! the result is checked against the tables of OpenAPI 3.0. AFTER THIS POINT the tree is an OpenAPI 3.0 document of
//! the constructs that the generator handles, and openapiv3 can read it.

mod difference;
mod merge;
mod operation_ids;
mod overlay;
mod paths;
mod shape;
mod version;

use crate::{
    diagnostics::{Aborted, Diagnostics},
    pointer::Pointer,
    source::{ApiSource, Choices, Node, Span},
};
use std::collections::{BTreeSet, HashSet};

/// One API as one document.
#[derive(Debug)]
pub struct Dialect {
    /// Module name.
    pub name: String,
    /// The document.
    pub tree: Node,
    /// What OpenAPI 3.0 cannot say.
    pub beside: Beside,
    /// What the user says beside the documents.
    pub choices: Choices,
}

/// What goes along with a document.
#[derive(Debug, Default)]
pub struct Beside {
    /// The objects that say what the generator does not handle yet: the operations that they are part of are left out.
    pub unsupported: BTreeSet<Pointer>,
    /// How many errors say so.
    pub(crate) left_out: usize,
}

/// The documents of one API as one document, its overlays applied; nothing about it is checked yet.
#[derive(Clone, Debug)]
pub(crate) struct United {
    name: String,
    tree: Node,
    choices: Choices,
}

/// Brings one API to the internal dialect.
///
/// # Errors
/// [`Aborted`] when a document has an unknown version or a shape that is not OpenAPI's, when documents contradict each
/// other, or when an overlay does not apply.
pub fn run(cx: &mut Diagnostics, api: ApiSource) -> Result<Dialect, Aborted> {
    let united = unite(cx, api)?;
    check(cx, united)
}

/// Merges the documents of one API and applies the overlays.
///
/// # Errors
/// [`Aborted`] when a document has an unknown version, when documents contradict each other, or when an overlay does not
/// apply. Who keeps going gets what was there first, without what does not apply.
pub(crate) fn unite(cx: &mut Diagnostics, mut api: ApiSource) -> Result<United, Aborted> {
    let before = cx.errors();
    api.roots.retain(|root| version::check(cx, &root.tree));
    cx.stage_end(before)?;
    let mut tree = merge::merge(cx, api.roots)?;
    for document in &api.overlays {
        overlay::apply(cx, &document.tree, &mut tree);
    }
    cx.stage_end(before)?;
    Ok(United {
        name: api.name,
        tree,
        choices: api.choices,
    })
}

/// Checks the document of an API.
///
/// # Errors
/// [`Aborted`] when it has a shape that is not OpenAPI's.
pub(crate) fn check(cx: &mut Diagnostics, united: United) -> Result<Dialect, Aborted> {
    let United {
        name,
        mut tree,
        choices,
    } = united;
    let before = cx.errors();
    let beside = shape::check(cx, &mut tree);
    operation_ids::check(cx, &tree);
    paths::check(cx, &tree);
    cx.stage_end(before + beside.left_out)?;
    Ok(Dialect {
        name,
        tree,
        beside,
        choices,
    })
}

/// Takes out what has errors; tells whether that was anything.
pub(crate) fn prune(united: &mut United, errors: HashSet<Span>) -> bool {
    shape::prune(&mut united.tree, errors) > 0
}
