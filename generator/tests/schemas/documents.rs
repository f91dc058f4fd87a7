//! Documents at random, over the whole language of schemas.
//!
//! What a document can say in a way that JSON Schema and the generated code mean differently is left out here: two
//! discriminators on one value, a choice inside `not`, keywords of several types without a `type`; and defaults beside
//! checks of which properties there are, which see them.

use super::instances::{LOOK_AHEAD, PATTERNS, Sampler};
use super::json_schema;
use super::random::Random;
use serde_json::{Map, Value, json};

const NAMES: [&str; 22] = [
    "id",
    "name",
    "type",
    "kind",
    "size",
    "a-b",
    "a_b",
    "aB",
    "",
    "é",
    "1st",
    "with space",
    "quo\"te",
    "self",
    "value",
    "additionalProperties",
    "items",
    "@id",
    "x.y",
    "a/b",
    "~",
    "🦀",
];
const FORMATS: [&str; 12] = [
    "date",
    "date-time",
    "time",
    "duration",
    "uuid",
    "uri",
    "email",
    "ipv4",
    "byte",
    "binary",
    "password",
    "made-up",
];

/// What the values of a component are, decided before it is written so that others can refer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Object,
    Scalar,
    Array,
    Map,
    Composed,
    Union,
    Tagged,
    Base,
    Child,
    Any,
}

/// A document of `count` components, of which no two documents share a seed.
pub(crate) fn document(seed: u64, count: usize) -> Value {
    let mut random = Random::new(seed);
    let mut roles: Vec<Role> = vec![Role::Object];
    while roles.len() < count {
        let role = *random.one(&[
            Role::Object,
            Role::Object,
            Role::Object,
            Role::Scalar,
            Role::Scalar,
            Role::Array,
            Role::Map,
            Role::Composed,
            Role::Composed,
            Role::Union,
            Role::Union,
            Role::Union,
            Role::Tagged,
            Role::Any,
        ]);
        roles.push(role);
    }
    // A family: a base with a discriminator, and what is composed of it.
    if random.percent(20) && count >= 4 {
        roles[count - 3..].copy_from_slice(&[Role::Base, Role::Child, Role::Child]);
    }
    let mut writer = Writer {
        random,
        roles,
        done: Map::new(),
    };
    for index in 0..count {
        let schema = writer.component(index);
        writer.done.insert(format!("C{index}"), schema);
    }
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Random", "version": "1"},
        "paths": {},
        "components": {"schemas": writer.done},
    })
}

struct Writer {
    random: Random,
    roles: Vec<Role>,
    done: Map<String, Value>,
}

fn reference(index: usize) -> Value {
    json!({"$ref": format!("#/components/schemas/C{index}")})
}

impl Writer {
    fn component(&mut self, index: usize) -> Value {
        let mut schema = match self.roles[index] {
            Role::Object => self.object(3),
            Role::Scalar => self.scalar(),
            Role::Array => self.array(2),
            Role::Map => self.map(2),
            Role::Composed => self.composed(index),
            Role::Union => self.union(2),
            Role::Tagged => self.tagged(index),
            Role::Base => self.base(index),
            Role::Child => self.child(index),
            Role::Any => self.anything(),
        };
        if self.random.percent(15) {
            schema["description"] = json!("A *text* with `code`, a [link] and a \"quote\".");
        }
        schema
    }

    /// A schema in place. `free` where a value need not hold one, so that any component may be referred to.
    fn schema(&mut self, depth: usize, free: bool) -> Value {
        if self.random.percent(30)
            && let Some(found) = self.referred(free)
        {
            return found;
        }
        match self.random.below(if depth == 0 { 5 } else { 12 }) {
            0..=4 => self.scalar(),
            5 | 6 => self.object(depth - 1),
            7 | 8 => self.array(depth - 1),
            9 => self.map(depth - 1),
            10 => self.union(depth - 1),
            _ => self.anything(),
        }
    }

    /// A reference to a component that is already there, or to any where a value need not hold one.
    fn referred(&mut self, free: bool) -> Option<Value> {
        let end = match free {
            true => self.roles.len(),
            false => self.done.len(),
        };
        match end {
            0 => None,
            end => Some(reference(self.random.below(end))),
        }
    }

    fn nullable(&mut self, mut schema: Value) -> Value {
        if self.random.percent(15) {
            schema["nullable"] = json!(true);
        }
        schema
    }

    fn scalar(&mut self) -> Value {
        let schema = match self.random.below(10) {
            0 => json!({"type": "boolean"}),
            1..=3 => self.text(),
            4 | 5 => self.integer(),
            6 => self.number(),
            7 => json!({"type": "string", "format": self.random.one(&FORMATS)}),
            _ => self.enumeration(),
        };
        self.nullable(schema)
    }

    fn text(&mut self) -> Value {
        let mut schema = json!({"type": "string"});
        match self.random.below(4) {
            0 => {}
            1 => {
                // Patterns that cannot be checked are rare, as they are in real documents.
                let (mut pattern, _) = *self.random.one(&PATTERNS);
                if pattern == LOOK_AHEAD && self.random.percent(80) {
                    pattern = PATTERNS[0].0;
                }
                schema["pattern"] = json!(pattern);
            }
            _ => {
                let least = self.random.between(0, 4);
                if self.random.percent(60) {
                    schema["minLength"] = json!(least);
                }
                if self.random.percent(60) {
                    schema["maxLength"] = json!(least + self.random.between(0, 5));
                }
            }
        }
        self.untyped(schema, 10)
    }

    fn integer(&mut self) -> Value {
        let mut schema = json!({"type": "integer"});
        match self.random.below(4) {
            0 => schema["format"] = json!("int32"),
            1 => schema["format"] = json!("int64"),
            _ => {}
        }
        let least = *self.random.one(&[0, 1, -7, 100, -40000, 65535]);
        let width = *self.random.one(&[2, 6, 254, 70000]);
        if self.random.percent(40) {
            schema["minimum"] = json!(least);
            self.exclusive(&mut schema, "exclusiveMinimum");
        }
        if self.random.percent(40) {
            schema["maximum"] = json!(least + width);
            self.exclusive(&mut schema, "exclusiveMaximum");
        }
        if self.random.percent(15) {
            schema["multipleOf"] = json!(self.random.one(&[1, 2, 5]));
        }
        schema
    }

    fn exclusive(&mut self, schema: &mut Value, keyword: &str) {
        if self.random.percent(30) {
            schema[keyword] = json!(self.random.percent(70));
        }
    }

    fn number(&mut self) -> Value {
        let mut schema = json!({"type": "number"});
        match self.random.below(5) {
            0 => schema["format"] = json!("double"),
            1 => schema["format"] = json!("float"),
            _ => {}
        }
        let least = *self.random.one(&[0.0, 0.5, -2.25, 10.0]);
        if self.random.percent(40) {
            schema["minimum"] = json!(least);
            self.exclusive(&mut schema, "exclusiveMinimum");
        }
        if self.random.percent(40) {
            schema["maximum"] = json!(least + 6.5);
            self.exclusive(&mut schema, "exclusiveMaximum");
        }
        if self.random.percent(20) {
            schema["multipleOf"] = json!(self.random.one(&[0.5, 0.25, 0.1, 2.0]));
        }
        self.untyped(schema, 5)
    }

    /// Takes the type out of a schema whose keywords speak of one type.
    fn untyped(&mut self, schema: Value, percent: usize) -> Value {
        let mut without = schema.clone();
        if let Some(map) = without.as_object_mut() {
            map.shift_remove("type");
            let same = json_schema::inferred(map) == schema["type"].as_str();
            if same && self.random.percent(percent) {
                return without;
            }
        }
        schema
    }

    fn enumeration(&mut self) -> Value {
        let texts = ["red", "green", "Green", "", "a b", "no", "\"", "é", "1"];
        let (ty, mut values): (&str, Vec<Value>) = match self.random.below(6) {
            0..=2 => (
                "string",
                self.random
                    .some(&texts, 1)
                    .into_iter()
                    .map(Value::from)
                    .collect(),
            ),
            3 => (
                "integer",
                self.random
                    .some(&[0, 1, 2, -1, 300], 1)
                    .into_iter()
                    .map(Value::from)
                    .collect(),
            ),
            4 => (
                "number",
                self.random
                    .some(&[0.5, 1.5, -2.0, 10.25], 1)
                    .into_iter()
                    .map(Value::from)
                    .collect(),
            ),
            _ => (
                "",
                self.random.some(
                    &[
                        json!("a"),
                        json!(1),
                        json!(true),
                        json!(1.5),
                        json!(["a"]),
                        json!({"id": 1}),
                    ],
                    1,
                ),
            ),
        };
        let mut schema = json!({});
        if ty.is_empty() {
            if self.random.percent(20) {
                values.push(Value::Null);
            }
        } else if !self.random.percent(15) {
            schema["type"] = json!(ty);
        }
        schema["enum"] = Value::Array(values);
        schema
    }

    fn array(&mut self, depth: usize) -> Value {
        let least = self.random.below(3);
        let bounded = self.random.percent(30);
        let mut schema = json!({"type": "array"});
        if !self.random.percent(4) {
            schema["items"] = self.schema(depth, !bounded || least == 0);
        }
        if bounded {
            schema["minItems"] = json!(least);
        }
        if self.random.percent(25) {
            schema["maxItems"] = json!(least + self.random.below(3));
        }
        if self.random.percent(20) {
            schema["uniqueItems"] = json!(true);
        }
        let schema = self.untyped(schema, 5);
        self.nullable(schema)
    }

    fn map(&mut self, depth: usize) -> Value {
        let mut schema = json!({"type": "object"});
        schema["additionalProperties"] = match self.random.below(6) {
            0 => json!(true),
            1 => json!({}),
            _ => self.schema(depth, true),
        };
        if self.random.percent(25) {
            schema["maxProperties"] = json!(1 + self.random.below(3));
        }
        self.nullable(schema)
    }

    fn anything(&mut self) -> Value {
        match self.random.below(4) {
            0 => json!({"type": "object"}),
            1 => json!({"nullable": true}),
            _ => json!({}),
        }
    }

    fn properties(&mut self, depth: usize, most: usize) -> (Map<String, Value>, Vec<Value>) {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for _ in 0..self.random.below(most + 1) {
            let name = *self.random.one(&NAMES);
            if properties.contains_key(name) {
                continue;
            }
            let is_required = self.random.percent(45);
            let mut schema = self.schema(depth, !is_required);
            if is_required {
                required.push(json!(name));
            } else if self.random.percent(20) {
                self.default(&mut schema);
            }
            properties.insert(name.to_owned(), schema);
        }
        (properties, required)
    }

    /// Adds a default that is a value of the schema, to what refers to nothing and names no format, of which the judge knows
    /// nothing.
    fn default(&mut self, schema: &mut Value) {
        let text = schema.to_string();
        if text.contains("$ref") || text.contains("\"format\"") {
            return;
        }
        let none = Map::new();
        let sampler = Sampler {
            schemas: &none,
            wild: 0,
        };
        let value = sampler.sample(&mut self.random, schema, 1);
        let mut alone = Map::new();
        alone.insert("C".to_owned(), schema.clone());
        if super::verdict::is_valid(&alone, "C", &value) == Some(true) {
            schema["default"] = value;
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let (mut properties, mut required) = self.properties(depth, 6);
        let mut schema = json!({"type": "object"});
        let additional = match self.random.below(10) {
            0 | 1 => Some(json!(false)),
            2 => Some(json!(true)),
            3 => Some(self.schema(depth.min(1), true)),
            _ => None,
        };
        // A component that requires itself has no value.
        let is_finite = additional.as_ref().is_none_or(|additional| {
            *additional != json!(false) && !additional.to_string().contains("$ref")
        });
        if self.random.percent(6) && is_finite && !properties.contains_key("extra") {
            required.push(json!("extra"));
        }
        let is_closed = additional == Some(json!(false));
        if let Some(additional) = additional {
            schema["additionalProperties"] = additional;
        }
        let count = properties.len();
        if self.random.percent(8) && (!is_closed || count >= 1) {
            schema["minProperties"] = json!(1);
        }
        if self.random.percent(8) {
            schema["maxProperties"] = json!(required.len().max(1) + self.random.below(3));
        }
        if self.random.percent(5) && count > 1 {
            let names: Vec<&String> = properties.keys().collect();
            let demand = |name: &String| json!({"required": [name]});
            let keyword = *self.random.one(&["anyOf", "oneOf"]);
            schema[keyword] = json!([demand(names[0]), demand(names[1])]);
        }
        if self.random.percent(5) && count > 0 {
            let names: Vec<&String> = properties.keys().collect();
            let name = *self.random.one(&names);
            schema["not"] = match self.random.below(3) {
                0 => json!({"required": [name]}),
                1 => json!({"required": [name], "properties": {name: {"type": "string"}}}),
                _ => json!({"required": [name], "properties": {name: {"enum": ["a", 1, null]}}}),
            };
        }
        let checks = ["minProperties", "maxProperties", "not", "anyOf", "oneOf"];
        if checks.iter().any(|check| schema.get(*check).is_some()) {
            properties
                .values_mut()
                .filter_map(Value::as_object_mut)
                .for_each(|property| {
                    property.shift_remove("default");
                });
        }
        if !properties.is_empty() {
            schema["properties"] = Value::Object(properties);
        }
        if !required.is_empty() {
            schema["required"] = Value::Array(required);
        }
        let schema = self.untyped(schema, 8);
        self.nullable(schema)
    }

    /// `allOf`: of objects, mostly; of one type and a bound of it, sometimes.
    fn composed(&mut self, index: usize) -> Value {
        if self.random.percent(20) {
            let scalar = match self.random.below(3) {
                0 => json!([{"type": "string", "minLength": 1}, {"maxLength": 3}]),
                1 => {
                    json!([{"type": "integer", "minimum": 0}, {"type": "integer", "maximum": 9, "multipleOf": 3}])
                }
                _ => {
                    json!([{"type": "string", "enum": ["a", "b", "c"]}, {"enum": ["b", "c", "d"]}])
                }
            };
            let schema = json!({"allOf": scalar});
            return self.nullable(schema);
        }
        let objects: Vec<usize> = (0..index)
            .filter(|at| matches!(self.roles[*at], Role::Object | Role::Composed))
            .collect();
        let mut members = Vec::new();
        if !objects.is_empty() && self.random.percent(80) {
            members.push(reference(*self.random.one(&objects)));
        }
        if !objects.is_empty() && self.random.percent(25) {
            members.push(reference(*self.random.one(&objects)));
        }
        if members.is_empty() || self.random.percent(70) {
            members.push(self.member());
        }
        if self.random.percent(15) {
            members.push(self.union_of_objects());
        }
        let mut schema = json!({"allOf": members});
        if self.random.percent(30) {
            let (properties, required) = self.properties(1, 3);
            schema["type"] = json!("object");
            if !properties.is_empty() {
                schema["properties"] = Value::Object(properties);
            }
            if !required.is_empty() {
                schema["required"] = Value::Array(required);
            }
        }
        self.nullable(schema)
    }

    fn member(&mut self) -> Value {
        let (properties, required) = self.properties(1, 4);
        let mut schema = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            schema["required"] = Value::Array(required);
        }
        if self.random.percent(10) {
            schema["additionalProperties"] = json!(true);
        }
        schema
    }

    /// Branches of which the document says how they differ, mostly.
    fn union(&mut self, depth: usize) -> Value {
        let schema = match self.random.below(5) {
            0 => self.union_of_types(depth),
            1 | 2 => self.union_of_objects(),
            3 => {
                let count = 1 + self.random.below(3);
                let branches: Vec<Value> = (0..count).map(|_| self.schema(depth, false)).collect();
                json!({(*self.random.one(&["oneOf", "anyOf"])): branches})
            }
            _ => {
                let only = self.schema(depth, false);
                json!({(*self.random.one(&["oneOf", "anyOf", "allOf"])): [only]})
            }
        };
        self.nullable(schema)
    }

    fn union_of_types(&mut self, depth: usize) -> Value {
        let mut branches = vec![
            self.text(),
            json!({"type": "boolean"}),
            self.integer(),
            self.array(depth.min(1)),
            self.object(depth.min(1)),
            json!({"type": "string", "enum": ["on", "off"]}),
            json!({"nullable": true, "enum": [null]}),
        ];
        branches = self.random.some(&branches, 2);
        json!({(*self.random.one(&["oneOf", "anyOf"])): branches})
    }

    fn union_of_objects(&mut self) -> Value {
        let count = 2 + self.random.below(3);
        let by = self.random.below(3);
        let branches: Vec<Value> = (0..count)
            .map(|at| {
                let (mut properties, mut required) = self.properties(1, 2);
                let name = match by {
                    0 => "tag".to_owned(),
                    _ => format!("only{at}"),
                };
                let value = match by {
                    0 => json!({"type": "string", "enum": [format!("t{at}")]}),
                    _ => self.scalar(),
                };
                properties.insert(name.clone(), value);
                if by != 2 {
                    required.push(json!(name));
                }
                let mut schema = json!({"type": "object", "properties": properties});
                if !required.is_empty() {
                    schema["required"] = Value::Array(required);
                }
                if self.random.percent(20) {
                    schema["additionalProperties"] = json!(false);
                }
                schema
            })
            .collect();
        let mut schema = json!({(*self.random.one(&["oneOf", "oneOf", "anyOf"])): branches});
        if self.random.percent(20) {
            schema["type"] = json!("object");
            schema["properties"] = json!({"shared": self.scalar()});
            if self.random.percent(50) {
                schema["required"] = json!(["shared"]);
            }
        }
        schema
    }

    /// A choice of components by a discriminator; of nothing, where there are no objects yet.
    fn tagged(&mut self, index: usize) -> Value {
        let objects: Vec<usize> = (0..index)
            .filter(|at| self.roles[*at] == Role::Object)
            .collect();
        let chosen = self.random.some(&objects, 1);
        let usable = chosen.iter().all(|at| {
            let schema = &self.done[&format!("C{at}")];
            let open = schema["additionalProperties"] != json!(false);
            open && schema["properties"].get("$tag").is_none() && schema.get("nullable").is_none()
        });
        if chosen.is_empty() || !usable {
            return self.union_of_objects();
        }
        let branches: Vec<Value> = chosen.iter().map(|at| reference(*at)).collect();
        let mut schema = json!({"oneOf": branches, "discriminator": {"propertyName": "$tag"}});
        if self.random.percent(60) {
            let mapping: Map<String, Value> = chosen
                .iter()
                .map(|at| (format!("tag \"{at}"), reference(*at)["$ref"].clone()))
                .collect();
            schema["discriminator"]["mapping"] = Value::Object(mapping);
        }
        // Each branch declares the property, as the Specification asks.
        for at in chosen {
            let component = self.done.get_mut(&format!("C{at}"));
            if let Some(Value::Object(component)) = component {
                let properties = component.entry("properties").or_insert_with(|| json!({}));
                properties["$tag"] = json!({"type": "string"});
                let required = component.entry("required").or_insert_with(|| json!([]));
                if let Value::Array(required) = required {
                    required.push(json!("$tag"));
                }
                component.shift_remove("maxProperties");
            }
        }
        self.nullable(schema)
    }

    fn base(&mut self, _index: usize) -> Value {
        let (mut properties, mut required) = self.properties(1, 2);
        properties.insert("$kind".to_owned(), json!({"type": "string"}));
        required.push(json!("$kind"));
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "discriminator": {"propertyName": "$kind"},
        })
    }

    fn child(&mut self, index: usize) -> Value {
        let base = (0..index)
            .find(|at| self.roles[*at] == Role::Base)
            .unwrap_or_default();
        let mut member = self.member();
        // A property of both would be a part of a base with a discriminator, and stand for those composed of it.
        let inherited = &self.done[&format!("C{base}")]["properties"];
        let names: Vec<String> = inherited
            .as_object()
            .map(|properties| properties.keys().cloned().collect())
            .unwrap_or_default();
        if let Some(properties) = member["properties"].as_object_mut() {
            properties.retain(|name, _| !names.contains(name));
        }
        json!({"allOf": [reference(base), member]})
    }
}
