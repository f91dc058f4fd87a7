//! A struct: its fields, and the tables that the runtime reads, writes and checks it by.

use super::attributes;
use crate::emit::{docs, ident, literals::literal, rules::Statics, types::Writer};
use crate::ir::{Additional, Field, Presence, Struct, TypeDef, TypeRef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The struct and what belongs to it.
pub(super) fn item(writer: &Writer<'_>, definition: &TypeDef, object: &Struct) -> TokenStream {
    let (attributes, name) = (attributes(definition), ident(&definition.ident));
    let members = object.fields.iter().map(|field| member(writer, field));
    let additional = match &object.additional {
        Additional::Kept { ident, ty, .. } => {
            let (name, ty) = (super::ident(ident), map_of(writer, ty));
            Some(quote!(
                /// Members that are no property.
                pub #name: #ty,
            ))
        }
        Additional::Ignored | Additional::Refused => None,
    };
    let default = object.own_default.then(|| {
        let default = writer.prelude("Default");
        quote! {
            impl #default for #name {
                fn default() -> Self {
                    runtime::blank()
                }
            }
        }
    });
    let tables = tables(writer, &definition.ident, object);
    quote! {
        #attributes
        pub struct #name {
            #(#members,)*
            #additional
        }
        #default
        #tables
    }
}

fn map_of(writer: &Writer<'_>, value: &crate::ir::TypeRef) -> TokenStream {
    let (map, string) = (writer.prelude("BTreeMap"), writer.prelude("String"));
    let value = writer.ty(value);
    quote!(#map<#string, #value>)
}

fn member(writer: &Writer<'_>, field: &Field) -> TokenStream {
    let (docs, name, ty) = (
        docs(&field.docs),
        ident(&field.name.ident),
        writer.ty(&field.ty),
    );
    let ty = match field.presence {
        Presence::Required | Presence::Defaulted(_) => ty,
        Presence::RequiredNullable | Presence::Optional => writer.option(&ty),
        Presence::OptionalNullable => quote!(runtime::Field<#ty>),
    };
    quote!(#docs pub #name: #ty)
}

fn tables(writer: &Writer<'_>, name: &str, object: &Struct) -> TokenStream {
    let name = ident(name);
    let wires = object.fields.iter().map(|field| &field.name.wire);
    let required = object
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| {
            matches!(
                field.presence,
                Presence::Required | Presence::RequiredNullable
            )
        })
        .map(|(index, _)| Literal::usize_unsuffixed(index));
    let unknown = match object.additional {
        Additional::Ignored => None,
        Additional::Refused => Some(quote!(Refuse)),
        Additional::Kept { .. } => Some(quote!(Keep)),
    };
    let unknown = unknown.map(|unknown| {
        quote!(
            const UNKNOWN: runtime::Unknown = runtime::Unknown::#unknown;
        )
    });
    let blank = blank(writer, object);
    let read = read(writer, object);
    let write = write(object);
    let validate = validate(object);
    quote! {
        impl runtime::Object for #name {
            const PROPERTIES: &'static [&'static str] = &[#(#wires),*];
            const REQUIRED: &'static [usize] = &[#(#required),*];
            #unknown

            #blank
            #read
            #write
            #validate
        }
        runtime::object!(#name);
    }
}

fn blank(writer: &Writer<'_>, object: &Struct) -> TokenStream {
    let fields = object.fields.iter().map(|field| {
        let name = ident(&field.name.ident);
        match &field.presence {
            Presence::Defaulted(value) => {
                let value = literal(writer, value);
                quote!(#name: #value)
            }
            _ => quote!(#name: runtime::blank()),
        }
    });
    let additional = additional(object).map(|name| quote!(#name: runtime::blank()));
    let fields = fields.chain(additional);
    quote! {
        fn blank() -> Self {
            Self { #(#fields),* }
        }
    }
}

/// The field of members that are no property.
fn additional(object: &Struct) -> Option<proc_macro2::Ident> {
    match &object.additional {
        Additional::Kept { ident, .. } => Some(super::ident(ident)),
        Additional::Ignored | Additional::Refused => None,
    }
}

fn read(writer: &Writer<'_>, object: &Struct) -> TokenStream {
    let reads = object.fields.iter().enumerate().map(|(index, field)| {
        let (index, name) = (Literal::usize_unsuffixed(index), ident(&field.name.ident));
        let read = ident(match field.presence {
            Presence::Required | Presence::RequiredNullable | Presence::OptionalNullable => "read",
            Presence::Optional => "read_optional",
            // Null is a value of its own there, and no absence.
            Presence::Defaulted(_) if matches!(field.ty, TypeRef::Option(_) | TypeRef::Value) => {
                "read"
            }
            Presence::Defaulted(_) => "read_defaulted",
        });
        quote!(#index => runtime::#read(&mut self.#name, from))
    });
    let result = writer.result(&quote!(()), &quote!(S::Error));
    // A struct without fields has nothing to match.
    let (property, read) = match object.fields.is_empty() {
        true => (quote!(_), quote!(runtime::skip(from))),
        false => (
            quote!(property),
            quote! {
                match property {
                    #(#reads,)*
                    _ => runtime::skip(from),
                }
            },
        ),
    };
    let unknown = additional(object).map(|field| {
        let string = writer.prelude("String");
        quote! {
            fn read_unknown<S: runtime::Source>(&mut self, name: #string, from: S) -> #result {
                runtime::read_entry(&mut self.#field, name, from)
            }
        }
    });
    quote! {
        fn read<S: runtime::Source>(&mut self, #property: usize, from: S) -> #result {
            #read
        }
        #unknown
    }
}

fn write(object: &Struct) -> TokenStream {
    let writes = object.fields.iter().map(|field| {
        let (wire, name) = (&field.name.wire, ident(&field.name.ident));
        let write = ident(match field.presence {
            Presence::Required | Presence::RequiredNullable | Presence::Defaulted(_) => "entry",
            Presence::Optional => "optional_entry",
            Presence::OptionalNullable => "field_entry",
        });
        quote!(to.#write(#wire, &self.#name);)
    });
    let additional = additional(object).map(|name| quote!(to.entries(&self.#name);));
    let to = match object.fields.is_empty() && additional.is_none() {
        true => quote!(_),
        false => quote!(to),
    };
    quote! {
        fn write<M: runtime::Sink>(&self, #to: &mut runtime::Entries<M>) {
            #(#writes)*
            #additional
        }
    }
}

fn validate(object: &Struct) -> Option<TokenStream> {
    let mut statics = Statics::default();
    let whole = (!object.rules.0.is_empty()).then(|| statics.place(&object.rules));
    let fields = object.fields.iter();
    let fields: Vec<_> = fields
        .filter(|field| !field.check.is_empty())
        .map(|field| (field, statics.place(&field.check.rules)))
        .collect();
    let members = match &object.additional {
        Additional::Kept { ident, check, .. } if !check.is_empty() => {
            Some((super::ident(ident), statics.place(&check.rules)))
        }
        _ => None,
    };
    if whole.is_none() && fields.is_empty() && members.is_none() {
        return None;
    }
    let whole = whole.map(|place| {
        let rules = statics.reference(place);
        quote!(to.whole(self, #rules);)
    });
    let fields = fields.iter().map(|(field, place)| {
        let (wire, name) = (&field.name.wire, ident(&field.name.ident));
        let rules = statics.reference(*place);
        match place.is_none() {
            true => quote!(to.nested(#wire, &self.#name);),
            false => quote!(to.property(#wire, &self.#name, #rules);),
        }
    });
    let members = members.map(|(name, place)| {
        let rules = statics.reference(place);
        quote!(to.additional(&self.#name, #rules);)
    });
    let declaration = statics.declaration();
    Some(quote! {
        fn validate(&self, to: &mut runtime::Checks<'_>) {
            #declaration
            #whole
            #(#fields)*
            #members
        }
    })
}
