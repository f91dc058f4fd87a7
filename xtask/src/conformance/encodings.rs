//! An emitted document to the same document as Prism has to be told it: how the properties of forms are encoded, aloud.
//!
//! Prism reads a property of a form as one text, whatever its schema, unless the document declares its encoding. So the
//! defaults of OpenAPI 3.0.3 (Encoding Object) are written down for it: `style: form`, exploded. `allowReserved` is for
//! multipart, where nothing is percent-encoded and the Specification has it ignored.

use serde_json::{Map, Value, json};

const FORMS: [(&str, bool); 2] = [
    ("application/x-www-form-urlencoded", false),
    ("multipart/form-data", true),
];

/// Adds an encoding to each property of a form that has none.
pub(super) fn spell_out(document: &mut Value) {
    let schemas = document["components"]["schemas"].clone();
    let paths = document["paths"].as_object_mut();
    let items = paths.into_iter().flat_map(Map::values_mut);
    let operations = items
        .filter_map(Value::as_object_mut)
        .flat_map(Map::values_mut);
    for operation in operations {
        for (media_type, allow_reserved) in FORMS {
            let name = media_type.replace('/', "~1");
            let pointer = format!("/requestBody/content/{name}");
            if let Some(media) = operation.pointer_mut(&pointer) {
                spell_out_one(media, &schemas, allow_reserved);
            }
        }
    }
}

fn spell_out_one(media: &mut Value, schemas: &Value, allow_reserved: bool) {
    let schema = match media["schema"]["$ref"].as_str() {
        Some(reference) => &schemas[reference.rsplit('/').next().unwrap_or_default()],
        None => &media["schema"],
    };
    let properties = schema["properties"].as_object().into_iter();
    let names: Vec<_> = properties.flat_map(Map::keys).cloned().collect();
    for name in names {
        if media["encoding"][&name].is_null() {
            media["encoding"][&name] =
                json!({"style": "form", "explode": true, "allowReserved": allow_reserved});
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_forms_get_encodings_and_only_where_there_is_none() {
        let mut document = json!({
            "components": {"schemas": {"A": {"properties": {"x": {}, "y": {}}}}},
            "paths": {"/a": {"parameters": [], "put": {"requestBody": {"content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/A"}},
                "multipart/form-data": {
                    "schema": {"$ref": "#/components/schemas/A"},
                    "encoding": {"x": {"contentType": "text/plain"}}
                }
            }}}}}
        });
        let mut expected = document.clone();
        spell_out(&mut document);
        expected["paths"]["/a"]["put"]["requestBody"]["content"]["multipart/form-data"]["encoding"]
            ["y"] = json!({"style": "form", "explode": true, "allowReserved": true});
        assert_eq!(document, expected);
    }
}
