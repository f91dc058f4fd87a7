//! The members of an object, in the order of the document.

use super::{Key, Node};
use indexmap::IndexMap;
use std::slice;

/// Members in document order, each key once.
///
/// Most objects have a few members, and documents have a great many objects: a few are searched one after the other, and
/// take no room but their own; more of them are found by their hash.
#[derive(Clone, Debug)]
pub struct Map(Members);

#[derive(Clone, Debug)]
enum Members {
    Few(Vec<(Key, Node)>),
    Many(Box<IndexMap<Key, Node>>),
}

/// As many are searched one after the other.
const FEW: usize = 8;

impl Default for Map {
    fn default() -> Self {
        Self(Members::Few(Vec::new()))
    }
}

/// Equal as JSON values: the order of members does not count.
impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        let is_there = |(key, node): (&Key, &Node)| other.get(&key.name) == Some(node);
        self.len() == other.len() && self.iter().all(is_there)
    }
}

impl Map {
    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Members::Few(few) => few.len(),
            Members::Many(many) => many.len(),
        }
    }

    /// Whether there is no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.get_key_value(name).map(|(_, node)| node)
    }

    /// The value of a member.
    #[must_use]
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Node> {
        match &mut self.0 {
            Members::Few(few) => {
                let found = few.iter_mut().find(|(key, _)| key.name == name);
                found.map(|(_, node)| node)
            }
            Members::Many(many) => many.get_mut(name),
        }
    }

    /// A member with its key.
    #[must_use]
    pub fn get_key_value(&self, name: &str) -> Option<(&Key, &Node)> {
        match &self.0 {
            Members::Few(few) => {
                let found = few.iter().find(|(key, _)| key.name == name);
                found.map(|(key, node)| (key, node))
            }
            Members::Many(many) => many.get_key_value(name),
        }
    }

    /// Puts a member at the end, unless its key is taken: then the map stays as it is. Tells whether it was not.
    pub fn insert_new(&mut self, key: Key, node: Node) -> bool {
        let is_new = self.get(&key.name).is_none();
        if is_new {
            self.push(key, node);
        }
        is_new
    }

    /// Sets a member: in place when the key is taken (key and place of the key become the new ones), else at the end.
    pub fn set(&mut self, key: Key, node: Node) {
        match &mut self.0 {
            Members::Few(few) => match few.iter_mut().find(|(old, _)| *old == key) {
                Some(found) => *found = (key, node),
                None => self.push(key, node),
            },
            Members::Many(many) => {
                let (index, _) = many.insert_full(key.clone(), node);
                let _ = many.replace_index(index, key);
            }
        }
    }

    /// Puts a member at the end whose key is not taken.
    fn push(&mut self, key: Key, node: Node) {
        match &mut self.0 {
            Members::Few(few) if few.len() < FEW => {
                // One or two members are what most objects have: room for twice as many, but no more.
                if few.len() == few.capacity() {
                    few.reserve_exact(few.len().max(1));
                }
                few.push((key, node));
            }
            Members::Few(few) => {
                let mut many: IndexMap<Key, Node> = std::mem::take(few).into_iter().collect();
                many.insert(key, node);
                self.0 = Members::Many(Box::new(many));
            }
            Members::Many(many) => {
                many.insert(key, node);
            }
        }
    }

    /// Takes a member out; the others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<(Key, Node)> {
        match &mut self.0 {
            Members::Few(few) => {
                let index = few.iter().position(|(key, _)| key.name == name)?;
                Some(few.remove(index))
            }
            Members::Many(many) => many.shift_remove_entry(name),
        }
    }

    /// The values in document order.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        self.iter_mut().map(|(_, node)| node)
    }

    /// The members in document order, their values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&Key, &mut Node)> {
        let (few, many) = match &mut self.0 {
            Members::Few(few) => (Some(few.iter_mut()), None),
            Members::Many(many) => (None, Some(many.iter_mut())),
        };
        let few = few.into_iter().flatten();
        few.map(|(key, node)| (&*key, node))
            .chain(many.into_iter().flatten())
    }

    /// The members in document order.
    pub fn iter(&self) -> Iter<'_> {
        Iter(match &self.0 {
            Members::Few(few) => Rest::Few(few.iter()),
            Members::Many(many) => Rest::Many(many.iter()),
        })
    }
}

/// The members of a [`Map`], in document order.
#[derive(Clone, Debug)]
pub struct Iter<'a>(Rest<'a>);

#[derive(Clone, Debug)]
enum Rest<'a> {
    Few(slice::Iter<'a, (Key, Node)>),
    Many(indexmap::map::Iter<'a, Key, Node>),
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a Key, &'a Node);

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Rest::Few(few) => few.next().map(|(key, node)| (key, node)),
            Rest::Many(many) => many.next(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.0 {
            Rest::Few(few) => few.size_hint(),
            Rest::Many(many) => many.size_hint(),
        }
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a Key, &'a Node);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The members of a map that is no more, in document order.
#[derive(Debug)]
pub struct IntoIter(Gone);

#[derive(Debug)]
enum Gone {
    Few(std::vec::IntoIter<(Key, Node)>),
    Many(indexmap::map::IntoIter<Key, Node>),
}

impl Iterator for IntoIter {
    type Item = (Key, Node);

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Gone::Few(few) => few.next(),
            Gone::Many(many) => many.next(),
        }
    }
}

impl IntoIterator for Map {
    type Item = (Key, Node);
    type IntoIter = IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        IntoIter(match self.0 {
            Members::Few(few) => Gone::Few(few.into_iter()),
            Members::Many(many) => Gone::Many(many.into_iter()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{FEW, Key, Map, Node};
    use crate::source::{FileId, Span, Value};

    const PLACE: Span = Span {
        file: FileId(0),
        start: 0,
        end: 0,
    };

    fn key(name: usize) -> Key {
        Key {
            span: PLACE,
            name: format!("k{name}"),
        }
    }

    fn node(text: &str) -> Node {
        Node::new(PLACE, Value::String(text.to_owned()))
    }

    fn of(names: impl IntoIterator<Item = usize>) -> Map {
        let mut map = Map::default();
        for name in names {
            assert!(map.insert_new(key(name), node("a")));
        }
        map
    }

    fn names(map: &Map) -> Vec<&str> {
        map.iter().map(|(key, _)| key.name.as_str()).collect()
    }

    #[test]
    fn few_members_and_many_do_the_same() {
        for count in [0, 1, FEW, FEW + 1, 3 * FEW] {
            let mut map = of(0..count);
            assert_eq!((map.len(), map.is_empty()), (count, count == 0));
            assert_eq!(map, of((0..count).rev()));
            for name in 0..count {
                assert!(!map.insert_new(key(name), node("b")));
            }
            map.set(key(count), node("c"));
            map.set(key(0), node("d"));
            let texts = |map: &Map| -> Vec<String> {
                map.iter()
                    .filter_map(|(_, node)| node.as_str().map(str::to_owned))
                    .collect()
            };
            let expected = match count {
                0 => vec!["d"],
                _ => [vec!["d"], vec!["a"; count - 1], vec!["c"]].concat(),
            };
            assert_eq!(texts(&map), expected);
            map.values_mut().for_each(|found| *found = node("e"));
            assert_eq!(texts(&map), vec!["e"; map.len()]);
            assert_eq!(
                map.remove("k0").map(|(key, _)| key.name),
                Some("k0".to_owned())
            );
            assert!(map.remove("k0").is_none() && map.get("k0").is_none());
            let left: Vec<String> = (1..=count).map(|name| format!("k{name}")).collect();
            assert_eq!(names(&map), left);
            let gone: Vec<String> = map.into_iter().map(|(key, _)| key.name).collect();
            assert_eq!(gone, left);
        }
    }
}
