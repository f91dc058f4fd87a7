//! `client`: the servers by name, one function per operation, and what goes over the wire.

use super::{
    Item, SourceFile, docs, ident,
    types::{self, Writer},
};
use crate::ir;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The file.
pub(super) fn file(module: &ir::Module) -> SourceFile<'_> {
    let writer = Writer::outside_models(module, ["Server", "Client"].into_iter());
    let mut items: Vec<Item<'_>> = vec![
        {
            let writer = writer.clone();
            Box::new(move || uses(&writer, module))
        },
        Box::new(|| servers(module)),
        {
            let writer = writer.clone();
            Box::new(move || client(&writer, module))
        },
    ];
    for operation in &module.operations {
        let writer = writer.clone();
        items.push(Box::new(move || wire(&writer, operation)));
    }
    SourceFile {
        path: format!("src/{}/client.rs", module.ident),
        docs: vec!["Client of the API.".to_owned()],
        items,
    }
}

fn uses(writer: &Writer<'_>, module: &ir::Module) -> TokenStream {
    let headers = || module.client_headers.iter().map(|header| &header.ty);
    let models = super::returns_models(module) || headers().any(super::is_named);
    let supers = match (models, module.operations.is_empty()) {
        (true, _) => quote!(
            use super::{models, operations};
        ),
        (false, false) => quote!(
            use super::operations;
        ),
        (false, true) => quote!(),
    };
    let mut bodies = module
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref());
    let names_runtime = super::returns_runtime(module)
        || bodies.any(super::takes_forms)
        || headers().any(|ty| types::holds(ty, types::is_of_runtime));
    let runtime = match names_runtime {
        true => quote!(
            use crate::runtime::{self, client};
        ),
        false => quote!(
            use crate::runtime::client;
        ),
    };
    let map = writer.import(false, super::returned(module).chain(headers()));
    quote!(#supers #runtime #map)
}

fn servers(module: &ir::Module) -> TokenStream {
    let variants = module.servers.iter().map(|server| {
        let (docs, name) = (docs(&server.docs), ident(&server.ident));
        quote!(#docs #name)
    });
    let urls = module.servers.iter().map(|server| {
        let (name, url) = (ident(&server.ident), &server.url);
        quote!(Self::#name => #url)
    });
    quote! {
        /// Where the API is served.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Server {
            #(#variants,)*
            /// Another base URL, its path prefix included.
            Custom(String),
        }

        impl Server {
            /// Base URL.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#urls,)*
                    Self::Custom(url) => url,
                }
            }
        }
    }
}

fn client(writer: &Writer<'_>, module: &ir::Module) -> TokenStream {
    let (parameter, argument) = match module.schemes.is_empty() {
        true => (quote!(), quote!(None)),
        false => (
            quote!(, credential: client::Credential),
            quote!(Some(credential)),
        ),
    };
    let headers = module.client_headers.iter().map(|header| {
        let (docs, setter, wire) = (
            docs(&header.docs),
            ident(&header.name.ident),
            &header.name.wire,
        );
        let ty = writer.ty(&header.ty);
        let about =
            format!(" Sends `{wire}` with every call that can have it and does not set it itself.");
        quote! {
            #docs
            #[doc = ""]
            #[doc = #about]
            #[must_use]
            pub fn #setter(self, value: #ty) -> Self {
                Self(self.0.default_header(#wire, &value))
            }
        }
    });
    let calls = module
        .operations
        .iter()
        .map(|operation| call(writer, operation));
    quote! {
        /// Client of the API; cheap to clone.
        #[derive(Clone, Debug)]
        pub struct Client(client::Core);

        impl Client {
            /// Sends with reqwest: finite time-outs, no redirects, bounded responses.
            ///
            /// # Errors
            /// When the server's URL cannot be a base, or reqwest cannot start.
            pub fn new(server: &Server #parameter) -> Result<Self, client::BuildError> {
                client::Core::new(server.as_str(), #argument).map(Self)
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
                client::Core::with_transport(transport, server.as_str(), #argument).map(Self)
            }

            /// Options of every call that has none of its own.
            #[must_use]
            pub fn options(self, options: client::CallOptions) -> Self {
                Self(self.0.options(options))
            }

            #(#headers)*

            /// Any operation of the API, with options for this call.
            ///
            /// # Errors
            /// See [`client::Error`].
            pub async fn call<O: client::Operation>(
                &self,
                input: &O,
                options: &client::CallOptions,
            ) -> Result<O::Output, client::Error<O::Error>> {
                self.0.call(input, options).await
            }

            #(#calls)*
        }
    }
}

fn call(writer: &Writer<'_>, operation: &ir::Operation) -> TokenStream {
    let docs = docs(&operation.docs);
    let (name, input, error) = (
        ident(&operation.ident),
        ident(&operation.input),
        ident(&operation.error),
    );
    let output = writer.payload(operation.success.ty.as_ref());
    let documented = format!(" Documented ones are [`operations::{}`].", operation.error);
    let result = writer.result(&output, &quote!(client::Error<operations::#error>));
    quote! {
        #docs
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = #documented]
        pub async fn #name(&self, input: &operations::#input) -> #result {
            self.0.send(input).await
        }
    }
}

fn wire(writer: &Writer<'_>, operation: &ir::Operation) -> TokenStream {
    let input = ident(&operation.input);
    let secured = operation.scheme.is_some();
    let parameters = operation.parameters.iter().map(|parameter| {
        let (name, wire) = (ident(&parameter.name.ident), &parameter.name.wire);
        let function = super::parameter_function(parameter);
        quote!(to.#function(#wire, &self.#name);)
    });
    let body = operation.body.as_ref().map(|body| {
        let name = ident(&body.ident);
        let function = super::body_function(body);
        let media = super::takes_forms(body).then(|| {
            let media = body.media.iter().map(|media| super::media(*media));
            quote!(&[#(#media),*],)
        });
        quote!(to.#function(#media &self.#name);)
    });
    let encoder = match operation.parameters.is_empty() && operation.body.is_none() {
        true => quote!(_),
        false => quote!(to),
    };
    let status = Literal::u16_unsuffixed(operation.success.status);
    let success = payload(operation.success.ty.as_ref());
    let failures = operation.failures.iter().map(|failure| {
        let (status, name) = (
            Literal::u16_unsuffixed(failure.status),
            ident(&failure.ident),
        );
        let payload = payload(failure.ty.as_ref());
        quote!(#status => Err(Failure::#name(#payload)))
    });
    let failure = super::failure_alias(operation);
    let result = writer.result(&quote!(Self::Output), &quote!(Self::Error));
    let returned = writer.option(&result);
    quote! {
        impl client::Operation for operations::#input {
            const SECURED: bool = #secured;

            fn encode(&self, #encoder: &mut client::Encoder<'_>) {
                #(#parameters)*
                #body
            }

            fn decode(from: &mut client::Reply) -> #returned {
                #failure
                let outcome = match from.status() {
                    #status => Ok(#success),
                    #(#failures,)*
                    _ => return None,
                };
                Some(outcome)
            }
        }
    }
}

fn payload(ty: Option<&ir::TypeRef>) -> TokenStream {
    match ty {
        Some(_) => quote!(from.json()),
        None => quote!(from.untyped()),
    }
}
