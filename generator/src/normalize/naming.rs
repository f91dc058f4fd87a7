//! The words that lead to schemas written in place: what they are called after.

use super::schemas::Schemas;
use crate::{
    pointer::Pointer,
    spec::{Additional, SchemaId, SchemaKind, SchemaName},
};

/// Names the components and all that is written inside them: first what stands in the text of each, so that a part
/// that several are composed of is called after the one that it stands in, then what composition made.
pub(super) fn components(schemas: &mut Schemas<'_>) {
    let resolved = schemas.resolved();
    let mut components: Vec<(SchemaId, &str)> = Vec::new();
    for (id, schema) in resolved.schemas.iter().enumerate() {
        if let Some(component) = &schema.component {
            schemas.set_name(SchemaId(id), SchemaName::Component(component.clone()));
            components.push((SchemaId(id), component));
        }
    }
    components.sort_by_key(|(_, name)| *name);
    for (id, name) in &components {
        let path = [(*name).to_owned()];
        let inside = Some(&resolved.schemas[id.0].pointer);
        name_parts(schemas, *id, &path, inside);
    }
    for (id, name) in &components {
        name_parts(schemas, *id, &[(*name).to_owned()], None);
    }
}

/// Names a schema that an operation uses, and what is written inside it.
pub(super) fn used(schemas: &mut Schemas<'_>, id: SchemaId, path: &[String], short: bool) {
    if schemas.name(id).is_none() {
        let name = SchemaName::Inline {
            path: path.to_vec(),
            short,
        };
        schemas.set_name(id, name);
        name_parts(schemas, id, path, None);
    }
}

/// Names the parts of a schema after the path that leads there; with `inside`, those only that stand below a pointer.
fn name_parts(schemas: &mut Schemas<'_>, id: SchemaId, path: &[String], inside: Option<&Pointer>) {
    // Parts are named on the way down, each once, so that circles end.
    let mut open: Vec<(SchemaId, Vec<String>)> = vec![(id, path.to_vec())];
    let mut seen = std::collections::BTreeSet::from([id]);
    while let Some((id, path)) = open.pop() {
        let Some(kind) = schemas.own_kind(id) else {
            continue;
        };
        let mut parts = named_parts(kind);
        parts.reverse();
        for (word, part) in parts {
            let is_inside = inside.is_none_or(|owner| {
                schemas
                    .resolved()
                    .schemas
                    .get(part.0)
                    .is_some_and(|schema| schema.pointer.is_below(owner))
            });
            if matches!(schemas.name(part), Some(SchemaName::Component(_)))
                || !is_inside
                || !seen.insert(part)
            {
                continue;
            }
            let path: Vec<String> = path.iter().cloned().chain(word).collect();
            if schemas.name(part).is_none() {
                let name = SchemaName::Inline {
                    path: path.clone(),
                    short: false,
                };
                schemas.set_name(part, name);
            }
            open.push((part, path));
        }
    }
}

/// The schemas that a kind is made of, each with the word that leads to it; another name adds none.
fn named_parts(kind: &SchemaKind) -> Vec<(Option<String>, SchemaId)> {
    match kind {
        SchemaKind::Array(items) => vec![(Some("item".to_owned()), *items)],
        SchemaKind::Map(values) => vec![(Some("value".to_owned()), *values)],
        SchemaKind::Object(object) => {
            let properties = object.properties.iter();
            let mut parts: Vec<_> = properties
                .map(|property| (Some(property.name.clone()), property.schema))
                .collect();
            if let Additional::Kept(values) = object.additional {
                parts.push((Some("value".to_owned()), values));
            }
            parts
        }
        SchemaKind::Union(union) => union
            .branches
            .iter()
            .map(|branch| (Some(branch.name.clone()), branch.schema))
            .collect(),
        SchemaKind::Alias(target) => vec![(None, *target)],
        _ => Vec::new(),
    }
}
