//! Numbers of the document as literals.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::f64::consts;

/// The digits of an integer, with its sign.
pub(super) fn integer(digits: &str) -> TokenStream {
    let (sign, digits) = signed(digits);
    // Digits that are none cannot come here; zero would still be Rust.
    let digits = digits.parse().unwrap_or_else(|_| Literal::u8_unsuffixed(0));
    quote!(#sign #digits)
}

/// A finite number of double precision.
pub(super) fn float(value: f64) -> TokenStream {
    match is_near_constant(value) {
        true => {
            let bits = Literal::u64_unsuffixed(value.to_bits());
            quotient(&format!("{value:?}"), 1 << f64::MANTISSA_DIGITS, 22)
                .unwrap_or_else(|| quote!(f64::from_bits(#bits)))
        }
        false => shortest(&format!("{value:?}")),
    }
}

/// A finite number of single precision.
pub(super) fn single(value: f32) -> TokenStream {
    match is_near_constant(f64::from(value)) {
        true => {
            let bits = Literal::u32_unsuffixed(value.to_bits());
            quotient(&format!("{value:?}"), 1 << f32::MANTISSA_DIGITS, 10)
                .unwrap_or_else(|| quote!(f32::from_bits(#bits)))
        }
        false => shortest(&format!("{value:?}")),
    }
}

/// The shortest digits that mean a number.
fn shortest(digits: &str) -> TokenStream {
    let (sign, digits) = signed(digits);
    // What is not finite cannot come here; zero would still be Rust.
    let digits = digits
        .parse()
        .unwrap_or_else(|_| Literal::f64_unsuffixed(0.0));
    quote!(#sign #digits)
}

/// Whether the digits may be those of a constant of mathematics, which clippy wants to be called by its name.
fn is_near_constant(value: f64) -> bool {
    let is_near = |constant: &f64| (value.abs() / constant - 1.0).abs() < 0.01;
    value.fract() != 0.0 && CONSTANTS.iter().any(is_near)
}

/// A decimal number as one whole number through another. That is the same number where both can be said exactly: the
/// upper one is below `limit`, the lower one not above ten to the power of `most`.
fn quotient(digits: &str, limit: u64, most: usize) -> Option<TokenStream> {
    let (sign, digits) = signed(digits);
    let (whole, fraction) = digits.split_once('.')?;
    let upper: u64 = format!("{whole}{fraction}").parse().ok()?;
    if upper >= limit || fraction.len() > most {
        return None;
    }
    let upper = shortest(&format!("{upper}.0"));
    let lower = shortest(&format!("1{}.0", "0".repeat(fraction.len())));
    Some(quote!(#sign #upper / #lower))
}

/// The constants that clippy knows.
const CONSTANTS: [f64; 19] = [
    consts::E,
    consts::FRAC_1_PI,
    consts::FRAC_1_SQRT_2,
    consts::FRAC_2_PI,
    consts::FRAC_2_SQRT_PI,
    consts::FRAC_PI_2,
    consts::FRAC_PI_3,
    consts::FRAC_PI_4,
    consts::FRAC_PI_6,
    consts::FRAC_PI_8,
    consts::LN_2,
    consts::LN_10,
    consts::LOG10_2,
    consts::LOG10_E,
    consts::LOG2_10,
    consts::LOG2_E,
    consts::PI,
    consts::SQRT_2,
    consts::TAU,
];

fn signed(digits: &str) -> (Option<TokenStream>, &str) {
    match digits.strip_prefix('-') {
        Some(digits) => (Some(quote!(-)), digits),
        None => (None, digits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_the_same_and_are_no_constants_of_mathematics() {
        let parse = |text: &str| -> f64 { text.parse().expect("a number") };
        let samples = [
            0.0,
            -0.5,
            0.1,
            1e300,
            5e-324,
            3.0,
            parse("3.14"),
            parse("-2.718"),
            consts::PI,
            consts::TAU,
            consts::FRAC_1_PI,
            parse("0.693"),
        ];
        for sample in samples {
            let text = float(sample).to_string();
            assert_eq!(value_of(&text), sample, "{text}");
            let is_literal = text.parse::<f64>().is_ok();
            assert!(!(is_literal && is_near_constant(sample)), "{text}");
        }
        for sample in [0.1_f32, parse("-3.14") as f32, consts::PI as f32, f32::MAX] {
            let text = single(sample).to_string();
            assert_eq!(value_of(&text) as f32, sample, "{text}");
        }
    }

    /// What the compiler makes of a number.
    fn value_of(text: &str) -> f64 {
        let number = |text: &str| -> f64 { text.replace(' ', "").parse().expect("a number") };
        let bits = |text: &str| {
            text.split(['(', ')'])
                .nth(1)
                .map(str::trim)
                .map(str::to_owned)
        };
        match (text.split_once('/'), text.split_once("::")) {
            (Some((upper, lower)), _) => number(upper) / number(lower),
            (None, Some((kind, rest))) => {
                let bits = bits(rest).expect("bits");
                match kind.trim() {
                    "f32" => f32::from_bits(bits.parse().expect("bits")).into(),
                    _ => f64::from_bits(bits.parse().expect("bits")),
                }
            }
            (None, None) => number(text),
        }
    }

    #[test]
    fn integers_keep_every_digit() {
        let digits = [
            "0",
            "-1",
            "340282366920938463463374607431768211455",
            "-170141183460469231731687303715884105728",
        ];
        for digits in digits {
            assert_eq!(integer(digits).to_string().replace(' ', ""), digits);
        }
    }
}
