//! Leaves out the operations that the user does not want, and what only they need.

mod reach;

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    source::{Filter, Key, Map, Node, Pattern, Subject, Value},
    suggest, vocabulary,
};

/// Takes the operations out of a document that a filter does not let pass, and the components that nothing leads to any
/// more. Patterns that fit nothing are errors; those of a filter for all APIs are handed back, since others may have it.
pub(super) fn apply(cx: &mut Diagnostics, filter: &Filter, tree: &mut Node) -> Vec<Diagnostic> {
    let all = operations(tree);
    let mut unmatched = Vec::new();
    for pattern in filter.include.iter().chain(&filter.exclude) {
        if all.iter().any(|operation| operation.fits(pattern)) {
            continue;
        }
        let diagnostic = unmatched_pattern(pattern, &all);
        match filter.is_shared {
            true => unmatched.push(diagnostic),
            false => cx.push(diagnostic),
        }
    }
    let kept: Vec<bool> = all
        .iter()
        .map(|operation| operation.passes(filter))
        .collect();
    let mut kept = kept.into_iter();
    for section in ["paths", "webhooks"] {
        let items = tree
            .as_object_mut()
            .and_then(|map| map.get_mut(section))
            .and_then(Node::as_object_mut);
        if let Some(items) = items {
            retain(items, &mut kept);
        }
    }
    reach::prune(tree);
    unmatched
}

/// An operation, as far as filters know it.
struct Operation {
    path: String,
    method: String,
    id: Option<String>,
    tags: Vec<String>,
    is_deprecated: bool,
}

impl Operation {
    fn passes(&self, filter: &Filter) -> bool {
        let fits = |patterns: &[Pattern]| patterns.iter().any(|pattern| self.fits(pattern));
        (filter.include.is_empty() || fits(&filter.include))
            && !fits(&filter.exclude)
            && !(filter.without_deprecated && self.is_deprecated)
    }

    fn fits(&self, pattern: &Pattern) -> bool {
        let text = pattern.text.as_str();
        match pattern.subject {
            Subject::Tag => self.tags.iter().any(|tag| tag == text),
            Subject::Operation => self.id.as_deref() == Some(text) || self.name() == text,
            Subject::Path => path_fits(text, &self.path),
        }
    }

    /// `GET /pets`
    fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// Whether a path is one of those that a pattern stands for.
fn path_fits(pattern: &str, path: &str) -> bool {
    let mut segments = path.split('/');
    for part in pattern.split('/') {
        match (part, segments.next()) {
            ("**", _) => return true,
            ("*", Some(_)) => {}
            (part, Some(segment)) if part == segment => {}
            _ => return false,
        }
    }
    segments.next().is_none()
}

/// All operations in document order, those of webhooks after those of paths.
fn operations(tree: &Node) -> Vec<Operation> {
    let mut all = Vec::new();
    for section in ["paths", "webhooks"] {
        let items = tree.get(section).and_then(Node::as_object);
        for (path, item) in items.into_iter().flatten() {
            for (method, node) in members(item) {
                let strings = |node: &Node| -> Vec<String> {
                    let items = node.as_array().unwrap_or_default();
                    let texts = items.iter().filter_map(Node::as_str);
                    texts.map(str::to_owned).collect()
                };
                all.push(Operation {
                    path: path.name.clone(),
                    method,
                    id: node
                        .get("operationId")
                        .and_then(Node::as_str)
                        .map(str::to_owned),
                    tags: node.get("tags").map(strings).unwrap_or_default(),
                    is_deprecated: node.get("deprecated").and_then(Node::as_bool) == Some(true),
                });
            }
        }
    }
    all
}

/// The operations of a path item with their methods, those of `additionalOperations` last.
fn members(item: &Node) -> impl Iterator<Item = (String, &Node)> {
    let fixed = item.as_object().into_iter().flatten();
    let fixed = fixed
        .filter(|(key, _)| vocabulary::METHODS.contains(&key.name.as_str()))
        .map(|(key, node)| (key.name.to_uppercase(), node));
    let others = item.get("additionalOperations").and_then(Node::as_object);
    let others = others
        .into_iter()
        .flatten()
        .map(|(key, node)| (key.name.clone(), node));
    fixed.chain(others)
}

/// Keeps what is to be kept of the operations, in the same order; and no path item whose last one went.
fn retain(items: &mut Map, kept: &mut impl Iterator<Item = bool>) {
    let all = std::mem::take(items);
    for (key, mut item) in all {
        let had = members(&item).count();
        if let Value::Object(map) = &mut item.value {
            retain_operations(map, kept);
        }
        if had == 0 || members(&item).count() > 0 {
            items.set(key, item);
        }
    }
}

fn retain_operations(item: &mut Map, kept: &mut impl Iterator<Item = bool>) {
    let mut keep = |map: &mut Map, is_operation: fn(&Key) -> bool| {
        let all = std::mem::take(map);
        for (key, node) in all {
            if !is_operation(&key) || kept.next().unwrap_or(true) {
                map.set(key, node);
            }
        }
    };
    keep(item, |key| vocabulary::METHODS.contains(&key.name.as_str()));
    let others = item
        .get_mut("additionalOperations")
        .and_then(Node::as_object_mut);
    if let Some(others) = others {
        keep(others, |_| true);
    }
}

fn unmatched_pattern(pattern: &Pattern, all: &[Operation]) -> Diagnostic {
    let text = pattern.text.as_str();
    let (noun, known): (_, Vec<String>) = match pattern.subject {
        Subject::Tag => (
            "has the tag",
            all.iter().flat_map(|one| one.tags.clone()).collect(),
        ),
        Subject::Operation => (
            "is called",
            all.iter()
                .map(|one| one.id.clone().unwrap_or_else(|| one.name()))
                .collect(),
        ),
        Subject::Path => (
            "has a path like",
            all.iter().map(|one| one.path.clone()).collect(),
        ),
    };
    let message = format!("no operation {noun} `{text}`");
    let diagnostic = Diagnostic::new(&codes::INVALID_CONFIGURATION, pattern.span, message);
    match suggest::nearest(text, known.iter().map(String::as_str)) {
        Some(near) => diagnostic.help(format!("there is `{near}`")),
        None => diagnostic.help("remove it"),
    }
}
