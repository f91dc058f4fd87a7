//! What both sides of the wire know of an operation.

use super::checks::{Checks, Violations};
use super::security::Security;

/// An operation of the document, implemented by its input type.
pub trait Operation: Sized {
    /// Its name: an `operationId`, or what an overlay calls it.
    const ID: &'static str;

    /// Its method, in capitals.
    const METHOD: &'static str;

    /// Its path template, such as `/things/{id}`.
    const PATH: &'static str;

    /// Who may call it; nobody is asked unless it says so.
    const SECURITY: Security = &[];

    /// What it answers when all is well.
    type Output;

    /// Its documented errors.
    type Error;

    /// Checks what the types of the input do not say.
    fn check(&self, _to: &mut Checks<'_>) {}

    /// Checks the input as a server does.
    ///
    /// # Errors
    /// All that is not what the document says, each with its place: `query.limit`, `body/name`.
    fn validate(&self) -> Result<(), Violations> {
        Violations::of(&|to| self.check(to))
    }
}
