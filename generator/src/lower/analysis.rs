//! What follows from how schemas are made of each other: what can be compared, what has something to check, what has a
//! finite value.

use crate::spec::{Api, SchemaId, SchemaKind, Union};

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
    /// Of how many values its smallest value is made, where it has one.
    pub(super) least: Vec<usize>,
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
        let (depth, outer_last) = depths(api, &holders);
        Self {
            inexact,
            checked,
            wide,
            least: least(api, &depth, &outer_last),
            depth,
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

/// How deep the smallest value of each schema is: round by round, schemas whose parts have one; and those that have
/// one, in that order.
fn depths(api: &Api, holders: &[Vec<SchemaId>]) -> (Vec<Option<usize>>, Vec<SchemaId>) {
    let mut outer_last = Vec::new();
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
            outer_last.push(id);
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
    (depths, outer_last)
}

/// The branch of a union that has the smallest value.
pub(super) fn least_branch(union: &Union, depths: &[Option<usize>]) -> Option<usize> {
    let branches = union.branches.iter().enumerate();
    let depths = branches.filter_map(|(index, branch)| Some((depths[branch.schema.0]?, index)));
    depths.min().map(|(_, index)| index)
}

/// Of how many values the smallest value of each schema is made; objects that need others twice grow by powers.
fn least(api: &Api, depths: &[Option<usize>], outer_last: &[SchemaId]) -> Vec<usize> {
    let mut least = vec![0_usize; api.schemas.len()];
    for id in outer_last {
        let schema = api.schema(*id);
        let inside = match &schema.kind {
            _ if schema.nullable || schema.replacement.is_some() => 0,
            SchemaKind::Alias(target) => least[target.0],
            SchemaKind::Object(object) => {
                let required = object.properties.iter().filter(|it| it.required);
                required.fold(0_usize, |sum, property| {
                    sum.saturating_add(least[property.schema.0])
                })
            }
            SchemaKind::Union(union) => {
                least_branch(union, depths).map_or(0, |index| least[union.branches[index].schema.0])
            }
            _ => 0,
        };
        least[id.0] = inside.saturating_add(1);
    }
    least
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
