//! A documentation page to the documents in it.

use std::borrow::Cow;

/// A page of Markdown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page<'b> {
    /// The text of its first heading.
    pub(super) title: Option<String>,
    /// Its fenced blocks that are OpenAPI documents.
    pub(super) blocks: Vec<Block<'b>>,
    /// Whether it ends within another one, as no whole page does.
    pub(super) is_cut_off: bool,
}

/// A fenced block (CommonMark 0.31.2, section 4.5).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block<'b> {
    /// What is between the fences, byte for byte; its lines without the indentation of the fence.
    pub(super) text: Cow<'b, [u8]>,
    /// What the fence says behind the language.
    pub(super) info: String,
    /// Of the file that it becomes: `yaml` or `json`.
    pub(super) extension: &'static str,
}

/// A fence: how far it is indented, its character, how often it stands there, and what follows.
struct Fence<'b> {
    indent: usize,
    character: u8,
    length: usize,
    info: &'b [u8],
}

impl<'b> Page<'b> {
    /// Reads a page. Nothing in it is wrong; what is no document is passed over.
    pub(super) fn read(bytes: &'b [u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut page = Page {
            title: None,
            blocks: Vec::new(),
            is_cut_off: false,
        };
        let mut open: Option<(Fence<'b>, usize)> = None;
        let mut at = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let end = at + line.len();
            match (&open, fence(line)) {
                (None, Some(fence)) => open = Some((fence, end)),
                (None, None) => {
                    if let (None, Some(title)) = (&page.title, heading(line)) {
                        page.title = Some(title);
                    }
                }
                (Some((first, start)), Some(last)) if first.is_closed_by(&last) => {
                    page.blocks.extend(document(first, &bytes[*start..at]));
                    open = None;
                }
                (Some(_), _) => {}
            }
            at = end;
        }
        page.is_cut_off = open
            .and_then(|(first, start)| document(&first, &bytes[start..]))
            .is_some();
        page
    }
}

impl Fence<'_> {
    fn is_closed_by(&self, other: &Self) -> bool {
        other.character == self.character
            && other.length >= self.length
            && other.info.trim_ascii().is_empty()
    }
}

/// A fence may stand in a list or in a component of MDX, which indent it further than three spaces.
fn fence(line: &[u8]) -> Option<Fence<'_>> {
    let indent = indent(line);
    let rest = line.get(indent..)?;
    let character = *rest.first().filter(|byte| b"`~".contains(byte))?;
    let length = rest.iter().take_while(|byte| **byte == character).count();
    let info = rest.get(length..)?;
    // The info of a fence of backticks has none.
    let is_code = character == b'`' && info.contains(&b'`');
    (length >= 3 && !is_code).then_some(Fence {
        indent,
        character,
        length,
        info,
    })
}

fn indent(line: &[u8]) -> usize {
    line.iter().take_while(|byte| **byte == b' ').count()
}

/// Some lines, each without as many of its first spaces, as far as it has them.
fn outdented(text: &[u8], spaces: usize) -> Cow<'_, [u8]> {
    if spaces == 0 {
        return Cow::Borrowed(text);
    }
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    let lines = lines.map(|line| &line[indent(line).min(spaces)..]);
    Cow::Owned(lines.collect::<Vec<_>>().concat())
}

/// The text of a heading of the first level.
fn heading(line: &[u8]) -> Option<String> {
    let text = line.strip_prefix(b"# ")?.trim_ascii();
    let text = String::from_utf8_lossy(text).into_owned();
    Some(text.trim_end_matches('#').trim().to_owned())
}

/// A block, if it is an OpenAPI document.
fn document<'b>(fence: &Fence<'_>, text: &'b [u8]) -> Option<Block<'b>> {
    let text = outdented(text, fence.indent);
    let info = String::from_utf8_lossy(fence.info).trim().to_owned();
    let (language, info) = info
        .split_once(char::is_whitespace)
        .unwrap_or((info.as_str(), ""));
    let extension = match language.to_ascii_lowercase().as_str() {
        "yaml" | "yml" => "yaml",
        "json" => "json",
        _ => return None,
    };
    let is_document = match extension {
        "yaml" => text.split(|byte| *byte == b'\n').any(|line| {
            let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
            [
                &b"openapi:"[..],
                b"swagger:",
                b"\"openapi\":",
                b"\"swagger\":",
                b"'openapi':",
                b"'swagger':",
            ]
            .iter()
            .any(|key| line.starts_with(key))
        }),
        _ => serde_json::from_slice::<serde_json::Value>(&text)
            .is_ok_and(|value| value.get("openapi").is_some() || value.get("swagger").is_some()),
    };
    is_document.then(|| Block {
        text,
        info: info.trim().to_owned(),
        extension,
    })
}
