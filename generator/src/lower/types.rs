//! Schemas to types.

use super::{
    chosen,
    docs::{self, DocsBuilder},
    operations,
    recursion::Circles,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    document::Places,
    ir,
    naming::{self, Scope},
    spec::{self, SchemaId, SchemaKind, SchemaName},
};

/// What each schema is in Rust.
pub(super) struct Types<'a> {
    api: &'a spec::Api,
    circles: Circles,
    /// By [`SchemaId`]: whether its values may hold a floating-point number.
    floats: Vec<bool>,
    /// By [`SchemaId`]: the definition, where the schema has one of its own.
    ids: Vec<Option<ir::TypeId>>,
    /// By [`ir::TypeId`].
    schemas: Vec<(SchemaId, String)>,
    /// By [`SchemaId`], of objects: the identifiers of the fields.
    fields: Vec<Vec<String>>,
}

impl<'a> Types<'a> {
    /// Names every type and field.
    pub(super) fn choose(
        cx: &mut Diagnostics,
        api: &'a spec::Api,
        places: &Places,
        names: &operations::Names,
    ) -> Self {
        let mut scope = Scope::default();
        let own: Vec<SchemaId> = (0..api.schemas.len())
            .map(SchemaId)
            .filter(|id| has_definition(api, *id))
            .collect();
        let named: Vec<Option<String>> = own
            .iter()
            .map(|id| {
                let schema = api.schema(*id);
                chosen(
                    cx,
                    places,
                    &schema.pointer,
                    schema.chosen_name.as_ref(),
                    naming::is_type_name,
                    &mut scope,
                )
            })
            .collect();
        let wanted: Vec<_> = own
            .iter()
            .zip(&named)
            .filter(|(_, named)| named.is_none())
            .map(|(id, _)| wanted_name(api.schema(*id), names))
            .collect();
        // Components come before what is written in place, short names before long ones.
        let mut derived = vec![String::new(); wanted.len()];
        for rank in [Rank::Component, Rank::Short, Rank::Path] {
            let ranked: Vec<usize> = (0..wanted.len())
                .filter(|index| wanted[*index].rank == rank)
                .collect();
            let names: Vec<_> = ranked
                .iter()
                .map(|&index| (wanted[index].ident.clone(), wanted[index].key.clone()))
                .collect();
            for (index, name) in ranked.into_iter().zip(scope.assign(&names)) {
                derived[index] = name;
            }
        }
        let mut derived = derived.into_iter();
        let idents = named
            .into_iter()
            .map(|named| named.or_else(|| derived.next()).unwrap_or_default());
        let mut schemas: Vec<(SchemaId, String)> = own.iter().copied().zip(idents).collect();
        schemas.sort_by(|left, right| left.1.cmp(&right.1));
        let mut ids = vec![None; api.schemas.len()];
        for (index, (schema, _)) in schemas.iter().enumerate() {
            ids[schema.0] = Some(ir::TypeId(index));
        }
        let fields = api
            .schemas
            .iter()
            .map(|schema| field_idents(cx, places, schema))
            .collect();
        let types = Self {
            api,
            circles: Circles::find(api),
            floats: hold_floats(api),
            ids,
            schemas,
            fields,
        };
        types.check_aliases(cx, places);
        types
    }

    /// The type of a schema's values, `null` aside.
    pub(super) fn reference(&self, id: SchemaId) -> ir::TypeRef {
        match self.ids[id.0] {
            Some(definition) => ir::TypeRef::Named(definition),
            None => self.written_out(id),
        }
    }

    /// The identifier of a schema's own type.
    pub(super) fn name_of(&self, id: SchemaId) -> Option<&str> {
        self.ids[id.0].map(|id| self.schemas[id.0].1.as_str())
    }

    /// The schemas that have a type of their own, by its identifier.
    pub(super) fn named(&self) -> impl Iterator<Item = (SchemaId, &str)> {
        self.schemas.iter().map(|(id, ident)| (*id, ident.as_str()))
    }

    /// The types of `models`, by id.
    pub(super) fn definitions(&self) -> Vec<ir::TypeDef> {
        self.schemas
            .iter()
            .map(|(id, ident)| self.definition(*id, ident))
            .collect()
    }

    fn definition(&self, id: SchemaId, ident: &str) -> ir::TypeDef {
        let schema = self.api.schema(id);
        let described = schema.description.as_deref().or(schema.title.as_deref());
        let mut docs = DocsBuilder::default().text(described);
        if schema.deprecated {
            docs = docs.line("**Deprecated.**".to_owned());
        }
        let docs = docs.line(docs::code(&schema.pointer.to_string())).finish();
        let (kind, derives) = match &schema.kind {
            SchemaKind::Object(properties) => {
                let fields = properties.iter().zip(&self.fields[id.0]);
                let fields: Vec<_> = fields
                    .map(|(property, ident)| self.field(id, property, ident))
                    .collect();
                let derives = self.struct_derives(id, &fields);
                (ir::TypeKind::Struct(fields), derives)
            }
            SchemaKind::StringEnum(values) => {
                let derives = vec![
                    "Clone",
                    "Copy",
                    "Debug",
                    "PartialEq",
                    "Eq",
                    "PartialOrd",
                    "Ord",
                    "Hash",
                ];
                (ir::TypeKind::StringEnum(variants(values)), derives)
            }
            _ => (ir::TypeKind::Alias(self.written_out(id)), Vec::new()),
        };
        ir::TypeDef {
            ident: ident.to_owned(),
            docs,
            derives,
            kind,
        }
    }

    fn field(&self, owner: SchemaId, property: &spec::Property, ident: &str) -> ir::Field {
        let schema = self.api.schema(property.schema);
        let ty = self.reference(property.schema);
        let ty = match self.circles.between(owner, property.schema) {
            true => ir::TypeRef::Boxed(Box::new(ty)),
            false => ty,
        };
        let mut docs = DocsBuilder::default().text(property.description.as_deref());
        if schema.deprecated && self.ids[property.schema.0].is_none() {
            docs = docs.line("**Deprecated.**".to_owned());
        }
        ir::Field {
            name: ir::Name {
                wire: property.name.clone(),
                ident: ident.to_owned(),
            },
            docs: docs.finish(),
            ty,
            presence: match (property.required, self.is_nullable(property.schema)) {
                (true, false) => ir::Presence::Required,
                (true, true) => ir::Presence::RequiredNullable,
                (false, false) => ir::Presence::Optional,
                (false, true) => ir::Presence::OptionalNullable,
            },
        }
    }

    fn is_nullable(&self, id: SchemaId) -> bool {
        self.api.schema(id).nullable
    }

    /// The type itself, where no definition names it or where it is the definition.
    fn written_out(&self, id: SchemaId) -> ir::TypeRef {
        match &self.api.schema(id).kind {
            SchemaKind::String => ir::TypeRef::String,
            SchemaKind::Boolean => ir::TypeRef::Bool,
            SchemaKind::Integer(spec::IntegerFormat::Int32) => ir::TypeRef::I32,
            SchemaKind::Integer(spec::IntegerFormat::Int64) => ir::TypeRef::I64,
            SchemaKind::Number(spec::NumberFormat::Float) => ir::TypeRef::F32,
            SchemaKind::Number(spec::NumberFormat::Double) => ir::TypeRef::F64,
            SchemaKind::Array(items) => {
                let item = self.reference(*items);
                ir::TypeRef::Vec(Box::new(match self.is_nullable(*items) {
                    true => ir::TypeRef::Option(Box::new(item)),
                    false => item,
                }))
            }
            // Always named; an empty id stands for errors that were said already.
            SchemaKind::Object(_) | SchemaKind::StringEnum(_) => {
                self.ids[id.0].map_or(ir::TypeRef::String, ir::TypeRef::Named)
            }
        }
    }

    /// An alias cannot contain itself: only a struct can, in Rust.
    fn check_aliases(&self, cx: &mut Diagnostics, places: &Places) {
        // By schema: the walk that came by first. A walk that meets itself has found a circle, one that meets another
        // need not go where that one went.
        let mut walks: Vec<Option<usize>> = vec![None; self.api.schemas.len()];
        for walk in 0..walks.len() {
            let mut at = SchemaId(walk);
            while walks[at.0].is_none() {
                walks[at.0] = Some(walk);
                match &self.api.schema(at).kind {
                    SchemaKind::Array(items) => at = *items,
                    _ => break,
                }
            }
            let schema = self.api.schema(at);
            if walks[at.0] == Some(walk) && matches!(schema.kind, SchemaKind::Array(_)) {
                let message = "a list that contains only itself is not supported yet";
                let place = places.value(&schema.pointer);
                cx.push(Diagnostic::new(&codes::NOT_SUPPORTED_YET, place, message));
            }
        }
    }

    fn struct_derives(&self, id: SchemaId, fields: &[ir::Field]) -> Vec<&'static str> {
        let mut derives = vec!["Clone", "Debug"];
        let optional = |field: &ir::Field| {
            matches!(
                field.presence,
                ir::Presence::Optional | ir::Presence::OptionalNullable
            )
        };
        if fields.iter().all(optional) {
            derives.push("Default");
        }
        derives.push("PartialEq");
        if !self.floats[id.0] {
            derives.extend(["Eq", "Hash"]);
        }
        derives
    }
}

/// The schemas whose values may hold a floating-point number, which is neither `Eq` nor `Hash`: the numbers, and what
/// holds one of them.
fn hold_floats(api: &spec::Api) -> Vec<bool> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); api.schemas.len()];
    let mut floats = vec![false; api.schemas.len()];
    let mut open = Vec::new();
    for (id, schema) in api.schemas.iter().enumerate() {
        match &schema.kind {
            SchemaKind::Number(_) => open.push(id),
            SchemaKind::Object(properties) => {
                for property in properties {
                    holders[property.schema.0].push(id);
                }
            }
            SchemaKind::Array(items) => holders[items.0].push(id),
            _ => {}
        }
    }
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut floats[id], true) {
            open.append(&mut holders[id]);
        }
    }
    floats
}

/// Objects and enums need a name in Rust; other components have one in the document, which is kept as an alias.
fn has_definition(api: &spec::Api, id: SchemaId) -> bool {
    let schema = api.schema(id);
    matches!(
        schema.kind,
        SchemaKind::Object(_) | SchemaKind::StringEnum(_)
    ) || matches!(schema.name, SchemaName::Component(_))
}

struct Wanted {
    rank: Rank,
    ident: String,
    key: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    Component,
    Short,
    Path,
}

fn wanted_name(schema: &spec::Schema, names: &operations::Names) -> Wanted {
    match &schema.name {
        SchemaName::Component(name) => Wanted {
            rank: Rank::Component,
            ident: naming::type_name(name),
            key: name.clone(),
        },
        SchemaName::Inline { path, short: true } => {
            let last = path.last().map(String::as_str).unwrap_or_default();
            Wanted {
                rank: Rank::Short,
                ident: naming::type_name(last),
                key: schema.pointer.to_string(),
            }
        }
        SchemaName::Inline { path, short: false } => {
            let words: Vec<&str> = path
                .iter()
                .map(|word| names.ident_of(word).unwrap_or(word))
                .collect();
            let key = schema.pointer.to_string();
            Wanted {
                rank: Rank::Path,
                ident: naming::type_name(&words.join(" ")),
                key,
            }
        }
    }
}

fn field_idents(cx: &mut Diagnostics, places: &Places, schema: &spec::Schema) -> Vec<String> {
    let SchemaKind::Object(properties) = &schema.kind else {
        return Vec::new();
    };
    let mut scope = Scope::default();
    let named: Vec<Option<String>> = properties
        .iter()
        .map(|property| {
            let owner = schema.pointer.join("properties").join(&property.name);
            chosen(
                cx,
                places,
                &owner,
                property.chosen_name.as_ref(),
                naming::is_snake_name,
                &mut scope,
            )
        })
        .collect();
    let wanted: Vec<_> = properties
        .iter()
        .zip(&named)
        .filter(|(_, named)| named.is_none())
        .map(|(property, _)| (naming::snake_name(&property.name), property.name.clone()))
        .collect();
    let mut derived = scope.assign(&wanted).into_iter();
    named
        .into_iter()
        .map(|named| named.or_else(|| derived.next()).unwrap_or_default())
        .collect()
}

fn variants(values: &[String]) -> Vec<ir::Variant> {
    let wanted: Vec<_> = values
        .iter()
        .map(|value| (naming::variant_name(value), value.clone()))
        .collect();
    let idents = Scope::default().assign(&wanted);
    let variants = values.iter().zip(idents);
    variants
        .map(|(value, ident)| ir::Variant {
            name: ir::Name {
                wire: value.clone(),
                ident,
            },
            docs: DocsBuilder::default().line(docs::code(value)).finish(),
        })
        .collect()
}
