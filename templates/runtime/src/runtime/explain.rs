//! A value in memory as a source that goes on after a violation, so that all of them are reported at once.

use super::log::{Log, Refused};
use super::object::{Object, Seen, position};
use super::scalar::{Atom, Scalar, expected};
use super::schema::Schema;
use super::source::Source;
use super::tree::Tree;
use std::collections::BTreeMap;

/// Reads a tree and notes each violation with its place.
pub(crate) struct Explain<'t, 'l> {
    tree: &'t Tree,
    log: &'l mut Log,
}

impl<'t, 'l> Explain<'t, 'l> {
    pub(crate) fn new(tree: &'t Tree, log: &'l mut Log) -> Self {
        Self { tree, log }
    }

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
            Tree::Text(value) => Atom::Text(value),
            Tree::Null | Tree::List(_) | Tree::Object(_) => {
                return Err(self.expected(expected::<T>()));
            }
        };
        T::accept(atom, self.log.strict).ok_or_else(|| self.expected(expected::<T>()))
    }

    fn optional<T: Schema>(self) -> Result<Option<T>, Refused> {
        match self.tree {
            Tree::Null if self.log.strict => Err(self.log.refuse("may be absent, but not null")),
            _ => self.nullable(),
        }
    }

    fn nullable<T: Schema>(self) -> Result<Option<T>, Refused> {
        match self.tree {
            Tree::Null => Ok(None),
            _ => T::decode(self).map(Some),
        }
    }

    fn list<T: Schema>(self) -> Result<Vec<T>, Refused> {
        match self.tree {
            Tree::List(items) => read_items(items, self.log, |item, log| {
                T::decode(Explain::new(item, log))
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
            let result = self.log.inside(name, |log| {
                let value = T::decode(Explain::new(tree, log))?;
                match map.insert(name.clone(), value) {
                    Some(_) => Err(log.refuse("occurs twice")),
                    None => Ok(()),
                }
            });
            refused |= result.is_err();
        }
        if refused { Err(Refused) } else { Ok(map) }
    }

    fn object<T: Object>(self) -> Result<T, Refused> {
        let Tree::Object(entries) = self.tree else {
            return Err(self.expected("an object"));
        };
        let mut reading = Reading::new();
        for (name, tree) in entries {
            reading.entry(name, self.log, |object: &mut T, property, log| {
                object.read(property, Explain::new(tree, log))
            });
        }
        reading.finish(self.log)
    }

    fn skip(self) -> Result<(), Refused> {
        Ok(())
    }
}

/// Reads all items, whether or not one is refused.
pub(crate) fn read_items<I, T>(
    items: &[I],
    log: &mut Log,
    read: impl Fn(&I, &mut Log) -> Result<T, Refused>,
) -> Result<Vec<T>, Refused> {
    let mut list = Vec::new();
    for (index, item) in items.iter().enumerate() {
        list.push(log.inside(&index.to_string(), |log| read(item, log)));
    }
    list.into_iter().collect()
}

/// An object half read.
pub(crate) struct Reading<T> {
    object: T,
    seen: Seen,
    next: usize,
    pub(crate) refused: bool,
}

impl<T: Object> Reading<T> {
    pub(crate) fn new() -> Self {
        Self {
            object: T::blank(),
            seen: Seen::default(),
            next: 0,
            refused: false,
        }
    }

    /// Reads one entry, if the object knows its name.
    pub(crate) fn entry(
        &mut self,
        name: &str,
        log: &mut Log,
        read: impl FnOnce(&mut T, usize, &mut Log) -> Result<(), Refused>,
    ) {
        let property = position(T::PROPERTIES, self.next, name);
        self.next = property.wrapping_add(1);
        if property >= T::PROPERTIES.len() {
            return;
        }
        let result = log.inside(name, |log| match self.seen.twice(property) {
            true => Err(log.refuse("occurs twice")),
            false => read(&mut self.object, property, log),
        });
        self.refused |= result.is_err();
    }

    /// The object, unless an entry was refused or a required one did not come.
    pub(crate) fn finish(mut self, log: &mut Log) -> Result<T, Refused> {
        for property in T::REQUIRED {
            if !self.seen.has(*property) {
                log.inside(T::PROPERTIES[*property], |log| log.refuse("is required"));
                self.refused = true;
            }
        }
        match self.refused {
            true => Err(Refused),
            false => Ok(self.object),
        }
    }
}
