//! Objects whose members stand in a query or a form themselves, and the names beside them.

use super::parameters::resolved;
use crate::{
    ir,
    spec::{
        Additional, Api, Content, Location, Members, Operation, Parameter, SchemaId, SchemaKind,
        SecuritySchemeKind, Style,
    },
};

/// A name in a query or a form.
struct Named<'a> {
    name: &'a str,
    schema: SchemaId,
    /// Whether members of its objects stand there instead.
    is_spread: bool,
}

/// The other names of the query, where the members of an object stand in the query themselves and it takes the others
/// to know them.
pub(super) fn beside_parameter(
    api: &Api,
    operation: &Operation,
    parameter: &Parameter,
) -> Vec<String> {
    let own = of_parameter(parameter);
    let own = own.filter(|own| members(api, own).is_some_and(|own| own.needs_the_others()));
    let Some(own) = own else {
        return Vec::new();
    };
    let all = operation.parameters.iter().filter_map(of_parameter);
    let mut names = beside(api, &own, all);
    // Credentials travel there, too.
    for requirement in operation.security.iter().flatten() {
        if let SecuritySchemeKind::ApiKey {
            location: Location::Query,
            name,
        } = &api.security_schemes[requirement.scheme.0].kind
        {
            names.push(name.clone());
        }
    }
    names.sort();
    names.dedup();
    names
}

fn of_parameter(parameter: &Parameter) -> Option<Named<'_>> {
    (parameter.location == Location::Query).then(|| Named {
        name: &parameter.name,
        schema: parameter.schema,
        is_spread: is_spread(parameter.style, parameter.explode),
    })
}

fn is_spread(style: Style, explode: bool) -> bool {
    style == Style::Form && explode
}

/// The members that stand there instead of a name.
fn members(api: &Api, named: &Named<'_>) -> Option<Members> {
    let kind_of = |id| &api.schema(resolved(api, id)).kind;
    named
        .is_spread
        .then(|| Members::of(named.schema, kind_of))
        .flatten()
}

/// All names but one's own.
fn beside<'a>(api: &Api, own: &Named<'_>, all: impl Iterator<Item = Named<'a>>) -> Vec<String> {
    let mut names = Vec::new();
    for other in all.filter(|other| other.name != own.name) {
        match members(api, &other) {
            Some(members) if !members.names.is_empty() => names.extend(members.names),
            _ => names.push(other.name.to_owned()),
        }
    }
    names.sort();
    names.dedup();
    names
}

/// How the properties of a form are said, where that is not as usual.
pub(super) fn encodings(api: &Api, content: &Content) -> Vec<ir::Encoding> {
    let form = content
        .schema
        .map(|form| &api.schema(resolved(api, form)).kind);
    let (properties, additional) = match form {
        Some(SchemaKind::Object(form)) => (&*form.properties, form.additional),
        _ => (&[][..], Additional::Ignored),
    };
    let said = |name: &str| {
        let mut encodings = content.encoding.iter();
        encodings.find(|encoding| encoding.property == name)?.said
    };
    let named = |name, schema| Named {
        name,
        schema,
        is_spread: said(name).is_some_and(|said| is_spread(said.style, said.explode)),
    };
    let all = || {
        let properties = properties.iter();
        properties.map(|property| named(property.name.as_str(), property.schema))
    };
    let encodings = content.encoding.iter();
    encodings
        .map(|encoding| {
            let own = all().find(|named| named.name == encoding.property);
            let members = own.as_ref().and_then(|own| members(api, own));
            let said = encoding.said.map(|said| ir::Said {
                style: said.style,
                explode: said.explode,
                allow_reserved: said.allow_reserved,
                members: match (&own, members) {
                    (Some(own), Some(members)) if members.needs_the_others() => {
                        ir::SpreadMembers::AllBut(beside(api, own, all()))
                    }
                    (Some(_), Some(members)) if additional != Additional::Ignored => {
                        ir::SpreadMembers::Named(members.names.into_iter().collect())
                    }
                    _ => ir::SpreadMembers::NotAsked,
                },
            });
            ir::Encoding {
                property: encoding.property.clone(),
                content_type: encoding.content_type.clone(),
                said,
            }
        })
        .collect()
}
