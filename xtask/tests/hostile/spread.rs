//! Objects whose members stand among other names: in a query or in a form. Each may have to know the names of all others.

use crate::documents::{ANSWER, each, with_components};
use crate::{Files, Hostile};

/// All of them.
pub(crate) const ALL: [Hostile; 8] = [
    ("maps in a query", |size| {
        parameters(size * 29, "", |_| {
            r#""schema":{"type":"object","additionalProperties":{"type":"string"}}"#.to_owned()
        })
    }),
    ("objects in a query", |size| {
        parameters(size * 12, "", |at| format!(r#""schema":{}"#, object(at)))
    }),
    ("unions in a query", |size| {
        parameters(size * 6, "", |at| format!(r#""schema":{}"#, union(at)))
    }),
    ("a union of many parameters", |size| {
        let branches = each(size * 12, object);
        let union = format!(r#""U":{{"anyOf":[{branches}]}}"#);
        parameters(size * 29, &union, |_| {
            r##""schema":{"$ref":"#/components/schemas/U"}"##.to_owned()
        })
    }),
    ("a deep object of many parameters", |size| {
        let object = format!(r#""U":{}"#, properties(size * 29, |_| "{}".to_owned()));
        parameters(size * 29, &object, |_| {
            r##""style":"deepObject","schema":{"$ref":"#/components/schemas/U"}"##.to_owned()
        })
    }),
    ("styled properties of a form", |size| {
        form(size * 29, |_| {
            r#"{"type":"array","items":{"type":"string"}}"#.to_owned()
        })
    }),
    ("objects in a form", |size| form(size * 12, object)),
    ("unions in a form", |size| form(size * 6, union)),
];

fn object(at: usize) -> String {
    format!(r#"{{"type":"object","properties":{{"m{at}":{{"type":"string"}}}}}}"#)
}

fn union(at: usize) -> String {
    format!(r#"{{"anyOf":[{},{{"type":"integer"}}]}}"#, object(at))
}

fn properties(count: usize, schema: impl Fn(usize) -> String) -> String {
    let properties = each(count, |at| format!(r#""p{at}":{}"#, schema(at)));
    format!(r#"{{"type":"object","properties":{{{properties}}}}}"#)
}

fn parameters(count: usize, schema: &str, said: impl Fn(usize) -> String) -> Files {
    let parameters = each(count, |at| {
        format!(r#"{{"name":"p{at}","in":"query",{}}}"#, said(at))
    });
    with_components(
        &format!(r#""/p":{{"get":{{"parameters":[{parameters}],{ANSWER}}}}}"#),
        &format!(r#""schemas":{{{schema}}}"#),
    )
}

/// A form whose properties are all written as their items or members.
fn form(count: usize, schema: impl Fn(usize) -> String) -> Files {
    let (schema, encoding) = (
        properties(count, schema),
        each(count, |at| {
            let explode = at % 2 == 0;
            format!(r#""p{at}":{{"style":"form","explode":{explode}}}"#)
        }),
    );
    let media_type = "application/x-www-form-urlencoded";
    let content = format!(r#""{media_type}":{{"schema":{schema},"encoding":{{{encoding}}}}}"#);
    with_components(
        &format!(r#""/p":{{"post":{{"requestBody":{{"content":{{{content}}}}},{ANSWER}}}}}"#),
        "",
    )
}
