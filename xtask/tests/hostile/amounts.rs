//! As much of one thing as the limits on values, members, schemas and lines let pass, and a little more; and single texts
//! as long as a file can be.

use crate::documents::{ANSWER, answer, each, newer, operation, paths, schemas, with_components};
use crate::{Files, Hostile};

/// Members of each of the objects and lists, at a size of 1000: a few less than there may be.
const MEMBERS: usize = 29;

/// All of them.
pub(crate) const ALL: [Hostile; 35] = [
    ("empty properties", |size| {
        objects(33, size * 29 / 10, |_, at| format!(r#""v{at}":{{}}"#))
    }),
    ("far too many empty properties", |size| {
        objects(33, size * MEMBERS, |_, at| format!(r#""v{at}":{{}}"#))
    }),
    ("checked properties", |size| {
        objects(16, size * 29 / 10, |of, at| {
            format!(r#""v{at}":{{"type":"string","maxLength":{of},"pattern":"^a{at}$"}}"#)
        })
    }),
    ("described properties", |size| {
        let text = "Words of a description. ".repeat(20);
        objects(4, size * 12, |_, at| {
            format!(r#""v{at}":{{"type":"string","description":"{text}"}}"#)
        })
    }),
    ("properties of references", |size| {
        let reference = r##"{"$ref":"#/components/schemas/O0"}"##;
        objects(33, size * 29 / 10, |_, at| {
            format!(r#""v{at}":{reference}"#)
        })
    }),
    ("properties of references to nothing", |size| {
        let reference = r##"{"$ref":"#/components/schemas/Nothing"}"##;
        objects(16, size * MEMBERS, |_, at| {
            format!(r#""v{at}":{reference}"#)
        })
    }),
    ("misspelt keywords everywhere", |size| {
        objects(16, size * MEMBERS, |_, at| {
            format!(r#""v{at}":{{"typ":"string"}}"#)
        })
    }),
    ("patterns that cannot be", |size| {
        objects(3, size * MEMBERS, |_, at| {
            format!(r#""v{at}":{{"type":"string","pattern":"(?={at})"}}"#)
        })
    }),
    ("members of allOf", |size| composed("allOf", size)),
    ("members of anyOf", |size| composed("anyOf", size)),
    ("members of oneOf", |size| composed("oneOf", size)),
    ("enums", |size| {
        schemas(&each(6, |of| {
            let values = each(size * MEMBERS, |at| format!(r#""v{of}x{at}""#));
            format!(r#""E{of}":{{"type":"string","enum":[{values}]}}"#)
        }))
    }),
    ("numbers in examples", |size| {
        in_an_object("example", 8, size, |at| at.to_string())
    }),
    ("objects in examples", |size| {
        in_an_object("example", 8, size, |at| format!(r#"{{"a":{at}}}"#))
    }),
    ("objects in defaults", |size| {
        in_an_object("default", 2, size, |at| format!(r#"{{"a":{at}}}"#))
    }),
    ("objects in extensions", |size| {
        in_an_object("x-a", 16, size, |at| format!(r#"{{"a":{at}}}"#))
    }),
    ("objects in enums", |size| {
        in_an_object("enum", 16, size, |at| format!(r#"{{"a":{at}}}"#))
    }),
    ("parameters of many operations", |size| {
        let parameters = each(100, |at| {
            format!(r#"{{"name":"p{at}","in":"query","schema":{{"type":"string"}}}}"#)
        });
        paths(&each(size / 2, |at| {
            format!(r#""/p{at}":{{"get":{{"parameters":[{parameters}],{ANSWER}}}}}"#)
        }))
    }),
    ("headers of many operations", |size| {
        let headers = each(100, |at| {
            format!(r#""h{at}":{{"schema":{{"type":"string"}}}}"#)
        });
        paths(&each(size * 3 / 5, |at| {
            format!(
                r#""/p{at}":{{"get":{{"responses":{{"200":{{"description":"x","headers":{{{headers}}}}}}}}}}}"#
            )
        }))
    }),
    ("media types of many operations", |size| {
        let content = each(100, |at| format!(r#""application/x{at}+json":{{}}"#));
        paths(&each(size * 6 / 5, |at| {
            format!(r#""/p{at}":{{"post":{{"requestBody":{{"content":{{{content}}}}},{ANSWER}}}}}"#)
        }))
    }),
    ("responses of many operations", |size| {
        let responses = each(100, |at| format!(r#""{}":{{"description":"x"}}"#, at + 400));
        paths(&each(size / 2, |at| {
            format!(r#""/p{at}":{{"get":{{"responses":{{{responses}}}}}}}"#)
        }))
    }),
    ("links of many operations", |size| {
        let links = each(50, |at| format!(r#""l{at}":{{"operationId":"o{at}"}}"#));
        paths(&each(size / 3, |at| {
            format!(
                r#""/p{at}":{{"get":{{"operationId":"o{at}","responses":{{"200":{{"description":"x","links":{{{links}}}}}}}}}}}"#
            )
        }))
    }),
    ("callbacks in place", |size| {
        let within = |inside: String, at: usize| {
            format!(
                r#"{{"callbacks":{{"c{at}":{{"{{$request.query.u}}":{{"post":{inside}}}}}}},{ANSWER}}}"#
            )
        };
        let nested = (0..15).fold(format!("{{{ANSWER}}}"), within);
        paths(&each(size / 2, |at| {
            format!(r#""/p{at}":{{"get":{nested}}}"#)
        }))
    }),
    ("webhooks", |size| {
        let webhooks = each(size * 9, |at| format!(r#""w{at}":{{"post":{{{ANSWER}}}}}"#));
        instead(
            newer(""),
            r#""paths":{}"#,
            &format!(r#""webhooks":{{{webhooks}}}"#),
        )
    }),
    ("documents of one API", |size| {
        let values = each(size * MEMBERS, |_| "0".to_owned());
        let lists = each(16, |_| format!("[{values}]"));
        (0..20)
            .map(|at| {
                let (_, text) = paths("").remove(0);
                let text = text.replacen('{', &format!(r#"{{"x-a{at}":[{lists}],"#), 1);
                (format!("a/d{at}.json"), text)
            })
            .collect()
    }),
    ("actions of an overlay", |size| {
        let mut files = schemas(r#""A":{"type":"string"}"#);
        files[0].0 = "a/a.json".to_owned();
        let actions: String = (0..size * 29)
            .map(|at| format!("  - {{target: '$.info', update: {{x-a{at}: 1}}}}\n"))
            .collect();
        let overlay =
            format!("overlay: 1.0.0\ninfo: {{title: T, version: '1'}}\nactions:\n{actions}");
        files.push(("a/a.overlay.yaml".to_owned(), overlay));
        files
    }),
    ("a long title", |size| {
        instead(
            paths(""),
            r#""title":"T""#,
            &format!(r#""title":"{}""#, long(size)),
        )
    }),
    ("a long key of a path", |size| {
        paths(&format!(r#""/{}":{{"get":{{{ANSWER}}}}}"#, long(size)))
    }),
    ("a long operationId", |size| {
        operation(&format!(r#""operationId":"{}""#, long(size)))
    }),
    ("a long tag", |size| {
        operation(&format!(r#""tags":["{}"]"#, long(size)))
    }),
    ("a long name of a property", |size| {
        schemas(&format!(
            r#""A":{{"type":"object","properties":{{"{}":{{"type":"string"}}}}}}"#,
            long(size / 25)
        ))
    }),
    ("a long example", |size| {
        schemas(&format!(
            r#""A":{{"type":"string","example":"{}"}}"#,
            long(size)
        ))
    }),
    ("a long default", |size| {
        schemas(&format!(
            r#""A":{{"type":"object","properties":{{"a":{{"type":"string","default":"{}"}}}}}}"#,
            long(size)
        ))
    }),
    ("a long reference to nothing", |size| {
        schemas(&format!(
            r##""A":{{"$ref":"#/components/schemas/{}"}}"##,
            long(size)
        ))
    }),
    ("long texts of headers", |size| {
        let (text, scheme) = (long(size / 4), r#"{"type":"http","scheme":"bearer","#);
        let mut files = answer(&format!(
            r#""headers":{{"h":{{"description":"{text}","schema":{{"type":"string"}}}}}}"#
        ));
        files.extend(
            with_components(
                &format!(r#""/a":{{"get":{{"security":[{{"s":[]}}],{ANSWER}}}}}"#),
                &format!(r#""securitySchemes":{{"s":{scheme}"description":"{text}"}}}}"#),
            )
            .into_iter()
            .map(|(_, text)| ("b.json".to_owned(), text)),
        );
        files
    }),
];

/// So many objects with so many properties each.
fn objects(count: usize, properties: usize, property: impl Fn(usize, usize) -> String) -> Files {
    schemas(&each(count, |of| {
        let properties = each(properties, |at| property(of, at));
        format!(r#""O{of}":{{"type":"object","properties":{{{properties}}}}}"#)
    }))
}

/// Schemas of as many members as there may be.
fn composed(keyword: &str, size: usize) -> Files {
    schemas(&each(16, |of| {
        let members = each(size * MEMBERS, |at| format!(r#"{{"title":"{at}"}}"#));
        format!(r#""S{of}":{{"{keyword}":[{members}]}}"#)
    }))
}

/// A property of an object that has so many lists of such values in a keyword.
fn in_an_object(
    keyword: &str,
    count: usize,
    size: usize,
    value: impl Fn(usize) -> String,
) -> Files {
    let values = each(size * MEMBERS, value);
    let lists = each(count, |_| format!("[{values}]"));
    schemas(&format!(
        r#""A":{{"type":"object","properties":{{"a":{{"{keyword}":[{lists}]}}}}}}"#
    ))
}

/// A text as long as a file may be, but for what stands around it.
fn long(size: usize) -> String {
    "long ".repeat(size * 13_000)
}

/// Other files, in which something stands for something else.
fn instead(mut files: Files, before: &str, after: &str) -> Files {
    for (_, text) in &mut files {
        assert!(text.contains(before));
        *text = text.replacen(before, after, 1);
    }
    files
}
