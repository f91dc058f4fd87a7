//! From one page to the next, by a field of the input.

use crate::runtime::schema::{Encoded, Schema};
use crate::runtime::stream;
use serde_json::Value;

/// The way from one page to the next.
#[derive(Debug)]
pub struct Turn<'a> {
    to: To<'a>,
    /// What the field is set to, once it is.
    pub(super) set: Option<String>,
}

#[derive(Debug)]
pub(super) enum To<'a> {
    /// So much more than what is there, or than this.
    More(i64, i64),
    Text(&'a Value),
}

impl<'a> Turn<'a> {
    pub(super) fn to(to: To<'a>) -> Self {
        Self { to, set: None }
    }

    /// Sets a field.
    pub fn required<T: Schema>(&mut self, field: &mut T) {
        let before = serde_json::to_value(Encoded(&*field)).ok();
        if let Some(next) = self.next(before) {
            *field = next;
        }
    }

    /// Sets a field that may be absent.
    pub fn optional<T: Schema>(&mut self, field: &mut Option<T>) {
        let before = field.as_ref().map(Encoded);
        let before = before.and_then(|field| serde_json::to_value(field).ok());
        if let Some(next) = self.next(before) {
            *field = Some(next);
        }
    }

    fn next<T: Schema>(&mut self, before: Option<Value>) -> Option<T> {
        let next = match self.to {
            To::More(first, more) => {
                let before = match before {
                    Some(Value::Number(number)) => number.as_i64()?,
                    Some(Value::String(text)) => text.parse().ok()?,
                    _ => first,
                };
                Value::from(before.checked_add(more)?)
            }
            To::Text(value) => value.clone(),
        };
        let said = text(&next)?;
        // A number where the field takes a text, and the other way round.
        let other = match &next {
            Value::String(text) => serde_json::from_str(text).ok(),
            _ => Some(Value::String(said.clone())),
        };
        let value = read(&next).or_else(|| read(&other?))?;
        self.set = Some(said);
        Some(value)
    }
}

fn read<T: Schema>(value: &Value) -> Option<T> {
    T::decode(stream::Stream::new(value, false)).ok()
}

/// What a cursor is, if it is one.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
