//! What can be told of the schemas of a document before they are merged.

use super::Schemas;
use crate::{
    normalize::{conjunction::says_nothing, merge::merged, unions},
    resolve,
    vocabulary::JsonTypes,
};
use serde_json::Value;

impl Schemas<'_> {
    /// Whether `null` is the only value of a schema, as a branch of a choice: `{nullable: true}` is what documents write
    /// there for want of a type `null`, though taken literally it allows any value.
    pub(in crate::normalize) fn is_null(&self, id: resolve::SchemaId) -> bool {
        let schema = &self.resolved.schemas[id.0];
        let said = &schema.assertions;
        let composes = [&said.all_of, &said.one_of, &said.any_of];
        let only_nullable = schema.annotations.nullable
            && says_nothing(said)
            && composes.iter().all(|members| members.is_empty());
        only_nullable
            || said.types == Some(JsonTypes::NULL)
            || said
                .values
                .as_deref()
                .is_some_and(|values| matches!(values, [Value::Null]))
    }

    /// Whether a schema says nothing but the JSON types of its values.
    pub(in crate::normalize) fn only_says_types(&self, id: resolve::SchemaId) -> bool {
        let said = &self.resolved.schemas[id.0].assertions;
        let only = resolve::Assertions {
            types: said.types,
            one_of: said.one_of.clone(),
            any_of: said.any_of.clone(),
            all_of: said.all_of.clone(),
            ..resolve::Assertions::default()
        };
        *said == only
    }

    /// The same of all that it is composed of, as far as anybody looks.
    fn only_says_types_inside(&self, id: resolve::SchemaId, depth: usize) -> bool {
        let own = &self.entries[id.0].flat.own;
        depth < 4
            && own.iter().all(|id| {
                let said = &self.resolved.schemas[id.0].assertions;
                let mut branches = said.one_of.iter().chain(&said.any_of);
                self.only_says_types(*id)
                    && branches.all(|branch| self.only_says_types_inside(branch.schema, depth + 1))
            })
    }

    /// The JSON types of a schema's values, `null` aside.
    pub(in crate::normalize) fn types_of(&self, id: resolve::SchemaId) -> JsonTypes {
        if let Some(types) = self.types.borrow().get(&id) {
            return *types;
        }
        // A schema that contains itself in a choice may be anything, as far as this goes.
        self.types.borrow_mut().insert(id, JsonTypes::ALL);
        let flat = &self.entries[id.0].flat;
        let mut types = match flat.own.is_empty() {
            true => JsonTypes::ALL,
            false => merged(&self.resolved.schemas, &flat.own).json_types(),
        };
        for choice in &flat.choices {
            let branches = unions::branches(self, *choice);
            let either = branches
                .iter()
                .map(|branch| self.types_of(*branch))
                .fold(JsonTypes::default(), JsonTypes::or);
            types = types.and(either);
        }
        let types = types.without(JsonTypes::NULL);
        self.types.borrow_mut().insert(id, types);
        types
    }

    /// Whether every value of one schema satisfies what another one says itself, as far as can be told at a glance.
    pub(in crate::normalize) fn implies(
        &self,
        id: resolve::SchemaId,
        base: resolve::SchemaId,
    ) -> bool {
        let flat = &self.entries[id.0].flat;
        if flat.own.contains(&base) {
            return true;
        }
        let asked = &self.resolved.schemas[base.0].assertions;
        let only = resolve::Assertions {
            types: asked.types,
            properties: asked.properties.clone(),
            required: asked.required.clone(),
            one_of: asked.one_of.clone(),
            any_of: asked.any_of.clone(),
            all_of: asked.all_of.clone(),
            ..resolve::Assertions::default()
        };
        if *asked != only || flat.own.is_empty() {
            return false;
        }
        let said = merged(&self.resolved.schemas, &flat.own);
        let property = |(name, used): &(String, resolve::SchemaUse)| {
            said.properties.iter().any(|(other, uses)| {
                other == name
                    && uses.iter().any(|other| {
                        other.schema == used.schema
                            || self.only_says_types_inside(used.schema, 0)
                                && self.types_of(used.schema).has(self.types_of(other.schema))
                    })
            })
        };
        asked.types.is_none_or(|types| types.has(self.types_of(id)))
            && asked
                .required
                .iter()
                .all(|name| said.required.contains(&name.as_str()))
            && asked.properties.iter().all(property)
    }
}
