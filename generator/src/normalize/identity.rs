//! Inline schemas that say the same under the same last word are one schema.

use crate::spec;
use std::collections::BTreeMap;

/// One of several equal inline schemas, and for each old id the new one.
pub(super) fn unified(schemas: Vec<spec::Schema>) -> (Vec<spec::Schema>, Vec<spec::SchemaId>) {
    let mut unify = Unify {
        new_ids: vec![None; schemas.len()],
        schemas,
        kept: Vec::new(),
        seen: BTreeMap::new(),
    };
    let ids: Vec<spec::SchemaId> = (0..unify.schemas.len()).map(|id| unify.visit(id)).collect();
    let schemas = unify
        .kept
        .iter()
        .map(|&id| {
            let schema = &unify.schemas[id];
            spec::Schema {
                kind: renumbered(&schema.kind, &ids),
                ..schema.clone()
            }
        })
        .collect();
    (schemas, ids)
}

fn renumbered(kind: &spec::SchemaKind, ids: &[spec::SchemaId]) -> spec::SchemaKind {
    match kind {
        spec::SchemaKind::Object(properties) => spec::SchemaKind::Object(
            properties
                .iter()
                .map(|property| spec::Property {
                    schema: ids[property.schema.0],
                    ..property.clone()
                })
                .collect(),
        ),
        spec::SchemaKind::Array(items) => spec::SchemaKind::Array(ids[items.0]),
        scalar => scalar.clone(),
    }
}

/// The ids given so far.
struct Unify {
    schemas: Vec<spec::Schema>,
    new_ids: Vec<Option<spec::SchemaId>>,
    kept: Vec<usize>,
    seen: BTreeMap<String, spec::SchemaId>,
}

impl Unify {
    /// Inline schemas end at components, so this ends; components may refer to each other in circles and are told
    /// apart by id alone.
    fn visit(&mut self, id: usize) -> spec::SchemaId {
        if let Some(new) = self.new_ids[id] {
            return new;
        }
        let spec::SchemaName::Inline { path, .. } = self.schemas[id].name.clone() else {
            return self.keep(id);
        };
        let mut key = format!("{:?} ", path.last());
        self.describe(id, &mut key);
        match self.seen.get(&key) {
            Some(new) => {
                self.new_ids[id] = Some(*new);
                *new
            }
            None => {
                let new = self.keep(id);
                self.seen.insert(key, new);
                new
            }
        }
    }

    fn keep(&mut self, id: usize) -> spec::SchemaId {
        let new = spec::SchemaId(self.kept.len());
        self.kept.push(id);
        self.new_ids[id] = Some(new);
        new
    }

    fn describe(&mut self, id: usize, key: &mut String) {
        use std::fmt::Write;
        let schema = self.schemas[id].clone();
        let facts = (
            schema.nullable,
            schema.deprecated,
            &schema.title,
            &schema.description,
            &schema.chosen_name,
        );
        let _ = write!(key, "{facts:?}");
        match &schema.kind {
            spec::SchemaKind::Object(properties) => {
                for property in properties {
                    let part = self.visit(property.schema.0);
                    let facts = (
                        &property.name,
                        property.required,
                        &property.description,
                        &property.chosen_name,
                    );
                    let _ = write!(key, "{facts:?}{part:?}");
                }
            }
            spec::SchemaKind::Array(items) => {
                let part = self.visit(items.0);
                let _ = write!(key, "[{part:?}]");
            }
            scalar => {
                let _ = write!(key, "{scalar:?}");
            }
        }
    }
}
