//! What an operation returns and how it fails: enums of responses, and structs of their headers.

use super::super::{docs, ident, shapes, types::Writer};
use super::bodies;
use crate::ir;
use proc_macro2::TokenStream;
use quote::quote;

/// The enums, and the structs and enums that they hold.
pub(super) fn items(writer: &Writer<'_>, operation: &ir::Operation) -> TokenStream {
    let output = match &operation.output {
        ir::Output::One(_) => None,
        ir::Output::Several { ident, responses } => {
            let about = format!(" What {} returns.", ir::Docs::link(&operation.input));
            Some(variants(writer, &about, ident, responses))
        }
    };
    let about = format!(
        " Documented errors of {}.",
        ir::Docs::link(&operation.input)
    );
    let failures = (!operation.failures.is_empty())
        .then(|| variants(writer, &about, &operation.error, &operation.failures));
    // A response of all other statuses may be both a success and a failure, and is then one type.
    let mut seen = Vec::new();
    let held = operation.responses().map(|response| {
        let object = response.ident_of_struct.as_ref().filter(|ident| {
            let is_new = !seen.contains(ident);
            seen.push(ident);
            is_new
        });
        let object = object.map(|ident| object_of(writer, operation, ident, response));
        let contents = match &response.contents {
            ir::Contents::Several(contents) if !seen.contains(&&contents.ident) => {
                seen.push(&contents.ident);
                Some(bodies::contents(writer, contents))
            }
            ir::Contents::Several(_) | ir::Contents::One(_) => None,
        };
        quote!(#object #contents)
    });
    let held: Vec<_> = held.collect();
    quote!(#output #failures #(#held)*)
}

fn variants(
    writer: &Writer<'_>,
    about: &str,
    name: &str,
    responses: &[ir::Response],
) -> TokenStream {
    let name = ident(name);
    let variants = responses.iter().map(|response| {
        let (docs, name) = (docs(&response.docs), ident(&response.ident));
        let fields = shapes::fields(writer, response);
        match fields.is_empty() {
            true => quote!(#docs #name),
            false => quote!(#docs #name(#(#fields),*)),
        }
    });
    quote! {
        #[doc = #about]
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name {
            #(#variants,)*
        }
    }
}

/// A response with headers.
fn object_of(
    writer: &Writer<'_>,
    operation: &ir::Operation,
    name: &str,
    response: &ir::Response,
) -> TokenStream {
    let about = format!(
        " A response of {} with its headers.",
        ir::Docs::link(&operation.input)
    );
    let name = ident(name);
    let body = (!shapes::is_empty(&response.contents)).then(|| {
        let ty = shapes::contents(writer, &response.contents);
        quote! {
            /// What it carries.
            pub body: #ty,
        }
    });
    let headers = headers(writer, &response.headers);
    quote! {
        #[doc = #about]
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name {
            #body
            #headers
        }
    }
}

/// The fields of headers.
pub(super) fn headers(writer: &Writer<'_>, headers: &[ir::ResponseHeader]) -> TokenStream {
    let headers = headers.iter().map(|header| {
        let (docs, name) = (docs(&header.docs), ident(&header.name.ident));
        let ty = match header.required {
            true => writer.ty(&header.ty),
            false => writer.option(&writer.ty(&header.ty)),
        };
        quote!(#docs pub #name: #ty,)
    });
    quote!(#(#headers)*)
}
