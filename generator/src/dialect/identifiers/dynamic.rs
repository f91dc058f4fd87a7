//! `$dynamicRef` (JSON Schema Core 2020-12, section 8.2.3.2): a schema that leaves a part of itself to those who use it.
//!
//! A value is judged from the outside in, and the first resource on the way that has the anchor says what it means. So
//! for every resource with dynamic anchors, what it refers to is copied with these meanings, where that makes a
//! difference.

use super::{Target, index::Index, refer};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    source::Node,
};
use std::collections::{BTreeMap, BTreeSet};

/// A copy of a resource, to be put into another one.
pub(super) struct Copy {
    /// The resource that gets it.
    pub(super) owner: Pointer,
    /// In which of its keywords.
    pub(super) keyword: &'static str,
    /// Under which name.
    pub(super) name: String,
    /// What it is.
    pub(super) node: Node,
}

/// What each name means.
type Meanings = BTreeMap<String, Pointer>;

/// How many copies one document may need.
const MOST: usize = 200;

/// The copies that give every dynamic reference its meanings; references to what is copied are changed.
pub(super) fn copies(
    cx: &mut Diagnostics,
    tree: &Node,
    index: &Index,
    changes: &mut [(Pointer, Target)],
) -> Vec<Copy> {
    let is_ambiguous = |name: &str| {
        let meant = index
            .dynamic
            .values()
            .filter(|anchors| anchors.contains_key(name));
        meant.count() > 1
    };
    let mut found = BTreeMap::new();
    for reference in &index.references {
        let Some(target) = index.target(tree, reference) else {
            continue;
        };
        let name = index
            .dynamic_name(reference, &target)
            .filter(|name| is_ambiguous(name));
        found.insert(
            (reference.at.clone(), reference.keyword),
            Found {
                target,
                name: name.map(str::to_owned),
                resource: reference.resource.clone(),
            },
        );
    }
    if found.values().all(|found| found.name.is_none()) {
        return Vec::new();
    }
    let mut maker = Maker {
        tree,
        index,
        found: &found,
        made: BTreeMap::new(),
        copies: Vec::new(),
        asked: asked(index, &found),
        exhausted: false,
    };
    for (at, target) in changes {
        let Some(reference) = found.get(&(at.clone(), target.keyword)) else {
            continue;
        };
        if let Some(anchors) = index.dynamic.get(&reference.resource) {
            // This resource is the outermost one that has these anchors.
            let owner = reference.resource.clone();
            target.pointer = maker.meant(reference, anchors, &owner);
        }
    }
    if maker.exhausted {
        let reference = index
            .references
            .iter()
            .find(|reference| reference.keyword == "$dynamicRef");
        let place = reference.map_or(tree.span, |reference| reference.span);
        let message = format!(
            "the meanings of `$dynamicRef` would need more than {MOST} copies of schemas; others are read as `$ref`"
        );
        cx.push(
            Diagnostic::new(&codes::DYNAMIC_REFERENCE, place, message)
                .help("write the schemas out that the references mean"),
        );
    }
    maker.copies
}

struct Found {
    target: Pointer,
    /// The anchor, where its meaning depends on who refers.
    name: Option<String>,
    resource: Pointer,
}

struct Maker<'a> {
    tree: &'a Node,
    index: &'a Index,
    found: &'a BTreeMap<(Pointer, &'static str), Found>,
    /// By resource and meanings: where the copy is going to be.
    made: BTreeMap<(Pointer, Meanings), Pointer>,
    copies: Vec<Copy>,
    /// By resource: the names that it leaves open.
    asked: BTreeMap<Pointer, BTreeSet<String>>,
    exhausted: bool,
}

impl Maker<'_> {
    /// What a reference means, where names have meanings; copies go into `owner`.
    fn meant(&mut self, reference: &Found, meanings: &Meanings, owner: &Pointer) -> Pointer {
        let meaning = reference.name.as_ref().and_then(|name| meanings.get(name));
        if let Some(meaning) = meaning {
            return meaning.clone();
        }
        let resource = self.index.resource_of(&reference.target);
        match resource == reference.resource {
            true => reference.target.clone(),
            false => self.in_copy(&resource, &reference.target, meanings, owner),
        }
    }

    /// The place of a schema in the copy of its resource; the schema itself where the meanings make no difference.
    fn in_copy(
        &mut self,
        resource: &Pointer,
        target: &Pointer,
        meanings: &Meanings,
        owner: &Pointer,
    ) -> Pointer {
        // The names that the resource, and what it refers to, leave open.
        let asked = self.asked.get(resource).cloned().unwrap_or_default();
        let own = self.index.dynamic.get(resource);
        let differs = |(name, meaning): &(&String, &Pointer)| {
            asked.contains(*name) && own.and_then(|own| own.get(*name)) != Some(*meaning)
        };
        if !meanings.iter().any(|pair| differs(&pair)) {
            return target.clone();
        }
        let mut all: Meanings = own.cloned().unwrap_or_default();
        all.extend(meanings.clone());
        all.retain(|name, _| asked.contains(name));
        let copy = match self.made.get(&(resource.clone(), all.clone())) {
            Some(copy) => copy.clone(),
            None => match self.make(resource, all, owner) {
                Some(copy) => copy,
                None => return target.clone(),
            },
        };
        let inside = &target.as_str()[resource.as_str().len()..];
        Pointer::from_text(format!("{}{inside}", copy.as_str()))
    }

    fn make(&mut self, resource: &Pointer, meanings: Meanings, owner: &Pointer) -> Option<Pointer> {
        // The document itself is no schema.
        let node = self
            .tree
            .at(resource)
            .filter(|_| *resource != Pointer::root())?;
        if self.made.len() >= MOST {
            self.exhausted = true;
            return None;
        }
        let (keyword, home) = match *owner == Pointer::root() {
            true => ("schemas", owner.join("components")),
            false => ("$defs", owner.clone()),
        };
        let name = self.free_name(resource, &home, keyword);
        let at = home.join(keyword).join(&name);
        self.made
            .insert((resource.clone(), meanings.clone()), at.clone());
        let mut copy = node.clone();
        let inside: Vec<(Pointer, &'static str)> = self
            .found
            .keys()
            .filter(|(place, _)| place == resource || place.is_below(resource))
            .cloned()
            .collect();
        for (place, keyword) in inside {
            let reference = &self.found[&(place.clone(), keyword)];
            // What is inside of a part with an identifier of its own stays as it is.
            let pointer = match reference.resource == *resource {
                true => self.meant(reference, &meanings, owner),
                false => reference.target.clone(),
            };
            let pointer = match pointer == *resource || pointer.is_below(resource) {
                true if reference.resource == *resource
                    && !meanings.values().any(|meaning| *meaning == pointer) =>
                {
                    let inside = &pointer.as_str()[resource.as_str().len()..];
                    Pointer::from_text(format!("{}{inside}", at.as_str()))
                }
                _ => pointer,
            };
            let inside = Pointer::from_text(&place.as_str()[resource.as_str().len()..]);
            if let Some(node) = copy.at_mut(&inside) {
                let span = node.get(keyword).map_or(node.span, |node| node.span);
                refer(
                    node,
                    Target {
                        keyword,
                        pointer,
                        span,
                    },
                );
            }
        }
        self.copies.push(Copy {
            owner: home,
            keyword,
            name,
            node: copy,
        });
        Some(at)
    }

    fn free_name(&self, resource: &Pointer, home: &Pointer, keyword: &str) -> String {
        let last = resource
            .split_last()
            .map(|(_, last)| last)
            .unwrap_or_default();
        let at = home.join(keyword);
        let is_taken = |name: &str| {
            self.tree.at(&at.join(name)).is_some()
                || self
                    .copies
                    .iter()
                    .any(|copy| copy.owner == *home && copy.name == name)
                || self.made.values().any(|made| *made == at.join(name))
        };
        let mut name = last.clone();
        let mut number = 1;
        while is_taken(&name) {
            number += 1;
            name = format!("{last}-{number}");
        }
        name
    }
}

/// By resource: the names whose meaning it and all that it refers to leave open.
fn asked(
    index: &Index,
    found: &BTreeMap<(Pointer, &'static str), Found>,
) -> BTreeMap<Pointer, BTreeSet<String>> {
    let mut asked: BTreeMap<Pointer, BTreeSet<String>> = BTreeMap::new();
    let mut referring: BTreeMap<Pointer, BTreeSet<Pointer>> = BTreeMap::new();
    for found in found.values() {
        let names = asked.entry(found.resource.clone()).or_default();
        names.extend(found.name.clone());
        let target = index.resource_of(&found.target);
        referring
            .entry(target)
            .or_default()
            .insert(found.resource.clone());
    }
    // What a resource leaves open, those leave open that refer to it.
    let mut open: Vec<Pointer> = asked.keys().cloned().collect();
    while let Some(next) = open.pop() {
        let names = asked.get(&next).cloned().unwrap_or_default();
        for other in referring.get(&next).into_iter().flatten() {
            let known = asked.entry(other.clone()).or_default();
            let before = known.len();
            known.extend(names.iter().cloned());
            if known.len() > before {
                open.push(other.clone());
            }
        }
    }
    asked
}
