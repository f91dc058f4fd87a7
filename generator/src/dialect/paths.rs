//! Path templates of one API are distinct whatever their parameters are called (OpenAPI 3.0.3, Paths Object). Generators of
//! documents divide a path all the same, where its methods call the parameters otherwise. As long as each method is said
//! once it is clear what is meant; Swagger 2.0 does not even forbid it.

use super::version::Version;
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    source::{Key, Node},
};
use std::collections::HashMap;

/// Reports each path that an earlier one equals but for the names in braces: as an error where requests could be meant for
/// both.
pub(super) fn check(cx: &mut Diagnostics, version: Version, tree: &Node) {
    let mut first: HashMap<String, Vec<(&Key, &Node)>> = HashMap::new();
    for (key, item) in tree
        .get("paths")
        .and_then(Node::as_object)
        .into_iter()
        .flatten()
    {
        let same = first.entry(nameless(&key.name)).or_default();
        let collides = |other: &&(&Key, &Node)| overlap(version, item, other.1);
        match (same.iter().find(collides), same.first()) {
            (Some((other, _)), _) => cx.push(
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
            ),
            (None, Some((other, _))) if version > Version::V20 => cx.push(
                Diagnostic::new(
                    &codes::DIVIDED_PATH,
                    key.span,
                    format!("`{}` is the path `{}` again", key.name, other.name),
                )
                .related(other.span, "the first of them")
                .note("they have no method in common, so that it is clear what each request is for")
                .help("unite them under one path: other tools may refuse the document"),
            ),
            _ => {}
        }
        same.push((key, item));
    }
}

/// Whether two path items have an operation of one method, or may have: what a reference leads to is not looked at, and
/// since OpenAPI 3.0 only operations speak for a path.
fn overlap(version: Version, one: &Node, other: &Node) -> bool {
    let methods = |item: &Node| -> Vec<String> {
        let members = item.as_object().into_iter().flatten();
        let names = members.map(|(key, _)| key.name.clone());
        let others = ["parameters", "servers", "summary", "description"];
        names
            .filter(|name| !others.contains(&name.as_str()) && !name.starts_with("x-"))
            .collect()
    };
    let (one, other) = (methods(one), methods(other));
    let is_unclear = |names: &[String]| {
        let is_unread = |name: &String| ["$ref", "additionalOperations"].contains(&name.as_str());
        names.iter().any(is_unread) || names.is_empty() && version > Version::V20
    };
    is_unclear(&one) || is_unclear(&other) || one.iter().any(|name| other.contains(name))
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
