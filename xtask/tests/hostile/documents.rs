//! Documents that are OpenAPI, and far too much of it.

use crate::texts::numbered;
use crate::{FULL, Files, Hostile};

/// All of them.
pub(crate) const ALL: [Hostile; 62] = [
    ("paths", |size| {
        paths(&each(size * 100, |at| {
            format!(r#""/p{at}":{{"get":{{"operationId":"o{at}",{ANSWER}}}}}"#)
        }))
    }),
    ("paths without names", |size| {
        paths(&each(size * 20, |at| {
            format!(r#""/p{at}":{{"get":{{{ANSWER}}}}}"#)
        }))
    }),
    ("templates", |size| {
        paths(&each(size * 20, |at| {
            format!(r#""/p/{{x}}/a{at}":{{"get":{{"parameters":[{X}],{ANSWER}}}}}"#)
        }))
    }),
    ("templates in segments", |size| {
        paths(&each(size * 10, |at| {
            format!(r#""/p/{{x}}-{at}":{{"get":{{"parameters":[{X}],{ANSWER}}}}}"#)
        }))
    }),
    ("a long path", |size| {
        paths(&format!(
            r#""{}":{{"get":{{{ANSWER}}}}}"#,
            "/a".repeat(size * 2_000)
        ))
    }),
    ("a path of variables", |size| {
        let names = numbered(size * 5, |at| format!("/{{v{at}}}"));
        let parameters = each(size * 5, |at| {
            format!(
                r#"{{"name":"v{at}","in":"path","required":true,"schema":{{"type":"string"}}}}"#
            )
        });
        paths(&format!(
            r#""{names}":{{"get":{{"parameters":[{parameters}],{ANSWER}}}}}"#
        ))
    }),
    ("tags", |size| {
        more(&format!(
            r#""tags":[{}]"#,
            each(size * 100, |at| format!(r#"{{"name":"t{at}"}}"#))
        ))
    }),
    ("tags of an operation", |size| {
        operation(&format!(
            r#""tags":[{}]"#,
            each(size * 100, |at| format!(r#""t{at}""#))
        ))
    }),
    ("parameters", |size| {
        operation(&format!(
            r#""parameters":[{}]"#,
            each(size * 100, |at| format!(
                r#"{{"name":"p{at}","in":"query","schema":{{"type":"string"}}}}"#
            ))
        ))
    }),
    ("headers", |size| {
        answer(&format!(
            r#""headers":{{{}}}"#,
            each(size * 20, |at| format!(
                r#""h{at}":{{"schema":{{"type":"string"}}}}"#
            ))
        ))
    }),
    ("media types", |size| {
        let content = each(size * 5, |at| {
            format!(
                r#""application/x{at}+json":{{"schema":{{"type":"object","properties":{{"p{at}":{{"type":"string"}}}}}}}}"#
            )
        });
        operation(&format!(r#""requestBody":{{"content":{{{content}}}}}"#))
            .into_iter()
            .map(|(path, text)| (path, text.replace("\"get\"", "\"post\"")))
            .collect()
    }),
    ("callbacks", |size| {
        operation(&format!(
            r#""callbacks":{{{}}}"#,
            each(size * 10, |at| format!(
                r#""c{at}":{{"{{$request.query.u}}":{{"post":{{{ANSWER}}}}}}}"#
            ))
        ))
    }),
    ("links", |size| {
        paths(&each(size * 5, |at| {
            format!(
                r#""/p{at}":{{"get":{{"operationId":"o{at}","responses":{{"200":{{"description":"x","links":{{"l":{{"operationId":"o{}"}}}}}}}}}}}}"#,
                at * 7 % (size * 5)
            )
        }))
    }),
    ("links to nothing", |size| {
        paths(&each(size * 20, |at| {
            format!(
                r#""/p{at}":{{"get":{{"operationId":"o{at}","responses":{{"200":{{"description":"x","links":{{"l":{{"operationId":"q{at}"}}}}}}}}}}}}"#
            )
        }))
    }),
    ("one name for all", |size| {
        paths(&each(size * 20, |at| {
            format!(r#""/p{at}":{{"get":{{"operationId":"o",{ANSWER}}}}}"#)
        }))
    }),
    ("servers", |size| {
        more(&format!(
            r#""servers":[{}]"#,
            each(size * 50, |at| format!(r#"{{"url":"https://a{at}.b/"}}"#))
        ))
    }),
    ("variables of a server", |size| {
        let url = numbered(size * 5, |at| format!("{{v{at}}}"));
        let variables = each(size * 5, |at| {
            format!(r#""v{at}":{{"default":"a","enum":["a","b"]}}"#)
        });
        more(&format!(
            r#""servers":[{{"url":"https://{url}.b/","variables":{{{variables}}}}}]"#
        ))
    }),
    ("schemas", |size| {
        schemas(&each(size * 100, |at| {
            format!(r#""S{at}":{{"type":"object","properties":{{"a":{{"type":"string"}}}}}}"#)
        }))
    }),
    ("schemas of one name", |size| {
        schemas(&each(size * 3, |at| {
            format!(r#""{}S":{{"type":"object"}}"#, "_".repeat(at))
        }))
    }),
    ("properties", |size| {
        schemas(&format!(
            r#""A":{{"type":"object","properties":{{{}}}}}"#,
            each(size * 100, |at| format!(r#""v{at}":{{"type":"string"}}"#))
        ))
    }),
    ("properties of one name", |size| {
        schemas(&format!(
            r#""A":{{"type":"object","properties":{{{}}}}}"#,
            each(size * 3, |at| format!(
                r#""{}a":{{"type":"string"}}"#,
                "-".repeat(at)
            ))
        ))
    }),
    ("required properties", |size| {
        let properties = each(size * 20, |at| format!(r#""v{at}":{{"type":"string"}}"#));
        let required = each(size * 20, |at| format!(r#""v{at}""#));
        schemas(&format!(
            r#""A":{{"type":"object","properties":{{{properties}}},"required":[{required}]}}"#
        ))
    }),
    ("one property required", |size| {
        schemas(&format!(
            r#""A":{{"type":"object","required":[{}]}}"#,
            each(size * 1_000, |_| r#""a""#.to_owned())
        ))
    }),
    ("values", |size| {
        schemas(&format!(
            r#""A":{{"type":"string","enum":[{}]}}"#,
            each(size * 1_000, |at| format!(r#""v{at}""#))
        ))
    }),
    ("values of one name", |size| {
        schemas(&format!(
            r#""A":{{"type":"string","enum":[{}]}}"#,
            each(size * 3, |at| format!(r#""{}a""#, "-".repeat(at)))
        ))
    }),
    ("integer values", |size| {
        schemas(&format!(
            r#""A":{{"type":"integer","enum":[{}]}}"#,
            each(size * 100, |at| at.to_string())
        ))
    }),
    ("object values", |size| {
        schemas(&format!(
            r#""A":{{"enum":[{}]}}"#,
            each(size * 20, |at| format!(r#"{{"a":{at}}}"#))
        ))
    }),
    ("branches", |size| {
        schemas(&format!(
            r#""A":{{"oneOf":[{}]}}"#,
            each(size * 10, |at| format!(
                r#"{{"type":"object","required":["b{at}"],"properties":{{"b{at}":{{"type":"string"}}}}}}"#
            ))
        ))
    }),
    ("branches alike", |size| {
        schemas(&format!(
            r#""A":{{"oneOf":[{}]}}"#,
            each(size * 5, |at| format!(
                r#"{{"type":"object","properties":{{"b{at}":{{"type":"string"}}}}}}"#
            ))
        ))
    }),
    ("branches of patterns", |size| {
        schemas(&format!(
            r#""A":{{"oneOf":[{}]}}"#,
            each(size * 5, |at| format!(
                r#"{{"type":"string","pattern":"^a{at}$"}}"#
            ))
        ))
    }),
    ("branches of constants", |size| {
        schemas(&format!(
            r#""A":{{"oneOf":[{}]}}"#,
            each(size * 5, |at| format!(
                r#"{{"type":"object","required":["k"],"properties":{{"k":{{"type":"string","enum":["b{at}"]}}}}}}"#
            ))
        ))
    }),
    ("any of many", |size| {
        schemas(&format!(
            r#""A":{{"anyOf":[{}]}}"#,
            each(size * 5, |at| format!(
                r#"{{"type":"object","properties":{{"b{at}":{{"type":"string"}}}}}}"#
            ))
        ))
    }),
    ("all of many", |size| {
        schemas(&format!(
            r#""A":{{"allOf":[{}]}}"#,
            each(size * 20, |at| format!(
                r#"{{"type":"object","properties":{{"b{at}":{{"type":"string"}}}}}}"#
            ))
        ))
    }),
    ("a chain of allOf", |size| {
        chain(size * 10, |below| format!(r#"{{"allOf":[{below}]}}"#))
    }),
    ("a chain of allOf that adds", |size| {
        chain(size * 2, |below| {
            format!(
                r#"{{"allOf":[{below},{{"type":"object","properties":{{"p":{{"type":"string"}}}}}}]}}"#
            )
        })
    }),
    ("a chain of references", |size| {
        chain(size * 100, str::to_owned)
    }),
    ("a circle of references", |size| {
        let length = size * 20;
        schemas(&each(length, |at| {
            format!(
                r##""S{at}":{{"$ref":"#/components/schemas/S{}"}}"##,
                (at + 1) % length
            )
        }))
    }),
    ("a chain of properties", |size| {
        chain(size * 10, |below| {
            format!(r#"{{"type":"object","required":["n"],"properties":{{"n":{below}}}}}"#)
        })
    }),
    ("a chain of lists", |size| {
        chain(size * 10, |below| {
            format!(r#"{{"type":"array","items":{below}}}"#)
        })
    }),
    ("a chain of maps", |size| {
        chain(size * 10, |below| {
            format!(r#"{{"type":"object","additionalProperties":{below}}}"#)
        })
    }),
    ("a chain of unions", |size| {
        chain(size * 5, |below| {
            format!(r#"{{"oneOf":[{below},{{"type":"string"}}]}}"#)
        })
    }),
    ("references to nothing", |size| {
        schemas(&each(size * 100, |at| {
            format!(r##""S{at}":{{"$ref":"#/components/schemas/T{at}"}}"##)
        }))
    }),
    ("a long reference", |size| {
        schemas(&format!(
            r##""A":{{"$ref":"#/{}"}}"##,
            "a/".repeat(size * 10_000)
        ))
    }),
    ("misspelt keywords", |size| {
        schemas(&each(size * 100, |at| {
            format!(r#""S{at}":{{"tipe":"string","propertis":{{}}}}"#)
        }))
    }),
    ("lists in lists", |_| {
        schemas(&nested(118, r#"{"type":"array","items":"#, "{}", "}"))
    }),
    ("objects in objects", |_| {
        schemas(&nested(
            58,
            r#"{"type":"object","properties":{"a":"#,
            "{}",
            "}}",
        ))
    }),
    ("unions in unions", |_| {
        schemas(&nested(
            58,
            r#"{"oneOf":[{"type":"integer"},"#,
            r#"{"type":"string"}"#,
            "]}",
        ))
    }),
    ("allOf in allOf", |_| {
        schemas(&nested(58, r#"{"allOf":["#, r#"{"type":"string"}"#, "]}"))
    }),
    ("not in not", |_| {
        schemas(&nested(118, r#"{"not":"#, "{}", "}"))
    }),
    ("patterns", |size| {
        let patterns = [
            "(a{1,1000}){1,1000}".to_owned(),
            format!("{}{}", "(".repeat(size * 100), ")".repeat(size * 100)),
            "a|".repeat(size * 1_000),
            "[a-z]".repeat(size * 200),
            r"\\p{L}".repeat(size),
            r"[^a-z]{1,1000}".repeat(size),
        ];
        let pattern = |(at, pattern): (usize, &String)| {
            format!(r#""P{at}":{{"type":"string","pattern":"{pattern}"}}"#)
        };
        schemas(
            &patterns
                .iter()
                .enumerate()
                .map(pattern)
                .collect::<Vec<_>>()
                .join(","),
        )
    }),
    ("many patterns", |size| {
        schemas(&format!(
            r#""A":{{"type":"object","properties":{{{}}}}}"#,
            each(size * 3, |at| format!(
                r#""v{at}":{{"type":"string","pattern":"^\\w{{1,200}}x{at}$"}}"#
            ))
        ))
    }),
    ("pattern properties", |size| {
        newer(&format!(
            r#""A":{{"type":"object","patternProperties":{{{}}}}}"#,
            each(size * 5, |at| format!(r#""^p{at}":{{"type":"string"}}"#))
        ))
    }),
    ("dependent properties", |size| {
        newer(&format!(
            r#""A":{{"type":"object","dependentRequired":{{{}}}}}"#,
            each(size, |at| format!(
                r#""p{at}":[{}]"#,
                each(100, |at| format!(r#""q{at}""#))
            ))
        ))
    }),
    ("a tuple", |size| {
        newer(&format!(
            r#""A":{{"type":"array","prefixItems":[{}]}}"#,
            each(size * 20, |_| r#"{"type":"string"}"#.to_owned())
        ))
    }),
    ("dynamic references", |size| {
        let count = size.min(300);
        newer(&each(count, |at| {
            format!(
                r##""S{at}":{{"$id":"https://a.b/s{at}","$dynamicAnchor":"n","type":"object","properties":{{"a":{{"$dynamicRef":"#n"}},"b":{{"$ref":"s{}"}},"c":{{"$ref":"s{}"}}}}}}"##,
                (at + 1) % count,
                (at * 7 + 1) % count
            )
        }))
    }),
    ("a large default", |size| {
        schemas(&format!(
            r#""A":{{"type":"array","items":{{"type":"integer"}},"default":[{}]}}"#,
            each(size * 200, |_| "1".to_owned())
        ))
    }),
    ("a large example", |size| {
        schemas(&format!(
            r#""A":{{"type":"array","items":{{"type":"integer"}},"example":[{}]}}"#,
            each(size * 200, |_| "1".to_owned())
        ))
    }),
    ("large bounds", |_| {
        schemas(&format!(
            r#""P":{{"type":"integer","minimum":{}}},"Q":{{"type":"array","minItems":1000000000,"items":{{"type":"string","minLength":4000000000}}}}"#,
            "9".repeat(300)
        ))
    }),
    ("long names", |size| {
        schemas(&format!(
            r#""A":{{"type":"object","properties":{{"{}":{{"type":"string"}}}}}}"#,
            "aB".repeat(size * 5_000)
        ))
    }),
    ("Markdown", |size| {
        let texts = [
            "[",
            "> ",
            "* ",
            "`",
            "<a ",
            "[a](b ",
            "_a*",
            "http://a.b ",
            "\\n",
            "|a|b|\\n|-|-|\\n",
            "&amp;",
            "![",
            "- a\\n  ",
            "<!--",
            "~~~\\n",
        ];
        let schema = |(at, text): (usize, &&str)| {
            format!(
                r#""S{at}":{{"type":"string","description":"{}"}}"#,
                text.repeat(size * 100)
            )
        };
        schemas(
            &texts
                .iter()
                .enumerate()
                .map(schema)
                .collect::<Vec<_>>()
                .join(","),
        )
    }),
    ("documents in a circle", |size| {
        let count = size * 5;
        let mut files: Files = (0..count)
            .map(|at| {
                (
                    format!("a/f{at}.yaml"),
                    format!("A: {{$ref: 'f{}.yaml#/A'}}\n", (at + 1) % count),
                )
            })
            .collect();
        files.push(("a/root.yaml".to_owned(), "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: {R: {$ref: 'f0.yaml#/A'}}}\n".to_owned()));
        files
    }),
    ("roots", |size| {
        let root = |at: usize| {
            (
                format!("a/d{at}.json"),
                document(
                    &format!(r#""/p{at}":{{"get":{{{ANSWER}}}}}"#),
                    r#""A":{"type":"string"}"#,
                ),
            )
        };
        (0..size * 5).map(root).collect()
    }),
];

pub(crate) const ANSWER: &str = r#""responses":{"200":{"description":"x"}}"#;

const X: &str = r#"{"name":"x","in":"path","required":true,"schema":{"type":"string"}}"#;

pub(crate) fn each(count: usize, text: impl Fn(usize) -> String) -> String {
    let all: Vec<String> = (0..count).map(text).collect();
    all.join(",")
}

fn document(paths: &str, schemas: &str) -> String {
    format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"T","version":"1"}},"paths":{{{paths}}},"components":{{"schemas":{{{schemas}}}}}}}"#
    )
}

pub(crate) fn paths(paths: &str) -> Files {
    vec![("a.json".to_owned(), document(paths, ""))]
}

pub(crate) fn schemas(schemas: &str) -> Files {
    vec![("a.json".to_owned(), document("", schemas))]
}

pub(crate) fn newer(schemas: &str) -> Files {
    vec![(
        "a.json".to_owned(),
        document("", schemas).replacen("3.0.3", "3.1.0", 1),
    )]
}

/// Paths, and components that are no schemas.
pub(crate) fn with_components(paths: &str, components: &str) -> Files {
    let text = document(paths, "").replacen(r#""schemas":{}"#, components, 1);
    vec![("a.json".to_owned(), text)]
}

fn more(rest: &str) -> Files {
    vec![(
        "a.json".to_owned(),
        document("", "").replacen(r#""paths""#, &format!(r#"{rest},"paths""#), 1),
    )]
}

pub(crate) fn operation(rest: &str) -> Files {
    paths(&format!(r#""/a":{{"get":{{{rest},{ANSWER}}}}}"#))
}

pub(crate) fn answer(rest: &str) -> Files {
    paths(&format!(
        r#""/a":{{"get":{{"responses":{{"200":{{"description":"x",{rest}}}}}}}}}"#
    ))
}

/// Schemas that are each made of a reference to the one below.
fn chain(length: usize, link: impl Fn(&str) -> String) -> Files {
    let links = each(length, |at| {
        format!(
            r#""S{}":{}"#,
            at + 1,
            link(&format!(r##"{{"$ref":"#/components/schemas/S{at}"}}"##))
        )
    });
    schemas(&format!(
        r#""S0":{{"type":"object","properties":{{"a":{{"type":"string"}}}}}},{links}"#
    ))
}

pub(crate) fn nested(depth: usize, begin: &str, inside: &str, end: &str) -> String {
    debug_assert!(depth < FULL);
    format!(
        r#""A":{}{inside}{}"#,
        begin.repeat(depth),
        end.repeat(depth)
    )
}
