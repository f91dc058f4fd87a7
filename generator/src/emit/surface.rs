//! What a group of files is about: the operations of an API, its callbacks, or its webhooks.

use super::{ident, shapes, types};
use crate::ir;
use proc_macro2::TokenStream;
use quote::quote;

/// Operations, and what they have in common.
#[derive(Clone, Copy)]
pub(super) struct Surface<'a> {
    /// The API.
    pub(super) module: &'a ir::Module,
    /// Its operations, or the requests that it sends.
    pub(super) operations: &'a [ir::Operation],
    /// The security schemes that these require.
    pub(super) schemes: &'a [ir::Scheme],
    /// Their distinct requirements.
    pub(super) securities: &'a [ir::Security],
    /// The requests that it sends, whose module stands below that of the API.
    pub(super) below: Option<&'a ir::Callbacks>,
}

/// What files name that they have to import.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Names {
    /// `models`
    pub(super) models: bool,
    /// `runtime`
    pub(super) runtime: bool,
    /// `BTreeMap`
    pub(super) map: bool,
}

impl<'a> Surface<'a> {
    /// The operations of an API.
    pub(super) fn of(module: &'a ir::Module) -> Self {
        Self {
            module,
            operations: &module.operations,
            schemes: &module.schemes,
            securities: &module.securities,
            below: None,
        }
    }

    /// The callbacks of an API, or its webhooks.
    pub(super) fn of_callbacks(module: &'a ir::Module, callbacks: &'a ir::Callbacks) -> Self {
        Self {
            module,
            operations: &callbacks.operations,
            schemes: &callbacks.schemes,
            securities: &callbacks.securities,
            below: Some(callbacks),
        }
    }

    /// Where a file stands.
    pub(super) fn path(&self, file: &str) -> String {
        let api = &self.module.ident;
        match self.below {
            None => format!("src/{api}/{file}"),
            Some(below) => format!("src/{api}/{}/{file}", below.ident),
        }
    }

    /// The `use` declarations of what stands above a file.
    pub(super) fn uses(&self, names: Names, operations: bool) -> TokenStream {
        let api = ident(&self.module.ident);
        match (self.below, names.models, operations) {
            (None, true, true) => quote!(
                use super::{models, operations};
            ),
            (None, true, false) => quote!(
                use super::models;
            ),
            (_, false, true) => quote!(
                use super::operations;
            ),
            (_, false, false) => quote!(),
            (Some(_), true, false) => quote!(
                use crate::#api::models;
            ),
            (Some(_), true, true) => quote!(
                use super::operations;
                use crate::#api::models;
            ),
        }
    }

    /// The constant of an operation's requirements, if anybody is asked who they are.
    pub(super) fn security(&self, operation: &ir::Operation) -> Option<&'a str> {
        let same = |security: &&ir::Security| security.alternatives == operation.security;
        let found = self.securities.iter().find(same)?;
        is_secured(operation).then_some(found.constant.as_str())
    }

    /// Whether any operation asks who is calling.
    pub(super) fn is_secured(&self) -> bool {
        !self.schemes.is_empty()
    }

    /// Whether an operation asks for several credentials at once.
    pub(super) fn combines(&self) -> bool {
        let mut alternatives = self.operations.iter().flat_map(|it| &it.security);
        alternatives.any(|alternative| alternative.len() > 1)
    }
}

impl Names {
    /// Notes a type.
    pub(super) fn note(&mut self, ty: &ir::TypeRef) {
        self.models |= types::holds(ty, |ty| matches!(ty, ir::TypeRef::Named(_)));
        self.runtime |= types::holds(ty, types::is_of_runtime);
        self.map |= types::holds(ty, |ty| matches!(ty, ir::TypeRef::Map(_)));
    }

    /// Notes what an operation returns.
    pub(super) fn note_output(&mut self, operation: &ir::Operation) {
        if let ir::Output::One(response) = &operation.output {
            for ty in shapes::named(response) {
                self.note(ty);
            }
            self.runtime |= shapes::is_of_runtime(response);
        }
    }

    /// Notes a value.
    pub(super) fn note_literal(&mut self, literal: &ir::Literal) {
        use ir::Literal;
        match literal {
            Literal::Bool(_)
            | Literal::Integer(_)
            | Literal::Single(_)
            | Literal::Float(_)
            | Literal::Text(_)
            | Literal::None => {}
            Literal::Secret(_) | Literal::Absent | Literal::Null | Literal::Json(_) => {
                self.runtime = true;
            }
            Literal::Variant(..) => self.models = true,
            Literal::UnionVariant(_, _, value) => {
                self.models = true;
                self.note_literal(value);
            }
            Literal::Some(value) | Literal::Boxed(value) => self.note_literal(value),
            Literal::Value(value) => {
                self.runtime = true;
                self.note_literal(value);
            }
            Literal::List(items) => items.iter().for_each(|item| self.note_literal(item)),
            Literal::Map(members) => {
                self.map = true;
                members
                    .iter()
                    .for_each(|(_, value)| self.note_literal(value));
            }
            Literal::Struct(_, fields) => {
                self.models = true;
                fields
                    .iter()
                    .for_each(|(_, value)| self.note_literal(value));
            }
        }
    }
}

/// Whether an operation asks who is calling, be it that it need not be said.
pub(super) fn is_secured(operation: &ir::Operation) -> bool {
    operation
        .security
        .iter()
        .any(|alternative| !alternative.is_empty())
}

/// Whether an operation that asks who is calling takes calls from nobody in particular.
pub(super) fn is_optional(operation: &ir::Operation) -> bool {
    operation.security.iter().any(Vec::is_empty)
}
