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
//! - A variant of more than [`sizes`]' bound is boxed, whether or not a circle asks for it.
//! - A format that is mapped to a type of another crate documents its `default` only.

mod analysis;
mod checks;
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
mod sizes;
mod type_names;
mod types;

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
/// When a name that the user chose cannot be had.
pub(crate) fn run(
    cx: &mut Diagnostics,
    api: &spec::Api,
    places: &Places,
    choices: &Choices,
) -> Result<(ir::Module, NamesLock), Aborted> {
    let before = cx.errors();
    let names = operations::Names::choose(cx, api, places, choices.lock.as_ref());
    let types = types::Types::choose(cx, api, places, &names, choices);
    let lock = lock::of(api, &names, &types);
    if let Some(old) = &choices.lock {
        lock::report_lost(cx, old, &lock);
    }
    let samples = samples::Samples::of(api);
    let operations = operations::all(api, &names, &types, &samples);
    let servers = servers(cx, api, places);
    let client_headers = client_headers(&operations);
    let examples = api
        .examples
        .iter()
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
            .line(docs::inline(&format!("{} {}", api.title, api.version)))
            .text(api.description.as_deref())
            .finish(),
        types: types.definitions(),
        operations,
        schemes: schemes(api),
        servers,
        client_headers,
        examples,
        document,
    };
    cx.stage_end(before)?;
    Ok((module, lock))
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
        cx.push(Diagnostic::new(
            &codes::DUPLICATE_RUST_NAME,
            span,
            format!("the name `{name}` is taken"),
        ));
        return None;
    }
    Some(name.clone())
}

fn schemes(api: &spec::Api) -> Vec<ir::Scheme> {
    // The functions of the operations stand in the same trait; theirs are numbered where both want one.
    let wanted: Vec<_> = api
        .security_schemes
        .iter()
        .map(|scheme| (naming::snake_name(&scheme.name), scheme.name.clone()))
        .collect();
    let idents = Scope::default().assign(&wanted);
    let schemes = api.security_schemes.iter().zip(idents);
    schemes
        .map(|(scheme, ident)| ir::Scheme {
            name: ir::Name {
                wire: scheme.name.clone(),
                ident,
            },
            docs: DocsBuilder::default()
                .text(scheme.description.as_deref())
                .finish(),
            kind: match scheme.kind {
                spec::SecuritySchemeKind::Bearer => ir::SchemeKind::Bearer,
                spec::SecuritySchemeKind::Basic => ir::SchemeKind::Basic,
                spec::SecuritySchemeKind::Authorization { challenge } => {
                    ir::SchemeKind::Authorization(challenge)
                }
            },
        })
        .collect()
}

/// A server is called after its description when that is a few words, else after its URL.
fn servers(cx: &mut Diagnostics, api: &spec::Api, places: &Places) -> Vec<ir::Server> {
    let mut scope = Scope::reserving(&["Custom", "Self"]);
    let named: Vec<Option<String>> = api
        .servers
        .iter()
        .map(|server| {
            chosen(
                cx,
                places,
                &server.pointer,
                server.chosen_name.as_ref(),
                naming::is_type_name,
                &mut scope,
            )
        })
        .collect();
    let wanted: Vec<_> = api
        .servers
        .iter()
        .zip(&named)
        .filter(|(_, named)| named.is_none())
        .map(|(server, _)| {
            let address = server
                .url
                .split_once("://")
                .map_or(server.url.as_str(), |(_, address)| address);
            let words = server
                .description
                .as_deref()
                .filter(|text| text.split_whitespace().count() <= 3);
            let name = match (words, address.trim_matches('/')) {
                (Some(words), _) => words,
                (None, address) => address,
            };
            (naming::variant_name(name), server.url.clone())
        })
        .collect();
    let mut derived = scope.assign(&wanted).into_iter();
    let servers = api.servers.iter().zip(named);
    servers
        .map(|(server, named)| ir::Server {
            ident: named.or_else(|| derived.next()).unwrap_or_default(),
            docs: DocsBuilder::default()
                .text(server.description.as_deref())
                .line(docs::code(&server.url))
                .finish(),
            url: server.url.clone(),
        })
        .collect()
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
