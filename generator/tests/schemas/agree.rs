//! Whether what was written is what was read, as far as the schema asks for it.
//!
//! Members that the schema neither declares nor asks to keep may be dropped; absent properties with a default may
//! appear; numbers are equal by value.

use super::json_schema::{members, target};
use serde_json::{Map, Value, json};

/// Whether a value of a component was kept.
pub(crate) fn agree(
    schemas: &Map<String, Value>,
    name: &str,
    read: &Value,
    written: &Value,
) -> bool {
    let component = json!({"$ref": format!("#/components/schemas/{name}")});
    Reader { schemas }.agree(&[&component], read, written)
}

struct Reader<'a> {
    schemas: &'a Map<String, Value>,
}

/// What a value has to satisfy, without `allOf` and references.
#[derive(Clone, Default)]
struct Flat<'a> {
    own: Vec<&'a Map<String, Value>>,
    choices: Vec<Vec<&'a Value>>,
}

impl<'a> Reader<'a> {
    fn agree(&self, schemas: &[&'a Value], read: &Value, written: &Value) -> bool {
        let mut flat = Flat::default();
        for schema in schemas {
            self.flatten(schema, &mut flat, &mut Vec::new());
        }
        self.chosen(flat, read, written)
    }

    /// One branch of each choice was taken, whichever.
    fn chosen(&self, mut flat: Flat<'a>, read: &Value, written: &Value) -> bool {
        match flat.choices.pop() {
            Some(branches) => branches.into_iter().any(|branch| {
                let mut flat = flat.clone();
                self.flatten(branch, &mut flat, &mut Vec::new());
                self.chosen(flat, read, written)
            }),
            None => self.plain(&flat.own, read, written),
        }
    }

    fn flatten(&self, schema: &'a Value, to: &mut Flat<'a>, open: &mut Vec<&'a str>) {
        if let Some(target) = target(schema) {
            if let (Some((name, next)), false) =
                (self.schemas.get_key_value(target), open.contains(&target))
            {
                open.push(name);
                self.flatten(next, to, open);
                // A base with a discriminator may be any of those composed of it; a part of one of them is only itself.
                let is_part = open.len() > 1;
                let children: Vec<&Value> = match next.get("discriminator").is_some() && !is_part {
                    true => self.children(target).collect(),
                    false => Vec::new(),
                };
                if !children.is_empty() {
                    to.choices
                        .push(children.into_iter().chain([next]).collect());
                }
                open.pop();
            }
            return;
        }
        let Some(map) = schema.as_object() else {
            return;
        };
        to.own.push(map);
        for member in members(schema, "allOf") {
            // Within a composition a base does not stand for others.
            open.push("");
            self.flatten(member, to, open);
            open.pop();
        }
        for keyword in ["oneOf", "anyOf"] {
            let branches = members(schema, keyword);
            if !branches.is_empty() {
                to.choices.push(branches.iter().collect());
            }
        }
    }

    fn children(&self, name: &'a str) -> impl Iterator<Item = &'a Value> {
        self.schemas.values().filter(move |child| {
            members(child, "allOf")
                .iter()
                .any(|member| target(member) == Some(name))
        })
    }

    fn plain(&self, own: &[&'a Map<String, Value>], read: &Value, written: &Value) -> bool {
        match (read, written) {
            (Value::Array(read), Value::Array(written)) => {
                let items: Vec<&Value> = own
                    .iter()
                    .filter_map(|schema| schema.get("items"))
                    .collect();
                read.len() == written.len()
                    && read
                        .iter()
                        .zip(written)
                        .all(|(read, written)| self.agree(&items, read, written))
            }
            (Value::Object(read), Value::Object(written)) => self.object(own, read, written),
            (Value::Number(left), Value::Number(right)) => {
                let single = own
                    .iter()
                    .any(|schema| schema.get("format") == Some(&"float".into()));
                match (left.as_f64(), right.as_f64()) {
                    (Some(left), Some(right)) if single => left as f32 == right as f32,
                    (left, right) => left == right,
                }
            }
            (read, written) => read == written,
        }
    }

    fn object(
        &self,
        own: &[&'a Map<String, Value>],
        read: &Map<String, Value>,
        written: &Map<String, Value>,
    ) -> bool {
        let kept = |name: &str, value: &Value| {
            let uses = self.uses(own, name);
            let asks = own.iter().any(|schema| {
                let requires = schema.get("required").and_then(Value::as_array);
                schema
                    .get("additionalProperties")
                    .is_some_and(|additional| *additional != Value::Bool(false))
                    || requires
                        .into_iter()
                        .flatten()
                        .any(|required| required.as_str() == Some(name))
            });
            match written.get(name) {
                Some(written) => self.agree(&uses, value, written),
                None => uses.is_empty() && !asks,
            }
        };
        let appeared = |name: &str, value: &Value| {
            let uses = self.uses(own, name);
            read.contains_key(name)
                || self
                    .defaults(&uses)
                    .iter()
                    .any(|default| self.agree(&uses, default, value))
        };
        read.iter().all(|(name, value)| kept(name, value))
            && written.iter().all(|(name, value)| appeared(name, value))
    }

    /// What all schemas say about a member: the properties that declare it, or else what they say about the others.
    fn uses(&self, own: &[&'a Map<String, Value>], name: &str) -> Vec<&'a Value> {
        let declared: Vec<&Value> = own
            .iter()
            .filter_map(|schema| schema.get("properties")?.get(name))
            .collect();
        match declared.is_empty() {
            true => own
                .iter()
                .filter_map(|schema| schema.get("additionalProperties"))
                .filter(|schema| schema.is_object())
                .collect(),
            false => declared,
        }
    }

    fn defaults(&self, uses: &[&'a Value]) -> Vec<&'a Value> {
        let mut flat = Flat::default();
        for schema in uses {
            self.flatten(schema, &mut flat, &mut Vec::new());
        }
        flat.own
            .iter()
            .filter_map(|schema| schema.get("default"))
            .collect()
    }
}
