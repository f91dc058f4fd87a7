//! Which schemas a document names, and where it refers to them.

use super::uri;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    layout::{self, Kind, Place, Version},
    pointer::Pointer,
    source::{Node, Span},
};
use std::collections::BTreeMap;

/// What is named, and what refers.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By URI: where the resource is.
    resources: BTreeMap<String, (Pointer, Span)>,
    /// By the place of its resource and its name.
    anchors: BTreeMap<(Pointer, String), (Pointer, Span)>,
    /// By the place of the resource: what `$dynamicAnchor` names in it.
    pub(super) dynamic: BTreeMap<Pointer, BTreeMap<String, Pointer>>,
    /// In document order.
    pub(super) references: Vec<Reference>,
}

/// A reference of a schema.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// The schema that refers.
    pub(super) at: Pointer,
    /// `$ref` or `$dynamicRef`
    pub(super) keyword: &'static str,
    /// What it says.
    pub(super) text: String,
    /// Where it says so.
    pub(super) span: Span,
    /// The resource that it is in.
    pub(super) resource: Pointer,
    /// The URI of that.
    base: String,
}

impl Reference {
    /// What stands before the `#`, and behind it.
    fn parts(&self) -> (&str, &str) {
        let text = self.text.as_str();
        text.split_once('#').unwrap_or((text, ""))
    }
}

/// Where a walk is.
#[derive(Clone)]
struct At {
    pointer: Pointer,
    place: Place,
    resource: Pointer,
    base: String,
}

impl Index {
    /// Looks at every schema of a document.
    pub(super) fn of(cx: &mut Diagnostics, tree: &Node) -> Self {
        let mut index = Self::default();
        let root = At {
            pointer: Pointer::root(),
            place: Place::Document,
            resource: Pointer::root(),
            base: String::new(),
        };
        index
            .resources
            .insert(String::new(), (Pointer::root(), tree.span));
        let mut open = vec![(root, tree)];
        while let Some((mut at, node)) = open.pop() {
            if at.place == Place::One(Kind::Schema) {
                index.schema(cx, &mut at, node);
            }
            let step = |key: &str| {
                let place = layout::step(Version::OpenApi31, at.place, key)?;
                Some(At {
                    pointer: at.pointer.join(key),
                    place,
                    ..at.clone()
                })
            };
            let before = open.len();
            for (key, value) in node.as_object().into_iter().flatten() {
                open.extend(step(&key.name).map(|at| (at, value)));
            }
            for (position, value) in node.as_array().into_iter().flatten().enumerate() {
                open.extend(step(&position.to_string()).map(|at| (at, value)));
            }
            open[before..].reverse();
        }
        index
    }

    fn schema(&mut self, cx: &mut Diagnostics, at: &mut At, node: &Node) {
        let text = |key: &str| Some((node.get(key)?.as_str()?, node.get(key)?.span));
        if let Some((id, span)) = text("$id") {
            at.base = uri::join(&at.base, id.trim_end_matches('#'));
            at.resource = at.pointer.clone();
            let found = (at.pointer.clone(), span);
            if let Some((_, first)) = self.resources.insert(at.base.clone(), found) {
                let message = format!("there are two schemas with the identifier `{}`", at.base);
                cx.push(
                    Diagnostic::new(&codes::DUPLICATE_ID, span, message)
                        .related(first, "the other one")
                        .help("give each an `$id` of its own, other than that of the document"),
                );
            }
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            let Some((name, span)) = text(keyword) else {
                continue;
            };
            let key = (at.resource.clone(), name.to_owned());
            let found = (at.pointer.clone(), span);
            if let Some((other, first)) = self.anchors.insert(key, found)
                && other != at.pointer
            {
                let message = format!("there are two schemas with the anchor `{name}`");
                cx.push(
                    Diagnostic::new(&codes::DUPLICATE_ID, span, message)
                        .related(first, "the other one")
                        .help("name them differently, or give their schemas an `$id` each"),
                );
            }
            if keyword == "$dynamicAnchor" {
                let anchors = self.dynamic.entry(at.resource.clone()).or_default();
                anchors.insert(name.to_owned(), at.pointer.clone());
            }
        }
        for keyword in ["$ref", "$dynamicRef"] {
            if let Some((text, span)) = text(keyword) {
                self.references.push(Reference {
                    at: at.pointer.clone(),
                    keyword,
                    text: text.to_owned(),
                    span,
                    resource: at.resource.clone(),
                    base: at.base.clone(),
                });
            }
        }
    }

    /// Whether anything is named, or refers by name.
    pub(super) fn has_identifiers(&self) -> bool {
        self.resources.len() > 1
            || !self.anchors.is_empty()
            || self
                .references
                .iter()
                .any(|reference| reference.keyword == "$dynamicRef")
    }

    /// The place that a reference names, dynamic ones as if they were not; `None` where nothing is named so.
    pub(super) fn target(&self, tree: &Node, reference: &Reference) -> Option<Pointer> {
        let (uri, fragment) = reference.parts();
        let resource = match uri {
            "" => reference.resource.clone(),
            uri => self
                .resources
                .get(&uri::join(&reference.base, uri))?
                .0
                .clone(),
        };
        let fragment = crate::uri::percent_decoded(fragment)?;
        if fragment.is_empty() {
            return Some(resource);
        }
        if !fragment.starts_with('/') {
            let found = self.anchors.get(&(resource, fragment))?;
            return Some(found.0.clone());
        }
        let inside = Pointer::from_text(format!("{}{fragment}", resource.as_str()));
        let in_document = Pointer::from_text(fragment);
        match (tree.at(&inside), tree.at(&in_document)) {
            (Some(_), _) => Some(inside),
            // Documents give schemas an `$id` and go on to refer to `#/components/schemas`.
            (None, Some(_)) if uri.is_empty() => Some(in_document),
            (None, _) => None,
        }
    }

    /// The schema that a reference which names nothing speaks of by its `$id`, and what is wrong. Nothing where it does
    /// not: then it is wrong as references are that know of no identifiers.
    pub(super) fn lost(&self, reference: &Reference) -> Option<(Pointer, Diagnostic)> {
        let (uri, _) = reference.parts();
        let text = &reference.text;
        let wrong =
            |message| Diagnostic::new(&codes::UNRESOLVED_REFERENCE, reference.span, message);
        let meant = uri::join(&reference.base, uri);
        match self.resources.get(&meant) {
            _ if uri.is_empty() => None,
            Some((resource, span)) => {
                let message =
                    format!("the reference `{text}` names nothing in the schema `{meant}`");
                let help = "correct it, or give a schema in there that `$anchor`";
                let wrong = wrong(message).related(*span, "the schema").help(help);
                Some((resource.clone(), wrong))
            }
            None if !reference.base.is_empty() && meant != uri => {
                let message = format!("`{text}` is `{meant}` here, and no schema has that `$id`");
                let help = "correct it, or refer by place, for instance `#/components/schemas/Pet`";
                Some((reference.resource.clone(), wrong(message).help(help)))
            }
            None => None,
        }
    }

    /// The dynamic anchor that a `$dynamicRef` begins at; `None` for one that is a `$ref` by another name.
    pub(super) fn dynamic_name<'r>(
        &self,
        reference: &'r Reference,
        target: &Pointer,
    ) -> Option<&'r str> {
        let (_, name) = reference.text.split_once('#')?;
        let is_dynamic = reference.keyword == "$dynamicRef"
            && self
                .dynamic
                .values()
                .any(|anchors| anchors.get(name) == Some(target));
        is_dynamic.then_some(name)
    }

    /// The resource that a place is in.
    pub(super) fn resource_of(&self, pointer: &Pointer) -> Pointer {
        let around = self.resources.values().map(|(resource, _)| resource);
        let around = around.filter(|resource| *resource == pointer || pointer.is_below(resource));
        let innermost = around.max_by_key(|resource| resource.as_str().len());
        innermost.cloned().unwrap_or_else(Pointer::root)
    }
}
