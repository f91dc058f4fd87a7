//! Codes that are denied and codes that are allowed, by options and in the configuration.

use crate::loader;
use expect_test::{Expect, expect};
use generator::{
    coverage,
    diagnostics::{Levels, Severity},
    generate,
    output::{Options, Output},
};

/// A warning (`unknown-format`), a note (`inferred-type`), and nothing else.
const PETS: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths: {}
components:
  schemas:
    Age: {type: integer, format: big}
    Name: {maxLength: 10}
";

fn run(deny: &[&str], allow: &[&str], config: &str) -> Output {
    let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let levels = Levels::from_options(&owned(deny), &owned(allow)).expect("levels");
    let options = Options {
        levels,
        ..Options::default()
    };
    let mut files = vec![("pets.yaml", PETS)];
    if !config.is_empty() {
        files.push(("codegen.yaml", config));
    }
    generate(&options, &loader(&files))
}

#[track_caller]
fn check(deny: &[&str], allow: &[&str], config: &str, expected: Expect) -> Output {
    let output = run(deny, allow, config);
    expected.assert_eq(&output.diagnostics.short());
    let is_refused = output.diagnostics.errors() > 0;
    assert_eq!(output.files.is_empty(), is_refused);
    output
}

#[test]
fn denied_warnings_are_errors() {
    let output = check(
        &["warnings"],
        &[],
        "",
        expect![[r#"
            specs/pets.yaml:6:34: error[unknown-format]: the format `big` is unknown here and read as `int64`
            specs/pets.yaml:7:11: note[inferred-type]: there is no `type`: its keywords are those of a string
        "#]],
    );
    let denied = output.diagnostics.iter().next().expect("a diagnostic");
    assert_eq!(denied.severity, Severity::Error);
    assert_eq!(denied.code.severity, Severity::Warning);
    expect!["denied by `--deny warnings`"].assert_eq(&denied.notes.join("\n"));
    check(
        &[],
        &[],
        "diagnostics: {deny: [warnings]}\n",
        expect![[r#"
        specs/pets.yaml:6:34: error[unknown-format]: the format `big` is unknown here and read as `int64`
        specs/pets.yaml:7:11: note[inferred-type]: there is no `type`: its keywords are those of a string
    "#]],
    );
    check(
        &["inferred-type"],
        &[],
        "",
        expect![[r#"
        specs/pets.yaml:6:34: warning[unknown-format]: the format `big` is unknown here and read as `int64`
        specs/pets.yaml:7:11: error[inferred-type]: there is no `type`: its keywords are those of a string
    "#]],
    );
    check(
        &["unresolved-reference"],
        &[],
        "",
        expect![[r#"
        specs/pets.yaml:6:34: warning[unknown-format]: the format `big` is unknown here and read as `int64`
        specs/pets.yaml:7:11: note[inferred-type]: there is no `type`: its keywords are those of a string
    "#]],
    );
}

#[test]
fn allowed_codes_are_not_reported() {
    check(
        &[],
        &["unknown-format"],
        "",
        expect![[r#"
        specs/pets.yaml:7:11: note[inferred-type]: there is no `type`: its keywords are those of a string
    "#]],
    );
    check(
        &[],
        &[],
        "diagnostics: {allow: [unknown-format, inferred-type]}\n",
        expect![[""]],
    );
}

#[test]
fn a_code_goes_before_all_warnings_and_an_option_before_the_configuration() {
    check(
        &["warnings"],
        &[],
        "diagnostics: {allow: [unknown-format]}\n",
        expect![[r#"
        specs/pets.yaml:7:11: note[inferred-type]: there is no `type`: its keywords are those of a string
    "#]],
    );
    check(
        &["unknown-format"],
        &[],
        "diagnostics: {allow: [unknown-format]}\n",
        expect![[r#"
        specs/pets.yaml:6:34: error[unknown-format]: the format `big` is unknown here and read as `int64`
        specs/pets.yaml:7:11: note[inferred-type]: there is no `type`: its keywords are those of a string
    "#]],
    );
    check(
        &[],
        &["unknown-format"],
        "diagnostics: {deny: [unknown-format]}\n",
        expect![[r#"
        specs/pets.yaml:7:11: note[inferred-type]: there is no `type`: its keywords are those of a string
    "#]],
    );
}

#[test]
fn what_is_allowed_and_not_there_is_reported() {
    let output = check(
        &[],
        &["unknown-scope"],
        "diagnostics:\n  allow: [no-success, inferred-type]\n",
        expect![[r#"
            specs: warning[unneeded-allow]: `unknown-scope` is allowed, but there is none
            specs/codegen.yaml:2:11: warning[unneeded-allow]: `no-success` is allowed, but there is none
            specs/pets.yaml:6:34: warning[unknown-format]: the format `big` is unknown here and read as `int64`
        "#]],
    );
    expect![[r#"
        warning[unneeded-allow]: `unknown-scope` is allowed, but there is none
        --> specs
         = help: remove the option, so that the next one is seen

        warning[unneeded-allow]: `no-success` is allowed, but there is none
         --> specs/codegen.yaml:2:11
          |
        2 |   allow: [no-success, inferred-type]
          |           ^^^^^^^^^^
          |
          = help: remove it, so that the next one is seen

        warning[unknown-format]: the format `big` is unknown here and read as `int64`
         --> specs/pets.yaml:6:34
          |
        6 |     Age: {type: integer, format: big}
          |                                  ^^^
          |
          = help: the formats of numbers are `int32`, `int64`, `float` and `double`

    "#]]
    .assert_eq(&output.diagnostics.human(false));
    // One API may have what another has not; and behind an error more may come.
    let levels = Levels::from_options(&[], &["unknown-scope".to_owned()]).expect("levels");
    let options = Options {
        apis: vec!["pets".to_owned()],
        levels,
        ..Options::default()
    };
    let output = generate(&options, &loader(&[("pets.yaml", PETS)]));
    assert!(!output.diagnostics.short().contains("unneeded-allow"));
    let broken = PETS.replace("paths", "pats");
    let options = Options {
        apis: Vec::new(),
        ..options
    };
    let output = generate(&options, &loader(&[("pets.yaml", broken)]));
    assert!(!output.diagnostics.short().contains("unneeded-allow"));
}

#[test]
fn what_cannot_be_said_about_codes() {
    let wrong = |deny: &[&str], allow: &[&str]| {
        let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let wrong = Levels::from_options(&owned(deny), &owned(allow)).expect_err("a mistake");
        format!("{} ({})\n", wrong.message, wrong.help)
    };
    let said = [
        wrong(&["unknown-fromat"], &[]),
        wrong(&["qqqq"], &[]),
        wrong(&[], &["unknown-fromat"]),
        wrong(&[], &["unknown-keyword"]),
        wrong(&[], &["warnings"]),
        wrong(&["no-success"], &["no-success"]),
    ];
    expect![[r#"
        --deny: there is no diagnostic `unknown-fromat` (there is a similar one: `unknown-format`)
        --deny: there is no diagnostic `qqqq` (`cargo xtask explain` lists all of them)
        --allow: there is no diagnostic `unknown-fromat` (there is a similar one: `unknown-format`)
        --allow: `unknown-keyword` is an error, and errors cannot be allowed (repair what causes it by an overlay, or leave it out by a filter)
        --allow: codes are allowed one by one, not all `warnings` (name the codes that diagnostics show in brackets)
        --allow: `no-success` is both denied and allowed (take it out of one of them)
    "#]].assert_eq(&said.concat());
}

#[test]
fn what_cannot_be_said_in_the_configuration() {
    let config = "diagnostics:
  deny: [unknown-fromat, 1, no-success]
  allow: [unknown-keyword, no-success, warnings]
  alow: []
";
    let output = run(&[], &[], config);
    expect![[r#"
        error[invalid-configuration]: there is no diagnostic `unknown-fromat`
         --> specs/codegen.yaml:2:10
          |
        2 |   deny: [unknown-fromat, 1, no-success]
          |          ^^^^^^^^^^^^^^
          |
          = help: there is a similar one: `unknown-format`

        error[invalid-configuration]: `deny` is a list of codes, not of an integer
         --> specs/codegen.yaml:2:26
          |
        2 |   deny: [unknown-fromat, 1, no-success]
          |                          ^
          |
          = help: `cargo xtask explain` lists all of them

        error[invalid-configuration]: `unknown-keyword` is an error, and errors cannot be allowed
         --> specs/codegen.yaml:3:11
          |
        3 |   allow: [unknown-keyword, no-success, warnings]
          |           ^^^^^^^^^^^^^^^
          |
          = help: repair what causes it by an overlay, or leave it out by a filter

        error[invalid-configuration]: `no-success` is both denied and allowed
         --> specs/codegen.yaml:3:28
          |
        3 |   allow: [unknown-keyword, no-success, warnings]
          |                            ^^^^^^^^^^
          |
          = help: take it out of one of them

        error[invalid-configuration]: codes are allowed one by one, not all `warnings`
         --> specs/codegen.yaml:3:40
          |
        3 |   allow: [unknown-keyword, no-success, warnings]
          |                                        ^^^^^^^^
          |
          = help: name the codes that diagnostics show in brackets

        error[invalid-configuration]: `diagnostics` has no key `alow`
         --> specs/codegen.yaml:4:3
          |
        4 |   alow: []
          |   ^^^^
          |
          = help: a key with a similar name exists: `allow`

        warning[unknown-format]: the format `big` is unknown here and read as `int64`
         --> specs/pets.yaml:6:34
          |
        6 |     Age: {type: integer, format: big}
          |                                  ^^^
          |
          = help: the formats of numbers are `int32`, `int64`, `float` and `double`

        note[inferred-type]: there is no `type`: its keywords are those of a string
         --> specs/pets.yaml:7:11
          |
        7 |     Name: {maxLength: 10}
          |           ^^^^^^^^^^^^^^^

    "#]]
    .assert_eq(&output.diagnostics.human(false));
    let output = run(&[], &[], "diagnostics: {deny: warnings}\n");
    expect![[r#"
        specs/codegen.yaml:1:21: error[invalid-configuration]: `deny` is a list of codes, not a string
        specs/pets.yaml:6:34: warning[unknown-format]: the format `big` is unknown here and read as `int64`
        specs/pets.yaml:7:11: note[inferred-type]: there is no `type`: its keywords are those of a string
    "#]].assert_eq(&output.diagnostics.short());
    let output = run(&[], &[], "diagnostics: [warnings]\n");
    expect![[r#"
        specs/codegen.yaml:1:14: error[invalid-configuration]: `diagnostics` is an object, not an array
        specs/pets.yaml:6:34: warning[unknown-format]: the format `big` is unknown here and read as `int64`
        specs/pets.yaml:7:11: note[inferred-type]: there is no `type`: its keywords are those of a string
    "#]].assert_eq(&output.diagnostics.short());
}

/// Every construct is counted once, and what is said about it is said there.
#[test]
fn constructs_are_counted_by_what_is_said_about_them() {
    let text = "openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.example', variables: {region: {default: eu}}}]
security: [{tokn: []}]
paths:
  /pets/{id}:
    post:
      operationId: putPet
      parameters:
        - {$ref: '#/components/parameters/Id'}
        - {name: at, in: query, schema: {type: integer, format: big}}
      requestBody:
        content:
          application/json: {schema: {$ref: '#/components/schemas/Pet'}, example: {name: 1}}
      responses:
        '200':
          description: A pet
          headers: {X-Age: {schema: {type: integer}}}
          content: {application/json: {schema: {type: string}, examples: {a: {value: b}, c: {value: d}}}}
          links: {next: {operationId: nothing}}
      callbacks:
        done: {'{$request.query.at}': {post: {responses: {'204': {description: Done}}}}}
  /pets/{name}: {get: {responses: {'204': {description: Done}}}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  parameters:
    Id: {name: id, in: path, required: true, schema: {type: string}}
  schemas:
    Pet: {type: object, properties: {name: {type: string}, tail: {type: strin}}}
";
    let (apis, cx) = coverage::run(&loader(&[("pets.yaml", text)]), &[]);
    let mut said = String::new();
    for (construct, counts) in &apis[0].constructs {
        said += &format!(
            "{}: {} typed, {} degraded, {} rejected {:?}\n",
            construct.plural(),
            counts.typed,
            counts.degraded,
            counts.rejected,
            counts.codes
        );
    }
    said += &format!("elsewhere {:?}\n\n{}", apis[0].elsewhere, cx.short());
    expect![[r#"
        operations: 3 typed, 0 degraded, 0 rejected {}
        parameters: 2 typed, 0 degraded, 0 rejected {}
        request bodies: 1 typed, 0 degraded, 0 rejected {}
        responses: 3 typed, 0 degraded, 0 rejected {}
        headers: 1 typed, 0 degraded, 0 rejected {}
        schemas: 5 typed, 1 degraded, 1 rejected {"invalid-value": 1, "unknown-format": 1}
        security schemes: 1 typed, 0 degraded, 0 rejected {}
        links: 0 typed, 1 degraded, 0 rejected {"unknown-operation": 1}
        callbacks: 1 typed, 0 degraded, 0 rejected {}
        webhooks: 0 typed, 0 degraded, 0 rejected {}
        servers: 0 typed, 1 degraded, 0 rejected {"unused-server-variable": 1}
        examples: 2 typed, 1 degraded, 0 rejected {"invalid-example": 1}
        elsewhere {"divided-path": 1, "undeclared-path-parameter": 1, "unknown-security-scheme": 1}

        specs/pets.yaml:3:53: warning[unused-server-variable]: the URL has no variable `region`
        specs/pets.yaml:4:13: error[unknown-security-scheme]: the security scheme `tokn` is not declared under `components.securitySchemes`
        specs/pets.yaml:11:65: warning[unknown-format]: the format `big` is unknown here and read as `int64`
        specs/pets.yaml:14:90: warning[invalid-example]: the example is not a string
        specs/pets.yaml:20:39: warning[unknown-operation]: the link leads to no operation of the document: `nothing`
        specs/pets.yaml:23:3: error[undeclared-path-parameter]: the variable `{name}` of the path is declared by no parameter
        specs/pets.yaml:23:3: warning[divided-path]: `/pets/{name}` is the path `/pets/{id}` again
        specs/pets.yaml:29:73: error[invalid-value]: `strin` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
    "#]].assert_eq(&said);
    let swagger = "swagger: '2.0'
info: {title: Pets, version: '1'}
host: pets.example
paths:
  /pets:
    post:
      parameters:
        - {name: pet, in: body, schema: {$ref: '#/definitions/Pet'}}
        - {name: page, in: query, type: integer, format: big}
      responses: {'204': {description: Done}}
definitions:
  Pet: {type: object, example: {}}
";
    let (apis, _) = coverage::run(&loader(&[("pets.yaml", swagger)]), &[]);
    let counted: Vec<_> = apis[0]
        .constructs
        .iter()
        .filter(|(_, counts)| counts.total() > 0)
        .map(|(construct, counts)| (construct.plural(), counts.total(), counts.degraded))
        .collect();
    expect![[r#"
        [
            (
                "operations",
                1,
                0,
            ),
            (
                "parameters",
                1,
                1,
            ),
            (
                "request bodies",
                1,
                0,
            ),
            (
                "responses",
                1,
                0,
            ),
            (
                "schemas",
                1,
                0,
            ),
            (
                "servers",
                1,
                0,
            ),
            (
                "examples",
                1,
                0,
            ),
        ]
    "#]]
    .assert_debug_eq(&counted);
}

/// A limit is said once, but everything beyond it is rejected.
#[test]
fn what_is_beyond_a_limit_is_counted() {
    let operations: String = (0..30)
        .map(|at| format!("  /p{at}: {{get: {{responses: {{'204': {{description: Done}}}}}}}}\n"))
        .collect();
    let files = [
        ("codegen.yaml", "limits: {lines: 2000}\n".to_owned()),
        (
            "pets.yaml",
            format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{operations}"),
        ),
    ];
    let (apis, cx) = coverage::run(&loader(&files), &[]);
    let (_, counts) = &apis[0].constructs[0];
    let at_all = (counts.typed, counts.total(), cx.iter().count());
    assert_eq!(at_all, (12, 30, 1), "{counts:?} {}", cx.short());
    assert_eq!(counts.codes["limit-exceeded"], counts.rejected);
    assert!(!apis[0].elsewhere.contains_key("limit-exceeded"));
}
