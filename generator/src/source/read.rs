//! The bytes of a file to a [`Node`] tree.

use super::{FileId, LoadError, Loader, Node, Span, Trust, json, sources::Positions, yaml};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};

/// How deep values may nest. It is what serde_json reads without its guard against recursion.
pub(crate) const MAX_DEPTH: usize = 127;

/// After how many mistakes the reading of a file ends.
pub(super) const MAX_MISTAKES: usize = 100;

/// A tree, and what is wrong with single values of it: where others stand for those, the rest is as it was written.
#[derive(Debug)]
pub(super) struct Flawed {
    pub(super) root: Node,
    /// Their spans count as those of the tree do.
    pub(super) flaws: Vec<Diagnostic>,
}

/// How the user calls a file.
pub(super) fn display(loader: &dyn Loader, path: &str) -> String {
    format!("{}/{path}", loader.display_root())
}

/// How a file is called by its folder and by the user.
pub(super) struct FileName<'a> {
    /// Below the specs folder.
    pub(super) path: &'a str,
    /// In messages.
    pub(super) display: String,
}

/// Reads one file: as JSON when it is named `*.json`, else as YAML. Nothing when that failed; the errors are in `cx`, as
/// are those about single values.
pub(super) fn read(
    cx: &mut Diagnostics,
    name: FileName<'_>,
    bytes: Result<Vec<u8>, LoadError>,
    trust: Trust,
) -> Option<Node> {
    let is_json = name.path.ends_with(".json");
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            let file = cx.sources.add(name.display, String::new(), trust);
            let span = Span {
                file,
                start: 0,
                end: 0,
            };
            cx.push(Diagnostic::new(
                &codes::UNREADABLE,
                span,
                format!("cannot be read: {}", error.reason),
            ));
            return None;
        }
    };
    let file = decoded(cx, name.display, bytes, trust)?;
    let limits = cx.limits;
    let text = cx.sources.text(file);
    let result = match is_json {
        true => json::read(file, text, limits),
        false => match forbidden_character(text) {
            Some((at, character)) => Err(vec![forbidden(
                Span {
                    file,
                    start: at,
                    end: at + 1,
                },
                character,
            )]),
            None => yaml::read(file, text, limits),
        },
    };
    match result {
        Ok(Flawed { root, flaws }) => {
            if is_json {
                cx.sources.set_positions(file, Positions::Tokens);
            }
            flaws.into_iter().for_each(|flaw| cx.push(flaw));
            Some(root)
        }
        Err(errors) => {
            errors.into_iter().for_each(|error| cx.push(error));
            None
        }
    }
}

/// The text of a file that is no document. Nothing when it is no UTF-8, which is said.
pub(super) fn plain(cx: &mut Diagnostics, display: String, bytes: Vec<u8>) -> Option<String> {
    let file = decoded(cx, display, bytes, Trust::Document)?;
    Some(cx.sources.text(file).to_owned())
}

/// A file of these bytes, if they are UTF-8.
fn decoded(cx: &mut Diagnostics, display: String, bytes: Vec<u8>, trust: Trust) -> Option<FileId> {
    let (text, bad_encoding) = decode(bytes);
    let file = cx.sources.add(display, text, trust);
    let Some(bad) = bad_encoding else {
        return Some(file);
    };
    let span = Span {
        file,
        start: bad.at,
        end: bad.at + 1,
    };
    cx.push(
        Diagnostic::new(&codes::INVALID_ENCODING, span, bad.message).help("save the file as UTF-8"),
    );
    None
}

/// Reads a text that is in no folder; nothing when it has errors.
pub(crate) fn read_text(path: &str, text: &str) -> Option<Node> {
    let name = FileName {
        path,
        display: path.to_owned(),
    };
    let bytes = Ok(text.as_bytes().to_vec());
    read(&mut Diagnostics::default(), name, bytes, Trust::Document)
}

/// Whether there is nothing but comments of YAML.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.all(|line| line.is_empty() || line.starts_with(b"#"))
}

struct BadEncoding {
    /// A byte of the decoded text.
    at: u32,
    message: String,
}

/// UTF-8 without its byte order mark. What is no UTF-8 is decoded with replacement characters, for the excerpt.
fn decode(mut bytes: Vec<u8>) -> (String, Option<BadEncoding>) {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    if bytes.starts_with(b"\xfe\xff") || bytes.starts_with(b"\xff\xfe") {
        let bad = BadEncoding {
            at: 0,
            message: "the file is UTF-16, not UTF-8".to_owned(),
        };
        return (String::from_utf8_lossy(&bytes).into_owned(), Some(bad));
    }
    String::from_utf8(bytes)
        .map(|text| (text, None))
        .unwrap_or_else(|error| {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes().get(at).copied().unwrap_or_default();
            let message = format!("the byte 0x{byte:02X} at offset {at} is not UTF-8");
            let bad = BadEncoding {
                at: u32::try_from(at).unwrap_or(u32::MAX),
                message,
            };
            (
                String::from_utf8_lossy(error.as_bytes()).into_owned(),
                Some(bad),
            )
        })
}

/// The first character that YAML forbids anywhere in its text (YAML 1.2.2, production `c-printable`).
fn forbidden_character(text: &str) -> Option<(u32, char)> {
    let is_forbidden = |character: char| match character {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        character => character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}'),
    };
    // Only these bytes begin a forbidden character; the others are not worth decoding.
    let may_be_forbidden =
        |byte: &u8| matches!(byte, 0x00..0x20 | 0x7f | 0xc2 | 0xef) && !b"\t\n\r".contains(byte);
    let mut at = 0;
    while let Some(step) = text.as_bytes().get(at..)?.iter().position(may_be_forbidden) {
        at += step;
        let character = text.get(at..)?.chars().next()?;
        if is_forbidden(character) {
            return Some((u32::try_from(at).ok()?, character));
        }
        at += character.len_utf8();
    }
    None
}

fn forbidden(span: Span, character: char) -> Diagnostic {
    let message = format!(
        "the character U+{:04X} at offset {} cannot stand in YAML",
        u32::from(character),
        span.start
    );
    Diagnostic::new(&codes::INVALID_ENCODING, span, message).help(format!(
        "remove it, or write `\"\\u{:04X}\"` in a quoted string",
        u32::from(character)
    ))
}
