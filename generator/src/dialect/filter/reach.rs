//! Which components the rest of a document leads to.

use crate::{
    pointer::Pointer,
    source::{Map, Node, Value},
    uri,
};
use std::collections::BTreeSet;

/// Where components are, with what refers to them otherwise than by a `$ref`.
const SECTIONS: [&str; 4] = ["components", "definitions", "parameters", "responses"];

/// Takes out every component that nothing leads to, directly or by others.
pub(super) fn prune(tree: &mut Node) {
    let mut reach = Reach {
        tree,
        reached: BTreeSet::new(),
        unread: Vec::new(),
    };
    if let Value::Object(map) = &tree.value {
        for (key, node) in map {
            match key.name.as_str() {
                "components"
                | "definitions"
                | "parameters"
                | "responses"
                | "securityDefinitions" => {}
                "security" => reach.requirements(node),
                _ => reach.walk(node),
            }
        }
    }
    reach.all();
    let reached = reach.reached;
    if let Value::Object(map) = &mut tree.value {
        for (key, node) in map.iter_mut() {
            match key.name.as_str() {
                "components" => {
                    for (section, node) in node.as_object_mut().into_iter().flat_map(Map::iter_mut)
                    {
                        retain(node, &["components", &section.name], &reached);
                    }
                }
                section @ ("definitions" | "parameters" | "responses" | "securityDefinitions") => {
                    retain(node, &[section], &reached);
                }
                _ => {}
            }
        }
    }
}

/// Keeps the components of a section that are reached.
fn retain(section: &mut Node, at: &[&str], reached: &BTreeSet<Pointer>) {
    if at.last().is_some_and(|name| name.starts_with("x-")) {
        return;
    }
    let Some(map) = section.as_object_mut() else {
        return;
    };
    let all = std::mem::take(map);
    for (key, node) in all {
        if reached.contains(&pointer(at, &key.name)) {
            map.set(key, node);
        }
    }
}

fn pointer(at: &[&str], name: &str) -> Pointer {
    at.iter()
        .fold(Pointer::root(), |pointer, key| pointer.join(key))
        .join(name)
}

struct Reach<'t> {
    tree: &'t Node,
    /// The pointers of components.
    reached: BTreeSet<Pointer>,
    /// Those among them whose own references were not looked at yet.
    unread: Vec<Pointer>,
}

impl Reach<'_> {
    fn all(&mut self) {
        loop {
            while let Some(pointer) = self.unread.pop() {
                if let Some(node) = self.tree.at(&pointer) {
                    self.walk(node);
                }
            }
            self.heirs();
            if self.unread.is_empty() {
                return;
            }
        }
    }

    /// Schemas that extend a reached one with a discriminator are what it may turn out to be.
    fn heirs(&mut self) {
        for at in [&["components", "schemas"][..], &["definitions"]] {
            let section = at
                .iter()
                .fold(Pointer::root(), |pointer, key| pointer.join(key));
            let schemas = self.tree.at(&section).and_then(Node::as_object);
            for (key, schema) in schemas.into_iter().flatten() {
                let parents = schema.get("allOf").and_then(Node::as_array);
                let is_heir = parents.unwrap_or_default().iter().any(|parent| {
                    let parent = parent
                        .get("$ref")
                        .and_then(Node::as_str)
                        .and_then(component);
                    parent.is_some_and(|parent| {
                        let node = self.tree.at(&parent);
                        self.reached.contains(&parent)
                            && node.is_some_and(|node| node.get("discriminator").is_some())
                    })
                });
                if is_heir {
                    self.reach(section.join(&key.name));
                }
            }
        }
    }

    fn walk(&mut self, node: &Node) {
        match &node.value {
            Value::Object(map) => {
                for (key, node) in map {
                    match (key.name.as_str(), &node.value) {
                        ("$ref" | "$dynamicRef" | "$recursiveRef", Value::String(text)) => {
                            self.reference(text);
                        }
                        ("mapping", Value::Object(mapping)) => {
                            for (_, node) in mapping {
                                self.schema(node.as_str().unwrap_or_default());
                            }
                        }
                        ("defaultMapping", Value::String(text)) => self.schema(text),
                        ("security", Value::Array(_)) => self.requirements(node),
                        _ => self.walk(node),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.walk(item)),
            _ => {}
        }
    }

    fn reference(&mut self, text: &str) {
        match component(text) {
            Some(pointer) => self.reach(pointer),
            None if text.starts_with("#/") => {}
            // It may mean any schema with an `$id` or an `$anchor`.
            None => self.identified(),
        }
    }

    /// The name of a schema, or a reference to one.
    fn schema(&mut self, text: &str) {
        for at in [&["components", "schemas"][..], &["definitions"]] {
            let pointer = pointer(at, text);
            if self.tree.at(&pointer).is_some() {
                return self.reach(pointer);
            }
        }
        self.reference(text);
    }

    fn identified(&mut self) {
        for at in [&["components", "schemas"][..], &["definitions"]] {
            let section = at
                .iter()
                .fold(Pointer::root(), |pointer, key| pointer.join(key));
            let schemas = self.tree.at(&section).and_then(Node::as_object);
            for (key, schema) in schemas.into_iter().flatten() {
                if has_identity(schema) {
                    self.reach(section.join(&key.name));
                }
            }
        }
    }

    fn requirements(&mut self, node: &Node) {
        for requirement in node.as_array().unwrap_or_default() {
            for (key, _) in requirement.as_object().into_iter().flatten() {
                self.reach(pointer(&["components", "securitySchemes"], &key.name));
                self.reach(pointer(&["securityDefinitions"], &key.name));
            }
        }
    }

    fn reach(&mut self, pointer: Pointer) {
        if self.reached.insert(pointer.clone()) {
            self.unread.push(pointer);
        }
    }
}

/// The component that a reference leads to or into.
fn component(reference: &str) -> Option<Pointer> {
    let fragment = uri::percent_decoded(reference.strip_prefix('#')?)?;
    let mut keys = Pointer::from_text(fragment).keys().collect::<Vec<_>>();
    let section = keys.first()?;
    let depth = match section.as_str() {
        "components" => 3,
        section if SECTIONS.contains(&section) => 2,
        _ => return None,
    };
    keys.truncate(depth);
    let pointer = keys.iter().fold(Pointer::root(), |at, key| at.join(key));
    (keys.len() == depth).then_some(pointer)
}

fn has_identity(node: &Node) -> bool {
    match &node.value {
        Value::Object(map) => {
            let keys = ["$id", "$anchor", "$dynamicAnchor"];
            keys.iter().any(|key| node.get(key).is_some())
                || map.iter().any(|(_, node)| has_identity(node))
        }
        Value::Array(items) => items.iter().any(has_identity),
        _ => false,
    }
}
