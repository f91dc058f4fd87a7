//! The media types in which a body can be said, as data: what is not named by generated code is not needed.

#[cfg(feature = "server")]
use super::byte_stream::ByteStream;
use super::encoding::Encoding;
#[cfg(feature = "server")]
use super::fields::Form;
#[cfg(feature = "client")]
use super::fields::WriteForm;
#[cfg(feature = "server")]
use super::stream_error::StreamError;
use std::fmt;

/// A media type of request bodies, or a range of them, and how a body of it is read and written.
pub struct Media {
    /// Its name in small letters and without parameters, or a range: `image/*`, `*/*`, `application/*+json`.
    pub name: &'static str,
    /// What its bodies are.
    pub kind: Kind,
    /// The properties of a form that are said otherwise than usual.
    pub encodings: &'static [Encoding],
}

/// What a body of a media type is.
#[derive(Clone, Copy)]
pub enum Kind {
    /// JSON text.
    Json,
    /// A scalar.
    Text,
    /// Bytes, as they come.
    Stream,
    /// Fields or parts. They are read by what only APIs with such bodies have.
    Form {
        /// How they are read.
        #[cfg(feature = "server")]
        read: ReadForm,
        /// How an object is written as one, where that is possible.
        #[cfg(feature = "client")]
        write: Option<WriteForm>,
    },
}

/// Given the whole `Content-Type` and the body, what is in it.
#[cfg(feature = "server")]
pub type ReadForm = fn(&'static Media, String, ByteStream) -> ContentFuture;

/// The content to come.
#[cfg(feature = "server")]
pub type ContentFuture =
    std::pin::Pin<Box<dyn Future<Output = Result<Content, StreamError>> + Send>>;

/// What a form or a multipart body holds.
#[cfg(feature = "server")]
#[derive(Debug)]
pub enum Content {
    /// The fields of an object.
    Fields(Form),
    /// Parts with files or headers; which, only their reader knows.
    Parts(Box<dyn std::any::Any + Send>),
}

/// `application/json`, RFC 8259.
pub const JSON: &Media = &Media::json("application/json");

/// `text/plain`, RFC 2046.
pub const TEXT: &Media = &Media::text("text/plain");

/// `application/octet-stream`, RFC 2046.
pub const BYTES: &Media = &Media::stream("application/octet-stream");

impl Media {
    pub(in crate::runtime) const fn of(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            encodings: &[],
        }
    }

    /// JSON under this name: `application/problem+json`.
    #[must_use]
    pub const fn json(name: &'static str) -> Self {
        Self::of(name, Kind::Json)
    }

    /// A scalar as text of UTF-8: `text/csv`.
    #[must_use]
    pub const fn text(name: &'static str) -> Self {
        Self::of(name, Kind::Text)
    }

    /// Bytes of this media type, or of any of a range: `image/png`, `image/*`, `*/*`.
    #[must_use]
    pub const fn stream(name: &'static str) -> Self {
        Self::of(name, Kind::Stream)
    }

    /// JSON values one behind the other: `application/jsonl`.
    #[must_use]
    pub const fn lines(name: &'static str) -> Self {
        Self::of(name, Kind::Stream)
    }

    /// Whether a media type without parameters is JSON: `application/json`, `text/json`, `image/svg+json`.
    #[must_use]
    pub fn is_json(essence: &str) -> bool {
        let end = |suffix: &str| {
            let at = essence.len().checked_sub(suffix.len());
            let end = at.and_then(|at| essence.get(at..));
            end.is_some_and(|end| end.eq_ignore_ascii_case(suffix))
        };
        end("/json") || end("+json")
    }

    /// How well a media type (without parameters) fits: 3 by its name, 2 by its type and suffix, 1 by its type, 0 as any.
    #[cfg(feature = "server")]
    pub(in crate::runtime) fn fits(&self, essence: &str) -> Option<u8> {
        fits(self.name, essence)
    }

    /// Whether bodies of several media types are this one's.
    #[cfg(feature = "server")]
    pub(in crate::runtime) fn is_range(&self) -> bool {
        is_range(self.name)
    }
}

/// Whether a name of the document is that of several media types: those of a type, or with a suffix (RFC 6839) too.
pub(in crate::runtime) fn is_range(name: &str) -> bool {
    let (_, subtype) = name.split_once('/').unwrap_or_default();
    subtype.starts_with('*')
}

/// How well a media type of the document, or a range, fits one without parameters.
pub(in crate::runtime) fn fits(name: &str, essence: &str) -> Option<u8> {
    let name = self::essence(name);
    let same_type = |range: &str| {
        let prefix = essence.get(..range.len());
        prefix.is_some_and(|prefix| prefix.eq_ignore_ascii_case(range))
            && essence.as_bytes().get(range.len()) == Some(&b'/')
    };
    let same_suffix = |suffix: &str| {
        let at = essence.len().checked_sub(suffix.len());
        let end = at.and_then(|at| essence.get(at..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(suffix))
    };
    match name.split_once("/*") {
        _ if name.eq_ignore_ascii_case(essence) => Some(3),
        Some(("*", "")) => essence.contains('/').then_some(0),
        Some((range, "")) => same_type(range).then_some(1),
        Some((range, suffix)) => (same_type(range) && same_suffix(suffix)).then_some(2),
        None => None,
    }
}

impl PartialEq for Media {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Media {}

impl fmt::Debug for Media {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Media({})", self.name)
    }
}

/// Bodies that are known to be no larger than this arrive whole, even where they could stream.
pub(crate) const SMALL: u64 = 64 << 10;

/// The media type of a `Content-Type`, without its parameters; as types are compared, its case says nothing.
pub(crate) fn essence(content_type: &str) -> &str {
    content_type
        .split_once(';')
        .map_or(content_type, |(essence, _)| essence)
        .trim()
}

/// The parameters behind a header's value: their names, and their values without quotation marks.
///
/// In quotation marks a backslash is itself, as browsers mean it (`C:\x`), unless a quotation mark follows that ends
/// nothing.
#[cfg(feature = "server")]
pub(crate) fn parameters(value: &str) -> Vec<(&str, std::borrow::Cow<'_, str>)> {
    let mut parameters = Vec::new();
    let mut rest = value.split_once(';').map_or("", |(_, rest)| rest);
    while let Some((name, behind)) = rest.split_once('=') {
        let name = match name.rsplit_once(';') {
            Some((_, name)) => name.trim(),
            None => name.trim(),
        };
        let behind = behind.trim_start_matches([' ', '\t']);
        let (value, after) = match behind.strip_prefix('"') {
            Some(quoted) => unquote(quoted),
            None => {
                let (value, after) = behind.split_once(';').unwrap_or((behind, ""));
                (value.trim().into(), after)
            }
        };
        parameters.push((name, value));
        rest = after;
    }
    parameters
}

/// What is before the closing quotation mark, and what is behind it.
#[cfg(feature = "server")]
fn unquote(text: &str) -> (std::borrow::Cow<'_, str>, &str) {
    let ends = |after: &str| {
        let after = after.trim_start_matches([' ', '\t']);
        after.is_empty() || after.starts_with(';')
    };
    let escaped = |at: usize| text[..at].ends_with('\\') && !ends(&text[at + 1..]);
    let end = text.match_indices('"').map(|(at, _)| at);
    let end = end.into_iter().find(|at| !escaped(*at));
    let (value, after) = match end {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    let value = match value.contains("\\\"") {
        true => value.replace("\\\"", "\"").into(),
        false => value.into(),
    };
    (value, after.trim_start_matches([' ', '\t', ';']))
}

/// How well a body's media type fits one that the document names; the best comes first.
#[cfg(feature = "client")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// It is the same, parameters and all.
    Same,
    /// It is the same type.
    Type,
    /// It has the type and the suffix, as in `application/*+json`.
    Suffix,
    /// It is JSON of another name.
    Kin,
    /// It is in its range, such as `text/*`.
    Range,
    /// Everything is.
    Any,
}

/// How well the media type of a body fits one that the document names, if it does.
#[cfg(feature = "client")]
pub(crate) fn fit(found: &str, named: &str) -> Option<Fit> {
    let (body, name) = (essence(found), essence(named));
    let kind = |name: &str| name.split_once('/').map_or("", |(kind, _)| kind).to_owned();
    match name.split_once('/') {
        _ if found.trim().eq_ignore_ascii_case(named.trim()) => Some(Fit::Same),
        _ if body.eq_ignore_ascii_case(name) => Some(Fit::Type),
        _ if fits(name, body) == Some(2) => Some(Fit::Suffix),
        _ if Media::is_json(body) && Media::is_json(name) => Some(Fit::Kin),
        Some(("*", "*")) if !body.is_empty() => Some(Fit::Any),
        Some((range, "*")) if kind(body).eq_ignore_ascii_case(range) => Some(Fit::Range),
        _ => None,
    }
}
