//! How an API is protected.

use super::{ANY_NAME, Kind, Object, SCHEME_NAME, key, no_rule, required, rules};

/// `security` of the document and of an operation: alternatives, each of which is a set of schemes.
pub(super) const REQUIREMENTS: Kind =
    Kind::List(&Kind::Map(&SCHEME_NAME, &Kind::List(&Kind::Text)));

pub(super) static SECURITY_SCHEME: Object = Object {
    name: "Security Scheme Object",
    extensible: true,
    keywords: &[
        required(
            "type",
            Kind::Word(&["apiKey", "http", "oauth2", "openIdConnect"]),
        ),
        key("description", Kind::Text),
        key("name", Kind::Text),
        key("in", Kind::Word(&["query", "header", "cookie"])),
        key("scheme", Kind::Text),
        key("bearerFormat", Kind::Text),
        key("flows", Kind::Object(&OAUTH_FLOWS)),
        key("openIdConnectUrl", Kind::Text),
    ],
    elsewhere: &[
        (
            "Swagger 2.0",
            &["flow", "scopes", "authorizationUrl", "tokenUrl"],
        ),
        ("OpenAPI 3.2", &["deprecated", "oauth2MetadataUrl"]),
    ],
    rule: rules::security_scheme,
};

static OAUTH_FLOWS: Object = Object {
    name: "OAuth Flows Object",
    extensible: true,
    keywords: &[
        key("implicit", Kind::Object(&IMPLICIT_FLOW)),
        key("password", Kind::Object(&TOKEN_FLOW)),
        key("clientCredentials", Kind::Object(&TOKEN_FLOW)),
        key("authorizationCode", Kind::Object(&CODE_FLOW)),
    ],
    elsewhere: &[("OpenAPI 3.2", &["deviceAuthorization"])],
    rule: no_rule,
};

const SCOPES: Kind = Kind::Map(&ANY_NAME, &Kind::Text);

static IMPLICIT_FLOW: Object = Object {
    name: "OAuth Flow Object",
    extensible: true,
    keywords: &[
        required("authorizationUrl", Kind::Text),
        key("refreshUrl", Kind::Text),
        required("scopes", SCOPES),
    ],
    elsewhere: &[],
    rule: no_rule,
};

static TOKEN_FLOW: Object = Object {
    name: "OAuth Flow Object",
    extensible: true,
    keywords: &[
        required("tokenUrl", Kind::Text),
        key("refreshUrl", Kind::Text),
        required("scopes", SCOPES),
    ],
    elsewhere: &[],
    rule: no_rule,
};

static CODE_FLOW: Object = Object {
    name: "OAuth Flow Object",
    extensible: true,
    keywords: &[
        required("authorizationUrl", Kind::Text),
        required("tokenUrl", Kind::Text),
        key("refreshUrl", Kind::Text),
        required("scopes", SCOPES),
    ],
    elsewhere: &[],
    rule: no_rule,
};
