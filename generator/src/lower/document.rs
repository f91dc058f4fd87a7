//! The document that the generated code implements: resolved, merged, normalised, with the names of the code.

mod assertions;
mod callbacks;
mod contents;
mod json;
mod newer;
mod operations;
mod schemas;
mod servers;

use super::{operations::Names, samples::Samples, types::Types};
use crate::{ir, spec};
use callbacks::Ids;
use json::{Json, Object};
use schemas::Schemas;
use serde_json::json;

/// OpenAPI as JSON, 3.0.3 where it can say all, else 3.1.0 or 3.2.0; generating from it gives the same code, but for what the document may not say: types and
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
    document.insert("servers", servers::named(&api.servers, servers));
    let ids = Ids::of(schemas, names);
    document.insert("paths", operations::paths(schemas, &ids));
    let document = document.with_filled("webhooks", callbacks::of_document(schemas, &ids));
    let mut named = Object::default();
    for (id, name) in types.named() {
        named.insert(name, schemas.definition(id));
    }
    let mut schemes = Object::default();
    for scheme in &api.security_schemes {
        schemes.insert(scheme.name.as_str(), servers::security_scheme(scheme));
    }
    let components = Object::default()
        .with_filled("schemas", named)
        .with_filled("securitySchemes", schemes)
        .with_filled("callbacks", callbacks::components(schemas, &ids));
    let mut document = document.with_filled("components", components);
    let version = newer::version(api);
    if version != "3.0.3" {
        document.insert("openapi", json!(version));
        newer::document(&mut document);
    }
    Json::from(document).to_string()
}

#[cfg(test)]
mod tests;
