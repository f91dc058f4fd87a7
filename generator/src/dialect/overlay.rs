//! Overlays (Overlay Specification 1.0 and 1.1) applied to a document.
//!
//! Each action selects values by a JSONPath (RFC 9535) and merges into them, what it says or a copy, or removes them. What an overlay puts into
//! the document keeps its place in the overlay, so later stages report there, and know that the user said it.

mod update;

use super::shape;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    source::{MAX_DEPTH, Node, Span, Value, exceeded, too_deep},
};
use serde_json_path::JsonPath;
use std::collections::HashSet;

/// Applies the actions of an overlay in their order. An action that is wrong, fits nothing or selects nothing is
/// reported, and the others are applied.
pub(super) fn apply(cx: &mut Diagnostics, overlay: &Node, tree: &mut Node) {
    let wrong = match shape::check_overlay(cx, overlay) {
        true => HashSet::new(),
        false => cx.error_spans(),
    };
    // What an action means depends on the version.
    let Some(version) = overlay.get("overlay") else {
        return;
    };
    if is_wrong(version, &wrong) {
        return;
    }
    let version = version.as_str();
    let mut target = Target {
        view: tree.to_json(),
        tree,
        is_1_0: version.is_some_and(|version| version.starts_with("1.0.")),
        values: cx.limits.values,
    };
    for action in overlay
        .get("actions")
        .and_then(Node::as_array)
        .into_iter()
        .flatten()
        .filter(|action| !is_wrong(action, &wrong))
    {
        if let Err(diagnostic) = apply_action(&mut target, action) {
            cx.push_bounded("values", *diagnostic);
        }
    }
}

/// Whether one of the errors is in a value; the limits on nesting bound the depth.
fn is_wrong(node: &Node, errors: &HashSet<Span>) -> bool {
    errors.contains(&node.span)
        || match &node.value {
            Value::Array(items) => items.iter().any(|item| is_wrong(item, errors)),
            Value::Object(map) => map
                .iter()
                .any(|(key, value)| errors.contains(&key.span) || is_wrong(value, errors)),
            _ => false,
        }
}

/// The document twice: JSONPath queries the view, and each change is made to both.
struct Target<'t> {
    tree: &'t mut Node,
    view: serde_json::Value,
    /// Whether the overlay is of version 1.0, in which values of arrays and objects only can be updated.
    is_1_0: bool,
    /// How many values the document may have.
    values: usize,
}

type Result<T = ()> = std::result::Result<T, Box<Diagnostic>>;

fn apply_action(target: &mut Target<'_>, action: &Node) -> Result {
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
        action.get("copy"),
    ) {
        // Neither of the others has an effect beside `remove: true`.
        (Some(true), _, _) => remove(target, selected, path.span),
        (_, Some(update), None) => apply_updates(target, &selected, path, update),
        (_, None, Some(copy)) => {
            let source = copied(target, copy)?;
            apply_updates(target, &selected, path, &source)
        }
        (_, Some(_), Some(copy)) => {
            let message =
                "the action updates and copies, of which neither has an effect beside the other";
            Err(Box::new(
                Diagnostic::new(&codes::INVALID_OVERLAY, copy.span, message)
                    .help("make two actions of it"),
            ))
        }
        (_, None, None) => {
            let message = match target.is_1_0 {
                true => "the action neither updates nor removes anything",
                false => "the action neither updates nor copies nor removes anything",
            };
            let diagnostic = Diagnostic::new(&codes::INVALID_OVERLAY, action.span, message);
            Err(Box::new(
                diagnostic.help("say what to merge by `update`, or `remove: true`"),
            ))
        }
    }
}

/// The value that an action copies: the one that its path selects.
fn copied(target: &Target<'_>, path: &Node) -> Result<Node> {
    let selected = select(target, path)?;
    let text = path.as_str().unwrap_or_default();
    let wrong = |code, message: String, help: &str| {
        Err(Box::new(
            Diagnostic::new(code, path.span, message).help(help),
        ))
    };
    match selected.as_slice() {
        // What does not fit is wrong in the action, not where the value comes from.
        [pointer] => Ok(Node {
            span: path.span,
            ..target.tree.at(pointer).unwrap_or(path).clone()
        }),
        [] => wrong(
            &codes::OVERLAY_WITHOUT_MATCH,
            format!("there is nothing to copy: `{text}`"),
            "correct the path: it has to select one value of the document",
        ),
        several => wrong(
            &codes::OVERLAY_MISMATCH,
            format!(
                "one value can be copied, and `{text}` selects {}",
                several.len()
            ),
            "make the path more exact",
        ),
    }
}

/// Merges a value into all of those selected.
fn apply_updates(
    target: &mut Target<'_>,
    selected: &[Pointer],
    path: &Node,
    update: &Node,
) -> Result {
    if !target.is_1_0 {
        alike(target, selected, path)?;
    }
    bounded(target, selected, update)?;
    selected
        .iter()
        .try_for_each(|pointer| apply_update(target, pointer, path, update))
}

/// Reports values of several kinds (Overlay 1.1, Action Object).
fn alike(target: &Target<'_>, selected: &[Pointer], path: &Node) -> Result {
    let nodes: Vec<&Node> = selected
        .iter()
        .filter_map(|pointer| target.tree.at(pointer))
        .collect();
    let kind = |node: &Node| match &node.value {
        Value::Object(_) => 0,
        Value::Array(_) => 1,
        _ => 2,
    };
    let Some(first) = nodes.first() else {
        return Ok(());
    };
    match nodes.iter().find(|node| kind(node) != kind(first)) {
        None => Ok(()),
        Some(other) => {
            let message = format!("the action selects {} and {}", first.kind(), other.kind());
            Err(Box::new(
                Diagnostic::new(&codes::OVERLAY_MISMATCH, path.span, message)
                    .related(first.span, "this is one of them")
                    .related(other.span, "and this")
                    .help("make two actions of it"),
            ))
        }
    }
}

/// Reports what would make the document larger than one can be: copies of copies grow quickly.
fn bounded(target: &Target<'_>, selected: &[Pointer], update: &Node) -> Result {
    let depth = selected.iter().map(|pointer| pointer.keys().count()).max();
    let is_deep = depth.unwrap_or(0) + update.depth() > MAX_DEPTH;
    let added = update.count().saturating_mul(selected.len());
    // Counting the document is slow, and few updates are large.
    let limit = target.values;
    let is_large = added > limit / 1000 && added + target.tree.count() > limit;
    let message = "the action would make the document larger than any real one";
    match (is_deep, is_large) {
        (false, false) => Ok(()),
        (true, _) => Err(Box::new(too_deep(
            update.span,
            "with the action, values of the document nest",
        ))),
        (false, true) => Err(Box::new(exceeded(
            update.span,
            message.to_owned(),
            "values",
            limit,
        ))),
    }
}

/// The pointers of the values that a path selects, each once.
fn select(target: &Target<'_>, path: &Node) -> Result<Vec<Pointer>> {
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

fn apply_update(target: &mut Target<'_>, pointer: &Pointer, path: &Node, update: &Node) -> Result {
    let view = target.view.pointer_mut(pointer.as_str());
    let (Some(node), Some(view)) = (target.tree.at_mut(pointer), view) else {
        return Ok(());
    };
    match (&mut node.value, &update.value) {
        (Value::Array(items), Value::Array(more)) if !target.is_1_0 => {
            items.extend(more.iter().cloned());
            if let serde_json::Value::Array(items) = view {
                items.extend(more.iter().map(Node::to_json));
            }
            Ok(())
        }
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
        (_, Value::Object(_) | Value::Array(_)) if !target.is_1_0 => {
            let message = format!("the action updates {} with {}", node.kind(), update.kind());
            let diagnostic = Diagnostic::new(&codes::OVERLAY_MISMATCH, update.span, message);
            Err(Box::new(diagnostic.related(node.span, "selected here")))
        }
        _ if !target.is_1_0 => {
            *view = update.to_json();
            *node = update.clone();
            Ok(())
        }
        _ => {
            let message = format!(
                "the action selects {}: only objects and arrays can be updated",
                node.kind()
            );
            let diagnostic = Diagnostic::new(&codes::OVERLAY_MISMATCH, path.span, message);
            let diagnostic = diagnostic.related(node.span, "selected here");
            Err(Box::new(diagnostic.help(
                "select the object that has it, and say its new value under its key; or say `overlay: 1.1.0`",
            )))
        }
    }
}

/// Removes the selected values: later elements of an array first, so that the earlier keep their indices, and what is
/// inside others before these.
fn remove(target: &mut Target<'_>, mut selected: Vec<Pointer>, path: Span) -> Result {
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
