//! What stands where in a document (OpenAPI 3.0.3, section 4.7), so that a reference can be told to lead astray.

use crate::vocabulary;

/// What a reference may lead to, and what stands on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

use Kind::{
    Callback, Encoding, Example, Header, Link, MediaType, Operation, Parameter, PathItem,
    RequestBody, Response, Schema, SecurityScheme,
};

impl Kind {
    /// What it is called, with its article.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Schema => "a schema",
            Response => "a response",
            Parameter => "a parameter",
            Example => "an example",
            RequestBody => "a request body",
            Header => "a header",
            SecurityScheme => "a security scheme",
            Link => "a link",
            Callback => "a callback",
            PathItem => "a path item",
            Operation => "an operation",
            MediaType => "a media type",
            Encoding => "an encoding",
        }
    }

    /// Where those that references are meant for stand.
    pub(super) fn home(self) -> &'static str {
        if self == PathItem {
            return "#/paths";
        }
        let section = SECTIONS.iter().find(|(_, kind)| *kind == self);
        section.map_or("#/paths", |(section, _)| section)
    }
}

/// The members of `components`.
const SECTIONS: [(&str, Kind); 11] = [
    ("#/components/schemas", Schema),
    ("#/components/responses", Response),
    ("#/components/parameters", Parameter),
    ("#/components/examples", Example),
    ("#/components/requestBodies", RequestBody),
    ("#/components/headers", Header),
    ("#/components/securitySchemes", SecurityScheme),
    ("#/components/links", Link),
    ("#/components/callbacks", Callback),
    ("#/components/pathItems", PathItem),
    ("#/components/mediaTypes", MediaType),
];

/// Where a pointer has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Document,
    Components,
    /// An object or a list of things of one kind.
    All(Kind),
    One(Kind),
}

/// The kind of object at the end of these keys; `None` where there is none that this stage reads.
pub(super) fn at_keys(keys: &[String]) -> Option<Kind> {
    let place = keys
        .iter()
        .try_fold(Place::Document, |place, key| step(place, key))?;
    match place {
        Place::One(kind) => Some(kind),
        Place::Document | Place::Components | Place::All(_) => None,
    }
}

/// Where a key leads to from a place.
pub(crate) fn step(place: Place, key: &str) -> Option<Place> {
    use Place::{All, Components, Document, One};
    Some(match (place, key) {
        (Document, "paths" | "webhooks") => All(PathItem),
        (Document, "components") => Components,
        (Components, _) => {
            let is_key = |section: &str| section.rsplit('/').next() == Some(key);
            let (_, kind) = SECTIONS.iter().find(|(section, _)| is_key(section))?;
            All(*kind)
        }
        (All(kind), _) => One(kind),
        (One(PathItem | Operation), "parameters") => All(Parameter),
        (
            One(PathItem),
            "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query",
        ) => One(Operation),
        (One(PathItem), "additionalOperations") => All(Operation),
        (One(Operation), "requestBody") => One(RequestBody),
        (One(Operation), "responses") => All(Response),
        (One(Operation), "callbacks") => All(Callback),
        (One(Callback), _) => One(PathItem),
        (One(Parameter | Header | MediaType), "schema") | (One(MediaType), "itemSchema") => {
            One(Schema)
        }
        (One(Parameter | Header | MediaType), "examples") => All(Example),
        (One(Parameter | Header | RequestBody | Response), "content") => All(MediaType),
        (One(Response | Encoding), "headers") => All(Header),
        (One(Response), "links") => All(Link),
        (One(MediaType), "encoding") => All(Encoding),
        (One(Schema), key) if vocabulary::WITH_SCHEMA.contains(&key) => One(Schema),
        (One(Schema), key) if vocabulary::WITH_SCHEMAS.contains(&key) => All(Schema),
        _ => return None,
    })
}
