//! The members that an object stands for where it is spread: in a query, among cookies or in a form, beside names that are
//! not its own.

use super::{Additional, SchemaId, SchemaKind};
use std::collections::BTreeSet;

/// What the objects of a schema may have for members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Members {
    /// Those that the document names.
    pub(crate) names: BTreeSet<String>,
    /// Whether there may be others, which are kept.
    pub(crate) are_free: bool,
    /// Whether there are objects.
    pub(crate) of_objects: bool,
    /// Whether there are values that are no objects.
    pub(crate) beside_others: bool,
    /// Whether the members tell which of several things a value is.
    pub(crate) of_union: bool,
    /// How many schemas and names were looked at.
    pub(crate) cost: usize,
}

impl Members {
    /// Those of a schema's objects, of all branches of a union. `kind_of` has to follow other names for a schema.
    pub(crate) fn of<'a>(id: SchemaId, kind_of: impl Fn(SchemaId) -> &'a SchemaKind) -> Self {
        let mut found = Self::default();
        let (mut seen, mut open) = (BTreeSet::new(), vec![id]);
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match kind_of(id) {
                SchemaKind::Object(object) => {
                    let names = object.properties.iter().map(|property| &property.name);
                    found.names.extend(names.cloned());
                    found.are_free |= matches!(object.additional, Additional::Kept(_));
                    found.of_objects = true;
                }
                SchemaKind::Map(_) => (found.are_free, found.of_objects) = (true, true),
                SchemaKind::Union(union) => {
                    found.of_union = true;
                    open.extend(union.branches.iter().map(|branch| branch.schema));
                }
                SchemaKind::Any
                | SchemaKind::Boolean
                | SchemaKind::Integer(_)
                | SchemaKind::Number(_)
                | SchemaKind::String(_)
                | SchemaKind::Enum(_)
                | SchemaKind::Array(_)
                | SchemaKind::Alias(_) => found.beside_others = true,
            }
        }
        found.cost = seen.len().saturating_add(found.names.len());
        found
    }

    /// Whether a reader has to know which names are not its members.
    pub(crate) fn needs_the_others(&self) -> bool {
        self.are_free || self.of_union && self.of_objects
    }
}
