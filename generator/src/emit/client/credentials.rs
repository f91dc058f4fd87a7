//! The credentials of a client: one, or a struct of one per scheme.

use super::super::{docs, ident, literals::text, surface::Surface, types::Writer};
use proc_macro2::TokenStream;
use quote::quote;

/// The struct of credentials.
pub(super) fn item(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    let fields = surface.schemes.iter().map(|scheme| {
        let (about, name) = (docs(&scheme.docs), ident(&scheme.name.ident));
        let about = match scheme.docs.0.is_empty() {
            true => {
                let line = format!(" For `{}`.", scheme.name.wire.replace('`', "'"));
                quote!(#[doc = #line])
            }
            false => about,
        };
        let ty = writer.option(&quote!(client::Credential));
        quote!(#about pub #name: #ty)
    });
    let pairs = surface.schemes.iter().map(|scheme| {
        let (wire, name) = (text(&scheme.name.wire), ident(&scheme.name.ident));
        quote!((#wire, self.#name))
    });
    let (count, option) = (
        proc_macro2::Literal::usize_unsuffixed(surface.schemes.len()),
        writer.option(&quote!(client::Credential)),
    );
    quote! {
        /// Credentials by their schemes: of what an operation offers, the first that is all there is sent.
        #[derive(Clone, Debug, Default)]
        pub struct Credentials {
            #(#fields,)*
        }

        impl Credentials {
            fn by_scheme(self) -> [(&'static str, #option); #count] {
                [#(#pairs),*]
            }
        }
    }
}

/// The parameter behind others, and what becomes of it.
pub(super) fn argument(surface: Surface<'_>) -> (TokenStream, TokenStream) {
    match surface.schemes {
        [] => (quote!(), quote!(&[])),
        [scheme] => {
            let wire = text(&scheme.name.wire);
            (
                quote!(, credential: client::Credential),
                quote!(&[(#wire, Some(credential))]),
            )
        }
        _ => (
            quote!(, credentials: Credentials),
            quote!(&credentials.by_scheme()),
        ),
    }
}

/// The parameter where there is no other.
pub(super) fn parameter_alone(surface: Surface<'_>) -> TokenStream {
    match surface.schemes {
        [] => quote!(),
        [_] => quote!(credential: client::Credential),
        _ => quote!(credentials: Credentials),
    }
}
