//! Path items to operations with their parameters, bodies and responses in place.

use super::{Content, Operation, Parameter, RequestBody, Response, references, schemas::Schemas};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
};
use indexmap::IndexMap;
use openapiv3::{self as oas, ReferenceOr};
use std::collections::{BTreeMap, BTreeSet};

/// Every operation of every path, in document order.
pub(super) fn all(
    cx: &mut Diagnostics,
    paths: &oas::Paths,
    components: &oas::Components,
    schemas: &mut Schemas<'_>,
) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, item) in &paths.paths {
        let pointer = Pointer::root().join("paths").join(path);
        // A path item by reference was said to be not supported.
        let ReferenceOr::Item(item) = item else {
            continue;
        };
        let before_path = cx.pushed_errors();
        let shared = parameters(
            cx,
            components,
            schemas,
            &item.parameters,
            &pointer.join("parameters"),
        );
        let path_is_broken = cx.pushed_errors() > before_path;
        for (method, operation) in item.iter() {
            let before = cx.pushed_errors();
            let pointer = pointer.join(method);
            let own = parameters(
                cx,
                components,
                schemas,
                &operation.parameters,
                &pointer.join("parameters"),
            );
            let request_body = operation.request_body.as_ref().and_then(|body| {
                request_body(cx, components, schemas, body, pointer.join("requestBody"))
            });
            let responses = responses(
                cx,
                components,
                schemas,
                &operation.responses,
                &pointer.join("responses"),
            );
            // An operation without one of its parts would be another operation.
            if path_is_broken || cx.pushed_errors() > before {
                continue;
            }
            operations.push(Operation {
                method: upper_case(method),
                path: path.clone(),
                data: oas::Operation {
                    parameters: Vec::new(),
                    request_body: None,
                    responses: oas::Responses::default(),
                    ..operation.clone()
                },
                parameters: overridden(&shared, own),
                request_body,
                responses,
                pointer,
            });
        }
    }
    operations
}

/// A parameter of the operation replaces the path item's of the same name and location (OpenAPI 3.0.3, Operation
/// Object, `parameters`).
fn overridden(shared: &[Parameter], own: Vec<Parameter>) -> Vec<Parameter> {
    let replaced: BTreeSet<_> = own.iter().map(key).collect();
    let kept = shared
        .iter()
        .filter(|shared| !replaced.contains(&key(shared)));
    kept.cloned().chain(own.iter().cloned()).collect()
}

fn key(parameter: &Parameter) -> (&'static str, &str) {
    let location = match parameter.parameter {
        oas::Parameter::Query { .. } => "query",
        oas::Parameter::Header { .. } => "header",
        oas::Parameter::Path { .. } => "path",
        oas::Parameter::Cookie { .. } => "cookie",
    };
    (location, &parameter.parameter.parameter_data_ref().name)
}

fn parameters(
    cx: &mut Diagnostics,
    components: &oas::Components,
    schemas: &mut Schemas<'_>,
    list: &[ReferenceOr<oas::Parameter>],
    pointer: &Pointer,
) -> Vec<Parameter> {
    let mut found: Vec<Parameter> = Vec::new();
    let mut seen: BTreeMap<(&str, String), Pointer> = BTreeMap::new();
    for (index, parameter) in list.iter().enumerate() {
        let at = pointer.join(index);
        let places = schemas.places();
        let Some((parameter, place)) = references::follow(
            cx,
            places,
            &components.parameters,
            "parameters",
            parameter,
            at.clone(),
        ) else {
            continue;
        };
        let schema = match &parameter.parameter_data_ref().format {
            oas::ParameterSchemaOrContent::Schema(_) => {
                let Some(schema) = schemas.used(cx, place.join("schema")) else {
                    continue;
                };
                Some(schema)
            }
            oas::ParameterSchemaOrContent::Content(_) => None,
        };
        let parameter = Parameter {
            pointer: place,
            parameter: parameter.clone(),
            schema,
        };
        let (location, name) = key(&parameter);
        if let Some(first) = seen.get(&(location, name.to_owned())) {
            cx.push(
                Diagnostic::new(
                    &codes::DUPLICATE_PARAMETER,
                    places.value(&at),
                    format!("the {location} parameter `{name}` is declared twice"),
                )
                .related(places.value(first), "first declared here"),
            );
            continue;
        }
        seen.insert((location, name.to_owned()), parameter.pointer.clone());
        found.push(parameter);
    }
    found
}

fn request_body(
    cx: &mut Diagnostics,
    components: &oas::Components,
    schemas: &mut Schemas<'_>,
    body: &ReferenceOr<oas::RequestBody>,
    pointer: Pointer,
) -> Option<RequestBody> {
    let places = schemas.places();
    let (body, pointer) = references::follow(
        cx,
        places,
        &components.request_bodies,
        "requestBodies",
        body,
        pointer,
    )?;
    Some(RequestBody {
        description: body.description.clone(),
        required: body.required,
        content: content(cx, components, schemas, &body.content, &pointer),
        pointer,
    })
}

fn responses(
    cx: &mut Diagnostics,
    components: &oas::Components,
    schemas: &mut Schemas<'_>,
    responses: &oas::Responses,
    pointer: &Pointer,
) -> Vec<Response> {
    let exact = responses
        .responses
        .iter()
        .map(|(status, response)| (Some(status.clone()), response));
    let default = responses.default.iter().map(|response| (None, response));
    let mut found = Vec::new();
    for (status, response) in exact.chain(default) {
        let key = status
            .as_ref()
            .map_or_else(|| "default".to_owned(), ToString::to_string);
        let places = schemas.places();
        let at = pointer.join(key);
        let Some((response, pointer)) =
            references::follow(cx, places, &components.responses, "responses", response, at)
        else {
            continue;
        };
        found.push(Response {
            status,
            description: response.description.clone(),
            content: content(cx, components, schemas, &response.content, &pointer),
            pointer,
        });
    }
    found
}

fn content(
    cx: &mut Diagnostics,
    components: &oas::Components,
    schemas: &mut Schemas<'_>,
    content: &IndexMap<String, oas::MediaType>,
    owner: &Pointer,
) -> Vec<Content> {
    let owner = owner.join("content");
    let mut found = Vec::new();
    for (name, media_type) in content {
        let pointer = owner.join(name);
        let schema = match &media_type.schema {
            Some(_) => schemas.used(cx, pointer.join("schema")),
            None => None,
        };
        let mut examples = Vec::new();
        if let Some(value) = &media_type.example {
            examples.push((pointer.join("example"), value.clone()));
        }
        for (key, example) in &media_type.examples {
            let at = pointer.join("examples").join(key);
            let places = schemas.places();
            let followed =
                references::follow(cx, places, &components.examples, "examples", example, at);
            if let Some((
                oas::Example {
                    value: Some(value), ..
                },
                at,
            )) = followed
            {
                examples.push((at.join("value"), value.clone()));
            }
        }
        found.push(Content {
            pointer,
            media_type: name.clone(),
            schema,
            examples,
        });
    }
    found
}

fn upper_case(method: &str) -> &'static str {
    match method {
        "get" => "GET",
        "put" => "PUT",
        "post" => "POST",
        "delete" => "DELETE",
        "options" => "OPTIONS",
        "head" => "HEAD",
        "patch" => "PATCH",
        _ => "TRACE",
    }
}
