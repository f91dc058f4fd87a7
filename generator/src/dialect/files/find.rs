//! The text of a reference to the value that it names, in whichever file.

use super::{
    address::{self, Address, Fragment},
    walk::Walk,
};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    source::{MAX_FILE_BYTES, Node, Opened, Span, Unread, Value, exceeded},
};
use std::sync::Arc;

/// A value that a reference names.
#[derive(Clone)]
pub(super) struct Found {
    /// The real path of its file; empty for the merged documents.
    pub(super) file: String,
    pub(super) pointer: Pointer,
    tree: Arc<Node>,
}

impl Found {
    pub(super) fn node(&self) -> &Node {
        // It was there when it was found.
        self.tree.at(&self.pointer).unwrap_or(&self.tree)
    }
}

/// A reference that leads nowhere. What is wrong in the file that it leads to has been said.
pub(super) type Lost = Option<Box<Diagnostic>>;

impl Walk<'_, '_> {
    /// What the reference at `span` names, in the end: a value that is nothing but a reference is not the end.
    ///
    /// # Errors
    /// When it leads nowhere, out of the folder, or round in a circle.
    pub(super) fn find(&mut self, text: &str, span: Span) -> Result<Found, Lost> {
        let mut found = self.step(text, span, span)?;
        let mut seen = vec![(found.file.clone(), found.pointer.clone())];
        loop {
            let node = found.node();
            let Some((text, next)) = only_reference(node) else {
                return Ok(found);
            };
            // What is not followed is what is named: it is said where it stands.
            if address::refused(text).is_some() {
                return Ok(found);
            }
            let text = text.to_owned();
            found = self.step(&text, next, span)?;
            let place = (found.file.clone(), found.pointer.clone());
            if seen.contains(&place) {
                let message =
                    format!("the reference `{text}` leads back to itself and never to a value");
                return Err(Some(Box::new(
                    Diagnostic::new(&codes::CYCLIC_REFERENCE, span, message)
                        .help("let one of the references on the way be the thing itself"),
                )));
            }
            seen.push(place);
        }
    }

    /// What the text of a reference that stands at `base` names; errors are at `span`.
    fn step(&mut self, text: &str, base: Span, span: Span) -> Result<Found, Lost> {
        let wrong = |code: &'static Code, message: String, help: String| {
            Some(Box::new(Diagnostic::new(code, span, message).help(help)))
        };
        let base = self.folder.path(base.file).unwrap_or_default().to_owned();
        let folder = self.folder.path_of_folder().unwrap_or_default().to_owned();
        let Address { path, fragment } =
            address::parse(text, &base, &folder).map_err(|refusal| {
                wrong(
                    &codes::INVALID_REFERENCE,
                    refusal.message,
                    refusal.help.into(),
                )
            })?;
        let is_own = path.is_none();
        let path = path.unwrap_or(base);
        // An API of one document has no folder, and need not be opened.
        let opened = match is_own && !self.folder.is_fragment(&path) {
            true => Ok(Opened::Root),
            false => self.folder.open(self.cx, &path),
        };
        let opened = opened.map_err(|reason| self.unread(text, &path, reason, span))?;
        let (file, tree) = match opened {
            Opened::Root => (String::new(), self.pristine.clone()),
            Opened::Fragment(path, tree) => (path, tree),
        };
        let pointer = match fragment {
            Fragment::Pointer(pointer) => Some(pointer),
            Fragment::Anchor(name) => anchored(&tree, &name, &Pointer::root()),
        };
        match pointer {
            Some(pointer) if tree.at(&pointer).is_some() => Ok(Found {
                file,
                pointer,
                tree,
            }),
            // Who writes the files of one document often takes them for one document.
            Some(pointer) if is_own && self.pristine.at(&pointer).is_some() => {
                let shown = self.folder.display(&path);
                let message = format!(
                    "`{text}` is not in `{shown}`, but in the document, from where it is taken"
                );
                self.cx.push(
                    Diagnostic::new(&codes::FOREIGN_REFERENCE, span, message)
                        .help("name the file of the document before the `#`"),
                );
                Ok(Found {
                    file: String::new(),
                    pointer,
                    tree: self.pristine.clone(),
                })
            }
            _ => {
                let shown = self.folder.display(&path);
                let message = format!("the reference `{text}` names nothing in `{shown}`");
                let near = nearest(self.cx, &tree, text);
                let diagnostic = Diagnostic::new(&codes::UNRESOLVED_REFERENCE, span, message);
                Err(Some(Box::new(match near {
                    Some(near) => diagnostic.help(format!("there is `{near}`")),
                    None => diagnostic.help("correct it, or add what it names to that file"),
                })))
            }
        }
    }

    /// Why the file that a reference at `span` names is not read, unless that has been said.
    pub(super) fn unread(&self, text: &str, path: &str, reason: Unread, span: Span) -> Lost {
        let wrong = |code: &'static Code, message: String, help: String| {
            Some(Box::new(Diagnostic::new(code, span, message).help(help)))
        };
        match reason {
            Unread::Broken => None,
            Unread::NoFolder => wrong(
                &codes::INVALID_REFERENCE,
                format!("`{text}` is another file, but the API is one document"),
                "make a folder of the API, named like the document without its extension, and put both into it".into(),
            ),
            Unread::Outside => wrong(
                &codes::INVALID_REFERENCE,
                format!("`{text}` is a symbolic link that leads out of the folder of the API"),
                "copy the file into the folder".into(),
            ),
            Unread::TooLarge => wrong(
                &codes::LIMIT_EXCEEDED,
                format!("with `{text}`, the files of the API are larger than {MAX_FILE_BYTES} bytes"),
                "leave out what the API does not need".into(),
            ),
            Unread::TooMany => {
                let limit = self.cx.limits.values;
                let message = format!("with `{text}`, the API has more than {limit} values");
                Some(Box::new(exceeded(span, message, "values", limit)))
            }
            Unread::OtherFormat => wrong(
                &codes::UNRESOLVED_REFERENCE,
                format!("`{text}` is neither YAML nor JSON by its name"),
                "references lead to files `*.yaml`, `*.yml` and `*.json`".into(),
            ),
            Unread::Missing(near) => wrong(
                &codes::UNRESOLVED_REFERENCE,
                format!("there is no file `{}`", self.folder.display(path)),
                match near {
                    Some(near) => format!("there is `{near}`"),
                    None => "put it there: references are relative to the file that they stand in".to_owned(),
                },
            ),
        }
    }
}

/// The reference that a value is, and nothing beside it.
fn only_reference(node: &Node) -> Option<(&str, Span)> {
    let map = node.as_object().filter(|map| map.len() == 1)?;
    let reference = map.get("$ref")?;
    Some((reference.as_str()?, reference.span))
}

/// The schema with an `$anchor` (JSON Schema 2020-12, section 8.2.2).
fn anchored(node: &Node, name: &str, pointer: &Pointer) -> Option<Pointer> {
    match &node.value {
        Value::Object(map) => {
            let is_it = |key| node.get(key).and_then(Node::as_str) == Some(name);
            if is_it("$anchor") || is_it("$dynamicAnchor") {
                return Some(pointer.clone());
            }
            map.iter()
                .find_map(|(key, node)| anchored(node, name, &pointer.join(&key.name)))
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .find_map(|(index, node)| anchored(node, name, &pointer.join(index))),
        _ => None,
    }
}

/// What the last key that is not there was probably meant to be.
fn nearest(cx: &mut Diagnostics, tree: &Node, text: &str) -> Option<String> {
    let fragment = text.split_once('#')?.1;
    let pointer = Pointer::from_text(crate::uri::percent_decoded(fragment)?);
    let (deepest, missing) = tree.deepest(&pointer)?;
    let known = deepest.as_object()?.iter();
    let near = cx.nearest(&missing, known.map(|(key, _)| key.name.as_str()));
    near.map(str::to_owned)
}
