//! The JSON Schema Test Suite: draft 4, what OpenAPI 3.0 keeps of it, and draft 2020-12, whose schemas are those of
//! OpenAPI 3.1.
//!
//! A group is asked where its schema can be said as a component. `exceptions.txt` and `exceptions-2020-12.txt` list the
//! tests that are answered differently, and why; an entry that is no longer needed fails.

mod draft2020;
mod draft4;

use crate::krate::{Answer, Document, Question, ask, errors};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};

const EXCEPTIONS_4: &str = include_str!("exceptions.txt");
const EXCEPTIONS_2020: &str = include_str!("exceptions-2020-12.txt");

/// The components that a schema becomes, or what keeps it from being said.
type Converted = Result<Map<String, Value>, &'static str>;

/// A draft of the suite.
struct Draft {
    /// Its folder.
    folder: &'static str,
    /// The version of OpenAPI that says its schemas.
    version: &'static str,
    /// The components that a schema becomes, [`ROOT`] among them, or what keeps it from being said.
    convert: fn(&Path, &Value) -> Converted,
    /// What is answered differently.
    exceptions: &'static str,
    /// How many tests it has at least.
    least: usize,
}

#[test]
#[ignore = "runs where JSON_SCHEMA_TEST_SUITE names the folder `tests` of the suite"]
fn the_test_suite_is_answered_as_it_says() {
    answered(&Draft {
        folder: "draft4",
        version: "3.0.3",
        convert: draft4::convert,
        exceptions: EXCEPTIONS_4,
        least: 300,
    });
}

#[test]
#[ignore = "runs where JSON_SCHEMA_TEST_SUITE names the folder `tests` of the suite"]
fn the_test_suite_of_2020_12_is_answered_as_it_says() {
    answered(&Draft {
        folder: "draft2020-12",
        version: "3.1.0",
        convert: draft2020::convert,
        exceptions: EXCEPTIONS_2020,
        least: 1_000,
    });
}

fn answered(draft: &Draft) {
    let folder = env::var("JSON_SCHEMA_TEST_SUITE").expect("the folder of the suite");
    let folder = Path::new(&folder);
    let groups = groups(&folder.join(draft.folder));
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
        let schemas = match (draft.convert)(folder, &group["schema"]) {
            Ok(schemas) => schemas,
            Err(reason) => {
                *left_out.entry(reason).or_default() += 1;
                continue;
            }
        };
        let document = Document {
            name: format!("g{}", documents.len()),
            version: draft.version,
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
    let answers = ask(
        &format!("json-schema-test-suite-{}", draft.folder),
        &documents,
        &questions,
    );
    let exceptions = exceptions(draft.exceptions);
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
        "{} groups, {} tests asked, {} excepted; {} groups cannot be said in OpenAPI {}: {left_out:?}",
        documents.len(),
        tests.len(),
        needed.len(),
        total,
        draft.version
    );
    assert!(
        wrong.is_empty(),
        "{}\n{} tests are answered differently",
        wrong.join("\n"),
        wrong.len()
    );
    assert!(
        unneeded.is_empty(),
        "no longer needed as exceptions: {unneeded:#?}"
    );
    assert!(
        tests.len() > draft.least,
        "{} tests are too few: is this the suite?",
        tests.len()
    );
}

#[test]
fn every_exception_has_a_reason() {
    let mut reason = "";
    for line in EXCEPTIONS_4
        .lines()
        .chain([""])
        .chain(EXCEPTIONS_2020.lines())
    {
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

fn exceptions(text: &'static str) -> BTreeSet<&'static str> {
    text.lines()
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
