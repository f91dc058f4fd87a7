//! What references to other files, and into extensions of the document, name, brought to where the document has such
//! things.
//!
//! What has a home in `components` (`definitions` and so on in Swagger 2.0) becomes a component, once, however many
//! references lead to it and however they are spelt; what has none (a path item, an operation, the `paths` of a document)
//! takes the place of the reference. Everything keeps its place in the file that it came from: what is relative is
//! relative to that, and what is wrong with it is said there.
//!
//! AFTER THIS POINT every reference that could be followed is one into the document.

mod address;
mod find;
mod names;
mod settle;
mod strings;
mod targets;
mod texts;
mod walk;

pub(super) use self::address::refused;
use self::{settle::settle, walk::Walk};
use crate::{
    diagnostics::Diagnostics,
    layout::{Kind, Place, Version},
    pointer::Pointer,
    source::{Folder, Node, Span, Value},
};
use std::collections::{HashMap, HashSet};

/// What has been brought in so far: an overlay may refer to files as well, after what the documents refer to.
#[derive(Default)]
pub(super) struct Files {
    targets: Vec<Target>,
    by_place: HashMap<Named, usize>,
    splices: Vec<Splice>,
    /// The references that are into the document now, though the files that they stand in are others.
    done: HashSet<Span>,
    /// Whether references were left that could not be followed.
    is_unfinished: bool,
}

/// What a reference names: the real path of a file (empty for the merged documents), the place in it, and what it is to
/// be.
type Named = (String, Pointer, Kind);

/// Something that is to be a component.
struct Target {
    file: String,
    pointer: Pointer,
    kind: Kind,
    /// What it says, its own references walked; taken when it gets its place.
    node: Option<Node>,
    /// The name of the component of the document that is nothing but a reference to it.
    claim: Option<String>,
    /// Where it is in the document.
    home: Option<Pointer>,
}

/// Something that took the place of a reference.
struct Splice {
    file: String,
    pointer: Pointer,
    at: Pointer,
    place: Place,
}

/// Whether references that cannot be followed are errors.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// Not yet: an overlay may repair them.
    Wait,
    /// Now.
    Report,
}

/// Brings in what the references of a document name.
pub(super) fn bring(
    cx: &mut Diagnostics,
    folder: &mut Folder<'_>,
    files: &mut Files,
    tree: &mut Node,
    broken: Broken,
) {
    if !files.is_unfinished && !has_files(tree, None) {
        return;
    }
    let version = version(tree);
    let mut walk = Walk::new(cx, folder, files, tree, version, broken);
    walk.document(tree);
    let fresh = walk.finish();
    settle(files, tree, version);
    files.done.extend(fresh);
}

/// The versions are checked: these are all there are.
fn version(tree: &Node) -> Version {
    match tree.get("openapi").and_then(Node::as_str) {
        None => Version::Swagger,
        Some(text) if text.starts_with("3.0") => Version::OpenApi30,
        Some(_) => Version::OpenApi31,
    }
}

/// Whether there is anything that could be a reference to a file, or into an extension; `key` is what leads to the node.
fn has_files(node: &Node, key: Option<&str>) -> bool {
    match &node.value {
        Value::String(text) => match key {
            Some("$ref") if walk::names_extension(text) => true,
            Some("$ref" | "operationRef") => !text.starts_with('#') && !address::is_remote(text),
            Some("mapping" | "defaultMapping") => is_file(text),
            _ => false,
        },
        Value::Array(items) => items.iter().any(|item| has_files(item, None)),
        Value::Object(map) => map.iter().any(|(member, node)| {
            let is_mapping = key == Some("mapping") && node.as_str().is_some();
            let key = if is_mapping { "mapping" } else { &member.name };
            has_files(node, Some(key))
        }),
        _ => false,
    }
}

/// Whether the value of a `mapping`, which may be the name of a schema, is a reference to a file.
fn is_file(text: &str) -> bool {
    let path = text.split('#').next().unwrap_or_default();
    let is_document = [".yaml", ".yml", ".json"]
        .iter()
        .any(|format| path.ends_with(format));
    !path.is_empty() && !address::is_remote(text) && (is_document || path.contains('/'))
}

/// Marks the text of a reference to a target until it is known where that will be. No text of YAML begins so, and what
/// JSON can say is not looked at: only references are.
const MARK: char = '\0';

fn mark(target: usize, text: &str) -> String {
    format!("{MARK}{target}{MARK}{text}")
}

/// The target that a reference was marked with, and its text.
fn marked(text: &str) -> Option<(usize, &str)> {
    let (target, text) = text.strip_prefix(MARK)?.split_once(MARK)?;
    Some((target.parse().ok()?, text))
}

/// A reference into the document.
fn local(pointer: &Pointer) -> String {
    pointer.to_string().replace('%', "%25")
}
