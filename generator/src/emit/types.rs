//! Uses of types, safe from what a document calls its own.

use super::ident;
use crate::ir::{self, Mapped, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// How types are written in one file.
#[derive(Clone)]
pub(super) struct Writer<'a> {
    module: &'a ir::Module,
    place: Place,
    /// Names without a path that the file's own items hide.
    hidden: BTreeSet<&'static str>,
}

/// Where a file stands among the files of its API.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// `models` itself, where its types need no path.
    Models,
    /// `operations` itself, beside `models`.
    Operations,
    /// Beside both.
    Beside,
    /// Another crate, the tests.
    Outside,
}

/// What files name without a path: the prelude, and what they import.
const SHORT: &[(&str, &str)] = &[
    ("BTreeMap", "::std::collections::BTreeMap"),
    ("Box", "::std::boxed::Box"),
    ("Default", "::std::default::Default"),
    ("Err", "::std::result::Result::Err"),
    ("Into", "::std::convert::Into"),
    ("None", "::std::option::Option::None"),
    ("Ok", "::std::result::Result::Ok"),
    ("Option", "::std::option::Option"),
    ("Result", "::std::result::Result"),
    ("Some", "::std::option::Option::Some"),
    ("String", "::std::string::String"),
    ("Vec", "::std::vec::Vec"),
];

impl<'a> Writer<'a> {
    /// For `models`.
    pub(super) fn inside_models(module: &'a ir::Module) -> Self {
        let own = module.types.iter().map(|ty| ty.ident.as_str());
        Self {
            module,
            place: Place::Models,
            hidden: hidden(own),
        }
    }

    /// For `operations`, whose own items are these.
    pub(super) fn inside_operations<'n>(
        module: &'a ir::Module,
        own: impl Iterator<Item = &'n str>,
    ) -> Self {
        Self {
            module,
            place: Place::Operations,
            hidden: hidden(own),
        }
    }

    /// For a file beside `models` and `operations`, whose own items are these.
    pub(super) fn beside<'n>(module: &'a ir::Module, own: impl Iterator<Item = &'n str>) -> Self {
        Self {
            module,
            place: Place::Beside,
            hidden: hidden(own),
        }
    }

    /// For the tests, which import nothing but what they always need.
    pub(super) fn outside_crate(module: &'a ir::Module) -> Self {
        Self {
            module,
            place: Place::Outside,
            hidden: hidden(["BTreeMap"].into_iter()),
        }
    }

    /// The definition with that id.
    pub(super) fn definition(&self, id: ir::TypeId) -> &'a ir::TypeDef {
        self.module.definition(id)
    }

    /// A type when there is a value.
    pub(super) fn ty(&self, ty: &TypeRef) -> TokenStream {
        match ty {
            TypeRef::String => self.prelude("String"),
            TypeRef::Secret => self.runtime("Secret"),
            TypeRef::Bool => quote!(bool),
            TypeRef::Integer(bits, signed) => {
                let sign = if *signed { 'i' } else { 'u' };
                let name = ident(&format!("{sign}{bits}"));
                quote!(#name)
            }
            TypeRef::F32 => quote!(f32),
            TypeRef::F64 => quote!(f64),
            TypeRef::Value => self.runtime("Value"),
            TypeRef::Mapped(mapped) => self.mapped(*mapped),
            TypeRef::Foreign(path) => self.foreign(path),
            TypeRef::Vec(item) => {
                let (vec, item) = (self.prelude("Vec"), self.ty(item));
                quote!(#vec<#item>)
            }
            TypeRef::Map(value) => {
                let (map, string) = (self.prelude("BTreeMap"), self.prelude("String"));
                let value = self.ty(value);
                quote!(#map<#string, #value>)
            }
            TypeRef::Option(value) => self.option(&self.ty(value)),
            TypeRef::Boxed(value) => {
                let (boxed, value) = (self.prelude("Box"), self.ty(value));
                quote!(#boxed<#value>)
            }
            TypeRef::Named(id) => self.named(*id),
        }
    }

    /// A type of `models`.
    pub(super) fn named(&self, id: ir::TypeId) -> TokenStream {
        let name = ident(&self.definition(id).ident);
        match self.place {
            Place::Models => quote!(#name),
            Place::Operations | Place::Beside | Place::Outside => quote!(models::#name),
        }
    }

    /// An item of `operations`.
    pub(super) fn operation(&self, name: &str) -> TokenStream {
        let name = ident(name);
        match self.place {
            Place::Operations => quote!(#name),
            Place::Models | Place::Beside | Place::Outside => quote!(operations::#name),
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

    /// A type of the prelude or `BTreeMap`, by its short name unless the file has one of that name itself.
    pub(super) fn prelude(&self, name: &'static str) -> TokenStream {
        let long = SHORT.iter().find(|(short, _)| *short == name);
        match long {
            Some((short, long)) if self.hidden.contains(short) => path(long),
            _ => {
                let short = ident(name);
                quote!(#short)
            }
        }
    }

    /// The import of `BTreeMap`, for a file that names it.
    pub(super) fn map(&self, named: bool) -> Option<TokenStream> {
        let short = !self.hidden.contains("BTreeMap");
        (short && named).then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        })
    }

    /// A type of the runtime.
    pub(super) fn runtime(&self, name: &str) -> TokenStream {
        let name = ident(name);
        match self.place {
            Place::Models | Place::Operations | Place::Beside => quote!(runtime::#name),
            Place::Outside => quote!(generated::runtime::#name),
        }
    }

    fn mapped(&self, mapped: Mapped) -> TokenStream {
        let text = match mapped {
            Mapped::Uuid => "uuid::Uuid",
            Mapped::JiffTimestamp => "jiff::Timestamp",
            Mapped::JiffDate => "jiff::civil::Date",
            Mapped::JiffTime => "jiff::civil::Time",
            Mapped::JiffSpan => "jiff::SpanFieldwise",
            Mapped::ChronoDateTime => "chrono::DateTime<chrono::FixedOffset>",
            Mapped::ChronoDate => "chrono::NaiveDate",
            Mapped::ChronoTime => "chrono::NaiveTime",
            Mapped::TimeDateTime => "time::OffsetDateTime",
            Mapped::TimeDate => "time::Date",
            Mapped::TimeTime => "time::Time",
            Mapped::Base64 => return self.runtime("Base64"),
            Mapped::Base64Url => return self.runtime("Base64Url"),
            Mapped::Url => "url::Url",
        };
        match text.split_once("::") {
            Some((krate, _)) if self.is_module(krate) => {
                path(&text.replace(&format!("{krate}::"), &format!("::{krate}::")))
            }
            _ => path(text),
        }
    }

    /// Whether the file has a module in scope that hides the crate of that name: the API's own, in the tests alone.
    fn is_module(&self, krate: &str) -> bool {
        self.place == Place::Outside && self.module.ident == krate
    }

    /// What is ours from inside is the generated crate's from outside.
    fn foreign(&self, text: &str) -> TokenStream {
        match (self.place, text.strip_prefix("crate::")) {
            (Place::Outside, Some(rest)) => path(&format!("generated::{rest}")),
            _ => path(text),
        }
    }
}

/// A path as it is written. One that is no Rust becomes the name of a type that does not exist, so that the compiler
/// says so; the check of `x-rust-…` comes long before.
pub(super) fn path(text: &str) -> TokenStream {
    match text.parse() {
        Ok(tokens) => tokens,
        Err(_) => quote!(NoPath),
    }
}

/// Whether a type, or one that it is made of, is such a one.
pub(super) fn holds(ty: &TypeRef, is: fn(&TypeRef) -> bool) -> bool {
    is(ty)
        || match ty {
            TypeRef::Vec(inner)
            | TypeRef::Map(inner)
            | TypeRef::Option(inner)
            | TypeRef::Boxed(inner) => holds(inner, is),
            _ => false,
        }
}

/// A type of the runtime.
pub(super) fn is_of_runtime(ty: &TypeRef) -> bool {
    matches!(
        ty,
        TypeRef::Secret | TypeRef::Value | TypeRef::Mapped(Mapped::Base64 | Mapped::Base64Url)
    )
}

/// `BTreeMap`
pub(super) fn is_map(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Map(_))
}

fn hidden<'n>(own: impl Iterator<Item = &'n str>) -> BTreeSet<&'static str> {
    own.filter_map(|own| SHORT.iter().find(|(short, _)| *short == own))
        .map(|(short, _)| *short)
        .collect()
}
