//! Who may call: schemes, and what operations require of them.

use super::{Docs, Location, Name};

/// Index of a [`Scheme`] in [`Module::schemes`](super::Module::schemes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchemeId(pub(crate) usize);

/// A security scheme.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    /// Its name in the document and the server's function that checks it.
    pub(crate) name: Name,
    /// Its constant in `operations`.
    pub(crate) constant: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// How the credential travels.
    pub(crate) kind: SchemeKind,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    /// A bearer token.
    Bearer,
    /// A user and a password.
    Basic,
    /// Another scheme of the `Authorization` header.
    Http(String),
    /// A whole `Authorization` header, and the challenge of a 401.
    Authorization(&'static str),
    /// A key in a header, the query or a cookie.
    ApiKey(Location, String),
    /// A token with scopes.
    OAuth2,
    /// A token with scopes.
    OpenIdConnect,
    /// The connection.
    MutualTls,
}

/// A scheme that an operation asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Requirement {
    /// The scheme.
    pub(crate) scheme: SchemeId,
    /// The scopes of the credential.
    pub(crate) scopes: Vec<String>,
}

/// Requirements that operations have in common: a constant of `operations`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Security {
    /// Its identifier.
    pub(crate) constant: String,
    /// As [`Operation::security`] has them.
    pub(crate) alternatives: Vec<Vec<Requirement>>,
}

impl SchemeKind {
    /// Whether its credentials have scopes.
    #[must_use]
    pub(crate) fn has_scopes(&self) -> bool {
        matches!(self, Self::OAuth2 | Self::OpenIdConnect)
    }
}
