//! How much Rust an API becomes, before any of it is made.

use crate::{
    diagnostics::{Aborted, Diagnostics},
    document::Places,
    spec::{Api, Operation, SchemaKind},
    volume::{
        CONTENT, ENUM, HEADER, LINK, MEMBER, OPERATION, PARAMETER, REQUEST_BODY, REQUIREMENT,
        RESPONSE, SCHEMA, TYPE, VALUE,
    },
};

/// Refuses an API that would become more lines than the limit, with each operation and schema from the one on that passes
/// it. What it says is a bound of the work behind, not a promise of how many lines there are.
///
/// # Errors
/// When there are more.
pub(super) fn check(cx: &mut Diagnostics, api: &Api, places: &Places) -> Result<(), Aborted> {
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
        if cx.bound_lines(lines, || places.key(pointer)).is_none() {
            result = Err(Aborted);
        }
    }
    result
}

/// Its function, its types, what client and server do with it, its tests; and those of the requests that it is answered by.
fn of_operation(operation: &Operation) -> usize {
    let responses = operation.responses.iter().map(|response| {
        RESPONSE
            + HEADER * response.headers.len()
            + CONTENT * response.content.len()
            + LINK * response.links.len()
    });
    let body = operation.request_body.iter();
    let forms: usize = body
        .map(|body| REQUEST_BODY + CONTENT * body.content.len())
        .sum();
    let callbacks = operation.callbacks.iter();
    let called = callbacks.flat_map(|callback| &callback.operations);
    let security: usize = operation.security.iter().map(|all| 1 + all.len()).sum();
    OPERATION
        + PARAMETER * operation.parameters.len()
        + forms
        + REQUIREMENT * security
        + responses.sum::<usize>()
        + called.map(of_operation).sum::<usize>()
}

/// Its type, and how that is read and written.
fn of_schema(kind: &SchemaKind) -> usize {
    match kind {
        SchemaKind::Object(object) => TYPE + MEMBER * object.properties.len(),
        SchemaKind::Union(union) => TYPE + MEMBER * union.branches.len(),
        SchemaKind::Enum(values) => ENUM + VALUE * values.len(),
        _ => SCHEMA,
    }
}
