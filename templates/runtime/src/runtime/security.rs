//! What the document says of credentials, for both sides of the wire: schemes, and which of them an operation asks for.

use super::location::In;

/// The security requirements of an operation: alternatives, of each of which all must be met (OpenAPI 3.0.4, Security
/// Requirement Object). An empty alternative lets anybody in; an empty list means that nobody is asked.
pub type Security = &'static [&'static [Requirement]];

/// A way to say who is calling, by its name in the document.
#[derive(Debug, PartialEq, Eq)]
pub struct Scheme {
    name: &'static str,
    kind: Kind,
}

/// Where the credential of a scheme is, and how it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `Authorization: Bearer …`, RFC 6750. The server is given the token.
    Bearer,
    /// `Authorization: Basic …`, RFC 7617. The server is given `user:password`.
    Basic,
    /// `Authorization` with another scheme of the IANA registry. Both sides deal in the whole value.
    Http(&'static str),
    /// `Authorization`, whatever is in it. Both sides deal in the whole value; this scheme is asked for.
    Authorization(&'static str),
    /// A header, query parameter or cookie of this name.
    ApiKey(In, &'static str),
    /// The certificate of the connection.
    MutualTls,
}

impl Scheme {
    /// A bearer token, RFC 6750.
    #[must_use]
    pub const fn bearer(name: &'static str) -> Self {
        Self::of(name, Kind::Bearer)
    }

    /// A user's name and password, RFC 7617.
    #[must_use]
    pub const fn basic(name: &'static str) -> Self {
        Self::of(name, Kind::Basic)
    }

    /// Another scheme of RFC 9110 section 11: the credential is the whole value of `Authorization`, which begins with the
    /// scheme.
    #[must_use]
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self::of(name, Kind::Http(scheme))
    }

    /// The whole value of `Authorization`, whatever its scheme; callers without one are asked for `challenge`.
    #[must_use]
    pub const fn authorization(name: &'static str, challenge: &'static str) -> Self {
        Self::of(name, Kind::Authorization(challenge))
    }

    /// A key in a header, a query parameter or a cookie. (A key in the path is none that OpenAPI knows, and never found.)
    #[must_use]
    pub const fn api_key(name: &'static str, location: In, key: &'static str) -> Self {
        Self::of(name, Kind::ApiKey(location, key))
    }

    /// A token of OAuth 2, sent as a bearer token.
    #[must_use]
    pub const fn oauth2(name: &'static str) -> Self {
        Self::of(name, Kind::Bearer)
    }

    /// A token of OpenID Connect, sent as a bearer token.
    #[must_use]
    pub const fn open_id_connect(name: &'static str) -> Self {
        Self::of(name, Kind::Bearer)
    }

    /// The certificate of the caller's side of the connection: nothing is sent, and the server is given the head of the
    /// request only, into whose extensions what accepts connections puts the certificate.
    #[must_use]
    pub const fn mutual_tls(name: &'static str) -> Self {
        Self::of(name, Kind::MutualTls)
    }

    /// Its name in the document.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    const fn of(name: &'static str, kind: Kind) -> Self {
        Self { name, kind }
    }
}

/// A scheme that an operation asks for, and what its token must be good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    scheme: &'static Scheme,
    scopes: &'static [&'static str],
}

impl Requirement {
    /// Asks for a scheme, with these scopes (or roles, where the scheme has none).
    #[must_use]
    pub const fn new(scheme: &'static Scheme, scopes: &'static [&'static str]) -> Self {
        Self { scheme, scopes }
    }

    /// The scheme.
    #[must_use]
    pub const fn scheme(&self) -> &'static Scheme {
        self.scheme
    }

    /// What its token must be good for.
    #[must_use]
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }
}
