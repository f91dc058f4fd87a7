//! The branches of a choice.

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    normalize::{
        conjunction::{Choice, ChoiceKind},
        kinds::Kind,
        schemas::Schemas,
    },
    resolve::{SchemaId, SchemaUse},
    spec::SchemaKind,
};

/// The schemas that a choice offers.
pub(in crate::normalize) fn branches(schemas: &Schemas<'_>, choice: Choice) -> Vec<SchemaId> {
    uses(schemas, choice)
        .iter()
        .map(|used| used.schema)
        .filter(|branch| *branch != choice.schema)
        .collect()
}

/// What a choice offers beside the schema that has it, which adds no value to it.
pub(super) fn others(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    choice: Choice,
) -> Vec<SchemaUse> {
    let is_itself = |used: &SchemaUse| used.schema == choice.schema;
    let (itself, others): (Vec<_>, Vec<_>) = uses(schemas, choice).into_iter().partition(is_itself);
    for used in itself.iter().filter(|_| !others.is_empty()) {
        let place = schemas.resolved().places.value(&used.pointer);
        let message =
            "the branch is the schema that offers it, which adds no value to it; it is left out";
        cx.push(Diagnostic::new(&codes::BRANCH_OF_ITSELF, place, message).help("remove it"));
    }
    others
}

/// The kind of a schema that offers nothing but itself.
pub(super) fn refused(cx: &mut Diagnostics, schemas: &Schemas<'_>, choice: Choice) -> Kind {
    let resolved = schemas.resolved();
    let place = resolved
        .places
        .value(&resolved.schemas[choice.schema.0].pointer);
    let message =
        "the schema offers nothing but itself, so that no value can be told to be one of it";
    let help = "say what else its values may be";
    cx.push(Diagnostic::new(&codes::CYCLIC_REFERENCE, place, message).help(help));
    Kind::plain(SchemaKind::Any)
}

fn uses(schemas: &Schemas<'_>, choice: Choice) -> Vec<SchemaUse> {
    let said = &schemas.resolved().schemas[choice.schema.0].assertions;
    match choice.kind {
        ChoiceKind::OneOf => said.one_of.clone(),
        ChoiceKind::AnyOf => said.any_of.clone(),
        ChoiceKind::Children => schemas
            .children(choice.schema)
            .iter()
            .map(|child| SchemaUse {
                pointer: schemas.resolved().schemas[child.0].pointer.clone(),
                schema: *child,
                by_reference: true,
                beside: None,
            })
            .collect(),
    }
}
