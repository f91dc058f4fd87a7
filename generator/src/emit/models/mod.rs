//! `models`: the types, and their side of serde's traits through the runtime.

mod enums;
mod structs;
#[cfg(test)]
mod tests;
mod unions;

use super::{
    Item, SourceFile, docs, ident,
    types::{self, Writer},
};
use crate::ir::{self, TypeKind, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// The file.
pub(super) fn file(module: &ir::Module) -> SourceFile<'_> {
    let writer = Writer::inside_models(module);
    let mut items: Vec<Item<'_>> = Vec::new();
    if !uses(&writer, module).is_empty() {
        let writer = writer.clone();
        items.push(Box::new(move || uses(&writer, module)));
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

fn uses(writer: &Writer<'_>, module: &ir::Module) -> TokenStream {
    let is_of_runtime = |definition: &ir::TypeDef| match &definition.kind {
        TypeKind::Alias(ty) => types::holds(ty, types::is_of_runtime),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Union(_) => true,
    };
    let runtime = module.types.iter().any(is_of_runtime).then(|| {
        quote!(
            use crate::runtime;
        )
    });
    let keeps = |definition: &ir::TypeDef| match &definition.kind {
        TypeKind::Struct(object) => matches!(object.additional, ir::Additional::Kept { .. }),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => false,
    };
    let keeps = module.types.iter().any(keeps);
    let mut types = module.types.iter().flat_map(parts);
    let map = writer.map(keeps || types.any(|ty| types::holds(ty, types::is_map)));
    quote!(#runtime #map)
}

/// The types that a definition names.
fn parts(definition: &ir::TypeDef) -> Vec<&TypeRef> {
    match &definition.kind {
        TypeKind::Struct(object) => {
            let fields = object.fields.iter().map(|field| &field.ty);
            let additional = match &object.additional {
                ir::Additional::Kept { ty, .. } => Some(ty),
                ir::Additional::Ignored | ir::Additional::Refused => None,
            };
            fields.chain(additional).collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        TypeKind::Enum(_) => Vec::new(),
        TypeKind::Alias(ty) => vec![ty],
    }
}

fn item(writer: &Writer<'_>, definition: &ir::TypeDef) -> TokenStream {
    match &definition.kind {
        TypeKind::Struct(object) => structs::item(writer, definition, object),
        TypeKind::Enum(values) => enums::item(writer, definition, values),
        TypeKind::Union(union) => unions::item(writer, definition, union),
        TypeKind::Alias(ty) => {
            let (docs, name) = (docs(&definition.docs), ident(&definition.ident));
            let ty = writer.ty(ty);
            quote!(#docs pub type #name = #ty;)
        }
    }
}

/// The docs and the derives of a definition.
fn attributes(definition: &ir::TypeDef) -> TokenStream {
    let docs = docs(&definition.docs);
    let derives = definition.derives.iter().map(|derive| types::path(derive));
    match definition.derives.is_empty() {
        true => docs,
        false => quote!(#docs #[derive(#(#derives),*)]),
    }
}
