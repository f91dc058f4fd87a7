//! What the schemas turned out to be.

use super::Schemas;
use crate::spec::{SchemaId, SchemaKind};

impl Schemas<'_> {
    /// What a schema's values are, other names aside.
    pub(in crate::normalize) fn kind_of(&self, id: SchemaId) -> &SchemaKind {
        const ANY: &SchemaKind = &SchemaKind::Any;
        let mut kind = self.own_kind(id).unwrap_or(ANY);
        // Other names end at a schema: conjunctions have one owner.
        for _ in 0..self.entries.len() {
            match kind {
                SchemaKind::Alias(target) => kind = self.own_kind(*target).unwrap_or(ANY),
                _ => break,
            }
        }
        kind
    }

    pub(in crate::normalize) fn own_kind(&self, id: SchemaId) -> Option<&SchemaKind> {
        self.entries[id.0].kind.as_ref().map(|kind| &kind.kind)
    }

    /// Whether its values travel as plain text.
    pub(in crate::normalize) fn is_scalar(&self, id: SchemaId) -> bool {
        matches!(
            self.kind_of(id),
            SchemaKind::Boolean
                | SchemaKind::Integer(_)
                | SchemaKind::Number(_)
                | SchemaKind::String(_)
                | SchemaKind::Enum(_)
        )
    }

    /// Whether its values are any bytes.
    pub(in crate::normalize) fn is_binary(&self, id: SchemaId) -> bool {
        matches!(self.kind_of(id), SchemaKind::String(Some(format)) if format == "binary")
    }

    /// Whether its values are objects with known properties.
    pub(in crate::normalize) fn is_object(&self, id: SchemaId) -> bool {
        matches!(self.kind_of(id), SchemaKind::Object(_))
    }

    /// Whether `null` is one of its values.
    pub(in crate::normalize) fn is_nullable(&self, id: SchemaId) -> bool {
        let mut at = id;
        // Other names end at a schema, as above.
        for _ in 0..self.entries.len() {
            match &self.entries[at.0].kind {
                Some(kind) if kind.nullable => return true,
                Some(kind) => match kind.kind {
                    SchemaKind::Alias(target) => at = target,
                    _ => return false,
                },
                None => return false,
            }
        }
        false
    }
}
