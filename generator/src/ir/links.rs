//! Calls that an output leads to.

use super::{Docs, Literal};

/// A call that an output leads to.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// The function on the input.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// The input struct of the target.
    pub(crate) target: String,
    /// Field by field of the target, in its order; those without a value are left out.
    pub(crate) values: Vec<(String, bool, LinkValue)>,
}

/// What a link hands over.
#[derive(Clone, Debug)]
pub(crate) enum LinkValue {
    /// A literal of the field's type.
    Constant(Literal),
    /// A field of the input, whose type is the target's.
    Input(String),
    /// By JSON Pointer out of the input's body.
    RequestBody(String),
    /// By JSON Pointer out of the output.
    Output(String),
    /// The field of the output that holds a header.
    Header(String),
}
