//! Paths, operations, and what they take and give.

use super::{
    ANY_NAME, HEADER_NAME, Kind, MEDIA_TYPE_NAME, METHOD, Object, STATUS, V20, V30, V31, V32,
    document::{CALLBACK, EXTERNAL_DOCS, SERVER, SERVERS},
    key, no_rule, required, rules,
    schema::SCHEMA,
    security::REQUIREMENTS,
};

pub(super) static PATH_ITEM: Object = Object {
    name: "Path Item Object",
    extensible: true,
    keywords: &[
        key("$ref", Kind::Text),
        key("summary", Kind::Text).since(V30).early(),
        key("description", Kind::Text).since(V30).early(),
        key("get", Kind::Object(&OPERATION)),
        key("put", Kind::Object(&OPERATION)),
        key("post", Kind::Object(&OPERATION)),
        key("delete", Kind::Object(&OPERATION)),
        key("options", Kind::Object(&OPERATION)),
        key("head", Kind::Object(&OPERATION)),
        key("patch", Kind::Object(&OPERATION)),
        key("trace", Kind::Object(&OPERATION)).since(V30),
        key("query", Kind::Object(&OPERATION)).since(V32),
        key(
            "additionalOperations",
            Kind::Map(&METHOD, &Kind::Object(&OPERATION)),
        )
        .since(V32),
        key("servers", SERVERS).since(V30),
        key("parameters", Kind::List(&Kind::OrReference(&PARAMETER))),
    ],
    elsewhere: &[],
    rule: rules::path_item,
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
        key("consumes", MEDIA_TYPES).until(V20),
        key("produces", MEDIA_TYPES).until(V20),
        key("requestBody", Kind::OrReference(&REQUEST_BODY)).since(V30),
        required("responses", RESPONSES).until(V30),
        key("responses", RESPONSES).since(V31),
        key("callbacks", Kind::Map(&ANY_NAME, &CALLBACK)).since(V30),
        key("schemes", SCHEMES).until(V20),
        key("deprecated", Kind::Flag),
        key("security", REQUIREMENTS),
        key("servers", SERVERS).since(V30),
    ],
    elsewhere: &[],
    rule: rules::operation,
};

const RESPONSES: Kind = Kind::Map(&STATUS, &Kind::OrReference(&RESPONSE));

/// `consumes` and `produces` (Swagger 2.0).
pub(super) const MEDIA_TYPES: Kind = Kind::List(&Kind::Text);

/// `schemes` (Swagger 2.0).
pub(super) const SCHEMES: Kind = Kind::List(&Kind::Word(&["http", "https", "ws", "wss"]));

/// What Swagger 2.0 says about values that are no JSON: the words of a Schema Object, not all of them, without a
/// schema (Swagger 2.0, Items Object).
macro_rules! with_items {
    ($types:expr, $formats:expr, [$($keyword:expr),* $(,)?]) => {
        &[
            $($keyword,)*
            key("type", Kind::Word($types)).until(V20),
            key("format", Kind::Text).until(V20),
            key("items", Kind::Object(&ITEMS)).until(V20),
            key("collectionFormat", Kind::Word($formats)).until(V20),
            key("default", Kind::Data).until(V20),
            key("maximum", Kind::Number).until(V20),
            key("exclusiveMaximum", Kind::FlagOrNumber).until(V20),
            key("minimum", Kind::Number).until(V20),
            key("exclusiveMinimum", Kind::FlagOrNumber).until(V20),
            key("maxLength", Kind::Count).until(V20),
            key("minLength", Kind::Count).until(V20),
            key("pattern", Kind::Text).until(V20),
            key("maxItems", Kind::Count).until(V20),
            key("minItems", Kind::Count).until(V20),
            key("uniqueItems", Kind::Flag).until(V20),
            key("enum", Kind::Some(&Kind::Data)).until(V20),
            key("multipleOf", Kind::PositiveNumber).until(V20),
        ]
    };
}

const ITEM_TYPES: &[&str] = &["array", "boolean", "integer", "number", "string"];
const ITEM_FORMATS: &[&str] = &["csv", "ssv", "tsv", "pipes"];

static ITEMS: Object = Object {
    name: "Items Object",
    extensible: true,
    keywords: with_items!(ITEM_TYPES, ITEM_FORMATS, []),
    elsewhere: &[],
    rule: rules::items,
};

pub(super) static PARAMETER: Object = Object {
    name: "Parameter Object",
    extensible: true,
    keywords: with_items!(
        &["string", "number", "integer", "boolean", "array", "file"],
        &["csv", "ssv", "tsv", "pipes", "multi"],
        [
            required("name", Kind::Text),
            required(
                "in",
                Kind::Word(&["query", "header", "path", "formData", "body"]),
            )
            .until(V20),
            required("in", Kind::Word(&["query", "header", "path", "cookie"]))
                .since(V30)
                .until(V31),
            required(
                "in",
                Kind::Word(&["query", "header", "path", "cookie", "querystring"]),
            )
            .since(V32),
            key("description", Kind::Text),
            key("required", Kind::Flag),
            key("deprecated", Kind::Flag).since(V30).early(),
            key("allowEmptyValue", Kind::Flag),
            key("style", Kind::Word(STYLES)).since(V30).until(V31),
            key("style", Kind::Word(STYLES_32)).since(V32),
            key("explode", Kind::Flag).since(V30),
            key("allowReserved", Kind::Flag).since(V30),
            key("schema", Kind::OrReference(&SCHEMA)),
            key("content", content()).since(V30),
            key("example", Kind::Data).since(V30).early(),
            key("examples", EXAMPLES).since(V30),
        ]
    ),
    elsewhere: &[],
    rule: rules::parameter,
};

const STYLES: &[&str] = &[
    "form",
    "simple",
    "matrix",
    "label",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
];
const STYLES_32: &[&str] = &[
    "form",
    "simple",
    "matrix",
    "label",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
    "cookie",
];

/// Media types; OpenAPI 3.2 refers to shared ones.
const fn content() -> Kind {
    Kind::Map(&MEDIA_TYPE_NAME, &SHARED_MEDIA_TYPE)
}

static SHARED_MEDIA_TYPE: Kind = Kind::OrReferenceSince(V32, &MEDIA_TYPE);

const EXAMPLES: Kind = Kind::Map(&ANY_NAME, &Kind::OrReference(&EXAMPLE));

pub(super) static HEADER: Object = Object {
    name: "Header Object",
    extensible: true,
    keywords: with_items!(
        ITEM_TYPES,
        ITEM_FORMATS,
        [
            key("description", Kind::Text),
            key("required", Kind::Flag).since(V30),
            key("deprecated", Kind::Flag).since(V30),
            key("allowEmptyValue", Kind::Flag).since(V30).until(V30),
            key("style", Kind::Word(&["simple"])).since(V30),
            key("explode", Kind::Flag).since(V30),
            key("allowReserved", Kind::Flag).since(V30).until(V30),
            key("schema", Kind::OrReference(&SCHEMA)).since(V30),
            key("content", content()).since(V30),
            key("example", Kind::Data).since(V30).early(),
            key("examples", EXAMPLES).since(V30),
        ]
    ),
    elsewhere: &[],
    rule: rules::header,
};

pub(super) static REQUEST_BODY: Object = Object {
    name: "Request Body Object",
    extensible: true,
    keywords: &[
        key("description", Kind::Text),
        required("content", content()),
        key("required", Kind::Flag),
    ],
    elsewhere: &[],
    rule: no_rule,
};

pub(super) static MEDIA_TYPE: Object = Object {
    name: "Media Type Object",
    extensible: true,
    keywords: &[
        // The text of OpenAPI 3.2.0 has it in examples only, its schema lets it pass.
        key("description", Kind::Text).since(V32),
        key("schema", Kind::OrReference(&SCHEMA)),
        key("itemSchema", Kind::OrReference(&SCHEMA)).since(V32),
        key("example", Kind::Data),
        key("examples", EXAMPLES),
        key("encoding", Kind::Map(&ANY_NAME, &Kind::Object(&ENCODING))),
        key("prefixEncoding", Kind::List(&Kind::Object(&ENCODING))).since(V32),
        key("itemEncoding", Kind::Object(&ENCODING)).since(V32),
    ],
    elsewhere: &[],
    rule: rules::media_type,
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
        key("encoding", Kind::Map(&ANY_NAME, &Kind::Object(&ENCODING))).since(V32),
        key("prefixEncoding", Kind::List(&Kind::Object(&ENCODING))).since(V32),
        key("itemEncoding", Kind::Object(&ENCODING)).since(V32),
    ],
    elsewhere: &[],
    rule: rules::encoding,
};

pub(super) static RESPONSE: Object = Object {
    name: "Response Object",
    extensible: true,
    keywords: &[
        key("summary", Kind::Text).since(V32),
        required("description", Kind::Text).until(V31),
        key("description", Kind::Text).since(V32),
        key("schema", Kind::OrReference(&SCHEMA)).until(V20),
        key("headers", Kind::Map(&HEADER_NAME, &Kind::Object(&HEADER))).until(V20),
        key(
            "headers",
            Kind::Map(&HEADER_NAME, &Kind::OrReference(&HEADER)),
        )
        .since(V30),
        key("examples", Kind::Map(&MEDIA_TYPE_NAME, &Kind::Data)).until(V20),
        key("content", content()).since(V30),
        key("links", Kind::Map(&ANY_NAME, &Kind::OrReference(&LINK))).since(V30),
    ],
    elsewhere: &[],
    rule: rules::response,
};

pub(super) static EXAMPLE: Object = Object {
    name: "Example Object",
    extensible: true,
    keywords: &[
        key("summary", Kind::Text),
        key("description", Kind::Text),
        key("value", Kind::Data),
        key("externalValue", Kind::Text),
        key("dataValue", Kind::Data).since(V32),
        key("serializedValue", Kind::Text).since(V32),
    ],
    elsewhere: &[],
    rule: rules::example,
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
    rule: rules::link,
};
