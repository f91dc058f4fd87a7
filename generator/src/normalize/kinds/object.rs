//! Objects: the properties that all members of a conjunction say, and what may stand beside them.

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    normalize::{assertions, merge::Merged, schemas::Schemas},
    spec::{self, Additional, SchemaKind},
    vocabulary::Constraints,
};
use std::collections::BTreeSet;

/// The kind of an object; one without properties is a map.
pub(super) fn object(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    merged: &Merged<'_>,
    constraints: &mut Constraints,
) -> SchemaKind {
    let required: BTreeSet<&str> = merged.required.iter().copied().collect();
    let mut properties: Vec<spec::Property> = merged
        .properties
        .iter()
        .map(|(name, uses)| schemas.property(name, uses, required.contains(name)))
        .collect();
    let declared: BTreeSet<&str> = merged.properties.iter().map(|(name, _)| *name).collect();
    for name in merged
        .required
        .iter()
        .filter(|name| !declared.contains(*name))
    {
        properties.push(spec::Property {
            name: (*name).to_owned(),
            required: true,
            description: None,
            schema: schemas.conjunction_of(&merged.additional),
            chosen_name: None,
        });
        if let Some(closed) = merged.closed {
            let resolved = schemas.resolved();
            let pointer = &resolved.schemas[closed.0].pointer;
            let message = format!(
                "`{name}` is required, but `additionalProperties` excludes it: it may have any value"
            );
            let place = resolved.places.value(&pointer.join("additionalProperties"));
            cx.push(
                Diagnostic::new(&codes::EXCLUDED_REQUIRED, place, message)
                    .help("declare it under `properties`, or take it out of `required`"),
            );
        }
    }
    let additional = match (merged.closed, merged.additional.as_slice(), merged.open) {
        (Some(_), ..) => Additional::Refused,
        (None, [], true) => Additional::Kept(schemas.any()),
        (None, [], false) => Additional::Ignored,
        (None, uses, _) => Additional::Kept(schemas.conjunction_of(uses)),
    };
    // What is counted, or asked for by a check, has to be kept.
    let mut spoken = Vec::new();
    assertions::members(&constraints.assertions, &mut spoken);
    let is_property = |name: &&str| properties.iter().any(|property| property.name == **name);
    let counts = constraints.min_properties.is_some() || constraints.max_properties.is_some();
    let additional = match additional {
        Additional::Ignored
            if counts
                || assertions::speaks_of_all(&constraints.assertions)
                || !spoken.iter().all(is_property) =>
        {
            Additional::Kept(schemas.any())
        }
        additional => additional,
    };
    match additional {
        Additional::Ignored if properties.is_empty() => SchemaKind::Map(schemas.any()),
        Additional::Kept(values) if properties.is_empty() => SchemaKind::Map(values),
        additional => SchemaKind::Object(spec::Object {
            properties,
            additional,
        }),
    }
}
