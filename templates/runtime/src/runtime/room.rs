//! How much memory the values of one message may take. A few bytes can stand for a large value: `{}` for an object of
//! which every property may be absent. A message must not buy a thousand times its length.

use std::cell::Cell;

/// What every message may take, in bytes, however short it is.
const LEAST: usize = 16 << 20;

/// What each byte of a message may take.
const PER_BYTE: usize = 64;

/// What is said of a value that there is no room for.
pub(super) const NO_ROOM: &str = "takes more memory than a message of its length may";

/// What is left of the memory that the values of a message may take.
///
/// What a value takes in its own place was taken for what it is in, so that only lists, maps and boxes take any. Texts
/// are never longer than the message.
#[derive(Debug)]
pub(crate) struct Room(Cell<usize>);

impl Room {
    /// The room for a message of so many bytes.
    pub(crate) fn of(length: usize) -> Self {
        Self(Cell::new(
            LEAST.saturating_add(length.saturating_mul(PER_BYTE)),
        ))
    }

    /// The room for what a program reads from its own memory.
    pub(crate) fn unbounded() -> Self {
        Self(Cell::new(usize::MAX))
    }

    /// Takes so many bytes, if there are as many left.
    pub(crate) fn take(&self, bytes: usize) -> bool {
        let left = self.0.get().checked_sub(bytes);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Moves what is left to another reader of the same message.
    pub(super) fn lend(&self) -> Self {
        Self(Cell::new(self.0.take()))
    }

    /// Takes back what that reader left.
    pub(super) fn give_back(&self, left: &Self) {
        self.0.set(left.0.get());
    }
}

/// The bytes of a list of that many items.
pub(super) fn bytes_of_items<T>(items: usize) -> usize {
    items.saturating_mul(size_of::<T>())
}

/// The bytes that a map of that many entries takes for one more: its nodes hold at most 11 entries and, but for the
/// first, at least 5.
pub(super) fn bytes_of_entry<T>(entries: usize) -> usize {
    match entries % 5 {
        0 => bytes_of_items::<(String, T)>(11),
        _ => 0,
    }
}
