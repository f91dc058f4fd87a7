//! The members of a conjunction to one set of keywords that says the same (JSON Schema Validation Wright-00, section
//! 5.22, `allOf`).

pub(crate) use crate::vocabulary::equal;
use crate::{
    resolve::{Additional, Schema, SchemaId, SchemaUse},
    source::Number,
    vocabulary::{Bound, Constraints, JsonTypes},
};
use serde_json::Value;

/// What all members of a conjunction say together.
#[derive(Clone, Debug, Default)]
pub(super) struct Merged<'a> {
    /// The types that all of them allow; `None` when none of them says.
    pub(super) types: Option<JsonTypes>,
    /// The first `format`.
    pub(super) format: Option<&'a str>,
    /// The values that every `enum` lists, and the schema whose names and descriptions go with them.
    pub(super) values: Option<(Vec<&'a Value>, SchemaId)>,
    /// Each property once, with all that is said about it.
    pub(super) properties: Vec<(&'a str, Vec<&'a SchemaUse>)>,
    /// Each once.
    pub(super) required: Vec<&'a str>,
    /// Where each of these stands first: the schema, and the index in its list.
    pub(super) required_at: Vec<(SchemaId, usize)>,
    /// `additionalProperties: false`, by the schema that says it.
    pub(super) closed: Option<SchemaId>,
    /// `additionalProperties: true`
    pub(super) open: bool,
    /// `additionalProperties` with a schema.
    pub(super) additional: Vec<&'a SchemaUse>,
    /// `items`
    pub(super) items: Vec<&'a SchemaUse>,
    /// `not`
    pub(super) not: Vec<&'a SchemaUse>,
    /// The narrowest of all.
    pub(super) constraints: Constraints,
    /// The schemas with `prefixItems`; their `items` are about what is behind.
    pub(super) prefixed: Vec<SchemaId>,
    /// The schemas with `patternProperties`; their `additionalProperties` are about what no pattern matches.
    pub(super) patterned: Vec<SchemaId>,
    /// Two members that contradict each other, and about what.
    pub(super) conflict: Option<(SchemaId, SchemaId, &'static str)>,
    /// Whether a member says something about the members of the others that is not applied to them.
    pub(super) crossed: Option<SchemaId>,
}

/// Merges the members, in order.
pub(super) fn merged<'a>(schemas: &'a [Schema], own: &[SchemaId]) -> Merged<'a> {
    let mut merged = Merged::default();
    let mut typed: Option<SchemaId> = None;
    let mut index = std::collections::HashMap::new();
    let mut required = std::collections::HashSet::new();
    for id in own {
        let said = &schemas[id.0].assertions;
        if let Some(types) = said.types {
            let both = merged.types.unwrap_or(JsonTypes::ALL).and(types);
            match typed {
                // What allows no value at all contradicts nothing: it is meant.
                Some(first)
                    if both.is_empty() && !types.is_empty() && merged.types != Some(both) =>
                {
                    merged.conflict.get_or_insert((first, *id, "type"));
                }
                _ => merged.types = Some(both),
            }
            typed.get_or_insert(*id);
        }
        merged.format = merged.format.or(said.format.as_deref());
        if let Some(values) = &said.values {
            merged.values = Some(match merged.values.take() {
                None => (values.iter().collect(), *id),
                Some((before, first)) => {
                    let both: Vec<_> = before
                        .into_iter()
                        .filter(|value| values.iter().any(|other| equal(value, other)))
                        .collect();
                    if both.is_empty() {
                        merged.conflict.get_or_insert((first, *id, "enum"));
                    }
                    (both, first)
                }
            });
        }
        for (name, used) in &said.properties {
            let at = *index.entry(name.as_str()).or_insert_with(|| {
                merged.properties.push((name, Vec::new()));
                merged.properties.len() - 1
            });
            merged.properties[at].1.push(used);
        }
        for (index, name) in said.required.iter().enumerate() {
            if required.insert(name.as_str()) {
                merged.required.push(name);
                merged.required_at.push((*id, index));
            }
        }
        let further = said.further();
        match &said.additional {
            None => {}
            _ if !further.patterns.is_empty() => {}
            Some(Additional::Allowed(true)) => merged.open = true,
            Some(Additional::Allowed(false)) => merged.closed = Some(*id),
            Some(Additional::Schema(used)) => merged.additional.push(used),
        }
        if !further.patterns.is_empty() {
            merged.patterned.push(*id);
        }
        match further.prefix.is_empty() {
            true => merged.items.extend(&said.items),
            false => merged.prefixed.push(*id),
        }
        merged.not.extend(&said.not);
        narrow(&mut merged.constraints, &said.constraints);
    }
    // Values of other types than the conjunction's are none of its.
    if let (Some(types), Some((values, listed))) = (merged.types, &mut merged.values) {
        let nullable = |id: &SchemaId| schemas[id.0].annotations.nullable;
        let types = match own.iter().any(nullable) {
            true => types.or(JsonTypes::NULL),
            false => types,
        };
        values.retain(|value| types.has(JsonTypes::of(value)));
        if let (true, Some(typed)) = (values.is_empty(), typed) {
            merged.conflict.get_or_insert((typed, *listed, "enum"));
        }
    }
    merged.crossed = own.iter().copied().find(|id| {
        let said = &schemas[id.0].assertions;
        let speaks = matches!(
            said.additional,
            Some(Additional::Allowed(false) | Additional::Schema(_))
        );
        let names = |name: &&str| said.properties.iter().any(|(other, _)| other == *name);
        speaks
            && said.further().patterns.is_empty()
            && (said.properties.len() < merged.properties.len()
                || !merged.required.iter().all(names))
    });
    merged
}

fn narrow(into: &mut Constraints, other: &Constraints) {
    let lower = |left: &Bound, right: &Bound| {
        let (left_at, right_at) = (left.value.as_f64(), right.value.as_f64());
        left_at < right_at || left_at == right_at && left.exclusive <= right.exclusive
    };
    into.minimum = match (into.minimum.take(), &other.minimum) {
        (Some(left), Some(right)) if lower(&left, right) => Some(right.clone()),
        (left, right) => left.or_else(|| right.clone()),
    };
    let higher = |left: &Bound, right: &Bound| {
        let (left_at, right_at) = (left.value.as_f64(), right.value.as_f64());
        left_at > right_at || left_at == right_at && left.exclusive <= right.exclusive
    };
    into.maximum = match (into.maximum.take(), &other.maximum) {
        (Some(left), Some(right)) if higher(&left, right) => Some(right.clone()),
        (left, right) => left.or_else(|| right.clone()),
    };
    let new: Vec<Number> = other
        .multiple_of
        .iter()
        .filter(|number| !into.multiple_of.contains(number))
        .cloned()
        .collect();
    into.multiple_of.extend(new);
    for pattern in &other.patterns {
        if !into.patterns.contains(pattern) {
            into.patterns.push(pattern.clone());
        }
    }
    let most = |left: Option<u64>, right: Option<u64>| left.max(right);
    let least = |left: Option<u64>, right: Option<u64>| match (left, right) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (left, right) => left.or(right),
    };
    into.min_length = most(into.min_length, other.min_length);
    into.max_length = least(into.max_length, other.max_length);
    into.min_items = most(into.min_items, other.min_items);
    into.max_items = least(into.max_items, other.max_items);
    into.unique_items |= other.unique_items;
    into.min_properties = most(into.min_properties, other.min_properties);
    into.max_properties = least(into.max_properties, other.max_properties);
    into.assertions.extend(other.assertions.iter().cloned());
}

impl Merged<'_> {
    /// The types of the values: as declared, else as the keywords speak of one type only (a document that says
    /// `properties` means an object); all types when they speak of none, or of several.
    pub(super) fn json_types(&self) -> JsonTypes {
        if let Some(types) = self.types {
            return types;
        }
        if let Some((values, _)) = &self.values {
            return values
                .iter()
                .map(|value| JsonTypes::of(value))
                .fold(JsonTypes::default(), JsonTypes::or);
        }
        let constraints = &self.constraints;
        let families = [
            (
                JsonTypes::OBJECT,
                !self.properties.is_empty()
                    || self.open
                    || self.closed.is_some()
                    || !self.additional.is_empty()
                    || !self.required.is_empty()
                    || !self.patterned.is_empty()
                    || constraints.min_properties.is_some()
                    || constraints.max_properties.is_some(),
            ),
            (
                JsonTypes::ARRAY,
                !self.items.is_empty()
                    || !self.prefixed.is_empty()
                    || constraints.min_items.is_some()
                    || constraints.max_items.is_some()
                    || constraints.unique_items,
            ),
            (
                JsonTypes::STRING,
                constraints.min_length.is_some()
                    || constraints.max_length.is_some()
                    || !constraints.patterns.is_empty()
                    || self.format.is_some_and(|format| !is_of_numbers(format)),
            ),
            (
                JsonTypes::NUMBER,
                constraints.minimum.is_some()
                    || constraints.maximum.is_some()
                    || !constraints.multiple_of.is_empty()
                    || self.format.is_some_and(is_of_numbers),
            ),
        ];
        let spoken: Vec<JsonTypes> = families
            .iter()
            .filter(|(_, speaks)| *speaks)
            .map(|(types, _)| *types)
            .collect();
        match spoken.as_slice() {
            [JsonTypes::NUMBER] if self.format.is_some_and(|format| format.contains("int")) => {
                JsonTypes::INTEGER
            }
            [only] => *only,
            _ => JsonTypes::ALL,
        }
    }

    /// Whether the type is not declared but read from other keywords.
    pub(super) fn is_inferred(&self) -> bool {
        self.types.is_none() && self.values.is_none() && self.json_types() != JsonTypes::ALL
    }
}

fn is_of_numbers(format: &str) -> bool {
    super::numbers::integer_bits(format).is_some() || ["float", "double"].contains(&format)
}
