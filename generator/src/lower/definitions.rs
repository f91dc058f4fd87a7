//! The definition of a type: its fields or variants, its docs, and what it derives.

use super::{
    analysis::least_branch,
    docs::{self, DocsBuilder},
    types::Types,
    union_tags,
};
use crate::{
    ir::{self, Presence, TypeKind, TypeRef},
    spec::{self, Additional, EnumValue, SchemaId, SchemaKind, Selection, Union},
};
use serde_json::Value;

/// The definition of a schema's own type.
pub(super) fn definition(types: &Types<'_>, id: SchemaId, ident: &str) -> ir::TypeDef {
    let schema = types.api.schema(id);
    let kind = match &schema.kind {
        _ if schema.replacement.is_some() => TypeKind::Alias(types.written_out(id)),
        SchemaKind::Object(object) => TypeKind::Struct(self::object(types, id, object)),
        SchemaKind::Enum(values) => TypeKind::Enum(self::enumeration(types, id, values)),
        SchemaKind::Union(union) => TypeKind::Union(self::union(types, id, union)),
        _ => TypeKind::Alias(types.written_out(id)),
    };
    let mut derives = derives(types, id, &kind);
    if !matches!(kind, TypeKind::Alias(_)) {
        for derive in &schema.derives {
            if !derives.contains(derive) {
                derives.push(derive.clone());
            }
        }
    }
    ir::TypeDef {
        ident: ident.to_owned(),
        docs: docs(schema),
        derives,
        kind,
    }
}

fn docs(schema: &spec::Schema) -> ir::Docs {
    let described = schema.description.as_deref().or(schema.title.as_deref());
    let mut docs = DocsBuilder::default().text(described);
    if let Some(external) = &schema.external_docs {
        let words = external.description.as_deref().unwrap_or("See");
        docs = docs.text(Some(&format!("{words}: <{}>", external.url)));
    }
    if schema.deprecated {
        docs = docs.line("**Deprecated.**".to_owned());
    }
    docs.line(docs::code(&schema.pointer.to_string())).finish()
}

fn object(types: &Types<'_>, id: SchemaId, object: &spec::Object) -> ir::Struct {
    let fields: Vec<ir::Field> = object
        .properties
        .iter()
        .zip(types.fields(id))
        .map(|(property, ident)| field(types, id, property, ident))
        .collect();
    let additional = match (object.additional, types.additional(id)) {
        (Additional::Kept(values), Some(ident)) => ir::Additional::Kept {
            ident: ident.to_owned(),
            ty: types.reference_or_null(values),
            check: types.check(values),
        },
        (Additional::Refused, _) => ir::Additional::Refused,
        _ => ir::Additional::Ignored,
    };
    let can_default = fields.iter().all(is_optional);
    let own_default = can_default
        && fields
            .iter()
            .any(|field| matches!(field.presence, Presence::Defaulted(_)));
    ir::Struct {
        fields,
        additional,
        rules: super::checks::own(types.api, id),
        own_default,
    }
}

fn is_optional(field: &ir::Field) -> bool {
    matches!(
        field.presence,
        Presence::Optional | Presence::OptionalNullable | Presence::Defaulted(_)
    )
}

fn field(types: &Types<'_>, owner: SchemaId, property: &spec::Property, ident: &str) -> ir::Field {
    let schema = types.api.schema(property.schema);
    let presence = types.presence(owner, property);
    let ty = types.reference(property.schema);
    let ty = match types.is_boxed(owner, property.schema) {
        true => TypeRef::Boxed(Box::new(ty)),
        false => ty,
    };
    let ty = match presence {
        Presence::Defaulted(_) if types.is_nullable(property.schema) && ty != TypeRef::Value => {
            TypeRef::Option(Box::new(ty))
        }
        _ => ty,
    };
    let mut docs = DocsBuilder::default().text(property.description.as_deref());
    if schema.deprecated && types.definition_of(property.schema).is_none() {
        docs = docs.line("**Deprecated.**".to_owned());
    }
    if let Some(default) = types.default_value(property.schema) {
        let shown = default.to_string();
        if shown.len() <= LONGEST_DEFAULT {
            docs = docs.line(format!("Default: {}", docs::code(&shown)));
        }
    }
    ir::Field {
        name: ir::Name {
            wire: property.name.clone(),
            ident: ident.to_owned(),
        },
        docs: docs.finish(),
        ty,
        presence,
        check: types.check(property.schema),
    }
}

/// Longer defaults are not shown in docs.
const LONGEST_DEFAULT: usize = 80;

fn enumeration(types: &Types<'_>, id: SchemaId, values: &[EnumValue]) -> ir::Enum {
    let repr = match values {
        values if values.iter().all(|value| value.value.is_string()) => ir::EnumRepr::String,
        values if values.iter().all(|value| value.value.is_i64()) => ir::EnumRepr::Integer,
        _ => ir::EnumRepr::Mixed,
    };
    let variants = values
        .iter()
        .zip(types.fields(id))
        .map(|(value, ident)| ir::Variant {
            ident: ident.clone(),
            docs: DocsBuilder::default()
                .text(value.description.as_deref())
                .line(docs::code(&match &value.value {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                }))
                .finish(),
            value: value.value.clone(),
        })
        .collect();
    ir::Enum {
        repr,
        variants,
        unknown: types.unknown(id).map(str::to_owned),
    }
}

fn union(types: &Types<'_>, id: SchemaId, union: &Union) -> ir::Union {
    let variants = union
        .branches
        .iter()
        .zip(types.fields(id))
        .zip(union_tags::to_write(types.api, union))
        .map(|((branch, ident), tag)| {
            let ty = types.reference(branch.schema);
            let schema = types.api.schema(branch.schema);
            // What has a definition is described there.
            let described = match types.definition_of(branch.schema) {
                Some(_) => None,
                None => schema.description.as_deref(),
            };
            ir::UnionVariant {
                ident: ident.clone(),
                docs: DocsBuilder::default().text(described).finish(),
                ty: match types.is_boxed(id, branch.schema) {
                    true => TypeRef::Boxed(Box::new(ty)),
                    false => ty,
                },
                check: types.check(branch.schema),
                tag,
            }
        })
        .collect();
    ir::Union {
        variants,
        selection: selection(&union.selection),
        unknown: types.unknown(id).map(str::to_owned),
        wide: types.analysis.wide[id.0],
        blank: least_branch(union, &types.analysis.depth).unwrap_or(0),
        rules: super::checks::own(types.api, id),
    }
}

fn selection(selection: &Selection) -> ir::Selection {
    match selection {
        Selection::Tag {
            property,
            tags,
            other,
        } => {
            let mut tags = tags.clone();
            tags.sort();
            ir::Selection::Tag {
                property: property.clone(),
                tags,
                other: *other,
            }
        }
        Selection::Shape(shapes) => ir::Selection::Shape(
            shapes
                .iter()
                .map(|shape| ir::Shape {
                    types: shape.types.0,
                    required: shape.required.clone(),
                    known: shape.known.clone(),
                    closed: shape.closed,
                    tests: shape
                        .tests
                        .iter()
                        .map(|test| ir::Test {
                            path: test.path.clone(),
                            types: test.types.0,
                            values: test.values.clone(),
                            optional: test.optional,
                        })
                        .collect(),
                })
                .collect(),
        ),
    }
}

/// The traits that a type derives, in the order they are printed.
fn derives(types: &Types<'_>, id: SchemaId, kind: &TypeKind) -> Vec<String> {
    let exact = !types.analysis.inexact[id.0];
    let names: Vec<&str> = match kind {
        TypeKind::Alias(_) => Vec::new(),
        TypeKind::Struct(object) => {
            let mut names = vec!["Clone", "Debug"];
            if object.fields.iter().all(is_optional) && !object.own_default {
                names.push("Default");
            }
            names.push("PartialEq");
            if exact {
                names.extend(["Eq", "Hash"]);
            }
            names
        }
        TypeKind::Union(_) => match exact {
            true => vec!["Clone", "Debug", "PartialEq", "Eq", "Hash"],
            false => vec!["Clone", "Debug", "PartialEq"],
        },
        TypeKind::Enum(found) => {
            let mut names = vec!["Clone"];
            if found.unknown.is_none() {
                names.push("Copy");
            }
            names.extend(["Debug", "PartialEq"]);
            if exact {
                names.extend(["Eq", "PartialOrd", "Ord", "Hash"]);
            }
            names
        }
    };
    names.into_iter().map(str::to_owned).collect()
}
