//! How many lines of Rust come of what a document says, about: bounds of the work behind, no promise of how many there are.
//!
//! Operations are counted while they are read, so that what is too much takes no memory; with the schemas that they use,
//! once it is known which of these are types.

/// An operation: its function, its types, what client and server do with it, its tests. The weights are measured: of each
/// alone, as much as the limit lets pass takes some five seconds and less than 1 GiB.
pub(crate) const OPERATION: usize = 130;

/// A parameter, of each operation that has it.
pub(crate) const PARAMETER: usize = 26;

/// A request body.
pub(crate) const REQUEST_BODY: usize = 10;

/// A response.
pub(crate) const RESPONSE: usize = 26;

/// A media type of a body.
pub(crate) const CONTENT: usize = 10;

/// A header of a response, or of a part.
pub(crate) const HEADER: usize = 22;

/// A link.
pub(crate) const LINK: usize = 80;

/// An alternative of `security`, and each scheme of it.
pub(crate) const REQUIREMENT: usize = 1;

/// A struct or an enum, with how it is read and written.
pub(crate) const TYPE: usize = 40;

/// A field of a struct, or a variant of an enum that holds something.
pub(crate) const MEMBER: usize = 10;

/// An enum of values.
pub(crate) const ENUM: usize = 20;

/// A value of an enum.
pub(crate) const VALUE: usize = 8;

/// What a schema checks besides.
pub(crate) const CHECKS: usize = 20;

/// So many bytes of a description weigh as much as a line: each stage has them.
pub(crate) const LINE: usize = 16;

/// Any other schema.
pub(crate) const SCHEMA: usize = 2;
