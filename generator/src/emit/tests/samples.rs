//! Sample values as expressions of the tests.

use super::super::{
    alias, failure_alias, ident,
    literals::text,
    operations::{Input, inputs},
    rules::names,
    shapes,
};
use crate::ir::{self, Contents, Payload, Sample, Status};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The inputs to send: for each form of the body one with every field, then one with the required fields only.
pub(super) fn all(operation: &ir::Operation, samples: &ir::Samples) -> Vec<TokenStream> {
    let forms = operation
        .body
        .as_ref()
        .map_or(1, |body| body.contents.forms().count());
    let mut all: Vec<_> = (0..forms)
        .map(|form| input(operation, samples, form, true))
        .collect();
    if inputs(operation).any(|field| !field.required()) {
        all.push(input(operation, samples, 0, false));
    }
    all
}

/// An input with every field, or with the required ones only.
fn input(operation: &ir::Operation, samples: &ir::Samples, form: usize, all: bool) -> TokenStream {
    let parameters = samples.parameters.iter().map(|sample| {
        let json = text(sample);
        quote!(testing::sample(#json))
    });
    let body = operation.body.iter().map(|body| {
        let sample = samples.body.get(form).unwrap_or(&Sample::Any);
        contents(&body.contents, form, sample)
    });
    let fields = inputs(operation)
        .zip(parameters.chain(body))
        .map(|(field, sample)| {
            let name = ident(field.ident());
            match (field.required(), all) {
                (true, _) => quote!(#name: #sample),
                (false, true) => quote!(#name: Some(#sample)),
                (false, false) => quote!(#name: None),
            }
        });
    quote!(Input { #(#fields),* })
}

/// A body in one of its forms.
fn contents(contents: &Contents, form: usize, sample: &Sample) -> TokenStream {
    match contents {
        Contents::One(content) => payload(content, sample),
        Contents::Several(several) => {
            let Some(variant) = several.variants.get(form) else {
                return quote!();
            };
            let (of, name) = (ident(&several.ident), ident(&variant.ident));
            let value = payload(&variant.content, sample);
            quote!(operations::#of::#name(#value))
        }
    }
}

fn payload(content: &ir::Content, sample: &Sample) -> TokenStream {
    let json = match sample {
        Sample::Json(json) => text(json),
        Sample::Any | Sample::Parts(_) => Literal::string("null"),
    };
    match &content.payload {
        Payload::Empty => quote!(()),
        Payload::Untyped => quote!(testing::untyped()),
        Payload::Value(_) | Payload::Text(_) => quote!(testing::sample(#json)),
        Payload::Bytes => {
            let name = content.media.first().map_or("*/*", |media| &media.name);
            let name = text(name);
            quote!(testing::bytes(#name))
        }
        Payload::Items(_) => quote!(vec![testing::sample(#json)].into()),
        Payload::Events(_) => quote!(vec![runtime::Event::new(testing::sample(#json))].into()),
        Payload::Parts(parts) => {
            let samples = match sample {
                Sample::Parts(samples) => samples.as_slice(),
                Sample::Any | Sample::Json(_) => &[],
            };
            self::parts(parts, samples)
        }
    }
}

fn parts(parts: &ir::Parts, samples: &[ir::PartSample]) -> TokenStream {
    let of = ident(&parts.ident);
    let fields = parts.parts.iter().zip(samples).map(|(part, sample)| {
        let name = ident(&part.name.ident);
        let bodies = match part.kind {
            ir::PartKind::File => {
                let media = names(&part.content_types);
                vec![quote!(testing::file(#media))]
            }
            ir::PartKind::Text(_) | ir::PartKind::Json(_) => {
                let values = sample.values.iter().map(|json| text(json));
                values.map(|json| quote!(testing::sample(#json))).collect()
            }
        };
        let values = bodies.into_iter().map(|body| match &part.ident_of_struct {
            None => body,
            Some(of) => {
                let of = ident(of);
                let headers = headers(&part.headers, &sample.headers);
                quote!(operations::#of { body: #body, #headers })
            }
        });
        let value = match part.repeated {
            true => quote!(vec![#(#values),*]),
            false => quote!(#(#values)*),
        };
        match part.required {
            true => quote!(#name: #value),
            false => quote!(#name: Some(#value)),
        }
    });
    let value = quote!(operations::#of { #(#fields),* });
    match parts.boxed {
        true => quote!(Box::new(#value)),
        false => value,
    }
}

fn headers(headers: &[ir::ResponseHeader], samples: &[String]) -> TokenStream {
    let headers = headers.iter().zip(samples).map(|(header, sample)| {
        let (name, json) = (ident(&header.name.ident), text(sample));
        match header.required {
            true => quote!(#name: testing::sample(#json),),
            false => quote!(#name: Some(testing::sample(#json)),),
        }
    });
    quote!(#(#headers)*)
}

/// What outcomes call the enums of an operation.
pub(super) fn aliases(operation: &ir::Operation) -> TokenStream {
    let failure = failure_alias(operation);
    let output = match &operation.output {
        ir::Output::One(_) => None,
        ir::Output::Several { ident, .. } => Some(alias(ident, "Output")),
    };
    quote!(#output #failure)
}

/// Every outcome with its status: each response in each of its forms.
pub(super) fn outcomes(operation: &ir::Operation, samples: &ir::Samples) -> Vec<TokenStream> {
    let successes = operation.output.responses().len();
    let is_one = matches!(operation.output, ir::Output::One(_));
    let mut all = Vec::new();
    for (index, (response, sample)) in operation.responses().zip(&samples.responses).enumerate() {
        let is_success = index < successes;
        let Some(status) = status(operation, response.status, is_success) else {
            continue;
        };
        let status = Literal::u16_unsuffixed(status);
        for form in 0..response.contents.forms().count() {
            let value = self::response(response, sample, form);
            let outcome = match (is_success, is_one) {
                (true, true) => quote!(Ok(#value)),
                (true, false) => {
                    let value =
                        shapes::variant(&quote!(Output), response, &quote!(#status), &value);
                    quote!(Ok(#value))
                }
                (false, _) => {
                    let value =
                        shapes::variant(&quote!(Failure), response, &quote!(#status), &value);
                    quote!(Err(#value))
                }
            };
            all.push(quote!((#status, #outcome)));
        }
    }
    all
}

fn response(response: &ir::Response, sample: &ir::ResponseSample, form: usize) -> TokenStream {
    let body = sample.forms.get(form).unwrap_or(&Sample::Any);
    let body = contents(&response.contents, form, body);
    let Some(of) = &response.ident_of_struct else {
        return body;
    };
    let of = ident(of);
    let body = (!shapes::is_empty(&response.contents)).then(|| quote!(body: #body,));
    let headers = headers(&response.headers, &sample.headers);
    quote!(operations::#of { #body #headers })
}

/// A status that only this response is given with, if there is one.
fn status(operation: &ir::Operation, status: Status, is_success: bool) -> Option<u16> {
    let has = |status: Status| {
        operation
            .responses()
            .any(|response| response.status == status)
    };
    // Those without a body could not carry a sample.
    let mut candidates = match status {
        Status::Code(code) => return Some(code),
        Status::Range(class) => u16::from(class) * 100..u16::from(class) * 100 + 100,
        Status::Default if is_success => 200..300,
        Status::Default => 400..600,
    };
    candidates.find(|code| {
        let class = u8::try_from(code / 100).unwrap_or_default();
        let is_taken = status == Status::Default && has(Status::Range(class));
        !matches!(code, 204 | 205 | 304) && !has(Status::Code(*code)) && !is_taken
    })
}

/// What a server makes of absent inputs, as a function; `None` where it makes nothing of them.
pub(super) fn defaults(
    operation: &ir::Operation,
    literal: &dyn Fn(&ir::Literal) -> TokenStream,
) -> Option<TokenStream> {
    let calls: Vec<_> = inputs(operation)
        .filter_map(|field| match field {
            Input::Parameter(parameter) if !parameter.required => {
                let value = literal(parameter.default.as_ref()?);
                let name = ident(&parameter.name.ident);
                Some(quote!(input.#name.get_or_insert(#value);))
            }
            Input::Parameter(_) | Input::Body(_) => None,
        })
        .collect();
    (!calls.is_empty()).then(|| quote!(|input| { #(#calls)* }))
}
