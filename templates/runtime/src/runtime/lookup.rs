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
            Some(expected) if same(expected, name) => self.next,
            _ => self.search(table, name),
        };
        if found != UNKNOWN {
            self.next = found + 1;
        }
        found
    }

    #[inline(never)]
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
        let (before, behind) = table.split_at(self.next.min(table.len()));
        let place = |part: &[&str]| part.iter().position(|other| same(other, name));
        if let Some(steps) = place(behind) {
            self.spent += steps;
            return before.len() + steps;
        }
        let found = place(before);
        self.spent += behind.len() + found.unwrap_or(before.len());
        found.unwrap_or(UNKNOWN)
    }
}

/// Whether two names are the same. Names are short: comparing them by words, of which the last two may overlap, costs
/// less than a call.
#[inline]
fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    match (one.last_chunk::<8>(), other.last_chunk::<8>()) {
        (Some(end), Some(other_end)) => {
            let mut words = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
            end == other_end && words.all(|(one, other)| one == other)
        }
        _ => match (one.last_chunk::<4>(), other.last_chunk::<4>()) {
            (Some(end), Some(other_end)) => {
                end == other_end && one.first_chunk::<4>() == other.first_chunk::<4>()
            }
            _ => one.iter().eq(other),
        },
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
    #[inline]
    pub(crate) fn twice(&mut self, property: usize) -> bool {
        let word = match property / 64 {
            0 => &mut self.first,
            word => self.other(word),
        };
        let bit = 1 << (property % 64);
        let marked = *word & bit != 0;
        *word |= bit;
        marked
    }

    #[cold]
    fn other(&mut self, word: usize) -> &mut u64 {
        if self.others.len() < word {
            self.others.resize(word, 0);
        }
        &mut self.others[word - 1]
    }

    /// Whether a property is marked.
    #[inline]
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
