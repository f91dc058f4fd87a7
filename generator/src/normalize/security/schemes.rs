//! Security schemes, and what a 401 names.

use super::AUTHORIZATION;
use crate::{
    resolve,
    spec::{self, Location},
};
use serde_json::{Map, Value};

/// A scheme as OpenAPI's nouns have it.
pub(super) fn scheme_of(scheme: &resolve::SecurityScheme) -> spec::SecurityScheme {
    let description = scheme.description.as_deref().unwrap_or_default();
    let kind = match &scheme.kind {
        // RFC 9110 section 11.1: the name of a scheme has no case.
        resolve::SecuritySchemeKind::Http { scheme } if scheme.eq_ignore_ascii_case("bearer") => {
            spec::SecuritySchemeKind::Bearer
        }
        resolve::SecuritySchemeKind::Http { scheme } if scheme.eq_ignore_ascii_case("basic") => {
            spec::SecuritySchemeKind::Basic
        }
        resolve::SecuritySchemeKind::Http { scheme } => {
            spec::SecuritySchemeKind::Http(scheme.clone())
        }
        // The same credential as a lifted one, declared as what it is.
        resolve::SecuritySchemeKind::ApiKey {
            location: Location::Header,
            name,
        } if name.eq_ignore_ascii_case(AUTHORIZATION) => spec::SecuritySchemeKind::Authorization {
            challenge: challenge(description),
        },
        resolve::SecuritySchemeKind::ApiKey { location, name } => {
            spec::SecuritySchemeKind::ApiKey {
                location: *location,
                name: name.clone(),
            }
        }
        resolve::SecuritySchemeKind::OAuth2(list) => spec::SecuritySchemeKind::OAuth2 {
            flows: Value::Object(
                list.iter()
                    .map(|one| (one.grant.to_owned(), flow(one)))
                    .collect(),
            ),
        },
        resolve::SecuritySchemeKind::OpenIdConnect { url } => {
            spec::SecuritySchemeKind::OpenIdConnect { url: url.clone() }
        }
        resolve::SecuritySchemeKind::MutualTls => spec::SecuritySchemeKind::MutualTls,
    };
    spec::SecurityScheme {
        name: scheme.name.clone(),
        kind,
        description: scheme.description.clone(),
    }
}

/// OpenAPI 3.0.3, OAuth Flow Object.
fn flow(flow: &resolve::Flow) -> Value {
    let urls = [
        ("authorizationUrl", &flow.authorization_url),
        ("deviceAuthorizationUrl", &flow.device_authorization_url),
        ("tokenUrl", &flow.token_url),
        ("refreshUrl", &flow.refresh_url),
    ];
    let mut object: Map<String, Value> = urls
        .into_iter()
        .filter_map(|(key, url)| Some((key.to_owned(), Value::from(url.clone()?))))
        .collect();
    let scopes = flow.scopes.iter();
    let scopes = scopes.map(|(name, text)| (name.clone(), Value::from(text.clone())));
    object.insert("scopes".to_owned(), Value::Object(scopes.collect()));
    Value::Object(object)
}

/// The authentication scheme that a description names, as `Bearer <token>` or `Basic {credentials}`; `Basic`, the one
/// that every HTTP client knows, where it names neither.
pub(super) fn challenge(description: &str) -> &'static str {
    let words = description.split(|c: char| !c.is_ascii_alphanumeric());
    let mut named = words.filter_map(|word| match word {
        "Basic" => Some("Basic"),
        "Bearer" => Some("Bearer"),
        _ => None,
    });
    named.next().unwrap_or("Basic")
}
