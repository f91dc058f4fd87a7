//! Defaults: values of their schemas, or said to be none.

use super::conforms;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    resolve::Resolved,
    spec::{Schema, SchemaId},
};

/// Reports defaults that are no values of their schema, and takes them out: generators of documents write `{}` for "nothing
/// was said", `""` for no number, and a value that the `enum` has under another name.
pub(super) fn check(cx: &mut Diagnostics, resolved: &Resolved, schemas: &mut [Schema]) {
    for id in 0..schemas.len() {
        let Some(value) = schemas[id].default.take() else {
            continue;
        };
        match conforms::problem(schemas, SchemaId(id), &value) {
            None => schemas[id].default = Some(value),
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
                    .note("it is passed over: what is absent stays absent")
                    .help("give a value of the schema, or take the default out by an overlay"),
                );
            }
        }
    }
}
