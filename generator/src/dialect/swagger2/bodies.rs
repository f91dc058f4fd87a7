//! Parameters in `body` and `formData` to request bodies (Swagger 2.0, Parameter Object, `consumes`).

use super::{Object, Swagger, parameters, schemas, text};
use crate::{
    diagnostics::Diagnostics,
    source::{Map, Node, Value},
};

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// The body that a parameter in `body` describes, of an operation, or shared by some.
pub(super) fn of_body(
    cx: &mut Diagnostics,
    swagger: &Swagger<'_>,
    operation: Option<&Map>,
    node: &Node,
) -> Node {
    let mut body = Object::at(node.span);
    let Some(map) = node.as_object() else {
        return node.clone();
    };
    body.copy(map, |key| {
        let is_extension = key.starts_with("x-") && !["x-example", "x-examples"].contains(&key);
        ["description", "required"].contains(&key) || is_extension
    });
    let schema = map
        .get("schema")
        .map(|schema| schemas::schema(cx, swagger, schema));
    let mut content = Object::at(node.span);
    for media_type in swagger.media_types(operation, "consumes", node.span).0 {
        let mut object = Object::at(node.span);
        if let Some(schema) = &schema {
            object.set_at(schema.span, "schema", schema.clone());
        }
        let name = media_type.as_str().unwrap_or_default();
        let of_type = map
            .get("x-examples")
            .and_then(|examples| examples.get(name));
        if let Some(example) = of_type.or_else(|| map.get("x-example")) {
            object.set_at(example.span, "example", example.clone());
        }
        content.set_at(media_type.span, name, object.finish());
    }
    body.set_at(node.span, "content", content.finish());
    body.finish()
}

/// The body that the fields of a form are.
pub(super) fn of_form(
    cx: &mut Diagnostics,
    swagger: &Swagger<'_>,
    operation: &Map,
    fields: &[&Node],
) -> Option<Node> {
    let first = fields.first()?;
    let said = |field: &Node, key: &str| field.get(key).and_then(Node::as_bool) == Some(true);
    let mut required = Vec::new();
    let mut properties = Object::at(first.span);
    let mut encoding = Object::at(first.span);
    for field in fields {
        let Some(name) = field.get("name") else {
            continue;
        };
        let Some((text, map)) = name.as_str().zip(field.as_object()) else {
            continue;
        };
        let schema = property(cx, text, field, map, &mut encoding);
        properties.set_at(name.span, text, schema);
        if said(field, "required") {
            required.push(name.clone());
        }
    }
    let has_required = !required.is_empty();
    let mut schema = Object::at(first.span);
    schema.set_at(first.span, "type", text(first.span, "object"));
    if has_required {
        let list = Node::new(first.span, Value::Array(required));
        schema.set_at(first.span, "required", list);
    }
    schema.set_at(first.span, "properties", properties.finish());
    let schema = schema.finish();
    let encoding = encoding.finish();

    let mut content = Object::at(first.span);
    for media_type in form_types(swagger, operation, fields) {
        let mut object = Object::at(first.span);
        object.set_at(first.span, "schema", schema.clone());
        if encoding.as_object().is_some_and(|map| !map.is_empty()) {
            object.set_at(first.span, "encoding", encoding.clone());
        }
        let name = media_type.as_str().unwrap_or_default();
        content.set_at(media_type.span, name, object.finish());
    }
    let mut body = Object::at(first.span);
    if has_required {
        body.set_at(
            first.span,
            "required",
            Node::new(first.span, Value::Bool(true)),
        );
    }
    body.set_at(first.span, "content", content.finish());
    Some(body.finish())
}

/// A field of a form as a property of the object that the form is.
fn property(
    cx: &mut Diagnostics,
    name: &str,
    field: &Node,
    map: &Map,
    encoding: &mut Object,
) -> Node {
    let mut schema = match parameters::style(map, "formData") {
        Ok(style) => {
            let mut object = Object::at(field.span);
            style.write(&mut object, field);
            if !object.map.is_empty() {
                encoding.set_at(field.span, name, object.finish());
            }
            parameters::schema(field)
        }
        Err(format) => parameters::as_text(cx, name, format),
    };
    let Some(object) = schema.as_object_mut() else {
        return schema;
    };
    for (old, new) in [
        ("description", "description"),
        ("x-example", "example"),
        ("example", "example"),
        ("x-rust-name", "x-rust-name"),
        ("deprecated", "deprecated"),
    ] {
        if let Some((key, value)) = map.get_key_value(old) {
            let mut key = key.clone();
            new.clone_into(&mut key.name);
            object.set(key, value.clone());
        }
    }
    schema
}

/// Those of the media types of an operation that a form can be; files are of one only.
fn form_types(swagger: &Swagger<'_>, operation: &Map, fields: &[&Node]) -> Vec<Node> {
    let file = fields
        .iter()
        .filter_map(|field| field.get("type"))
        .find(|ty| ty.as_str() == Some("file"));
    let Some(first) = fields.first() else {
        return Vec::new();
    };
    let (mut said, _) = swagger.media_types(Some(operation), "consumes", first.span);
    said.retain(|node| {
        let name = node.as_str().unwrap_or_default();
        let essence = name.split(';').next().unwrap_or_default().trim();
        let is_multipart = essence.eq_ignore_ascii_case(MULTIPART);
        is_multipart || file.is_none() && essence.eq_ignore_ascii_case(FORM)
    });
    match (said.is_empty(), file) {
        (false, _) => said,
        (true, Some(file)) => vec![text(file.span, MULTIPART)],
        (true, None) => vec![text(first.span, FORM)],
    }
}
