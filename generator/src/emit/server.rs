//! `server`: the trait to implement, the router, and what goes over the wire.

use super::{Item, SourceFile, docs, ident, types::Writer};
use crate::ir;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The file.
pub(super) fn file(module: &ir::Module) -> SourceFile<'_> {
    let writer = Writer::outside_models(module, ["Api"].into_iter());
    let mut items: Vec<Item<'_>> = vec![
        {
            let writer = writer.clone();
            Box::new(move || uses(&writer, module))
        },
        {
            let writer = writer.clone();
            Box::new(move || api(&writer, module))
        },
        Box::new(|| router(module)),
    ];
    for operation in &module.operations {
        let writer = writer.clone();
        items.push(Box::new(move || {
            let wire = wire(&writer, module, operation);
            let serve = serve(&writer, module, operation);
            quote!(#wire #serve)
        }));
    }
    SourceFile {
        path: format!("src/{}/server.rs", module.ident),
        docs: vec!["Server of the API.".to_owned()],
        items,
    }
}

fn uses(writer: &Writer<'_>, module: &ir::Module) -> TokenStream {
    let supers = match (super::returns_models(module), module.operations.is_empty()) {
        (true, _) => quote!(
            use super::{models, operations};
        ),
        (false, false) => quote!(
            use super::operations;
        ),
        (false, true) => quote!(),
    };
    let names_runtime = super::returns_runtime(module)
        || module
            .operations
            .iter()
            .any(|operation| operation.body.is_some());
    let runtime = match names_runtime {
        true => quote!(
            use crate::runtime::{self, server};
        ),
        false => quote!(
            use crate::runtime::server;
        ),
    };
    let map = writer.import(false, super::returned(module));
    quote! { #supers #runtime #map use std::sync::Arc; }
}

fn api(writer: &Writer<'_>, module: &ir::Module) -> TokenStream {
    let principal = (!module.schemes.is_empty()).then(|| {
        quote! {
            /// Who is calling.
            type Principal: Send + Sync + 'static;
        }
    });
    let checks = module.schemes.iter().map(|scheme| {
        let (name, docs) = (ident(&scheme.name.ident), docs(&scheme.docs));
        let (argument, what) = credential(scheme);
        let about = format!(" Checks {what}, before anything of the body is read.");
        let result = writer.result(&quote!(Self::Principal), &quote!(server::Denied));
        quote! {
            #[doc = #about]
            #[doc = ""]
            #docs
            fn #name(&self, #argument: &str, head: &server::Head) -> impl Future<Output = #result> + Send;
        }
    });
    let operations = module.operations.iter().map(|operation| {
        let (docs, name) = (docs(&operation.docs), ident(&operation.ident));
        let input = ident(&operation.input);
        let principal = principal_of(operation, &quote!(Self));
        let result = outcome(writer, operation);
        quote! {
            #docs
            fn #name(
                &self,
                cx: server::Context<#principal>,
                input: operations::#input,
            ) -> impl Future<Output = #result> + Send;
        }
    });
    quote! {
        /// What the API does: implement it, then mount [`router`].
        pub trait Api: Send + Sync + 'static {
            #principal
            #(#checks)*
            #(#operations)*
        }
    }
}

/// What a check of credentials is given: its name, and what it is.
fn credential(scheme: &ir::Scheme) -> (TokenStream, String) {
    match scheme.kind {
        ir::SchemeKind::Bearer => (quote!(token), "the bearer token of a request".to_owned()),
        ir::SchemeKind::Basic => (
            quote!(credentials),
            "the user and password of a request, `user:password`".to_owned(),
        ),
        ir::SchemeKind::Authorization(_) => (
            quote!(authorization),
            "the whole `Authorization` header of a request".to_owned(),
        ),
    }
}

fn router(module: &ir::Module) -> TokenStream {
    let routes = module.operations.iter().map(|operation| {
        let input = ident(&operation.input);
        quote!(.on::<operations::#input>())
    });
    quote! {
        /// Every route of the API, to be merged, nested and layered like any other router.
        pub fn router<A: Api>(api: Arc<A>) -> server::Router {
            server::Routes::new(api) #(#routes)* .finish()
        }
    }
}

fn wire(writer: &Writer<'_>, module: &ir::Module, operation: &ir::Operation) -> TokenStream {
    let input = ident(&operation.input);
    let body = operation.body.as_ref().map(body_constant);
    let security = scheme_of(module, operation).map(|scheme| security_constant(scheme.kind));
    let fields = operation.parameters.iter().map(|parameter| {
        let (name, wire) = (ident(&parameter.name.ident), &parameter.name.wire);
        let function = super::parameter_function(parameter);
        quote!(#name: from.#function(#wire))
    });
    let body_field = operation.body.as_ref().map(|body| {
        let name = ident(&body.ident);
        let function = super::body_function(body);
        quote!(#name: from.#function())
    });
    let fields = fields.chain(body_field);
    let decoder = match operation.parameters.is_empty() && operation.body.is_none() {
        true => quote!(_),
        false => quote!(from),
    };
    let success = {
        let status = Literal::u16_unsuffixed(operation.success.status);
        answer(operation.success.ty.as_ref(), &status)
    };
    let failures = operation.failures.iter().map(|failure| {
        let name = ident(&failure.ident);
        let answer = answer(
            failure.ty.as_ref(),
            &Literal::u16_unsuffixed(failure.status),
        );
        quote!(Err(Failure::#name(body)) => #answer)
    });
    // An operation without documented failures has an error type without values.
    let impossible = operation
        .failures
        .is_empty()
        .then(|| quote!(Err(never) => match never {},));
    let failure = super::failure_alias(operation);
    let error = ident(&operation.error);
    let documented = (!operation.failures.is_empty())
        .then(|| quote!(server::documented_error!(operations::#error);));
    let outcome = writer.result(&quote!(Self::Output), &quote!(Self::Error));
    quote! {
        impl server::Operation for operations::#input {
            #security
            #body

            fn decode(#decoder: &mut server::Decoder<'_>) -> Self {
                Self { #(#fields),* }
            }

            fn answer(outcome: #outcome, to: &mut server::Answer) {
                #failure
                match outcome {
                    Ok(body) => #success,
                    #(#failures,)*
                    #impossible
                }
            }
        }

        #documented
    }
}

fn scheme_of<'m>(module: &'m ir::Module, operation: &ir::Operation) -> Option<&'m ir::Scheme> {
    operation.scheme.map(|id| &module.schemes[id.0])
}

fn serve(writer: &Writer<'_>, module: &ir::Module, operation: &ir::Operation) -> TokenStream {
    let (input, name) = (ident(&operation.input), ident(&operation.ident));
    let principal = principal_of(operation, &quote!(A));
    let scheme = scheme_of(module, operation);
    let granted = writer.result(&principal, &quote!(server::Denied));
    let authenticate = match scheme {
        Some(scheme) => {
            let check = ident(&scheme.name.ident);
            quote! {
                fn authenticate(
                    &self,
                    credential: &str,
                    head: &server::Head,
                ) -> impl Future<Output = #granted> + Send {
                    self.#check(credential, head)
                }
            }
        }
        None => quote! {
            fn authenticate(
                &self,
                credential: &str,
                head: &server::Head,
            ) -> impl Future<Output = #granted> + Send {
                server::anonymous(credential, head)
            }
        },
    };
    let outcome = outcome(writer, operation);
    quote! {
        impl<A: Api> server::Serve<operations::#input> for A {
            type Principal = #principal;

            #authenticate

            fn serve(
                &self,
                cx: server::Context<#principal>,
                input: operations::#input,
            ) -> impl Future<Output = #outcome> + Send {
                self.#name(cx, input)
            }
        }
    }
}

fn principal_of(operation: &ir::Operation, owner: &TokenStream) -> TokenStream {
    match operation.scheme {
        Some(_) => quote!(#owner::Principal),
        None => quote!(()),
    }
}

fn outcome(writer: &Writer<'_>, operation: &ir::Operation) -> TokenStream {
    let error = ident(&operation.error);
    let output = writer.payload(operation.success.ty.as_ref());
    writer.result(&output, &quote!(server::Failure<operations::#error>))
}

fn answer(ty: Option<&ir::TypeRef>, status: &Literal) -> TokenStream {
    match ty {
        Some(_) => quote!(to.json(#status, &body)),
        None => quote!(to.untyped(#status, body)),
    }
}

/// The body that an operation takes; none is the runtime's own default.
fn body_constant(body: &ir::Body) -> TokenStream {
    let media = body.media.iter().map(|media| super::media(*media));
    let kind = ident(if body.required {
        "Required"
    } else {
        "Optional"
    });
    quote!(const BODY: server::Body = server::Body::#kind(&[#(#media),*]);)
}

/// The credential that an operation takes; none is the runtime's own default.
fn security_constant(kind: ir::SchemeKind) -> TokenStream {
    let scheme = match kind {
        ir::SchemeKind::Bearer => quote!(server::Scheme::Bearer),
        ir::SchemeKind::Basic => quote!(server::Scheme::Basic),
        ir::SchemeKind::Authorization(challenge) => {
            quote!(server::Scheme::Authorization(#challenge))
        }
    };
    quote!(const SECURITY: Option<server::Scheme> = Some(#scheme);)
}
