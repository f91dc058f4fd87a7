//! A request to an input: problems are collected, so that generated code has no error to return.

use super::Head;
use super::body::Read;
use super::refusal::bad_request;
use super::template::Captures;
use crate::runtime::fields::Form;
use crate::runtime::json::read_json;
use crate::runtime::log::{Log, Refused};
use crate::runtime::percent;
use crate::runtime::schema::{Schema, Shape};
use crate::runtime::texts::{Text, Texts};
use axum::response::Response;
use http::HeaderValue;
use std::str::Utf8Error;

/// A request being read. What is not what the document says leaves a blank and a problem.
pub struct Decoder<'a> {
    head: &'a Head,
    names: &'a [&'static str],
    captures: Captures,
    query: Option<Vec<(String, String)>>,
    body: Read,
    log: Log,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(
        head: &'a Head,
        names: &'a [&'static str],
        captures: Captures,
        body: Read,
    ) -> Self {
        Self {
            head,
            names,
            captures,
            query: None,
            body,
            log: Log::new(true),
        }
    }

    /// How the request is refused, if it is.
    pub(super) fn finish(self) -> Option<Response> {
        let violations = self.log.into_violations();
        (!violations.is_empty()).then(|| bad_request(violations))
    }

    /// A path parameter.
    pub fn path<T: Schema>(&mut self, name: &'static str) -> T {
        let index = self.names.iter().position(|other| *other == name);
        let capture = index.and_then(|index| self.captures.get(index));
        let value = self.log.at("path", name, |log| match capture {
            Some(Ok(text)) => T::decode(Texts::new(&[Text::plain(text)], log)),
            Some(Err(detail)) => Err(log.refuse(*detail)),
            None => Err(log.refuse("is no parameter of this path")),
        });
        value.unwrap_or_else(|Refused| T::blank())
    }

    /// A required query parameter; a list repeats its name.
    pub fn query<T: Schema>(&mut self, name: &'static str) -> T {
        self.optional_query(name)
            .unwrap_or_else(|| self.missing("query", name))
    }

    /// A query parameter that may be left out.
    pub fn optional_query<T: Schema>(&mut self, name: &'static str) -> Option<T> {
        let pairs = self.query.take().unwrap_or_else(|| self.pairs());
        let texts: Vec<Text<'_>> = pairs
            .iter()
            .filter(|(other, _)| other == name)
            .map(|(_, text)| Text::plain(text))
            .collect();
        let value = self.texts("query", name, &texts);
        self.query = Some(pairs);
        value
    }

    /// A required header parameter; the items of a list are separated by commas.
    pub fn header<T: Schema>(&mut self, name: &'static str) -> T {
        self.optional_header(name)
            .unwrap_or_else(|| self.missing("header", name))
    }

    /// A header parameter that may be left out.
    pub fn optional_header<T: Schema>(&mut self, name: &'static str) -> Option<T> {
        let mut values = self.head.headers.get_all(name).iter();
        let (first, second) = (values.next()?, values.next());
        let texts: Result<Vec<Text<'_>>, _> = match (T::SHAPE, second) {
            // What there mostly is needs no memory.
            (Shape::Scalar | Shape::Object | Shape::Any, None) => {
                match std::str::from_utf8(first.as_bytes()) {
                    Ok(text) => return self.texts("header", name, &[Text::plain(text)]),
                    Err(error) => Err(error),
                }
            }
            (shape, _) => {
                let values = self.head.headers.get_all(name).iter();
                texts_of(shape, values.map(HeaderValue::as_bytes))
            }
        };
        match texts {
            Ok(texts) => self.texts("header", name, &texts),
            Err(_) => {
                self.log
                    .at("header", name, |log| log.refuse("is not UTF-8"));
                Some(T::blank())
            }
        }
    }

    /// A required JSON body.
    pub fn body<T: Schema>(&mut self) -> T {
        match self.optional_body() {
            Some(value) => value,
            None => self.in_body(|log| Err(log.refuse("is required"))),
        }
    }

    /// A JSON body that may be left out.
    pub fn optional_body<T: Schema>(&mut self) -> Option<T> {
        let value = match &self.body {
            Read::Absent => return None,
            Read::Json(text) => self.log.at("body", "", |log| read_json(text, log)),
            Read::Malformed(detail) => self.log.at("body", "", |log| Err(log.refuse(detail))),
            Read::Form(_) => self.log.at("body", "", |log| Err(log.refuse("is a form"))),
        };
        Some(value.unwrap_or_else(|Refused| T::blank()))
    }

    /// The form that the body is, if it is one.
    pub(in crate::runtime) fn form(&mut self) -> Option<Form> {
        match std::mem::replace(&mut self.body, Read::Absent) {
            Read::Form(form) => Some(form),
            other => {
                self.body = other;
                None
            }
        }
    }

    /// Reads something at the body's place.
    pub(in crate::runtime) fn in_body<T: Schema>(
        &mut self,
        read: impl FnOnce(&mut Log) -> Result<T, Refused>,
    ) -> T {
        self.log
            .at("body", "", read)
            .unwrap_or_else(|Refused| T::blank())
    }

    fn texts<T: Schema>(
        &mut self,
        place: &'static str,
        name: &'static str,
        texts: &[Text<'_>],
    ) -> Option<T> {
        if texts.is_empty() {
            return None;
        }
        let value = self
            .log
            .at(place, name, |log| T::decode(Texts::new(texts, log)));
        Some(value.unwrap_or_else(|Refused| T::blank()))
    }

    fn missing<T: Schema>(&mut self, place: &'static str, name: &'static str) -> T {
        self.log.at(place, name, |log| log.refuse("is required"));
        T::blank()
    }

    /// The query's names and values; what is no query has none, and a problem.
    fn pairs(&mut self) -> Vec<(String, String)> {
        match percent::pairs(self.head.uri.query().unwrap_or_default()) {
            Ok(pairs) => pairs,
            Err(detail) => {
                self.log.at("query", "", |log| log.refuse(detail));
                Vec::new()
            }
        }
    }
}

/// The texts of a header's values; those of a list are what is between commas.
fn texts_of<'v>(
    shape: Shape,
    values: impl Iterator<Item = &'v [u8]>,
) -> Result<Vec<Text<'v>>, Utf8Error> {
    let mut texts = Vec::new();
    for value in values {
        let text = std::str::from_utf8(value)?;
        match shape {
            Shape::List(_) => {
                texts.extend(text.split(',').map(|item| Text::plain(item.trim())));
            }
            Shape::Scalar | Shape::Object | Shape::Any => texts.push(Text::plain(text)),
        }
    }
    Ok(texts)
}
