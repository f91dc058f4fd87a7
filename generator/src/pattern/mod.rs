//! Patterns of ECMA-262, which documents speak, to patterns of the `regex` crate, which generated code runs.
//!
//! JSON Schema Validation Wright-00, section 5.8: the value of `pattern` is a regular expression of ECMA-262. It is read
//! as with the flag `u` (a text is a sequence of code points), and with the leniency that Annex B gives to patterns
//! without it: `\-`, `a{`, `]` and the like stand for themselves. What matters is whether a text matches, not what is
//! captured: groups lose their names and numbers.

mod class;
mod escape;
mod print;
mod term;
#[cfg(test)]
mod tests;

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
    fmt,
};

/// Longer patterns are data, not patterns; reading them would take more memory than they are worth.
const MAX_BYTES: usize = 64 << 10;

/// Why a pattern has no translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is not well-formed.
    Malformed {
        /// What is wrong, a sentence without a full stop.
        message: String,
        /// The byte where.
        offset: usize,
    },
    /// It is well-formed, or could be so in a dialect that its author had in mind, but the `regex` crate cannot run it:
    /// look-around, back-references.
    Unsupported {
        /// What it lacks: `look-ahead`.
        what: String,
        /// The byte where.
        offset: usize,
    },
    /// It is larger or nests deeper than the `regex` crate takes by default.
    TooLarge,
}

/// The same pattern for `regex::Regex::new`, which accepts it with its default limits.
///
/// # Errors
/// [`Problem::Malformed`] goes before [`Problem::Unsupported`], and of several the first is told.
pub fn translate(ecma: &str) -> Result<String, Problem> {
    if ecma.len() > MAX_BYTES {
        return Err(Problem::TooLarge);
    }
    let translated = term::pattern(ecma)?;
    match regex::Regex::new(&translated) {
        Ok(_) => Ok(translated),
        // What is printed is well-formed, so that only the limits of size and nesting are left.
        Err(_) => Err(Problem::TooLarge),
    }
}

thread_local! {
    static COMPILED: RefCell<HashMap<String, Option<regex::Regex>>> = RefCell::default();
}

/// How many compiled patterns are kept: more than most documents have.
const KEPT: usize = 256;

/// Whether a translated pattern matches somewhere in a text; nothing when it is no pattern of the `regex` crate. Values are
/// many and patterns few, and compiling one takes as long as matching it a thousand times: compiled ones are kept.
pub(crate) fn is_match(regex: &str, text: &str) -> Option<bool> {
    COMPILED.with_borrow_mut(|compiled| {
        if compiled.len() >= KEPT && !compiled.contains_key(regex) {
            compiled.clear();
        }
        let compiled = compiled
            .entry(regex.to_owned())
            .or_insert_with(|| regex::Regex::new(regex).ok());
        compiled.as_ref().map(|compiled| compiled.is_match(text))
    })
}

impl Problem {
    fn malformed(message: impl Into<String>, offset: usize) -> Self {
        Self::Malformed {
            message: message.into(),
            offset,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { message, offset } => write!(f, "{message}, at byte {offset}"),
            Self::Unsupported { what, offset } => {
                write!(f, "the `regex` crate has no {what}, at byte {offset}")
            }
            Self::TooLarge => f.write_str("the pattern is larger than the `regex` crate takes"),
        }
    }
}

impl std::error::Error for Problem {}

/// A place in a pattern, and what was found on the way there.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// How many groups capture in the whole pattern: `\3` is a back-reference when there are three.
    groups: u32,
    /// Whether any of them has a name: `\k` is a back-reference then.
    has_names: bool,
    /// The properties that were found to exist.
    properties: BTreeSet<&'t str>,
    /// The first part without a translation.
    unsupported: Option<(String, usize)>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let (groups, has_names) = groups(text);
        Self {
            text,
            at: 0,
            groups,
            has_names,
            properties: BTreeSet::new(),
            unsupported: None,
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    /// Steps over characters that are wanted.
    fn eat_while(&mut self, is_wanted: fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|character| !is_wanted(character));
        let run = rest.get(..end.unwrap_or(rest.len())).unwrap_or("");
        self.at += run.len();
        run
    }

    /// Steps over `text` if it is next.
    fn eat(&mut self, text: &str) -> bool {
        let is_next = self.rest().starts_with(text);
        if is_next {
            self.at += text.len();
        }
        is_next
    }

    /// Remembers a part that has no translation; the reading goes on, because a mistake further on goes before it.
    fn unsupported(&mut self, what: impl Into<String>, offset: usize) {
        self.unsupported
            .get_or_insert_with(|| (what.into(), offset));
    }
}

/// How many groups capture, and whether any has a name.
fn groups(text: &str) -> (u32, bool) {
    let (mut count, mut has_names, mut in_class, mut at) = (0, false, false, 0);
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        match byte {
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'(' if !in_class => match rest {
                [b'?', b'<', b'=' | b'!', ..] => {}
                [b'?', b'<', ..] => (count, has_names) = (count + 1, true),
                [b'?', ..] => {}
                _ => count += 1,
            },
            _ => {}
        }
        at += 1;
    }
    (count, has_names)
}
