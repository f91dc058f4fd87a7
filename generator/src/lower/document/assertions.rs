//! Assertions to the keywords that they came from.

use super::{
    json::{Json, Object},
    schemas::constraints,
};
use crate::vocabulary::{Assertion, JsonTypes};
use serde_json::{Value, json};

/// A Schema Object in the making. A keyword that is taken goes into a member of `allOf`, which says the same.
#[derive(Default)]
pub(super) struct Keywords {
    own: Object,
    members: Vec<Object>,
}

impl Keywords {
    pub(super) fn new(own: Object) -> Self {
        Self {
            own,
            members: Vec::new(),
        }
    }

    /// All that a schema says.
    pub(super) fn of_all(member: Object) -> Self {
        Self {
            own: Object::default(),
            members: vec![member],
        }
    }

    /// Adds a keyword to the schema itself if it is free there; else to the last member, or to one of its own.
    pub(super) fn put(&mut self, key: &str, value: impl Into<Json>) {
        match self.last() {
            last if !last.contains(key) && !last.contains("$ref") => last.insert(key, value),
            _ => self.members.push(Object::default().with(key, value)),
        }
    }

    /// Adds several.
    pub(super) fn put_all(&mut self, keywords: Object) {
        for (key, value) in keywords {
            self.put(&key, value);
        }
    }

    /// Adds a keyword in a member of its own.
    pub(super) fn put_apart(&mut self, key: &str, value: impl Into<Json>) {
        self.members.push(Object::default().with(key, value));
    }

    /// The object whose keywords are being written.
    fn last(&mut self) -> &mut Object {
        self.members.last_mut().unwrap_or(&mut self.own)
    }

    pub(super) fn finish(mut self) -> Object {
        if !self.members.is_empty() {
            let members: Vec<Json> = self.members.into_iter().map(Json::from).collect();
            self.own.insert("allOf", members);
        }
        self.own
    }
}

/// Adds what a schema asserts besides its keywords. Choices and exclusions are read from the members of `allOf` in
/// their order, so that several stand there.
pub(super) fn put_own(keywords: &mut Keywords, list: &[Assertion]) {
    let several = list.len() > 1;
    let listed = list.iter().find_map(|assertion| match assertion {
        Assertion::OneOf(values) => Some(values.iter().map(JsonTypes::of)),
        _ => None,
    });
    let listed = listed.map(|types| types.fold(JsonTypes::default(), JsonTypes::or));
    for assertion in list {
        match assertion {
            // The values say it.
            Assertion::Types(types) if listed.is_some_and(|listed| types.has(listed)) => {}
            Assertion::Not(inner) if several => keywords.put_apart("not", written(inner)),
            Assertion::Any(branches) if several => keywords.put_apart("anyOf", all(branches)),
            Assertion::One(branches) if several => keywords.put_apart("oneOf", all(branches)),
            // What would be read as the type itself stands in a condition that always holds.
            Assertion::Additional(..) | Assertion::Item(..) | Assertion::ItemsFrom(..) => {
                let then = written(std::slice::from_ref(assertion));
                let member = Object::default().with("if", Object::default());
                keywords.members.push(member.with("then", then));
            }
            other => put(keywords, std::slice::from_ref(other)),
        }
    }
}

/// Adds what a list of assertions says.
fn put(keywords: &mut Keywords, list: &[Assertion]) {
    for assertion in list {
        match assertion {
            Assertion::Types(types) => put_types(keywords, *types),
            Assertion::OneOf(values) => keywords.put("enum", json!(values)),
            Assertion::Required(names) => keywords.put("required", json!(names)),
            Assertion::Property(name, inner) => {
                if keywords.last().contains_inside("properties", name) {
                    keywords.members.push(Object::default());
                }
                let inner = written(inner);
                keywords.last().insert_inside("properties", name, inner);
            }
            Assertion::Items(inner) => keywords.put("items", written(inner)),
            Assertion::Additional(names, inner) => {
                // It speaks of what stands beside it.
                if keywords.last().contains("additionalProperties") {
                    keywords.members.push(Object::default());
                }
                for name in names {
                    if !keywords.last().contains_inside("properties", name) {
                        keywords
                            .last()
                            .insert_inside("properties", name, Object::default());
                    }
                }
                let nothing =
                    matches!(inner.as_slice(), [Assertion::Types(none)] if none.is_empty());
                match nothing {
                    true => keywords.put("additionalProperties", Value::Bool(false)),
                    false => keywords.put("additionalProperties", written(inner)),
                }
            }
            Assertion::Constraints(inner) => constraints(keywords, inner),
            Assertion::Not(inner) => keywords.put("not", written(inner)),
            Assertion::Any(branches) => keywords.put("anyOf", all(branches)),
            Assertion::One(branches) => keywords.put("oneOf", all(branches)),
            Assertion::If(..)
            | Assertion::Matching(..)
            | Assertion::Others(..)
            | Assertion::Names(_)
            | Assertion::Item(..)
            | Assertion::ItemsFrom(..)
            | Assertion::Contains(..) => newer(keywords, assertion),
        }
    }
}

/// Adds what only OpenAPI 3.1 can say.
fn newer(keywords: &mut Keywords, assertion: &Assertion) {
    match assertion {
        Assertion::If(condition, then, otherwise) => {
            let mut member = Object::default().with("if", written(condition));
            for (key, inner) in [("then", then), ("else", otherwise)] {
                if !inner.is_empty() {
                    member.insert(key, written(inner));
                }
            }
            keywords.members.push(member);
        }
        Assertion::Matching(pattern, inner) => {
            let mut member = Object::default();
            member.insert_inside("patternProperties", &*pattern.ecma, written(inner));
            keywords.members.push(member);
        }
        Assertion::Others(names, patterns, inner) => {
            let mut member = Object::default();
            for name in names {
                member.insert_inside("properties", name, Object::default());
            }
            for pattern in patterns {
                member.insert_inside("patternProperties", &*pattern.ecma, Object::default());
            }
            let member = member.with("additionalProperties", written(inner));
            keywords.members.push(member);
        }
        Assertion::Names(inner) => keywords.put_apart("propertyNames", written(inner)),
        Assertion::Item(index, inner) => {
            let before = std::iter::repeat_n(Json::from(Object::default()), *index);
            let prefix: Vec<Json> = before.chain([written(inner).into()]).collect();
            keywords.put_apart("prefixItems", prefix);
        }
        Assertion::ItemsFrom(index, inner) => {
            let before = std::iter::repeat_n(Json::from(Object::default()), *index);
            let member = match index {
                0 => Object::default(),
                _ => Object::default().with("prefixItems", before.collect::<Vec<_>>()),
            };
            keywords.members.push(member.with("items", written(inner)));
        }
        Assertion::Contains(inner, least, most) => {
            let member = Object::default()
                .with("contains", written(inner))
                .with("minContains", json!(least))
                .with_some("maxContains", *most);
            keywords.members.push(member);
        }
        _ => {}
    }
}

fn written(list: &[Assertion]) -> Object {
    let mut keywords = Keywords::default();
    put(&mut keywords, list);
    keywords.finish()
}

fn all(branches: &[Vec<Assertion>]) -> Vec<Json> {
    branches.iter().map(|inner| written(inner).into()).collect()
}

/// `type` names one; several are a choice.
fn put_types(keywords: &mut Keywords, types: JsonTypes) {
    let some = types.without(JsonTypes::NULL);
    let nullable = types.has(JsonTypes::NULL);
    if let Some(name) = name_of(some) {
        keywords.put("type", name);
        if nullable {
            keywords.put("nullable", Value::Bool(true));
        }
        return;
    }
    if some.is_empty() {
        return match nullable {
            true => keywords.put("type", "null"),
            false => keywords.put("not", Object::default()),
        };
    }
    let branches: Vec<Json> = [
        JsonTypes::BOOLEAN,
        match some.has(JsonTypes::FRACTION) {
            true => JsonTypes::NUMBER,
            false => JsonTypes::INTEGER,
        },
        JsonTypes::STRING,
        JsonTypes::ARRAY,
        JsonTypes::OBJECT,
    ]
    .into_iter()
    .filter(|types| {
        some.has(*types) || *types == JsonTypes::NUMBER && some.has(JsonTypes::FRACTION)
    })
    .filter_map(name_of)
    .map(|name| {
        let branch = Object::default().with("type", name);
        let branch = match name {
            "array" => branch.with("items", Object::default()),
            _ => branch,
        };
        branch.with_flag("nullable", nullable).into()
    })
    .collect();
    keywords.put("anyOf", branches);
}

fn name_of(types: JsonTypes) -> Option<&'static str> {
    let names = ["boolean", "integer", "number", "string", "array", "object"];
    let name = names
        .into_iter()
        .find(|name| JsonTypes::of_name(name) == Some(types));
    name.or((types == JsonTypes::FRACTION).then_some("number"))
}
