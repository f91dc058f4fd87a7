//! [`ir`] to token streams: one function per item, no decision about the document.
//!
//! A file is a list of items, each made by a closure when its turn comes: token streams cannot cross threads, so the
//! closures do, and rendering runs them in parallel.

mod client;
mod literals;
mod media;
mod models;
mod numbers;
mod operations;
mod parameters;
pub(crate) mod replacements;
mod rules;
mod server;
mod shapes;
mod surface;
mod tests;
mod types;

use crate::ir;
use proc_macro2::TokenStream;
use quote::quote;
use surface::Surface;

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
    let surface = Surface::of(module);
    let mut files = vec![
        root(surface),
        models::file(module),
        operations::file(surface),
        client::file(surface),
        server::file(surface),
        tests::file(module),
    ];
    for tag in &module.tags {
        let surface = Surface::of_tag(module, tag);
        files.extend([
            operations::file(surface),
            client::file(surface),
            server::file(surface),
        ]);
    }
    for callbacks in &module.callbacks {
        let surface = Surface::of_callbacks(module, callbacks);
        files.extend([
            root(surface),
            operations::file(surface),
            client::file(surface),
            server::file(surface),
        ]);
    }
    files
}

fn root(surface: Surface<'_>) -> SourceFile<'_> {
    let docs = match surface.below {
        None => surface.module.docs.0.clone(),
        Some(below) => vec![format!(
            "The {}s of the API, both sides of them.",
            below.noun
        )],
    };
    SourceFile {
        path: surface.path("mod"),
        docs,
        items: vec![
            Box::new(move || {
                let sent = surface.module.callbacks.iter();
                let sent = sent.filter(|_| surface.below.is_none());
                let sent = sent.map(|sent| {
                    let name = ident(&sent.ident);
                    quote!(pub mod #name;)
                });
                let models = surface.below.is_none().then(|| {
                    quote!(
                        pub mod models;
                    )
                });
                quote! {
                    #(#sent)*
                    #[cfg(feature = "client")]
                    mod client;
                    #models
                    pub mod operations;
                    #[cfg(feature = "server")]
                    mod server;
                }
            }),
            Box::new(move || {
                let credentials = (surface.schemes.len() > 1).then(|| quote!(Credentials,));
                let client = ident(client::name(surface));
                let servers = surface.module.servers.iter().flat_map(client::names_of);
                let servers = servers.filter(|_| surface.below.is_none()).map(ident);
                let server = surface.below.is_none().then(|| quote!(Server,));
                let of_server = server::names(surface);
                quote! {
                    #[cfg(feature = "client")]
                    pub use client::{#client, #credentials #server #(#servers,)*};
                    #of_server
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

/// The pattern of the indexes that the media types of a form have among those of all forms.
fn indexes(next: &mut usize, content: &ir::Content, is_last: bool) -> TokenStream {
    let first = *next;
    *next += content.media.len();
    let literal = proc_macro2::Literal::usize_unsuffixed;
    match (is_last, *next - first) {
        (true, _) => quote!(_),
        (false, 3..) => {
            let (first, last) = (literal(first), literal(*next - 1));
            quote!(#first..=#last)
        }
        (false, _) => {
            let indexes = (first..*next).map(literal);
            quote!(#(#indexes)|*)
        }
    }
}

/// A short name for the failures of an operation, inside a function that lists them.
fn failure_alias(operation: &ir::Operation) -> Option<TokenStream> {
    (!operation.failures.is_empty()).then(|| alias(&operation.error, "Failure"))
}

/// A short name for a type of `operations`, inside a function. An import that leaves `unsafe` out of a name is a lint, for
/// it could hide what is unsafe.
fn alias(of: &str, short: &str) -> TokenStream {
    let is_unsafe = of.to_ascii_lowercase().contains("unsafe");
    let (of, short) = (ident(of), ident(short));
    match is_unsafe {
        true => quote!(type #short = operations::#of;),
        false => quote!(use operations::#of as #short;),
    }
}

/// An identifier that the naming module made.
fn ident(name: &str) -> proc_macro2::Ident {
    proc_macro2::Ident::new(name, proc_macro2::Span::call_site())
}
