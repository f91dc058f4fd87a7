//! The names of an object's properties: found as they come, and counted.

use super::object::Object;
use std::borrow::Borrow;

/// The index that stands for names outside the table.
pub(crate) const UNKNOWN: usize = usize::MAX;

/// Tables up to this length are searched from end to end.
const SMALL: usize = 16;

/// Names, each at its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<'n> {
    pub(crate) list: &'n [&'n str],
    /// See [`slots_of`]; empty where there are none.
    slots: &'static [u16],
}

impl<'n> Names<'n> {
    /// Names that are known only now.
    pub(crate) const fn of(list: &'n [&'n str]) -> Self {
        Self { list, slots: &[] }
    }

    /// The place of a name by the slots; [`UNKNOWN`] when it has none.
    #[inline]
    fn by_slot(self, name: &str) -> usize {
        let mask = self.slots.len() - 1;
        let first = hash(name.as_bytes());
        for slot in first..first + CLUSTER {
            let place = usize::from(self.slots[slot & mask]);
            match self.list.get(place) {
                Some(other) if same(other, name) => return place,
                Some(_) => {}
                None => return UNKNOWN,
            }
        }
        UNKNOWN
    }
}

/// The properties of an object. Their slots are made when the type is compiled, and only where values of it are read.
pub(crate) struct Properties<T>(std::marker::PhantomData<T>);

impl<T: Object> Properties<T> {
    /// At least twice as many as names, so that few share one.
    const SLOTS: &'static [u16] = match T::PROPERTIES.len() {
        0..=4 => &[],
        5..=16 => &slots_of::<32>(T::PROPERTIES),
        17..=64 => &slots_of::<128>(T::PROPERTIES),
        65..=256 => &slots_of::<512>(T::PROPERTIES),
        257..=2048 => &slots_of::<4096>(T::PROPERTIES),
        _ => &[],
    };

    /// Those among the first 64 that must be there, as bits.
    const REQUIRED: u64 = {
        let (mut bits, mut at) = (0, 0);
        while at < T::REQUIRED.len() {
            if T::REQUIRED[at] < 64 {
                bits |= 1 << T::REQUIRED[at];
            }
            at += 1;
        }
        bits
    };

    /// The first that must be there and has not been seen.
    #[inline]
    pub(crate) fn missing(seen: &Seen) -> Option<usize> {
        if T::PROPERTIES.len() <= 64 && seen.first & Self::REQUIRED == Self::REQUIRED {
            return None;
        }
        let mut required = T::REQUIRED.iter().copied();
        required.find(|property| !seen.has(*property))
    }

    /// Their names.
    pub(crate) const NAMES: Names<'static> = Names {
        list: T::PROPERTIES,
        slots: match Self::SLOTS {
            // There was no room near its slot for some name.
            [FULL, ..] => &[],
            slots => slots,
        },
    };
}

/// Stands in a slot that no name has.
const FREE: u16 = u16::MAX;

/// Stands in the first slot when the slots are of no use.
const FULL: u16 = u16::MAX - 1;

/// A name is looked for in no more slots than this: whoever writes a document may choose names that share one.
const CLUSTER: usize = 16;

/// The places of the names, each in the slot that its text says, or in one of the next.
const fn slots_of<const N: usize>(names: &[&str]) -> [u16; N] {
    let mut slots = [FREE; N];
    let mut place = 0;
    while place < names.len() {
        let mut slot = hash(names[place].as_bytes()) & (N - 1);
        let mut tried = 1;
        while slots[slot] != FREE {
            slot = (slot + 1) & (N - 1);
            tried += 1;
        }
        if tried > CLUSTER {
            return [FULL; N];
        }
        slots[slot] = place as u16;
        place += 1;
    }
    slots
}

/// A number for a name, from its length, its beginning and its end.
const fn hash(name: &[u8]) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (start, end) = match (name.first_chunk::<8>(), name.last_chunk::<8>()) {
        (Some(start), Some(end)) => (u64::from_le_bytes(*start), u64::from_le_bytes(*end)),
        _ => match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
            (Some(start), Some(end)) => (
                u32::from_le_bytes(*start) as u64,
                u32::from_le_bytes(*end) as u64,
            ),
            _ => match name {
                [] => (0, 0),
                [only] => (*only as u64, 0),
                [start, middle @ .., end] => match middle {
                    [] => (*start as u64, *end as u64),
                    [middle, ..] => (*start as u64, (*end as u64) << 8 | *middle as u64),
                },
            },
        },
    };
    let mixed = (start.wrapping_mul(ODD) ^ end).wrapping_add(name.len() as u64);
    (mixed.wrapping_mul(ODD) >> 40) as usize
}

/// Finds names, trying first the one behind the last: senders mostly keep the document's order. Where they do not, names
/// without slots get an index if they are many, so that reading an object takes no more than `n log n` comparisons.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    next: usize,
    /// Comparisons spent on names that were not where they were expected.
    pub(crate) spent: usize,
    /// The places in the order of the names; empty until it pays.
    pub(crate) sorted: Vec<usize>,
}

impl Lookup {
    /// The place of `name`; [`UNKNOWN`] when it has none.
    #[inline]
    pub(crate) fn find(&mut self, names: Names<'_>, name: &str) -> usize {
        let found = match names.list.get(self.next) {
            Some(expected) if same(expected, name) => self.next,
            _ if !names.slots.is_empty() => names.by_slot(name),
            _ => self.search(names.list, name),
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
    /// Marks a property, and says whether it was marked before. What is none is never marked.
    #[inline]
    pub(crate) fn twice(&mut self, property: usize) -> bool {
        match property {
            0..64 => mark(&mut self.first, property),
            UNKNOWN => false,
            _ => self.other(property),
        }
    }

    #[cold]
    fn other(&mut self, property: usize) -> bool {
        let word = property / 64;
        if self.others.len() < word {
            self.others.resize(word, 0);
        }
        mark(&mut self.others[word - 1], property)
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

#[inline]
fn mark(word: &mut u64, property: usize) -> bool {
    let bit = 1 << (property % 64);
    let marked = *word & bit != 0;
    *word |= bit;
    marked
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
