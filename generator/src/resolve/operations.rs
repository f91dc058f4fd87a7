//! Path items to operations with their parameters, bodies and responses in place.

use super::{
    Operation, Parameter, Requirement, Server, bodies, callbacks,
    keywords::{self, flag, text, texts},
    parameters, references,
    schemas::Schemas,
    servers,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    document::Places,
    layout::Kind,
    pointer::Pointer,
    source::{Key, Map, Node},
    volume,
};
use std::collections::BTreeMap;

/// What reading operations takes along.
pub(super) struct Reading<'p> {
    pub(super) places: &'p Places,
    pub(super) schemas: Schemas<'p>,
    /// The operation of each `operationId`.
    pub(super) ids: BTreeMap<&'p str, Pointer>,
    /// The path items that are being read, each inside of the one before.
    pub(super) on_the_way: Vec<Pointer>,
    /// How many operations callbacks had so far.
    pub(super) called_back: usize,
}

pub(super) const METHODS: [(&str, &str); 9] = [
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
    ("trace", "TRACE"),
    ("query", "QUERY"),
];

impl<'p> Reading<'p> {
    pub(super) fn new(places: &'p Places) -> Self {
        let mut ids = BTreeMap::new();
        for (path, item) in members(places.root(), "paths") {
            for (method, _) in METHODS {
                let id = item.get(method).and_then(|node| node.get("operationId"));
                if let Some(id) = id.and_then(Node::as_str) {
                    let pointer = Pointer::root().join("paths").join(&path.name).join(method);
                    ids.entry(id).or_insert(pointer);
                }
            }
            for (method, operation) in members(item, "additionalOperations") {
                if let Some(id) = operation.get("operationId").and_then(Node::as_str) {
                    let pointer = Pointer::root().join("paths").join(&path.name);
                    let pointer = pointer.join("additionalOperations").join(&method.name);
                    ids.entry(id).or_insert(pointer);
                }
            }
        }
        Self {
            places,
            schemas: Schemas::new(places),
            ids,
            on_the_way: Vec::new(),
            called_back: 0,
        }
    }
}

/// Every operation of every path, in document order.
pub(super) fn all(cx: &mut Diagnostics, reading: &mut Reading<'_>) -> Vec<Operation> {
    let at = Pointer::root().join("paths");
    let mut operations = Vec::new();
    for (path, item) in members(reading.places.root(), "paths") {
        if !path.name.starts_with("x-") {
            operations.extend(of_item(cx, reading, &path.name, at.join(&path.name), item));
        }
    }
    operations
}

/// The operations of the path item at `pointer`.
pub(super) fn of_item(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    path: &str,
    pointer: Pointer,
    item: &Node,
) -> Vec<Operation> {
    let before = cx.pushed_errors();
    let Some(parts) = parts(cx, reading.places, &pointer, item) else {
        return Vec::new();
    };
    let mut operations = Vec::new();
    let expanded = cx.expanded();
    let shared = match parts.get("parameters") {
        Some((at, node)) => parameters::all(cx, reading, at, node),
        None => Vec::new(),
    };
    // What each operation takes over: as it stands here, and what it refers to.
    let inherited = cx.expanded() - expanded
        + ["parameters", "servers", "summary", "description"]
            .iter()
            .filter_map(|key| parts.get(key))
            .map(|(_, node)| node.weight())
            .sum::<usize>();
    let shared_servers = parts
        .get("servers")
        .and_then(|(at, node)| servers::all(at, node));
    let said = |key: &str| parts.get(key).and_then(|(_, node)| node.as_str());
    let is_broken = cx.pushed_errors() > before;
    let own = METHODS
        .iter()
        .filter_map(|(key, method)| Some((key.to_string(), *method, parts.get(key)?.clone())));
    let additional = parts.get("additionalOperations");
    let additional = additional.into_iter().flat_map(|(at, node)| {
        let members = node.as_object().into_iter().flatten();
        members.map(|(key, node)| {
            let place = format!("additionalOperations/{}", key.name);
            (place, key.name.as_str(), (at.join(&key.name), node))
        })
    });
    for (key, method, (at, node)) in own.chain(additional) {
        let (at, key) = (&at, key.as_str());
        let before = cx.pushed_errors();
        let place = || reading.places.key(at);
        if inherited > 0 && cx.expand(|| inherited, place).is_none() {
            continue;
        }
        // What it inherits is its own in Rust.
        let security = node
            .get("security")
            .or_else(|| reading.places.root().get("security"));
        let lines = volume::OPERATION
            + volume::PARAMETER * shared.len()
            + volume::REQUIREMENT * security.map_or(0, schemes);
        if cx.grow(lines, place).is_none() {
            continue;
        }
        let operation = operation(cx, reading, at, node, &shared);
        // An operation without one of its parts would be another operation.
        if is_broken || cx.pushed_errors() > before {
            continue;
        }
        let home = key.split('/').fold(pointer.clone(), |at, key| at.join(key));
        let is_at_home = *at == home;
        let is_of_a_path = at.keys().next().as_deref() == Some("paths");
        operations.push(Operation {
            method: method.to_owned(),
            path: path.to_owned(),
            operation_id: operation
                .operation_id
                .filter(|_| is_at_home || !is_of_a_path),
            path_summary: said("summary").map(str::to_owned),
            path_description: said("description").map(str::to_owned),
            servers: operation.servers.or_else(|| shared_servers.clone()),
            pointer: home,
            path_pointer: pointer.clone(),
            ..operation
        });
    }
    operations
}

/// What a path item says, with what those say that it refers to; each key once, with its place.
fn parts<'a>(
    cx: &mut Diagnostics,
    places: &'a Places,
    pointer: &Pointer,
    item: &'a Node,
) -> Option<BTreeMap<&'a str, (Pointer, &'a Node)>> {
    let mut found: BTreeMap<&str, (Pointer, &Node)> = BTreeMap::new();
    let (mut at, mut node) = (pointer.clone(), item);
    let mut seen = Vec::new();
    loop {
        for (key, value) in node.as_object().into_iter().flatten() {
            let here = (at.join(&key.name), value);
            match found.get(key.name.as_str()) {
                None => {
                    found.insert(&key.name, here);
                }
                Some((first, _)) if !is_text(&key.name) => {
                    let message = format!("two path items of one path say `{}`", key.name);
                    cx.push(
                        Diagnostic::new(&codes::PATH_ITEM_CONFLICT, places.key(first), message)
                            .related(key.span, "this is said in what the `$ref` leads to")
                            .note("the Specification does not define which of them counts")
                            .help("say it in one of them only"),
                    );
                    return None;
                }
                // What stands nearest describes the path.
                Some(_) => {}
            }
        }
        let Some(reference) = node.get("$ref") else {
            return Some(found);
        };
        let text = reference.as_str()?;
        if seen.contains(&at) {
            references::cyclic(cx, places, text, pointer);
            return None;
        }
        let target = references::named(cx, places, Kind::PathItem, text, reference.span)?;
        seen.push(std::mem::replace(&mut at, target));
        node = places.node(&at)?;
        cx.expand(|| node.weight(), || reference.span)?;
    }
}

/// Whether a key of a path item only describes it, or leads on.
fn is_text(key: &str) -> bool {
    ["$ref", "summary", "description"].contains(&key) || key.starts_with("x-")
}

/// An operation by itself: what only its path item knows is not filled in.
fn operation(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    pointer: &Pointer,
    node: &Node,
    shared: &[Parameter],
) -> Operation {
    let own = match node.get("parameters") {
        Some(list) => parameters::all(cx, reading, &pointer.join("parameters"), list),
        None => Vec::new(),
    };
    let request_body = node
        .get("requestBody")
        .and_then(|body| bodies::request_body(cx, reading, &pointer.join("requestBody"), body));
    Operation {
        pointer: pointer.clone(),
        method: String::new(),
        path: String::new(),
        path_pointer: Pointer::root(),
        operation_id: text(node, "operationId"),
        chosen_name: text(node, "x-rust-name"),
        summary: text(node, "summary"),
        description: text(node, "description"),
        path_summary: None,
        path_description: None,
        external_docs: keywords::external_docs(node),
        deprecated: flag(node, "deprecated"),
        tags: texts(node, "tags"),
        extensions: keywords::extensions(node),
        security: requirements(pointer, node),
        servers: own_servers(pointer, node),
        parameters: parameters::overridden(shared, own),
        request_body,
        responses: bodies::responses(cx, reading, &pointer.join("responses"), node),
        callbacks: callbacks::all(cx, reading, &pointer.join("callbacks"), node),
    }
}

fn own_servers(pointer: &Pointer, node: &Node) -> Option<Vec<Server>> {
    servers::all(&pointer.join("servers"), node.get("servers")?)
}

/// `security` of an operation or of the document.
pub(super) fn requirements(pointer: &Pointer, node: &Node) -> Option<Vec<Requirement>> {
    let at = pointer.join("security");
    let alternatives = node.get("security")?.as_array()?.iter().enumerate();
    let requirement = |(index, node): (usize, &Node)| Requirement {
        pointer: at.join(index),
        schemes: node
            .as_object()
            .into_iter()
            .flatten()
            .map(|(key, _)| (key.name.clone(), texts(node, &key.name)))
            .collect(),
    };
    Some(alternatives.map(requirement).collect())
}

/// How many schemes the alternatives of a `security` name, each alternative counted too.
fn schemes(security: &Node) -> usize {
    let alternatives = security.as_array().unwrap_or_default().iter();
    let schemes = |node: &Node| 1 + node.as_object().map_or(0, Map::len);
    alternatives.map(schemes).sum()
}

/// The members of the object at a key.
pub(super) fn members<'a>(
    node: &'a Node,
    key: &str,
) -> impl Iterator<Item = (&'a Key, &'a Node)> + use<'a> {
    node.get(key)
        .and_then(Node::as_object)
        .into_iter()
        .flatten()
}
