//! What follows from how schemas are made of each other: what can be compared, what has something to check, what has a
//! finite value.

use crate::spec::{Api, SchemaId, SchemaKind};

/// Facts about every schema, by [`SchemaId`].
pub(super) struct Analysis {
    /// Whether its values may hold a floating-point number or any JSON value, which are neither `Eq` nor `Hash`.
    pub(super) inexact: Vec<bool>,
    /// Whether there is something to check in its values.
    pub(super) checked: Vec<bool>,
    /// Whether its values may hold an integer that needs more than 64 bits.
    pub(super) wide: Vec<bool>,
    /// How deep its smallest value is; `None` where it has no finite value.
    pub(super) depth: Vec<Option<usize>>,
}

impl Analysis {
    /// `endless` are the schemas that are read as any value.
    pub(super) fn of(api: &Api, endless: &[bool], is_open: &dyn Fn(SchemaId) -> bool) -> Self {
        let holders = holders(api);
        let inexact = spread(api, &holders, |id| {
            let schema = api.schema(id);
            schema.replacement.is_some()
                || endless[id.0]
                || match &schema.kind {
                    SchemaKind::Number(_) | SchemaKind::Any => true,
                    // A value that no branch takes is kept as it is.
                    SchemaKind::Union(_) => is_open(id),
                    SchemaKind::Enum(values) => {
                        is_open(id)
                            && !values.iter().all(|value| value.value.is_string())
                            && !values.iter().all(|value| value.value.is_i64())
                    }
                    _ => false,
                }
        });
        let checked = spread(api, &holders, |id| {
            let schema = api.schema(id);
            let open =
                matches!(schema.kind, SchemaKind::Enum(_) | SchemaKind::Union(_)) && is_open(id);
            open || !super::checks::own(api, id).0.is_empty()
        });
        let wide = spread(api, &holders, |id| match &api.schema(id).kind {
            SchemaKind::Integer(format) => format.bits > 64,
            _ => false,
        });
        Self {
            inexact,
            checked,
            wide,
            depth: depths(api, &holders),
        }
    }
}

/// By [`SchemaId`]: the schemas that are made of it.
fn holders(api: &Api) -> Vec<Vec<SchemaId>> {
    let mut holders = vec![Vec::new(); api.schemas.len()];
    for (index, schema) in api.schemas.iter().enumerate() {
        for part in schema.kind.parts() {
            holders[part.0].push(SchemaId(index));
        }
    }
    holders
}

/// The schemas of which something holds, and all that are made of them.
fn spread(api: &Api, holders: &[Vec<SchemaId>], holds: impl Fn(SchemaId) -> bool) -> Vec<bool> {
    let mut found = vec![false; api.schemas.len()];
    let mut open: Vec<SchemaId> = (0..api.schemas.len())
        .map(SchemaId)
        .filter(|id| holds(*id))
        .collect();
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut found[id.0], true) {
            open.extend(&holders[id.0]);
        }
    }
    found
}

/// How deep the smallest value of each schema is: round by round, schemas whose parts have one.
fn depths(api: &Api, holders: &[Vec<SchemaId>]) -> Vec<Option<usize>> {
    let mut depths: Vec<Option<usize>> = vec![None; api.schemas.len()];
    let mut round: Vec<SchemaId> = (0..api.schemas.len()).map(SchemaId).collect();
    let mut depth = 0;
    while !round.is_empty() {
        let mut finite: Vec<SchemaId> = round
            .into_iter()
            .filter(|id| depths[id.0].is_none() && is_finite(api, *id, &depths))
            .collect();
        let mut next = 0;
        while let Some(id) = finite.get(next).copied() {
            next += 1;
            depths[id.0] = Some(depth);
            // Another name is no deeper than what it names.
            let names = holders[id.0].iter().copied().filter(|holder| {
                depths[holder.0].is_none()
                    && matches!(api.schema(*holder).kind, SchemaKind::Alias(_))
            });
            finite.extend(names);
        }
        depth += 1;
        round = finite
            .iter()
            .flat_map(|id| holders[id.0].iter().copied())
            .filter(|id| depths[id.0].is_none())
            .collect();
        round.sort_unstable();
        round.dedup();
    }
    depths
}

fn is_finite(api: &Api, id: SchemaId, depths: &[Option<usize>]) -> bool {
    let schema = api.schema(id);
    let known = |id: SchemaId| depths[id.0].is_some();
    match &schema.kind {
        _ if schema.nullable || schema.replacement.is_some() => true,
        SchemaKind::Alias(target) => known(*target),
        SchemaKind::Object(object) => object
            .properties
            .iter()
            .filter(|property| property.required)
            .all(|property| known(property.schema)),
        SchemaKind::Union(union) => union.branches.iter().any(|branch| known(branch.schema)),
        _ => true,
    }
}
