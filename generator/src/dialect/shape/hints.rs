//! What to do about a value of the wrong kind, for the mistakes that people make.

use super::{Kind, Object};
use crate::source::{Node, Value};

/// `text` is the value as written.
pub(super) fn wrong_kind(
    owner: Option<(&Object, &str)>,
    kind: &Kind,
    node: &Node,
    text: &str,
) -> Option<String> {
    let (object, key) = owner.map_or(("", ""), |(object, key)| (object.name, key));
    let hint = match (object, key, kind, &node.value) {
        ("Schema Object", "required", _, Value::Bool(_)) => {
            "list the names of required properties in the object that has them: `required: [name]`"
        }
        ("Schema Object", "type", _, Value::Array(_)) => {
            "lists of types are OpenAPI 3.1; OpenAPI 3.0 says `nullable: true` beside one type"
        }
        ("Schema Object", "exclusiveMinimum" | "exclusiveMaximum", _, Value::Number(_)) => {
            "bounds as numbers are OpenAPI 3.1; OpenAPI 3.0 says `true` beside `minimum` or `maximum`"
        }
        (_, _, Kind::Text | Kind::Word(_), Value::Bool(_) | Value::Number(_))
            if text.len() <= 40 =>
        {
            return Some(format!("quote it: `'{text}'`"));
        }
        (_, _, Kind::Flag, Value::String(text)) if ["true", "false"].contains(&text.as_str()) => {
            "remove the quotes"
        }
        (_, _, Kind::Flag, Value::String(text))
            if ["yes", "no", "on", "off"].contains(&text.as_str()) =>
        {
            "YAML 1.2 knows `true` and `false` only"
        }
        (_, _, Kind::Number | Kind::Count | Kind::PositiveNumber, Value::String(text))
            if text.parse::<f64>().is_ok() =>
        {
            "remove the quotes"
        }
        (_, _, Kind::List(_) | Kind::Some(_), Value::String(_)) => {
            "write a list, even of one element"
        }
        (_, _, _, Value::Null) => "give it a value, or remove the key",
        _ => return None,
    };
    Some(hint.to_owned())
}
