//! What is handed on: schemas that equal no other, and examples that are values of theirs.

use super::Schemas;
use crate::{
    diagnostics::Diagnostics,
    normalize::{defaults, identity, kinds::Kind, selection},
    resolve::Annotations,
    spec::{self, SchemaId, SchemaKind},
};

impl Schemas<'_> {
    /// The schemas, the examples, and for each old id the new one: equal inline schemas have become one, and those
    /// that only compose others are gone.
    pub(in crate::normalize) fn finish(
        self,
        cx: &mut Diagnostics,
    ) -> (Vec<spec::Schema>, Vec<spec::Example>, Vec<SchemaId>) {
        let mut schemas = self.spec_schemas();
        let discriminated: Vec<_> = self
            .entries
            .iter()
            .map(|entry| entry.kind.as_ref()?.discriminator.clone())
            .collect();
        selection::infer(cx, self.resolved, &mut schemas, &discriminated);
        let components = self.resolved.schemas.iter().enumerate();
        let mut roots: Vec<SchemaId> = components
            .filter(|(_, schema)| schema.component.is_some())
            .map(|(id, _)| SchemaId(id))
            .collect();
        roots.extend(&self.used);
        let examples = self.examples.checked(cx, self.resolved, &schemas);
        defaults::check(cx, self.resolved, &mut schemas);
        let (schemas, ids) = identity::unified(schemas, &roots);
        let examples = examples
            .into_iter()
            .filter_map(|example| {
                let schema = ids[example.schema.0]?;
                Some(spec::Example { schema, ..example })
            })
            .collect();
        let ids = ids
            .into_iter()
            .map(|id| id.unwrap_or(SchemaId(0)))
            .collect();
        (schemas, examples, ids)
    }

    fn spec_schemas(&self) -> Vec<spec::Schema> {
        let nothing = Annotations::default();
        let entries = self.entries.iter().enumerate();
        entries
            .map(|(index, entry)| {
                let said = self.annotations(SchemaId(index)).unwrap_or(&nothing);
                let kind = entry.kind.clone().unwrap_or(Kind::plain(SchemaKind::Any));
                spec::Schema {
                    name: entry.name.clone().unwrap_or(spec::SchemaName::Inline {
                        path: Vec::new(),
                        short: false,
                    }),
                    chosen_name: said.chosen_name.clone(),
                    title: said.title.clone(),
                    description: said.description.clone(),
                    external_docs: said.external_docs.as_deref().cloned(),
                    deprecated: said.deprecated,
                    nullable: kind.nullable,
                    read_only: said.read_only,
                    write_only: said.write_only,
                    default: said.default.as_deref().cloned(),
                    kind: kind.kind,
                    constraints: kind.constraints,
                    replacement: said.replacement.clone(),
                    derives: said.derives.clone(),
                    xml: said.xml.as_deref().cloned(),
                    pointer: entry.pointer.clone(),
                    twins: Vec::new(),
                }
            })
            .collect()
    }
}
