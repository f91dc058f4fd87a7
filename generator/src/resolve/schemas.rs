//! Schemas to ids: each component and each inline schema once.

use super::{Schema, SchemaId, SchemaKind, SchemaUse, references};
use crate::{
    diagnostics::Diagnostics,
    document::{Beside, Places},
    pointer::Pointer,
};
use openapiv3::{self as oas, ReferenceOr};
use std::{borrow::Borrow, collections::BTreeMap};

/// The schemas found so far.
pub(super) struct Schemas<'a> {
    components: &'a oas::Components,
    beside: &'a Beside,
    places: &'a Places,
    /// `None` while the schema's own parts are being read.
    list: Vec<Option<Schema>>,
    by_component: BTreeMap<&'a str, SchemaId>,
    /// Inline schemas: those in a shared parameter, body or response are met once per use of it.
    by_pointer: BTreeMap<Pointer, SchemaId>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(
        components: &'a oas::Components,
        beside: &'a Beside,
        places: &'a Places,
    ) -> Self {
        Self {
            components,
            beside,
            places,
            list: Vec::new(),
            by_component: BTreeMap::new(),
            by_pointer: BTreeMap::new(),
        }
    }

    pub(super) fn places(&self) -> &'a Places {
        self.places
    }

    /// Reads every component, used or not. A component that is only a reference is the schema that it refers to.
    pub(super) fn components(&mut self, cx: &mut Diagnostics) {
        for (name, schema) in &self.components.schemas {
            if let ReferenceOr::Item(_) = schema {
                self.by_component.insert(name, SchemaId(self.list.len()));
                self.list.push(None);
            }
        }
        for (name, schema) in &self.components.schemas {
            let pointer = Pointer::root()
                .join("components")
                .join("schemas")
                .join(name);
            match schema {
                ReferenceOr::Item(schema) => {
                    let id = self.by_component[name.as_str()];
                    self.list[id.0] = Some(self.read(cx, schema, pointer, Some(name.clone())));
                }
                ReferenceOr::Reference { .. } => {
                    references::follow(
                        cx,
                        self.places,
                        &self.components.schemas,
                        "schemas",
                        schema,
                        pointer,
                    );
                }
            }
        }
    }

    /// The schema used at `pointer`; `None`, with an error said, when its reference leads nowhere.
    pub(super) fn used<S: Borrow<oas::Schema>>(
        &mut self,
        cx: &mut Diagnostics,
        schema: &ReferenceOr<S>,
        pointer: Pointer,
    ) -> Option<SchemaUse> {
        let reference = match schema {
            ReferenceOr::Reference { reference } => reference,
            ReferenceOr::Item(schema) => {
                let schema = match self.by_pointer.get(&pointer) {
                    Some(id) => *id,
                    None => self.inline(cx, schema.borrow(), &pointer),
                };
                return Some(SchemaUse {
                    pointer,
                    schema,
                    by_reference: false,
                    description: None,
                    example: None,
                    chosen_name: None,
                });
            }
        };
        let name = references::component_name(cx, self.places, "schemas", reference, &pointer)?;
        let Some((name, target)) = self.components.schemas.get_key_value(&name) else {
            let known = self.components.schemas.keys().map(String::as_str);
            references::unresolved(cx, self.places, reference, &pointer, &name, known);
            return None;
        };
        let schema = match self.by_component.get(name.as_str()) {
            Some(id) => *id,
            None => {
                // The component is itself a reference; errors on the way are said where the component stands.
                let target = self.reference_target(target)?;
                *self.by_component.get(target)?
            }
        };
        Some(self.with_siblings(pointer, schema))
    }

    /// The schemas, by id.
    pub(super) fn finish(self) -> Vec<Schema> {
        self.list.into_iter().flatten().collect()
    }

    fn inline(
        &mut self,
        cx: &mut Diagnostics,
        schema: &oas::Schema,
        pointer: &Pointer,
    ) -> SchemaId {
        let id = SchemaId(self.list.len());
        self.list.push(None);
        self.by_pointer.insert(pointer.clone(), id);
        self.list[id.0] = Some(self.read(cx, schema, pointer.clone(), None));
        id
    }

    fn with_siblings(&self, pointer: Pointer, schema: SchemaId) -> SchemaUse {
        let siblings = self
            .beside
            .ref_siblings
            .get(&pointer)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let value = |key: &str| {
            siblings
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value)
        };
        let text = |key: &str| {
            value(key)
                .and_then(|value| value.as_str())
                .map(str::to_owned)
        };
        SchemaUse {
            schema,
            by_reference: true,
            description: text("description"),
            example: value("example").cloned(),
            chosen_name: text("x-rust-name"),
            pointer,
        }
    }

    /// The name of the component at the end of a chain of references.
    fn reference_target(&self, schema: &'a ReferenceOr<oas::Schema>) -> Option<&'a str> {
        let mut schema = schema;
        for _ in 0..=self.components.schemas.len() {
            let ReferenceOr::Reference { reference } = schema else {
                return None;
            };
            let name = reference.strip_prefix("#/components/schemas/")?;
            let (name, next) = self.components.schemas.get_key_value(name)?;
            match next {
                ReferenceOr::Item(_) => return Some(name),
                ReferenceOr::Reference { .. } => schema = next,
            }
        }
        None
    }

    fn read(
        &mut self,
        cx: &mut Diagnostics,
        schema: &oas::Schema,
        pointer: Pointer,
        component: Option<String>,
    ) -> Schema {
        let kind = match &schema.schema_kind {
            oas::SchemaKind::Type(oas::Type::String(string)) => SchemaKind::String(string.clone()),
            oas::SchemaKind::Type(oas::Type::Number(number)) => SchemaKind::Number(number.clone()),
            oas::SchemaKind::Type(oas::Type::Integer(integer)) => {
                SchemaKind::Integer(integer.clone())
            }
            oas::SchemaKind::Type(oas::Type::Boolean(_)) => SchemaKind::Boolean,
            oas::SchemaKind::Type(oas::Type::Object(object)) => {
                let at = pointer.join("properties");
                let properties = object
                    .properties
                    .iter()
                    .filter_map(|(name, property)| {
                        Some((name.clone(), self.used(cx, property, at.join(name))?))
                    })
                    .collect();
                SchemaKind::Object {
                    properties,
                    required: object.required.clone(),
                }
            }
            oas::SchemaKind::Type(oas::Type::Array(array)) => SchemaKind::Array(
                array
                    .items
                    .as_ref()
                    .and_then(|items| self.used(cx, items, pointer.join("items"))),
            ),
            oas::SchemaKind::OneOf { .. } => SchemaKind::Other("oneOf"),
            oas::SchemaKind::AllOf { .. } => SchemaKind::Other("allOf"),
            oas::SchemaKind::AnyOf { .. } => SchemaKind::Other("anyOf"),
            oas::SchemaKind::Not { .. } => SchemaKind::Other("not"),
            oas::SchemaKind::Any(_) => SchemaKind::Other("a schema without `type`"),
        };
        Schema {
            pointer,
            component,
            data: schema.schema_data.clone(),
            kind,
        }
    }
}
