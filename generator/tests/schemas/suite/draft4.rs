//! Schemas of draft 4 as OpenAPI 3.0 says them.

use super::ROOT;
use serde_json::{Map, Value, json};
use std::path::Path;

/// The keywords of OpenAPI 3.0 that draft 4 has too.
const KEYWORDS: [&str; 25] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "default",
    "description",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "properties",
    "required",
];

/// The components that a schema of draft 4 becomes, or what keeps it from being said.
pub(super) fn convert(_: &Path, schema: &Value) -> Result<Map<String, Value>, &'static str> {
    let mut components = Map::new();
    components.insert(ROOT.to_owned(), Value::Null);
    let mut root = schema.clone();
    if let Some(map) = root.as_object_mut() {
        map.shift_remove("$schema");
        let definitions = map.shift_remove("definitions");
        for (name, definition) in definitions.iter().filter_map(Value::as_object).flatten() {
            let is_name = name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
            if !is_name || name == ROOT {
                return Err("names of definitions");
            }
            components.insert(name.clone(), said(definition)?);
        }
    }
    components.insert(ROOT.to_owned(), said(&root)?);
    let known =
        |reference: &str| components.contains_key(reference.rsplit('/').next().unwrap_or_default());
    let mut found = Vec::new();
    components
        .values()
        .for_each(|schema| references(schema, &mut found));
    match found.iter().all(|reference| known(reference)) {
        true => Ok(components),
        false => Err("references to what is no component"),
    }
}

fn references(schema: &Value, to: &mut Vec<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get("$ref") {
                to.push(reference.clone());
            }
            map.values().for_each(|value| references(value, to));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, to)),
        _ => {}
    }
}

/// A schema as OpenAPI 3.0 says it.
fn said(schema: &Value) -> Result<Value, &'static str> {
    let Some(map) = schema.as_object() else {
        return Err("schemas that are no objects");
    };
    let mut out = Map::new();
    for (key, value) in map {
        let value = match key.as_str() {
            "type" if value.is_array() => return Err("lists of types"),
            "type" if *value == json!("null") => {
                // A type of its own in draft 4; here one of the values of a schema.
                out.insert("enum".to_owned(), json!([null]));
                out.insert("nullable".to_owned(), json!(true));
                continue;
            }
            "type" | "uniqueItems" => value.clone(),
            "$ref" => {
                let reference = value.as_str().unwrap_or_default();
                let name = match reference {
                    "#" => ROOT,
                    _ => reference
                        .strip_prefix("#/definitions/")
                        .ok_or("references to what is no component")?,
                };
                json!(format!("#/components/schemas/{name}"))
            }
            "properties" => {
                let properties = value.as_object().into_iter().flatten();
                let read: Result<Map<String, Value>, &str> = properties
                    .map(|(name, value)| Ok::<_, &str>((name.clone(), said(value)?)))
                    .collect();
                Value::Object(read?)
            }
            "items" if value.is_array() => return Err("tuples"),
            "additionalProperties" if value.is_boolean() => value.clone(),
            "items" | "not" | "additionalProperties" => said(value)?,
            "allOf" | "anyOf" | "oneOf" => value
                .as_array()
                .into_iter()
                .flatten()
                .map(said)
                .collect::<Result<Value, _>>()?,
            "maxItems" | "minItems" | "maxLength" | "minLength" | "maxProperties"
            | "minProperties" => match value.as_f64() {
                Some(number) if number.fract() == 0.0 => json!(number as u64),
                _ => value.clone(),
            },
            key if KEYWORDS.contains(&key) => value.clone(),
            "dependencies" => return Err("dependencies"),
            "patternProperties" => return Err("patternProperties"),
            "additionalItems" => return Err("tuples"),
            "id" => return Err("ids"),
            "$comment" => continue,
            _ => return Err("other keywords"),
        };
        out.insert(key.clone(), value);
    }
    Ok(Value::Object(out))
}
