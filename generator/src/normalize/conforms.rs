//! Whether a value of the document is one of a schema: examples that are not illustrate nothing.

use crate::spec::{IntegerFormat, Property, SchemaId, SchemaKind};
use serde_json::Value;

/// What the check has to know of a schema.
pub(super) struct Facts<'a> {
    pub(super) kind: &'a SchemaKind,
    pub(super) nullable: bool,
}

/// Why a value is not one of the schema's: a JSON Pointer into the value, and a few words.
pub(super) fn problem<'a>(
    facts: &dyn Fn(SchemaId) -> Facts<'a>,
    id: SchemaId,
    value: &Value,
) -> Option<(String, String)> {
    let Facts { kind, nullable } = facts(id);
    let here = |what: &str| Some((String::new(), what.to_owned()));
    match (kind, value) {
        (_, Value::Null) if nullable => None,
        (SchemaKind::String, Value::String(_)) | (SchemaKind::Boolean, Value::Bool(_)) => None,
        (SchemaKind::Number(_), Value::Number(_)) => None,
        (SchemaKind::StringEnum(values), Value::String(text)) => match values.contains(text) {
            true => None,
            false => here("is not one of the `enum`"),
        },
        (SchemaKind::Integer(format), Value::Number(number)) => match (format, number.as_i64()) {
            (IntegerFormat::Int32, Some(value)) if i32::try_from(value).is_err() => {
                here("does not fit `int32`")
            }
            (_, Some(_)) => None,
            (_, None) => here("is not an integer of 64 bits"),
        },
        (SchemaKind::Array(items), Value::Array(values)) => {
            values.iter().enumerate().find_map(|(index, value)| {
                problem(facts, *items, value).map(|inner| below(&index.to_string(), inner))
            })
        }
        (SchemaKind::Object(properties), Value::Object(members)) => {
            let missing = properties
                .iter()
                .find(|property| property.required && !members.contains_key(&property.name));
            match missing {
                Some(property) => Some((
                    String::new(),
                    format!("has no `{}`, which is required", property.name),
                )),
                None => properties
                    .iter()
                    .find_map(|property| member_problem(facts, property, members)),
            }
        }
        (SchemaKind::Object(_), _) => here("is not an object"),
        (SchemaKind::Array(_), _) => here("is not an array"),
        (SchemaKind::String | SchemaKind::StringEnum(_), _) => here("is not a string"),
        (SchemaKind::Integer(_) | SchemaKind::Number(_), _) => here("is not a number"),
        (SchemaKind::Boolean, _) => here("is not a boolean"),
    }
}

fn member_problem<'a>(
    facts: &dyn Fn(SchemaId) -> Facts<'a>,
    property: &Property,
    members: &serde_json::Map<String, Value>,
) -> Option<(String, String)> {
    let inner = problem(facts, property.schema, members.get(&property.name)?)?;
    Some(below(&property.name, inner))
}

fn below(key: &str, (pointer, what): (String, String)) -> (String, String) {
    (
        format!("/{}{pointer}", key.replace('~', "~0").replace('/', "~1")),
        what,
    )
}
