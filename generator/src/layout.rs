//! What stands where in a document, whatever version it has: so a reference is known to mean a schema, a parameter, or just
//! what is written there, and can be told to lead astray.
//!
//! OpenAPI 3.0 to 3.2 and Swagger 2.0 give the same key the same meaning wherever more than one of them has it.

use crate::vocabulary;

/// An object that references are meant for, or that has some further down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Schema,
    Response,
    Parameter,
    Example,
    RequestBody,
    Header,
    SecurityScheme,
    Link,
    Callback,
    PathItem,
    Operation,
    MediaType,
    Encoding,
}

/// Where a walk has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    Document,
    Components,
    /// An object or a list of things of one kind.
    All(Kind),
    /// The same, but keys that begin with `x-` are extensions.
    Extensible(Kind),
    /// One thing, or a list of them.
    One(Kind),
    Discriminator,
    /// `mapping` of a discriminator.
    Mapping,
    /// A string that names a schema, or refers to one.
    MappedSchema,
    /// A string that refers to an operation.
    OperationRef,
    /// Something that nothing but a file can replace: `info`, a tag, a server.
    Other,
}

/// The version of a document, as far as it says where things are. The internal dialect has all that OpenAPI 3.1 has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    Swagger,
    OpenApi30,
    /// 3.1 and later: JSON Schema with `$defs`, `$id` and `$anchor`.
    OpenApi31,
}

impl Kind {
    /// What it is called, with its article.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Schema => "a schema",
            Self::Response => "a response",
            Self::Parameter => "a parameter",
            Self::Example => "an example",
            Self::RequestBody => "a request body",
            Self::Header => "a header",
            Self::SecurityScheme => "a security scheme",
            Self::Link => "a link",
            Self::Callback => "a callback",
            Self::PathItem => "a path item",
            Self::Operation => "an operation",
            Self::MediaType => "a media type",
            Self::Encoding => "an encoding",
        }
    }

    /// Where components of this kind are, from the root of a document; nothing when a document has none.
    pub(crate) fn section(self, version: Version) -> Option<&'static [&'static str]> {
        Some(match (version, self) {
            (Version::Swagger, Self::Schema) => &["definitions"],
            (Version::Swagger, Self::Parameter) => &["parameters"],
            (Version::Swagger, Self::Response) => &["responses"],
            (Version::Swagger, _) => return None,
            (_, Self::Schema) => &["components", "schemas"],
            (_, Self::Response) => &["components", "responses"],
            (_, Self::Parameter) => &["components", "parameters"],
            (_, Self::Example) => &["components", "examples"],
            (_, Self::RequestBody) => &["components", "requestBodies"],
            (_, Self::Header) => &["components", "headers"],
            (_, Self::SecurityScheme) => &["components", "securitySchemes"],
            (_, Self::Link) => &["components", "links"],
            (_, Self::Callback) => &["components", "callbacks"],
            (_, Self::PathItem | Self::Operation | Self::MediaType | Self::Encoding) => {
                return None;
            }
        })
    }

    /// Where those that references are meant for stand in the internal dialect.
    pub(crate) fn home(self) -> &'static str {
        match self {
            Self::Schema => "#/components/schemas",
            Self::Response => "#/components/responses",
            Self::Parameter => "#/components/parameters",
            Self::Example => "#/components/examples",
            Self::RequestBody => "#/components/requestBodies",
            Self::Header => "#/components/headers",
            Self::SecurityScheme => "#/components/securitySchemes",
            Self::Link => "#/components/links",
            Self::Callback => "#/components/callbacks",
            Self::MediaType => "#/components/mediaTypes",
            Self::PathItem | Self::Operation | Self::Encoding => "#/paths",
        }
    }
}

/// The kind of object at the end of these keys of a document in the internal dialect; `None` where there is none.
pub(crate) fn at_keys(keys: &[String]) -> Option<Kind> {
    let version = Version::OpenApi31;
    let mut keys = keys.iter();
    let place = keys.try_fold(Place::Document, |place, key| step(version, place, key))?;
    match place {
        Place::One(kind) => Some(kind),
        _ => None,
    }
}

/// One step further down; `None` where data begins, or what has no references.
pub(crate) fn step(version: Version, place: Place, key: &str) -> Option<Place> {
    use Kind::{
        Callback, Encoding, Example, Header, Link, MediaType, Operation, Parameter, PathItem,
        RequestBody, Response, Schema, SecurityScheme,
    };
    use Place::{
        All, Components, Discriminator, Document, Extensible, MappedSchema, Mapping, One,
        OperationRef, Other,
    };
    let is_31 = version == Version::OpenApi31;
    let is_swagger = version == Version::Swagger;
    Some(match (place, key) {
        (Document, "paths") => Extensible(PathItem),
        (Document, "webhooks") => All(PathItem),
        (Document, "components") => Components,
        (Document, "definitions") if is_swagger => All(Schema),
        (Document, "parameters") if is_swagger => All(Parameter),
        (Document, "responses") if is_swagger => All(Response),
        (Document, "securityDefinitions") if is_swagger => All(SecurityScheme),
        (Components, "schemas") => All(Schema),
        (Components, "parameters") => All(Parameter),
        (Components, "responses") => All(Response),
        (Components, "securitySchemes") => All(SecurityScheme),
        (Components, "examples") => All(Example),
        (Components, "requestBodies") => All(RequestBody),
        (Components, "headers") => All(Header),
        (Components, "links") => All(Link),
        (Components, "callbacks") => All(Callback),
        (Components, "pathItems") => All(PathItem),
        (Components, "mediaTypes") => All(MediaType),
        (Document, "info" | "tags" | "servers" | "externalDocs") => Other,

        (All(kind), _) => One(kind),
        (Extensible(_) | One(Callback), key) if key.starts_with("x-") => return None,
        (Extensible(kind), _) => One(kind),
        (One(Callback), _) => One(PathItem),

        (One(PathItem | Operation), "parameters") => All(Parameter),
        (One(PathItem | Operation), "servers") | (One(Link), "server") => Other,
        (One(PathItem), "additionalOperations") => All(Operation),
        (
            One(PathItem),
            "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query",
        ) => One(Operation),
        (One(Operation), "requestBody") => One(RequestBody),
        (One(Operation), "responses") => Extensible(Response),
        (One(Operation), "callbacks") => All(Callback),
        (One(Link), "operationRef") => OperationRef,

        (One(Parameter | Header | MediaType | Response), "schema") => One(Schema),
        (One(MediaType), "itemSchema") => One(Schema),
        (One(Parameter | Header | MediaType), "examples") => All(Example),
        (One(Parameter | Header | RequestBody | Response), "content") => All(MediaType),
        (One(Response | Encoding), "headers") => All(Header),
        (One(Response), "links") => All(Link),
        (One(MediaType | Encoding), "encoding" | "prefixEncoding") => All(Encoding),
        (One(MediaType | Encoding), "itemEncoding") => One(Encoding),

        // In older schemas, these are a shelf beside the schema: what is on it is there for references to it.
        (One(Schema), "$defs" | "definitions") if !is_31 => return None,
        (One(Schema), "additionalItems") => One(Schema),
        (One(Schema), key) if vocabulary::WITH_SCHEMA.contains(&key) => One(Schema),
        (One(Schema), key) if vocabulary::WITH_SCHEMAS.contains(&key) => All(Schema),
        (One(Schema), "discriminator") => Discriminator,
        (Discriminator, "mapping") => Mapping,
        (Discriminator, "defaultMapping") => MappedSchema,
        (Mapping, _) => MappedSchema,

        (Other, key) if !key.starts_with("x-") => Other,
        _ => return None,
    })
}

/// Whether a key leads to a text, in CommonMark or plain.
pub(crate) fn is_text(place: Place, key: &str) -> bool {
    let has_texts = match place {
        Place::One(kind) => kind != Kind::Callback,
        Place::Other => true,
        _ => false,
    };
    has_texts && ["description", "summary"].contains(&key)
}

/// The place of an element of a list.
pub(crate) fn element(place: Place) -> Option<Place> {
    match place {
        Place::All(kind) | Place::One(kind) => Some(Place::One(kind)),
        Place::Other => Some(Place::Other),
        _ => None,
    }
}
