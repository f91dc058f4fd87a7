//! Multipart bodies whose parts are the fields of an object.

#[cfg(feature = "server")]
use crate::runtime::byte_stream::ByteStream;
use crate::runtime::encoding::Encoding;
#[cfg(feature = "client")]
use crate::runtime::fields::Property;
use crate::runtime::media::{Kind, Media, essence};
#[cfg(feature = "client")]
use crate::runtime::problem::Violation;
#[cfg(feature = "server")]
use crate::runtime::{fields::Form, media::Content, stream_error::StreamError};

/// `multipart/form-data`: an array property repeats its name, an object is a part of JSON (OpenAPI 3.0.3, Encoding
/// Object).
pub const MULTIPART: &Media = &Media::multipart(&[]);

impl Media {
    /// `multipart/form-data` of fields, of which these have media types of their own.
    #[must_use]
    pub const fn multipart(encodings: &'static [Encoding]) -> Self {
        let kind = Kind::Form {
            #[cfg(feature = "server")]
            read: |media, content_type, body| Box::pin(read(media, content_type, body)),
            #[cfg(feature = "client")]
            write: Some(write),
        };
        Self {
            name: "multipart/form-data",
            kind,
            encodings,
        }
    }

    /// The media type that the document says for a property.
    fn part_type(&self, property: &str) -> Option<&'static str> {
        let mut encodings = self.encodings.iter();
        let encoding = encodings.find(|encoding| encoding.property == property)?;
        encoding.content_type
    }
}

#[cfg(feature = "server")]
async fn read(
    media: &'static Media,
    content_type: String,
    body: ByteStream,
) -> Result<Content, StreamError> {
    let mut reader = super::reader::Reader::new(&content_type, body)?;
    let mut form = Form::default();
    while let Some(head) = reader.head().await? {
        let json = text_or_json(head.content_type.as_deref(), media.part_type(&head.name));
        let json = json.ok_or_else(|| {
            let name = &head.name;
            StreamError::malformed(format!("has a part {name:?} that is neither text nor JSON"))
        })?;
        let bytes = reader.content().await?;
        let text = String::from_utf8(bytes).map_err(|_| {
            let name = &head.name;
            StreamError::malformed(format!("has a part {name:?} that is not UTF-8"))
        })?;
        form.push(head.name, text, json)
            .map_err(StreamError::malformed)?;
    }
    Ok(Content::Fields(form))
}

/// Whether a part is JSON, or else text; a part that does not say is text. One whose media type the document names may
/// have that as well.
#[cfg(feature = "server")]
fn text_or_json(content_type: Option<&str>, documented: Option<&str>) -> Option<bool> {
    let Some(content_type) = content_type.map(essence) else {
        return Some(documented.is_some_and(|name| Media::is_json(essence(name))));
    };
    let documented = documented.and_then(|name| crate::runtime::media::fits(name, content_type));
    let text = crate::runtime::media::fits("text/*", content_type);
    match Media::is_json(content_type) {
        true => Some(true),
        false => documented.or(text).map(|_| false),
    }
}

#[cfg(feature = "client")]
fn write(media: &'static Media, properties: Vec<Property>) -> Result<(String, Vec<u8>), Violation> {
    let mut fields = Vec::new();
    for mut property in properties {
        let documented = media.part_type(&property.name);
        if documented.is_some_and(|name| Media::is_json(essence(name))) {
            property = Property {
                shape: crate::runtime::schema::Shape::Any,
                ..property
            };
            let text = crate::runtime::plain::json_text(&property.value)
                .map_err(|detail| Property::violation(&property.name, detail))?;
            fields.push((property.name, text, documented));
            continue;
        }
        for field in property.fields()? {
            let json = field.json.then_some("application/json");
            if field.json && documented.is_some() {
                let detail = "only JSON can say this".to_owned();
                return Err(Property::violation(&field.name, detail));
            }
            fields.push((field.name, field.text, json.or(documented)));
        }
    }
    let texts = fields.iter().map(|(_, text, _)| text.as_bytes());
    let boundary = super::boundary::of_known(texts);
    let mut body = Vec::new();
    for (name, text, content_type) in &fields {
        super::writing::head(&mut body, &boundary, name, None, *content_type, &[]);
        body.extend_from_slice(text.as_bytes());
        body.extend_from_slice(b"\r\n");
    }
    super::writing::end(&mut body, &boundary);
    Ok((format!("multipart/form-data; boundary={boundary}"), body))
}
