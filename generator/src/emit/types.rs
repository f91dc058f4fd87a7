//! Uses of types, safe from what a document calls its own.

use super::ident;
use crate::ir;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// How types are written in one file.
#[derive(Clone)]
pub(super) struct Writer<'a> {
    module: &'a ir::Module,
    /// Whether the file is `models` itself, where its types need no path.
    inside_models: bool,
    /// Types of the prelude that the file's own items hide.
    hidden: BTreeSet<&'static str>,
}

const PRELUDE: &[&str] = &[
    "Option", "Result", "String", "Vec", "Box", "Some", "None", "Ok", "Err",
];

impl<'a> Writer<'a> {
    /// For `models`.
    pub(super) fn inside_models(module: &'a ir::Module) -> Self {
        let own = module
            .types
            .iter()
            .map(|definition| definition.ident.as_str());
        Self {
            module,
            inside_models: true,
            hidden: hidden(own),
        }
    }

    /// For a file whose own items are these.
    pub(super) fn outside_models<'n>(
        module: &'a ir::Module,
        own: impl Iterator<Item = &'n str>,
    ) -> Self {
        Self {
            module,
            inside_models: false,
            hidden: hidden(own),
        }
    }

    /// A type when there is a value.
    pub(super) fn ty(&self, ty: &ir::TypeRef) -> TokenStream {
        match ty {
            ir::TypeRef::String => self.prelude("String"),
            ir::TypeRef::Bool => quote!(bool),
            ir::TypeRef::I32 => quote!(i32),
            ir::TypeRef::I64 => quote!(i64),
            ir::TypeRef::F32 => quote!(f32),
            ir::TypeRef::F64 => quote!(f64),
            ir::TypeRef::Vec(item) => {
                let (vec, item) = (self.prelude("Vec"), self.ty(item));
                quote!(#vec<#item>)
            }
            ir::TypeRef::Option(value) => self.option(&self.ty(value)),
            ir::TypeRef::Boxed(value) => {
                let (boxed, value) = (self.prelude("Box"), self.ty(value));
                quote!(#boxed<#value>)
            }
            ir::TypeRef::Named(id) => {
                let name = ident(&self.module.definition(*id).ident);
                match self.inside_models {
                    true => quote!(#name),
                    false => quote!(models::#name),
                }
            }
        }
    }

    /// `Option<T>`
    pub(super) fn option(&self, ty: &TokenStream) -> TokenStream {
        let option = self.prelude("Option");
        quote!(#option<#ty>)
    }

    /// `Result<T, E>`
    pub(super) fn result(&self, ok: &TokenStream, err: &TokenStream) -> TokenStream {
        let result = self.prelude("Result");
        quote!(#result<#ok, #err>)
    }

    /// A raw body, or the JSON type of one.
    pub(super) fn payload(&self, ty: Option<&ir::TypeRef>) -> TokenStream {
        match ty {
            Some(ty) => self.ty(ty),
            None => quote!(runtime::Untyped),
        }
    }

    /// A type of the prelude, by its short name unless the file has one of that name itself.
    pub(super) fn prelude(&self, name: &'static str) -> TokenStream {
        let short = ident(name);
        match (self.hidden.contains(name), name) {
            (false, _) => quote!(#short),
            (true, "String") => quote!(::std::string::String),
            (true, "Vec") => quote!(::std::vec::Vec),
            (true, "Box") => quote!(::std::boxed::Box),
            (true, "Result") => quote!(::std::result::Result),
            (true, _) => quote!(::std::option::#short),
        }
    }
}

fn hidden<'n>(own: impl Iterator<Item = &'n str>) -> BTreeSet<&'static str> {
    own.filter_map(|own| PRELUDE.iter().copied().find(|name| *name == own))
        .collect()
}
