//! `operations`: one input per operation and its documented errors, shared by client and server.

use super::{Item, SourceFile, docs, ident, types::Writer};
use crate::ir;
use proc_macro2::TokenStream;
use quote::quote;

/// The file.
pub(super) fn file(module: &ir::Module) -> SourceFile<'_> {
    let own = module
        .operations
        .iter()
        .flat_map(|operation| [operation.input.as_str(), operation.error.as_str()]);
    let writer = Writer::outside_models(module, own);
    let mut items: Vec<Item<'_>> = Vec::new();
    if !module.operations.is_empty() {
        items.push(Box::new(|| {
            let models = super::uses_models(module).then(|| {
                quote!(
                    use super::models;
                )
            });
            quote! { #models use crate::runtime; }
        }));
    }
    for operation in &module.operations {
        let writer = writer.clone();
        items.push(Box::new(move || item(&writer, operation)));
    }
    SourceFile {
        path: format!("src/{}/operations.rs", module.ident),
        docs: vec![
            "Inputs and documented errors of the operations, shared by client and server."
                .to_owned(),
        ],
        items,
    }
}

fn item(writer: &Writer<'_>, operation: &ir::Operation) -> TokenStream {
    let docs = docs(&operation.docs);
    let (input, error) = (ident(&operation.input), ident(&operation.error));
    let fields = inputs(operation).map(|field| {
        let (docs, name, ty) = (
            self::docs(field.docs),
            ident(field.ident),
            writer.ty(field.ty),
        );
        let ty = match field.required {
            true => ty,
            false => writer.option(&ty),
        };
        quote!(#docs pub #name: #ty)
    });
    let default = inputs(operation)
        .all(|field| !field.required)
        .then(|| quote!(Default,));
    let new = new(writer, operation);
    let (id, method, path) = (&operation.ident, operation.method, &operation.path);
    let output = writer.payload(operation.success.ty.as_ref());
    let failures = failures(writer, operation);
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        pub struct #input {
            #(#fields,)*
        }
        #new
        impl runtime::Operation for #input {
            const ID: &'static str = #id;
            const METHOD: &'static str = #method;
            const PATH: &'static str = #path;
            type Output = #output;
            type Error = #error;
        }
        #failures
    }
}

/// Clippy's bound on arguments; above it a struct literal reads better anyway.
const MOST_ARGUMENTS: usize = 7;

fn new(writer: &Writer<'_>, operation: &ir::Operation) -> Option<TokenStream> {
    let input = ident(&operation.input);
    let required: Vec<_> = inputs(operation).filter(|field| field.required).collect();
    if required.len() > MOST_ARGUMENTS {
        return None;
    }
    let arguments = required.iter().map(|field| {
        let (name, ty) = (ident(field.ident), writer.ty(field.ty));
        match field.ty {
            ir::TypeRef::String => quote!(#name: impl Into<#ty>),
            _ => quote!(#name: #ty),
        }
    });
    let none = writer.prelude("None");
    let fields = inputs(operation).map(|field| {
        let name = ident(field.ident);
        match (field.required, field.ty) {
            (false, _) => quote!(#name: #none),
            (true, ir::TypeRef::String) => quote!(#name: #name.into()),
            (true, _) => quote!(#name),
        }
    });
    Some(quote! {
        impl #input {
            /// The required inputs; the optional ones start absent.
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#fields),* }
            }
        }
    })
}

fn failures(writer: &Writer<'_>, operation: &ir::Operation) -> TokenStream {
    let error = ident(&operation.error);
    let about = format!(" Documented errors of [`{}`].", operation.input);
    let variants = operation.failures.iter().map(|failure| {
        let (docs, name) = (docs(&failure.docs), ident(&failure.ident));
        let payload = writer.payload(failure.ty.as_ref());
        quote!(#docs #name(#payload))
    });
    quote! {
        #[doc = #about]
        #[derive(Clone, Debug, PartialEq)]
        pub enum #error {
            #(#variants,)*
        }
    }
}

/// A field of an input struct.
pub(super) struct Input<'a> {
    pub(super) ident: &'a str,
    pub(super) docs: &'a ir::Docs,
    pub(super) ty: &'a ir::TypeRef,
    pub(super) required: bool,
}

/// The fields of an input struct: parameters, then the body.
pub(super) fn inputs(operation: &ir::Operation) -> impl Iterator<Item = Input<'_>> {
    let parameters = operation.parameters.iter().map(|parameter| Input {
        ident: &parameter.name.ident,
        docs: &parameter.docs,
        ty: &parameter.ty,
        required: parameter.required,
    });
    let body = operation.body.iter().map(|body| Input {
        ident: &body.ident,
        docs: &body.docs,
        ty: &body.ty,
        required: body.required,
    });
    parameters.chain(body)
}
