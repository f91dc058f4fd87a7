//! A place in a file to the line that shows it.

use super::text::is_invisible;
use crate::source::Position;
use std::ops::Range;

/// How many characters of a line are shown from the place on; the renderer shortens further to its own width.
const AFTER: usize = 160;
/// How many characters before the place are shown: more than the renderer's width, to which it shortens. A document may be
/// one line, and each of thousands of diagnostics costs what is rendered of it.
const BEFORE: usize = 256;

/// One line of a file, fit for a terminal.
pub(super) struct Excerpt {
    pub(super) text: String,
    /// The bytes of `text` to underline.
    pub(super) marked: Range<usize>,
    /// Whether `text` begins where the line does, so that columns can be counted in it.
    pub(super) from_start: bool,
}

/// The first line of a place. What goes on in later lines is not shown: the place is named, not quoted.
pub(super) fn excerpt(file: &str, position: &Position) -> Excerpt {
    let start = position.bytes.start;
    let Range {
        start: line_start,
        end: line_end,
    } = position.line_bytes;
    let end = position.bytes.end.min(line_end);

    let lead = &file[line_start..start];
    let shown_from = lead
        .char_indices()
        .rev()
        .nth(BEFORE - 1)
        .map_or(0, |(at, _)| at);
    let mut text = String::new();
    lead[shown_from..]
        .chars()
        .for_each(|character| push_visible(&mut text, character));
    let marked_start = text.len();
    let mut marked_end = marked_start;
    let tail = file[start..line_end].trim_end_matches('\r');
    for (at, character) in tail.char_indices().take(AFTER) {
        push_visible(&mut text, character);
        if start + at < end || at == 0 {
            marked_end = text.len();
        }
    }
    Excerpt {
        text,
        marked: marked_start..marked_end,
        from_start: shown_from == 0,
    }
}

/// One character for one, so that columns stay what they are. Tabs are left to the renderer. (`##[` would be a command to
/// runners of workflows.)
fn push_visible(text: &mut String, character: char) {
    let is_obeyed = character == '[' && text.ends_with("##");
    text.push(match character {
        '\t' => '\t',
        _ if is_obeyed || is_invisible(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Sources, Span, Trust};

    #[test]
    fn a_line_of_any_length_is_shown_in_part() {
        let text = "é".repeat(100_000);
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", text.clone(), Trust::Document);
        assert_eq!(file, FileId(0));
        for at in [0, 50_000, 100_000, 199_998] {
            let (start, end) = (at, at + 2);
            let place = sources.locate(Span { file, start, end });
            let excerpt = excerpt(&text, &place.position.expect("a position"));
            assert!(excerpt.text.chars().count() < 500);
            assert_eq!(&excerpt.text[excerpt.marked], "é");
            assert_eq!(excerpt.from_start, at == 0);
        }
    }
}
