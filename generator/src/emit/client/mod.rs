//! `client`: the servers by name, one function per operation, and what goes over the wire.

mod credentials;
mod servers;
mod wire;

pub(super) use wire::part_function;

use super::{
    Item, SourceFile, docs, ident, media, parameters, shapes,
    surface::{Names, Surface, gate},
    types::Writer,
};
use crate::ir;
use proc_macro2::TokenStream;
use quote::quote;

/// The file.
pub(super) fn file(surface: Surface<'_>) -> SourceFile<'_> {
    let writer = Writer::beside(surface.module, own(surface));
    let mut items: Vec<Item<'_>> = Vec::new();
    if !surface.tags().is_empty() {
        items.push(Box::new(move || tags(surface)));
    }
    {
        let writer = writer.clone();
        items.push(Box::new(move || uses(&writer, surface)));
    }
    if surface.tag.is_some() {
        items.extend(wires(&writer, surface));
        items.insert(
            1,
            Box::new(move || {
                let calls = calls(&writer, surface);
                quote!(impl Client { #calls })
            }),
        );
        return SourceFile {
            path: surface.path("client"),
            docs: vec![format!("Client of {}.", surface.what())],
            items,
        };
    }
    if surface.below.is_none() {
        let writer = writer.clone();
        items.push(Box::new(move || servers::item(&writer, surface.module)));
    }
    if surface.schemes.len() > 1 {
        let writer = writer.clone();
        items.push(Box::new(move || credentials::item(&writer, surface)));
    }
    {
        let writer = writer.clone();
        items.push(Box::new(move || client(&writer, surface)));
    }
    items.extend(wires(&writer, surface));
    SourceFile {
        path: surface.path("client"),
        docs: vec![match surface.below {
            None => "Client of the API.".to_owned(),
            Some(below) => format!("Sends the {}s of the API.", below.noun),
        }],
        items,
    }
}

/// What goes over the wire, operation by operation.
fn wires<'a>(writer: &Writer<'a>, surface: Surface<'a>) -> impl Iterator<Item = Item<'a>> {
    let writer = writer.clone();
    surface.operations().map(move |operation| -> Item<'a> {
        let writer = writer.clone();
        Box::new(move || wire::item(&writer, operation))
    })
}

/// The modules of tags, which add functions to the client.
fn tags(surface: Surface<'_>) -> TokenStream {
    let modules = surface.tags().iter().map(|tag| {
        let (gate, name) = (gate(tag), ident(&tag.ident));
        quote!(#gate mod #name;)
    });
    quote!(#(#modules)*)
}

/// What the client is called: callbacks and webhooks are sent, and the API is a client's server.
pub(super) fn name(surface: Surface<'_>) -> &'static str {
    match surface.below {
        None => "Client",
        Some(_) => "Sender",
    }
}

/// The names of the file's own items.
fn own<'a>(surface: Surface<'a>) -> impl Iterator<Item = &'a str> {
    let fixed = ["Server", "Client", "Credentials", "Sender", "Cow"].into_iter();
    fixed.chain(surface.module.servers.iter().flat_map(names_of))
}

/// The names of what a server's variant holds.
pub(super) fn names_of(server: &ir::Server) -> impl Iterator<Item = &str> {
    let variables = server.variables.iter();
    let enums = variables.filter_map(|variable| match &variable.ty {
        ir::ServerVariableType::Enum { ident, .. } => Some(ident.as_str()),
        ir::ServerVariableType::Text => None,
    });
    server.ident_of_struct.as_deref().into_iter().chain(enums)
}

fn uses(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    let mut names = Names::default();
    if surface.below.is_none() && surface.tag.is_none() {
        for header in &surface.module.client_headers {
            names.note(&header.ty);
        }
    }
    for operation in surface.operations() {
        names.note_output(operation);
        names.runtime |= operation.parameters.iter().any(parameters::is_styled);
        let headers = operation.responses().flat_map(|response| &response.headers);
        names.runtime |= headers.into_iter().any(parameters::is_styled_header);
        let mut bodies = operation.body.iter().flat_map(|body| body.contents.forms());
        names.runtime |= bodies.any(|content| {
            media::takes_forms_as_value(content) || matches!(content.payload, ir::Payload::Parts(_))
        });
    }
    let supers = surface.uses(names, surface.operations().next().is_some());
    let runtime = match names.runtime {
        true => quote!(
            use crate::runtime::{self, client};
        ),
        false => quote!(
            use crate::runtime::client;
        ),
    };
    let map = writer.map(names.map);
    if surface.tag.is_some() {
        return quote!(use super::Client; #supers #runtime #map);
    }
    let cow = surface.below.is_none().then(|| {
        quote!(
            use std::borrow::Cow;
        )
    });
    quote!(#supers #runtime #cow #map)
}

fn client(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    let begun = match surface.below {
        None => begin(surface),
        Some(_) => begin_sender(surface),
    };
    let headers = surface.module.client_headers.iter();
    let headers = headers
        .filter(|_| surface.below.is_none())
        .map(|header| setter(writer, header));
    let calls = calls(writer, surface);
    let (about, name) = match surface.below {
        None => (
            " Client of the API; cheap to clone.".to_owned(),
            ident("Client"),
        ),
        Some(below) => (
            format!(
                " Sends the {}s of the API, to URLs that are known only then; cheap to clone.",
                below.noun
            ),
            ident("Sender"),
        ),
    };
    let (parameter, argument, any) = match surface.below {
        None => (
            quote!(),
            quote!(self.0.call(input, options)),
            " Any operation of the API, with options for this call.".to_owned(),
        ),
        Some(below) => (
            quote!(url: &str,),
            quote!(self.0.call_at(url, input, options)),
            format!(" Any {}, with options for this call.", below.noun),
        ),
    };
    let result = writer.result(&quote!(O::Output), &quote!(client::Error<O::Error>));
    quote! {
        #[doc = #about]
        #[derive(Clone, Debug)]
        pub struct #name(client::Core);

        impl #name {
            #begun

            /// Options of every call that has none of its own.
            #[must_use]
            pub fn options(self, options: client::CallOptions) -> Self {
                Self(self.0.options(options))
            }

            #(#headers)*

            #[doc = #any]
            ///
            /// # Errors
            /// See [`client::Error`].
            pub async fn call<O: client::Operation>(
                &self,
                #parameter
                input: &O,
                options: &client::CallOptions,
            ) -> #result {
                #argument.await
            }

            #calls
        }
    }
}

/// The functions of operations.
fn calls(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    let calls = surface.operations().map(|operation| {
        let call = call(writer, surface, operation);
        let pages = pages(surface, operation);
        quote!(#call #pages)
    });
    calls.collect()
}

fn begin(surface: Surface<'_>) -> TokenStream {
    let (parameter, argument) = credentials::argument(surface);
    quote! {
        /// Sends with reqwest: finite time-outs, no redirects, bounded responses.
        ///
        /// # Errors
        /// When the server's URL cannot be a base, or reqwest cannot start.
        pub fn new(server: &Server #parameter) -> Result<Self, client::BuildError> {
            client::Core::new(&server.url(), #argument).map(Self)
        }

        /// Sends with a transport of your own.
        ///
        /// # Errors
        /// When the server's URL cannot be a base.
        pub fn with_transport(
            transport: impl client::Transport,
            server: &Server
            #parameter
        ) -> Result<Self, client::BuildError> {
            client::Core::with_transport(transport, &server.url(), #argument).map(Self)
        }
    }
}

/// No URL is known, so that of nowhere holds its place: each call has its own (RFC 2606 section 2).
fn begin_sender(surface: Surface<'_>) -> TokenStream {
    let (parameter, argument) = credentials::argument(surface);
    let parameter_alone = credentials::parameter_alone(surface);
    quote! {
        /// Sends with reqwest: finite time-outs, no redirects, bounded responses.
        ///
        /// # Errors
        /// When reqwest cannot start.
        pub fn new(#parameter_alone) -> Result<Self, client::BuildError> {
            client::Core::new("http://callback.invalid", #argument).map(Self)
        }

        /// Sends with a transport of your own.
        ///
        /// # Errors
        /// Never: a transport is taken as it is.
        pub fn with_transport(
            transport: impl client::Transport
            #parameter
        ) -> Result<Self, client::BuildError> {
            client::Core::with_transport(transport, "http://callback.invalid", #argument).map(Self)
        }
    }
}

fn setter(writer: &Writer<'_>, header: &ir::ClientHeader) -> TokenStream {
    let (docs, setter, wire) = (
        docs(&header.docs),
        ident(&header.name.ident),
        &header.name.wire,
    );
    let more = (!header.docs.0.is_empty()).then(|| {
        quote! {
            #[doc = ""]
            #docs
        }
    });
    let ty = writer.ty(&header.ty);
    let about =
        format!(" Sends `{wire}` with every call that can have it and does not set it itself.");
    quote! {
        #[doc = #about]
        #more
        #[must_use]
        pub fn #setter(self, value: #ty) -> Self {
            Self(self.0.default_header(#wire, &value))
        }
    }
}

fn call(writer: &Writer<'_>, surface: Surface<'_>, operation: &ir::Operation) -> TokenStream {
    let docs = docs(&operation.brief);
    let (name, input) = (ident(&operation.ident), ident(&operation.input));
    let output = shapes::output(writer, operation);
    let error = match operation.failures.is_empty() {
        true => quote!(client::Error),
        false => {
            let documented = shapes::error(writer, operation);
            quote!(client::Error<#documented>)
        }
    };
    let result = writer.result(&output, &error);
    let (parameter, call) = match surface.below {
        None => (quote!(), quote!(send(input))),
        Some(_) => (quote!(url: &str,), quote!(send_at(url, input))),
    };
    quote! {
        #docs
        pub async fn #name(&self, #parameter input: &operations::#input) -> #result {
            self.0.#call.await
        }
    }
}

/// The function that follows the pages of an operation.
fn pages(surface: Surface<'_>, operation: &ir::Operation) -> Option<TokenStream> {
    let size = operation.pagination.as_ref()?.size.as_ref();
    let size = size.map(|field| {
        let line = format!(" `{field}` of the input says how many items a page has at most.");
        quote!(#[doc = #line])
    });
    let about = format!(
        " The pages of [`Self::{}`], one after the other, each asked for when it is wanted.",
        operation.ident
    );
    let name = ident(&pages_name(surface, operation)?);
    let input = ident(&operation.input);
    Some(quote! {
        #[doc = #about]
        #size
        pub fn #name(
            &self,
            input: operations::#input,
        ) -> client::PageStream<operations::#input> {
            self.0.pages(input)
        }
    })
}

/// What that function is called.
pub(super) fn pages_name(surface: Surface<'_>, operation: &ir::Operation) -> Option<String> {
    operation.pagination.as_ref()?;
    let taken = |name: &String| surface.all().iter().any(|other| other.ident == *name);
    let mut name = format!("{}_pages", operation.ident);
    while taken(&name) {
        name.push('_');
    }
    Some(name)
}
