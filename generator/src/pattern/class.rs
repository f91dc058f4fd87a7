//! Classes: `[…]` (ECMA-262 section 22.2.1, CharacterClass; Annex B.1.2).

use super::{
    Problem, Reader,
    escape::{Escape, escape},
    print,
};

/// An element of a class.
enum Atom {
    Code(u32),
    /// The inside of a class.
    Set(String),
    Unsupported,
}

/// Reads a class, its `[` read already, and writes it.
pub(super) fn class(reader: &mut Reader<'_>, out: &mut String) -> Result<(), Problem> {
    let start = reader.at.saturating_sub(1);
    let negated = reader.eat("^");
    let mut inside = String::new();
    let mut has_surrogates = false;
    loop {
        if reader.eat("]") {
            break;
        }
        let at = reader.at;
        let Some(first) = atom(reader)? else {
            return Err(Problem::malformed("the `[` is not closed", start));
        };
        let is_range = reader.rest().starts_with('-') && !reader.rest().starts_with("-]");
        if !is_range {
            has_surrogates |= put(&mut inside, first);
            continue;
        }
        reader.at += 1;
        let Some(last) = atom(reader)? else {
            return Err(Problem::malformed("the `[` is not closed", start));
        };
        match (first, last) {
            (Atom::Code(first), Atom::Code(last)) if first > last => {
                let message = "the range ends before it begins";
                return Err(Problem::malformed(message, at));
            }
            (Atom::Code(first), Atom::Code(last)) => {
                has_surrogates |= range(&mut inside, first, last);
            }
            // With a set on either side, the `-` stands for itself.
            (first, last) => {
                for atom in [first, Atom::Code(u32::from('-')), last] {
                    has_surrogates |= put(&mut inside, atom);
                }
            }
        }
    }
    match (inside.is_empty(), negated) {
        // A text of Unicode has no lone surrogates, and the flag `u` reads none into its pairs.
        (true, false) if has_surrogates => {
            reader.unsupported("surrogate without its pair", start);
        }
        (true, false) => out.push_str(print::NOTHING),
        (true, true) => out.push_str(print::ANYTHING),
        (false, _) => {
            out.push_str(if negated { "[^" } else { "[" });
            out.push_str(&inside);
            out.push(']');
        }
    }
    Ok(())
}

/// The next element; nothing at the end of the text.
fn atom(reader: &mut Reader<'_>) -> Result<Option<Atom>, Problem> {
    Ok(match reader.next() {
        None => None,
        Some('\\') => Some(match escape(reader, true)? {
            Escape::Code(code) => Atom::Code(code),
            Escape::Set {
                inside,
                negated: false,
            } => Atom::Set(inside),
            Escape::Set {
                inside,
                negated: true,
            } => Atom::Set(format!("[^{inside}]")),
            Escape::Unsupported => Atom::Unsupported,
        }),
        Some(character) => Some(Atom::Code(u32::from(character))),
    })
}

/// Writes an element; tells whether it was a surrogate.
fn put(inside: &mut String, atom: Atom) -> bool {
    match atom {
        Atom::Code(code) => range(inside, code, code),
        Atom::Set(text) => {
            inside.push_str(&text);
            false
        }
        Atom::Unsupported => false,
    }
}

/// Writes a range without the surrogates at its ends; tells whether nothing else was in it.
fn range(inside: &mut String, first: u32, last: u32) -> bool {
    let first = if (0xD800..0xE000).contains(&first) {
        0xE000
    } else {
        first
    };
    let last = if (0xD800..0xE000).contains(&last) {
        0xD7FF
    } else {
        last
    };
    match (char::from_u32(first), char::from_u32(last)) {
        (Some(first), Some(last)) if first <= last => {
            print::literal(inside, first);
            if first < last {
                inside.push('-');
                print::literal(inside, last);
            }
            false
        }
        _ => true,
    }
}
