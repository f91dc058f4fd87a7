//! Enums: the values that all members of a conjunction list.

use crate::{
    normalize::schemas::Schemas,
    resolve::SchemaId,
    spec::{EnumValue, SchemaKind},
    vocabulary::{Assertion, Constraints},
};
use serde_json::Value;
use std::collections::BTreeSet;

/// An `enum` of scalars; `None` where it lists anything else, which is then checked by an assertion.
pub(super) fn enumeration(
    schemas: &Schemas<'_>,
    values: &[&Value],
    named: SchemaId,
    constraints: &mut Constraints,
) -> Option<SchemaKind> {
    let is_scalar = |value: &&&Value| !matches!(value, Value::Array(_) | Value::Object(_));
    let some: Vec<&Value> = values
        .iter()
        .copied()
        .filter(|value| !value.is_null())
        .collect();
    if some.is_empty() || !values.iter().all(|value| is_scalar(&value)) {
        let listed = values.iter().map(|value| (*value).clone()).collect();
        constraints.assertions.push(Assertion::OneOf(listed));
        return None;
    }
    let booleans = some.iter().filter(|value| value.is_boolean()).count();
    if booleans == 2 && some.len() == 2 {
        return Some(SchemaKind::Boolean);
    }
    let schema = &schemas.resolved().schemas[named.0];
    let all = schema.assertions.values.as_deref().unwrap_or_default();
    let mut found: Vec<EnumValue> = Vec::with_capacity(some.len());
    let mut seen = BTreeSet::new();
    for (index, value) in all.iter().enumerate() {
        let listed = !value.is_null() && (all.len() == values.len() || some.contains(&value));
        if listed && seen.insert(value.to_string()) {
            let of = |list: &[String]| list.get(index).filter(|text| !text.is_empty()).cloned();
            found.push(EnumValue {
                value: value.clone(),
                chosen_name: of(&schema.annotations.value_names),
                title: of(&schema.annotations.value_titles),
                description: of(&schema.annotations.value_descriptions),
            });
        }
    }
    Some(SchemaKind::Enum(found))
}
