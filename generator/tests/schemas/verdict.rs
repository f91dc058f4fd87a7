//! The judge: what JSON Schema says about a value.

use super::json_schema::{OneOf, of_component};
use jsonschema::Validator;
use serde_json::{Map, Value};

/// The judge of one component.
#[derive(Debug)]
pub(crate) struct Judge {
    exactly: Validator,
    others: [Validator; 2],
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
        }
    }

    /// Whether a value is valid; `None` where that depends on how choices are read.
    pub(crate) fn verdict(&self, value: &Value) -> Option<bool> {
        let verdict = self.exactly.is_valid(value);
        self.others
            .iter()
            .all(|other| other.is_valid(value) == verdict)
            .then_some(verdict)
    }
}

/// The verdict about one value.
pub(crate) fn is_valid(schemas: &Map<String, Value>, name: &str, value: &Value) -> Option<bool> {
    Judge::new(schemas, name).verdict(value)
}
