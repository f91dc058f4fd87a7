//! Values of the document without the members of the other side.

use super::{
    super::conforms,
    sides::{Side, Sides},
};
use crate::spec::{Additional, Schema, SchemaId, SchemaKind, Selection};
use serde_json::Value;
use std::collections::BTreeMap;

/// A value of a schema without the properties that the side lacks.
pub(super) fn without(
    schemas: &[Schema],
    sides: &Sides,
    side: Side,
    id: SchemaId,
    mut value: Value,
) -> Value {
    let mut open = vec![(&mut value, id)];
    while let Some((value, id)) = open.pop() {
        if !sides.differs(id) {
            continue;
        }
        let Some(id) = meant(schemas, id, value) else {
            continue;
        };
        match (&schemas[id.0].kind, value) {
            (SchemaKind::Array(items), Value::Array(values)) => {
                open.extend(values.iter_mut().map(|value| (value, *items)));
            }
            (SchemaKind::Map(values), Value::Object(members)) => {
                open.extend(members.values_mut().map(|value| (value, *values)));
            }
            (SchemaKind::Object(object), Value::Object(members)) => {
                let properties = object.properties.iter().zip(sides.lacking(id));
                let properties: BTreeMap<&str, _> = properties
                    .map(|(property, lacking)| {
                        let gone = *lacking == Some(side);
                        (property.name.as_str(), (property.schema, gone))
                    })
                    .collect();
                let find = |name: &str| properties.get(name).copied();
                members.retain(|name, _| find(name).is_none_or(|(_, gone)| !gone));
                for (name, value) in members {
                    match (find(name), object.additional) {
                        (Some((schema, _)), _) => open.push((value, schema)),
                        (None, Additional::Kept(values)) => open.push((value, values)),
                        (None, Additional::Ignored | Additional::Refused) => {}
                    }
                }
            }
            _ => {}
        }
    }
    value
}

/// The schema that a value is of, other names and choices aside.
fn meant(schemas: &[Schema], id: SchemaId, value: &Value) -> Option<SchemaId> {
    let mut at = id;
    for _ in 0..schemas.len() {
        at = match &schemas[at.0].kind {
            SchemaKind::Alias(target) => *target,
            SchemaKind::Union(union) => match &union.selection {
                Selection::Tag { .. } => union.branches[union.selection.tagged(value)?].schema,
                Selection::Shape(_) => {
                    let mut branches = union.branches.iter().map(|branch| branch.schema);
                    branches.find(|branch| conforms::problem(schemas, *branch, value).is_none())?
                }
            },
            _ => return Some(at),
        };
    }
    None
}
