//! Which values are of which kind, and how kinds are called in messages.

use super::{Kind, Object};
use crate::{
    dialect::difference::brief,
    source::{Node, Number, Value},
};

impl Object {
    /// The object with its article: `a Schema Object`.
    pub(super) fn noun(&self) -> String {
        let article = if self.name.starts_with(['A', 'E', 'I', 'O', 'U', 'X']) {
            "an"
        } else {
            "a"
        };
        format!("{article} {}", self.name)
    }
}

/// Whether a value is of a kind; what is inside it is not looked at.
pub(super) fn fits(kind: &Kind, node: &Node) -> bool {
    match (kind, &node.value) {
        (Kind::Data, _)
        | (Kind::Text | Kind::Word(_) | Kind::WordOrList(_), Value::String(_))
        | (
            Kind::Flag | Kind::FlagOr(_) | Kind::FlagOrNumber | Kind::NumberOrFlag,
            Value::Bool(_),
        )
        | (Kind::Number | Kind::FlagOrNumber | Kind::NumberOrFlag, Value::Number(_))
        | (Kind::List(_), Value::Array(_))
        | (
            Kind::Object(_)
            | Kind::OrReference(_)
            | Kind::OrReferenceSince(..)
            | Kind::Map(..)
            | Kind::MapOrReference(..),
            Value::Object(_),
        ) => true,
        (Kind::PositiveNumber, Value::Number(number)) => number.as_f64() > 0.0,
        (Kind::Count, Value::Number(number)) => match number {
            Number::Int(number) => *number >= 0,
            Number::Uint(_) => true,
            Number::Float(number) => is_count(*number),
            Number::Big(_) => false,
        },
        (Kind::Some(_) | Kind::WordOrList(_), Value::Array(items)) => !items.is_empty(),
        (Kind::FlagOr(other), _) => fits(other, node),
        _ => false,
    }
}

/// Whether a float is a count: JSON has one kind of number, `2.0` is the integer 2.
pub(super) fn is_count(number: f64) -> bool {
    number.fract() == 0.0 && (0.0..9e15).contains(&number)
}

/// What a value of a kind is: `a string`.
pub(super) fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Text => "a string".to_owned(),
        Kind::Word(words) => match words {
            [word] => format!("the string `{word}`"),
            _ => "a string".to_owned(),
        },
        Kind::WordOrList(_) => "a string or an array of strings".to_owned(),
        Kind::Flag | Kind::FlagOrNumber => "a boolean".to_owned(),
        Kind::Number | Kind::NumberOrFlag => "a number".to_owned(),
        Kind::PositiveNumber => "a number above 0".to_owned(),
        Kind::Count => "an integer of 0 or more".to_owned(),
        Kind::Data => "a value".to_owned(),
        Kind::FlagOr(other) => format!("a boolean or {}", expected(other)),
        Kind::Object(object) | Kind::OrReference(object) | Kind::OrReferenceSince(_, object) => {
            object.noun()
        }
        Kind::List(_) => "an array".to_owned(),
        Kind::Some(_) => "an array of at least one element".to_owned(),
        Kind::Map(keys, _) | Kind::MapOrReference(keys, _) => keys.noun.to_owned(),
    }
}

/// What a value is, and which one when that is short.
pub(super) fn found(node: &Node) -> String {
    match &node.value {
        Value::String(_) => format!("the string {}", brief(node)),
        Value::Bool(_) | Value::Number(_) => brief(node),
        Value::Array(items) if items.is_empty() => "an empty array".to_owned(),
        _ => node.kind().to_owned(),
    }
}
