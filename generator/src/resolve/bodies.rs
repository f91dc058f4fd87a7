//! Request bodies and responses, with their media types and headers.

use super::{
    Content, Encoding, Header, RequestBody, Response, items,
    keywords::{flag, text},
    links,
    operations::{Reading, members},
    parameters, references,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    layout::Kind,
    pointer::Pointer,
    source::Node,
    vocabulary::{Status, Style},
    volume,
};
use std::collections::BTreeMap;

/// What an operation takes.
pub(super) fn request_body(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    pointer: &Pointer,
    node: &Node,
) -> Option<RequestBody> {
    let description = references::said(reading.places, node, "description");
    let (pointer, node) = references::follow(cx, reading.places, Kind::RequestBody, pointer, node)?;
    cx.grow(volume::REQUEST_BODY, || reading.places.key(&pointer))?;
    Some(RequestBody {
        description,
        required: flag(node, "required"),
        content: content(cx, reading, &pointer, node),
        pointer,
    })
}

/// What an operation answers: the more exact statuses first, else in document order.
pub(super) fn responses(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    pointer: &Pointer,
    operation: &Node,
) -> Vec<Response> {
    let mut found = Vec::new();
    for (key, node) in members(operation, "responses") {
        // An extension is no status.
        let Some(status) = Status::of_key(&key.name) else {
            continue;
        };
        let at = pointer.join(&key.name);
        let description = references::said(reading.places, node, "description");
        let response = references::follow(cx, reading.places, Kind::Response, &at, node);
        let Some((pointer, node)) = response else {
            continue;
        };
        let place = || reading.places.key(&pointer);
        if cx.grow(volume::RESPONSE, place).is_none() {
            break;
        }
        found.push(Response {
            status,
            description: description.unwrap_or_default(),
            content: content(cx, reading, &pointer, node),
            headers: headers(cx, reading, &pointer, node, &OF_RESPONSE),
            links: links::all(cx, reading, &pointer, node),
            pointer,
        });
    }
    found.sort_by_key(|response| match response.status {
        Status::Code(_) => 0,
        Status::Range(_) => 1,
        Status::Default => 2,
    });
    found
}

/// `content` of an object.
pub(super) fn content(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    owner: &Pointer,
    node: &Node,
) -> Vec<Content> {
    let at = owner.join("content");
    let mut found = Vec::new();
    for (key, node) in members(node, "content") {
        let pointer = at.join(&key.name);
        let places = reading.places;
        let shared = references::follow(cx, places, Kind::MediaType, &pointer, node);
        let Some((pointer, node)) = shared else {
            continue;
        };
        if cx.grow(volume::CONTENT, || places.key(&pointer)).is_none() {
            break;
        }
        found.push(Content {
            schema: reading.schemas.used(cx, pointer.join("schema")),
            item_schema: items::of(cx, reading, &pointer, &key.name),
            examples: parameters::examples(cx, reading, &pointer, node),
            encoding: encoding(cx, reading, &pointer, node, &key.name),
            media_type: key.name.clone(),
            pointer,
        });
    }
    found
}

/// `encoding` of a media type that has properties apart from each other (OpenAPI 3.0.3, Media Type Object).
fn encoding(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    owner: &Pointer,
    node: &Node,
    media_type: &str,
) -> Vec<(String, Encoding)> {
    unapplied(cx, node, &["prefixEncoding", "itemEncoding"]);
    let at = owner.join("encoding");
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    let has_parts =
        essence == "application/x-www-form-urlencoded" || essence.starts_with("multipart/");
    if !has_parts && members(node, "encoding").next().is_some() {
        let message = format!("`encoding` says nothing about `{media_type}`");
        cx.push(
            Diagnostic::new(
                &codes::INAPPLICABLE_ENCODING,
                reading.places.key(&at),
                message,
            )
            .note("it is for `application/x-www-form-urlencoded` and `multipart/…`"),
        );
        return Vec::new();
    }
    let mut found = Vec::new();
    for (key, node) in members(node, "encoding") {
        let pointer = at.join(&key.name);
        unapplied(cx, node, &["encoding", "prefixEncoding", "itemEncoding"]);
        let media_types = node.get("contentType").and_then(Node::as_str);
        let style = node.get("style").and_then(Node::as_str);
        let said = |key: &str| node.get(key).and_then(Node::as_bool);
        let encoding = Encoding {
            content_type: media_types
                .into_iter()
                .flat_map(|list| list.split(','))
                .map(|media_type| media_type.trim().to_owned())
                .collect(),
            style: style.and_then(Style::of_word),
            explode: said("explode"),
            allow_reserved: said("allowReserved"),
            headers: headers(cx, reading, &pointer, node, &OF_PART),
            pointer,
        };
        found.push((key.name.clone(), encoding));
    }
    found
}

/// What encodings say about parts that are told apart by their positions, and about parts of parts (OpenAPI 3.2.0,
/// Encoding Object).
fn unapplied(cx: &mut Diagnostics, node: &Node, names: &[&str]) {
    let keys = names.iter().filter_map(|name| {
        let (key, _) = node.as_object()?.get_key_value(name)?;
        Some(key)
    });
    for key in keys {
        let message = match key.name.as_str() {
            "encoding" => "the parts of a part are not told apart: `encoding` is not applied",
            _ => "parts are told apart by their names, not by their positions: this is not applied",
        };
        cx.push(
            Diagnostic::new(&codes::UNAPPLIED_ENCODING, key.span, message)
                .note("such a body, or part, is bytes"),
        );
    }
}

/// A header that something else says, and what that is.
type SaidElsewhere = (&'static str, &'static str);

/// OpenAPI 3.0.3, Response Object, `headers`.
const OF_RESPONSE: [SaidElsewhere; 1] = [CONTENT_TYPE];

/// OpenAPI 3.0.3, Encoding Object, `headers`; what RFC 7578 section 4 has in every part is not added to it.
const OF_PART: [SaidElsewhere; 3] = [
    CONTENT_TYPE,
    (
        "content-disposition",
        "the part itself says its name, and that of its file",
    ),
    (
        "content-transfer-encoding",
        "the part itself says how it is encoded",
    ),
];

const CONTENT_TYPE: SaidElsewhere = (
    "content-type",
    "the media types of `content` are what it says",
);

/// `headers` of a response or of a part, but for what is said elsewhere.
fn headers(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    owner: &Pointer,
    node: &Node,
    elsewhere: &[SaidElsewhere],
) -> Vec<Header> {
    let at = owner.join("headers");
    let mut found = Vec::new();
    let mut seen: BTreeMap<String, Pointer> = BTreeMap::new();
    for (key, node) in members(node, "headers") {
        let here = at.join(&key.name);
        let lower = key.name.to_ascii_lowercase();
        if let Some((_, says)) = elsewhere.iter().find(|(name, _)| *name == lower) {
            let message = match lower == CONTENT_TYPE.0 {
                true => format!(
                    "the header `{}` is ignored, as the Specification says",
                    key.name
                ),
                false => format!("the header `{}` is ignored", key.name),
            };
            cx.push(
                Diagnostic::new(&codes::IGNORED_HEADER_PARAMETER, key.span, message).note(*says),
            );
            continue;
        }
        if let Some(first) = seen.get(&lower) {
            let message = format!("the header `{}` is declared twice", key.name);
            cx.push(
                Diagnostic::new(&codes::DUPLICATE_PARAMETER, key.span, message)
                    .related(reading.places.key(first), "first declared here")
                    .note("names of headers have no case")
                    .help("remove one of them"),
            );
            continue;
        }
        if cx.grow(volume::HEADER, || key.span).is_none() {
            break;
        }
        seen.insert(lower, here.clone());
        found.extend(header(cx, reading, &here, node, &key.name));
    }
    found
}

fn header(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    pointer: &Pointer,
    node: &Node,
    name: &str,
) -> Option<Header> {
    let description = references::said(reading.places, node, "description");
    let (pointer, node) = references::follow(cx, reading.places, Kind::Header, pointer, node)?;
    Some(Header {
        name: name.to_owned(),
        required: flag(node, "required"),
        description,
        deprecated: flag(node, "deprecated"),
        explode: flag(node, "explode"),
        value: parameters::value_of(cx, reading, &pointer, node)?,
        examples: parameters::examples(cx, reading, &pointer, node),
        chosen_name: text(node, "x-rust-name"),
        pointer,
    })
}
