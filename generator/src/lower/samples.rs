//! A value of each schema, for the emitted tests: the document's own example, else one made up from the schema.

use crate::spec::{Api, SchemaId, SchemaKind};
use serde_json::{Map, Value};

/// A value of a schema; of every property, optional ones included where the schema does not contain itself.
pub(super) fn sample(api: &Api, id: SchemaId) -> Value {
    made_up(api, id, &mut Vec::new())
}

fn made_up(api: &Api, id: SchemaId, open: &mut Vec<SchemaId>) -> Value {
    if let Some(example) = api.examples.iter().find(|example| example.schema == id) {
        return example.value.clone();
    }
    open.push(id);
    let value = match &api.schema(id).kind {
        SchemaKind::String => Value::from("text"),
        SchemaKind::StringEnum(values) => values
            .first()
            .map_or(Value::Null, |value| Value::from(value.as_str())),
        SchemaKind::Integer(_) => Value::from(1),
        SchemaKind::Number(_) => Value::from(0.5),
        SchemaKind::Boolean => Value::from(true),
        SchemaKind::Array(items) if open.contains(items) => Value::Array(Vec::new()),
        SchemaKind::Array(items) => Value::Array(vec![made_up(api, *items, open)]),
        SchemaKind::Object(properties) => {
            let mut members = Map::new();
            for property in properties {
                // A required property that leads back here has no finite value but `null`.
                let value = match (open.contains(&property.schema), property.required) {
                    (true, false) => continue,
                    (true, true) => Value::Null,
                    (false, _) => made_up(api, property.schema, open),
                };
                members.insert(property.name.clone(), value);
            }
            Value::Object(members)
        }
    };
    open.pop();
    value
}
