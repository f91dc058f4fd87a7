//! Chance that is the same in every run: splitmix64, or bytes that somebody chose.

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A stream of choices.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    /// What decides the choices when no bytes do.
    state: u64,
    /// The choices to come, the next one last.
    bytes: Vec<u8>,
}

impl Random {
    /// What a seed decides.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            // Neighbours would be one stream, a step apart.
            state: mixed(seed),
            bytes: Vec::new(),
        }
    }

    /// What bytes decide, each choice by as few of them as have room for it; when they are used up, all is as it would be
    /// without any.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.iter().rev().copied().collect(),
            ..Self::new(0)
        }
    }

    fn next(&mut self, end: usize) -> u64 {
        if self.bytes.is_empty() {
            self.state = self.state.wrapping_add(STEP);
            return mixed(self.state);
        }
        let (mut value, mut room) = (0, 1);
        while room < end {
            value = value << 8 | u64::from(self.bytes.pop().unwrap_or_default());
            room = room.saturating_mul(256);
        }
        value
    }

    /// A number below `end`; 0 when there is none.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        match end {
            0 => 0,
            end => (self.next(end) % end as u64) as usize,
        }
    }

    /// A number from `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below((most - least + 1).max(1) as usize) as i64
    }

    /// True in `percent` of a hundred cases.
    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub(crate) fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// Some of a list, in its order, at least `least`.
    pub(crate) fn some<T: Clone>(&mut self, list: &[T], least: usize) -> Vec<T> {
        let count = least.max(self.below(list.len() + 1)).min(list.len());
        let mut left: Vec<usize> = (0..list.len()).collect();
        while left.len() > count {
            let out = self.below(left.len());
            left.remove(out);
        }
        left.into_iter().map(|index| list[index].clone()).collect()
    }
}

fn mixed(state: u64) -> u64 {
    let mut mixed = state.wrapping_add(STEP);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
