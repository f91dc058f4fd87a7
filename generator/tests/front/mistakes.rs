//! Mistakes of authors, one each, with all that is said about them.

mod callbacks;
mod json_schema;
mod media_types;
mod numbers;
mod operations;
mod paths;
mod schemas;
mod servers;
mod styles;

use crate::{check, check_document, document};
use expect_test::{Expect, expect};

/// Checks what is said about the keywords of one schema, with notes and remedies.
fn check_schema(schema: &str, expected: Expect) {
    check_schema_of("3.0.3", schema, expected);
}

/// The same, of a version of OpenAPI.
fn check_schema_of(version: &str, schema: &str, expected: Expect) {
    let text = document(&format!(
        "paths: {{}}\ncomponents: {{schemas: {{A: {schema}}}}}\n"
    ));
    let text = text.replacen("3.0.3", version, 1);
    let (_, cx) = crate::read(&[("pets.yaml", &text)]);
    let mut said = String::new();
    for (line, diagnostic) in cx.short().lines().zip(cx.iter()) {
        said += &line.replace("specs/pets.yaml:4:", "");
        said.push('\n');
        for note in &diagnostic.notes {
            said += &format!("    note: {note}\n");
        }
        if let Some(help) = &diagnostic.help {
            said += &format!("    help: {help}\n");
        }
    }
    expected.assert_eq(&said);
}

/// Checks what is said about a whole document by all stages, but for what is not supported yet.
fn check_all(rest: &str, expected: Expect) {
    let text = document(rest);
    let loader = generator::source::MemoryLoader::new().file("pets.yaml", text);
    let output = generator::generate(&generator::output::Options::default(), &loader);
    let said = output.diagnostics.short();
    let lines = said
        .lines()
        .filter(|line| !line.contains("not-supported-yet"));
    let said: String = lines.map(|line| format!("{line}\n")).collect();
    expected.assert_eq(&said.replace("specs/pets.yaml:", ""));
}

/// Checks what is said about a whole document by all stages, with remedies.
fn check_all_with_help(rest: &str, expected: Expect) {
    let text = document(rest);
    let loader = generator::source::MemoryLoader::new().file("pets.yaml", text);
    let output = generator::generate(&generator::output::Options::default(), &loader);
    let said = output.diagnostics.short();
    let mut lines = String::new();
    for (line, diagnostic) in said.lines().zip(output.diagnostics.iter()) {
        lines += &format!("{}\n", line.replace("specs/pets.yaml:", ""));
        if let Some(help) = &diagnostic.help {
            lines += &format!("    help: {help}\n");
        }
    }
    expected.assert_eq(&lines);
}

/// Checks what is said about one operation, `get` on `path`.
fn check_operation(path: &str, operation: &str, expected: Expect) {
    let text = document(&format!("paths: {{'{path}': {{get: {operation}}}}}\n"));
    let (_, cx) = crate::read(&[("pets.yaml", &text)]);
    expected.assert_eq(&cx.short().replace("specs/pets.yaml:3:", ""));
}

#[test]
fn misspelt_keyword() {
    check_document(
        &document("paths: {}\ncomponents:\n  shemas: {}\n"),
        expect![[r#"
        error[unknown-keyword]: a Components Object has no key `shemas`
         --> specs/pets.yaml:5:3
          |
        5 |   shemas: {}
          |   ^^^^^^
          |
          = help: a key with a similar name exists: `schemas`

    "#]],
    );
}

#[test]
fn duplicate_key() {
    check_document(
        &document("paths:\n  /a: {}\n  /a: {}\n"),
        expect![[r#"
            error[duplicate-key]: the key `/a` appears twice in one object
             --> specs/pets.yaml:5:3
              |
            5 |   /a: {}
              |   ^^ again here
              |
            note: first here
             --> specs/pets.yaml:4:3
              |
            4 |   /a: {}
              |   --
            help: merge the two, or remove the one that is out of date

        "#]],
    );
}

#[test]
fn missing_version() {
    check_document(
        "info: {title: Pets, version: '1'}\npaths: {}\n",
        expect![[r#"
            error[unknown-version]: the document has no top-level `openapi` version
             --> specs/pets.yaml:1:1
              |
            1 | info: {title: Pets, version: '1'}
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = help: the generator reads OpenAPI 3.0, 3.1 and 3.2, for instance `openapi: 3.0.3`, and `swagger: '2.0'`

        "#]],
    );
}

#[test]
fn missing_keywords() {
    check_document(
        "openapi: 3.0.3\ninfo:\n  title: Pets\ntags:\n  - description: x\n",
        expect![[r#"
            warning[implied-keyword]: an OpenAPI Object needs the key `paths`
             --> specs/pets.yaml:1:1
              |
            1 | openapi: 3.0.3
              | ^^^^^^^^^^^^^^
              |
              = note: it is read as if there were none
              = help: say `paths: {}` if there are none

            warning[implied-keyword]: an Info Object needs the key `version`
             --> specs/pets.yaml:3:3
              |
            3 |   title: Pets
              |   ^^^^^^^^^^^
              |
              = note: it is read as if there were nothing to say
              = help: give the version of the API as a string: `version: '1'`

            error[missing-keyword]: a Tag Object needs the key `name`
             --> specs/pets.yaml:5:5
              |
            5 |   - description: x
              |     ^^^^^^^^^^^^^^

        "#]],
    );
}

#[test]
fn version_as_a_number() {
    check_document(
        "openapi: 3.0.3\ninfo:\n  title: Pets\n  version: 1.10\npaths: {}\n",
        expect![[r#"
            warning[misquoted-value]: `version` in an Info Object: expected a string, found `1.1`, which is read as the string `1.10`
             --> specs/pets.yaml:4:12
              |
            4 |   version: 1.10
              |            ^^^^
              |
              = help: quote it: `'1.10'`

        "#]],
    );
}

#[test]
fn keywords_of_other_versions() {
    let rest = "webhooks: {}\nhost: pets.example\npaths: {}\ncomponents:\n  pathItems: {}\n";
    check_document(
        &document(rest),
        expect![[r#"
            warning[newer-keyword]: `webhooks` is of OpenAPI 3.1, and read so
             --> specs/pets.yaml:3:1
              |
            3 | webhooks: {}
              | ^^^^^^^^

            error[unknown-keyword]: an OpenAPI Object has no key `host`
             --> specs/pets.yaml:4:1
              |
            4 | host: pets.example
              | ^^^^
              |
              = note: `host` is of Swagger 2.0
              = help: say `servers`, with whole URLs

            warning[newer-keyword]: `pathItems` is of OpenAPI 3.1, and read so
             --> specs/pets.yaml:7:3
              |
            7 |   pathItems: {}
              |   ^^^^^^^^^

        "#]],
    );
}

#[test]
fn component_names() {
    let rest = "paths: {}\ncomponents:\n  schemas:\n    'a b': {}\n    'a{}': {}\n    '': {}\n    Ok_1.-: {}\n";
    check_document(
        &document(rest),
        expect![[r#"
            warning[component-name]: `a b` is not what the Specification lets a component be called
             --> specs/pets.yaml:6:5
              |
            6 |     'a b': {}
              |     ^^^^^
              |
              = help: use letters and digits of ASCII, `.`, `-` and `_` only

            warning[component-name]: `a{}` is not what the Specification lets a component be called
             --> specs/pets.yaml:7:5
              |
            7 |     'a{}': {}
              |     ^^^^^
              |
              = help: use letters and digits of ASCII, `.`, `-` and `_` only

            error[invalid-name]: a component needs a name
             --> specs/pets.yaml:8:5
              |
            8 |     '': {}
              |     ^^
              |
              = help: use letters and digits of ASCII, `.`, `-` and `_` only

        "#]],
    );
}

#[test]
fn untrusted_extensions() {
    let rest = "x-rust-name: evil\npaths:\n  x-rust-type: evil\n  x-note: fine\n";
    check_document(
        &document(rest),
        expect![[r#"
        warning[untrusted-extension]: `x-rust-name` is not honoured in a document
         --> specs/pets.yaml:3:1
          |
        3 | x-rust-name: evil
          | ^^^^^^^^^^^
          |
          = help: say it in an overlay (`*.overlay.yaml`): extensions that name code are the user's to give

        warning[untrusted-extension]: `x-rust-type` is not honoured in a document
         --> specs/pets.yaml:5:3
          |
        5 |   x-rust-type: evil
          |   ^^^^^^^^^^^
          |
          = help: say it in an overlay (`*.overlay.yaml`): extensions that name code are the user's to give

    "#]],
    );
}

#[test]
fn nothing_there() {
    check(
        &[],
        expect![[r#"
        error[no-api]: the folder holds no API
        --> specs
         = help: put an OpenAPI document there: `<api>.yaml`, or a folder `<api>/` of documents

    "#]],
    );
}

#[test]
fn untrusted_extensions_do_not_get_through() {
    let rest = "x-rust-name: evil\npaths:\n  x-rust-type: evil\n  x-note: fine\n";
    let (documents, _) = crate::read(&[("pets.yaml", &document(rest))]);
    let api = &documents[0].openapi;
    assert!(api.extensions.is_empty());
    assert_eq!(api.paths.extensions.keys().collect::<Vec<_>>(), ["x-note"]);
}
