//! Numbers of all types, compared by their values and not by their types.

use super::scalar::Atom;
use std::cmp::Ordering;
use std::fmt;

/// A number as JSON has it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number {
    /// A whole number.
    Whole { negative: bool, magnitude: u128 },
    /// Any.
    Double(f64),
}

impl Number {
    /// The number that an atom is, if it is one.
    pub(crate) fn of(atom: Atom<'_>) -> Option<Self> {
        match atom {
            Atom::Integer(value) => Some(i128::from(value).into()),
            Atom::Unsigned(value) => Some(i128::from(value).into()),
            Atom::Wide(value) => Some(value.into()),
            Atom::UnsignedWide(magnitude) => Some(Self::Whole {
                negative: false,
                magnitude,
            }),
            Atom::Single(value) => Some(Self::Double(double(value))),
            Atom::Number(value) => Some(Self::Double(value)),
            Atom::Boolean(_) | Atom::Text(_) => None,
        }
    }

    /// A whole number.
    pub(crate) const fn whole(value: i128) -> Self {
        Self::Whole {
            negative: value < 0,
            magnitude: value.unsigned_abs(),
        }
    }

    /// Whether it is `divisor` times a whole number; judged by the digits of both, as a reader of JSON sees them.
    pub(crate) fn is_multiple_of(self, divisor: Self) -> bool {
        match (Decimal::of(self), Decimal::of(divisor)) {
            (Some(value), Some(divisor)) => divides(&divisor, &value),
            _ => false,
        }
    }

    /// How two numbers compare; only what is no number compares to nothing.
    pub(crate) fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Double(left), Self::Double(right)) => left.partial_cmp(&right),
            (Self::Double(left), right) => right.compare(Self::Double(left)).map(Ordering::reverse),
            (
                Self::Whole {
                    negative,
                    magnitude,
                },
                Self::Double(right),
            ) => whole_to_double(negative, magnitude, right),
            (
                Self::Whole {
                    negative: left_negative,
                    magnitude: left,
                },
                Self::Whole {
                    negative: right_negative,
                    magnitude: right,
                },
            ) => Some(match (left_negative, right_negative) {
                (false, false) => left.cmp(&right),
                (true, true) => right.cmp(&left),
                (true, false) => Ordering::Less,
                (false, true) => Ordering::Greater,
            }),
        }
    }
}

impl From<i128> for Number {
    fn from(value: i128) -> Self {
        Self::whole(value)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.compare(*other) == Some(Ordering::Equal)
    }
}

/// The double that is written with the digits of a single: `0.1`, not `0.10000000149011612`.
pub(crate) fn double(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(value.into())
}

/// 2^128, the first whole number without a magnitude.
const BEYOND: f64 = 340_282_366_920_938_463_463_374_607_431_768_211_456.0;

fn whole_to_double(negative: bool, magnitude: u128, double: f64) -> Option<Ordering> {
    if double.is_nan() {
        return None;
    }
    if double.abs() >= BEYOND {
        return Some(0.0.partial_cmp(&double).unwrap_or(Ordering::Equal));
    }
    // Below the bound both the whole part and its conversion are exact.
    let whole = Number::Whole {
        negative,
        magnitude,
    };
    let part = Number::Whole {
        negative: double < 0.0 && double.trunc() != 0.0,
        magnitude: double.abs().trunc() as u128,
    };
    match whole.compare(part)? {
        Ordering::Equal => 0.0.partial_cmp(&double.fract()),
        other => Some(other),
    }
}

impl fmt::Display for Number {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole {
                negative,
                magnitude,
            } => write!(to, "{}{magnitude}", if *negative { "-" } else { "" }),
            Self::Double(value) if value.abs() < 1e16 => write!(to, "{value}"),
            Self::Double(value) => write!(to, "{value:e}"),
        }
    }
}

/// A number as its digits say it: `magnitude * 10^exponent`. The sign does not matter for divisibility.
struct Decimal {
    magnitude: u128,
    exponent: i32,
}

impl Decimal {
    /// The shortest decimal that is read as that number, unless it is infinite or no number.
    fn of(number: Number) -> Option<Self> {
        let value = match number {
            Number::Whole { magnitude, .. } => {
                return Some(Self {
                    magnitude,
                    exponent: 0,
                });
            }
            Number::Double(value) => value.abs(),
        };
        let text = format!("{value:e}");
        let (digits, exponent) = text.split_once('e')?;
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let places = i32::try_from(fraction.len()).ok()?;
        Some(Self {
            magnitude: format!("{whole}{fraction}").parse().ok()?,
            exponent: exponent.parse::<i32>().ok()?.checked_sub(places)?,
        })
    }
}

/// Whether the digits of one number divide those of the other: `0.3` is a multiple of `0.1`, whatever their doubles are.
fn divides(divisor: &Decimal, value: &Decimal) -> bool {
    if divisor.magnitude == 0 {
        return false;
    }
    let shift = value.exponent - divisor.exponent;
    match u32::try_from(shift) {
        Ok(shift) => {
            let factor = power_of_ten(shift, divisor.magnitude);
            times(
                value.magnitude % divisor.magnitude,
                factor,
                divisor.magnitude,
            ) == 0
        }
        Err(_) => {
            let scale = 10_u128.checked_pow(shift.unsigned_abs());
            let scaled = scale.and_then(|scale| divisor.magnitude.checked_mul(scale));
            // No magnitude but zero is a multiple of one that has more digits than any.
            scaled.map_or(value.magnitude == 0, |scaled| {
                value.magnitude.is_multiple_of(scaled)
            })
        }
    }
}

/// `10^exponent` modulo another number.
fn power_of_ten(exponent: u32, modulus: u128) -> u128 {
    let (mut power, mut base, mut exponent) = (1 % modulus, 10 % modulus, exponent);
    while exponent > 0 {
        if exponent % 2 == 1 {
            power = times(power, base, modulus);
        }
        base = times(base, base, modulus);
        exponent /= 2;
    }
    power
}

/// A product modulo another number, which both factors are below.
fn times(left: u128, right: u128, modulus: u128) -> u128 {
    if let Some(product) = left.checked_mul(right) {
        return product % modulus;
    }
    let add = |left: u128, right: u128| match modulus - left {
        room if right >= room => right - room,
        _ => left + right,
    };
    let (mut sum, mut double, mut rest) = (0, left, right);
    while rest > 0 {
        if rest % 2 == 1 {
            sum = add(sum, double);
        }
        double = add(double, double);
        rest /= 2;
    }
    sum
}
