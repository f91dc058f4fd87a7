//! What references name, brought into the document: as a target that becomes a component, or in place of the reference.

use super::{
    Splice, Target,
    find::Found,
    walk::{At, Walk, place_at},
};
use crate::{
    diagnostics::{Diagnostic, codes},
    layout::{Kind, Place, Version},
    pointer::Pointer,
    source::{Limits, MAX_DEPTH, Node, Span, exceeded, too_deep},
};

/// How many values may be copied into a document however small it is.
const FREELY_COPIED: usize = 10_000;

impl Walk<'_, '_> {
    /// Whether the document itself has something of a kind at a place.
    pub(super) fn is_in_document(&self, found: &Found, kind: Kind) -> bool {
        found.file.is_empty()
            && place_at(self.version, Place::Document, found.pointer.keys())
                == Some(Place::One(kind))
    }

    /// The name of the component that a node is, when it is nothing but a reference with perhaps a few words about it.
    pub(super) fn claim(&self, node: &Node, kind: Kind, at: &At) -> Option<String> {
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
    pub(super) fn target(
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
        let Limits {
            aliases, values, ..
        } = self.cx.limits;
        let times = read.saturating_mul(aliases).saturating_add(FREELY_COPIED);
        let copied = self.copied + count;
        let passed = match () {
            () if copied > values => {
                let message = format!(
                    "with what its references name, the document has more than {values} values"
                );
                Some(exceeded(span, message, "values", values))
            }
            () if copied > times => {
                let message = format!(
                    "with what its references name, the document has more than {aliases} times the values that there are"
                );
                let floor = format!("{FREELY_COPIED} more are let pass");
                Some(exceeded(span, message, "aliases", aliases).note(floor))
            }
            () if depth + node.depth() > MAX_DEPTH => Some(too_deep(
                span,
                "with what its references name, the document nests",
            )),
            () => None,
        };
        if let Some(passed) = passed {
            self.cx.push(passed);
            self.is_full = true;
            return None;
        }
        self.copied = copied;
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
    pub(super) fn splice(
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
}
