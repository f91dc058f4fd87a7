//! The body of a request: its media type, its size, and its bytes or what is in them.

use super::refusal::{
    bad_request, content_too_large, unsupported_content_encoding, unsupported_media_type,
};
use crate::runtime::byte_stream::{ByteStream, Pieces};
use crate::runtime::media::{Content, Kind, Media, SMALL, essence, parameters};
use crate::runtime::problem::Violation;
use crate::runtime::stream_error::StreamError;
use axum::body::HttpBody;
use axum::response::Response;
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, header};
use http_body_util::{BodyExt, LengthLimitError};
use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll};

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
pub(super) struct Read {
    /// Which of the accepted media types it came in, as an index.
    pub(super) content: usize,
    /// That media type's name.
    pub(super) media: &'static str,
    pub(super) body: ReadBody,
}

/// What is in a body.
#[derive(Debug)]
pub(super) enum ReadBody {
    /// There is none.
    Absent,
    /// JSON text.
    Json(Bytes),
    /// Text.
    Text(Bytes),
    /// Bytes, as they come.
    Stream(ByteStream),
    /// Fields or parts.
    Form(Content),
    /// Something that is not of its media type, for this reason.
    Malformed(String),
}

/// Reads a body, or says how it is refused: 415 before anything is read, then 413. Its content is judged later,
/// together with the parameters. What is a stream is read by who asked for it.
pub(super) async fn read(
    body: Body,
    headers: &HeaderMap,
    from: axum::body::Body,
) -> Result<Read, Response> {
    let (accepted, required) = match body {
        Body::None => return Ok(absent()),
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
    let Ok(content_type) = content_type(headers) else {
        return Err(unsupported_media_type(accepted));
    };
    if exceeds(headers, &from) {
        return Err(content_too_large());
    }
    let Some(content_type) = content_type else {
        return untold(accepted, from).await;
    };
    let Some((content, media)) = choose(accepted, content_type) else {
        return Err(unsupported_media_type(accepted));
    };
    let body = match media.kind {
        Kind::Json => match collect(from).await? {
            bytes if bytes.is_empty() && !required => return Ok(absent()),
            bytes => ReadBody::Json(bytes),
        },
        Kind::Text => ReadBody::Text(collect(from).await?),
        // What reads parts needs their boundary.
        Kind::Stream => ReadBody::Stream(match media.is_range() || content_type.contains(';') {
            true => arriving(from).await?.with_content_type(content_type),
            false => arriving(from).await?,
        }),
        Kind::Form { read, .. } => {
            let body = arriving(from).await?;
            match read(media, content_type.to_owned(), body).await {
                Ok(content) => ReadBody::Form(content),
                Err(error) => match error.as_malformed() {
                    Some(detail) => ReadBody::Malformed(detail.to_owned()),
                    None => return Err(refuse(&error)),
                },
            }
        }
    };
    Ok(Read {
        content,
        media: media.name,
        body,
    })
}

fn absent() -> Read {
    Read {
        content: 0,
        media: "",
        body: ReadBody::Absent,
    }
}

/// A body of which nobody says what it is: none, if it is empty, or bytes where any are taken (RFC 9110, section 8.3).
async fn untold(
    accepted: &'static [&'static Media],
    from: axum::body::Body,
) -> Result<Read, Response> {
    let bytes = collect(from).await?;
    match choose(accepted, "application/octet-stream") {
        _ if bytes.is_empty() => Ok(absent()),
        Some((content, media)) if matches!(media.kind, Kind::Stream) => Ok(Read {
            content,
            media: media.name,
            body: ReadBody::Stream(bytes.into()),
        }),
        _ => Err(unsupported_media_type(accepted)),
    }
}

/// There are several media types, or none that can be read.
struct Ambiguous;

/// The one `Content-Type`, if there is one.
fn content_type(headers: &HeaderMap) -> Result<Option<&str>, Ambiguous> {
    let mut values = headers.get_all(header::CONTENT_TYPE).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => match value.to_str() {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(Ambiguous),
        },
        (Some(_), Some(_)) => Err(Ambiguous),
    }
}

/// The accepted media type that a `Content-Type` names, by its name before by a range, and its index. Text of another
/// encoding than UTF-8 is none of them; bytes are no text.
fn choose(
    accepted: &'static [&'static Media],
    content_type: &str,
) -> Option<(usize, &'static Media)> {
    // What it mostly is takes no reading.
    let mut named = accepted.iter().zip(0..);
    if let Some((media, index)) = named.find(|(media, _)| media.name == content_type) {
        return Some((index, media));
    }
    let essence = essence(content_type);
    let fits = accepted.iter().enumerate().filter_map(|(index, media)| {
        let fits = media.fits(essence)?;
        Some((fits, index, *media))
    });
    // Of those that fit alike, the first.
    let (_, index, media) = fits.max_by_key(|(fits, index, _)| (*fits, usize::MAX - index))?;
    let foreign = || {
        let mut parameters = parameters(content_type).into_iter();
        parameters.any(|(name, value)| {
            name.eq_ignore_ascii_case("charset")
                && !["utf-8", "us-ascii"]
                    .iter()
                    .any(|known| value.eq_ignore_ascii_case(known))
        })
    };
    match media.kind {
        Kind::Stream => Some((index, media)),
        _ => (!foreign()).then_some((index, media)),
    }
}

/// Whether a body says of itself that it has more bytes than the application allows; one that says nothing is an error
/// where they come.
fn exceeds(headers: &HeaderMap, body: &axum::body::Body) -> bool {
    // The limit is not to be asked for, but it bounds the size that the body expects of itself.
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let most = body.size_hint().upper();
    most.is_some() && announced > most
}

/// The body as it comes; a small one all at once.
async fn arriving(body: axum::body::Body) -> Result<ByteStream, Response> {
    let length = body.size_hint().exact();
    if matches!(length, Some(0..=SMALL)) {
        return Ok(collect(body).await?.into());
    }
    let stream = ByteStream::from_stream(Arriving(body.into_data_stream()));
    Ok(match length {
        Some(length) => stream.with_length(length),
        None => stream,
    })
}

/// All bytes.
async fn collect(mut body: axum::body::Body) -> Result<Bytes, Response> {
    let mut pieces = Pieces::default();
    while let Some(frame) = body.frame().await {
        match frame {
            // Trailers say nothing that the document knows of.
            Ok(frame) => pieces.extend(frame.into_data().unwrap_or_default()),
            Err(error) => return Err(refuse(&of_request(error.into_inner()))),
        }
    }
    Ok(pieces.into_bytes())
}

/// How a body that does not arrive is refused.
fn refuse(error: &StreamError) -> Response {
    match error.is_too_large() {
        true => content_too_large(),
        false => bad_request(vec![Violation {
            location: "body".to_owned(),
            detail: "did not arrive completely".to_owned(),
        }]),
    }
}

/// The bytes of a request, and errors that say whose they are.
struct Arriving(axum::body::BodyDataStream);

impl Stream for Arriving {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = Pin::new(&mut self.0).poll_next(cx);
        next.map(|next| next.map(|next| next.map_err(|error| of_request(error.into_inner()))))
    }
}

fn of_request(error: Box<dyn Error + Send + Sync>) -> StreamError {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&*error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return StreamError::too_large().of_request();
        }
        cause = error.source();
    }
    StreamError::new(error).of_request()
}
