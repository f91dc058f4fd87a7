//! An input to a request: problems are collected, so that generated code has no error to return.

use super::CallOptions;
use super::credential::Credential;
use super::error::{BuildError, EncodeError};
use super::transport::Request;
use crate::runtime::media::{JSON, Media};
use crate::runtime::percent;
use crate::runtime::problem::Violation;
use crate::runtime::schema::{Encoded, Schema, Shape};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use reqwest::Url;
use serde_json::Value;

/// A request in the making.
#[derive(Debug)]
pub struct Encoder<'a> {
    base: &'a Url,
    defaults: &'a [(&'static str, String)],
    pub(in crate::runtime) options: &'a CallOptions,
    path: Vec<(&'static str, String)>,
    query: Vec<String>,
    headers: HeaderMap,
    body: Bytes,
    violations: Vec<Violation>,
}

/// A URL that paths can be put behind.
pub(super) fn base(text: &str) -> Result<Url, BuildError> {
    let url = Url::parse(text).map_err(|_| BuildError::Server("is not a URL"))?;
    let refused = match url.scheme() {
        "http" | "https" => match () {
            () if !url.username().is_empty() || url.password().is_some() => {
                Some("holds a credential; give it to the client instead")
            }
            () if url.query().is_some() => Some("has a query"),
            () if url.fragment().is_some() => Some("has a fragment"),
            () => None,
        },
        _ => Some("is neither http nor https"),
    };
    refused.map_or(Ok(url), |detail| Err(BuildError::Server(detail)))
}

impl<'a> Encoder<'a> {
    pub(super) fn new(
        base: &'a Url,
        defaults: &'a [(&'static str, String)],
        options: &'a CallOptions,
    ) -> Self {
        Self {
            base,
            defaults,
            options,
            path: Vec::new(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            violations: Vec::new(),
        }
    }

    /// A path parameter. It becomes part of one segment, whatever is in it; values that a URL parser would resolve
    /// away (`.`, `..`, nothing) are refused, for the request would reach another operation.
    pub fn path<T: Schema>(&mut self, name: &'static str, value: &T) {
        let location = || format!("path.{name}");
        match self.texts(location, value).as_deref() {
            Some([text]) if vanishes(text) => {
                self.refuse(location(), format!("{text:?} would be resolved away"));
            }
            Some([text]) => self.path.push((name, text.clone())),
            Some(_) => self.refuse(location(), "a list cannot be one segment"),
            None => {}
        }
    }

    /// A required query parameter; a list repeats its name.
    pub fn query<T: Schema>(&mut self, name: &'static str, value: &T) {
        for text in self
            .texts(|| format!("query.{name}"), value)
            .unwrap_or_default()
        {
            self.query.push(format!(
                "{}={}",
                percent::encode(name),
                percent::encode(&text)
            ));
        }
    }

    /// A query parameter that is left out when `None`.
    pub fn optional_query<T: Schema>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.query(name, value);
        }
    }

    /// A required header parameter; the items of a list are separated by commas.
    pub fn header<T: Schema>(&mut self, name: &'static str, value: &T) {
        let location = || format!("header.{name}");
        match self.texts(location, value).as_deref() {
            Some(items) if is_list::<T>() && items.iter().any(|item| item.contains(',')) => {
                self.refuse(location(), "an item of a list cannot hold a comma");
            }
            Some(items) => self.push_header(name, &items.join(",")),
            None => {}
        }
    }

    /// A header parameter; when `None`, what the client sends by default is sent, if it does.
    pub fn optional_header<T: Schema>(&mut self, name: &'static str, value: &Option<T>) {
        match value {
            Some(value) => self.header(name, value),
            None => {
                let defaults = self.defaults;
                if let Some((_, text)) = defaults.iter().find(|(other, _)| *other == name) {
                    self.push_header(name, text);
                }
            }
        }
    }

    /// A JSON body.
    pub fn body<T: Schema>(&mut self, body: &T) {
        if self.choose(&[JSON]).is_some() {
            self.json(body);
        }
    }

    /// A JSON body that is left out when `None`.
    pub fn optional_body<T: Schema>(&mut self, body: &Option<T>) {
        if let Some(body) = body {
            self.body(body);
        }
    }

    pub(in crate::runtime) fn json<T: Schema>(&mut self, body: &T) {
        match serde_json::to_vec(&Encoded(body)) {
            Ok(bytes) => self.set_body(JSON.name, bytes),
            Err(error) => self.refuse("body".to_owned(), error.to_string()),
        }
    }

    pub(in crate::runtime) fn set_body(&mut self, content_type: &str, body: Vec<u8>) {
        self.push_header("Content-Type", content_type);
        self.body = body.into();
    }

    pub(in crate::runtime) fn refuse(&mut self, location: String, detail: impl Into<String>) {
        self.violations.push(Violation {
            location,
            detail: detail.into(),
        });
    }

    /// The media type that the caller wants of those that the document offers.
    pub(in crate::runtime) fn choose(
        &mut self,
        offered: &[&'static Media],
    ) -> Option<&'static Media> {
        let wanted = match self.options.media {
            None => return offered.first().copied(),
            Some(wanted) => wanted,
        };
        if !offered.contains(&wanted) {
            self.refuse(
                "body".to_owned(),
                format!("cannot be said as {}", wanted.name),
            );
            return None;
        }
        Some(wanted)
    }

    /// The texts that a parameter's value is: one, or those of its items.
    fn texts<T: Schema>(
        &mut self,
        location: impl Fn() -> String,
        value: &T,
    ) -> Option<Vec<String>> {
        let texts = match serde_json::to_value(Encoded(value)) {
            Ok(Value::Array(items)) if items.is_empty() => {
                Err("an empty list cannot be said".to_owned())
            }
            Ok(Value::Array(items)) => items.into_iter().map(text).collect(),
            Ok(value) => text(value).map(|text| vec![text]),
            Err(error) => Err(error.to_string()),
        };
        match texts {
            Ok(texts) => Some(texts),
            Err(detail) => {
                self.refuse(location(), detail);
                None
            }
        }
    }

    fn push_header(&mut self, name: &'static str, text: &str) {
        // Leading and trailing blanks are no part of a value on the wire, so they would be lost.
        let value = match text.trim_matches([' ', '\t']) == text {
            true => HeaderValue::from_bytes(text.as_bytes()).ok(),
            false => None,
        };
        match (HeaderName::from_bytes(name.as_bytes()), value) {
            (Ok(name), Some(value)) => {
                self.headers.insert(name, value);
            }
            (Ok(_), None) => {
                self.refuse(
                    format!("header.{name}"),
                    "has characters that no header can carry",
                );
            }
            (Err(_), _) => self.refuse(format!("header.{name}"), "is no header name"),
        }
    }

    pub(super) fn finish(
        mut self,
        method: &'static str,
        template: &'static str,
        credential: Option<&Credential>,
    ) -> Result<Request, EncodeError> {
        if let Some(credential) = credential {
            match credential.header() {
                Ok(value) => {
                    self.headers.insert(header::AUTHORIZATION, value);
                }
                Err(detail) => self.refuse("header.Authorization".to_owned(), detail),
            }
        }
        let accept = HeaderValue::from_static("application/json");
        self.headers.entry(header::ACCEPT).or_insert(accept);
        for name in self.options.headers.keys() {
            self.headers.remove(name);
        }
        self.headers.extend(self.options.headers.clone());
        // An unknown parameter was refused already, and would only be reported twice.
        let url = if self.violations.is_empty() {
            self.url(template)
        } else {
            None
        };
        let method = Method::from_bytes(method.as_bytes()).unwrap_or_default();
        match url {
            Some(url) if self.violations.is_empty() => Ok(Request {
                method,
                url,
                headers: self.headers,
                body: self.body,
                timeout: self.options.timeout,
                max_response_bytes: self.options.max_response_bytes,
            }),
            _ => Err(EncodeError {
                violations: self.violations,
            }),
        }
    }

    /// The base, the template with its values, and the query; or nothing, should a URL parser make anything else of it.
    fn url(&mut self, template: &str) -> Option<Url> {
        let mut path = self.base.path().trim_end_matches('/').to_owned();
        path += &fill(template, &self.path);
        let mut url = self.base.clone();
        url.set_path(&path);
        if !self.query.is_empty() {
            url.set_query(Some(&self.query.join("&")));
        }
        if url.path() != path || url.origin() != self.base.origin() {
            self.refuse(
                "path".to_owned(),
                format!("{path:?} would be resolved to {:?}", url.path()),
            );
            return None;
        }
        Some(url)
    }
}

fn is_list<T: Schema>() -> bool {
    matches!(T::SHAPE, Shape::List(_))
}

/// The text of a scalar.
fn text(value: Value) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        Value::Null => Err("null cannot be said".to_owned()),
        Value::Array(_) | Value::Object(_) => Err("only a scalar can be said".to_owned()),
    }
}

/// Whether a URL parser would resolve the value away if it were a segment, be it encoded or interspersed with the
/// characters that such parsers drop.
fn vanishes(value: &str) -> bool {
    let seen: String = value
        .chars()
        .filter(|drop| !matches!(drop, '\t' | '\r' | '\n'))
        .collect();
    let seen = seen.to_ascii_lowercase().replace("%2e", ".");
    value.is_empty() || seen == "." || seen == ".."
}

/// The template with its parameters replaced by their values.
fn fill(template: &str, values: &[(&'static str, String)]) -> String {
    let segments: Vec<String> = template
        .split('/')
        .map(|segment| {
            let mut filled = String::new();
            let mut rest = segment;
            while let Some((before, behind)) = rest.split_once('{')
                && let Some((name, after)) = behind.split_once('}')
            {
                filled += &percent::encode_literal(before);
                let value = values.iter().find(|(other, _)| *other == name);
                let value = value.map_or("", |(_, value)| value);
                filled += &match before.is_empty() && after.is_empty() && filled.is_empty() {
                    true => percent::encode(value),
                    // Beside other text no character of the value may look like that text.
                    false => percent::encode_part(value),
                };
                rest = after;
            }
            filled + &percent::encode_literal(rest)
        })
        .collect();
    segments.join("/")
}
