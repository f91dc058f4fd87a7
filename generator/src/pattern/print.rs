//! What the `regex` crate reads: characters and sets of them.

use std::fmt::Write;

/// What a class matches that no character is in.
pub(super) const NOTHING: &str = r"[^\x{0}-\x{10FFFF}]";
/// What `[^]` matches.
pub(super) const ANYTHING: &str = r"[\x{0}-\x{10FFFF}]";
/// `.` of ECMA-262 without the flag `s`: everything but a LineTerminator.
pub(super) const DOT: &str = r"[^\n\r\x{2028}\x{2029}]";
/// `\d`, inside a class.
pub(super) const DIGIT: &str = "0-9";
/// `\w`, inside a class.
pub(super) const WORD: &str = "0-9A-Za-z_";
/// `\s`, inside a class: WhiteSpace and LineTerminator.
pub(super) const SPACE: &str =
    r"\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

/// Writes a character that stands for itself, inside a class or outside.
pub(super) fn literal(out: &mut String, character: char) {
    // Writing to a string cannot fail.
    let _ = match character {
        '\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$'
        | '#' | '&' | '-' | '~' => write!(out, "\\{character}"),
        '\n' => write!(out, "\\n"),
        '\r' => write!(out, "\\r"),
        '\t' => write!(out, "\\t"),
        _ if character.is_ascii_graphic() || character.is_alphanumeric() || character == ' ' => {
            write!(out, "{character}")
        }
        // Invisible ones are spelt out, because the pattern becomes part of a source file.
        _ => write!(out, "\\x{{{:X}}}", u32::from(character)),
    };
}
