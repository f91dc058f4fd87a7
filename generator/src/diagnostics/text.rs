//! Text of documents to text that a terminal can show.

/// Shows what a terminal would obey, reorder or hide: `\n`, `\u{1b}`, `\u{202e}`. Runners of workflows obey `##[…]`
/// wherever it stands in a line, which is shown as `##\u{5b}…]`.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => shown.extend(character.escape_default()),
            '[' if shown.ends_with("##") => shown.push_str("\\u{5b}"),
            other if is_invisible(other) => shown.extend(other.escape_unicode()),
            other => shown.push(other),
        }
    }
    shown
}

/// How long a message may be: a name in it may be as long as a file.
const LONG: usize = 500;

/// Cuts the middle out of an overlong message, so that both what is wrong and why remain.
pub(super) fn shorten(message: &mut String) {
    if message.len() > LONG {
        let start = message.floor_char_boundary(LONG / 2);
        let end = message.ceil_char_boundary(message.len() - LONG / 2);
        message.replace_range(start..end, "…");
    }
}

/// Control characters, and those of Unicode that steer the direction of text or take no room.
pub(super) fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}
