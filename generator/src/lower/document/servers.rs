//! Servers to Server Objects, schemes to Security Scheme Objects (OpenAPI 3.0.3).

use super::{
    json::{Json, Object},
    operations::location,
};
use crate::{
    ir,
    spec::{SecurityScheme, SecuritySchemeKind, Server},
};
use serde_json::json;

/// The API's, each with the name that it has in the code. A server that the user named has its name for a description:
/// names are made from that.
pub(super) fn named(servers: &[Server], named: &[ir::Server]) -> Vec<Json> {
    let servers = servers.iter().zip(named);
    servers
        .map(|(server, named)| match &server.chosen_name {
            Some(_) => written(server, Some(&named.ident)),
            None => written(server, server.description.as_ref()),
        })
        .collect()
}

/// Those of an operation, if it has some.
pub(super) fn own(servers: &[Server]) -> Option<Vec<Json>> {
    let written = servers
        .iter()
        .map(|server| written(server, server.description.as_ref()));
    (!servers.is_empty()).then(|| written.collect())
}

fn written(server: &Server, description: Option<&String>) -> Json {
    let mut variables = Object::default();
    for variable in &server.variables {
        let values = (!variable.values.is_empty()).then(|| json!(variable.values));
        let own = Object::default()
            .with_some("enum", values)
            .with("default", &variable.default)
            .with_some("description", variable.description.as_ref());
        variables.insert(variable.name.as_str(), own);
    }
    let written = Object::default()
        .with("url", &server.url)
        .with_some("description", description)
        .with_filled("variables", variables);
    Json::from(written)
}

/// A Security Scheme Object.
pub(super) fn security_scheme(scheme: &SecurityScheme) -> Object {
    let written = Object::default();
    let written = match &scheme.kind {
        SecuritySchemeKind::Bearer => written.with("type", "http").with("scheme", "bearer"),
        SecuritySchemeKind::Basic => written.with("type", "http").with("scheme", "basic"),
        SecuritySchemeKind::Http(name) => written.with("type", "http").with("scheme", name),
        SecuritySchemeKind::Authorization { .. } => written
            .with("type", "apiKey")
            .with("in", "header")
            .with("name", "Authorization"),
        SecuritySchemeKind::ApiKey { location, name } => written
            .with("type", "apiKey")
            .with("in", self::location(*location))
            .with("name", name),
        SecuritySchemeKind::OAuth2 { flows } => {
            written.with("type", "oauth2").with("flows", flows.clone())
        }
        SecuritySchemeKind::OpenIdConnect { url } => written
            .with("type", "openIdConnect")
            .with("openIdConnectUrl", url),
        SecuritySchemeKind::MutualTls => written.with("type", "mutualTLS"),
    };
    written.with_some("description", scheme.description.as_ref())
}
