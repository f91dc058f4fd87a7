//! Which types contain themselves without an indirection.

use crate::spec::{Api, SchemaId, SchemaKind};

/// For each schema, a number that two of them share when each holds the other by value (Tarjan's strongly connected
/// components over properties; a list breaks the circle, since `Vec` is an indirection already). A property needs a box
/// when the schema that has it and the schema it holds share the number, and the circle is real.
pub(super) struct Circles {
    component: Vec<usize>,
    circular: Vec<bool>,
}

impl Circles {
    pub(super) fn find(api: &Api) -> Self {
        let edges: Vec<Vec<usize>> = (0..api.schemas.len()).map(|id| by_value(api, id)).collect();
        let component = components(&edges);
        let circular = (0..edges.len())
            .map(|id| {
                edges[id]
                    .iter()
                    .any(|next| component[*next] == component[id])
            })
            .collect();
        Self {
            component,
            circular,
        }
    }

    /// Whether a property of `owner` that holds `held` has to be boxed.
    pub(super) fn between(&self, owner: SchemaId, held: SchemaId) -> bool {
        self.component[owner.0] == self.component[held.0] && self.circular[owner.0]
    }
}

fn by_value(api: &Api, id: usize) -> Vec<usize> {
    match &api.schemas[id].kind {
        SchemaKind::Object(properties) => properties
            .iter()
            .map(|property| property.schema.0)
            .collect(),
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
