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

/// Unites all documents of an API, which are of one version. The roots are objects.
///
/// # Errors
/// [`Aborted`] when there is no document, or where versions differ: what is said then means different things.
pub(super) fn merge(
    cx: &mut Diagnostics,
    api: &str,
    roots: Vec<(Version, SourceDocument)>,
) -> Result<(Version, Node), Aborted> {
    let remedy = &remedy(api, &roots);
    let mut roots = roots.into_iter();
    let (version, first) = roots.next().ok_or(Aborted)?;
    let mut merged = first.tree;
    let before = cx.errors();
    for (other, root) in roots {
        let tree = root.tree;
        if other != version {
            several_versions(cx, remedy, (version, &merged), (other, &tree));
            continue;
        }
        for key in ONE_SIDED {
            one_sided(cx, remedy, key, &merged, &tree);
            one_sided(cx, remedy, key, &tree, &merged);
        }
        if let (Some(into), Value::Object(from)) = (merged.as_object_mut(), tree.value) {
            self::root(cx, remedy, into, from);
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

/// What to do where not all documents of the folder are one API.
fn remedy(api: &str, roots: &[(Version, SourceDocument)]) -> String {
    let folder = format!("{api}/");
    let first = roots.first().map_or("", |(_, root)| root.path.as_str());
    let first = first.strip_prefix(folder.as_str()).unwrap_or(first);
    format!(
        "or put them into folders of their own, as two APIs; or, if only some are the API, name those in `codegen.yaml`: `apis: {{{api}: {{roots: [{first}]}}}}`"
    )
}

fn several_versions(
    cx: &mut Diagnostics,
    remedy: &str,
    first: (Version, &Node),
    other: (Version, &Node),
) {
    let place = |tree: &Node| {
        let version = tree.get("openapi").or_else(|| tree.get("swagger"));
        version.unwrap_or(tree).span
    };
    let message = "two documents of one API are of different versions";
    cx.push(
        Diagnostic::new(&codes::MERGE_CONFLICT, place(other.1), message)
            .label(format!("{} here", other.0.name()))
            .related(place(first.1), format!("{} here", first.0.name()))
            .help(format!("convert one of them, {remedy}")),
    );
}

fn root(cx: &mut Diagnostics, remedy: &str, into: &mut Map, from: Map) {
    for (key, node) in from {
        let pointer = Pointer::root().join(&key.name);
        match (key.name.as_str(), into.get_mut(&key.name)) {
            ("openapi", Some(first)) => version(first, node),
            ("$self", Some(_)) => {}
            ("paths" | "components" | "webhooks", Some(first)) => {
                unite(cx, remedy, first, (key, node), 2, &pointer)
            }
            ("definitions" | "parameters" | "responses" | "securityDefinitions", Some(first)) => {
                unite(cx, remedy, first, (key, node), 1, &pointer)
            }
            ("tags", Some(first)) => tags(cx, remedy, first, node, &pointer),
            (_, Some(first)) => unite(cx, remedy, first, (key, node), 0, &pointer),
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
    remedy: &str,
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
                        unite(cx, remedy, first, (key, node), levels - 1, &pointer);
                    }
                    None => into.set(key, node),
                }
            }
        }
        (_, node) => equal(cx, remedy, (first, &node), &key.name, pointer),
    }
}

/// Unites two lists of tags by name.
fn tags(cx: &mut Diagnostics, remedy: &str, first: &mut Node, node: Node, pointer: &Pointer) {
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
                let pointer = pointer.join(index);
                equal(cx, remedy, (&into[index], &tag), &tag_name, &pointer);
            }
            _ => into.push(tag),
        }
    }
}

/// Reports two values under one name that are not equal.
fn equal(
    cx: &mut Diagnostics,
    remedy: &str,
    (first, second): (&Node, &Node),
    name: &str,
    pointer: &Pointer,
) {
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
            .help(format!("make the documents agree, {remedy}")),
    );
}

/// Reports what only one of two documents says although it would change what the other one means.
fn one_sided(cx: &mut Diagnostics, remedy: &str, key: &str, with: &Node, without: &Node) {
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
            "say the same `{key}` in every document of the API, or at each operation, {remedy}"
        )),
    );
}
