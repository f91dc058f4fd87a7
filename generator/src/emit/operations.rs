//! `operations`: one input per operation and its documented errors, shared by client and server.

use super::{Item, SourceFile, docs, ident, rules::Statics, types::Writer};
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
        let writer = writer.clone();
        items.push(Box::new(move || {
            let models = super::uses_models(module).then(|| {
                quote!(
                    use super::models;
                )
            });
            let map = writer.import(false, types_of(module));
            quote! { #models use crate::runtime; #map }
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
    let check = check(operation);
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

            #check
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

/// The types that the file names.
fn types_of(module: &ir::Module) -> impl Iterator<Item = &ir::TypeRef> {
    let operations = module.operations.iter();
    operations.flat_map(|operation| {
        let failures = operation.failures.iter();
        inputs(operation)
            .map(|input| input.ty)
            .chain(&operation.success.ty)
            .chain(failures.filter_map(|failure| failure.ty.as_ref()))
    })
}

/// What a server checks of an input; nothing is the runtime's own default.
fn check(operation: &ir::Operation) -> Option<TokenStream> {
    let mut statics = Statics::default();
    let parameters = operation.parameters.iter();
    let parameters: Vec<_> = parameters
        .filter(|parameter| !parameter.check.is_empty())
        .map(|parameter| (parameter, statics.place(&parameter.check.rules)))
        .collect();
    let body = operation.body.iter();
    let body: Vec<_> = body
        .filter(|body| !body.check.is_empty())
        .map(|body| (body, statics.place(&body.check.rules)))
        .collect();
    if parameters.is_empty() && body.is_empty() {
        return None;
    }
    let parameters = parameters.iter().map(|(parameter, place)| {
        let (name, wire) = (ident(&parameter.name.ident), &parameter.name.wire);
        let location = match parameter.location {
            ir::Location::Path => "path",
            ir::Location::Query => "query",
            ir::Location::Header => "header",
        };
        let rules = statics.reference(*place);
        quote!(to.parameter(#location, #wire, &self.#name, #rules);)
    });
    let body = body.iter().map(|(body, place)| {
        let (name, rules) = (ident(&body.ident), statics.reference(*place));
        match place.is_none() {
            true => quote!(to.nested_body(&self.#name);),
            false => quote!(to.body(&self.#name, #rules);),
        }
    });
    let declaration = statics.declaration();
    Some(quote! {
        fn check(&self, to: &mut runtime::Checks<'_>) {
            #declaration
            #(#parameters)*
            #(#body)*
        }
    })
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
