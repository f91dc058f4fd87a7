//! The calls that an operation leads to: the pages behind the first, and what its links name.

use super::{
    super::{client, ident, literals::literal, surface::Surface, types::Writer},
    round_trips::{call, clients},
    samples,
};
use crate::ir;
use proc_macro2::TokenStream;
use quote::quote;

/// Turns the pages of an operation that has some.
pub(super) fn pages(surface: Surface<'_>, operation: &ir::Operation) -> Option<TokenStream> {
    let name = ident(&client::pages_name(surface, operation)?);
    let credentials = clients(surface, operation).into_iter().next()?;
    Some(quote! {
        let client = connect(&desk #credentials);
        desk.turns(|input| client.#name(input), &case).await;
    })
}

/// Follows the links whose targets are served here.
pub(super) fn links(
    writer: &Writer<'_>,
    surface: Surface<'_>,
    operation: &ir::Operation,
) -> TokenStream {
    let links = operation.links.iter().filter_map(|link| {
        let mut here = surface.operations();
        let target = here.find(|other| other.input == link.target)?;
        follow(writer, surface, target, link)
    });
    links.collect()
}

fn follow(
    writer: &Writer<'_>,
    surface: Surface<'_>,
    target: &ir::Operation,
    link: &ir::Link,
) -> Option<TokenStream> {
    let outcomes = samples::outcomes(target, target.samples.as_ref()?);
    let outcome = outcomes.first()?;
    let defaults = samples::defaults(target, &|value| literal(writer, value));
    let defaults = defaults.map(|defaults| quote!(defaults: #defaults,));
    let credentials = clients(surface, target).into_iter().next()?;
    let aliases = samples::aliases(target);
    let (name, call) = (ident(&link.ident), call(surface, target));
    Some(quote! {
        {
            #aliases
            let client = connect(&desk #credentials);
            let target = Case {
                outcomes: &[#outcome],
                #defaults
                ..Case::default()
            };
            desk.follows(
                |input: &Input, output| input.#name(output),
                async |input, options| #call,
                &case,
                &target
            ).await;
        }
    })
}
