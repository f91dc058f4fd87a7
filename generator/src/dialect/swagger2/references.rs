//! References of Swagger 2.0 to those of the internal dialect.

use super::{Swagger, text};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    source::Node,
};

/// Where Swagger 2.0 keeps what is referred to, and where the internal dialect does.
const SECTIONS: [(&str, &str, &str); 4] = [
    ("definitions", "#/components/schemas", "a schema"),
    ("parameters", "#/components/parameters", "a parameter"),
    ("responses", "#/components/responses", "a response"),
    (
        "securityDefinitions",
        "#/components/securitySchemes",
        "a security scheme",
    ),
];

/// Rewrites the text of a `$ref` to something of `section`. One that leads to nothing there is reported, in the words of
/// the document.
pub(super) fn rewritten(
    cx: &mut Diagnostics,
    swagger: &Swagger<'_>,
    section: &str,
    reference: &Node,
) -> Node {
    let Some(said) = reference.as_str() else {
        return reference.clone();
    };
    for (name, target, _) in SECTIONS {
        let Some(rest) = said
            .strip_prefix('#')
            .and_then(|rest| rest.strip_prefix('/'))
        else {
            break;
        };
        let Some(rest) = rest
            .strip_prefix(name)
            .and_then(|rest| rest.strip_prefix('/'))
        else {
            continue;
        };
        if !rest.contains('/') {
            check(cx, swagger, (section, name), rest, reference);
        }
        return text(reference.span, &format!("{target}/{rest}"));
    }
    // What is there now is not what the document has there.
    if said.starts_with("#/components/") {
        let message = format!("the reference `{said}` names nothing in the document");
        cx.push(
            Diagnostic::new(&codes::UNRESOLVED_REFERENCE, reference.span, message).help(format!(
                "what OpenAPI 3.0 has in `components`, Swagger 2.0 has elsewhere: refer to a member of `#/{section}`"
            )),
        );
    }
    match in_response(swagger, said) {
        Some(said) => text(reference.span, &said),
        None => reference.clone(),
    }
}

/// The name of a member of a section that a reference leads to.
pub(super) fn name_in(section: &str, reference: &str) -> Option<String> {
    let rest = reference.strip_prefix("#/")?.strip_prefix(section)?;
    let keys: Vec<String> = Pointer::from_text(rest).keys().collect();
    match keys.as_slice() {
        [name] => Some(name.clone()),
        _ => None,
    }
}

/// Reports a name that is not there, or of something else.
fn check(
    cx: &mut Diagnostics,
    swagger: &Swagger<'_>,
    (wanted, found): (&str, &str),
    rest: &str,
    reference: &Node,
) {
    let said = reference.as_str().unwrap_or_default();
    let known = swagger.root.get(found).and_then(Node::as_object);
    let name = Pointer::from_text(format!("/{rest}")).keys().next();
    let name = name.unwrap_or_default();
    // A percent-encoded name is looked up when references are followed.
    let is_there = rest.contains('%') || known.is_some_and(|known| known.get(&name).is_some());
    if !is_there {
        let message = format!("the reference `{said}` names nothing in the document");
        let mut diagnostic = Diagnostic::new(&codes::UNRESOLVED_REFERENCE, reference.span, message);
        let names = known
            .into_iter()
            .flatten()
            .map(|(key, _)| key.name.as_str());
        diagnostic = diagnostic.help(match cx.nearest(&name, names) {
            Some(near) => format!("there is `{near}`"),
            None => "correct it, or add what it names; an overlay can do either".to_owned(),
        });
        cx.push(diagnostic);
    } else if wanted != found {
        let noun = SECTIONS.iter().find(|(name, ..)| *name == wanted);
        let noun = noun.map_or("what is needed here", |(_, _, noun)| noun);
        let message = format!("the reference `{said}` does not name {noun}");
        cx.push(
            Diagnostic::new(&codes::WRONG_REFERENCE, reference.span, message)
                .help(format!("refer to a member of `#/{wanted}`")),
        );
    }
}

/// A reference to the schema of a response that stands in an operation: it is in the first media type now.
fn in_response(swagger: &Swagger<'_>, said: &str) -> Option<String> {
    let pointer = Pointer::from_text(said.strip_prefix('#')?);
    let keys: Vec<String> = pointer.keys().collect();
    let [paths, path, method, responses, status, schema, rest @ ..] = keys.as_slice() else {
        return None;
    };
    if paths != "paths" || responses != "responses" || schema != "schema" {
        return None;
    }
    let operation = swagger.root.get("paths")?.get(path)?.get(method)?;
    let (media_types, _) = swagger.media_types(operation.as_object(), "produces", operation.span);
    let first = media_types.first()?.as_str()?;
    let start = Pointer::root()
        .join("paths")
        .join(path)
        .join(method)
        .join("responses")
        .join(status)
        .join("content")
        .join(first)
        .join("schema");
    let whole = rest.iter().fold(start, |pointer, key| pointer.join(key));
    Some(format!("#{}", whole.as_str()))
}
