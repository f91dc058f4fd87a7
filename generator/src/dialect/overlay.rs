//! Overlays (Overlay Specification 1.0) applied to a document.
//!
//! Each action selects values by a JSONPath (RFC 9535) and merges into them or removes them. What an overlay puts into
//! the document keeps its place in the overlay, so later stages report there, and know that the user said it.

mod update;

use super::shape;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    source::{Node, Span, Value},
};
use serde_json_path::JsonPath;

/// Applies the actions of an overlay in their order. An action that is wrong, fits nothing or selects nothing is
/// reported, and the others are applied.
pub(super) fn apply(cx: &mut Diagnostics, overlay: &Node, tree: &mut Node) {
    if !shape::check_overlay(cx, overlay) {
        return;
    }
    let mut target = Target {
        view: tree.to_json(),
        tree,
    };
    for action in overlay
        .get("actions")
        .and_then(Node::as_array)
        .into_iter()
        .flatten()
    {
        if let Err(diagnostic) = apply_action(&mut target, action) {
            cx.push(*diagnostic);
        }
    }
}

/// The document twice: JSONPath queries the view, and each change is made to both.
struct Target<'t> {
    tree: &'t mut Node,
    view: serde_json::Value,
}

fn apply_action(target: &mut Target<'_>, action: &Node) -> Result<(), Box<Diagnostic>> {
    let Some(path) = action.get("target") else {
        return Ok(());
    };
    let selected = select(target, path)?;
    if selected.is_empty() {
        let message = format!(
            "the action selects nothing: `{}`",
            path.as_str().unwrap_or_default()
        );
        let help = "correct the path, or remove the action if the document no longer needs it";
        return Err(Box::new(
            Diagnostic::new(&codes::OVERLAY_WITHOUT_MATCH, path.span, message).help(help),
        ));
    }
    match (
        action.get("remove").and_then(Node::as_bool),
        action.get("update"),
    ) {
        // `update` has no effect beside `remove: true`.
        (Some(true), _) => remove(target, selected, path.span),
        (_, Some(update)) => selected
            .iter()
            .try_for_each(|pointer| apply_update(target, pointer, path, update)),
        _ => {
            let message = "the action neither updates nor removes anything";
            Err(Box::new(Diagnostic::new(
                &codes::INVALID_OVERLAY,
                action.span,
                message,
            )))
        }
    }
}

/// The pointers of the values that a path selects, each once.
fn select(target: &Target<'_>, path: &Node) -> Result<Vec<Pointer>, Box<Diagnostic>> {
    let query = JsonPath::parse(path.as_str().unwrap_or_default()).map_err(|error| {
        let message = "the target is not a JSONPath of RFC 9535";
        let note = format!("{} at character {}", error.message(), error.position());
        let help = "begin it with `$`, and quote keys of other characters than letters: `$.paths['/pets']`";
        let diagnostic = Diagnostic::new(&codes::INVALID_OVERLAY, path.span, message);
        Box::new(diagnostic.note(note).help(help))
    })?;
    let nodes = query.query_located(&target.view).dedup();
    Ok(nodes
        .locations()
        .map(|location| Pointer::from_text(location.to_json_pointer()))
        .collect())
}

fn apply_update(
    target: &mut Target<'_>,
    pointer: &Pointer,
    path: &Node,
    update: &Node,
) -> Result<(), Box<Diagnostic>> {
    let view = target.view.pointer_mut(pointer.as_str());
    let (Some(node), Some(view)) = (target.tree.at_mut(pointer), view) else {
        return Ok(());
    };
    match (&mut node.value, &update.value) {
        (Value::Array(items), _) => {
            items.push(update.clone());
            if let serde_json::Value::Array(items) = view {
                items.push(update.to_json());
            }
            Ok(())
        }
        (Value::Object(_), Value::Object(_)) => {
            if let Some(conflict) = update::conflict(node, update, pointer) {
                return Err(Box::new(conflict));
            }
            update::merge(node, update);
            update::merge_view(view, update);
            Ok(())
        }
        (Value::Object(_), _) => {
            let message = format!("the action updates an object with {}", update.kind());
            let diagnostic = Diagnostic::new(&codes::OVERLAY_MISMATCH, update.span, message);
            Err(Box::new(diagnostic.related(node.span, "this object")))
        }
        _ => {
            let message = format!(
                "the action selects {}: only objects and arrays can be updated",
                node.kind()
            );
            let diagnostic = Diagnostic::new(&codes::OVERLAY_MISMATCH, path.span, message);
            let diagnostic = diagnostic.related(node.span, "selected here");
            Err(Box::new(diagnostic.help(
                "select the object that has it, and say its new value under its key",
            )))
        }
    }
}

/// Removes the selected values: later elements of an array first, so that the earlier keep their indices, and what is
/// inside others before these.
fn remove(
    target: &mut Target<'_>,
    mut selected: Vec<Pointer>,
    path: Span,
) -> Result<(), Box<Diagnostic>> {
    selected.sort_by_cached_key(update::removal_order);
    for pointer in selected.iter().rev() {
        if pointer.as_str().is_empty() {
            let message = "an action cannot remove the whole document";
            return Err(Box::new(Diagnostic::new(
                &codes::OVERLAY_MISMATCH,
                path,
                message,
            )));
        }
        update::remove(target.tree, pointer);
        update::remove_view(&mut target.view, pointer);
    }
    Ok(())
}
