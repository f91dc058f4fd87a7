//! Where an API is served.

use super::{Docs, Name};

/// A server that the document names.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// Its variant.
    pub(crate) ident: String,
    /// What the document calls it.
    pub(crate) docs: Docs,
    /// Its URL, perhaps with variables, perhaps relative: then the variant holds the origin.
    pub(crate) url: String,
    /// Whether it has no host of its own.
    pub(crate) is_relative: bool,
    /// The struct of its variables.
    pub(crate) ident_of_struct: Option<String>,
    /// Its variables, in the order of the URL.
    pub(crate) variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug)]
pub(crate) struct ServerVariable {
    /// As in the URL, and the field.
    pub(crate) name: Name,
    /// Its docs.
    pub(crate) docs: Docs,
    /// What it may be.
    pub(crate) ty: ServerVariableType,
    /// Its value unless the user gives another.
    pub(crate) default: String,
}

/// What a variable of a server's URL may be.
#[derive(Clone, Debug)]
pub(crate) enum ServerVariableType {
    /// Any text.
    Text,
    /// An enum of `client`: its identifier, and its variants.
    Enum {
        /// Its identifier.
        ident: String,
        /// The values.
        values: Vec<Name>,
    },
}
