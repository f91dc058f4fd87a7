//! Patterns to those of the `regex` crate.

use crate::{pattern, vocabulary::Constraints};

/// Translates every pattern that can be. What cannot was said where the document's shape was checked.
pub(super) fn translate(constraints: &mut Constraints) {
    for found in &mut constraints.patterns {
        found.regex = pattern::translate(&found.ecma).ok();
    }
}
