//! Defaults: values of their schemas, or said to be none.

use super::conforms;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    resolve::Resolved,
    spec::{Schema, SchemaId, SchemaKind},
};
use serde_json::Value;

/// Reports defaults that are no values of their schema, and takes them out.
pub(super) fn check(cx: &mut Diagnostics, resolved: &Resolved, schemas: &mut [Schema]) {
    for id in 0..schemas.len() {
        let Some(value) = schemas[id].default.take() else {
            continue;
        };
        match conforms::problem(schemas, SchemaId(id), &value) {
            None => schemas[id].default = Some(value),
            // Generators of documents write `{}` for "nothing was said".
            Some((inner, what)) if inner.is_empty() && lacks_members(schemas, id, &value) => {
                cx.push(
                    Diagnostic::new(
                        &codes::INCOMPLETE_DEFAULT,
                        resolved.places.value(&schemas[id].pointer.join("default")),
                        format!("the default {what}"),
                    )
                    .note("it is passed over: what is absent stays absent"),
                );
            }
            Some((inner, what)) => {
                let at = schemas[id].pointer.join("default");
                let at = Pointer::from_text(format!("{}{inner}", at.as_str()));
                let place = resolved.places.value(&at);
                cx.push(
                    Diagnostic::new(
                        &codes::INVALID_DEFAULT,
                        place,
                        format!("the default {what}"),
                    )
                    .related(
                        resolved.places.value(&schemas[id].pointer),
                        "the schema that it should be a value of",
                    )
                    .help("give a value of the schema, or take the default out by an overlay"),
                );
            }
        }
    }
}

/// Whether a value is an object without members where one with members belongs.
fn lacks_members(schemas: &[Schema], id: usize, value: &Value) -> bool {
    let is_empty = value.as_object().is_some_and(|members| members.is_empty());
    let mut at = SchemaId(id);
    for _ in 0..schemas.len() {
        match schemas[at.0].kind {
            SchemaKind::Alias(target) => at = target,
            _ => break,
        }
    }
    let kind = &schemas[at.0].kind;
    is_empty && matches!(kind, SchemaKind::Object(_) | SchemaKind::Union(_))
}
