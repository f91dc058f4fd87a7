//! How long the JSON Pointers of an API are: every stage behind says by them where something stands.

use crate::{
    diagnostics::{Aborted, Diagnostics},
    source::{Node, Span, Value, exceeded},
};

/// Refuses a document whose pointers together are longer than the limit.
///
/// # Errors
/// When they are, at the value with which they become so.
pub(super) fn check(cx: &mut Diagnostics, tree: &Node) -> Result<(), Aborted> {
    let limit = cx.limits.pointers;
    let mut left = limit;
    match measure(tree, 0, &mut left) {
        None => Ok(()),
        Some(place) => {
            let message = format!(
                "with the keys above it, the pointers to all values take more than {limit} bytes"
            );
            let diagnostic = exceeded(place, message, "pointers", limit);
            cx.push(diagnostic.note("a long key counts for each value below it"));
            Err(Aborted)
        }
    }
}

/// The first value for which nothing is left; the limits on nesting bound the depth.
fn measure(node: &Node, length: usize, left: &mut usize) -> Option<Span> {
    match left.checked_sub(length) {
        Some(rest) => *left = rest,
        None => return Some(node.span),
    }
    match &node.value {
        Value::Array(items) => {
            let mut items = items.iter();
            items.find_map(|item| measure(item, length + INDEX, left))
        }
        Value::Object(map) => {
            let mut members = map.iter();
            members.find_map(|(key, node)| measure(node, length + 1 + weight(&key.name), left))
        }
        _ => None,
    }
}

/// How long a key is. One that is no name any more becomes names all the same, and literals, and text in docs.
fn weight(key: &str) -> usize {
    const LONGEST_NAME: usize = 4096;
    key.len() + 8 * key.len().saturating_sub(LONGEST_NAME)
}

/// A slash, and the digits of an index.
const INDEX: usize = 4;
