//! What a group of files is about: the operations of an API, its callbacks, or its webhooks.

use super::{ident, shapes, types};
use crate::ir;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// Operations, and what they have in common.
#[derive(Clone, Copy)]
pub(super) struct Surface<'a> {
    /// The API.
    pub(super) module: &'a ir::Module,
    /// All of its operations, or the requests that it sends.
    all: &'a [ir::Operation],
    /// The security schemes that these require.
    pub(super) schemes: &'a [ir::Scheme],
    /// Their distinct requirements.
    pub(super) securities: &'a [ir::Security],
    /// The requests that it sends, whose module stands below that of the API.
    pub(super) below: Option<&'a ir::Callbacks>,
    /// The tag that its operations here have.
    pub(super) tag: Option<&'a ir::Tag>,
    /// Whether it does not matter that its operations stand in files of tags.
    is_together: bool,
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
            all: &module.operations,
            schemes: &module.schemes,
            securities: &module.securities,
            below: None,
            tag: None,
            is_together: false,
        }
    }

    /// The callbacks of an API, or its webhooks.
    pub(super) fn of_callbacks(module: &'a ir::Module, callbacks: &'a ir::Callbacks) -> Self {
        Self {
            module,
            all: &callbacks.operations,
            schemes: &callbacks.schemes,
            securities: &callbacks.securities,
            below: Some(callbacks),
            tag: None,
            is_together: false,
        }
    }

    /// The operations of an API wherever they stand.
    pub(super) fn together(module: &'a ir::Module) -> Self {
        Self {
            is_together: true,
            ..Self::of(module)
        }
    }

    /// The operations of a tag of the API.
    pub(super) fn of_tag(module: &'a ir::Module, tag: &'a ir::Tag) -> Self {
        Self {
            tag: Some(tag),
            ..Self::of(module)
        }
    }

    /// The tags that its operations are taken apart by.
    pub(super) fn tags(&self) -> &'a [ir::Tag] {
        match (self.below, self.tag) {
            (None, None) if !self.is_together => &self.module.tags,
            _ => &[],
        }
    }

    /// All operations, also those that stand in files of tags.
    pub(super) fn all(&self) -> &'a [ir::Operation] {
        self.all
    }

    /// The operations that stand here.
    pub(super) fn operations(&self) -> impl Iterator<Item = &'a ir::Operation> + use<'a> {
        let all = match self.tags() {
            [] => self.all,
            _ => &[],
        };
        let (whole, indices): (_, &[usize]) = match self.tag {
            None => (all, &[]),
            Some(tag) => (&[] as &[_], &tag.operations),
        };
        let of_tag = self.all;
        whole
            .iter()
            .chain(indices.iter().map(move |index| &of_tag[*index]))
    }

    /// The tag of an operation that stands elsewhere.
    pub(super) fn other_tag(&self, operation: &ir::Operation) -> Option<&'a ir::Tag> {
        let own = self.tag?;
        let index = self
            .all
            .iter()
            .position(|other| other.input == operation.input)?;
        let mut others = self.module.tags.iter();
        let other = others.find(|tag| tag.operations.binary_search(&index).is_ok())?;
        (other.ident != own.ident).then_some(other)
    }

    /// Where a file of a module stands.
    pub(super) fn path(&self, module: &str) -> String {
        let api = &self.module.ident;
        match (self.below, self.tag) {
            (None, None) => format!("src/{api}/{module}.rs"),
            (None, Some(tag)) => format!("src/{api}/{module}/{}.rs", tag.ident),
            (Some(below), _) => format!("src/{api}/{}/{module}.rs", below.ident),
        }
    }

    /// The `use` declarations of what stands above a file.
    pub(super) fn uses(&self, names: Names, operations: bool) -> TokenStream {
        let api = ident(&self.module.ident);
        if self.tag.is_some() {
            return match (names.models, operations) {
                (true, true) => quote!(use crate::#api::{models, operations};),
                (true, false) => quote!(use crate::#api::models;),
                (false, true) => quote!(use crate::#api::operations;),
                (false, false) => quote!(),
            };
        }
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

    /// What the operations that stand here are called together.
    pub(super) fn what(&self) -> String {
        match self.tag {
            None => "the operations".to_owned(),
            Some(tag) => format!("the operations with {}", tag.about),
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

    /// The requirements of the operations that stand here.
    pub(super) fn own_securities(&self) -> impl Iterator<Item = &'a ir::Security> {
        let surface = *self;
        self.securities.iter().filter(move |security| {
            let mut operations = surface.operations();
            operations.any(|operation| surface.security(operation) == Some(&security.constant))
        })
    }

    /// The schemes that operations that stand here ask for.
    pub(super) fn own_schemes(&self) -> impl Iterator<Item = &'a ir::Scheme> {
        let used: BTreeSet<usize> = self
            .own_securities()
            .flat_map(|security| security.alternatives.iter().flatten())
            .map(|requirement| requirement.scheme.0)
            .collect();
        let schemes = self.schemes.iter().enumerate();
        schemes
            .filter(move |(index, _)| used.contains(index))
            .map(|(_, scheme)| scheme)
    }

    /// Whether an operation asks for several credentials at once.
    pub(super) fn combines(&self) -> bool {
        let mut alternatives = self.all.iter().flat_map(|it| &it.security);
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
            Literal::Secret(_)
            | Literal::Parsed(_)
            | Literal::Absent
            | Literal::Null
            | Literal::Json(_) => {
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

/// The attribute of what is there only with the feature of a tag.
pub(super) fn gate(tag: &ir::Tag) -> Option<TokenStream> {
    let feature = tag.feature.as_ref()?;
    Some(quote!(#[cfg(feature = #feature)]))
}
