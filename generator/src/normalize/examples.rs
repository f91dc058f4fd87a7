//! The examples of a document, each with the schema that it illustrates.

use super::conforms;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    resolve::Resolved,
    spec::{self, Schema, SchemaId},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// The examples found so far, each place once.
#[derive(Default)]
pub(super) struct Examples {
    found: BTreeMap<Pointer, (SchemaId, Value)>,
    order: Vec<Pointer>,
}

impl Examples {
    /// Keeps one.
    pub(super) fn add(&mut self, schema: SchemaId, pointer: Pointer, value: &Value) {
        let example = (schema, value.clone());
        if self.found.insert(pointer.clone(), example).is_none() {
            self.order.push(pointer);
        }
    }

    /// Keeps those of a media type or a parameter.
    pub(super) fn add_all(&mut self, schema: SchemaId, examples: &[(Pointer, Value)]) {
        for (pointer, value) in examples {
            self.add(schema, pointer.clone(), value);
        }
    }

    /// Those that are values of their schema, in document order. The others are said and left out: they cannot be
    /// tests.
    pub(super) fn checked(
        self,
        cx: &mut Diagnostics,
        resolved: &Resolved,
        schemas: &[Schema],
    ) -> Vec<spec::Example> {
        let mut found = self.found;
        let mut checked = Vec::new();
        for pointer in self.order {
            let Some((schema, value)) = found.remove(&pointer) else {
                continue;
            };
            match conforms::problem(schemas, schema, &value) {
                None => checked.push(spec::Example {
                    schema,
                    value,
                    pointer,
                }),
                Some((inner, what)) => {
                    let at = Pointer::from_text(format!("{}{inner}", pointer.as_str()));
                    let place = resolved.places.value(&at);
                    let other = resolved.places.value(&schemas[schema.0].pointer);
                    cx.push(
                        Diagnostic::new(
                            &codes::INVALID_EXAMPLE,
                            place,
                            format!("the example {what}"),
                        )
                        .related(other, "the schema that it should illustrate"),
                    );
                }
            }
        }
        checked
    }
}
