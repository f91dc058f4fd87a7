//! The Schema Object and what belongs to it.

use super::{
    ANY_NAME, Keyword, Kind, Object, V20, V30, V31, V32, document::EXTERNAL_DOCS, key, no_rule,
    required, rules,
};

/// A keyword of JSON Schema 2020-12, which means the same in a document that has not that version yet.
const fn newer(name: &'static str, kind: Kind) -> Keyword {
    key(name, kind).since(V31).early()
}

pub(in super::super) static SCHEMA: Object = Object {
    name: "Schema Object",
    extensible: true,
    keywords: &[
        key("type", Kind::WordOrList(&rules::TYPES_AND_FILE)).until(V20),
        key("type", Kind::WordOrList(&rules::TYPES)).since(V30),
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
        newer("$comment", Kind::Text),
        newer("$defs", Kind::Map(&ANY_NAME, &Kind::OrReference(&SCHEMA))),
        newer("$schema", Kind::Text),
        newer("const", Kind::Data),
        newer("contains", Kind::OrReference(&SCHEMA)),
        newer("contentEncoding", Kind::Text),
        newer("contentMediaType", Kind::Text),
        newer("contentSchema", Kind::OrReference(&SCHEMA)),
        newer(
            "dependentRequired",
            Kind::Map(&ANY_NAME, &Kind::List(&Kind::Text)),
        ),
        newer(
            "dependentSchemas",
            Kind::Map(&ANY_NAME, &Kind::OrReference(&SCHEMA)),
        ),
        newer("else", Kind::OrReference(&SCHEMA)),
        newer("examples", Kind::Data),
        newer("if", Kind::OrReference(&SCHEMA)),
        newer("maxContains", Kind::Count),
        newer("minContains", Kind::Count),
        newer(
            "patternProperties",
            Kind::Map(&ANY_NAME, &Kind::OrReference(&SCHEMA)),
        ),
        newer("prefixItems", Kind::Some(&Kind::OrReference(&SCHEMA))),
        newer("propertyNames", Kind::OrReference(&SCHEMA)),
        newer("then", Kind::OrReference(&SCHEMA)),
        newer(
            "unevaluatedItems",
            Kind::FlagOr(&Kind::OrReference(&SCHEMA)),
        ),
        newer(
            "unevaluatedProperties",
            Kind::FlagOr(&Kind::OrReference(&SCHEMA)),
        ),
    ],
    elsewhere: &[
        (
            "OpenAPI 3.1",
            &[
                "$anchor",
                "$dynamicAnchor",
                "$dynamicRef",
                "$id",
                "$vocabulary",
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
