//! Operations: what is theirs, and what they inherit.

use super::{
    bodies, chosen_name, not_yet, parameters,
    schemas::Schemas,
    security::{AUTHORIZATION, Security},
};
use crate::{
    diagnostics::Diagnostics,
    resolve::{self, Resolved},
    spec,
};
use openapiv3 as oas;

/// Every operation; those that cannot be are said and left out.
pub(super) fn all(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &mut Schemas<'_>,
    security: &mut Security<'_>,
) -> Vec<spec::Operation> {
    resolved
        .operations
        .iter()
        .filter_map(|operation| one(cx, resolved, schemas, security, operation))
        .collect()
}

fn one(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &mut Schemas<'_>,
    security: &mut Security<'_>,
    operation: &resolve::Operation,
) -> Option<spec::Operation> {
    let data = &operation.data;
    if !data.servers.is_empty() {
        not_yet(
            cx,
            &resolved.places,
            &operation.pointer.join("servers"),
            "a server of one operation",
        );
    }
    let is_authorization = |parameter: &&resolve::Parameter| {
        matches!(&parameter.parameter, oas::Parameter::Header { parameter_data, .. }
            if parameter_data.name.eq_ignore_ascii_case(AUTHORIZATION))
    };
    let authorization = operation.parameters.iter().find(is_authorization);
    let security = security.required(cx, operation, authorization);
    let parameters = parameters::parameters(cx, resolved, schemas, operation);
    let request_body = operation
        .request_body
        .as_ref()
        .map(|body| bodies::request_body(cx, resolved, schemas, operation, body));
    let (success, failures) = bodies::responses(cx, resolved, schemas, operation);
    Some(spec::Operation {
        method: operation.method,
        path: operation.path.clone(),
        name: name_of(operation),
        chosen_name: chosen_name(&data.extensions),
        summary: data.summary.clone(),
        description: data.description.clone(),
        deprecated: data.deprecated,
        tags: data.tags.clone(),
        parameters,
        request_body: match request_body {
            None => None,
            Some(body) => Some(body?),
        },
        success: success?,
        failures,
        security,
        pointer: operation.pointer.clone(),
    })
}

/// What an operation is called in the document: without `operationId`, its method and path.
pub(super) fn name_of(operation: &resolve::Operation) -> String {
    chosen_name(&operation.data.extensions)
        .or_else(|| operation.data.operation_id.clone())
        .unwrap_or_else(|| {
            format!(
                "{} {}",
                operation.method.to_ascii_lowercase(),
                operation.path
            )
        })
}
