//! A value in memory as a source that goes on after a violation, so that all of them are reported at once.

use super::log::{Log, Refused};
use super::lookup::{Lookup, Properties, Seen, UNKNOWN, repeated};
use super::object::{Object, Unknown};
use super::room::{bytes_of_entry, bytes_of_items};
use super::scalar::{Atom, Scalar, expected};
use super::schema::{Schema, read_item, read_some, read_value};
use super::source::Source;
use super::tree::Tree;
use super::union::Union;
use super::value::Value;
use std::collections::{BTreeMap, btree_map::Entry};

/// Reads a tree and notes each violation with its place.
pub(crate) struct Explain<'t, 'l> {
    tree: &'t Tree<'t>,
    log: &'l mut Log,
}

impl<'t, 'l> Explain<'t, 'l> {
    pub(crate) fn new(tree: &'t Tree<'t>, log: &'l mut Log) -> Self {
        Self { tree, log }
    }

    #[cold]
    fn expected(self, what: impl std::fmt::Display) -> Refused {
        let found = self.tree.kind();
        self.log.refuse(format!("expected {what}, found {found}"))
    }
}

impl Source for Explain<'_, '_> {
    type Error = Refused;

    fn scalar<T: Scalar>(self) -> Result<T, Refused> {
        let atom = match self.tree {
            Tree::Boolean(value) => Atom::Boolean(*value),
            Tree::Integer(value) => Atom::Integer(*value),
            Tree::Unsigned(value) => Atom::Unsigned(*value),
            Tree::Number(value) => Atom::Number(*value),
            Tree::Digits(digits) => match Atom::of_digits(digits) {
                Some(number) => number,
                None => return Err(self.expected(expected::<T>())),
            },
            Tree::Text(value) => Atom::Text(value),
            Tree::Null | Tree::List(_) | Tree::Object(_) => {
                return Err(self.expected(expected::<T>()));
            }
        };
        T::accept(atom, self.log.strict).ok_or_else(|| self.expected(expected::<T>()))
    }

    fn optional<T: Schema>(self, into: &mut Option<T>) -> Result<(), Refused> {
        match self.tree {
            Tree::Null if T::NULLABLE => read_some(into, self),
            Tree::Null if self.log.strict => Err(self.log.refuse("may be absent, but not null")),
            _ => self.nullable(into),
        }
    }

    fn nullable<T: Schema>(self, into: &mut Option<T>) -> Result<(), Refused> {
        match self.tree {
            Tree::Null => Ok(()),
            _ => read_some(into, self),
        }
    }

    fn list<T: Schema>(self) -> Result<Vec<T>, Refused> {
        match self.tree {
            Tree::List(items) => read_items(items, self.log, |list, item, log| {
                read_item(list, Explain::new(item, log))
            }),
            _ => Err(self.expected("an array")),
        }
    }

    fn map<T: Schema>(self) -> Result<BTreeMap<String, T>, Refused> {
        let Tree::Object(entries) = self.tree else {
            return Err(self.expected("an object"));
        };
        let mut map = BTreeMap::new();
        let mut refused = false;
        for (name, tree) in entries {
            if self.log.is_full() {
                return Err(Refused);
            }
            let result = self.log.inside(name, |log| {
                log.hold(bytes_of_entry::<T>(map.len()))?;
                match map.entry(name.clone().into_owned()) {
                    Entry::Vacant(entry) => read_value(entry, Explain::new(tree, log)),
                    Entry::Occupied(_) => Err(log.refuse("occurs twice")),
                }
            });
            refused |= result.is_err();
        }
        if refused { Err(Refused) } else { Ok(map) }
    }

    fn object<T: Object>(self, into: &mut T) -> Result<(), Refused> {
        let Tree::Object(entries) = self.tree else {
            return Err(self.expected("an object"));
        };
        let mut reading = Reading::into(into);
        for (name, tree) in entries {
            if self.log.is_full() {
                return Err(Refused);
            }
            reading.entry(name, self.log, |object: &mut T, property, log| {
                read_member(object, property, name, Explain::new(tree, log))
            });
        }
        reading.finish(self.log)
    }

    fn union<T: Union>(self) -> Result<T, Refused> {
        let branch = T::SELECT.choose(self.tree, self.log, T::OPEN)?;
        T::read(branch, self)
    }

    fn value<T>(self, read: impl Fn(Value) -> Result<T, String>) -> Result<T, Refused> {
        let value = value(self.tree, self.log)?;
        read(value).map_err(|detail| self.log.refuse(detail))
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

/// The value that a tree is. Of members of one name the last counts, unless the reader is strict.
fn value(tree: &Tree<'_>, log: &mut Log) -> Result<Value, Refused> {
    Ok(match tree {
        Tree::Null => Value::Null,
        Tree::Boolean(value) => Value::Boolean(*value),
        Tree::Integer(value) => Value::Integer(*value),
        Tree::Unsigned(value) => Value::Unsigned(*value),
        Tree::Number(value) => Value::Number(*value),
        Tree::Digits(digits) => Value::Digits(digits.clone().into_owned()),
        Tree::Text(text) => Value::Text(text.clone().into_owned()),
        Tree::List(items) => Value::List(read_items(items, log, |list, item, log| {
            value(item, log).map(|value| list.push(value))
        })?),
        Tree::Object(entries) => {
            let twice = repeated(entries);
            let mut refused = log.strict && !twice.is_empty();
            let mut members = Vec::with_capacity(entries.len());
            for (index, (name, tree)) in entries.iter().enumerate() {
                let result = log.inside(name, |log| {
                    if log.strict && twice.binary_search(&index).is_ok() {
                        return Err(log.refuse("occurs twice"));
                    }
                    value(tree, log)
                });
                match result {
                    Ok(value) => members.push((name.clone().into_owned(), value)),
                    Err(Refused) => refused = true,
                }
            }
            if refused {
                return Err(Refused);
            }
            Value::Object(match twice.is_empty() {
                true => members,
                false => last_of_each(members),
            })
        }
    })
}

/// The members without those that a later one of the same name replaces.
fn last_of_each(members: Vec<(String, Value)>) -> Vec<(String, Value)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<(String, Value)> = Vec::new();
    for (name, value) in members {
        match places.get(&name) {
            Some(place) => kept[*place].1 = value,
            None => {
                places.insert(name.clone(), kept.len());
                kept.push((name, value));
            }
        }
    }
    kept
}

/// Reads a member of an object: the property of that index, or one that has none.
pub(crate) fn read_member<T: Object, S: Source>(
    object: &mut T,
    property: usize,
    name: &str,
    from: S,
) -> Result<(), S::Error> {
    match property {
        UNKNOWN => object.read_unknown(name.to_owned(), from),
        property => object.read(property, from),
    }
}

/// Reads all items, whether or not one is refused, as long as there is something to say.
pub(crate) fn read_items<I, T>(
    items: &[I],
    log: &mut Log,
    read: impl Fn(&mut Vec<T>, &I, &mut Log) -> Result<(), Refused>,
) -> Result<Vec<T>, Refused> {
    log.hold(bytes_of_items::<T>(items.len()))?;
    let mut list = Vec::with_capacity(items.len());
    let mut refused = false;
    for (index, item) in items.iter().enumerate() {
        if log.is_full() {
            return Err(Refused);
        }
        let result = log.item(index, |log| read(&mut list, item, log));
        refused |= result.is_err();
    }
    if refused { Err(Refused) } else { Ok(list) }
}

/// An object half read.
pub(crate) struct Reading<'o, T> {
    object: &'o mut T,
    seen: Seen,
    lookup: Lookup,
    pub(crate) refused: bool,
}

impl<'o, T: Object> Reading<'o, T> {
    /// Begins with a blank.
    pub(crate) fn into(object: &'o mut T) -> Self {
        Self {
            object,
            seen: Seen::default(),
            lookup: Lookup::default(),
            refused: false,
        }
    }

    /// Reads one entry, if the object has a use for it.
    pub(crate) fn entry(
        &mut self,
        name: &str,
        log: &mut Log,
        read: impl FnOnce(&mut T, usize, &mut Log) -> Result<(), Refused>,
    ) {
        let property = self.lookup.find(Properties::<T>::NAMES, name);
        let known = property != UNKNOWN;
        let strict = log.strict;
        let result = match T::UNKNOWN {
            Unknown::Ignore if !known => {
                if log.notes_unknown {
                    log.inside(name, |log| log.refuse("is no property of this object"));
                }
                Ok(())
            }
            Unknown::Refuse if !known && !strict => Ok(()),
            Unknown::Refuse if !known => {
                log.inside(name, |log| Err(log.refuse("is no property of this object")))
            }
            _ => log.inside(name, |log| match known && self.seen.twice(property) {
                true => Err(log.refuse("occurs twice")),
                false => log
                    .descend()
                    .and_then(|()| read(self.object, property, log)),
            }),
        };
        self.refused |= result.is_err();
    }

    /// Whether no entry was refused and all required ones came.
    pub(crate) fn finish(mut self, log: &mut Log) -> Result<(), Refused> {
        for property in T::REQUIRED {
            if !self.seen.has(*property) {
                log.inside(T::PROPERTIES[*property], |log| log.refuse("is required"));
                self.refused = true;
            }
        }
        match self.refused {
            true => Err(Refused),
            false => Ok(()),
        }
    }
}
