//! Where things stand, and what stands beside them.

use crate::{document, read};
use expect_test::expect;
use generator::{
    diagnostics::Diagnostics,
    pointer::Pointer,
    source::{self, MemoryLoader, Node, Value},
};

#[test]
fn places_are_exact() {
    // Characters of one to four bytes stand before what is looked for.
    let text = "é: ü\n'日本': &a \"🦀\" # 🦀\nlist:\n- x: |\n    ä\n    b\n\n- {k: [v, 1]}\nend:\nlast: *a\n";
    let mut cx = Diagnostics::default();
    let loader = MemoryLoader::new().file("pets.yaml", text);
    let apis = source::run(&mut cx, &loader, &[]).expect("an API");
    let mut shown = String::new();
    show_places(&cx, &apis[0].roots[0].tree, &mut shown);
    expect![[r#"
        1:1 "é: ü\n'日本': &a \"🦀\" # 🦀\nlist:\n- x: |\n    ä\n    b\n\n- {k: [v, 1]}\nend"
        1:1 "é"
        1:4 "ü"
        2:1 "'日本'"
        2:10 "\"🦀\""
        3:1 "list"
        4:3 "x: |\n    ä\n    b\n\n- {k: [v, 1]}"
        4:3 "x: |\n    ä\n    b"
        4:3 "x"
        5:5 "ä\n    b"
        8:3 "{k: [v, 1]}"
        8:4 "k"
        8:7 "[v, 1]"
        8:8 "v"
        8:11 "1"
        9:1 "end"
        9:1 "end"
        10:1 "last"
        2:10 "\"🦀\""
    "#]]
    .assert_eq(&shown);

    let loader = MemoryLoader::new().file(
        "pets.json",
        "{\"é\": \"ü\", \"list\":[1, {\"a\\\"b\": null}\n, -1.5e3], \"z\": {}}",
    );
    let apis = source::run(&mut cx, &loader, &[]).expect("an API");
    let mut shown = String::new();
    show_places(&cx, &apis[0].roots[0].tree, &mut shown);
    expect![[r#"
        1:1 "{"
        1:2 "\"é\""
        1:7 "\"ü\""
        1:12 "\"list\""
        1:19 "["
        1:20 "1"
        1:23 "{"
        1:24 "\"a\\\"b\""
        1:32 "null"
        2:3 "-1.5e3"
        2:12 "\"z\""
        2:17 "{"
    "#]]
    .assert_eq(&shown);
}

/// Each key and each value with its place and its text.
fn show_places(cx: &Diagnostics, node: &Node, shown: &mut String) {
    let show = |span| {
        let position = cx.sources.locate(span).position.expect("a position");
        format!(
            "{}:{} {:?}\n",
            position.line,
            position.column,
            cx.sources.snippet(span)
        )
    };
    *shown += &show(node.span);
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| show_places(cx, item, shown)),
        Value::Object(map) => map.iter().for_each(|(key, item)| {
            *shown += &show(key.span);
            show_places(cx, item, shown);
        }),
        _ => {}
    }
}

#[test]
fn schemas_stay_nodes() {
    let rest = "paths: {}
components:
  schemas:
    A:
      type: object
      properties:
        b: {$ref: '#/components/schemas/B', description: d, example: {$ref: data}, x-a: 1}
    B: {type: string}
";
    let (documents, cx) = read(&[("pets.yaml", &document(rest))]);
    assert_eq!(cx.short(), "");
    let at = Pointer::from_text("/components/schemas/A/properties/b/example/$ref");
    let node = documents[0].places.node(&at);
    assert_eq!(node.and_then(|node| node.as_str()), Some("data"));
    let components = documents[0].openapi.components.as_ref();
    expect![[r#"Some(["A", "B"])"#]].assert_eq(&format!(
        "{:?}",
        components.map(|components| components.schemas.keys().collect::<Vec<_>>())
    ));
}

#[test]
fn places_by_pointer() {
    let (documents, cx) = read(&[(
        "pets.yaml",
        &document("paths:\n  /a/b:\n    parameters: []\n"),
    )]);
    let pointer = Pointer::root().join("paths").join("/a/b");
    let snippet = |span| cx.sources.snippet(span).to_owned();
    assert_eq!(snippet(documents[0].places.key(&pointer)), "/a/b");
    assert_eq!(
        snippet(documents[0].places.value(&pointer.join("parameters"))),
        "[]"
    );
    assert_eq!(
        snippet(documents[0].places.value(&pointer.join("get").join("x"))),
        "parameters: []"
    );
    assert_eq!(
        snippet(documents[0].places.key(&pointer.join("get").join("x"))),
        "/a/b"
    );
}

#[test]
fn the_deepest_schemas_fit_the_stack() {
    let depth = 60;
    let nested = format!(
        "{}{{type: string}}{}",
        "{type: object, properties: {a: ".repeat(depth),
        "}}".repeat(depth)
    );
    let (documents, cx) = read(&[(
        "pets.yaml",
        &document(&format!(
            "paths: {{}}\ncomponents: {{schemas: {{A: {nested}}}}}\n"
        )),
    )]);
    assert_eq!(cx.short(), "");
    assert_eq!(documents.len(), 1);
}

#[test]
fn the_deepest_schemas_go_through_all_stages() {
    let depth = 58;
    let nested = format!(
        "{}{{type: string}}{}",
        "{type: object, properties: {a: ".repeat(depth),
        "}}".repeat(depth)
    );
    let rest = format!(
        "servers: [{{url: 'https://a.example'}}]\npaths: {{/a: {{get: {{responses: {{200: {{description: d, content: \
         {{application/json: {{schema: {{$ref: '#/components/schemas/A'}}}}}}}}}}}}}}}}\n\
         components: {{schemas: {{A: {nested}}}}}\n"
    );
    let loader = MemoryLoader::new().file("pets.yaml", document(&rest));
    let output = generator::generate(&generator::output::Options::default(), &loader);
    assert_eq!(output.diagnostics.short(), "");
    assert!(!output.files.is_empty());
}
