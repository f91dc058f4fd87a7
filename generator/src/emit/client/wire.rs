//! An operation's request and responses, as the client writes and reads them.

use super::super::{
    alias, ident,
    literals::text,
    media,
    operations::{Input, inputs, kind},
    parameters,
    shapes::{self, variant},
    types::Writer,
};
use crate::ir::{self, Contents, Payload, Status};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The implementation of the client's side.
pub(super) fn item(writer: &Writer<'_>, operation: &ir::Operation) -> TokenStream {
    let input = ident(&operation.input);
    let accept =
        (!operation.accept.is_empty() && operation.accept != ["application/json"]).then(|| {
            let accept = text(&operation.accept.join(", "));
            quote!(const ACCEPT: &'static str = #accept;)
        });
    let streams = operation.streams.then(|| {
        quote!(
            const STREAMS: bool = true;
        )
    });
    let server = operation.server.as_ref().map(|url| {
        let (option, some, url) = (
            writer.option(&quote!(&'static str)),
            writer.prelude("Some"),
            text(url),
        );
        quote!(const SERVER: #option = #some(#url);)
    });
    let calls = operation.parameters.iter().map(|parameter| {
        let name = ident(&parameter.name.ident);
        let parameters::Call { function, argument } = parameters::call(parameter);
        quote!(to.#function(#argument, &self.#name);)
    });
    let body = operation.body.as_ref().map(self::body);
    let encode = inputs(operation).next().map(|_| {
        quote! {
            fn encode(&self, to: &mut client::Encoder<'_>) {
                #(#calls)*
                #body
            }
        }
    });
    let decode = decode(writer, operation);
    let pages = pages(operation);
    let forms = operation.body.iter().flat_map(|body| body.contents.forms());
    let parts = forms.filter_map(|content| match &content.payload {
        Payload::Parts(parts) => Some(self::parts(parts)),
        _ => None,
    });
    quote! {
        impl client::Operation for operations::#input {
            #accept
            #streams
            #server

            #encode

            #decode
        }

        #(#parts)*
        #pages
    }
}

/// How the pages of an operation follow on each other.
fn pages(operation: &ir::Operation) -> Option<TokenStream> {
    let pagination = operation.pagination.as_ref()?;
    let input = ident(&operation.input);
    let (pages, field) = match &pagination.step {
        ir::Step::Page { field, first } => {
            let first = Literal::i64_unsuffixed(*first);
            (quote!(page(#first)), Some(field))
        }
        ir::Step::Offset { field } => (quote!(offset()), Some(field)),
        ir::Step::Cursor { field, next } => {
            let next = text(next);
            (quote!(cursor(#next)), Some(field))
        }
        ir::Step::Link { next: Some(next) } => {
            let next = text(next);
            (quote!(url(#next)), None)
        }
        ir::Step::Link { next: None } => (quote!(link()), None),
    };
    let items = text(&pagination.items);
    let turn = field.map(|field| {
        let found = inputs(operation).find(|input| input.ident() == field);
        let function = ident(match found.is_some_and(Input::required) {
            true => "required",
            false => "optional",
        });
        let field = ident(field);
        quote! {
            fn turn(&mut self, to: &mut client::Turn<'_>) {
                to.#function(&mut self.#field);
            }
        }
    });
    Some(quote! {
        impl client::Paged for operations::#input {
            const PAGES: client::Pages = client::Pages::#pages.items(#items);

            #turn
        }
    })
}

fn body(body: &ir::Body) -> TokenStream {
    let name = ident(&body.ident);
    let several = match &body.contents {
        Contents::One(content) => {
            let call = write(content, body.required, &quote!(&self.#name));
            return quote!(#call;);
        }
        Contents::Several(several) => several,
    };
    let of = ident(&several.ident);
    let arms = several.variants.iter().map(|variant| {
        let name = ident(&variant.ident);
        let call = write(&variant.content, true, &quote!(body));
        let pattern = quote!(operations::#of::#name(body));
        match body.required {
            true => quote!(#pattern => #call),
            false => quote!(Some(#pattern) => #call),
        }
    });
    let none = (!body.required).then(|| quote!(None => {}));
    quote!(match &self.#name { #(#arms,)* #none })
}

/// The call that writes a form of a body.
fn write(content: &ir::Content, required: bool, value: &TokenStream) -> TokenStream {
    let name = content.media.first().map_or("", |media| &media.name);
    let named = text(name);
    let (function, argument) = match &content.payload {
        Payload::Value(_) if media::takes_forms(content) => {
            let all = media::all(content);
            let all = match content
                .media
                .iter()
                .all(|it| media::is_stock(&content.payload, it))
            {
                true => quote!(&[#(#all),*]),
                // Only a constant lives long enough.
                false => {
                    let optional = if required { "" } else { "optional_" };
                    let function = ident(&format!("{optional}body_as"));
                    return quote!({
                        const MEDIA: &[&runtime::Media] = &[#(#all),*];
                        to.#function(MEDIA, #value)
                    });
                }
            };
            ("body_as", Some(all))
        }
        Payload::Value(_) if name == "application/json" => ("body", None),
        Payload::Value(_) => ("body_named", Some(quote!(#named))),
        Payload::Text(_) => ("text_body", Some(quote!(#named))),
        Payload::Bytes | Payload::Untyped | Payload::Empty => ("stream_body", Some(quote!(#named))),
        Payload::Items(_) => ("items_body", Some(quote!(#named))),
        Payload::Events(_) => ("events_body", None),
        Payload::Parts(_) => ("parts_body", None),
    };
    let optional = if required { "" } else { "optional_" };
    let function = ident(&format!("{optional}{function}"));
    let argument = argument.map(|argument| quote!(#argument,));
    quote!(to.#function(#argument #value))
}

fn decode(writer: &Writer<'_>, operation: &ir::Operation) -> TokenStream {
    let failure = super::super::failure_alias(operation);
    let failures = operation.failures.iter().map(|response| {
        let arm = arm(response, &|body| {
            let value = received(&quote!(Failure), response, body);
            quote!(Some(Err(#value)))
        });
        (response.status, true, arm)
    });
    let (output, successes): (_, Vec<_>) = match &operation.output {
        ir::Output::One(response) => {
            let arm = match shapes::is_bare(response) {
                true => quote!(Some(Ok(()))),
                false => arm(response, &|body| quote!(Some(Ok(#body)))),
            };
            (None, vec![(response.status, false, arm)])
        }
        ir::Output::Several { ident, responses } => {
            let successes = responses.iter().map(|response| {
                let arm = arm(response, &|body| {
                    let value = received(&quote!(Output), response, body);
                    quote!(Some(Ok(#value)))
                });
                (response.status, false, arm)
            });
            (Some(alias(ident, "Output")), successes.collect())
        }
    };
    let mut arms: Vec<_> = successes.into_iter().chain(failures).collect();
    // The exact status before the range before all others.
    arms.sort_by_key(|(status, is_failure, _)| match (status, is_failure) {
        (Status::Code(_), _) => 0,
        (Status::Range(_), _) => 1,
        (Status::Default, false) => 2,
        (Status::Default, true) => 3,
    });
    let is_whole = matches!(arms.last(), Some((Status::Default, true, _)));
    let rest = (!is_whole).then(|| quote!(_ => None,));
    let arms = arms.iter().map(|(status, is_failure, value)| {
        let pattern = pattern(*status, *is_failure, operation);
        quote!(#pattern => #value)
    });
    let result = writer.result(&quote!(Self::Output), &quote!(Self::Error));
    let returned = writer.option(&result);
    quote! {
        fn decode(from: &mut client::Reply) -> #returned {
            #output
            #failure
            match from.status() {
                #(#arms,)*
                #rest
            }
        }
    }
}

/// The statuses of a response. What is given with all others is a success only if its status is one.
fn pattern(status: Status, is_failure: bool, operation: &ir::Operation) -> TokenStream {
    let is_bound = is_failure || matches!(operation.output, ir::Output::Several { .. });
    let bound = is_bound.then(|| quote!(status @));
    let class = |class: u8| {
        let class = u16::from(class);
        let (first, last) = (
            Literal::u16_unsuffixed(class * 100),
            Literal::u16_unsuffixed(class * 100 + 99),
        );
        quote!(#bound #first..=#last)
    };
    match (status, is_failure) {
        (Status::Code(code), _) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        (Status::Range(hundred), _) => class(hundred),
        (Status::Default, false) => class(2),
        (Status::Default, true) => quote!(status),
    }
}

/// What becomes of a response that came. What takes several lines to read is read before it is put into anything.
fn arm(response: &ir::Response, outcome: &dyn Fn(&TokenStream) -> TokenStream) -> TokenStream {
    let value = read(response);
    let is_long =
        response.ident_of_struct.is_some() || matches!(response.contents, Contents::Several(_));
    match is_long {
        true => {
            let outcome = outcome(&quote!(body));
            quote!({
                let body = #value;
                #outcome
            })
        }
        false => outcome(&value),
    }
}

/// A response that came, as a variant.
fn received(of: &TokenStream, response: &ir::Response, body: &TokenStream) -> TokenStream {
    let none = TokenStream::new();
    let body = match shapes::is_bare(response) {
        true => &none,
        false => body,
    };
    variant(of, response, &quote!(status), body)
}

/// What a response carries, with its headers.
fn read(response: &ir::Response) -> TokenStream {
    let body = read_contents(&response.contents);
    let Some(name) = &response.ident_of_struct else {
        return body;
    };
    let name = ident(name);
    let body = (!shapes::is_empty(&response.contents)).then(|| quote!(body: #body,));
    let headers = response.headers.iter().map(|header| {
        let name = ident(&header.name.ident);
        let parameters::Call { function, argument } = parameters::header(header);
        quote!(#name: from.#function(#argument))
    });
    quote!(operations::#name { #body #(#headers,)* })
}

fn read_contents(contents: &Contents) -> TokenStream {
    let several = match contents {
        Contents::One(content) => return read_payload(content),
        Contents::Several(several) => several,
    };
    let of = ident(&several.ident);
    let last = several.variants.len().saturating_sub(1);
    let mut next = 0;
    let arms = several.variants.iter().enumerate().map(|(index, variant)| {
        let indexes = super::super::indexes(&mut next, &variant.content, index == last);
        let (name, payload) = (ident(&variant.ident), read_payload(&variant.content));
        quote!(#indexes => operations::#of::#name(#payload))
    });
    quote!(match from.content(operations::#of::MEDIA) { #(#arms,)* })
}

fn read_payload(content: &ir::Content) -> TokenStream {
    let is_range = content.media.iter().any(ir::Media::is_range);
    match content.payload {
        Payload::Empty => quote!(()),
        Payload::Untyped => quote!(from.untyped()),
        Payload::Value(_) => quote!(from.json()),
        Payload::Text(_) => quote!(from.text()),
        Payload::Bytes if is_range || content.media.is_empty() => quote!(from.any_stream()),
        Payload::Bytes | Payload::Parts(_) => quote!(from.stream()),
        Payload::Items(_) => quote!(from.items()),
        Payload::Events(_) => quote!(from.events()),
    }
}

/// How a body of parts is written.
fn parts(parts: &ir::Parts) -> TokenStream {
    let name = ident(&parts.ident);
    let calls = parts.parts.iter().map(|part| {
        let (wire, name) = (text(&part.name.wire), ident(&part.name.ident));
        let function = part_function(part);
        match part.ident_of_struct {
            None => quote!(to.#function(#wire, &self.#name);),
            Some(_) => part_with_headers(part),
        }
    });
    quote! {
        impl runtime::EncodeParts for operations::#name {
            fn encode(&self, to: &mut runtime::PartsEncoder) {
                #(#calls)*
            }
        }
    }
}

/// The function of the runtime that writes or reads a part.
pub(in super::super) fn part_function(part: &ir::Part) -> proc_macro2::Ident {
    let optional = if part.required { "" } else { "optional_" };
    let several = if part.repeated { "s" } else { "" };
    ident(&format!("{optional}{}{several}", kind(part)))
}

fn part_with_headers(part: &ir::Part) -> TokenStream {
    let (wire, name) = (text(&part.name.wire), ident(&part.name.ident));
    let headers = part.headers.iter().map(|header| {
        let name = ident(&header.name.ident);
        let parameters::Call { function, argument } = parameters::header(header);
        quote!(to.#function(#wire, #argument, &part.#name);)
    });
    let function = ident(kind(part));
    let write = quote! {
        #(#headers)*
        to.#function(#wire, &part.body);
    };
    match (part.repeated, part.required) {
        (true, true) => quote!(to.parts(#wire, &self.#name, |to, part| { #write });),
        (true, false) => quote!(to.optional_parts(#wire, &self.#name, |to, part| { #write });),
        (false, true) => quote!({ let part = &self.#name; #write }),
        (false, false) => quote!(if let Some(part) = &self.#name { #write }),
    }
}
