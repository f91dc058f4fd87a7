//! A checked tree to openapiv3, OpenAPI 3.0 as types.

use crate::{
    diagnostics::{Aborted, Diagnostic, Diagnostics, codes},
    dialect::Dialect,
    pointer::Pointer,
    source::{Node, Span},
};
use serde::Deserialize;

pub use crate::dialect::Beside;

/// One API, typed.
#[derive(Debug)]
pub struct Document {
    /// Module name: `sequence`.
    pub name: String,
    /// The typed document; every `$ref` still in it.
    pub openapi: openapiv3::OpenAPI,
    /// What openapiv3 cannot say.
    pub beside: Beside,
    /// Where each pointer of `openapi` stands in the user's files.
    pub places: Places,
}

/// Types a checked tree.
///
/// # Errors
/// [`Aborted`] when openapiv3 refuses what the shape check let pass, which is a bug of the generator.
pub fn run(cx: &mut Diagnostics, dialect: Dialect) -> Result<Document, Aborted> {
    let Dialect { name, tree, beside } = dialect;
    match typed(&tree) {
        Ok(openapi) => Ok(Document {
            name,
            openapi,
            beside,
            places: Places(tree),
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

/// openapiv3 goes down some dozens of frames for each level of a schema, more than a small thread has room for at the
/// depth that documents may have. So it gets a thread of its own; where there are no threads, this one has to do.
fn typed(tree: &Node) -> Result<openapiv3::OpenAPI, String> {
    const STACK: usize = 64 << 20;
    let read = || openapiv3::OpenAPI::deserialize(tree).map_err(|error| error.to_string());
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("document".to_owned())
            .stack_size(STACK);
        match thread.spawn_scoped(scope, read) {
            Ok(thread) => thread
                .join()
                .unwrap_or_else(|_| Err("it panicked".to_owned())),
            Err(_) => read(),
        }
    })
}

/// The place of the first part that openapiv3 refuses by itself, or of the document.
fn culprit(tree: &Node) -> Span {
    let paths =
        members(tree.get("paths")).filter(|node| openapiv3::PathItem::deserialize(*node).is_err());
    let schemas = members(
        tree.get("components")
            .and_then(|components| components.get("schemas")),
    )
    .filter(|node| openapiv3::ReferenceOr::<openapiv3::Schema>::deserialize(*node).is_err());
    paths.chain(schemas).next().unwrap_or(tree).span
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
