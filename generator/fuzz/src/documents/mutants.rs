//! Documents, changed value by value: most stay near enough to OpenAPI to reach the later stages.

use super::{corpus::CORPUS, excerpt::excerpt};
use crate::{
    dictionary::{KEYWORDS, PAYLOADS, WORDS},
    harness::Input,
    random::Random,
};
use serde_json::{Map, Value, json};

/// One document, now and then with a second one, or with an overlay.
pub(super) fn make(random: &mut Random) -> Input {
    let mut input = vec![("a.json".to_owned(), mutant(random))];
    if random.percent(3) {
        input[0].0 = "a/a.json".to_owned();
        input.push(("a/b.json".to_owned(), mutant(random)));
    }
    if random.percent(3) {
        let overlay = json!({
            "overlay": "1.0.0",
            "info": {"title": "O", "version": "1"},
            "actions": [{"target": "$..*", "update": value(random)}],
        });
        input.push((
            "a.overlay.json".to_owned(),
            overlay.to_string().into_bytes(),
        ));
    }
    input
}

fn mutant(random: &mut Random) -> Vec<u8> {
    let mut document = excerpt(random.one(&CORPUS.documents), random);
    let changes = match random.percent(60) {
        true => 1,
        false => random.between(2, 5),
    };
    for _ in 0..changes {
        let count = count(&document);
        let at = random.below(count);
        change(&mut document, &mut { at }, random);
    }
    document.to_string().into_bytes()
}

/// How many values there are.
fn count(value: &Value) -> usize {
    1 + children(value).map(count).sum::<usize>()
}

fn children(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Array(items) => Box::new(items.iter()),
        Value::Object(map) => Box::new(map.values()),
        _ => Box::new(std::iter::empty()),
    }
}

/// Changes the value before which there are so many; whether it was in here.
fn change(value: &mut Value, before: &mut usize, random: &mut Random) -> bool {
    if *before == 0 {
        mutate(value, random);
        return true;
    }
    *before -= 1;
    match value {
        Value::Array(items) => items.iter_mut().any(|item| change(item, before, random)),
        Value::Object(map) => map.values_mut().any(|item| change(item, before, random)),
        _ => false,
    }
}

fn mutate(value: &mut Value, random: &mut Random) {
    let choice = random.below(12);
    match (choice, &mut *value) {
        (0 | 1, Value::Object(map)) => {
            let key = key(map, random);
            map.remove(&key);
        }
        (2 | 3, Value::Object(map)) => {
            map.insert((*random.one(KEYWORDS)).to_owned(), self::value(random));
        }
        (4, Value::Object(map)) => {
            let key = key(map, random);
            let moved = map.remove(&key).unwrap_or_default();
            map.insert(text(random), moved);
        }
        (5, Value::Object(map)) => {
            let key = key(map, random);
            let copy = map.get(&key).cloned().unwrap_or_default();
            map.insert(format!("{key}{}", random.one(PAYLOADS)), copy);
        }
        (0..=2, Value::Array(items)) if !items.is_empty() => {
            items.remove(random.below(items.len()));
        }
        (3..=5, Value::Array(items)) => {
            let copy = match items.is_empty() || random.percent(30) {
                true => self::value(random),
                false => random.one(items).clone(),
            };
            items.push(copy);
        }
        (0..=4, Value::String(old)) => *old = text(random),
        (5, Value::String(old)) => old.push_str(payload(random)),
        (6, whole) => {
            let inner = whole.take();
            *whole = wrapped(inner, random);
        }
        (7, whole) => *whole = some_part(random),
        (_, whole) => *whole = self::value(random),
    }
}

fn key(map: &Map<String, Value>, random: &mut Random) -> String {
    let at = random.below(map.len());
    map.keys().nth(at).cloned().unwrap_or_default()
}

fn text(random: &mut Random) -> String {
    let list = *random.one(&[PAYLOADS, WORDS, KEYWORDS]);
    let text = *random.one(list);
    match random.percent(3) {
        true => text.repeat(200),
        false => text.to_owned(),
    }
}

fn payload(random: &mut Random) -> &'static str {
    PAYLOADS[random.below(PAYLOADS.len())]
}

/// A schema, or what stands for one, around it.
fn wrapped(inner: Value, random: &mut Random) -> Value {
    match random.below(10) {
        0 => json!({"allOf": [inner]}),
        1 => json!({"oneOf": [inner, {"type": "string"}]}),
        2 => {
            json!({"anyOf": [{"type": "object", "properties": {"a": inner}}, {"type": "integer"}]})
        }
        3 => json!({"type": "array", "items": inner}),
        4 => json!({"type": "object", "additionalProperties": inner}),
        5 => json!({"allOf": [inner.clone(), inner]}),
        6 => json!({"type": "object", "required": ["a"], "properties": {"a": inner}}),
        7 => json!({"schema": inner}),
        8 => json!([inner]),
        _ => json!({"not": inner}),
    }
}

fn value(random: &mut Random) -> Value {
    match random.below(14) {
        0 => Value::Null,
        1 => Value::Bool(random.percent(50)),
        2 => json!(random.between(-2, 3)),
        3 => random
            .one(&[
                json!(1e300),
                json!(u64::MAX),
                json!(i64::MIN),
                json!(0.1),
                json!(-0.0),
                json!(1_000_000_007),
            ])
            .clone(),
        4 | 5 => Value::String(text(random)),
        6 => json!([]),
        7 => json!({}),
        8 => json!({(*random.one(KEYWORDS)): text(random)}),
        9 => json!([text(random), text(random)]),
        10 => json!({"type": *random.one(WORDS)}),
        _ => some_part(random),
    }
}

/// A value out of another document.
fn some_part(random: &mut Random) -> Value {
    let mut part = random.one(&CORPUS.documents);
    for _ in 0..2 + random.below(6) {
        let children: Vec<&Value> = children(part).collect();
        match children.is_empty() {
            true => break,
            false => part = children[random.below(children.len())],
        }
    }
    part.clone()
}
