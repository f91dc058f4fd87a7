//! Choices between constants to the `enum` that they are.
//!
//! `oneOf: [{const: 1, title: Low}, {const: 2, title: High}]` is how documents name and describe the values of an `enum`:
//! JSON Schema has no keyword for that. So a choice is read where every branch is written in place and does nothing but
//! list scalars that no other branch lists; `null` among them makes the schema nullable. A branch of one value names and
//! describes it by its `title`, `description` and `deprecated`.

use crate::{
    resolve::{Annotations, Assertions, Schema, SchemaUse},
    vocabulary::{JsonTypes, equal},
};
use serde_json::Value;

/// Reads every choice between constants as an `enum`.
pub(super) fn as_enums(schemas: &mut [Schema]) {
    for index in 0..schemas.len() {
        let said = &schemas[index].assertions;
        let branches = match (said.one_of.as_slice(), said.any_of.as_slice()) {
            (branches, []) | ([], branches) if !branches.is_empty() => branches,
            _ => continue,
        };
        if let Some(found) = constants(schemas, branches) {
            take(&mut schemas[index], found);
        }
    }
}

/// What the branches of a choice list.
#[derive(Default)]
struct Constants {
    values: Vec<Constant>,
    nullable: bool,
}

struct Constant {
    value: Value,
    title: Option<String>,
    description: Option<String>,
}

/// The constants of a choice; `None` when it is one between anything else.
fn constants(schemas: &[Schema], branches: &[SchemaUse]) -> Option<Constants> {
    let mut found = Constants::default();
    for branch in branches.iter() {
        let Schema {
            assertions,
            annotations,
            ..
        } = &schemas[branch.schema.0];
        if branch.by_reference || !only_lists(assertions, annotations) {
            return None;
        }
        found.nullable |= annotations.nullable;
        if assertions.types == Some(JsonTypes::NULL) {
            found.nullable = true;
            continue;
        }
        let values = assertions.values.as_deref()?;
        for value in values {
            let is_of_type = assertions
                .types
                .is_none_or(|types| types.has(JsonTypes::of(value)));
            let is_new = found.values.iter().all(|other| !equal(&other.value, value));
            match value {
                Value::Null if is_of_type => found.nullable = true,
                Value::Array(_) | Value::Object(_) | Value::Null => return None,
                _ if !is_of_type || !is_new => return None,
                _ => {
                    let is_only = values.len() == 1;
                    let title = annotations.title.clone();
                    found.values.push(Constant {
                        value: value.clone(),
                        title: title.filter(|title| is_only && title.len() <= LONGEST_TITLE),
                        description: described(annotations).filter(|_| is_only),
                    });
                }
            }
        }
    }
    (!found.values.is_empty()).then_some(found)
}

/// Longer titles are no names: they describe, like those of branches.
const LONGEST_TITLE: usize = 40;

/// Whether a branch says nothing but which values it has, and what they are called.
fn only_lists(assertions: &Assertions, annotations: &Annotations) -> bool {
    let lists = Assertions {
        types: assertions.types,
        format: assertions.format.clone(),
        values: assertions.values.clone(),
        ..Assertions::default()
    };
    let speaks = Annotations {
        title: annotations.title.clone(),
        description: annotations.description.clone(),
        external_docs: annotations.external_docs.clone(),
        deprecated: annotations.deprecated,
        nullable: annotations.nullable,
        example: annotations.example.clone(),
        examples: annotations.examples.clone(),
        ..Annotations::default()
    };
    *assertions == lists && *annotations == speaks
}

fn described(annotations: &Annotations) -> Option<String> {
    let deprecated = annotations.deprecated.then_some("**Deprecated.**");
    let title = annotations.title.as_deref();
    let title = title.filter(|title| title.len() > LONGEST_TITLE);
    let texts = [annotations.description.as_deref().or(title), deprecated];
    let texts: Vec<&str> = texts.into_iter().flatten().collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

/// Puts constants in the place of the choice that they come from. Of an `enum` beside it those stay that both list.
fn take(schema: &mut Schema, found: Constants) {
    let Schema {
        assertions,
        annotations,
        ..
    } = schema;
    let before = assertions.values.take();
    let names = std::mem::take(&mut annotations.value_names);
    let descriptions = std::mem::take(&mut annotations.value_descriptions);
    let mut values = Vec::new();
    for constant in found.values {
        let is_it = |value: &Value| equal(value, &constant.value);
        let index = match &before {
            None => None,
            Some(before) => match before.iter().position(is_it) {
                Some(index) => Some(index),
                None => continue,
            },
        };
        let beside = |texts: &[String]| index.and_then(|index| texts.get(index).cloned());
        annotations
            .value_names
            .push(beside(&names).unwrap_or_default());
        annotations.value_descriptions.push(
            beside(&descriptions)
                .filter(|text| !text.is_empty())
                .or(constant.description)
                .unwrap_or_default(),
        );
        annotations
            .value_titles
            .push(constant.title.unwrap_or_default());
        values.push(constant.value);
    }
    assertions.values = Some(values);
    assertions.one_of.clear();
    assertions.any_of.clear();
    annotations.nullable |= found.nullable;
}
