//! Bundles: one document that gives the same Rust.

use expect_test::expect;
use generator::{
    bundle::{self, Bundle, Format},
    generate,
    output::Options,
    source::{DirLoader, Loader, MemoryLoader},
};
use std::{collections::BTreeMap, env, fs, path::Path};

/// The files of the module, without the line that says where they come from.
fn rust(loader: &dyn Loader) -> BTreeMap<String, String> {
    let output = generate(&Options::default(), loader);
    assert_eq!(
        output.diagnostics.errors(),
        0,
        "{}",
        output.diagnostics.human(false)
    );
    let module = output.files.into_iter().filter(|file| file.api.is_some());
    module
        .map(|file| {
            let lines = file.contents.lines();
            let lines: Vec<_> = lines
                .filter(|line| !line.starts_with("// @generated"))
                .collect();
            (file.path, lines.join("\n"))
        })
        .collect()
}

/// Checks that a bundle gives the same Rust as what it was made of.
fn gives_the_same(loader: &dyn Loader, api: &str) {
    let before = rust(loader);
    for (format, extension) in [(Format::Yaml, "yaml"), (Format::Json, "json")] {
        let options = bundle::Options {
            apis: vec![api.to_owned()],
            ..bundle::Options::new(format)
        };
        let (bundles, cx) = bundle::run(loader, &options);
        assert_eq!(cx.errors(), 0, "{}", cx.human(false));
        let Bundle { name, text, names } = &bundles[0];
        let mut bundled = MemoryLoader::new().file(format!("{name}.{extension}"), text.as_str());
        if let Some(names) = names {
            bundled = bundled.file(format!("{name}.overlay.{extension}"), names.as_str());
        }
        let after = rust(&bundled);
        for (path, text) in before
            .iter()
            .filter(|(path, _)| path.contains(&format!("/{api}/")))
        {
            assert_eq!(Some(text), after.get(path), "{path}");
        }
    }
}

#[test]
fn of_the_apis_of_this_workspace() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    for api in ["lighton", "sequence"] {
        gives_the_same(&DirLoader::new(&specs, "specs"), api);
    }
}

#[test]
fn of_many_files() {
    let loader = MemoryLoader::new()
        .file(
            "pets/api.yaml",
            "openapi: 3.0.3\ninfo: {title: '012', version: '1_000'}\npaths: {/a: {$ref: a.yaml}}\ncomponents: {schemas: {Pet: {$ref: b.json}}}\n",
        )
        .file(
            "pets/a.yaml",
            "get:
  operationId: a
  responses: {200: {description: \"no\\ttab\", content: {application/json: {schema: {$ref: b.json}}}}}
",
        )
        .file(
            "pets/b.json",
            r#"{"type": "object", "properties": {"on": {"type": "string", "enum": ["yes", "012", "0o7", "2001-01-01", "~", "1e3", " a", "<<"]},
                "big": {"type": "number", "maximum": 123456789012345678901234567890, "default": 1.0}}}"#,
        )
        .file(
            "pets/names.overlay.yaml",
            "overlay: 1.1.0\ninfo: {title: a, version: '1'}\nactions: [{target: \"$.paths['/a'].get\", update: {x-rust-name: all_of_them}}]\n",
        );
    gives_the_same(&loader, "pets");
    let (bundles, _) = bundle::run(&loader, &bundle::Options::new(Format::Yaml));
    expect![[r#"
        openapi: 3.0.3
        info:
          title: '012'
          version: 1_000
        paths:
          /a:
            get:
              operationId: a
              responses:
                '200':
                  description: "no\ttab"
                  content:
                    application/json:
                      schema:
                        $ref: '#/components/schemas/Pet'
        components:
          schemas:
            Pet:
              type: object
              properties:
                on:
                  type: string
                  enum:
                  - yes
                  - '012'
                  - '0o7'
                  - 2001-01-01
                  - '~'
                  - '1e3'
                  - ' a'
                  - <<
                big:
                  type: number
                  maximum: 123456789012345678901234567890
                  default: 1.0
    "#]]
    .assert_eq(&bundles[0].text);
    expect![[r#"
        overlay: 1.0.0
        info:
          title: What names code
          version: 1.0.0
        actions:
        - target: $['paths']['/a']['get']
          update:
            x-rust-name: all_of_them
    "#]]
    .assert_eq(bundles[0].names.as_deref().unwrap_or_default());
}

/// Whatever YAML writes otherwise is the same document as JSON (YAML 1.2.2, core schema).
#[test]
fn yaml_and_json_give_the_same_rust() {
    let yaml = "\u{feff}openapi: 3.0.3\r
info: {title: no, version: '1.0'}\r
paths:\r
  /a:\r
    get:\r
      operationId: on\r
      responses:\r
        200: &found\r
          description: \"a\\tb\\u00e9\"\r
          content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}\r
        404:\r
          description: >-\r
            folded\r
            text\r
  /b:\r
    get: {operationId: b, responses: {200: *found}}\r
components:\r
  schemas:\r
    A: &a\r
      type: object\r
      properties: &properties\r
        when: {type: string, enum: [no, on, off, yes, y, 2001-01-01, 12:30:00, 1_000, '012', =, Null-ish]}\r
        count: {type: integer, default: 012, maximum: +12, minimum: 0o7}\r
        ratio: {type: number, default: 1e3, maximum: 0x7ff}\r
        maybe: {type: boolean, default: True}\r
    B:\r
      <<: *a\r
      properties:\r
        <<: *properties\r
        count: {type: string}\r
";
    let json = r##"{
        "openapi": "3.0.3",
        "info": {"title": "no", "version": "1.0"},
        "paths": {
            "/a": {"get": {"operationId": "on", "responses": {
                "200": {"description": "a\tbé", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
                "404": {"description": "folded text"}}}},
            "/b": {"get": {"operationId": "b", "responses": {
                "200": {"description": "a\tbé", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}}
        },
        "components": {"schemas": {
            "A": {"type": "object", "properties": {
                "when": {"type": "string", "enum": ["no", "on", "off", "yes", "y", "2001-01-01", "12:30:00", "1_000", "012", "=", "Null-ish"]},
                "count": {"type": "integer", "default": 12, "maximum": 12, "minimum": 7},
                "ratio": {"type": "number", "default": 1e3, "maximum": 2047},
                "maybe": {"type": "boolean", "default": true}}},
            "B": {"type": "object", "properties": {
                "count": {"type": "string"},
                "when": {"type": "string", "enum": ["no", "on", "off", "yes", "y", "2001-01-01", "12:30:00", "1_000", "012", "=", "Null-ish"]},
                "ratio": {"type": "number", "default": 1e3, "maximum": 2047},
                "maybe": {"type": "boolean", "default": true}}}
        }}
    }"##;
    let yaml = MemoryLoader::new().file("pets.yaml", yaml);
    let json = MemoryLoader::new().file("pets.json", json);
    let (merged, cx) = bundle::merged(&yaml, &[]);
    assert_eq!(cx.short(), "");
    assert_eq!(merged, bundle::merged(&json, &[]).0);
    gives_the_same(&yaml, "pets");
    assert_eq!(rust(&yaml), rust(&json));
}

/// What schemas say in YAML is what they say in JSON, whatever way of YAML it is said in; and in JSON, spaces and byte
/// order marks say nothing.
#[test]
fn every_form_of_a_value_reads_as_it_does_in_json() {
    let values = [
        // What YAML 1.1 takes for booleans, octal numbers, dates and numbers to the base of sixty.
        ("no", r#""no""#),
        ("on", r#""on""#),
        ("tRUE", r#""tRUE""#),
        ("1_000", r#""1_000""#),
        ("0b11", r#""0b11""#),
        ("2001-01-01", r#""2001-01-01""#),
        (
            "2001-12-14t21:59:43.10-05:00",
            r#""2001-12-14t21:59:43.10-05:00""#,
        ),
        ("12:30:00", r#""12:30:00""#),
        ("190:20:30.15", r#""190:20:30.15""#),
        ("=", r#""=""#),
        ("'012'", r#""012""#),
        // The core schema of YAML 1.2.
        ("012", "12"),
        ("0o17", "15"),
        ("0x1F", "31"),
        ("+12", "12"),
        ("-0", "0"),
        ("1.", "1.0"),
        (".5", "0.5"),
        ("12e03", "12e3"),
        ("18446744073709551616", "18446744073709551616"),
        ("TRUE", "true"),
        ("~", "null"),
        ("", "null"),
        // Styles, escapes, anchors, aliases and merges.
        ("!!str 012", r#""012""#),
        ("!!int '12'", "12"),
        ("|\n  a\n   b\n\n  c\n", r#""a\n b\n\nc\n""#),
        (">+\n  a\n  b\n", r#""a b\n\n""#),
        ("a\n  b\n\n  c", r#""a b\nc""#),
        ("'it''s\n  a'", r#""it's a""#),
        (r#""\x41\u00e9\U0001F600\/\_""#, r#""Aé😀/\u00a0""#),
        ("{a: &a [x, 1], b: *a}", r#"{"a": ["x", 1], "b": ["x", 1]}"#),
        ("[&a x, {*a : 1}]", r#"["x", {"x": 1}]"#),
        (
            "{a: &a {x: 1}, b: {<<: *a, x: 2}}",
            r#"{"a": {"x": 1}, "b": {"x": 2}}"#,
        ),
        ("{<<: [{x: 1}, {x: 2, y: 3}]}", r#"{"x": 1, "y": 3}"#),
        (r#"{"<<": {x: 1}}"#, r#"{"<<": {"x": 1}}"#),
        (
            "{no: 1, 012: 2, 1_000: 3, 1.0: 4, true: 5, ~: 6, 2001-01-01: 7, 0x1F: 8}",
            r#"{"no": 1, "012": 2, "1_000": 3, "1.0": 4, "true": 5, "~": 6, "2001-01-01": 7, "0x1F": 8}"#,
        ),
        ("[a,\tb,\t# c\n  c]", "[\"a\",\t\"b\",\r\n\"c\"]"),
    ];
    let read = |path: &str, text: &str| {
        let (merged, cx) = bundle::merged(&MemoryLoader::new().file(path, text), &[]);
        assert_eq!(cx.short(), "", "{text}");
        merged
    };
    for (yaml, json) in values {
        let yaml = format!("openapi: 3.1.0\nx-value: {yaml}\n# end\n");
        let json = format!("\u{feff}{{\"openapi\": \"3.1.0\", \"x-value\": {json}}}");
        let expected = read("pets.json", &json);
        assert_eq!(expected.len(), 1, "{json}");
        for yaml in [
            format!("\u{feff}%YAML 1.2\n---\n{yaml}...\n"),
            yaml.replace('\n', "\r\n"),
            yaml,
        ] {
            assert_eq!(read("pets.yaml", &yaml), expected, "{yaml}");
        }
    }
}

/// The Overlay Specification's own cases: a document and an overlay give exactly the document expected.
#[test]
#[ignore = "needs the folder of the sets in OVERLAY_COMPLIANT_SETS"]
fn overlay_compliant_sets() {
    let root = env::var_os("OVERLAY_COMPLIANT_SETS").expect("OVERLAY_COMPLIANT_SETS");
    let mut cases = 0;
    for entry in fs::read_dir(root).expect("the sets") {
        let case = entry.expect("a set").path();
        let text = |name: &str| fs::read_to_string(case.join(name)).expect("a file of the set");
        let loader = MemoryLoader::new()
            .file("a.yaml", text("openapi.yaml"))
            .file("a.overlay.yaml", text("overlay.yaml"));
        let (actual, cx) = bundle::merged(&loader, &[]);
        assert_eq!(cx.short(), "", "{}", case.display());
        let expected = MemoryLoader::new().file("a.yaml", text("output.yaml"));
        let (expected, _) = bundle::merged(&expected, &[]);
        assert_eq!(actual, expected, "{}", case.display());
        assert_eq!(actual.len(), 1, "{}", case.display());
        cases += 1;
    }
    assert!(cases >= 8, "{cases}");
}
