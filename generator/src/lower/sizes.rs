//! How large values are in memory, roughly: a variant much larger than the others makes every value that large.

use super::{recursion::Circles, types::Types};
use crate::{
    ir::{Part, PartKind, TypeRef},
    spec::{Additional, Api, NumberFormat, Property, SchemaId, SchemaKind},
};

/// Variants that hold more bytes are boxed.
const LARGE: usize = 160;

/// Fields that hold more bytes are boxed: values are on the stack while they are read, and objects in objects grow by
/// powers.
const VAST: usize = 4_096;

/// Structs that would hold more bytes box each field that is larger than [`SMALL`].
const CROWDED: usize = 16 * VAST;

/// What is better off in place, however crowded.
const SMALL: usize = 32;

/// A box, or the tag of an enum.
const WORD: usize = 8;

/// A text, a list or a map.
const LIST: usize = 24;

/// Any JSON value.
const VALUE: usize = 32;

/// A part that is a file, with its names and its stream.
const FILE: usize = 128;

/// Sizes by [`SchemaId`].
pub(super) struct Sizes {
    /// In bytes.
    bytes: Vec<usize>,
    /// Whether fields of it are boxed that would be in place elsewhere.
    crowded: Vec<bool>,
}

impl Sizes {
    /// Each schema is looked at once, after those that its values hold in place.
    pub(super) fn of(api: &Api, circles: &Circles) -> Self {
        let mut sizes = Self {
            bytes: vec![0; api.schemas.len()],
            crowded: vec![false; api.schemas.len()],
        };
        for id in circles.inner_first() {
            sizes.bytes[id.0] = sizes.count(api, circles, id);
            if sizes.bytes[id.0] > CROWDED {
                sizes.crowded[id.0] = true;
                sizes.bytes[id.0] = sizes.count(api, circles, id);
            }
        }
        sizes
    }

    /// The bytes of a value of a schema.
    fn get(&self, id: SchemaId) -> usize {
        self.bytes[id.0]
    }

    /// Whether a value of a schema takes much memory in place.
    pub(super) fn is_large(&self, id: SchemaId) -> bool {
        self.get(id) > LARGE
    }

    /// Whether a field of `owner` that holds `held` makes too much of it.
    pub(super) fn is_vast(&self, owner: SchemaId, held: SchemaId) -> bool {
        let most = match self.crowded[owner.0] {
            true => SMALL,
            false => VAST,
        };
        self.get(held) > most
    }

    fn count(&self, api: &Api, circles: &Circles, id: SchemaId) -> usize {
        let schema = api.schema(id);
        let held = |held: SchemaId| match circles.between(id, held) {
            true => WORD,
            false => self.get(held),
        };
        match &schema.kind {
            _ if schema.replacement.is_some() => LIST,
            SchemaKind::Alias(target) => self.get(*target),
            SchemaKind::Object(object) => {
                // A tag, where the type has no spare bits for it.
                let tag = |property: &Property| if property.required { 0 } else { WORD };
                let field = |property: &Property| match self.is_vast(id, property.schema) {
                    true => WORD,
                    false => held(property.schema) + tag(property),
                };
                let rest = match object.additional {
                    Additional::Kept(_) => LIST,
                    _ => 0,
                };
                rest + object.properties.iter().map(field).sum::<usize>()
            }
            SchemaKind::Union(union) => {
                let held = union.branches.iter().map(|branch| held(branch.schema));
                let in_place = held.map(|size| if size > LARGE { WORD } else { size });
                in_place.max().unwrap_or(0) + WORD
            }
            SchemaKind::Any => VALUE,
            SchemaKind::Boolean => 1,
            SchemaKind::Integer(format) => usize::from(format.bits / 8),
            SchemaKind::Number(NumberFormat::Float) => 4,
            SchemaKind::Number(NumberFormat::Double) => 8,
            SchemaKind::String(_)
            | SchemaKind::Enum(_)
            | SchemaKind::Array(_)
            | SchemaKind::Map(_) => LIST,
        }
    }
}

/// A type of a variant, boxed where its values take much memory in place.
pub(super) fn boxed(types: &Types<'_>, ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Named(id) if types.sizes().is_large(types.schema_of(id)) => {
            TypeRef::Boxed(Box::new(TypeRef::Named(id)))
        }
        TypeRef::Option(inner) => TypeRef::Option(Box::new(boxed(types, *inner))),
        ty => ty,
    }
}

/// Whether a struct of parts takes much memory in place.
pub(super) fn are_large(types: &Types<'_>, parts: &[Part]) -> bool {
    let size = |part: &Part| match &part.kind {
        _ if part.repeated => LIST,
        PartKind::File => FILE,
        PartKind::Text(TypeRef::Named(id)) | PartKind::Json(TypeRef::Named(id)) => {
            types.sizes().get(types.schema_of(*id))
        }
        PartKind::Text(_) | PartKind::Json(_) => LIST,
    };
    parts.iter().map(size).sum::<usize>() > LARGE
}
