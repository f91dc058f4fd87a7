//! `tests/emitted`: every operation in process from client to router and back, every example through its type.

mod desk;
mod further;
mod round_trips;
mod samples;

use super::{Item, SourceFile, ident, literals::text, surface::Surface, types, types::Writer};
use crate::ir;
use proc_macro2::TokenStream;
use quote::quote;

/// The file.
pub(super) fn file(module: &ir::Module) -> SourceFile<'_> {
    let writer = Writer::outside_crate(module);
    let mut items: Vec<Item<'_>> = Vec::new();
    if !module.examples.is_empty() {
        let writer = writer.clone();
        items.push(Box::new(move || examples(&writer, module)));
    }
    let sent = module.callbacks.iter();
    let sent = sent.map(|sent| Surface::of_callbacks(module, sent));
    // Taken apart by features, each tag has to do without the others.
    let own: Vec<_> = match module.has_features_by_tag() {
        false => vec![Surface::together(module)],
        true => module
            .tags
            .iter()
            .map(|tag| Surface::of_tag(module, tag))
            .collect(),
    };
    for surface in own.into_iter().chain(sent) {
        if is_sampled(surface) {
            let writer = writer.clone();
            items.push(Box::new(move || round_trips::item(&writer, surface)));
        }
    }
    SourceFile {
        path: format!("tests/emitted/{}.rs", module.ident),
        docs: vec![
            "Every operation from client to router and back; every example through its type."
                .to_owned(),
        ],
        items,
    }
}

/// Whether there is an operation to try.
fn is_sampled(surface: Surface<'_>) -> bool {
    let mut operations = surface.operations();
    operations.any(|operation| operation.samples.is_some())
}

fn examples(writer: &Writer<'_>, module: &ir::Module) -> TokenStream {
    let checks = module.examples.iter().map(|example| {
        let (pointer, json) = (&example.pointer, text(&example.json));
        let ty = writer.ty(&example.ty);
        quote!(testing::example::<#ty>(#pointer, #json);)
    });
    let is_named = |ty: &ir::TypeRef| types::holds(ty, |ty| matches!(ty, ir::TypeRef::Named(_)));
    let api = ident(&module.ident);
    let models = module.examples.iter().any(|example| is_named(&example.ty));
    let models = models.then(|| quote!(use generated::#api::models;));
    quote! {
        use generated::runtime::testing;
        #models

        #[test]
        fn examples() {
            #(#checks)*
        }
    }
}
