//! `replacements`: the user's types that stand for schemas, once for the whole crate.

use super::{Item, SourceFile, types::path};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// The file, unless there are none. By path: the APIs that have it.
pub(crate) fn file<'a>(
    replacements: &'a BTreeMap<String, BTreeSet<&'a str>>,
) -> Option<SourceFile<'a>> {
    if replacements.is_empty() {
        return None;
    }
    let mut items: Vec<Item<'_>> = vec![Box::new(move || {
        // Without the APIs that need them there is nothing that would use the runtime.
        let condition = condition(&replacements.values().flatten().copied().collect());
        quote! {
            #condition
            use crate::runtime;
        }
    })];
    for (replacement, apis) in replacements {
        items.push(Box::new(move || {
            let (ty, condition) = (path(replacement), condition(apis));
            quote! {
                #condition
                runtime::foreign!(#ty);
            }
        }));
    }
    Some(SourceFile {
        path: "src/replacements.rs".to_owned(),
        docs: vec!["Types of yours that stand for schemas of the documents.".to_owned()],
        items,
    })
}

/// One of the APIs is there.
fn condition(apis: &BTreeSet<&str>) -> TokenStream {
    let mut features = apis.iter();
    match (features.next(), features.len()) {
        (Some(api), 0) => quote!(#[cfg(feature = #api)]),
        _ => {
            let apis = apis.iter();
            quote!(#[cfg(any(#(feature = #apis),*))])
        }
    }
}
