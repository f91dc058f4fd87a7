//! The shape of a document: which keys its objects have, and which kinds of values.
//!
//! The tables under `tables` say it, one for each object of OpenAPI 3.0.4; `check` walks a tree along them. A key that
//! no table knows is an error with a suggestion, a construct that the generator does not handle yet is a named one.

mod check;
mod hints;
mod kinds;
mod names;
mod prune;
mod references;
mod rules;
mod tables;
#[cfg(test)]
mod tests;

use self::check::{Change, Checker};
pub(super) use self::prune::prune;
use super::Beside;
use crate::{
    diagnostics::Diagnostics,
    source::{Map, Node},
};

/// An object of the specification.
struct Object {
    /// As the specification calls it: `Schema Object`.
    name: &'static str,
    /// Whether `x-…` keys are allowed.
    extensible: bool,
    keywords: &'static [Keyword],
    /// Keys that this object has in other versions of OpenAPI.
    elsewhere: &'static [(&'static str, &'static [&'static str])],
    /// What the table cannot say: how keys of one object depend on each other.
    rule: fn(&mut Checker<'_>, &Node, &Map),
}

/// A key of an object.
struct Keyword {
    name: &'static str,
    kind: Kind,
    required: bool,
    state: State,
}

/// What the generator does with a keyword.
enum State {
    /// It is used, or says nothing that code could follow.
    Handled,
    /// Its use is refused, unless its value asks for nothing.
    NotYet(fn(&Node) -> bool),
}

/// What a value may be.
enum Kind {
    /// A string.
    Text,
    /// One of some strings.
    Word(&'static [&'static str]),
    /// A boolean.
    Flag,
    /// A boolean; a number is tolerated and its rule says what it is read as.
    FlagOrNumber,
    /// A number.
    Number,
    /// A number above 0.
    PositiveNumber,
    /// An integer of 0 or more.
    Count,
    /// Any value; nothing in it is looked at, a `$ref` in it is data.
    Data,
    /// A boolean, or a schema.
    FlagOr(&'static Kind),
    Object(&'static Object),
    /// A Reference Object, or this.
    OrReference(&'static Object),
    List(&'static Kind),
    /// A list of at least one.
    Some(&'static Kind),
    /// An object with keys of the document's choice.
    Map(&'static Keys, &'static Kind),
}

/// The keys of a map.
struct Keys {
    /// Why a key is not well-formed, if it is not.
    check: fn(&str) -> Result<(), names::Malformed>,
    /// Whether `x-…` keys are extensions here, and not keys like others.
    extensible: bool,
    /// Whether a member can go by itself, when it has errors.
    members_may_go: bool,
    /// What the map is, with its article.
    noun: &'static str,
}

/// Checks a whole OpenAPI 3.0 document. Takes out what it may not say, extensions that name code, and writes in one way
/// what has several; returns what goes beside it.
pub(super) fn check(cx: &mut Diagnostics, tree: &mut Node) -> Beside {
    let mut checker = Checker::new(cx);
    checker.object(&tables::OPENAPI, tree);
    let (beside, changes) = checker.finish();
    for Change { object, key, value } in changes {
        let Some(map) = tree.at_mut(&object).and_then(Node::as_object_mut) else {
            continue;
        };
        match value {
            Some(value) => map.set(key, value),
            None => {
                map.remove(&key.name);
            }
        }
    }
    beside
}

/// Checks an overlay; tells whether its actions can be applied.
pub(super) fn check_overlay(cx: &mut Diagnostics, overlay: &Node) -> bool {
    let before = cx.errors();
    Checker::new(cx).object(&tables::OVERLAY, overlay);
    cx.errors() == before
}
