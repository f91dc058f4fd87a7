//! What the values of a schema look like.

use super::{is_nullable, kind_of};
use crate::{
    spec::{Additional, Property, Schema, SchemaId, SchemaKind, Shape, Test},
    vocabulary::JsonTypes,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How many schemas, those that schemas are made of included, are looked at for one shape; those behind may look like
/// anything.
const MOST_SEEN: usize = 20_000;

/// How much of that a schema costs that leads to all that it is made of: a list or a union. An object leads to enums
/// and, for some levels, to objects.
const COST_OF_WHOLE: usize = 200;

/// What the values of schemas look like by themselves: each is looked at once, however many unions it is a branch of.
#[derive(Default)]
pub(super) struct Shapes {
    seen: BTreeMap<SchemaId, Shape>,
}

impl Shapes {
    /// The shape of a schema.
    pub(super) fn of(&mut self, schemas: &[Schema], id: SchemaId) -> &Shape {
        let seen = self.seen.entry(id);
        seen.or_insert_with(|| shape(schemas, id, None))
    }

    /// Whether some of its values are objects.
    pub(super) fn may_be_object(&mut self, schemas: &[Schema], id: SchemaId) -> bool {
        let types = self.of(schemas, id).types;
        !types.and(JsonTypes::OBJECT).is_empty()
    }
}

/// What the values of a schema look like, within another one or by itself.
pub(super) fn shape(schemas: &[Schema], id: SchemaId, within: Option<SchemaId>) -> Shape {
    let mut walk = Walk {
        schemas,
        open: within.into_iter().collect(),
        left: MOST_SEEN,
    };
    walk.shape(id)
}

struct Walk<'a> {
    schemas: &'a [Schema],
    /// The schemas around.
    open: Vec<SchemaId>,
    /// How many schemas may still be looked at.
    left: usize,
}

impl Walk<'_> {
    fn shape(&mut self, id: SchemaId) -> Shape {
        let schemas = self.schemas;
        let null = match is_nullable(schemas, id) {
            true => JsonTypes::NULL,
            false => JsonTypes::default(),
        };
        let of = |types: JsonTypes| Shape {
            types: types.or(null),
            ..Shape::default()
        };
        let cost = match kind_of(schemas, id) {
            SchemaKind::Array(_) | SchemaKind::Union(_) => COST_OF_WHOLE,
            _ => 1,
        };
        let left = self.left.checked_sub(cost);
        self.left = left.unwrap_or(0);
        if left.is_none() || self.open.contains(&id) || self.open.len() > 16 {
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
                self.open.push(id);
                let inner = self.shape(*items);
                self.open.pop();
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
                self.open.push(id);
                for property in &object.properties {
                    shape.known.push(property.name.clone());
                    if property.required {
                        shape.required.push(property.name.clone());
                    }
                    let inner = self.constants_below(property.schema);
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
                self.open.pop();
                shape
            }
            SchemaKind::Union(union) => {
                self.open.push(id);
                let mut branches = union.branches.iter();
                let first = branches.next();
                let mut all = first.map_or_else(Shape::default, |first| self.shape(first.schema));
                let mut known: BTreeSet<String> = all.known.iter().cloned().collect();
                for branch in branches {
                    all.tests.clear();
                    if self.left == 0 {
                        // So do all that follow look.
                        all.types = JsonTypes::ALL;
                        all.required.clear();
                        all.closed = false;
                        break;
                    }
                    let other = self.shape(branch.schema);
                    all.types = all.types.or(other.types);
                    all.required.retain(|name| other.required.contains(name));
                    all.closed &= other.closed;
                    for name in other.known {
                        if known.insert(name.clone()) {
                            all.known.push(name);
                        }
                    }
                }
                self.open.pop();
                all.types = all.types.or(null);
                all
            }
        }
    }

    /// The constants inside a property.
    fn constants_below(&mut self, id: SchemaId) -> Vec<Test> {
        let nested = match kind_of(self.schemas, id) {
            SchemaKind::Enum(values) => values.len() <= 64,
            SchemaKind::Object(_) => self.open.len() < 3,
            _ => false,
        };
        match nested {
            true => self.shape(id).tests,
            false => Vec::new(),
        }
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
            let types = self::shape(schemas, property.schema, Some(id)).types;
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
