//! Tags by which the operations of an API are taken apart.

/// The operations of a tag, in files, a trait and perhaps a Cargo feature of their own.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    /// Its modules, and the function of its routes: `pets`.
    pub(crate) ident: String,
    /// The trait of the server: `PetsApi`.
    pub(crate) api: String,
    /// The Cargo feature that its operations need: `shop-pets`.
    pub(crate) feature: Option<String>,
    /// What it is, for docs: "the tag `pets`".
    pub(crate) about: String,
    /// Indices of its operations in [`Module::operations`](super::Module::operations), ascending; at least one.
    pub(crate) operations: Vec<usize>,
}
