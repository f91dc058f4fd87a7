//! Reference Objects (OpenAPI 3.0.3, Reference Object): what they refer to, and what stands beside them.

use super::{super::files, Object, Version, check::Checker};
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

/// Checks an object with a `$ref`, in the place of an `object` or of a map, and its siblings.
pub(super) fn check(
    checker: &mut Checker<'_>,
    object: Option<&'static Object>,
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
                let keywords = object.map_or(&[] as &[_], |object| object.keywords);
                let keyword = keywords.iter().find(|keyword| keyword.name == name);
                if let (Some(object), Some(keyword)) = (object, keyword) {
                    let owner = Some((object, keyword.name));
                    checker.inside(name, |checker| checker.value(owner, &keyword.kind, value));
                }
            }
            name => {
                checker.push(
                    Diagnostic::new(
                        &codes::REF_SIBLINGS_IGNORED,
                        key.span,
                        format!("`{name}` beside a `$ref` is ignored"),
                    )
                    .related(reference.span, "this replaces everything beside it")
                    .help("say it in what the `$ref` refers to, or write that out here"),
                );
                checker.change(key, None);
            }
        }
    }
}

/// Files and the network are never followed from here: an error says what to do instead.
pub(super) fn target(checker: &mut Checker<'_>, text: &str, reference: &Node) {
    let local = checker.at_home(text, reference);
    let text = local.as_deref().unwrap_or(text);
    let is_pointer = |fragment: &str| fragment.is_empty() || fragment.starts_with('/');
    if let Some(fragment) = text.strip_prefix('#') {
        if !is_pointer(fragment) && checker.version > Version::V30 {
            let message = format!("there is no anchor `{fragment}` for the reference `{text}`");
            checker.push(
                Diagnostic::new(&codes::UNRESOLVED_REFERENCE, reference.span, message).help(
                    "give a schema that `$anchor`, or refer by `#/`, for instance `#/components/schemas/Pet`",
                ),
            );
        } else if !is_pointer(fragment) {
            let message = format!("`{text}` is not a JSON Pointer");
            checker.push(
                Diagnostic::new(&codes::INVALID_REFERENCE, reference.span, message)
                    .help("begin it with `#/`, for instance `#/components/schemas/Pet`"),
            );
        }
    } else if let Some(refusal) = files::refused(text) {
        checker.push(
            Diagnostic::new(&codes::INVALID_REFERENCE, reference.span, refusal.message)
                .help(refusal.help),
        );
    } else {
        let message = format!("`{text}` is a file that is not read from here");
        checker.push(
            Diagnostic::new(&codes::UNRESOLVED_REFERENCE, reference.span, message)
                .help("write out what it has, or refer to it as a component"),
        );
    }
}
