//! Identifiers of one scope, each once.

use std::collections::{BTreeMap, BTreeSet};

/// Gives out identifiers so that no two items of a scope share one, whatever the order of the items in the document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which some identifiers are ours.
    #[must_use]
    pub(crate) fn reserving(reserved: &[&str]) -> Self {
        Self {
            taken: reserved.iter().map(|&name| name.to_owned()).collect(),
        }
    }

    /// Takes an identifier that must be had as it is: one that the user chose. `false` when it is gone.
    pub(crate) fn take(&mut self, identifier: &str) -> bool {
        self.taken.insert(identifier.to_owned())
    }

    /// Whether an identifier is gone.
    pub(crate) fn has(&self, identifier: &str) -> bool {
        self.taken.contains(identifier)
    }

    /// An identifier for each item, from the one it would like and the name that tells it apart (its wire name, its
    /// pointer). Where several want the same, the one whose name is that identifier has it, else the first by name;
    /// the others are numbered in the order of their names.
    pub(crate) fn assign(&mut self, wanted: &[(String, String)]) -> Vec<String> {
        let mut by_identifier: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, (identifier, _)) in wanted.iter().enumerate() {
            by_identifier.entry(identifier).or_default().push(index);
        }
        let mut assigned = vec![String::new(); wanted.len()];
        let mut crowded = Vec::new();
        for (identifier, mut items) in by_identifier {
            items.sort_by_key(|index| (wanted[*index].1 != identifier, &wanted[*index].1, *index));
            let mut items = items.into_iter();
            if self.take(identifier)
                && let Some(first) = items.next()
            {
                assigned[first] = identifier.to_owned();
            }
            crowded.extend(items);
        }
        // Numbered names come last: none of them may take what another item is called by right. Items that want the
        // same stand together, so that counting goes on from one to the next.
        let (mut last, mut number) = (None, 1);
        for index in crowded {
            let identifier = wanted[index].0.as_str();
            if last.replace(identifier) != Some(identifier) {
                number = 1;
            }
            let (base, separator) = numbered(identifier);
            assigned[index] = loop {
                number += 1;
                let candidate = format!("{base}{separator}{number}");
                if self.take(&candidate) {
                    break candidate;
                }
            };
        }
        assigned
    }
}

/// What a number is put behind, and what comes between: camel case has an underscore between digits only, which is
/// what rustc's lint of the same name wants.
fn numbered(identifier: &str) -> (&str, &'static str) {
    let base = identifier.trim_end_matches('_');
    let camel = base.starts_with(|c: char| c.is_ascii_uppercase());
    match camel && !base.ends_with(|c: char| c.is_ascii_digit()) {
        true => (base, ""),
        false => (base, "_"),
    }
}
