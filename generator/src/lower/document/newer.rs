//! A document of OpenAPI 3.0 to one of 3.1, where schemas say what 3.0 cannot, or there are webhooks.

use super::json::{Json, Object};
use crate::{
    spec::{Api, Operation, Schema, SchemaKind, SecuritySchemeKind, Selection, Style},
    vocabulary::{Assertion, JsonTypes, WITH_SCHEMA, WITH_SCHEMAS},
};
use serde_json::{Value, json};

/// The oldest version that can say an API.
pub(super) fn version(api: &Api) -> &'static str {
    if needs_3_2(api) {
        return "3.2.0";
    }
    match needs_3_1(api) {
        true => "3.1.0",
        false => "3.0.3",
    }
}

/// Whether there are methods, parameters or discriminators of OpenAPI 3.2.
fn needs_3_2(api: &Api) -> bool {
    fn is_newer(operation: &Operation) -> bool {
        const METHODS: [&str; 8] = [
            "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE",
        ];
        let mut callbacks = operation.callbacks.iter().flat_map(|it| &it.operations);
        let mut parameters = operation.parameters.iter();
        !METHODS.contains(&operation.method.as_str())
            || parameters.any(|it| it.whole || it.style == Style::Cookie)
            || callbacks.any(is_newer)
    }
    let webhooks = api.webhooks.iter().flat_map(|webhook| &webhook.operations);
    let has_other = |schema: &Schema| match &schema.kind {
        SchemaKind::Union(union) => {
            matches!(&union.selection, Selection::Tag { other: Some(_), .. })
        }
        _ => false,
    };
    api.operations.iter().chain(webhooks).any(is_newer) || api.schemas.iter().any(has_other)
}

/// Whether an API has webhooks or certificates, or its schemas say anything that OpenAPI 3.0 cannot.
fn needs_3_1(api: &Api) -> bool {
    let mut webhooks = api.webhooks.iter();
    let mut schemas = api.schemas.iter();
    // Of members and items only the type speaks in a schema of 3.0.
    let speaks = |assertion: &Assertion| matches!(assertion, Assertion::Additional(..));
    let sends = webhooks.any(|webhook| !webhook.operations.is_empty());
    let mut schemes = api.security_schemes.iter();
    sends
        || schemes.any(|scheme| matches!(scheme.kind, SecuritySchemeKind::MutualTls))
        || schemas.any(|schema| {
            let mut assertions = schema.constraints.assertions.iter();
            assertions.any(|assertion| speaks(assertion) || is_newer(assertion))
        })
}

fn is_newer(assertion: &Assertion) -> bool {
    match assertion {
        Assertion::If(..)
        | Assertion::Matching(..)
        | Assertion::Others(..)
        | Assertion::Names(_)
        | Assertion::Item(..)
        | Assertion::ItemsFrom(..)
        | Assertion::Contains(..) => true,
        Assertion::Types(types) => *types == JsonTypes::NULL,
        Assertion::Additional(_, inner)
        | Assertion::Property(_, inner)
        | Assertion::Items(inner)
        | Assertion::Not(inner) => inner.iter().any(is_newer),
        Assertion::Any(branches) | Assertion::One(branches) => {
            branches.iter().flatten().any(is_newer)
        }
        Assertion::OneOf(_) | Assertion::Required(_) | Assertion::Constraints(_) => false,
    }
}

/// Writes the schemas of a document as OpenAPI 3.1 has them.
pub(super) fn document(document: &mut Object) {
    for (key, value) in document.iter_mut() {
        match key.as_str() {
            "schema" => schema(value),
            "schemas" => members(value).for_each(schema),
            "example" | "examples" | "default" => {}
            // Their keys are anything.
            "callbacks" | "webhooks" | "headers" => members(value).for_each(inside),
            _ => inside(value),
        }
    }
}

fn inside(value: &mut Json) {
    match value {
        Json::Object(object) => document(object),
        Json::Array(items) => items.iter_mut().for_each(inside),
        Json::Value(_) | Json::Number(_) => {}
    }
}

fn members(value: &mut Json) -> Box<dyn Iterator<Item = &mut Json> + '_> {
    match value {
        Json::Object(object) => Box::new(object.iter_mut().map(|(_, value)| value)),
        Json::Array(items) => Box::new(items.iter_mut()),
        Json::Value(_) | Json::Number(_) => Box::new(std::iter::empty()),
    }
}

fn schema(value: &mut Json) {
    let Json::Object(object) = value else { return };
    for (key, value) in object.iter_mut() {
        match key.as_str() {
            key if WITH_SCHEMA.contains(&key) => schema(value),
            key if WITH_SCHEMAS.contains(&key) => members(value).for_each(schema),
            _ => {}
        }
    }
    for (inclusive, exclusive) in [
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ] {
        if object.remove(exclusive).is_some()
            && let Some(bound) = object.remove(inclusive)
        {
            object.insert(exclusive, bound);
        }
    }
    if object.remove("nullable").is_some() {
        nullable(object);
    }
}

/// Says of what annotates that it stays where it is.
const ANNOTATIONS: [&str; 9] = [
    "title",
    "description",
    "readOnly",
    "writeOnly",
    "deprecated",
    "default",
    "externalDocs",
    "xml",
    "example",
];

fn nullable(object: &mut Object) {
    let null = || Json::from(Object::default().with("type", "null"));
    if let Some(Json::Value(Value::String(name))) = object.get("type") {
        if name != "null" {
            let types = json!([name, "null"]);
            object.insert("type", types);
        }
        return;
    }
    // The values say it.
    if object.contains("enum") {
        return;
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(Json::Array(branches)) = object.get_mut(key) {
            branches.push(null());
            return;
        }
    }
    let mut rest = Object::default();
    let mut kept = Object::default();
    for (key, value) in std::mem::take(object) {
        match ANNOTATIONS.contains(&key.as_str()) {
            true => kept.insert(key, value),
            false => rest.insert(key, value),
        }
    }
    // Without a word about its values, a schema takes `null` anyway.
    if !rest.is_empty() {
        kept.insert("anyOf", vec![rest.into(), null()]);
    }
    *object = kept;
}
