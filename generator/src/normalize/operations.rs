//! Operations: what is theirs, and what they inherit.

use super::{
    bodies, callbacks, parameters, responses, schemas::Schemas, security::Security, servers,
};
use crate::{diagnostics::Diagnostics, resolve, spec};

/// Every operation; those that cannot be are said and left out.
pub(super) fn all(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    security: &mut Security<'_>,
) -> Vec<spec::Operation> {
    let mut found = Vec::new();
    for operation in &schemas.resolved().operations {
        let of = Of {
            name: name_of(operation),
            path: &operation.path,
            template: &operation.path,
            is_callback: false,
        };
        found.extend(one(cx, schemas, security, operation, of));
    }
    found
}

/// What an operation is one of.
pub(super) struct Of<'a> {
    /// What it is called.
    pub(super) name: String,
    /// What [`spec::Operation::path`] is.
    pub(super) path: &'a str,
    /// What path parameters are variables of.
    pub(super) template: &'a str,
    /// Whether the API calls it.
    pub(super) is_callback: bool,
}

/// An operation; `None`, with an error said, if it cannot be.
pub(super) fn one(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    security: &mut Security<'_>,
    operation: &resolve::Operation,
    of: Of<'_>,
) -> Option<spec::Operation> {
    let before = cx.pushed_errors();
    let resolved = schemas.resolved();
    let name = of.name;
    let asked = security.asked(cx, operation, of.is_callback);
    let parameters = parameters::parameters(
        cx,
        schemas,
        &name,
        operation,
        of.template,
        &asked.credentials,
    );
    let request_body = operation.request_body.as_ref();
    let request_body = request_body.map(|body| bodies::request_body(cx, schemas, &name, body));
    let responses = responses::responses(cx, schemas, &name, operation);
    let callbacks = callbacks::all(cx, schemas, security, operation);
    let servers = match of.is_callback {
        // The URL of a callback is whole.
        true => Vec::new(),
        false => servers::own(&resolved.servers, operation.servers.as_deref()),
    };
    if cx.pushed_errors() > before {
        return None;
    }
    let first =
        |own: &Option<String>, shared: &Option<String>| own.as_ref().or(shared.as_ref()).cloned();
    Some(spec::Operation {
        method: operation.method.to_owned(),
        path: of.path.to_owned(),
        name,
        chosen_name: operation.chosen_name.clone(),
        summary: first(&operation.summary, &operation.path_summary),
        description: first(&operation.description, &operation.path_description),
        external_docs: operation.external_docs.clone(),
        deprecated: operation.deprecated,
        tags: operation.tags.clone(),
        parameters,
        request_body,
        responses,
        security: asked.alternatives,
        servers,
        callbacks,
        pagination: None,
        pointer: operation.pointer.clone(),
    })
}

/// What an operation is called in the document: without `operationId`, its method and path.
fn name_of(operation: &resolve::Operation) -> String {
    own_name(operation).unwrap_or_else(|| {
        let method = operation.method.to_ascii_lowercase();
        format!("{method} {}", operation.path)
    })
}

/// What the document or the user calls an operation.
pub(super) fn own_name(operation: &resolve::Operation) -> Option<String> {
    let chosen = operation.chosen_name.as_ref();
    chosen.or(operation.operation_id.as_ref()).cloned()
}
