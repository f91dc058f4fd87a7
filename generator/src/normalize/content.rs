//! The media types of a body, each with how it is read and what it carries.

use super::{
    encodings,
    media_types::{self, Family, Side},
    schemas::Schemas,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    pointer::Pointer,
    resolve,
    spec::{self, ContentKind, SchemaId, SchemaKind},
};

/// Whose body it is.
pub(super) struct Owner<'a> {
    /// The operation's name, and what names the body in it.
    pub(super) path: &'a [String],
    pub(super) side: Side,
}

/// The media types of a body: in document order but JSON first and ranges of it behind it, each once.
pub(super) fn all(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    owner: &Owner<'_>,
    content: &[resolve::Content],
) -> Vec<spec::Content> {
    let mut found: Vec<spec::Content> = Vec::new();
    let beside = Beside {
        json: content.iter().any(|content| {
            let family = media_types::family(&content.media_type, owner.side);
            family == Family::Known(ContentKind::Json) && content.schema.is_some()
        }),
    };
    for content in content {
        let one = one(cx, schemas, owner, content, beside);
        let first = found
            .iter()
            .find(|first| first.media_type == one.media_type);
        match first {
            Some(first) => duplicate(cx, schemas, first, &one, &content.media_type),
            None => found.push(one),
        }
    }
    found.sort_by_key(|content| {
        let is_other = content.media_type.contains('*') || !content.media_type.ends_with("json");
        match content.kind {
            ContentKind::Json => u8::from(is_other),
            _ => 2,
        }
    });
    found
}

/// What else the content of a body has.
#[derive(Clone, Copy)]
struct Beside {
    /// Whether JSON with a schema is among it.
    json: bool,
}

fn duplicate(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    first: &spec::Content,
    second: &spec::Content,
    key: &str,
) {
    let places = &schemas.resolved().places;
    let message = format!("`{key}` is the media type `{}` again", first.media_type);
    cx.push(
        Diagnostic::new(
            &codes::DUPLICATE_MEDIA_TYPE,
            places.key(&second.pointer),
            message,
        )
        .related(places.key(&first.pointer), "this one counts")
        .note("media types are told apart without their parameters"),
    );
}

fn one(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    owner: &Owner<'_>,
    content: &resolve::Content,
    beside: Beside,
) -> spec::Content {
    let essence = media_types::essence(&content.media_type);
    let id = content.schema.as_ref().map(|used| SchemaId(used.schema.0));
    let has_schema = id.is_some() || content.item_schema.is_some();
    let family = media_types::family(&content.media_type, owner.side);
    items(cx, schemas, content, family);
    let (kind, media_type) = match family {
        // Frameworks say of each response that it may be plain text too, with the schema of the JSON.
        Family::Known(ContentKind::Text)
            if beside.json
                && owner.side == Side::Response
                && id.is_some_and(|id| is_json(schemas, id) && !schemas.is_scalar(id)) =>
        {
            let message = format!("bodies of `{}` are taken as JSON", content.media_type);
            let place = schemas.resolved().places.key(&content.pointer);
            cx.push(
                Diagnostic::new(&codes::WILDCARD_MEDIA_TYPE, place, message)
                    .note("it has a schema that no text has, and there is JSON beside it"),
            );
            (Kind::Typed(ContentKind::Json), essence)
        }
        Family::Known(kind) => (known(cx, schemas, owner, content, kind, id), essence),
        Family::Range if id.is_some_and(|id| is_json(schemas, id)) => {
            let message = format!("`{}` is taken as `application/json`", content.media_type);
            let place = schemas.resolved().places.key(&content.pointer);
            cx.push(
                Diagnostic::new(&codes::WILDCARD_MEDIA_TYPE, place, message)
                    .note("it has a schema, which JSON can say"),
            );
            (
                Kind::Typed(ContentKind::Json),
                "application/json".to_owned(),
            )
        }
        Family::Range => (Kind::Untyped(ContentKind::Bytes), essence),
        Family::Opaque => {
            let meant = media_types::meant(&content.media_type);
            let is_none = meant.is_some_and(|(_, is_none)| is_none);
            if is_none || id.is_some_and(|id| is_json(schemas, id)) {
                untyped(
                    cx,
                    schemas,
                    content,
                    "the generator does not read this media type",
                    "bytes",
                );
            }
            (Kind::Untyped(ContentKind::Bytes), essence)
        }
        Family::Untyped(why) => {
            if has_schema {
                untyped(cx, schemas, content, why, "bytes");
            }
            (Kind::Untyped(ContentKind::Bytes), essence)
        }
    };
    let (kind, schema) = match kind {
        Kind::Untyped(kind) => (kind, None),
        Kind::Typed(kind) => (kind, schema(schemas, owner, content, kind)),
    };
    let encoding = match kind {
        ContentKind::Form | ContentKind::Multipart => {
            encodings::all(cx, schemas, &owner.path[..1], content, kind)
        }
        _ => Vec::new(),
    };
    let charset = match kind {
        ContentKind::Bytes => media_types::foreign_charset(&content.media_type),
        _ => None,
    };
    spec::Content {
        media_type,
        charset: charset.map(str::to_owned),
        kind,
        schema,
        encoding,
        pointer: content.pointer.clone(),
    }
}

/// `itemSchema` is for bodies of items one after the other (OpenAPI 3.2.0, Sequential Media Types).
fn items(cx: &mut Diagnostics, schemas: &Schemas<'_>, content: &resolve::Content, family: Family) {
    let is_sequence = matches!(
        family,
        Family::Known(ContentKind::JsonLines | ContentKind::EventStream) | Family::Untyped(_)
    );
    if content.item_schema.is_some() && !is_sequence {
        let place = &schemas.resolved().places;
        let place = place.key(&content.pointer.join("itemSchema"));
        let message = format!("`itemSchema` says nothing about `{}`", content.media_type);
        cx.push(
            Diagnostic::new(&codes::INAPPLICABLE_KEYWORD, place, message)
                .note("it is for media types of items one after the other, such as `application/jsonl`")
                .help("describe the whole body by `schema`"),
        );
    }
}

/// How a body is read, and whether its schema says something about it.
enum Kind {
    Typed(ContentKind),
    Untyped(ContentKind),
}

/// The kind that a media type asks for, if the schema fits it; else the next best.
fn known(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    owner: &Owner<'_>,
    content: &resolve::Content,
    kind: ContentKind,
    id: Option<SchemaId>,
) -> Kind {
    let Some(id) = id else {
        return match kind {
            ContentKind::Form => Kind::Untyped(ContentKind::Text),
            ContentKind::Multipart => Kind::Untyped(ContentKind::Bytes),
            kind => Kind::Typed(kind),
        };
    };
    match kind {
        // Whole files: OpenAPI 3.0 has `format: binary` for bytes as they are, and a string of lines is no list of items.
        ContentKind::Json if schemas.is_binary(id) => Kind::Untyped(ContentKind::Bytes),
        ContentKind::JsonLines if matches!(schemas.kind_of(id), SchemaKind::String(_)) => {
            Kind::Untyped(ContentKind::Bytes)
        }
        ContentKind::Text if !schemas.is_scalar(id) => {
            if *schemas.kind_of(id) != SchemaKind::Any {
                untyped(cx, schemas, content, "a text is a single value", "text");
            }
            Kind::Untyped(ContentKind::Text)
        }
        ContentKind::Form if owner.side == Side::Response => {
            untyped(
                cx,
                schemas,
                content,
                "forms are read in requests only",
                "text",
            );
            Kind::Untyped(ContentKind::Text)
        }
        ContentKind::Form if !schemas.is_object(id) => {
            let why = "a form is an object with properties";
            untyped(cx, schemas, content, why, "text");
            Kind::Untyped(ContentKind::Text)
        }
        ContentKind::Multipart if !schemas.is_object(id) => {
            untyped(
                cx,
                schemas,
                content,
                "a form of parts is an object with properties",
                "bytes",
            );
            Kind::Untyped(ContentKind::Bytes)
        }
        ContentKind::Form | ContentKind::Multipart if schemas.is_nullable(id) => {
            never_null(cx, schemas, content);
            Kind::Typed(kind)
        }
        kind => Kind::Typed(kind),
    }
}

/// What names properties has no text for `null`.
fn never_null(cx: &mut Diagnostics, schemas: &Schemas<'_>, content: &resolve::Content) {
    let Some(used) = &content.schema else { return };
    let place = schemas.resolved().places.value(&used.pointer);
    let message = format!(
        "`null` is no value of a body of `{}`, which is an object",
        content.media_type
    );
    cx.push(
        Diagnostic::new(&codes::INAPPLICABLE_KEYWORD, place, message)
            .note("such a body is never read or written as `null`")
            .help("leave `required` of the request body out if it may be absent"),
    );
}

fn untyped(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    content: &resolve::Content,
    why: &str,
    kept: &str,
) {
    let places = &schemas.resolved().places;
    let message = format!("bodies of `{}` are {kept}: {why}", content.media_type);
    let mut diagnostic = Diagnostic::new(
        &codes::UNTYPED_MEDIA_TYPE,
        places.key(&content.pointer),
        message,
    );
    if let Some(used) = content.schema.as_ref().or(content.item_schema.as_ref()) {
        diagnostic = diagnostic.related(places.value(&used.pointer), "this schema is not applied");
    }
    if let Some((meant, _)) = media_types::meant(&content.media_type) {
        let help = format!("a media type with a similar name exists: `{meant}`");
        diagnostic = diagnostic.help(help);
    }
    cx.push(diagnostic);
}

/// Whether a schema says more than a text or bytes could.
fn is_json(schemas: &Schemas<'_>, id: SchemaId) -> bool {
    !matches!(
        schemas.kind_of(id),
        SchemaKind::Any | SchemaKind::String(_) | SchemaKind::Enum(_)
    )
}

/// What a body carries: of streams each item, which an array says too.
fn schema(
    schemas: &mut Schemas<'_>,
    owner: &Owner<'_>,
    content: &resolve::Content,
    kind: ContentKind,
) -> Option<SchemaId> {
    let is_stream = matches!(kind, ContentKind::JsonLines | ContentKind::EventStream);
    if let Some(item) = content.item_schema.as_ref().filter(|_| is_stream) {
        let mut path = owner.path.to_vec();
        path.push("item".to_owned());
        return Some(schemas.used(item, &path, false));
    }
    let Some(used) = &content.schema else {
        // A request may be any JSON; a response is kept as it is.
        let is_any = match kind {
            ContentKind::Json => owner.side == Side::Request,
            ContentKind::JsonLines => true,
            _ => false,
        };
        return is_any.then(|| schemas.used_any());
    };
    if is_stream && let SchemaKind::Array(items) = schemas.kind_of(SchemaId(used.schema.0)) {
        let items = *items;
        let mut path = owner.path.to_vec();
        path.push("item".to_owned());
        schemas.used_part(items, &path);
        return Some(items);
    }
    let id = schemas.used(used, owner.path, false);
    schemas.use_examples(used, id);
    schemas.examples.add_all(id, &content.examples);
    Some(id)
}

/// A body of which the document says nothing.
pub(super) fn anything(pointer: &Pointer) -> spec::Content {
    spec::Content {
        media_type: "*/*".to_owned(),
        charset: None,
        kind: ContentKind::Bytes,
        schema: None,
        encoding: Vec::new(),
        pointer: pointer.clone(),
    }
}
