//! A generated server and client to an implementation of the one by the other.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};
use syn::{FnArg, ImplItem, Item, ItemTrait, TraitItem, TraitItemFn, Type};

use super::Api;
use crate::failure::Failure;

/// The file of all APIs, each as [`api`] says it.
pub(super) fn file(apis: &[(String, String)]) -> String {
    let mut text = "//! The routers of all APIs.\n\n".to_owned();
    let mounts: String = apis.iter().map(|(mount, _)| mount.as_str()).collect();
    let _ = writeln!(
        text,
        "pub fn router(to: &str) -> axum::Router {{ axum::Router::new(){mounts} }}"
    );
    for (_, module) in apis {
        text += module;
        text.push('\n');
    }
    text
}

/// How a router of an API is mounted, and the module that it comes from.
///
/// # Errors
/// When the text of its server or client is not what the generator writes.
pub(super) fn api(api: &Api, server: &str, client: &str) -> Result<(String, String), Failure> {
    let name = format_ident!("{}", api.api);
    let unexpected = |what: &str| Failure::new(format!("{} has {what}", api.api));
    let parse = |text| syn::parse_file(text).map_err(|_| unexpected("text that is not Rust"));
    let api_trait = parse(server)?.items.into_iter().find_map(as_api);
    let api_trait = api_trait.ok_or_else(|| unexpected("a server without the trait `Api`"))?;
    let new = parse(client)?.items.iter().find_map(arguments_of_new);
    let functions = api_trait.items.iter().filter_map(|item| match item {
        TraitItem::Fn(function) => Some(function),
        _ => None,
    });
    let functions: Vec<_> = functions.collect();
    let schemes = functions.iter().filter(|it| credential(it).is_some());
    let schemes: Vec<_> = schemes.map(|it| &it.sig.ident).collect();
    let arguments = match new.ok_or_else(|| unexpected("a client without `new`"))? {
        1 => quote!(&at),
        // One credential, or all of them by scheme.
        _ if schemes.len() < 2 => quote!(&at, caller.only()),
        _ => {
            quote!(&at, api::Credentials { #(#schemes: caller.credential(stringify!(#schemes)),)* })
        }
    };
    let functions = functions.iter().map(|function| implement(function));
    let principal = api_trait
        .items
        .iter()
        .any(|item| matches!(item, TraitItem::Type(_)))
        .then(|| {
            quote!(
                type Principal = Caller;
            )
        });
    let module = quote! {
        mod #name {
            #[allow(unused_imports)]
            use crate::forward::{Caller, Outcome, answer, basic, options};
            #[allow(unused_imports)]
            use generated::{#name::{self as api, operations}, runtime::client::{BuildError, Credential}, runtime::server};

            pub struct Forward(pub String);

            impl Forward {
                #[allow(unused_variables)]
                fn client(&self, caller: Caller) -> Result<api::Client, BuildError> {
                    let at = api::Server::Custom(self.0.clone());
                    api::Client::new(#arguments)
                }
            }

            impl api::Api for Forward {
                #principal
                #(#functions)*
            }
        }
    };
    let prefix = &api.prefix;
    let router = quote!(generated::#name::router(std::sync::Arc::new(#name::Forward(format!("{to}{}", #prefix)))));
    let mount = match prefix.as_str() {
        "" => quote!(.merge(#router)),
        _ => quote!(.nest(#prefix, #router)),
    };
    Ok((mount.to_string(), module.to_string()))
}

fn as_api(item: Item) -> Option<ItemTrait> {
    match item {
        Item::Trait(item) if item.ident == "Api" => Some(item),
        _ => None,
    }
}

fn arguments_of_new(item: &Item) -> Option<usize> {
    let Item::Impl(item) = item else { return None };
    let Type::Path(of) = &*item.self_ty else {
        return None;
    };
    if !of.path.is_ident("Client") || item.trait_.is_some() {
        return None;
    }
    item.items.iter().find_map(|item| match item {
        ImplItem::Fn(function) if function.sig.ident == "new" => Some(function.sig.inputs.len()),
        _ => None,
    })
}

/// The text of the argument of a function that checks credentials, and how it becomes one again; `None` for other functions.
fn credential(function: &TraitItemFn) -> Option<TokenStream> {
    let FnArg::Typed(argument) = function.sig.inputs.get(1)? else {
        return None;
    };
    let name = &argument.pat;
    Some(match name.to_token_stream().to_string().as_str() {
        "key" => quote!(#name, Credential::key(#name)),
        "token" => quote!(#name, Credential::bearer(#name)),
        "credentials" => quote!(#name, basic(#name)),
        "authorization" => quote!(#name, Credential::raw(#name)),
        "head" => quote!("", Credential::none()),
        _ => return None,
    })
}

fn implement(function: &TraitItemFn) -> TokenStream {
    let (name, inputs) = (&function.sig.ident, &function.sig.inputs);
    if name == "both" {
        let output = &function.sig.output;
        return quote!(fn both(#inputs) #output { Ok(one.and(other)) });
    }
    if let Some(credential) = credential(function) {
        return quote! {
            #[allow(unused_variables)]
            async fn #name(#inputs) -> Result<Caller, server::Denied> {
                Caller::new(stringify!(#name), #credential)
            }
        };
    }
    let operation = inputs.iter().find_map(|input| match input {
        FnArg::Typed(input) if input.pat.to_token_stream().to_string() == "input" => {
            Some(&input.ty)
        }
        _ => None,
    });
    quote! {
        async fn #name(#inputs) -> Outcome<#operation> {
            let options = options(&cx);
            let client = self.client(cx.principal.into())?;
            answer(stringify!(#operation), client.call(&input, &options).await)
        }
    }
}
