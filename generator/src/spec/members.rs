//! The members that an object stands for where it is spread: in a query or a form, beside names that are not its own.

use super::{Additional, SchemaId, SchemaKind};
use std::collections::BTreeSet;

/// What the objects of a schema may have for members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Members {
    /// Those that the document names.
    pub(crate) names: BTreeSet<String>,
    /// Whether there may be others, which are kept.
    pub(crate) free: bool,
    /// Whether others would be an error.
    pub(crate) closed: bool,
    /// Whether it takes all that there is to tell which kind of object it is.
    pub(crate) several: bool,
}

impl Members {
    /// Those of a schema's objects, of all branches of a union; `None` where its values are no objects. `kind_of` has
    /// to follow other names for a schema.
    pub(crate) fn of<'a>(
        id: SchemaId,
        kind_of: impl Fn(SchemaId) -> &'a SchemaKind,
    ) -> Option<Self> {
        let mut found: Option<Self> = None;
        let (mut seen, mut open) = (BTreeSet::new(), vec![id]);
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            match kind_of(id) {
                SchemaKind::Object(object) => {
                    let members = found.get_or_insert_default();
                    let properties = object.properties.iter();
                    members
                        .names
                        .extend(properties.map(|property| property.name.clone()));
                    members.free |= matches!(object.additional, Additional::Kept(_));
                    members.closed |= object.additional == Additional::Refused;
                }
                SchemaKind::Map(_) => found.get_or_insert_default().free = true,
                SchemaKind::Union(union) => {
                    open.extend(union.branches.iter().map(|branch| branch.schema));
                }
                SchemaKind::Any
                | SchemaKind::Boolean
                | SchemaKind::Integer(_)
                | SchemaKind::Number(_)
                | SchemaKind::String(_)
                | SchemaKind::Enum(_)
                | SchemaKind::Array(_)
                | SchemaKind::Alias(_) => {}
            }
        }
        if let Some(found) = &mut found {
            found.several = seen.len() > 1;
        }
        found
    }

    /// Whether a reader has to know which names are not its members.
    pub(crate) fn needs_the_others(&self) -> bool {
        self.free || self.closed || self.several
    }
}
