//! Which branches of a choice no value can be of, for what the schema asks for besides.
//!
//! `allOf: [Event, {properties: {kind: {const: created}}}]` narrows the union `Event`: the branches of other kinds are
//! none of its. Only where nothing at all is left the schemas contradict each other.

use super::{
    conjunction::{Choice, Part},
    merge::merged,
    schemas::Schemas,
    unions,
};
use crate::vocabulary::JsonTypes;

/// How deep properties and choices are looked into.
const DEEPEST: usize = 3;

/// Whether no value satisfies all parts, as far as can be told at a glance.
pub(super) fn is_void(schemas: &Schemas<'_>, parts: &[Part]) -> bool {
    is_void_within(schemas, parts, DEEPEST)
}

fn is_void_within(schemas: &Schemas<'_>, parts: &[Part], depth: usize) -> bool {
    // What a single schema says of itself is for the schema to answer for.
    let ([_, _, ..], Some(depth)) = (parts, depth.checked_sub(1)) else {
        return false;
    };
    let flat = schemas.flat(parts);
    if flat.circular.is_some() || flat.too_large {
        return false;
    }
    let merged = merged(&schemas.resolved().schemas, &flat.own);
    if merged.conflict.is_some() {
        return true;
    }
    let lacks_property = || {
        let required = |name: &&str| merged.required.contains(name);
        merged.properties.iter().any(|(name, uses)| {
            let mut parts: Vec<Part> = uses.iter().map(|used| Part::Whole(used.schema)).collect();
            parts.sort_unstable();
            parts.dedup();
            parts.len() > 1 && required(name) && is_void_within(schemas, &parts, depth)
        })
    };
    let lacks_branch = |choice: &Choice| {
        let mut all = unions::branches(schemas, *choice).into_iter();
        all.all(|branch| {
            let own = flat.own.iter().map(|id| Part::Own(*id));
            let parts: Vec<Part> = own.chain([Part::Whole(branch)]).collect();
            !schemas.is_null(branch) && is_void_within(schemas, &parts, depth)
        })
    };
    let is_object = merged.json_types() == JsonTypes::OBJECT;
    (is_object && lacks_property()) || flat.choices.iter().any(lacks_branch)
}
