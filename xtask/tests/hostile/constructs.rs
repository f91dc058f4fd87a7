//! Every construct of a document far too often, and small things that are used far too often.

use crate::documents::{
    ANSWER, answer, each, nested, newer, operation, paths, schemas, with_components,
};
use crate::{Files, Hostile};

/// All of them.
pub(crate) const ALL: [Hostile; 43] = [
    ("a base of many properties", |size| {
        let properties = each(size * 2, |at| format!(r#""b{at}":{{"type":"string"}}"#));
        let base = format!(r#""Base":{{"type":"object","properties":{{{properties}}}}}"#);
        let composed = each(size * 10, |at| {
            format!(
                r##""S{at}":{{"allOf":[{{"$ref":"#/components/schemas/Base"}},{{"type":"object","properties":{{"p{at}":{{"type":"string"}}}}}}]}}"##
            )
        });
        schemas(&format!("{base},{composed}"))
    }),
    ("branches with much in common", |size| {
        let properties = each(size * 5, |at| format!(r#""b{at}":{{"type":"string"}}"#));
        let branches = each(size * 5, |at| {
            format!(r#"{{"required":["b{at}"],"properties":{{"c{at}":{{"type":"string"}}}}}}"#)
        });
        schemas(&format!(
            r#""A":{{"type":"object","properties":{{{properties}}},"oneOf":[{branches}]}}"#
        ))
    }),
    ("one schema composed in many places", |size| {
        let parts = each(size.min(900), |at| {
            format!(r#""P{at}":{{"type":"object","properties":{{"p{at}":{{}}}}}}"#)
        });
        let all = each(size.min(900), |at| {
            format!(r##"{{"$ref":"#/components/schemas/P{at}"}}"##)
        });
        let composed = each(size * 20, |at| {
            format!(r##""S{at}":{{"allOf":[{{"$ref":"#/components/schemas/All"}}]}}"##)
        });
        schemas(&format!(r#"{parts},"All":{{"allOf":[{all}]}},{composed}"#))
    }),
    ("objects inside an object", |size| {
        schemas(&format!(
            r#""A":{{"type":"object","properties":{{{}}}}}"#,
            each(size * 29, |at| format!(
                r#""v{at}":{{"type":"object","properties":{{"a{at}":{{"type":"string"}}}}}}"#
            ))
        ))
    }),
    ("as many objects as there may be", |size| {
        let object = |of: usize| {
            each(100, |at| {
                format!(r#""v{at}":{{"type":"object","properties":{{"a{of}x{at}":{{}}}}}}"#)
            })
        };
        schemas(&each(size * 3, |at| {
            format!(
                r#""S{at}":{{"type":"object","properties":{{{}}}}}"#,
                object(at)
            )
        }))
    }),
    ("as many schemas as there may be", |size| {
        schemas(&each(size * 29, |at| {
            format!(r#""S{at}":{{"type":"object","properties":{{"a":{{"type":"string"}}}}}}"#)
        }))
    }),
    ("as many operations as there may be", |size| {
        let methods = [
            "get", "put", "post", "delete", "options", "head", "patch", "trace",
        ];
        paths(&each(size * 29, |at| {
            let all = methods.map(|method| format!(r#""{method}":{{{ANSWER}}}"#));
            format!(r#""/p{at}":{{{}}}"#, all.join(","))
        }))
    }),
    ("a few thousand ordinary operations", |size| {
        paths(&each(size * 4, |at| {
            format!(
                r#""/p{at}/{{x}}":{{"get":{{"operationId":"o{at}","parameters":[{{"name":"x","in":"path","required":true,"schema":{{"type":"string"}}}},{{"name":"q","in":"query","schema":{{"type":"integer"}}}}],{ANSWER}}}}}"#
            )
        }))
    }),
    ("parameters of a path", |size| {
        let shared = each(size * 2, |at| {
            format!(r#"{{"name":"p{at}","in":"query","schema":{{"type":"string"}}}}"#)
        });
        let methods = [
            "get", "put", "post", "delete", "options", "head", "patch", "trace",
        ];
        let all = methods.map(|method| format!(r#""{method}":{{{ANSWER}}}"#));
        paths(&each(20, |at| {
            format!(r#""/p{at}":{{"parameters":[{shared}],{}}}"#, all.join(","))
        }))
    }),
    ("one path item for all", |size| {
        let shared = each(size, |at| {
            format!(r#"{{"name":"p{at}","in":"query","schema":{{"type":"string"}}}}"#)
        });
        let others = each(size * 10, |at| {
            format!(r##""/q{at}":{{"$ref":"#/paths/~1p"}}"##)
        });
        paths(&format!(
            r#""/p":{{"parameters":[{shared}],"get":{{{ANSWER}}}}},{others}"#
        ))
    }),
    ("one parameter for all", |size| {
        used_by_all(
            size,
            "parameters",
            &format!(
                r#"{{"name":"x","in":"query","description":"{}","schema":{{"type":"string"}}}}"#,
                "word ".repeat(size * 100)
            ),
            |reference| format!(r#""parameters":[{reference}],{ANSWER}"#),
        )
    }),
    ("one response for all", |size| {
        let headers = each(size * 2, |at| {
            format!(r#""h{at}":{{"schema":{{"type":"string"}}}}"#)
        });
        used_by_all(
            size,
            "responses",
            &format!(r#"{{"description":"x","headers":{{{headers}}}}}"#),
            |reference| format!(r#""responses":{{"200":{reference}}}"#),
        )
    }),
    ("one body for all", |size| {
        let content = each(size, |at| format!(r#""application/x{at}":{{}}"#));
        used_by_all(
            size,
            "requestBodies",
            &format!(r#"{{"content":{{{content}}}}}"#),
            |reference| format!(r#""requestBody":{reference},{ANSWER}"#),
        )
        .into_iter()
        .map(|(path, text)| (path, text.replace("\"get\"", "\"post\"")))
        .collect()
    }),
    ("one example for all", |size| {
        let value = format!(r#"{{"value":[{}]}}"#, each(size * 10, |at| at.to_string()));
        used_by_all(size, "examples", &value, |reference| {
            format!(
                r#""responses":{{"200":{{"description":"x","content":{{"application/json":{{"schema":{{}},"examples":{{"e":{reference}}}}}}}}}}}"#
            )
        })
    }),
    ("one callback for all", |size| {
        let requests = each(size, |at| {
            format!(r#""{{$request.query.u}}/{at}":{{"post":{{{ANSWER}}}}}"#)
        });
        used_by_all(size, "callbacks", &format!("{{{requests}}}"), |reference| {
            format!(r#""callbacks":{{"c":{reference}}},{ANSWER}"#)
        })
    }),
    ("callbacks in callbacks", |size| {
        let level = |at: usize| {
            format!(
                r##""C{at}":{{"{{$request.query.u}}":{{"post":{{"callbacks":{{"a":{{"$ref":"#/components/callbacks/C{0}"}},"b":{{"$ref":"#/components/callbacks/C{0}"}}}},{ANSWER}}}}}}}"##,
                at + 1
            )
        };
        let levels = each(size.min(40), level);
        let last = format!(
            r#""C{}":{{"{{$request.query.u}}":{{"post":{{{ANSWER}}}}}}}"#,
            size.min(40)
        );
        with_components(
            &format!(
                r##""/a":{{"get":{{"callbacks":{{"c":{{"$ref":"#/components/callbacks/C0"}}}},{ANSWER}}}}}"##
            ),
            &format!(r#""callbacks":{{{levels},{last}}}"#),
        )
    }),
    ("links of one response", |size| {
        answer(&format!(
            r#""links":{{{}}}"#,
            each(size * 20, |at| format!(
                r#""l{at}":{{"operationId":"o{at}"}}"#
            ))
        ))
    }),
    ("responses", |_| {
        operation(&format!(
            r#""x-a":1,"responses":{{{}}},"x-b":1"#,
            each(500, |at| format!(r#""{}":{{"description":"x"}}"#, at + 100))
        ))
    }),
    ("security schemes", |size| {
        let schemes = each(size * 20, |at| {
            format!(r#""s{at}":{{"type":"apiKey","in":"header","name":"X-{at}"}}"#)
        });
        let asked = each(size * 20, |at| format!(r#"{{"s{at}":[]}}"#));
        with_components(
            &format!(r#""/a":{{"get":{{"security":[{asked}],{ANSWER}}}}}"#),
            &format!(r#""securitySchemes":{{{schemes}}}"#),
        )
    }),
    ("schemes needed together", |size| {
        let schemes = each(size * 10, |at| {
            format!(r#""s{at}":{{"type":"apiKey","in":"header","name":"X-{at}"}}"#)
        });
        let asked = each(size * 10, |at| format!(r#""s{at}":[]"#));
        with_components(
            &format!(r#""/a":{{"get":{{"security":[{{{asked}}}],{ANSWER}}}}}"#),
            &format!(r#""securitySchemes":{{{schemes}}}"#),
        )
    }),
    ("security for all", |size| {
        let schemes = each(size, |at| {
            format!(r#""s{at}":{{"type":"apiKey","in":"header","name":"X-{at}"}}"#)
        });
        let asked = each(size, |at| format!(r#"{{"s{at}":[]}}"#));
        let operations = each(size * 5, |at| format!(r#""/p{at}":{{"get":{{{ANSWER}}}}}"#));
        with_components(&operations, &format!(r#""securitySchemes":{{{schemes}}}"#))
            .into_iter()
            .map(|(path, text)| {
                let security = format!(r#"{{"security":[{asked}],"#);
                (path, text.replacen('{', &security, 1))
            })
            .collect()
    }),
    ("scopes", |size| {
        let scopes = each(size * 29, |at| format!(r#""s{at}":"x""#));
        let asked = each(size * 29, |at| format!(r#""t{at}""#));
        with_components(
            &format!(r#""/a":{{"get":{{"security":[{{"s":[{asked}]}}],{ANSWER}}}}}"#),
            &format!(
                r#""securitySchemes":{{"s":{{"type":"oauth2","flows":{{"clientCredentials":{{"tokenUrl":"https://a.b","scopes":{{{scopes}}}}}}}}}}}"#
            ),
        )
    }),
    ("operations of many tags", |size| {
        paths(&each(size * 2, |at| {
            format!(
                r#""/p{at}":{{"get":{{"tags":[{}],{ANSWER}}}}}"#,
                each(100, |tag| format!(r#""t{}""#, at * 100 + tag))
            )
        }))
    }),
    ("a tag of its own for each operation", |size| {
        paths(&each(size * 5, |at| {
            format!(r#""/p{at}":{{"get":{{"tags":["t{at}"],{ANSWER}}}}}"#)
        }))
    }),
    ("values of a variable", |size| {
        let variables = each(size, |at| {
            let values = each(100, |value| format!(r#""v{value}""#));
            format!(r#""v{at}":{{"default":"v0","enum":[{values}]}}"#)
        });
        let url = (0..size).map(|at| format!("{{v{at}}}")).collect::<String>();
        paths("")
            .into_iter()
            .map(|(path, text)| {
                let servers = format!(
                    r#"{{"servers":[{{"url":"https://{url}/","variables":{{{variables}}}}}],"#
                );
                (path, text.replacen('{', &servers, 1))
            })
            .collect()
    }),
    ("mappings of a discriminator", |size| {
        let mapping = each(size * 20, |at| {
            format!(r##""m{at}":"#/components/schemas/B""##)
        });
        schemas(&format!(
            r##""B":{{"type":"object","required":["k"],"properties":{{"k":{{"type":"string"}}}}}},"A":{{"oneOf":[{{"$ref":"#/components/schemas/B"}}],"discriminator":{{"propertyName":"k","mapping":{{{mapping}}}}}}}"##
        ))
    }),
    ("children of one base", |size| {
        let children = each(size * 5, |at| {
            format!(
                r##""C{at}":{{"allOf":[{{"$ref":"#/components/schemas/Base"}},{{"type":"object","properties":{{"p{at}":{{}}}}}}]}}"##
            )
        });
        schemas(&format!(
            r#""Base":{{"type":"object","required":["k"],"properties":{{"k":{{"type":"string"}}}},"discriminator":{{"propertyName":"k"}}}},{children}"#
        ))
    }),
    ("enums that meet", |size| {
        let values = each(size * 20, |at| format!(r#""v{at}""#));
        schemas(&format!(
            r#""A":{{"allOf":[{{"type":"string","enum":[{values}]}},{{"type":"string","enum":[{values}]}}]}}"#
        ))
    }),
    ("definitions", |size| {
        newer(&format!(
            r##""A":{{"$defs":{{{}}},"$ref":"#/components/schemas/A/$defs/d0"}}"##,
            each(size * 20, |at| format!(
                r#""d{at}":{{"type":"object","properties":{{"a{at}":{{}}}}}}"#
            ))
        ))
    }),
    ("identifiers", |size| {
        newer(&each(size * 20, |at| {
            format!(
                r#""S{at}":{{"$id":"https://a.b/s{at}","properties":{{"a":{{"$ref":"s{}"}}}}}}"#,
                at / 2
            )
        }))
    }),
    ("identifiers in identifiers", |_| {
        newer(&nested(58, r#"{"$id":"a/","properties":{"a":"#, "{}", "}}"))
    }),
    ("anchors of schemas", |size| {
        newer(&each(size * 20, |at| {
            format!(r##""S{at}":{{"$anchor":"a{at}","properties":{{"a":{{"$ref":"#a{at}"}}}}}}"##)
        }))
    }),
    ("constants", |size| {
        newer(&each(size * 20, |at| {
            format!(r#""S{at}":{{"const":"c{at}"}}"#)
        }))
    }),
    ("conditions in conditions", |_| {
        newer(&nested(58, r#"{"if":{"type":"string"},"then":"#, "{}", "}"))
    }),
    ("defaults of an object", |size| {
        let value = each(size * 5, |at| format!(r#""p{at}":"x""#));
        let properties = each(size * 5, |at| format!(r#""p{at}":{{"type":"string"}}"#));
        schemas(&format!(
            r#""A":{{"type":"object","properties":{{{properties}}},"default":{{{value}}}}}"#
        ))
    }),
    ("names that look alike", |size| {
        let sign = |at: usize| char::from_u32(0x4e00 + at as u32 % 20_000).unwrap_or('x');
        schemas(&format!(
            r#""A":{{"type":"object","properties":{{{}}}}}"#,
            each(size * 20, |at| format!(
                r#""{0}":{{"type":"string"}}"#,
                sign(at)
            ))
        ))
    }),
    ("names of signs", |size| {
        schemas(&format!(
            r#""A":{{"type":"object","properties":{{{}}}}}"#,
            each(size * 3, |at| format!(
                r#""{}":{{"type":"string"}}"#,
                "-".repeat(at + 1)
            ))
        ))
    }),
    ("long names of operations", |size| {
        let long = "aB_".repeat(1_000);
        paths(&each(size * 2, |at| {
            format!(r#""/p{at}":{{"get":{{"operationId":"{long}{at}",{ANSWER}}}}}"#)
        }))
    }),
    ("one long value", |size| {
        schemas(&format!(
            r#""A":{{"type":"string","enum":["{0}"],"default":"{0}","example":"{0}"}}"#,
            "word ".repeat(size * 400)
        ))
    }),
    ("long patterns", |size| {
        schemas(&each(size * 2, |at| {
            format!(
                r#""S{at}":{{"type":"string","pattern":"^(a|b){{1,90}}{}$"}}"#,
                "(x+x+)+y".repeat(20)
            )
        }))
    }),
    ("an overlay of many actions", |size| {
        let actions: String = (0..size)
            .map(|at| format!("  - {{target: '$.info', update: {{x-a{at}: 1}}}}\n"))
            .collect();
        overlaid(size, &actions)
    }),
    ("an overlay that looks everywhere", |size| {
        let actions = "  - {target: '$..*', update: {x-a: 1}}\n".repeat(10);
        overlaid(size, &actions)
    }),
    ("an overlay that doubles", |size| {
        let actions = "  - {target: '$..*..*..*..[?@..*]', update: {x-a: {b: 1}}}\n".repeat(2);
        overlaid(size / 10, &actions)
    }),
];

/// Operations that all refer to one component.
fn used_by_all(
    size: usize,
    section: &str,
    component: &str,
    operation: impl Fn(&str) -> String,
) -> Files {
    let reference = format!(r##"{{"$ref":"#/components/{section}/X"}}"##);
    let operations = each(size * 2, |at| {
        format!(r#""/p{at}":{{"get":{{{}}}}}"#, operation(&reference))
    });
    with_components(&operations, &format!(r#""{section}":{{"X":{component}}}"#))
}

/// A document of many schemas, and an overlay over it.
fn overlaid(size: usize, actions: &str) -> Files {
    let mut files = schemas(&each(size * 10, |at| {
        format!(r#""S{at}":{{"type":"string"}}"#)
    }));
    for (path, _) in &mut files {
        *path = format!("a/{path}");
    }
    files.push((
        "a/a.overlay.yaml".to_owned(),
        format!("overlay: 1.0.0\ninfo: {{title: T, version: '1'}}\nactions:\n{actions}"),
    ));
    files
}
