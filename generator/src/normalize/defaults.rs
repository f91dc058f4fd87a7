//! Defaults: values of their schemas, or said to be none.

use super::conforms;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    formats,
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
        let problem = conforms::problem(schemas, SchemaId(id), &value);
        match problem.or_else(|| misformed(schemas, id, &value)) {
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

/// Why a text is none of its format, whatever type the format has: a day that no month has would be sent to servers that
/// refuse it.
fn misformed(schemas: &[Schema], id: usize, value: &Value) -> Option<(String, String)> {
    let (SchemaKind::String(Some(format)), Some(text)) = (kind(schemas, id), value.as_str()) else {
        return None;
    };
    let what = match format.as_str() {
        "date" if !formats::is_date(text) => "is not a date",
        "uuid" if !formats::looks_like(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx") => {
            "is not a UUID"
        }
        _ => return None,
    };
    Some((String::new(), what.to_owned()))
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
    is_empty
        && matches!(
            kind(schemas, id),
            SchemaKind::Object(_) | SchemaKind::Union(_)
        )
}

/// The kind of a schema, behind its aliases.
fn kind(schemas: &[Schema], id: usize) -> &SchemaKind {
    let mut at = SchemaId(id);
    for _ in 0..schemas.len() {
        match schemas[at.0].kind {
            SchemaKind::Alias(target) => at = target,
            _ => break,
        }
    }
    &schemas[at.0].kind
}
