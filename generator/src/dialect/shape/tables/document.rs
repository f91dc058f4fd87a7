//! The document itself, and what describes the API as a whole.

use super::{
    ANY_NAME, COMPONENT_NAME, EXPRESSION, ITEM_NAME, Keyword, Kind, Object, PATH, V30, V31, V32,
    WEBHOOK_NAME, key, no_rule,
    operation::{
        EXAMPLE, HEADER, LINK, MEDIA_TYPE, MEDIA_TYPES, PARAMETER, PATH_ITEM, REQUEST_BODY,
        RESPONSE, SCHEMES,
    },
    required, rules,
    schema::SCHEMA,
    security::{REQUIREMENTS, SECURITY_SCHEME},
};

pub(in super::super) static OPENAPI: Object = Object {
    name: "OpenAPI Object",
    extensible: true,
    keywords: &[
        required("openapi", Kind::Text),
        key("$self", Kind::Text).since(V32),
        required("info", Kind::Object(&INFO)),
        key("jsonSchemaDialect", Kind::Text).since(V31),
        key("servers", SERVERS),
        required("paths", PATHS).until(V30),
        key("paths", PATHS).since(V31),
        key(
            "webhooks",
            Kind::Map(&WEBHOOK_NAME, &Kind::Object(&PATH_ITEM)),
        )
        .since(V31)
        .early(),
        key("components", Kind::Object(&COMPONENTS)),
        key("security", REQUIREMENTS),
        key("tags", Kind::List(&Kind::Object(&TAG))),
        key("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
    ],
    elsewhere: &[(
        "Swagger 2.0",
        &[
            "host",
            "basePath",
            "schemes",
            "consumes",
            "produces",
            "definitions",
            "parameters",
            "responses",
            "securityDefinitions",
        ],
    )],
    rule: rules::document,
};

const PATHS: Kind = Kind::Map(&PATH, &Kind::Object(&PATH_ITEM));

pub(in super::super) static SWAGGER: Object = Object {
    name: "Swagger Object",
    extensible: true,
    keywords: &[
        required("swagger", Kind::Data),
        required("info", Kind::Object(&INFO)),
        key("host", Kind::Text),
        key("basePath", Kind::Text),
        key("schemes", SCHEMES),
        key("consumes", MEDIA_TYPES),
        key("produces", MEDIA_TYPES),
        required("paths", PATHS),
        key(
            "definitions",
            Kind::Map(&ITEM_NAME, &Kind::OrReference(&SCHEMA)),
        ),
        key(
            "parameters",
            Kind::Map(&ITEM_NAME, &Kind::Object(&PARAMETER)),
        ),
        key("responses", Kind::Map(&ITEM_NAME, &Kind::Object(&RESPONSE))),
        key(
            "securityDefinitions",
            Kind::Map(&ITEM_NAME, &Kind::Object(&SECURITY_SCHEME)),
        ),
        key("security", REQUIREMENTS),
        key("tags", Kind::List(&Kind::Object(&TAG))),
        key("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
    ],
    elsewhere: &[
        ("OpenAPI 3.0", &["openapi", "servers", "components"]),
        ("OpenAPI 3.1", &["webhooks", "jsonSchemaDialect"]),
        ("OpenAPI 3.2", &["$self"]),
    ],
    rule: rules::swagger,
};

static INFO: Object = Object {
    name: "Info Object",
    extensible: true,
    keywords: &[
        required("title", Kind::Text),
        key("summary", Kind::Text).since(V31).early(),
        key("description", Kind::Text),
        key("termsOfService", Kind::Text),
        key("contact", Kind::Object(&CONTACT)),
        key("license", Kind::Object(&LICENSE)),
        required("version", Kind::Text),
    ],
    elsewhere: &[],
    rule: no_rule,
};

static CONTACT: Object = Object {
    name: "Contact Object",
    extensible: true,
    keywords: &[
        key("name", Kind::Text),
        key("url", Kind::Text),
        key("email", Kind::Text),
    ],
    elsewhere: &[],
    rule: no_rule,
};

static LICENSE: Object = Object {
    name: "License Object",
    extensible: true,
    keywords: &[
        required("name", Kind::Text),
        key("identifier", Kind::Text).since(V31).early(),
        key("url", Kind::Text),
    ],
    elsewhere: &[],
    rule: rules::license,
};

/// `servers` of the document, of a path, of an operation.
pub(super) const SERVERS: Kind = Kind::List(&Kind::Object(&SERVER));

pub(super) static SERVER: Object = Object {
    name: "Server Object",
    extensible: true,
    keywords: &[
        required("url", Kind::Text),
        key("name", Kind::Text).since(V32),
        key("description", Kind::Text),
        key(
            "variables",
            Kind::Map(&ANY_NAME, &Kind::Object(&SERVER_VARIABLE)),
        ),
    ],
    elsewhere: &[],
    rule: rules::server,
};

static SERVER_VARIABLE: Object = Object {
    name: "Server Variable Object",
    extensible: true,
    keywords: &[
        key("enum", Kind::Some(&Kind::Text)),
        required("default", Kind::Text),
        key("description", Kind::Text),
    ],
    elsewhere: &[],
    rule: no_rule,
};

static TAG: Object = Object {
    name: "Tag Object",
    extensible: true,
    keywords: &[
        required("name", Kind::Text),
        key("summary", Kind::Text).since(V32),
        key("description", Kind::Text),
        key("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        key("parent", Kind::Text).since(V32),
        key("kind", Kind::Text).since(V32),
    ],
    elsewhere: &[],
    rule: no_rule,
};

pub(super) static EXTERNAL_DOCS: Object = Object {
    name: "External Documentation Object",
    extensible: true,
    keywords: &[key("description", Kind::Text), required("url", Kind::Text)],
    elsewhere: &[],
    rule: no_rule,
};

/// The components of one kind, each by its name.
const fn section(name: &'static str, kind: &'static Kind) -> Keyword {
    key(name, Kind::Map(&COMPONENT_NAME, kind))
}

static COMPONENTS: Object = Object {
    name: "Components Object",
    extensible: true,
    keywords: &[
        section("schemas", &Kind::OrReference(&SCHEMA)),
        section("responses", &Kind::OrReference(&RESPONSE)),
        section("parameters", &Kind::OrReference(&PARAMETER)),
        section("examples", &Kind::OrReference(&EXAMPLE)),
        section("requestBodies", &Kind::OrReference(&REQUEST_BODY)),
        section("headers", &Kind::OrReference(&HEADER)),
        section("securitySchemes", &Kind::OrReference(&SECURITY_SCHEME)),
        section("links", &Kind::OrReference(&LINK)),
        section("callbacks", &CALLBACK),
        section("pathItems", &Kind::Object(&PATH_ITEM))
            .since(V31)
            .early(),
        section("mediaTypes", &Kind::OrReference(&MEDIA_TYPE)).since(V32),
    ],
    elsewhere: &[],
    rule: no_rule,
};

/// Its keys are expressions.
pub(super) static CALLBACK: Kind = Kind::MapOrReference(&EXPRESSION, &Kind::Object(&PATH_ITEM));
