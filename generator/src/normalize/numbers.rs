//! Integers to their width, and bounds to what a type leaves to check.

use crate::{
    source::Number,
    spec::IntegerFormat,
    vocabulary::{Bound, Constraints},
};

/// The formats of numbers that are commonly used, as messages list them.
pub(super) const FORMATS: [&str; 4] = ["int32", "int64", "float", "double"];

/// How many bits a format of integers says, and whether there is a sign (OpenAPI Format Registry).
pub(super) fn integer_bits(format: &str) -> Option<(u8, bool)> {
    Some(match format {
        "int8" => (8, true),
        "int16" => (16, true),
        "int32" => (32, true),
        "int64" => (64, true),
        "int128" => (128, true),
        "uint8" => (8, false),
        "uint16" => (16, false),
        "uint32" => (32, false),
        "uint64" => (64, false),
        "uint128" => (128, false),
        _ => return None,
    })
}

/// The narrowest type of the format's width that holds the range: without a sign where no value is below zero, wider
/// where the bounds leave what 64 bits hold.
pub(super) fn integer(format: Option<&str>, constraints: &Constraints) -> IntegerFormat {
    let lowest = constraints.minimum.as_ref().and_then(least);
    let highest = constraints.maximum.as_ref().and_then(most);
    let (bits, signed) = format.and_then(integer_bits).unwrap_or((64, true));
    let signed = signed && lowest.is_none_or(|lowest| lowest < 0);
    // A named format is a promise about the wire; without one, the bounds say what is needed.
    let named = format.and_then(integer_bits).is_some();
    let fits = |bits: u8| {
        let (low, high) = range(bits, signed);
        lowest.is_none_or(|lowest| lowest >= low) && highest.is_none_or(|highest| highest <= high)
    };
    match named || fits(bits) {
        true => IntegerFormat { bits, signed },
        false => IntegerFormat { bits: 128, signed },
    }
}

/// The least and the greatest value; those of 128 bits without a sign end at what has one.
pub(crate) fn range(bits: u8, signed: bool) -> (i128, i128) {
    match (bits, signed) {
        (128, true) => (i128::MIN, i128::MAX),
        (128, false) => (0, i128::MAX),
        (bits, true) => (-(1 << (bits - 1)), (1 << (bits - 1)) - 1),
        (bits, false) => (0, (1 << bits) - 1),
    }
}

/// The least integer inside a lower bound.
pub(crate) fn least(bound: &Bound) -> Option<i128> {
    match &bound.value {
        Number::Float(number) if number.fract() != 0.0 => floor(*number)?.checked_add(1),
        value => within(value)?.checked_add(i128::from(bound.exclusive)),
    }
}

/// The greatest integer inside an upper bound.
pub(crate) fn most(bound: &Bound) -> Option<i128> {
    match &bound.value {
        Number::Float(number) if number.fract() != 0.0 => floor(*number),
        value => within(value)?.checked_sub(i128::from(bound.exclusive)),
    }
}

/// The integer of 128 bits that is nearest to a whole number: a bound beyond all types asks for the widest of them.
fn within(number: &Number) -> Option<i128> {
    match number {
        Number::Big(digits) if digits.starts_with('-') => Some(digits.parse().unwrap_or(i128::MIN)),
        Number::Big(digits) => Some(digits.parse().unwrap_or(i128::MAX)),
        number => whole(number),
    }
}

/// The integer that a number is, if it is one of 128 bits.
pub(crate) fn whole(number: &Number) -> Option<i128> {
    match number {
        Number::Int(number) => Some(i128::from(*number)),
        Number::Uint(number) => Some(i128::from(*number)),
        Number::Big(digits) => digits.parse().ok(),
        Number::Float(number) if number.fract() == 0.0 => floor(*number),
        Number::Float(_) => None,
    }
}

fn floor(number: f64) -> Option<i128> {
    let number = number.floor();
    // The bounds are powers of two, which floats hold exactly.
    (-1.701_411_834_604_692_3e38..1.701_411_834_604_692_3e38)
        .contains(&number)
        .then_some(number as i128)
}
