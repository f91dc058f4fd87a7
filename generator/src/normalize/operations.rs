//! Operations: parameters by location, one request body, one success, the failures by status.

use super::{
    chosen_name, not_yet, paths,
    schemas::Schemas,
    security::{AUTHORIZATION, Security},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
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
    let parameters = parameters(cx, resolved, schemas, operation);
    let request_body = operation
        .request_body
        .as_ref()
        .map(|body| request_body(cx, resolved, schemas, operation, body));
    let (success, failures) = responses(cx, resolved, schemas, operation);
    Some(spec::Operation {
        method: operation.method,
        path: operation.path.clone(),
        operation_id: data.operation_id.clone(),
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

/// What names the inline schemas of an operation.
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

fn parameters(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &mut Schemas<'_>,
    operation: &resolve::Operation,
) -> Vec<spec::Parameter> {
    let variables = paths::variables(&operation.path);
    let mut found = Vec::new();
    for resolve::Parameter {
        pointer,
        parameter,
        schema,
    } in &operation.parameters
    {
        let data = parameter.parameter_data_ref();
        let location = match parameter {
            oas::Parameter::Path { .. } => spec::Location::Path,
            oas::Parameter::Query { .. } => spec::Location::Query,
            // OpenAPI 3.0.3, Parameter Object: these three are not parameters. `Authorization` was lifted, the other
            // two are the business of the bodies.
            oas::Parameter::Header { parameter_data, .. }
                if ["accept", "content-type", "authorization"]
                    .contains(&parameter_data.name.to_ascii_lowercase().as_str()) =>
            {
                if !parameter_data.name.eq_ignore_ascii_case(AUTHORIZATION) {
                    cx.push(Diagnostic::new(
                        &codes::IGNORED_HEADER_PARAMETER,
                        resolved.places.value(pointer),
                        format!(
                            "the header parameter `{}` is ignored, as the Specification says",
                            parameter_data.name
                        ),
                    ));
                }
                continue;
            }
            oas::Parameter::Header { .. } => spec::Location::Header,
            oas::Parameter::Cookie { .. } => {
                not_yet(cx, &resolved.places, pointer, "a cookie parameter");
                continue;
            }
        };
        let Some(schema) = schema else {
            not_yet(cx, &resolved.places, pointer, "a parameter with `content`");
            continue;
        };
        if location == spec::Location::Path {
            if !variables.contains(&data.name.as_str()) {
                cx.push(
                    Diagnostic::new(
                        &codes::UNUSED_PATH_PARAMETER,
                        resolved.places.value(&pointer.join("name")),
                        format!(
                            "the path `{}` has no variable `{{{}}}`",
                            operation.path, data.name
                        ),
                    )
                    .related(path_place(resolved, operation), "the path"),
                );
                continue;
            }
        }
        let path = [name_of(operation), data.name.clone()];
        let schema_id = schemas.used(schema, &path, true);
        schemas.use_examples(schema, schema_id);
        schemas.parameter_examples(schema_id, pointer, data);
        if !schemas.is_scalar(schema_id) {
            not_yet(
                cx,
                &resolved.places,
                &schema.pointer,
                "a parameter that is not a scalar",
            );
            continue;
        }
        found.push(spec::Parameter {
            name: data.name.clone(),
            location,
            required: data.required,
            description: data.description.clone(),
            deprecated: data.deprecated.unwrap_or_default(),
            schema: schema_id,
        });
    }
    for variable in &variables {
        let is_declared = |parameter: &&resolve::Parameter| matches!(&parameter.parameter, oas::Parameter::Path { parameter_data, .. } if parameter_data.name == **variable);
        if !operation
            .parameters
            .iter()
            .any(|parameter| is_declared(&parameter))
        {
            cx.push(
                Diagnostic::new(
                    &codes::UNDECLARED_PATH_PARAMETER,
                    path_place(resolved, operation),
                    format!(
                        "the variable `{{{variable}}}` of the path is declared by no parameter"
                    ),
                )
                .related(resolved.places.key(&operation.pointer), "of this operation")
                .help(format!("declare a parameter `{variable}` with `in: path`")),
            );
        }
    }
    found.sort_by_key(|parameter| match parameter.location {
        spec::Location::Path => (
            0,
            variables
                .iter()
                .position(|name| *name == parameter.name)
                .unwrap_or(variables.len()),
        ),
        _ => (1, 0),
    });
    found
}

fn path_place(resolved: &Resolved, operation: &resolve::Operation) -> crate::source::Span {
    resolved.places.key(
        &crate::pointer::Pointer::root()
            .join("paths")
            .join(&operation.path),
    )
}

fn request_body(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &mut Schemas<'_>,
    operation: &resolve::Operation,
    body: &resolve::RequestBody,
) -> Option<spec::RequestBody> {
    let mut media_types = Vec::new();
    let mut shared: Option<(spec::SchemaId, &resolve::Content)> = None;
    for content in &body.content {
        let Some(media_type) = media_type(&content.media_type) else {
            not_yet(
                cx,
                &resolved.places,
                &content.pointer,
                &format!("the request media type `{}`", content.media_type),
            );
            continue;
        };
        let Some(used) = &content.schema else {
            not_yet(
                cx,
                &resolved.places,
                &content.pointer,
                "a request media type without a schema",
            );
            continue;
        };
        let schema = schemas.used(used, &[name_of(operation), "request".to_owned()], false);
        schemas.use_examples(used, schema);
        schemas.examples(schema, &content.examples);
        match shared {
            Some((first, at)) if !schemas.same(first, schema) => {
                not_yet(
                    cx,
                    &resolved.places,
                    &content.pointer,
                    "a request body with a schema per media type",
                );
                let _ = at;
                continue;
            }
            Some(_) => {}
            None => shared = Some((schema, content)),
        }
        if media_type != spec::MediaType::Json && !schemas.is_object(schema) {
            not_yet(
                cx,
                &resolved.places,
                &content.pointer,
                "a form that is not an object",
            );
            continue;
        }
        if !media_types.contains(&media_type) {
            media_types.push(media_type);
        }
    }
    media_types.sort_by_key(|media_type| *media_type != spec::MediaType::Json);
    let Some((schema, _)) = shared else {
        if body.content.is_empty() {
            not_yet(
                cx,
                &resolved.places,
                &body.pointer,
                "a request body without a media type",
            );
        }
        return None;
    };
    Some(spec::RequestBody {
        required: body.required,
        description: body.description.clone(),
        media_types,
        schema,
    })
}

fn responses(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &mut Schemas<'_>,
    operation: &resolve::Operation,
) -> (Option<spec::Response>, Vec<spec::Response>) {
    let mut success: Option<spec::Response> = None;
    let mut failures = Vec::new();
    let before = cx.errors();
    for response in &operation.responses {
        let status = match response.status {
            Some(oas::StatusCode::Code(status)) => status,
            Some(oas::StatusCode::Range(_)) => {
                not_yet(
                    cx,
                    &resolved.places,
                    &response.pointer,
                    "a range of statuses",
                );
                continue;
            }
            None => {
                not_yet(
                    cx,
                    &resolved.places,
                    &response.pointer,
                    "a `default` response",
                );
                continue;
            }
        };
        let schema = match response.content.as_slice() {
            [] => None,
            [content] if media_type(&content.media_type) == Some(spec::MediaType::Json) => {
                match &content.schema {
                    None => None,
                    Some(used) => {
                        let path = [name_of(operation), format!("{status} response")];
                        let schema = schemas.used(used, &path, false);
                        schemas.use_examples(used, schema);
                        schemas.examples(schema, &content.examples);
                        Some(schema)
                    }
                }
            }
            [content] => {
                let what = format!("the response media type `{}`", content.media_type);
                not_yet(cx, &resolved.places, &content.pointer, &what);
                continue;
            }
            [_, second, ..] => {
                not_yet(
                    cx,
                    &resolved.places,
                    &second.pointer,
                    "a response with several media types",
                );
                continue;
            }
        };
        let found = spec::Response {
            status,
            description: response.description.clone(),
            schema,
        };
        match (status, &success) {
            (200..=299, None) => success = Some(found),
            (200..=299, Some(_)) => {
                not_yet(cx, &resolved.places, &response.pointer, "a second success")
            }
            (400..=599, _) => failures.push(found),
            _ => not_yet(
                cx,
                &resolved.places,
                &response.pointer,
                "an informational response or a redirect",
            ),
        }
    }
    if success.is_none() && cx.errors() == before {
        not_yet(
            cx,
            &resolved.places,
            &operation.pointer.join("responses"),
            "an operation without a success",
        );
    }
    failures.sort_by_key(|response| response.status);
    (success, failures)
}

/// The media type that a key of `content` names, parameters aside (RFC 6838; `+json` by RFC 6839 section 3.1).
fn media_type(name: &str) -> Option<spec::MediaType> {
    let essence = name
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/json" => Some(spec::MediaType::Json),
        "application/x-www-form-urlencoded" => Some(spec::MediaType::Form),
        "multipart/form-data" => Some(spec::MediaType::Multipart),
        _ => None,
    }
}
