//! Whether a value of the document is one of a schema: examples that are not illustrate nothing, and defaults that are
//! not would be wrong values.

use super::{merge::equal, numbers};
use crate::{
    pattern,
    spec::{Additional, Schema, SchemaId, SchemaKind, Selection, Union},
    vocabulary::{Bound, Constraints},
};
use serde_json::Value;

/// Why a value is none: a JSON Pointer into it, and a few words.
type Problem = (String, String);

/// How many branches of unions and values of enums are tried for one value of the document. Unions of unions grow by
/// powers; a value that it takes more for is not judged.
const MOST_TRIED: usize = 10_000;

/// Why a value is not one of the schema's, if it is not.
pub(super) fn problem(schemas: &[Schema], id: SchemaId, value: &Value) -> Option<Problem> {
    let mut judge = Judge {
        schemas,
        left: MOST_TRIED,
    };
    let found = judge.problem(id, value);
    found.filter(|_| judge.left > 0)
}

struct Judge<'a> {
    schemas: &'a [Schema],
    /// How much may still be tried; nothing when it was not enough.
    left: usize,
}

impl Judge<'_> {
    fn problem(&mut self, id: SchemaId, value: &Value) -> Option<Problem> {
        let schemas = self.schemas;
        let mut at = id;
        for _ in 0..schemas.len() {
            if value.is_null() && schemas[at.0].nullable {
                return None;
            }
            if let Some(found) = violation(&schemas[at.0].constraints, value) {
                return Some((String::new(), found));
            }
            match schemas[at.0].kind {
                SchemaKind::Alias(target) => at = target,
                _ => break,
            }
        }
        self.of_kind(at, value)
    }

    /// Counts what is to be tried; whether that is still allowed.
    fn tries(&mut self, count: usize) -> bool {
        self.left = self.left.saturating_sub(count);
        self.left > 0
    }

    fn of_kind(&mut self, id: SchemaId, value: &Value) -> Option<Problem> {
        let schemas = self.schemas;
        let here = |what: &str| Some((String::new(), what.to_owned()));
        match (&schemas[id.0].kind, value) {
            (SchemaKind::Any | SchemaKind::Alias(_), _)
            | (SchemaKind::String(_), Value::String(_))
            | (SchemaKind::Boolean, Value::Bool(_))
            | (SchemaKind::Number(_), Value::Number(_)) => None,
            (SchemaKind::Enum(values), value) => {
                let mut tried = 0;
                let is_listed = values.iter().take(self.left).any(|listed| {
                    tried += 1;
                    equal(&listed.value, value)
                });
                match self.tries(tried) && !is_listed {
                    true => here("is not one of the `enum`"),
                    false => None,
                }
            }
            (SchemaKind::Integer(format), Value::Number(number)) => {
                let (low, high) = numbers::range(format.bits, format.signed);
                let whole = number
                    .as_i64()
                    .map(i128::from)
                    .or_else(|| number.as_u64().map(i128::from))
                    .or_else(|| {
                        let number = number.as_f64()?;
                        (number.fract() == 0.0 && number.abs() < 1e18).then_some(number as i128)
                    });
                match whole {
                    Some(value) if (low..=high).contains(&value) => None,
                    Some(_) => {
                        let sign = if format.signed { "" } else { " without a sign" };
                        Some((
                            String::new(),
                            format!("does not fit an integer of {} bits{sign}", format.bits),
                        ))
                    }
                    None => here("is not an integer of 64 bits"),
                }
            }
            (SchemaKind::Array(items), Value::Array(values)) => {
                let mut values = values.iter().enumerate();
                values.find_map(|(index, value)| {
                    self.problem(*items, value)
                        .map(|inner| below(&index.to_string(), inner))
                })
            }
            (SchemaKind::Map(values), Value::Object(members)) => {
                members.iter().find_map(|(name, value)| {
                    self.problem(*values, value).map(|inner| below(name, inner))
                })
            }
            (SchemaKind::Object(object), Value::Object(members)) => {
                let missing = object
                    .properties
                    .iter()
                    .filter(|property| property.required && !members.contains_key(&property.name))
                    .find(|property| !is_of_one_side(schemas, property.schema));
                if let Some(property) = missing {
                    let what = format!("has no `{}`, which is required", property.name);
                    return Some((String::new(), what));
                }
                members.iter().find_map(|(name, value)| {
                    let property = object
                        .properties
                        .iter()
                        .find(|property| property.name == *name);
                    let inner = match (property, object.additional) {
                        (Some(property), _) => self.problem(property.schema, value)?,
                        (None, Additional::Kept(values)) => self.problem(values, value)?,
                        (None, Additional::Refused) => {
                            (String::new(), "is no property of the object".to_owned())
                        }
                        (None, Additional::Ignored) => return None,
                    };
                    Some(below(name, inner))
                })
            }
            (SchemaKind::Union(union), value) => self.of_union(union, value),
            (SchemaKind::Object(_) | SchemaKind::Map(_), _) => here("is not an object"),
            (SchemaKind::Array(_), _) => here("is not an array"),
            (SchemaKind::String(_), _) => here("is not a string"),
            (SchemaKind::Integer(_) | SchemaKind::Number(_), _) => here("is not a number"),
            (SchemaKind::Boolean, _) => here("is not a boolean"),
        }
    }

    fn of_union(&mut self, union: &Union, value: &Value) -> Option<Problem> {
        if let Selection::Tag { property, .. } = &union.selection {
            return match union.selection.tagged(value) {
                Some(branch) => self.problem(union.branches[branch].schema, value),
                None => Some((
                    String::new(),
                    format!("has no `{property}` that leads to a branch of the union"),
                )),
            };
        }
        let mut first = None;
        for branch in &union.branches {
            if !self.tries(1) {
                return None;
            }
            let problem = self.problem(branch.schema, value)?;
            first.get_or_insert(problem);
        }
        let first = first?;
        Some(match union.branches.len() {
            1 => first,
            _ => (String::new(), "fits no branch of the union".to_owned()),
        })
    }
}

/// Whether only requests or only responses have a property of a schema: what the other side says lacks it rightly.
fn is_of_one_side(schemas: &[Schema], id: SchemaId) -> bool {
    let mut at = id;
    for _ in 0..schemas.len() {
        if schemas[at.0].read_only || schemas[at.0].write_only {
            return true;
        }
        match schemas[at.0].kind {
            SchemaKind::Alias(target) => at = target,
            _ => break,
        }
    }
    false
}

/// The first constraint that a value does not satisfy; assertions are left to the generated code.
pub(crate) fn violation(constraints: &Constraints, value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => {
            let number = number.as_f64()?;
            let below = |bound: &Bound| {
                let limit = bound.value.as_f64();
                number < limit || bound.exclusive && number == limit
            };
            let above = |bound: &Bound| {
                let limit = bound.value.as_f64();
                number > limit || bound.exclusive && number == limit
            };
            if constraints.minimum.as_ref().is_some_and(below) {
                return Some("is below the `minimum`".to_owned());
            }
            if constraints.maximum.as_ref().is_some_and(above) {
                return Some("is above the `maximum`".to_owned());
            }
            let uneven = |divisor: &crate::source::Number| {
                let ratio = number / divisor.as_f64();
                (ratio - ratio.round()).abs() > 1e-9 * ratio.abs().max(1.0)
            };
            let uneven = constraints.multiple_of.iter().any(uneven);
            uneven.then(|| "is no multiple of `multipleOf`".to_owned())
        }
        Value::String(text) => {
            let length = text.chars().count() as u64;
            if constraints.min_length.is_some_and(|least| length < least) {
                return Some("is shorter than `minLength`".to_owned());
            }
            if constraints.max_length.is_some_and(|most| length > most) {
                return Some("is longer than `maxLength`".to_owned());
            }
            let differs = |regex: &String| pattern::is_match(regex, text) == Some(false);
            let mut patterns = constraints
                .patterns
                .iter()
                .filter_map(|pattern| pattern.regex.as_ref());
            patterns
                .any(differs)
                .then(|| "does not match the `pattern`".to_owned())
        }
        Value::Array(items) => {
            let length = items.len() as u64;
            if constraints.min_items.is_some_and(|least| length < least) {
                return Some("has fewer items than `minItems`".to_owned());
            }
            if constraints.max_items.is_some_and(|most| length > most) {
                return Some("has more items than `maxItems`".to_owned());
            }
            let twice = |(index, item): (usize, &Value)| {
                items[..index].iter().any(|other| equal(item, other))
            };
            let repeats = constraints.unique_items
                && items.len() <= MOST_COMPARED
                && items.iter().enumerate().any(twice);
            repeats.then(|| "repeats an item, against `uniqueItems`".to_owned())
        }
        Value::Object(members) => {
            let length = members.len() as u64;
            if constraints
                .min_properties
                .is_some_and(|least| length < least)
            {
                return Some("has fewer members than `minProperties`".to_owned());
            }
            let many = constraints.max_properties.is_some_and(|most| length > most);
            many.then(|| "has more members than `maxProperties`".to_owned())
        }
        Value::Null | Value::Bool(_) => None,
    }
}

/// Lists in documents are short; longer ones are not compared item by item.
const MOST_COMPARED: usize = 1_000;

fn below(key: &str, (pointer, what): Problem) -> Problem {
    (
        format!("/{}{pointer}", key.replace('~', "~0").replace('/', "~1")),
        what,
    )
}
