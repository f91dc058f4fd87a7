//! Schemas that lead to each other: in circles, and by more ways than can be gone one by one.

use crate::documents::each;
use crate::powers::body;
use crate::{Files, Hostile};

/// All of them.
pub(crate) const ALL: [Hostile; 10] = [
    ("branches that lead to each other", |_| {
        body(
            r##""A1":{"required":["a"],"anyOf":[{"$ref":"#/components/schemas/A2"}]},
                "A2":{"required":["a"],"anyOf":[{"$ref":"#/components/schemas/A1"},{"required":["b"]}]}"##,
            1,
        )
    }),
    ("a branch that adds to the union that it is of", |_| {
        body(
            r##""A1":{"required":["x"],"oneOf":[{"required":["y"],"allOf":[{"$ref":"#/components/schemas/A1"}]}]}"##,
            1,
        )
    }),
    ("items that are met with themselves", |_| {
        body(
            r##""A1":{"type":"array","allOf":[{"items":{"$ref":"#/components/schemas/A1"}},{"items":{"$ref":"#/components/schemas/A2"}}]},
                "A2":{"type":"array","allOf":[{"items":{"$ref":"#/components/schemas/A2"}},{"items":{"allOf":[{"$ref":"#/components/schemas/A1"},{"maxItems":3}]}}]}"##,
            1,
        )
    }),
    ("assertions by two ways", |size| {
        let levels = size.min(60);
        let links = each(levels, |at| {
            let below = format!(r##"{{"$ref":"#/components/schemas/A{at}"}}"##);
            format!(
                r#""A{}":{{"required":["a"],"anyOf":[{below},{below}]}}"#,
                at + 1
            )
        });
        body(&format!(r#""A0":{{"required":["b"]}},{links}"#), levels)
    }),
    ("compositions by two ways", |size| {
        let levels = size.min(30);
        let links = each(levels, |at| {
            let below = format!(r##"{{"$ref":"#/components/schemas/A{at}"}}"##);
            format!(
                r#""A{}":{{"allOf":[{{"anyOf":[{below},{{"type":"string"}}]}},{below}]}}"#,
                at + 1
            )
        });
        body(&format!(r#""A0":{{"type":"string"}},{links}"#), levels)
    }),
    ("unions of all unions below", |size| {
        layers(size, |below, _| format!(r#"{{"oneOf":[{below}]}}"#))
    }),
    ("unions of all unions below, with an example", |size| {
        layers(size, |below, _| {
            format!(r#"{{"oneOf":[{below}],"example":{{"zz":1}},"default":{{"zz":2}}}}"#)
        })
    }),
    ("unions by a tag of all unions below", |size| {
        layers(size, |below, _| {
            format!(r#"{{"oneOf":[{below}],"discriminator":{{"propertyName":"k"}}}}"#)
        })
    }),
    ("parents by a tag of all parents below", |size| {
        layers(size, |below, name| {
            format!(
                r#"{{"allOf":[{below},{{"properties":{{"q{name}":{{}}}}}}],"discriminator":{{"propertyName":"k"}}}}"#
            )
        })
    }),
    ("a list of values that many do not take", |size| {
        let values = each(size.min(500), |at| format!(r#""value{at:05}""#));
        let refused = each(190, |_| {
            r##"{"$ref":"#/components/schemas/A0"}"##.to_owned()
        });
        let refusing = each(200, |at| {
            format!(
                r##""A{}":{{"not":{{"$ref":"#/components/schemas/N"}}}}"##,
                at + 1
            )
        });
        body(
            &format!(r#""A0":{{"enum":[{values}]}},"N":{{"anyOf":[{refused}]}},{refusing}"#),
            1,
        )
    }),
];

/// Layers of six schemas, each of which leads to all of the layer below. Many layers are no larger than a page.
fn layers(size: usize, link: impl Fn(&str, &str) -> String) -> Files {
    let layers = size.min(12);
    let named = |layer: usize, at: usize| format!("L{layer}x{at}");
    let below = |layer: usize| {
        each(6, |at| {
            format!(
                r##"{{"$ref":"#/components/schemas/{}"}}"##,
                named(layer, at)
            )
        })
    };
    let lowest = each(6, |at| {
        format!(
            r#""{}":{{"type":"object","required":["k"],"properties":{{"k":{{"type":"string"}},"p{at}":{{"type":"string"}}}},"discriminator":{{"propertyName":"k"}}}}"#,
            named(0, at)
        )
    });
    let others = each(layers, |layer| {
        each(6, |at| {
            let name = named(layer + 1, at);
            format!(r#""{name}":{}"#, link(&below(layer), &name))
        })
    });
    let top = format!(r#""A1":{{"oneOf":[{}]}}"#, below(layers));
    body(&format!("{lowest},{others},{top}"), 1)
}
