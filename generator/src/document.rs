//! A checked tree to openapiv3, OpenAPI 3.0 as types; its Schema Objects and callbacks stay nodes.

mod schemas;

use crate::{
    diagnostics::{Aborted, Diagnostic, Diagnostics, codes},
    dialect::Dialect,
    pointer::Pointer,
    source::{Choices, Node, Span},
};
use serde::Deserialize;

/// One API, typed.
#[derive(Debug)]
pub struct Document {
    /// Module name: `sequence`.
    pub name: String,
    /// The typed document; every `$ref` still in it, every schema empty, no callback.
    pub openapi: openapiv3::OpenAPI,
    /// Where each pointer of `openapi` stands in the user's files.
    pub places: Places,
    /// What the user says beside the documents.
    pub choices: Choices,
}

/// Types a checked tree.
///
/// # Errors
/// [`Aborted`] when openapiv3 refuses what the shape check let pass, which is a bug of the generator.
pub fn run(cx: &mut Diagnostics, dialect: Dialect) -> Result<Document, Aborted> {
    let Dialect {
        name,
        mut tree,
        choices,
    } = dialect;
    match typed(&mut tree) {
        Ok(openapi) => Ok(Document {
            name,
            openapi,
            places: Places(tree),
            choices,
        }),
        Err(error) => {
            let message =
                format!("the document passed all checks, but openapiv3 refuses it: {error}");
            let help = "please report this, with the document: it is a bug of the generator";
            cx.push(Diagnostic::new(&codes::INTERNAL, culprit(&tree), message).help(help));
            Err(Aborted)
        }
    }
}

/// What openapiv3 reads of a tree, which stays as it is.
pub(crate) fn typed(tree: &mut Node) -> Result<openapiv3::OpenAPI, String> {
    schemas::without(tree, |tree| {
        openapiv3::OpenAPI::deserialize(tree).map_err(|error| error.to_string())
    })
}

/// The place of the first part that openapiv3 refuses by itself, or of the document.
fn culprit(tree: &Node) -> Span {
    let mut paths =
        members(tree.get("paths")).filter(|node| openapiv3::PathItem::deserialize(*node).is_err());
    paths.next().unwrap_or(tree).span
}

fn members(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    node.and_then(Node::as_object)
        .into_iter()
        .flatten()
        .map(|(_, node)| node)
}

/// Where each pointer of a document stands.
#[derive(Debug)]
pub struct Places(Node);

impl Places {
    /// The whole document.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.0
    }

    /// The value at `pointer`.
    #[must_use]
    pub fn node(&self, pointer: &Pointer) -> Option<&Node> {
        self.0.at(pointer)
    }

    /// The place of the value at `pointer`, or of the nearest ancestor that exists.
    #[must_use]
    pub fn value(&self, pointer: &Pointer) -> Span {
        self.find(pointer).0
    }

    /// The place of the key that leads to `pointer` (the value itself in an array), or of the nearest ancestor's that
    /// exists.
    #[must_use]
    pub fn key(&self, pointer: &Pointer) -> Span {
        self.find(pointer).1
    }

    fn find(&self, pointer: &Pointer) -> (Span, Span) {
        let mut node = &self.0;
        let mut key_span = node.span;
        for key in pointer.keys() {
            let Some(next) = node.step(&key) else { break };
            key_span = match node.as_object().and_then(|map| map.get_key_value(&key)) {
                Some((key, _)) => key.span,
                None => next.span,
            };
            node = next;
        }
        (node.span, key_span)
    }
}
