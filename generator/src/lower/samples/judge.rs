//! Whether the generated code takes a value: what its strict readers and its checks do, on the JSON value.

use super::formats;
use crate::{
    normalize::{conforms, equal, numbers},
    pattern,
    spec::{Additional, Api, Schema, SchemaId, SchemaKind, Selection, Shape, Test, Union},
    vocabulary::{Assertion, Constraints, JsonTypes, Pattern},
};
use serde_json::Value;
use std::cmp::Reverse;

/// Whether a value is decoded strictly and nothing is found in it. Formats are taken at their word, whatever type the
/// user maps them to.
pub(super) fn takes(api: &Api, id: SchemaId, value: &Value) -> bool {
    // Values are as deep as documents may be, or as samples are large; other names and choices of choices end.
    let mut open = vec![(id, value)];
    let mut steps = 0;
    while let Some((id, value)) = open.pop() {
        steps += 1;
        let schema = api.schema(id);
        if steps > MOST_STEPS {
            return false;
        }
        if value.is_null() && schema.nullable {
            continue;
        }
        if !satisfies(&schema.constraints, value) {
            return false;
        }
        match (&schema.kind, value) {
            (SchemaKind::Alias(target), _) => open.push((*target, value)),
            (SchemaKind::Array(items), Value::Array(values)) => {
                open.extend(values.iter().map(|value| (*items, value)));
            }
            (SchemaKind::Map(values), Value::Object(members)) => {
                open.extend(members.values().map(|value| (*values, value)));
            }
            (SchemaKind::Object(object), Value::Object(members)) => {
                let mut known = 0;
                for property in &object.properties {
                    match members.get(&property.name) {
                        Some(value) => {
                            open.push((property.schema, value));
                            known += 1;
                        }
                        None if property.required => return false,
                        None => {}
                    }
                }
                if known == members.len() {
                    continue;
                }
                let is_property = |name: &str| {
                    object
                        .properties
                        .iter()
                        .any(|property| property.name == name)
                };
                let others = members.iter().filter(|(name, _)| !is_property(name));
                match object.additional {
                    Additional::Ignored => {}
                    Additional::Refused => return false,
                    Additional::Kept(values) => {
                        open.extend(others.map(|(_, value)| (values, value)))
                    }
                }
            }
            (SchemaKind::Union(union), value) => match branch(union, value) {
                Some(index) => open.push((union.branches[index].schema, value)),
                None => return false,
            },
            (_, value) if is_of_kind(schema, value) => {}
            _ => return false,
        }
    }
    true
}

/// Larger values, and circles of other names, are not judged.
const MOST_STEPS: usize = 100_000;

/// Whether a value is one of a schema that contains no other.
pub(super) fn is_of_kind(schema: &Schema, value: &Value) -> bool {
    match (&schema.kind, value) {
        (SchemaKind::Any, _)
        | (SchemaKind::Boolean, Value::Bool(_))
        | (SchemaKind::Number(_), Value::Number(_)) => true,
        (SchemaKind::String(format), Value::String(text)) => format
            .as_deref()
            .is_none_or(|format| formats::fits(format, text)),
        (SchemaKind::Integer(format), Value::Number(number)) => {
            let (low, high) = numbers::range(format.bits, format.signed);
            let signed = number.as_i64().map(i128::from);
            let whole = signed.or_else(|| number.as_u64().map(i128::from));
            whole.is_some_and(|whole| (low..=high).contains(&whole))
        }
        (SchemaKind::Enum(values), value) => {
            values.iter().any(|listed| equal(&listed.value, value))
        }
        _ => false,
    }
}

/// Whether a value satisfies what its kind does not say.
pub(super) fn satisfies(constraints: &Constraints, value: &Value) -> bool {
    conforms::violation(constraints, value).is_none() && holds(&constraints.assertions, value)
}

/// The depth of assertions is bounded where they are made.
fn holds(assertions: &[Assertion], value: &Value) -> bool {
    assertions.iter().all(|assertion| match (assertion, value) {
        (Assertion::Types(types), value) => types.has(JsonTypes::of(value)),
        (Assertion::OneOf(values), value) => values.iter().any(|listed| equal(listed, value)),
        (Assertion::Required(names), Value::Object(members)) => {
            names.iter().all(|name| members.contains_key(name))
        }
        (Assertion::Property(name, inner), Value::Object(members)) => {
            members.get(name).is_none_or(|value| holds(inner, value))
        }
        (Assertion::Items(inner), Value::Array(items)) => {
            items.iter().all(|item| holds(inner, item))
        }
        (Assertion::Additional(names, inner), Value::Object(members)) => members
            .iter()
            .all(|(name, value)| names.contains(name) || holds(inner, value)),
        (Assertion::Constraints(inner), value) => satisfies(inner, value),
        (Assertion::Not(inner), value) => !holds(inner, value),
        (Assertion::Any(branches), value) => branches.iter().any(|inner| holds(inner, value)),
        (Assertion::One(branches), value) => {
            branches.iter().filter(|inner| holds(inner, value)).count() == 1
        }
        (Assertion::If(condition, then, otherwise), value) => match holds(condition, value) {
            true => holds(then, value),
            false => holds(otherwise, value),
        },
        (Assertion::Matching(pattern, inner), Value::Object(members)) => members
            .iter()
            .all(|(name, value)| !matches(pattern, name) || holds(inner, value)),
        (Assertion::Others(names, patterns, inner), Value::Object(members)) => {
            members.iter().all(|(name, value)| {
                names.contains(name)
                    || patterns.iter().any(|pattern| matches(pattern, name))
                    || holds(inner, value)
            })
        }
        (Assertion::Names(inner), Value::Object(members)) => members
            .keys()
            .all(|name| holds(inner, &Value::String(name.clone()))),
        (Assertion::Item(index, inner), Value::Array(items)) => {
            items.get(*index).is_none_or(|item| holds(inner, item))
        }
        (Assertion::ItemsFrom(index, inner), Value::Array(items)) => {
            items.iter().skip(*index).all(|item| holds(inner, item))
        }
        (Assertion::Contains(inner, least, most), Value::Array(items)) => {
            let count = items.iter().filter(|item| holds(inner, item)).count() as u64;
            count >= *least && most.is_none_or(|most| count <= most)
        }
        (
            Assertion::Required(_)
            | Assertion::Property(..)
            | Assertion::Items(_)
            | Assertion::Additional(..)
            | Assertion::Matching(..)
            | Assertion::Others(..)
            | Assertion::Names(_)
            | Assertion::Item(..)
            | Assertion::ItemsFrom(..)
            | Assertion::Contains(..),
            _,
        ) => true,
    })
}

fn matches(pattern: &Pattern, name: &str) -> bool {
    let regex = pattern.regex.as_deref();
    regex.is_some_and(|regex| pattern::is_match(regex, name) == Some(true))
}

/// The branch that a value is read as, as the runtime chooses.
pub(super) fn branch(union: &Union, value: &Value) -> Option<usize> {
    match &union.selection {
        Selection::Tag { .. } => union.selection.tagged(value),
        Selection::Shape(shapes) => by_shape(shapes, value),
    }
}

fn by_shape(shapes: &[Shape], value: &Value) -> Option<usize> {
    let any = |types: JsonTypes| shapes.iter().any(|shape| shape.types.has(types));
    // A whole number written with a fraction is a number first.
    let types = match value {
        Value::Number(number) if number.is_f64() && any(JsonTypes::FRACTION) => JsonTypes::FRACTION,
        value => JsonTypes::of(value),
    };
    let known = |shape: &Shape| match value {
        Value::Object(members) => members
            .keys()
            .filter(|name| shape.known.contains(name))
            .count(),
        _ => 0,
    };
    let fits = |shape: &Shape| {
        let members = value.as_object();
        shape.types.has(types)
            && members.is_none_or(|members| {
                shape.required.iter().all(|name| members.contains_key(name))
                    && (!shape.closed || known(shape) == members.len())
            })
            && shape.tests.iter().all(|test| passes(test, value))
    };
    let fitting = shapes.iter().enumerate().filter(|(_, shape)| fits(shape));
    let best = fitting.max_by_key(|(index, shape)| {
        let narrow = Reverse(shape.types.0.count_ones());
        (known(shape), narrow, shape.tests.len(), Reverse(*index))
    });
    let mut same = shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| shape.types.has(types));
    match (best, same.next(), same.next()) {
        (Some((index, _)), ..) => Some(index),
        (None, Some((index, _)), None) => Some(index),
        _ => None,
    }
}

fn passes(test: &Test, value: &Value) -> bool {
    let mut at = value;
    for key in &test.path {
        let next = match at {
            Value::Array(items) if key == "*" => items.first(),
            at => at.get(key),
        };
        match next {
            Some(next) => at = next,
            None => return test.optional,
        }
    }
    let listed = test.values.is_empty() || test.values.iter().any(|listed| equal(listed, at));
    test.types.has(JsonTypes::of(at)) && listed
}
