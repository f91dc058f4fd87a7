//! A union: its variants, and how a value says which of them it is.

use super::attributes;
use crate::emit::{
    docs, ident,
    literals::{atom, text},
    rules::{Statics, names, types},
    types::Writer,
};
use crate::ir::{Selection, Shape, Test, TypeDef, Union};
use crate::vocabulary::JsonTypes;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The enum and what belongs to it.
pub(super) fn item(writer: &Writer<'_>, definition: &TypeDef, union: &Union) -> TokenStream {
    let (attributes, name) = (attributes(definition), ident(&definition.ident));
    let members = union.variants.iter().map(|variant| {
        let (docs, name) = (docs(&variant.docs), ident(&variant.ident));
        let ty = writer.ty(&variant.ty);
        quote!(#docs #name(#ty))
    });
    let unknown = union.unknown.as_ref().map(|variant| {
        let name = ident(variant);
        quote! {
            /// A value that fits none of the document's alternatives.
            #name(runtime::Value),
        }
    });
    let open = union.unknown.is_some().then(|| {
        quote!(
            const OPEN: bool = true;
        )
    });
    let wide = union.wide.then(|| {
        quote!(
            const WIDE: bool = true;
        )
    });
    let select = select(&union.selection);
    let blank = union.variants.get(union.blank).map(|variant| {
        let name = ident(&variant.ident);
        quote! {
            fn blank() -> Self {
                Self::#name(runtime::blank())
            }
        }
    });
    let read = read(writer, union);
    let write = write(writer, union);
    let validate = validate(union);
    quote! {
        #attributes
        pub enum #name {
            #(#members,)*
            #unknown
        }

        impl runtime::Union for #name {
            const SELECT: runtime::Select = #select;
            #open
            #wide

            #blank
            #read
            #write
            #validate
        }
        runtime::union!(#name);
    }
}

fn select(selection: &Selection) -> TokenStream {
    match selection {
        Selection::Tag {
            property,
            tags,
            other,
        } => {
            let property = text(property);
            let mut tags: Vec<_> = tags.iter().collect();
            tags.sort();
            let tags = tags.into_iter().map(|(tag, branch)| {
                let (tag, branch) = (text(tag), Literal::usize_unsuffixed(*branch));
                quote!((#tag, #branch))
            });
            let (variant, other) = match other {
                None => (quote!(Tag), None),
                Some(other) => {
                    let other = Literal::usize_unsuffixed(*other);
                    (quote!(TagOr), Some(quote!(other: #other,)))
                }
            };
            quote! {
                runtime::Select::#variant {
                    property: #property,
                    tags: &[#(#tags),*],
                    #other
                }
            }
        }
        Selection::Shape(shapes) => {
            let branches = shapes.iter().map(branch);
            quote!(runtime::Select::Shape(&[#(#branches),*]))
        }
    }
}

fn branch(shape: &Shape) -> TokenStream {
    let types = types(shape.types);
    let required = (!shape.required.is_empty()).then(|| {
        let names = names(&shape.required);
        quote!(.required(#names))
    });
    let known = (!shape.known.is_empty()).then(|| {
        let names = names(&shape.known);
        quote!(.known(#names))
    });
    let closed = shape.closed.then(|| quote!(.closed()));
    let tests = (!shape.tests.is_empty()).then(|| {
        let tests = shape.tests.iter().map(test);
        quote!(.tests(&[#(#tests),*]))
    });
    quote!(runtime::Branch::new(#types) #required #known #closed #tests)
}

fn test(test: &Test) -> TokenStream {
    let path = test.path.iter().map(|name| text(name));
    // Constants say their types.
    let what = match test.values.is_empty() {
        true => {
            let types = types(test.types);
            quote!(.types(#types))
        }
        false => {
            let values = test.values.iter().map(atom);
            quote!(.one_of(&[#(#values),*]))
        }
    };
    let listed_or_null = !test.values.is_empty() && test.types & JsonTypes::NULL.0 != 0;
    let or_null = listed_or_null.then(|| quote!(.or_null()));
    let optional = test.optional.then(|| quote!(.optional()));
    quote!(runtime::Test::at(&[#(#path),*]) #what #or_null #optional)
}

/// The last variant takes what is left: the index is one of a branch, or that of none where the union is open.
fn read(writer: &Writer<'_>, union: &Union) -> TokenStream {
    let named = union.variants.iter().map(|variant| &variant.ident);
    let mut names: Vec<_> = named
        .chain(&union.unknown)
        .map(|name| ident(name))
        .collect();
    let last = names.pop();
    let arms = names.iter().enumerate().map(|(index, name)| {
        let index = Literal::usize_unsuffixed(index);
        quote!(#index => runtime::variant(from, Self::#name))
    });
    let result = writer.result(&quote!(Self), &quote!(S::Error));
    let (branch, read) = match names.is_empty() {
        true => (quote!(_), quote!(runtime::variant(from, Self::#last))),
        false => (
            quote!(branch),
            quote! {
                match branch {
                    #(#arms,)*
                    _ => runtime::variant(from, Self::#last),
                }
            },
        ),
    };
    quote! {
        fn read<S: runtime::Source>(#branch: usize, from: S) -> #result {
            #read
        }
    }
}

fn write(writer: &Writer<'_>, union: &Union) -> TokenStream {
    let named = union.variants.iter();
    let named = named.map(|variant| (&variant.ident, variant.tag.as_ref()));
    let unknown = union.unknown.iter().map(|name| (name, None));
    let arms = named.chain(unknown).map(|(name, tag)| {
        let name = ident(name);
        let write = match tag {
            None => quote!(runtime::write_variant(value, to)),
            Some(tag) => {
                let (property, value) = (text(&tag.property), text(&tag.value));
                let write = match tag.sometimes {
                    true => quote!(runtime::write_tagged_once),
                    false => quote!(runtime::write_tagged),
                };
                quote!(#write(value, #property, #value, to))
            }
        };
        quote!(Self::#name(value) => #write)
    });
    let result = writer.result(&quote!(S::Ok), &quote!(S::Error));
    quote! {
        fn write<S: runtime::serde::Serializer>(&self, to: S) -> #result {
            match self {
                #(#arms,)*
            }
        }
    }
}

fn validate(union: &Union) -> Option<TokenStream> {
    let mut statics = Statics::default();
    let whole = (!union.rules.0.is_empty()).then(|| statics.place(&union.rules));
    let variants = union.variants.iter();
    let variants: Vec<_> = variants
        .filter(|variant| !variant.check.is_empty())
        .map(|variant| (variant, statics.place(&variant.check.rules)))
        .collect();
    let whole = whole.map(|place| {
        let rules = statics.reference(place);
        quote!(to.whole(self, #rules);)
    });
    let checked = variants.iter().map(|(variant, place)| {
        let (name, rules) = (ident(&variant.ident), statics.reference(*place));
        (
            quote!(Self::#name(value)),
            quote!(to.variant(value, #rules)),
        )
    });
    let unknown = union.unknown.as_ref().map(|name| {
        let name = ident(name);
        (quote!(Self::#name(_)), quote!(to.unknown()))
    });
    let arms: Vec<_> = checked.chain(unknown).collect();
    let (patterns, checks): (Vec<_>, Vec<_>) = arms.into_iter().unzip();
    let rest = variants.len() < union.variants.len();
    let inside = match (patterns.as_slice(), rest) {
        ([], _) => None,
        ([pattern], true) => Some(quote! {
            if let #pattern = self {
                #(#checks;)*
            }
        }),
        (patterns, rest) => {
            let rest = rest.then(|| quote!(_ => {}));
            Some(quote! {
                match self {
                    #(#patterns => #checks,)*
                    #rest
                }
            })
        }
    };
    if whole.is_none() && inside.is_none() {
        return None;
    }
    let declaration = statics.declaration();
    Some(quote! {
        fn validate(&self, to: &mut runtime::Checks<'_>) {
            #declaration
            #whole
            #inside
        }
    })
}
