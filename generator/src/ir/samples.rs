//! Values to test operations with.

/// Values of everything that an operation sends and answers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Samples {
    /// Of each parameter, as compact JSON.
    pub(crate) parameters: Vec<String>,
    /// Of each form of the body.
    pub(crate) body: Vec<Sample>,
    /// Of each response, in the order of [`Operation::responses`].
    pub(crate) responses: Vec<ResponseSample>,
}

/// Values of a response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResponseSample {
    /// Of each header, as compact JSON.
    pub(crate) headers: Vec<String>,
    /// Of each form of the content.
    pub(crate) forms: Vec<Sample>,
}

/// A value of a payload.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Sample {
    /// None is needed: nothing, a raw body, or bytes.
    Any,
    /// Compact JSON; of items and events, one.
    Json(String),
    /// Part by part.
    Parts(Vec<PartSample>),
}

/// The values of a part.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PartSample {
    /// Compact JSON, of a part that may be there several times each; none for a file.
    pub(crate) values: Vec<String>,
    /// Of each header, as compact JSON.
    pub(crate) headers: Vec<String>,
}
