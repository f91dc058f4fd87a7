//! The body of a request: its media type, its size, and its bytes or fields.

use super::refusal::{
    bad_request, content_too_large, unsupported_content_encoding, unsupported_media_type,
};
use crate::runtime::fields::Form;
use crate::runtime::media::{Media, essence};
use crate::runtime::problem::Violation;
use axum::body::HttpBody;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, header};
use http_body_util::LengthLimitError;
use std::error::Error;

/// The body that an operation takes, and its media types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// None; what is sent is not read.
    None,
    /// One that must be there.
    Required(&'static [&'static Media]),
    /// One that may be left out.
    Optional(&'static [&'static Media]),
}

/// A body that was read.
#[derive(Debug)]
pub(super) enum Read {
    /// There is none.
    Absent,
    /// JSON text.
    Json(Bytes),
    /// A form.
    Form(Form),
    /// Something that is not of its media type, for this reason.
    Malformed(String),
}

/// Reads a body, or says how it is refused: 415 before anything is read, then 413. Its content is judged later,
/// together with the parameters.
pub(super) async fn read(
    body: Body,
    headers: &HeaderMap,
    from: axum::body::Body,
) -> Result<Read, Response> {
    let (accepted, required) = match body {
        Body::None => return Ok(Read::Absent),
        Body::Required(accepted) => (accepted, true),
        Body::Optional(accepted) => (accepted, false),
    };
    let compressed =
        |value: &http::HeaderValue| !value.as_bytes().eq_ignore_ascii_case(b"identity");
    if headers
        .get_all(header::CONTENT_ENCODING)
        .iter()
        .any(compressed)
    {
        return Err(unsupported_content_encoding());
    }
    let mut content_types = headers.get_all(header::CONTENT_TYPE).iter();
    let content_type = match (content_types.next(), content_types.next()) {
        (None, _) => None,
        (Some(value), None) => Some(
            value
                .to_str()
                .map_err(|_| unsupported_media_type(accepted))?,
        ),
        (Some(_), Some(_)) => return Err(unsupported_media_type(accepted)),
    };
    let media = match content_type {
        None => None,
        Some(text) => match choose(accepted, text) {
            None => return Err(unsupported_media_type(accepted)),
            media => media,
        },
    };
    let bytes = collect(headers, from).await?;
    let (Some(media), Some(content_type)) = (media, content_type) else {
        return match bytes.is_empty() {
            true => Ok(Read::Absent),
            false => Err(unsupported_media_type(accepted)),
        };
    };
    match media.read {
        None if bytes.is_empty() && !required => Ok(Read::Absent),
        None => Ok(Read::Json(bytes)),
        Some(read) => Ok(match read(content_type.to_owned(), bytes).await {
            Ok(form) => Read::Form(form),
            Err(detail) => Read::Malformed(detail),
        }),
    }
}

/// The accepted media type that a `Content-Type` names. Text of another encoding than UTF-8 is none of them.
fn choose(accepted: &[&'static Media], content_type: &str) -> Option<&'static Media> {
    let essence = essence(content_type);
    let named = |media: &&&Media| media.name.eq_ignore_ascii_case(essence);
    let media = accepted.iter().find(named)?;
    let foreign = content_type.split(';').skip(1).any(|parameter| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        let value = value.trim().trim_matches('"');
        name.trim().eq_ignore_ascii_case("charset")
            && !["utf-8", "us-ascii"]
                .iter()
                .any(|known| value.eq_ignore_ascii_case(known))
    });
    (!foreign).then_some(media)
}

/// All bytes, if they are no more than the application allows.
async fn collect(headers: &HeaderMap, body: axum::body::Body) -> Result<Bytes, Response> {
    // The limit is not to be asked for, but it bounds the size that the body expects of itself.
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced > body.size_hint().upper() && body.size_hint().upper().is_some() {
        return Err(content_too_large());
    }
    axum::body::to_bytes(body, usize::MAX)
        .await
        .map_err(|error| {
            let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
            while let Some(error) = cause {
                if error.is::<LengthLimitError>() {
                    return content_too_large();
                }
                cause = error.source();
            }
            let detail = "did not arrive completely".to_owned();
            bad_request(vec![Violation {
                location: "body".to_owned(),
                detail,
            }])
        })
}
