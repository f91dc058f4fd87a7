//! How much a document may be, and how to allow more.

use crate::{document, read};
use expect_test::expect;
use generator::{
    generate,
    output::{Options, Output},
    source::MemoryLoader,
};

/// A schema with as many values.
fn values(count: usize) -> String {
    let values: Vec<String> = (0..count).map(|value| format!("v{value}")).collect();
    document(&format!(
        "paths: {{}}\ncomponents: {{schemas: {{A: {{type: string, enum: [{}]}}}}}}\n",
        values.join(", ")
    ))
}

#[test]
fn a_limit_says_which_one_it_is_and_how_to_raise_it() {
    crate::check(
        &[
            ("codegen.yaml", "limits: {members: 5}\n"),
            ("pets.yaml", &values(6)),
        ],
        expect![[r#"
            error[limit-exceeded]: a list or an object has more than 5 members
             --> specs/pets.yaml:4:69
              |
            4 | components: {schemas: {A: {type: string, enum: [v0, v1, v2, v3, v4, v5]}}}
              |                                                                     ^^
              |
              = note: the limit `members` is 5
              = help: when the document is meant to be so, raise it in `codegen.yaml`: `limits: {members: 10}`

        "#]],
    );
    crate::check(
        &[
            ("codegen.yaml", "limits: {values: 10}\n"),
            (
                "pets.json",
                r#"{"openapi": [1, 2, 3, 4, 5], "b": [1, 2, 3, 4, 5]}"#,
            ),
        ],
        expect![[r#"
            error[limit-exceeded]: the document has more than 10 values
             --> specs/pets.json:1:42
              |
            1 | {"openapi": [1, 2, 3, 4, 5], "b": [1, 2, 3, 4, 5]}
              |                                          ^
              |
              = note: the limit `values` is 10
              = help: when the document is meant to be so, raise it in `codegen.yaml`: `limits: {values: 20}`

        "#]],
    );
    crate::check(
        &[
            ("codegen.yaml", "limits: {aliases: 1}\n"),
            (
                "pets.yaml",
                &format!("a: &a {}\nb: [*a, *a]\n", "x".repeat(70_000)),
            ),
        ],
        expect![[r#"
            error[limit-exceeded]: aliases expand to more than 70019 bytes
             --> specs/pets.yaml:2:9
              |
            2 | b: [*a, *a]
              |         ^^
              |
              = note: the limit `aliases` is 1
              = note: that is 1 times the text, and at least 65536 bytes
              = help: when the document is meant to be so, raise it in `codegen.yaml`: `limits: {aliases: 2}`

        "#]],
    );
}

/// Asserts that a document passes a limit, and that it passes none when that is what the error says that it should be.
fn refused(document: &str, key: &str, limit: usize) {
    let said = |limit: usize| {
        let config = format!("limits: {{{key}: {limit}}}\n");
        let loader = MemoryLoader::new().file("codegen.yaml", config);
        let output = generate(&Options::default(), &loader.file("pets.yaml", document));
        output.diagnostics.human(false)
    };
    let (first, raised) = (said(limit), limit * 2);
    assert!(first.contains("error[limit-exceeded]"), "{first}");
    assert!(
        first.contains(&format!("the limit `{key}` is {limit}")),
        "{first}"
    );
    assert!(
        first.contains(&format!("`limits: {{{key}: {raised}}}`")),
        "{first}"
    );
    assert!(!said(raised).contains("limit-exceeded"));
}

/// What many places share counts in each of them.
#[test]
fn what_is_used_again_has_a_limit() {
    let shared = "openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a: {get: {responses: {'200': {$ref: '#/components/responses/A'}}}}
  /b: {get: {responses: {'200': {$ref: '#/components/responses/A'}}}}
components: {responses: {A: {description: a, headers: {h: {schema: {type: string}}}}}}
";
    refused(shared, "expanded", 10);
    let composed = "openapi: 3.0.3
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    A: {type: object, properties: {a: {}, b: {}, c: {}}}
    B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {d: {}}}]}
    C: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {e: {}}}]}
";
    refused(composed, "expanded", 10);
}

/// Each value of a variable is tried in the whole of its URL.
#[test]
fn the_urls_of_a_server_have_a_limit() {
    let values: Vec<String> = (0..10).map(|value| format!("v{value}")).collect();
    let server = format!(
        "openapi: 3.0.3
info: {{title: T, version: '1'}}
servers:
  - url: https://{{a}}.example/{}
    variables: {{a: {{default: v0, enum: [{}]}}}}
paths: {{}}
",
        "x".repeat(200),
        values.join(", ")
    );
    refused(&server, "expanded", 20);
}

#[test]
fn schemas_have_a_limit() {
    let schemas = "openapi: 3.0.3
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    A: {type: object, properties: {a: {}, b: {}}}
    B: {allOf: [{type: object}, {}], not: {type: string}}
";
    refused(schemas, "schemas", 5);
}

#[test]
fn what_there_is_to_say_has_a_limit() {
    let mistakes = "openapi: 3.0.3
info: {title: T, version: '1'}
paths: {}
components: {schemas: {A: {typ: string}, B: {typ: string}, C: {typ: string}, D: {typ: string}}}
";
    refused(mistakes, "diagnostics", 3);
    let (_, cx) = read(&[
        ("codegen.yaml", "limits: {diagnostics: 3}\n"),
        ("pets.yaml", mistakes),
    ]);
    expect![[r#"
        specs/pets.yaml:4:28: error[unknown-keyword]: a Schema Object has no key `typ`
        specs/pets.yaml:4:46: error[unknown-keyword]: a Schema Object has no key `typ`
        specs/pets.yaml:4:64: error[unknown-keyword]: a Schema Object has no key `typ`
        specs/pets.yaml:4:82: error[limit-exceeded]: from here on there is more to say than 3 diagnostics
    "#]]
    .assert_eq(&cx.short());
}

/// Several documents of one API have no more values than one may have.
#[test]
fn the_values_of_an_api_are_those_of_all_its_documents() {
    let list = "x-a: [1, 2, 3, 4, 5, 6, 7, 8, 9]\n";
    let said = |limit: usize| {
        let config = format!("limits: {{values: {limit}}}\n");
        let (_, cx) = read(&[
            ("codegen.yaml", config.as_str()),
            ("pets/a.yaml", &document(&format!("paths: {{}}\n{list}"))),
            ("pets/b.yaml", &document("paths: {}\nx-b: 1\n")),
        ]);
        cx.short()
    };
    expect![[r#"
        specs/pets/b.yaml:1:1: error[limit-exceeded]: with this document, the API has more than 20 values
    "#]]
    .assert_eq(&said(20));
    assert_eq!(said(40), "");
}

#[test]
fn long_keys_above_many_values_have_a_limit() {
    crate::check(
        &[
            ("codegen.yaml", "limits: {pointers: 500}\n"),
            ("pets.yaml", &values(30)),
        ],
        expect![[r#"
            error[limit-exceeded]: with the keys above it, the pointers to all values take more than 500 bytes
             --> specs/pets.yaml:4:94
              |
            4 | components: {schemas: {A: {type: string, enum: [v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, ...
              |                                                                                              ^^^
              |
              = note: the limit `pointers` is 500
              = note: a long key counts for each value below it
              = help: when the document is meant to be so, raise it in `codegen.yaml`: `limits: {pointers: 1000}`

        "#]],
    );
}

#[test]
fn the_rust_of_an_api_has_a_limit() {
    let paths = "openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a: {get: {responses: {'200': {description: a}}}}
  /b: {get: {responses: {'200': {description: b}}}}
";
    refused(paths, "lines", 200);
    // Before anything is made of them.
    let descriptions = document(&format!(
        "paths: {{}}\ncomponents: {{schemas: {{A: {{description: {0}}}, B: {{description: {0}}}}}}}\n",
        "x".repeat(7_000)
    ));
    refused(&descriptions, "lines", 600);
    let responses: Vec<String> = (200..230)
        .map(|status| format!("'{status}': {{description: a}}"))
        .collect();
    let responses = document(&format!(
        "paths: {{/a: {{get: {{responses: {{{}}}}}}}}}\n",
        responses.join(", ")
    ));
    refused(&responses, "lines", 600);
    let schemas = document(
        "paths: {}\ncomponents: {schemas: {A: {properties: {a: {}}}, B: {enum: [a, b], maxLength: 1}}}\n",
    );
    refused(&schemas, "lines", 60);
}

#[test]
fn a_limit_can_be_raised_and_lowered() {
    let errors = |limits: &str, count: usize| {
        let (_, cx) = read(&[("codegen.yaml", limits), ("pets.yaml", &values(count))]);
        cx.errors()
    };
    assert_eq!(errors("", 30_000), 0);
    assert_eq!(errors("", 30_001), 1);
    assert_eq!(errors("limits: {members: 30001}\n", 30_001), 0);
    assert_eq!(errors("limits: {values: 20, members: 9}\n", 5), 0);
    assert_eq!(errors("limits: {values: 5}\n", 5), 1);
}

#[test]
fn what_is_no_limit() {
    crate::check(
        &[
            (
                "codegen.yaml",
                "limits: {members: 0, values: many, alias: 3, aliases: -1}\n",
            ),
            ("pets.yaml", &values(1)),
        ],
        expect![[r#"
            error[invalid-configuration]: the limit `members` is a number of at least 1
             --> specs/codegen.yaml:1:19
              |
            1 | limits: {members: 0, values: many, alias: 3, aliases: -1}
              |                   ^
              |
              = help: without a choice it is 30000

            error[invalid-configuration]: the limit `values` is a number of at least 1
             --> specs/codegen.yaml:1:30
              |
            1 | limits: {members: 0, values: many, alias: 3, aliases: -1}
              |                              ^^^^
              |
              = help: without a choice it is 1000000

            error[invalid-configuration]: `limits` has no key `alias`
             --> specs/codegen.yaml:1:36
              |
            1 | limits: {members: 0, values: many, alias: 3, aliases: -1}
              |                                    ^^^^^
              |
              = help: a key with a similar name exists: `aliases`

            error[invalid-configuration]: the limit `aliases` is a number of at least 1
             --> specs/codegen.yaml:1:55
              |
            1 | limits: {members: 0, values: many, alias: 3, aliases: -1}
              |                                                       ^^
              |
              = help: without a choice it is 4

        "#]],
    );
}

/// As many responses, each a reference to the one behind it, and the last to `end`.
fn chain(length: usize, end: &str) -> String {
    let links: Vec<String> = (0..length)
        .map(|at| format!("r{at}: {{$ref: '#/components/responses/r{}'}}", at + 1))
        .collect();
    document(&format!(
        "paths: {{/a: {{get: {{responses: {{'200': {{$ref: '#/components/responses/r0'}}}}}}}}}}\ncomponents: {{responses: {{{}, r{length}: {end}}}}}\n",
        links.join(", ")
    ))
}

#[test]
fn references_that_lead_on_and_on() {
    let said = |text: String| {
        generate(
            &Options::default(),
            &MemoryLoader::new().file("pets.yaml", text),
        )
        .diagnostics
    };
    let short = said(chain(60, "{description: Done}"));
    assert_eq!(short.errors(), 0, "{}", short.short());
    for end in ["{description: Done}", "{$ref: '#/components/responses/r0'}"] {
        let long = said(chain(100, end)).short();
        let first = long.lines().next().unwrap_or_default();
        assert_eq!(
            first,
            "specs/pets.yaml:3:46: error[limit-exceeded]: the reference leads on through more than 64 others"
        );
    }
}

/// What is said about files under limits, as one line each and in full.
fn said(limits: &str, files: &[(&str, String)], keep_going: bool) -> (usize, String, Output) {
    let mut loader = MemoryLoader::new().file("codegen.yaml", format!("limits: {{{limits}}}\n"));
    for (path, text) in files {
        loader = loader.file(*path, text.as_str());
    }
    let options = Options {
        keep_going,
        ..Options::default()
    };
    let output = generate(&options, &loader);
    let errors = output.diagnostics.short();
    let passed = errors.matches("error[limit-exceeded]").count();
    (passed, output.diagnostics.human(false), output)
}

/// Numbered pieces of a document.
fn pieces(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

#[test]
fn a_limit_is_said_once_however_much_is_beyond_it() {
    let operations = pieces(40, |at| {
        format!(
            "  /p{at}: {{get: {{responses: {{'200': {{$ref: '#/components/responses/R'}}}}}}}}\n"
        )
    });
    let shared =
        "components: {responses: {R: {description: a, headers: {h: {schema: {type: string}}}}}}\n";
    let operations = document(&format!("paths:\n{operations}{shared}"));
    let responses = pieces(100, |at| format!("'{}': {{description: a}}, ", 200 + at));
    let responses = document(&format!(
        "paths: {{/a: {{get: {{responses: {{{responses}}}}}}}}}\n"
    ));
    let schemas = pieces(40, |at| {
        format!("    S{at}: {{type: object, properties: {{a: {{type: string}}}}}}\n")
    });
    let schemas = document(&format!("paths: {{}}\ncomponents:\n  schemas:\n{schemas}"));
    let composed = pieces(1001, |at| format!("    S{at}: {{type: object}}\n"));
    let all = pieces(1001, |at| {
        format!("{{$ref: '#/components/schemas/S{at}'}}, ")
    });
    let of = pieces(5, |at| {
        format!("    C{at}: {{allOf: [{{$ref: '#/components/schemas/All'}}]}}\n")
    });
    let composed = document(&format!(
        "paths: {{}}\ncomponents:\n  schemas:\n{composed}    All: {{allOf: [{all}]}}\n{of}"
    ));
    let called = pieces(10_020, |at| {
        format!(
            "          '{{$url}}/{at}': {{post: {{responses: {{'204': {{description: a}}}}}}}}\n"
        )
    });
    let called = document(&format!(
        "paths:\n  /a:\n    post:\n      callbacks:\n        c:\n{called}      responses: {{'204': {{description: a}}}}\n"
    ));
    let other = pieces(60, |at| format!("P{at}: {{type: string}}\n"));
    let into = pieces(40, |at| {
        format!("    S{at}: {{$ref: 'parts/{}.yaml#/P{at}'}}\n", at % 2)
    });
    let into = document(&format!("paths: {{}}\ncomponents:\n  schemas:\n{into}"));
    let single = |text: String| vec![("pets.yaml", text)];
    let every = [
        ("lines: 2000", single(operations.clone()), "`lines`"),
        ("lines: 2000", single(responses), "`lines`"),
        ("lines: 1500", single(schemas.clone()), "`lines`"),
        ("expanded: 20", single(operations), "`expanded`"),
        ("schemas: 10", single(schemas), "`schemas`"),
        (
            "lines: 900000",
            single(composed),
            "is composed of more schemas",
        ),
        ("lines: 9000000", single(called), "callbacks nest deeper"),
        (
            "values: 150",
            vec![
                ("pets/pets.yaml", into),
                ("pets/parts/0.yaml", other.clone()),
                ("pets/parts/1.yaml", other),
            ],
            "`values`",
        ),
    ];
    for (limits, files, what) in every {
        let (passed, text, _) = said(limits, &files, false);
        assert!(text.contains(what), "{limits}: {text}");
        assert_eq!(passed, 1, "{limits}: {text}");
        // What is beyond it is left out, wherever the limit is passed then.
        let (passed, text, output) = said(limits, &files, true);
        assert_eq!(passed, 1, "{limits}: {text}");
        assert!(text.contains("the same holds at"), "{limits}: {text}");
        let failed = output.apis.iter().any(|api| api.failed);
        assert!(!failed, "{limits}: {text}");
    }
}

/// What references to other files bring in, again and again.
#[test]
fn copies_of_other_files_have_a_limit() {
    let list = vec!["1"; 2_000].join(", ");
    let paths: String = (0..10)
        .map(|path| format!("  /a{path}: {{$ref: 'sub/item.yaml'}}\n"))
        .collect();
    let said = |config: &str| {
        let (_, cx) = read(&[
            ("codegen.yaml", config),
            ("pets/a.yaml", &document(&format!("paths:\n{paths}"))),
            ("pets/sub/item.yaml", &format!("x-a: [{list}]\n")),
        ]);
        cx.human(false)
    };
    expect![[r#"
        error[limit-exceeded]: with what its references name, the document has more than 4 times the values that there are
          --> specs/pets/a.yaml:13:15
           |
        13 |   /a9: {$ref: 'sub/item.yaml'}
           |               ^^^^^^^^^^^^^^^
           |
           = note: the limit `aliases` is 4
           = note: 10000 more are let pass
           = help: when the document is meant to be so, raise it in `codegen.yaml`: `limits: {aliases: 8}`

    "#]].assert_eq(&said(""));
    assert_eq!(said("limits: {aliases: 8}\n"), "");
    expect![[r#"
        error[limit-exceeded]: with what its references name, the document has more than 12000 values
         --> specs/pets/a.yaml:9:15
          |
        9 |   /a5: {$ref: 'sub/item.yaml'}
          |               ^^^^^^^^^^^^^^^
          |
          = note: the limit `values` is 12000
          = help: when the document is meant to be so, raise it in `codegen.yaml`: `limits: {values: 24000}`

    "#]].assert_eq(&said("limits: {values: 12000}\n"));
}

/// It is the readers' own, whoever puts values into values.
#[test]
fn depth_has_a_limit_that_cannot_be_raised() {
    let deep = |depth: usize| format!("x-a: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    crate::check(
        &[
            (
                "pets/a.yaml",
                &document("paths: {/a: {$ref: sub/item.yaml}}\n"),
            ),
            ("pets/sub/item.yaml", &deep(126)),
        ],
        expect![[r#"
            error[limit-exceeded]: with what its references name, the document nests deeper than 127 levels
             --> specs/pets/a.yaml:3:20
              |
            3 | paths: {/a: {$ref: sub/item.yaml}}
              |                    ^^^^^^^^^^^^^
              |
              = note: this limit cannot be raised
              = help: make components of inner values, and refer to them

        "#]],
    );
    crate::check(
        &[
            (
                "pets.yaml",
                &document("paths: {}\nx-b: {a: {a: {a: {a: {}}}}}\n"),
            ),
            (
                "pets.overlay.yaml",
                &format!(
                    "overlay: 1.0.0\ninfo: {{title: O, version: '1'}}\nactions:\n- target: $['x-b'].a.a.a.a\n  update:\n    {}",
                    deep(123)
                ),
            ),
        ],
        expect![[r#"
            error[limit-exceeded]: with the action, values of the document nest deeper than 127 levels
             --> specs/pets.overlay.yaml:6:5
              |
            6 |     x-a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
              |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
              = note: this limit cannot be raised
              = help: make components of inner values, and refer to them

        "#]],
    );
}
