//! A `$ref` to the object that it means.

use super::keywords;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, Whole, codes},
    document::Places,
    layout::{self, Kind},
    pointer::Pointer,
    source::{Node, Span},
    uri,
};

/// How many references may lead on to each other. Each is followed from wherever there is one, so that longer chains would
/// cost the square of their length.
const LONGEST_CHAIN: usize = 64;

/// The object at the end of the references that begin with the node at `pointer`, with its own pointer; `None`, with an
/// error at the `$ref` said, when it leads nowhere, elsewhere, to another kind of object, round in a circle, or on and on.
pub(super) fn follow<'a>(
    cx: &mut Diagnostics,
    places: &'a Places,
    kind: Kind,
    pointer: &Pointer,
    node: &'a Node,
) -> Option<(Pointer, &'a Node)> {
    let (mut at, mut node) = (pointer.clone(), node);
    let mut seen = vec![];
    while let Some(reference) = node.get("$ref") {
        let text = reference.as_str()?;
        if seen.contains(&at) {
            cyclic(cx, places, text, pointer);
            return None;
        }
        if seen.len() > LONGEST_CHAIN {
            let place = places.value(&pointer.join("$ref"));
            let message =
                format!("the reference leads on through more than {LONGEST_CHAIN} others");
            let diagnostic = Diagnostic::new(&codes::LIMIT_EXCEEDED, place, message)
                .help("refer to the object itself");
            cx.exceed(Whole::of("chain"), diagnostic);
            return None;
        }
        let target = named(cx, places, kind, text, reference.span)?;
        seen.push(std::mem::replace(&mut at, target));
        node = places.node(&at)?;
        // A schema may say more than what it refers to.
        if kind == Kind::Schema && keywords::wraps(node) {
            break;
        }
    }
    // Schemas are read once, however many references lead to them; everything else is copied.
    if !seen.is_empty() && kind != Kind::Schema {
        let place = || places.value(&pointer.join("$ref"));
        cx.expand(|| node.weight(), place)?;
    }
    Some((at, node))
}

/// A text that an object says, or the nearest of the references that lead to it (OpenAPI 3.1.1, Reference Object:
/// `summary` and `description` override those of what is referred to). The references were followed before.
pub(super) fn said(places: &Places, node: &Node, key: &str) -> Option<String> {
    let mut node = node;
    // Circles and longer chains were reported.
    for _ in 0..=LONGEST_CHAIN {
        if let Some(text) = node.get(key).and_then(Node::as_str) {
            return Some(text.to_owned());
        }
        let reference = node.get("$ref")?.as_str()?;
        let fragment = uri::percent_decoded(reference.strip_prefix('#')?)?;
        node = places.node(&Pointer::from_text(fragment))?;
    }
    None
}

/// The place that a reference names, if an object of the kind stands there; an error at `span` if not.
pub(super) fn named(
    cx: &mut Diagnostics,
    places: &Places,
    kind: Kind,
    reference: &str,
    span: Span,
) -> Option<Pointer> {
    let pointer = local(cx, places, reference, span)?;
    // Only of what is there: a reference may have any number of keys.
    let found = places.node(&pointer);
    let kind_there = found.and_then(|_| layout::at_keys(&pointer.keys().collect::<Vec<_>>()));
    match found {
        Some(node) if is_one(kind, node) && kind_there == Some(kind) => Some(pointer),
        Some(_) => {
            let message = format!("the reference `{reference}` does not name {}", kind.noun());
            cx.push(
                Diagnostic::new(&codes::WRONG_REFERENCE, span, message)
                    .related(places.value(&pointer), "this is what it names")
                    .help(format!("refer to a member of `{}`", kind.home())),
            );
            None
        }
        None => {
            let mut diagnostic = Diagnostic::new(
                &codes::UNRESOLVED_REFERENCE,
                span,
                format!("the reference `{reference}` names nothing in the document"),
            );
            diagnostic = diagnostic.help(match nearest(cx, places, &pointer) {
                Some(near) => near,
                None => "correct it, or add what it names; an overlay can do either".to_owned(),
            });
            cx.push(diagnostic);
            None
        }
    }
}

/// Whether a node may be an object of a kind; a boolean is a schema, too (JSON Schema Core 2020-12, section 4.3).
fn is_one(kind: Kind, node: &Node) -> bool {
    node.as_object().is_some() || kind == Kind::Schema && node.as_bool().is_some()
}

/// What the last key that is not there was probably meant to be.
fn nearest(cx: &mut Diagnostics, places: &Places, pointer: &Pointer) -> Option<String> {
    let (deepest, missing) = places.node(&Pointer::root())?.deepest(pointer)?;
    let known = deepest.as_object()?.iter();
    let near = cx.nearest(&missing, known.map(|(key, _)| key.name.as_str()));
    near.map(|near| format!("there is `{near}`"))
}

/// Reports references that lead back to where they began.
pub(super) fn cyclic(cx: &mut Diagnostics, places: &Places, reference: &str, first: &Pointer) {
    let mut diagnostic = Diagnostic::new(
        &codes::CYCLIC_REFERENCE,
        places.value(&first.join("$ref")),
        format!("the reference `{reference}` leads back to itself and never to a value"),
    )
    .help("let one of the references on the way be the thing itself");
    let mut seen = vec![first.clone()];
    let mut next = target(reference);
    // Longer circles are clear by their beginning.
    while let Some(pointer) = next.filter(|next| !seen.contains(next) && seen.len() < 8) {
        let onward = places.node(&pointer).and_then(|node| node.get("$ref"));
        let Some(onward) = onward else { break };
        diagnostic = diagnostic.related(onward.span, "it leads here, and on");
        next = onward.as_str().and_then(target);
        seen.push(pointer);
    }
    cx.push(diagnostic);
}

/// The pointer of a reference into its own document.
fn target(reference: &str) -> Option<Pointer> {
    let fragment = uri::percent_decoded(reference.strip_prefix('#')?)?;
    Some(Pointer::from_text(fragment))
}

/// The pointer of a reference into its own document; an error at `span` for all others.
pub(super) fn local(
    cx: &mut Diagnostics,
    places: &Places,
    reference: &str,
    span: Span,
) -> Option<Pointer> {
    let Some(fragment) = reference.strip_prefix('#') else {
        // Files are in the document by now: what is left is a name, or a URL, which is never followed.
        let (message, help) = match reference.contains("://") {
            true => (
                format!("the reference `{reference}` leads out of the document"),
                "save the document that it names beside this one and refer to the copy; nothing is fetched".to_owned(),
            ),
            false => {
                let schemas = Pointer::root().join("components").join("schemas");
                let near = nearest(cx, places, &schemas.join(reference));
                let help = "give the name of one of `components.schemas`, or a reference to a schema";
                (
                    format!("there is no schema `{reference}`"),
                    near.unwrap_or_else(|| help.to_owned()),
                )
            }
        };
        cx.push(Diagnostic::new(&codes::UNRESOLVED_REFERENCE, span, message).help(help));
        return None;
    };
    let Some(fragment) = uri::percent_decoded(fragment) else {
        let message =
            format!("the reference `{reference}` is not a URI: its percent-encoding is broken");
        cx.push(
            Diagnostic::new(&codes::UNRESOLVED_REFERENCE, span, message)
                .help("write `%25` for a `%` in a name"),
        );
        return None;
    };
    Some(Pointer::from_text(fragment))
}
