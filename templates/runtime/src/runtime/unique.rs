//! Equal items of an array, found in `n log n` steps.

use super::number::Number;
use super::value::Value;
use std::cmp::Ordering;

/// The places of items that are equal to an earlier one, each with the place of the first, in ascending order.
pub(crate) fn repeats(items: Vec<Value>) -> Vec<(usize, usize)> {
    let mut items: Vec<(usize, Value)> = items.into_iter().enumerate().collect();
    for (_, item) in &mut items {
        sort_members(item);
    }
    items.sort_by(|(_, left), (_, right)| compare(left, right));
    let mut repeats: Vec<(usize, usize)> = items
        .chunk_by(|(_, left), (_, right)| compare(left, right) == Ordering::Equal)
        .flat_map(|equal| equal.iter().skip(1).map(|(place, _)| (*place, equal[0].0)))
        .collect();
    repeats.sort_unstable();
    repeats
}

/// Brings the members of all objects into one order, so that equal objects look the same.
fn sort_members(value: &mut Value) {
    match value {
        Value::List(items) => items.iter_mut().for_each(sort_members),
        Value::Object(members) => {
            members.sort_by(|(left, _), (right, _)| left.cmp(right));
            members
                .iter_mut()
                .for_each(|(_, value)| sort_members(value));
        }
        _ => {}
    }
}

/// An order of all values in which those that are equal as JSON, and only those, are equal.
fn compare(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Boolean(left), Value::Boolean(right)) => left.cmp(right),
        (Value::Text(left), Value::Text(right)) => left.cmp(right),
        (Value::List(left), Value::List(right)) => {
            let mut pairs = left.iter().zip(right);
            first_difference(pairs.by_ref().map(|(left, right)| compare(left, right)))
                .then(left.len().cmp(&right.len()))
        }
        (Value::Object(left), Value::Object(right)) => {
            let pairs = left.iter().zip(right);
            first_difference(pairs.map(|((name, left), (other, right))| {
                name.cmp(other).then_with(|| compare(left, right))
            }))
            .then(left.len().cmp(&right.len()))
        }
        _ => match (number(left), number(right)) {
            (Some(left), Some(right)) => left.compare(right).unwrap_or(Ordering::Equal),
            _ => rank(left).cmp(&rank(right)),
        },
    }
}

fn first_difference(mut orders: impl Iterator<Item = Ordering>) -> Ordering {
    orders
        .find(|order| *order != Ordering::Equal)
        .unwrap_or(Ordering::Equal)
}

fn number(value: &Value) -> Option<Number> {
    value.as_atom().and_then(Number::of)
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Boolean(_) => 1,
        Value::Integer(_) | Value::Unsigned(_) | Value::Number(_) | Value::Digits(_) => 2,
        Value::Text(_) => 3,
        Value::List(_) => 4,
        Value::Object(_) => 5,
    }
}
