//! Texts under names, and under names in brackets behind them: the objects of queries, cookies and forms.
//!
//! The Specification defines `deepObject` for objects. What is in them beyond single values is read as most frameworks
//! write it: `name[]=…` for each item of a list, `name[0]`, `name[1]` where items are objects or lists themselves, and
//! also `name=…` for each item.

use super::Parameter;
use super::given::Pair;
use crate::runtime::explain::{Explain, Reading, read_items, read_member};
use crate::runtime::log::{Log, Refused};
use crate::runtime::object::Object;
use crate::runtime::room::bytes_of_entry;
use crate::runtime::scalar::{Scalar, expected};
use crate::runtime::schema::{Schema, read_item, read_some};
use crate::runtime::source::Source;
use crate::runtime::texts::{Text, Texts, meant};
use crate::runtime::tree::{DEEPEST, Tree, too_deep};
use crate::runtime::union::Union;
use crate::runtime::value::Value;
use std::{borrow::Cow, collections::BTreeMap};

/// What one name was given: texts, or members of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Node<'t> {
    pub(super) texts: Vec<Text<'t>>,
    pub(super) members: BTreeMap<Cow<'t, str>, Node<'t>>,
    /// Whether empty brackets said that the texts are items.
    pub(super) is_list: bool,
}

impl<'t> Node<'t> {
    /// What one name was given.
    pub(super) fn of_texts(texts: Vec<Text<'t>>) -> Self {
        Self {
            texts,
            ..Self::default()
        }
    }

    /// What `name[property]=…` and `name[]=…` make, and nothing where there is none. Brackets that are neither are
    /// refused: nobody knows what they mean.
    pub(super) fn of_brackets(
        parameter: &Parameter,
        pairs: &'t [Pair<'_>],
        log: &mut Log,
    ) -> Result<Option<Self>, Refused> {
        let (mut root, mut found, mut refused) = (Self::default(), false, false);
        for pair in pairs {
            let path = match pair.name.strip_prefix(parameter.name) {
                Some(rest) if rest.starts_with('[') => rest,
                _ => continue,
            };
            found = true;
            match (Path::of(path), pair.value.decode()) {
                (Ok(path), Ok(text)) => root.place(&path, text),
                (Err(detail), _) => {
                    log.refuse(format!("{:?} {detail}", pair.name));
                    refused = true;
                }
                (_, Err(detail)) => {
                    log.refuse(format!("{:?} {detail}", pair.name));
                    refused = true;
                }
            }
        }
        match refused {
            true => Err(Refused),
            false => Ok(found.then_some(root)),
        }
    }

    /// Adds a text under a name.
    pub(super) fn push(&mut self, name: Cow<'t, str>, text: Cow<'t, str>) {
        let node = self.members.entry(name).or_default();
        node.texts.push(Text::plain(text));
    }

    fn place(&mut self, path: &Path<'t>, text: Cow<'t, str>) {
        let mut node = self;
        for name in &path.names {
            node = node.members.entry((*name).into()).or_default();
        }
        node.texts.push(Text::plain(text));
        node.is_list |= path.is_item;
    }

    /// The items that are numbered from 0 on without a gap, if the members are that.
    fn numbered(&self) -> Option<Vec<&Self>> {
        let item = |index: usize| self.members.get(&*index.to_string());
        let items: Option<Vec<&Self>> = (0..self.members.len()).map(item).collect();
        items.filter(|items| !items.is_empty())
    }

    /// What the value looks like, its texts read so.
    fn tree(&'t self, leaf: &impl Fn(&'t Text<'t>) -> Tree<'t>) -> Tree<'t> {
        if let Some(items) = self.numbered() {
            return Tree::List(items.iter().map(|node| node.tree(leaf)).collect());
        }
        match (&*self.texts, self.members.is_empty()) {
            (_, false) => {
                let members = self.members.iter();
                Tree::Object(
                    members
                        .map(|(name, node)| (Cow::Borrowed(&**name), node.tree(leaf)))
                        .collect(),
                )
            }
            ([text], true) if !self.is_list => leaf(text),
            (texts, true) => Tree::List(texts.iter().map(leaf).collect()),
        }
    }
}

/// Where in an object a text belongs.
struct Path<'t> {
    names: Vec<&'t str>,
    /// Whether it is an item of the list there.
    is_item: bool,
}

impl<'t> Path<'t> {
    /// The names in `[a][b]`, and in `[a][b][]`.
    fn of(path: &'t str) -> Result<Self, String> {
        let mut names = Vec::new();
        let (mut rest, is_item) = match path.strip_suffix("[]") {
            Some(rest) => (rest, true),
            None => (path, false),
        };
        while !rest.is_empty() {
            let name = rest
                .strip_prefix('[')
                .and_then(|rest| rest.split_once(']'))
                .filter(|(name, _)| !name.is_empty() && !name.contains('['));
            let Some((name, behind)) = name else {
                return Err("is not understood: send each property's name in brackets".to_owned());
            };
            if names.len() >= usize::from(DEEPEST) {
                return Err(too_deep());
            }
            names.push(name);
            rest = behind;
        }
        Ok(Self { names, is_item })
    }
}

/// Whatever its text may mean.
fn guessed<'t>(text: &'t Text<'t>) -> Tree<'t> {
    meant(u8::MAX, &text.text)
}

fn literal<'t>(text: &'t Text<'t>) -> Tree<'t> {
    Tree::Text(Cow::Borrowed(&text.text))
}

/// Reads a node, and notes each violation with its place.
pub(super) struct Deep<'n, 'l> {
    node: &'n Node<'n>,
    log: &'l mut Log,
}

impl<'n, 'l> Deep<'n, 'l> {
    pub(super) fn new(node: &'n Node<'n>, log: &'l mut Log) -> Self {
        Self { node, log }
    }

    /// The texts of what is no object.
    fn texts(self, what: impl std::fmt::Display) -> Result<Texts<'n, 'l>, Refused> {
        match self.node.members.is_empty() {
            true => Ok(Texts::new(&self.node.texts, self.log)),
            false => Err(self.log.refuse(format!("expected {what}, found an object"))),
        }
    }

    /// The members of what is an object.
    fn members(&mut self) -> Result<&'n BTreeMap<Cow<'n, str>, Node<'n>>, Refused> {
        match (self.node.texts.is_empty(), self.node.is_list) {
            (true, _) => Ok(&self.node.members),
            (false, true) => Err(self.log.refuse("expected an object, found a list")),
            (false, false) => Err(self.log.refuse("expected an object, found a text")),
        }
    }
}

impl Source for Deep<'_, '_> {
    type Error = Refused;

    fn scalar<T: Scalar>(self) -> Result<T, Refused> {
        let what = expected::<T>();
        match self.node.is_list {
            true => Err(self.log.refuse(format!("expected {what}, found a list"))),
            false => self.texts(what)?.scalar(),
        }
    }

    fn optional<T: Schema>(self, into: &mut Option<T>) -> Result<(), Refused> {
        read_some(into, self)
    }

    fn nullable<T: Schema>(self, into: &mut Option<T>) -> Result<(), Refused> {
        read_some(into, self)
    }

    fn list<T: Schema>(self) -> Result<Vec<T>, Refused> {
        if self.node.members.is_empty() {
            return Texts::new(&self.node.texts, self.log).list();
        }
        let Some(items) = self.node.numbered().filter(|_| self.node.texts.is_empty()) else {
            let detail = "expected an array: each item under its name, or numbered from 0 on";
            return Err(self.log.refuse(detail));
        };
        read_items(&items, self.log, |list, node, log| {
            read_item(list, Deep::new(node, log))
        })
    }

    fn map<T: Schema>(mut self) -> Result<BTreeMap<String, T>, Refused> {
        let mut map = BTreeMap::new();
        let mut refused = false;
        for (name, node) in self.members()? {
            let value = self.log.inside(name, |log| {
                log.hold(bytes_of_entry::<T>(map.len()))?;
                T::decode(Deep::new(node, log))
            });
            match value {
                Ok(value) => drop(map.insert(name.clone().into_owned(), value)),
                Err(Refused) => refused = true,
            }
        }
        if refused { Err(Refused) } else { Ok(map) }
    }

    fn object<T: Object>(mut self, into: &mut T) -> Result<(), Refused> {
        let mut reading = Reading::into(into);
        for (name, node) in self.members()? {
            reading.entry(name, self.log, |object: &mut T, property, log| {
                read_member(object, property, name, Deep::new(node, log))
            });
        }
        reading.finish(self.log)
    }

    fn union<T: Union>(self) -> Result<T, Refused> {
        if self.node.members.is_empty() && !self.node.texts.is_empty() && !self.node.is_list {
            return Texts::new(&self.node.texts, self.log).union();
        }
        // A text that may be of any type is a number or a boolean before it is a string.
        let guessed = self.node.tree(&guessed);
        let branch = match T::SELECT.choose(&guessed, &mut Log::of_first(), false) {
            Ok(branch) => branch,
            Err(Refused) => {
                let literal = self.node.tree(&literal);
                T::SELECT.choose(&literal, self.log, false)?
            }
        };
        T::read(branch, self)
    }

    fn value<T>(self, read: impl Fn(Value) -> Result<T, String>) -> Result<T, Refused> {
        let literal = self.node.tree(&literal);
        match Explain::new(&literal, &mut Log::of_first()).value(&read) {
            Ok(value) => Ok(value),
            Err(Refused) => Explain::new(&self.node.tree(&guessed), self.log).value(read),
        }
    }

    fn hold(&mut self, bytes: usize) -> Result<(), Refused> {
        self.log.hold(bytes)
    }

    fn refuse(self, detail: &str) -> Refused {
        self.log.refuse(detail)
    }

    fn skip(self) -> Result<(), Refused> {
        Ok(())
    }
}
