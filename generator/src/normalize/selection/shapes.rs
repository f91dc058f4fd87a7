//! What the values of a schema look like.

use super::{is_nullable, kind_of};
use crate::{
    spec::{Additional, Property, Schema, SchemaId, SchemaKind, Shape, Test},
    vocabulary::JsonTypes,
};
use serde_json::Value;

/// What the values of a schema look like.
pub(super) fn shape(schemas: &[Schema], id: SchemaId, open: &mut Vec<SchemaId>) -> Shape {
    let null = match is_nullable(schemas, id) {
        true => JsonTypes::NULL,
        false => JsonTypes::default(),
    };
    let of = |types: JsonTypes| Shape {
        types: types.or(null),
        ..Shape::default()
    };
    if open.contains(&id) || open.len() > 16 {
        return of(JsonTypes::ALL);
    }
    match kind_of(schemas, id) {
        SchemaKind::Any | SchemaKind::Alias(_) => of(JsonTypes::ALL),
        SchemaKind::Boolean => of(JsonTypes::BOOLEAN),
        SchemaKind::Integer(_) => of(JsonTypes::INTEGER),
        SchemaKind::Number(_) => of(JsonTypes::NUMBER),
        SchemaKind::String(_) => of(JsonTypes::STRING),
        SchemaKind::Map(_) => of(JsonTypes::OBJECT),
        SchemaKind::Enum(values) => {
            let values: Vec<Value> = values.iter().map(|value| value.value.clone()).collect();
            let types = values.iter().map(JsonTypes::of);
            let types = types.fold(JsonTypes::default(), JsonTypes::or);
            let mut shape = of(types);
            shape.tests.push(Test {
                path: Vec::new(),
                types: types.or(null),
                values,
                optional: false,
            });
            shape
        }
        SchemaKind::Array(items) => {
            open.push(id);
            let inner = self::shape(schemas, *items, open);
            open.pop();
            let mut shape = of(JsonTypes::ARRAY);
            if inner.types != JsonTypes::ALL {
                shape.tests.push(Test {
                    path: vec!["*".to_owned()],
                    types: inner.types,
                    values: Vec::new(),
                    optional: true,
                });
            }
            let inner = inner.tests.into_iter().filter(|test| test.path.len() < 3);
            shape.tests.extend(inner.map(|test| Test {
                path: std::iter::once("*".to_owned()).chain(test.path).collect(),
                optional: true,
                ..test
            }));
            shape
        }
        SchemaKind::Object(object) => {
            let mut shape = of(JsonTypes::OBJECT);
            shape.closed = object.additional == Additional::Refused;
            open.push(id);
            for property in &object.properties {
                shape.known.push(property.name.clone());
                if property.required {
                    shape.required.push(property.name.clone());
                }
                let inner = self::constants_below(schemas, property.schema, open);
                let nullable = is_nullable(schemas, property.schema);
                shape.tests.extend(inner.into_iter().map(|test| {
                    // Inside of `null` there is nothing.
                    let below_null = nullable && !test.path.is_empty();
                    Test {
                        path: std::iter::once(property.name.clone())
                            .chain(test.path)
                            .collect(),
                        optional: test.optional || !property.required || below_null,
                        ..test
                    }
                }));
            }
            open.pop();
            shape
        }
        SchemaKind::Union(union) => {
            open.push(id);
            let mut shapes = union
                .branches
                .iter()
                .map(|branch| self::shape(schemas, branch.schema, open));
            let mut all = shapes.next().unwrap_or_default();
            for other in shapes {
                all.types = all.types.or(other.types);
                all.required.retain(|name| other.required.contains(name));
                for name in other.known {
                    if !all.known.contains(&name) {
                        all.known.push(name);
                    }
                }
                all.closed &= other.closed;
                all.tests.clear();
            }
            open.pop();
            all.types = all.types.or(null);
            all
        }
    }
}

/// The constants inside a property.
fn constants_below(schemas: &[Schema], id: SchemaId, open: &mut Vec<SchemaId>) -> Vec<Test> {
    let nested = match kind_of(schemas, id) {
        SchemaKind::Enum(values) => values.len() <= 64,
        SchemaKind::Object(_) => open.len() < 3,
        _ => false,
    };
    match nested {
        true => shape(schemas, id, open).tests,
        false => Vec::new(),
    }
}

/// The shape, with the types of some properties.
pub(super) fn with_types(
    schemas: &[Schema],
    id: SchemaId,
    shape: &Shape,
    which: impl Fn(&Property) -> bool,
) -> Shape {
    let mut shape = shape.clone();
    if let SchemaKind::Object(object) = kind_of(schemas, id) {
        for property in object.properties.iter().filter(|property| which(property)) {
            let types = self::shape(schemas, property.schema, &mut vec![id]).types;
            let path = vec![property.name.clone()];
            if types != JsonTypes::ALL && !shape.tests.iter().any(|test| test.path == path) {
                shape.tests.push(Test {
                    path,
                    types,
                    values: Vec::new(),
                    optional: !property.required,
                });
            }
        }
    }
    shape
}
