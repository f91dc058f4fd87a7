//! Links: calls that a response leads to.

use super::OperationId;
use serde_json::Value;

/// OpenAPI 3.0.3, Link Object.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// Its key.
    pub(crate) name: String,
    /// `description`
    pub(crate) description: Option<String>,
    /// Where it leads.
    pub(crate) target: LinkTarget,
    /// The name that the user chose.
    pub(crate) chosen_name: Option<String>,
}

/// Where a link leads.
#[derive(Clone, Debug)]
pub(crate) enum LinkTarget {
    /// To an operation of the document, of which every required input is known.
    Operation {
        /// The operation.
        operation: OperationId,
        /// Index of a parameter of that operation, and its value.
        parameters: Vec<(usize, LinkValue)>,
        /// Its body.
        request_body: Option<LinkValue>,
    },
    /// To something that can be described only.
    Documented(String),
}

/// What a link hands over (OpenAPI 3.0.3, Runtime Expressions).
#[derive(Clone, Debug)]
pub(crate) enum LinkValue {
    /// A value of the document.
    Constant(Value),
    /// Index of a parameter of the operation that has the link.
    Parameter(usize),
    /// `$request.body#…`, with the JSON Pointer.
    RequestBody(String),
    /// `$response.body#…`, with the JSON Pointer.
    ResponseBody(String),
    /// Index of a header of the response.
    ResponseHeader(usize),
}
