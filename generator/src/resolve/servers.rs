//! Servers, and how callers prove who they are: what openapiv3 reads as it stands.

use super::{
    Flow, SecurityScheme, SecuritySchemeKind, Server, ServerVariable, keywords::text,
    operations::members, references,
};
use crate::{
    diagnostics::Diagnostics, document::Places, layout::Kind, pointer::Pointer, source::Node,
    vocabulary::Location,
};
use openapiv3 as oas;
use serde::Deserialize;
use serde_json::Value;

/// A list of servers; `None` for an empty one, which inherits.
pub(super) fn all(pointer: &Pointer, list: &Node) -> Option<Vec<Server>> {
    let list = list.as_array()?.iter().enumerate();
    let servers: Vec<Server> = list
        .filter_map(|(index, node)| one(pointer.join(index), node))
        .collect();
    (!servers.is_empty()).then_some(servers)
}

/// A server.
pub(super) fn one(pointer: Pointer, node: &Node) -> Option<Server> {
    let server = oas::Server::deserialize(node).ok()?;
    let at = pointer.join("variables");
    let variable = |(name, variable): (String, oas::ServerVariable)| ServerVariable {
        pointer: at.join(&name),
        name,
        values: variable.enumeration,
        default: variable.default,
        description: variable.description,
    };
    let variables = server.variables.unwrap_or_default();
    Some(Server {
        url: server.url,
        // OpenAPI 3.2.0, `name`.
        description: server.description.or_else(|| text(node, "name")),
        variables: variables.into_iter().map(variable).collect(),
        chosen_name: server
            .extensions
            .get("x-rust-name")
            .and_then(Value::as_str)
            .map(str::to_owned),
        pointer,
    })
}

/// `components.securitySchemes`, in document order.
pub(super) fn security_schemes(cx: &mut Diagnostics, places: &Places) -> Vec<SecurityScheme> {
    let at = Pointer::root().join("components").join("securitySchemes");
    let schemes = places.node(&at).and_then(Node::as_object);
    let mut found = Vec::new();
    for (key, node) in schemes.into_iter().flatten() {
        let pointer = at.join(&key.name);
        let scheme = references::follow(cx, places, Kind::SecurityScheme, &pointer, node);
        let Some((_, node)) = scheme else { continue };
        if node.get("type").and_then(Node::as_str) == Some("mutualTLS") {
            found.push(SecurityScheme {
                pointer,
                name: key.name.clone(),
                description: text(node, "description"),
                kind: SecuritySchemeKind::MutualTls,
            });
            continue;
        }
        if let Ok(scheme) = oas::SecurityScheme::deserialize(node) {
            let mut scheme = security_scheme(pointer, key.name.clone(), scheme);
            if let SecuritySchemeKind::OAuth2(flows) = &mut scheme.kind {
                flows.extend(device_flow(node));
            }
            found.push(scheme);
        }
    }
    found
}

/// OpenAPI 3.2.0, OAuth Flows Object, `deviceAuthorization` (RFC 8628).
fn device_flow(scheme: &Node) -> Option<Flow> {
    let flow = scheme.get("flows")?.get("deviceAuthorization")?;
    let scopes = members(flow, "scopes");
    let scopes = scopes.filter(|(key, _)| !key.name.starts_with("x-"));
    Some(Flow {
        grant: "deviceAuthorization",
        authorization_url: None,
        device_authorization_url: text(flow, "deviceAuthorizationUrl"),
        token_url: text(flow, "tokenUrl"),
        refresh_url: text(flow, "refreshUrl"),
        scopes: scopes
            .filter_map(|(key, node)| Some((key.name.clone(), node.as_str()?.to_owned())))
            .collect(),
    })
}

fn security_scheme(pointer: Pointer, name: String, scheme: oas::SecurityScheme) -> SecurityScheme {
    let (kind, description) = match scheme {
        oas::SecurityScheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let location = match location {
                oas::APIKeyLocation::Query => Location::Query,
                oas::APIKeyLocation::Header => Location::Header,
                oas::APIKeyLocation::Cookie => Location::Cookie,
            };
            (SecuritySchemeKind::ApiKey { location, name }, description)
        }
        oas::SecurityScheme::HTTP {
            scheme,
            description,
            ..
        } => (SecuritySchemeKind::Http { scheme }, description),
        oas::SecurityScheme::OAuth2 {
            flows, description, ..
        } => (SecuritySchemeKind::OAuth2(self::flows(flows)), description),
        oas::SecurityScheme::OpenIDConnect {
            open_id_connect_url: url,
            description,
            ..
        } => (SecuritySchemeKind::OpenIdConnect { url }, description),
    };
    SecurityScheme {
        pointer,
        name,
        description,
        kind,
    }
}

fn flows(flows: oas::OAuth2Flows) -> Vec<Flow> {
    let mut found = Vec::new();
    if let Some(flow) = flows.implicit {
        found.push(Flow {
            grant: "implicit",
            authorization_url: Some(flow.authorization_url),
            device_authorization_url: None,
            token_url: None,
            refresh_url: flow.refresh_url,
            scopes: flow.scopes.into_iter().collect(),
        });
    }
    if let Some(flow) = flows.password {
        found.push(Flow {
            grant: "password",
            authorization_url: None,
            device_authorization_url: None,
            token_url: Some(flow.token_url),
            refresh_url: flow.refresh_url,
            scopes: flow.scopes.into_iter().collect(),
        });
    }
    if let Some(flow) = flows.client_credentials {
        found.push(Flow {
            grant: "clientCredentials",
            authorization_url: None,
            device_authorization_url: None,
            token_url: Some(flow.token_url),
            refresh_url: flow.refresh_url,
            scopes: flow.scopes.into_iter().collect(),
        });
    }
    if let Some(flow) = flows.authorization_code {
        found.push(Flow {
            grant: "authorizationCode",
            authorization_url: Some(flow.authorization_url),
            device_authorization_url: None,
            token_url: Some(flow.token_url),
            refresh_url: flow.refresh_url,
            scopes: flow.scopes.into_iter().collect(),
        });
    }
    found
}
