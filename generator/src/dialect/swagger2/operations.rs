//! Path items and operations: parameters go where they belong, path-level ones of bodies to each operation.

use super::{
    Object, Swagger, bodies,
    parameters::{self, is_of_body, location},
    references, responses, servers,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    source::{Map, Node},
};

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// A path item with its operations.
pub(super) fn path_item(cx: &mut Diagnostics, swagger: &Swagger<'_>, node: &Node) -> Node {
    let Some(map) = node.as_object() else {
        return node.clone();
    };
    let shared = map.get("parameters");
    let mut item = Object::at(node.span);
    for (key, value) in map {
        let value = match (key.name.as_str(), value.as_object()) {
            ("parameters", _) => plain(cx, swagger, value),
            (name, Some(map)) if METHODS.contains(&name) => {
                operation(cx, swagger, shared, value, map)
            }
            _ => value.clone(),
        };
        item.map.set(key.clone(), value);
    }
    item.finish()
}

fn operation(
    cx: &mut Diagnostics,
    swagger: &Swagger<'_>,
    shared: Option<&Node>,
    node: &Node,
    map: &Map,
) -> Node {
    let mut operation = Object::at(node.span);
    for (key, value) in map {
        let value = match key.name.as_str() {
            "consumes" | "produces" | "schemes" => continue,
            "parameters" => plain(cx, swagger, value),
            "responses" => responses::responses(cx, swagger, map, value),
            _ => value.clone(),
        };
        operation.map.set(key.clone(), value);
    }
    if let Some(schemes) = map.get("schemes")
        && let Some(servers) = servers::of_operation(cx, swagger.root, schemes)
    {
        operation.set_at(schemes.span, "servers", servers);
    }
    let parts = parts(swagger, shared, map);
    if let Some(body) = request_body(cx, swagger, map, &parts) {
        operation.set_at(body.span, "requestBody", body);
    }
    operation.finish()
}

/// The parameters of a list that are not of a body.
fn plain(cx: &mut Diagnostics, swagger: &Swagger<'_>, list: &Node) -> Node {
    let is_plain = |node: &Node| !is_of_body(location(meant(swagger, node)));
    parameters::kept(list, is_plain, |node| match node.as_object() {
        Some(map) if map.get("$ref").is_some() => {
            let mut reference = Object::at(node.span);
            reference.copy(map, |_| true);
            reference.copy_with(map, "$ref", "$ref", |text| {
                references::rewritten(cx, swagger, "parameters", text)
            });
            reference.finish()
        }
        _ => parameters::parameter(cx, node),
    })
}

/// A parameter, or the one that it refers to.
fn meant<'n>(swagger: &Swagger<'n>, node: &'n Node) -> &'n Node {
    swagger.shared("parameters", node).unwrap_or(node)
}

/// A parameter of the body: where it is used, and what it is.
struct Part<'n> {
    used: &'n Node,
    parameter: &'n Node,
}

/// What an operation takes in its body: its own parameters, and those of its path that it does not override.
fn parts<'n>(swagger: &Swagger<'n>, shared: Option<&'n Node>, map: &'n Map) -> Vec<Part<'n>> {
    let list = |list: Option<&'n Node>| {
        let nodes = list.and_then(Node::as_array).unwrap_or_default().iter();
        let parts = nodes.map(|used| Part {
            used,
            parameter: meant(swagger, used),
        });
        let of_body = parts.filter(|part| is_of_body(location(part.parameter)));
        of_body.collect::<Vec<_>>()
    };
    let own = list(map.get("parameters"));
    let key = |part: &Part<'_>| {
        let name = part.parameter.get("name").and_then(Node::as_str);
        let name = name.unwrap_or_default().to_owned();
        // One body is as good as another: whatever its name, it overrides.
        match location(part.parameter) {
            "body" => None,
            _ => Some(name),
        }
    };
    let overridden: Vec<Option<String>> = own.iter().map(key).collect();
    let mut all = list(shared);
    all.retain(|part| !overridden.contains(&key(part)));
    all.extend(own);
    all
}

/// Swagger 2.0, Parameter Object: "there can only be one body parameter", and "body and form parameters cannot exist
/// together for the same operation".
fn request_body(
    cx: &mut Diagnostics,
    swagger: &Swagger<'_>,
    operation: &Map,
    parts: &[Part<'_>],
) -> Option<Node> {
    let is_body = |part: &&Part<'_>| location(part.parameter) == "body";
    let Some(body) = parts.iter().find(is_body) else {
        let fields: Vec<&Node> = parts.iter().map(|part| part.parameter).collect();
        return bodies::of_form(cx, swagger, operation, &fields);
    };
    let mut others = parts.iter();
    if let Some(other) = others.find(|other| !std::ptr::eq(*other, body)) {
        let message = match location(other.parameter) {
            "body" => "an operation has one body at most",
            _ => "an operation has a body or a form, not both",
        };
        cx.push(
            Diagnostic::new(&codes::INVALID_VALUE, other.used.span, message)
                .related(body.used.span, "the body")
                .help("describe all of it as one `schema`, or as fields `in: formData`"),
        );
    }
    let shared = body
        .used
        .as_object()
        .filter(|map| map.get("$ref").is_some());
    match shared {
        Some(map) if operation.get("consumes").is_none() => {
            let said = map.get("$ref").and_then(Node::as_str).unwrap_or_default();
            let name = said.rsplit('/').next().unwrap_or_default();
            let mut reference = Object::at(body.used.span);
            reference.copy_with(map, "$ref", "$ref", |node| {
                super::text(node.span, &format!("#/components/requestBodies/{name}"))
            });
            Some(reference.finish())
        }
        _ => Some(bodies::of_body(
            cx,
            swagger,
            Some(operation),
            body.parameter,
        )),
    }
}
