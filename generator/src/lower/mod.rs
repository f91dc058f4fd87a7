//! [`spec::Api`] to [`ir::Module`]: OpenAPI's nouns become Rust's.
//!
//! Every name is decided here, and every type: which schemas are types of their own, where a box breaks a circle,
//! what can be derived, which header the client sets once. Some decisions that could have been others:
//!
//! - An optional property with a `default` is its type, not an `Option`: absent means the default, which is written. In
//!   the body of a `PATCH` it stays an `Option`, since absence there means "as it is", and so does one whose object has
//!   its properties counted.
//! - Enums, and unions with a tag, are open where responses reach them: clients outlive what a service learns.
//! - Constraints are rules of the place where a schema is used, down to the types that check themselves; an alias has
//!   none of its own.
//! - Lists and maps that are written in place have no name, but where a type would be too complex to read ([`complexity`]).
//! - A variant of more than [`sizes`]' bound is boxed, whether or not a circle asks for it.
//! - A `default` of a type of another crate is applied where its text surely is a value; else it is documented only, and
//!   noted, as it is for types of the user's.

mod analysis;
mod checks;
mod complexity;
mod defaults;
mod definitions;
mod docs;
mod document;
mod formats;
mod literals;
mod lock;
mod member_names;
mod operations;
mod recursion;
mod samples;
mod security;
mod servers;
mod sizes;
mod tags;
mod type_names;
mod types;
mod union_tags;
mod volume;

use crate::{
    diagnostics::{Aborted, Diagnostic, Diagnostics, codes},
    document::Places,
    ir,
    naming::{self, Scope},
    pointer::Pointer,
    source::{Choices, NamesLock},
    spec,
};
use docs::DocsBuilder;
use std::collections::BTreeMap;

/// Decides what the Rust of an API is, and what the lock of its names should say.
///
/// # Errors
/// When a name that the user chose cannot be had, or when there would be more Rust than the limit.
pub(crate) fn run(
    cx: &mut Diagnostics,
    api: &spec::Api,
    places: &Places,
    choices: &Choices,
) -> Result<(ir::Module, NamesLock), Aborted> {
    let before = cx.errors();
    volume::check(cx, api, places)?;
    let names = operations::Names::choose(cx, api, places, choices.lock.as_ref());
    let types = types::Types::choose(cx, api, places, &names, choices);
    defaults::report(cx, api, places, &types);
    operations::spread::report(cx, api, places);
    let lock = lock::of(api, &names, &types);
    if let Some(old) = &choices.lock {
        lock::report_lost(cx, old, &lock);
    }
    let samples = samples::Samples::of(api);
    let lowering = operations::Context {
        api,
        types: &types,
        samples: &samples,
    };
    let operations = operations::all(lowering, &names);
    let callbacks = operations::requests(lowering, &names);
    let own: Vec<_> = api.operations.iter().collect();
    let schemes = security::schemes(api, &own);
    let securities = security::securities(&operations, &schemes);
    let servers = servers::all(cx, api, places);
    let tags = tags::all(cx, api, places, &servers, &choices.api);
    let client_headers = client_headers(&operations);
    let examples = api
        .examples
        .iter()
        .filter(|example| !types.is_only_parts(example.schema))
        .map(|example| ir::Example {
            pointer: example.pointer.to_string(),
            ty: types.reference_or_null(example.schema),
            json: example.value.to_string(),
        })
        .collect();
    let document = document::write(api, &names, &types, &samples, &servers);
    let module = ir::Module {
        ident: api.name.clone(),
        docs: DocsBuilder::default()
            .line(heading(api))
            .text(api.description.as_deref())
            .finish(),
        types: types.definitions(),
        operations,
        tags,
        callbacks,
        schemes,
        securities,
        servers,
        client_headers,
        examples,
        has_default_methods: choices.api.server.unimplemented,
        document,
    };
    cx.stage_end(before)?;
    Ok((module, lock))
}

/// What the API is called, in its version; by the name of its module where it says neither.
fn heading(api: &spec::Api) -> String {
    let heading = format!("{} {}", api.title.trim(), api.version.trim());
    match heading.trim() {
        "" => docs::code(&api.name),
        heading => docs::inline(heading),
    }
}

/// A name that the user chose, when it can stand: else an error at its place, and the derived name goes on.
fn chosen(
    cx: &mut Diagnostics,
    places: &Places,
    owner: &Pointer,
    name: Option<&String>,
    fits: fn(&str) -> bool,
    scope: &mut Scope,
) -> Option<String> {
    let name = name?;
    let span = places.value(&owner.join("x-rust-name"));
    if !fits(name) {
        cx.push(
            Diagnostic::new(&codes::INVALID_RUST_NAME, span, format!("`{name}` cannot be a name here"))
                .help("types and variants are written `LikeThis`, functions and fields `like_this`; keywords cannot be had"),
        );
        return None;
    }
    if !scope.take(name) {
        let message = format!("the name `{name}` is taken");
        cx.push(
            Diagnostic::new(&codes::DUPLICATE_RUST_NAME, span, message)
                .help("choose another, or give what has it another"),
        );
        return None;
    }
    Some(name.clone())
}

/// Optional headers of a closed set of values, the same wherever they are declared, can be set once on the client:
/// API versions travel so.
fn client_headers(operations: &[ir::Operation]) -> Vec<ir::ClientHeader> {
    // By the name in small letters (RFC 9110 section 5.1): the first declaration, and whether all agree with it.
    let mut found: BTreeMap<String, (&ir::Parameter, bool)> = BTreeMap::new();
    let parameters = operations
        .iter()
        .flat_map(|operation| &operation.parameters);
    for parameter in parameters.filter(|parameter| parameter.location == ir::Location::Header) {
        let candidate = !parameter.required && matches!(parameter.ty, ir::TypeRef::Named(_));
        let (first, agreed) = found
            .entry(parameter.name.wire.to_ascii_lowercase())
            .or_insert((parameter, candidate));
        *agreed &= candidate && first.ty == parameter.ty;
    }
    let agreed: Vec<&ir::Parameter> = found
        .into_values()
        .filter(|(_, agreed)| *agreed)
        .map(|(parameter, _)| parameter)
        .collect();
    let wanted: Vec<_> = agreed
        .iter()
        .map(|parameter| {
            (
                naming::snake_name(&parameter.name.wire),
                parameter.name.wire.clone(),
            )
        })
        .collect();
    let setters = Scope::reserving(operations::RESERVED).assign(&wanted);
    agreed
        .into_iter()
        .zip(setters)
        .map(|(parameter, ident)| ir::ClientHeader {
            name: ir::Name {
                wire: parameter.name.wire.clone(),
                ident,
            },
            docs: parameter.docs.clone(),
            ty: parameter.ty.clone(),
        })
        .collect()
}
