//! Media types to payloads: what a body is in Rust, whatever it travels as.

use super::{encodings, media, parameters::resolved, parts};
use crate::{
    ir::{self, Media, MediaKind, Payload, TypeRef},
    lower::{docs::DocsBuilder, sizes, types::Types},
    naming,
    spec::{self, Api, Content, SchemaId, SchemaKind},
};

/// The body of a request.
pub(super) fn body(
    types: &Types<'_>,
    body: &spec::RequestBody,
    input: &str,
    ident: String,
) -> ir::Body {
    let mut forms = Vec::new();
    for content in &body.content {
        add(&mut forms, of_request(types, content, input));
    }
    if forms.is_empty() {
        forms.push(bytes("*/*"));
    }
    // Of a range of JSON, clients send what all of them have in common.
    if let Some(form) = only_in_ranges(&mut forms) {
        form.media.insert(0, media(JSON, MediaKind::Json));
    }
    let about = DocsBuilder::default().line(format!("The body of {}.", ir::Docs::link(input)));
    if forms.len() > 1 {
        forms.iter_mut().for_each(|form| as_variant(types, form));
    }
    ir::Body {
        ident,
        docs: DocsBuilder::default()
            .text(body.description.as_deref())
            .finish(),
        required: body.required,
        contents: media::contents(
            forms,
            naming::type_name(&format!("{input} Body")),
            about.finish(),
        ),
    }
}

/// What a response carries.
pub(super) fn response(
    types: &Types<'_>,
    response: &spec::Response,
    owner: &str,
    docs: ir::Docs,
) -> ir::Contents {
    let mut forms = Vec::new();
    for content in &response.content {
        add(&mut forms, of_response(types, content));
    }
    // A response has one media type, and is read as JSON whichever that is.
    if let Some(form) = only_in_ranges(&mut forms) {
        form.media = vec![media(JSON, MediaKind::Json)];
    }
    for form in &mut forms {
        if matches!(form.payload, Payload::Value(_)) && !form.media.iter().all(Media::is_range) {
            form.media.retain(|media| !media.is_range());
        }
    }
    match forms.as_mut_slice() {
        [] => forms.push(without_media(Payload::Untyped)),
        [_] => {}
        // Raw bodies are for what the document does not describe; here it says at least that it is JSON.
        several => {
            for form in several {
                if matches!(form.payload, Payload::Untyped) {
                    form.payload = Payload::Value(TypeRef::Value);
                }
                as_variant(types, form);
            }
        }
    }
    media::contents(forms, naming::type_name(&format!("{owner} Body")), docs)
}

/// Boxes what is large beside other variants of an enum.
pub(super) fn as_variant(types: &Types<'_>, form: &mut ir::Content) {
    match &mut form.payload {
        Payload::Value(ty) => *ty = sizes::boxed(types, ty.clone()),
        Payload::Parts(parts) => parts.boxed = sizes::are_large(types, &parts.parts),
        _ => {}
    }
}

/// A payload that no media type belongs to.
pub(super) fn without_media(payload: Payload) -> ir::Content {
    ir::Content {
        payload,
        media: Vec::new(),
        check: ir::Check::default(),
    }
}

pub(super) const JSON: &str = "application/json";

/// The form whose JSON has ranges for media types only (`application/*+json`), unless there is `application/json` anyway.
fn only_in_ranges(forms: &mut [ir::Content]) -> Option<&mut ir::Content> {
    let is_json = |media: &Media| media.name == JSON;
    match forms.iter().any(|form| form.media.iter().any(is_json)) {
        true => None,
        false => forms.iter_mut().find(|form| {
            let media = &form.media;
            matches!(form.payload, Payload::Value(_) | Payload::Untyped)
                && !media.is_empty()
                && media.iter().all(Media::is_range)
        }),
    }
}

/// Adds a form: one that is the same value in another media type is no other form.
fn add(forms: &mut Vec<ir::Content>, form: ir::Content) {
    let same = forms.iter_mut().find(|known| {
        let values = match (&known.payload, &form.payload) {
            (Payload::Value(known), Payload::Value(new)) => known == new,
            (Payload::Untyped, Payload::Untyped) => true,
            _ => false,
        };
        values && known.check == form.check
    });
    match same {
        Some(same) => {
            for media in form.media {
                if same.media.iter().all(|known| known.name != media.name) {
                    same.media.push(media);
                }
            }
        }
        None => forms.push(form),
    }
}

fn of_request(types: &Types<'_>, content: &Content, input: &str) -> ir::Content {
    let name = &content.media_type;
    match (kind(content), content.schema) {
        (MediaKind::Json, None) => {
            form(Payload::Value(TypeRef::Value), media(name, MediaKind::Json))
        }
        (MediaKind::Json, Some(schema)) => value(types, schema, media(name, MediaKind::Json)),
        (kind @ (MediaKind::Form | MediaKind::Multipart), Some(schema)) => {
            match parts::object(types.api, content) {
                Some(object) => {
                    let parts = parts::of(types, content, (schema, object), input);
                    form(Payload::Parts(parts), media(name, kind))
                }
                None => {
                    let media = Media {
                        encodings: encodings::all(types.api, content),
                        ..media(name, kind)
                    };
                    // A form is an object, even where its schema has `null` for a value.
                    ir::Content {
                        payload: Payload::Value(types.reference(schema)),
                        ..value(types, schema, media)
                    }
                }
            }
        }
        (MediaKind::Text, schema) => text(types, schema, name),
        (MediaKind::JsonLines, schema) => items(types, schema, name),
        (MediaKind::Form | MediaKind::Multipart | MediaKind::EventStream | MediaKind::Bytes, _) => {
            bytes(name)
        }
    }
}

fn of_response(types: &Types<'_>, content: &Content) -> ir::Content {
    let name = &content.media_type;
    match (kind(content), content.schema) {
        (MediaKind::Json, None) => form(Payload::Untyped, media(name, MediaKind::Json)),
        (MediaKind::Json, Some(schema)) => value(types, schema, media(name, MediaKind::Json)),
        (MediaKind::Text, schema) => text(types, schema, name),
        (MediaKind::JsonLines, schema) => items(types, schema, name),
        (MediaKind::EventStream, schema) => {
            let ty = schema.map_or(TypeRef::String, |schema| types.reference_or_null(schema));
            form(Payload::Events(ty), media(name, MediaKind::EventStream))
        }
        (MediaKind::Form | MediaKind::Multipart | MediaKind::Bytes, _) => bytes(name),
    }
}

/// How a media type travels. Of a range, the sender chooses what it is, so that only bytes can be any of it; but JSON is
/// JSON under each name that ends so (`application/*+json`).
fn kind(content: &Content) -> MediaKind {
    let name = &content.media_type;
    match name.contains('*') && content.kind != MediaKind::Json {
        true => MediaKind::Bytes,
        false => content.kind,
    }
}

fn value(types: &Types<'_>, schema: SchemaId, media: Media) -> ir::Content {
    ir::Content {
        payload: Payload::Value(types.reference_or_null(schema)),
        media: vec![media],
        check: types.check(schema),
    }
}

/// A scalar as text; there is no such form of anything else.
fn text(types: &Types<'_>, schema: Option<SchemaId>, name: &str) -> ir::Content {
    let scalar = schema.filter(|schema| is_scalar(types.api, *schema));
    let media = media(name, MediaKind::Text);
    match scalar {
        Some(schema) => ir::Content {
            check: types.check(schema),
            ..form(Payload::Text(types.reference(schema)), media)
        },
        None => form(Payload::Text(TypeRef::String), media),
    }
}

fn items(types: &Types<'_>, schema: Option<SchemaId>, name: &str) -> ir::Content {
    let ty = schema.map_or(TypeRef::Value, |schema| types.reference_or_null(schema));
    form(Payload::Items(ty), media(name, MediaKind::JsonLines))
}

fn bytes(name: &str) -> ir::Content {
    form(Payload::Bytes, media(name, MediaKind::Bytes))
}

fn form(payload: Payload, media: Media) -> ir::Content {
    ir::Content {
        payload,
        media: vec![media],
        check: ir::Check::default(),
    }
}

fn media(name: &str, kind: MediaKind) -> Media {
    Media {
        name: name.to_owned(),
        kind,
        encodings: Vec::new(),
    }
}

/// Whether the values of a schema can be written as text that tells nothing of their type.
pub(super) fn is_scalar(api: &Api, id: SchemaId) -> bool {
    matches!(
        api.schema(resolved(api, id)).kind,
        SchemaKind::Boolean
            | SchemaKind::Integer(_)
            | SchemaKind::Number(_)
            | SchemaKind::String(_)
            | SchemaKind::Enum(_)
    )
}
