//! Random schemas of OpenAPI 3.1, judged as they are: JSON Schema 2020-12.
//!
//! Every schema says its type, and the branches of a union differ in theirs or in a constant: what a schema without a type
//! means, and how other values choose a branch, is asked elsewhere. Members and items are few and small, so that both
//! verdicts are frequent. What is accepted is written as it was: nothing is added, and what the schema speaks of is kept.

use crate::{
    krate::{Answer, Document, Question, ask, errors},
    random::Random,
};
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, env};

const NAMES: [&str; 5] = ["a", "b", "c", "x-1", "x-2"];
const COMPONENTS: usize = 6;

/// What chance composes that nothing satisfies.
const REFUSALS: [&str; 3] = ["all-of-conflict", "impossible-schema", "infinite-schema"];

/// Codes that say that some invalid values are accepted, or some valid ones refused.
const DEGRADED: [&str; 3] = ["unchecked-keyword", "widened-pattern", "closed-all-of"];

#[test]
fn schemas_of_3_1_agree_with_the_judge() {
    let number = |variable: &str, otherwise: u64| match env::var(variable) {
        Ok(text) => text.parse().expect("a number"),
        Err(_) => otherwise,
    };
    let (count, first) = (number("SCHEMAS_DOCUMENTS", 40), number("SCHEMAS_SEED", 1));
    let (mut documents, mut questions, mut expected) = (Vec::new(), Vec::new(), Vec::new());
    for seed in first..first + count {
        let mut random = Random::new(seed);
        let mut schemas = Map::new();
        for index in 0..COMPONENTS {
            let schema = component(&mut random, index);
            schemas.insert(format!("C{index}"), schema);
        }
        let document = Document {
            name: format!("n{seed}"),
            version: "3.1.0",
            schemas,
        };
        let output = document.generate();
        let errors = errors(&output);
        if !errors.is_empty() {
            let known = errors.iter().all(|code| REFUSALS.contains(code));
            assert!(known, "{}", output.diagnostics.human(false));
            continue;
        }
        for name in document.schemas.keys() {
            let schema = json!({
                "$ref": format!("#/components/schemas/{name}"),
                "components": {"schemas": document.schemas},
            });
            let judge = jsonschema::draft202012::options()
                .build(&schema)
                .unwrap_or_else(|error| panic!("{error}\n{schema:#}"));
            let codes = document.codes(&output, name);
            let excused = DEGRADED.iter().any(|code| codes.contains(*code));
            for _ in 0..24 {
                let value = self::value(&mut random, 2);
                // Most values are of the type.
                let value = match document.schemas[name]["type"].as_str() {
                    Some("array") if random.percent(85) => items(&mut random),
                    Some("object") if random.percent(85) => members(&mut random),
                    _ => value,
                };
                expected.push((judge.is_valid(&value), excused));
                questions.push(Question {
                    document: documents.len(),
                    component: name.clone(),
                    value,
                });
            }
        }
        documents.push(document);
    }
    let answers = ask("schemas-newer", &documents, &questions);
    let mut failures = Vec::new();
    let mut counts: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for ((question, (is_valid, excused)), answers) in questions.iter().zip(&expected).zip(&answers)
    {
        let schemas = &documents[question.document].schemas;
        let schema = &schemas[&question.component];
        let accepts = |answer: &Answer| match answer {
            Answer::Written(written) => {
                *is_valid && keeps(schemas, schema, &question.value, written)
            }
            Answer::Refused(reason) => {
                !is_valid && reason != "panic" && !reason.starts_with("encode")
            }
        };
        // What a client accepts beyond the document is its own affair.
        let agrees = accepts(&answers.strict) && (!is_valid || accepts(&answers.lenient));
        let outcome = match (agrees, excused) {
            (true, _) => "agrees",
            (false, true) => "degraded",
            (false, false) => "disagrees",
        };
        *counts.entry((*is_valid, outcome)).or_default() += 1;
        if outcome == "disagrees" {
            let reached = documents[question.document].reached(&question.component);
            let others: Vec<String> = reached
                .iter()
                .filter(|name| **name != question.component)
                .map(|name| format!("\n    {name}: {}", schemas[name]))
                .collect();
            failures.push(format!(
                "{}: {schema}{}\n    value: {}\n    valid: {is_valid}\n    strict: {:?}\n    lenient: {:?}",
                documents[question.document].name,
                others.concat(),
                question.value,
                answers.strict,
                answers.lenient
            ));
        }
    }
    failures.sort_by_key(String::len);
    failures.truncate(12);
    println!("{} documents: {counts:?}", documents.len());
    assert!(failures.is_empty(), "{}\n{counts:?}", failures.join("\n"));
    let of = |key| counts.get(&key).copied().unwrap_or_default() * 100 / questions.len();
    assert!(of((true, "agrees")) >= 15, "{counts:?}");
    assert!(of((false, "agrees")) >= 25, "{counts:?}");
    assert!(
        of((true, "degraded")) + of((false, "degraded")) <= 10,
        "{counts:?}"
    );
}

/// Whether a value was written as it was, but for members that its schema does not speak of.
fn keeps(schemas: &Map<String, Value>, schema: &Value, read: &Value, written: &Value) -> bool {
    let target = schema["$ref"].as_str().and_then(|it| it.rsplit('/').next());
    if let Some(next) = target.and_then(|name| schemas.get(name)) {
        return keeps(schemas, next, read, written);
    }
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            let declared = |name: &str| schema["properties"].get(name);
            let kept = |(name, value): (&String, &Value)| match (written.get(name), declared(name))
            {
                (Some(written), declared) => {
                    keeps(schemas, declared.unwrap_or(&Value::Null), value, written)
                }
                (None, declared) => declared.is_none(),
            };
            read.iter().all(kept) && written.keys().all(|name| read.contains_key(name))
        }
        (Value::Array(read), Value::Array(written)) => {
            let mut items = read.iter().zip(written);
            read.len() == written.len()
                && items.all(|(read, written)| keeps(schemas, &schema["items"], read, written))
        }
        (read, written) => read == written,
    }
}

fn component(random: &mut Random, index: usize) -> Value {
    let mut schema = match random.below(6) {
        0 | 1 => array(random),
        2 => return union(random, index),
        _ => object(random),
    };
    // Components refer to earlier ones only, so that each of them is finite.
    if index > 0 && random.percent(25) {
        let of = random.below(index);
        schema["properties"] = json!({"c": {"$ref": format!("#/components/schemas/C{of}")}});
    }
    schema
}

fn object(random: &mut Random) -> Value {
    let mut schema =
        json!({"type": random.one(&[json!("object"), json!("object"), json!(["object", "null"])])});
    let mut properties = Map::new();
    for name in random.some(&NAMES, 0) {
        if random.percent(50) {
            properties.insert(name.to_owned(), scalar(random));
        }
    }
    if !properties.is_empty() {
        schema["properties"] = Value::Object(properties);
    }
    for _ in 0..1 + random.below(2) {
        let name = *random.one(&NAMES);
        let other = *random.one(&NAMES);
        match random.below(12) {
            9 => schema["minProperties"] = json!(1),
            10 => schema["maxProperties"] = json!(2),
            11 => {
                schema["allOf"] =
                    json!([{"required": [name]}, {"properties": {other: scalar(random)}}])
            }
            0 => schema["patternProperties"] = json!({"^x-": scalar(random)}),
            1 => schema["patternProperties"] = json!({"^x-": scalar(random), "1": scalar(random)}),
            2 => {
                schema["propertyNames"] = random
                    .one(&[
                        json!({"maxLength": 1}),
                        json!({"enum": ["a", "b", "x-1"]}),
                        json!({"pattern": "^[a-z]"}),
                        json!(true),
                    ])
                    .clone()
            }
            3 => schema["dependentRequired"] = json!({name: [other]}),
            4 => {
                schema["dependentSchemas"] = json!({name: {"properties": {other: scalar(random)}}})
            }
            5 => {
                schema["if"] = json!({"properties": {name: scalar(random)}, "required": [name]});
                schema["then"] = json!({"required": [other]});
                if random.percent(50) {
                    schema["else"] = json!({"properties": {other: scalar(random)}});
                }
            }
            6 => {
                schema["unevaluatedProperties"] = random
                    .one(&[json!(false), json!({"type": "integer"})])
                    .clone()
            }
            7 => {
                schema["additionalProperties"] = random
                    .one(&[json!(false), json!(true), json!({"type": "string"})])
                    .clone()
            }
            _ => {
                // JSON Schema lets `null` satisfy `required`, and so refuses it here.
                schema["type"] = json!("object");
                schema["not"] = json!({"required": [name]});
            }
        }
    }
    schema
}

fn array(random: &mut Random) -> Value {
    let mut schema = json!({"type": "array"});
    for _ in 0..1 + random.below(2) {
        match random.below(9) {
            6 => schema["minItems"] = json!(1 + random.below(2)),
            7 => schema["maxItems"] = json!(2),
            8 => schema["items"] = scalar(random),
            0 => schema["prefixItems"] = json!([scalar(random), scalar(random)]),
            1 => {
                schema["items"] = random
                    .one(&[json!(false), json!(true), json!({"type": "integer"})])
                    .clone()
            }
            2 => schema["contains"] = scalar(random),
            3 => {
                schema["contains"] = scalar(random);
                schema["minContains"] = json!(random.below(3));
                schema["maxContains"] = json!(2);
            }
            4 => {
                schema["unevaluatedItems"] = random
                    .one(&[json!(false), json!({"type": "string"})])
                    .clone()
            }
            _ => schema["uniqueItems"] = json!(true),
        }
    }
    schema
}

/// One of several types, below itself now and then.
fn union(random: &mut Random, index: usize) -> Value {
    let own = json!({"$ref": format!("#/components/schemas/C{index}")});
    let of = match index {
        0 => own.clone(),
        index => json!({"$ref": format!("#/components/schemas/C{}", random.below(index))}),
    };
    let inner = [own, of, scalar(random)];
    let inner = random.one(&inner).clone();
    let branches = match random.below(4) {
        0 => vec![
            json!({"type": "string", "maxLength": 1}),
            json!({"type": ["integer", "null"]}),
            json!({"type": "array", "items": inner}),
        ],
        1 => vec![
            json!({"type": "object", "properties": {"a": {"const": "a"}, "b": inner}, "required": ["a"]}),
            json!({"type": "object", "properties": {"a": {"const": "bb"}, "c": scalar(random)}, "required": ["a"]}),
            json!({"type": "boolean"}),
        ],
        2 => vec![
            json!({"type": "object", "properties": {"b": inner}, "additionalProperties": {"type": "integer"}}),
            json!({"anyOf": [{"type": "array", "maxItems": 2}, {"type": "null"}]}),
            json!({"enum": ["a", true]}),
        ],
        _ => vec![
            json!({"const": 2}),
            json!({"type": "string", "pattern": "^b"}),
            json!({"type": ["object", "array"], "minProperties": 1}),
        ],
    };
    json!({(*random.one(&["oneOf", "anyOf"])): branches})
}

fn scalar(random: &mut Random) -> Value {
    random
        .one(&[
            json!({"type": "string"}),
            json!({"type": ["string", "null"], "maxLength": 1}),
            json!({"type": "integer", "exclusiveMinimum": 1}),
            json!({"type": ["integer", "string"], "minLength": 2, "maximum": 2}),
            json!({"type": ["boolean", "null"]}),
            json!({"type": "null"}),
            json!({"const": 2}),
            json!({"const": "a"}),
            json!({"enum": ["a", 3, null]}),
            json!(true),
            json!(false),
            json!({"type": "array", "prefixItems": [{"type": "integer"}], "items": false}),
        ])
        .clone()
}

fn value(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 8 } else { 10 }) {
        0 => Value::Null,
        1 => json!(true),
        2..=4 => json!(random.below(4)),
        5..=7 => json!(random.one(&["a", "bb", "", "a"])),
        8 => items(random),
        _ => members(random),
    }
}

fn items(random: &mut Random) -> Value {
    (0..random.below(4)).map(|_| value(random, 0)).collect()
}

fn members(random: &mut Random) -> Value {
    let mut members = Map::new();
    for name in NAMES {
        if random.percent(35) {
            members.insert(name.to_owned(), value(random, 1));
        }
    }
    Value::Object(members)
}
