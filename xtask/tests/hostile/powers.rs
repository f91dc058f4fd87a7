//! Schemas that each hold the one below twice: what is written out, or made room for, doubles with each.

use crate::documents::{ANSWER, each, with_components};
use crate::{Files, Hostile};

/// All of them.
pub(crate) const ALL: [Hostile; 8] = [
    ("objects that may hold two", |size| {
        doubled(size, |below| {
            format!(r#"{{"type":"object","properties":{{"x":{below},"y":{below}}}}}"#)
        })
    }),
    ("objects that must hold two", |size| {
        doubled(size, |below| {
            format!(
                r#"{{"type":"object","required":["x","y"],"properties":{{"x":{below},"y":{below}}}}}"#
            )
        })
    }),
    ("lists of two lists", |size| {
        doubled(size, |below| {
            format!(r#"{{"type":"array","minItems":2,"items":{below}}}"#)
        })
    }),
    ("maps of two maps", |size| {
        doubled(size, |below| {
            format!(r#"{{"type":"object","minProperties":2,"additionalProperties":{below}}}"#)
        })
    }),
    ("unions of unions and objects", |size| {
        doubled(size, |below| {
            format!(
                r#"{{"oneOf":[{below},{{"type":"object","required":["x"],"properties":{{"x":{below}}}}}]}}"#
            )
        })
    }),
    ("defaults of defaults", |size| {
        doubled(size, |below| {
            format!(
                r#"{{"type":"object","default":{{}},"properties":{{"x":{below},"y":{below}}}}}"#
            )
        })
    }),
    ("a default that has itself in it", |_| {
        body(
            r##""A0":{"type":"array","default":[{}],"items":{"$ref":"#/components/schemas/I"}},
                "I":{"type":"object","properties":{"a":{"$ref":"#/components/schemas/A0"}}}"##,
            0,
        )
    }),
    ("an example that lists repeat", |size| {
        let text = "x".repeat(size * 100);
        let list =
            r##"{"type":"array","minItems":400,"items":{"$ref":"#/components/schemas/A0"}}"##;
        body(
            &format!(r#""A0":{{"type":"string","example":"{text}"}},"A1":{list}"#),
            1,
        )
    }),
];

/// Many levels are no larger than a page.
fn doubled(size: usize, link: impl Fn(&str) -> String) -> Files {
    let levels = size.min(60);
    let links = each(levels, |at| {
        let below = format!(r##"{{"$ref":"#/components/schemas/A{at}"}}"##);
        format!(r#""A{}":{}"#, at + 1, link(&below))
    });
    body(&format!(r#""A0":{{"type":"string"}},{links}"#), levels)
}

/// An operation that takes and gives a schema.
pub(crate) fn body(schemas: &str, of: usize) -> Files {
    let content = format!(
        r##""content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/A{of}"}}}}}}"##
    );
    with_components(
        &format!(
            r#""/a":{{"get":{{"responses":{{"200":{{"description":"x",{content}}}}}}}}},
                "/b":{{"post":{{"requestBody":{{{content}}},{ANSWER}}}}}"#
        ),
        &format!(r#""schemas":{{{schemas}}}"#),
    )
}
