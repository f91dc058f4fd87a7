//! The document itself, and what describes the API as a whole.

use super::{
    ANY_NAME, COMPONENT_NAME, EXPRESSION, Keyword, Kind, Object, PATH, key, no_rule,
    not_yet_if_any,
    operation::{EXAMPLE, HEADER, LINK, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE},
    required, rules,
    schema::SCHEMA,
    security::{REQUIREMENTS, SECURITY_SCHEME},
};

pub(in super::super) static OPENAPI: Object = Object {
    name: "OpenAPI Object",
    extensible: true,
    keywords: &[
        required("openapi", Kind::Text),
        required("info", Kind::Object(&INFO)),
        key("servers", SERVERS),
        required("paths", Kind::Map(&PATH, &Kind::Object(&PATH_ITEM))),
        key("components", Kind::Object(&COMPONENTS)),
        key("security", REQUIREMENTS),
        key("tags", Kind::List(&Kind::Object(&TAG))),
        key("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
    ],
    elsewhere: &[
        ("OpenAPI 3.1", &["webhooks", "jsonSchemaDialect"]),
        ("OpenAPI 3.2", &["$self"]),
        (
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
        ),
    ],
    rule: rules::security,
};

static INFO: Object = Object {
    name: "Info Object",
    extensible: true,
    keywords: &[
        required("title", Kind::Text),
        key("description", Kind::Text),
        key("termsOfService", Kind::Text),
        key("contact", Kind::Object(&CONTACT)),
        key("license", Kind::Object(&LICENSE)),
        required("version", Kind::Text),
    ],
    elsewhere: &[("OpenAPI 3.1", &["summary"])],
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
    keywords: &[required("name", Kind::Text), key("url", Kind::Text)],
    elsewhere: &[("OpenAPI 3.1", &["identifier"])],
    rule: no_rule,
};

/// `servers` of the document, of a path, of an operation.
pub(super) const SERVERS: Kind = Kind::List(&Kind::Object(&SERVER));

pub(super) static SERVER: Object = Object {
    name: "Server Object",
    extensible: true,
    keywords: &[
        required("url", Kind::Text),
        key("description", Kind::Text),
        not_yet_if_any(
            "variables",
            Kind::Map(&ANY_NAME, &Kind::Object(&SERVER_VARIABLE)),
        ),
    ],
    elsewhere: &[("OpenAPI 3.2", &["name"])],
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
        key("description", Kind::Text),
        key("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
    ],
    elsewhere: &[("OpenAPI 3.2", &["summary", "parent", "kind"])],
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
        not_yet_if_any(
            "headers",
            Kind::Map(&COMPONENT_NAME, &Kind::OrReference(&HEADER)),
        ),
        section("securitySchemes", &Kind::OrReference(&SECURITY_SCHEME)),
        not_yet_if_any(
            "links",
            Kind::Map(&COMPONENT_NAME, &Kind::OrReference(&LINK)),
        ),
        not_yet_if_any("callbacks", Kind::Map(&COMPONENT_NAME, &CALLBACK)),
    ],
    elsewhere: &[
        ("OpenAPI 3.1", &["pathItems"]),
        ("OpenAPI 3.2", &["mediaTypes"]),
    ],
    rule: no_rule,
};

/// Its keys are expressions.
pub(super) static CALLBACK: Kind = Kind::Map(&EXPRESSION, &Kind::Object(&PATH_ITEM));
