//! The `$ref` of a schema to the pointer of the Schema Object that it means.

use super::references;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    document::Places,
    pointer::Pointer,
    source::{Node, Span},
};

/// The schema at the end of the references that begin with the node at `pointer`; `None`, with an error said, when
/// there is none.
pub(super) fn follow(
    cx: &mut Diagnostics,
    places: &Places,
    pointer: &Pointer,
    node: &Node,
) -> Option<Pointer> {
    let (mut at, mut node) = (pointer.clone(), node);
    let mut seen = vec![];
    while let Some(reference) = node.get("$ref") {
        let text = reference.as_str()?;
        if seen.contains(&at) {
            references::cyclic(cx, places, text, pointer);
            return None;
        }
        let target = named(cx, places, text, reference.span)?;
        seen.push(std::mem::replace(&mut at, target));
        node = places.node(&at)?;
    }
    Some(at)
}

/// The place that a reference names, if a Schema Object stands there; an error at `span` if not.
pub(super) fn named(
    cx: &mut Diagnostics,
    places: &Places,
    reference: &str,
    span: Span,
) -> Option<Pointer> {
    let pointer = references::local(cx, reference, span)?;
    let keys: Vec<String> = pointer.keys().collect();
    let found = places.node(&pointer);
    match (found, leads_to_schema(&keys)) {
        (Some(node), true) if node.as_object().is_some() => Some(pointer),
        (Some(_), _) => {
            let message = format!("the reference `{reference}` does not name a schema");
            cx.push(
                Diagnostic::new(&codes::WRONG_REFERENCE, span, message)
                    .related(places.value(&pointer), "this is what it names")
                    .help("refer to a member of `#/components/schemas`"),
            );
            None
        }
        (None, _) => {
            let mut diagnostic = Diagnostic::new(
                &codes::UNRESOLVED_REFERENCE,
                span,
                format!("the reference `{reference}` names nothing in the document"),
            );
            if let Some(near) = nearest(places, &pointer) {
                diagnostic = diagnostic.help(near);
            }
            cx.push(diagnostic);
            None
        }
    }
}

/// What the last key that is not there was probably meant to be.
fn nearest(places: &Places, pointer: &Pointer) -> Option<String> {
    let mut missing = pointer.clone();
    loop {
        let (parent, key) = missing.split_last()?;
        if let Some(node) = places.node(&parent) {
            let known = node.as_object()?.iter().map(|(key, _)| key.name.as_str());
            return crate::suggest::nearest(&key, known).map(|near| format!("there is `{near}`"));
        }
        missing = parent;
    }
}

/// Whether a Schema Object stands at the end of these keys: below `components.schemas`, or below the `schema` of a
/// parameter, a header or a media type.
fn leads_to_schema(keys: &[String]) -> bool {
    let key = |index: usize| keys.get(index).map(String::as_str);
    match (key(0), key(1)) {
        (Some("components"), Some("schemas")) => keys.len() > 2 && stays_in_schemas(&keys[3..]),
        (Some("components" | "paths"), _) => (2..keys.len())
            .filter(|index| keys[*index] == "schema")
            .any(|index| stays_in_schemas(&keys[index + 1..])),
        _ => false,
    }
}

/// Whether each step leads from a Schema Object to another one.
fn stays_in_schemas(keys: &[String]) -> bool {
    let mut keys = keys.iter().map(String::as_str);
    while let Some(key) = keys.next() {
        let is_step = match key {
            "items" | "not" | "additionalProperties" => true,
            "properties" => keys.next().is_some(),
            "allOf" | "oneOf" | "anyOf" => keys.next().is_some(),
            _ => false,
        };
        if !is_step {
            return false;
        }
    }
    true
}
