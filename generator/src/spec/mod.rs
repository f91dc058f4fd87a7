//! One API in OpenAPI's nouns: no `$ref`, no version, nothing inherited; the input of [`lower`](crate::lower).
//!
//! Schemas link by [`SchemaId`], never by name. What a later stage may have to speak of keeps its [`Pointer`].

use crate::pointer::Pointer;

/// An API as the generator understands it.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    /// Module name: `sequence`.
    pub(crate) name: String,
    /// `info.title`
    pub(crate) title: String,
    /// `info.version`
    pub(crate) version: String,
    /// `info.description`
    pub(crate) description: Option<String>,
    /// Where it is served: the servers with a host.
    pub(crate) servers: Vec<Server>,
    /// How callers prove who they are, in document order; only schemes that an operation requires.
    pub(crate) security_schemes: Vec<SecurityScheme>,
    /// Every schema, inline ones included; [`SchemaId`] is the index.
    pub(crate) schemas: Vec<Schema>,
    /// Paths in document order, methods in the Specification's order.
    pub(crate) operations: Vec<Operation>,
    /// Every example value of the document with the schema that it illustrates.
    pub(crate) examples: Vec<Example>,
}

impl Api {
    /// The schema with that id.
    #[must_use]
    pub(crate) fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0]
    }
}

/// Index of a [`Schema`] in [`Api::schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchemaId(pub(crate) usize);

/// Index of a [`SecurityScheme`] in [`Api::security_schemes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SecuritySchemeId(pub(crate) usize);

/// OpenAPI 3.0.3, Server Object.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// With a host, without variables.
    pub(crate) url: String,
    /// What the document calls it.
    pub(crate) description: Option<String>,
    /// The name that the user chose.
    pub(crate) chosen_name: Option<String>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SecuritySchemeKind {
    /// `type: http, scheme: bearer` (RFC 6750).
    Bearer,
    /// `type: http, scheme: basic` (RFC 7617).
    Basic,
    /// An `Authorization` header that the document declares as a parameter: its whole value is the credential. The
    /// challenge is what a 401 names (RFC 9110 section 11.6.1 asks for one).
    Authorization {
        /// `Basic` or `Bearer`.
        challenge: &'static str,
    },
}

/// OpenAPI 3.0.3, Operation Object.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Upper case.
    pub(crate) method: &'static str,
    /// The template, as in the document.
    pub(crate) path: String,
    /// What it is called: as the user chose, as its `operationId`, or by its method and path.
    pub(crate) name: String,
    /// The name that the user chose, to be had as it is.
    pub(crate) chosen_name: Option<String>,
    /// `summary`
    pub(crate) summary: Option<String>,
    /// `description`
    pub(crate) description: Option<String>,
    /// `deprecated`
    pub(crate) deprecated: bool,
    /// `tags`
    pub(crate) tags: Vec<String>,
    /// The path item's and its own, overrides applied; path parameters in the order of the template first.
    pub(crate) parameters: Vec<Parameter>,
    /// What it takes.
    pub(crate) request_body: Option<RequestBody>,
    /// The one success that it documents.
    pub(crate) success: Response,
    /// The failures that it documents, by status.
    pub(crate) failures: Vec<Response>,
    /// The credential that it requires.
    pub(crate) security: Option<SecuritySchemeId>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

/// OpenAPI 3.0.3, Parameter Object, in the location's default style.
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
    /// A scalar.
    pub(crate) schema: SchemaId,
}

/// Where in the request a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Location {
    /// A segment of the path.
    Path,
    /// The query string.
    Query,
    /// A header field.
    Header,
}

/// OpenAPI 3.0.3, Request Body Object; all its media types carry the one schema.
#[derive(Clone, Debug)]
pub(crate) struct RequestBody {
    /// Whether every request has one.
    pub(crate) required: bool,
    /// What the document says about it.
    pub(crate) description: Option<String>,
    /// In document order but JSON first, which a client sends unless told otherwise; at least one.
    pub(crate) media_types: Vec<MediaType>,
    /// What it carries.
    pub(crate) schema: SchemaId,
}

/// A media type that bodies travel as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum MediaType {
    /// `application/json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
}

impl MediaType {
    /// Its name (RFC 6838).
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
            Self::Multipart => "multipart/form-data",
        }
    }
}

/// OpenAPI 3.0.3, Response Object.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    /// 100 to 599.
    pub(crate) status: u16,
    /// `description`
    pub(crate) description: String,
    /// The schema of its JSON body; `None` where the document describes it in prose only: the body is kept raw.
    pub(crate) schema: Option<SchemaId>,
}

/// OpenAPI 3.0.3, Schema Object.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    /// What to call it.
    pub(crate) name: SchemaName,
    /// The name that the user chose.
    pub(crate) chosen_name: Option<String>,
    /// `title`
    pub(crate) title: Option<String>,
    /// `description`
    pub(crate) description: Option<String>,
    /// `deprecated`
    pub(crate) deprecated: bool,
    /// Whether `null` is a value of it.
    pub(crate) nullable: bool,
    /// What its values are.
    pub(crate) kind: SchemaKind,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

/// What a schema is called in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SchemaName {
    /// A key under `components.schemas`.
    Component(String),
    /// Written in place: the words that lead to it, outermost first. When the last of them alone is free, it is
    /// enough (`Sequence-Version`, not `create_customer_organization` + `Sequence-Version`) and `short` is set.
    Inline {
        /// For a parameter: an operation's name, a parameter's name.
        path: Vec<String>,
        /// Whether the last word alone may name it.
        short: bool,
    },
}

/// What the values of a schema are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SchemaKind {
    /// `type: object` with properties; other members are allowed and ignored.
    Object(Vec<Property>),
    /// `type: array`
    Array(SchemaId),
    /// `type: string`
    String,
    /// `type: string` with `enum`, in document order, each once.
    StringEnum(Vec<String>),
    /// `type: integer`
    Integer(IntegerFormat),
    /// `type: number`
    Number(NumberFormat),
    /// `type: boolean`
    Boolean,
}

/// The width of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum IntegerFormat {
    /// `format: int32`
    Int32,
    /// `format: int64`, and where the document names none.
    Int64,
}

/// The width of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum NumberFormat {
    /// `format: float`
    Float,
    /// `format: double`, and where the document names none.
    Double,
}

/// A property of an object schema.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Property {
    /// As on the wire.
    pub(crate) name: String,
    /// Whether every object has it.
    pub(crate) required: bool,
    /// What the document says about this use of the schema: beside a `$ref`, or in an inline schema.
    pub(crate) description: Option<String>,
    /// What it holds.
    pub(crate) schema: SchemaId,
    /// The name that the user chose.
    pub(crate) chosen_name: Option<String>,
}

/// A value that the document gives as an example.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// What it illustrates.
    pub(crate) schema: SchemaId,
    /// The value.
    pub(crate) value: serde_json::Value,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}
