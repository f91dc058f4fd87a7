//! Security schemes, and what operations require of them.

use super::Location;
use serde_json::Value;

/// OpenAPI 3.0.3, Security Requirement Object: one of its schemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Requirement {
    /// The scheme.
    pub(crate) scheme: SecuritySchemeId,
    /// The scopes that the credential must have.
    pub(crate) scopes: Vec<String>,
}

/// Index of a [`SecurityScheme`] in [`Api::security_schemes`](super::Api::security_schemes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SecuritySchemeId(pub(crate) usize);

/// OpenAPI 3.0.3, Security Scheme Object, or a credential lifted from a header parameter.
#[derive(Clone, Debug)]
pub(crate) struct SecurityScheme {
    /// Its key under `components.securitySchemes`, or the header parameter's name.
    pub(crate) name: String,
    /// How the credential travels.
    pub(crate) kind: SecuritySchemeKind,
    /// What the document says about it.
    pub(crate) description: Option<String>,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SecuritySchemeKind {
    /// `type: http, scheme: bearer` (RFC 6750).
    Bearer,
    /// `type: http, scheme: basic` (RFC 7617).
    Basic,
    /// Another scheme of RFC 9110 section 11: its name.
    Http(String),
    /// An `Authorization` header that the document declares as a parameter: its whole value is the credential. The
    /// challenge is what a 401 names (RFC 9110 section 11.6.1 asks for one).
    Authorization {
        /// `Basic` or `Bearer`.
        challenge: &'static str,
    },
    /// `type: apiKey`
    ApiKey {
        /// A header, the query or a cookie.
        location: Location,
        /// Its name there.
        name: String,
    },
    /// `type: oauth2`: a bearer token, with the flows as the document has them.
    OAuth2 {
        /// OAuth Flows Object.
        flows: Value,
    },
    /// `type: openIdConnect`: a bearer token.
    OpenIdConnect {
        /// `openIdConnectUrl`
        url: String,
    },
    /// `type: mutualTLS`: the connection is the credential.
    MutualTls,
}

impl SecuritySchemeKind {
    /// Whether a request that carries one of the two cannot carry the other: there is one `Authorization` header, of one
    /// scheme (RFC 9110 section 11.6.2).
    #[must_use]
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        let both = self.authorization().zip(other.authorization());
        both.is_some_and(|(one, other)| !one.eq_ignore_ascii_case(other))
    }

    /// The scheme of its `Authorization` header, or nothing where that is the whole value.
    fn authorization(&self) -> Option<&str> {
        match self {
            Self::Bearer | Self::OAuth2 { .. } | Self::OpenIdConnect { .. } => Some("Bearer"),
            Self::Basic => Some("Basic"),
            Self::Http(scheme) => Some(scheme),
            Self::Authorization { .. } => Some(""),
            Self::ApiKey { .. } | Self::MutualTls => None,
        }
    }
}
