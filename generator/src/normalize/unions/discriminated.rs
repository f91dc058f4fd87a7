//! What a Discriminator Object says about the branches of a union.

use super::Branch;
use crate::{
    normalize::{conjunction::Choice, schemas::Schemas},
    resolve::{Assertions, Schema, SchemaId},
};

/// A discriminator, and the values of its property that a document maps to branches.
#[derive(Clone, Debug)]
pub(in crate::normalize) struct Discriminated {
    /// Where the Discriminator Object stands.
    pub(in crate::normalize) owner: SchemaId,
    /// In the order of the branches.
    pub(in crate::normalize) branches: Vec<Tagged>,
    /// The branch of `defaultMapping`.
    pub(in crate::normalize) other: Option<usize>,
}

/// What a discriminator says about a branch.
#[derive(Clone, Debug)]
pub(in crate::normalize) struct Tagged {
    /// The branch as it is in the document.
    pub(in crate::normalize) schema: SchemaId,
    /// The values that lead to it by `mapping`.
    pub(in crate::normalize) mapped: Vec<String>,
    /// The name that does without one.
    pub(in crate::normalize) name: Option<String>,
}

/// The discriminator of a choice, with what it says about each branch.
pub(super) fn discriminated(
    schemas: &Schemas<'_>,
    choice: Choice,
    branches: &[Branch],
) -> Option<Discriminated> {
    let list = &schemas.resolved().schemas;
    let discriminator = list[choice.schema.0].annotations.discriminator.as_ref()?;
    let tagged = branches
        .iter()
        .map(|branch| {
            let mapped = discriminator.mapping.iter();
            let mapped = mapped.filter(|(_, target)| stands_for(list, branch.schema, *target));
            Tagged {
                schema: branch.schema,
                mapped: mapped.map(|(value, _)| value.clone()).collect(),
                name: list[branch.schema.0].component.clone(),
            }
        })
        .collect();
    let other = discriminator.other.and_then(|target| {
        let mut schemas = branches.iter().map(|branch| branch.schema);
        schemas.position(|branch| stands_for(list, branch, target))
    });
    Some(Discriminated {
        owner: choice.schema,
        branches: tagged,
        other,
    })
}

/// Whether a branch is a schema, or only repeats it under another title.
fn stands_for(list: &[Schema], branch: SchemaId, target: SchemaId) -> bool {
    let said = &list[branch.0].assertions;
    branch == target
        || matches!(said.all_of.as_slice(), [only] if only.schema == target)
            && *said
                == Assertions {
                    all_of: said.all_of.clone(),
                    ..Assertions::default()
                }
}
