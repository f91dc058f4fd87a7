//! Gives everything that was brought in its place in the document, and makes the references lead there.

use super::{Files, Target, local, marked, names, walk::place_at};
use crate::{
    layout::{Kind, Place, Version},
    pointer::Pointer,
    source::{Key, Map, Node, Value},
};
use std::collections::BTreeSet;

pub(super) fn settle(files: &mut Files, tree: &mut Node, version: Version) {
    let mut homeless = Vec::new();
    // What contains others comes before them.
    let mut order: Vec<usize> = (0..files.targets.len())
        .filter(|target| files.targets[*target].home.is_none())
        .collect();
    order.sort_by_key(|target| files.targets[*target].pointer.as_str().len());
    for &index in &order {
        let inside = inside_splice(files, index, tree, version);
        let target = &mut files.targets[index];
        if let Some(home) = inside {
            target.home = Some(home);
            // What claims it refers to it.
            target.claim = None;
            target.node = None;
        } else if target.kind != Kind::Operation && !has_container(files, index, version) {
            homeless.push(index);
        }
    }
    name(files, tree, &homeless, version);
    // The document has them in the order in which it refers to them.
    homeless.sort_unstable();
    for &index in &homeless {
        put(&mut files.targets[index], tree, version);
    }
    for index in order {
        if files.targets[index].home.is_none() {
            files.targets[index].home = inside_target(files, index, version);
            files.targets[index].node = None;
        }
    }
    rewrite(files, tree, None);
}

/// Where a target is in something that took the place of a reference.
fn inside_splice(files: &Files, index: usize, tree: &Node, version: Version) -> Option<Pointer> {
    let target = &files.targets[index];
    let splices = files
        .splices
        .iter()
        .filter(|splice| splice.file == target.file);
    let mut homes = splices.filter_map(|splice| {
        let rest = rest(&splice.pointer, &target.pointer)?;
        let home = Pointer::from_text(format!("{}{}", splice.at.as_str(), rest.as_str()));
        let node = tree.at(&home)?;
        let place = place_at(version, splice.place, rest.keys())?;
        (place == Place::One(target.kind) && node.get("$ref").is_none()).then_some(home)
    });
    homes.next()
}

/// Whether another target contains this one.
fn has_container(files: &Files, index: usize, version: Version) -> bool {
    container(files, index, version).is_some()
}

/// The target that contains another one, and the way from it. The outermost one, which no other contains.
fn container(files: &Files, index: usize, version: Version) -> Option<(usize, Pointer)> {
    let target = &files.targets[index];
    let mut at = Some(target.pointer.clone());
    let mut found = None;
    while let Some((parent, _)) = at.as_ref().and_then(Pointer::split_last) {
        for kind in KINDS {
            let named = (target.file.clone(), parent.clone(), kind);
            let Some(&outer) = files.by_place.get(&named) else {
                continue;
            };
            let rest = rest(&parent, &target.pointer)?;
            let node = files.targets[outer].node.as_ref();
            let is_there = files.targets[outer].home.is_some()
                || node.is_some_and(|node| node.at(&rest).is_some());
            let place = place_at(version, Place::One(kind), rest.keys());
            if is_there && place == Some(Place::One(target.kind)) {
                found = Some((outer, rest));
            }
        }
        at = Some(parent);
    }
    found
}

const KINDS: [Kind; 9] = [
    Kind::Schema,
    Kind::Response,
    Kind::Parameter,
    Kind::Example,
    Kind::RequestBody,
    Kind::Header,
    Kind::SecurityScheme,
    Kind::Link,
    Kind::Callback,
];

fn inside_target(files: &Files, index: usize, version: Version) -> Option<Pointer> {
    let (outer, rest) = container(files, index, version)?;
    let home = files.targets[outer].home.as_ref()?;
    Some(Pointer::from_text(format!(
        "{}{}",
        home.as_str(),
        rest.as_str()
    )))
}

/// The way from one pointer to another one that is it or below it.
fn rest(outer: &Pointer, inner: &Pointer) -> Option<Pointer> {
    let rest = inner.as_str().strip_prefix(outer.as_str())?;
    (rest.is_empty() || rest.starts_with('/')).then(|| Pointer::from_text(rest))
}

/// Gives the targets that need one a name and a home.
fn name(files: &mut Files, tree: &Node, homeless: &[usize], version: Version) {
    for kind in KINDS {
        let Some(section) = kind.section(version) else {
            continue;
        };
        let at = section.iter().fold(Pointer::root(), |at, key| at.join(key));
        let known = tree.at(&at).and_then(Node::as_object);
        let taken: BTreeSet<&str> = known
            .into_iter()
            .flatten()
            .map(|(key, _)| key.name.as_str())
            .collect();
        let of_kind = || {
            let mut all: Vec<usize> = homeless.to_vec();
            all.retain(|index| files.targets[*index].kind == kind);
            all.sort_unstable();
            all
        };
        let unclaimed: Vec<usize> = of_kind()
            .into_iter()
            .filter(|index| files.targets[*index].claim.is_none())
            .collect();
        let words: Vec<Vec<String>> = unclaimed
            .iter()
            .map(|index| {
                let target = &files.targets[*index];
                names::words(&target.file, &target.pointer)
            })
            .collect();
        let names = names::choose(&words, &taken);
        let homes: Vec<(usize, Pointer)> = of_kind()
            .into_iter()
            .filter_map(|index| {
                let name = match &files.targets[index].claim {
                    Some(name) => name,
                    None => {
                        let place = unclaimed.iter().position(|other| *other == index)?;
                        names.get(place)?
                    }
                };
                Some((index, at.join(name)))
            })
            .collect();
        for (index, home) in homes {
            files.targets[index].home = Some(home);
        }
    }
}

/// Puts a target into its place.
fn put(target: &mut Target, tree: &mut Node, version: Version) {
    let (Some(mut node), Some(home), Some(section)) = (
        target.node.take(),
        target.home.as_ref(),
        target.kind.section(version),
    ) else {
        return;
    };
    let Some((_, name)) = home.split_last() else {
        return;
    };
    let span = tree.span;
    let mut into = tree;
    for key in section {
        let Some(map) = into.as_object_mut() else {
            return;
        };
        if map.get(key).is_none() {
            let key = Key {
                span,
                name: (*key).to_owned(),
            };
            map.set(key, Node::new(span, Value::Object(Map::default())));
        }
        let Some(next) = map.get_mut(key) else { return };
        if matches!(next.value, Value::Null) {
            // A key without a value, as YAML writes an object without members.
            next.value = Value::Object(Map::default());
        }
        into = next;
    }
    let Some(map) = into.as_object_mut() else {
        return;
    };
    match map.get_mut(&name) {
        Some(claim) => {
            // What is said beside the reference is said about what it names.
            if let (Some(beside), Some(content)) = (claim.as_object(), node.as_object_mut()) {
                for (key, value) in beside.iter().filter(|(key, _)| key.name != "$ref") {
                    content.set(key.clone(), value.clone());
                }
            }
            *claim = node;
        }
        None => map.set(
            Key {
                span: node.span,
                name,
            },
            node,
        ),
    }
}

/// Makes references to targets lead to where these are. Those to what is nowhere say again what they said.
fn rewrite(files: &Files, node: &mut Node, key: Option<&str>) {
    match &mut node.value {
        Value::String(text) if key.is_some() => {
            let Some((target, original)) = marked(text) else {
                return;
            };
            let home = files
                .targets
                .get(target)
                .and_then(|target| target.home.as_ref());
            *text = home.map_or_else(|| original.to_owned(), local);
        }
        Value::Array(items) => {
            for item in items {
                rewrite(files, item, None);
            }
        }
        Value::Object(map) => {
            for (member, node) in map.iter_mut() {
                let is_reference =
                    ["$ref", "operationRef", "defaultMapping"].contains(&member.name.as_str());
                let key = match key {
                    Some("mapping") => Some("mapped"),
                    _ if member.name == "mapping" => Some("mapping"),
                    _ => is_reference.then_some("$ref"),
                };
                rewrite(files, node, key);
            }
        }
        _ => {}
    }
}
