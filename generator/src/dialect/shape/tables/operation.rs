//! Paths, operations, and what they take and give.

use super::{
    ANY_NAME, HEADER_NAME, Kind, MEDIA_TYPE_NAME, Object, STATUS,
    document::{CALLBACK, EXTERNAL_DOCS, SERVER, SERVERS},
    key, no_rule, not_yet, not_yet_if_any, required, rules,
    schema::SCHEMA,
    security::REQUIREMENTS,
};

pub(super) static PATH_ITEM: Object = Object {
    name: "Path Item Object",
    extensible: true,
    keywords: &[
        not_yet("$ref", Kind::Text),
        key("summary", Kind::Text),
        key("description", Kind::Text),
        key("get", Kind::Object(&OPERATION)),
        key("put", Kind::Object(&OPERATION)),
        key("post", Kind::Object(&OPERATION)),
        key("delete", Kind::Object(&OPERATION)),
        key("options", Kind::Object(&OPERATION)),
        key("head", Kind::Object(&OPERATION)),
        key("patch", Kind::Object(&OPERATION)),
        key("trace", Kind::Object(&OPERATION)),
        not_yet_if_any("servers", SERVERS),
        key("parameters", Kind::List(&Kind::OrReference(&PARAMETER))),
    ],
    elsewhere: &[("OpenAPI 3.2", &["query", "additionalOperations"])],
    rule: no_rule,
};

static OPERATION: Object = Object {
    name: "Operation Object",
    extensible: true,
    keywords: &[
        key("tags", Kind::List(&Kind::Text)),
        key("summary", Kind::Text),
        key("description", Kind::Text),
        key("externalDocs", Kind::Object(&EXTERNAL_DOCS)),
        key("operationId", Kind::Text),
        key("parameters", Kind::List(&Kind::OrReference(&PARAMETER))),
        key("requestBody", Kind::OrReference(&REQUEST_BODY)),
        required(
            "responses",
            Kind::Map(&STATUS, &Kind::OrReference(&RESPONSE)),
        ),
        not_yet_if_any("callbacks", Kind::Map(&ANY_NAME, &CALLBACK)),
        key("deprecated", Kind::Flag),
        key("security", REQUIREMENTS),
        not_yet_if_any("servers", SERVERS),
    ],
    elsewhere: &[("Swagger 2.0", &["consumes", "produces", "schemes"])],
    rule: rules::operation,
};

pub(super) static PARAMETER: Object = Object {
    name: "Parameter Object",
    extensible: true,
    keywords: &[
        required("name", Kind::Text),
        required("in", Kind::Word(&["query", "header", "path", "cookie"])),
        key("description", Kind::Text),
        key("required", Kind::Flag),
        key("deprecated", Kind::Flag),
        not_yet_if_any("allowEmptyValue", Kind::Flag),
        key(
            "style",
            Kind::Word(&[
                "form",
                "simple",
                "matrix",
                "label",
                "spaceDelimited",
                "pipeDelimited",
                "deepObject",
            ]),
        ),
        // Scalars are written the same way with it and without.
        key("explode", Kind::Flag),
        not_yet_if_any("allowReserved", Kind::Flag),
        key("schema", Kind::OrReference(&SCHEMA)),
        not_yet(
            "content",
            Kind::Map(&MEDIA_TYPE_NAME, &Kind::Object(&MEDIA_TYPE)),
        ),
        key("example", Kind::Data),
        key(
            "examples",
            Kind::Map(&ANY_NAME, &Kind::OrReference(&EXAMPLE)),
        ),
    ],
    elsewhere: &[(
        "Swagger 2.0",
        &[
            "type",
            "format",
            "items",
            "collectionFormat",
            "default",
            "enum",
            "minimum",
            "maximum",
            "pattern",
        ],
    )],
    rule: rules::parameter,
};

pub(super) static HEADER: Object = Object {
    name: "Header Object",
    extensible: true,
    keywords: &[
        key("description", Kind::Text),
        key("required", Kind::Flag),
        key("deprecated", Kind::Flag),
        key("allowEmptyValue", Kind::Flag),
        key("style", Kind::Word(&["simple"])),
        key("explode", Kind::Flag),
        key("allowReserved", Kind::Flag),
        key("schema", Kind::OrReference(&SCHEMA)),
        key(
            "content",
            Kind::Map(&MEDIA_TYPE_NAME, &Kind::Object(&MEDIA_TYPE)),
        ),
        key("example", Kind::Data),
        key(
            "examples",
            Kind::Map(&ANY_NAME, &Kind::OrReference(&EXAMPLE)),
        ),
    ],
    elsewhere: &[(
        "Swagger 2.0",
        &[
            "type",
            "format",
            "items",
            "collectionFormat",
            "default",
            "enum",
        ],
    )],
    rule: rules::header,
};

pub(super) static REQUEST_BODY: Object = Object {
    name: "Request Body Object",
    extensible: true,
    keywords: &[
        key("description", Kind::Text),
        required(
            "content",
            Kind::Map(&MEDIA_TYPE_NAME, &Kind::Object(&MEDIA_TYPE)),
        ),
        key("required", Kind::Flag),
    ],
    elsewhere: &[],
    rule: no_rule,
};

static MEDIA_TYPE: Object = Object {
    name: "Media Type Object",
    extensible: true,
    keywords: &[
        key("schema", Kind::OrReference(&SCHEMA)),
        key("example", Kind::Data),
        key(
            "examples",
            Kind::Map(&ANY_NAME, &Kind::OrReference(&EXAMPLE)),
        ),
        not_yet_if_any("encoding", Kind::Map(&ANY_NAME, &Kind::Object(&ENCODING))),
    ],
    elsewhere: &[(
        "OpenAPI 3.2",
        &["itemSchema", "itemEncoding", "prefixEncoding"],
    )],
    rule: no_rule,
};

static ENCODING: Object = Object {
    name: "Encoding Object",
    extensible: true,
    keywords: &[
        key("contentType", Kind::Text),
        key(
            "headers",
            Kind::Map(&HEADER_NAME, &Kind::OrReference(&HEADER)),
        ),
        key(
            "style",
            Kind::Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        ),
        key("explode", Kind::Flag),
        key("allowReserved", Kind::Flag),
    ],
    elsewhere: &[(
        "OpenAPI 3.2",
        &["encoding", "itemEncoding", "prefixEncoding"],
    )],
    rule: no_rule,
};

pub(super) static RESPONSE: Object = Object {
    name: "Response Object",
    extensible: true,
    keywords: &[
        required("description", Kind::Text),
        not_yet_if_any(
            "headers",
            Kind::Map(&HEADER_NAME, &Kind::OrReference(&HEADER)),
        ),
        key(
            "content",
            Kind::Map(&MEDIA_TYPE_NAME, &Kind::Object(&MEDIA_TYPE)),
        ),
        not_yet_if_any("links", Kind::Map(&ANY_NAME, &Kind::OrReference(&LINK))),
    ],
    elsewhere: &[
        ("Swagger 2.0", &["schema", "examples"]),
        ("OpenAPI 3.2", &["summary"]),
    ],
    rule: no_rule,
};

pub(super) static EXAMPLE: Object = Object {
    name: "Example Object",
    extensible: true,
    keywords: &[
        key("summary", Kind::Text),
        key("description", Kind::Text),
        key("value", Kind::Data),
        key("externalValue", Kind::Text),
    ],
    elsewhere: &[("OpenAPI 3.2", &["dataValue", "serializedValue"])],
    rule: no_rule,
};

pub(super) static LINK: Object = Object {
    name: "Link Object",
    extensible: true,
    keywords: &[
        key("operationRef", Kind::Text),
        key("operationId", Kind::Text),
        key("parameters", Kind::Map(&ANY_NAME, &Kind::Data)),
        key("requestBody", Kind::Data),
        key("description", Kind::Text),
        key("server", Kind::Object(&SERVER)),
    ],
    elsewhere: &[],
    rule: no_rule,
};
