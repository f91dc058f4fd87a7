//! `enum`: its values against the type and against each other.

use super::super::super::{check::Checker, kinds};
use crate::{
    diagnostics::{Diagnostic, codes},
    dialect::version::Version,
    source::{Map, Node, Number, Value},
};
use std::collections::{BTreeSet, HashMap};

/// Checks the values of an `enum`. AFTER THIS POINT each of them is there once, and of the type.
pub(super) fn check(checker: &mut Checker<'_>, ty: Option<&str>, map: &Map) {
    let values = map.get("enum").and_then(Node::as_array).unwrap_or_default();
    let mut ignored = match ty {
        Some(ty) => of_other_types(checker, ty, map, values),
        None => BTreeSet::new(),
    };
    ignored.extend(repeated(checker, values));
    if !ignored.is_empty() {
        take_out(checker, map, values.len(), &ignored);
    }
}

/// Reports the values that are not of the type. No value is one of them (JSON Schema Validation, section 6.1.2, asks for
/// an equal one), so that they do nothing: they are to be ignored, unless they are all that there is.
fn of_other_types(
    checker: &mut Checker<'_>,
    ty: &str,
    map: &Map,
    values: &[Node],
) -> BTreeSet<usize> {
    let is_swagger = checker.version == Version::V20;
    let is_nullable = super::json_schema::allows_null(map)
        || is_swagger && map.get("x-nullable").and_then(Node::as_bool) == Some(true);
    let is_null = |value: &Node| matches!(value.value, Value::Null);
    let is_other = |value: &Node| !is_null(value) && !is_of(ty, value);
    let others_only = values.iter().all(|value| is_null(value) || is_other(value));
    let mut ignored = BTreeSet::new();
    for (index, value) in values.iter().enumerate() {
        if is_null(value) && !is_nullable {
            // OpenAPI 3.0.3, Schema Object, `nullable`: it alone adds `null` to the values of a type.
            checker.push(impossible(ty, value).help("say `nullable: true` if it is meant"));
        } else if is_other(value) && others_only {
            other_type(checker, ty, value, "enum");
        } else if is_other(value) {
            let remedy = remedy(ty, value);
            checker.push(impossible(ty, value).help(remedy));
            ignored.insert(index);
        }
    }
    ignored
}

fn impossible(ty: &str, value: &Node) -> Diagnostic {
    let found = kinds::found(value);
    let message =
        format!("{found} is in the `enum`, but is no value of the type `{ty}`, and is ignored");
    Diagnostic::new(&codes::IMPOSSIBLE_VALUE, value.span, message)
}

/// Reports the values that are there already.
fn repeated(checker: &mut Checker<'_>, values: &[Node]) -> BTreeSet<usize> {
    let mut seen = HashMap::new();
    let mut repeated = BTreeSet::new();
    for (index, value) in values.iter().enumerate() {
        if let Some(first) = seen.insert(identity(value), value.span) {
            repeated.insert(index);
            let message = format!("{} is in the `enum` twice", kinds::found(value));
            checker.push(
                Diagnostic::new(&codes::DUPLICATE_ENUM_VALUE, value.span, message)
                    .related(first, "first here")
                    .help("remove one of them"),
            );
        }
    }
    repeated
}

/// Takes values out, and what the extensions that go along with the values say about them.
fn take_out(checker: &mut Checker<'_>, map: &Map, count: usize, ignored: &BTreeSet<usize>) {
    for name in ["enum", "x-enum-varnames", "x-enum-descriptions"] {
        let Some((key, node)) = map.get_key_value(name) else {
            continue;
        };
        let items = node.as_array().unwrap_or_default();
        if items.len() == count {
            let items = items.iter().enumerate();
            let kept = items.filter(|(index, _)| !ignored.contains(index));
            let kept = Value::Array(kept.map(|(_, item)| item.clone()).collect());
            checker.change(key, Some(Node::new(node.span, kept)));
        }
    }
}

/// Says that a value of a keyword is not of the type.
pub(super) fn other_type(checker: &mut Checker<'_>, ty: &str, value: &Node, keyword: &str) {
    let is = match keyword {
        "enum" => "is in",
        _ => "is",
    };
    let message = format!(
        "{} {is} the `{keyword}`, but is no value of the type `{ty}`",
        kinds::found(value)
    );
    checker
        .push(Diagnostic::new(&codes::INVALID_VALUE, value.span, message).help(remedy(ty, value)));
}

fn remedy(ty: &str, value: &Node) -> &'static str {
    let is_quoted = |text: &str| match ty {
        "integer" | "number" => text.parse::<f64>().is_ok(),
        "boolean" => ["true", "false"].contains(&text),
        _ => false,
    };
    match (ty, &value.value) {
        ("string", Value::Bool(_) | Value::Number(_)) => "quote it",
        (_, Value::String(text)) if is_quoted(text) => "remove the quotes",
        ("array", Value::String(_)) => "if the items are meant, move the `enum` into `items`",
        _ => "remove it, or correct the `type`",
    }
}

/// Whether a value is of a type.
pub(super) fn is_of(ty: &str, node: &Node) -> bool {
    match (ty, &node.value) {
        ("array", Value::Array(_))
        | ("boolean", Value::Bool(_))
        | ("number", Value::Number(_))
        | ("object", Value::Object(_))
        | ("string", Value::String(_)) => true,
        ("integer", Value::Number(Number::Float(number))) => number.fract() == 0.0,
        ("integer", Value::Number(_)) => true,
        _ => false,
    }
}

/// A text that two values share when they are equal: the order of members and the way to write a number do not count.
pub(super) fn identity(node: &Node) -> String {
    match &node.value {
        Value::Number(Number::Float(number)) if number.fract() == 0.0 => {
            // Never in exponents, as integers are written; `-0.0` is 0.
            format!("{:.0}", number + 0.0)
        }
        Value::String(text) => format!("{text:?}"),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(identity).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(map) => {
            let mut members: Vec<String> = map
                .iter()
                .map(|(key, value)| format!("{:?}:{}", key.name, identity(value)))
                .collect();
            members.sort_unstable();
            format!("{{{}}}", members.join(","))
        }
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
    }
}
