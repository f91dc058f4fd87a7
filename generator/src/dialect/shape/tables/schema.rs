//! The Schema Object and what belongs to it.

use super::{
    ANY_NAME, Kind, Object, V20, V30, V32, document::EXTERNAL_DOCS, key, no_rule, required, rules,
};

pub(in super::super) static SCHEMA: Object = Object {
    name: "Schema Object",
    extensible: true,
    keywords: &[
        key("type", Kind::Word(&rules::TYPES_AND_FILE)).until(V20),
        key("type", Kind::Word(&rules::TYPES)).since(V30),
        key("format", Kind::Text),
        key("title", Kind::Text),
        key("description", Kind::Text),
        key(
            "properties",
            Kind::Map(&ANY_NAME, &Kind::OrReference(&SCHEMA)),
        ),
        key("required", Kind::List(&Kind::Text)),
        key("items", Kind::OrReference(&SCHEMA)),
        key("enum", Kind::Some(&Kind::Data)),
        key("default", Kind::Data),
        key("nullable", Kind::Flag).since(V30).early(),
        key("readOnly", Kind::Flag),
        key("writeOnly", Kind::Flag).since(V30).early(),
        key("example", Kind::Data),
        key("deprecated", Kind::Flag).since(V30).early(),
        key("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        key("xml", Kind::Object(&XML)),
        key(
            "additionalProperties",
            Kind::FlagOr(&Kind::OrReference(&SCHEMA)),
        ),
        key("allOf", Kind::Some(&Kind::OrReference(&SCHEMA))),
        key("oneOf", Kind::Some(&Kind::OrReference(&SCHEMA)))
            .since(V30)
            .early(),
        key("anyOf", Kind::Some(&Kind::OrReference(&SCHEMA)))
            .since(V30)
            .early(),
        key("not", Kind::OrReference(&SCHEMA)).since(V30).early(),
        key("discriminator", Kind::Text).until(V20),
        key("discriminator", Kind::Object(&DISCRIMINATOR)).since(V30),
        key("multipleOf", Kind::PositiveNumber),
        key("maximum", Kind::Number),
        key("exclusiveMaximum", Kind::FlagOrNumber),
        key("minimum", Kind::Number),
        key("exclusiveMinimum", Kind::FlagOrNumber),
        key("maxLength", Kind::Count),
        key("minLength", Kind::Count),
        key("pattern", Kind::Text),
        key("maxItems", Kind::Count),
        key("minItems", Kind::Count),
        key("uniqueItems", Kind::Flag),
        key("maxProperties", Kind::Count),
        key("minProperties", Kind::Count),
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

pub(super) static DISCRIMINATOR: Object = Object {
    name: "Discriminator Object",
    extensible: true,
    keywords: &[
        required("propertyName", Kind::Text),
        key("mapping", Kind::Map(&ANY_NAME, &Kind::Text)),
        key("defaultMapping", Kind::Text).since(V32),
    ],
    elsewhere: &[],
    rule: no_rule,
};

pub(super) static XML: Object = Object {
    name: "XML Object",
    extensible: true,
    keywords: &[
        key("name", Kind::Text),
        key("namespace", Kind::Text),
        key("prefix", Kind::Text),
        key("attribute", Kind::Flag),
        key("wrapped", Kind::Flag),
        key(
            "nodeType",
            Kind::Word(&["element", "attribute", "text", "cdata", "none"]),
        )
        .since(V32),
    ],
    elsewhere: &[],
    rule: rules::xml,
};
