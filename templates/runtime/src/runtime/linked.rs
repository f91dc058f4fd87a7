//! Links: a value out of one message for the next.

use super::schema::Schema;
use super::value::Value;

/// The value at a JSON Pointer (RFC 6901) inside of another, as a Link Object's `$response.body#/id` means it. A number
/// or a boolean is its text where text is wanted, as it would be in a URL.
///
/// Gives nothing when there is nothing at that place, or something of another type.
pub fn linked<S: Schema, T: Schema>(from: &S, pointer: &str) -> Option<T> {
    let value = Value::of(from).ok()?;
    let found = find(&value, pointer)?;
    let text = || match found {
        Value::Boolean(value) => Some(value.to_string()),
        Value::Integer(value) => Some(value.to_string()),
        Value::Unsigned(value) => Some(value.to_string()),
        Value::Number(value) => Some(value.to_string()),
        Value::Digits(digits) => Some(digits.clone()),
        Value::Null | Value::Text(_) | Value::List(_) | Value::Object(_) => None,
    };
    match found.read() {
        Ok(value) => Some(value),
        Err(_) => Value::Text(text()?).read().ok(),
    }
}

fn find<'v>(value: &'v Value, pointer: &str) -> Option<&'v Value> {
    if pointer.is_empty() {
        return Some(value);
    }
    pointer
        .strip_prefix('/')?
        .split('/')
        .try_fold(value, |value, step| {
            let step = step.replace("~1", "/").replace("~0", "~");
            match value {
                Value::List(items) => items.get(index(&step)?),
                value => value.get(&step),
            }
        })
}

/// An index of an array: digits, without zeros in front.
fn index(step: &str) -> Option<usize> {
    let digits = step.bytes().all(|byte| byte.is_ascii_digit());
    match digits && (step == "0" || !step.starts_with('0')) {
        true => step.parse().ok(),
        false => None,
    }
}
