//! Links that are followed by people only.

use crate::{
    resolve::{self, Resolved},
    source::Node,
    spec::{self, Link, LinkTarget},
};

/// Who answers a callback calls nobody in turn: its links are documented.
pub(super) fn documented(
    resolved: &Resolved,
    callback: &resolve::Callback,
    spec: &mut spec::Callback,
) {
    for operation in &callback.operations {
        let mut found = spec.operations.iter_mut();
        let Some(spec) = found.find(|one| one.pointer == operation.pointer) else {
            continue;
        };
        for response in &operation.responses {
            let mut found = spec.responses.iter_mut();
            let Some(found) = found.find(|one| one.status == response.status) else {
                continue;
            };
            found.links = response
                .links
                .iter()
                .map(|link| with(link, LinkTarget::Documented(text(resolved, link))))
                .collect();
        }
        for (callback, spec) in operation.callbacks.iter().zip(&mut spec.callbacks) {
            documented(resolved, callback, spec);
        }
    }
}

/// A link that leads somewhere.
pub(super) fn with(link: &resolve::Link, target: LinkTarget) -> Link {
    Link {
        name: link.name.clone(),
        description: link.description.clone(),
        target,
        chosen_name: link.chosen_name.clone(),
    }
}

/// What a link says, for people.
pub(super) fn text(resolved: &Resolved, link: &resolve::Link) -> String {
    let mut text = match &link.target {
        resolve::LinkTarget::Elsewhere(text) => format!("`{text}`"),
        resolve::LinkTarget::Here(pointer) => {
            let mut operations = resolved.operations.iter();
            let target = operations.find(|operation| operation.pointer == *pointer);
            match target {
                Some(target) => format!("`{} {}`", target.method, target.path),
                None => format!("`{pointer}`"),
            }
        }
    };
    let Some(node) = resolved.places.node(&link.pointer) else {
        return text;
    };
    let given = node.get("parameters").and_then(Node::as_object);
    let mut separator = " with ";
    for (key, value) in given.into_iter().flatten() {
        text.push_str(&format!("{separator}`{}` = `{}`", key.name, said(value)));
        separator = ", ";
    }
    if let Some(value) = node.get("requestBody") {
        text.push_str(&format!("{separator}the body `{}`", said(value)));
    }
    text
}

fn said(value: &Node) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_json().to_string(),
    }
}
