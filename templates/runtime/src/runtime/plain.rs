//! Plain text to values and back: strings as they are, numbers and booleans as JSON has them, all else as JSON text.

use super::json::read_json;
use super::log::{Log, Refused};
use super::schema::{Encoded, Schema, Shape};
use super::texts::{Text, Texts};
use super::value::Value;
use serde_json::Number;

/// Reads a value of a text, or notes all that is wrong with it.
pub(crate) fn read_text<T: Schema>(text: &[u8], log: &mut Log) -> Result<T, Refused> {
    match T::SHAPE {
        Shape::Scalar => match std::str::from_utf8(text) {
            Ok(text) => T::decode(Texts::new(&[Text::plain(text)], log)),
            Err(_) => Err(log.refuse("is not UTF-8")),
        },
        Shape::List(_) | Shape::Object | Shape::Any => read_json(text, log),
    }
}

/// The text of a number: a whole one as other languages write it, without a fraction.
pub(crate) fn number_of(number: &Number) -> String {
    let text = number.to_string();
    match text.strip_suffix(".0") {
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

/// The text of a value.
///
/// # Errors
/// What JSON cannot say, such as a number that is not finite, and a null that would be taken for a string.
pub(crate) fn text_of<T: Schema>(value: &T) -> Result<String, String> {
    match T::SHAPE {
        Shape::Scalar => scalar_text(Value::of(value).map_err(|error| error.to_string())?),
        Shape::List(_) | Shape::Object | Shape::Any => json_text(value),
    }
}

/// The text of a value as JSON.
///
/// # Errors
/// What JSON cannot say.
pub(crate) fn json_text<T: Schema>(value: &T) -> Result<String, String> {
    serde_json::to_string(&Encoded(value)).map_err(|error| error.to_string())
}

/// The text of a scalar.
///
/// # Errors
/// For null, for lists and objects, and for a number that is not finite.
pub(crate) fn scalar_text(value: Value) -> Result<String, String> {
    match value {
        Value::Text(text) => Ok(text),
        Value::Boolean(value) => Ok(value.to_string()),
        Value::Integer(value) => Ok(value.to_string()),
        Value::Unsigned(value) => Ok(value.to_string()),
        Value::Number(value) => match Number::from_f64(value) {
            Some(number) => Ok(number_of(&number)),
            None => Err("a number must be finite".to_owned()),
        },
        Value::Digits(digits) => Ok(digits),
        Value::Null => Err("null cannot be said".to_owned()),
        Value::List(_) | Value::Object(_) => Err(ONLY_SCALARS.to_owned()),
    }
}

pub(crate) const ONLY_SCALARS: &str = "only a scalar can be said";
