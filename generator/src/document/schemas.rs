//! Where a document has Schema Objects, outside of other Schema Objects, callbacks, and what OpenAPI 3.0 cannot say.
//!
//! openapiv3 reads everything but these: of schemas it would lose what several keywords say together, numbers beyond 64
//! bits, and all that later versions of OpenAPI add; of callbacks it knows no references and no extensions. While it
//! reads, an empty object stands in the place of each, and a reference in that of what it would refuse.

use crate::source::{Key, Map, Node, Span, Value};

/// Does something with a tree in which every Schema Object is empty (a `$ref` in its place included), and every
/// `callbacks`, then puts all of them back.
pub(super) fn without<R>(tree: &mut Node, work: impl FnOnce(&Node) -> R) -> R {
    let mut newer = Vec::new();
    let is_newer = |node: &Node| {
        let says = |key: &str, word: &str| node.get(key).and_then(Node::as_str) == Some(word);
        says("in", "querystring") || says("style", "cookie") || says("type", "mutualTLS")
    };
    referable(tree, &mut |node| {
        if is_newer(node) {
            let reference = reference(node.span);
            newer.push(std::mem::replace(&mut node.value, reference));
        }
    });
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
    let mut newer = newer.into_iter();
    referable(tree, &mut |node| {
        if node.get("$ref").and_then(Node::as_str) == Some(STAND_IN)
            && let Some(value) = newer.next()
        {
            node.value = value;
        }
    });
    result
}

/// No reference that passed the shape check.
const STAND_IN: &str = "";

fn reference(span: Span) -> Value {
    let mut map = Map::default();
    let name = "$ref".to_owned();
    let target = Node::new(span, Value::String(STAND_IN.to_owned()));
    map.set(Key { span, name }, target);
    Value::Object(map)
}

/// Visits parameters and security schemes, which can be references.
fn referable(tree: &mut Node, to: Visitor<'_>) {
    if let Some(components) = tree
        .as_object_mut()
        .and_then(|map| map.get_mut("components"))
    {
        members(components, "parameters", to, &mut |node, to| to(node));
        members(components, "securitySchemes", to, &mut |node, to| to(node));
    }
    members(tree, "paths", to, &mut |item, to| {
        members(item, "parameters", to, &mut |node, to| to(node));
        for method in METHODS {
            if let Some(operation) = item.as_object_mut().and_then(|map| map.get_mut(method)) {
                members(operation, "parameters", to, &mut |node, to| to(node));
            }
        }
    });
}

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

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
        whole(components, "callbacks", to);
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
    for method in METHODS {
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
        whole(operation, "callbacks", to);
    }
}

/// A parameter or a header.
fn parameter(parameter: &mut Node, to: Visitor<'_>) {
    whole(parameter, "schema", to);
    members(parameter, "content", to, &mut media_type);
}

/// A request body or a response.
fn body(body: &mut Node, to: Visitor<'_>) {
    members(body, "headers", to, &mut parameter);
    members(body, "content", to, &mut media_type);
}

fn media_type(media_type: &mut Node, to: Visitor<'_>) {
    whole(media_type, "schema", to);
    members(media_type, "encoding", to, &mut |encoding, to| {
        members(encoding, "headers", to, &mut parameter);
    });
}

fn whole(owner: &mut Node, key: &str, to: Visitor<'_>) {
    let found = owner.as_object_mut().and_then(|map| map.get_mut(key));
    if let Some(found) = found {
        to(found);
    }
}
