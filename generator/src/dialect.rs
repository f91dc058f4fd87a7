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
    source::{ApiSource, Node},
};
use std::collections::BTreeMap;

/// One API as one document.
#[derive(Debug)]
pub struct Dialect {
    /// Module name.
    pub name: String,
    /// The document.
    pub tree: Node,
    /// What OpenAPI 3.0 cannot say.
    pub beside: Beside,
}

/// What OpenAPI 3.0 cannot say, by the pointer of the object it belongs to.
#[derive(Debug, Default)]
pub struct Beside {
    /// The siblings of a `$ref` (`summary`, `description`, `example`, `x-…`), by the pointer of the object that holds
    /// the `$ref`.
    pub ref_siblings: BTreeMap<Pointer, Vec<(String, serde_json::Value)>>,
}

/// Brings one API to the internal dialect.
///
/// # Errors
/// [`Aborted`] when a document has an unknown version or a shape that is not OpenAPI's, when documents contradict each
/// other, or when an overlay does not apply.
pub fn run(cx: &mut Diagnostics, api: ApiSource) -> Result<Dialect, Aborted> {
    let before = cx.errors();
    api.roots
        .iter()
        .for_each(|root| version::check(cx, &root.tree));
    cx.stage_end(before)?;
    let mut tree = merge::merge(cx, api.roots)?;
    for document in &api.overlays {
        overlay::apply(cx, &document.tree, &mut tree);
    }
    cx.stage_end(before)?;
    let beside = shape::check(cx, &mut tree);
    operation_ids::check(cx, &tree);
    paths::check(cx, &tree);
    cx.stage_end(before)?;
    Ok(Dialect {
        name: api.name,
        tree,
        beside,
    })
}
