//! Texts that are no documents, or that mean harm. Each ends in an error at its place, and soon.

mod syntax;

use crate::read;
use expect_test::{Expect, expect};
use generator::source::{self, MemoryLoader};

/// Checks the diagnostics of one file, one line each.
fn check(path: &str, bytes: impl Into<Vec<u8>>, expected: Expect) {
    let (_, cx) = crate::read_from(&MemoryLoader::new().file(path, bytes));
    expected.assert_eq(&cx.short());
}

fn check_yaml(bytes: impl Into<Vec<u8>>, expected: Expect) {
    check("pets.yaml", bytes, expected);
}

fn check_json(bytes: impl Into<Vec<u8>>, expected: Expect) {
    check("pets.json", bytes, expected);
}

#[test]
fn billion_laughs() {
    let mut text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, of) in "bcdefghij".chars().zip("abcdefghi".chars()) {
        text += &format!(
            "{name}: &{name} [*{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}, *{of}]\n"
        );
    }
    check_yaml(
        text,
        expect![[r#"
        specs/pets.yaml:5:8: error[limit-exceeded]: aliases expand to more than 65536 bytes
    "#]],
    );
}

#[test]
fn one_long_string_many_times() {
    let text = format!(
        "a: &a {}\nb:\n{}",
        "x".repeat(200_000),
        "  - *a\n".repeat(5_000)
    );
    check_yaml(
        text,
        expect![[r#"
        specs/pets.yaml:7:5: error[limit-exceeded]: aliases expand to more than 940040 bytes
    "#]],
    );
}

#[test]
fn one_short_string_many_times() {
    let text = format!(
        "a: &a {}\nb:\n{}",
        "x".repeat(100),
        "  - *a\n".repeat(5_000)
    );
    check_yaml(
        text,
        expect![[r#"
        specs/pets.yaml:1379:5: error[limit-exceeded]: aliases expand to more than 140440 bytes
    "#]],
    );
}

#[test]
fn anchors_inside_anchors() {
    let text = format!("{}x{}", "[ &a ".repeat(100), "]".repeat(100));
    check_yaml(
        format!("a: {text}\nb: {}", "y".repeat(10_000)),
        expect![[r#"
        specs/pets.yaml:1:1: error[unknown-version]: the document has no top-level `openapi` version
    "#]],
    );
}

#[test]
fn alias_inside_its_anchor() {
    check_yaml(
        "a: &a [*a]\n",
        expect![[r#"
        specs/pets.yaml:1:8: error[yaml-alias]: the alias stands inside the value that it refers to
    "#]],
    );
}

#[test]
fn alias_without_anchor() {
    check_yaml(
        "a: *b\n",
        expect![[r#"
        specs/pets.yaml:1:4: error[yaml-syntax]: not YAML: while parsing node, found unknown anchor
    "#]],
    );
}

#[test]
fn chain_of_merges() {
    let mut text = "m0: &m0 {k0: 1}\n".to_owned();
    for i in 1..3000 {
        text += &format!("m{i}: &m{i} {{<<: *m{}, k{i}: 1}}\n", i - 1);
    }
    check_yaml(
        text,
        expect![[r#"
            specs/pets.yaml:302:13: error[limit-exceeded]: anchored values add up to more than 426192 bytes
        "#]],
    );
}

#[test]
fn deep_flow() {
    check_yaml(
        "[".repeat(3_000),
        expect![[r#"
        specs/pets.yaml:1:129: error[limit-exceeded]: values nest deeper than 127 levels
    "#]],
    );
    check_yaml(
        "[".repeat(80_000),
        expect![[r#"
        specs/pets.yaml:1:129: error[limit-exceeded]: values nest deeper than 127 levels
    "#]],
    );
    check_yaml(
        "[".repeat(200_000),
        expect![[r#"
        specs/pets.yaml:1:129: error[limit-exceeded]: values nest deeper than 127 levels
    "#]],
    );
    check_json(
        "[".repeat(200_000),
        expect![[r#"
        specs/pets.json:1:128: error[limit-exceeded]: values nest deeper than 127 levels
    "#]],
    );
    check_yaml(
        format!("a: {}", "{a: ".repeat(100_000)),
        expect![[r#"
        specs/pets.yaml:1:508: error[limit-exceeded]: values nest deeper than 127 levels
    "#]],
    );
}

#[test]
fn deep_blocks() {
    check_yaml(
        "- ".repeat(50_000),
        expect![[r#"
        specs/pets.yaml:1:255: error[limit-exceeded]: values nest deeper than 127 levels
    "#]],
    );
    check_yaml(
        "? ".repeat(50_000),
        expect![[r#"
        specs/pets.yaml:1:3: error[yaml-key]: a key must be a scalar
    "#]],
    );
    let stairs: String = (0..2_000)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    check_yaml(
        stairs,
        expect![[r#"
        specs/pets.yaml:128:128: error[limit-exceeded]: values nest deeper than 127 levels
    "#]],
    );
}

#[test]
fn deepest_that_is_read() {
    let nested = |depth: usize| format!("{{\"a\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
    for path in ["pets.yaml", "pets.json"] {
        let unknown = |depth| {
            read(&[(path, &nested(depth))])
                .1
                .short()
                .contains("unknown-version")
        };
        assert!(unknown(126), "{path}");
        assert!(!unknown(127), "{path}");
    }
}

#[test]
fn a_file_beyond_the_budget() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = std::fs::File::create(folder.path().join("pets.yaml")).expect("a file");
    file.set_len(source::MAX_FILE_BYTES + 1)
        .expect("room for a sparse file");
    let (_, cx) = crate::read_from(&source::DirLoader::new(folder.path(), "specs"));
    expect![[r#"
        specs/pets.yaml: error[unreadable]: cannot be read: the file is larger than 64 MiB
    "#]]
    .assert_eq(&cx.short());
}
