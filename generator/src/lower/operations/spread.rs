//! Objects whose members stand in a query or among the cookies themselves (OpenAPI 3.0.3, Style Values: `form`, exploded):
//! which names are theirs, and which are of others.

use super::parameters::resolved;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    document::Places,
    spec::{Api, Location, Members, Operation, Parameter, SchemaId, SecuritySchemeKind},
};
use std::collections::{BTreeMap, BTreeSet};

/// By parameter, the other names in its location, where its own cannot be told without them: keys are free, or a branch of
/// a union is chosen by which there are.
pub(super) fn beside(api: &Api, operation: &Operation) -> Vec<Vec<String>> {
    let parameters = &operation.parameters;
    if !parameters.iter().any(is_spread) {
        return vec![Vec::new(); parameters.len()];
    }
    let all: Vec<Members> = parameters.iter().map(|one| members(api, one)).collect();
    // How many have a name.
    let mut held: BTreeMap<(Location, &str), usize> = BTreeMap::new();
    for (parameter, members) in parameters.iter().zip(&all) {
        for name in &members.names {
            *held.entry((parameter.location, name)).or_default() += 1;
        }
    }
    for key in keys(api, operation) {
        *held.entry(key).or_default() += 2;
    }
    let beside = |(parameter, own): (&Parameter, &Members)| {
        if !own.needs_the_others() {
            return Vec::new();
        }
        let names = held.iter().filter(|((location, name), count)| {
            *location == parameter.location && (**count > 1 || !own.names.contains(*name))
        });
        names.map(|((_, name), _)| (*name).to_owned()).collect()
    };
    parameters.iter().zip(&all).map(beside).collect()
}

/// The credentials of an operation that travel among parameters: where, and under which names.
fn keys<'a>(api: &'a Api, operation: &Operation) -> impl Iterator<Item = (Location, &'a str)> {
    let requirements = operation.security.iter().flatten();
    requirements.filter_map(
        |requirement| match &api.security_schemes[requirement.scheme.0].kind {
            SecuritySchemeKind::ApiKey { location, name } => Some((*location, name.as_str())),
            _ => None,
        },
    )
}

/// A parameter of which a request does not say whether something belongs to it.
pub(in crate::lower) struct Collision<'a> {
    parameter: &'a Parameter,
    /// An earlier parameter that it may belong to instead; a credential where there is none.
    other: Option<&'a Parameter>,
    /// The name that both have; none where both have any name.
    name: Option<String>,
}

/// The first parameter of an operation that has a name in common with something before it.
pub(in crate::lower) fn collision<'a>(
    api: &Api,
    operation: &'a Operation,
) -> Option<Collision<'a>> {
    // Nothing else has other names than its own, which are distinct.
    if !operation.parameters.iter().any(is_spread) {
        return None;
    }
    let keys: BTreeSet<(Location, &str)> = keys(api, operation).collect();
    // Who has which name, and who has any.
    let mut holders: BTreeMap<(Location, String), &Parameter> = BTreeMap::new();
    let mut free: BTreeMap<Location, &Parameter> = BTreeMap::new();
    for parameter in &operation.parameters {
        let location = parameter.location;
        let own = members(api, parameter);
        for name in own.names {
            let is_key = keys.contains(&(location, name.as_str()));
            let held = (location, name);
            let other = holders.get(&held).copied();
            if is_key || other.is_some() {
                return Some(Collision {
                    parameter,
                    other,
                    name: Some(held.1),
                });
            }
            holders.insert(held, parameter);
        }
        if own.are_free
            && let Some(other) = free.insert(location, parameter)
        {
            return Some(Collision {
                parameter,
                other: Some(other),
                name: None,
            });
        }
    }
    None
}

/// Reports what servers cannot tell apart.
pub(in crate::lower) fn report(cx: &mut Diagnostics, api: &Api, places: &Places) {
    let sent = super::sent(api);
    let sent = sent.iter().flat_map(|kind| &kind.requests);
    let operations = api
        .operations
        .iter()
        .chain(sent.map(|(_, request)| *request));
    // Parameters that several operations refer to stand in one place.
    let mut reported = BTreeSet::new();
    for operation in operations {
        let Some(collision) = collision(api, operation) else {
            continue;
        };
        let Collision {
            parameter,
            other,
            name,
        } = collision;
        if !reported.insert((&parameter.pointer, other.map(|other| &other.pointer))) {
            continue;
        }
        let other_name = match other {
            Some(other) => format!("`{}`", other.name),
            None => "a credential".to_owned(),
        };
        let message = format!(
            "{} in the {} may belong to the parameter `{}` or to {other_name}",
            name.map_or("any name".to_owned(), |name| format!("`{name}`")),
            parameter.location.word(),
            parameter.name,
        );
        let mut diagnostic = Diagnostic::new(
            &codes::AMBIGUOUS_PARAMETERS,
            places.value(&parameter.pointer),
            message,
        );
        if let Some(other) = other {
            diagnostic = diagnostic.related(places.value(&other.pointer), "the other one");
        }
        cx.push(
            diagnostic
                .note("an object that is exploded is written as its members, without the name of the parameter")
                .help("let the object keep its name: `style: deepObject`, or `explode: false`"),
        );
    }
}

/// The names that belong to a parameter: its own, or those of the members that stand in its place.
fn members(api: &Api, parameter: &Parameter) -> Members {
    match is_spread(parameter) {
        true => named(api, &parameter.name, parameter.schema),
        false => Members {
            names: [parameter.name.clone()].into(),
            ..Members::default()
        },
    }
}

/// The names under which a value is written that is spread; what is no object has its own name.
pub(super) fn named(api: &Api, name: &str, schema: SchemaId) -> Members {
    let mut members = Members::of(schema, |id| &api.schema(resolved(api, id)).kind);
    if members.beside_others {
        members.names.insert(name.to_owned());
    }
    members
}

/// Whether the members of an object stand in the location themselves.
fn is_spread(parameter: &Parameter) -> bool {
    let has_names = matches!(parameter.location, Location::Query | Location::Cookie);
    has_names && parameter.style.is_form() && parameter.explode
}
