//! The changes of an action, to the tree and to its view as plain JSON.

use crate::{
    diagnostics::{Diagnostic, codes},
    pointer::Pointer,
    source::{Node, Value},
};

/// Why an object cannot be merged into another: a member of both is of different kinds.
pub(super) fn conflict(node: &Node, update: &Node, pointer: &Pointer) -> Option<Diagnostic> {
    let (Value::Object(map), Value::Object(members)) = (&node.value, &update.value) else {
        return None;
    };
    members.iter().find_map(|(key, update)| {
        let node = map.get(&key.name)?;
        let pointer = pointer.join(&key.name);
        match (&node.value, &update.value) {
            (Value::Object(_), Value::Object(_)) => conflict(node, update, &pointer),
            (Value::Array(_), Value::Array(_)) => None,
            (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => {
                let message = format!(
                    "the action merges {} into {} at {pointer}",
                    update.kind(),
                    node.kind()
                );
                let diagnostic = Diagnostic::new(&codes::OVERLAY_MISMATCH, update.span, message);
                let help = "remove the old value by an action before this one";
                Some(
                    diagnostic
                        .related(node.span, "this is merged into")
                        .help(help),
                )
            }
            _ => None,
        }
    })
}

/// Merges an object into another: objects recursively, arrays end to end, other values replace. There is no conflict.
pub(super) fn merge(node: &mut Node, update: &Node) {
    match (&mut node.value, &update.value) {
        (Value::Object(map), Value::Object(members)) => {
            for (key, update) in members {
                match map.get_mut(&key.name) {
                    Some(node) => merge(node, update),
                    None => map.set(key.clone(), update.clone()),
                }
            }
        }
        (Value::Array(items), Value::Array(more)) => items.extend(more.iter().cloned()),
        _ => *node = update.clone(),
    }
}

/// The same change to plain JSON.
pub(super) fn merge_view(view: &mut serde_json::Value, update: &Node) {
    match (view, &update.value) {
        (serde_json::Value::Object(map), Value::Object(members)) => {
            for (key, update) in members {
                match map.get_mut(&key.name) {
                    Some(view) => merge_view(view, update),
                    None => {
                        map.insert(key.name.clone(), update.to_json());
                    }
                }
            }
        }
        (serde_json::Value::Array(items), Value::Array(more)) => {
            items.extend(more.iter().map(Node::to_json))
        }
        (view, _) => *view = update.to_json(),
    }
}

/// Orders pointers so that removing them from the last to the first leaves those still to come valid.
pub(super) fn removal_order(pointer: &Pointer) -> Vec<(usize, String)> {
    // An index sorts by its value; a key sorts by its text, and as `0` among the indices, which is as good as any.
    pointer
        .keys()
        .map(|key| (key.parse().unwrap_or(0), key))
        .collect()
}

/// Takes the value at a pointer out of its container.
pub(super) fn remove(tree: &mut Node, pointer: &Pointer) {
    let Some((parent, key)) = pointer.split_last() else {
        return;
    };
    match tree.at_mut(&parent).map(|node| &mut node.value) {
        Some(Value::Object(map)) => {
            map.remove(&key);
        }
        Some(Value::Array(items)) => {
            if let Some(index) = key.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// The same change to plain JSON.
pub(super) fn remove_view(view: &mut serde_json::Value, pointer: &Pointer) {
    let Some((parent, key)) = pointer.split_last() else {
        return;
    };
    match view.pointer_mut(parent.as_str()) {
        Some(serde_json::Value::Object(map)) => {
            map.remove(&key);
        }
        Some(serde_json::Value::Array(items)) => {
            if let Some(index) = key.parse().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
}
