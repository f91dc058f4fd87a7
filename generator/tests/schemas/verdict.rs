//! The judge: what JSON Schema says about a value.

use super::json_schema::{OneOf, of_component};
use jsonschema::Validator;
use serde_json::{Map, Value};

/// The judge of one component.
#[derive(Debug)]
pub(crate) struct Judge {
    exactly: Validator,
    others: [Validator; 2],
    literally: Validator,
}

impl Judge {
    /// The judge of a component among those of its document.
    pub(crate) fn new(schemas: &Map<String, Value>, name: &str) -> Self {
        let validator = |one_of| {
            let schema = of_component(schemas, name, one_of);
            let built = jsonschema::draft4::options()
                .should_validate_formats(false)
                .build(&schema);
            built.unwrap_or_else(|error| panic!("{error}\n{schema:#}"))
        };
        Self {
            exactly: validator(OneOf::Exactly),
            others: [validator(OneOf::AtLeast), validator(OneOf::Committed)],
            literally: validator(OneOf::Literally),
        }
    }

    /// Whether a value is valid; `None` where that depends on how choices are read.
    pub(crate) fn verdict(&self, value: &Value) -> Option<bool> {
        let value = spelt_as_integers(value);
        let verdict = self.exactly.is_valid(&value);
        self.others
            .iter()
            .all(|other| other.is_valid(&value) == verdict)
            .then_some(verdict)
    }

    /// Whether a value is valid where no type is inferred: of what `allOf` puts together, one schema's type is that of all.
    pub(crate) fn admits(&self, value: &Value) -> bool {
        self.literally.is_valid(&spelt_as_integers(value))
    }
}

/// The same value, its whole numbers written without a fraction: draft 4 does not count `1.0` among the integers, the
/// drafts behind it and the generated code do.
fn spelt_as_integers(value: &Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 9e15 => {
                Value::from(float as i64)
            }
            _ => value.clone(),
        },
        Value::Array(items) => items.iter().map(spelt_as_integers).collect(),
        Value::Object(members) => {
            let members = members.iter();
            let members = members.map(|(name, value)| (name.clone(), spelt_as_integers(value)));
            Value::Object(members.collect())
        }
        _ => value.clone(),
    }
}

/// The verdict about one value.
pub(crate) fn is_valid(schemas: &Map<String, Value>, name: &str, value: &Value) -> Option<bool> {
    Judge::new(schemas, name).verdict(value)
}
