//! Where an API, or one of its operations, is served.

use crate::pointer::Pointer;

/// OpenAPI 3.0.3, Server Object.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// As in the document: perhaps with variables, perhaps relative.
    pub(crate) url: String,
    /// The variables of the URL, in its order.
    pub(crate) variables: Vec<ServerVariable>,
    /// What the document calls it.
    pub(crate) description: Option<String>,
    /// The name that the user chose.
    pub(crate) chosen_name: Option<String>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

/// OpenAPI 3.0.3, Server Variable Object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServerVariable {
    /// As in the URL.
    pub(crate) name: String,
    /// `default`
    pub(crate) default: String,
    /// `enum`; empty: any text.
    pub(crate) values: Vec<String>,
    /// `description`
    pub(crate) description: Option<String>,
}
