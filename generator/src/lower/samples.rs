//! Values for the emitted tests: the document's own examples, else values made up from the schemas.

use crate::{
    ir,
    spec::{self, Api, SchemaId, SchemaKind},
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The first example of each schema that has one.
pub(super) struct Samples<'a> {
    api: &'a Api,
    examples: BTreeMap<SchemaId, &'a Value>,
}

impl<'a> Samples<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let mut examples = BTreeMap::new();
        for example in &api.examples {
            examples.entry(example.schema).or_insert(&example.value);
        }
        Self { api, examples }
    }

    /// The document's example of a schema.
    pub(super) fn example(&self, id: SchemaId) -> Option<&'a Value> {
        self.examples.get(&id).copied()
    }

    /// A value of everything that an operation sends and answers; `None` where one would be too large, or where a
    /// schema has no finite value.
    pub(super) fn operation(&self, operation: &spec::Operation) -> Option<ir::Samples> {
        let responses = [&operation.success].into_iter().chain(&operation.failures);
        Some(ir::Samples {
            inputs: operation
                .parameters
                .iter()
                .map(|parameter| parameter.schema)
                .chain(operation.request_body.iter().map(|body| body.schema))
                .map(|schema| self.json(schema))
                .collect::<Option<_>>()?,
            outcomes: responses
                .map(|response| match response.schema {
                    Some(schema) => self.json(schema).map(Some),
                    None => Some(None),
                })
                .collect::<Option<_>>()?,
        })
    }

    fn json(&self, id: SchemaId) -> Option<String> {
        let made = |optional| self.made_up(id, &mut Vec::new(), &mut MOST_VALUES.clone(), optional);
        made(true)
            .or_else(|| made(false))
            .map(|value| value.to_string())
    }

    /// `open` are the schemas around this one; `left` is how many values may still be made: schemas that hold each
    /// other twice grow by powers of two.
    fn made_up(
        &self,
        id: SchemaId,
        open: &mut Vec<SchemaId>,
        left: &mut usize,
        optional: bool,
    ) -> Option<Value> {
        *left = left.checked_sub(1)?;
        if let Some(example) = self.example(id) {
            return Some(example.clone());
        }
        open.push(id);
        let value = match &self.api.schema(id).kind {
            SchemaKind::String => Value::from("text"),
            SchemaKind::StringEnum(values) => Value::from(values.first()?.as_str()),
            SchemaKind::Integer(_) => Value::from(1),
            SchemaKind::Number(_) => Value::from(0.5),
            SchemaKind::Boolean => Value::from(true),
            SchemaKind::Array(items) if !optional || open.contains(items) => {
                Value::Array(Vec::new())
            }
            SchemaKind::Array(items) => {
                Value::Array(vec![self.made_up(*items, open, left, optional)?])
            }
            SchemaKind::Object(properties) => {
                let mut members = Map::new();
                for property in properties {
                    match (open.contains(&property.schema), property.required) {
                        // A required property that leads back here has no finite value.
                        (true, true) => return None,
                        (true, false) => continue,
                        (false, false) if !optional => continue,
                        (false, _) => {}
                    }
                    members.insert(
                        property.name.clone(),
                        self.made_up(property.schema, open, left, optional)?,
                    );
                }
                Value::Object(members)
            }
        };
        open.pop();
        Some(value)
    }
}

/// How many values a sample may be made of.
const MOST_VALUES: usize = 500;
