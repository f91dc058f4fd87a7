//! Encoding Objects to how the properties of a form are said, and which of its names belong to which.

use super::{parameters::resolved, spread};
use crate::{
    ir,
    spec::{Additional, Api, Content, Members, Property, Said, SchemaKind, Style},
};
use std::collections::{BTreeMap, BTreeSet};

/// How the properties of a form are said, where that is not as usual.
pub(super) fn all(api: &Api, content: &Content) -> Vec<ir::Encoding> {
    let form = content
        .schema
        .map(|form| &api.schema(resolved(api, form)).kind);
    let (properties, additional) = match form {
        Some(SchemaKind::Object(form)) => (&*form.properties, form.additional),
        _ => (&[][..], Additional::Ignored),
    };
    let said = content.encoding.iter();
    let said = said.filter_map(|one| Some((one.property.as_str(), one.said?)));
    let said: BTreeMap<&str, Said> = said.collect();
    let own = |property: &Property| match said.get(property.name.as_str()) {
        Some(Said {
            style: Style::Form,
            explode: true,
            ..
        }) => spread::named(api, &property.name, property.schema),
        _ => Members {
            names: [property.name.clone()].into(),
            ..Members::default()
        },
    };
    let properties = properties.iter();
    // Nobody asks whose a name is where each property has its own.
    let properties = properties.filter(|_| !said.is_empty());
    let members: BTreeMap<&str, Members> = properties
        .map(|property| (property.name.as_str(), own(property)))
        .collect();
    let all: BTreeSet<&String> = members.values().flat_map(|one| &one.names).collect();
    let spread = |property: &str| match members.get(property) {
        // Each name has one holder, else the object would not be spread.
        Some(own) if own.needs_the_others() => {
            let names = all.iter().filter(|name| !own.names.contains(**name));
            ir::SpreadMembers::AllBut(names.map(|name| (*name).clone()).collect())
        }
        // Others would take them for names that the form does not have.
        Some(own) if own.of_objects && additional != Additional::Ignored => {
            ir::SpreadMembers::Named(own.names.iter().cloned().collect())
        }
        _ => ir::SpreadMembers::NotAsked,
    };
    let encodings = content.encoding.iter();
    encodings
        .map(|encoding| ir::Encoding {
            property: encoding.property.clone(),
            content_type: encoding.content_type.clone(),
            said: encoding.said.map(|said| ir::Said {
                style: said.style,
                explode: said.explode,
                allow_reserved: said.allow_reserved,
                members: spread(&encoding.property),
            }),
        })
        .collect()
}
