//! What a server checks of an input.

use super::super::{
    ident, parameters,
    rules::{Place, Statics},
    types::Writer,
};
use super::bodies;
use crate::ir::{self, Contents, Payload};
use proc_macro2::TokenStream;
use quote::quote;

/// The function; nothing to check is the runtime's own default.
pub(super) fn item(writer: &Writer<'_>, operation: &ir::Operation) -> Option<TokenStream> {
    let mut statics = Statics::default();
    let parameters = operation.parameters.iter();
    let parameters: Vec<_> = parameters
        .filter(|parameter| !parameter.check.is_empty())
        .map(|parameter| (parameter, statics.place(&parameter.check.rules)))
        .collect();
    let body = operation.body.iter();
    let forms: Vec<_> = body
        .flat_map(|body| body.contents.forms())
        .map(|content| is_checked(content).then(|| statics.place(&content.check.rules)))
        .collect();
    if parameters.is_empty() && forms.iter().all(Option::is_none) {
        return None;
    }
    let parameters = parameters.iter().map(|(parameter, place)| {
        let (name, wire) = (ident(&parameter.name.ident), &parameter.name.wire);
        let location = parameters::place(parameter.location);
        let rules = statics.reference(*place);
        quote!(to.parameter(#location, #wire, &self.#name, #rules);)
    });
    let body = operation
        .body
        .as_ref()
        .map(|body| self::body(writer, &statics, body, &forms));
    let declaration = statics.declaration();
    Some(quote! {
        fn check(&self, to: &mut runtime::Checks<'_>) {
            #declaration
            #(#parameters)*
            #body
        }
    })
}

/// Whether there is something to check of a form. Items are checked as they come.
fn is_checked(content: &ir::Content) -> bool {
    match &content.payload {
        Payload::Value(_) | Payload::Text(_) => !content.check.is_empty(),
        Payload::Parts(parts) => parts.parts.iter().any(bodies::is_checked),
        Payload::Empty
        | Payload::Untyped
        | Payload::Bytes
        | Payload::Items(_)
        | Payload::Events(_) => false,
    }
}

fn body(
    writer: &Writer<'_>,
    statics: &Statics,
    body: &ir::Body,
    forms: &[Option<Place>],
) -> TokenStream {
    let name = ident(&body.ident);
    let several = match &body.contents {
        Contents::Several(several) => several,
        Contents::One(content) => {
            let Some(place) = forms.first().copied().flatten() else {
                return quote!();
            };
            let optional = !body.required;
            return one(statics, content, place, &quote!(&self.#name), optional);
        }
    };
    let some = writer.prelude("Some");
    let mut arms = Vec::new();
    for (variant, place) in several.variants.iter().zip(forms) {
        let Some(place) = place else { continue };
        let (of, variant_name) = (ident(&several.ident), ident(&variant.ident));
        let call = one(statics, &variant.content, *place, &quote!(body), false);
        let pattern = quote!(#of::#variant_name(body));
        let pattern = match body.required {
            true => pattern,
            false => quote!(#some(#pattern)),
        };
        arms.push((pattern, call));
    }
    let is_whole = body.required && arms.len() == several.variants.len();
    match arms.as_slice() {
        [] => quote!(),
        [(pattern, call)] if !is_whole => quote!(if let #pattern = &self.#name { #call }),
        arms => {
            let rest = (!is_whole).then(|| quote!(_ => {}));
            let arms = arms
                .iter()
                .map(|(pattern, call)| quote!(#pattern => { #call }));
            quote!(match &self.#name { #(#arms)* #rest })
        }
    }
}

fn one(
    statics: &Statics,
    content: &ir::Content,
    place: Place,
    value: &TokenStream,
    optional: bool,
) -> TokenStream {
    match (&content.payload, place.is_none(), optional) {
        (Payload::Parts(_), _, false) => quote!(to.parts_body(#value);),
        (Payload::Parts(_), _, true) => quote!(to.optional_parts_body(#value);),
        (_, true, _) => quote!(to.nested_body(#value);),
        (_, false, _) => {
            let rules = statics.reference(place);
            quote!(to.body(#value, #rules);)
        }
    }
}
