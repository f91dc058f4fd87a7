//! The formats of diagnostics, and that no text of a document breaks out of any.

use crate::{documents, said};
use expect_test::{Expect, expect};
use generator::diagnostics::{Diagnostics, codes};
use serde_json::Value;

/// Two places, a label, a note or a remedy, and names that each format has to quote.
fn example() -> Diagnostics {
    let text = "openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  '/a%,b/{x}': {}
  '/a%,b/{y}': {}
components:
  schemas:
    Age: {type: integer, format: big}
    \"50%\\r\\n::error::x,y\": {type: strin}
";
    said(&[
        ("a b,c:d%/pets.yaml", text),
        ("pets.yaml", text),
        ("stray.names.lock", ""),
    ])
}

#[track_caller]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(text);
}

#[test]
fn github() {
    check(
        &example().github(),
        expect![[r#"
            ::error file=specs/a b%2Cc%3Ad%25,title=invalid-api-name::`a b,c:d%25` cannot be the name of an API: it is not in snake case (`[a-z][a-z0-9_]*`)%0Ahelp: rename it, for instance to `a_b_c_d`
            ::error file=specs/pets.yaml,line=5,col=3,endLine=5,endColumn=14,title=ambiguous-path::`/a%25,b/{y}` matches the same requests as `/a%25,b/{x}`%0Anote: the first of them: specs/pets.yaml:4:3%0Ahelp: unite them under one path, or remove one by an overlay
            ::warning file=specs/pets.yaml,line=8,col=34,endLine=8,endColumn=37,title=unknown-format::the format `big` is unknown here and read as `int64`%0Ahelp: the formats of numbers are `int32`, `int64`, `float` and `double`
            ::error file=specs/pets.yaml,line=9,col=5,endLine=9,endColumn=26,title=invalid-name::`50%25\r\n::error::x,y` cannot be the name of a component%0Ahelp: use letters and digits of ASCII, `.`, `-` and `_` only
            ::error file=specs/pets.yaml,line=9,col=35,endLine=9,endColumn=40,title=invalid-value::`strin` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`%0Ahelp: a similar word exists: `string`
            ::warning file=specs/stray.names.lock,title=stray-lock::the lock belongs to no API: there is no `stray`%0Ahelp: remove it, or rename it with the document that it was for
        "#]],
    );
}

#[test]
fn short() {
    check(
        &example().short(),
        expect![[r#"
            specs/a b,c:d%: error[invalid-api-name]: `a b,c:d%` cannot be the name of an API: it is not in snake case (`[a-z][a-z0-9_]*`)
            specs/pets.yaml:5:3: error[ambiguous-path]: `/a%,b/{y}` matches the same requests as `/a%,b/{x}`
            specs/pets.yaml:8:34: warning[unknown-format]: the format `big` is unknown here and read as `int64`
            specs/pets.yaml:9:5: error[invalid-name]: `50%\r\n::error::x,y` cannot be the name of a component
            specs/pets.yaml:9:35: error[invalid-value]: `strin` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`
            specs/stray.names.lock: warning[stray-lock]: the lock belongs to no API: there is no `stray`
        "#]],
    );
}

#[test]
fn json() {
    check(
        &example().json(),
        expect![[r#"
            {"version":1,"severity":"error","code":"invalid-api-name","message":"`a b,c:d%` cannot be the name of an API: it is not in snake case (`[a-z][a-z0-9_]*`)","file":"specs/a b,c:d%","line":null,"column":null,"end_line":null,"end_column":null,"label":"","related":[],"notes":[],"help":"rename it, for instance to `a_b_c_d`"}
            {"version":1,"severity":"error","code":"ambiguous-path","message":"`/a%,b/{y}` matches the same requests as `/a%,b/{x}`","file":"specs/pets.yaml","line":5,"column":3,"end_line":5,"end_column":14,"label":"","related":[{"file":"specs/pets.yaml","line":4,"column":3,"end_line":4,"end_column":14,"label":"the first of them"}],"notes":[],"help":"unite them under one path, or remove one by an overlay"}
            {"version":1,"severity":"warning","code":"unknown-format","message":"the format `big` is unknown here and read as `int64`","file":"specs/pets.yaml","line":8,"column":34,"end_line":8,"end_column":37,"label":"","related":[],"notes":[],"help":"the formats of numbers are `int32`, `int64`, `float` and `double`"}
            {"version":1,"severity":"error","code":"invalid-name","message":"`50%\r\n::error::x,y` cannot be the name of a component","file":"specs/pets.yaml","line":9,"column":5,"end_line":9,"end_column":26,"label":"","related":[],"notes":[],"help":"use letters and digits of ASCII, `.`, `-` and `_` only"}
            {"version":1,"severity":"error","code":"invalid-value","message":"`strin` is none of `array`, `boolean`, `integer`, `number`, `object` and `string`","file":"specs/pets.yaml","line":9,"column":35,"end_line":9,"end_column":40,"label":"","related":[],"notes":[],"help":"a similar word exists: `string`"}
            {"version":1,"severity":"warning","code":"stray-lock","message":"the lock belongs to no API: there is no `stray`","file":"specs/stray.names.lock","line":null,"column":null,"end_line":null,"end_column":null,"label":"","related":[],"notes":[],"help":"remove it, or rename it with the document that it was for"}
        "#]],
    );
}

#[test]
fn sarif() {
    let cx = said(&[(
        "pets.yaml",
        "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths:\n  /a: {}\n  /a: {}\n",
    )]);
    // The pages have a test of their own.
    let page = serde_json::to_string(codes::DUPLICATE_KEY.markdown()).expect("a string");
    check(
        &cx.sarif().replace(&page, "\"…\""),
        expect![[r#"
            {
              "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
              "version": "2.1.0",
              "runs": [
                {
                  "tool": {
                    "driver": {
                      "name": "cargo xtask codegen",
                      "semanticVersion": "0.0.0",
                      "rules": [
                        {
                          "id": "duplicate-key",
                          "shortDescription": {
                            "text": "An object has one key twice."
                          },
                          "fullDescription": {
                            "text": "Readers of YAML and JSON disagree about which of two equal keys counts. One of the two is lost, most often without\nanybody's knowledge."
                          },
                          "help": {
                            "text": "Merge the two members into one, or delete the one that is out of date.",
                            "markdown": "…"
                          },
                          "defaultConfiguration": {
                            "level": "error"
                          }
                        }
                      ]
                    }
                  },
                  "columnKind": "unicodeCodePoints",
                  "results": [
                    {
                      "ruleId": "duplicate-key",
                      "ruleIndex": 0,
                      "level": "error",
                      "message": {
                        "text": "the key `/a` appears twice in one object (again here)\nhelp: merge the two, or remove the one that is out of date"
                      },
                      "locations": [
                        {
                          "physicalLocation": {
                            "artifactLocation": {
                              "uri": "specs/pets.yaml"
                            },
                            "region": {
                              "startLine": 5,
                              "startColumn": 3,
                              "endLine": 5,
                              "endColumn": 5
                            }
                          }
                        }
                      ],
                      "relatedLocations": [
                        {
                          "physicalLocation": {
                            "artifactLocation": {
                              "uri": "specs/pets.yaml"
                            },
                            "region": {
                              "startLine": 4,
                              "startColumn": 3,
                              "endLine": 4,
                              "endColumn": 5
                            }
                          },
                          "id": 1,
                          "message": {
                            "text": "first here"
                          }
                        }
                      ]
                    }
                  ]
                }
              ]
            }
        "#]],
    );
}

/// SARIF 2.1.0: what its schema says, and beyond that ranges and references between parts.
#[test]
fn sarif_is_valid_for_every_document() {
    // As published, one pattern is none.
    let schema = include_str!("sarif/schema.json").replace("{2}]?$", "{2}$");
    let schema = serde_json::from_str(&schema).expect("JSON");
    let judge = jsonschema::draft7::new(&schema).expect("a schema");
    for (name, cx) in documents::all() {
        let document: Value = serde_json::from_str(&cx.sarif()).expect("JSON");
        let errors: Vec<String> = judge
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {}", errors.join("\n"));
        assert_eq!(document["version"], "2.1.0", "{name}");
        let run = &document["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        for rule in rules {
            for key in ["shortDescription", "fullDescription", "help"] {
                let text = rule[key]["text"].as_str().expect("a text");
                assert!(!text.is_empty(), "{name}: {key}");
            }
        }
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), cx.iter().count(), "{name}");
        for (result, one) in results.iter().zip(cx.iter()) {
            let index = result["ruleIndex"].as_u64().expect("an index");
            let rule = &rules[usize::try_from(index).expect("an index")];
            assert_eq!(rule["id"], one.code.name);
            assert_eq!(result["ruleId"], one.code.name);
            assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap_or("")));
            let related = result["relatedLocations"].as_array().expect("locations");
            let locations = result["locations"].as_array().expect("locations");
            assert_eq!(locations.len(), 1);
            for location in locations.iter().chain(related) {
                sarif_location(&name, location);
            }
        }
    }
}

fn sarif_location(name: &str, location: &Value) {
    let physical = &location["physicalLocation"];
    let uri = physical["artifactLocation"]["uri"].as_str().expect("a URI");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
    assert!(
        !uri.is_empty() && uri.chars().all(is_plain),
        "{name}: {uri}"
    );
    let Some(region) = physical.get("region") else {
        return;
    };
    let number = |key: &str| region[key].as_u64().expect("a number");
    let (line, column) = (number("startLine"), number("startColumn"));
    let (end_line, end_column) = (number("endLine"), number("endColumn"));
    assert!(line >= 1 && column >= 1, "{name}");
    assert!((end_line, end_column) >= (line, column), "{name}");
}

/// A runner of workflows obeys lines that begin with `::`, white space aside, and `##[` anywhere; a terminal obeys control
/// characters; some characters hide text or turn it around.
#[test]
fn nothing_of_a_document_is_obeyed() {
    for (name, cx) in documents::all() {
        let formats = [
            ("human", cx.human(false)),
            ("short", cx.short()),
            ("json", cx.json()),
            ("sarif", cx.sarif()),
            ("github", cx.github()),
        ];
        for (format, text) in formats {
            for line in text.lines() {
                let is_command = line.trim_start().starts_with("::");
                assert_eq!(is_command, format == "github", "{name}: {format}: {line}");
                assert!(!line.contains("##["), "{name}: {format}: {line}");
                let is_bad = |c: &char| {
                    c.is_control() && *c != '\t'
                        || ('\u{200b}'..='\u{200f}').contains(c)
                        || ('\u{2028}'..='\u{202e}').contains(c)
                        || ('\u{2060}'..='\u{206f}').contains(c)
                };
                let bad = line.chars().find(is_bad);
                assert_eq!(bad, None, "{name}: {format}: {line:?}");
            }
        }
        let lines = cx.github().lines().count();
        assert_eq!(lines, cx.iter().count(), "{name}");
        for (line, one) in cx.json().lines().zip(cx.iter()) {
            let object: Value = serde_json::from_str(line).expect("JSON");
            assert_eq!(object["message"], one.message.as_str(), "{name}");
            assert_eq!(object["severity"], one.severity.name(), "{name}");
        }
    }
}

/// A command is its name, properties and a message: what is quoted stays in the part that it was put into.
#[test]
fn commands_of_workflows_read_as_what_was_meant() {
    for (name, cx) in documents::all() {
        for (line, one) in cx.github().lines().zip(cx.iter()) {
            let rest = line.strip_prefix("::").expect("a command");
            let (head, message) = rest.split_once("::").expect("a message");
            let (command, properties) = head.split_once(' ').expect("properties");
            assert!(["error", "warning", "notice"].contains(&command), "{name}");
            let mut keys = Vec::new();
            for property in properties.split(',') {
                let (key, value) = property.split_once('=').expect("a property");
                assert!(!value.contains([':', ',']), "{name}: {property}");
                keys.push(key);
            }
            assert_eq!((keys[0], keys[keys.len() - 1]), ("file", "title"), "{name}");
            let message = message.replace("%0A", "\n").replace("%0D", "\r");
            let message = message.replace("%25", "%");
            let first = message.lines().next().unwrap_or_default();
            let meant = one.message.chars().all(|c| !c.is_control() && c.is_ascii());
            let shown = one.message.contains("##[") || first.starts_with(&one.message);
            assert!(!meant || shown, "{name}: {message}");
        }
    }
}
