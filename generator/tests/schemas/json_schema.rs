//! Schema Objects of OpenAPI 3.0, to JSON Schema draft 4: what the judge reads.
//!
//! `nullable` admits `null`, and alone in a choice it is `null`; a schema without `type` whose keywords speak of one type is of that type; a discriminator
//! decides for a branch; formats of numbers are ranges; the other formats say nothing.

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// How `oneOf` is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OneOf {
    /// Exactly one branch matches, as JSON Schema says.
    Exactly,
    /// At least one branch matches.
    AtLeast,
    /// At least one branch matches that knows all members that any of the branches knows: what a value looks like.
    Committed,
    /// At least one branch matches, and a schema without `type` is of any type.
    Literally,
}

/// A draft 4 schema of the values of a component, with all components as its definitions.
pub(crate) fn of_component(schemas: &Map<String, Value>, name: &str, one_of: OneOf) -> Value {
    let reader = Reader { schemas, one_of };
    let mut definitions = Map::new();
    for (name, schema) in schemas {
        definitions.insert(name.clone(), reader.base(name, schema));
        definitions.insert(
            format!("{name}~own"),
            reader.schema(schema, reader.infers()),
        );
    }
    json!({
        "$schema": "http://json-schema.org/draft-04/schema#",
        "definitions": definitions,
        "allOf": [{"$ref": format!("#/definitions/{name}")}],
    })
}

/// The schemas of a document.
pub(crate) fn components(document: &Value) -> &Map<String, Value> {
    document["components"]["schemas"]
        .as_object()
        .expect("components")
}

struct Reader<'a> {
    schemas: &'a Map<String, Value>,
    one_of: OneOf,
}

impl Reader<'_> {
    fn infers(&self) -> bool {
        self.one_of != OneOf::Literally
    }

    /// A component where it stands for itself: a base with a discriminator is one of those composed of it, or itself.
    fn base(&self, name: &str, schema: &Value) -> Value {
        let own = self.schema(schema, self.infers());
        let has_choice = schema
            .get("oneOf")
            .or_else(|| schema.get("anyOf"))
            .is_some();
        let discriminator = match schema.get("discriminator") {
            Some(discriminator) if !has_choice => discriminator,
            _ => return own,
        };
        let mut branches: Vec<String> = vec![name.to_owned()];
        let children = self
            .schemas
            .iter()
            .filter(|(_, child)| self.is_composed_of(child, name));
        branches.extend(children.map(|(child, _)| child.clone()));
        if branches.len() == 1 {
            return own;
        }
        let branches: Vec<Value> = branches
            .iter()
            .map(|branch| {
                let whole = json!({"$ref": format!("#/definitions/{branch}~own")});
                tagged(whole, branch, discriminator)
            })
            .collect();
        let found = json!({"anyOf": branches});
        match schema.get("nullable") == Some(&json!(true)) {
            true => json!({"anyOf": [{"type": "null"}, found]}),
            false => found,
        }
    }

    /// A branch without the members that only the other ones declare.
    fn committed(&self, read: Value, branch: &Value, all: &[Value]) -> Value {
        let own = self.names(branch, 8);
        let others: BTreeSet<&str> = all
            .iter()
            .flat_map(|branch| self.names(branch, 8))
            .collect();
        let foreign: Vec<Value> = others
            .difference(&own)
            .map(|name| json!({"required": [name]}))
            .collect();
        match foreign.is_empty() {
            true => read,
            false => json!({"allOf": [read], "not": {"type": "object", "anyOf": foreign}}),
        }
    }

    /// The members that a schema knows, at a glance.
    fn names<'s>(&'s self, schema: &'s Value, depth: usize) -> BTreeSet<&'s str> {
        let mut found = BTreeSet::new();
        if depth == 0 {
            return found;
        }
        if let Some(target) = target(schema) {
            return self
                .schemas
                .get(target)
                .map(|next| self.names(next, depth - 1))
                .unwrap_or_default();
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        found.extend(
            properties
                .into_iter()
                .flatten()
                .map(|(name, _)| name.as_str()),
        );
        for keyword in ["allOf", "oneOf", "anyOf"] {
            for member in members(schema, keyword) {
                found.extend(self.names(member, depth - 1));
            }
        }
        found
    }

    fn is_composed_of(&self, schema: &Value, name: &str) -> bool {
        members(schema, "allOf")
            .iter()
            .any(|member| match target(member) {
                Some(target) => {
                    let next = self.schemas.get(target);
                    target == name || next.is_some_and(|next| self.is_composed_of(next, name))
                }
                None => false,
            })
    }

    /// A schema in place; `infers` where it is of the type that its keywords speak of.
    fn schema(&self, schema: &Value, infers: bool) -> Value {
        let map = match schema.as_object() {
            Some(map) => map,
            None => return schema.clone(),
        };
        if let Some(target) = target(schema) {
            return json!({"$ref": format!("#/definitions/{target}")});
        }
        let mut out = Map::new();
        for (key, value) in map {
            match key.as_str() {
                "pattern" => {
                    // ECMA-262 reads this range as its ends and a hyphen (Annex B); the judge refuses it.
                    let pattern = value
                        .as_str()
                        .unwrap_or_default()
                        .replace(r"\w-.", r"\w\-.");
                    out.insert(key.clone(), pattern.into());
                }
                "type" | "enum" | "minimum" | "maximum" | "multipleOf" | "minLength"
                | "maxLength" | "minItems" | "maxItems" | "uniqueItems" | "minProperties"
                | "maxProperties" => {
                    out.insert(key.clone(), value.clone());
                }
                "exclusiveMinimum" if map.contains_key("minimum") => {
                    out.insert(key.clone(), value.clone());
                }
                "exclusiveMaximum" if map.contains_key("maximum") => {
                    out.insert(key.clone(), value.clone());
                }
                "required" if value.as_array().is_some_and(|names| !names.is_empty()) => {
                    out.insert(key.clone(), value.clone());
                }
                "properties" => {
                    let properties = value.as_object().into_iter().flatten();
                    let properties =
                        properties.map(|(name, value)| (name.clone(), self.schema(value, infers)));
                    out.insert(key.clone(), Value::Object(properties.collect()));
                }
                "additionalProperties" | "items" => {
                    out.insert(key.clone(), self.schema(value, infers));
                }
                "not" => {
                    out.insert(key.clone(), self.schema(value, false));
                }
                "allOf" => {
                    let members = members(schema, key)
                        .iter()
                        .map(|member| match target(member) {
                            // Within a composition a base is a part, and does not stand for others.
                            Some(target) => json!({"$ref": format!("#/definitions/{target}~own")}),
                            None => self.schema(member, infers),
                        });
                    out.insert(key.clone(), members.collect());
                }
                "oneOf" | "anyOf" => {
                    let to = match (key.as_str(), self.one_of) {
                        ("oneOf", OneOf::Exactly) => "oneOf",
                        _ => "anyOf",
                    };
                    let all = members(schema, key);
                    let branches = all.iter().map(|branch| {
                        // `{nullable: true}` is what documents write there for `null`.
                        let meant = target(branch).and_then(|name| self.schemas.get(name));
                        if *meant.unwrap_or(branch) == json!({"nullable": true}) {
                            return json!({"type": "null"});
                        }
                        let read = self.schema(branch, infers);
                        match (map.get("discriminator"), target(branch)) {
                            // A single branch is no choice.
                            (Some(discriminator), Some(target)) if all.len() > 1 => {
                                tagged(read, target, discriminator)
                            }
                            _ if self.one_of == OneOf::Committed && infers => {
                                self.committed(read, branch, all)
                            }
                            _ => read,
                        }
                    });
                    let branches: Value = branches.collect();
                    match out.contains_key(to) {
                        true => out.insert("allOf".to_owned(), json!([{to: branches}])),
                        false => out.insert(to.to_owned(), branches),
                    };
                }
                _ => {}
            }
        }
        if let (true, None, Some(inferred)) = (infers, map.get("type"), inferred(map)) {
            out.insert("type".to_owned(), inferred.into());
        }
        let found = range(map, Value::Object(out));
        match map.get("nullable") == Some(&json!(true)) {
            true => json!({"anyOf": [{"type": "null"}, found]}),
            false => found,
        }
    }
}

/// A branch where the discriminator names it.
fn tagged(branch: Value, name: &str, discriminator: &Value) -> Value {
    let property = discriminator["propertyName"].as_str().unwrap_or_default();
    let mapping = discriminator["mapping"].as_object();
    let mapped = mapping.into_iter().flatten().filter(|(_, to)| {
        let to = to.as_str().unwrap_or_default();
        to == name || to.strip_prefix("#/components/schemas/") == Some(name)
    });
    let mut tags: Vec<&str> = mapped.map(|(tag, _)| tag.as_str()).collect();
    if tags.is_empty() {
        tags.push(name);
    }
    json!({
        "allOf": [branch],
        "type": "object",
        "required": [property],
        "properties": {property: {"enum": tags}},
    })
}

/// The members of `allOf`, `oneOf` or `anyOf`.
pub(crate) fn members<'a>(schema: &'a Value, keyword: &str) -> &'a [Value] {
    schema
        .get(keyword)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}

/// The component that a schema refers to.
pub(crate) fn target(schema: &Value) -> Option<&str> {
    schema
        .get("$ref")?
        .as_str()?
        .strip_prefix("#/components/schemas/")
}

/// The one type that keywords speak of.
pub(crate) fn inferred(map: &Map<String, Value>) -> Option<&'static str> {
    if map.contains_key("enum") {
        return None;
    }
    // At least nothing says nothing: to JSON Schema the keyword is as good as absent.
    let is_nothing = |key: &str, value: &Value| match key {
        "minLength" | "minItems" | "minProperties" => *value == json!(0),
        _ => false,
    };
    let says = |keys: &[&str]| {
        let said = |key: &&str| map.get(*key).is_some_and(|value| !is_nothing(key, value));
        keys.iter().any(said)
    };
    let format = map.get("format").and_then(Value::as_str);
    let is_integer = |format: &str| ["int32", "int64"].contains(&format);
    let is_number = |format: &str| is_integer(format) || ["float", "double"].contains(&format);
    let spoken: Vec<&str> = [
        (
            "object",
            says(&[
                "properties",
                "required",
                "additionalProperties",
                "minProperties",
                "maxProperties",
            ]),
        ),
        (
            "array",
            says(&["items", "minItems", "maxItems", "uniqueItems"]),
        ),
        (
            "string",
            says(&["minLength", "maxLength", "pattern"])
                || format.is_some_and(|format| !is_number(format)),
        ),
        (
            "number",
            says(&["minimum", "maximum", "multipleOf"]) || format.is_some_and(is_number),
        ),
    ]
    .into_iter()
    .filter(|(_, speaks)| *speaks)
    .map(|(ty, _)| ty)
    .collect();
    match spoken.as_slice() {
        ["number"] if format.is_some_and(is_integer) => Some("integer"),
        [only] => Some(only),
        _ => None,
    }
}

/// The range that the format of an integer is; 64 bits without one.
fn range(map: &Map<String, Value>, schema: Value) -> Value {
    let (least, most) = match (
        map.get("type").and_then(Value::as_str),
        map.get("format").and_then(Value::as_str),
    ) {
        (Some("integer"), Some("int32")) => (i64::from(i32::MIN), i64::from(i32::MAX)),
        (Some("integer"), _) => (i64::MIN, i64::MAX),
        _ => return schema,
    };
    json!({"allOf": [schema, {"minimum": least, "maximum": most}]})
}
