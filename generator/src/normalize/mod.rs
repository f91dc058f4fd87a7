//! Resolved to [`spec::Api`]: what the document leaves to its readers is decided here.
//!
//! - Servers, parameters and security are inherited; `[]` at a path or an operation inherits or means none, as the
//!   Specification says. Callbacks inherit neither.
//! - An `Authorization` header, or an API key, that is declared as a parameter becomes a credential ([`security`]).
//! - Every media type is read in one of a few ways ([`media_types`], [`content`]); what the generator does not type is
//!   bytes or a text, and said. A value that no style can write is a text ([`styles`]).
//! - What HTTP has no place for is left out: 1xx, bodies of 204, of 304 and of HEAD ([`responses`]).
//! - Links lead to operations where everything that these need can be read from a request and its response ([`links`]).
//! - `allOf` becomes one set of keywords ([`conjunction`], [`merge`]): every schema is a conjunction of the Schema Objects
//!   that it is composed of, and equal conjunctions are one schema, so that a wrapper that only annotates is another
//!   name. A contradiction is an error; a branch of a choice that is excluded by what stands beside is not there
//!   ([`void`]). `additionalProperties` of one member is not applied to the properties of the others, which taken
//!   literally would exclude what the composition adds (a warning).
//! - A choice between constants, each with a title and a description, is an `enum` ([`constants`]).
//! - `oneOf` and `anyOf` become unions, the properties beside them part of every branch ([`unions`]); a value says which
//!   branch it is of by a discriminator, a constant, or what it looks like, and commits to it ([`selection`]). A base with
//!   a discriminator is the union of the schemas composed of it. Branches of one scalar type are that type with a check.
//! - What no type can say is an assertion, checked on values ([`assertions`]).
//! - Of JSON Schema 2020-12 ([`typed`]): `patternProperties` is a map, `prefixItems` of one schema an array, and
//!   `unevaluatedProperties` means `additionalProperties`, where that says the same; several types are a union of one
//!   branch each. Everything else (`contains`, `if`, `dependentSchemas`, `propertyNames`, tuples of several schemas, …)
//!   is an assertion. A tuple stays an array: it may be shorter than its positions, and JSON has no other name for it.
//!   What cannot be asserted (a condition that contains itself, a pattern that the `regex` crate has not) is reported.
//! - A missing `type` is read from the keywords that there are ([`merge`]); `nullable` admits `null` whatever stands
//!   beside it, `$ref` included, and `{nullable: true}` alone as a branch is `null`: that is what documents mean by it.
//! - Inline schemas become named ones where Rust needs a name for them; equal ones become one ([`schemas`]).
//! - A schema that `readOnly` and `writeOnly` make differ by direction becomes two ([`direction`]).
//!
//! AFTER THIS POINT: no reference, nothing inherited, no media type that a body cannot be read as, no two inline
//! schemas of the same name and structure.

mod assertions;
mod bodies;
mod callbacks;
pub(crate) mod conforms;
mod conjunction;
mod constants;
mod content;
mod defaults;
mod direction;
mod encodings;
mod examples;
mod headers;
mod identity;
mod kinds;
mod links;
mod media_types;
mod merge;
mod naming;
pub(crate) mod numbers;
mod operations;
mod pagination;
mod parameters;
mod patterns;
mod responses;
mod schemas;
mod security;
mod selection;
mod servers;
mod styles;
mod typed;
mod unions;
mod values;
mod void;

pub(crate) use merge::equal;

use crate::{
    diagnostics::{Aborted, Diagnostics},
    document::Places,
    resolve::Resolved,
    spec,
};

/// Decides what the document leaves open; the places go along for the stages behind.
///
/// # Errors
/// When it says what cannot be.
pub(crate) fn run(
    cx: &mut Diagnostics,
    mut resolved: Resolved,
) -> Result<(spec::Api, Places), Aborted> {
    let before = cx.errors();
    constants::as_enums(&mut resolved.schemas);
    let mut schemas = schemas::Schemas::new(&resolved);
    schemas.all(cx);
    let mut security = security::Security::new(&resolved);
    // An operation that cannot be is left out, its error said; the others, and all schemas, go on.
    let before_operations = cx.errors();
    let operations = operations::all(cx, &mut schemas, &mut security);
    let webhooks = callbacks::of_list(cx, &mut schemas, &mut security, &resolved.webhooks);
    let left_out = cx.errors() - before_operations;
    cx.stage_end(before + left_out)?;
    let (schemas, examples, schema_ids) = schemas.finish(cx);
    let (security_schemes, scheme_ids) = security.finish();
    let operations = operations
        .into_iter()
        .map(|operation| renumbered(operation, &schema_ids, &scheme_ids))
        .collect();
    let webhooks = webhooks.into_iter().map(|webhook| spec::Callback {
        operations: webhook
            .operations
            .into_iter()
            .map(|operation| renumbered(operation, &schema_ids, &scheme_ids))
            .collect(),
        ..webhook
    });
    let mut api = direction::split(spec::Api {
        name: resolved.name.clone(),
        title: resolved.title.clone(),
        version: resolved.version.clone(),
        description: resolved.description.clone(),
        servers: servers::servers(&resolved.servers),
        security_schemes,
        schemas,
        operations,
        webhooks: webhooks.collect(),
        examples,
        directions: Vec::new(),
    });
    links::resolve(cx, &resolved, &mut api);
    pagination::resolve(cx, &resolved, &mut api);
    Ok((api, resolved.places))
}

/// Equal inline schemas have become one, and schemes that nobody requires are gone: the operations follow.
fn renumbered(
    mut operation: spec::Operation,
    schemas: &[spec::SchemaId],
    schemes: &[spec::SecuritySchemeId],
) -> spec::Operation {
    let to = |id: spec::SchemaId| schemas[id.0];
    operation.map_schemas(&to, &to);
    operation.map_security_schemes(&|id| schemes[id.0]);
    operation
}

#[cfg(test)]
mod tests;
