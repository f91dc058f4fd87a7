//! `operations`: one input per operation, what it returns and how it fails, shared by client and server.

mod bodies;
mod checks;
mod inputs;
mod links;
mod outputs;
mod security;

pub(super) use bodies::kind;
pub(super) use inputs::{Input, inputs};

use super::{
    Item, SourceFile, ident, shapes,
    surface::{Names, Surface, gate},
    types::Writer,
};
use crate::ir;
use proc_macro2::TokenStream;
use quote::quote;

/// The file.
pub(super) fn file(surface: Surface<'_>) -> SourceFile<'_> {
    let writer = Writer::inside_operations(surface.module, own(surface));
    let mut items: Vec<Item<'_>> = Vec::new();
    if !surface.tags().is_empty() {
        items.push(Box::new(move || tags(surface)));
    }
    if surface.operations().next().is_some() {
        let writer = writer.clone();
        items.push(Box::new(move || uses(&writer, surface)));
    }
    if surface.own_schemes().next().is_some() {
        items.push(Box::new(move || security::schemes(surface)));
    }
    for operation in surface.operations() {
        let writer = writer.clone();
        items.push(Box::new(move || item(&writer, surface, operation)));
    }
    SourceFile {
        path: surface.path("operations"),
        docs: vec![format!(
            "Inputs, outputs and documented errors of {}, shared by client and server.",
            surface.what()
        )],
        items,
    }
}

/// The modules of tags, whose items are the file's as well.
fn tags(surface: Surface<'_>) -> TokenStream {
    let (modules, uses): (Vec<_>, Vec<_>) = surface
        .tags()
        .iter()
        .map(|tag| {
            let (gate, name) = (gate(tag), ident(&tag.ident));
            (quote!(#gate mod #name;), quote!(#gate pub use #name::*;))
        })
        .unzip();
    quote!(#(#modules)* #(#uses)*)
}

/// The names of the file's own items.
fn own<'a>(surface: Surface<'a>) -> impl Iterator<Item = &'a str> {
    surface.operations().flat_map(|operation| {
        let mut names = vec![operation.input.as_str()];
        if !operation.failures.is_empty() {
            names.push(&operation.error);
        }
        if let ir::Output::Several { ident, .. } = &operation.output {
            names.push(ident);
        }
        let bodies = operation.body.iter().map(|body| &body.contents);
        let responses = operation.responses().map(|response| &response.contents);
        for contents in bodies.chain(responses) {
            if let ir::Contents::Several(contents) = contents {
                names.push(&contents.ident);
            }
            for parts in contents.forms().filter_map(bodies::parts_of) {
                names.push(&parts.ident);
                let structs = parts.parts.iter();
                names.extend(structs.filter_map(|part| part.ident_of_struct.as_deref()));
            }
        }
        let structs = operation.responses();
        names.extend(structs.filter_map(|response| response.ident_of_struct.as_deref()));
        names
    })
}

fn uses(writer: &Writer<'_>, surface: Surface<'_>) -> TokenStream {
    let mut names = Names::default();
    for operation in surface.operations() {
        for input in inputs(operation) {
            if let Input::Parameter(parameter) = input {
                names.note(&parameter.ty);
            }
        }
        let bodies = operation.body.iter().flat_map(|body| body.contents.forms());
        for ty in bodies.flat_map(|content| content.payload.types()) {
            names.note(ty);
        }
        for ty in operation.responses().flat_map(ir::Response::types) {
            names.note(ty);
        }
    }
    let supers = surface.uses(names, false);
    let map = writer.map(names.map);
    quote!(#supers use crate::runtime; #map)
}

fn item(writer: &Writer<'_>, surface: Surface<'_>, operation: &ir::Operation) -> TokenStream {
    let links = links::item(writer, surface, operation);
    let input = inputs::item(writer, operation, links);
    let operate = operate(writer, surface, operation);
    let bodies = bodies::items(writer, operation);
    let outputs = outputs::items(writer, operation);
    quote!(#input #operate #bodies #outputs)
}

fn operate(writer: &Writer<'_>, surface: Surface<'_>, operation: &ir::Operation) -> TokenStream {
    let (input, error) = (ident(&operation.input), shapes::error(writer, operation));
    let (id, method, path) = (&operation.ident, &operation.method, &operation.path);
    let security = surface.security(operation).map(|constant| {
        let constant = ident(constant);
        quote!(const SECURITY: runtime::Security = #constant;)
    });
    let output = shapes::output(writer, operation);
    let check = checks::item(writer, operation);
    quote! {
        impl runtime::Operation for #input {
            const ID: &'static str = #id;
            const METHOD: &'static str = #method;
            const PATH: &'static str = #path;
            #security
            type Output = #output;
            type Error = #error;

            #check
        }
    }
}
