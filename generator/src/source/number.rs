//! The text of a number to a number, exact.

use super::Number;

/// Stands for a number that no float is near, where that has been said.
pub(super) const STAND_IN: f64 = 1e308;

/// What is said of a text that is such a number.
pub(super) fn not_finite(text: &str) -> String {
    format!("`{text}` is not a number that JSON can hold")
}

/// What to do about it.
pub(super) const FINITE: &str = "write a finite number, or quote it if it is a string";

/// A decimal integer of any length, its sign `-` or none; nothing when no float is near it.
pub(super) fn decimal(text: &str) -> Option<Number> {
    if let Ok(number) = text.parse() {
        return Some(Number::Int(number));
    }
    if let Ok(number) = text.parse() {
        return Some(Number::Uint(number));
    }
    float(text)?;
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    Some(Number::Big(
        format!("{sign}{}", digits.trim_start_matches('0')).into(),
    ))
}

/// A float; nothing when it is not finite.
pub(super) fn float(text: &str) -> Option<Number> {
    text.parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
        .map(Number::Float)
}
