//! Where an API is served.

use crate::{resolve, spec};

/// The servers that say something: not those that only say that the API is served where its document is.
pub(super) fn servers(list: &[resolve::Server]) -> Vec<spec::Server> {
    let says_something = |server: &&resolve::Server| !["", "/"].contains(&server.url.as_str());
    list.iter().filter(says_something).map(one).collect()
}

/// The servers of one operation; empty when they are those of the API.
pub(super) fn own(api: &[resolve::Server], own: Option<&[resolve::Server]>) -> Vec<spec::Server> {
    let urls = |list: &[resolve::Server]| -> Vec<String> {
        list.iter().map(|server| server.url.clone()).collect()
    };
    match own {
        Some(own) if urls(own) != urls(api) => servers(own),
        _ => Vec::new(),
    }
}

fn one(server: &resolve::Server) -> spec::Server {
    let mut variables: Vec<&resolve::ServerVariable> = server.variables.iter().collect();
    let place = |name: &str| server.url.find(&format!("{{{name}}}"));
    variables.retain(|variable| place(&variable.name).is_some());
    variables.sort_by_key(|variable| place(&variable.name));
    let variables = variables.into_iter().map(|variable| spec::ServerVariable {
        name: variable.name.clone(),
        default: variable.default.clone(),
        values: variable.values.clone(),
        description: variable.description.clone(),
    });
    spec::Server {
        url: server.url.clone(),
        variables: variables.collect(),
        description: server
            .description
            .clone()
            .filter(|text| !text.trim().is_empty()),
        chosen_name: server.chosen_name.clone(),
        pointer: server.pointer.clone(),
    }
}
