//! Path templates of one API are distinct whatever their parameters are called (OpenAPI 3.0.3, Paths Object).

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    source::{Key, Node},
};
use std::collections::HashMap;

/// Reports each path that an earlier one equals but for the names in braces.
pub(super) fn check(cx: &mut Diagnostics, tree: &Node) {
    let mut first: HashMap<String, &Key> = HashMap::new();
    for (key, _) in tree
        .get("paths")
        .and_then(Node::as_object)
        .into_iter()
        .flatten()
    {
        match first.get(&nameless(&key.name)) {
            Some(other) => cx.push(
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
            None => {
                first.insert(nameless(&key.name), key);
            }
        }
    }
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
