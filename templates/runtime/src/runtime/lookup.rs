//! The names of an object's properties: found as they come, and counted.

use std::borrow::Borrow;

/// The index that stands for names outside the table.
pub(crate) const UNKNOWN: usize = usize::MAX;

/// Tables up to this length are searched from end to end.
const SMALL: usize = 16;

/// Finds names in a table, trying first the one behind the last: senders mostly keep the document's order. Where they
/// do not, a long table gets an index, so that reading an object takes no more than `n log n` comparisons.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    next: usize,
    /// Comparisons spent on names that were not where they were expected.
    pub(crate) spent: usize,
    /// The table's indexes in the order of the names; empty until it pays.
    pub(crate) sorted: Vec<usize>,
}

impl Lookup {
    /// The place of `name` in the table; [`UNKNOWN`] when it has none.
    #[inline]
    pub(crate) fn find(&mut self, table: &[&str], name: &str) -> usize {
        let found = match table.get(self.next) {
            Some(expected) if *expected == name => self.next,
            _ => self.search(table, name),
        };
        if found != UNKNOWN {
            self.next = found + 1;
        }
        found
    }

    #[cold]
    fn search(&mut self, table: &[&str], name: &str) -> usize {
        if table.len() > SMALL && self.spent > 2 * table.len() {
            if self.sorted.is_empty() {
                self.sorted = (0..table.len()).collect();
                self.sorted.sort_by_key(|index| table[*index]);
            }
            let found = self
                .sorted
                .binary_search_by(|index| table[*index].cmp(name));
            return found.map_or(UNKNOWN, |place| self.sorted[place]);
        }
        // Forward first: a sender that leaves properties out still keeps their order.
        let start = self.next.min(table.len());
        let (before, behind) = table.split_at(start);
        let place = |part: &[&str]| part.iter().position(|other| *other == name);
        let found = match place(behind) {
            Some(index) => start + index,
            None => place(before).unwrap_or(UNKNOWN),
        };
        self.spent += match found {
            UNKNOWN => table.len(),
            index if index >= start => index - start,
            index => table.len() - start + index,
        };
        found
    }
}

/// Which properties have been read. Only objects of more than 64 need memory of their own for it.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    first: u64,
    others: Vec<u64>,
}

impl Seen {
    /// Marks a property, and says whether it was marked before.
    pub(crate) fn twice(&mut self, property: usize) -> bool {
        let word = match property / 64 {
            0 => &mut self.first,
            word => {
                if self.others.len() < word {
                    self.others.resize(word, 0);
                }
                &mut self.others[word - 1]
            }
        };
        let bit = 1 << (property % 64);
        let marked = *word & bit != 0;
        *word |= bit;
        marked
    }

    /// Whether a property is marked.
    pub(crate) fn has(&self, property: usize) -> bool {
        let word = match property / 64 {
            0 => self.first,
            word => self.others.get(word - 1).copied().unwrap_or(0),
        };
        word >> (property % 64) & 1 == 1
    }
}

/// The places of entries whose name an earlier one has, in ascending order.
pub(crate) fn repeated<N: Borrow<str>, T>(entries: &[(N, T)]) -> Vec<usize> {
    let name = |index: usize| entries[index].0.borrow();
    let mut repeated: Vec<usize> = match entries.len() {
        0 | 1 => return Vec::new(),
        length if length <= SMALL => (1..length)
            .filter(|index| (0..*index).any(|other| name(other) == name(*index)))
            .collect(),
        length => {
            let mut sorted: Vec<usize> = (0..length).collect();
            sorted.sort_by_key(|index| name(*index));
            sorted
                .windows(2)
                .filter(|pair| name(pair[0]) == name(pair[1]))
                .map(|pair| pair[1])
                .collect()
        }
    };
    repeated.sort_unstable();
    repeated
}
