//! Default values to expressions.

use super::{formats, types::Types};
use crate::{
    ir::{Literal, Presence, TypeRef},
    spec::{Additional, NumberFormat, Property, SchemaId, SchemaKind, Selection, Union},
    vocabulary::JsonTypes,
};
use serde_json::Value;

/// How deep a default may nest.
const DEEPEST: usize = 16;

/// How many values the properties that an expression does not name may add to it: defaults of objects whose defaults
/// are objects grow by powers.
const MOST_ADDED: usize = 1_000;

/// A value of a schema as an expression of the type that [`Types::reference`] gives; `None` where there is none that
/// could be written: the value of a type of another crate, say.
pub(super) fn literal(types: &Types<'_>, id: SchemaId, value: &Value) -> Option<Literal> {
    Maker::of(types).literal(id, value, 0)
}

/// The same of a value that may be null.
pub(super) fn nullable(types: &Types<'_>, id: SchemaId, value: &Value) -> Option<Literal> {
    Maker::of(types).nullable(id, value, 0)
}

struct Maker<'t, 'a> {
    types: &'t Types<'a>,
    /// How many values may still be added to what the document says.
    left: usize,
}

impl<'t, 'a> Maker<'t, 'a> {
    fn of(types: &'t Types<'a>) -> Self {
        Self {
            types,
            left: MOST_ADDED,
        }
    }

    fn literal(&mut self, id: SchemaId, value: &Value, depth: usize) -> Option<Literal> {
        let types = self.types;
        let schema = types.api.schema(id);
        if depth > DEEPEST || schema.replacement.is_some() {
            return None;
        }
        match (&schema.kind, value) {
            (SchemaKind::Alias(target), value) => self.literal(*target, value, depth + 1),
            (SchemaKind::Any, value) => Some(Literal::Json(value.clone())),
            (SchemaKind::Boolean, Value::Bool(value)) => Some(Literal::Bool(*value)),
            (SchemaKind::Integer(_), Value::Number(number)) => match number.is_f64() {
                true => number
                    .as_f64()
                    .map(|number| Literal::Integer(format!("{number:.0}"))),
                false => Some(Literal::Integer(number.to_string())),
            },
            (SchemaKind::Number(NumberFormat::Float), Value::Number(number)) => {
                number.as_f64().map(|number| Literal::Single(number as f32))
            }
            (SchemaKind::Number(NumberFormat::Double), Value::Number(number)) => {
                number.as_f64().map(Literal::Float)
            }
            (SchemaKind::String(_), Value::String(text)) => match types.written_out(id) {
                TypeRef::String => Some(Literal::Text(text.clone())),
                TypeRef::Secret => Some(Literal::Secret(text.clone())),
                TypeRef::Mapped(mapped) => {
                    formats::says_one(mapped, text).then(|| Literal::Parsed(text.clone()))
                }
                _ => None,
            },
            (SchemaKind::Enum(values), value) => {
                let equal = |listed: &Value| crate::normalize::equal(listed, value);
                let index = values.iter().position(|listed| equal(&listed.value))?;
                Some(Literal::Variant(
                    types.definition_of(id)?,
                    types.variant(id, index)?,
                ))
            }
            (SchemaKind::Array(items), Value::Array(values)) => values
                .iter()
                .map(|value| self.nullable(*items, value, depth))
                .collect::<Option<_>>()
                .map(Literal::List),
            (SchemaKind::Map(values), Value::Object(members)) => members
                .iter()
                .map(|(name, value)| Some((name.clone(), self.nullable(*values, value, depth)?)))
                .collect::<Option<_>>()
                .map(Literal::Map),
            (SchemaKind::Object(object), Value::Object(members)) => {
                let mut fields = Vec::new();
                for (property, ident) in object.properties.iter().zip(types.fields(id)) {
                    let field = self.field(id, property, members.get(&property.name), depth)?;
                    fields.push((ident.clone(), field));
                }
                if let (Additional::Kept(values), Some(ident)) =
                    (object.additional, types.additional(id))
                {
                    let is_property = |name: &str| {
                        object
                            .properties
                            .iter()
                            .any(|property| property.name == name)
                    };
                    let rest = members.iter().filter(|(name, _)| !is_property(name));
                    let rest = rest
                        .map(|(name, value)| {
                            Some((name.clone(), self.nullable(values, value, depth)?))
                        })
                        .collect::<Option<_>>()?;
                    fields.push((ident.to_owned(), Literal::Map(rest)));
                }
                Some(Literal::Struct(types.definition_of(id)?, fields))
            }
            (SchemaKind::Union(union), value) => self.union(id, union, value, depth),
            _ => None,
        }
    }

    /// A value of the branch that it says it is of; one that would have to be searched for is not written.
    fn union(
        &mut self,
        id: SchemaId,
        union: &Union,
        value: &Value,
        depth: usize,
    ) -> Option<Literal> {
        let types = self.types;
        let index = match &union.selection {
            Selection::Tag { .. } => union.selection.tagged(value)?,
            Selection::Shape(shapes) => {
                let of = JsonTypes::of(value);
                let mut fitting = (0..shapes.len()).filter(|index| shapes[*index].types.has(of));
                fitting.next().filter(|_| fitting.next().is_none())?
            }
        };
        let branch = union.branches[index].schema;
        let held = self.literal(branch, value, depth + 1)?;
        let held = match types.is_boxed(id, branch) {
            true => Literal::Boxed(Box::new(held)),
            false => held,
        };
        let variant = types.variant(id, index)?;
        Some(Literal::UnionVariant(
            types.definition_of(id)?,
            variant,
            Box::new(held),
        ))
    }

    /// The value of a field, absent or not.
    fn field(
        &mut self,
        owner: SchemaId,
        property: &Property,
        value: Option<&Value>,
        depth: usize,
    ) -> Option<Literal> {
        let types = self.types;
        let value = value.filter(|value| !value.is_null() || types.is_nullable(property.schema));
        let mut held = |value: &Value| {
            let literal = self.literal(property.schema, value, depth + 1)?;
            Some(match types.is_boxed(owner, property.schema) {
                true => Literal::Boxed(Box::new(literal)),
                false => literal,
            })
        };
        let some = |literal| Literal::Some(Box::new(literal));
        Some(match (types.presence(owner, property), value) {
            (Presence::Required, Some(value)) => held(value)?,
            (Presence::Required, None) => return None,
            (Presence::RequiredNullable | Presence::Optional, None | Some(Value::Null)) => {
                Literal::None
            }
            (Presence::RequiredNullable | Presence::Optional, Some(value)) => some(held(value)?),
            (Presence::OptionalNullable, None) => Literal::Absent,
            (Presence::OptionalNullable, Some(Value::Null)) => Literal::Null,
            (Presence::OptionalNullable, Some(value)) => Literal::Value(Box::new(held(value)?)),
            (Presence::Defaulted(default), None) => {
                self.left = self.left.checked_sub(default.count())?;
                default
            }
            (Presence::Defaulted(_), Some(Value::Null)) => Literal::None,
            (Presence::Defaulted(_), Some(value)) => match types.is_nullable(property.schema) {
                true => some(held(value)?),
                false => held(value)?,
            },
        })
    }

    /// The value of an item, which may be null.
    fn nullable(&mut self, id: SchemaId, value: &Value, depth: usize) -> Option<Literal> {
        if !self.types.is_nullable(id) {
            return self.literal(id, value, depth + 1);
        }
        match value {
            Value::Null => Some(Literal::None),
            value => self
                .literal(id, value, depth + 1)
                .map(|literal| Literal::Some(Box::new(literal))),
        }
    }
}
