//! Operations: what both sides take and give, and how it travels.

pub(crate) use crate::spec::Style;

use super::{Check, Docs, Literal, Name, TypeRef};

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
    /// Its summary, its method and path, and where the rest stands: on the functions.
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
    /// The URL of a server of its own.
    pub(crate) server: Option<String>,
    /// Calls that its output leads to.
    pub(crate) links: Vec<Link>,
    /// How its output goes on in further calls.
    pub(crate) pagination: Option<Pagination>,
    /// Values to test it with, where there are any.
    pub(crate) samples: Option<Samples>,
}

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

/// A value of a part.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PartSample {
    /// Compact JSON, of a part that may be there several times one; `None` for a file.
    pub(crate) value: Option<String>,
    /// Of each header, as compact JSON.
    pub(crate) headers: Vec<String>,
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
    /// The other query parameters, where the keys of this one's object are free and stand in the query themselves.
    pub(crate) beside: Vec<String>,
}

/// Where in the request a parameter is.
pub(crate) use crate::spec::Location;

/// The body of a request.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// Its field in the input struct.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Whether every request has one.
    pub(crate) required: bool,
    /// What it is.
    pub(crate) contents: Contents,
}

/// What a body or a response carries.
#[derive(Clone, Debug)]
pub(crate) enum Contents {
    /// The same whatever it travels as.
    One(Content),
    /// An enum of `operations`.
    Several(ContentEnum),
}

/// An enum of what a body may be: one variant for each of its forms.
#[derive(Clone, Debug)]
pub(crate) struct ContentEnum {
    /// Its identifier.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// The variants, the client's default first.
    pub(crate) variants: Vec<ContentVariant>,
}

/// A form of a body.
#[derive(Clone, Debug)]
pub(crate) struct ContentVariant {
    /// Its identifier.
    pub(crate) ident: String,
    /// What it carries.
    pub(crate) content: Content,
}

/// A payload, and the media types that it travels as.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// What it is in Rust.
    pub(crate) payload: Payload,
    /// The client's default first; empty where the document does not say.
    pub(crate) media: Vec<Media>,
    /// What to check of a value.
    pub(crate) check: Check,
}

/// What a body is in Rust.
#[derive(Clone, Debug)]
pub(crate) enum Payload {
    /// Nothing.
    Empty,
    /// `runtime::Untyped`: described in prose only.
    Untyped,
    /// A value, as JSON or a form.
    Value(TypeRef),
    /// A scalar, as text.
    Text(TypeRef),
    /// `runtime::ByteStream`
    Bytes,
    /// `runtime::Items` of a type.
    Items(TypeRef),
    /// `runtime::Events` of a type.
    Events(TypeRef),
    /// A struct of `operations` that is sent part by part.
    Parts(Parts),
}

/// A media type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Media {
    /// Its name, perhaps a range, in small letters.
    pub(crate) name: String,
    /// How it is read and written.
    pub(crate) kind: MediaKind,
    /// What the document says about the properties of a form.
    pub(crate) encodings: Vec<Encoding>,
}

/// How a media type is read and written.
pub(crate) use crate::spec::ContentKind as MediaKind;

/// How a property of a form is written, where that is not the default.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Encoding {
    /// The property.
    pub(crate) property: String,
    /// The media type of its part.
    pub(crate) content_type: Option<String>,
    /// The style of its value.
    pub(crate) style: Option<Style>,
    /// Whether arrays and objects are written as several values.
    pub(crate) explode: Option<bool>,
    /// Whether reserved characters are sent as they are.
    pub(crate) allow_reserved: bool,
}

/// A struct of `operations`: a multipart body with files, or with headers of its parts.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    /// Its identifier.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// In document order.
    pub(crate) parts: Vec<Part>,
    /// Whether other parts are refused.
    pub(crate) closed: bool,
}

/// A part of a multipart body.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its names.
    pub(crate) name: Name,
    /// Its docs.
    pub(crate) docs: Docs,
    /// What it is.
    pub(crate) kind: PartKind,
    /// Whether it is always there.
    pub(crate) required: bool,
    /// Whether it may be there several times: a `Vec`.
    pub(crate) repeated: bool,
    /// The media types that it may have; empty: the default of its kind.
    pub(crate) content_types: Vec<String>,
    /// Its headers; with any, the part is a struct of `operations` that holds them and the `body`.
    pub(crate) headers: Vec<ResponseHeader>,
    /// The identifier of that struct.
    pub(crate) ident_of_struct: Option<String>,
    /// What to check of its value.
    pub(crate) check: Check,
}

/// What a part is.
#[derive(Clone, Debug)]
pub(crate) enum PartKind {
    /// A scalar, as text.
    Text(TypeRef),
    /// JSON.
    Json(TypeRef),
    /// `runtime::FilePart`
    File,
}

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
}

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
    /// A header field of the output.
    Header(String),
}

/// Index of a [`Scheme`] in [`Module::schemes`](super::Module::schemes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchemeId(pub(crate) usize);

/// A scheme that an operation asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Requirement {
    /// The scheme.
    pub(crate) scheme: SchemeId,
    /// The scopes of the credential.
    pub(crate) scopes: Vec<String>,
}

/// A security scheme.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    /// Its name in the document and the server's function that checks it.
    pub(crate) name: Name,
    /// Its constant in `operations`.
    pub(crate) constant: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// How the credential travels.
    pub(crate) kind: SchemeKind,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    /// A bearer token.
    Bearer,
    /// A user and a password.
    Basic,
    /// Another scheme of the `Authorization` header.
    Http(String),
    /// A whole `Authorization` header, and the challenge of a 401.
    Authorization(&'static str),
    /// A key in a header, the query or a cookie.
    ApiKey(Location, String),
    /// A token with scopes.
    OAuth2,
    /// A token with scopes.
    OpenIdConnect,
    /// The connection.
    MutualTls,
}

/// A server that the document names.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// Its variant.
    pub(crate) ident: String,
    /// What the document calls it.
    pub(crate) docs: Docs,
    /// Its URL, perhaps with variables, perhaps relative: then the variant holds the origin.
    pub(crate) url: String,
    /// Whether it has no host of its own.
    pub(crate) is_relative: bool,
    /// The struct of its variables.
    pub(crate) ident_of_struct: Option<String>,
    /// Its variables, in the order of the URL.
    pub(crate) variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug)]
pub(crate) struct ServerVariable {
    /// As in the URL, and the field.
    pub(crate) name: Name,
    /// Its docs.
    pub(crate) docs: Docs,
    /// What it may be.
    pub(crate) ty: ServerVariableType,
    /// Its value unless the user gives another.
    pub(crate) default: String,
}

/// What a variable of a server's URL may be.
#[derive(Clone, Debug)]
pub(crate) enum ServerVariableType {
    /// Any text.
    Text,
    /// An enum of `client`: its identifier, and its variants.
    Enum {
        /// Its identifier.
        ident: String,
        /// The values.
        values: Vec<Name>,
    },
}

/// The requests that an API sends of its own accord, those of one kind, as a module beside the others.
#[derive(Clone, Debug)]
pub(crate) struct Callbacks {
    /// The module: `callbacks` or `webhooks`.
    pub(crate) ident: String,
    /// What docs call one of them: `callback` or `webhook`.
    pub(crate) noun: &'static str,
    /// The operations; their paths are names. Names in there are a scope of their own.
    pub(crate) operations: Vec<Operation>,
    /// The security schemes that they require; [`SchemeId`] is the index.
    pub(crate) schemes: Vec<Scheme>,
    /// The distinct requirements of them.
    pub(crate) securities: Vec<Security>,
}

/// Requirements that operations have in common: a constant of `operations`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Security {
    /// Its identifier.
    pub(crate) constant: String,
    /// As [`Operation::security`] has them.
    pub(crate) alternatives: Vec<Vec<Requirement>>,
}

/// How the outputs of an operation follow on each other. Places are JSON Pointers into the value of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pagination {
    /// What changes from one call to the next.
    pub(crate) step: Step,
    /// The list; empty: the value itself.
    pub(crate) items: String,
    /// The field of the input that says how many items a page has at most.
    pub(crate) size: Option<String>,
}

/// What changes from one call to the next; each ends at a page without items, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The number of the page.
    Page {
        /// The field of the input.
        field: String,
        /// The number of the first page.
        first: i64,
    },
    /// The number of items before the page.
    Offset {
        /// The field of the input.
        field: String,
    },
    /// What the page before says, until it says nothing.
    Cursor {
        /// The field of the input.
        field: String,
        /// Where the page says it.
        next: String,
    },
    /// A URL, until there is none.
    Link {
        /// Where the page says it; `None`: the `Link` header (RFC 8288, `rel="next"`).
        next: Option<String>,
    },
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

impl Contents {
    /// Every form.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &Content> {
        let (one, several): (Option<&Content>, &[ContentVariant]) = match self {
            Self::One(content) => (Some(content), &[]),
            Self::Several(contents) => (None, &contents.variants),
        };
        one.into_iter()
            .chain(several.iter().map(|variant| &variant.content))
    }
}

impl SchemeKind {
    /// Whether its credentials have scopes.
    #[must_use]
    pub(crate) fn has_scopes(&self) -> bool {
        matches!(self, Self::OAuth2 | Self::OpenIdConnect)
    }
}

impl Payload {
    /// The types that it is made of.
    #[must_use]
    pub(crate) fn types(&self) -> Vec<&TypeRef> {
        match self {
            Self::Empty | Self::Untyped | Self::Bytes => Vec::new(),
            Self::Value(ty) | Self::Text(ty) | Self::Items(ty) | Self::Events(ty) => vec![ty],
            Self::Parts(parts) => parts.parts.iter().flat_map(Part::types).collect(),
        }
    }
}

impl Part {
    fn types(&self) -> Vec<&TypeRef> {
        let own = match &self.kind {
            PartKind::Text(ty) | PartKind::Json(ty) => Some(ty),
            PartKind::File => None,
        };
        own.into_iter()
            .chain(self.headers.iter().map(|header| &header.ty))
            .collect()
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

impl Operation {
    /// Every response, the successes first.
    pub(crate) fn responses(&self) -> impl Iterator<Item = &Response> {
        self.output.responses().iter().chain(&self.failures)
    }
}
