//! The trait that implements an API, and how its callers become known.

use super::super::{
    docs, ident,
    literals::text,
    surface::{Surface, is_optional, is_secured},
    types::Writer,
};
use crate::ir::{self, SchemeKind};
use proc_macro2::TokenStream;
use quote::quote;

/// The traits that an API is implemented by.
pub(in super::super) struct Trait {
    /// The one with operations.
    pub(in super::super) operations: String,
    /// The one that knows callers; where operations stay together, the same.
    pub(in super::super) authentication: &'static str,
}

impl Trait {
    /// Those of some operations.
    pub(in super::super) fn of(surface: Surface<'_>) -> Self {
        let is_apart = !surface.module.tags.is_empty() && surface.below.is_none();
        let tag = surface.tag.map(|tag| tag.api.clone());
        Self {
            operations: tag.unwrap_or_else(|| "Api".to_owned()),
            authentication: if is_apart { "Authentication" } else { "Api" },
        }
    }
}

/// The trait.
pub(super) fn item(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    match (surface.tag, surface.tags()) {
        (None, []) => {
            let (callers, operations) = (callers(writer, surface), operations(writer, surface));
            let about = match surface.below {
                None => " What the API does: implement it, then mount [`router`].".to_owned(),
                Some(below) => format!(
                    " What is done with {}s: implement it, then mount [`router`].",
                    below.noun
                ),
            };
            quote! {
                #[doc = #about]
                pub trait Api: Send + Sync + 'static {
                    #callers
                    #operations
                }
            }
        }
        (None, _) if surface.is_secured() => {
            let callers = callers(writer, surface);
            quote! {
                /// Who calls the API: what the traits of its tags have in common.
                pub trait Authentication: Send + Sync + 'static {
                    #callers
                }
            }
        }
        (None, _) => quote!(),
        (Some(tag), _) => {
            let operations = operations(writer, surface);
            let about = format!(
                " What the API does for {}: implement it, then mount [`{}`].",
                surface.what(),
                super::routes_of(tag)
            );
            let name = ident(&tag.api);
            let bounds = match surface.is_secured() {
                true => quote!(Authentication),
                false => quote!(Send + Sync + 'static),
            };
            quote! {
                #[doc = #about]
                pub trait #name: #bounds {
                    #operations
                }
            }
        }
    }
}

/// How callers become known.
fn callers(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    let known = surface.is_secured().then(|| {
        quote! {
            /// Who is calling.
            type Principal: Send + Sync + 'static;
        }
    });
    let checks = surface.schemes.iter().map(|scheme| check(writer, scheme));
    let both = surface.combines().then(|| {
        let result = granted(writer, &quote!(Self::Principal));
        quote! {
            /// Who two credentials together are, where an operation asks for both.
            ///
            /// # Errors
            /// When they do not belong together.
            fn both(&self, one: Self::Principal, other: Self::Principal) -> #result;
        }
    });
    quote!(#known #(#checks)* #both)
}

fn operations(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    let operations = surface.operations().map(|operation| {
        let (docs, name) = (docs(&operation.brief), ident(&operation.ident));
        let input = ident(&operation.input);
        let principal = principal(writer, operation, &quote!(Self));
        let body = match surface.module.has_default_methods {
            true => quote!({ server::not_implemented(cx, input) }),
            false => quote!(;),
        };
        quote! {
            #docs
            fn #name(
                &self,
                cx: server::Context<#principal>,
                input: operations::#input,
            ) -> impl server::Outcome<operations::#input> #body
        }
    });
    operations.collect()
}

/// What an operation learns of its caller.
pub(in super::super) fn principal(
    writer: &Writer<'_>,
    operation: &ir::Operation,
    owner: &TokenStream,
) -> TokenStream {
    match (is_secured(operation), is_optional(operation)) {
        (false, _) => quote!(()),
        (true, false) => quote!(#owner::Principal),
        (true, true) => writer.option(&quote!(#owner::Principal)),
    }
}

fn granted(writer: &Writer<'_>, principal: &TokenStream) -> TokenStream {
    writer.result(principal, &quote!(server::Denied))
}

/// The function that judges the credentials of a scheme.
fn check(writer: &Writer<'_>, scheme: &ir::Scheme) -> TokenStream {
    let (name, docs) = (ident(&scheme.name.ident), docs(&scheme.docs));
    let (argument, what) = credential(&scheme.kind);
    let about = format!(" Checks {what}, before anything of the body is read.");
    let more = (!scheme.docs.0.is_empty()).then(|| quote!(#[doc = ""] #docs));
    let argument = argument.map(|argument| quote!(#argument: &str,));
    let scopes = scheme
        .kind
        .has_scopes()
        .then(|| quote!(scopes: &'static [&'static str],));
    let result = granted(writer, &quote!(Self::Principal));
    quote! {
        #[doc = #about]
        #more
        fn #name(
            &self,
            #argument
            #scopes
            head: &server::Head,
        ) -> impl Future<Output = #result> + Send;
    }
}

/// What a check of credentials is given: its name, and what it is.
fn credential(kind: &SchemeKind) -> (Option<TokenStream>, &'static str) {
    match kind {
        SchemeKind::Basic => (
            Some(quote!(credentials)),
            "the user and password of a request, `user:password`",
        ),
        SchemeKind::Authorization(_) | SchemeKind::Http(_) => (
            Some(quote!(authorization)),
            "the whole `Authorization` header of a request",
        ),
        SchemeKind::ApiKey(..) => (Some(quote!(key)), "the key of a request"),
        SchemeKind::Bearer => (Some(quote!(token)), "the bearer token of a request"),
        SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => (
            Some(quote!(token)),
            "the bearer token of a request, and that it is good for all of `scopes`",
        ),
        SchemeKind::MutualTls => (
            None,
            "the certificate of the caller, which is in the extensions of the head if anywhere",
        ),
    }
}

/// The credentials of all schemes, for the runtime.
pub(super) fn authenticate(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    let last = surface.schemes.len().saturating_sub(1);
    let arms = surface.schemes.iter().enumerate().map(|(index, scheme)| {
        let (wire, name) = (text(&scheme.name.wire), ident(&scheme.name.ident));
        let credential = credential(&scheme.kind).0.map(|_| quote!(credential,));
        let scopes = scheme.kind.has_scopes().then(|| quote!(scopes,));
        let call = quote!(self.#name(#credential #scopes head).await);
        match index == last {
            true => (quote!(_), call),
            false => (quote!(#wire), call),
        }
    });
    let arms: Vec<_> = arms.collect();
    let body = match arms.as_slice() {
        [(_, call)] => call.clone(),
        arms => {
            let arms = arms.iter().map(|(pattern, call)| quote!(#pattern => #call));
            quote!(match scheme { #(#arms,)* })
        }
    };
    let takes = |uses: bool, name: &str| {
        ident(&match uses {
            true => name.to_owned(),
            false => format!("_{name}"),
        })
    };
    let mut kinds = surface.schemes.iter().map(|scheme| &scheme.kind);
    let scheme = takes(surface.schemes.len() > 1, "scheme");
    let scopes = takes(kinds.clone().any(SchemeKind::has_scopes), "scopes");
    let credential = takes(kinds.any(|kind| credential(kind).0.is_some()), "credential");
    let result = granted(writer, &quote!(A::Principal));
    let owner = ident(Trait::of(surface).authentication);
    let both = surface.combines().then(|| {
        quote! {
            fn both(&self, one: A::Principal, other: A::Principal) -> #result {
                #owner::both(self, one, other)
            }
        }
    });
    quote! {
        /// The security schemes of the document.
        pub enum Schemes {}

        impl<A: #owner> server::Authenticate<Schemes> for A {
            type Principal = A::Principal;

            async fn check(
                &self,
                #scheme: &'static str,
                #credential: &str,
                #scopes: &'static [&'static str],
                head: &server::Head,
            ) -> #result {
                #body
            }

            #both
        }
    }
}
