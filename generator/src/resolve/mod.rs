//! openapiv3 to a document without `$ref`: every schema has an id, everything else stands where it is used.
//!
//! After this stage nothing knows what a `$ref` is. A reference that names nothing, the wrong kind, another file, or
//! itself is an error at the place of the `$ref`.

mod operations;
mod references;
mod schemas;

use crate::{
    diagnostics::{Aborted, Diagnostics},
    document::{Document, Places},
    pointer::Pointer,
};
use openapiv3 as oas;

/// One API without references.
#[derive(Debug)]
pub(crate) struct Resolved {
    /// Module name.
    pub(crate) name: String,
    /// `info`
    pub(crate) info: oas::Info,
    /// `servers`
    pub(crate) servers: Vec<oas::Server>,
    /// `security`; `None` when absent.
    pub(crate) security: Option<Vec<oas::SecurityRequirement>>,
    /// `components.securitySchemes`, in document order.
    pub(crate) security_schemes: Vec<(String, oas::SecurityScheme)>,
    /// Paths in document order, methods in the Specification's order.
    pub(crate) operations: Vec<Operation>,
    /// Every schema; a [`SchemaId`] is the index.
    pub(crate) schemas: Vec<Schema>,
    /// Where each pointer stands.
    pub(crate) places: Places,
}

/// Index of a [`Schema`] in [`Resolved::schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchemaId(pub(crate) usize);

/// A schema, each once, however many references lead to it.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// Its key under `components.schemas`.
    pub(crate) component: Option<String>,
    /// Everything but what its values are.
    pub(crate) data: oas::SchemaData,
    /// What its values are.
    pub(crate) kind: SchemaKind,
}

/// openapiv3's kinds with the references followed.
#[derive(Clone, Debug)]
pub(crate) enum SchemaKind {
    /// `type: string`
    String(oas::StringType),
    /// `type: number`
    Number(oas::NumberType),
    /// `type: integer`
    Integer(oas::IntegerType),
    /// `type: boolean`
    Boolean,
    /// `type: object`
    Object {
        /// In document order.
        properties: Vec<(String, SchemaUse)>,
        /// Names of properties.
        required: Vec<String>,
    },
    /// `type: array`
    Array(Option<SchemaUse>),
    /// What this version of the generator does not type yet: the keyword that says so.
    Other(&'static str),
}

/// A place where a schema is used.
#[derive(Clone, Debug)]
pub(crate) struct SchemaUse {
    /// Where the use stands: the inline schema, or the object with the `$ref`.
    pub(crate) pointer: Pointer,
    /// The schema.
    pub(crate) schema: SchemaId,
    /// Whether a `$ref` leads there.
    pub(crate) by_reference: bool,
    /// `description` beside the `$ref`.
    pub(crate) description: Option<String>,
    /// `example` beside the `$ref`.
    pub(crate) example: Option<serde_json::Value>,
    /// `x-rust-name` beside the `$ref`.
    pub(crate) chosen_name: Option<String>,
}

/// An operation with everything that it refers to.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// Upper case.
    pub(crate) method: &'static str,
    /// The template.
    pub(crate) path: String,
    /// Its own fields; parameters, body and responses are taken out.
    pub(crate) data: oas::Operation,
    /// The path item's and its own, overrides applied.
    pub(crate) parameters: Vec<Parameter>,
    /// What it takes.
    pub(crate) request_body: Option<RequestBody>,
    /// In document order, `default` last.
    pub(crate) responses: Vec<Response>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// openapiv3's, but for the schema.
    pub(crate) parameter: oas::Parameter,
    /// Its schema; `None` for one with `content`.
    pub(crate) schema: Option<SchemaUse>,
}

/// A request body.
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

/// A media type of a body.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// The key: `application/json; charset=utf-8`.
    pub(crate) media_type: String,
    /// `schema`
    pub(crate) schema: Option<SchemaUse>,
    /// `example` and `examples`, each with its place.
    pub(crate) examples: Vec<(Pointer, serde_json::Value)>,
}

/// A response.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// `None` for `default`.
    pub(crate) status: Option<oas::StatusCode>,
    /// `description`
    pub(crate) description: String,
    /// `content`
    pub(crate) content: Vec<Content>,
}

/// Follows every reference.
///
/// # Errors
/// When a reference does not lead to what its place needs.
pub(crate) fn run(cx: &mut Diagnostics, document: Document) -> Result<Resolved, Aborted> {
    let before = cx.errors();
    let Document {
        name,
        openapi,
        beside,
        places,
    } = document;
    let components = openapi.components.unwrap_or_default();
    let mut schemas = schemas::Schemas::new(&components, &beside, &places);
    schemas.components(cx);
    let operations = operations::all(cx, &openapi.paths, &components, &mut schemas);
    let schemas = schemas.finish();
    let security_schemes = components
        .security_schemes
        .iter()
        .filter_map(|(name, scheme)| {
            let pointer = Pointer::root()
                .join("components")
                .join("securitySchemes")
                .join(name);
            let found = references::follow(
                cx,
                &places,
                &components.security_schemes,
                "securitySchemes",
                scheme,
                pointer,
            )?;
            Some((name.clone(), found.0.clone()))
        })
        .collect();
    cx.stage_end(before)?;
    Ok(Resolved {
        name,
        info: openapi.info,
        servers: openapi.servers,
        security: openapi.security,
        security_schemes,
        operations,
        schemas,
        places,
    })
}
