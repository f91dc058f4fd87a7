//! Links: functions of an input that make the input of a further call out of what came back.

use super::super::{
    docs, ident,
    literals::{literal, text},
    shapes,
    surface::{Surface, gate},
    types::Writer,
};
use super::inputs::{Input, inputs};
use crate::ir::{self, LinkValue};
use proc_macro2::TokenStream;
use quote::quote;

/// The functions.
pub(super) fn item(
    writer: &Writer<'_>,
    surface: Surface<'_>,
    operation: &ir::Operation,
) -> Option<TokenStream> {
    let links: Vec<_> = operation
        .links
        .iter()
        .filter_map(|link| one(writer, surface, operation, link))
        .collect();
    (!links.is_empty()).then(|| quote!(#(#links)*))
}

fn one(
    writer: &Writer<'_>,
    surface: Surface<'_>,
    operation: &ir::Operation,
    link: &ir::Link,
) -> Option<TokenStream> {
    let is_target = |other: &&ir::Operation| other.input == link.target;
    let target = surface.all().iter().find(is_target)?;
    let from = From {
        writer,
        surface,
        operation,
    };
    let fields = inputs(target).map(|field| {
        let name = ident(field.ident());
        let value = link.values.iter().find(|(name, ..)| name == field.ident());
        let value = match value {
            Some((_, _, value)) => from.value(value, field.required()),
            None => writer.prelude("None"),
        };
        quote!(#name: #value)
    });
    let fields: Vec<_> = fields.collect();
    let uses = |is: fn(&LinkValue) -> bool| link.values.iter().any(|(_, _, value)| is(value));
    let output = shapes::output(writer, operation);
    let output_name = ident(
        match uses(|it| matches!(it, LinkValue::Output(_) | LinkValue::Header(_))) {
            true => "output",
            false => "_output",
        },
    );
    let elsewhere = surface.other_tag(target);
    let gate = elsewhere.and_then(gate);
    let (about, name, target) = (docs(&link.docs), ident(&link.ident), ident(&link.target));
    let target = match elsewhere {
        None => quote!(#target),
        Some(_) => quote!(super::#target),
    };
    let result = writer.option(&quote!(#target));
    let some = writer.prelude("Some");
    Some(quote! {
        #about
        #gate
        #[must_use]
        pub fn #name(&self, #output_name: &#output) -> #result {
            #some(#target { #(#fields),* })
        }
    })
}

/// Where the values of a link come from.
struct From<'a> {
    writer: &'a Writer<'a>,
    surface: Surface<'a>,
    operation: &'a ir::Operation,
}

impl From<'_> {
    fn value(&self, value: &LinkValue, required: bool) -> TokenStream {
        match value {
            LinkValue::Constant(value) => self.there(literal(self.writer, value), required),
            LinkValue::Input(name) => {
                let field = inputs(self.operation).find(|field| field.ident() == name);
                let (ident, is_copy) =
                    (ident(name), field.is_some_and(|field| self.is_copy(field)));
                let value = match is_copy {
                    true => quote!(self.#ident),
                    false => quote!(self.#ident.clone()),
                };
                self.fit(value, field.is_none_or(Input::required), required)
            }
            LinkValue::RequestBody(pointer) => {
                let body = self.operation.body.as_ref();
                let name = ident(body.map_or("body", |body| &body.ident));
                let pointer = text(pointer);
                let value = match body.is_none_or(|body| body.required) {
                    true => quote!(runtime::linked(&self.#name, #pointer)),
                    false => quote!(runtime::linked(self.#name.as_ref()?, #pointer)),
                };
                self.fit(value, false, required)
            }
            LinkValue::Output(pointer) => {
                let pointer = text(pointer);
                let value = match self
                    .response()
                    .is_some_and(|it| it.ident_of_struct.is_some())
                {
                    true => quote!(runtime::linked(&output.body, #pointer)),
                    false => quote!(runtime::linked(output, #pointer)),
                };
                self.fit(value, false, required)
            }
            LinkValue::Header(name) => {
                let headers = self.response().map(|response| response.headers.as_slice());
                let mut headers = headers.unwrap_or_default().iter();
                let Some(header) = headers.find(|header| header.name.ident == *name) else {
                    return self.writer.prelude("None");
                };
                let name = ident(&header.name.ident);
                let value = match self.is_copy_ty(&header.ty) {
                    true => quote!(output.#name),
                    false => quote!(output.#name.clone()),
                };
                self.fit(value, header.required, required)
            }
        }
    }

    fn response(&self) -> Option<&ir::Response> {
        match &self.operation.output {
            ir::Output::One(response) => Some(response),
            ir::Output::Several { .. } => None,
        }
    }

    /// A value that is there for a field that wants one, or may have one.
    fn there(&self, value: TokenStream, required: bool) -> TokenStream {
        let some = self.writer.prelude("Some");
        match required {
            true => value,
            false => quote!(#some(#value)),
        }
    }

    fn fit(&self, value: TokenStream, is_there: bool, required: bool) -> TokenStream {
        match (is_there, required) {
            (true, _) => self.there(value, required),
            (false, true) => quote!(#value?),
            (false, false) => value,
        }
    }

    fn is_copy(&self, field: Input<'_>) -> bool {
        match field {
            Input::Parameter(parameter) => self.is_copy_ty(&parameter.ty),
            Input::Body(_) => false,
        }
    }

    fn is_copy_ty(&self, ty: &ir::TypeRef) -> bool {
        use ir::TypeRef;
        match ty {
            TypeRef::Bool | TypeRef::Integer(..) | TypeRef::F32 | TypeRef::F64 => true,
            TypeRef::Option(ty) => self.is_copy_ty(ty),
            TypeRef::Named(id) => {
                let definition = self.surface.module.definition(*id);
                match &definition.kind {
                    ir::TypeKind::Alias(ty) => self.is_copy_ty(ty),
                    _ => definition.derives.iter().any(|derive| derive == "Copy"),
                }
            }
            TypeRef::Mapped(mapped) => !matches!(
                mapped,
                ir::Mapped::Base64 | ir::Mapped::Base64Url | ir::Mapped::Url | ir::Mapped::JiffSpan
            ),
            TypeRef::String
            | TypeRef::Secret
            | TypeRef::Value
            | TypeRef::Foreign(_)
            | TypeRef::Vec(_)
            | TypeRef::Map(_)
            | TypeRef::Boxed(_) => false,
        }
    }
}
