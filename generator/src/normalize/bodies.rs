//! Bodies: one schema per request whatever it travels as, one success and the failures by status.

use super::{not_yet, operations::name_of, schemas::Schemas};
use crate::{
    diagnostics::Diagnostics,
    resolve::{self, Resolved},
    spec,
};
use openapiv3 as oas;

/// What an operation takes; `None`, with an error said, where that is not one schema.
pub(super) fn request_body(
    cx: &mut Diagnostics,
    resolved: &Resolved,
    schemas: &mut Schemas<'_>,
    operation: &resolve::Operation,
    body: &resolve::RequestBody,
) -> Option<spec::RequestBody> {
    let mut media_types = Vec::new();
    let mut shared: Option<spec::SchemaId> = None;
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
        schemas.examples.add_all(schema, &content.examples);
        match shared {
            Some(first) if !schemas.same(first, schema) => {
                not_yet(
                    cx,
                    &resolved.places,
                    &content.pointer,
                    "a request body with a schema per media type",
                );
                continue;
            }
            Some(_) => {}
            None => shared = Some(schema),
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
    let Some(schema) = shared else {
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

/// The success of an operation, and its failures by status.
pub(super) fn responses(
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
                        schemas.examples.add_all(schema, &content.examples);
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
