//! Patterns, in the syntax of the `regex` crate: the generator translates them from ECMA-262.

use super::rules::{Rules, TextRule};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

impl Rules {
    /// `pattern`
    #[must_use]
    pub const fn pattern(self, pattern: &'static str) -> Self {
        Self {
            pattern: Some(TextRule { pattern, matches }),
            ..self
        }
    }
}

type Compiled = BTreeMap<&'static str, Arc<Regex>>;

/// The patterns compiled so far; a document has only so many.
static COMPILED: RwLock<Compiled> = RwLock::new(Compiled::new());

fn matches(pattern: &'static str, text: &str) -> bool {
    match compiled(pattern) {
        Some(regex) => regex.is_match(text),
        // The generator has compiled every pattern in the same way, so there is none that does not compile.
        None => false,
    }
}

fn compiled(pattern: &'static str) -> Option<Arc<Regex>> {
    if let Some(regex) = known(pattern) {
        return Some(regex);
    }
    let regex = Arc::new(Regex::new(pattern).ok()?);
    let mut compiled = COMPILED.write().unwrap_or_else(PoisonError::into_inner);
    compiled.insert(pattern, Arc::clone(&regex));
    Some(regex)
}

// By itself, so that nothing is locked while a pattern is compiled.
fn known(pattern: &str) -> Option<Arc<Regex>> {
    let compiled = COMPILED.read().unwrap_or_else(PoisonError::into_inner);
    compiled.get(pattern).cloned()
}
