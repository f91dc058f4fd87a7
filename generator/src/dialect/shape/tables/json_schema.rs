//! The Schema Object of OpenAPI 3.1: JSON Schema 2020-12 with OpenAPI's vocabulary.

use super::{
    ANY_NAME, Kind, Object,
    document::EXTERNAL_DOCS,
    key, rules,
    schema::{DISCRIMINATOR, SCHEMA, XML},
};

const ONE: Kind = Kind::OrReference(&SCHEMA);
const MAP: Kind = Kind::Map(&ANY_NAME, &Kind::OrReference(&SCHEMA));
const LIST: Kind = Kind::Some(&Kind::OrReference(&SCHEMA));

/// Schemas inside are named by the table of 3.0, which stands for this one in documents of 3.1.
pub(in super::super) static JSON_SCHEMA: Object = Object {
    name: "Schema Object",
    extensible: true,
    keywords: &[
        // JSON Schema Core 2020-12, section 8
        key("$schema", Kind::Text),
        key("$vocabulary", Kind::Data),
        key("$id", Kind::Text),
        key("$anchor", Kind::Text),
        key("$dynamicAnchor", Kind::Text),
        key("$ref", Kind::Text),
        key("$dynamicRef", Kind::Text),
        key("$defs", MAP),
        key("definitions", MAP),
        key("$comment", Kind::Text),
        // section 10
        key("allOf", LIST),
        key("anyOf", LIST),
        key("oneOf", LIST),
        key("not", ONE),
        key("if", ONE),
        key("then", ONE),
        key("else", ONE),
        key("dependentSchemas", MAP),
        key("prefixItems", LIST),
        key("items", ONE),
        key("contains", ONE),
        key("properties", MAP),
        key("patternProperties", MAP),
        key("additionalProperties", ONE),
        key("propertyNames", ONE),
        // section 11
        key("unevaluatedItems", ONE),
        key("unevaluatedProperties", ONE),
        // JSON Schema Validation 2020-12, section 6
        key("type", Kind::WordOrList(&rules::JSON_TYPES)),
        key("enum", Kind::List(&Kind::Data)),
        key("const", Kind::Data),
        key("multipleOf", Kind::PositiveNumber),
        key("maximum", Kind::Number),
        key("exclusiveMaximum", Kind::NumberOrFlag),
        key("minimum", Kind::Number),
        key("exclusiveMinimum", Kind::NumberOrFlag),
        key("maxLength", Kind::Count),
        key("minLength", Kind::Count),
        key("pattern", Kind::Text),
        key("maxItems", Kind::Count),
        key("minItems", Kind::Count),
        key("uniqueItems", Kind::Flag),
        key("maxContains", Kind::Count),
        key("minContains", Kind::Count),
        key("maxProperties", Kind::Count),
        key("minProperties", Kind::Count),
        key("required", Kind::List(&Kind::Text)),
        key(
            "dependentRequired",
            Kind::Map(&ANY_NAME, &Kind::List(&Kind::Text)),
        ),
        // sections 7 to 9
        key("format", Kind::Text),
        key("contentEncoding", Kind::Text),
        key("contentMediaType", Kind::Text),
        key("contentSchema", ONE),
        key("title", Kind::Text),
        key("description", Kind::Text),
        key("default", Kind::Data),
        key("deprecated", Kind::Flag),
        key("readOnly", Kind::Flag),
        key("writeOnly", Kind::Flag),
        key("examples", Kind::Data),
        // OpenAPI 3.1.0, Schema Object, and what documents carry over from 3.0
        key("discriminator", Kind::Object(&DISCRIMINATOR)),
        key("xml", Kind::Object(&XML)),
        key("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        key("example", Kind::Data),
        key("nullable", Kind::Flag),
    ],
    elsewhere: &[(
        "an earlier version of JSON Schema",
        &[
            "$recursiveAnchor",
            "$recursiveRef",
            "additionalItems",
            "dependencies",
            "id",
        ],
    )],
    rule: rules::json_schema,
};
