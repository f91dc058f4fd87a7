//! openapiv3 to a document without `$ref`: every schema has an id, everything else stands where it is used.
//!
//! After this stage nothing knows what a `$ref` is, or how openapiv3 shapes things. A reference that names nothing, the
//! wrong kind, another file, or itself is an error at the place of the `$ref`. Schema Objects, and the objects that hold
//! some, are read from the positioned tree, which loses nothing.
//!
//! What a document says about its operations is in [`objects`], defaults of the Specification filled in; nothing in it
//! is inherited yet but what a path item says for all of its operations.

mod applies;
mod bodies;
mod callbacks;
mod further;
mod items;
mod keywords;
mod links;
#[expect(
    dead_code,
    reason = "`normalize` refuses what it does not read, so far"
)]
mod objects;
mod operations;
mod parameters;
mod references;
mod schemas;
mod servers;

pub(crate) use further::{Condition, Further};
pub(crate) use objects::{
    Callback, Content, Encoding, Flow, Header, Link, LinkTarget, LinkValue, Operation, Parameter,
    RequestBody, Requirement, Response, SecurityScheme, SecuritySchemeKind, Server, ServerVariable,
    ValueOf,
};

use crate::{
    diagnostics::{Aborted, Diagnostics},
    document::{Document, Places},
    pointer::Pointer,
    vocabulary::{Constraints, ExternalDocs, JsonTypes},
};
use serde_json::Value;

/// One API without references.
#[derive(Debug)]
pub(crate) struct Resolved {
    /// Module name.
    pub(crate) name: String,
    /// `info.title`
    pub(crate) title: String,
    /// `info.version`
    pub(crate) version: String,
    /// `info.description`
    pub(crate) description: Option<String>,
    /// `servers`
    pub(crate) servers: Vec<Server>,
    /// `security`; `None` when absent.
    pub(crate) security: Option<Vec<Requirement>>,
    /// `components.securitySchemes`, in document order.
    pub(crate) security_schemes: Vec<SecurityScheme>,
    /// Paths in document order, methods in the Specification's order.
    pub(crate) operations: Vec<Operation>,
    /// `webhooks` (OpenAPI 3.1.1): the operation that the API calls, wherever that is.
    pub(crate) webhooks: Vec<Callback>,
    /// Every schema; a [`SchemaId`] is the index.
    pub(crate) schemas: Vec<Schema>,
    /// Where each pointer stands.
    pub(crate) places: Places,
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
    /// All others of OpenAPI 3.0.
    pub(crate) constraints: Constraints,
    /// What OpenAPI 3.0 cannot say; nothing, where it says all.
    pub(crate) further: Option<Box<Further>>,
}

impl Assertions {
    /// What OpenAPI 3.0 cannot say.
    pub(crate) fn further(&self) -> &Further {
        static NOTHING: Further = Further::NOTHING;
        self.further.as_deref().unwrap_or(&NOTHING)
    }

    /// How much there is to merge.
    pub(crate) fn size(&self) -> usize {
        let values = self.values.as_ref().map_or(0, Vec::len);
        1 + self.properties.len() + self.required.len() + values
    }
}

/// `additionalProperties`
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Additional {
    /// `true` or `false`
    Allowed(bool),
    /// A schema.
    Schema(SchemaUse),
}

/// Keywords that no value has to satisfy. What most schemas do not say takes no room in them: there are many.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Annotations {
    /// `title`
    pub(crate) title: Option<String>,
    /// `description`
    pub(crate) description: Option<String>,
    /// `externalDocs`
    pub(crate) external_docs: Option<Box<ExternalDocs>>,
    /// `deprecated`
    pub(crate) deprecated: bool,
    /// `nullable`
    pub(crate) nullable: bool,
    /// `readOnly`
    pub(crate) read_only: bool,
    /// `writeOnly`
    pub(crate) write_only: bool,
    /// `default`
    pub(crate) default: Option<Box<Value>>,
    /// `example`
    pub(crate) example: Option<Box<Value>>,
    /// `examples`
    pub(crate) examples: Vec<Value>,
    /// `xml`
    pub(crate) xml: Option<Box<Value>>,
    /// `discriminator`
    pub(crate) discriminator: Option<Box<Discriminator>>,
    /// `x-rust-name`
    pub(crate) chosen_name: Option<String>,
    /// `x-rust-type`
    pub(crate) replacement: Option<String>,
    /// `x-rust-derive`
    pub(crate) derives: Vec<String>,
    /// `x-enum-varnames`
    pub(crate) value_names: Vec<String>,
    /// What the branches call the values of a choice between constants; the normalizer fills it in.
    pub(crate) value_titles: Vec<String>,
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
    /// `defaultMapping` (OpenAPI 3.2.0): the schema of what has no value that is mapped.
    pub(crate) other: Option<SchemaId>,
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
    /// What stands beside the `$ref`, if anything does: most uses are no more than one.
    pub(crate) beside: Option<Box<Beside>>,
}

/// What stands beside a `$ref` to a schema, and is about its use.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Beside {
    /// `description`
    pub(crate) description: Option<String>,
    /// `example`
    pub(crate) example: Option<Value>,
    /// `x-rust-name`
    pub(crate) chosen_name: Option<String>,
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
        ..
    } = document;
    let info = info(openapi);
    let mut reading = operations::Reading::new(&places);
    reading.schemas.components(cx);
    let operations = operations::all(cx, &mut reading);
    let webhooks = callbacks::webhooks(cx, &mut reading);
    let schemas = reading.schemas.finish(cx);
    applies::check(cx, &places, &schemas, &operations);
    for webhook in &webhooks {
        applies::check(cx, &places, &schemas, &webhook.operations);
    }
    let security_schemes = servers::security_schemes(cx, &places);
    cx.stage_end(before)?;
    let root = Pointer::root();
    let list = places.root().get("servers");
    let servers = list.and_then(|list| servers::all(&root.join("servers"), list));
    Ok(Resolved {
        name,
        title: info.title,
        version: info.version,
        description: info.description,
        servers: servers.unwrap_or_default(),
        security: operations::requirements(&root, places.root()),
        security_schemes,
        operations,
        webhooks,
        schemas,
        places,
    })
}

/// All else is read from the tree, which knows where it stands: the typed document is no more from here on.
fn info(openapi: openapiv3::OpenAPI) -> openapiv3::Info {
    openapi.info
}
