//! [`ir`] to token streams: one function per item, no decision about the document.
//!
//! A file is a list of items, each made by a closure when its turn comes: token streams cannot cross threads, so the
//! closures do, and rendering runs them in parallel.

mod client;
mod literals;
mod models;
mod numbers;
mod operations;
pub(crate) mod replacements;
mod rules;
mod server;
mod tests;
mod types;

use crate::ir;
use proc_macro2::TokenStream;
use quote::quote;

/// One item of a file, made on demand.
pub(crate) type Item<'a> = Box<dyn Fn() -> TokenStream + Send + Sync + 'a>;

/// A source file before it is text.
pub(crate) struct SourceFile<'a> {
    /// Below the output folder.
    pub(crate) path: String,
    /// Lines of its `//!` docs.
    pub(crate) docs: Vec<String>,
    /// What it is made of; `use` declarations are its first item.
    pub(crate) items: Vec<Item<'a>>,
}

/// Every file of one API.
#[must_use]
pub(crate) fn run(module: &ir::Module) -> Vec<SourceFile<'_>> {
    vec![
        root(module),
        models::file(module),
        operations::file(module),
        client::file(module),
        server::file(module),
        tests::file(module),
    ]
}

fn root(module: &ir::Module) -> SourceFile<'_> {
    SourceFile {
        path: format!("src/{}/mod.rs", module.ident),
        docs: module.docs.0.clone(),
        items: vec![
            Box::new(|| {
                quote! {
                    #[cfg(feature = "client")]
                    mod client;
                    pub mod models;
                    pub mod operations;
                    #[cfg(feature = "server")]
                    mod server;
                }
            }),
            Box::new(|| {
                quote! {
                    #[cfg(feature = "client")]
                    pub use client::{Client, Server};
                    #[cfg(feature = "server")]
                    pub use server::{Api, router};
                }
            }),
        ],
    }
}

/// `#[doc]` attributes, one per line: several lines in one attribute would be printed as a block comment.
fn docs(docs: &ir::Docs) -> TokenStream {
    let lines = docs.0.iter().map(|line| match line.is_empty() {
        true => String::new(),
        false => format!(" {line}"),
    });
    quote! { #(#[doc = #lines])* }
}

/// Whether an operation takes or returns a type of `models`, so that a file has to name that module.
fn uses_models(module: &ir::Module) -> bool {
    module.operations.iter().any(|operation| {
        operations::inputs(operation).any(|input| is_named(input.ty))
            || operation.success.ty.as_ref().is_some_and(is_named)
            || operation
                .failures
                .iter()
                .filter_map(|failure| failure.ty.as_ref())
                .any(is_named)
    })
}

/// Whether an operation returns a type of `models`.
fn returns_models(module: &ir::Module) -> bool {
    module
        .operations
        .iter()
        .any(|operation| operation.success.ty.as_ref().is_some_and(is_named))
}

/// Whether an operation returns a type of the runtime, such as a raw body.
fn returns_runtime(module: &ir::Module) -> bool {
    module.operations.iter().any(|operation| {
        let ty = operation.success.ty.as_ref();
        ty.is_none_or(|ty| types::holds(ty, types::is_of_runtime))
    })
}

/// What the operations return.
fn returned(module: &ir::Module) -> impl Iterator<Item = &ir::TypeRef> {
    let operations = module.operations.iter();
    operations.filter_map(|operation| operation.success.ty.as_ref())
}

/// Whether a body may travel as anything but JSON.
fn takes_forms(body: &ir::Body) -> bool {
    body.media != [ir::Media::Json]
}

/// The functions of the runtime that write and read a body: those for JSON alone know no other code.
fn body_function(body: &ir::Body) -> proc_macro2::Ident {
    ident(match (body.required, takes_forms(body)) {
        (true, false) => "body",
        (true, true) => "body_as",
        (false, false) => "optional_body",
        (false, true) => "optional_body_as",
    })
}

/// A media type of the runtime.
fn media(media: ir::Media) -> TokenStream {
    match media {
        ir::Media::Json => quote!(runtime::JSON),
        ir::Media::Form => quote!(runtime::FORM),
        ir::Media::Multipart => quote!(runtime::MULTIPART),
    }
}

/// The function of the runtime that writes or reads a parameter.
fn parameter_function(parameter: &ir::Parameter) -> proc_macro2::Ident {
    ident(match (parameter.location, parameter.required) {
        (ir::Location::Path, _) => "path",
        (ir::Location::Query, true) => "query",
        (ir::Location::Query, false) => "optional_query",
        (ir::Location::Header, true) => "header",
        (ir::Location::Header, false) => "optional_header",
    })
}

fn is_named(ty: &ir::TypeRef) -> bool {
    types::holds(ty, |ty| matches!(ty, ir::TypeRef::Named(_)))
}

/// A short name for the failures of an operation, inside a function that lists them.
fn failure_alias(operation: &ir::Operation) -> Option<TokenStream> {
    let error = ident(&operation.error);
    (!operation.failures.is_empty()).then(|| quote!(use operations::#error as Failure;))
}

/// An identifier that the naming module made.
fn ident(name: &str) -> proc_macro2::Ident {
    proc_macro2::Ident::new(name, proc_macro2::Span::call_site())
}
