//! Values for a schema: most of them are of it, the others nearly.
//!
//! Nothing here decides whether a value is valid; that is the judge's.

use super::json_schema::{members, target};
use super::random::Random;
use serde_json::{Map, Number, Value, json};

/// The patterns that documents use, each with texts of which some match.
pub(crate) const PATTERNS: [(&str, &[&str]); 10] = [
    ("^[a-z]+$", &["a", "abc", "zzzzzzzz", "Abc", "a1"]),
    ("^[A-Z][a-z]*$", &["A", "Abc", "abc", "Zebra"]),
    (r"^\d{2,4}$", &["12", "1234", "1", "12345", "٣٣"]),
    (r"^[\w-.]+@\w+$", &["a@b", "a.b-c@d", "@b", "é@b"]),
    ("o", &["o", "foo", "O", "zero"]),
    (r"^(foo|bar)(-\d)?$", &["foo", "bar-1", "foo-", "foobar"]),
    (r"^\S+\s\S+$", &["a b", "a\tb", "a\u{a0}b", "ab"]),
    (r"^[^a]*$", &["", "bcd", "a", "ba\n"]),
    (r"^\u00e9.?$", &["é", "éa", "e", "éab"]),
    ("^(?!no)[a-z]+$", &["yes", "no", "nothing", "so"]),
];

/// The one of [`PATTERNS`] that the `regex` crate does not do.
pub(crate) const LOOK_AHEAD: &str = "^(?!no)[a-z]+$";

const TEXTS: [&str; 11] = [
    "",
    "a",
    "no",
    "red",
    "é",
    "🦀🦀",
    "\"\\/\u{1}",
    "1",
    "null",
    "a longer text with spaces",
    "2024-02-30",
];
const NAMES: [&str; 8] = ["extra", "x-1", "", "é", "value", "id", "kind", "a b"];

/// Makes values for the components of a document.
#[derive(Debug)]
pub(crate) struct Sampler<'a> {
    pub(crate) schemas: &'a Map<String, Value>,
    /// Of a hundred places, how many hold a value that nearly is one.
    pub(crate) wild: usize,
}

impl Sampler<'_> {
    /// A value for a schema; below `depth` nothing is there that need not be.
    pub(crate) fn sample(&self, random: &mut Random, schema: &Value, depth: usize) -> Value {
        if let Some(target) = target(schema) {
            let next = self.schemas.get(target).unwrap_or(&Value::Null);
            return self.sample(random, next, depth);
        }
        if random.percent(self.wild / 3) {
            return any(random, 1);
        }
        if schema.get("nullable") == Some(&json!(true)) && random.percent(15) {
            return Value::Null;
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return match random.percent(self.wild) {
                true => any(random, 0),
                false => random.one(values).clone(),
            };
        }
        let found = self.own(random, schema, depth);
        let found = members(schema, "allOf")
            .iter()
            .fold(found, |found, member| {
                let part = self.sample(random, member, depth);
                both(random, found, part)
            });
        let found = ["oneOf", "anyOf"].iter().fold(found, |found, keyword| {
            let branches = members(schema, keyword);
            if branches.is_empty() {
                return found;
            }
            let branch = random.one(branches);
            let mut part = self.sample(random, branch, depth);
            if let (Some(discriminator), Some(name), Value::Object(part)) =
                (schema.get("discriminator"), target(branch), &mut part)
            {
                tag(part, discriminator, name);
            }
            both(random, found, part)
        });
        match found {
            Some(Value::Object(mut found)) => {
                let is_base = schema.get("oneOf").or(schema.get("anyOf")).is_none();
                let names: Vec<&str> = self.schemas.keys().map(String::as_str).collect();
                if let (true, Some(discriminator), false) =
                    (is_base, schema.get("discriminator"), names.is_empty())
                {
                    let name: &&str = random.one(&names);
                    tag(&mut found, discriminator, name);
                }
                Value::Object(found)
            }
            Some(found) => found,
            None => any(random, depth.min(2)),
        }
    }

    /// A value of the type that a schema is of, or speaks of.
    fn own(&self, random: &mut Random, schema: &Value, depth: usize) -> Option<Value> {
        let map = schema.as_object()?;
        let ty = map
            .get("type")
            .and_then(Value::as_str)
            .or_else(|| super::json_schema::inferred(map))?;
        Some(match ty {
            "boolean" => json!(random.percent(50)),
            "integer" | "number" => self.number(random, schema, ty),
            "string" => self.text(random, schema),
            "array" => self.array(random, schema, depth),
            _ => self.object(random, schema, depth),
        })
    }

    fn number(&self, random: &mut Random, schema: &Value, ty: &str) -> Value {
        let of = |name: &str| schema.get(name).and_then(Value::as_f64);
        let flag = |name: &str| schema.get(name) == Some(&json!(true));
        let (least, most) = (of("minimum"), of("maximum"));
        let wild = random.percent(self.wild);
        let step = of("multipleOf").unwrap_or(match ty {
            "integer" => 1.0,
            _ => *random.one(&[1.0, 0.5, 0.25]),
        });
        // Both ends are tried often.
        let begin = match (least, most) {
            (Some(least), _) if random.percent(60) => least,
            (_, Some(most)) => most,
            (Some(least), _) => least,
            _ => *random.one(&[0.0, -3.0, 100.0, 70000.0]),
        };
        let is_end = random.percent(50);
        let steps = match (is_end, wild) {
            (true, false) => 0,
            (true, true) => *random.one(&[-1, 1]),
            (false, _) => random.between(-6, 6),
        };
        let multiple = match of("multipleOf") {
            Some(step) if !wild => (begin / step).round() * step,
            _ => begin,
        };
        let mut found = multiple + step * steps as f64;
        if !wild {
            let below = |found: f64| {
                least.is_some_and(|least| {
                    found < least || flag("exclusiveMinimum") && found == least
                })
            };
            let above = |found: f64| {
                most.is_some_and(|most| found > most || flag("exclusiveMaximum") && found == most)
            };
            for _ in 0..8 {
                if below(found) {
                    found += step;
                } else if above(found) {
                    found -= step;
                }
            }
        }
        if wild && random.percent(30) {
            found += 0.5;
        }
        // Tenths in binary: nobody writes what is behind the sixth place.
        let found = (found * 1e6).round() / 1e6;
        match ty == "integer" || found.fract() == 0.0 && random.percent(50) {
            true if found.fract() == 0.0 => json!(found as i64),
            _ => Number::from_f64(found).map_or(Value::Null, Value::Number),
        }
    }

    fn text(&self, random: &mut Random, schema: &Value) -> Value {
        let of = |name: &str| {
            schema
                .get(name)
                .and_then(Value::as_u64)
                .map(|number| number as usize)
        };
        let wild = random.percent(self.wild);
        let pattern = schema.get("pattern").and_then(Value::as_str);
        if let Some((_, texts)) = PATTERNS.iter().find(|(text, _)| Some(*text) == pattern) {
            return json!(match wild {
                true => random.one(texts),
                false => &texts[random.below(2)],
            });
        }
        let (least, most) = (of("minLength").unwrap_or(0), of("maxLength"));
        if least == 0 && most.is_none() {
            return json!(random.one(&TEXTS));
        }
        let most = most.unwrap_or(least + 4);
        let length = match (random.below(3), wild) {
            (0, true) => least.saturating_sub(1),
            (_, true) => most + 1,
            (0, false) => least,
            (1, false) => most,
            _ => least + random.below(most.saturating_sub(least) + 1),
        };
        let character = random.one(&["a", "é", "🦀", "Z", "0"]);
        json!(character.repeat(length))
    }

    fn array(&self, random: &mut Random, schema: &Value, depth: usize) -> Value {
        let of = |name: &str| {
            schema
                .get(name)
                .and_then(Value::as_u64)
                .map(|number| number as usize)
        };
        let (least, most) = (of("minItems").unwrap_or(0), of("maxItems"));
        let wild = random.percent(self.wild);
        let count = match (wild, random.below(3)) {
            (true, 0) => least.saturating_sub(1),
            (true, _) => most.unwrap_or(least + 2) + 1,
            (false, 0) => least,
            (false, 1) => most.unwrap_or(least + 1),
            _ if depth == 0 => least,
            _ => least + random.below(most.unwrap_or(least + 3).saturating_sub(least) + 1),
        };
        let count = match depth {
            0 => count.min(least),
            _ => count,
        };
        let unique = schema.get("uniqueItems") == Some(&json!(true)) && !random.percent(self.wild);
        let items = schema.get("items").unwrap_or(&Value::Null);
        let mut found: Vec<Value> = Vec::new();
        for _ in 0..count * 4 {
            let item = match items.is_null() {
                true => any(random, 1),
                false => self.sample(random, items, depth.saturating_sub(1)),
            };
            if found.len() < count && !(unique && found.contains(&item)) {
                found.push(item);
            }
        }
        Value::Array(found)
    }

    fn object(&self, random: &mut Random, schema: &Value, depth: usize) -> Value {
        let required: Vec<&str> = schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let mut found = Map::new();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let is_required = required.contains(&name.as_str());
            let is_there = match is_required {
                true => !random.percent(self.wild / 2),
                false => depth > 0 && random.percent(60),
            };
            if is_there {
                found.insert(
                    name.clone(),
                    self.sample(random, property, depth.saturating_sub(1)),
                );
            }
        }
        for name in required {
            if !found.contains_key(name) && !random.percent(self.wild / 2) {
                let value = match schema["properties"].get(name) {
                    Some(property) => self.sample(random, property, depth.saturating_sub(1)),
                    None => self.other(random, schema, depth),
                };
                found.insert(name.to_owned(), value);
            }
        }
        let closed = schema["additionalProperties"] == json!(false) && !random.percent(self.wild);
        let of = |name: &str| {
            schema
                .get(name)
                .and_then(Value::as_u64)
                .map(|number| number as usize)
        };
        let wanted = of("minProperties").unwrap_or(0).max(found.len());
        let more = match depth > 0 && random.percent(40) {
            true => 1 + random.below(2),
            false => 0,
        };
        let most =
            of("maxProperties").map_or(wanted + more, |most| match random.percent(self.wild) {
                true => most + 1,
                false => most.min(wanted + more),
            });
        for _ in 0..8 {
            if !closed && found.len() < most {
                let name = *random.one(&NAMES);
                if schema["properties"].get(name).is_none() {
                    found.insert(name.to_owned(), self.other(random, schema, depth));
                }
            }
        }
        Value::Object(found)
    }

    /// A member that no property declares.
    fn other(&self, random: &mut Random, schema: &Value, depth: usize) -> Value {
        match &schema["additionalProperties"] {
            additional @ Value::Object(_) if depth > 0 => {
                self.sample(random, additional, depth.saturating_sub(1))
            }
            _ => any(random, 1),
        }
    }
}

fn tag(value: &mut Map<String, Value>, discriminator: &Value, name: &str) {
    let property = discriminator["propertyName"].as_str().unwrap_or_default();
    let mapping = discriminator["mapping"].as_object();
    let mut mapped = mapping.into_iter().flatten().filter(|(_, to)| {
        let to = to.as_str().unwrap_or_default();
        to == name || to.strip_prefix("#/components/schemas/") == Some(name)
    });
    let tag = mapped.next().map_or(name, |(tag, _)| tag.as_str());
    value.insert(property.to_owned(), json!(tag));
}

/// Two parts of a composition as one value; one of them where they have nothing in common.
fn both(random: &mut Random, left: Option<Value>, right: Value) -> Option<Value> {
    Some(match (left, right) {
        (Some(Value::Object(mut left)), Value::Object(right)) => {
            for (name, value) in right {
                let before = left.remove(&name);
                let value = both(random, before, value);
                left.extend(value.map(|value| (name, value)));
            }
            Value::Object(left)
        }
        (Some(left), right) => match random.percent(50) {
            true => left,
            false => right,
        },
        (None, right) => right,
    })
}

/// Any value of JSON.
pub(crate) fn any(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 6 } else { 8 }) {
        0 => Value::Null,
        1 => json!(random.percent(50)),
        2 => json!(random.between(-5, 300)),
        3 => json!(1.5),
        4 | 5 => json!(random.one(&TEXTS)),
        6 => (0..random.below(3))
            .map(|_| any(random, depth - 1))
            .collect(),
        _ => {
            let count = random.below(3);
            let members =
                (0..count).map(|_| ((*random.one(&NAMES)).to_owned(), any(random, depth - 1)));
            Value::Object(members.collect())
        }
    }
}

/// The value with one place changed.
pub(crate) fn changed(random: &mut Random, value: &Value) -> Value {
    let mut places = Vec::new();
    collect(value, &mut String::new(), &mut places);
    let place = random.one(&places).clone();
    let mut out = value.clone();
    if let Some(at) = out.pointer_mut(&place) {
        let new = change(random, at);
        *at = new;
    }
    out
}

fn collect(value: &Value, at: &mut String, to: &mut Vec<String>) {
    to.push(at.clone());
    let members: Vec<(String, &Value)> = match value {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| (index.to_string(), item))
            .collect(),
        Value::Object(map) => map
            .iter()
            .map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value))
            .collect(),
        _ => return,
    };
    for (name, member) in members {
        let length = at.len();
        at.push('/');
        at.push_str(&name);
        collect(member, at, to);
        at.truncate(length);
    }
}

fn change(random: &mut Random, value: &Value) -> Value {
    if random.percent(30) {
        return any(random, 1);
    }
    match value {
        Value::Null => any(random, 0),
        Value::Bool(flag) => json!(!flag),
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or_default();
            let new = *random.one(&[
                number + 1.0,
                number - 1.0,
                -number,
                number * 2.0 + 1.0,
                number + 0.5,
            ]);
            match new.fract() == 0.0 && new.abs() < 1e15 {
                true => json!(new as i64),
                false => json!(new),
            }
        }
        Value::String(text) => match random.below(3) {
            0 => json!(random.one(&TEXTS)),
            1 => json!(format!("{text}a")),
            _ => json!(text.chars().skip(1).collect::<String>()),
        },
        Value::Array(items) => {
            let mut items = items.clone();
            match (random.below(3), items.is_empty()) {
                (0, false) => {
                    items.push(items[0].clone());
                }
                (1, false) => {
                    items.pop();
                }
                _ => items.push(any(random, 1)),
            }
            Value::Array(items)
        }
        Value::Object(map) => {
            let mut map = map.clone();
            let names: Vec<String> = map.keys().cloned().collect();
            if names.is_empty() || random.percent(40) {
                map.insert((*random.one(&NAMES)).to_owned(), any(random, 1));
            } else {
                map.remove(random.one(&names));
            }
            Value::Object(map)
        }
    }
}
