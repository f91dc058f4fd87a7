//! Defaults that no absent property is read as: each is said, with the reason.

use super::types::Types;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    document::Places,
    pointer::Pointer,
    spec::{Api, SchemaId, SchemaKind},
};
use std::collections::BTreeSet;

/// Notes the defaults of properties that have no expression in Rust. That those of a `PATCH` and of objects whose
/// properties are counted are not applied is a rule for all of them, and is not repeated for each.
pub(super) fn report(cx: &mut Diagnostics, api: &Api, places: &Places, types: &Types<'_>) {
    let mut said: BTreeSet<&Pointer> = BTreeSet::new();
    for (index, schema) in api.schemas.iter().enumerate() {
        let SchemaKind::Object(object) = &schema.kind else {
            continue;
        };
        let owner = SchemaId(index);
        let optional = object
            .properties
            .iter()
            .filter(|property| !property.required);
        for property in optional {
            if !types.lacks_its_default(owner, property) {
                continue;
            }
            let Some(origin) = types.default_origin(property.schema) else {
                continue;
            };
            let pointer = &api.schema(origin).pointer;
            if said.insert(pointer) {
                let place = places.value(&pointer.join("default"));
                cx.push(
                    Diagnostic::new(
                        &codes::DEFAULT_NOT_APPLIED,
                        place,
                        "the type of this value has no expression for the default: what is absent stays absent",
                    )
                    .help("a type of the document's own can have it, in the place of one of another crate"),
                );
            }
        }
    }
}
