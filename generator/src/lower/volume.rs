//! How much Rust an API becomes, before any of it is made.

use crate::{
    diagnostics::{Aborted, Diagnostics},
    document::Places,
    source::exceeded,
    spec::{Api, Operation, SchemaKind},
};

/// Refuses an API that would become more lines than the limit, at each operation and schema from the one on that passes
/// it. What it says is a bound of the work behind, not a promise of how many lines there are.
///
/// # Errors
/// When there are more.
pub(super) fn check(cx: &mut Diagnostics, api: &Api, places: &Places) -> Result<(), Aborted> {
    let limit = cx.limits.lines;
    let schemas = api
        .schemas
        .iter()
        .map(|schema| (&schema.pointer, of_schema(&schema.kind)));
    let operations = api
        .operations
        .iter()
        .map(|operation| (&operation.pointer, of_operation(operation)));
    let webhooks = api
        .webhooks
        .iter()
        .flat_map(|webhook| &webhook.operations)
        .map(|operation| (&operation.pointer, of_operation(operation)));
    let (mut lines, mut result) = (0_usize, Ok(()));
    for (pointer, more) in schemas.chain(operations).chain(webhooks) {
        lines = lines.saturating_add(more);
        if lines > limit {
            let message = format!("up to here the API becomes about {lines} lines of Rust");
            cx.push(exceeded(places.key(pointer), message, "lines", limit));
            result = Err(Aborted);
        }
    }
    result
}

/// Its function, its types, what client and server do with it, its tests; and those of the requests that it is answered by.
fn of_operation(operation: &Operation) -> usize {
    let responses = operation.responses.iter().map(|response| {
        5 + 8 * response.headers.len() + 4 * response.content.len() + 10 * response.links.len()
    });
    let body = operation.request_body.iter();
    let forms: usize = body.map(|body| 10 + 5 * body.content.len()).sum();
    let callbacks = operation.callbacks.iter();
    let called = callbacks.flat_map(|callback| &callback.operations);
    let security: usize = operation.security.iter().map(|all| 1 + all.len()).sum();
    60 + 12 * operation.parameters.len()
        + forms
        + security
        + responses.sum::<usize>()
        + called.map(of_operation).sum::<usize>()
}

/// Its type, and how that is read and written.
fn of_schema(kind: &SchemaKind) -> usize {
    match kind {
        SchemaKind::Object(object) => 40 + 10 * object.properties.len(),
        SchemaKind::Union(union) => 40 + 10 * union.branches.len(),
        SchemaKind::Enum(values) => 20 + 4 * values.len(),
        _ => 2,
    }
}
