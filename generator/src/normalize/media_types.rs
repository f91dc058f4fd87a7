//! Media types: how the bodies of each are read and written.

use crate::{spec::ContentKind, suggest::is_slip};

/// Whether bodies come or go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Response,
}

/// What a media type says about its bodies, before the schema has its say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Read and written in one way.
    Known(ContentKind),
    /// `*/*` or `application/*`: JSON is one of them.
    Range,
    /// Bytes, with the reason why they are not typed.
    Untyped(&'static str),
    /// Bytes, which is all that there is to them.
    Opaque,
}

/// The media type of a key of `content`, parameters aside, in small letters (RFC 9110 section 8.3.1). Its syntax was
/// checked with the document's shape.
pub(super) fn essence(key: &str) -> String {
    let essence = key.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// How the bodies of a key of `content` are read and written (suffixes: RFC 6839).
pub(super) fn family(key: &str, side: Side) -> Family {
    match of_essence(&essence(key), side) {
        Family::Known(ContentKind::Text) if foreign_charset(key).is_some() => {
            Family::Untyped("texts are read and written as UTF-8 only")
        }
        family => family,
    }
}

/// Whether a media type, of a part, is a text of another charset than UTF-8.
pub(super) fn is_text_of_other_charset(name: &str) -> bool {
    essence(name).starts_with("text/") && foreign_charset(name).is_some()
}

/// The charset that a media type asks for, as it is written there, if it is another than UTF-8, which US-ASCII is a part of.
pub(super) fn foreign_charset(key: &str) -> Option<&str> {
    let mut parameters = key.split(';').skip(1).filter_map(|it| it.split_once('='));
    let (_, value) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    let name = value.trim().trim_matches('"');
    let mut known = ["utf-8", "utf8", "us-ascii"].iter();
    let is_known = known.any(|known| name.eq_ignore_ascii_case(known));
    (!is_known).then_some(value.trim())
}

/// The types that there are before the slash (RFC 6838 section 4.2, RFC 8081, RFC 9695).
const TYPES: [&str; 11] = [
    "application",
    "audio",
    "example",
    "font",
    "haptics",
    "image",
    "message",
    "model",
    "multipart",
    "text",
    "video",
];

/// What bodies of APIs mostly are.
const COMMON: [(&str, &str); 10] = [
    ("application", "json"),
    ("application", "json-seq"),
    ("application", "jsonl"),
    ("application", "octet-stream"),
    ("application", "x-ndjson"),
    ("application", "x-www-form-urlencoded"),
    ("application", "xml"),
    ("multipart", "form-data"),
    ("text", "event-stream"),
    ("text", "plain"),
];

/// The media type that the one of a key was probably meant to be, and whether no type before the slash is called as this
/// one, so that nothing else can be meant.
pub(super) fn meant(key: &str) -> Option<(String, bool)> {
    let essence = essence(key);
    let (ty, subtype) = essence.split_once('/')?;
    let known = TYPES.into_iter().find(|known| *known == ty);
    let meant = known.or_else(|| TYPES.into_iter().find(|known| is_slip(ty, known)))?;
    let of_type = || COMMON.into_iter().filter(|(ty, _)| *ty == meant);
    let common = of_type().find(|(_, common)| *common == subtype);
    let common = common.or_else(|| of_type().find(|(_, common)| is_slip(subtype, common)));
    let subtype = common.map_or(subtype, |(_, common)| common);
    let meant = format!("{meant}/{subtype}");
    (meant != essence).then_some((meant, known.is_none()))
}

fn of_essence(essence: &str, side: Side) -> Family {
    let (ty, subtype) = essence.split_once('/').unwrap_or((essence, ""));
    let suffix = subtype.rsplit_once('+').map(|(_, suffix)| suffix);
    match (ty, subtype) {
        ("application" | "text", "json") => Family::Known(ContentKind::Json),
        ("*" | "application", "*") => Family::Range,
        (_, "*") => Family::Opaque,
        (
            "application",
            "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines"
            | "json-lines" | "x-json-lines" | "json-seq",
        ) => Family::Known(ContentKind::JsonLines),
        ("application", "x-www-form-urlencoded") => Family::Known(ContentKind::Form),
        ("text", "event-stream") => match side {
            Side::Request => Family::Untyped("events are read in responses only"),
            Side::Response => Family::Known(ContentKind::EventStream),
        },
        ("application" | "text", "xml") => Family::Untyped("the generator does not read XML"),
        ("multipart", "form-data") => match side {
            Side::Request => Family::Known(ContentKind::Multipart),
            Side::Response => Family::Untyped("parts are read in requests only"),
        },
        ("multipart", _) => Family::Untyped("parts are read in `multipart/form-data` only"),
        _ => match suffix {
            Some("json") => Family::Known(ContentKind::Json),
            Some("xml") => Family::Untyped("the generator does not read XML"),
            Some("json-seq" | "jsonl") => Family::Known(ContentKind::JsonLines),
            _ if ty == "text" => Family::Known(ContentKind::Text),
            _ => Family::Opaque,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_letters_do_not_matter() {
        assert_eq!(
            essence("Application/JSON ; charset=utf-8"),
            "application/json"
        );
        assert_eq!(essence("text/*"), "text/*");
    }

    #[test]
    fn what_is_meant_is_near_and_no_other_media_type() {
        let meant = |key| meant(key).map(|(meant, _)| meant);
        for (key, expected) in [
            ("aplication/json", "application/json"),
            ("Application/Jsn; charset=utf-8", "application/json"),
            ("applicaton/jsno", "application/json"),
            ("aplication/pdf", "application/pdf"),
            ("multipart/formdata", "multipart/form-data"),
            (
                "application/x-www-form-urlencode",
                "application/x-www-form-urlencoded",
            ),
            ("text/event-steam", "text/event-stream"),
        ] {
            assert_eq!(meant(key).as_deref(), Some(expected), "{key}");
        }
        for key in [
            "application/json",
            "application/jose",
            "application/zip",
            "application/vnd.a+json",
            "application/*",
            "*/*",
            "multipart/mixed",
            "text/html",
            "chemical/x-pdb",
        ] {
            assert_eq!(meant(key), None, "{key}");
        }
    }

    #[test]
    fn texts_of_other_charsets_are_bytes() {
        for key in [
            "text/plain; charset=UTF-8",
            "text/csv;charset=\"us-ascii\"",
            "text/plain; a=b",
        ] {
            assert_eq!(
                family(key, Side::Response),
                Family::Known(ContentKind::Text),
                "{key}"
            );
        }
        for key in [
            "text/plain; charset=iso-8859-1",
            "text/csv; header=absent; Charset=\"UTF-16\"",
        ] {
            let found = family(key, Side::Request);
            assert!(matches!(found, Family::Untyped(_)), "{key}: {found:?}");
        }
        // What JSON is written in is not its media type's to say (RFC 8259, sections 8.1 and 11).
        let json = family("application/json; charset=iso-8859-1", Side::Request);
        assert_eq!(json, Family::Known(ContentKind::Json));
    }

    #[test]
    fn families() {
        let known = |name: &str, kind: ContentKind| {
            assert_eq!(family(name, Side::Response), Family::Known(kind), "{name}");
        };
        for name in [
            "application/json",
            "text/json",
            "application/problem+json",
            "image/x+json",
            "application/*+json",
        ] {
            known(name, ContentKind::Json);
        }
        known("application/x-ndjson", ContentKind::JsonLines);
        known("application/jsonl", ContentKind::JsonLines);
        known("application/json-seq", ContentKind::JsonLines);
        known("application/geo+json-seq", ContentKind::JsonLines);
        known("text/event-stream", ContentKind::EventStream);
        known("text/csv", ContentKind::Text);
        known("application/x-www-form-urlencoded", ContentKind::Form);
        for name in [
            "application/xml",
            "text/xml",
            "image/svg+xml",
            "multipart/mixed",
        ] {
            let found = family(name, Side::Request);
            assert!(matches!(found, Family::Untyped(_)), "{name}: {found:?}");
        }
        for name in ["*/*", "application/*"] {
            assert_eq!(family(name, Side::Request), Family::Range, "{name}");
        }
        for name in [
            "image/*",
            "text/*",
            "image/png",
            "application/octet-stream",
            "x",
        ] {
            assert_eq!(family(name, Side::Request), Family::Opaque, "{name}");
        }
    }

    #[test]
    fn what_only_one_side_reads() {
        let multipart = Family::Known(ContentKind::Multipart);
        assert_eq!(family("multipart/form-data", Side::Request), multipart);
        let response = family("multipart/form-data", Side::Response);
        assert!(matches!(response, Family::Untyped(_)));
        let events = family("text/event-stream", Side::Request);
        assert!(matches!(events, Family::Untyped(_)));
    }
}
