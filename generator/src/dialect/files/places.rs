//! What stands where in a document, whatever version it has, so that a reference to a file is known to mean a schema, a
//! parameter, or just what is written there.
//!
//! OpenAPI 3.0 to 3.2 and Swagger 2.0 give the same key the same meaning wherever more than one of them has it.

/// An object that references are meant for, or that has some further down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
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
pub(super) enum Place {
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

/// The version of a document, as far as it says where things are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    Swagger,
    OpenApi30,
    /// 3.1 and later: JSON Schema with `$defs`, `$id` and `$anchor`.
    OpenApi31,
}

impl Kind {
    /// Where components of this kind are, from the root of a document; nothing when a document has none.
    pub(super) fn section(self, version: Version) -> Option<&'static [&'static str]> {
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
}

/// One step further down; `None` where data begins, or what has no references.
pub(super) fn step(version: Version, place: Place, key: &str) -> Option<Place> {
    use Kind::{
        Callback, Encoding, Example, Header, Link, MediaType, Operation, Parameter, PathItem,
        RequestBody, Response, Schema, SecurityScheme,
    };
    use Place::{
        All, Components, Discriminator, Document, Extensible, MappedSchema, Mapping, One,
        OperationRef, Other,
    };
    let is_31 = version == Version::OpenApi31;
    Some(match (place, key) {
        (Document, "paths") => Extensible(PathItem),
        (Document, "webhooks") => All(PathItem),
        (Document, "components") => Components,
        (Document | Components, "parameters") => All(Parameter),
        (Document | Components, "responses") => All(Response),
        (Document, "definitions") | (Components, "schemas") => All(Schema),
        (Document, "securityDefinitions") | (Components, "securitySchemes") => All(SecurityScheme),
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

        (
            One(Schema),
            "items"
            | "not"
            | "additionalProperties"
            | "additionalItems"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames"
            | "unevaluatedItems"
            | "unevaluatedProperties"
            | "contentSchema",
        ) => One(Schema),
        (
            One(Schema),
            "properties" | "patternProperties" | "dependentSchemas" | "allOf" | "oneOf" | "anyOf"
            | "prefixItems",
        ) => All(Schema),
        (One(Schema), "$defs") if is_31 => All(Schema),
        (One(Schema), "discriminator") => Discriminator,
        (Discriminator, "mapping") => Mapping,
        (Discriminator, "defaultMapping") => MappedSchema,
        (Mapping, _) => MappedSchema,

        (Other, key) if !key.starts_with("x-") => Other,
        _ => return None,
    })
}

/// Whether a key leads to a text, in CommonMark or plain.
pub(super) fn is_text(place: Place, key: &str) -> bool {
    let has_texts = match place {
        Place::One(kind) => kind != Kind::Callback,
        Place::Other => true,
        _ => false,
    };
    has_texts && ["description", "summary"].contains(&key)
}

/// The place of an element of a list.
pub(super) fn element(place: Place) -> Option<Place> {
    match place {
        Place::All(kind) | Place::One(kind) => Some(Place::One(kind)),
        Place::Other => Some(Place::Other),
        _ => None,
    }
}
