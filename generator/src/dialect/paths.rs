//! Path templates of one API are distinct whatever their parameters are called (OpenAPI 3.0.3, Paths Object). Swagger 2.0
//! does not say so: there, what generators of documents make of one path and several methods is fine.

use super::version::Version;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    source::{Key, Node},
};
use std::collections::HashMap;

/// Reports each path that an earlier one equals but for the names in braces.
pub(super) fn check(cx: &mut Diagnostics, version: Version, tree: &Node) {
    let mut first: HashMap<String, Vec<(&Key, &Node)>> = HashMap::new();
    for (key, item) in tree
        .get("paths")
        .and_then(Node::as_object)
        .into_iter()
        .flatten()
    {
        let same = first.entry(nameless(&key.name)).or_default();
        let collides = |other: &&(&Key, &Node)| version > Version::V20 || overlap(item, other.1);
        if let Some((other, _)) = same.iter().find(collides) {
            cx.push(
                Diagnostic::new(
                    &codes::AMBIGUOUS_PATH,
                    key.span,
                    format!(
                        "`{}` matches the same requests as `{}`",
                        key.name, other.name
                    ),
                )
                .related(other.span, "the first of them")
                .help("unite them under one path, or remove one by an overlay"),
            );
        }
        same.push((key, item));
    }
}

/// Whether two path items have an operation of one method, or may have: what a reference leads to is not looked at.
fn overlap(one: &Node, other: &Node) -> bool {
    let methods = |item: &Node| -> Vec<String> {
        let members = item.as_object().into_iter().flatten();
        let names = members.map(|(key, _)| key.name.clone());
        names
            .filter(|name| name != "parameters" && !name.starts_with("x-"))
            .collect()
    };
    let (one, other) = (methods(one), methods(other));
    let is_reference = |names: &[String]| names.iter().any(|name| name == "$ref");
    is_reference(&one) || is_reference(&other) || one.iter().any(|name| other.contains(name))
}

/// A template without the names of its parameters.
fn nameless(template: &str) -> String {
    let mut text = String::new();
    let mut is_name = false;
    for character in template.chars() {
        is_name &= character != '}';
        if !is_name {
            text.push(character);
        }
        is_name |= character == '{';
    }
    text
}
