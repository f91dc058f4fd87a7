//! A `$ref` to the component it names.

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    document::Places,
    pointer::Pointer,
    source::Span,
};
use indexmap::IndexMap;
use openapiv3::ReferenceOr;

/// The item of a component map that `at` is, or refers to, with the item's own pointer; through any number of
/// references. `None`, and an error at the `$ref`, when it leads nowhere, elsewhere, or round in a circle.
pub(super) fn follow<'a, T>(
    cx: &mut Diagnostics,
    places: &Places,
    components: &'a IndexMap<String, ReferenceOr<T>>,
    kind: &str,
    item: &'a ReferenceOr<T>,
    pointer: Pointer,
) -> Option<(&'a T, Pointer)> {
    let first = pointer.clone();
    let (mut item, mut pointer, mut seen) = (item, pointer, Vec::new());
    loop {
        let reference = match item {
            ReferenceOr::Item(found) => return Some((found, pointer)),
            ReferenceOr::Reference { reference } => reference,
        };
        let name = component_name(cx, places, kind, reference, &pointer)?;
        if seen.contains(&name) {
            cyclic(cx, places, reference, &first);
            return None;
        }
        let Some(next) = components.get(&name) else {
            unresolved(
                cx,
                places,
                reference,
                &pointer,
                &name,
                components.keys().map(String::as_str),
            );
            return None;
        };
        pointer = Pointer::root().join("components").join(kind).join(&name);
        item = next;
        seen.push(name);
    }
}

/// The component's key in a reference of the form `#/components/<kind>/<key>`.
pub(super) fn component_name(
    cx: &mut Diagnostics,
    places: &Places,
    kind: &str,
    reference: &str,
    pointer: &Pointer,
) -> Option<String> {
    let span = places.value(&pointer.join("$ref"));
    let keys: Vec<String> = local(cx, reference, span)?.keys().collect();
    match keys.as_slice() {
        [components, found, name] if components == "components" && found == kind => {
            Some(name.clone())
        }
        [components, found, _] if components == "components" => {
            cx.push(
                Diagnostic::new(
                    &codes::WRONG_REFERENCE,
                    span,
                    format!("the reference `{reference}` names one of `{found}` where one of `{kind}` belongs"),
                )
                .help(format!("refer to a member of `#/components/{kind}`")),
            );
            None
        }
        _ => {
            cx.push(
                Diagnostic::new(
                    &codes::NOT_SUPPORTED_YET,
                    span,
                    format!("the reference `{reference}` does not name a component, which is not supported yet"),
                )
                .help(format!("move what it names to `#/components/{kind}` and refer to it there")),
            );
            None
        }
    }
}

/// Reports a reference that names nothing.
fn unresolved<'a>(
    cx: &mut Diagnostics,
    places: &Places,
    reference: &str,
    pointer: &Pointer,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) {
    let span = places.value(&pointer.join("$ref"));
    let mut diagnostic = Diagnostic::new(
        &codes::UNRESOLVED_REFERENCE,
        span,
        format!("the reference `{reference}` names nothing in the document"),
    );
    if let Some(near) = crate::suggest::nearest(name, known) {
        diagnostic = diagnostic.help(format!("there is `{near}`"));
    }
    cx.push(diagnostic);
}

/// Reports references that lead back to where they began.
pub(super) fn cyclic(cx: &mut Diagnostics, places: &Places, reference: &str, first: &Pointer) {
    cx.push(
        Diagnostic::new(
            &codes::CYCLIC_REFERENCE,
            places.value(&first.join("$ref")),
            format!("the reference `{reference}` leads back to itself and never to a value"),
        )
        .help("let one of the references on the way be the thing itself"),
    );
}

/// The pointer of a reference into its own document; an error at `span` for all others.
pub(super) fn local(cx: &mut Diagnostics, reference: &str, span: Span) -> Option<Pointer> {
    let Some(fragment) = reference.strip_prefix('#') else {
        let help = match reference.contains("://") {
            true => {
                "save the document that it names beside this one and refer to the copy; nothing is fetched"
            }
            false => "move what it names into this document's `components`",
        };
        cx.push(
            Diagnostic::new(
                &codes::NOT_SUPPORTED_YET,
                span,
                format!("the reference `{reference}` leads out of the document, which is not supported yet"),
            )
            .help(help),
        );
        return None;
    };
    let Some(fragment) = percent_decoded(fragment) else {
        cx.push(Diagnostic::new(
            &codes::UNRESOLVED_REFERENCE,
            span,
            format!("the reference `{reference}` is not a URI: its percent-encoding is broken"),
        ));
        return None;
    };
    Some(Pointer::from_text(fragment))
}

/// RFC 3986 section 2.1; `None` when an escape is broken or the result is not UTF-8.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                bytes.push(u8::try_from(digit(high)? * 16 + digit(low)?).ok()?);
                rest = after;
            }
            (b'%', _) => return None,
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok()
}
