//! `tests/emitted`: every operation in process from client to router and back, every example through its type.

use super::{Item, SourceFile, ident, literals::text, operations::inputs, types::Writer};
use crate::ir;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The file.
pub(super) fn file(module: &ir::Module) -> SourceFile<'_> {
    let writer = Writer::outside_crate(module);
    let mut items: Vec<Item<'_>> = Vec::new();
    if is_sampled(module) {
        items.push(Box::new(|| uses(module)));
        let writer = writer.clone();
        items.push(Box::new(move || api(&writer, module)));
        items.push(Box::new(|| client(module)));
        items.push(Box::new(|| round_trips(module)));
    }
    if !module.examples.is_empty() {
        items.push(Box::new(move || examples(&writer, module)));
    }
    SourceFile {
        path: format!("tests/emitted/{}.rs", module.ident),
        docs: vec![
            "Every operation from client to router and back; every example through its type."
                .to_owned(),
        ],
        items,
    }
}

/// Whether there is an operation to try.
fn is_sampled(module: &ir::Module) -> bool {
    let mut operations = module.operations.iter();
    operations.any(|operation| operation.samples.is_some())
}

fn uses(module: &ir::Module) -> TokenStream {
    let api = ident(&module.ident);
    let examples = module
        .examples
        .iter()
        .any(|example| super::is_named(&example.ty));
    let models = (super::returns_models(module) || examples).then(|| quote!(models,));
    quote! {
        use generated::runtime::testing::{self, Desk};
        use generated::#api::{self, #models operations};
        use generated::runtime::{client, server};
    }
}

/// The API as a desk: what it is asked is kept, what it answers is laid out beforehand.
fn api(writer: &Writer<'_>, module: &ir::Module) -> TokenStream {
    let api = ident(&module.ident);
    let principal = (!module.schemes.is_empty()).then(|| {
        quote!(
            type Principal = ();
        )
    });
    let checks = module.schemes.iter().map(|scheme| {
        let name = ident(&scheme.name.ident);
        quote! {
            async fn #name(&self, credential: &str, _: &server::Head) -> Result<(), server::Denied> {
                testing::granted(credential)
            }
        }
    });
    let operations = module.operations.iter().map(|operation| {
        let (name, input, error) = (
            ident(&operation.ident),
            ident(&operation.input),
            ident(&operation.error),
        );
        let output = writer.payload(operation.success.ty.as_ref());
        quote! {
            async fn #name(
                &self,
                _: server::Context<()>,
                input: operations::#input,
            ) -> Result<#output, server::Failure<operations::#error>> {
                self.0.answer(input)
            }
        }
    });
    quote! {
        struct Scripted(Desk);

        impl #api::Api for Scripted {
            #principal
            #(#checks)*
            #(#operations)*
        }
    }
}

fn client(module: &ir::Module) -> TokenStream {
    let api = ident(&module.ident);
    let (parameter, argument) = match module.schemes.is_empty() {
        true => (quote!(), quote!()),
        false => (
            quote!(, credential: client::Credential),
            quote!(, credential),
        ),
    };
    quote! {
        fn client(desk: &Desk #parameter) -> #api::Client {
            let transport = desk.transport(#api::router(Scripted(desk.clone()).into()));
            let server = #api::Server::Custom(testing::BASE.to_owned());
            #api::Client::with_transport(transport, &server #argument).expect("a base URL")
        }
    }
}

/// The tests stand in a module of their own: an operation may be called as a function here is.
fn round_trips(module: &ir::Module) -> TokenStream {
    let tests = module
        .operations
        .iter()
        .filter_map(|operation| Some(round_trip(module, operation, operation.samples.as_ref()?)));
    quote! {
        mod round_trips {
            use super::{client, operations};
            use generated::runtime::testing::{self, Case, Desk};
            use generated::runtime;

            #(#tests)*
        }
    }
}

fn round_trip(
    module: &ir::Module,
    operation: &ir::Operation,
    samples: &ir::Samples,
) -> TokenStream {
    let (name, input, error) = (
        ident(&operation.ident),
        ident(&operation.input),
        ident(&operation.error),
    );
    let failure =
        (!operation.failures.is_empty()).then(|| quote!(use operations::#error as Failure;));
    let credential = (!module.schemes.is_empty()).then(|| {
        let credential = match operation.scheme.map(|id| module.schemes[id.0].kind) {
            Some(ir::SchemeKind::Basic) => quote!(basic("good", "good")),
            Some(ir::SchemeKind::Authorization(_)) => quote!(raw("good")),
            Some(ir::SchemeKind::Bearer) | None => quote!(bearer("good")),
        };
        quote!(, runtime::client::Credential::#credential)
    });
    let all = literal(operation, &samples.inputs, true);
    let least = inputs(operation)
        .any(|field| !field.required)
        .then(|| literal(operation, &samples.inputs, false));
    let media: Vec<_> = match &operation.body {
        Some(body) => body
            .media
            .iter()
            .map(|media| super::media(*media))
            .collect(),
        None => vec![quote!(runtime::JSON)],
    };
    let paths = hostile_paths(module, operation);
    let status = Literal::u16_unsuffixed(operation.success.status);
    let success = payload(operation.success.status, samples.outcomes.first());
    let failures = operation
        .failures
        .iter()
        .zip(samples.outcomes.iter().skip(1));
    let failures = failures.map(|(failure, sample)| {
        let (status, name) = (
            Literal::u16_unsuffixed(failure.status),
            ident(&failure.ident),
        );
        let payload = payload(failure.status, Some(sample));
        quote!((#status, Err(Failure::#name(#payload))))
    });
    let least = least.into_iter();
    quote! {
        #[tokio::test]
        async fn #name() {
            #failure
            use operations::#input as Input;
            let desk = Desk::default();
            let client = client(&desk #credential);
            let case = Case {
                media: &[#(#media),*],
                inputs: &[#all, #(#least),*],
                paths: &[#(#paths),*],
                outcomes: &[
                    (#status, Ok(#success)),
                    #(#failures),*
                ],
            };
            desk.check(async |input, options| client.call(input, options).await, case).await;
        }
    }
}

/// An input with every field, or with the required ones only.
fn literal(operation: &ir::Operation, samples: &[String], all: bool) -> TokenStream {
    let fields = inputs(operation).zip(samples).map(|(field, sample)| {
        let (name, json) = (ident(field.ident), text(sample));
        let sample = quote!(testing::sample(#json));
        match (field.required, all) {
            (true, _) => quote!(#name: #sample),
            (false, true) => quote!(#name: Some(#sample)),
            (false, false) => quote!(#name: None),
        }
    });
    quote!(Input { #(#fields),* })
}

fn payload(status: u16, sample: Option<&Option<String>>) -> TokenStream {
    match sample {
        Some(Some(json)) => {
            let json = text(json);
            quote!(testing::sample(#json))
        }
        _ => {
            let status = Literal::u16_unsuffixed(status);
            quote!(testing::untyped(#status))
        }
    }
}

/// Path parameters that are whole segments of text can carry anything; within a segment, text that looks like the
/// rest of it could not be told apart.
fn hostile_paths(module: &ir::Module, operation: &ir::Operation) -> Vec<TokenStream> {
    let whole_text = |parameter: &&ir::Parameter| {
        let segment = format!("{{{}}}", parameter.name.wire);
        parameter.location == ir::Location::Path
            && is_text(module, &parameter.ty)
            && operation.path.split('/').any(|part| part == segment)
    };
    let parameters = operation.parameters.iter().filter(whole_text);
    parameters
        .map(|parameter| {
            let name = ident(&parameter.name.ident);
            quote!(|input, text| input.#name = text.to_owned())
        })
        .collect()
}

fn is_text(module: &ir::Module, ty: &ir::TypeRef) -> bool {
    match ty {
        ir::TypeRef::String => true,
        ir::TypeRef::Named(id) => match &module.definition(*id).kind {
            ir::TypeKind::Alias(ty) => is_text(module, ty),
            _ => false,
        },
        _ => false,
    }
}

fn examples(writer: &Writer<'_>, module: &ir::Module) -> TokenStream {
    let checks = module.examples.iter().map(|example| {
        let (pointer, json) = (&example.pointer, text(&example.json));
        let ty = writer.ty(&example.ty);
        quote!(testing::example::<#ty>(#pointer, #json);)
    });
    let uses = (!is_sampled(module)).then(|| {
        let api = ident(&module.ident);
        let models = module
            .examples
            .iter()
            .any(|example| super::is_named(&example.ty));
        let models = models.then(|| quote!(use generated::#api::models;));
        quote!(use generated::runtime::testing; #models)
    });
    quote! {
        #uses

        #[test]
        fn examples() {
            #(#checks)*
        }
    }
}
