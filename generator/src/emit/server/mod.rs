//! `server`: the trait to implement, the router, and what goes over the wire.

mod api;
mod wire;

pub(super) use api::principal;

use super::{
    Item, SourceFile, ident, parameters,
    surface::{Names, Surface},
    types::Writer,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The file.
pub(super) fn file(surface: Surface<'_>) -> SourceFile<'_> {
    let writer = Writer::beside(surface.module, ["Api", "Arc", "Schemes"].into_iter());
    let mut items: Vec<Item<'_>> = Vec::new();
    {
        let writer = writer.clone();
        items.push(Box::new(move || uses(&writer, surface)));
    }
    {
        let writer = writer.clone();
        items.push(Box::new(move || api::item(&writer, surface)));
    }
    items.push(Box::new(move || router(surface)));
    if surface.is_secured() {
        let writer = writer.clone();
        items.push(Box::new(move || api::authenticate(&writer, surface)));
    }
    for operation in surface.operations {
        let writer = writer.clone();
        items.push(Box::new(move || wire::item(&writer, operation)));
    }
    SourceFile {
        path: surface.path("server.rs"),
        docs: vec![match surface.below {
            None => "Server of the API.".to_owned(),
            Some(below) => format!("Receives the {}s of the API.", below.noun),
        }],
        items,
    }
}

fn uses(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    let mut names = Names::default();
    for operation in surface.operations {
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
    let supers = surface.uses(names, !surface.operations.is_empty());
    let runtime = match names.runtime {
        true => quote!(
            use crate::runtime::{self, server};
        ),
        false => quote!(
            use crate::runtime::server;
        ),
    };
    let map = writer.map(names.map);
    quote! { #supers #runtime #map use std::sync::Arc; }
}

fn router(surface: Surface<'_>) -> TokenStream {
    let routes = surface.operations.iter().map(|operation| {
        let input = ident(&operation.input);
        quote!(.on::<operations::#input>())
    });
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
        pub fn router<A: Api>(api: Arc<A>) -> server::Router {
            routes(api).finish()
        }

        /// The same before it is a router, so that single operations can have layers of their own.
        pub fn routes<A: Api>(api: Arc<A>) -> server::Routes<A> {
            server::Routes::new(api) #(#routes)*
        }
    }
}
