//! A file that is ours in part: the text before our region, the region, and the text behind it.

use generator::output::{REGION_BEGIN, REGION_END};

/// A text cut at its region. The three together are the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Split<'a> {
    /// The user's text before it.
    pub(crate) before: &'a str,
    /// From the first marker to the second, both lines included, with the line ending of the last.
    pub(crate) region: &'a str,
    /// The user's text behind it.
    pub(crate) behind: &'a str,
}

/// Cuts a text at its region; `None` unless each marker is there exactly once and in order.
pub(crate) fn split(text: &str) -> Option<Split<'_>> {
    let mut begin = None;
    let mut end = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match line.trim_end() {
            REGION_BEGIN if begin.is_none() => begin = Some(at),
            REGION_END if begin.is_some() && end.is_none() => end = Some(at + line.len()),
            REGION_BEGIN | REGION_END => return None,
            _ => {}
        }
        at += line.len();
    }
    let (begin, end) = (begin?, end?);
    Some(Split {
        before: &text[..begin],
        region: &text[begin..end],
        behind: &text[end..],
    })
}

/// The user's text around the new region. The region takes the line endings of the one it replaces, so that the file
/// stays of one kind.
pub(crate) fn replace(old: Split<'_>, region: &str) -> String {
    let region = region.replace("\r\n", "\n");
    let region = match old.region.contains("\r\n") {
        true => region.replace('\n', "\r\n"),
        false => region,
    };
    // A file may end with its region and without a line feed.
    let region = match old.region.ends_with('\n') {
        true => region.as_str(),
        false => region.trim_end_matches(['\r', '\n']),
    };
    [old.before, region, old.behind].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(region: &str) -> String {
        format!("[package]\n{REGION_BEGIN}\n{region}\n{REGION_END}\n[lints]\n")
    }

    #[test]
    fn only_the_region_is_replaced() {
        let old = file("serde = \"1\"");
        let new = file("serde = \"2\"");
        let replaced = replace(split(&old).unwrap(), split(&new).unwrap().region);
        assert_eq!(replaced, new);
    }

    #[test]
    fn line_endings_of_the_file_stay() {
        let old = file("a").replace('\n', "\r\n");
        let new = file("b");
        let replaced = replace(split(&old).unwrap(), split(&new).unwrap().region);
        assert_eq!(replaced, new.replace('\n', "\r\n"));
    }

    #[test]
    fn a_region_at_the_end_without_line_feed() {
        let old = format!("x\n{REGION_BEGIN}\na\n{REGION_END}");
        let new = file("b");
        let replaced = replace(split(&old).unwrap(), split(&new).unwrap().region);
        assert_eq!(replaced, format!("x\n{REGION_BEGIN}\nb\n{REGION_END}"));
    }

    #[test]
    fn markers_must_be_there_once_and_in_order() {
        for text in [
            String::new(),
            format!("{REGION_BEGIN}\n"),
            format!("{REGION_END}\n"),
            format!("{REGION_END}\n{REGION_BEGIN}\n"),
            format!("{REGION_BEGIN}\n{REGION_BEGIN}\n{REGION_END}\n"),
            format!("{REGION_BEGIN}\n{REGION_END}\n{REGION_END}\n"),
            format!("x {REGION_BEGIN}\n{REGION_END}\n"),
        ] {
            assert_eq!(split(&text), None, "{text:?}");
        }
    }
}
