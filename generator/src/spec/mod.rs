//! One API in OpenAPI's nouns: no `$ref`, no version, nothing inherited; the input of [`lower`](crate::lower).
//!
//! Schemas link by [`SchemaId`], never by name. What a later stage may have to speak of keeps its [`Pointer`].

mod content;
mod links;
mod members;
mod operation;
mod pagination;
mod security;
mod server;

pub(crate) use content::{Content, ContentKind, Encoding, Header, RequestBody, Said};
pub(crate) use links::{Link, LinkTarget, LinkValue};
pub(crate) use members::Members;
pub(crate) use operation::{
    Callback, Location, Operation, OperationId, Parameter, Response, Status, Style,
};
pub(crate) use pagination::{Pagination, PaginationStyle};
pub(crate) use security::{Requirement, SecurityScheme, SecuritySchemeId, SecuritySchemeKind};
pub(crate) use server::{Server, ServerVariable};

use crate::{
    pointer::Pointer,
    vocabulary::{Constraints, ExternalDocs, JsonTypes},
};
use serde_json::Value;

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
    /// Where it is served, relative ones included.
    pub(crate) servers: Vec<Server>,
    /// How callers prove who they are, in document order; only schemes that an operation requires.
    pub(crate) security_schemes: Vec<SecurityScheme>,
    /// Every schema, inline ones included; [`SchemaId`] is the index.
    pub(crate) schemas: Vec<Schema>,
    /// Paths in document order, methods in the Specification's order.
    pub(crate) operations: Vec<Operation>,
    /// What the API calls wherever that was agreed; each has operations, and no expression.
    pub(crate) webhooks: Vec<Callback>,
    /// Every example value of the document with the schema that it illustrates.
    pub(crate) examples: Vec<Example>,
    /// By [`SchemaId`]: which messages reach the schema.
    pub(crate) directions: Vec<Direction>,
}

/// Which messages a schema is part of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Direction {
    /// Requests.
    pub(crate) request: bool,
    /// Responses.
    pub(crate) response: bool,
    /// Request bodies of `PATCH`, where an absent member means that it stays as it is (RFC 7396).
    pub(crate) patch: bool,
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

/// OpenAPI 3.0.3, Schema Object, with what it composes merged into it.
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
    /// `externalDocs.url`, with its description.
    pub(crate) external_docs: Option<ExternalDocs>,
    /// `deprecated`
    pub(crate) deprecated: bool,
    /// Whether `null` is a value of it.
    pub(crate) nullable: bool,
    /// Whether only responses have a property of it.
    pub(crate) read_only: bool,
    /// Whether only requests have a property of it.
    pub(crate) write_only: bool,
    /// `default`, a value of the schema.
    pub(crate) default: Option<Value>,
    /// What its values are.
    pub(crate) kind: SchemaKind,
    /// What the kind does not say about them.
    pub(crate) constraints: Constraints,
    /// `x-rust-type`: the type of the user's that stands for it.
    pub(crate) replacement: Option<String>,
    /// `x-rust-derive`: further traits to derive.
    pub(crate) derives: Vec<String>,
    /// `xml`, recorded for the emitted document.
    pub(crate) xml: Option<Value>,
    /// Where it stands.
    pub(crate) pointer: Pointer,
    /// Where else the same stands: the inline schemas that have become this one, each with what it would be called.
    pub(crate) twins: Vec<(Pointer, SchemaName)>,
}

impl Schema {
    /// A schema without a name that says nothing but what its values are.
    #[must_use]
    pub(crate) fn of(kind: SchemaKind) -> Self {
        Self {
            name: SchemaName::Inline {
                path: Vec::new(),
                short: false,
            },
            chosen_name: None,
            title: None,
            description: None,
            external_docs: None,
            deprecated: false,
            nullable: false,
            read_only: false,
            write_only: false,
            default: None,
            kind,
            constraints: Constraints::default(),
            replacement: None,
            derives: Vec::new(),
            xml: None,
            pointer: Pointer::root(),
            twins: Vec::new(),
        }
    }
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
    /// `{}`: any JSON value.
    Any,
    /// `type: boolean`
    Boolean,
    /// `type: integer`
    Integer(IntegerFormat),
    /// `type: number`
    Number(NumberFormat),
    /// `type: string`, with its `format`.
    String(Option<String>),
    /// `enum` of scalars, in document order, each once; `null` is said by [`Schema::nullable`].
    Enum(Vec<EnumValue>),
    /// `type: array`
    Array(SchemaId),
    /// `type: object` without properties: every member is a value of the schema.
    Map(SchemaId),
    /// `type: object` with properties.
    Object(Object),
    /// `oneOf`, `anyOf`, or a base with a discriminator.
    Union(Union),
    /// Another name for a schema, perhaps nullable, with annotations of its own.
    Alias(SchemaId),
}

impl SchemaKind {
    /// The schemas that it is made of.
    #[must_use]
    pub(crate) fn parts(&self) -> Vec<SchemaId> {
        let mut parts = Vec::new();
        self.clone().map_parts(&mut |part| {
            parts.push(part);
            part
        });
        parts
    }

    /// Replaces the schemas that it is made of.
    pub(crate) fn map_parts(&mut self, to: &mut dyn FnMut(SchemaId) -> SchemaId) {
        match self {
            Self::Array(part) | Self::Map(part) | Self::Alias(part) => *part = to(*part),
            Self::Object(object) => {
                for property in &mut object.properties {
                    property.schema = to(property.schema);
                }
                if let Additional::Kept(part) = &mut object.additional {
                    *part = to(*part);
                }
            }
            Self::Union(union) => {
                for branch in &mut union.branches {
                    branch.schema = to(branch.schema);
                }
            }
            Self::Any
            | Self::Boolean
            | Self::Integer(_)
            | Self::Number(_)
            | Self::String(_)
            | Self::Enum(_) => {}
        }
    }
}

/// An object with properties.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Object {
    /// In document order, those of `allOf` in the order of its members.
    pub(crate) properties: Vec<Property>,
    /// Members that are no property.
    pub(crate) additional: Additional,
}

/// What an object may have besides its properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Additional {
    /// The document does not say: they are allowed, and ignored.
    Ignored,
    /// `additionalProperties: false`
    Refused,
    /// `additionalProperties: true` (any value) or a schema: they are kept.
    Kept(SchemaId),
}

/// A value of an `enum`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EnumValue {
    /// A string, a number or a boolean.
    pub(crate) value: Value,
    /// `x-enum-varnames`, from the user.
    pub(crate) chosen_name: Option<String>,
    /// The `title` of the constant that it is.
    pub(crate) title: Option<String>,
    /// `x-enum-descriptions`, or the `description` of the constant.
    pub(crate) description: Option<String>,
}

/// A choice between schemas; at least two branches.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Union {
    /// In document order.
    pub(crate) branches: Vec<UnionBranch>,
    /// How a value says which branch it is of.
    pub(crate) selection: Selection,
}

/// A branch of a union.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UnionBranch {
    /// What the branch is called: its component's name, its `title`, or what its values are.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) schema: SchemaId,
}

/// How a value says which branch of a union it is of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Selection {
    /// By the value of a property that all branches have: each value with the index of its branch.
    Tag {
        /// The property, as on the wire.
        property: String,
        /// In the order of the branches.
        tags: Vec<(String, usize)>,
        /// The branch of objects without the property, or with another value of it; else there are none.
        other: Option<usize>,
    },
    /// By what it looks like, branch by branch.
    Shape(Vec<Shape>),
}

impl Selection {
    /// The branch that a value says it is of by its tag.
    pub(crate) fn tagged(&self, value: &Value) -> Option<usize> {
        let Self::Tag {
            property,
            tags,
            other,
        } = self
        else {
            return None;
        };
        let tag = value.as_object()?.get(property).and_then(Value::as_str);
        let found = tag.and_then(|tag| tags.iter().find(|(name, _)| name == tag));
        found.map(|(_, branch)| *branch).or(*other)
    }
}

/// What the values of a branch look like.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shape {
    /// Their JSON types.
    pub(crate) types: JsonTypes,
    /// Properties that all of them have.
    pub(crate) required: Vec<String>,
    /// Properties that they may have; only where it helps to choose.
    pub(crate) known: Vec<String>,
    /// Whether they have no others.
    pub(crate) closed: bool,
    /// What stands at some place inside.
    pub(crate) tests: Vec<Test>,
}

/// What stands at a place inside a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Test {
    /// Keys from the value to the place; `*` is the first item of an array.
    pub(crate) path: Vec<String>,
    /// The JSON types there.
    pub(crate) types: JsonTypes,
    /// The scalars there, if only some.
    pub(crate) values: Vec<Value>,
    /// Whether there need not be anything.
    pub(crate) optional: bool,
}

/// The width of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct IntegerFormat {
    /// 8, 16, 32, 64 or 128.
    pub(crate) bits: u8,
    /// Whether there are negative ones.
    pub(crate) signed: bool,
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
    pub(crate) value: Value,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}
