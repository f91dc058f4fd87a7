//! Callbacks: requests that the API itself makes, whole operations each.

use super::{
    Callback,
    operations::{self, Reading, members},
    references,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, Whole, codes},
    layout::Kind,
    pointer::Pointer,
    source::{Node, Span},
};

/// How deep callbacks of callbacks nest, and how many operations they have: shared ones multiply.
const MOST: (usize, usize) = (16, 10_000);

/// `callbacks` of an operation.
pub(super) fn all(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    pointer: &Pointer,
    operation: &Node,
) -> Vec<Callback> {
    let mut found = Vec::new();
    for (key, node) in members(operation, "callbacks") {
        let at = pointer.join(&key.name);
        let callback = references::follow(cx, reading.places, Kind::Callback, &at, node);
        let Some((at, callback)) = callback else {
            continue;
        };
        for (expression, item) in callback.as_object().into_iter().flatten() {
            if expression.name.starts_with("x-") {
                continue;
            }
            let pointer = at.join(&expression.name);
            let Some(operations) = inside(cx, reading, &pointer, key.span, |cx, reading| {
                operations::of_item(cx, reading, &expression.name, pointer.clone(), item)
            }) else {
                continue;
            };
            found.push(Callback {
                pointer,
                name: key.name.clone(),
                expression: expression.name.clone(),
                operations,
            });
        }
    }
    found
}

/// `webhooks` of the document (OpenAPI 3.1.1, OpenAPI Object): where they are sent is agreed elsewhere, so that there is
/// no expression.
pub(super) fn webhooks(cx: &mut Diagnostics, reading: &mut Reading<'_>) -> Vec<Callback> {
    let at = Pointer::root().join("webhooks");
    let mut found = Vec::new();
    for (key, item) in members(reading.places.root(), "webhooks") {
        if key.name.starts_with("x-") {
            continue;
        }
        let pointer = at.join(&key.name);
        found.push(Callback {
            operations: operations::of_item(cx, reading, &key.name, pointer.clone(), item),
            name: key.name.clone(),
            expression: String::new(),
            pointer,
        });
    }
    found
}

/// Reads a path item, unless it is being read already; `span` is where it is asked for.
fn inside<R>(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    pointer: &Pointer,
    span: Span,
    work: impl FnOnce(&mut Diagnostics, &mut Reading<'_>) -> R,
) -> Option<R> {
    reading.called_back += 1;
    let help = "take a callback on the way out by an overlay";
    if reading.on_the_way.contains(pointer) {
        let message = "the callback leads back to itself";
        cx.push(Diagnostic::new(&codes::CYCLIC_REFERENCE, span, message).help(help));
        return None;
    }
    if reading.on_the_way.len() >= MOST.0 || reading.called_back > MOST.1 {
        let message = "callbacks nest deeper, or are more, than any document of sense has";
        let diagnostic = Diagnostic::new(&codes::LIMIT_EXCEEDED, span, message).help(help);
        cx.exceed(Whole::of("callbacks"), diagnostic);
        return None;
    }
    reading.on_the_way.push(pointer.clone());
    let result = work(cx, reading);
    reading.on_the_way.pop();
    Some(result)
}
