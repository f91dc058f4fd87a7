//! Names that items have had before: they keep them, whatever comes and goes around them.

use super::{
    operations::{self, Names},
    types::Types,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    naming::Scope,
    pointer::Pointer,
    source::{LockedName, NamesLock},
    spec::{self, SchemaKind},
};
use std::collections::BTreeMap;

/// Identifiers for items of one scope: those that the lock has first, then as the items want, each by the name that
/// tells it apart. An entry of `wanted` is the identifier, that name, and the key in the lock.
pub(super) fn assign(
    scope: &mut Scope,
    locked: Option<&BTreeMap<String, LockedName>>,
    fits: fn(&str) -> bool,
    wanted: &[(String, String, String)],
) -> Vec<String> {
    let held: Vec<Option<String>> = wanted
        .iter()
        .map(|(_, _, key)| {
            let name = &locked?.get(key)?.name;
            (fits(name) && scope.take(name)).then(|| name.clone())
        })
        .collect();
    let free: Vec<_> = wanted
        .iter()
        .zip(&held)
        .filter(|(_, held)| held.is_none())
        .map(|((ident, name, _), _)| (ident.clone(), name.clone()))
        .collect();
    let mut assigned = scope.assign(&free).into_iter();
    held.into_iter()
        .map(|held| held.or_else(|| assigned.next()).unwrap_or_default())
        .collect()
}

/// The key of an operation.
pub(super) fn operation(operation: &spec::Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// The key of a request that the API sends: several callbacks may have one name.
pub(super) fn callback(operation: &spec::Operation) -> String {
    format!("{} {}", operation.method, operation.pointer)
}

/// The key of a field, from that of its type.
pub(super) fn field(owner: &str, property: &str) -> String {
    let mut key = format!("{owner}/properties");
    Pointer::push_key(&mut key, property);
    key
}

/// The key of a variant, from that of its type.
pub(super) fn variant(owner: &str, name: &str) -> String {
    format!("{owner} {name}")
}

/// The names that the items have now. What the user chose elsewhere is not the lock's to hold.
pub(super) fn of(api: &spec::Api, names: &Names, types: &Types<'_>) -> NamesLock {
    let new = |name: &str| LockedName {
        name: name.to_owned(),
        span: None,
    };
    let mut lock = NamesLock::default();
    for (item, ident) in api.operations.iter().zip(names.idents()) {
        if item.chosen_name.is_none() {
            lock.operations.insert(operation(item), new(ident));
        }
    }
    let sent = operations::sent(api);
    let requests = sent.iter().flat_map(|kind| &kind.requests);
    for ((_, item), ident) in requests.zip(names.sent().iter().flatten()) {
        if item.chosen_name.is_none() {
            lock.operations.insert(callback(item), new(ident));
        }
    }
    for (id, ident) in types.named() {
        let schema = api.schema(id);
        let key = types.key(id);
        if schema.chosen_name.is_none() {
            lock.types.insert(key.to_owned(), new(ident));
        }
        let members = types.fields(id).iter();
        match &schema.kind {
            SchemaKind::Object(object) => {
                for (property, ident) in object.properties.iter().zip(members) {
                    if property.chosen_name.is_none() {
                        lock.fields.insert(field(key, &property.name), new(ident));
                    }
                }
            }
            SchemaKind::Enum(values) => {
                for (value, ident) in values.iter().zip(members) {
                    if value.chosen_name.is_none() {
                        let name = value.value.to_string();
                        lock.variants.insert(variant(key, &name), new(ident));
                    }
                }
            }
            SchemaKind::Union(union) => {
                for (branch, ident) in union.branches.iter().zip(members) {
                    let name = types.key(branch.schema);
                    lock.variants.insert(variant(key, name), new(ident));
                }
            }
            _ => {}
        }
    }
    lock
}

/// Reports the names of items that are gone.
pub(super) fn report_lost(cx: &mut Diagnostics, old: &NamesLock, new: &NamesLock) {
    let sections = [
        (&old.fields, &new.fields),
        (&old.operations, &new.operations),
        (&old.types, &new.types),
        (&old.variants, &new.variants),
    ];
    for (old, new) in sections {
        for (item, locked) in old.iter().filter(|(item, _)| !new.contains_key(*item)) {
            let Some(span) = locked.span else { continue };
            let message = format!(
                "`{item}`, which was called `{}`, is not in the documents",
                locked.name
            );
            cx.push(
                Diagnostic::new(&codes::LOST_NAME, span, message)
                    .help("if it has moved, change its key here; if it is gone, `cargo xtask codegen --lock` takes it out"),
            );
        }
    }
}
