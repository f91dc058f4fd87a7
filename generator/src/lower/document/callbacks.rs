//! Callbacks to Callback Objects (OpenAPI 3.0.3): in their operations, or under `components` where several operations
//! have the same; webhooks to Path Item Objects (OpenAPI 3.1.1).

use super::{
    json::{Json, Object},
    operations,
    schemas::Schemas,
};
use crate::{
    lower::operations::{Names, sent},
    naming::{self, Scope},
    pointer::Pointer,
    spec::{Callback, Operation},
};
use std::collections::BTreeMap;

/// What operations are called, and which callbacks several of them have.
pub(super) struct Ids<'a> {
    pub(super) operations: Vec<&'a str>,
    requests: BTreeMap<&'a Pointer, &'a str>,
    shared: BTreeMap<Vec<&'a Pointer>, String>,
}

impl<'a> Ids<'a> {
    pub(super) fn of(schemas: Schemas<'a>, names: &'a Names) -> Self {
        let kinds = sent(schemas.api);
        let requests = kinds.into_iter().flat_map(|kind| kind.requests);
        let requests = requests.zip(names.sent().iter().flatten());
        Self {
            operations: names.idents().collect(),
            requests: requests
                .map(|((_, request), name)| (&request.pointer, name.as_str()))
                .collect(),
            shared: shared(schemas),
        }
    }
}

/// The callbacks of an operation by key, each with its expressions.
fn by_key(operation: &Operation) -> BTreeMap<&str, Vec<&Callback>> {
    let mut found: BTreeMap<&str, Vec<&Callback>> = BTreeMap::new();
    for callback in &operation.callbacks {
        found.entry(&callback.name).or_default().push(callback);
    }
    found
}

/// Where the requests of a callback stand, by which it is known.
fn places<'a>(callbacks: &[&'a Callback]) -> Vec<&'a Pointer> {
    let requests = callbacks.iter().flat_map(|callback| &callback.operations);
    requests.map(|request| &request.pointer).collect()
}

fn shared(schemas: Schemas<'_>) -> BTreeMap<Vec<&Pointer>, String> {
    let mut users: BTreeMap<Vec<&Pointer>, (&str, usize)> = BTreeMap::new();
    for operation in &schemas.api.operations {
        for (key, callbacks) in by_key(operation) {
            let (_, users) = users.entry(places(&callbacks)).or_insert((key, 0));
            *users += 1;
        }
    }
    users.retain(|places, (_, users)| *users > 1 && !places.is_empty());
    let wanted: Vec<_> = users
        .iter()
        .map(|(places, (key, _))| {
            let place = places.first().map(ToString::to_string);
            (naming::type_name(key), place.unwrap_or_default())
        })
        .collect();
    let names = Scope::default().assign(&wanted);
    users.into_keys().zip(names).collect()
}

/// `callbacks` of an operation.
pub(super) fn all(schemas: Schemas<'_>, ids: &Ids<'_>, operation: &Operation) -> Object {
    let mut written = Object::default();
    for callback in &operation.callbacks {
        if written.contains(&callback.name) {
            continue;
        }
        let same = operation.callbacks.iter();
        let same: Vec<_> = same.filter(|other| other.name == callback.name).collect();
        let value = match ids.shared.get(&places(&same)) {
            Some(name) => Object::default().with("$ref", &format!("#/components/callbacks/{name}")),
            None => object(schemas, ids, &same),
        };
        written.insert(callback.name.as_str(), value);
    }
    written
}

/// `components.callbacks`
pub(super) fn components(schemas: Schemas<'_>, ids: &Ids<'_>) -> Object {
    let mut written = Object::default();
    for operation in &schemas.api.operations {
        for callbacks in by_key(operation).values() {
            if let Some(name) = ids.shared.get(&places(callbacks))
                && !written.contains(name)
            {
                written.insert(name.as_str(), object(schemas, ids, callbacks));
            }
        }
    }
    written
}

fn object(schemas: Schemas<'_>, ids: &Ids<'_>, callbacks: &[&Callback]) -> Object {
    let mut written = Object::default();
    for callback in callbacks {
        let item = item(schemas, ids, callback);
        written.insert(callback.expression.as_str(), item);
    }
    written
}

/// `webhooks` of the document.
pub(super) fn of_document(schemas: Schemas<'_>, ids: &Ids<'_>) -> Object {
    let mut written = Object::default();
    for webhook in &schemas.api.webhooks {
        // An empty one is nothing that the code implements.
        if !webhook.operations.is_empty() {
            written.insert(webhook.name.as_str(), item(schemas, ids, webhook));
        }
    }
    written
}

fn item(schemas: Schemas<'_>, ids: &Ids<'_>, callback: &Callback) -> Object {
    let mut item = Object::default();
    for request in &callback.operations {
        let name = ids.requests.get(&request.pointer).copied();
        let value = operations::operation(schemas, ids, request, name);
        item.insert(request.method.to_ascii_lowercase(), Json::from(value));
    }
    item
}
