//! Links: the operation that each leads to, and the values that it hands on.

use super::{
    Link, LinkTarget, LinkValue,
    keywords::text,
    operations::{Reading, members},
    references, servers,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    expression::{self, Piece},
    layout::{self, Kind},
    pointer::Pointer,
    source::{Node, Span},
    vocabulary::Location,
    volume,
};

/// `links` of a response.
pub(super) fn all(
    cx: &mut Diagnostics,
    reading: &Reading<'_>,
    owner: &Pointer,
    node: &Node,
) -> Vec<Link> {
    let at = owner.join("links");
    members(node, "links")
        .filter_map(|(key, node)| one(cx, reading, &at.join(&key.name), node, &key.name))
        .collect()
}

fn one(
    cx: &mut Diagnostics,
    reading: &Reading<'_>,
    pointer: &Pointer,
    node: &Node,
    name: &str,
) -> Option<Link> {
    let description = references::said(reading.places, node, "description");
    let (pointer, node) = references::follow(cx, reading.places, Kind::Link, pointer, node)?;
    cx.grow(volume::LINK, || reading.places.key(&pointer))?;
    let mut parameters = Vec::new();
    for (key, node) in members(node, "parameters") {
        // OpenAPI 3.0.3, Link Object: `[{in}.]{name}`.
        let located = key.name.split_once('.');
        let located = located.and_then(|(word, name)| Some((Location::of_word(word)?, name)));
        let (location, name) = match located {
            Some((location, name)) => (Some(location), name),
            None => (None, key.name.as_str()),
        };
        parameters.push((location, name.to_owned(), value(cx, node)?));
    }
    let request_body = match node.get("requestBody") {
        Some(node) => Some(value(cx, node)?),
        None => None,
    };
    let server = node.get("server");
    Some(Link {
        name: name.to_owned(),
        target: target(cx, reading, node)?,
        parameters,
        request_body,
        description,
        server: server.and_then(|node| servers::one(pointer.join("server"), node)),
        chosen_name: text(node, "x-rust-name"),
        pointer,
    })
}

/// The operation that a link leads to. A link is but advice: one that leads nowhere is said, and kept as text.
fn target(cx: &mut Diagnostics, reading: &Reading<'_>, node: &Node) -> Option<LinkTarget> {
    if let Some(node) = node.get("operationId") {
        let id = node.as_str()?;
        if let Some(pointer) = reading.ids.get(id) {
            return Some(LinkTarget::Here(pointer.clone()));
        }
        let near = cx.nearest(id, reading.ids.keys().copied());
        unknown(cx, node.span, id, near);
        return Some(LinkTarget::Elsewhere(id.to_owned()));
    }
    let node = node.get("operationRef")?;
    let reference = node.as_str()?;
    if !reference.starts_with('#') {
        return Some(LinkTarget::Elsewhere(reference.to_owned()));
    }
    let pointer = references::local(cx, reading.places, reference, node.span)?;
    if reading.places.node(&pointer).is_some() {
        let keys: Vec<String> = pointer.keys().collect();
        if layout::at_keys(&keys) == Some(Kind::Operation) {
            return Some(LinkTarget::Here(pointer));
        }
    }
    unknown(cx, node.span, reference, None);
    Some(LinkTarget::Elsewhere(reference.to_owned()))
}

fn unknown(cx: &mut Diagnostics, span: Span, operation: &str, near: Option<&str>) {
    let mut diagnostic = Diagnostic::new(
        &codes::UNKNOWN_OPERATION,
        span,
        format!("the link leads to no operation of the document: `{operation}`"),
    );
    if let Some(near) = near {
        diagnostic = diagnostic.help(format!("there is `{near}`"));
    }
    cx.push(diagnostic);
}

/// What a link hands on. Text that begins as an expression has to be one.
fn value(cx: &mut Diagnostics, node: &Node) -> Option<LinkValue> {
    let constant = || Some(LinkValue::Constant(node.to_json()));
    let Some(text) = node.as_str() else {
        return constant();
    };
    if !text.starts_with('$') && !text.contains("{$") {
        return constant();
    }
    match expression::template(text) {
        Some(pieces) => Some(match pieces.as_slice() {
            [Piece::Expression(one)] => LinkValue::Expression(one.clone()),
            _ => LinkValue::Template(pieces),
        }),
        None => {
            let message = format!("`{text}` is not a runtime expression");
            cx.push(
                Diagnostic::new(&codes::INVALID_EXPRESSION, node.span, message)
                    .help("write for instance `$response.body#/id` or `$request.path.id`"),
            );
            None
        }
    }
}
