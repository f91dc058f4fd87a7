//! Operations to functions, input structs, outputs and error enums.

mod contents;
mod docs;
mod encodings;
mod links;
mod media;
mod names;
mod outputs;
mod parameters;
mod parts;
pub(super) mod spread;

pub(super) use names::{Names, RESERVED};
pub(super) use parts::{item, object as parts_of, only_parts};

use super::{samples::Samples, security, servers, types::Types};
use crate::{ir, naming::Scope, spec};
use std::collections::{BTreeMap, BTreeSet};

/// What all operations are lowered with.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) api: &'a spec::Api,
    pub(super) types: &'a Types<'a>,
    pub(super) samples: &'a Samples<'a>,
}

/// Every operation, in document order.
pub(super) fn all(cx: Context<'_>, names: &Names) -> Vec<ir::Operation> {
    let operations: Vec<_> = cx.api.operations.iter().collect();
    let mut lowered = several(cx, &operations, names.idents(), None);
    // Once the inputs of all are known.
    let links: Vec<_> = operations
        .iter()
        .zip(&lowered)
        .map(|(operation, own)| links::of(cx, operation, own, &lowered))
        .collect();
    for (operation, links) in lowered.iter_mut().zip(links) {
        operation.links = links;
    }
    lowered
}

/// The requests that the API sends, kind by kind.
pub(super) fn requests(cx: Context<'_>, names: &Names) -> Vec<ir::Callbacks> {
    let kinds = sent(cx.api).into_iter().zip(names.sent());
    kinds
        .map(|(kind, idents)| callbacks(cx, kind, idents))
        .collect()
}

fn callbacks(cx: Context<'_>, kind: Sent<'_>, idents: &[String]) -> ir::Callbacks {
    let (callbacks, requests): (Vec<_>, Vec<_>) = kind.requests.into_iter().unzip();
    let paths = paths(&callbacks, &requests);
    let idents = idents.iter().map(String::as_str);
    let operations = several(cx, &requests, idents, Some(&paths));
    let schemes = security::schemes(cx.api, &requests);
    let securities = security::securities(&operations, &schemes);
    ir::Callbacks {
        // A module is not called as the one that it stands in.
        ident: match cx.api.name == kind.ident {
            true => "requests".to_owned(),
            false => kind.ident,
        },
        noun: kind.noun,
        operations,
        schemes,
        securities,
    }
}

/// Requests of one kind, each with the callback or the webhook that it belongs to.
pub(super) struct Sent<'a> {
    /// Their module.
    ident: String,
    /// What docs call one of them.
    noun: &'static str,
    /// In document order; at least one.
    pub(super) requests: Vec<(&'a spec::Callback, &'a spec::Operation)>,
}

/// Everything that the API sends: callbacks, the callbacks that these have, and so on, then webhooks and theirs. Who
/// receives one sends what it has of callbacks, so that each step is a kind of its own.
pub(super) fn sent(api: &spec::Api) -> Vec<Sent<'_>> {
    let own = api
        .operations
        .iter()
        .flat_map(|operation| &operation.callbacks);
    let (mut kinds, mut seen) = (Vec::new(), BTreeSet::new());
    for (noun, mut callbacks) in [
        ("callback", own.collect::<Vec<_>>()),
        ("webhook", api.webhooks.iter().collect()),
    ] {
        let first = format!("{noun}s");
        let (mut ident, mut noun, mut level) = (first.clone(), noun, 1);
        while !callbacks.is_empty() {
            // A callback that several operations refer to stands in one place.
            let requests = callbacks.into_iter().flat_map(of_callback);
            let requests: Vec<_> = requests
                .filter(|(_, operation)| noun == "webhook" || seen.insert(&operation.pointer))
                .collect();
            callbacks = requests
                .iter()
                .flat_map(|(_, operation)| &operation.callbacks)
                .collect();
            level += 1;
            // A file is called after it: a name that only repeats itself counts.
            let further = match level {
                ..=4 => format!("callbacks_of_{ident}"),
                _ => format!("callbacks_of_{first}_{level}"),
            };
            if !requests.is_empty() {
                kinds.push(Sent {
                    ident,
                    noun,
                    requests,
                });
            }
            (ident, noun) = (further, "further callback");
        }
    }
    kinds
}

fn of_callback(
    callback: &spec::Callback,
) -> impl Iterator<Item = (&spec::Callback, &spec::Operation)> {
    let operations = callback.operations.iter();
    operations.map(move |operation| (callback, operation))
}

/// Where a receiver serves a request: the name of its callback, of whose expressions each has a path of its own, or of
/// its webhook.
fn paths(callbacks: &[&spec::Callback], requests: &[&spec::Operation]) -> Vec<String> {
    let place = |operation: &spec::Operation| {
        let parent = operation.pointer.split_last();
        parent.map_or_else(String::new, |(parent, _)| parent.to_string())
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~');
    let (mut wanted, mut indices) = (Vec::new(), BTreeMap::new());
    for (callback, request) in callbacks.iter().zip(requests) {
        let name = callback.name.chars();
        let name: String = name.map(|c| if is_plain(c) { c } else { '-' }).collect();
        indices.entry(place(request)).or_insert_with(|| {
            wanted.push((format!("/{name}"), place(request)));
            wanted.len() - 1
        });
    }
    let assigned = Scope::default().assign(&wanted);
    requests
        .iter()
        .map(|request| {
            let index = indices.get(&place(request));
            index.map_or_else(String::new, |index| assigned[*index].clone())
        })
        .collect()
}

/// Operations of one module, without their links; `paths` where they are not those of the document.
fn several<'n>(
    cx: Context<'_>,
    operations: &[&spec::Operation],
    idents: impl Iterator<Item = &'n str>,
    paths: Option<&[String]>,
) -> Vec<ir::Operation> {
    let idents: Vec<&str> = idents.collect();
    let mut scope = Scope::default();
    let inputs = names::inputs(idents.iter().copied(), &mut scope);
    let schemes = security::used(cx.api, operations);
    let mut lowered: Vec<_> = operations
        .iter()
        .enumerate()
        .map(|(index, operation)| {
            let path = paths.map_or(&operation.path, |paths| &paths[index]);
            one(cx, operation, &schemes, path, idents[index], &inputs[index])
        })
        .collect();
    names::tell_apart(&mut lowered, &mut scope);
    lowered
}

fn one(
    cx: Context<'_>,
    operation: &spec::Operation,
    schemes: &[spec::SecuritySchemeId],
    path: &str,
    ident: &str,
    input: &str,
) -> ir::Operation {
    let (parameters, body) = parameters::fields(cx, operation);
    let body = operation.request_body.as_ref().zip(body);
    let body = body.map(|(body, ident)| contents::body(cx.types, body, input, ident));
    let (output, failures) = outputs::of(cx.types, operation, input);
    let mut lowered = ir::Operation {
        ident: ident.to_owned(),
        input: input.to_owned(),
        error: names::error(input),
        docs: docs::full(cx.api, operation, path),
        brief: docs::brief(operation, path),
        method: operation.method.clone(),
        path: path.to_owned(),
        accept: outputs::accept(&output, &failures),
        streams: outputs::streams(&output),
        parameters,
        body,
        output,
        failures,
        security: security::requirements(operation, schemes),
        satisfiable: security::satisfiable(cx.api, operation),
        server: operation.servers.first().map(servers::url),
        links: Vec::new(),
        pagination: None,
        samples: None,
    };
    lowered.pagination = links::pagination(operation, &lowered);
    lowered.samples = cx.samples.operation(operation, &lowered);
    lowered
}

#[cfg(test)]
mod tests;
