//! Bodies that are no type of `models`: enums of their forms, and structs of their parts.

use super::super::{
    docs, ident,
    literals::text,
    rules::{Place, Statics, names},
    shapes,
    types::Writer,
};
use super::outputs;
use crate::ir::{self, PartKind, Payload};
use proc_macro2::TokenStream;
use quote::quote;

/// The parts that a form of a body is made of.
pub(super) fn parts_of(content: &ir::Content) -> Option<&ir::Parts> {
    match &content.payload {
        Payload::Parts(parts) => Some(parts),
        _ => None,
    }
}

/// What the body of a request needs.
pub(super) fn items(writer: &Writer<'_>, operation: &ir::Operation) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let several = match &body.contents {
        ir::Contents::Several(several) => Some(contents(writer, several)),
        ir::Contents::One(_) => None,
    };
    let parts = body.contents.forms().filter_map(parts_of);
    let parts = parts.map(|parts| self::parts(writer, operation, parts));
    Some(quote!(#several #(#parts)*))
}

/// An enum of forms.
pub(super) fn contents(writer: &Writer<'_>, contents: &ir::ContentEnum) -> TokenStream {
    let (about, name) = (docs(&contents.docs), ident(&contents.ident));
    let variants = contents.variants.iter().map(|variant| {
        let name = ident(&variant.ident);
        let about = format!(" As {}.", media_names(&variant.content));
        let payload = shapes::payload(writer, &variant.content.payload);
        quote!(#[doc = #about] #name(#payload))
    });
    let media = contents.variants.iter();
    let media = media.flat_map(|variant| &variant.content.media);
    let media = media.map(|media| text(&media.name));
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name {
            #(#variants,)*
        }

        impl #name {
            /// The media types, as the variants are ordered.
            pub const MEDIA: &'static [&'static str] = &[#(#media),*];
        }
    }
}

fn media_names(content: &ir::Content) -> String {
    let names = content.media.iter();
    let mut names: Vec<_> = names.map(|media| format!("`{}`", media.name)).collect();
    names.sort();
    names.join(" or ")
}

/// A struct of parts.
fn parts(writer: &Writer<'_>, operation: &ir::Operation, parts: &ir::Parts) -> TokenStream {
    let name = ident(&parts.ident);
    let about = match parts.docs.0.is_empty() {
        true => {
            let line = format!(
                " The parts of the body of {}.",
                ir::Docs::link(&operation.input)
            );
            quote!(#[doc = #line])
        }
        false => docs(&parts.docs),
    };
    let fields = parts.parts.iter().map(|part| {
        let (docs, name, ty) = (
            docs(&part.docs),
            ident(&part.name.ident),
            part_ty(writer, part),
        );
        let ty = match part.repeated {
            true => {
                let vec = writer.prelude("Vec");
                quote!(#vec<#ty>)
            }
            false => ty,
        };
        let ty = match part.required {
            true => ty,
            false => writer.option(&ty),
        };
        quote!(#docs pub #name: #ty)
    });
    let default = parts
        .parts
        .iter()
        .all(|part| !part.required)
        .then(|| quote!(Default,));
    let constants = parts.parts.iter().map(|part| {
        let (kind, name) = (ident(kind(part)), text(&part.name.wire));
        let repeated = part.repeated.then(|| quote!(.repeated()));
        let types = (!part.content_types.is_empty()).then(|| {
            let types = names(&part.content_types);
            quote!(.content_types(#types))
        });
        quote!(runtime::Part::#kind(#name) #repeated #types)
    });
    let unknown = parts.closed.then(|| {
        quote!(
            const UNKNOWN: runtime::Unknown = runtime::Unknown::Refuse;
        )
    });
    let check = check(writer, parts);
    let structs = parts
        .parts
        .iter()
        .filter_map(|part| Some(part_struct(writer, part.ident_of_struct.as_ref()?, part)));
    quote! {
        #about
        #[derive(Clone, Debug, #default PartialEq)]
        pub struct #name {
            #(#fields,)*
        }

        impl runtime::Parts for #name {
            const PARTS: &'static [runtime::Part] = &[#(#constants),*];
            #unknown

            #check
        }

        #(#structs)*
    }
}

/// What the runtime calls what a part holds.
pub(in super::super) fn kind(part: &ir::Part) -> &'static str {
    match part.kind {
        PartKind::Text(_) => "text",
        PartKind::Json(_) => "json",
        PartKind::File => "file",
    }
}

/// The type of one part.
fn part_ty(writer: &Writer<'_>, part: &ir::Part) -> TokenStream {
    match &part.ident_of_struct {
        Some(ident) => writer.operation(ident),
        None => content_ty(writer, part),
    }
}

fn content_ty(writer: &Writer<'_>, part: &ir::Part) -> TokenStream {
    match &part.kind {
        PartKind::Text(ty) | PartKind::Json(ty) => writer.ty(ty),
        PartKind::File => writer.runtime("FilePart"),
    }
}

/// A part with headers.
fn part_struct(writer: &Writer<'_>, name: &str, part: &ir::Part) -> TokenStream {
    let about = format!(" The part `{}` with its headers.", part.name.wire);
    let (name, ty) = (ident(name), content_ty(writer, part));
    let headers = outputs::headers(writer, &part.headers);
    quote! {
        #[doc = #about]
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name {
            /// What it holds.
            pub body: #ty,
            #headers
        }
    }
}

/// What a server checks of parts.
fn check(writer: &Writer<'_>, parts: &ir::Parts) -> Option<TokenStream> {
    let mut statics = Statics::default();
    let checked = parts.parts.iter().filter(|part| is_checked(part));
    let checked: Vec<_> = checked
        .map(|part| {
            let body = is_body_checked(part).then(|| statics.place(&part.check.rules));
            let headers = checked_headers(part);
            let headers: Vec<_> = headers
                .map(|header| (header, statics.place(&header.check.rules)))
                .collect();
            (part, body, headers)
        })
        .collect();
    if checked.is_empty() {
        return None;
    }
    let calls = checked.iter().map(|(part, body, headers)| {
        let wire = text(&part.name.wire);
        let body = body.map(|place| {
            let call = |value: TokenStream| match place.is_none() {
                true => quote!(to.nested(#wire, &#value);),
                false => {
                    let rules = statics.reference(place);
                    quote!(to.property(#wire, &#value, #rules);)
                }
            };
            held(writer, part, &call)
        });
        let headers = self::headers(writer, &statics, part, headers);
        quote!(#body #headers)
    });
    let declaration = statics.declaration();
    Some(quote! {
        fn check(&self, to: &mut runtime::Checks<'_>) {
            #declaration
            #(#calls)*
        }
    })
}

/// What is checked of the headers beside what a part holds.
fn headers(
    writer: &Writer<'_>,
    statics: &Statics,
    part: &ir::Part,
    headers: &[(&ir::ResponseHeader, Place)],
) -> Option<TokenStream> {
    if headers.is_empty() {
        return None;
    }
    let (name, wire) = (ident(&part.name.ident), text(&part.name.wire));
    let calls = |of: TokenStream| {
        let calls = headers.iter().map(move |(header, place)| {
            let (field, header) = (ident(&header.name.ident), text(&header.name.wire));
            let rules = statics.reference(*place);
            quote!(to.header_of(#of, #header, &part.#field, #rules);)
        });
        quote!(#(#calls)*)
    };
    let (one, each) = (
        calls(quote!(runtime::PartOf::One(#wire))),
        calls(quote!(runtime::PartOf::Each(#wire, index))),
    );
    let some = writer.prelude("Some");
    Some(match (part.repeated, part.required) {
        (false, true) => quote!({
            let part = &self.#name;
            #one
        }),
        (false, false) => quote!(if let #some(part) = &self.#name { #one }),
        (true, true) => quote!(for (index, part) in self.#name.iter().enumerate() { #each }),
        (true, false) => {
            quote!(for (index, part) in self.#name.iter().flatten().enumerate() { #each })
        }
    })
}

/// What a part holds, as something that is checked: without the headers beside it.
fn held(
    writer: &Writer<'_>,
    part: &ir::Part,
    check: &dyn Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    let (name, some) = (ident(&part.name.ident), writer.prelude("Some"));
    if part.ident_of_struct.is_none() {
        return check(quote!(self.#name));
    }
    let vec = writer.prelude("Vec");
    match (part.repeated, part.required) {
        (false, true) => check(quote!(self.#name.body)),
        (false, false) => {
            let check = check(quote!(part.body));
            quote!(if let #some(part) = &self.#name { #check })
        }
        (true, true) => {
            let check = check(quote!(bodies));
            quote!({
                let bodies: #vec<_> = self.#name.iter().map(|part| part.body.clone()).collect();
                #check
            })
        }
        (true, false) => {
            let check = check(quote!(bodies));
            quote!(if let #some(parts) = &self.#name {
                let bodies: #vec<_> = parts.iter().map(|part| part.body.clone()).collect();
                #check
            })
        }
    }
}

/// Whether there is something to check of a part.
pub(super) fn is_checked(part: &ir::Part) -> bool {
    is_body_checked(part) || checked_headers(part).next().is_some()
}

fn checked_headers(part: &ir::Part) -> impl Iterator<Item = &ir::ResponseHeader> {
    let headers = part.headers.iter();
    headers.filter(|header| !header.check.is_empty())
}

/// Whether what a part holds is something that the checks of values can look at.
fn is_body_checked(part: &ir::Part) -> bool {
    !part.check.is_empty() && !matches!(part.kind, PartKind::File)
}
