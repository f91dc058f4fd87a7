//! Which branch of a union a value is of: judged by the value alone, so that no branch is tried and undone.

use super::log::{Log, Refused};
use super::lookup::{Lookup, Names, UNKNOWN};
use super::mixed_enum::list;
use super::number::Number;
use super::scalar::Atom;
use super::schema::Shape;
use super::tree::Tree;
use std::cmp::Reverse;
use std::fmt::from_fn;

/// JSON types, to be combined as the bits of a mask.
pub mod types {
    /// `null`
    pub const NULL: u8 = 1;
    /// `true` and `false`
    pub const BOOLEAN: u8 = 2;
    /// Whole numbers.
    pub const INTEGER: u8 = 4;
    /// All other numbers.
    pub const NUMBER: u8 = 8;
    /// Strings.
    pub const STRING: u8 = 16;
    /// Arrays.
    pub const ARRAY: u8 = 32;
    /// Objects.
    pub const OBJECT: u8 = 64;
}

/// How a value says which branch of a union it is of.
#[derive(Clone, Copy, Debug)]
pub enum Select {
    /// By a property that all branches have.
    Tag {
        /// Its name.
        property: &'static str,
        /// Its values in the order of the texts, each with the index of its branch.
        tags: &'static [(&'static str, usize)],
    },
    /// By a property, and without it, or with another value of it, one branch.
    TagOr {
        /// Its name.
        property: &'static str,
        /// Its values in the order of the texts, each with the index of its branch.
        tags: &'static [(&'static str, usize)],
        /// The index of the branch of all other objects.
        other: usize,
    },
    /// By what the value looks like.
    Shape(&'static [Branch]),
}

/// What the values of a branch look like.
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    types: u8,
    required: &'static [&'static str],
    known: &'static [&'static str],
    closed: bool,
    tests: &'static [Test],
}

impl Branch {
    /// Values of these JSON types.
    #[must_use]
    pub const fn new(types: u8) -> Self {
        Self {
            types,
            required: &[],
            known: &[],
            closed: false,
            tests: &[],
        }
    }

    /// With all of these members.
    #[must_use]
    pub const fn required(self, names: &'static [&'static str]) -> Self {
        Self {
            required: names,
            ..self
        }
    }

    /// With members that mostly are among these.
    #[must_use]
    pub const fn known(self, names: &'static [&'static str]) -> Self {
        Self {
            known: names,
            ..self
        }
    }

    /// With members that all are among the known ones.
    #[must_use]
    pub const fn closed(self) -> Self {
        Self {
            closed: true,
            ..self
        }
    }

    /// With this inside.
    #[must_use]
    pub const fn tests(self, tests: &'static [Test]) -> Self {
        Self { tests, ..self }
    }
}

/// What stands at a place inside a value.
#[derive(Clone, Copy, Debug)]
pub struct Test {
    path: &'static [&'static str],
    types: u8,
    one_of: &'static [Atom<'static>],
    or_null: bool,
    optional: bool,
}

impl Test {
    /// At the place that these names lead to; `*` is the first item of an array.
    #[must_use]
    pub const fn at(path: &'static [&'static str]) -> Self {
        Self {
            path,
            types: u8::MAX,
            one_of: &[],
            or_null: false,
            optional: false,
        }
    }

    /// A value of these types.
    #[must_use]
    pub const fn types(self, types: u8) -> Self {
        Self { types, ..self }
    }

    /// One of these values.
    #[must_use]
    pub const fn one_of(self, values: &'static [Atom<'static>]) -> Self {
        Self {
            one_of: values,
            ..self
        }
    }

    /// Or null.
    #[must_use]
    pub const fn or_null(self) -> Self {
        Self {
            or_null: true,
            ..self
        }
    }

    /// Or nothing.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }

    /// `lenient` where null counts as nothing.
    fn passes(&self, tree: &Tree<'_>, lenient: bool) -> bool {
        let mut place = tree;
        for name in self.path {
            let next = match place {
                Tree::List(items) if *name == "*" => items.first(),
                _ => place.get(name),
            };
            match next {
                Some(tree) => place = tree,
                None => return self.optional,
            }
        }
        if *place == Tree::Null && (self.or_null || lenient && self.optional) {
            return true;
        }
        let types = types_of(place);
        self.types & (types.0 | types.1) != 0
            && (self.one_of.is_empty() || self.one_of.iter().any(|atom| is(place, *atom)))
    }
}

/// The type of a value; of a whole number that is written like another one, its type as that, and as a whole one.
fn types_of(tree: &Tree<'_>) -> (u8, u8) {
    match tree {
        Tree::Null => (types::NULL, 0),
        Tree::Boolean(_) => (types::BOOLEAN, 0),
        Tree::Integer(_) | Tree::Unsigned(_) | Tree::Digits(_) => (types::INTEGER, 0),
        Tree::Number(value) if value.fract() == 0.0 => (types::NUMBER, types::INTEGER),
        Tree::Number(_) => (types::NUMBER, 0),
        Tree::Text(_) => (types::STRING, 0),
        Tree::List(_) => (types::ARRAY, 0),
        Tree::Object(_) => (types::OBJECT, 0),
    }
}

fn is(tree: &Tree<'_>, atom: Atom<'_>) -> bool {
    match (tree, atom) {
        (Tree::Text(text), Atom::Text(other)) => text == other,
        (Tree::Boolean(value), Atom::Boolean(other)) => *value == other,
        (Tree::Integer(value), other) => Number::of(Atom::Integer(*value)) == Number::of(other),
        (Tree::Unsigned(value), other) => Number::of(Atom::Unsigned(*value)) == Number::of(other),
        (Tree::Number(value), other) => Number::of(Atom::Number(*value)) == Number::of(other),
        (Tree::Digits(digits), other) => {
            Atom::of_digits(digits).and_then(Number::of) == Number::of(other)
        }
        _ => false,
    }
}

/// The index that stands for what fits no branch of an open union.
const NONE: usize = usize::MAX;

impl Select {
    /// The types that any branch has.
    #[must_use]
    pub const fn types(&self) -> u8 {
        match self {
            Self::Tag { .. } | Self::TagOr { .. } => types::OBJECT,
            Self::Shape(branches) => {
                let (mut types, mut index) = (0, 0);
                while index < branches.len() {
                    types |= branches[index].types;
                    index += 1;
                }
                types
            }
        }
    }

    /// What the values look like.
    #[must_use]
    pub const fn shape(&self) -> Shape {
        match self.types() & !types::NULL {
            types::OBJECT => Shape::Object,
            types if types & (types::OBJECT | types::ARRAY) == 0 => Shape::Scalar,
            _ => Shape::Any,
        }
    }

    /// The index of the branch that a value is of; [`NONE`] when it fits none, the union is open and the reader
    /// lenient.
    pub(crate) fn choose(
        &self,
        tree: &Tree<'_>,
        log: &mut Log,
        open: bool,
    ) -> Result<usize, Refused> {
        let open = open && !log.strict;
        match self {
            Self::Tag { property, tags } => by_tag(property, tags, tree, log, open),
            Self::TagOr {
                property,
                tags,
                other,
            } => by_tag_or(property, tags, *other, tree, log),
            Self::Shape(branches) => by_shape(branches, tree, log, open),
        }
    }

    /// Whether the values of some branch have a member of that name. Where no branch has names, they have any.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn knows(&self, name: &str) -> bool {
        match self {
            Self::Tag { property, .. } | Self::TagOr { property, .. } => *property == name,
            Self::Shape(branches) => {
                let mut names = branches
                    .iter()
                    .flat_map(|it| it.known.iter().chain(it.required));
                names.clone().next().is_none() || names.any(|known| *known == name)
            }
        }
    }

    /// The first branch that holds arrays.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn list_branch(&self) -> Option<usize> {
        match self {
            Self::Tag { .. } | Self::TagOr { .. } => None,
            Self::Shape(branches) => branches
                .iter()
                .position(|branch| branch.types & types::ARRAY != 0),
        }
    }
}

fn by_tag(
    property: &str,
    tags: &[(&str, usize)],
    tree: &Tree<'_>,
    log: &mut Log,
    open: bool,
) -> Result<usize, Refused> {
    let found = match tree {
        Tree::Object(_) => tree.get(property),
        _ if open => return Ok(NONE),
        _ => return Err(log.refuse(format!("expected an object, found {}", tree.kind()))),
    };
    if let Some(branch) = tagged(tags, found) {
        return Ok(branch);
    }
    if open {
        return Ok(NONE);
    }
    Err(log.inside(property, |log| match found {
        None => log.refuse("is required"),
        Some(Tree::Text(_)) => {
            let known = tags.iter().map(|(tag, _)| Atom::Text(tag));
            log.refuse(format!(
                "expected {}",
                from_fn(|to| list(known.clone(), to))
            ))
        }
        Some(other) => log.refuse(format!("expected a string, found {}", other.kind())),
    }))
}

fn by_tag_or(
    property: &str,
    tags: &[(&str, usize)],
    other: usize,
    tree: &Tree<'_>,
    log: &mut Log,
) -> Result<usize, Refused> {
    match tree {
        Tree::Object(_) => Ok(tagged(tags, tree.get(property)).unwrap_or(other)),
        _ => Err(log.refuse(format!("expected an object, found {}", tree.kind()))),
    }
}

/// The branch that a tag leads to.
fn tagged(tags: &[(&str, usize)], found: Option<&Tree<'_>>) -> Option<usize> {
    let Some(Tree::Text(tag)) = found else {
        return None;
    };
    let place = tags.binary_search_by(|(other, _)| (*other).cmp(tag));
    place.ok().map(|place| tags[place].1)
}

fn by_shape(
    branches: &[Branch],
    tree: &Tree<'_>,
    log: &mut Log,
    open: bool,
) -> Result<usize, Refused> {
    let (first, second) = types_of(tree);
    let any = |mask: u8| branches.iter().any(|branch| branch.types & mask != 0);
    let mask = if any(first) { first } else { second };
    let fitting = |lenient: bool| {
        let fits = move |(_, branch): &(usize, &Branch)| fits(branch, tree, mask, lenient);
        branches.iter().enumerate().filter(fits)
    };
    if let Some(index) = best(fitting(false), tree) {
        return Ok(index);
    }
    // To a lenient reader members that the document does not know, and null for what may be absent, are no reason to
    // refuse. It is asked for last: what the document says comes first.
    if !log.strict
        && let Some(index) = best(fitting(true), tree)
    {
        return Ok(index);
    }
    if open {
        return Ok(NONE);
    }
    // The only branch of the value's type says what is wrong better than the union can.
    let same = |(_, branch): &(usize, &Branch)| branch.types & mask != 0;
    let mut same = branches.iter().enumerate().filter(same);
    match (same.next(), same.next()) {
        (Some((index, _)), None) => Ok(index),
        _ => Err(log.refuse("fits none of the alternatives")),
    }
}

fn fits(branch: &Branch, tree: &Tree<'_>, mask: u8, lenient: bool) -> bool {
    let mut tests = branch.tests.iter();
    let Tree::Object(entries) = tree else {
        return branch.types & mask != 0 && tests.all(|test| test.passes(tree, lenient));
    };
    branch.types & mask != 0
        && branch.required.iter().all(|name| tree.get(name).is_some())
        && tests.all(|test| test.passes(tree, lenient))
        && (lenient || !branch.closed || known(branch, tree) == entries.len())
}

/// The one that knows most of the value's names, then the one that says most about it, then the first.
fn best<'b>(
    mut fitting: impl Iterator<Item = (usize, &'b Branch)>,
    tree: &Tree<'_>,
) -> Option<usize> {
    let first = fitting.next()?;
    let second = match fitting.next() {
        None => return Some(first.0),
        second => second,
    };
    [first]
        .into_iter()
        .chain(second)
        .chain(fitting)
        .max_by_key(|(index, branch)| {
            let narrow = Reverse(branch.types.count_ones());
            (
                known(branch, tree),
                narrow,
                branch.tests.len(),
                Reverse(*index),
            )
        })
        .map(|(index, _)| index)
}

/// How many of the value's members a branch knows.
fn known(branch: &Branch, tree: &Tree<'_>) -> usize {
    let Tree::Object(entries) = tree else {
        return 0;
    };
    let mut lookup = Lookup::default();
    let names = entries.iter().map(|(name, _)| name);
    names
        .filter(|name| lookup.find(Names::of(branch.known), name) != UNKNOWN)
        .count()
}
