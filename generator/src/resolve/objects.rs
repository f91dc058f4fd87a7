//! What a document says about its operations, each object where it is used, whatever references led to it.

use super::SchemaUse;
use crate::{
    expression::{Expression, Piece},
    pointer::Pointer,
    vocabulary::{ExternalDocs, Location, Status, Style},
};
use serde_json::Value;

/// OpenAPI 3.0.3, Server Object.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// `url`: every variable in it is one of `variables`, and once.
    pub(crate) url: String,
    /// `description`
    pub(crate) description: Option<String>,
    /// `variables`
    pub(crate) variables: Vec<ServerVariable>,
    /// `x-rust-name`
    pub(crate) chosen_name: Option<String>,
}

/// OpenAPI 3.0.3, Server Variable Object.
#[derive(Clone, Debug)]
pub(crate) struct ServerVariable {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// Its key.
    pub(crate) name: String,
    /// `enum`; empty when any value will do.
    pub(crate) values: Vec<String>,
    /// `default`: one of `values`, if there are any.
    pub(crate) default: String,
    /// `description`
    pub(crate) description: Option<String>,
}

/// OpenAPI 3.0.3, Security Scheme Object.
#[derive(Clone, Debug)]
pub(crate) struct SecurityScheme {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// Its key under `components.securitySchemes`.
    pub(crate) name: String,
    /// `description`
    pub(crate) description: Option<String>,
    /// `type`, and what goes with it.
    pub(crate) kind: SecuritySchemeKind,
}

/// How a credential travels.
#[derive(Clone, Debug)]
pub(crate) enum SecuritySchemeKind {
    /// `apiKey`
    ApiKey {
        /// `in`; never a path.
        location: Location,
        /// `name`
        name: String,
    },
    /// `http`
    Http {
        /// `scheme`, as written; names of schemes have no case (RFC 9110 section 11.1).
        scheme: String,
    },
    /// `oauth2`
    OAuth2(Vec<Flow>),
    /// `openIdConnect`
    OpenIdConnect {
        /// `openIdConnectUrl`
        url: String,
    },
    /// `mutualTLS` (OpenAPI 3.1.1)
    MutualTls,
}

/// OpenAPI 3.0.3, OAuth Flow Object.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    /// `implicit`, `password`, `clientCredentials`, `authorizationCode` or `deviceAuthorization`.
    pub(crate) grant: &'static str,
    /// `authorizationUrl`
    pub(crate) authorization_url: Option<String>,
    /// `deviceAuthorizationUrl` (OpenAPI 3.2.0)
    pub(crate) device_authorization_url: Option<String>,
    /// `tokenUrl`
    pub(crate) token_url: Option<String>,
    /// `refreshUrl`
    pub(crate) refresh_url: Option<String>,
    /// `scopes`, each with its description.
    pub(crate) scopes: Vec<(String, String)>,
}

/// OpenAPI 3.0.3, Security Requirement Object: all of these schemes. None at all is a caller without credentials.
#[derive(Clone, Debug)]
pub(crate) struct Requirement {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// Names of schemes, not looked up yet, and the scopes that each needs.
    pub(crate) schemes: Vec<(String, Vec<String>)>,
}

/// An operation with everything that it refers to.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Where it stands: elsewhere than its path, when the path item is a reference.
    pub(crate) pointer: Pointer,
    /// As it is sent: in upper case, but for those of `additionalOperations`, which are as written.
    pub(crate) method: String,
    /// The template; the expression, for an operation of a callback.
    pub(crate) path: String,
    /// Where the path, or the expression, stands.
    pub(crate) path_pointer: Pointer,
    /// `operationId`; `None` also for one that another path took already, by a reference to one path item.
    pub(crate) operation_id: Option<String>,
    /// `x-rust-name`
    pub(crate) chosen_name: Option<String>,
    /// `summary`
    pub(crate) summary: Option<String>,
    /// `description`
    pub(crate) description: Option<String>,
    /// `summary` of the path item.
    pub(crate) path_summary: Option<String>,
    /// `description` of the path item.
    pub(crate) path_description: Option<String>,
    /// `externalDocs`
    pub(crate) external_docs: Option<ExternalDocs>,
    /// `deprecated`
    pub(crate) deprecated: bool,
    /// `tags`
    pub(crate) tags: Vec<String>,
    /// `x-…`, in document order.
    pub(crate) extensions: Vec<(String, Value)>,
    /// `security`; `None` inherits the document's.
    pub(crate) security: Option<Vec<Requirement>>,
    /// Its own `servers`, else the path item's; `None` inherits the document's.
    pub(crate) servers: Option<Vec<Server>>,
    /// The path item's and its own, overrides applied.
    pub(crate) parameters: Vec<Parameter>,
    /// `requestBody`
    pub(crate) request_body: Option<RequestBody>,
    /// Exact ones in document order, then ranges, then `default`.
    pub(crate) responses: Vec<Response>,
    /// `callbacks`: one for each expression.
    pub(crate) callbacks: Vec<Callback>,
}

/// OpenAPI 3.0.3, Parameter Object.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// `name`
    pub(crate) name: String,
    /// `in`
    pub(crate) location: Location,
    /// `required`
    pub(crate) required: bool,
    /// `description`
    pub(crate) description: Option<String>,
    /// `deprecated`
    pub(crate) deprecated: bool,
    /// `allowEmptyValue`, in a query.
    pub(crate) allow_empty_value: bool,
    /// Whether its value is the whole query (OpenAPI 3.2.0, `querystring`).
    pub(crate) whole: bool,
    /// `style`, or the location's; it says nothing about `content`.
    pub(crate) style: Style,
    /// `explode`, or the style's.
    pub(crate) explode: bool,
    /// `allowReserved`, in a query.
    pub(crate) allow_reserved: bool,
    /// What its values are.
    pub(crate) value: ValueOf,
    /// `example` and `examples`, each with its place; those of `content` are there.
    pub(crate) examples: Vec<(Pointer, Value)>,
    /// `x-rust-name`
    pub(crate) chosen_name: Option<String>,
}

/// What the values of a parameter or a header are.
#[derive(Clone, Debug)]
pub(crate) enum ValueOf {
    /// `schema`
    Schema(SchemaUse),
    /// `content`: one media type.
    Content(Box<Content>),
}

impl ValueOf {
    /// The schema, of the value or of what is written in it.
    #[must_use]
    pub(crate) fn schema(&self) -> Option<&SchemaUse> {
        match self {
            Self::Schema(schema) => Some(schema),
            Self::Content(content) => content.schema.as_ref(),
        }
    }
}

/// OpenAPI 3.0.3, Request Body Object.
#[derive(Clone, Debug)]
pub(crate) struct RequestBody {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// `description`
    pub(crate) description: Option<String>,
    /// `required`
    pub(crate) required: bool,
    /// `content`
    pub(crate) content: Vec<Content>,
}

/// OpenAPI 3.0.3, Media Type Object.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// The key: `application/json; charset=utf-8`, `image/*`.
    pub(crate) media_type: String,
    /// `schema`
    pub(crate) schema: Option<SchemaUse>,
    /// `itemSchema` (OpenAPI 3.2.0): what each item of a sequence is.
    pub(crate) item_schema: Option<SchemaUse>,
    /// `example` and `examples`, each with its place.
    pub(crate) examples: Vec<(Pointer, Value)>,
    /// `encoding`, by property; empty for media types that have none.
    pub(crate) encoding: Vec<(String, Encoding)>,
}

/// OpenAPI 3.0.3, Encoding Object.
#[derive(Clone, Debug)]
pub(crate) struct Encoding {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// `contentType`: media types and ranges of them, separated by commas.
    pub(crate) content_type: Vec<String>,
    /// `headers`
    pub(crate) headers: Vec<Header>,
    /// `style`
    pub(crate) style: Option<Style>,
    /// `explode`
    pub(crate) explode: Option<bool>,
    /// `allowReserved`
    pub(crate) allow_reserved: Option<bool>,
}

/// OpenAPI 3.0.3, Response Object.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// The key.
    pub(crate) status: Status,
    /// `description`
    pub(crate) description: String,
    /// `headers`
    pub(crate) headers: Vec<Header>,
    /// `content`
    pub(crate) content: Vec<Content>,
    /// `links`
    pub(crate) links: Vec<Link>,
}

/// OpenAPI 3.0.3, Header Object. Its style is always `simple`.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// The key: a token, once whatever its case.
    pub(crate) name: String,
    /// `required`
    pub(crate) required: bool,
    /// `description`
    pub(crate) description: Option<String>,
    /// `deprecated`
    pub(crate) deprecated: bool,
    /// `explode`
    pub(crate) explode: bool,
    /// What its values are.
    pub(crate) value: ValueOf,
    /// `example` and `examples`, each with its place.
    pub(crate) examples: Vec<(Pointer, Value)>,
    /// `x-rust-name`
    pub(crate) chosen_name: Option<String>,
}

/// OpenAPI 3.0.3, Link Object.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// The key.
    pub(crate) name: String,
    /// `operationId` or `operationRef`
    pub(crate) target: LinkTarget,
    /// `parameters`: the location if it is said, the name, and the value.
    pub(crate) parameters: Vec<(Option<Location>, String, LinkValue)>,
    /// `requestBody`
    pub(crate) request_body: Option<LinkValue>,
    /// `description`
    pub(crate) description: Option<String>,
    /// `server`
    pub(crate) server: Option<Server>,
    /// `x-rust-name`
    pub(crate) chosen_name: Option<String>,
}

/// The operation that a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LinkTarget {
    /// The [`Operation::pointer`] of one in the document.
    Here(Pointer),
    /// Another document's, or none that the document has: as the link says it.
    Elsewhere(String),
}

/// A value that a link hands on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LinkValue {
    /// The same each time.
    Constant(Value),
    /// A value of the request or the response, with its type.
    Expression(Expression),
    /// A text that holds such values.
    Template(Vec<Piece>),
}

/// One expression of a Callback Object (OpenAPI 3.0.3).
#[derive(Clone, Debug)]
pub(crate) struct Callback {
    /// Where its path item stands.
    pub(crate) pointer: Pointer,
    /// The key of the Callback Object.
    pub(crate) name: String,
    /// The key of the path item: the URL, with expressions in braces.
    pub(crate) expression: String,
    /// In the Specification's order of methods.
    pub(crate) operations: Vec<Operation>,
}
