//! The JSON Schema Test Suite, draft 4: what OpenAPI 3.0 keeps of it.
//!
//! A group is asked where its schema can be said as a component. `exceptions.txt` lists the tests that are answered
//! differently, and why; an entry that is no longer needed fails.

use crate::krate::{Answer, Document, Question, ask, errors};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};

const EXCEPTIONS: &str = include_str!("exceptions.txt");

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

#[test]
#[ignore = "runs where JSON_SCHEMA_TEST_SUITE names the folder `tests` of the suite"]
fn the_test_suite_is_answered_as_it_says() {
    let folder = env::var("JSON_SCHEMA_TEST_SUITE").expect("the folder of the suite");
    let groups = groups(&Path::new(&folder).join("draft4"));
    let mut documents = Vec::new();
    let mut questions = Vec::new();
    let mut tests: Vec<(String, bool)> = Vec::new();
    let mut left_out: BTreeMap<&'static str, usize> = BTreeMap::new();
    // What the generator refuses: name of the test, as the suite would have it.
    let mut refused: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for (file, group) in &groups {
        let title = format!(
            "{file} | {}",
            group["description"].as_str().unwrap_or_default()
        );
        let schemas = match convert(&group["schema"]) {
            Ok(schemas) => schemas,
            Err(reason) => {
                *left_out.entry(reason).or_default() += 1;
                continue;
            }
        };
        let document = Document {
            name: format!("g{}", documents.len()),
            schemas,
        };
        let output = document.generate();
        let errors = errors(&output);
        if !errors.is_empty() {
            refused.insert(format!("{title} | *"), errors);
            continue;
        }
        for test in group["tests"].as_array().into_iter().flatten() {
            let what = test["description"].as_str().unwrap_or_default();
            tests.push((format!("{title} | {what}"), test["valid"] == json!(true)));
            questions.push(Question {
                document: documents.len(),
                component: ROOT.to_owned(),
                value: test["data"].clone(),
            });
        }
        documents.push(document);
    }
    let answers = ask("json-schema-test-suite", &documents, &questions);
    let exceptions = exceptions();
    let mut wrong = Vec::new();
    let mut needed: BTreeSet<&str> = BTreeSet::new();
    for (title, codes) in &refused {
        match exceptions.contains(title.as_str()) {
            true => {
                needed.insert(title);
            }
            false => wrong.push(format!("{title}\n    the document is refused: {codes:?}")),
        }
    }
    for (((title, is_valid), question), answers) in tests.iter().zip(&questions).zip(&answers) {
        let accepted = matches!(answers.strict, Answer::Written(_));
        if accepted == *is_valid {
            continue;
        }
        match exceptions.contains(title.as_str()) {
            true => {
                needed.insert(title);
            }
            false => wrong.push(format!(
                "{title}\n    schemas: {}\n    value:   {}\n    {}: {:?}",
                Value::Object(documents[question.document].schemas.clone()),
                question.value,
                if *is_valid { "valid" } else { "invalid" },
                answers.strict
            )),
        }
    }
    let unneeded: Vec<&&str> = exceptions
        .iter()
        .filter(|title| !needed.contains(*title))
        .collect();
    let total: usize = left_out.values().sum();
    println!(
        "{} groups, {} tests asked, {} excepted; {} groups cannot be said in OpenAPI 3.0: {left_out:?}",
        documents.len(),
        tests.len(),
        needed.len(),
        total
    );
    assert!(
        wrong.is_empty(),
        "{}\n{} tests are answered differently",
        wrong.join("\n"),
        wrong.len()
    );
    assert!(
        unneeded.is_empty(),
        "no longer needed in exceptions.txt: {unneeded:#?}"
    );
    assert!(
        tests.len() > 300,
        "{} tests are too few: is this the suite?",
        tests.len()
    );
}

#[test]
fn every_exception_has_a_reason() {
    let mut reason = "";
    for line in EXCEPTIONS.lines() {
        match line.strip_prefix('#') {
            Some(text) => reason = text.trim(),
            None if line.is_empty() => reason = "",
            None => assert!(
                !reason.is_empty() && line.split(" | ").count() == 3,
                "{line}"
            ),
        }
    }
}

fn exceptions() -> BTreeSet<&'static str> {
    EXCEPTIONS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// The groups of a folder, those of `optional` left out, by the name of their file.
fn groups(folder: &Path) -> Vec<(String, Value)> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let mut groups = Vec::new();
    for path in paths {
        let file = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("a file of the suite");
        let read: Vec<Value> = serde_json::from_str(&text).expect("JSON");
        groups.extend(read.into_iter().map(|group| (file.clone(), group)));
    }
    groups
}

/// The component that a group's schema becomes.
const ROOT: &str = "Root";

/// The components that a schema of draft 4 becomes, or what keeps it from being said.
fn convert(schema: &Value) -> Result<Map<String, Value>, &'static str> {
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
