//! The documents of one API to one document.
//!
//! Documentation pages publish one operation per document, each with the components that it needs. So paths are united
//! by template and then by method, components by section and then by name, tags by name; everything else stands once,
//! in every document that says it, and must be equal. What the first document says first comes first.

use super::{difference, version::Version};
use crate::{
    diagnostics::{Aborted, Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    source::{Key, Map, Node, SourceDocument, Value},
};

/// Unites all documents, which are of one version. The roots are objects.
///
/// # Errors
/// [`Aborted`] when there is no document, or where versions differ: what is said then means different things.
pub(super) fn merge(
    cx: &mut Diagnostics,
    roots: Vec<(Version, SourceDocument)>,
) -> Result<(Version, Node), Aborted> {
    let mut roots = roots.into_iter();
    let (version, first) = roots.next().ok_or(Aborted)?;
    let mut merged = first.tree;
    let before = cx.errors();
    for (other, root) in roots {
        let tree = root.tree;
        if other != version {
            several_versions(cx, (version, &merged), (other, &tree));
            continue;
        }
        for key in ONE_SIDED {
            one_sided(cx, key, &merged, &tree);
            one_sided(cx, key, &tree, &merged);
        }
        if let (Some(into), Value::Object(from)) = (merged.as_object_mut(), tree.value) {
            self::root(cx, into, from);
        }
    }
    cx.stage_end(before)?;
    Ok((version, merged))
}

/// What a document says about all that it describes.
const ONE_SIDED: [&str; 8] = [
    "servers",
    "security",
    "jsonSchemaDialect",
    "host",
    "basePath",
    "schemes",
    "consumes",
    "produces",
];

fn several_versions(cx: &mut Diagnostics, first: (Version, &Node), other: (Version, &Node)) {
    let place = |tree: &Node| {
        let version = tree.get("openapi").or_else(|| tree.get("swagger"));
        version.unwrap_or(tree).span
    };
    let message = "two documents of one API are of different versions";
    cx.push(
        Diagnostic::new(&codes::MERGE_CONFLICT, place(other.1), message)
            .label(format!("{} here", other.0.name()))
            .related(place(first.1), format!("{} here", first.0.name()))
            .help("put them into folders of their own, as two APIs, or convert one of them"),
    );
}

fn root(cx: &mut Diagnostics, into: &mut Map, from: Map) {
    for (key, node) in from {
        let pointer = Pointer::root().join(&key.name);
        match (key.name.as_str(), into.get_mut(&key.name)) {
            ("openapi", Some(first)) => version(first, node),
            ("$self", Some(_)) => {}
            ("paths" | "components" | "webhooks", Some(first)) => {
                unite(cx, first, (key, node), 2, &pointer)
            }
            ("definitions" | "parameters" | "responses" | "securityDefinitions", Some(first)) => {
                unite(cx, first, (key, node), 1, &pointer)
            }
            ("tags", Some(first)) => tags(cx, first, node, &pointer),
            (_, Some(first)) => unite(cx, first, (key, node), 0, &pointer),
            (_, None) => into.set(key, node),
        }
    }
}

/// The latest patch version that any document names: they differ in wording only.
fn version(first: &mut Node, node: Node) {
    let patch = |node: &Node| {
        node.as_str()
            .and_then(|text| text.rsplit('.').next()?.parse::<u64>().ok())
    };
    if patch(&node) > patch(first) {
        *first = node;
    }
}

/// Unites two values under one key: member by member for so many `levels`, then they have to be equal.
fn unite(
    cx: &mut Diagnostics,
    first: &mut Node,
    (key, node): (Key, Node),
    levels: usize,
    pointer: &Pointer,
) {
    match (&mut first.value, node) {
        (
            Value::Object(into),
            Node {
                value: Value::Object(from),
                ..
            },
        ) if levels > 0 => {
            for (key, node) in from {
                match into.get_mut(&key.name) {
                    Some(first) => {
                        let pointer = pointer.join(&key.name);
                        unite(cx, first, (key, node), levels - 1, &pointer);
                    }
                    None => into.set(key, node),
                }
            }
        }
        (_, node) => equal(cx, first, &node, &key.name, pointer),
    }
}

/// Unites two lists of tags by name.
fn tags(cx: &mut Diagnostics, first: &mut Node, node: Node, pointer: &Pointer) {
    let (Value::Array(into), Value::Array(from)) = (&mut first.value, node.value) else {
        return;
    };
    for tag in from {
        let name = |tag: &Node| tag.get("name").and_then(Node::as_str).map(str::to_owned);
        let tag_name = name(&tag);
        let same = into
            .iter()
            .position(|other| tag_name.is_some() && name(other) == tag_name);
        match (same, tag_name) {
            (Some(index), Some(tag_name)) => {
                equal(cx, &into[index], &tag, &tag_name, &pointer.join(index))
            }
            _ => into.push(tag),
        }
    }
}

/// Reports two values under one name that are not equal.
fn equal(cx: &mut Diagnostics, first: &Node, second: &Node, name: &str, pointer: &Pointer) {
    let Some(difference) = difference::first(first, second) else {
        return;
    };
    let place = Pointer::from_text(format!(
        "{}{}",
        pointer.as_str(),
        difference.pointer.as_str()
    ));
    let message = format!("two documents of one API say different things about `{name}`");
    cx.push(
        Diagnostic::new(&codes::MERGE_CONFLICT, difference.right.span, message)
            .label(format!("{} here", difference.right.text))
            .related(
                difference.left.span,
                format!("{} here", difference.left.text),
            )
            .note(format!("the first difference is at {place}"))
            .help("make the documents agree, or put them into folders of their own, as two APIs"),
    );
}

/// Reports what only one of two documents says although it would change what the other one means.
fn one_sided(cx: &mut Diagnostics, key: &str, with: &Node, without: &Node) {
    let Some((place, value)) = with.as_object().and_then(|map| map.get_key_value(key)) else {
        return;
    };
    if without.get(key).is_some() || value.as_array().is_some_and(<[Node]>::is_empty) {
        return;
    }
    cx.push(
        Diagnostic::new(
            &codes::MERGE_CONFLICT,
            place.span,
            format!("only one document of the API says `{key}`"),
        )
        .related(
            without.span,
            format!("nothing about `{key}` in this document"),
        )
        .help(format!(
            "say the same `{key}` in every document of the API, or at each operation"
        )),
    );
}
