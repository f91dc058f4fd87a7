//! Where schemas are used: in other schemas, and by operations.

use super::Schemas;
use crate::{
    normalize::{
        conjunction::{Flat, Part},
        kinds::Kind,
        naming,
    },
    pointer::Pointer,
    resolve,
    spec::{self, SchemaId, SchemaKind},
};

impl Schemas<'_> {
    /// The schema of the values that satisfy all uses; any value without one.
    pub(in crate::normalize) fn conjunction_of(
        &mut self,
        uses: &[&resolve::SchemaUse],
    ) -> SchemaId {
        let mut parts: Vec<Part> = Vec::new();
        for used in uses {
            let part = Part::Whole(used.schema);
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        match parts.is_empty() {
            true => self.any(),
            false => self.conjunction(&parts),
        }
    }

    /// A property of which all uses say something.
    pub(in crate::normalize) fn property(
        &mut self,
        name: &str,
        uses: &[&resolve::SchemaUse],
        required: bool,
    ) -> spec::Property {
        let description = uses.iter().rev().find_map(|used| match used.by_reference {
            true => used.beside.as_ref()?.description.clone(),
            false => self.resolved.schemas[used.schema.0]
                .annotations
                .description
                .clone(),
        });
        spec::Property {
            name: name.to_owned(),
            required,
            description,
            schema: self.conjunction_of(uses),
            chosen_name: uses
                .iter()
                .rev()
                .find_map(|used| used.beside.as_ref()?.chosen_name.clone()),
        }
    }

    /// The schema at a use; `path` are the words that name it if it is written there.
    pub(in crate::normalize) fn used(
        &mut self,
        used: &resolve::SchemaUse,
        path: &[String],
        short: bool,
    ) -> SchemaId {
        let id = SchemaId(used.schema.0);
        self.used.push(id);
        naming::used(self, id, path, short);
        id
    }

    /// A part of a schema that is used, without the schema.
    pub(in crate::normalize) fn used_part(&mut self, id: SchemaId, path: &[String]) {
        self.used.push(id);
        naming::used(self, id, path, false);
    }

    /// The schema of any value, for an operation.
    pub(in crate::normalize) fn used_any(&mut self) -> SchemaId {
        let id = self.any();
        self.used.push(id);
        id
    }

    /// The schema of any text, for an operation.
    pub(in crate::normalize) fn used_text(&mut self) -> SchemaId {
        let id = match self.text {
            Some(id) => id,
            None => {
                let id = self.push(Flat::default(), Pointer::root());
                self.entries[id.0].kind = Some(Kind::plain(SchemaKind::String(None)));
                id
            }
        };
        self.text = Some(id);
        self.used.push(id);
        id
    }

    /// Keeps the example beside a `$ref`.
    pub(in crate::normalize) fn use_examples(
        &mut self,
        used: &resolve::SchemaUse,
        schema: SchemaId,
    ) {
        let beside = used.beside.as_ref();
        if let Some(example) = beside.and_then(|beside| beside.example.as_ref()) {
            self.examples
                .add(schema, used.pointer.join("example"), example);
        }
    }
}
