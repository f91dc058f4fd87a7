//! Objects: the properties that all members of a conjunction say, and what may stand beside them.

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    normalize::{assertions, merge::Merged, schemas::Schemas},
    resolve::SchemaId,
    spec::{self, Additional, SchemaKind},
    suggest,
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
    let optional = declared.difference(&required).copied();
    let optional: Vec<&str> = match required.is_subset(&declared) {
        true => Vec::new(),
        false => optional.collect(),
    };
    for (name, at) in merged.required.iter().zip(&merged.required_at) {
        if declared.contains(name) {
            continue;
        }
        properties.push(spec::Property {
            name: (*name).to_owned(),
            required: true,
            description: None,
            schema: schemas.conjunction_of(&merged.additional),
            chosen_name: None,
        });
        let near = cx.nearest(name, optional.iter().copied());
        let near = near.filter(|near| suggest::is_slip(name, near));
        undeclared(cx, schemas, merged.closed, (name, *at), near);
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

/// Says that a required name is no property, where that is hardly meant: others are excluded, or one of nearly that name
/// is declared and optional.
fn undeclared(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    closed: Option<SchemaId>,
    (name, (id, index)): (&str, (SchemaId, usize)),
    near: Option<&str>,
) {
    let resolved = schemas.resolved();
    let of = |id: SchemaId| &resolved.schemas[id.0].pointer;
    let place = resolved.places.value(&of(id).join("required").join(index));
    let diagnostic = match (closed, near) {
        (None, None) => return,
        (Some(closed), _) => {
            let message = format!(
                "`{name}` is required, but `additionalProperties` excludes it: it may have any value"
            );
            let closed = resolved
                .places
                .value(&of(closed).join("additionalProperties"));
            Diagnostic::new(&codes::EXCLUDED_REQUIRED, closed, message)
        }
        (None, Some(_)) => {
            let message = format!(
                "`{name}` is required, but no property is called so: it may have any value"
            );
            Diagnostic::new(&codes::UNDECLARED_REQUIRED, place, message)
        }
    };
    let help = match near {
        Some(near) => format!("a property with a similar name exists: `{near}`"),
        None => "declare it under `properties`, or take it out of `required`".to_owned(),
    };
    cx.push(diagnostic.help(help));
}
