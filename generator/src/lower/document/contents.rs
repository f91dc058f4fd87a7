//! Media types to Media Type Objects (OpenAPI 3.0.3).

use super::{json::Object, operations, schemas::Schemas};
use crate::spec::{Content, ContentKind, Encoding};
use serde_json::Value;

/// `content`
pub(super) fn all(schemas: Schemas<'_>, content: &[Content]) -> Object {
    let mut written = Object::default();
    for content in content {
        let mut encodings = Object::default();
        for encoding in &content.encoding {
            encodings.insert(
                encoding.property.as_str(),
                self::encoding(schemas, encoding),
            );
        }
        let schema = content.schema.map(|schema| match content.kind {
            // An array of the items, which may be arrays themselves.
            ContentKind::JsonLines | ContentKind::EventStream => Object::default()
                .with("type", "array")
                .with("items", schemas.used(schema)),
            _ => schemas.used(schema),
        });
        let media_type = Object::default()
            .with_some("schema", schema)
            .with_filled("encoding", encodings);
        let key = match &content.charset {
            Some(charset) => format!("{}; charset={charset}", content.media_type),
            None => content.media_type.clone(),
        };
        written.insert(key, media_type);
    }
    written
}

fn encoding(schemas: Schemas<'_>, encoding: &Encoding) -> Object {
    let said = encoding.said;
    Object::default()
        .with_some("contentType", encoding.content_type.as_ref())
        .with_filled("headers", operations::headers(schemas, &encoding.headers))
        .with_some("style", said.map(|said| operations::style(said.style)))
        .with_some("explode", said.map(|said| Value::Bool(said.explode)))
        .with_flag(
            "allowReserved",
            said.is_some_and(|said| said.allow_reserved),
        )
}
