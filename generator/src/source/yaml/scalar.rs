//! The text of a scalar to its value: the core schema of YAML 1.2.2 (section 10.3.2), numbers exact.

use crate::{
    diagnostics::{Code, codes},
    source::{Number, Value, number},
};
use granit_parser::{ScalarStyle, Tag};
use std::borrow::Cow;

/// A scalar that cannot be a value of a document.
pub(super) struct Mistake {
    pub(super) code: &'static Code,
    pub(super) message: String,
    pub(super) help: &'static str,
}

impl Mistake {
    /// The number that stands for one that no float is near, so that the rest of the document can be read.
    pub(super) fn stand_in(&self) -> Option<f64> {
        (self.code.name == codes::INVALID_NUMBER.name).then_some(number::STAND_IN)
    }

    /// Whether the tag is to be shown, not the value.
    pub(super) fn is_about_the_tag(&self) -> bool {
        self.code.name == codes::YAML_TAG.name
    }
}

/// Types a scalar by its tag, its style and its text.
pub(super) fn resolve(
    text: Cow<'_, str>,
    style: ScalarStyle,
    tag: Option<&Tag>,
) -> Result<Value, Mistake> {
    match tag {
        None if style == ScalarStyle::Plain => plain(text),
        None => Ok(Value::String(text.into_owned())),
        Some(tag) if is_non_specific(tag) => Ok(Value::String(text.into_owned())),
        Some(tag) => {
            let tagged = tag.core_suffix().and_then(|suffix| tagged(text, suffix));
            tagged.unwrap_or_else(|| Err(foreign_tag(tag)))
        }
    }
}

/// Whether this is `!`, which makes a scalar a string and says nothing about containers.
pub(super) fn is_non_specific(tag: &Tag) -> bool {
    matches!((tag.handle(), tag.suffix()), ("", "!") | ("!", ""))
}

/// A tag that is not of the core schema, or does not fit its value.
pub(super) fn foreign_tag(tag: &Tag) -> Mistake {
    let tag = format!("{}{}", tag.original_handle(), tag.suffix());
    Mistake {
        code: &codes::YAML_TAG,
        message: format!("the tag `{tag}` does not fit here"),
        help: "tags run no code and load no files here: only those of YAML's core schema are read; remove the tag",
    }
}

fn tagged(text: Cow<'_, str>, suffix: &str) -> Option<Result<Value, Mistake>> {
    if suffix == "str" {
        return Some(Ok(Value::String(text.into_owned())));
    }
    let value = match plain(text) {
        Ok(value) => value,
        Err(mistake) => return Some(Err(mistake)),
    };
    match (suffix, value) {
        ("null", Value::Null) => Some(Ok(Value::Null)),
        ("bool", value @ Value::Bool(_)) => Some(Ok(value)),
        ("int", Value::Number(Number::Float(_))) => None,
        ("int", value @ Value::Number(_)) => Some(Ok(value)),
        ("float", Value::Number(number)) => Some(Ok(Value::Number(Number::Float(number.as_f64())))),
        _ => None,
    }
}

fn plain(text: Cow<'_, str>) -> Result<Value, Mistake> {
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
        "true" | "True" | "TRUE" => return Ok(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Value::Bool(false)),
        _ => {}
    }
    match parse_number(&text) {
        Some(result) => result.map(Value::Number),
        None => Ok(Value::String(text.into_owned())),
    }
}

/// The number that a text is in YAML's core schema; none when it is no number.
fn parse_number(text: &str) -> Option<Result<Number, Mistake>> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    match unsigned {
        ".inf" | ".Inf" | ".INF" => return Some(Err(not_finite(text))),
        ".nan" | ".NaN" | ".NAN" if unsigned.len() == text.len() => {
            return Some(Err(not_finite(text)));
        }
        _ => {}
    }
    let is = |digits: &str, kind: fn(&u8) -> bool| {
        !digits.is_empty() && digits.as_bytes().iter().all(kind)
    };
    if let Some(digits) = text.strip_prefix("0o") {
        return is(digits, |byte| matches!(byte, b'0'..=b'7')).then(|| radix(digits, 8, text));
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return is(digits, u8::is_ascii_hexdigit).then(|| radix(digits, 16, text));
    }
    if is(unsigned, u8::is_ascii_digit) {
        return Some(
            number::decimal(text.strip_prefix('+').unwrap_or(text)).ok_or_else(|| not_finite(text)),
        );
    }
    is_float(unsigned).then(|| number::float(text).ok_or_else(|| not_finite(text)))
}

/// `\. [0-9]+ | [0-9]+ ( \. [0-9]* )?`, then `( [eE] [-+]? [0-9]+ )?`
fn is_float(unsigned: &str) -> bool {
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (
            mantissa,
            Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)),
        ),
        None => (unsigned, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mantissa_fits = digits(whole) && digits(fraction) && whole.len() + fraction.len() > 0;
    mantissa_fits && exponent.is_none_or(|exponent| !exponent.is_empty() && digits(exponent))
}

fn radix(digits: &str, radix: u32, text: &str) -> Result<Number, Mistake> {
    let value = u64::from_str_radix(digits, radix).map_err(|_| Mistake {
        code: &codes::INVALID_NUMBER,
        message: format!("`{text}` does not fit 64 bits"),
        help: "write it in decimal, or quote it if it is a string",
    })?;
    Ok(i64::try_from(value).map_or(Number::Uint(value), Number::Int))
}

fn not_finite(text: &str) -> Mistake {
    Mistake {
        code: &codes::INVALID_NUMBER,
        message: number::not_finite(text),
        help: number::FINITE,
    }
}
