//! Encoding Objects to how the properties of a form are said, and which of its names belong to which.

use super::{parameters::resolved, spread};
use crate::{
    ir,
    spec::{Additional, Api, Content, Members, Property, Said, SchemaKind, Style},
};
use std::collections::BTreeSet;

/// How the properties of a form are said, where that is not as usual.
pub(super) fn all(api: &Api, content: &Content) -> Vec<ir::Encoding> {
    let form = content
        .schema
        .map(|form| &api.schema(resolved(api, form)).kind);
    let (properties, additional) = match form {
        Some(SchemaKind::Object(form)) => (&*form.properties, form.additional),
        _ => (&[][..], Additional::Ignored),
    };
    let encodings = content.encoding.iter();
    encodings
        .map(|encoding| {
            let mut own = properties.iter();
            let own = own.find(|property| property.name == encoding.property);
            ir::Encoding {
                property: encoding.property.clone(),
                content_type: encoding.content_type.clone(),
                said: encoding.said.map(|said| ir::Said {
                    style: said.style,
                    explode: said.explode,
                    allow_reserved: said.allow_reserved,
                    members: match own.map(|own| (own, members(api, content, own))) {
                        Some((own, members)) if members.needs_the_others() => {
                            ir::SpreadMembers::AllBut(beside(api, content, properties, own))
                        }
                        // Others would take them for names that the form does not have.
                        Some((_, members))
                            if members.of_objects && additional != Additional::Ignored =>
                        {
                            ir::SpreadMembers::Named(members.names.into_iter().collect())
                        }
                        _ => ir::SpreadMembers::NotAsked,
                    },
                }),
            }
        })
        .collect()
}

/// The names in the form that belong to a property.
fn members(api: &Api, content: &Content, property: &Property) -> Members {
    let mut encodings = content.encoding.iter();
    let encoding = encodings.find(|encoding| encoding.property == property.name);
    match encoding.and_then(|encoding| encoding.said) {
        Some(Said {
            style: Style::Form,
            explode: true,
            ..
        }) => spread::named(api, &property.name, property.schema),
        _ => Members {
            names: [property.name.clone()].into(),
            ..Members::default()
        },
    }
}

/// All names but those of one property.
fn beside(api: &Api, content: &Content, properties: &[Property], own: &Property) -> Vec<String> {
    let others = properties.iter().filter(|other| other.name != own.name);
    let names: BTreeSet<String> = others
        .flat_map(|other| members(api, content, other).names)
        .collect();
    names.into_iter().collect()
}
