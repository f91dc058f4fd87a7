//! How a value says which branch of a union it is of: by the discriminator, else by what distinguishes the branches.
//!
//! The choice looks at the value alone and commits to one branch. The ladder: a declared discriminator; a constant
//! that all branches have under one name; then, branch by branch, the JSON type, required properties, constants, types
//! of properties, and the names that are known.

mod apart;
mod by_discriminator;
mod by_shape;
mod shapes;

use super::unions::Discriminated;
use crate::{
    diagnostics::Diagnostics,
    resolve::Resolved,
    spec::{Schema, SchemaId, SchemaKind, Selection, Union},
};
use by_discriminator::by_discriminator;
use by_shape::by_shape;
use shapes::Shapes;
use std::collections::BTreeSet;

/// Decides for every union how its branches are told apart, and reports those that cannot be.
pub(super) fn infer(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &mut [Schema],
    discriminated: &[Option<Discriminated>],
) {
    lift_null(schemas);
    by_discriminator::report_idle(cx, resolved, schemas);
    let mut looks = Shapes::default();
    for id in 0..schemas.len() {
        let SchemaKind::Union(union) = &schemas[id].kind else {
            continue;
        };
        let selection = discriminated[id]
            .as_ref()
            .and_then(|found| by_discriminator(cx, resolved, (schemas, &mut looks), union, found))
            .or_else(|| by_constant(schemas, union))
            .unwrap_or_else(|| by_shape(cx, resolved, (schemas, &mut looks), SchemaId(id), union));
        if let SchemaKind::Union(union) = &mut schemas[id].kind {
            union.selection = selection;
        }
    }
}

/// A branch that may be null makes the union nullable: `null` is then no matter of the branches.
fn lift_null(schemas: &mut [Schema]) {
    loop {
        let lifted: Vec<usize> = (0..schemas.len())
            .filter(|id| match &schemas[*id].kind {
                SchemaKind::Union(union) => {
                    !schemas[*id].nullable
                        && union
                            .branches
                            .iter()
                            .any(|branch| is_nullable(schemas, branch.schema))
                }
                _ => false,
            })
            .collect();
        if lifted.is_empty() {
            return;
        }
        for id in lifted {
            schemas[id].nullable = true;
        }
    }
}

/// A property that every branch requires, with strings of which no two branches share one.
fn by_constant(schemas: &[Schema], union: &Union) -> Option<Selection> {
    let first = union.branches.first()?;
    let SchemaKind::Object(object) = kind_of(schemas, first.schema) else {
        return None;
    };
    object
        .properties
        .iter()
        .filter(|property| property.required)
        .find_map(|property| {
            let mut tags = Vec::new();
            let mut seen = BTreeSet::new();
            for (index, branch) in union.branches.iter().enumerate() {
                for value in constants(schemas, branch.schema, &property.name, 0)? {
                    if !seen.insert(value.clone()) {
                        return None;
                    }
                    tags.push((value, index));
                }
            }
            Some(Selection::Tag {
                property: property.name.clone(),
                tags,
                other: None,
            })
        })
}

/// The strings that a required property of a branch may have, when it lists them.
fn constants(schemas: &[Schema], id: SchemaId, name: &str, depth: usize) -> Option<Vec<String>> {
    match kind_of(schemas, id) {
        SchemaKind::Object(object) => {
            let property = object
                .properties
                .iter()
                .find(|property| property.name == name && property.required)?;
            let SchemaKind::Enum(values) = kind_of(schemas, property.schema) else {
                return None;
            };
            values
                .iter()
                .map(|value| value.value.as_str().map(str::to_owned))
                .collect()
        }
        SchemaKind::Union(union) if depth < 4 => {
            let mut all = Vec::new();
            for branch in &union.branches {
                all.extend(constants(schemas, branch.schema, name, depth + 1)?);
            }
            Some(all)
        }
        _ => None,
    }
}

fn is_nullable(schemas: &[Schema], id: SchemaId) -> bool {
    let mut at = id;
    for _ in 0..schemas.len() {
        if schemas[at.0].nullable {
            return true;
        }
        match schemas[at.0].kind {
            SchemaKind::Alias(target) => at = target,
            _ => return false,
        }
    }
    false
}

/// What a schema is, other names aside.
pub(super) fn kind_of(schemas: &[Schema], id: SchemaId) -> &SchemaKind {
    let mut at = id;
    for _ in 0..schemas.len() {
        match &schemas[at.0].kind {
            SchemaKind::Alias(target) => at = *target,
            _ => break,
        }
    }
    &schemas[at.0].kind
}
