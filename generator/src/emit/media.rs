//! Media types of request bodies, as constants of the runtime.

use super::{ident, literals::text, parameters};
use crate::ir::{self, MediaKind, Payload};
use proc_macro2::TokenStream;
use quote::quote;

/// The media types of a body, the client's default first.
pub(super) fn all(content: &ir::Content) -> impl Iterator<Item = TokenStream> {
    content
        .media
        .iter()
        .map(|media| one(&content.payload, media))
}

/// Whether a value may travel as anything but JSON.
pub(super) fn takes_forms(content: &ir::Content) -> bool {
    let is_form = |media: &ir::Media| matches!(media.kind, MediaKind::Form | MediaKind::Multipart);
    content.media.iter().any(is_form)
}

/// Whether a body is a value that may travel as a form.
pub(super) fn takes_forms_as_value(content: &ir::Content) -> bool {
    matches!(content.payload, Payload::Value(_)) && takes_forms(content)
}

/// Whether a media type is one of the runtime's own constants.
pub(super) fn is_stock(payload: &Payload, media: &ir::Media) -> bool {
    let is_plain = media.encodings.is_empty() && !matches!(payload, Payload::Parts(_));
    match media.kind {
        MediaKind::Json => media.name == "application/json",
        MediaKind::Form | MediaKind::Multipart => is_plain,
        MediaKind::Text => media.name == "text/plain",
        MediaKind::Bytes => media.name == "application/octet-stream",
        MediaKind::JsonLines | MediaKind::EventStream => false,
    }
}

fn one(payload: &Payload, media: &ir::Media) -> TokenStream {
    let name = text(&media.name);
    let stock = is_stock(payload, media);
    let encodings = || {
        let encodings = media.encodings.iter().map(encoding);
        quote!(&[#(#encodings),*])
    };
    match (media.kind, payload) {
        (MediaKind::Json, _) if stock => quote!(runtime::JSON),
        (MediaKind::Json, _) => quote!(&runtime::Media::json(#name)),
        (MediaKind::Form, _) if stock => quote!(runtime::FORM),
        (MediaKind::Form, _) => {
            let encodings = encodings();
            quote!(&runtime::Media::form(#encodings))
        }
        (MediaKind::Multipart, Payload::Parts(parts)) => {
            let parts = ident(&parts.ident);
            quote!(&runtime::Media::parts::<operations::#parts>())
        }
        (MediaKind::Multipart, _) if stock => quote!(runtime::MULTIPART),
        (MediaKind::Multipart, _) => {
            let encodings = encodings();
            quote!(&runtime::Media::multipart(#encodings))
        }
        (MediaKind::Text, _) if stock => quote!(runtime::TEXT),
        (MediaKind::Text, _) => quote!(&runtime::Media::text(#name)),
        (MediaKind::Bytes, _) if stock => quote!(runtime::BYTES),
        (MediaKind::Bytes | MediaKind::EventStream, _) => quote!(&runtime::Media::stream(#name)),
        (MediaKind::JsonLines, _) => quote!(&runtime::Media::lines(#name)),
    }
}

fn encoding(encoding: &ir::Encoding) -> TokenStream {
    // What has a style has no media type.
    let Some(said) = &encoding.said else {
        let property = text(&encoding.property);
        let content_type = encoding.content_type.as_ref().map(|name| {
            let name = text(name);
            quote!(.content_type(#name))
        });
        return quote!(runtime::Encoding::of(#property) #content_type);
    };
    let parameter = parameters::of_property(&encoding.property, said);
    let members = match &said.members {
        ir::SpreadMembers::NotAsked => None,
        ir::SpreadMembers::Named(names) => {
            let names = names.iter().map(|name| text(name));
            Some(quote!(.members(&[#(#names),*])))
        }
        ir::SpreadMembers::AllBut(_) => Some(quote!(.rest())),
    };
    quote!(runtime::Encoding::styled(#parameter) #members)
}
