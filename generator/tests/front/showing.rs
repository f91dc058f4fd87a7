//! How diagnostics are shown: to people, to editors, to programs.

use crate::{document, read, read_from};
use expect_test::expect;
use generator::{
    diagnostics::{Diagnostics, codes},
    source::MemoryLoader,
};
use std::collections::BTreeSet;

/// A document whose text would like to steer the terminal, and make the reader see other code.
fn hostile() -> Diagnostics {
    let rest = "paths: {}\ncomponents:\n  schemas:\n    A:\n      \"typ\\x1b[31m\\n\\u202e\": '\u{202e}\u{2066}\u{200b}'\n";
    read(&[("pets.yaml", &document(rest))]).1
}

#[test]
fn nothing_steers_the_terminal() {
    let cx = hostile();
    expect![[r#"
        error[unknown-keyword]: a Schema Object has no key `typ\u{1b}[31m\n\u{202e}`
         --> specs/pets.yaml:7:7
          |
        7 |       "typ\x1b[31m\n\u202e": '���'
          |       ^^^^^^^^^^^^^^^^^^^^^
          |
          = help: remove it by an overlay, or begin its name with `x-`

    "#]]
    .assert_eq(&cx.human(false));
    expect![[r#"
        specs/pets.yaml:7:7: error[unknown-keyword]: a Schema Object has no key `typ\u{1b}[31m\n\u{202e}`
    "#]].assert_eq(&cx.short());
    expect![[r#"
        {"version":1,"severity":"error","code":"unknown-keyword","message":"a Schema Object has no key `typ\u001b[31m\n\u202e`","file":"specs/pets.yaml","line":7,"column":7,"end_line":7,"end_column":28,"label":"","related":[],"notes":[],"help":"remove it by an overlay, or begin its name with `x-`"}
    "#]].assert_eq(&cx.json());
    for text in [cx.human(false), cx.short(), cx.json()] {
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{2066}', '\u{200b}']));
    }
}

#[test]
fn colour_comes_from_us_alone() {
    let cx = hostile();
    let coloured = cx.human(true);
    assert!(coloured.contains("\u{1b}["));
    assert!(!coloured.contains("\u{1b}[31m\n"));
    // Without the sequences that colour it, the text is the same.
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain += before;
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    plain += rest;
    let lines = |text: &str| {
        text.lines()
            .map(|line| line.trim_end().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(lines(&plain), lines(&cx.human(false)));
}

#[test]
fn one_json_object_a_line() {
    let (_, cx) = read(&[
        ("pets.yaml", &document("paths:\n  /a: {}\n  /a: {}\n")),
        ("type.yaml", ""),
    ]);
    expect![[r#"
        {"version":1,"severity":"error","code":"duplicate-key","message":"the key `/a` appears twice in one object","file":"specs/pets.yaml","line":5,"column":3,"end_line":5,"end_column":5,"label":"again here","related":[{"file":"specs/pets.yaml","line":4,"column":3,"end_line":4,"end_column":5,"label":"first here"}],"notes":[],"help":"merge the two, or remove the one that is out of date"}
        {"version":1,"severity":"error","code":"invalid-api-name","message":"`type` cannot be the name of an API: it is a keyword of Rust","file":"specs/type.yaml","line":null,"column":null,"end_line":null,"end_column":null,"label":"","related":[],"notes":[],"help":"rename it, for instance to `type_api`"}
    "#]].assert_eq(&cx.json());
    assert!(
        cx.json()
            .lines()
            .all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
    );
}

#[test]
fn a_long_line_is_cut() {
    let padding = "x".repeat(300);
    let text = document(&format!(
        "paths: {{}}\ncomponents: {{schemas: {{A: {{title: {padding}, typ: {padding}}}}}}}\n"
    ));
    expect![[r#"
        error[unknown-keyword]: a Schema Object has no key `typ`
         --> specs/pets.yaml:4:337
          |
        4 | ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, typ: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
          |                                                                   ^^^
          |
          = help: a key with a similar name exists: `type`

    "#]].assert_eq(&read(&[("pets.yaml", &text)]).1.human(false));
}

#[test]
fn a_file_of_one_line_is_cut() {
    let padding = "x".repeat(100_000);
    let text = format!(
        "{{\"openapi\":\"3.0.3\",\"info\":{{\"title\":\"{padding}\",\"version\":\"1\",\"é\":1,\"x-a\":\"{padding}\"}},\"paths\":{{}}}}"
    );
    let (_, cx) = read(&[("pets.json", &text)]);
    let shown = cx.human(false);
    assert!(shown.len() < 1_000, "{}", shown.len());
    expect![[r#"
        error[unknown-keyword]: an Info Object has no key `é`
         --> specs/pets.json:1:100053
          |
        1 | ...xxxxxxx","version":"1","é":1,"x-a":"xxxx...
          |                                                                   ^^^
          |
          = help: remove it by an overlay, or begin its name with `x-`

    "#]]
    .assert_eq(&shown.replace("xxxxxxxxxx", ""));
}

#[test]
fn an_overlong_name_is_cut() {
    let name = "n".repeat(900);
    let text = document(&format!("paths: {{}}\n{name}: 1\n"));
    let shown = read(&[("pets.yaml", &text)]).1.short();
    assert!(shown.len() < 700, "{shown}");
}

#[test]
fn tabs_and_line_ends_do_not_shift_the_place() {
    let text =
        document("paths: {}\ncomponents:\t{schemas:\t{A:\t{typ: string}}}\n").replace('\n', "\r\n");
    expect![[r#"
        error[unknown-keyword]: a Schema Object has no key `typ`
         --> specs/pets.yaml:4:28
          |
        4 | components:    {schemas:    {A:    {typ: string}}}
          |                                     ^^^
          |
          = help: a key with a similar name exists: `type`

    "#]]
    .assert_eq(&read(&[("pets.yaml", &text)]).1.human(false));
}

#[test]
fn the_same_is_said_once_and_in_order() {
    let loader = MemoryLoader::new()
        .file("b.yaml", document("paths: {}\nb: 1\na: 1\n"))
        .file("a.yaml", document("b: 1\npaths: {}\n"));
    let (_, mut cx) = read_from(&loader);
    let first = cx.iter().next().expect("a diagnostic").clone();
    cx.push(first);
    expect![[r#"
        specs/a.yaml:3:1: error[unknown-keyword]: an OpenAPI Object has no key `b`
        specs/b.yaml:4:1: error[unknown-keyword]: an OpenAPI Object has no key `b`
        specs/b.yaml:5:1: error[unknown-keyword]: an OpenAPI Object has no key `a`
    "#]]
    .assert_eq(&cx.short());
    assert_eq!(cx.errors(), cx.iter().count());
}

#[test]
fn codes_are_told_apart_by_name() {
    let names: BTreeSet<&str> = codes::ALL.iter().map(|code| code.name).collect();
    assert_eq!(names.len(), codes::ALL.len());
    for code in codes::ALL {
        assert!(
            code.name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
            "{}",
            code.name
        );
        assert!(code.summary.ends_with('.'), "{}", code.name);
    }
}
