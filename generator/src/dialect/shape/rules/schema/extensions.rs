//! Extensions about schemas that the generator knows: `x-enum-varnames`, `x-enum-descriptions`, `x-rust-type`,
//! `x-rust-derive`.
//!
//! AFTER THIS POINT each of them is of its kind, fits its `enum`, and what names code is the user's.

use super::super::super::{check::Checker, kinds};
use crate::{
    diagnostics::{Diagnostic, codes},
    source::{Key, Map, Node},
};

/// Checks the extensions of a schema.
pub(super) fn check(checker: &mut Checker<'_>, map: &Map) {
    let values = map.get("enum").and_then(Node::as_array).map(<[Node]>::len);
    for (name, names_code) in [("x-enum-varnames", true), ("x-enum-descriptions", false)] {
        if let Some((key, node)) = map.get_key_value(name) {
            beside_enum(checker, values, key, node, names_code);
        }
    }
    if let Some((key, node)) = map.get_key_value("x-rust-type")
        && checker.is_trusted(key.span)
    {
        let is_type = |text: &str| syn::parse_str::<syn::TypePath>(text).is_ok();
        if !node.as_str().is_some_and(is_type) {
            let message = format!(
                "`x-rust-type`: expected a type, found {}",
                kinds::found(node)
            );
            let help = "give the path of a type: `money::Money`";
            checker.push(Diagnostic::new(&codes::INVALID_VALUE, node.span, message).help(help));
        }
    }
    if let Some((key, node)) = map.get_key_value("x-rust-derive")
        && checker.is_trusted(key.span)
    {
        derive(checker, node);
    }
}

fn derive(checker: &mut Checker<'_>, node: &Node) {
    let help = "list the paths of traits: `[PartialOrd, strum::EnumIter]`";
    let mut wrong = |node: &Node, what: &str| {
        let message = format!(
            "`x-rust-derive`: expected {what}, found {}",
            kinds::found(node)
        );
        checker.push(Diagnostic::new(&codes::INVALID_VALUE, node.span, message).help(help));
    };
    let Some(items) = node.as_array() else {
        return wrong(node, "a list of traits");
    };
    let is_path = |text: &str| syn::parse_str::<syn::Path>(text).is_ok();
    for item in items
        .iter()
        .filter(|item| !item.as_str().is_some_and(is_path))
    {
        wrong(item, "a trait");
    }
}

/// A list of texts, one for each value of the `enum`. In a document a list that does not fit is no mistake, because no
/// specification says what it means; names are not taken up from there at all.
fn beside_enum(
    checker: &mut Checker<'_>,
    values: Option<usize>,
    key: &Key,
    node: &Node,
    names_code: bool,
) {
    let is_user = checker.is_trusted(key.span);
    let name = &key.name;
    match (misfit(name, values, node), is_user) {
        (None, true) => {}
        (None, false) if names_code => checker.untrusted(key),
        (None, false) => {}
        (Some(message), true) => {
            let help = "list one string for each value of the `enum`, in its order";
            checker.push(Diagnostic::new(&codes::INVALID_VALUE, node.span, message).help(help));
        }
        (Some(message), false) => {
            if !names_code && values.is_some() {
                let help = "say it in an overlay, as a list of one string for each value";
                checker
                    .push(Diagnostic::new(&codes::IGNORED_EXTENSION, key.span, message).help(help));
            }
            checker.change(key, None);
        }
    }
}

/// Why a list does not fit an `enum`, if it does not.
fn misfit(name: &str, values: Option<usize>, node: &Node) -> Option<String> {
    let Some(values) = values else {
        return Some(format!("`{name}` says nothing without an `enum`"));
    };
    let Some(items) = node.as_array() else {
        let found = kinds::found(node);
        return Some(format!(
            "`{name}`: expected a list of strings, found {found}"
        ));
    };
    if let Some(item) = items.iter().find(|item| item.as_str().is_none()) {
        let found = kinds::found(item);
        return Some(format!(
            "`{name}`: expected a list of strings, found {found} in it"
        ));
    }
    (items.len() != values).then(|| {
        let count = items.len();
        format!("`{name}` is a list of {count}, but the `enum` one of {values}")
    })
}
