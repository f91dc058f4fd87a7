//! Resolved to [`spec::Api`]: what the document leaves to its readers is decided here.
//!
//! - Servers, parameters and security are inherited; `[]` at a path or an operation inherits or means none, as the
//!   Specification says.
//! - An `Authorization` header that is declared as a parameter becomes a credential ([`security`]).
//! - The media types of a request share one schema; a response is JSON of one schema, or a raw body.
//! - `allOf` becomes one set of keywords ([`conjunction`], [`merge`]): every schema is a conjunction of the Schema Objects
//!   that it is composed of, and equal conjunctions are one schema, so that a wrapper that only annotates is another
//!   name. A contradiction is an error; `additionalProperties` of one member is not applied to the properties of the
//!   others, which taken literally would exclude what the composition adds (a warning).
//! - `oneOf` and `anyOf` become unions, the properties beside them part of every branch ([`unions`]); a value says which
//!   branch it is of by a discriminator, a constant, or what it looks like, and commits to it ([`selection`]). A base with
//!   a discriminator is the union of the schemas composed of it. Branches of one scalar type are that type with a check.
//! - What no type can say is an assertion, checked on values ([`assertions`]).
//! - A missing `type` is read from the keywords that there are ([`merge`]); `nullable` admits `null` whatever stands
//!   beside it, `$ref` included, and `{nullable: true}` alone as a branch is `null`: that is what documents mean by it.
//! - Inline schemas become named ones where Rust needs a name for them; equal ones become one ([`schemas`]).
//! - A schema that `readOnly` and `writeOnly` make differ by direction becomes two ([`direction`]).
//!
//! AFTER THIS POINT: no reference, nothing inherited, no media type that a body cannot be read as, no two inline
//! schemas of the same name and structure.

mod assertions;
mod bodies;
pub(crate) mod conforms;
mod conjunction;
mod defaults;
mod direction;
mod examples;
mod identity;
mod kinds;
mod merge;
mod naming;
pub(crate) mod numbers;
mod operations;
mod parameters;
mod patterns;
mod schemas;
mod security;
mod selection;
mod unions;

pub(crate) use merge::equal;

use crate::{
    diagnostics::{Aborted, Diagnostic, Diagnostics, codes},
    document::Places,
    pointer::Pointer,
    resolve::Resolved,
    spec,
};

/// Decides what the document leaves open; the places go along for the stages behind.
///
/// # Errors
/// When it says what cannot be, or what the generator does not support yet.
pub(crate) fn run(
    cx: &mut Diagnostics,
    resolved: Resolved,
) -> Result<(spec::Api, Places), Aborted> {
    let before = cx.errors();
    let mut schemas = schemas::Schemas::new(&resolved);
    schemas.all(cx);
    let mut security = security::Security::new(&resolved);
    // An operation that cannot be is left out, its error said; the others, and all schemas, go on.
    let before_operations = cx.errors();
    let operations = operations::all(cx, &resolved, &mut schemas, &mut security);
    let left_out = cx.errors() - before_operations;
    let servers = servers(cx, &resolved);
    cx.stage_end(before + left_out)?;
    let (schemas, examples, ids) = schemas.finish(cx);
    let operations = operations
        .into_iter()
        .map(|operation| renumbered(operation, &ids))
        .collect();
    let security_schemes = security.finish();
    let api = spec::Api {
        name: resolved.name,
        title: resolved.info.title,
        version: resolved.info.version,
        description: resolved.info.description,
        servers,
        security_schemes,
        schemas,
        operations,
        examples,
        directions: Vec::new(),
    };
    Ok((direction::split(api), resolved.places))
}

/// Equal inline schemas have become one: the operations follow.
fn renumbered(mut operation: spec::Operation, ids: &[spec::SchemaId]) -> spec::Operation {
    for parameter in &mut operation.parameters {
        parameter.schema = ids[parameter.schema.0];
    }
    if let Some(body) = &mut operation.request_body {
        body.schema = ids[body.schema.0];
    }
    for response in operation
        .failures
        .iter_mut()
        .chain([&mut operation.success])
    {
        response.schema = response.schema.map(|schema| ids[schema.0]);
    }
    operation
}

/// The servers that a client can be told by name: those with a host. (The shape of their URLs was checked with the
/// document's.)
fn servers(cx: &mut Diagnostics, resolved: &Resolved) -> Vec<spec::Server> {
    let mut servers = Vec::new();
    for (index, server) in resolved.servers.iter().enumerate() {
        let pointer = Pointer::root().join("servers").join(index);
        // A server with variables was said to be not supported.
        if resolved.is_unsupported(&pointer) {
            continue;
        }
        if !server.url.contains("://") {
            cx.push(
                Diagnostic::new(
                    &codes::RELATIVE_SERVER,
                    resolved.places.value(&pointer.join("url")),
                    format!(
                        "the server `{}` is relative to where the document is served",
                        server.url
                    ),
                )
                .note("a client is given the whole URL: `Server::Custom`"),
            );
            continue;
        }
        servers.push(spec::Server {
            url: server.url.clone(),
            description: server
                .description
                .clone()
                .filter(|text| !text.trim().is_empty()),
            chosen_name: chosen_name(&server.extensions),
            pointer,
        });
    }
    servers
}

/// The `x-rust-name` of an item; the dialect stage has dropped those that the user did not write.
fn chosen_name<'a>(
    extensions: impl IntoIterator<Item = (&'a String, &'a serde_json::Value)>,
) -> Option<String> {
    let mut extensions = extensions.into_iter();
    extensions
        .find(|(name, _)| *name == "x-rust-name")
        .and_then(|(_, value)| value.as_str())
        .map(str::to_owned)
}

/// Says that something is not supported yet.
fn not_yet(cx: &mut Diagnostics, places: &Places, pointer: &Pointer, what: &str) {
    cx.push(Diagnostic::new(
        &codes::NOT_SUPPORTED_YET,
        places.value(pointer),
        format!("{what} is not supported yet"),
    ));
}
