//! The input of an operation: a struct of its parameters and its body.

use super::super::{docs, ident, shapes, types::Writer};
use crate::ir::{self, Contents, Payload, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// A field of an input struct.
#[derive(Clone, Copy)]
pub(in super::super) enum Input<'a> {
    /// A parameter.
    Parameter(&'a ir::Parameter),
    /// The body.
    Body(&'a ir::Body),
}

/// The fields of an input struct: parameters, then the body.
pub(in super::super) fn inputs(operation: &ir::Operation) -> impl Iterator<Item = Input<'_>> {
    let parameters = operation.parameters.iter().map(Input::Parameter);
    parameters.chain(operation.body.iter().map(Input::Body))
}

impl<'a> Input<'a> {
    /// The field.
    pub(in super::super) fn ident(self) -> &'a str {
        match self {
            Self::Parameter(parameter) => &parameter.name.ident,
            Self::Body(body) => &body.ident,
        }
    }

    /// Whether every request has it.
    pub(in super::super) fn required(self) -> bool {
        match self {
            Self::Parameter(parameter) => parameter.required,
            Self::Body(body) => body.required,
        }
    }

    fn docs(self) -> &'a ir::Docs {
        match self {
            Self::Parameter(parameter) => &parameter.docs,
            Self::Body(body) => &body.docs,
        }
    }

    /// The type when there is a value.
    fn ty(self, writer: &Writer<'_>) -> TokenStream {
        match self {
            Self::Parameter(parameter) => writer.ty(&parameter.ty),
            Self::Body(body) => shapes::contents(writer, &body.contents),
        }
    }

    /// Whether callers write what becomes a value of it, rather than the value.
    fn is_converted(self) -> bool {
        match self {
            Self::Parameter(parameter) => parameter.ty == TypeRef::String,
            Self::Body(body) => match &body.contents {
                Contents::One(content) => match &content.payload {
                    Payload::Bytes => true,
                    Payload::Value(ty) | Payload::Text(ty) => *ty == TypeRef::String,
                    _ => false,
                },
                Contents::Several(_) => false,
            },
        }
    }
}

/// The struct, its constructor, and its further functions.
pub(super) fn item(
    writer: &Writer<'_>,
    operation: &ir::Operation,
    further: Option<TokenStream>,
) -> TokenStream {
    let about = docs(&operation.docs);
    let input = ident(&operation.input);
    let fields = inputs(operation).map(|field| {
        let (docs, name, ty) = (docs(field.docs()), ident(field.ident()), field.ty(writer));
        let ty = match field.required() {
            true => ty,
            false => writer.option(&ty),
        };
        quote!(#docs pub #name: #ty)
    });
    let default = inputs(operation)
        .all(|field| !field.required())
        .then(|| quote!(Default,));
    let new = new(writer, operation);
    let functions = (new.is_some() || further.is_some()).then(|| {
        quote! {
            impl #input {
                #new
                #further
            }
        }
    });
    quote! {
        #about
        #[derive(Clone, Debug, #default PartialEq)]
        pub struct #input {
            #(#fields,)*
        }
        #functions
    }
}

/// Clippy's bound on arguments; above it a struct literal reads better anyway.
const MOST_ARGUMENTS: usize = 7;

fn new(writer: &Writer<'_>, operation: &ir::Operation) -> Option<TokenStream> {
    let required: Vec<_> = inputs(operation).filter(|field| field.required()).collect();
    // Without arguments it would be `default`.
    if required.is_empty() || required.len() > MOST_ARGUMENTS {
        return None;
    }
    let arguments = required.iter().map(|field| {
        let (name, ty) = (ident(field.ident()), field.ty(writer));
        match field.is_converted() {
            true => {
                let into = writer.prelude("Into");
                quote!(#name: impl #into<#ty>)
            }
            false => quote!(#name: #ty),
        }
    });
    let none = writer.prelude("None");
    let fields = inputs(operation).map(|field| {
        let name = ident(field.ident());
        match (field.required(), field.is_converted()) {
            (false, _) => quote!(#name: #none),
            (true, true) => quote!(#name: #name.into()),
            (true, false) => quote!(#name),
        }
    });
    Some(quote! {
        /// The required inputs; the optional ones start absent.
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields),* }
        }
    })
}
