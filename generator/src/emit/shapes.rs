//! What bodies and responses are in Rust: the types that stand for them, wherever they are named.

use super::{ident, types::Writer};
use crate::ir::{self, Contents, Payload, Status, TypeRef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The type of a payload.
pub(super) fn payload(writer: &Writer<'_>, payload: &Payload) -> TokenStream {
    match payload {
        Payload::Empty => quote!(()),
        Payload::Untyped => writer.runtime("Untyped"),
        Payload::Value(ty) | Payload::Text(ty) => writer.ty(ty),
        Payload::Bytes => writer.runtime("ByteStream"),
        Payload::Items(ty) => {
            let (items, ty) = (writer.runtime("Items"), writer.ty(ty));
            quote!(#items<#ty>)
        }
        Payload::Events(ty) => {
            let (events, ty) = (writer.runtime("Events"), writer.ty(ty));
            quote!(#events<#ty>)
        }
        Payload::Parts(parts) => {
            let of = writer.operation(&parts.ident);
            match parts.boxed {
                true => {
                    let boxed = writer.prelude("Box");
                    quote!(#boxed<#of>)
                }
                false => of,
            }
        }
    }
}

/// The type of what a body or a response carries.
pub(super) fn contents(writer: &Writer<'_>, contents: &Contents) -> TokenStream {
    match contents {
        Contents::One(content) => payload(writer, &content.payload),
        Contents::Several(contents) => writer.operation(&contents.ident),
    }
}

/// The type of a response: what it carries, with its headers where it has some.
pub(super) fn response(writer: &Writer<'_>, response: &ir::Response) -> TokenStream {
    match &response.ident_of_struct {
        Some(ident) => writer.operation(ident),
        None => contents(writer, &response.contents),
    }
}

/// The type of what an operation returns.
pub(super) fn output(writer: &Writer<'_>, operation: &ir::Operation) -> TokenStream {
    match &operation.output {
        ir::Output::One(response) => self::response(writer, response),
        ir::Output::Several { ident, .. } => writer.operation(ident),
    }
}

/// The type of the documented errors of an operation; without any, one that has no values.
pub(super) fn error(writer: &Writer<'_>, operation: &ir::Operation) -> TokenStream {
    match operation.failures.is_empty() {
        true => quote!(std::convert::Infallible),
        false => writer.operation(&operation.error),
    }
}

/// Whether a response carries nothing, neither a body nor headers.
pub(super) fn is_bare(response: &ir::Response) -> bool {
    response.ident_of_struct.is_none() && is_empty(&response.contents)
}

/// Whether there is no body.
pub(super) fn is_empty(contents: &Contents) -> bool {
    matches!(contents, Contents::One(content) if matches!(content.payload, Payload::Empty))
}

/// Whether a variant says the status, because it stands for several.
pub(super) fn says_status(status: Status) -> bool {
    matches!(status, Status::Range(_) | Status::Default)
}

/// What a variant for a response holds, without its parentheses.
pub(super) fn fields(writer: &Writer<'_>, response: &ir::Response) -> Vec<TokenStream> {
    let status = says_status(response.status).then(|| quote!(u16));
    let body = (!is_bare(response)).then(|| self::response(writer, response));
    status.into_iter().chain(body).collect()
}

/// A variant with its values: `Output::Created(body)`.
pub(super) fn variant(
    of: &TokenStream,
    response: &ir::Response,
    status: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let name = ident(&response.ident);
    match (says_status(response.status), is_bare(response)) {
        (false, true) => quote!(#of::#name),
        (false, false) => quote!(#of::#name(#body)),
        (true, true) => quote!(#of::#name(#status)),
        (true, false) => quote!(#of::#name(#status, #body)),
    }
}

/// The one status of a response, or the one that stands for its range where no other is said.
pub(super) fn code(status: Status) -> Literal {
    Literal::u16_unsuffixed(match status {
        Status::Code(code) => code,
        Status::Range(class) => u16::from(class) * 100,
        Status::Default => 200,
    })
}

/// The types that a response names where it is no item of `operations`.
pub(super) fn named(response: &ir::Response) -> Vec<&TypeRef> {
    match (&response.ident_of_struct, &response.contents) {
        (None, Contents::One(content)) => match &content.payload {
            Payload::Parts(_) => Vec::new(),
            payload => payload.types(),
        },
        (Some(_), _) | (None, Contents::Several(_)) => Vec::new(),
    }
}

/// Whether a response is a type of the runtime, or made of one, where it is no item of `operations`.
pub(super) fn is_of_runtime(response: &ir::Response) -> bool {
    match (&response.ident_of_struct, &response.contents) {
        (None, Contents::One(content)) => matches!(
            content.payload,
            Payload::Untyped | Payload::Bytes | Payload::Items(_) | Payload::Events(_)
        ),
        (Some(_), _) | (None, Contents::Several(_)) => false,
    }
}
