//! Walks a document, and what it refers to, from reference to reference.

use super::{
    Broken, Files, address,
    find::{Found, Lost},
    local, mark,
};
use crate::{
    diagnostics::Diagnostics,
    layout::{self, Place, Version},
    pointer::Pointer,
    source::{Folder, Node, Span, Value},
    uri,
};
use std::sync::Arc;

/// The walk of one document.
pub(super) struct Walk<'a, 'l> {
    pub(super) cx: &'a mut Diagnostics,
    pub(super) folder: &'a mut Folder<'l>,
    pub(super) files: &'a mut Files,
    /// The document before anything was brought in: what references to it mean.
    pub(super) pristine: Arc<Node>,
    pub(super) version: Version,
    broken: Broken,
    /// How many values the document has of its own.
    pub(super) own: usize,
    /// How many have been copied into it.
    pub(super) copied: usize,
    /// Whether the document became too large: then nothing is brought in any more.
    pub(super) is_full: bool,
    /// The references that were rewritten.
    pub(super) fresh: Vec<Span>,
}

/// Where a node will be.
pub(super) struct At {
    /// In the document; nothing for what is on its way there.
    pub(super) pointer: Option<String>,
    pub(super) depth: usize,
    /// What is being put in place of references, from the outermost inwards.
    pub(super) splicing: Vec<(String, Pointer)>,
}

impl<'a, 'l> Walk<'a, 'l> {
    pub(super) fn new(
        cx: &'a mut Diagnostics,
        folder: &'a mut Folder<'l>,
        files: &'a mut Files,
        tree: &Node,
        version: Version,
        broken: Broken,
    ) -> Self {
        Self {
            cx,
            folder,
            files,
            pristine: Arc::new(tree.clone()),
            version,
            broken,
            own: tree.count(),
            copied: 0,
            is_full: false,
            fresh: Vec::new(),
        }
    }

    /// Walks the document, and then all that references lead to.
    pub(super) fn document(&mut self, tree: &mut Node) {
        let mut next = self.files.targets.len();
        let mut at = At {
            pointer: Some(String::new()),
            depth: 0,
            splicing: Vec::new(),
        };
        self.node(tree, Place::Document, &mut at);
        while let Some(target) = self.files.targets.get_mut(next) {
            let place = Place::One(target.kind);
            if let Some(mut node) = target.node.take() {
                let mut at = At {
                    pointer: None,
                    depth: 3,
                    splicing: Vec::new(),
                };
                self.node(&mut node, place, &mut at);
                self.files.targets[next].node = Some(node);
            }
            next += 1;
        }
    }

    /// The references that are into the document now.
    pub(super) fn finish(self) -> Vec<Span> {
        self.fresh
    }

    fn node(&mut self, node: &mut Node, place: Place, at: &mut At) {
        match place {
            Place::MappedSchema => return self.mapped(node),
            Place::OperationRef => return self.operation(node),
            _ => {}
        }
        if node.get("$ref").and_then(Node::as_str).is_some() && self.reference(node, place, at) {
            // What came in its place has its own references.
            self.node(node, place, at);
            at.splicing.pop();
            return;
        }
        let depth = at.depth;
        at.depth += 1;
        let len = at.pointer.as_ref().map_or(0, String::len);
        let mut inside = |walk: &mut Self, key: &dyn std::fmt::Display, node: &mut Node, place| {
            if let Some(pointer) = &mut at.pointer {
                Pointer::push_key(pointer, key);
            }
            walk.node(node, place, at);
            if let Some(pointer) = &mut at.pointer {
                pointer.truncate(len);
            }
        };
        match &mut node.value {
            Value::Object(map) => {
                for (key, node) in map.iter_mut() {
                    if layout::is_text(place, &key.name) && self.text(node) {
                        continue;
                    }
                    if let Some(place) = layout::step(self.version, place, &key.name) {
                        inside(self, &key.name, node, place);
                    }
                }
            }
            Value::Array(items) => {
                for (index, node) in items.iter_mut().enumerate() {
                    if let Some(place) = layout::element(place) {
                        inside(self, &index, node, place);
                    }
                }
            }
            _ => {}
        }
        at.depth = depth;
    }

    /// Follows the `$ref` of a node. Tells whether what it names has taken the place of the node.
    fn reference(&mut self, node: &mut Node, place: Place, at: &mut At) -> bool {
        let Some((text, span)) = node
            .get("$ref")
            .and_then(|node| Some((node.as_str()?.to_owned(), node.span)))
        else {
            return false;
        };
        if !self.leads_away(&text, span) {
            return false;
        }
        let result = self.find(&text, span);
        let Some(found) = self.found(result, &text, span) else {
            return false;
        };
        let new_text = match place {
            Place::One(kind) if self.is_in_document(&found, kind) => Some(local(&found.pointer)),
            Place::One(kind) if kind.section(self.version).is_some() => {
                let claim = self.claim(node, kind, at);
                let target = self.target(&found, kind, span, claim);
                target.map(|target| mark(target, &text))
            }
            _ => return self.splice(node, found, place, at, span),
        };
        if let (Some(text), Some(map)) = (new_text, node.as_object_mut())
            && let Some(reference) = map.get_mut("$ref")
        {
            reference.value = Value::String(text);
            self.fresh.push(span);
        }
        false
    }

    /// Whether a reference is not one into the document already, nor one that no folder can hold.
    pub(super) fn leads_away(&self, text: &str, span: Span) -> bool {
        let is_local = text.starts_with('#');
        let is_fragment = self
            .folder
            .path(span.file)
            .is_some_and(|path| self.folder.is_fragment(path));
        let leads_away = is_fragment || !is_local || self.is_in_extension(text);
        !self.files.done.contains(&span) && !address::is_remote(text) && leads_away
    }

    /// Whether a reference names something inside an extension of the document, where a Reference Object may lead
    /// (OpenAPI 3.0.3, Reference Object: any JSON Reference), and where nothing is read but what references name.
    fn is_in_extension(&self, text: &str) -> bool {
        names_extension(text)
            && uri::percent_decoded(&text[1..]).is_some_and(|fragment| {
                let pointer = Pointer::from_text(fragment);
                self.pristine.at(&pointer).is_some()
                    && place_at(self.version, Place::Document, pointer.keys()).is_none()
            })
    }

    /// What was found; nothing, and the reason said when it is time, if that was not.
    pub(super) fn found(
        &mut self,
        result: Result<Found, Lost>,
        text: &str,
        span: Span,
    ) -> Option<Found> {
        match result {
            Ok(found) => Some(found),
            // In JSON Schema it may be relative to the `$id` of a schema, which is not a place in a folder.
            Err(_)
                if self.version == Version::OpenApi31
                    && !text.starts_with('#')
                    && self.has_ids() =>
            {
                None
            }
            Err(lost) => {
                self.lost(lost, span);
                None
            }
        }
    }

    /// Says why the reference at `span` leads nowhere, when it is time.
    pub(super) fn lost(&mut self, lost: Lost, span: Span) {
        match (lost, self.broken) {
            (Some(diagnostic), Broken::Report) => self.cx.push_bounded("files", *diagnostic),
            (None, Broken::Report) => self.cx.blame(span),
            (_, Broken::Wait) => self.files.is_unfinished = true,
        }
    }

    fn has_ids(&self) -> bool {
        fn has(node: &Node) -> bool {
            match &node.value {
                Value::Object(map) => {
                    node.get("$id").and_then(Node::as_str).is_some()
                        || map.iter().any(|(_, node)| has(node))
                }
                Value::Array(items) => items.iter().any(has),
                _ => false,
            }
        }
        has(&self.pristine)
    }
}

/// Whether a reference into the document has a key that could be that of an extension.
pub(super) fn names_extension(text: &str) -> bool {
    text.starts_with("#/") && text.contains("/x-")
}

/// The place at the end of some keys; one of a list is one of its kind.
pub(super) fn place_at(
    version: Version,
    from: Place,
    keys: impl IntoIterator<Item = String>,
) -> Option<Place> {
    keys.into_iter()
        .try_fold(from, |place, key| layout::step(version, place, &key))
}
