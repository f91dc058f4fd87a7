//! Servers to variants of an enum, and their variables to structs.

use super::{
    chosen,
    docs::{self, DocsBuilder},
};
use crate::{
    diagnostics::Diagnostics,
    document::Places,
    ir::{self, ServerVariableType},
    naming::{self, Scope},
    spec::{Api, Server, ServerVariable},
};
use std::collections::BTreeMap;

/// What `client` has besides.
const RESERVED: &[&str] = &["Client", "Credentials", "Self", "Server"];

/// The named servers, in document order.
pub(super) fn all(cx: &mut Diagnostics, api: &Api, places: &Places) -> Vec<ir::Server> {
    let idents = idents(cx, api, places);
    // Structs first: the variables' enums are named after them.
    let mut scope = Scope::reserving(RESERVED);
    let structs: Vec<Option<String>> = {
        let servers = api.servers.iter().zip(&idents);
        let with_variables = servers.filter(|(server, _)| !server.variables.is_empty());
        let wanted: Vec<_> = with_variables
            .map(|(_, ident)| (naming::type_name(&format!("{ident} Server")), ident.clone()))
            .collect();
        let mut assigned = scope.assign(&wanted).into_iter();
        let servers = api.servers.iter();
        servers
            .map(|server| match server.variables.is_empty() {
                true => None,
                false => assigned.next(),
            })
            .collect()
    };
    let servers = api.servers.iter().zip(idents).zip(structs);
    servers
        .map(|((server, ident), ident_of_struct)| {
            let owner = ident_of_struct.as_deref().unwrap_or_default();
            ir::Server {
                ident,
                docs: DocsBuilder::default()
                    .text(server.description.as_deref())
                    .line(docs::code(&server.url))
                    .finish(),
                url: absolute(&server.url),
                is_relative: !url(server).contains("://"),
                variables: variables(&server.variables, owner, &mut scope),
                ident_of_struct,
            }
        })
        .collect()
}

/// The URL of a server, its variables at their defaults.
pub(super) fn url(server: &Server) -> String {
    let variables = server.variables.iter();
    let defaults: BTreeMap<&str, &str> = variables
        .map(|variable| (variable.name.as_str(), variable.default.as_str()))
        .collect();
    let mut pieces = server.url.split('{');
    let mut url = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once('}') {
            Some((name, rest)) if defaults.contains_key(name) => {
                url += defaults[name];
                url += rest;
            }
            _ => {
                url.push('{');
                url += piece;
            }
        }
    }
    absolute(&url)
}

/// A reference without a scheme takes that of the document (RFC 3986 section 4.2), which is served securely.
fn absolute(url: &str) -> String {
    match url.starts_with("//") {
        true => format!("https:{url}"),
        false => url.to_owned(),
    }
}

/// A server is called after its description when that is a few words, else after its URL.
fn idents(cx: &mut Diagnostics, api: &Api, places: &Places) -> Vec<String> {
    let mut scope = Scope::reserving(&["Custom", "Self"]);
    let named: Vec<Option<String>> = api
        .servers
        .iter()
        .map(|server| {
            chosen(
                cx,
                places,
                &server.pointer,
                server.chosen_name.as_ref(),
                naming::is_type_name,
                &mut scope,
            )
        })
        .collect();
    let wanted: Vec<_> = api
        .servers
        .iter()
        .zip(&named)
        .filter(|(_, named)| named.is_none())
        .map(|(server, _)| {
            let address = server
                .url
                .split_once("://")
                .map_or(server.url.as_str(), |(_, address)| address);
            let words = server
                .description
                .as_deref()
                .filter(|text| text.split_whitespace().count() <= 3);
            let name = words.unwrap_or_else(|| address.trim_matches('/'));
            (naming::variant_name(name), server.url.clone())
        })
        .collect();
    let mut derived = scope.assign(&wanted).into_iter();
    named
        .into_iter()
        .map(|named| named.or_else(|| derived.next()).unwrap_or_default())
        .collect()
}

fn variables(
    variables: &[ServerVariable],
    owner: &str,
    scope: &mut Scope,
) -> Vec<ir::ServerVariable> {
    let wanted: Vec<_> = variables
        .iter()
        .map(|variable| (naming::snake_name(&variable.name), variable.name.clone()))
        .collect();
    // Of a server without a host, its struct has that as well.
    let fields = Scope::reserving(&["origin"]).assign(&wanted);
    let wanted: Vec<_> = variables
        .iter()
        .filter(|variable| !variable.values.is_empty())
        .map(|variable| {
            let name = naming::type_name(&format!("{owner} {}", variable.name));
            (name, format!("{owner} {}", variable.name))
        })
        .collect();
    let mut enums = scope.assign(&wanted).into_iter();
    let variables = variables.iter().zip(fields);
    variables
        .map(|(variable, ident)| ir::ServerVariable {
            name: ir::Name {
                wire: variable.name.clone(),
                ident,
            },
            docs: DocsBuilder::default()
                .text(variable.description.as_deref())
                .line(format!("Default: {}", docs::code(&variable.default)))
                .finish(),
            ty: match variable.values.is_empty() {
                true => ServerVariableType::Text,
                false => ServerVariableType::Enum {
                    ident: enums.next().unwrap_or_default(),
                    values: values(&variable.values),
                },
            },
            default: variable.default.clone(),
        })
        .collect()
}

fn values(values: &[String]) -> Vec<ir::Name> {
    let wanted: Vec<_> = values
        .iter()
        .map(|value| (naming::variant_name(value), value.clone()))
        .collect();
    let idents = Scope::default().assign(&wanted);
    let values = values.iter().cloned().zip(idents);
    values
        .map(|(wire, ident)| ir::Name { wire, ident })
        .collect()
}
