//! `application/x-www-form-urlencoded` bodies.

use super::encoding::Encoding;
#[cfg(feature = "client")]
use super::fields::{FormField, Property};
use super::media::{Kind, Media};
#[cfg(feature = "client")]
use super::problem::Violation;

/// `application/x-www-form-urlencoded`: an array property repeats its name, an object is JSON text (OpenAPI 3.0.3,
/// Encoding Object).
pub const FORM: &Media = &Media::form(&[]);

impl Media {
    /// `application/x-www-form-urlencoded`, in which these properties are said otherwise than usual.
    #[must_use]
    pub const fn form(encodings: &'static [Encoding]) -> Self {
        let kind = Kind::Form {
            #[cfg(feature = "server")]
            read: |media, _, body| Box::pin(read(media, body)),
            #[cfg(feature = "client")]
            write: Some(write),
        };
        Self {
            name: "application/x-www-form-urlencoded",
            kind,
            encodings,
        }
    }
}

#[cfg(feature = "server")]
async fn read(
    media: &'static Media,
    body: super::byte_stream::ByteStream,
) -> Result<super::media::Content, super::stream_error::StreamError> {
    use super::stream_error::StreamError;
    let body = body.collect(usize::MAX).await?;
    let text = std::str::from_utf8(&body).map_err(|_| StreamError::malformed("is not UTF-8"))?;
    let mut form = super::fields::Form::styled(media.encodings);
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        form.push_encoded(name, value)
            .map_err(StreamError::malformed)?;
    }
    Ok(super::media::Content::Fields(form))
}

#[cfg(feature = "client")]
fn write(media: &'static Media, properties: Vec<Property>) -> Result<(String, Vec<u8>), Violation> {
    let mut pairs = Vec::new();
    for property in properties {
        let name = &property.name;
        let mut encodings = media.encodings.iter();
        let encoding = encodings.find(|encoding| encoding.property == name);
        match encoding.and_then(|encoding| encoding.style) {
            Some(parameter) => {
                let said = super::parameter::say(&parameter, property.value)
                    .map_err(|detail| Property::violation(name, detail))?;
                pairs.extend(super::client::parameters::query_pairs(&parameter, said));
            }
            None if encoding.is_some_and(Encoding::is_json) => {
                let text = super::plain::json_text(&property.value)
                    .map_err(|detail| Property::violation(name, detail))?;
                let text = super::percent::encode(&text);
                pairs.push(format!("{}={text}", super::percent::encode(name)));
            }
            None => {
                for FormField { name, text, .. } in property.fields()? {
                    let (name, text) =
                        (super::percent::encode(&name), super::percent::encode(&text));
                    pairs.push(format!("{name}={text}"));
                }
            }
        }
    }
    Ok((FORM.name.to_owned(), pairs.join("&").into_bytes()))
}
