//! `operationId` is unique in an API (OpenAPI 3.0.3, Operation Object).

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    source::{Node, Span},
};
use std::collections::HashMap;

/// Reports each `operationId` that an earlier operation has.
pub(super) fn check(cx: &mut Diagnostics, tree: &Node) {
    let mut first: HashMap<&str, Span> = HashMap::new();
    for (_, item) in tree
        .get("paths")
        .and_then(Node::as_object)
        .into_iter()
        .flatten()
    {
        let members = item.as_object().into_iter().flatten();
        let additional = item.get("additionalOperations").and_then(Node::as_object);
        for (_, operation) in members.chain(additional.into_iter().flatten()) {
            let Some(node) = operation.get("operationId") else {
                continue;
            };
            let Some(id) = node.as_str() else { continue };
            match first.get(id) {
                Some(&other) => cx.push(
                    Diagnostic::new(
                        &codes::DUPLICATE_OPERATION_ID,
                        node.span,
                        format!("two operations have the `operationId` `{id}`"),
                    )
                    .label("again here")
                    .related(other, "first here")
                    .help("give one of them another, in the document or by an overlay"),
                ),
                None => {
                    first.insert(id, node.span);
                }
            }
        }
    }
}
