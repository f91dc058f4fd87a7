//! Code in every place of a document that has a text: what is generated holds it as text, or a diagnostic says why not.

#[path = "../fuzz/src/dictionary.rs"]
#[allow(dead_code, reason = "only texts that mean harm are needed here")]
mod dictionary;
#[path = "support/scan.rs"]
mod scan;

use dictionary::PAYLOADS;
use generator::{
    generate,
    output::{Options, Output},
    source::{DirLoader, Loader, MemoryLoader},
};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The files of the specs folder of a case, as JSON where they are documents.
type Specs = Vec<(String, Value)>;

/// The keys whose values are text for people wherever an object of OpenAPI has them.
const TEXTS: [&str; 3] = ["description", "summary", "termsOfService"];

#[test]
fn texts_for_people_change_nothing_but_literals_and_comments() {
    let mut compared = 0;
    for (case, specs) in cases() {
        let plain = generated(&with_texts(&specs, |_| "x"));
        if plain.diagnostics.errors() > 0 {
            continue;
        }
        let first = case.len();
        let text = |at: usize| PAYLOADS[(first + at) % PAYLOADS.len()];
        let hostile = generated(&with_texts(&specs, text));
        let said = hostile.diagnostics.short();
        assert_eq!(hostile.diagnostics.errors(), 0, "{case}: {said}");
        let paths = |output: &Output| -> Vec<String> {
            output.files.iter().map(|file| file.path.clone()).collect()
        };
        assert_eq!(paths(&plain), paths(&hostile), "{case}");
        for (plain, hostile) in plain.files.iter().zip(&hostile.files) {
            scan::check(hostile);
            compared += 1;
            let path = &plain.path;
            if path.ends_with(".rs") && plain.contents != hostile.contents {
                let shapes = [plain, hostile].map(|file| scan::shape(&file.contents));
                assert!(
                    shapes[0] == shapes[1],
                    "{case}: {path}:\n{}",
                    hostile.contents
                );
            } else if !path.ends_with(".json") {
                assert_eq!(plain.contents, hostile.contents, "{case}: {path}");
            }
        }
    }
    assert!(compared > 1_000, "only {compared} files");
}

/// Some of the places in everyday tests, each with one of the texts.
#[test]
fn no_text_becomes_code_wherever_it_stands() {
    places(197);
}

/// Every string and every key of every case.
#[test]
#[ignore = "takes minutes"]
fn no_text_becomes_code_in_any_place() {
    places(1);
}

/// Tags become modules, features and files, where the user wants that.
#[test]
fn tags_name_no_file_elsewhere() {
    let long = "tag".repeat(100);
    let tags = [
        "../../x", "/etc/x", "C:\\x", "a:b", "\0", "con", "aux", "nul", "com1", "mod", "lib",
        "main", "models", "build", "..", ".", "", " ", "\u{202e}", "self", &long,
    ];
    let paths: serde_json::Map<String, Value> = tags
        .iter()
        .enumerate()
        .map(|(at, tag)| {
            let operation = serde_json::json!({
                "tags": [tag],
                "responses": {"204": {"description": "done"}},
            });
            (format!("/p{at}"), serde_json::json!({"get": operation}))
        })
        .collect();
    let document = serde_json::json!({
        "openapi": "3.0.3",
        "info": {"title": "Tags", "version": "1"},
        "paths": paths,
    });
    let config = serde_json::json!({"features": "tags", "server": {"split": "tags"}});
    let config = serde_json::json!({"apis": {"tagged": config}});
    let specs = vec![
        ("codegen.yaml".to_owned(), config),
        ("tagged.json".to_owned(), document),
    ];
    let output = generated(&specs);
    let said = output.diagnostics.short();
    assert_eq!(output.diagnostics.errors(), 0, "{said}");
    output.files.iter().for_each(scan::check);
    let of_the_api = |file: &&generator::output::OutputFile| file.api.is_some();
    for file in output.files.iter().filter(of_the_api) {
        let is_inside = ["src/tagged/", "tests/", "openapi/"];
        let is_inside = is_inside.iter().any(|folder| file.path.starts_with(folder));
        assert!(is_inside, "{}", file.path);
    }
    let [summary] = output.apis.as_slice() else {
        panic!("one API");
    };
    assert_eq!(summary.operations, tags.len());
}

fn places(every: usize) {
    let (mut place, mut accepted) = (0, 0);
    for (case, specs) in cases() {
        for at in 0..specs.iter().map(|(_, document)| strings(document)).sum() {
            place += 1;
            if place % every != 0 {
                continue;
            }
            let payload = PAYLOADS[place % PAYLOADS.len()];
            let mut specs = specs.clone();
            let mut before = at;
            specs
                .iter_mut()
                .any(|(_, document)| replace(document, &mut before, payload));
            let output = generated(&specs);
            let bug = output
                .diagnostics
                .iter()
                .any(|one| one.code.name == "internal");
            assert!(!bug, "{case}, place {at}: {}", output.diagnostics.short());
            output.files.iter().for_each(scan::check);
            accepted += usize::from(!output.files.is_empty());
        }
    }
    println!("{} places, {accepted} accepted", place / every);
    assert!(accepted > 10, "only {accepted} of {} places", place / every);
}

fn generated(specs: &Specs) -> Output {
    let loader = specs
        .iter()
        .fold(MemoryLoader::new(), |loader, (path, document)| {
            loader.file(path.as_str(), document.to_string())
        });
    generate(&Options::default(), &loader)
}

/// The cases whose documents are JSON's, or could be.
fn cases() -> Vec<(String, Specs)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(root).expect("cases");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    cases.sort();
    let case = |path: PathBuf| {
        let loader = DirLoader::new(path.join("specs"), "specs");
        let files = loader.files().ok()?;
        let document = |path: String| {
            let document = serde_yaml::from_slice(&loader.read(&path).ok()?).ok()?;
            Some((path, document))
        };
        let specs = files.into_iter().map(document).collect::<Option<Specs>>()?;
        Some((path.file_name()?.to_string_lossy().into_owned(), specs))
    };
    let cases: Vec<_> = cases.into_iter().filter_map(case).collect();
    assert!(cases.len() > 30);
    cases
}

/// The documents with other texts for people.
fn with_texts(specs: &Specs, text: impl Fn(usize) -> &'static str) -> Specs {
    let (mut specs, mut at) = (specs.clone(), 0);
    for (path, document) in &mut specs {
        // What the user says is not a document's text.
        if !path.contains("overlay") && !path.contains("codegen") {
            put_texts(document, &mut at, &text);
        }
    }
    specs
}

fn put_texts(value: &mut Value, at: &mut usize, text: &impl Fn(usize) -> &'static str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| put_texts(item, at, text)),
        Value::Object(map) => {
            for (key, value) in map {
                // These hold names of the document's choice, or data.
                match key.as_str() {
                    "example" | "examples" | "default" | "enum" | "const" | "properties" => {}
                    // What is said about a server is its name as well.
                    "servers" => {}
                    key if TEXTS.contains(&key) && value.is_string() => {
                        *value = text(*at).into();
                        *at += 1;
                    }
                    _ => put_texts(value, at, text),
                }
            }
        }
        _ => {}
    }
}

/// How many strings and keys there are.
fn strings(value: &Value) -> usize {
    match value {
        Value::String(_) => 1,
        Value::Array(items) => items.iter().map(strings).sum(),
        Value::Object(map) => map.values().map(|value| 1 + strings(value)).sum(),
        _ => 0,
    }
}

/// Puts a text in the place of the string or key before which there are so many; whether it was in here.
fn replace(value: &mut Value, before: &mut usize, payload: &str) -> bool {
    match value {
        Value::String(text) if *before == 0 => {
            payload.clone_into(text);
            true
        }
        Value::String(_) => {
            *before -= 1;
            false
        }
        Value::Array(items) => items.iter_mut().any(|item| replace(item, before, payload)),
        Value::Object(map) => {
            let mut renamed = None;
            for (key, value) in map.iter_mut() {
                if *before == 0 {
                    renamed = Some(key.clone());
                    break;
                }
                *before -= 1;
                if replace(value, before, payload) {
                    return true;
                }
            }
            let Some(key) = renamed else { return false };
            let value = map.remove(&key).unwrap_or_default();
            map.insert(payload.to_owned(), value);
            true
        }
        _ => false,
    }
}
