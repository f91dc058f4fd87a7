//! `server`: the trait to implement, the router, and what goes over the wire.

mod api;
mod wire;

pub(super) use api::{Trait, principal};

use super::{
    Item, SourceFile, ident, parameters,
    surface::{Names, Surface, gate},
    types::Writer,
};
use crate::ir;
use proc_macro2::TokenStream;
use quote::quote;

/// The file.
pub(super) fn file(surface: Surface<'_>) -> SourceFile<'_> {
    let trait_ = Trait::of(surface);
    let own = [
        trait_.operations.as_str(),
        "Arc",
        "Authentication",
        "Schemes",
    ];
    let writer = Writer::beside(surface.module, own.into_iter());
    let mut items: Vec<Item<'_>> = Vec::new();
    if !surface.tags().is_empty() {
        items.push(Box::new(move || tags(surface)));
    }
    {
        let writer = writer.clone();
        items.push(Box::new(move || uses(&writer, surface)));
    }
    {
        let writer = writer.clone();
        items.push(Box::new(move || api::item(&writer, surface)));
    }
    items.push(Box::new(move || match surface.tags() {
        [] => router(surface),
        _ => router_of_tags(surface),
    }));
    if surface.is_secured() && surface.tag.is_none() {
        let writer = writer.clone();
        items.push(Box::new(move || api::authenticate(&writer, surface)));
    }
    for operation in surface.operations() {
        let (writer, api) = (writer.clone(), trait_.operations.clone());
        items.push(Box::new(move || wire::item(&writer, &api, operation)));
    }
    SourceFile {
        path: surface.path("server"),
        docs: vec![match (surface.below, surface.tag) {
            (Some(below), _) => format!("Receives the {}s of the API.", below.noun),
            (None, None) => "Server of the API.".to_owned(),
            (None, Some(_)) => format!("Server of {}.", surface.what()),
        }],
        items,
    }
}

/// The modules of tags.
fn tags(surface: Surface<'_>) -> TokenStream {
    let modules = surface.tags().iter().map(|tag| {
        let (gate, name) = (gate(tag), ident(&tag.ident));
        quote!(#gate pub(super) mod #name;)
    });
    quote!(#(#modules)*)
}

/// What the module of the API has of a server.
pub(super) fn names(surface: Surface<'_>) -> TokenStream {
    if surface.tags().is_empty() {
        return quote! {
            #[cfg(feature = "server")]
            pub use server::{Api, router, routes};
        };
    }
    let of_tags = surface.tags().iter().map(|tag| {
        let (module, api, routes) = (ident(&tag.ident), ident(&tag.api), routes_of(tag));
        let gate = match &tag.feature {
            None => quote!(#[cfg(feature = "server")]),
            Some(feature) => quote!(#[cfg(all(feature = "server", feature = #feature))]),
        };
        quote!(#gate pub use server::#module::{#api, #routes};)
    });
    let all = match surface.module.has_features_by_tag() {
        false => quote!(#[cfg(feature = "server")]),
        true => {
            let feature = &surface.module.ident;
            quote!(#[cfg(all(feature = "server", feature = #feature))])
        }
    };
    let authentication = surface.is_secured().then(|| {
        quote! {
            #[cfg(feature = "server")]
            pub use server::Authentication;
        }
    });
    quote! {
        #authentication
        #all
        pub use server::{router, routes};
        #(#of_tags)*
    }
}

/// The function of a tag's routes.
pub(super) fn routes_of(tag: &ir::Tag) -> proc_macro2::Ident {
    ident(&format!("{}_routes", tag.ident.trim_end_matches('_')))
}

fn uses(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    let mut names = Names::default();
    for operation in surface.operations() {
        for default in operation
            .parameters
            .iter()
            .filter_map(|it| it.default.as_ref())
        {
            names.note_literal(default);
        }
        names.runtime |= operation.body.is_some();
        names.runtime |= operation.parameters.iter().any(parameters::is_styled);
        let headers = operation.responses().flat_map(|response| &response.headers);
        names.runtime |= headers.into_iter().any(parameters::is_styled_header);
    }
    let supers = surface.uses(names, surface.operations().next().is_some());
    let runtime = match names.runtime {
        true => quote!(
            use crate::runtime::{self, server};
        ),
        false => quote!(
            use crate::runtime::server;
        ),
    };
    let map = writer.map(names.map);
    match (surface.tag, surface.tags()) {
        (Some(_), _) => {
            let schemes = surface
                .own_schemes()
                .next()
                .is_some()
                .then(|| quote!(, Schemes));
            let authentication = surface
                .is_secured()
                .then(|| quote!(use super::{Authentication #schemes};));
            quote! { #authentication #supers #runtime #map use std::sync::Arc; }
        }
        (None, []) => quote! { #supers #runtime #map use std::sync::Arc; },
        (None, tags) => {
            let whole = whole(surface);
            let traits = tags.iter().map(|tag| {
                let (module, api, routes) = (ident(&tag.ident), ident(&tag.api), routes_of(tag));
                quote!(#whole use #module::{#api, #routes};)
            });
            let server = match (surface.is_secured(), &whole) {
                (false, Some(whole)) => quote!(#whole #runtime),
                _ => runtime,
            };
            quote! { #(#traits)* #supers #server #map #whole use std::sync::Arc; }
        }
    }
}

/// The attribute of what needs all operations of an API that is taken apart by features.
fn whole(surface: Surface<'_>) -> Option<TokenStream> {
    let feature = &surface.module.ident;
    surface
        .module
        .has_features_by_tag()
        .then(|| quote!(#[cfg(feature = #feature)]))
}

/// The router of an API that is taken apart by tags.
fn router_of_tags(surface: Surface<'_>) -> TokenStream {
    let whole = whole(surface);
    let traits = surface.tags().iter().map(|tag| ident(&tag.api));
    let traits = quote!(#(#traits)+*);
    let mut calls = surface.tags().iter().map(routes_of).peekable();
    let (mut first, mut further) = (TokenStream::new(), Vec::new());
    while let Some(call) = calls.next() {
        let api = match calls.peek() {
            Some(_) => quote!(Arc::clone(&api)),
            None => quote!(api),
        };
        match first.is_empty() {
            true => first = quote!(#call(#api)),
            false => further.push(quote!(.and(#call(#api)))),
        }
    }
    let routes = chained(first, &further);
    quote! {
        /// Every route of the API, for one type that implements all of its traits. Where there are several types, each
        /// has the routes of its tags, which `and` joins.
        #whole
        pub fn router<A: #traits>(api: Arc<A>) -> server::Router {
            routes(api).finish()
        }

        /// The same before it is a router, so that single operations can have layers of their own.
        #whole
        pub fn routes<A: #traits>(api: Arc<A>) -> server::Routes<A> {
            #routes
        }
    }
}

/// How many calls stand in one expression: it nests as deep as it is long, for whoever prints or compiles it.
const LONGEST_CHAIN: usize = 200;

/// The statements that call all of these on routes, one after the other.
fn chained(routes: TokenStream, calls: &[TokenStream]) -> TokenStream {
    let mut chains = calls.chunks(LONGEST_CHAIN);
    let first = chains.next().unwrap_or_default();
    let mut statements = TokenStream::new();
    let mut last = quote!(#routes #(#first)*);
    for chain in chains {
        statements.extend(quote!(let routes = #last;));
        last = quote!(routes #(#chain)*);
    }
    quote!(#statements #last)
}

fn router(surface: Surface<'_>) -> TokenStream {
    let routes = surface.operations().map(|operation| {
        let input = ident(&operation.input);
        quote!(.on::<operations::#input>())
    });
    let routes = chained(
        quote!(server::Routes::new(api)),
        &routes.collect::<Vec<_>>(),
    );
    let api = ident(&Trait::of(surface).operations);
    if let Some(tag) = surface.tag {
        let (about, name) = (
            format!(" The routes of {}.", surface.what()),
            routes_of(tag),
        );
        return quote! {
            #[doc = #about]
            pub fn #name<A: #api>(api: Arc<A>) -> server::Routes<A> {
                #routes
            }
        };
    }
    let about = match surface.below {
        None => " Every route of the API, to be merged, nested and layered like any other router."
            .to_owned(),
        Some(below) => format!(
            " A route per {0}, to be nested where the URLs lie that the API is given. Each is called as its {0}.",
            below.noun
        ),
    };
    quote! {
        #[doc = #about]
        pub fn router<A: #api>(api: Arc<A>) -> server::Router {
            routes(api).finish()
        }

        /// The same before it is a router, so that single operations can have layers of their own.
        pub fn routes<A: #api>(api: Arc<A>) -> server::Routes<A> {
            #routes
        }
    }
}
