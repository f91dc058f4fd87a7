//! What has errors, taken out of a document, so that the rest of it can be generated (`--keep-going`).

use super::{Keyword, Kind, Object, tables};
use crate::{
    dialect::version::Version,
    pointer::Pointer,
    source::{Key, Map, Node, Span, Value},
};
use std::collections::{BTreeSet, HashSet};

/// Takes out the nearest item around each error that can go: a schema becomes `{}`, an operation, a component and a path
/// are removed, and with a component what refers to it. Tells how many items that were.
pub(in crate::dialect) fn prune(version: Version, tree: &mut Node, errors: HashSet<Span>) -> usize {
    let mut pruner = Pruner {
        version,
        errors,
        removed: BTreeSet::new(),
        count: 0,
    };
    // What refers to a removed component has an error too, and so on; each round removes something.
    loop {
        let before = pruner.removed.len();
        pruner.object(tables::document(version), tree, "");
        if pruner.removed.len() == before {
            return pruner.count;
        }
    }
}

struct Pruner {
    /// The places of errors: of keys and of values.
    errors: HashSet<Span>,
    version: Version,
    /// The pointers of removed components, as a `$ref` says them.
    removed: BTreeSet<String>,
    count: usize,
}

/// Whether there is an error in something that did not go with it.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Fine,
    Wrong,
}

impl Pruner {
    fn object(&mut self, object: &'static Object, node: &mut Node, pointer: &str) -> Verdict {
        let object = tables::of(object, self.version);
        let mut verdict = self.place(node.span);
        if self.refers_to_removed(node) {
            verdict = Verdict::Wrong;
        }
        let Value::Object(map) = &mut node.value else {
            return verdict;
        };
        let wrong = self.members(map, pointer, |pruner, key, value, pointer| {
            match object.keyword(&key.name, pruner.version) {
                Some(keyword) => pruner.value(&keyword.kind, value, pointer),
                None => pruner.data(value),
            }
        });
        for name in wrong {
            let keyword = object.keyword(&name, self.version);
            match may_go(object, keyword) {
                true => {
                    map.remove(&name);
                    self.count += 1;
                }
                false => verdict = Verdict::Wrong,
            }
        }
        // Where `{}` itself is wrong, what it is part of has to go.
        let is_schema = (std::ptr::eq(object, &tables::SCHEMA) || tables::is_json_schema(object))
            && !map.is_empty();
        if verdict == Verdict::Wrong && is_schema {
            *map = Map::default();
            self.count += 1;
            verdict = Verdict::Fine;
        }
        verdict
    }

    fn value(&mut self, kind: &'static Kind, node: &mut Node, pointer: &str) -> Verdict {
        match kind {
            Kind::Object(object)
            | Kind::OrReference(object)
            | Kind::OrReferenceSince(_, object) => self.object(object, node, pointer),
            Kind::FlagOr(other) => self.value(other, node, pointer),
            Kind::Map(keys, kind) => self.map(kind, node, pointer, keys.members_may_go),
            Kind::MapOrReference(..) if self.refers_to_removed(node) => Verdict::Wrong,
            Kind::MapOrReference(keys, kind) => self.map(kind, node, pointer, keys.members_may_go),
            Kind::List(kind) | Kind::Some(kind) => self.list(kind, node, pointer),
            _ => self.data(node),
        }
    }

    fn map(
        &mut self,
        kind: &'static Kind,
        node: &mut Node,
        pointer: &str,
        members_may_go: bool,
    ) -> Verdict {
        let verdict = self.place(node.span);
        let Value::Object(map) = &mut node.value else {
            return verdict;
        };
        let wrong = self.members(map, pointer, |pruner, _, value, pointer| {
            pruner.value(kind, value, pointer)
        });
        if !members_may_go && !wrong.is_empty() {
            return Verdict::Wrong;
        }
        for name in wrong {
            map.remove(&name);
            self.count += 1;
            self.removed.insert(join(pointer, &name));
        }
        verdict
    }

    /// Tags and servers of the document can go one by one; all other lists are of one piece.
    fn list(&mut self, kind: &'static Kind, node: &mut Node, pointer: &str) -> Verdict {
        let mut verdict = self.place(node.span);
        let Value::Array(items) = &mut node.value else {
            return verdict;
        };
        let may_go = ["/tags", "/servers"].contains(&pointer);
        items.retain_mut(|item| {
            // No component is inside a list, so that its pointer is not asked for.
            match self.value(kind, item, "-") {
                Verdict::Fine => true,
                Verdict::Wrong if may_go => {
                    self.count += 1;
                    false
                }
                Verdict::Wrong => {
                    verdict = Verdict::Wrong;
                    true
                }
            }
        });
        verdict
    }

    /// Data is of one piece.
    fn data(&self, node: &Node) -> Verdict {
        let is_wrong = match &node.value {
            Value::Array(items) => items.iter().any(|item| self.data(item) == Verdict::Wrong),
            Value::Object(map) => map.iter().any(|(key, value)| {
                self.place(key.span) == Verdict::Wrong || self.data(value) == Verdict::Wrong
            }),
            _ => false,
        };
        match is_wrong {
            true => Verdict::Wrong,
            false => self.place(node.span),
        }
    }

    /// The names of the members that are wrong.
    fn members(
        &mut self,
        map: &mut Map,
        pointer: &str,
        check: impl Fn(&mut Self, &Key, &mut Node, &str) -> Verdict,
    ) -> Vec<String> {
        let mut wrong = Vec::new();
        for (key, value) in map.iter_mut() {
            let inside = check(self, key, value, &join(pointer, &key.name));
            if inside == Verdict::Wrong || self.place(key.span) == Verdict::Wrong {
                wrong.push(key.name.clone());
            }
        }
        wrong
    }

    fn place(&self, span: Span) -> Verdict {
        match self.errors.contains(&span) {
            true => Verdict::Wrong,
            false => Verdict::Fine,
        }
    }

    fn refers_to_removed(&self, node: &Node) -> bool {
        let reference = node.get("$ref").and_then(Node::as_str);
        let pointer = reference.and_then(|text| text.strip_prefix('#'));
        pointer.is_some_and(|pointer| self.removed.contains(pointer))
    }
}

/// Whether a key of an object can go by itself.
fn may_go(object: &'static Object, keyword: Option<&'static Keyword>) -> bool {
    let is_document = ["OpenAPI Object", "Swagger Object"].contains(&object.name);
    let is_components = object.name == "Components Object";
    match keyword {
        None => is_document || is_components,
        Some(keyword) => match &keyword.kind {
            Kind::Object(inner) if inner.name == "Operation Object" => true,
            _ => is_components || (is_document && ["externalDocs", "tags"].contains(&keyword.name)),
        },
    }
}

fn join(pointer: &str, key: &str) -> String {
    let mut text = pointer.to_owned();
    Pointer::push_key(&mut text, key);
    text
}
