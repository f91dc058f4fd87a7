//! Whether what is said about values fits the schemas of these values: styles, and encodings of properties.

use super::{Additional, Callback, Content, Operation, Parameter, Schema, SchemaUse, ValueOf};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    document::Places,
    vocabulary::{JsonTypes, Style},
};
use std::collections::BTreeSet;

/// Checks every operation, those of callbacks included.
pub(super) fn check(
    cx: &mut Diagnostics,
    places: &Places,
    schemas: &[Schema],
    operations: &[Operation],
) {
    for operation in operations {
        for parameter in &operation.parameters {
            style(cx, places, schemas, parameter);
        }
        for content in operation.request_body.iter().flat_map(|body| &body.content) {
            encoding(cx, places, schemas, content);
        }
        for content in operation.responses.iter().flat_map(|one| &one.content) {
            encoding(cx, places, schemas, content);
        }
        for Callback { operations, .. } in &operation.callbacks {
            check(cx, places, schemas, operations);
        }
    }
}

/// OpenAPI 3.0.3, Parameter Object, Style Examples: `deepObject` is defined for objects alone (what arrays of that style
/// are meant to be, `normalize` says), delimiters for what has several values.
fn style(cx: &mut Diagnostics, places: &Places, schemas: &[Schema], parameter: &Parameter) {
    let ValueOf::Schema(schema) = &parameter.value else {
        return;
    };
    let place = places.value(&parameter.pointer.join("style"));
    let has = |types: JsonTypes| types_of(schemas, schema).0 & types.0 != 0;
    match parameter.style {
        Style::DeepObject if !has(JsonTypes::ARRAY) && !has(JsonTypes::OBJECT) => {
            let message = "the style `deepObject` is for objects only";
            let other = places.value(&schema.pointer);
            cx.push(
                Diagnostic::new(&codes::INVALID_VALUE, place, message)
                    .related(other, "this is no object")
                    .help("say `form`, or leave `style` out"),
            );
        }
        Style::SpaceDelimited | Style::PipeDelimited
            if !has(JsonTypes::ARRAY) && !has(JsonTypes::OBJECT) =>
        {
            let message = "a delimiter says nothing about a single value";
            cx.push(
                Diagnostic::new(&codes::INAPPLICABLE_KEYWORD, place, message)
                    .help("leave `style` out"),
            );
        }
        _ => {}
    }
}

/// The types that a schema and all that it is composed of admit.
fn types_of(schemas: &[Schema], used: &SchemaUse) -> JsonTypes {
    let (mut types, mut seen, mut next) = (JsonTypes::ALL, BTreeSet::new(), vec![used.schema]);
    while let Some(id) = next.pop() {
        if seen.insert(id) {
            let assertions = &schemas[id.0].assertions;
            types = JsonTypes(types.0 & assertions.types.unwrap_or(JsonTypes::ALL).0);
            next.extend(assertions.all_of.iter().map(|one| one.schema));
        }
    }
    types
}

/// OpenAPI 3.0.3, Media Type Object, `encoding`: the key "MUST exist in the schema as a property".
fn encoding(cx: &mut Diagnostics, places: &Places, schemas: &[Schema], content: &Content) {
    let Some(schema) = content
        .schema
        .as_ref()
        .filter(|_| !content.encoding.is_empty())
    else {
        return;
    };
    let (mut known, mut is_open) = (BTreeSet::new(), false);
    let (mut seen, mut next) = (BTreeSet::new(), vec![schema.schema]);
    while let Some(id) = next.pop() {
        if seen.insert(id) {
            let assertions = &schemas[id.0].assertions;
            known.extend(assertions.properties.iter().map(|(name, _)| name.as_str()));
            is_open |= matches!(
                assertions.additional,
                Some(Additional::Allowed(true) | Additional::Schema(_))
            );
            let members = [&assertions.all_of, &assertions.one_of, &assertions.any_of];
            next.extend(members.into_iter().flatten().map(|one| one.schema));
        }
    }
    for (name, encoding) in &content.encoding {
        if is_open || known.contains(name.as_str()) {
            continue;
        }
        let message =
            format!("`encoding` is for a property `{name}` that the schema does not have");
        let place = places.key(&encoding.pointer);
        let mut diagnostic = Diagnostic::new(&codes::INAPPLICABLE_ENCODING, place, message)
            .related(places.value(&schema.pointer), "the schema");
        if let Some(near) = crate::suggest::nearest(name, known.iter().copied()) {
            diagnostic = diagnostic.help(format!("there is `{near}`"));
        }
        cx.push(diagnostic);
    }
}
