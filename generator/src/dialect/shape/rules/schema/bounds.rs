//! Ranges: an end below the begin, and ends of the form of other versions.

use super::super::super::check::Checker;
use crate::dialect::version::Version;
use crate::{
    diagnostics::{Diagnostic, codes},
    source::{Key, Map, Node, Number, Value},
};
use std::cmp::Ordering;

/// Pairs of counts, with the type that they are about and what they count.
const COUNTS: [(&str, &str, &str, &str); 3] = [
    ("minItems", "maxItems", "array", "items"),
    ("minLength", "maxLength", "string", "characters"),
    ("minProperties", "maxProperties", "object", "properties"),
];

/// Checks the ranges of a schema. What says nothing about its type is left to others.
pub(super) fn check(checker: &mut Checker<'_>, ty: Option<&str>, map: &Map) {
    for (least, most, of, what) in COUNTS {
        if ty.is_none_or(|ty| ty == of)
            && let (Some(least), Some(most)) = (number(map, least), number(map, most))
            && order(&least.number, &most.number) == Ordering::Greater
        {
            impossible(checker, &least, &most, &format!("no number of {what}"));
        }
    }
    if ty.is_none_or(|ty| ["integer", "number"].contains(&ty)) {
        let minimum = bound(checker, map, &MINIMUM);
        let maximum = bound(checker, map, &MAXIMUM);
        if let (Some(minimum), Some(maximum)) = (minimum, maximum) {
            range(checker, ty, &minimum, &maximum);
        }
    }
}

/// A number with its key.
struct Bound<'m> {
    key: &'m Key,
    number: Number,
    is_exclusive: bool,
}

/// An end of a range.
struct End {
    inclusive: &'static str,
    exclusive: &'static str,
    /// How an end is to the one that it is stricter than.
    stricter: Ordering,
}

const MINIMUM: End = End {
    inclusive: "minimum",
    exclusive: "exclusiveMinimum",
    stricter: Ordering::Greater,
};
const MAXIMUM: End = End {
    inclusive: "maximum",
    exclusive: "exclusiveMaximum",
    stricter: Ordering::Less,
};

fn number<'m>(map: &'m Map, name: &str) -> Option<Bound<'m>> {
    let (key, node) = map.get_key_value(name)?;
    match &node.value {
        Value::Number(number) => Some(Bound {
            key,
            number: number.clone(),
            is_exclusive: false,
        }),
        _ => None,
    }
}

/// One end of the range of numbers. An exclusive one as OpenAPI 3.1 writes it is rewritten to `minimum: 3` beside
/// `exclusiveMinimum: true`, the stricter of the two if there are two.
fn bound<'m>(checker: &mut Checker<'_>, map: &'m Map, end: &End) -> Option<Bound<'m>> {
    let inclusive = number(map, end.inclusive);
    let (key, flag) = match map.get_key_value(end.exclusive) {
        Some(exclusive) => exclusive,
        None => return inclusive,
    };
    let is_older = checker.version < Version::V31;
    if let Some(is_exclusive) = flag.as_bool() {
        if !is_older {
            let message = format!(
                "`{}` as a boolean is of OpenAPI 3.0, and read so",
                end.exclusive
            );
            let help = format!(
                "say `{}: …` with the number itself, without `{}`",
                end.exclusive, end.inclusive
            );
            checker.push(Diagnostic::new(&codes::NEWER_KEYWORD, key.span, message).help(help));
        }
        if is_exclusive && inclusive.is_none() {
            let (what, beside) = (end.exclusive, end.inclusive);
            let message = format!("`{what}` says nothing without `{beside}`, and is ignored");
            let help = format!("say `{beside}`, or remove it");
            checker
                .push(Diagnostic::new(&codes::INAPPLICABLE_KEYWORD, key.span, message).help(help));
        }
        return inclusive.map(|bound| Bound {
            is_exclusive,
            ..bound
        });
    }
    let exclusive = Bound {
        is_exclusive: true,
        ..number(map, end.exclusive)?
    };
    if is_older {
        let message = format!(
            "`{}` as a number is of OpenAPI 3.1, and read so",
            end.exclusive
        );
        let help = format!(
            "say `{}: {}` and `{}: true`",
            end.inclusive, exclusive.number, end.exclusive
        );
        checker.push(Diagnostic::new(&codes::NEWER_KEYWORD, key.span, message).help(help));
    }
    let stricter = match inclusive {
        Some(inclusive) if order(&inclusive.number, &exclusive.number) == end.stricter => inclusive,
        _ => exclusive,
    };
    let inclusive_key = Key {
        name: end.inclusive.to_owned(),
        span: stricter.key.span,
    };
    let node = |value| Some(Node::new(flag.span, value));
    checker.change(&inclusive_key, node(Value::Number(stricter.number.clone())));
    checker.change(key, node(Value::Bool(stricter.is_exclusive)));
    Some(stricter)
}

fn range(checker: &mut Checker<'_>, ty: Option<&str>, minimum: &Bound<'_>, maximum: &Bound<'_>) {
    let is_exclusive = minimum.is_exclusive || maximum.is_exclusive;
    let is_empty = match order(&minimum.number, &maximum.number) {
        Ordering::Greater => true,
        Ordering::Equal => is_exclusive,
        Ordering::Less => ty == Some("integer") && !has_integer(minimum, maximum),
    };
    if is_empty {
        let what = match ty {
            Some("integer") => "no integer",
            _ => "no number",
        };
        impossible(checker, minimum, maximum, what);
    }
}

/// Whether an integer is between two ends, the first below the second; when in doubt, there is one.
fn has_integer(minimum: &Bound<'_>, maximum: &Bound<'_>) -> bool {
    let least = match minimum.number.as_f64() {
        number if number.fract() == 0.0 && minimum.is_exclusive => number + 1.0,
        number => number.ceil(),
    };
    let most = match maximum.number.as_f64() {
        number if number.fract() == 0.0 && maximum.is_exclusive => number - 1.0,
        number => number.floor(),
    };
    const EXACT: f64 = 9e15;
    least.abs() > EXACT || most.abs() > EXACT || least <= most
}

fn impossible(checker: &mut Checker<'_>, least: &Bound<'_>, most: &Bound<'_>, what: &str) {
    let word = |bound: &Bound<'_>| {
        if bound.is_exclusive {
            " (exclusive)"
        } else {
            ""
        }
    };
    let message = format!(
        "{what} is at least {}{} and at most {}{}",
        least.number,
        word(least),
        most.number,
        word(most)
    );
    checker.push(
        Diagnostic::new(&codes::IMPOSSIBLE_SCHEMA, most.key.span, message)
            .related(least.key.span, "the other end")
            .help("correct one of them; if nothing is allowed on purpose, say `not: {}`"),
    );
}

/// Integers exactly, whatever their length; floats as such.
fn order(left: &Number, right: &Number) -> Ordering {
    match (integer(left), integer(right)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => left.as_f64().total_cmp(&right.as_f64()),
    }
}

/// Sorts as the integers do, up to 39 digits; longer ones differ as floats do.
fn integer(number: &Number) -> Option<i128> {
    match number {
        Number::Int(number) => Some((*number).into()),
        Number::Uint(number) => Some((*number).into()),
        Number::Big(digits) => digits.parse().ok(),
        Number::Float(_) => None,
    }
}
