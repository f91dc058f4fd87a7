//! Operations in OpenAPI's nouns: parameters, bodies, responses, security and servers, nothing inherited.

use super::SchemaId;
pub(crate) use crate::vocabulary::{Location, Status};
use crate::{pointer::Pointer, vocabulary::ExternalDocs};
use serde_json::Value;

/// OpenAPI 3.0.3, Operation Object.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Upper case.
    pub(crate) method: String,
    /// The template, as in the document; of a callback its name.
    pub(crate) path: String,
    /// What it is called: as the user chose, as its `operationId`, or by its method and path.
    pub(crate) name: String,
    /// The name that the user chose, to be had as it is.
    pub(crate) chosen_name: Option<String>,
    /// `summary`
    pub(crate) summary: Option<String>,
    /// `description`
    pub(crate) description: Option<String>,
    /// `externalDocs`
    pub(crate) external_docs: Option<ExternalDocs>,
    /// `deprecated`
    pub(crate) deprecated: bool,
    /// `tags`
    pub(crate) tags: Vec<String>,
    /// The path item's and its own, overrides applied; path parameters in the order of the template first.
    pub(crate) parameters: Vec<Parameter>,
    /// What it takes.
    pub(crate) request_body: Option<RequestBody>,
    /// What it answers: statuses ascending, then ranges, then `default`.
    pub(crate) responses: Vec<Response>,
    /// Who may call: alternatives of credentials that are needed together; an empty alternative is anybody, no
    /// alternative at all is an operation without security.
    pub(crate) security: Vec<Vec<Requirement>>,
    /// Its own servers, or its path's; empty: those of the API.
    pub(crate) servers: Vec<Server>,
    /// Requests that the API sends back.
    pub(crate) callbacks: Vec<Callback>,
    /// How the pages of what it lists follow each other.
    pub(crate) pagination: Option<Pagination>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

/// Index of an [`Operation`] in [`Api::operations`](super::Api::operations).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct OperationId(pub(crate) usize);

/// OpenAPI 3.0.3, Parameter Object.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// As on the wire.
    pub(crate) name: String,
    /// Where in the request.
    pub(crate) location: Location,
    /// Whether every request carries it.
    pub(crate) required: bool,
    /// What the document says about it.
    pub(crate) description: Option<String>,
    /// Whether the document advises against it.
    pub(crate) deprecated: bool,
    /// What it carries; a text where the document asks for what its style cannot write.
    pub(crate) schema: SchemaId,
    /// How its value is written.
    pub(crate) style: Style,
    /// Whether arrays and objects are written as several values; as the style has it by default, where it makes no
    /// difference.
    pub(crate) explode: bool,
    /// Whether reserved characters are sent as they are.
    pub(crate) allow_reserved: bool,
    /// Whether it may be sent without a value.
    pub(crate) allow_empty_value: bool,
    /// The name that the user chose.
    pub(crate) chosen_name: Option<String>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

impl Location {
    /// The style of its parameters that do not name one (OpenAPI 3.0.3, Parameter Object).
    #[must_use]
    pub(crate) fn default_style(self) -> Style {
        match self {
            Self::Path | Self::Header => Style::Simple,
            Self::Query | Self::Cookie => Style::Form,
        }
    }
}

/// How a value is written where there is no JSON (OpenAPI 3.0.3, Style Values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Style {
    /// `simple`
    Simple,
    /// `label`
    Label,
    /// `matrix`
    Matrix,
    /// `form`
    Form,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
    /// `content` of JSON.
    Json,
    /// `content` of text.
    Text,
}

/// OpenAPI 3.0.3, Request Body Object.
#[derive(Clone, Debug)]
pub(crate) struct RequestBody {
    /// Whether every request has one.
    pub(crate) required: bool,
    /// What the document says about it.
    pub(crate) description: Option<String>,
    /// In document order but JSON first, which a client sends unless told otherwise; at least one.
    pub(crate) content: Vec<Content>,
}

/// OpenAPI 3.0.3, Media Type Object.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// The media range, without parameters, in small letters: `application/json`, `image/*`.
    pub(crate) media_type: String,
    /// How its bodies are read and written.
    pub(crate) kind: ContentKind,
    /// What it carries; of [`ContentKind::JsonLines`] and [`ContentKind::EventStream`] each item. `None`: the document does not say.
    pub(crate) schema: Option<SchemaId>,
    /// `encoding`, in the order of the document.
    pub(crate) encoding: Vec<Encoding>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

/// How the bodies of a media type are read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ContentKind {
    /// `application/json` and `+json`.
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
    /// `text/…`: a scalar.
    Text,
    /// JSON texts, a line each.
    JsonLines,
    /// `text/event-stream`
    EventStream,
    /// Anything else: bytes.
    Bytes,
}

/// OpenAPI 3.0.3, Encoding Object.
#[derive(Clone, Debug)]
pub(crate) struct Encoding {
    /// The property that it is about.
    pub(crate) property: String,
    /// `contentType`
    pub(crate) content_type: Option<String>,
    /// `headers`
    pub(crate) headers: Vec<Header>,
    /// `style`
    pub(crate) style: Option<Style>,
    /// `explode`
    pub(crate) explode: Option<bool>,
    /// `allowReserved`
    pub(crate) allow_reserved: bool,
}

/// OpenAPI 3.0.3, Header Object.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// Its field name, as in the document.
    pub(crate) name: String,
    /// Whether it is always there.
    pub(crate) required: bool,
    /// What the document says about it.
    pub(crate) description: Option<String>,
    /// Whether the document advises against it.
    pub(crate) deprecated: bool,
    /// What it carries.
    pub(crate) schema: SchemaId,
    /// [`Style::Simple`], or how its `content` is written.
    pub(crate) style: Style,
    /// Whether objects are written as `a=1` rather than `a,1`.
    pub(crate) explode: bool,
    /// The name that the user chose.
    pub(crate) chosen_name: Option<String>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

/// OpenAPI 3.0.3, Response Object.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    /// When it is given.
    pub(crate) status: Status,
    /// `description`
    pub(crate) description: String,
    /// `headers`
    pub(crate) headers: Vec<Header>,
    /// In document order but JSON first; empty where the document describes the body in prose only, and where there is none.
    pub(crate) content: Vec<Content>,
    /// `links`
    pub(crate) links: Vec<Link>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

/// OpenAPI 3.0.3, Link Object.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// Its key.
    pub(crate) name: String,
    /// `description`
    pub(crate) description: Option<String>,
    /// Where it leads.
    pub(crate) target: LinkTarget,
    /// The name that the user chose.
    pub(crate) chosen_name: Option<String>,
}

/// Where a link leads.
#[derive(Clone, Debug)]
pub(crate) enum LinkTarget {
    /// To an operation of the document, of which every required input is known.
    Operation {
        /// The operation.
        operation: OperationId,
        /// Index of a parameter of that operation, and its value.
        parameters: Vec<(usize, LinkValue)>,
        /// Its body.
        request_body: Option<LinkValue>,
    },
    /// To something that can be described only.
    Documented(String),
}

/// What a link hands over (OpenAPI 3.0.3, Runtime Expressions).
#[derive(Clone, Debug)]
pub(crate) enum LinkValue {
    /// A value of the document.
    Constant(Value),
    /// Index of a parameter of the operation that has the link.
    Parameter(usize),
    /// `$request.body#…`, with the JSON Pointer.
    RequestBody(String),
    /// `$response.body#…`, with the JSON Pointer.
    ResponseBody(String),
    /// Index of a header of the response.
    ResponseHeader(usize),
}

/// `x-pagination`: how the pages of a list follow each other. Parameters are indices into [`Operation::parameters`],
/// places JSON Pointers into the JSON body of each success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pagination {
    /// What the next page is asked for by.
    pub(crate) style: PaginationStyle,
    /// `items`: the list.
    pub(crate) items: String,
    /// `size`: the parameter that says how many items a page has at most.
    pub(crate) size: Option<usize>,
}

/// What the next page is asked for by; each ends at a page without items too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PaginationStyle {
    /// Its number, counted from `first`.
    Page {
        /// `parameter`
        parameter: usize,
        /// `first`
        first: i64,
    },
    /// The number of items before it.
    Offset {
        /// `parameter`
        parameter: usize,
    },
    /// What the page before says, until it says nothing, `null` or `""`.
    Cursor {
        /// `parameter`
        parameter: usize,
        /// `next`
        next: String,
    },
    /// A URL, until there is none.
    Link {
        /// `next`; `None`: `rel=next` of the header `Link` (RFC 8288).
        next: Option<String>,
    },
}

/// OpenAPI 3.0.3, Callback Object: one expression of it.
#[derive(Clone, Debug)]
pub(crate) struct Callback {
    /// Its key.
    pub(crate) name: String,
    /// Where the request is sent, a runtime expression.
    pub(crate) expression: String,
    /// What is sent.
    pub(crate) operations: Vec<Operation>,
}

/// OpenAPI 3.0.3, Security Requirement Object: one of its schemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Requirement {
    /// The scheme.
    pub(crate) scheme: SecuritySchemeId,
    /// The scopes that the credential must have.
    pub(crate) scopes: Vec<String>,
}

/// Index of a [`SecurityScheme`] in [`Api::security_schemes`](super::Api::security_schemes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SecuritySchemeId(pub(crate) usize);

/// OpenAPI 3.0.3, Security Scheme Object, or a credential lifted from a header parameter.
#[derive(Clone, Debug)]
pub(crate) struct SecurityScheme {
    /// Its key under `components.securitySchemes`, or the header parameter's name.
    pub(crate) name: String,
    /// How the credential travels.
    pub(crate) kind: SecuritySchemeKind,
    /// What the document says about it.
    pub(crate) description: Option<String>,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SecuritySchemeKind {
    /// `type: http, scheme: bearer` (RFC 6750).
    Bearer,
    /// `type: http, scheme: basic` (RFC 7617).
    Basic,
    /// Another scheme of RFC 9110 section 11: its name.
    Http(String),
    /// An `Authorization` header that the document declares as a parameter: its whole value is the credential. The
    /// challenge is what a 401 names (RFC 9110 section 11.6.1 asks for one).
    Authorization {
        /// `Basic` or `Bearer`.
        challenge: &'static str,
    },
    /// `type: apiKey`
    ApiKey {
        /// A header, the query or a cookie.
        location: Location,
        /// Its name there.
        name: String,
    },
    /// `type: oauth2`: a bearer token, with the flows as the document has them.
    OAuth2 {
        /// OAuth Flows Object.
        flows: Value,
    },
    /// `type: openIdConnect`: a bearer token.
    OpenIdConnect {
        /// `openIdConnectUrl`
        url: String,
    },
    /// `type: mutualTLS`: the connection is the credential.
    MutualTls,
}

/// OpenAPI 3.0.3, Server Object.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// As in the document: perhaps with variables, perhaps relative.
    pub(crate) url: String,
    /// The variables of the URL, in its order.
    pub(crate) variables: Vec<ServerVariable>,
    /// What the document calls it.
    pub(crate) description: Option<String>,
    /// The name that the user chose.
    pub(crate) chosen_name: Option<String>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

/// OpenAPI 3.0.3, Server Variable Object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServerVariable {
    /// As in the URL.
    pub(crate) name: String,
    /// `default`
    pub(crate) default: String,
    /// `enum`; empty: any text.
    pub(crate) values: Vec<String>,
    /// `description`
    pub(crate) description: Option<String>,
}

impl Operation {
    /// The schemas of its requests, and of the answers to its callbacks.
    #[must_use]
    pub(crate) fn request_schemas(&self) -> Vec<SchemaId> {
        let mut schemas: Vec<_> = self
            .parameters
            .iter()
            .map(|parameter| parameter.schema)
            .collect();
        schemas.extend(self.body_schemas());
        let callbacks = self
            .callbacks
            .iter()
            .flat_map(|callback| &callback.operations);
        schemas.extend(callbacks.flat_map(Self::response_schemas));
        schemas
    }

    /// The schemas of its request body, those of its parts' headers included.
    pub(crate) fn body_schemas(&self) -> impl Iterator<Item = SchemaId> {
        let content = self.request_body.iter().flat_map(|body| &body.content);
        content.flat_map(Content::schemas)
    }

    /// The schemas of its responses, and of the requests of its callbacks.
    #[must_use]
    pub(crate) fn response_schemas(&self) -> Vec<SchemaId> {
        let mut schemas = Vec::new();
        for response in &self.responses {
            schemas.extend(response.headers.iter().map(|header| header.schema));
            schemas.extend(response.content.iter().flat_map(Content::schemas));
        }
        let callbacks = self
            .callbacks
            .iter()
            .flat_map(|callback| &callback.operations);
        schemas.extend(callbacks.flat_map(Self::request_schemas));
        schemas
    }

    /// Replaces the schemes that it and its callbacks require.
    pub(crate) fn map_security_schemes(
        &mut self,
        to: &dyn Fn(SecuritySchemeId) -> SecuritySchemeId,
    ) {
        for requirement in self.security.iter_mut().flatten() {
            requirement.scheme = to(requirement.scheme);
        }
        let callbacks = self.callbacks.iter_mut();
        for operation in callbacks.flat_map(|callback| &mut callback.operations) {
            operation.map_security_schemes(to);
        }
    }

    /// Replaces the schemas of its requests and those of its responses; callbacks are requests of the API, so theirs
    /// are the other way round.
    pub(crate) fn map_schemas(
        &mut self,
        request: &dyn Fn(SchemaId) -> SchemaId,
        response: &dyn Fn(SchemaId) -> SchemaId,
    ) {
        for parameter in &mut self.parameters {
            parameter.schema = request(parameter.schema);
        }
        for content in self
            .request_body
            .iter_mut()
            .flat_map(|body| &mut body.content)
        {
            content.map_schemas(request);
        }
        for answer in &mut self.responses {
            for header in &mut answer.headers {
                header.schema = response(header.schema);
            }
            for content in &mut answer.content {
                content.map_schemas(response);
            }
        }
        for callback in &mut self.callbacks {
            for operation in &mut callback.operations {
                operation.map_schemas(response, request);
            }
        }
    }
}

impl Content {
    fn schemas(&self) -> impl Iterator<Item = SchemaId> {
        let headers = self.encoding.iter().flat_map(|encoding| &encoding.headers);
        self.schema
            .into_iter()
            .chain(headers.map(|header| header.schema))
    }

    fn map_schemas(&mut self, to: &dyn Fn(SchemaId) -> SchemaId) {
        self.schema = self.schema.map(to);
        for header in self
            .encoding
            .iter_mut()
            .flat_map(|encoding| &mut encoding.headers)
        {
            header.schema = to(header.schema);
        }
    }
}
