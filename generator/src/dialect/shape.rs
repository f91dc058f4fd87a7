//! The shape of a document: which keys its objects have, and which kinds of values.
//!
//! The tables under `tables` say it, one for each object of OpenAPI, each key with the versions that have it; `check`
//! walks a tree along them. A key that its version does not know is an error with a suggestion.

mod amend;
mod check;
mod constructs;
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
pub use self::constructs::Construct;
pub(crate) use self::constructs::Constructs;
pub(super) use self::constructs::constructs;
pub(crate) use self::prune::Extent;
pub(super) use self::prune::prune;
use super::version::Version;
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
    /// Keys that no version of this object has, with the specification whose they are.
    elsewhere: &'static [(&'static str, &'static [&'static str])],
    /// What the table cannot say: how keys of one object depend on each other.
    rule: fn(&mut Checker<'_>, &Node, &Map),
}

/// A key of an object, in some versions. Where its kind changed from one to the next, it has a row for each.
struct Keyword {
    name: &'static str,
    kind: Kind,
    required: bool,
    /// The first version that has it.
    from: Version,
    /// The last one.
    to: Version,
    /// Whether older documents may say it too: it is read as newer ones mean it, with a warning.
    early: bool,
}

impl Object {
    /// A key, if a version has it.
    fn keyword(&self, name: &str, version: Version) -> Option<&'static Keyword> {
        let mut rows = self.keywords.iter().filter(|keyword| keyword.name == name);
        rows.find(|keyword| keyword.is_in(version) || keyword.early && version < keyword.from)
    }
}

impl Keyword {
    fn is_in(&self, version: Version) -> bool {
        (self.from..=self.to).contains(&version)
    }
}

/// What a value may be.
enum Kind {
    /// A string.
    Text,
    /// One of some strings.
    Word(&'static [&'static str]),
    /// The same, or a list of at least one of them.
    WordOrList(&'static [&'static str]),
    /// A boolean.
    Flag,
    /// A boolean; a number is tolerated and its rule says what it is read as.
    FlagOrNumber,
    /// A number; a boolean is tolerated and its rule says what it is read as.
    NumberOrFlag,
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
    /// The same, from a version on; before, only this.
    OrReferenceSince(Version, &'static Object),
    List(&'static Kind),
    /// A list of at least one.
    Some(&'static Kind),
    /// An object with keys of the document's choice.
    Map(&'static Keys, &'static Kind),
    /// A Reference Object, or such an object.
    MapOrReference(&'static Keys, &'static Kind),
}

/// The keys of a map.
struct Keys {
    /// Why a key is not well-formed, if it is not.
    check: fn(&str) -> Result<(), names::Malformed>,
    /// Whether `x-…` keys are extensions here, and not keys like others.
    extensible: bool,
    /// What becomes of a member that has errors.
    members: Members,
    /// What the map is, with its article.
    noun: &'static str,
}

/// Whether members of a map can go by themselves, when they have errors.
#[derive(Clone, Copy)]
enum Members {
    /// What the map is part of would mean something else.
    Stay,
    /// What the map is part of is left without them.
    GoAsParts,
    /// The same, unless none would be left: it would mean something else then.
    GoButOne,
    /// They are items that are generated each by itself.
    Go,
}

/// Checks a whole document. Takes out what it may not say, extensions that name code, and writes in one way what has
/// several.
pub(super) fn check(cx: &mut Diagnostics, version: Version, tree: &mut Node) {
    amend::amend(cx, version, tree);
    let mut checker = Checker::new(cx, version);
    let home = tree.get("$self").and_then(Node::as_str);
    checker.home = home.filter(|_| version >= Version::V32).map(str::to_owned);
    checker.object(tables::document(version), tree);
    for Change { object, key, value } in checker.finish() {
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
}

/// Checks an overlay; tells whether its actions can be applied.
pub(super) fn check_overlay(cx: &mut Diagnostics, overlay: &Node) -> bool {
    let before = cx.errors();
    let version = overlay.get("overlay").and_then(Node::as_str);
    let table = match version.is_some_and(|version| version.starts_with("1.1.")) {
        true => &tables::OVERLAY_1_1,
        false => &tables::OVERLAY,
    };
    Checker::new(cx, Version::V32).object(table, overlay);
    cx.errors() == before
}
