//! Security schemes, and what operations ask for, as constants.

use super::super::{ident, literals::text, parameters, rules::names, surface::Surface};
use crate::ir::{self, SchemeKind};
use proc_macro2::TokenStream;
use quote::quote;

/// The schemes, and the distinct requirements of operations.
pub(super) fn schemes(surface: Surface<'_>) -> TokenStream {
    let schemes = surface.own_schemes().map(|scheme| {
        let (constant, value) = (ident(&scheme.constant), self::scheme(scheme));
        quote!(static #constant: runtime::Scheme = #value;)
    });
    let securities = surface.own_securities().map(|security| {
        let constant = ident(&security.constant);
        let alternatives = security.alternatives.iter().map(|alternative| {
            let requirements = alternative
                .iter()
                .map(|requirement| self::requirement(surface, requirement));
            quote!(&[#(#requirements),*])
        });
        quote!(const #constant: runtime::Security = &[#(#alternatives),*];)
    });
    quote!(#(#schemes)* #(#securities)*)
}

fn scheme(scheme: &ir::Scheme) -> TokenStream {
    let name = text(&scheme.name.wire);
    match &scheme.kind {
        SchemeKind::Bearer => quote!(runtime::Scheme::bearer(#name)),
        SchemeKind::Basic => quote!(runtime::Scheme::basic(#name)),
        SchemeKind::Http(scheme) => {
            let scheme = text(scheme);
            quote!(runtime::Scheme::http(#name, #scheme))
        }
        SchemeKind::Authorization(challenge) => {
            quote!(runtime::Scheme::authorization(#name, #challenge))
        }
        SchemeKind::ApiKey(location, key) => {
            let location = ident(match parameters::place(*location) {
                "path" => "Path",
                "query" => "Query",
                "header" => "Header",
                _ => "Cookie",
            });
            let key = text(key);
            quote!(runtime::Scheme::api_key(#name, runtime::In::#location, #key))
        }
        SchemeKind::OAuth2 => quote!(runtime::Scheme::oauth2(#name)),
        SchemeKind::OpenIdConnect => quote!(runtime::Scheme::open_id_connect(#name)),
        SchemeKind::MutualTls => quote!(runtime::Scheme::mutual_tls(#name)),
    }
}

fn requirement(surface: Surface<'_>, requirement: &ir::Requirement) -> TokenStream {
    let constant = ident(&surface.schemes[requirement.scheme.0].constant);
    let scopes = names(&requirement.scopes);
    quote!(runtime::Requirement::new(&#constant, #scopes))
}
