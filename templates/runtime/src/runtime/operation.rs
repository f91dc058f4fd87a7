//! What both sides of the wire know of an operation.

/// An operation of the document, implemented by its input type.
pub trait Operation: Sized {
    /// Its name: an `operationId`, or what an overlay calls it.
    const ID: &'static str;

    /// Its method, in capitals.
    const METHOD: &'static str;

    /// Its path template, such as `/things/{id}`.
    const PATH: &'static str;

    /// What it answers when all is well.
    type Output;

    /// Its documented errors.
    type Error;
}
