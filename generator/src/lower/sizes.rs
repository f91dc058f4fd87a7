//! How large values are in memory, roughly: a variant much larger than the others makes every value that large.

use super::types::Types;
use crate::{
    ir::TypeRef,
    spec::{Additional, SchemaId, SchemaKind},
};

/// Variants that hold more bytes are boxed.
const LARGE: usize = 160;

/// Whether a value of a schema takes much memory in place.
pub(super) fn is_large(types: &Types<'_>, id: SchemaId) -> bool {
    size(types, id, LARGE + 1) > LARGE
}

/// The bytes of a value, counted up to `most`.
fn size(types: &Types<'_>, id: SchemaId, most: usize) -> usize {
    match &types.api.schema(id).kind {
        SchemaKind::Alias(target) => size(types, *target, most),
        SchemaKind::Object(object) if types.definition_of(id).is_some() => {
            let mut sum = match object.additional {
                Additional::Kept(_) => 24,
                _ => 0,
            };
            for property in &object.properties {
                if sum >= most {
                    break;
                }
                sum += match types.is_circular(id, property.schema) {
                    true => 8,
                    false => size(types, property.schema, most - sum),
                };
                // A tag, where the type has no spare bits for it.
                sum += match property.required {
                    true => 0,
                    false => 8,
                };
            }
            sum
        }
        SchemaKind::Union(union) => {
            let mut largest = 0;
            for branch in &union.branches {
                let inside = match types.is_circular(id, branch.schema) {
                    true => 8,
                    false => size(types, branch.schema, most),
                };
                largest = largest.max(if inside > LARGE { 8 } else { inside });
            }
            largest + 8
        }
        SchemaKind::Enum(_) => 24,
        _ => match types.written_out(id) {
            TypeRef::Bool => 1,
            TypeRef::Integer(bits, _) => usize::from(bits / 8),
            TypeRef::F32 => 4,
            TypeRef::F64 => 8,
            TypeRef::Value => 32,
            _ => 24,
        },
    }
}
