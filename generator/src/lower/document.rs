//! The document that the generated code implements: resolved, merged, normalised, with the names of the code.

mod assertions;
mod json;
mod schemas;

use super::{operations::Names, samples::Samples, types::Types};
use crate::{
    ir,
    spec::{self, Location, SecuritySchemeKind},
};
use json::{Json, Object};
use schemas::Schemas;
use serde_json::json;

/// OpenAPI 3.0.3 as JSON; generating from it gives the same code, but for what the document may not say: types and
/// derives that the user chose for it.
pub(super) fn write(
    api: &spec::Api,
    names: &Names,
    types: &Types<'_>,
    samples: &Samples<'_>,
    servers: &[ir::Server],
) -> String {
    let schemas = Schemas {
        api,
        types,
        samples,
    };
    let mut document = Object::default();
    document.insert("openapi", json!("3.0.3"));
    document.insert(
        "info",
        Object::default()
            .with("title", &api.title)
            .with_some("description", api.description.as_ref())
            .with("version", &api.version),
    );
    // A server that the user named has its name for a description: names are made from that.
    let servers = api.servers.iter().zip(servers).map(|(server, named)| {
        let description = match &server.chosen_name {
            Some(_) => Some(&named.ident),
            None => server.description.as_ref(),
        };
        let written = Object::default().with("url", &server.url);
        Json::from(written.with_some("description", description))
    });
    document.insert("servers", servers.collect::<Vec<_>>());
    let mut paths = Object::default();
    for (operation, name) in api.operations.iter().zip(names.idents()) {
        let method = operation.method.to_ascii_lowercase();
        let written = self::operation(&schemas, operation, name);
        paths.insert_inside(&operation.path, method, written);
    }
    document.insert("paths", paths);
    let mut named = Object::default();
    for (id, name) in types.named() {
        named.insert(name, schemas.definition(id));
    }
    let mut schemes = Object::default();
    for scheme in &api.security_schemes {
        schemes.insert(scheme.name.as_str(), security_scheme(scheme));
    }
    let components = Object::default()
        .with_filled("schemas", named)
        .with_filled("securitySchemes", schemes);
    Json::from(document.with_filled("components", components)).to_string()
}

fn operation(schemas: &Schemas<'_>, operation: &spec::Operation, name: &str) -> Object {
    let parameters: Vec<Json> = operation
        .parameters
        .iter()
        .map(|parameter| self::parameter(schemas, parameter).into())
        .collect();
    let mut responses = Object::default();
    for response in [&operation.success].into_iter().chain(&operation.failures) {
        let content = response.schema.map(|schema| {
            let media_type = Object::default().with("schema", schemas.used(schema));
            Object::default().with("application/json", media_type)
        });
        let written = Object::default()
            .with("description", &response.description)
            .with_some("content", content);
        responses.insert(response.status.to_string(), written);
    }
    let security = operation.security.map(|id| {
        let scheme = &schemas.api.security_schemes[id.0].name;
        json!([{ scheme.as_str(): [] }])
    });
    let body = operation.request_body.as_ref();
    Object::default()
        .with_some(
            "tags",
            (!operation.tags.is_empty()).then(|| json!(operation.tags)),
        )
        .with_some("summary", operation.summary.as_ref())
        .with_some("description", operation.description.as_ref())
        .with("operationId", name)
        .with_flag("deprecated", operation.deprecated)
        .with_some("parameters", (!parameters.is_empty()).then_some(parameters))
        .with_some("requestBody", body.map(|body| request_body(schemas, body)))
        .with("responses", responses)
        .with_some("security", security)
}

fn parameter(schemas: &Schemas<'_>, parameter: &spec::Parameter) -> Object {
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
    };
    Object::default()
        .with("name", &parameter.name)
        .with("in", location)
        .with_some("description", parameter.description.as_ref())
        .with_flag("required", parameter.required)
        .with_flag("deprecated", parameter.deprecated)
        .with("schema", schemas.used(parameter.schema))
}

fn request_body(schemas: &Schemas<'_>, body: &spec::RequestBody) -> Object {
    let mut content = Object::default();
    for media_type in &body.media_types {
        let written = Object::default().with("schema", schemas.used(body.schema));
        content.insert(media_type.name(), written);
    }
    Object::default()
        .with_some("description", body.description.as_ref())
        .with_flag("required", body.required)
        .with("content", content)
}

fn security_scheme(scheme: &spec::SecurityScheme) -> Object {
    let written = Object::default();
    let written = match scheme.kind {
        SecuritySchemeKind::Bearer => written.with("type", "http").with("scheme", "bearer"),
        SecuritySchemeKind::Basic => written.with("type", "http").with("scheme", "basic"),
        SecuritySchemeKind::Authorization { .. } => written
            .with("type", "apiKey")
            .with("in", "header")
            .with("name", "Authorization"),
    };
    written.with_some("description", scheme.description.as_ref())
}

#[cfg(test)]
mod tests;
