//! Walks a document, and what it refers to, from reference to reference.

use super::{
    Broken, Files, Splice, Target, address,
    find::{Found, Lost},
    is_file, local, mark,
    places::{self, Kind, Place, Version},
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    source::{Folder, MAX_DEPTH, Node, Span, Value},
};
use std::sync::Arc;

/// The walk of one document.
pub(super) struct Walk<'a, 'l> {
    pub(super) cx: &'a mut Diagnostics,
    pub(super) folder: &'a mut Folder<'l>,
    files: &'a mut Files,
    /// The document before anything was brought in: what references to it mean.
    pub(super) pristine: Arc<Node>,
    version: Version,
    broken: Broken,
    /// How many values the document has of its own.
    own: usize,
    /// How many have been copied into it.
    copied: usize,
    /// Whether the document became too large: then nothing is brought in any more.
    is_full: bool,
    /// The references that were rewritten.
    fresh: Vec<Span>,
}

/// Where a node will be.
struct At {
    /// In the document; nothing for what is on its way there.
    pointer: Option<String>,
    depth: usize,
    /// What is being put in place of references, from the outermost inwards.
    splicing: Vec<(String, Pointer)>,
}

/// How many times larger references may make a document, as with aliases of YAML.
const EXPANSION: usize = 4;

/// How many values may be copied into a document however small it is.
const FREELY_COPIED: usize = 10_000;

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
                    if places::is_text(place, &key.name) && self.text(node) {
                        continue;
                    }
                    if let Some(place) = places::step(self.version, place, &key.name) {
                        inside(self, &key.name, node, place);
                    }
                }
            }
            Value::Array(items) => {
                for (index, node) in items.iter_mut().enumerate() {
                    if let Some(place) = places::element(place) {
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
        let Some(found) = self.found(result, &text) else {
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
    fn leads_away(&self, text: &str, span: Span) -> bool {
        let is_local = text.starts_with('#');
        let is_fragment = self
            .folder
            .path(span.file)
            .is_some_and(|path| self.folder.is_fragment(path));
        !self.files.done.contains(&span) && !address::is_remote(text) && (is_fragment || !is_local)
    }

    /// What was found; nothing, and the reason said when it is time, if that was not.
    fn found(&mut self, result: Result<Found, Lost>, text: &str) -> Option<Found> {
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
                self.lost(lost);
                None
            }
        }
    }

    /// Says why a reference leads nowhere, when it is time.
    pub(super) fn lost(&mut self, lost: Lost) {
        match (lost, self.broken) {
            (Some(diagnostic), Broken::Report) => self.cx.push(*diagnostic),
            _ => self.files.is_unfinished = true,
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

    /// Whether the document itself has something of a kind at a place.
    fn is_in_document(&self, found: &Found, kind: Kind) -> bool {
        found.file.is_empty()
            && place_at(self.version, Place::Document, found.pointer.keys())
                == Some(Place::One(kind))
    }

    /// The name of the component that a node is, when it is nothing but a reference with perhaps a few words about it.
    fn claim(&self, node: &Node, kind: Kind, at: &At) -> Option<String> {
        let section = kind.section(self.version)?;
        let section = section.iter().fold(Pointer::root(), |at, key| at.join(key));
        let pointer = Pointer::from_text(at.pointer.as_deref()?);
        let (parent, name) = pointer.split_last()?;
        let is_alone = node.as_object()?.iter().all(|(key, node)| {
            key.name == "$ref"
                || (["description", "summary"].contains(&key.name.as_str())
                    && node.as_str().is_some())
        });
        (parent == section && is_alone).then_some(name)
    }

    /// The target that something found is, which may be known already.
    fn target(
        &mut self,
        found: &Found,
        kind: Kind,
        span: Span,
        claim: Option<String>,
    ) -> Option<usize> {
        let named = (found.file.clone(), found.pointer.clone(), kind);
        if let Some(&target) = self.files.by_place.get(&named) {
            let known = &mut self.files.targets[target];
            if known.home.is_none() && known.claim.is_none() {
                known.claim = claim;
            }
            return Some(target);
        }
        // Operations are only named, never brought anywhere by themselves.
        let node = match kind {
            Kind::Operation => None,
            _ => Some(self.copy(found, kind, 3, span)?),
        };
        let target = self.files.targets.len();
        self.files.by_place.insert(named, target);
        self.files.targets.push(Target {
            file: found.file.clone(),
            pointer: found.pointer.clone(),
            kind,
            node,
            claim,
            home: None,
        });
        Some(target)
    }

    /// A copy of something found, for a place so deep in the document.
    fn copy(&mut self, found: &Found, kind: Kind, depth: usize, span: Span) -> Option<Node> {
        if self.is_full {
            return None;
        }
        let node = found.node();
        let count = node.count();
        let read = self.own + self.folder.nodes_read();
        let most = read.saturating_mul(EXPANSION).saturating_add(FREELY_COPIED);
        let is_too_much = self.copied + count > most.min(self.cx.limits.values);
        if is_too_much || depth + node.depth() > MAX_DEPTH {
            let message = match is_too_much {
                true => format!(
                    "with what its references name, the document has more than {EXPANSION} times the values that there are"
                ),
                false => format!(
                    "with what its references name, the document nests deeper than {MAX_DEPTH} levels"
                ),
            };
            self.cx
                .push(Diagnostic::new(&codes::LIMIT_EXCEEDED, span, message));
            self.is_full = true;
            return None;
        }
        self.copied += count;
        let mut node = node.clone();
        if let (Kind::Schema, Some(map)) = (kind, node.as_object_mut()) {
            // The frame of a JSON Schema document. What is in it is brought in by the references to it.
            let frame: &[&str] = match self.version {
                Version::OpenApi31 => &["$schema"],
                Version::Swagger | Version::OpenApi30 => {
                    &["$schema", "$id", "id", "definitions", "$defs"]
                }
            };
            for key in frame {
                map.remove(key);
            }
        }
        Some(node)
    }

    /// Puts what was found in place of a node with a reference, beside what the node says itself.
    fn splice(
        &mut self,
        node: &mut Node,
        found: Found,
        place: Place,
        at: &mut At,
        span: Span,
    ) -> bool {
        let key = (found.file.clone(), found.pointer.clone());
        if at.splicing.contains(&key) {
            let message = "the reference leads into what contains it, without end";
            self.cx.push(
                Diagnostic::new(&codes::CYCLIC_REFERENCE, span, message)
                    .help("nothing but a component can contain itself"),
            );
            return false;
        }
        let kind = match place {
            Place::One(kind) => kind,
            _ => Kind::Encoding,
        };
        let Some(mut content) = self.copy(&found, kind, at.depth, span) else {
            return false;
        };
        if let (Some(content), Some(map)) = (content.as_object_mut(), node.as_object()) {
            for (key, value) in map.iter().filter(|(key, _)| key.name != "$ref") {
                match content.get_key_value(&key.name) {
                    None => content.set(key.clone(), value.clone()),
                    Some((_, other)) if other == value => {}
                    Some((other, _)) => self.cx.push(
                        Diagnostic::new(
                            &codes::PATH_ITEM_CONFLICT,
                            key.span,
                            format!("both this and what is referred to say `{}`", key.name),
                        )
                        .related(other.span, "this is referred to")
                        .help("remove one of them"),
                    ),
                }
            }
        }
        *node = content;
        if let Some(pointer) = &at.pointer {
            self.files.splices.push(Splice {
                file: found.file,
                pointer: found.pointer,
                at: Pointer::from_text(pointer.as_str()),
                place,
            });
        }
        at.splicing.push(key);
        true
    }

    /// A string that names a schema of the document, or refers to one (OpenAPI 3.0.4, Discriminator Object).
    fn mapped(&mut self, node: &mut Node) {
        let Some(text) = node.as_str().map(str::to_owned) else {
            return;
        };
        let component = |name: &str| {
            let section = Kind::Schema.section(self.version).unwrap_or_default();
            let section = section.iter().fold(Pointer::root(), |at, key| at.join(key));
            section.join(name)
        };
        if !self.leads_away(&text, node.span) || self.pristine.at(&component(&text)).is_some() {
            return;
        }
        let text = match is_file(&text) || text.starts_with('#') {
            true => text,
            // The name of a schema of the file itself.
            false => local(&component(&text)),
        };
        let is_name = node.as_str() != Some(text.as_str());
        let found = match self.find(&text, node.span) {
            Ok(found) => found,
            Err(_) if is_name => return,
            lost => match self.found(lost, &text) {
                Some(found) => found,
                None => return,
            },
        };
        let new_text = match self.is_in_document(&found, Kind::Schema) {
            true => Some(local(&found.pointer)),
            false => self
                .target(&found, Kind::Schema, node.span, None)
                .map(|target| mark(target, &text)),
        };
        self.rewrite(node, new_text);
    }

    fn operation(&mut self, node: &mut Node) {
        let Some(text) = node.as_str().map(str::to_owned) else {
            return;
        };
        if !self.leads_away(&text, node.span) {
            return;
        }
        let result = self.find(&text, node.span);
        let Some(found) = self.found(result, &text) else {
            return;
        };
        let new_text = match self.is_in_document(&found, Kind::Operation) {
            true => Some(local(&found.pointer)),
            false => self
                .target(&found, Kind::Operation, node.span, None)
                .map(|target| mark(target, &text)),
        };
        self.rewrite(node, new_text);
    }

    fn rewrite(&mut self, node: &mut Node, text: Option<String>) {
        if let Some(text) = text {
            node.value = Value::String(text);
            self.fresh.push(node.span);
        }
    }
}

/// The place at the end of some keys; one of a list is one of its kind.
pub(super) fn place_at(
    version: Version,
    from: Place,
    keys: impl IntoIterator<Item = String>,
) -> Option<Place> {
    keys.into_iter()
        .try_fold(from, |place, key| places::step(version, place, &key))
}
