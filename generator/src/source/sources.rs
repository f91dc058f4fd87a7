//! The files read so far, and spans of them to lines and columns.

use super::text::Text;
use std::ops::Range;

/// A file of [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Where something stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Which file.
    pub file: FileId,
    /// First byte of it (in a JSON file: how many values and keys begin before it; located only when shown).
    pub start: u32,
    /// First byte behind it.
    pub end: u32,
}

/// Whose words a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// A description that came from elsewhere. What it says about code is not honoured.
    Document,
    /// An overlay or the configuration: the user's own.
    User,
}

/// How the spans of a file count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Positions {
    /// In bytes.
    Bytes,
    /// In tokens of JSON.
    Tokens,
}

/// The files read so far.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    path: String,
    text: Text,
    trust: Trust,
    positions: Positions,
}

/// A span, located.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The file, as the user calls it.
    pub path: &'a str,
    /// Where in the file; `None` when the file itself is meant.
    pub position: Option<Position>,
}

/// A range of a text, by lines and columns from 1. Columns count characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the character behind the last one.
    pub end_line: usize,
    /// The column of the character behind the last one.
    pub end_column: usize,
    /// The same in bytes of the text.
    pub bytes: Range<usize>,
    /// The bytes of the first line, without its line feed.
    pub line_bytes: Range<usize>,
}

impl Sources {
    /// Adds a file whose spans count bytes of `text`; an empty text stands for a file that could not be read.
    pub fn add(&mut self, path: impl Into<String>, text: String, trust: Trust) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(File {
            path: path.into(),
            text: Text::new(text),
            trust,
            positions: Positions::Bytes,
        });
        id
    }

    /// Makes the spans of a file count otherwise than in bytes.
    pub(super) fn set_positions(&mut self, file: FileId, positions: Positions) {
        if let Some(file) = self.files.get_mut(file.0 as usize) {
            file.positions = positions;
        }
    }

    /// The files that were read, as the user calls them, in the order of reading; with those that could not be.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| file.text.as_str())
    }

    /// The path of a file, as the user calls it.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.path)
    }

    /// Whose words a file holds.
    #[must_use]
    pub fn trust(&self, file: FileId) -> Trust {
        self.file(file).map_or(Trust::Document, |file| file.trust)
    }

    /// The text that a span covers.
    #[must_use]
    pub fn snippet(&self, span: Span) -> &str {
        self.text(span.file).get(self.bytes(span)).unwrap_or("")
    }

    /// Where a span stands.
    #[must_use]
    pub fn locate(&self, span: Span) -> Place<'_> {
        let Some(file) = self.file(span.file) else {
            return Place {
                path: "",
                position: None,
            };
        };
        let text = &file.text;
        let position = (!text.as_str().is_empty()).then(|| {
            let bytes = self.bytes(span);
            let (line, line_bytes) = text.line(bytes.start);
            let (end_line, end_line_bytes) = text.line(bytes.end);
            let column = |start, byte| text.count_characters(start..byte) + 1;
            Position {
                line,
                column: column(line_bytes.start, bytes.start),
                end_line,
                end_column: column(end_line_bytes.start, bytes.end),
                bytes,
                line_bytes,
            }
        });
        Place {
            path: &file.path,
            position,
        }
    }

    fn file(&self, id: FileId) -> Option<&File> {
        self.files.get(id.0 as usize)
    }

    /// A span in bytes, inside the text and on boundaries of characters.
    fn bytes(&self, span: Span) -> Range<usize> {
        let Some(file) = self.file(span.file) else {
            return 0..0;
        };
        let range = match file.positions {
            Positions::Bytes => span.start as usize..span.end as usize,
            Positions::Tokens => file.text.token(span.start).unwrap_or(0..0),
        };
        let text = file.text.as_str();
        let start = text.floor_char_boundary(range.start);
        start..text.ceil_char_boundary(range.end).max(start)
    }
}

/// A span of bytes. Files have a budget far below 4 GiB.
pub(super) fn byte_span(file: FileId, bytes: Range<usize>) -> Span {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        file,
        start: byte(bytes.start),
        end: byte(bytes.end.max(bytes.start)),
    }
}
