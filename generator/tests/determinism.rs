//! The same input gives the same bytes, however it is written down; and the emitted document gives the same code.

use generator::{
    bundle::{self, Bundle, Format},
    generate,
    output::{Options, OutputFile},
    source::{DirLoader, Loader, MemoryLoader},
};
use std::{collections::BTreeMap, fs, num::NonZeroUsize, path::Path};

fn files(loader: &dyn Loader) -> BTreeMap<String, String> {
    let output = generate(&Options::default(), loader);
    assert_eq!(
        output.diagnostics.errors(),
        0,
        "{}",
        output.diagnostics.human(false)
    );
    output
        .files
        .into_iter()
        .map(|OutputFile { path, contents, .. }| (path, contents))
        .collect()
}

fn specs() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs")
}

/// The files of the checked-in specs, each changed by `change`.
fn changed(change: impl Fn(&str, String) -> String) -> MemoryLoader {
    let loader = DirLoader::new(specs(), "specs");
    let paths = loader.files().expect("specs");
    paths.iter().fold(MemoryLoader::new(), |memory, path| {
        let text = String::from_utf8(loader.read(path).expect("a file")).expect("UTF-8");
        memory.file(path.as_str(), change(path, text))
    })
}

#[test]
fn two_runs_are_equal() {
    let loader = DirLoader::new(specs(), "specs");
    assert_eq!(files(&loader), files(&loader));
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let schemas: String = (0..700)
        .map(|at| format!("    S{at}: {{type: object, properties: {{a{at}: {{type: string}}}}}}\n"))
        .collect();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    );
    let loader = MemoryLoader::new().file("a.yaml", text);
    let with = |threads: usize| {
        let options = Options {
            threads: NonZeroUsize::new(threads),
            ..Options::default()
        };
        let files = generate(&options, &loader).files.into_iter();
        let files: Vec<_> = files.map(|file| (file.path, file.contents)).collect();
        files
    };
    let one = with(1);
    assert!(one.iter().any(|(_, text)| text.contains("struct S699")));
    assert_eq!(one, with(8));
}

#[test]
fn line_ends_and_byte_order_mark_do_not_matter() {
    let plain = files(&changed(|_, text| text));
    assert_eq!(
        plain,
        files(&changed(|_, text| format!(
            "\u{feff}{}",
            text.replace('\n', "\r\n")
        )))
    );
}

#[test]
fn where_the_specs_are_does_not_matter() {
    let text = fs::read_to_string(specs().join("lighton/replace-workspace-members.yaml"))
        .expect("a document");
    let first = files(&MemoryLoader::new().file("a.yaml", text.clone()));
    let second = files(&MemoryLoader::new().file("a/b.yml", text));
    assert_eq!(first, second);
}

#[test]
fn the_order_of_components_does_not_matter_to_names() {
    let order = |first: &str, second: &str| {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    {first}\n    {second}\n"
        );
        files(&MemoryLoader::new().file("a.yaml", text))["src/a/models.rs"].clone()
    };
    let (lower, upper) = (
        "user: {type: object, properties: {a: {type: string}}}",
        "User: {type: object, properties: {b: {type: string}}}",
    );
    assert_eq!(order(lower, upper), order(upper, lower));
}

/// What the code is, without what is only said about it.
fn code(text: &str) -> String {
    let lines = text.lines().map(str::trim_start);
    lines
        .filter(|line| !line.starts_with("//") && !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_emitted_document_gives_the_same_code() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders = vec![specs()];
    for case in fs::read_dir(cases).expect("cases") {
        let case = case.expect("a case").path();
        // What an overlay says about Rust alone: no document may choose names of variants, and derives.
        if !case.ends_with("annotations") {
            folders.push(case.join("specs"));
        }
    }
    folders.sort();
    let (mut compared, mut wrong) = (0, Vec::new());
    for folder in folders {
        let output = generate(&Options::default(), &DirLoader::new(&folder, "specs"));
        if output.diagnostics.errors() > 0 {
            continue;
        }
        let first = output.files.into_iter();
        let first: BTreeMap<_, _> = first.map(|file| (file.path, file.contents)).collect();
        let emitted = first.iter().filter_map(|(path, text)| {
            let name = path.strip_prefix("openapi/")?;
            Some((name.to_owned(), text.clone()))
        });
        // What the configuration asks for stands beside the document, not in it.
        let configuration = fs::read_to_string(folder.join("codegen.yaml"))
            .into_iter()
            .map(|text| ("codegen.yaml".to_owned(), text));
        let loader = emitted
            .chain(configuration)
            .fold(MemoryLoader::new(), |memory, (name, text)| {
                memory.file(name, text)
            });
        let output = generate(&Options::default(), &loader);
        if output.diagnostics.errors() > 0 {
            wrong.push(format!(
                "{}:\n{}",
                folder.display(),
                output.diagnostics.human(false)
            ));
            continue;
        }
        let second = output.files.into_iter();
        let second: BTreeMap<_, _> = second.map(|file| (file.path, file.contents)).collect();
        for (path, text) in first.iter().filter(|(path, _)| path.starts_with("src/")) {
            compared += 1;
            let (left, right) = (
                code(text),
                second.get(path).map(|text| code(text)).unwrap_or_default(),
            );
            if let Some((left, right)) = first_difference(&left, &right) {
                let folder = folder.display();
                wrong.push(format!(
                    "{folder}: {path}:\n  {left}\nbut from the emitted document\n  {right}"
                ));
            }
        }
    }
    assert!(compared > 20, "only {compared} files");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The first line of each text in which they differ, with the one before it.
fn first_difference(left: &str, right: &str) -> Option<(String, String)> {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.lines().collect(), right.lines().collect());
    let at = (0..left.len().max(right.len())).find(|at| left.get(*at) != right.get(*at))?;
    let shown = |lines: &[&str]| {
        let from = at.saturating_sub(1);
        lines
            .get(from..lines.len().min(at + 2))
            .unwrap_or_default()
            .join("\n  ")
    };
    Some((shown(&left), shown(&right)))
}

/// The files of a folder's modules, without the line that says where they come from; nothing when it has errors.
fn modules(loader: &dyn Loader) -> Option<BTreeMap<String, String>> {
    let output = generate(&Options::default(), loader);
    let files = output.files.into_iter().filter(|file| file.api.is_some());
    let without_header = |text: String| {
        let lines = text.lines();
        let lines = lines.filter(|line| !line.starts_with("// @generated"));
        lines.collect::<Vec<_>>().join("\n")
    };
    (output.diagnostics.errors() == 0).then(|| {
        files
            .map(|file| (file.path, without_header(file.contents)))
            .collect()
    })
}

/// Folders that give files: the checked-in specs, and those of all golden cases.
fn folders() -> Vec<std::path::PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let cases = fs::read_dir(cases).expect("cases");
    let cases = cases.map(|case| case.expect("a case").path().join("specs"));
    let mut folders: Vec<_> = cases.chain([specs()]).collect();
    folders.sort();
    folders
}

/// What differs between what a folder gives and what another one does.
fn differences(
    folder: &Path,
    what: &str,
    first: &BTreeMap<String, String>,
    second: Option<BTreeMap<String, String>>,
) -> Vec<String> {
    let folder = folder.display();
    let Some(second) = second else {
        return vec![format!("{folder}: {what}: errors")];
    };
    let files = first
        .iter()
        .filter(|(path, _)| path.starts_with("src/") && !path.ends_with(".lock"));
    files
        .filter_map(|(path, text)| {
            let other = second.get(path).map(String::as_str).unwrap_or_default();
            let (left, right) = first_difference(text, other)?;
            Some(format!(
                "{folder}: {path}:\n  {left}\nbut {what}\n  {right}"
            ))
        })
        .collect()
}

#[test]
fn bundles_give_the_same_rust() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for folder in folders() {
        let loader = DirLoader::new(&folder, "specs");
        let Some(first) = modules(&loader) else {
            continue;
        };
        for (format, extension) in [(Format::Yaml, "yaml"), (Format::Json, "json")] {
            let (bundles, _) = bundle::run(&loader, &bundle::Options::new(format));
            let mut memory = MemoryLoader::new();
            for Bundle { name, text, names } in bundles {
                memory = memory.file(format!("{name}.{extension}"), text);
                if let Some(names) = names {
                    memory = memory.file(format!("{name}.overlay.{extension}"), names);
                }
            }
            memory = with_choices(memory, &folder);
            let what = format!("from the bundle in {extension}");
            wrong.extend(differences(&folder, &what, &first, modules(&memory)));
            compared += 1;
        }
    }
    assert!(compared > 80, "only {compared} bundles");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The folder's configuration, which stands beside documents and not in them.
fn with_choices(memory: MemoryLoader, folder: &Path) -> MemoryLoader {
    match fs::read_to_string(folder.join("codegen.yaml")) {
        Ok(text) => memory.file("codegen.yaml", text),
        Err(_) => memory,
    }
}

/// Other files are referred to by their names.
fn rename(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(members) => {
            for (key, value) in members {
                match value {
                    serde_json::Value::String(text) if key == "$ref" && !text.contains("://") => {
                        *text = text.replace(".yaml", ".json");
                    }
                    value => rename(value),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(rename),
        _ => {}
    }
}

#[test]
fn json_and_yaml_give_the_same_rust() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for folder in folders() {
        let loader = DirLoader::new(&folder, "specs");
        let Some(first) = modules(&loader) else {
            continue;
        };
        let paths = loader.files().expect("files");
        // References name files by their names, and the configuration is YAML.
        let is_document = |path: &str| path.ends_with(".yaml") && path != "codegen.yaml";
        let text =
            |path: &str| String::from_utf8(loader.read(path).expect("a file")).expect("UTF-8");
        let memory = paths.iter().fold(MemoryLoader::new(), |memory, path| {
            if !is_document(path) {
                return memory.file(path.as_str(), text(path));
            }
            // What the oracle cannot read stays as it is: numbers beyond those of a computer.
            let Ok(mut value) = serde_yaml::from_str::<serde_json::Value>(&text(path)) else {
                return memory.file(path.as_str(), text(path));
            };
            rename(&mut value);
            let text = serde_json::to_string(&value).expect("JSON");
            memory.file(path.replace(".yaml", ".json"), text)
        });
        wrong.extend(differences(&folder, "from JSON", &first, modules(&memory)));
        compared += 1;
    }
    assert!(compared > 40, "only {compared} folders");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
