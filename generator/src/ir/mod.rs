//! One API in Rust's nouns: every name decided, every type known; the emitters only print.
//!
//! Types link by [`TypeId`]. A name is always the pair of wire name and identifier.

mod checks;
mod models;

pub(crate) use checks::{Assertion, Check, Rule, Rules};
pub(crate) use models::{
    Additional, Enum, EnumRepr, Field, Literal, Mapped, Presence, Selection, Shape, Struct, Test,
    TypeDef, TypeKind, TypeRef, Union, UnionVariant, Variant,
};

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
    /// The security schemes that operations require.
    pub(crate) schemes: Vec<Scheme>,
    /// The named servers.
    pub(crate) servers: Vec<Server>,
    /// Header parameters that the client can set for every call.
    pub(crate) client_headers: Vec<ClientHeader>,
    /// Every example value of the document.
    pub(crate) examples: Vec<Example>,
    /// The document that the code implements, as JSON.
    pub(crate) document: String,
}

impl Module {
    /// The definition with that id.
    #[must_use]
    pub(crate) fn definition(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }
}

/// Lines of a doc comment, safe to print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Docs(pub(crate) Vec<String>);

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

/// An operation.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// The function: `replace_workspace_members`.
    pub(crate) ident: String,
    /// The struct of its inputs: `ReplaceWorkspaceMembers`.
    pub(crate) input: String,
    /// The enum of its failures: `ReplaceWorkspaceMembersError`.
    pub(crate) error: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Upper case.
    pub(crate) method: &'static str,
    /// The template.
    pub(crate) path: String,
    /// Its parameters.
    pub(crate) parameters: Vec<Parameter>,
    /// Its body.
    pub(crate) body: Option<Body>,
    /// What it returns.
    pub(crate) success: Success,
    /// How it fails.
    pub(crate) failures: Vec<Failure>,
    /// The credential that it requires.
    pub(crate) scheme: Option<SchemeId>,
    /// Values to test it with, where there are any.
    pub(crate) samples: Option<Samples>,
}

/// A value of everything that an operation sends and answers, as compact JSON.
#[derive(Clone, Debug)]
pub(crate) struct Samples {
    /// Of the parameters, and of the body behind them.
    pub(crate) inputs: Vec<String>,
    /// Of the success and the failures behind it; `None` for a raw body.
    pub(crate) outcomes: Vec<Option<String>>,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// Its names.
    pub(crate) name: Name,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Where in the request.
    pub(crate) location: Location,
    /// Its type when there is a value.
    pub(crate) ty: TypeRef,
    /// Whether every request has it.
    pub(crate) required: bool,
    /// What to check of the value.
    pub(crate) check: Check,
}

/// Where in the request a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Location {
    /// A segment of the path.
    Path,
    /// The query string.
    Query,
    /// A header field.
    Header,
}

/// The body of a request.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// Its field in the input struct.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Its type when there is one.
    pub(crate) ty: TypeRef,
    /// Whether every request has one.
    pub(crate) required: bool,
    /// What to check of the value.
    pub(crate) check: Check,
    /// What it may travel as; the client's default first.
    pub(crate) media: Vec<Media>,
}

/// A media type of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Media {
    /// `application/json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
}

/// The success of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Success {
    /// Its status.
    pub(crate) status: u16,
    /// Its JSON body; `None`: a raw one.
    pub(crate) ty: Option<TypeRef>,
}

/// A documented failure.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// Its variant.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Its status.
    pub(crate) status: u16,
    /// Its JSON body; `None`: a raw one.
    pub(crate) ty: Option<TypeRef>,
}

/// Index of a [`Scheme`] in [`Module::schemes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchemeId(pub(crate) usize);

/// A security scheme.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    /// Its name in the document and the server's function that checks it.
    pub(crate) name: Name,
    /// Its docs.
    pub(crate) docs: Docs,
    /// How the credential travels.
    pub(crate) kind: SchemeKind,
}

/// How a credential travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    /// A bearer token.
    Bearer,
    /// A user and a password.
    Basic,
    /// A whole `Authorization` header, and the challenge of a 401.
    Authorization(&'static str),
}

/// A server that the document names.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// Its variant.
    pub(crate) ident: String,
    /// What the document calls it.
    pub(crate) docs: Docs,
    /// Its URL.
    pub(crate) url: String,
}

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
