//! What the style `deepObject` writes beyond objects of single values, which the Specification leaves open.

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    normalize::schemas::Schemas,
    pointer::Pointer,
    spec::{Additional, SchemaId, SchemaKind},
};
use std::collections::BTreeSet;

/// What `deepObject` is not defined for (OpenAPI 3.0.3, Parameter Object, Style Values).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::normalize) enum Open {
    /// A list instead of an object; whether its items are single values.
    Array { single: bool },
    /// A single value besides objects.
    Scalar,
    /// A list in an object; whether its items are single values.
    InObject { single: bool },
}

/// Says how a value is written that the Specification leaves open.
pub(in crate::normalize) fn undefined(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    name: &str,
    pointer: &Pointer,
    open: Open,
) {
    let items = |single| match single {
        true => "[]=…",
        false => "[0]…",
    };
    let message = match open {
        Open::Array { single } => format!(
            "`deepObject` is not defined for arrays: the items of `{name}` are written as `{name}{}` each",
            items(single)
        ),
        Open::Scalar => format!(
            "`deepObject` is not defined for single values: those of `{name}` are written as `{name}=…`"
        ),
        Open::InObject { single } => format!(
            "`deepObject` is not defined for arrays: the items of those in `{name}` are written as `{name}[…]{}` each",
            items(single)
        ),
    };
    let mut diagnostic = Diagnostic::new(
        &codes::UNDEFINED_STYLE,
        schemas.resolved().places.value(pointer),
        message,
    )
    .note("that is what documents mean by it");
    if open == (Open::Array { single: true }) {
        diagnostic =
            diagnostic.help("say `form` by an overlay, to have them written without brackets");
    }
    cx.push(diagnostic);
}

/// What of a schema's values `deepObject` is not defined for, if it is anything; `cost` grows by the schemas looked at.
pub(super) fn open(schemas: &Schemas<'_>, id: SchemaId, cost: &mut usize) -> Option<Open> {
    if schemas.is_scalar(id) {
        return None;
    }
    let (mut is_open, mut seen) = (None, BTreeSet::new());
    let mut next = vec![(id, false)];
    while let Some((id, in_object)) = next.pop() {
        *cost += 1;
        if !seen.insert((id, in_object)) {
            continue;
        }
        let found = match schemas.kind_of(id) {
            SchemaKind::Union(union) => {
                next.extend(
                    union
                        .branches
                        .iter()
                        .map(|branch| (branch.schema, in_object)),
                );
                None
            }
            SchemaKind::Array(items) => {
                let single = schemas.is_scalar(*items);
                Some(match in_object {
                    true => Open::InObject { single },
                    false => Open::Array { single },
                })
            }
            SchemaKind::Map(values) => {
                next.push((*values, true));
                None
            }
            SchemaKind::Object(object) => {
                let properties = object.properties.iter();
                next.extend(properties.map(|property| (property.schema, true)));
                if let Additional::Kept(values) = object.additional {
                    next.push((values, true));
                }
                None
            }
            SchemaKind::Any | SchemaKind::Alias(_) => None,
            SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::String(_)
            | SchemaKind::Enum(_) => (!in_object).then_some(Open::Scalar),
        };
        // What is nearest to the value itself is said.
        is_open = match (is_open, found) {
            (Some(Open::InObject { .. }), Some(found)) | (None, Some(found)) => Some(found),
            (known, _) => known,
        };
    }
    is_open
}
