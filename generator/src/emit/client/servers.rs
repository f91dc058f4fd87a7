//! Where the API is served: an enum of the document's servers, and structs of their variables.

use super::super::{self as emit, docs, ident, literals::text, types::Writer};
use crate::ir::{self, ServerVariableType};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// The enum, and what its variants hold.
pub(super) fn item(writer: &Writer<'_>, module: &ir::Module) -> TokenStream {
    let string = writer.prelude("String");
    let variants = module.servers.iter().map(|server| {
        let (docs, name) = (docs(&server.docs), ident(&server.ident));
        let object = server.ident_of_struct.as_ref().map(|name| {
            let name = ident(name);
            quote!(#name)
        });
        let origin = server.is_relative.then(|| string.clone());
        let held: Vec<_> = origin.into_iter().chain(object).collect();
        match held.is_empty() {
            true => quote!(#docs #name),
            false => quote!(#docs #name(#(#held),*)),
        }
    });
    let urls = module.servers.iter().map(url);
    let structs = module.servers.iter().filter_map(|server| {
        let name = server.ident_of_struct.as_ref()?;
        Some(variables(writer, name, server))
    });
    quote! {
        /// Where the API is served.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Server {
            #(#variants,)*
            /// Another base URL, its path prefix included.
            Custom(#string),
        }

        impl Server {
            /// Base URL.
            #[must_use]
            pub fn url(&self) -> Cow<'_, str> {
                match self {
                    #(#urls,)*
                    Self::Custom(url) => Cow::Borrowed(url),
                }
            }
        }

        #(#structs)*
    }
}

/// The arm of a server.
fn url(server: &ir::Server) -> TokenStream {
    let (name, url) = (ident(&server.ident), text(&server.url));
    match (server.is_relative, server.ident_of_struct.is_some()) {
        (false, false) => quote!(Self::#name => Cow::Borrowed(#url)),
        (false, true) => quote!(Self::#name(server) => Cow::Owned(server.url())),
        (true, false) => {
            quote!(Self::#name(origin) => Cow::Owned([origin.trim_end_matches('/'), #url].concat()))
        }
        (true, true) => quote! {
            Self::#name(origin, server) => {
                Cow::Owned([origin.trim_end_matches('/'), &server.url()].concat())
            }
        },
    }
}

fn variables(writer: &Writer<'_>, name: &str, server: &ir::Server) -> TokenStream {
    let about = format!(" The variables of [`Server::{}`].", server.ident);
    let string = writer.prelude("String");
    let name = ident(name);
    let fields = server.variables.iter().map(|variable| {
        let (docs, name) = (docs(&variable.docs), ident(&variable.name.ident));
        let ty = match &variable.ty {
            ServerVariableType::Text => string.clone(),
            ServerVariableType::Enum { ident, .. } => {
                let ident = emit::ident(ident);
                quote!(#ident)
            }
        };
        quote!(#docs pub #name: #ty)
    });
    let defaults = server.variables.iter().map(|variable| {
        let (name, value) = (ident(&variable.name.ident), default(variable));
        quote!(#name: #value)
    });
    let pieces = pieces(server);
    let enums = server
        .variables
        .iter()
        .filter_map(|variable| values(server, variable));
    quote! {
        #[doc = #about]
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct #name {
            #(#fields,)*
        }

        impl Default for #name {
            fn default() -> Self {
                Self { #(#defaults,)* }
            }
        }

        impl #name {
            fn url(&self) -> #string {
                [#(#pieces),*].concat()
            }
        }

        #(#enums)*
    }
}

fn default(variable: &ir::ServerVariable) -> TokenStream {
    match &variable.ty {
        ServerVariableType::Text => {
            let value = text(&variable.default);
            quote!(#value.to_owned())
        }
        ServerVariableType::Enum { ident, values } => {
            let chosen = values.iter().find(|value| value.wire == variable.default);
            let chosen = chosen.or(values.first());
            let (of, value) = (
                emit::ident(ident),
                emit::ident(chosen.map_or("Default", |value| &value.ident)),
            );
            quote!(#of::#value)
        }
    }
}

/// The URL in pieces: its own text, and the values of variables.
fn pieces(server: &ir::Server) -> Vec<TokenStream> {
    let variables: BTreeMap<&str, &ir::ServerVariable> = server
        .variables
        .iter()
        .map(|variable| (variable.name.wire.as_str(), variable))
        .collect();
    let mut pieces = Vec::new();
    let mut own = String::new();
    let mut between = server.url.split('{');
    own += between.next().unwrap_or_default();
    for piece in between {
        let variable = piece.split_once('}').and_then(|(name, rest)| {
            let variable = variables.get(name)?;
            Some((variable, rest))
        });
        match variable {
            Some((variable, rest)) => {
                if !own.is_empty() {
                    let text = text(&std::mem::take(&mut own));
                    pieces.push(quote!(#text));
                }
                let name = ident(&variable.name.ident);
                pieces.push(quote!(self.#name.as_str()));
                own += rest;
            }
            None => {
                own.push('{');
                own += piece;
            }
        }
    }
    if !own.is_empty() || pieces.is_empty() {
        let text = text(&own);
        pieces.push(quote!(#text));
    }
    pieces
}

/// The enum of what a variable may be.
fn values(server: &ir::Server, variable: &ir::ServerVariable) -> Option<TokenStream> {
    let ServerVariableType::Enum { ident, values } = &variable.ty else {
        return None;
    };
    let name = emit::ident(ident);
    let about = format!(
        " What `{}` of [`Server::{}`] may be.",
        variable.name.wire.replace('`', "'"),
        server.ident
    );
    let variants = values.iter().map(|value| {
        let (about, name) = (
            format!(" `{}`", value.wire.replace('`', "'")),
            emit::ident(&value.ident),
        );
        quote!(#[doc = #about] #name)
    });
    let texts = values.iter().map(|value| {
        let (name, wire) = (emit::ident(&value.ident), text(&value.wire));
        quote!(Self::#name => #wire)
    });
    Some(quote! {
        #[doc = #about]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum #name {
            #(#variants,)*
        }

        impl #name {
            /// As in the URL.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    #(#texts,)*
                }
            }
        }
    })
}
