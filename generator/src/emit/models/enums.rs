//! An enum of scalars: its variants, and the table of what they are on the wire.

use super::attributes;
use crate::emit::{
    docs, ident,
    literals::{atom, text},
    numbers::integer,
    types::Writer,
};
use crate::ir::{Enum, EnumRepr, TypeDef, Variant};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum and what belongs to it.
pub(super) fn item(writer: &Writer<'_>, definition: &TypeDef, values: &Enum) -> TokenStream {
    let (attributes, name) = (attributes(definition), ident(&definition.ident));
    let members = values.variants.iter().map(|variant| {
        let (docs, name) = (docs(&variant.docs), ident(&variant.ident));
        quote!(#docs #name)
    });
    let unknown = values.unknown.as_ref().map(|variant| {
        let name = ident(variant);
        let ty = match values.repr {
            EnumRepr::String => writer.prelude("String"),
            EnumRepr::Integer => quote!(i64),
            EnumRepr::Mixed => quote!(runtime::Value),
        };
        quote! {
            /// A value that the document does not list.
            #name(#ty),
        }
    });
    let table = match values.repr {
        EnumRepr::String => strings(writer, &name, values),
        EnumRepr::Integer => integers(writer, &name, values),
        EnumRepr::Mixed => mixed(writer, &name, values),
    };
    quote! {
        #attributes
        pub enum #name {
            #(#members,)*
            #unknown
        }
        #table
    }
}

fn strings(writer: &Writer<'_>, name: &proc_macro2::Ident, values: &Enum) -> TokenStream {
    let wire = |variant: &Variant| variant.value.as_str().unwrap_or_default().to_owned();
    let mut variants: Vec<_> = values.variants.iter().collect();
    variants.sort_by_cached_key(|variant| wire(variant));
    let table = variants.into_iter().map(|variant| {
        let (wire, name) = (text(&wire(variant)), ident(&variant.ident));
        quote!((#wire, Self::#name))
    });
    let arms = values.variants.iter().map(|variant| {
        let (wire, name) = (text(&wire(variant)), ident(&variant.ident));
        quote!(Self::#name => #wire,)
    });
    let (arm, unknown) = unknown(
        writer,
        values,
        &quote!(text: &str),
        &quote!(value),
        &quote!(text.to_owned()),
    );
    quote! {
        impl runtime::StringEnum for #name {
            const VALUES: &'static [(&'static str, Self)] = &[#(#table),*];

            fn as_str(&self) -> &str {
                match self {
                    #(#arms)*
                    #arm
                }
            }
            #unknown
        }
        runtime::string_enum!(#name);
    }
}

fn integers(writer: &Writer<'_>, name: &proc_macro2::Ident, values: &Enum) -> TokenStream {
    let wire = |variant: &Variant| variant.value.as_i64().unwrap_or_default();
    let mut variants: Vec<_> = values.variants.iter().collect();
    variants.sort_by_key(|variant| wire(variant));
    let table = variants.into_iter().map(|variant| {
        let (wire, name) = (integer(&wire(variant).to_string()), ident(&variant.ident));
        quote!((#wire, Self::#name))
    });
    let arms = values.variants.iter().map(|variant| {
        let (wire, name) = (integer(&wire(variant).to_string()), ident(&variant.ident));
        quote!(Self::#name => #wire,)
    });
    let (arm, unknown) = unknown(
        writer,
        values,
        &quote!(value: i64),
        &quote!(*value),
        &quote!(value),
    );
    quote! {
        impl runtime::IntegerEnum for #name {
            const VALUES: &'static [(i64, Self)] = &[#(#table),*];

            fn value(&self) -> i64 {
                match self {
                    #(#arms)*
                    #arm
                }
            }
            #unknown
        }
        runtime::integer_enum!(#name);
    }
}

fn mixed(writer: &Writer<'_>, name: &proc_macro2::Ident, values: &Enum) -> TokenStream {
    let table = values.variants.iter().map(|variant| {
        let (wire, name) = (atom(&variant.value), ident(&variant.ident));
        quote!((#wire, Self::#name))
    });
    let arms = values.variants.iter().map(|variant| {
        let (wire, name) = (atom(&variant.value), ident(&variant.ident));
        quote!(Self::#name => #wire,)
    });
    let (arm, unknown) = unknown(
        writer,
        values,
        &quote!(atom: runtime::Atom<'_>),
        &quote!(value.as_atom().unwrap_or(runtime::Atom::Text(""))),
        &quote!(atom.into()),
    );
    quote! {
        impl runtime::MixedEnum for #name {
            const VALUES: &'static [(runtime::Atom<'static>, Self)] = &[#(#table),*];

            fn atom(&self) -> runtime::Atom<'_> {
                match self {
                    #(#arms)*
                    #arm
                }
            }
            #unknown
        }
        runtime::mixed_enum!(#name);
    }
}

/// For values that the document does not list: the arm that writes one, and the function that makes one.
fn unknown(
    writer: &Writer<'_>,
    values: &Enum,
    parameter: &TokenStream,
    written: &TokenStream,
    made: &TokenStream,
) -> (Option<TokenStream>, Option<TokenStream>) {
    let Some(variant) = &values.unknown else {
        return (None, None);
    };
    let (name, some) = (ident(variant), writer.prelude("Some"));
    let result = writer.option(&quote!(Self));
    let arm = quote!(Self::#name(value) => #written,);
    let function = quote! {
        fn unknown(#parameter) -> #result {
            #some(Self::#name(#made))
        }
    };
    (Some(arm), Some(function))
}
