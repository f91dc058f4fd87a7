//! Parts to values: problems are collected, so that generated code has no error to return.

use super::parts::{Part, Parts};
use super::received::{self, Received, ReceivedPart};
use crate::runtime::byte_stream::ByteStream;
use crate::runtime::file_part::FilePart;
use crate::runtime::json::read_json;
use crate::runtime::log::{Log, Refused};
use crate::runtime::media::{Content, Kind, Media, essence};
use crate::runtime::parameter::Parameter;
use crate::runtime::schema::Schema;
use crate::runtime::server::Decoder;
use crate::runtime::texts::{Text, Texts};
use std::borrow::Cow;

/// The server's side of a multipart body.
pub trait DecodeParts: Parts {
    /// Reads the parts. Problems are collected, the request is then refused with all of them.
    fn decode(from: &mut PartsDecoder<'_>) -> Self;
}

impl<T: DecodeParts> DecodeParts for Box<T> {
    fn decode(from: &mut PartsDecoder<'_>) -> Self {
        Self::new(T::decode(from))
    }
}

/// The parts of a multipart body being read. What is not what the document says leaves a blank and a problem.
pub struct PartsDecoder<'l> {
    received: Received,
    /// Which of the parts of one name is being read.
    item: Option<usize>,
    log: &'l mut Log,
}

impl Media {
    /// `multipart/form-data` of these parts, on a server.
    #[must_use]
    pub const fn parts<T: DecodeParts>() -> Self {
        let kind = Kind::Form {
            read: |_, content_type, body| {
                Box::pin(received::read(T::PARTS, T::UNKNOWN, content_type, body))
            },
            #[cfg(feature = "client")]
            write: None,
        };
        Self::of("multipart/form-data", kind)
    }
}

impl Decoder<'_> {
    /// A required multipart body.
    pub fn parts_body<T: DecodeParts>(&mut self) -> T {
        match self.optional_parts_body() {
            Some(parts) => parts,
            None => {
                self.missing_body(());
                blank()
            }
        }
    }

    /// A multipart body that may be left out.
    pub fn optional_parts_body<T: DecodeParts>(&mut self) -> Option<T> {
        let received = match self.form() {
            Some(Content::Parts(received)) => received.downcast::<Received>().ok(),
            Some(Content::Fields(_)) => None,
            None if !self.has_body() => return None,
            None => None,
        };
        Some(match received {
            Some(received) => self.in_body(blank, |log| {
                let mut decoder = PartsDecoder {
                    received: *received,
                    item: None,
                    log,
                };
                decoder.note_refused();
                Ok(T::decode(&mut decoder))
            }),
            None => {
                self.refuse_body("multipart/form-data");
                blank()
            }
        })
    }
}

/// Parts of nothing but blanks.
fn blank<T: DecodeParts>() -> T {
    let received = Received {
        documented: T::PARTS,
        parts: T::PARTS.iter().map(|_| Vec::new()).collect(),
        refused: Vec::new(),
    };
    T::decode(&mut PartsDecoder {
        received,
        item: None,
        log: &mut Log::of_first(),
    })
}

impl PartsDecoder<'_> {
    /// A required scalar.
    pub fn text<T: Schema>(&mut self, name: &'static str) -> T {
        let value = self.optional_text(name);
        value.unwrap_or_else(|| self.missing(name, T::blank))
    }

    /// A scalar that may be left out.
    pub fn optional_text<T: Schema>(&mut self, name: &'static str) -> Option<T> {
        let part = self.take(name).pop()?;
        Some(self.read(name, T::blank, |log| {
            T::decode(Texts::new(&[text(&part, log)?], log))
        }))
    }

    /// A required list of scalars.
    pub fn texts<T: Schema>(&mut self, name: &'static str) -> Vec<T> {
        let value = self.optional_texts(name);
        value.unwrap_or_else(|| self.missing(name, Vec::new))
    }

    /// A list of scalars that may be left out.
    pub fn optional_texts<T: Schema>(&mut self, name: &'static str) -> Option<Vec<T>> {
        let parts = self.take_some(name)?;
        Some(self.read(name, Vec::new, |log| {
            let texts: Result<Vec<Text<'_>>, Refused> =
                parts.iter().map(|part| text(part, log)).collect();
            Vec::<T>::decode(Texts::new(&texts?, log))
        }))
    }

    /// A required part of JSON.
    pub fn json<T: Schema>(&mut self, name: &'static str) -> T {
        let value = self.optional_json(name);
        value.unwrap_or_else(|| self.missing(name, T::blank))
    }

    /// A part of JSON that may be left out.
    pub fn optional_json<T: Schema>(&mut self, name: &'static str) -> Option<T> {
        let part = self.take(name).pop()?;
        Some(self.read(name, T::blank, |log| read_json(bytes(&part), log)))
    }

    /// A required list of parts of JSON.
    pub fn jsons<T: Schema>(&mut self, name: &'static str) -> Vec<T> {
        let value = self.optional_jsons(name);
        value.unwrap_or_else(|| self.missing(name, Vec::new))
    }

    /// A list of parts of JSON that may be left out.
    pub fn optional_jsons<T: Schema>(&mut self, name: &'static str) -> Option<Vec<T>> {
        let parts = self.take_some(name)?;
        Some(self.read(name, Vec::new, |log| {
            crate::runtime::explain::read_items(&parts, log, |list, part, log| {
                read_json(bytes(part), log).map(|value| list.push(value))
            })
        }))
    }

    /// A required file.
    pub fn file(&mut self, name: &'static str) -> FilePart {
        let value = self.optional_file(name);
        value.unwrap_or_else(|| self.missing(name, FilePart::default))
    }

    /// A file that may be left out.
    pub fn optional_file(&mut self, name: &'static str) -> Option<FilePart> {
        let part = self.take(name).pop()?;
        Some(file(self.documented(name), part))
    }

    /// A required list of files.
    pub fn files(&mut self, name: &'static str) -> Vec<FilePart> {
        let value = self.optional_files(name);
        value.unwrap_or_else(|| self.missing(name, Vec::new))
    }

    /// A list of files that may be left out.
    pub fn optional_files(&mut self, name: &'static str) -> Option<Vec<FilePart>> {
        let parts = self.take_some(name)?;
        let documented = self.documented(name);
        Some(
            parts
                .into_iter()
                .map(|part| file(documented, part))
                .collect(),
        )
    }

    /// A required list, each item of which is a part with headers of its own, which a function reads.
    pub fn parts<T>(&mut self, name: &'static str, read: impl Fn(&mut Self) -> T) -> Vec<T> {
        let value = self.optional_parts(name, read);
        value.unwrap_or_else(|| self.missing(name, Vec::new))
    }

    /// The same of a list that may be left out.
    pub fn optional_parts<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&mut Self) -> T,
    ) -> Option<Vec<T>> {
        let index = self.index(name)?;
        let parts = self.take_some(name)?;
        let values = parts.into_iter().enumerate().map(|(item, part)| {
            self.received.parts[index] = vec![part];
            self.item = Some(item);
            read(self)
        });
        let values = values.collect();
        self.item = None;
        Some(values)
    }

    /// A required header of a part, in the default style; to be asked for before the part itself.
    pub fn header<T: Schema>(&mut self, part: &'static str, name: &'static str) -> T {
        self.styled_header(part, &Parameter::header(name))
    }

    /// The same of a header that may be left out.
    pub fn optional_header<T: Schema>(
        &mut self,
        part: &'static str,
        name: &'static str,
    ) -> Option<T> {
        self.optional_styled_header(part, &Parameter::header(name))
    }

    /// A required header of a part, in a style of its own; to be asked for before the part itself.
    pub fn styled_header<T: Schema>(&mut self, part: &'static str, parameter: &Parameter) -> T {
        let value = self.optional_styled_header(part, parameter);
        value.unwrap_or_else(|| {
            // A part that is not there has its own problem, or none.
            match self.received(part).is_empty() {
                true => T::blank(),
                false => {
                    let detail = format!("must have the header {}", parameter.name);
                    self.read(part, T::blank, |log| Err(log.refuse(detail)))
                }
            }
        })
    }

    /// The same of a header that may be left out.
    pub fn optional_styled_header<T: Schema>(
        &mut self,
        part: &'static str,
        parameter: &Parameter,
    ) -> Option<T> {
        let index = self.index(part)?;
        let headers = &mut self.received.parts[index].first_mut()?.head.headers;
        // What has a place of its own is none of the headers that a file keeps.
        let is_it = |(name, _): &mut (String, String)| name.eq_ignore_ascii_case(parameter.name);
        let taken = headers.extract_if(.., is_it);
        let texts: Vec<Cow<'static, str>> = taken.map(|(_, value)| Cow::Owned(value)).collect();
        let blank = || None;
        self.read(part, blank, |log| {
            log.inside(
                parameter.name,
                |log| Ok(parameter.header_value(&texts, log)),
            )
        })
    }

    fn note_refused(&mut self) {
        for (name, detail) in std::mem::take(&mut self.received.refused) {
            self.log.inside(&name, |log| log.refuse(detail));
        }
    }

    fn index(&self, name: &str) -> Option<usize> {
        let mut documented = self.received.documented.iter();
        documented.position(|part| part.name == name)
    }

    fn documented(&self, name: &str) -> Option<&'static Part> {
        self.index(name)
            .map(|index| &self.received.documented[index])
    }

    fn received(&self, name: &str) -> &[ReceivedPart] {
        self.index(name)
            .map_or(&[], |index| &self.received.parts[index])
    }

    fn take(&mut self, name: &str) -> Vec<ReceivedPart> {
        match self.index(name) {
            Some(index) => std::mem::take(&mut self.received.parts[index]),
            None => Vec::new(),
        }
    }

    fn take_some(&mut self, name: &str) -> Option<Vec<ReceivedPart>> {
        let parts = self.take(name);
        (!parts.is_empty()).then_some(parts)
    }

    fn read<T>(
        &mut self,
        name: &str,
        blank: impl FnOnce() -> T,
        read: impl FnOnce(&mut Log) -> Result<T, Refused>,
    ) -> T {
        let value = match self.item {
            None => self.log.inside(name, read),
            Some(item) => {
                let item = item.to_string();
                self.log.inside(name, |log| log.inside(&item, read))
            }
        };
        value.unwrap_or_else(|Refused| blank())
    }

    fn missing<T>(&mut self, name: &str, blank: impl FnOnce() -> T) -> T {
        self.read(name, blank, |log| Err(log.refuse("is required")))
    }
}

/// What was read of a part that is no file; none of those is a stream.
fn bytes(part: &ReceivedPart) -> &[u8] {
    part.body.as_bytes().map_or(&[], |bytes| bytes)
}

fn text<'p>(part: &'p ReceivedPart, log: &mut Log) -> Result<Text<'p>, Refused> {
    let content_type = part.head.content_type.as_deref().unwrap_or_default();
    match std::str::from_utf8(bytes(part)) {
        Ok(text) => Ok(Text {
            text: text.into(),
            json: Media::is_json(essence(content_type)),
        }),
        Err(_) => Err(log.refuse("is not UTF-8")),
    }
}

fn file(documented: Option<&Part>, part: ReceivedPart) -> FilePart {
    let usual = documented.filter(|part| part.has_one_type());
    let usual = usual.and_then(Part::default_type);
    FilePart {
        file_name: part.head.file_name,
        content_type: part
            .head
            .content_type
            .filter(|content_type| Some(&**content_type) != usual),
        headers: part.head.headers,
        body: ByteStream::clone(&part.body),
    }
}
