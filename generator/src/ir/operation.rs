//! Operations: what both sides take and give.

use super::{
    Body, Check, Contents, Docs, Link, Literal, Name, Pagination, Requirement, Samples, Scheme,
    Security, TypeRef,
};

/// An operation.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// The function: `replace_workspace_members`.
    pub(crate) ident: String,
    /// The struct of its inputs: `ReplaceWorkspaceMembers`.
    pub(crate) input: String,
    /// The enum of its failures: `ReplaceWorkspaceMembersError`.
    pub(crate) error: String,
    /// Its docs, on the input.
    pub(crate) docs: Docs,
    /// Its method and path, and its summary: on the functions.
    pub(crate) brief: Docs,
    /// Upper case.
    pub(crate) method: String,
    /// The template.
    pub(crate) path: String,
    /// Its parameters.
    pub(crate) parameters: Vec<Parameter>,
    /// Its body.
    pub(crate) body: Option<Body>,
    /// What it returns.
    pub(crate) output: Output,
    /// How it fails: statuses ascending, then ranges, then all others.
    pub(crate) failures: Vec<Response>,
    /// The media types that a client accepts, the preferred one first.
    pub(crate) accept: Vec<String>,
    /// Whether a success may be read as it arrives.
    pub(crate) streams: bool,
    /// Who may call: alternatives of credentials; an empty alternative is anybody.
    pub(crate) security: Vec<Vec<Requirement>>,
    /// Those of them, by index, of which one request carries all credentials.
    pub(crate) satisfiable: Vec<usize>,
    /// The URL of a server of its own.
    pub(crate) server: Option<String>,
    /// Calls that its output leads to.
    pub(crate) links: Vec<Link>,
    /// How its output goes on in further calls.
    pub(crate) pagination: Option<Pagination>,
    /// Values to test it with, where there are any.
    pub(crate) samples: Option<Samples>,
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
    /// What a server takes an absent one for.
    pub(crate) default: Option<Literal>,
    /// What to check of the value.
    pub(crate) check: Check,
    /// How the value is written.
    pub(crate) style: Style,
    /// Whether arrays and objects are written as several values.
    pub(crate) explode: bool,
    /// Whether reserved characters are sent as they are.
    pub(crate) allow_reserved: bool,
    /// Whether it may be sent without a value.
    pub(crate) allow_empty_value: bool,
    /// Whether its value is the whole query.
    pub(crate) whole: bool,
    /// The other query parameters, where the keys of this one's object are free and stand in the query themselves.
    pub(crate) beside: Vec<String>,
}

/// Where in the request a parameter is.
pub(crate) use crate::spec::Location;

/// How the value of a parameter or a header is written.
pub(crate) use crate::spec::Style;

/// The success of an operation.
#[derive(Clone, Debug)]
pub(crate) enum Output {
    /// One status: what it carries.
    One(Response),
    /// An enum of `operations`.
    Several {
        /// Its identifier.
        ident: String,
        /// Its variants: statuses ascending, then ranges, then all others.
        responses: Vec<Response>,
    },
}

/// A documented response.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    /// Its variant.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// When it is given.
    pub(crate) status: Status,
    /// What it carries.
    pub(crate) contents: Contents,
    /// Its headers; with any, the response is a struct of `operations` that holds them and the `body`, which no header
    /// is called.
    pub(crate) headers: Vec<ResponseHeader>,
    /// The identifier of that struct.
    pub(crate) ident_of_struct: Option<String>,
}

/// The statuses of a response.
pub(crate) use crate::spec::Status;

/// A header of a response, or of a part.
#[derive(Clone, Debug)]
pub(crate) struct ResponseHeader {
    /// Its names.
    pub(crate) name: Name,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Its type when there is a value.
    pub(crate) ty: TypeRef,
    /// Whether it is always there.
    pub(crate) required: bool,
    /// How its value is written.
    pub(crate) style: Style,
    /// Whether objects are written as `a=1`.
    pub(crate) explode: bool,
    /// What to check of its value, where a server receives it: beside a part.
    pub(crate) check: Check,
}

/// The requests that an API sends of its own accord, those of one kind, as a module beside the others.
#[derive(Clone, Debug)]
pub(crate) struct Callbacks {
    /// The module: `callbacks` or `webhooks`.
    pub(crate) ident: String,
    /// What docs call one of them: `callback`, `webhook`, or `further callback`, one that another leads to.
    pub(crate) noun: &'static str,
    /// The operations; their paths are names. Names in there are a scope of their own.
    pub(crate) operations: Vec<Operation>,
    /// The security schemes that they require; [`SchemeId`] is the index.
    pub(crate) schemes: Vec<Scheme>,
    /// The distinct requirements of them.
    pub(crate) securities: Vec<Security>,
}

impl Operation {
    /// Every response, the successes first.
    pub(crate) fn responses(&self) -> impl Iterator<Item = &Response> {
        self.output.responses().iter().chain(&self.failures)
    }
}

impl Output {
    /// Every response that is a success.
    #[must_use]
    pub(crate) fn responses(&self) -> &[Response] {
        match self {
            Self::One(response) => std::slice::from_ref(response),
            Self::Several { responses, .. } => responses,
        }
    }
}

impl Response {
    /// The types that it is made of.
    pub(crate) fn types(&self) -> impl Iterator<Item = &TypeRef> {
        let headers = self.headers.iter().map(|header| &header.ty);
        headers.chain(
            self.contents
                .forms()
                .flat_map(|content| content.payload.types()),
        )
    }
}
