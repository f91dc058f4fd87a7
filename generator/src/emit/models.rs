//! `models`: the types, and their side of serde's traits through the runtime.

use super::{Item, SourceFile, docs, ident, types::Writer};
use crate::ir;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The file.
pub(super) fn file(module: &ir::Module) -> SourceFile<'_> {
    let writer = Writer::inside_models(module);
    let mut items: Vec<Item<'_>> = Vec::new();
    if module
        .types
        .iter()
        .any(|definition| !matches!(definition.kind, ir::TypeKind::Alias(_)))
    {
        items.push(Box::new(|| {
            quote!(
                use crate::runtime;
            )
        }));
    }
    for definition in &module.types {
        let writer = writer.clone();
        items.push(Box::new(move || item(&writer, definition)));
    }
    SourceFile {
        path: format!("src/{}/models.rs", module.ident),
        docs: vec!["Schemas of the API.".to_owned()],
        items,
    }
}

fn item(writer: &Writer<'_>, definition: &ir::TypeDef) -> TokenStream {
    let docs = docs(&definition.docs);
    let name = ident(&definition.ident);
    let derives = definition.derives.iter().map(|derive| ident(derive));
    match &definition.kind {
        ir::TypeKind::Struct(fields) => {
            let members = fields.iter().map(|field| member(writer, field));
            let object = object(writer, &definition.ident, fields);
            quote! {
                #docs
                #[derive(#(#derives),*)]
                pub struct #name {
                    #(#members,)*
                }
                #object
            }
        }
        ir::TypeKind::StringEnum(variants) => {
            let members = variants.iter().map(|variant| {
                let (docs, name) = (self::docs(&variant.docs), ident(&variant.name.ident));
                quote!(#docs #name)
            });
            let string_enum = string_enum(writer, &definition.ident, variants);
            quote! {
                #docs
                #[derive(#(#derives),*)]
                pub enum #name {
                    #(#members,)*
                }
                #string_enum
            }
        }
        ir::TypeKind::Alias(ty) => {
            let ty = writer.ty(ty);
            quote!(#docs pub type #name = #ty;)
        }
    }
}

fn member(writer: &Writer<'_>, field: &ir::Field) -> TokenStream {
    let (docs, name, ty) = (
        docs(&field.docs),
        ident(&field.name.ident),
        writer.ty(&field.ty),
    );
    let ty = match field.presence {
        ir::Presence::Required => ty,
        ir::Presence::RequiredNullable | ir::Presence::Optional => writer.option(&ty),
        ir::Presence::OptionalNullable => quote!(runtime::Field<#ty>),
    };
    quote!(#docs pub #name: #ty)
}

fn object(writer: &Writer<'_>, name: &str, fields: &[ir::Field]) -> TokenStream {
    let name = ident(name);
    let wires = fields.iter().map(|field| &field.name.wire);
    let required = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| {
            matches!(
                field.presence,
                ir::Presence::Required | ir::Presence::RequiredNullable
            )
        })
        .map(|(index, _)| Literal::usize_unsuffixed(index));
    let blanks = fields.iter().map(|field| ident(&field.name.ident));
    let reads = fields.iter().enumerate().map(|(index, field)| {
        let (index, name) = (Literal::usize_unsuffixed(index), ident(&field.name.ident));
        let read = ident(match field.presence {
            ir::Presence::Optional => "read_optional",
            _ => "read",
        });
        quote!(#index => runtime::#read(&mut self.#name, from))
    });
    let writes = fields.iter().map(|field| {
        let (wire, name) = (&field.name.wire, ident(&field.name.ident));
        let write = ident(match field.presence {
            ir::Presence::Required | ir::Presence::RequiredNullable => "entry",
            ir::Presence::Optional => "optional_entry",
            ir::Presence::OptionalNullable => "field_entry",
        });
        quote!(to.#write(#wire, &self.#name);)
    });
    let result = writer.result(&quote!(()), &quote!(S::Error));
    // A struct without fields has nothing to match and nothing to write.
    let (property, read, to) = match fields.is_empty() {
        true => (quote!(_), quote!(runtime::skip(from)), quote!(_)),
        false => (
            quote!(property),
            quote! {
                match property {
                    #(#reads,)*
                    _ => runtime::skip(from),
                }
            },
            quote!(to),
        ),
    };
    quote! {
        impl runtime::Object for #name {
            const PROPERTIES: &'static [&'static str] = &[#(#wires),*];
            const REQUIRED: &'static [usize] = &[#(#required),*];

            fn blank() -> Self {
                Self { #(#blanks: runtime::blank()),* }
            }

            fn read<S: runtime::Source>(&mut self, #property: usize, from: S) -> #result {
                #read
            }

            fn write<M: runtime::Sink>(&self, #to: &mut runtime::Entries<M>) {
                #(#writes)*
            }
        }
        runtime::object!(#name);
    }
}

fn string_enum(_writer: &Writer<'_>, name: &str, variants: &[ir::Variant]) -> TokenStream {
    let name = ident(name);
    let wires: Vec<_> = variants.iter().map(|variant| &variant.name.wire).collect();
    let idents: Vec<_> = variants
        .iter()
        .map(|variant| ident(&variant.name.ident))
        .collect();
    quote! {
        impl runtime::StringEnum for #name {
            const VALUES: &'static [(&'static str, Self)] = &[#((#wires, Self::#idents)),*];

            fn as_str(&self) -> &str {
                match self {
                    #(Self::#idents => #wires,)*
                }
            }
        }
        runtime::string_enum!(#name);
    }
}
