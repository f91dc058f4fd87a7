//! References by name to references by place: `$id`, `$anchor`, `$dynamicAnchor` and `$dynamicRef` (JSON Schema Core
//! 2020-12, section 8.2).
//!
//! A schema with an `$id` is a resource of its own: references inside are relative to it. A `$dynamicRef` means what the
//! outermost resource on the way there says; each resource that says something else than the referring one gets a copy
//! of what it refers to, with that meaning ([`dynamic`]). AFTER THIS POINT every reference that names something in the
//! document is `#` and a JSON Pointer, and no identifier means anything.

mod dynamic;
mod index;
mod uri;

use crate::{
    diagnostics::Diagnostics,
    pointer::Pointer,
    source::{Key, Node, Span, Value},
};
use index::Index;

/// Rewrites the references of a document that has identifiers. What speaks of none and names nothing stays, to be reported
/// as other references are.
pub(super) fn resolve(cx: &mut Diagnostics, tree: &mut Node) {
    let index = Index::of(cx, tree);
    if !index.has_identifiers() {
        return;
    }
    let mut changes: Vec<(Pointer, Target)> = Vec::new();
    for reference in &index.references {
        let target = index.target(tree, reference).or_else(|| {
            let (pointer, wrong) = index.lost(reference)?;
            cx.push(wrong);
            // It refers to something, so that nothing more is said about it.
            Some(pointer)
        });
        if let Some(pointer) = target {
            changes.push((reference.at.clone(), Target::of(reference, pointer)));
        }
    }
    let copies = dynamic::copies(cx, tree, &index, &mut changes);
    for (at, target) in changes {
        if let Some(node) = tree.at_mut(&at) {
            refer(node, target);
        }
    }
    for copy in copies {
        if let Some(owner) = tree.at_mut(&copy.owner).and_then(Node::as_object_mut) {
            let key = Key {
                name: copy.keyword.to_owned(),
                span: copy.node.span,
            };
            if owner.get(copy.keyword).is_none() {
                owner.set(
                    key,
                    Node::new(copy.node.span, Value::Object(Default::default())),
                );
            }
            let name = Key {
                name: copy.name,
                span: copy.node.span,
            };
            if let Some(Value::Object(members)) =
                owner.get_mut(copy.keyword).map(|node| &mut node.value)
            {
                members.set(name, copy.node);
            }
        }
    }
}

/// What a reference is rewritten to.
#[derive(Clone, Debug)]
struct Target {
    keyword: &'static str,
    pointer: Pointer,
    span: Span,
}

impl Target {
    fn of(reference: &index::Reference, pointer: Pointer) -> Self {
        Self {
            keyword: reference.keyword,
            pointer,
            span: reference.span,
        }
    }
}

/// Lets a schema refer to a place. Where it has a `$ref` beside a `$dynamicRef`, values satisfy both.
fn refer(node: &mut Node, target: Target) {
    let Some(map) = node.as_object_mut() else {
        return;
    };
    let Target {
        keyword,
        pointer,
        span,
    } = target;
    map.remove(keyword);
    let text = Node::new(span, Value::String(format!("#{}", encoded(&pointer))));
    let key = |name: &str| Key {
        name: name.to_owned(),
        span,
    };
    if map.get("$ref").is_none() {
        map.set(key("$ref"), text);
        return;
    }
    let mut member = crate::source::Map::default();
    member.set(key("$ref"), text);
    let member = Node::new(span, Value::Object(member));
    match map.get_mut("allOf").map(|node| &mut node.value) {
        Some(Value::Array(members)) => members.push(member),
        _ => map.set(key("allOf"), Node::new(span, Value::Array(vec![member]))),
    }
}

/// A pointer in a fragment (RFC 6901, section 6).
fn encoded(pointer: &Pointer) -> String {
    pointer.as_str().replace('%', "%25")
}
