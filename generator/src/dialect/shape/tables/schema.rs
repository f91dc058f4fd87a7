//! The Schema Object and what belongs to it.

use super::{
    ANY_NAME, Kind, Object, document::EXTERNAL_DOCS, key, no_rule, not_yet, not_yet_if_any,
    required, rules,
};
use crate::dialect::shape::{Keyword, State};

pub(super) static SCHEMA: Object = Object {
    name: "Schema Object",
    extensible: true,
    keywords: &[
        key("type", Kind::Word(&rules::TYPES)),
        key("format", Kind::Text),
        key("title", Kind::Text),
        key("description", Kind::Text),
        key(
            "properties",
            Kind::Map(&ANY_NAME, &Kind::OrReference(&SCHEMA)),
        ),
        key("required", Kind::List(&Kind::Text)),
        key("items", Kind::OrReference(&SCHEMA)),
        // Its values depend on the type, see the rule.
        key("enum", Kind::Some(&Kind::Data)),
        key("nullable", Kind::Flag),
        key("example", Kind::Data),
        key("deprecated", Kind::Flag),
        key("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        Keyword {
            name: "additionalProperties",
            kind: Kind::FlagOr(&Kind::OrReference(&SCHEMA)),
            required: false,
            // `true` is what holds without it.
            state: State::NotYet(|node| node.as_bool() != Some(true)),
        },
        not_yet("default", Kind::Data),
        not_yet_if_any("readOnly", Kind::Flag),
        not_yet_if_any("writeOnly", Kind::Flag),
        not_yet("xml", Kind::Object(&XML)),
        not_yet("allOf", Kind::Some(&Kind::OrReference(&SCHEMA))),
        not_yet("oneOf", Kind::Some(&Kind::OrReference(&SCHEMA))),
        not_yet("anyOf", Kind::Some(&Kind::OrReference(&SCHEMA))),
        not_yet("not", Kind::OrReference(&SCHEMA)),
        not_yet("discriminator", Kind::Object(&DISCRIMINATOR)),
        not_yet("multipleOf", Kind::PositiveNumber),
        not_yet("maximum", Kind::Number),
        not_yet_if_any("exclusiveMaximum", Kind::Flag),
        not_yet("minimum", Kind::Number),
        not_yet_if_any("exclusiveMinimum", Kind::Flag),
        not_yet("maxLength", Kind::Count),
        not_yet("minLength", Kind::Count),
        not_yet("pattern", Kind::Text),
        not_yet("maxItems", Kind::Count),
        not_yet("minItems", Kind::Count),
        not_yet_if_any("uniqueItems", Kind::Flag),
        not_yet("maxProperties", Kind::Count),
        not_yet("minProperties", Kind::Count),
    ],
    elsewhere: &[
        (
            "OpenAPI 3.1",
            &[
                "$anchor",
                "$comment",
                "$defs",
                "$dynamicAnchor",
                "$dynamicRef",
                "$id",
                "$schema",
                "$vocabulary",
                "const",
                "contains",
                "contentEncoding",
                "contentMediaType",
                "contentSchema",
                "dependentRequired",
                "dependentSchemas",
                "else",
                "examples",
                "if",
                "maxContains",
                "minContains",
                "patternProperties",
                "prefixItems",
                "propertyNames",
                "then",
                "unevaluatedItems",
                "unevaluatedProperties",
            ],
        ),
        (
            "JSON Schema",
            &["additionalItems", "definitions", "dependencies", "id"],
        ),
    ],
    rule: rules::schema,
};

static DISCRIMINATOR: Object = Object {
    name: "Discriminator Object",
    extensible: true,
    keywords: &[
        required("propertyName", Kind::Text),
        key("mapping", Kind::Map(&ANY_NAME, &Kind::Text)),
    ],
    elsewhere: &[("OpenAPI 3.2", &["defaultMapping"])],
    rule: no_rule,
};

static XML: Object = Object {
    name: "XML Object",
    extensible: true,
    keywords: &[
        key("name", Kind::Text),
        key("namespace", Kind::Text),
        key("prefix", Kind::Text),
        key("attribute", Kind::Flag),
        key("wrapped", Kind::Flag),
    ],
    elsewhere: &[("OpenAPI 3.2", &["nodeType"])],
    rule: no_rule,
};
