//! Schemas: names for those written in place, one of several equal ones, and the examples that illustrate them.

use super::{chosen_name, conforms, identity, not_yet};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    resolve::{self, Resolved},
    spec,
};
use openapiv3 as oas;
use std::collections::{BTreeMap, BTreeSet};

/// The schemas of one API, with the names found so far.
pub(super) struct Schemas<'a> {
    resolved: &'a Resolved,
    /// By [`resolve::SchemaId`]; `None` until a use has named the schema.
    names: Vec<Option<spec::SchemaName>>,
    kinds: Vec<spec::SchemaKind>,
    examples: BTreeMap<Pointer, (spec::SchemaId, serde_json::Value)>,
    example_order: Vec<Pointer>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(resolved: &'a Resolved) -> Self {
        Self {
            resolved,
            names: vec![None; resolved.schemas.len()],
            kinds: Vec::with_capacity(resolved.schemas.len()),
            examples: BTreeMap::new(),
            example_order: Vec::new(),
        }
    }

    /// Reads every schema and names the components with all that is written inside them.
    pub(super) fn all(&mut self, cx: &mut Diagnostics) {
        for schema in &self.resolved.schemas {
            let kind = self.kind(cx, schema);
            self.kinds.push(kind);
        }
        for (id, schema) in self.resolved.schemas.iter().enumerate() {
            if let Some(component) = &schema.component {
                self.names[id] = Some(spec::SchemaName::Component(component.clone()));
                self.name_parts(spec::SchemaId(id), std::slice::from_ref(component));
            }
        }
        for (id, schema) in self.resolved.schemas.iter().enumerate() {
            if let Some(example) = &schema.data.example {
                self.example(spec::SchemaId(id), schema.pointer.join("example"), example);
            }
            if let resolve::SchemaKind::Object { properties, .. } = &schema.kind {
                for (_, property) in properties {
                    self.use_examples(property, id_of(property));
                }
            }
        }
    }

    /// The schema at a use; `path` are the words that name it if it is written there.
    pub(super) fn used(
        &mut self,
        used: &resolve::SchemaUse,
        path: &[String],
        short: bool,
    ) -> spec::SchemaId {
        let id = id_of(used);
        if self.names[id.0].is_none() {
            self.names[id.0] = Some(spec::SchemaName::Inline {
                path: path.to_vec(),
                short,
            });
            self.name_parts(id, path);
        }
        id
    }

    /// Keeps the example beside a `$ref`.
    pub(super) fn use_examples(&mut self, used: &resolve::SchemaUse, schema: spec::SchemaId) {
        if let Some(example) = &used.example {
            self.example(schema, used.pointer.join("example"), example);
        }
    }

    /// Keeps examples of a media type.
    pub(super) fn examples(
        &mut self,
        schema: spec::SchemaId,
        examples: &[(Pointer, serde_json::Value)],
    ) {
        for (pointer, value) in examples {
            self.example(schema, pointer.clone(), value);
        }
    }

    /// Keeps examples of a parameter.
    pub(super) fn parameter_examples(
        &mut self,
        schema: spec::SchemaId,
        pointer: &Pointer,
        data: &oas::ParameterData,
    ) {
        if let Some(value) = &data.example {
            self.example(schema, pointer.join("example"), value);
        }
        for (key, example) in &data.examples {
            if let oas::ReferenceOr::Item(oas::Example {
                value: Some(value), ..
            }) = example
            {
                self.example(
                    schema,
                    pointer.join("examples").join(key).join("value"),
                    value,
                );
            }
        }
    }

    /// Whether its values travel as plain text.
    pub(super) fn is_scalar(&self, id: spec::SchemaId) -> bool {
        !matches!(
            self.kinds[id.0],
            spec::SchemaKind::Object(_) | spec::SchemaKind::Array(_)
        )
    }

    /// Whether its values are objects.
    pub(super) fn is_object(&self, id: spec::SchemaId) -> bool {
        matches!(self.kinds[id.0], spec::SchemaKind::Object(_))
    }

    /// Whether two schemas say the same.
    pub(super) fn same(&self, left: spec::SchemaId, right: spec::SchemaId) -> bool {
        left == right || self.kinds[left.0] == self.kinds[right.0]
    }

    /// The schemas, the examples, and for each old id the new one: equal inline schemas have become one.
    pub(super) fn finish(
        mut self,
        cx: &mut Diagnostics,
    ) -> (Vec<spec::Schema>, Vec<spec::Example>, Vec<spec::SchemaId>) {
        self.check_examples(cx);
        let (schemas, ids) = identity::unified(self.spec_schemas());
        let mut examples = self.examples;
        let examples = self
            .example_order
            .into_iter()
            .filter_map(|pointer| {
                let (schema, value) = examples.remove(&pointer)?;
                Some(spec::Example {
                    schema: ids[schema.0],
                    value,
                    pointer,
                })
            })
            .collect();
        (schemas, examples, ids)
    }

    /// Examples that are not values of their schema are said and left out: they cannot be tests.
    fn check_examples(&mut self, cx: &mut Diagnostics) {
        let (kinds, resolved) = (&self.kinds, self.resolved);
        let facts = |id: spec::SchemaId| conforms::Facts {
            kind: &kinds[id.0],
            nullable: resolved.schemas[id.0].data.nullable,
        };
        self.example_order.retain(|pointer| {
            let Some((schema, value)) = self.examples.get(pointer) else {
                return false;
            };
            let Some((inner, what)) = conforms::problem(&facts, *schema, value) else {
                return true;
            };
            let at = Pointer::from_text(format!("{}{inner}", pointer.as_str()));
            let schema = &resolved.schemas[schema.0];
            cx.push(
                Diagnostic::new(
                    &codes::INVALID_EXAMPLE,
                    resolved.places.value(&at),
                    format!("the example {what}"),
                )
                .related(
                    resolved.places.value(&schema.pointer),
                    "the schema that it should illustrate",
                ),
            );
            false
        });
    }

    fn spec_schemas(&self) -> Vec<spec::Schema> {
        let named = self
            .resolved
            .schemas
            .iter()
            .zip(&self.names)
            .zip(&self.kinds);
        named
            .map(|((schema, name), kind)| spec::Schema {
                name: name.clone().unwrap_or(spec::SchemaName::Inline {
                    path: Vec::new(),
                    short: false,
                }),
                chosen_name: chosen_name(&schema.data.extensions),
                title: schema.data.title.clone(),
                description: schema.data.description.clone(),
                deprecated: schema.data.deprecated,
                nullable: schema.data.nullable,
                kind: kind.clone(),
                pointer: schema.pointer.clone(),
            })
            .collect()
    }

    fn example(&mut self, schema: spec::SchemaId, pointer: Pointer, value: &serde_json::Value) {
        if self
            .examples
            .insert(pointer.clone(), (schema, value.clone()))
            .is_none()
        {
            self.example_order.push(pointer);
        }
    }

    /// Names what is written inside a schema after the path that leads there.
    fn name_parts(&mut self, id: spec::SchemaId, path: &[String]) {
        let resolved = self.resolved;
        let parts: Vec<(&resolve::SchemaUse, &str)> = match &resolved.schemas[id.0].kind {
            resolve::SchemaKind::Object { properties, .. } => properties
                .iter()
                .map(|(name, property)| (property, name.as_str()))
                .collect(),
            resolve::SchemaKind::Array(Some(items)) => vec![(items, "item")],
            _ => Vec::new(),
        };
        for (part, name) in parts {
            if !part.by_reference {
                let path: Vec<String> = path.iter().cloned().chain([name.to_owned()]).collect();
                self.used(part, &path, false);
            }
        }
    }

    fn kind(&self, cx: &mut Diagnostics, schema: &resolve::Schema) -> spec::SchemaKind {
        let places = &self.resolved.places;
        match &schema.kind {
            resolve::SchemaKind::String(string) if string.enumeration.is_empty() => {
                spec::SchemaKind::String
            }
            resolve::SchemaKind::String(string) => string_enum(cx, self.resolved, schema, string),
            resolve::SchemaKind::Boolean => spec::SchemaKind::Boolean,
            resolve::SchemaKind::Integer(integer) => {
                spec::SchemaKind::Integer(match &integer.format {
                    oas::VariantOrUnknownOrEmpty::Item(oas::IntegerFormat::Int32) => {
                        spec::IntegerFormat::Int32
                    }
                    oas::VariantOrUnknownOrEmpty::Item(oas::IntegerFormat::Int64)
                    | oas::VariantOrUnknownOrEmpty::Empty => spec::IntegerFormat::Int64,
                    oas::VariantOrUnknownOrEmpty::Unknown(format) => {
                        unknown_format(cx, self.resolved, schema, format, "int64");
                        spec::IntegerFormat::Int64
                    }
                })
            }
            resolve::SchemaKind::Number(number) => spec::SchemaKind::Number(match &number.format {
                oas::VariantOrUnknownOrEmpty::Item(oas::NumberFormat::Float) => {
                    spec::NumberFormat::Float
                }
                oas::VariantOrUnknownOrEmpty::Item(oas::NumberFormat::Double)
                | oas::VariantOrUnknownOrEmpty::Empty => spec::NumberFormat::Double,
                oas::VariantOrUnknownOrEmpty::Unknown(format) => {
                    unknown_format(cx, self.resolved, schema, format, "double");
                    spec::NumberFormat::Double
                }
            }),
            resolve::SchemaKind::Object {
                properties,
                required,
            } => {
                let declared: BTreeSet<&str> =
                    properties.iter().map(|(name, _)| name.as_str()).collect();
                let required: BTreeSet<&str> = required.iter().map(String::as_str).collect();
                for name in &required {
                    if !declared.contains(name) {
                        let what = format!(
                            "the required property `{name}` that `properties` does not declare"
                        );
                        not_yet(cx, places, &schema.pointer.join("required"), &what);
                    }
                }
                spec::SchemaKind::Object(
                    properties
                        .iter()
                        .map(|(name, used)| self.property(name, used, &required))
                        .collect(),
                )
            }
            resolve::SchemaKind::Array(Some(items)) => spec::SchemaKind::Array(id_of(items)),
            resolve::SchemaKind::Array(None) => {
                not_yet(cx, places, &schema.pointer, "an array without `items`");
                spec::SchemaKind::String
            }
            resolve::SchemaKind::Other(what) => {
                not_yet(cx, places, &schema.pointer, what);
                spec::SchemaKind::String
            }
        }
    }

    fn property(
        &self,
        name: &str,
        used: &resolve::SchemaUse,
        required: &BTreeSet<&str>,
    ) -> spec::Property {
        let target = &self.resolved.schemas[used.schema.0].data;
        let (description, chosen) = match used.by_reference {
            true => (used.description.clone(), used.chosen_name.clone()),
            false => (target.description.clone(), None),
        };
        spec::Property {
            name: name.to_owned(),
            required: required.contains(name),
            description,
            schema: id_of(used),
            chosen_name: chosen,
        }
    }
}

fn id_of(used: &resolve::SchemaUse) -> spec::SchemaId {
    spec::SchemaId(used.schema.0)
}

fn string_enum(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schema: &resolve::Schema,
    string: &oas::StringType,
) -> spec::SchemaKind {
    let mut values: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, value) in string.enumeration.iter().enumerate() {
        let at = schema.pointer.join("enum").join(index);
        match value {
            // `nullable` says it, and it alone makes `null` a value (OpenAPI 3.0.3, Schema Object, `nullable`).
            None if schema.data.nullable => {}
            None => not_yet(
                cx,
                &resolved.places,
                &at,
                "`null` in the `enum` of a schema that is not nullable",
            ),
            Some(value) if !seen.insert(value) => cx.push(Diagnostic::new(
                &codes::DUPLICATE_ENUM_VALUE,
                resolved.places.value(&at),
                format!("the value `{value}` is in the `enum` twice"),
            )),
            Some(value) => values.push(value.clone()),
        }
    }
    spec::SchemaKind::StringEnum(values)
}

fn unknown_format(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schema: &resolve::Schema,
    format: &str,
    instead: &str,
) {
    cx.push(Diagnostic::new(
        &codes::UNKNOWN_FORMAT,
        resolved.places.value(&schema.pointer.join("format")),
        format!("the format `{format}` is unknown here and read as `{instead}`"),
    ));
}
