//! Operations: what is theirs, and what they inherit.

use super::{
    bodies, chosen_name, not_yet, parameters,
    schemas::Schemas,
    security::{AUTHORIZATION, Security},
};
use crate::{
    diagnostics::Diagnostics,
    pointer::Pointer,
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
    let before = cx.pushed_errors();
    let data = &operation.data;
    use_schemas(schemas, operation);
    if is_unsupported(resolved, operation) {
        return None;
    }
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
    if cx.pushed_errors() > before {
        return None;
    }
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

/// Names the schemas of an operation, those included that it cannot be generated for yet: all of them become types.
fn use_schemas(schemas: &mut Schemas<'_>, operation: &resolve::Operation) {
    let name = name_of(operation);
    for parameter in &operation.parameters {
        if let Some(used) = &parameter.schema {
            let of = parameter.parameter.parameter_data_ref();
            schemas.used(used, &[name.clone(), of.name.clone()], true);
        }
    }
    let body = operation.request_body.iter().flat_map(|body| &body.content);
    for used in body.filter_map(|content| content.schema.as_ref()) {
        schemas.used(used, &[name.clone(), "request".to_owned()], false);
    }
    for response in &operation.responses {
        let status = match &response.status {
            Some(status) => status.to_string(),
            None => "default".to_owned(),
        };
        for used in response
            .content
            .iter()
            .filter_map(|content| content.schema.as_ref())
        {
            schemas.used(used, &[name.clone(), format!("{status} response")], false);
        }
    }
}

/// Whether a part of the operation was said to be not supported yet.
fn is_unsupported(resolved: &Resolved, operation: &resolve::Operation) -> bool {
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| &parameter.pointer);
    let body = operation.request_body.iter().map(|body| &body.pointer);
    let responses = operation.responses.iter().map(|response| &response.pointer);
    let mut parts = parameters
        .chain(body)
        .chain(responses)
        .chain([&operation.pointer]);
    let (requirements, inherited) = match (&operation.data.security, &resolved.security) {
        (Some(own), _) => (own.as_slice(), false),
        (None, Some(shared)) => (shared.as_slice(), true),
        (None, None) => (Default::default(), false),
    };
    let schemes = Pointer::root().join("components").join("securitySchemes");
    let mut required = requirements
        .iter()
        .flat_map(|requirement| requirement.keys());
    parts.any(|part| resolved.is_unsupported(part))
        || inherited && resolved.unsupported.contains(&Pointer::root())
        || required.any(|name| resolved.is_unsupported(&schemes.join(name)))
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
