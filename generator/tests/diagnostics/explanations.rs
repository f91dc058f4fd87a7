//! Every code has a page in `generator/diagnostics/` with an example that gives it, and the page says what is said.
//!
//! `UPDATE_EXPECT=1 cargo test -p generator --test diagnostics` writes what follows from the code and its example.

use crate::loader;
use generator::{
    diagnostics::{Code, Diagnostics, codes, index},
    generate,
    output::Options,
};
use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

/// Codes that no small document gives, and why.
const WITHOUT_EXAMPLE: [&str; 3] = [
    // More than 200 schemas.
    "dynamic-reference",
    // A bug.
    "internal",
    // A file that the system does not give.
    "unreadable",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("diagnostics")
}

/// What is said about the example of a code.
pub(crate) fn example(code: &Code) -> Diagnostics {
    let explanation = code.explanation();
    let command = explanation.command.unwrap_or_default();
    let words: Vec<&str> = command.split(' ').collect();
    let apis = words.windows(2).filter(|pair| pair[0] == "--api");
    let options = Options {
        apis: apis.map(|pair| pair[1].to_owned()).collect(),
        ..Options::default()
    };
    generate(&options, &loader(&explanation.files)).diagnostics
}

#[test]
fn every_code_is_explained_by_an_example_that_gives_it() {
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for code in codes::ALL {
        let path = folder().join(format!("{}.md", code.name));
        let mut explanation = code.explanation();
        assert!(!explanation.why.is_empty(), "{}", code.name);
        assert!(!explanation.remedy.is_empty(), "{}", code.name);
        let has_example = !WITHOUT_EXAMPLE.contains(&code.name);
        assert_eq!(!explanation.files.is_empty(), has_example, "{}", code.name);
        if has_example {
            let cx = example(code);
            explanation.said = cx.human(false);
            let names: BTreeSet<_> = cx.iter().map(|one| one.code.name).collect();
            if names != BTreeSet::from([code.name]) {
                wrong.push(format!("the example of `{}` gives {names:?}", code.name));
            }
        }
        let expected = explanation.markdown(code);
        if expected == code.markdown() {
            continue;
        }
        match update {
            true => fs::write(&path, expected).expect("a page"),
            false => wrong.push(format!("{} should be\n{expected}", path.display())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_index_lists_every_code_and_nothing_else_is_there() {
    let path = folder().join("README.md");
    let expected = index::markdown();
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &expected).expect("the index");
    }
    let actual = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        actual == expected,
        "{} should be\n{expected}",
        path.display()
    );
    let files = fs::read_dir(folder()).expect("pages");
    let files: BTreeSet<String> = files
        .map(|entry| {
            entry
                .expect("a page")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let pages = codes::ALL.iter().map(|code| format!("{}.md", code.name));
    assert_eq!(files, pages.chain(["README.md".to_owned()]).collect());
}

/// A code that nothing gives is a promise that is not kept.
#[test]
fn every_code_is_used() {
    let mut sources = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("sources") {
            let path = entry.expect("a source").path();
            match path.is_dir() {
                true => folders.push(path),
                false => sources += &fs::read_to_string(path).expect("a source"),
            }
        }
    }
    for code in codes::ALL {
        let name = code.name.replace('-', "_").to_uppercase();
        let ends =
            |rest: &str| !rest.starts_with(|next: char| next == '_' || next.is_alphanumeric());
        let path = format!("codes::{name}");
        let mut uses = sources.split(&path).skip(1);
        assert!(uses.any(ends), "nothing gives `{}`", code.name);
    }
}

/// The one code whose example is too long for its page.
#[test]
fn dynamic_references_with_too_many_meanings() {
    let mut text =
        "openapi: 3.1.1\ninfo: {title: Pets, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
            .to_owned();
    text +=
        "    List: {$id: list, $dynamicAnchor: item, type: array, items: {$dynamicRef: '#item'}}\n";
    for index in 0..300 {
        text += &format!(
            "    L{index}: {{$id: l{index}, $ref: list, $defs: {{item: {{$dynamicAnchor: item, type: string, maxLength: {index}}}}}}}\n"
        );
    }
    let cx = crate::said(&[("pets.yaml", text)]);
    let codes: BTreeSet<_> = cx.iter().map(|one| one.code.name).collect();
    assert!(codes.contains("dynamic-reference"), "{}", cx.short());
}

#[test]
fn codes_are_found_and_near_misses_suggested() {
    let found = Code::find("unknown-keyword").expect("a code");
    assert_eq!(found.name, "unknown-keyword");
    assert_eq!(Code::find("unknwon-keyword"), Err(Some("unknown-keyword")));
    assert_eq!(Code::find("dinosaur-in-the-room"), Err(None));
}
