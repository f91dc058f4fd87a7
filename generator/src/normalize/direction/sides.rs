//! Which side lacks which property, and which schemas that concerns.

use crate::spec::{Additional, Api, Operation, Schema, SchemaId, SchemaKind, Selection};
use std::collections::BTreeSet;

/// One of the two that speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Response,
}

/// What each schema has to do with either side; all by [`SchemaId`].
pub(super) struct Sides {
    /// Of objects, by property: the side that does not have it.
    lacking: Vec<Vec<Option<Side>>>,
    /// Whether what it says is not the same for both sides.
    differs: Vec<bool>,
    request: Vec<bool>,
    response: Vec<bool>,
}

impl Sides {
    pub(super) fn of(api: &Api) -> Self {
        let lacking = lacking(&api.schemas);
        let differs = differing(&api.schemas, &lacking);
        let reached = |side: Side| {
            reached(&api.schemas, roots(api, side), |id, property| {
                lacking[id.0].get(property).copied().flatten() != Some(side)
            })
        };
        Self {
            request: reached(Side::Request),
            response: reached(Side::Response),
            lacking,
            differs,
        }
    }

    /// By property: the side that does not have it.
    pub(super) fn lacking(&self, id: SchemaId) -> &[Option<Side>] {
        &self.lacking[id.0]
    }

    pub(super) fn differs(&self, id: SchemaId) -> bool {
        self.differs[id.0]
    }

    /// Whether it becomes two.
    pub(super) fn is_split(&self, id: usize) -> bool {
        self.differs[id] && self.request[id] && self.response[id]
    }

    /// The side whose schema stands under the old id, if it is not the document's as it is: where there are two, that
    /// of responses.
    pub(super) fn in_place(&self, id: usize) -> Option<Side> {
        match (self.differs[id], self.request[id], self.response[id]) {
            (true, _, true) => Some(Side::Response),
            (true, true, false) => Some(Side::Request),
            _ => None,
        }
    }
}

/// What the messages of a side are made of.
pub(super) fn roots(api: &Api, side: Side) -> Vec<SchemaId> {
    let operations = api.operations.iter();
    let webhooks = api.webhooks.iter().flat_map(|webhook| &webhook.operations);
    let requests = Operation::request_schemas;
    let responses = Operation::response_schemas;
    // What the API takes, and what it gives: webhooks are requests of its own.
    match side {
        Side::Request => operations
            .flat_map(requests)
            .chain(webhooks.flat_map(responses))
            .collect(),
        Side::Response => operations
            .flat_map(responses)
            .chain(webhooks.flat_map(requests))
            .collect(),
    }
}

/// The schemas that roots lead to, by the properties that `follows` names.
pub(super) fn reached(
    schemas: &[Schema],
    roots: impl IntoIterator<Item = SchemaId>,
    follows: impl Fn(SchemaId, usize) -> bool,
) -> Vec<bool> {
    let mut reached = vec![false; schemas.len()];
    let mut open: Vec<SchemaId> = roots.into_iter().collect();
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut reached[id.0], true) {
            continue;
        }
        match &schemas[id.0].kind {
            SchemaKind::Object(object) => {
                let properties = object.properties.iter().enumerate();
                let properties = properties.filter(|(index, _)| follows(id, *index));
                open.extend(properties.map(|(_, property)| property.schema));
                if let Additional::Kept(values) = object.additional {
                    open.push(values);
                }
            }
            kind => open.extend(kind.parts()),
        }
    }
    reached
}

fn lacking(schemas: &[Schema]) -> Vec<Vec<Option<Side>>> {
    let flags = flags(schemas);
    let mut names = BTreeSet::new();
    let mut lacking: Vec<Vec<Option<Side>>> = schemas
        .iter()
        .map(|schema| match &schema.kind {
            SchemaKind::Object(object) => object
                .properties
                .iter()
                .map(|property| {
                    let side = match flags[property.schema.0] {
                        (true, false) => Side::Request,
                        (false, true) => Side::Response,
                        // Both at once is no statement.
                        (true, true) | (false, false) => return None,
                    };
                    names.insert(property.name.as_str());
                    Some(side)
                })
                .collect(),
            _ => Vec::new(),
        })
        .collect();
    for (tag, id) in tagged(schemas, &names) {
        if let SchemaKind::Object(object) = &schemas[id.0].kind {
            let index = object
                .properties
                .iter()
                .position(|property| property.name == tag);
            if let Some(index) = index {
                lacking[id.0][index] = None;
            }
        }
    }
    lacking
}

/// The schemas below unions that are told apart by one of the properties, with that property.
fn tagged<'a>(schemas: &'a [Schema], names: &BTreeSet<&str>) -> BTreeSet<(&'a str, SchemaId)> {
    let mut found = BTreeSet::new();
    let mut open: Vec<(&str, SchemaId)> = Vec::new();
    for schema in schemas {
        if let SchemaKind::Union(union) = &schema.kind
            && let Selection::Tag { property, .. } = &union.selection
            && names.contains(property.as_str())
        {
            open.extend(
                union
                    .branches
                    .iter()
                    .map(|branch| (property.as_str(), branch.schema)),
            );
        }
    }
    while let Some((tag, id)) = open.pop() {
        if !found.insert((tag, id)) {
            continue;
        }
        if let kind @ (SchemaKind::Alias(_) | SchemaKind::Union(_)) = &schemas[id.0].kind {
            open.extend(kind.parts().into_iter().map(|part| (tag, part)));
        }
    }
    found
}

/// `readOnly` and `writeOnly` of each schema, those of what it is another name for included.
fn flags(schemas: &[Schema]) -> Vec<(bool, bool)> {
    let own = |id: usize| (schemas[id].read_only, schemas[id].write_only);
    let mut known: Vec<Option<(bool, bool)>> = vec![None; schemas.len()];
    for start in 0..schemas.len() {
        let (mut chain, mut at) = (Vec::new(), start);
        while known[at].is_none() {
            known[at] = Some(own(at));
            chain.push(at);
            match schemas[at].kind {
                SchemaKind::Alias(target) => at = target.0,
                _ => break,
            }
        }
        let mut below = known[at].unwrap_or_default();
        for id in chain.into_iter().rev() {
            let (read_only, write_only) = own(id);
            below = (below.0 || read_only, below.1 || write_only);
            known[id] = Some(below);
        }
    }
    known.into_iter().map(Option::unwrap_or_default).collect()
}

/// The schemas that contain a property which one side lacks.
fn differing(schemas: &[Schema], lacking: &[Vec<Option<Side>>]) -> Vec<bool> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); schemas.len()];
    let mut open = Vec::new();
    for (id, schema) in schemas.iter().enumerate() {
        for part in schema.kind.parts() {
            holders[part.0].push(id);
        }
        if lacking[id].iter().any(Option::is_some) {
            open.push(id);
        }
    }
    let mut differs = vec![false; schemas.len()];
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut differs[id], true) {
            open.append(&mut holders[id]);
        }
    }
    differs
}
