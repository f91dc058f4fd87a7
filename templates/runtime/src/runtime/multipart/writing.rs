//! Values to parts: problems are collected, so that generated code has no error to return.

use super::boundary;
use super::parts::{Part, Parts};
use crate::runtime::byte_stream::{ByteFrames, ByteStream};
use crate::runtime::client::Encoder;
use crate::runtime::client::encoder::bodies::content_type;
use crate::runtime::file_part::FilePart;
use crate::runtime::parameter::Parameter;
use crate::runtime::plain::text_of;
use crate::runtime::schema::{Encoded, Schema};
use crate::runtime::stream_error::StreamError;
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderName, HeaderValue};
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The client's side of a multipart body.
pub trait EncodeParts: Parts {
    /// Says the parts to a request. Problems are collected, the request is then not sent.
    fn encode(&self, to: &mut PartsEncoder);
}

impl<T: EncodeParts> EncodeParts for Box<T> {
    fn encode(&self, to: &mut PartsEncoder) {
        T::encode(self, to);
    }
}

/// A multipart body in the making.
#[derive(Debug)]
pub struct PartsEncoder {
    documented: &'static [Part],
    parts: Vec<Said>,
    /// Headers of the next part.
    headers: Vec<(String, String)>,
    /// What cannot be said, and of which part.
    refused: Vec<(&'static str, String)>,
}

/// A part to be sent.
#[derive(Debug)]
struct Said {
    name: &'static str,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
    body: ByteStream,
}

impl Encoder<'_> {
    /// A multipart body. Files that are streams are read as they are sent.
    pub fn parts_body<T: EncodeParts>(&mut self, body: &T) {
        const NAME: &str = "multipart/form-data";
        if !self.is_wanted(NAME) {
            return;
        }
        let mut encoder = PartsEncoder {
            documented: T::PARTS,
            parts: Vec::new(),
            headers: Vec::new(),
            refused: Vec::new(),
        };
        body.encode(&mut encoder);
        for (name, detail) in &encoder.refused {
            let pointer = name.replace('~', "~0").replace('/', "~1");
            self.refuse(format!("body/{pointer}"), detail.as_str());
        }
        if encoder.refused.is_empty() {
            let (boundary, body) = join(encoder.parts);
            self.set_body(&format!("{NAME}; boundary={boundary}"), body);
        }
    }

    /// A multipart body that is left out when `None`.
    pub fn optional_parts_body<T: EncodeParts>(&mut self, body: &Option<T>) {
        if let Some(body) = body {
            self.parts_body(body);
        }
    }
}

impl PartsEncoder {
    /// A scalar.
    pub fn text<T: Schema>(&mut self, name: &'static str, value: &T) {
        self.push(name, None, None, text_of(value).map(ByteStream::from));
    }

    /// A scalar that is left out when `None`.
    pub fn optional_text<T: Schema>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// A list of scalars, each a part of its own.
    pub fn texts<T: Schema>(&mut self, name: &'static str, values: &[T]) {
        self.each(name, values, |to, value| to.text(name, value));
    }

    /// The same of a list that is left out when `None`.
    pub fn optional_texts<T: Schema>(&mut self, name: &'static str, values: &Option<Vec<T>>) {
        if let Some(values) = values {
            self.texts(name, values);
        }
    }

    /// A part of JSON.
    pub fn json<T: Schema>(&mut self, name: &'static str, value: &T) {
        let json = serde_json::to_vec(&Encoded(value));
        let json = json
            .map(ByteStream::from)
            .map_err(|error| error.to_string());
        self.push(name, None, None, json);
    }

    /// A part of JSON that is left out when `None`.
    pub fn optional_json<T: Schema>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.json(name, value);
        }
    }

    /// A list, each item of which is a part of JSON.
    pub fn jsons<T: Schema>(&mut self, name: &'static str, values: &[T]) {
        self.each(name, values, |to, value| to.json(name, value));
    }

    /// The same of a list that is left out when `None`.
    pub fn optional_jsons<T: Schema>(&mut self, name: &'static str, values: &Option<Vec<T>>) {
        if let Some(values) = values {
            self.jsons(name, values);
        }
    }

    /// A file.
    pub fn file(&mut self, name: &'static str, file: &FilePart) {
        self.headers.extend(file.headers.iter().cloned());
        let (file_name, content_type) = (file.file_name.clone(), file.content_type.as_deref());
        self.push(name, file_name, content_type, Ok(file.body.clone()));
    }

    /// A file that is left out when `None`.
    pub fn optional_file(&mut self, name: &'static str, file: &Option<FilePart>) {
        if let Some(file) = file {
            self.file(name, file);
        }
    }

    /// A list of files, each a part of its own.
    pub fn files(&mut self, name: &'static str, files: &[FilePart]) {
        self.each(name, files, |to, file| to.file(name, file));
    }

    /// The same of a list that is left out when `None`.
    pub fn optional_files(&mut self, name: &'static str, files: &Option<Vec<FilePart>>) {
        if let Some(files) = files {
            self.files(name, files);
        }
    }

    /// A list, each item of which is a part with headers of its own, which a function says.
    pub fn parts<T>(&mut self, name: &'static str, values: &[T], say: impl Fn(&mut Self, &T)) {
        self.each(name, values, say);
    }

    /// The same of a list that is left out when `None`.
    pub fn optional_parts<T>(
        &mut self,
        name: &'static str,
        values: &Option<Vec<T>>,
        say: impl Fn(&mut Self, &T),
    ) {
        if let Some(values) = values {
            self.parts(name, values, say);
        }
    }

    /// A header of the part that is said next, in the default style.
    pub fn header<T: Schema>(&mut self, part: &'static str, name: &'static str, value: &T) {
        self.styled_header(part, &Parameter::header(name), value);
    }

    /// The same of a header that is left out when `None`.
    pub fn optional_header<T: Schema>(
        &mut self,
        part: &'static str,
        name: &'static str,
        value: &Option<T>,
    ) {
        self.optional_styled_header(part, &Parameter::header(name), value);
    }

    /// A header of the part that is said next, in a style of its own.
    pub fn styled_header<T: Schema>(
        &mut self,
        part: &'static str,
        parameter: &Parameter,
        value: &T,
    ) {
        let name = parameter.name;
        match parameter.header_text(value) {
            Ok(value) => self.headers.push((name.to_owned(), value)),
            Err(detail) => self
                .refused
                .push((part, format!("header {name}: {detail}"))),
        }
    }

    /// The same of a header that is left out when `None`.
    pub fn optional_styled_header<T: Schema>(
        &mut self,
        part: &'static str,
        parameter: &Parameter,
        value: &Option<T>,
    ) {
        if let Some(value) = value {
            self.styled_header(part, parameter, value);
        }
    }

    fn each<T>(&mut self, name: &'static str, values: &[T], say: impl Fn(&mut Self, &T)) {
        if values.is_empty() {
            let detail = "a multipart body cannot say an empty list".to_owned();
            self.refused.push((name, detail));
        }
        for value in values {
            say(self, value);
        }
    }

    fn push(
        &mut self,
        name: &'static str,
        file_name: Option<String>,
        content_type: Option<&str>,
        body: Result<ByteStream, String>,
    ) {
        let headers = std::mem::take(&mut self.headers);
        let part = self.documented.iter().find(|part| part.name == name);
        let said = said(part, content_type).and_then(|content_type| {
            headers.iter().try_for_each(sound)?;
            Ok(Said {
                name,
                file_name,
                content_type,
                headers,
                body: body?,
            })
        });
        match said {
            Ok(said) => self.parts.push(said),
            Err(detail) => self.refused.push((name, detail)),
        }
    }
}

/// The media type of a part, of which its value may know more than the document.
fn said(part: Option<&Part>, said: Option<&str>) -> Result<Option<String>, String> {
    let documented = part.map_or(&[][..], |part| part.content_types);
    let usual = part.and_then(Part::default_type);
    let found = match (said, documented) {
        (Some(said), []) => content_type("*/*", Some(said)),
        (Some(said), documented) => documented
            .iter()
            .find_map(|name| content_type(name, Some(said)).ok())
            .ok_or_else(|| format!("is {said:?}, and must be {}", documented.join(", "))),
        (None, [_, ..]) if usual.is_none() => Err(format!(
            "must say its content type: {}",
            documented.join(", ")
        )),
        (None, _) => return Ok(usual.map(str::to_owned)),
    }?;
    match HeaderValue::from_str(&found) {
        Ok(_) => Ok(Some(found)),
        Err(_) => Err("has a content type that no header can carry".to_owned()),
    }
}

/// Whether a part can have the header. What the part itself says is not said twice.
fn sound((name, value): &(String, String)) -> Result<(), String> {
    let ours = [
        "content-disposition",
        "content-type",
        "content-transfer-encoding",
    ];
    let name_is_sound = HeaderName::from_bytes(name.as_bytes()).is_ok();
    let value_is_sound = HeaderValue::from_bytes(value.as_bytes()).is_ok();
    match () {
        () if ours.iter().any(|our| our.eq_ignore_ascii_case(name)) => {
            Err(format!("cannot have the header {name} of its own"))
        }
        () if !name_is_sound || !value_is_sound || value.trim() != value => {
            Err(format!("has a header {name:?} that no part can carry"))
        }
        () => Ok(()),
    }
}

/// The boundary and the body: bytes if all parts are bytes, else a stream.
fn join(parts: Vec<Said>) -> (String, ByteStream) {
    let known = || {
        parts
            .iter()
            .map(|part| part.body.as_bytes().map(|bytes| &bytes[..]))
    };
    let boundary = match known().all(|bytes| bytes.is_some()) {
        true => boundary::of_known(known().flatten()),
        false => boundary::unforeseen(),
    };
    let mut segments = VecDeque::new();
    let mut between = Vec::new();
    for part in parts {
        let (file_name, content_type) = (part.file_name.as_deref(), part.content_type.as_deref());
        head(
            &mut between,
            &boundary,
            part.name,
            file_name,
            content_type,
            &part.headers,
        );
        match part.body.as_bytes() {
            Some(bytes) => between.extend_from_slice(bytes),
            None => {
                segments.push_back(ByteStream::from(std::mem::take(&mut between)));
                segments.push_back(part.body);
            }
        }
        between.extend_from_slice(b"\r\n");
    }
    end(&mut between, &boundary);
    if segments.is_empty() {
        return (boundary, between.into());
    }
    segments.push_back(between.into());
    let length: Option<u64> = segments.iter().map(ByteStream::length).sum();
    let stream = ByteStream::from_stream(Joined {
        current: ByteStream::default().into_stream(),
        rest: segments,
    });
    let stream = match length {
        Some(length) => stream.with_length(length),
        None => stream,
    };
    (boundary, stream)
}

/// Writes what stands before a part's content.
pub(super) fn head(
    to: &mut Vec<u8>,
    boundary: &str,
    name: &str,
    file_name: Option<&str>,
    content_type: Option<&str>,
    headers: &[(String, String)],
) {
    let name = escape(name);
    let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
    if let Some(file_name) = file_name {
        head += &format!("; filename=\"{}\"", escape(file_name));
    }
    head += "\r\n";
    if let Some(content_type) = content_type {
        head += &format!("Content-Type: {content_type}\r\n");
    }
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head += "\r\n";
    to.extend_from_slice(head.as_bytes());
}

/// Writes what stands behind the last part.
pub(super) fn end(to: &mut Vec<u8>, boundary: &str) {
    to.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
}

/// A name between quotation marks, as the HTML standard has it.
fn escape(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// One stream behind the other. None is taken before it is read: a request that is not sent leaves them as they are.
struct Joined {
    current: ByteFrames,
    rest: VecDeque<ByteStream>,
}

impl Stream for Joined {
    type Item = Result<Bytes, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(next) = ready!(Pin::new(&mut self.current).poll_next(cx)) {
                return Poll::Ready(Some(next));
            }
            match self.rest.pop_front() {
                Some(segment) => self.current = segment.into_stream(),
                None => return Poll::Ready(None),
            }
        }
    }
}
