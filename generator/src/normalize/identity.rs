//! Inline schemas that say the same under the same last word are one schema; schemas that nothing uses are gone.

use crate::spec::{Schema, SchemaId, SchemaKind, SchemaName};
use std::collections::BTreeMap;

/// One of several equal inline schemas, and for each old id the new one, if the roots lead to it.
pub(super) fn unified(
    schemas: Vec<Schema>,
    roots: &[SchemaId],
) -> (Vec<Schema>, Vec<Option<SchemaId>>) {
    let reached = reached(&schemas, roots);
    let mut unify = Unify {
        new_ids: vec![None; schemas.len()],
        open: vec![false; schemas.len()],
        schemas,
        kept: Vec::new(),
        seen: BTreeMap::new(),
    };
    for id in (0..unify.schemas.len()).filter(|id| reached[*id]) {
        unify.visit(id);
    }
    let ids = unify.new_ids;
    let mut same: Vec<Vec<usize>> = vec![Vec::new(); unify.kept.len()];
    for (id, new) in ids.iter().enumerate() {
        if let Some(new) = new {
            same[new.0].push(id);
        }
    }
    let schemas = same
        .iter()
        .map(|same| {
            let mut schema = eldest(same.iter().map(|id| &unify.schemas[*id]));
            // What a schema is made of is reached with it.
            schema
                .kind
                .map_parts(&mut |part| ids[part.0].unwrap_or(part));
            schema
        })
        .collect();
    (schemas, ids)
}

/// One of equal schemas: that with the shortest name, whichever the document has first. The others are its twins.
fn eldest<'a>(same: impl Iterator<Item = &'a Schema>) -> Schema {
    let mut same: Vec<&Schema> = same.collect();
    same.sort_by_key(|schema| {
        let (path, is_long) = match &schema.name {
            SchemaName::Component(_) => (&[][..], false),
            SchemaName::Inline { path, short } => (&path[..], !short),
        };
        (is_long, path.len(), path, &schema.pointer)
    });
    let mut same = same.into_iter();
    let mut eldest = same.next().cloned().unwrap_or(Schema::of(SchemaKind::Any));
    eldest.twins = same
        .map(|schema| (schema.pointer.clone(), schema.name.clone()))
        .collect();
    eldest
}

fn reached(schemas: &[Schema], roots: &[SchemaId]) -> Vec<bool> {
    let mut reached = vec![false; schemas.len()];
    let mut open = roots.to_vec();
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut reached[id.0], true) {
            open.extend(schemas[id.0].kind.parts());
        }
    }
    reached
}

/// The ids given so far.
struct Unify {
    schemas: Vec<Schema>,
    new_ids: Vec<Option<SchemaId>>,
    /// The schemas around the one that is being described.
    open: Vec<bool>,
    kept: Vec<usize>,
    seen: BTreeMap<String, SchemaId>,
}

impl Unify {
    /// Components are told apart by id alone, and so are inline schemas that contain themselves.
    fn visit(&mut self, id: usize) -> SchemaId {
        if let Some(new) = self.new_ids[id] {
            return new;
        }
        let SchemaName::Inline { path, .. } = self.schemas[id].name.clone() else {
            return self.keep(id);
        };
        if std::mem::replace(&mut self.open[id], true) {
            return self.keep(id);
        }
        let key = format!("{:?} {}", path.last(), self.described(id));
        self.open[id] = false;
        if let Some(new) = self.new_ids[id] {
            return new;
        }
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

    fn keep(&mut self, id: usize) -> SchemaId {
        let new = SchemaId(self.kept.len());
        self.kept.push(id);
        self.new_ids[id] = Some(new);
        new
    }

    fn described(&mut self, id: usize) -> String {
        let mut schema = self.schemas[id].clone();
        let mut kind = schema.kind.clone();
        kind.map_parts(&mut |part| self.visit(part.0));
        // Everything but where it stands and what leads there.
        schema.kind = kind;
        schema.pointer = crate::pointer::Pointer::root();
        schema.name = SchemaName::Component(String::new());
        format!("{schema:?}")
    }
}
