//! Values for the emitted tests: the document's own examples, else values made up from the schemas.
//!
//! AFTER THIS POINT: every sample is one that the generated code decodes strictly and finds nothing to object to.

mod formats;
mod judge;
mod messages;
mod paths;
mod scalars;

use crate::spec::{Additional, Api, Object, Schema, SchemaId, SchemaKind, Selection, Union};
use serde_json::{Map, Value};
use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
};

/// The values of the document, each with the first schema that it is of.
pub(super) struct Samples<'a> {
    api: &'a Api,
    examples: BTreeMap<SchemaId, &'a Value>,
    /// Examples that the generated code takes, else defaults of which that holds.
    given: BTreeMap<SchemaId, &'a Value>,
    /// What was made of schemas whose values contain no others: many are tried, and most messages have the same.
    scalars: RefCell<HashMap<SchemaId, Option<Value>>>,
}

impl<'a> Samples<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let (mut examples, mut given) = (BTreeMap::new(), BTreeMap::new());
        for example in &api.examples {
            examples.entry(example.schema).or_insert(&example.value);
            if !given.contains_key(&example.schema)
                && judge::takes(api, example.schema, &example.value)
            {
                given.insert(example.schema, &example.value);
            }
        }
        for (id, schema) in api.schemas.iter().enumerate() {
            if let Some(default) = &schema.default
                && !given.contains_key(&SchemaId(id))
                && judge::takes(api, SchemaId(id), default)
            {
                given.insert(SchemaId(id), default);
            }
        }
        Self {
            api,
            examples,
            given,
            scalars: RefCell::default(),
        }
    }

    /// The document's example of a schema.
    pub(super) fn example(&self, id: SchemaId) -> Option<&'a Value> {
        self.examples.get(&id).copied()
    }

    fn value(&self, id: SchemaId) -> Option<Value> {
        self.values(id).next()
    }

    /// Values with and without what need not be there.
    fn values(&self, id: SchemaId) -> impl Iterator<Item = Value> {
        [true, false].into_iter().filter_map(move |optional| {
            let mut maker = Maker {
                samples: self,
                optional,
                open: Vec::new(),
                left: MOST_VALUES,
                room: MOST_BYTES,
            };
            maker.made(id)
        })
    }
}

/// How many values a sample may be made of.
const MOST_VALUES: usize = 500;

/// How many bytes of it may be copies, as JSON.
const MOST_BYTES: usize = 1 << 20;

struct Maker<'s, 'a> {
    samples: &'s Samples<'a>,
    /// Whether what need not be there is.
    optional: bool,
    /// The schemas around the one that is being made.
    open: Vec<SchemaId>,
    /// How many values may still be made: schemas that hold each other twice grow by powers of two.
    left: usize,
    /// How many bytes may still be copied: lists of lists grow by powers, too, and examples may be large.
    room: usize,
}

impl<'a> Maker<'_, 'a> {
    fn made(&mut self, id: SchemaId) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        if let Some(given) = self.samples.given.get(&id) {
            self.copy(given, 1)?;
            return Some((*given).clone());
        }
        let api = self.samples.api;
        let schema = api.schema(id);
        // Only the document knows values of a type of the user's.
        if schema.replacement.is_some() {
            return None;
        }
        // What leads back here has no finite value, unless it can end.
        let made = match self.open.contains(&id) {
            true => None,
            false => {
                self.open.push(id);
                let made = self.of_kind(id, schema);
                self.open.pop();
                made
            }
        };
        let satisfies = |value: &Value| judge::satisfies(&schema.constraints, value);
        made.filter(satisfies)
            .or_else(|| schema.nullable.then_some(Value::Null).filter(satisfies))
    }

    /// Takes the room of copies of a value; `None` when they are too many.
    fn copy(&mut self, value: &Value, copies: usize) -> Option<()> {
        let bytes = bytes(value).checked_mul(copies)?;
        self.room = self.room.checked_sub(bytes)?;
        Some(())
    }

    fn of_kind(&mut self, id: SchemaId, schema: &'a Schema) -> Option<Value> {
        let fits = |value: &Value| {
            judge::satisfies(&schema.constraints, value) && judge::is_of_kind(schema, value)
        };
        match &schema.kind {
            SchemaKind::Array(items) => self.list(*items, schema),
            SchemaKind::Map(values) => self.map(*values, schema),
            SchemaKind::Object(object) => self.object(object, schema),
            SchemaKind::Union(union) => self.union(id, union),
            // The name may narrow what it names.
            SchemaKind::Alias(target) => {
                let made = self.made(*target)?;
                if judge::satisfies(&schema.constraints, &made) {
                    return Some(made);
                }
                let narrowed = Schema {
                    kind: scalars::kind(self.samples.api, *target)?.clone(),
                    ..schema.clone()
                };
                let mut candidates = scalars::candidates(&narrowed, MOST_VALUES).into_iter();
                candidates
                    .find(|value| fits(value) && judge::takes(self.samples.api, *target, value))
            }
            _ => {
                let known = self.samples.scalars.borrow().get(&id).cloned();
                known.unwrap_or_else(|| {
                    // The first is the same however many there are, and mostly fits.
                    let mut few = scalars::candidates(schema, 1).into_iter().take(1);
                    let made = few.find(fits).or_else(|| {
                        let many = scalars::candidates(schema, MOST_VALUES);
                        many.into_iter().find(fits)
                    });
                    let mut scalars = self.samples.scalars.borrow_mut();
                    scalars.entry(id).or_insert(made).clone()
                })
            }
        }
    }

    fn list(&mut self, items: SchemaId, schema: &Schema) -> Option<Value> {
        let constraints = &schema.constraints;
        let least = usize::try_from(constraints.min_items.unwrap_or(0)).ok()?;
        let wanted = match self.optional && constraints.max_items != Some(0) {
            true => least.max(1),
            false => least,
        };
        if wanted == 0 {
            return Some(Value::Array(Vec::new()));
        }
        if wanted > self.left {
            return None;
        }
        if constraints.unique_items && wanted > 1 {
            return self.distinct(items, wanted).map(Value::Array);
        }
        match self.made(items) {
            Some(item) => {
                self.left = self.left.checked_sub(wanted - 1)?;
                self.copy(&item, wanted - 1)?;
                Some(Value::Array(vec![item; wanted]))
            }
            None if least == 0 => Some(Value::Array(Vec::new())),
            None => None,
        }
    }

    /// Several values of a schema, no two of them equal.
    fn distinct(&mut self, id: SchemaId, wanted: usize) -> Option<Vec<Value>> {
        self.left = self.left.checked_sub(wanted)?;
        let api = self.samples.api;
        let first = self.made(id);
        let scalar = scalars::kind(api, id).map(|kind| Schema {
            kind: kind.clone(),
            ..api.schema(id).clone()
        });
        let candidates = match (&scalar, &first) {
            (Some(scalar), _) => scalars::candidates(scalar, wanted),
            // Objects that differ in one member.
            (None, Some(first @ Value::Object(_))) => self.varied(id, first, wanted)?,
            (None, _) => return None,
        };
        let mut found: Vec<Value> = first.into_iter().collect();
        for candidate in candidates {
            if found.len() < wanted
                && !found.contains(&candidate)
                && judge::takes(api, id, &candidate)
            {
                found.push(candidate);
            }
        }
        (found.len() == wanted).then_some(found)
    }

    fn varied(&mut self, id: SchemaId, first: &Value, wanted: usize) -> Option<Vec<Value>> {
        let api = self.samples.api;
        let SchemaKind::Object(object) = &api.schema(id).kind else {
            return None;
        };
        object.properties.iter().find_map(|property| {
            scalars::kind(api, property.schema)?;
            let values = self.distinct(property.schema, wanted)?;
            self.copy(first, wanted)?;
            let members = first.as_object()?;
            let changed = values.into_iter().map(|value| {
                let mut members = members.clone();
                members.insert(property.name.clone(), value);
                Value::Object(members)
            });
            Some(changed.collect())
        })
    }

    fn map(&mut self, values: SchemaId, schema: &Schema) -> Option<Value> {
        let constraints = &schema.constraints;
        let mut members = Map::new();
        if self.optional
            && constraints.max_properties != Some(0)
            && let Some(value) = self.made(values)
        {
            members.insert("key".to_owned(), value);
        }
        self.fill(&mut members, values, schema)?;
        Some(Value::Object(members))
    }

    /// Adds members until there are enough.
    fn fill(
        &mut self,
        members: &mut Map<String, Value>,
        values: SchemaId,
        schema: &Schema,
    ) -> Option<()> {
        let least = usize::try_from(schema.constraints.min_properties.unwrap_or(0)).ok()?;
        while members.len() < least {
            let value = self.made(values)?;
            members.insert(format!("key{}", members.len() + 1), value);
        }
        Some(())
    }

    fn object(&mut self, object: &Object, schema: &Schema) -> Option<Value> {
        let constraints = &schema.constraints;
        let required = object
            .properties
            .iter()
            .filter(|property| property.required)
            .count();
        let least = usize::try_from(constraints.min_properties.unwrap_or(0)).ok()?;
        let most = constraints.max_properties.map_or(usize::MAX, |most| {
            usize::try_from(most).unwrap_or(usize::MAX)
        });
        let mut others = match self.optional {
            true => most.checked_sub(required)?,
            false => least.saturating_sub(required),
        };
        let mut members = Map::new();
        for property in &object.properties {
            match (property.required, others > 0 && self.left > 0) {
                (true, _) => {
                    members.insert(property.name.clone(), self.made(property.schema)?);
                }
                (false, true) => {
                    if let Some(value) = self.made(property.schema) {
                        members.insert(property.name.clone(), value);
                        others -= 1;
                    }
                }
                (false, false) => {}
            }
        }
        if let Additional::Kept(values) = object.additional {
            self.fill(&mut members, values, schema)?;
        }
        Some(Value::Object(members))
    }

    /// A value of the first branch that has one which is read as that branch.
    fn union(&mut self, id: SchemaId, union: &Union) -> Option<Value> {
        let api = self.samples.api;
        union
            .branches
            .iter()
            .enumerate()
            .find_map(|(index, branch)| {
                if self.left == 0 {
                    return None;
                }
                let mut value = self.made(branch.schema)?;
                if let (Selection::Tag { property, tags, .. }, Value::Object(members)) =
                    (&union.selection, &mut value)
                    && judge::branch(union, &Value::Object(members.clone())) != Some(index)
                {
                    let (tag, _) = tags.iter().find(|(_, branch)| *branch == index)?;
                    members.insert(property.clone(), Value::from(tag.as_str()));
                }
                let taken = match judge::branch(union, &value) == Some(index) {
                    true if matches!(union.selection, Selection::Shape(_)) => true,
                    _ => judge::takes(api, id, &value),
                };
                taken.then_some(value)
            })
    }
}

/// How long a value is as JSON, about.
fn bytes(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 5,
        Value::String(text) => text.len() + 3,
        Value::Array(items) => items.iter().map(bytes).sum::<usize>() + 2,
        Value::Object(members) => {
            let of_member = |(name, value): (&String, &Value)| name.len() + 4 + bytes(value);
            members.iter().map(of_member).sum::<usize>() + 2
        }
    }
}

#[cfg(test)]
mod tests;
