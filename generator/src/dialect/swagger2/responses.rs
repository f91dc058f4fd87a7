//! Responses: `schema` and `examples` for each media type of `produces` (Swagger 2.0, Response Object).

use super::{Object, Swagger, members, parameters, references, schemas, text};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    source::{Map, Node},
};

/// The responses of an operation.
pub(super) fn responses(
    cx: &mut Diagnostics,
    swagger: &Swagger<'_>,
    operation: &Map,
    node: &Node,
) -> Node {
    members(node, |key, node| {
        if key.name.starts_with("x-") {
            return node.clone();
        }
        let Some(map) = node.as_object().filter(|map| map.get("$ref").is_some()) else {
            return response(cx, swagger, Some(operation), node);
        };
        let shared = swagger.shared("responses", node);
        let has_body = |response: &Node| {
            ["schema", "examples"]
                .iter()
                .any(|key| response.get(key).is_some())
        };
        match shared {
            // It has other media types here than where it is shared.
            Some(shared) if operation.get("produces").is_some() && has_body(shared) => {
                response(cx, swagger, Some(operation), shared)
            }
            _ => {
                let mut reference = Object::at(node.span);
                reference.copy(map, |_| true);
                reference.copy_with(map, "$ref", "$ref", |text| {
                    references::rewritten(cx, swagger, "responses", text)
                });
                reference.finish()
            }
        }
    })
}

/// A response, of an operation, or shared by some.
pub(super) fn response(
    cx: &mut Diagnostics,
    swagger: &Swagger<'_>,
    operation: Option<&Map>,
    node: &Node,
) -> Node {
    let Some(map) = node.as_object() else {
        return node.clone();
    };
    let mut response = Object::at(node.span);
    response.copy(map, |key| !["schema", "examples", "headers"].contains(&key));
    response.copy_with(map, "headers", "headers", |headers| {
        parameters::headers(cx, headers)
    });
    if let Some(content) = content(cx, swagger, operation, node, map) {
        response.set_at(content.span, "content", content);
    }
    response.finish()
}

fn content(
    cx: &mut Diagnostics,
    swagger: &Swagger<'_>,
    operation: Option<&Map>,
    node: &Node,
    map: &Map,
) -> Option<Node> {
    let said = map.get("schema");
    let examples = map.get("examples").and_then(Node::as_object);
    let place = said.or_else(|| map.get("examples"))?.span;
    let is_file = said.is_some_and(|schema| {
        let ty = schema.get("type").and_then(Node::as_str);
        ty == Some("file")
    });
    let schema = said.map(|schema| schemas::schema(cx, swagger, schema));
    let (mut media_types, is_said) = swagger.media_types(operation, "produces", node.span);
    if is_file && !is_said {
        media_types = vec![text(place, "application/octet-stream")];
    }
    let mut content = Object::at(place);
    for media_type in &media_types {
        let name = media_type.as_str().unwrap_or_default();
        let mut object = Object::at(place);
        // A file of JSON is JSON of which nothing else is known.
        if let Some(schema) = schema.as_ref().filter(|_| !(is_file && is_json(name))) {
            object.set_at(schema.span, "schema", schema.clone());
        }
        if let Some((key, example)) = examples.and_then(|map| map.get_key_value(name)) {
            object.set_at(key.span, "example", example.clone());
        }
        content.set_at(media_type.span, name, object.finish());
    }
    for (key, _) in examples.into_iter().flatten() {
        let is_produced = media_types
            .iter()
            .any(|media_type| media_type.as_str() == Some(&key.name));
        if !is_produced && operation.is_some() {
            let message = format!(
                "an example for `{}` says nothing about an operation that does not produce that",
                key.name
            );
            cx.push(
                Diagnostic::new(&codes::INAPPLICABLE_KEYWORD, key.span, message)
                    .help("list the media type in `produces`"),
            );
        }
    }
    Some(content.finish())
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}
