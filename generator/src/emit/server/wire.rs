//! An operation's request and responses, as the server reads and writes them.

use super::super::{
    alias,
    client::part_function,
    failure_alias, ident, indexes,
    literals::{literal, text},
    media,
    operations::{inputs, kind},
    parameters,
    shapes::{self, variant},
    surface::{is_optional, is_secured},
    types::Writer,
};
use super::principal;
use crate::ir::{self, Contents, Payload, Status};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The implementation of the server's side, and what a trait does for it.
pub(super) fn item(writer: &Writer<'_>, api: &str, operation: &ir::Operation) -> TokenStream {
    let api = ident(api);
    let (input, name) = (ident(&operation.input), ident(&operation.ident));
    let access = match (is_secured(operation), is_optional(operation)) {
        (false, _) => quote!(server::Public),
        (true, false) => quote!(server::Required<Schemes>),
        (true, true) => quote!(server::Optional<Schemes>),
    };
    let body = operation.body.as_ref().map(body_constant);
    let negotiates = negotiates(operation).then(|| {
        quote!(
            const NEGOTIATES: bool = true;
        )
    });
    let fields = operation
        .parameters
        .iter()
        .map(|parameter| read_parameter(writer, parameter));
    let body_field = operation.body.as_ref().map(|body| {
        let name = ident(&body.ident);
        let value = read_body(writer, body);
        quote!(#name: #value)
    });
    let fields = fields.chain(body_field);
    let decoder = match inputs(operation).next() {
        None => quote!(_),
        Some(_) => quote!(from),
    };
    let answer = answer(writer, operation);
    let fails = (!operation.failures.is_empty()).then(|| quote!(, fails));
    let principal = is_secured(operation).then(|| {
        let principal = principal(writer, operation, &quote!(A));
        quote!(, #principal)
    });
    let forms = operation.body.iter().flat_map(|body| body.contents.forms());
    let parts = forms.filter_map(|content| match &content.payload {
        Payload::Parts(parts) => Some(self::parts(parts)),
        _ => None,
    });
    quote! {
        impl server::Operation for operations::#input {
            type Access = #access;
            #body
            #negotiates

            fn decode(#decoder: &mut server::Decoder<'_>) -> Self {
                Self { #(#fields),* }
            }

            #answer
        }

        #(#parts)*

        server::serve!(#api, #input, #name #fails #principal);
    }
}

/// The body that an operation takes; none is the runtime's own default.
fn body_constant(body: &ir::Body) -> TokenStream {
    let media = body.contents.forms().flat_map(media::all);
    let kind = ident(match body.required {
        true => "Required",
        false => "Optional",
    });
    quote!(const BODY: server::Body = server::Body::#kind(&[#(#media),*]);)
}

/// Whether a response has one body in several media types, of which the caller chooses.
fn negotiates(operation: &ir::Operation) -> bool {
    let mut contents = operation
        .responses()
        .flat_map(|response| response.contents.forms());
    contents.any(has_names)
}

/// Whether a body is JSON under several names.
fn has_names(content: &ir::Content) -> bool {
    matches!(content.payload, Payload::Value(_)) && content.media.len() > 1
}

fn read_parameter(writer: &Writer<'_>, parameter: &ir::Parameter) -> TokenStream {
    let name = ident(&parameter.name.ident);
    let parameters::Call { function, argument } = parameters::call(parameter);
    let default = parameter.default.as_ref().filter(|_| !parameter.required);
    let default = default.map(|default| {
        let (some, value) = (writer.prelude("Some"), literal(writer, default));
        match is_free(default) {
            true => quote!(.or(#some(#value))),
            false => quote!(.or_else(|| #some(#value))),
        }
    });
    quote!(#name: from.#function(#argument) #default)
}

/// Whether making a value costs nothing.
fn is_free(value: &ir::Literal) -> bool {
    matches!(
        value,
        ir::Literal::Bool(_)
            | ir::Literal::Integer(_)
            | ir::Literal::Single(_)
            | ir::Literal::Float(_)
            | ir::Literal::Variant(..)
            | ir::Literal::None
    )
}

fn read_body(writer: &Writer<'_>, body: &ir::Body) -> TokenStream {
    let several = match &body.contents {
        Contents::One(content) => return read(content, body.required),
        Contents::Several(several) => several,
    };
    let of = ident(&several.ident);
    let last = several.variants.len().saturating_sub(1);
    let mut next = 0;
    let arms = several.variants.iter().enumerate().map(|(index, variant)| {
        let indexes = indexes(&mut next, &variant.content, index == last);
        let (name, value) = (ident(&variant.ident), read(&variant.content, true));
        quote!(#indexes => operations::#of::#name(#value))
    });
    let value = quote!(match from.content() { #(#arms,)* });
    match body.required {
        true => value,
        false => {
            let (some, none) = (writer.prelude("Some"), writer.prelude("None"));
            quote!(match from.has_body() { true => #some(#value), false => #none })
        }
    }
}

/// The call that reads a form of a body.
fn read(content: &ir::Content, required: bool) -> TokenStream {
    let function = match &content.payload {
        Payload::Value(_) if media::takes_forms(content) => "body_as",
        Payload::Value(_) => "body",
        Payload::Text(_) => "text_body",
        Payload::Bytes | Payload::Untyped | Payload::Empty => "stream_body",
        Payload::Items(_) => "items_body",
        Payload::Events(_) => "events_body",
        Payload::Parts(_) => "parts_body",
    };
    let optional = if required { "" } else { "optional_" };
    let function = ident(&format!("{optional}{function}"));
    quote!(from.#function())
}

fn answer(writer: &Writer<'_>, operation: &ir::Operation) -> TokenStream {
    let outcome = writer.result(&quote!(Self::Output), &quote!(Self::Error));
    let failure = failure_alias(operation);
    let failures = operation.failures.iter().map(|response| {
        let pattern = sent(&quote!(Failure), response);
        let answer = say(response, &status(response.status));
        quote!(Err(#pattern) => #answer)
    });
    let (output, successes): (_, Vec<_>) = match &operation.output {
        ir::Output::One(response) => {
            let pattern = match shapes::is_bare(response) {
                true => quote!(()),
                false => quote!(body),
            };
            let code = shapes::code(response.status);
            let code = quote!(#code);
            // An operation without documented failures has an error type without values, which need no arm.
            if operation.failures.is_empty() {
                let statements = statements(response, &code);
                return quote! {
                    fn answer(outcome: #outcome, to: &mut server::Answer) {
                        let Ok(#pattern) = outcome;
                        #statements
                    }
                };
            }
            let answer = say(response, &code);
            (None, vec![quote!(Ok(#pattern) => #answer)])
        }
        ir::Output::Several { ident, responses } => {
            let successes = responses.iter().map(|response| {
                let status = match response.status {
                    Status::Default => status(Status::Range(2)),
                    other => status(other),
                };
                let pattern = sent(&quote!(Output), response);
                let answer = say(response, &status);
                quote!(Ok(#pattern) => #answer)
            });
            (Some(alias(ident, "Output")), successes.collect())
        }
    };
    quote! {
        fn answer(outcome: #outcome, to: &mut server::Answer) {
            #output
            #failure
            match outcome {
                #(#successes,)*
                #(#failures,)*
            }
        }
    }
}

/// A response to be sent, as a pattern.
fn sent(of: &TokenStream, response: &ir::Response) -> TokenStream {
    variant(of, response, &quote!(status), &quote!(body))
}

/// The status of a response, where its variant may say it.
fn status(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(class) => {
            let class = Literal::u8_unsuffixed(class);
            quote!(server::within(#class, status))
        }
        Status::Default => quote!(status),
    }
}

/// What says a response, as the arm of a `match`.
fn say(response: &ir::Response, status: &TokenStream) -> TokenStream {
    let statements = statements(response, status);
    match response.ident_of_struct {
        Some(_) => quote!({ #statements }),
        None => statements,
    }
}

/// What says a response: its headers, then its body.
fn statements(response: &ir::Response, status: &TokenStream) -> TokenStream {
    if response.ident_of_struct.is_none() {
        return say_contents(&response.contents, status, &quote!(body));
    }
    let headers = response.headers.iter().map(|header| {
        let name = ident(&header.name.ident);
        let parameters::Call { function, argument } = parameters::header(header);
        quote!(to.#function(#argument, &body.#name);)
    });
    let body = say_contents(&response.contents, status, &quote!(body.body));
    quote!(#(#headers)* #body)
}

fn say_contents(contents: &Contents, status: &TokenStream, value: &TokenStream) -> TokenStream {
    let several = match contents {
        Contents::One(content) => return say_payload(content, status, value),
        Contents::Several(several) => several,
    };
    let of = ident(&several.ident);
    let arms = several.variants.iter().map(|variant| {
        let name = ident(&variant.ident);
        let answer = say_payload(&variant.content, status, &quote!(body));
        quote!(operations::#of::#name(body) => #answer)
    });
    quote!(match #value { #(#arms,)* })
}

fn say_payload(content: &ir::Content, status: &TokenStream, value: &TokenStream) -> TokenStream {
    let name = content.media.first().map_or("*/*", |media| &media.name);
    let named = text(name);
    match &content.payload {
        Payload::Empty => quote!(to.empty(#status)),
        Payload::Untyped => quote!(to.untyped(#status, #value)),
        Payload::Value(_) if has_names(content) => {
            let names = content.media.iter().map(|media| text(&media.name));
            quote!(to.json_among(#status, &[#(#names),*], &#value))
        }
        Payload::Value(_) if name == "application/json" || content.media.is_empty() => {
            quote!(to.json(#status, &#value))
        }
        Payload::Value(_) => quote!(to.json_as(#status, #named, &#value)),
        Payload::Text(_) => quote!(to.text(#status, #named, &#value)),
        Payload::Bytes | Payload::Parts(_) => quote!(to.stream(#status, #named, #value)),
        Payload::Items(_) => quote!(to.items(#status, #named, #value)),
        Payload::Events(_) => quote!(to.events(#status, #value)),
    }
}

/// How a body of parts is read.
fn parts(parts: &ir::Parts) -> TokenStream {
    let name = ident(&parts.ident);
    let fields = parts.parts.iter().map(|part| {
        let (wire, name) = (text(&part.name.wire), ident(&part.name.ident));
        match &part.ident_of_struct {
            None => {
                let function = part_function(part);
                quote!(#name: from.#function(#wire))
            }
            Some(of) => {
                let value = part_with_headers(part, of);
                quote!(#name: #value)
            }
        }
    });
    quote! {
        impl runtime::DecodeParts for operations::#name {
            fn decode(from: &mut runtime::PartsDecoder<'_>) -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

/// Headers are asked for before the part that has them.
fn part_with_headers(part: &ir::Part, of: &str) -> TokenStream {
    let (wire, of) = (text(&part.name.wire), ident(of));
    let headers = part.headers.iter().map(|header| {
        let parameters::Call { function, argument } = parameters::header(header);
        let name = ident(&header.name.ident);
        (name, quote!(from.#function(#wire, #argument)))
    });
    let (names, calls): (Vec<_>, Vec<_>) = headers.unzip();
    let kind = kind(part);
    let (function, optional) = (ident(kind), ident(&format!("optional_{kind}")));
    let whole = quote!(operations::#of { #(#names: #calls,)* body: from.#function(#wire) });
    match (part.repeated, part.required) {
        (true, true) => quote!(from.parts(#wire, |from| #whole)),
        (true, false) => quote!(from.optional_parts(#wire, |from| #whole)),
        (false, true) => whole,
        (false, false) => quote! {
            match (#(#calls,)* from.#optional(#wire)) {
                (#(#names,)* Some(body)) => Some(operations::#of { #(#names,)* body }),
                _ => None,
            }
        },
    }
}
