//! Which types contain themselves without an indirection.

use crate::{
    circles,
    spec::{Api, SchemaId, SchemaKind},
};

/// Where a box has to break a circle of types that hold each other by value (a list or a map is
/// an indirection already). Fields are boxed before variants, so that a circle through both has one
/// box.
pub(super) struct Circles {
    /// By schema: a number that two of them share when each holds the other by value.
    component: Vec<usize>,
    /// The same, when every field of a circle is boxed.
    unions: Vec<usize>,
    is_union: Vec<bool>,
}

impl Circles {
    pub(super) fn find(api: &Api) -> Self {
        let edges = |fields: bool| -> Vec<Vec<usize>> {
            (0..api.schemas.len())
                .map(|id| by_value(api, id, fields))
                .collect()
        };
        let all = edges(true);
        let component = circles::components(&all);
        let unions = circles::components(&edges(false));
        let is_union = api
            .schemas
            .iter()
            .map(|schema| matches!(schema.kind, SchemaKind::Union(_)))
            .collect();
        Self {
            component,
            unions,
            is_union,
        }
    }

    /// Whether a field or a variant of `owner` that holds `held` has to be boxed.
    pub(super) fn between(&self, owner: SchemaId, held: SchemaId) -> bool {
        let numbers = match self.is_union[owner.0] {
            true => &self.unions,
            false => &self.component,
        };
        numbers[owner.0] == numbers[held.0]
    }

    /// Every schema, after those that it holds by value without a box between them.
    pub(super) fn inner_first(&self) -> Vec<SchemaId> {
        let mut ids: Vec<SchemaId> = (0..self.component.len()).map(SchemaId).collect();
        // What leads to others has a higher number than they have.
        ids.sort_by_key(|id| (self.component[id.0], self.unions[id.0]));
        ids
    }
}

fn by_value(api: &Api, id: usize, fields: bool) -> Vec<usize> {
    let schema = &api.schemas[id];
    match &schema.kind {
        _ if schema.replacement.is_some() => Vec::new(),
        SchemaKind::Object(object) if fields => object
            .properties
            .iter()
            .map(|property| property.schema.0)
            .collect(),
        SchemaKind::Union(union) => union
            .branches
            .iter()
            .map(|branch| branch.schema.0)
            .collect(),
        SchemaKind::Alias(target) => vec![target.0],
        _ => Vec::new(),
    }
}
