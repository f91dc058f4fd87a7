//! The API as a desk: what it is asked is kept, what it answers is laid out beforehand.

use super::super::{
    client, ident,
    server::{self, Trait, principal},
    surface::Surface,
    types::Writer,
};
use crate::ir::{self, SchemeKind};
use proc_macro2::TokenStream;
use quote::quote;

/// The module of an API's operations, of its callbacks, or of its webhooks.
pub(super) fn module(surface: Surface<'_>) -> TokenStream {
    let api = ident(&surface.module.ident);
    match surface.below {
        None => quote!(generated::#api),
        Some(below) => {
            let below = ident(&below.ident);
            quote!(generated::#api::#below)
        }
    }
}

/// The implementation of the API.
pub(super) fn api(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    let principal = surface.is_secured().then(|| {
        quote!(
            type Principal = testing::Caller;
        )
    });
    let checks = surface.schemes.iter().map(|scheme| {
        let name = ident(&scheme.name.ident);
        let credential = match scheme.kind {
            SchemeKind::MutualTls => quote!("good"),
            _ => quote!(credential),
        };
        let argument = match scheme.kind {
            SchemeKind::MutualTls => quote!(),
            _ => quote!(credential: &str,),
        };
        let scopes = scheme
            .kind
            .has_scopes()
            .then(|| quote!(_: &'static [&'static str],));
        quote! {
            async fn #name(
                &self,
                #argument
                #scopes
                _: &server::Head
            ) -> Result<testing::Caller, server::Denied> {
                testing::granted(#credential)
            }
        }
    });
    let both = surface.combines().then(|| {
        quote! {
            fn both(
                &self,
                _: testing::Caller,
                other: testing::Caller
            ) -> Result<testing::Caller, server::Denied> {
                Ok(other)
            }
        }
    });
    let callers = quote!(#principal #(#checks)* #both);
    let operations = |surface: Surface<'_>| -> TokenStream {
        let operations = surface
            .operations()
            .map(|operation| self::operation(writer, operation));
        operations.collect()
    };
    let tags = match surface.tag {
        Some(tag) => std::slice::from_ref(tag),
        None if surface.below.is_none() => surface.module.tags.as_slice(),
        None => &[],
    };
    if tags.is_empty() {
        let operations = operations(surface);
        return quote! {
            struct Scripted(Desk);

            impl api::Api for Scripted {
                #callers
                #operations
            }
        };
    }
    let traits = tags.iter().map(|tag| {
        let surface = Surface::of_tag(surface.module, tag);
        let (name, operations) = (ident(&Trait::of(surface).operations), operations(surface));
        quote!(impl api::#name for Scripted { #operations })
    });
    let authentication = surface
        .is_secured()
        .then(|| quote!(impl api::Authentication for Scripted { #callers }));
    quote! {
        struct Scripted(Desk);

        #authentication

        #(#traits)*
    }
}

fn operation(writer: &Writer<'_>, operation: &ir::Operation) -> TokenStream {
    let (name, input) = (ident(&operation.ident), ident(&operation.input));
    let principal = principal(writer, operation, &quote!(Self));
    quote! {
        async fn #name(
            &self,
            _: server::Context<#principal>,
            input: operations::#input,
        ) -> testing::Answered<operations::#input> {
            self.0.answer(input)
        }
    }
}

/// The client of the desk.
pub(super) fn client(surface: Surface<'_>) -> TokenStream {
    let name = ident(client::name(surface));
    let (parameter, argument) = match surface.schemes {
        [] => (quote!(), quote!()),
        [_] => (
            quote!(, credential: client::Credential),
            quote!(, credential),
        ),
        _ => (
            quote!(, credentials: api::Credentials),
            quote!(, credentials),
        ),
    };
    let server = surface
        .below
        .is_none()
        .then(|| quote!(, &api::Server::Custom(testing::BASE.to_owned())));
    let router = match surface.tag {
        None => quote!(api::router(Scripted(desk.clone()).into())),
        Some(tag) => {
            let routes = server::routes_of(tag);
            quote!(api::#routes(Scripted(desk.clone()).into()).finish())
        }
    };
    quote! {
        fn client(desk: &Desk #parameter) -> api::#name {
            let transport = desk.transport(#router);
            api::#name::with_transport(transport #server #argument).expect("a base URL")
        }
    }
}

/// The credentials of an alternative, as the client takes them.
pub(super) fn credentials(
    surface: Surface<'_>,
    alternative: &[ir::Requirement],
    word: &str,
) -> TokenStream {
    let given = |scheme: &ir::Scheme| credential(&scheme.kind, word);
    let is_asked = |index: usize| {
        let mut asked = alternative.iter();
        asked.any(|requirement| requirement.scheme.0 == index)
    };
    match surface.schemes {
        [] => quote!(),
        [scheme] => {
            let credential = match is_asked(0) {
                true => given(scheme),
                false => quote!(client::Credential::none()),
            };
            quote!(, #credential)
        }
        schemes => {
            let asked: Vec<_> = schemes
                .iter()
                .enumerate()
                .filter(|(index, _)| is_asked(*index))
                .map(|(_, scheme)| {
                    let (name, credential) = (ident(&scheme.name.ident), given(scheme));
                    quote!(#name: Some(#credential))
                })
                .collect();
            let rest = (asked.len() < schemes.len()).then(|| quote!(..api::Credentials::default()));
            quote!(, api::Credentials { #(#asked,)* #rest })
        }
    }
}

fn credential(kind: &SchemeKind, word: &str) -> TokenStream {
    match kind {
        SchemeKind::Basic => quote!(client::Credential::basic(#word, #word)),
        SchemeKind::Authorization(_) => quote!(client::Credential::raw(#word)),
        SchemeKind::Http(scheme) => {
            let value = format!("{scheme} {word}");
            quote!(client::Credential::raw(#value))
        }
        SchemeKind::ApiKey(..) => quote!(client::Credential::key(#word)),
        SchemeKind::Bearer | SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => {
            quote!(client::Credential::bearer(#word))
        }
        SchemeKind::MutualTls => quote!(client::Credential::none()),
    }
}
