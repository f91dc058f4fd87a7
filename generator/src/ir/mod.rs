//! One API in Rust's nouns: every name decided, every type known; the emitters only print.
//!
//! Types link by [`TypeId`]. A name is always the pair of wire name and identifier.

mod body;
mod checks;
mod links;
mod models;
mod operation;
mod pagination;
mod samples;
mod security;
mod server;
mod tag;

pub(crate) use body::{
    Body, Content, ContentEnum, ContentVariant, Contents, Encoding, Media, MediaKind, Part,
    PartKind, Parts, Payload, Said, SpreadMembers,
};
pub(crate) use checks::{Assertion, Check, Rule, Rules};
pub(crate) use links::{Link, LinkValue};
pub(crate) use models::{
    Additional, Enum, EnumRepr, Field, Literal, Mapped, Presence, Selection, Shape, Struct, Test,
    TypeDef, TypeKind, TypeRef, Union, UnionTag, UnionVariant, Variant,
};
pub(crate) use operation::{
    Callbacks, Location, Operation, Output, Parameter, Response, ResponseHeader, Status, Style,
};
pub(crate) use pagination::{Pagination, Step};
pub(crate) use samples::{PartSample, ResponseSample, Sample, Samples};
pub(crate) use security::{Requirement, Scheme, SchemeId, SchemeKind, Security};
pub(crate) use server::{Server, ServerVariable, ServerVariableType};
pub(crate) use tag::Tag;

/// One API as a module of the generated crate.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    /// Its identifier: `sequence`.
    pub(crate) ident: String,
    /// Docs of the module.
    pub(crate) docs: Docs,
    /// The types of `models`, sorted by identifier; [`TypeId`] is the index.
    pub(crate) types: Vec<TypeDef>,
    /// The operations, in document order.
    pub(crate) operations: Vec<Operation>,
    /// What the operations are taken apart by, each of them in one; empty: they stay together.
    pub(crate) tags: Vec<Tag>,
    /// The requests that the API sends of its own accord: those of callbacks and of their
    /// callbacks, then webhooks and theirs; none is empty.
    pub(crate) callbacks: Vec<Callbacks>,
    /// The security schemes that operations require.
    pub(crate) schemes: Vec<Scheme>,
    /// The distinct requirements of operations, in the order of the operations.
    pub(crate) securities: Vec<Security>,
    /// The named servers.
    pub(crate) servers: Vec<Server>,
    /// Header parameters that the client can set for every call.
    pub(crate) client_headers: Vec<ClientHeader>,
    /// Every example value of the document.
    pub(crate) examples: Vec<Example>,
    /// Whether the methods of the server's trait have a default, which answers 501.
    pub(crate) has_default_methods: bool,
    /// The document that the code implements, as JSON.
    pub(crate) document: String,
}

impl Module {
    /// The definition with that id.
    #[must_use]
    pub(crate) fn definition(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// Whether operations are compiled only where a feature of their tag is on.
    #[must_use]
    pub(crate) fn has_features_by_tag(&self) -> bool {
        self.tags.iter().any(|tag| tag.feature.is_some())
    }

    /// The Cargo features of the API besides the one that is called as it is: those of tags.
    #[must_use]
    pub(crate) fn features(&self) -> Vec<String> {
        self.tags
            .iter()
            .filter_map(|tag| tag.feature.clone())
            .collect()
    }
}

/// Lines of a doc comment, safe to print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Docs(pub(crate) Vec<String>);

impl Docs {
    /// A link to a struct of the same module. The standard library derives traits of some names, so that the name alone
    /// could mean either.
    pub(crate) fn link(ident: &str) -> String {
        const DERIVED: [&str; 9] = [
            "Clone",
            "Copy",
            "Debug",
            "Default",
            "Eq",
            "Hash",
            "Ord",
            "PartialEq",
            "PartialOrd",
        ];
        match DERIVED.contains(&ident) {
            true => format!("[`struct@{ident}`]"),
            false => format!("[`{ident}`]"),
        }
    }
}

/// A name on the wire and the identifier that stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Exactly as on the wire.
    pub(crate) wire: String,
    /// As in Rust.
    pub(crate) ident: String,
}

/// Index of a [`TypeDef`] in [`Module::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(pub(crate) usize);

/// A header parameter that the client can set for every call.
#[derive(Clone, Debug)]
pub(crate) struct ClientHeader {
    /// The header and the setter.
    pub(crate) name: Name,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Its type.
    pub(crate) ty: TypeRef,
}

/// A value that the document gives as an example.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// Where it stands in the document.
    pub(crate) pointer: String,
    /// What it illustrates.
    pub(crate) ty: TypeRef,
    /// The value, as compact JSON.
    pub(crate) json: String,
}
