//! Where a document has Schema Objects, outside of other Schema Objects.
//!
//! openapiv3 reads everything but these: it would lose what several keywords say together, numbers beyond 64 bits, and
//! all that later versions of OpenAPI add. While it reads, an empty schema stands in the place of each.

use crate::source::{Map, Node, Value};

/// Does something with a tree in which every Schema Object is empty (a `$ref` in its place included), then puts all of
/// them back.
pub(super) fn without<R>(tree: &mut Node, work: impl FnOnce(&Node) -> R) -> R {
    let mut taken = Vec::new();
    visit(tree, &mut |schema| {
        taken.push(std::mem::replace(
            &mut schema.value,
            Value::Object(Map::default()),
        ));
    });
    let result = work(tree);
    let mut taken = taken.into_iter();
    visit(tree, &mut |schema| {
        if let Some(value) = taken.next() {
            schema.value = value;
        }
    });
    result
}

type Visitor<'v> = &'v mut dyn FnMut(&mut Node);

/// Visits them in document order (OpenAPI 3.0.3, section 4.7: the fields of type Schema Object).
fn visit(tree: &mut Node, to: Visitor<'_>) {
    if let Some(components) = tree
        .as_object_mut()
        .and_then(|map| map.get_mut("components"))
    {
        members(components, "schemas", to, &mut |schema, to| to(schema));
        members(components, "parameters", to, &mut parameter);
        members(components, "headers", to, &mut parameter);
        members(components, "requestBodies", to, &mut body);
        members(components, "responses", to, &mut body);
        members(components, "callbacks", to, &mut callback);
    }
    members(tree, "paths", to, &mut path_item);
}

type Step<'s> = &'s mut dyn FnMut(&mut Node, Visitor<'_>);

fn members(owner: &mut Node, key: &str, to: Visitor<'_>, step: Step<'_>) {
    let found = owner.as_object_mut().and_then(|map| map.get_mut(key));
    match found.map(|node| &mut node.value) {
        Some(Value::Object(map)) => map.values_mut().for_each(|node| step(node, to)),
        Some(Value::Array(items)) => items.iter_mut().for_each(|node| step(node, to)),
        _ => {}
    }
}

fn path_item(item: &mut Node, to: Visitor<'_>) {
    members(item, "parameters", to, &mut parameter);
    for method in [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ] {
        let operation = item.as_object_mut().and_then(|map| map.get_mut(method));
        let Some(operation) = operation else { continue };
        members(operation, "parameters", to, &mut parameter);
        if let Some(node) = operation
            .as_object_mut()
            .and_then(|map| map.get_mut("requestBody"))
        {
            body(node, to);
        }
        members(operation, "responses", to, &mut body);
        members(operation, "callbacks", to, &mut callback);
    }
}

fn callback(callback: &mut Node, to: Visitor<'_>) {
    let Some(map) = callback.as_object_mut() else {
        return;
    };
    map.values_mut().for_each(|item| path_item(item, to));
}

/// A parameter or a header.
fn parameter(parameter: &mut Node, to: Visitor<'_>) {
    schema(parameter, to);
    members(parameter, "content", to, &mut media_type);
}

/// A request body or a response.
fn body(body: &mut Node, to: Visitor<'_>) {
    members(body, "headers", to, &mut parameter);
    members(body, "content", to, &mut media_type);
}

fn media_type(media_type: &mut Node, to: Visitor<'_>) {
    schema(media_type, to);
    members(media_type, "encoding", to, &mut |encoding, to| {
        members(encoding, "headers", to, &mut parameter);
    });
}

fn schema(owner: &mut Node, to: Visitor<'_>) {
    let found = owner.as_object_mut().and_then(|map| map.get_mut("schema"));
    if let Some(found) = found {
        to(found);
    }
}
