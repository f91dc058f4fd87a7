//! Hierarchies of several discriminators: which of them leads to a schema.

use super::parents;
use crate::resolve::{Schema, SchemaId};
use serde_json::Value;
use std::collections::BTreeMap;

type Children = BTreeMap<SchemaId, Vec<SchemaId>>;

/// The children of every base, without those that have the tag of another child which has a discriminator itself: a
/// value is of that child first, and its discriminator leads on (`kind: shark`, then `sharktype: saw`).
pub(super) fn without_grandchildren(schemas: &[Schema], children: &Children) -> Children {
    let direct = |(base, all): (&SchemaId, &Vec<SchemaId>)| {
        let between: Vec<SchemaId> = all
            .iter()
            .copied()
            .filter(|child| children.contains_key(child) && other_property(schemas, *base, *child))
            .collect();
        let kept = all.iter().copied();
        let kept = kept.filter(|child| {
            !between
                .iter()
                .any(|middle| leads_on(schemas, children, *base, *middle, *child))
        });
        (*base, kept.collect())
    };
    children.iter().map(direct).collect()
}

/// Whether two discriminators look at different properties.
fn other_property(schemas: &[Schema], base: SchemaId, child: SchemaId) -> bool {
    property(schemas, base) != property(schemas, child)
}

fn property(schemas: &[Schema], id: SchemaId) -> Option<&str> {
    let discriminator = schemas[id.0].annotations.discriminator.as_ref()?;
    Some(&discriminator.property)
}

/// Whether nothing in the base tells a child from the schema between them.
fn leads_on(
    schemas: &[Schema],
    children: &Children,
    base: SchemaId,
    middle: SchemaId,
    child: SchemaId,
) -> bool {
    if middle == child || !children[&middle].contains(&child) {
        return false;
    }
    let Some(discriminator) = &schemas[base.0].annotations.discriminator else {
        return false;
    };
    let is_mapped = discriminator
        .mapping
        .iter()
        .any(|(_, target)| *target == child);
    let tags = |id: SchemaId| constants(schemas, id, &discriminator.property);
    !is_mapped && tags(middle).is_some_and(|tags_of_middle| tags(child) == Some(tags_of_middle))
}

/// The values that a property may have by all lists for it: of a schema, and of those that it is composed of.
fn constants<'s>(schemas: &'s [Schema], id: SchemaId, property: &str) -> Option<Vec<&'s Value>> {
    let composed = std::iter::once(id).chain(parents(schemas, id));
    let lists = composed.filter_map(|id| {
        let said = &schemas[id.0].assertions.properties;
        let (_, used) = said.iter().find(|(name, _)| name == property)?;
        schemas[used.schema.0].assertions.values.as_deref()
    });
    lists
        .map(|list| list.iter().collect::<Vec<_>>())
        .reduce(|mut all, list| {
            all.retain(|value| list.contains(value));
            all
        })
}
