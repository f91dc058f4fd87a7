//! Reference Objects (OpenAPI 3.0.3, Reference Object): what they refer to, and what stands beside them.

use super::{Object, check::Checker};
use crate::{
    diagnostics::{Diagnostic, codes},
    source::Node,
};

/// What the siblings of a `$ref` may say about the place that it is in, not about what it refers to. All of them annotate:
/// none makes a value valid or not, but `nullable`, which is what people write it there for.
const KEPT: [&str; 11] = [
    "default",
    "deprecated",
    "description",
    "example",
    "externalDocs",
    "nullable",
    "readOnly",
    "summary",
    "title",
    "writeOnly",
    "xml",
];

/// Checks an object with a `$ref`, in the place of an `object`, and its siblings.
pub(super) fn check(
    checker: &mut Checker<'_>,
    object: &'static Object,
    node: &Node,
    reference: &Node,
) {
    match reference.as_str() {
        Some(text) => target(checker, text, reference),
        None => {
            let message = format!("`$ref`: expected a string, found {}", reference.kind());
            checker.error(&codes::WRONG_KIND, reference.span, message);
        }
    }
    for (key, value) in node.as_object().into_iter().flatten() {
        match key.name.as_str() {
            "$ref" => {}
            name if name.starts_with("x-rust-") && !checker.is_trusted(key.span) => {
                checker.extension(key)
            }
            name if name.starts_with("x-") => {}
            name if KEPT.contains(&name) => {
                if let Some(keyword) = object.keywords.iter().find(|keyword| keyword.name == name) {
                    let owner = Some((object, keyword.name));
                    checker.inside(name, |checker| checker.value(owner, &keyword.kind, value));
                }
            }
            name => checker.push(
                Diagnostic::new(
                    &codes::REF_SIBLINGS_IGNORED,
                    key.span,
                    format!("`{name}` beside a `$ref` is ignored"),
                )
                .related(reference.span, "this replaces everything beside it")
                .help("say it in what the `$ref` refers to, or write that out here"),
            ),
        }
    }
}

/// Files and the network are never followed from here: an error says what to do instead.
fn target(checker: &mut Checker<'_>, text: &str, reference: &Node) {
    let is_pointer = |fragment: &str| fragment.is_empty() || fragment.starts_with('/');
    if let Some(fragment) = text.strip_prefix('#') {
        if !is_pointer(fragment) {
            let message = format!("`{text}` is not a JSON Pointer");
            checker.push(
                Diagnostic::new(&codes::INVALID_REFERENCE, reference.span, message)
                    .help("begin it with `#/`, for instance `#/components/schemas/Pet`"),
            );
        }
    } else if is_remote(text) {
        let message = format!("`{text}` is a URL: the generator never follows one");
        checker.push(
            Diagnostic::new(&codes::INVALID_REFERENCE, reference.span, message)
                .help("save the document into the folder of the API, and refer to it there"),
        );
    } else if text.starts_with(['/', '\\']) {
        let message = format!("`{text}` leads out of the folder of the API");
        checker.push(
            Diagnostic::new(&codes::INVALID_REFERENCE, reference.span, message)
                .help("copy the file into the folder, and refer to it by a relative path"),
        );
    } else if text.is_empty() {
        checker.error(
            &codes::INVALID_REFERENCE,
            reference.span,
            "the reference is empty".to_owned(),
        );
    } else {
        checker.not_yet(
            reference.span,
            &format!("a reference to another file (`{text}`)"),
        );
    }
}

/// Whether a reference has a scheme (RFC 3986 section 3.1) or an authority.
fn is_remote(text: &str) -> bool {
    let scheme = text.split([':', '/', '?', '#']).next().unwrap_or_default();
    let has_scheme = text[scheme.len()..].starts_with(':')
        && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    has_scheme || text.starts_with("//")
}
