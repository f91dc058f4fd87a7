//! A test for each operation: from client to router and back, in every way that the document offers.

use super::{
    super::{
        alias, ident,
        literals::literal,
        media,
        surface::{Surface, gate},
        types::Writer,
    },
    desk, further, samples,
};
use crate::ir::{self, Contents, SchemeKind};
use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;
use std::collections::BTreeSet;

/// The module of the tests. Each test stands in one of its own below: an operation may be called as a function here is.
pub(super) fn item(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    let path = desk::module(surface);
    let api = desk::api(writer, surface);
    let client = desk::client(surface);
    let tests = surface.operations().filter_map(|operation| {
        Some(round_trip(
            writer,
            surface,
            operation,
            operation.samples.as_ref()?,
        ))
    });
    let name = match (surface.below, surface.tag) {
        (None, None) => ident("round_trips"),
        (None, Some(tag)) => ident(&format!("round_trips_with_{}", tag.ident)),
        (Some(below), _) => ident(&format!("round_trips_of_{}", below.ident)),
    };
    let gate = surface.tag.and_then(gate);
    let tests: TokenStream = tests.collect();
    let mut named = BTreeSet::new();
    names(tests.clone(), &mut named);
    let uses = |name: &str| named.contains(name);
    let api_name = ident(&surface.module.ident);
    let models = uses("models").then(|| quote!(use generated::#api_name::models;));
    let runtime = uses("runtime").then(|| {
        quote!(
            use generated::runtime;
        )
    });
    let map = uses("BTreeMap").then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let credentials = uses("api").then(|| quote!(use #path as api;));
    let client_of_tests = uses("client").then(|| {
        quote!(
            use generated::runtime::client;
        )
    });
    let itself = uses("testing").then(|| quote!(self,));
    let clients = surface.is_secured().then(|| {
        quote!(
            use generated::runtime::client;
        )
    });
    quote! {
        #gate
        mod #name {
            use #path::{self as api, operations};
            use generated::runtime::server;
            use generated::runtime::testing::{self, Desk};
            #clients

            #api
            #client

            mod each {
                use super::{client as connect, operations};
                use generated::runtime::testing::{#itself Case, Desk};
                #client_of_tests
                #credentials
                #models
                #runtime
                #map

                #tests
            }
        }
    }
}

/// What the tests may have to bring in.
const BROUGHT: [&str; 6] = ["BTreeMap", "api", "client", "models", "runtime", "testing"];

/// Those of them that paths begin with.
fn names(tokens: TokenStream, found: &mut BTreeSet<&'static str>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => names(group.stream(), found),
            TokenTree::Ident(ident) => {
                let is_path = matches!(tokens.peek(), Some(TokenTree::Punct(it)) if it.as_char() == ':' && it.spacing() == Spacing::Joint);
                found.extend(BROUGHT.iter().filter(|name| is_path && ident == **name));
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The one value of a body that travels in several forms.
fn one_of_forms(body: &ir::Body) -> Option<&ir::Content> {
    match &body.contents {
        Contents::One(content) if media::takes_forms_as_value(content) => Some(content),
        Contents::One(_) | Contents::Several(_) => None,
    }
}

fn round_trip(
    writer: &Writer<'_>,
    surface: Surface<'_>,
    operation: &ir::Operation,
    samples: &ir::Samples,
) -> TokenStream {
    let (name, input) = (ident(&operation.ident), alias(&operation.input, "Input"));
    let outcomes = samples::outcomes(operation, samples);
    let aliases = samples::aliases(operation);
    let inputs = samples::all(operation, samples);
    let media = operation
        .body
        .as_ref()
        .and_then(one_of_forms)
        .map(|content| {
            let media = media::all(content);
            // Only a constant lives long enough.
            quote!(const MEDIA: &[&runtime::Media] = &[#(#media),*];)
        });
    let of_media = media.is_some().then(|| quote!(media: MEDIA,));
    let paths = hostile_paths(surface.module, operation);
    let paths = (!paths.is_empty()).then(|| quote!(paths: &[#(#paths),*],));
    let defaults = samples::defaults(operation, &|value| literal(writer, value));
    let defaults = defaults.map(|defaults| quote!(defaults: #defaults,));
    let call = call(surface, operation);
    let checks = clients(surface, operation).into_iter().map(|credentials| {
        quote! {
            let client = connect(&desk #credentials);
            desk.check(async |input, options| #call, &case).await;
        }
    });
    let refused = refused(surface, operation).map(|credentials| {
        quote! {
            let client = connect(&desk #credentials);
            desk.refuses(async |input, options| #call, &case).await;
        }
    });
    let pages = further::pages(surface, operation);
    let links = further::links(writer, surface, operation);
    quote! {
        #[tokio::test]
        async fn #name() {
            #input
            #aliases
            #media
            let desk = Desk::default();
            let case = Case {
                inputs: &[#(#inputs),*],
                outcomes: &[#(#outcomes),*],
                #of_media
                #paths
                #defaults
                ..Case::default()
            };
            #(#checks)*
            #refused
            #pages
            #links
        }
    }
}

/// The call of an operation with its input and its options.
pub(super) fn call(surface: Surface<'_>, operation: &ir::Operation) -> TokenStream {
    match surface.below {
        None => quote!(client.call(input, options).await),
        Some(_) => {
            let url = format!("{BASE}{}", operation.path);
            quote!(client.call(#url, input, options).await)
        }
    }
}

/// Where the router of the tests is mounted.
const BASE: &str = "http://localhost/mounted";

/// The clients of an operation: one for each alternative of credentials that one can have.
pub(super) fn clients(surface: Surface<'_>, operation: &ir::Operation) -> Vec<TokenStream> {
    let satisfiable = operation.satisfiable.iter();
    let alternatives: Vec<&[ir::Requirement]> = match operation.security.is_empty() {
        true => vec![&[]],
        false => satisfiable
            .map(|index| operation.security[*index].as_slice())
            .collect(),
    };
    alternatives
        .into_iter()
        .map(|alternative| desk::credentials(surface, alternative, "good"))
        .collect()
}

/// A client whose credentials do not hold, where there are any that could not.
fn refused(surface: Surface<'_>, operation: &ir::Operation) -> Option<TokenStream> {
    let can_fail = |alternative: &&Vec<ir::Requirement>| {
        let mut schemes = alternative
            .iter()
            .map(|it| &surface.schemes[it.scheme.0].kind);
        schemes.any(|kind| *kind != SchemeKind::MutualTls)
    };
    // The desk takes every connection, so that one which is enough lets everybody in.
    let is_enough =
        |alternative: &&Vec<ir::Requirement>| !alternative.is_empty() && !can_fail(alternative);
    if operation.security.iter().any(|it| is_enough(&it)) {
        return None;
    }
    let alternative = operation.security.iter().find(can_fail)?;
    Some(desk::credentials(surface, alternative, "bad"))
}

/// Path parameters that are whole segments of text can carry anything, unless their schema asks for something; within
/// a segment, text that looks like the rest of it could not be told apart.
fn hostile_paths(module: &ir::Module, operation: &ir::Operation) -> Vec<TokenStream> {
    let whole_text = |parameter: &&ir::Parameter| {
        let segment = format!("{{{}}}", parameter.name.wire);
        parameter.location == ir::Location::Path
            && parameter.style == ir::Style::Simple
            && is_text(module, &parameter.ty)
            && parameter.check.is_empty()
            && operation.path.split('/').any(|part| part == segment)
    };
    let parameters = operation.parameters.iter().filter(whole_text);
    parameters
        .map(|parameter| {
            let name = ident(&parameter.name.ident);
            quote!(|input, text| input.#name = text.to_owned())
        })
        .collect()
}

fn is_text(module: &ir::Module, ty: &ir::TypeRef) -> bool {
    match ty {
        ir::TypeRef::String => true,
        ir::TypeRef::Named(id) => match &module.definition(*id).kind {
            ir::TypeKind::Alias(ty) => is_text(module, ty),
            _ => false,
        },
        _ => false,
    }
}
