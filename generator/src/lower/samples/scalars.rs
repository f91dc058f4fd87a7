//! Values that contain no others, likely ones first.

use super::formats;
use crate::{
    normalize::numbers,
    source::Number,
    spec::{Api, IntegerFormat, Schema, SchemaId, SchemaKind},
    vocabulary::Constraints,
};
use serde_json::{Value, json};

/// What a schema is, other names aside, if its values contain no others.
pub(super) fn kind(api: &Api, id: SchemaId) -> Option<&SchemaKind> {
    let mut at = id;
    for _ in 0..api.schemas.len() {
        match &api.schema(at).kind {
            SchemaKind::Alias(target) => at = *target,
            SchemaKind::Array(_)
            | SchemaKind::Map(_)
            | SchemaKind::Object(_)
            | SchemaKind::Union(_) => return None,
            kind => return Some(kind),
        }
    }
    None
}

/// Values that may be of a schema; `several` says how many of a kind that has more are worth a try.
pub(super) fn candidates(schema: &Schema, several: usize) -> Vec<Value> {
    let constraints = &schema.constraints;
    match &schema.kind {
        SchemaKind::Any => vec![
            json!("text"),
            json!(1),
            json!(0.5),
            json!(true),
            json!({}),
            json!([]),
        ],
        SchemaKind::Boolean => vec![json!(true), json!(false)],
        SchemaKind::Integer(format) => integers(*format, constraints, several),
        SchemaKind::Number(_) => floats(constraints, several),
        SchemaKind::String(format) => texts(format.as_deref(), constraints, several),
        SchemaKind::Enum(values) => values.iter().map(|listed| listed.value.clone()).collect(),
        _ => Vec::new(),
    }
}

fn integers(format: IntegerFormat, constraints: &Constraints, several: usize) -> Vec<Value> {
    let (low, high) = numbers::range(format.bits, format.signed);
    let least = constraints.minimum.as_ref().and_then(numbers::least);
    let most = constraints.maximum.as_ref().and_then(numbers::most);
    let (least, most) = (
        least.unwrap_or(low).max(low),
        most.unwrap_or(high).min(high),
    );
    let step = constraints
        .multiple_of
        .iter()
        .filter_map(numbers::whole)
        .filter(|divisor| *divisor > 0)
        .fold(1, |step: i128, divisor| match step % divisor {
            0 => step,
            _ => step.saturating_mul(divisor),
        });
    // From 1 on, else from the end that the document names.
    let above = match (least <= 1, most >= 1) {
        (true, false) if constraints.minimum.is_none() => {
            most.saturating_sub(most.rem_euclid(step))
        }
        (inside, _) => {
            let start = if inside && most >= 1 { 1 } else { least };
            start.saturating_add((step - start.rem_euclid(step)) % step)
        }
    };
    let mut found = vec![above];
    found.extend(
        (1..several as i128).map_while(|index| step.checked_mul(index)?.checked_add(above)),
    );
    found.extend([0, least, most, above.saturating_sub(step)]);
    let fits = |number: &i128| (least..=most).contains(number);
    let json = |number: i128| {
        let signed = i64::try_from(number).ok().map(Value::from);
        signed.or_else(|| u64::try_from(number).ok().map(Value::from))
    };
    found.into_iter().filter(fits).filter_map(json).collect()
}

fn floats(constraints: &Constraints, several: usize) -> Vec<Value> {
    let least = constraints
        .minimum
        .as_ref()
        .map(|bound| bound.value.as_f64());
    let most = constraints
        .maximum
        .as_ref()
        .map(|bound| bound.value.as_f64());
    let mut found = vec![0.5, 1.0, 0.0];
    for divisor in constraints.multiple_of.iter().map(Number::as_f64) {
        found.insert(0, divisor);
        if let Some(least) = least {
            found.insert(1, (least / divisor).ceil() * divisor);
            found.insert(2, ((least / divisor).floor() + 1.0) * divisor);
        }
        if let Some(most) = most {
            found.push((most / divisor).floor() * divisor);
        }
    }
    match (least, most) {
        (Some(least), Some(most)) => found.push(least / 2.0 + most / 2.0),
        (Some(least), None) => found.extend([least + 0.5, least.abs() * 2.0]),
        (None, Some(most)) => found.extend([most - 0.5, -most.abs() * 2.0]),
        (None, None) => {}
    }
    found.extend(least.into_iter().chain(most));
    let first = constraints.multiple_of.first().map_or(1.0, Number::as_f64);
    let start = least.unwrap_or(0.0);
    let start = (start / first).ceil() * first;
    found.extend((1..several).map(|index| start + first * index as f64));
    let json = |number| serde_json::Number::from_f64(number).map(Value::Number);
    found.into_iter().filter_map(json).collect()
}

/// The longest text that is made up.
const LONGEST: u64 = 10_000;

fn texts(format: Option<&str>, constraints: &Constraints, several: usize) -> Vec<Value> {
    let mut found: Vec<String> = format
        .map(|format| formats::literals(format, several))
        .unwrap_or_default();
    // Nothing is made up for a pattern, except for the most common ones.
    if !constraints.patterns.is_empty() {
        let common = [
            "text",
            "a",
            "A",
            "AB",
            "abc",
            "ABC",
            "1",
            "12",
            "123",
            "1234",
            "12345",
            "a1",
            "1.0.0",
            "#ffffff",
            "en-US",
            "+15555550100",
            "00000000-0000-4000-8000-000000000000",
            "2020-01-02",
            "12:30",
            "0",
        ];
        found.extend(common.map(str::to_owned));
        return found.into_iter().map(Value::from).collect();
    }
    let least = constraints.min_length.unwrap_or(0);
    let most = constraints.max_length.unwrap_or(LONGEST);
    if least > LONGEST || least > most {
        return found.into_iter().map(Value::from).collect();
    }
    let sized = |word: String| -> String {
        let wanted = (word.chars().count() as u64).clamp(least, most);
        word.chars().cycle().take(wanted as usize).collect()
    };
    found.push(sized("text".to_owned()));
    found.extend((1..several.min(MOST_TEXTS)).map(|index| sized(format!("{index}text"))));
    found.into_iter().map(Value::from).collect()
}

/// How many different texts are made up for one list.
const MOST_TEXTS: usize = 100;
