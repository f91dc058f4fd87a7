//! openapiv3 to a document without `$ref`: every schema has an id, everything else stands where it is used.
//!
//! After this stage nothing knows what a `$ref` is. A reference that names nothing, the wrong kind, another file, or
//! itself is an error at the place of the `$ref`.

mod keywords;
mod operations;
mod references;
mod schemas;
mod targets;

use crate::{
    diagnostics::{Aborted, Diagnostics},
    document::{Document, Places},
    pointer::Pointer,
    vocabulary::{Constraints, ExternalDocs, JsonTypes},
};
use openapiv3 as oas;
use serde_json::Value;
use std::collections::BTreeSet;

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
    /// The objects that say what the generator does not handle yet.
    pub(crate) unsupported: BTreeSet<Pointer>,
    /// Where each pointer stands.
    pub(crate) places: Places,
}

impl Resolved {
    /// Whether something at or below a pointer is not handled yet.
    #[must_use]
    pub(crate) fn is_unsupported(&self, pointer: &Pointer) -> bool {
        let mut below = self.unsupported.range(pointer.join("")..);
        self.unsupported.contains(pointer)
            || below.next().is_some_and(|found| found.is_below(pointer))
    }
}

/// Index of a [`Schema`] in [`Resolved::schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchemaId(pub(crate) usize);

/// A Schema Object, each once, however many references lead to it: what it says itself, nothing merged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schema {
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// Its key under `components.schemas`.
    pub(crate) component: Option<String>,
    /// What it says about values.
    pub(crate) assertions: Assertions,
    /// What it says beside.
    pub(crate) annotations: Annotations,
}

/// Keywords that values have to satisfy.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Assertions {
    /// `type`
    pub(crate) types: Option<JsonTypes>,
    /// `format`
    pub(crate) format: Option<String>,
    /// `enum`
    pub(crate) values: Option<Vec<Value>>,
    /// `properties`, in document order.
    pub(crate) properties: Vec<(String, SchemaUse)>,
    /// `required`, each once.
    pub(crate) required: Vec<String>,
    /// `additionalProperties`
    pub(crate) additional: Option<Additional>,
    /// `items`
    pub(crate) items: Option<SchemaUse>,
    /// `allOf`
    pub(crate) all_of: Vec<SchemaUse>,
    /// `oneOf`
    pub(crate) one_of: Vec<SchemaUse>,
    /// `anyOf`
    pub(crate) any_of: Vec<SchemaUse>,
    /// `not`
    pub(crate) not: Option<SchemaUse>,
    /// All others.
    pub(crate) constraints: Constraints,
}

/// `additionalProperties`
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Additional {
    /// `true` or `false`
    Allowed(bool),
    /// A schema.
    Schema(SchemaUse),
}

/// Keywords that no value has to satisfy.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Annotations {
    /// `title`
    pub(crate) title: Option<String>,
    /// `description`
    pub(crate) description: Option<String>,
    /// `externalDocs`
    pub(crate) external_docs: Option<ExternalDocs>,
    /// `deprecated`
    pub(crate) deprecated: bool,
    /// `nullable`
    pub(crate) nullable: bool,
    /// `readOnly`
    pub(crate) read_only: bool,
    /// `writeOnly`
    pub(crate) write_only: bool,
    /// `default`
    pub(crate) default: Option<Value>,
    /// `example`
    pub(crate) example: Option<Value>,
    /// `xml`
    pub(crate) xml: Option<Value>,
    /// `discriminator`
    pub(crate) discriminator: Option<Discriminator>,
    /// `x-rust-name`
    pub(crate) chosen_name: Option<String>,
    /// `x-rust-type`
    pub(crate) replacement: Option<String>,
    /// `x-rust-derive`
    pub(crate) derives: Vec<String>,
    /// `x-enum-varnames`
    pub(crate) value_names: Vec<String>,
    /// `x-enum-descriptions`
    pub(crate) value_descriptions: Vec<String>,
}

/// OpenAPI 3.0.3, Discriminator Object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Discriminator {
    /// `propertyName`
    pub(crate) property: String,
    /// `mapping`: each value with the schema that it means.
    pub(crate) mapping: Vec<(String, SchemaId)>,
}

/// A place where a schema is used.
#[derive(Clone, Debug, PartialEq)]
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
    pub(crate) example: Option<Value>,
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
    pub(crate) examples: Vec<(Pointer, Value)>,
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
        places,
        beside,
        ..
    } = document;
    let components = openapi.components.unwrap_or_default();
    let mut schemas = schemas::Schemas::new(&places);
    schemas.components(cx);
    let operations = operations::all(cx, &openapi.paths, &components, &mut schemas);
    let schemas = schemas.finish(cx);
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
        unsupported: beside.unsupported,
        places,
    })
}
