//! How an API is protected.

use super::{
    Kind, Object, SCHEME_NAME, SCOPE_NAME, V20, V30, V31, V32, key, no_rule, required, rules,
};

/// `security` of the document and of an operation: alternatives, each of which is a set of schemes.
pub(super) const REQUIREMENTS: Kind =
    Kind::List(&Kind::Map(&SCHEME_NAME, &Kind::List(&Kind::Text)));

pub(super) static SECURITY_SCHEME: Object = Object {
    name: "Security Scheme Object",
    extensible: true,
    keywords: &[
        required("type", Kind::Word(&["basic", "apiKey", "oauth2"])).until(V20),
        required(
            "type",
            Kind::Word(&["apiKey", "http", "oauth2", "openIdConnect"]),
        )
        .since(V30)
        .until(V30),
        required(
            "type",
            Kind::Word(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]),
        )
        .since(V31),
        key("description", Kind::Text),
        key("name", Kind::Text),
        key("in", Kind::Word(&["query", "header"])).until(V20),
        key("in", Kind::Word(&["query", "header", "cookie"])).since(V30),
        key(
            "flow",
            Kind::Word(&["implicit", "password", "application", "accessCode"]),
        )
        .until(V20),
        key("authorizationUrl", Kind::Text).until(V20),
        key("tokenUrl", Kind::Text).until(V20),
        key("scopes", SCOPES).until(V20),
        key("scheme", Kind::Text).since(V30),
        key("bearerFormat", Kind::Text).since(V30),
        key("flows", Kind::Object(&OAUTH_FLOWS)).since(V30),
        key("openIdConnectUrl", Kind::Text).since(V30),
        key("oauth2MetadataUrl", Kind::Text).since(V32),
        key("deprecated", Kind::Flag).since(V32),
    ],
    elsewhere: &[],
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
        key("deviceAuthorization", Kind::Object(&DEVICE_FLOW)).since(V32),
    ],
    elsewhere: &[],
    rule: no_rule,
};

const SCOPES: Kind = Kind::Map(&SCOPE_NAME, &Kind::Text);

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

static DEVICE_FLOW: Object = Object {
    name: "OAuth Flow Object",
    extensible: true,
    keywords: &[
        required("deviceAuthorizationUrl", Kind::Text),
        required("tokenUrl", Kind::Text),
        key("refreshUrl", Kind::Text),
        required("scopes", SCOPES),
    ],
    elsewhere: &[],
    rule: no_rule,
};
