//! The text of a reference to the file and the place in it that it names.
//!
//! A reference is relative to the file that it stands in (RFC 3986 section 5) and never leaves the folder of the API:
//! what could, however it is written, is refused by its text alone.

use crate::{pointer::Pointer, uri};

/// What a reference names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The path of the file below the specs folder; nothing when it is the file that the reference stands in.
    pub(super) path: Option<String>,
    pub(super) fragment: Fragment,
}

/// What of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fragment {
    Pointer(Pointer),
    /// The value of an `$anchor`.
    Anchor(String),
}

/// Why a reference is not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dialect) struct Refusal {
    pub(in crate::dialect) message: String,
    pub(in crate::dialect) help: &'static str,
}

const COPY: &str = "copy the file into the folder, and refer to it by a relative path";
const VENDOR: &str = "save what it names as a file in the folder of the API and refer to that, by an overlay if the document is not yours";

/// Reads a reference in the file `base`, whose API has the files of `folder`.
pub(super) fn parse(text: &str, base: &str, folder: &str) -> Result<Address, Refusal> {
    let refuse = |message: String, help| Err(Refusal { message, help });
    if let Some(refusal) = refused(text) {
        return Err(refusal);
    }
    let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
    if path.contains('?') {
        let help = "files have no queries: remove it, or write `%3F` for a question mark in a name";
        return refuse(format!("`{text}` has a query"), help);
    }
    let broken = || Refusal {
        message: format!("`{text}` is not a URI: its percent-encoding is broken"),
        help: "write `%25` for a percent sign in a name",
    };
    let fragment = uri::percent_decoded(fragment).ok_or_else(broken)?;
    let fragment = match fragment.is_empty() || fragment.starts_with('/') {
        true => Fragment::Pointer(Pointer::from_text(fragment)),
        false => Fragment::Anchor(fragment),
    };
    if path.is_empty() {
        return Ok(Address {
            path: None,
            fragment,
        });
    }
    let mut names: Vec<String> = base.split('/').map(str::to_owned).collect();
    names.pop();
    let depth = folder.split('/').count();
    for segment in path.split('/') {
        let name = uri::percent_decoded(segment).ok_or_else(broken)?;
        if let Some(bad) = name
            .chars()
            .find(|character| matches!(character, '/' | '\\') || character.is_control())
        {
            let message = format!(
                "`{text}` has the character U+{:04X} in a name",
                u32::from(bad)
            );
            return refuse(message, COPY);
        }
        match name.as_str() {
            "" | "." => {}
            ".." if names.len() > depth => {
                names.pop();
            }
            ".." => return refuse(format!("`{text}` leads out of the folder of the API"), COPY),
            _ => names.push(name),
        }
    }
    Ok(Address {
        path: Some(names.join("/")),
        fragment,
    })
}

/// Why the text of a reference alone shows that it is not followed.
pub(in crate::dialect) fn refused(text: &str) -> Option<Refusal> {
    let path = text.split('#').next().unwrap_or_default();
    let (message, help) = match (uri::scheme(path), path) {
        _ if text.is_empty() => (
            "the reference is empty".to_owned(),
            "`#` refers to the document itself",
        ),
        (Some(scheme), _) if scheme.eq_ignore_ascii_case("file") => (
            format!("`{text}` is the URL of a file, which may be anywhere"),
            COPY,
        ),
        (Some(drive), _) if drive.len() == 1 => (
            format!("`{text}` names a drive, and leads out of the folder of the API"),
            COPY,
        ),
        (Some(_), _) => (
            format!("`{text}` is a URL: the generator never follows one"),
            VENDOR,
        ),
        (None, path) if path.starts_with("//") => (
            format!("`{text}` is a URL: the generator never follows one"),
            VENDOR,
        ),
        (None, path) if path.starts_with("\\\\") => (
            format!("`{text}` names another computer, and leads out of the folder of the API"),
            COPY,
        ),
        (None, path) if path.starts_with(['/', '\\']) => {
            (format!("`{text}` leads out of the folder of the API"), COPY)
        }
        (None, path) if path.contains('\\') => (
            format!("`{text}` has a `\\`, which is no separator of folders in a URI"),
            "write `/`",
        ),
        _ => return None,
    };
    Some(Refusal { message, help })
}

/// Whether a reference is a URL of something that is nowhere in the folder.
pub(super) fn is_remote(text: &str) -> bool {
    let is_url = uri::scheme(text)
        .is_some_and(|scheme| scheme.len() > 1 && !scheme.eq_ignore_ascii_case("file"));
    is_url || text.starts_with("//")
}
