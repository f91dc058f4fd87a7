//! Large documents to small ones: some of the paths, and what they refer to.

use crate::random::Random;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Texts as long as this are taken whole.
const SMALL: usize = 6_000;

/// How many components an excerpt has at most; others that it refers to are empty.
const MOST: usize = 20;

/// A document that does not take long.
pub(super) fn excerpt(document: &Value, random: &mut Random) -> Value {
    let Value::Object(whole) = document else {
        return document.clone();
    };
    if size(document, SMALL) < SMALL {
        return document.clone();
    }
    let mut excerpt = Map::new();
    for (key, value) in whole {
        if !matches!(
            key.as_str(),
            "paths"
                | "webhooks"
                | "components"
                | "definitions"
                | "parameters"
                | "responses"
                | "tags"
        ) && size(value, SMALL) < SMALL
        {
            excerpt.insert(key.clone(), value.clone());
        }
    }
    let mut queue = Vec::new();
    let count = 1 + random.below(2);
    if let Some(Value::Object(paths)) = whole.get("paths") {
        let mut some = Map::new();
        for _ in 0..count {
            if let Some((path, item)) = paths.iter().nth(random.below(paths.len())) {
                references(item, &mut queue);
                some.insert(path.clone(), item.clone());
            }
        }
        excerpt.insert("paths".to_owned(), Value::Object(some));
    }
    // What only a component shows.
    if let Some(Value::Object(schemas)) = document
        .pointer("/components/schemas")
        .or_else(|| document.pointer("/definitions"))
    {
        let at = random.below(schemas.len());
        let prefix = match whole.contains_key("components") {
            true => "/components/schemas/",
            false => "/definitions/",
        };
        queue.extend(schemas.keys().nth(at).map(|key| format!("{prefix}{key}")));
    }
    let mut done = BTreeSet::new();
    while let Some(pointer) = queue.pop() {
        if !done.insert(pointer.clone()) {
            continue;
        }
        match document.pointer(&pointer) {
            Some(target) if done.len() <= MOST => {
                references(target, &mut queue);
                put(&mut excerpt, &pointer, target);
            }
            Some(_) => put(&mut excerpt, &pointer, &Value::Object(Map::new())),
            None => {}
        }
    }
    if let Some(schemes) = document.pointer("/components/securitySchemes") {
        put(&mut excerpt, "/components/securitySchemes", schemes);
    }
    Value::Object(excerpt)
}

/// About as many bytes as its text has, as long as they are fewer than `most`.
fn size(value: &Value, most: usize) -> usize {
    let mut sum = 0;
    let mut queue = vec![value];
    while let Some(value) = queue.pop() {
        sum += match value {
            Value::String(text) => text.len() + 2,
            Value::Array(items) => {
                queue.extend(items);
                2 + items.len()
            }
            Value::Object(map) => {
                queue.extend(map.values());
                map.keys().map(|key| key.len() + 4).sum()
            }
            _ => 4,
        };
        if sum >= most {
            return most;
        }
    }
    sum
}

/// The pointers of all references to the document itself.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if key == "$ref" => {
                        found.extend(text.strip_prefix('#').map(str::to_owned));
                    }
                    value => references(value, found),
                }
            }
        }
        _ => {}
    }
}

/// Puts a value where a pointer says, below objects only.
fn put(root: &mut Map<String, Value>, pointer: &str, value: &Value) {
    let mut names: Vec<String> = pointer
        .split('/')
        .skip(1)
        .map(|name| name.replace("~1", "/").replace("~0", "~"))
        .collect();
    let Some(last) = names.pop() else { return };
    let mut map = root;
    for name in names {
        let inner = map.entry(name).or_insert_with(|| Value::Object(Map::new()));
        match inner {
            Value::Object(inner) => map = inner,
            _ => return,
        }
    }
    map.insert(last, value.clone());
}
