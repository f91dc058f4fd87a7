//! How much of the stack reading a message may take. Depth alone does not bound it: how much a level takes depends on
//! the types, and a thread whose stack overflows ends the program.

use std::{hint::black_box, ptr};

/// Half of what threads have by default, in bytes.
const MOST: usize = 1 << 20;

/// What is said of values nested deeper than the stack is.
pub(super) const TOO_DEEP: &str = "is nested too deeply for values of its size";

/// Where on the stack a message began to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stack {
    start: usize,
}

impl Stack {
    /// Begins here.
    pub(super) fn here() -> Self {
        Self { start: address() }
    }

    /// Whether no more may be taken.
    pub(super) fn is_used_up(self) -> bool {
        address().abs_diff(self.start) > MOST
    }
}

/// About where the caller's frame is.
#[inline(never)]
fn address() -> usize {
    let here = 0_u8;
    ptr::from_ref(black_box(&here)).addr()
}
