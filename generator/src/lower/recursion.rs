//! Which types contain themselves without an indirection.

use crate::spec::{Api, SchemaId, SchemaKind};

/// Where a box has to break a circle of types that hold each other by value (Tarjan's strongly connected components; a
/// list or a map is an indirection already). Fields are boxed before variants, so that a circle through both has one
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
        let component = components(&all);
        let unions = components(&edges(false));
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

/// Tarjan's algorithm with a stack of its own: documents decide how deep it goes.
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let count = edges.len();
    let (mut index, mut low, mut component) = (vec![NEW; count], vec![0; count], vec![NEW; count]);
    let (mut open, mut work, mut next_index, mut next_component) = (Vec::new(), Vec::new(), 0, 0);
    for root in 0..count {
        if index[root] == NEW {
            work.push((root, 0));
        }
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                (index[node], low[node]) = (next_index, next_index);
                next_index += 1;
                open.push(node);
            }
            if let Some(&next) = edges[node].get(edge) {
                work.push((node, edge + 1));
                if index[next] == NEW {
                    work.push((next, 0));
                } else if component[next] == NEW {
                    low[node] = low[node].min(index[next]);
                }
                continue;
            }
            if low[node] == index[node] {
                while let Some(member) = open.pop() {
                    component[member] = next_component;
                    if member == node {
                        break;
                    }
                }
                next_component += 1;
            }
            if let Some(&(parent, _)) = work.last() {
                low[parent] = low[parent].min(low[node]);
            }
        }
    }
    component
}
