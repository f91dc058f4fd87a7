//! An input to a request: problems are collected, so that generated code has no error to return.

pub(in crate::runtime) mod bodies;

use super::CallOptions;
use super::error::EncodeError;
use super::target::target;
use super::transport::Request;
use crate::runtime::byte_stream::ByteStream;
use crate::runtime::parameter::Piece;
use crate::runtime::problem::Violation;
use http::{HeaderMap, HeaderValue, Method, header};
use reqwest::Url;

/// A request in the making.
#[derive(Debug)]
pub struct Encoder<'a> {
    base: &'a Url,
    pub(super) defaults: &'a [(&'static str, String)],
    pub(in crate::runtime) options: &'a CallOptions,
    pub(super) path: Vec<(&'static str, Vec<Piece>)>,
    pub(super) query: Vec<String>,
    pub(super) cookies: Vec<String>,
    pub(super) headers: HeaderMap,
    body: ByteStream,
    violations: Vec<Violation>,
}

impl<'a> Encoder<'a> {
    pub(crate) fn new(
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
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            body: ByteStream::default(),
            violations: Vec::new(),
        }
    }

    pub(in crate::runtime) fn refuse(&mut self, location: String, detail: impl Into<String>) {
        self.violations.push(Violation {
            location,
            detail: detail.into(),
        });
    }

    /// The URL, unless something was refused already, which would only be reported twice.
    pub(crate) fn target(&mut self, template: &str) -> Option<Url> {
        if !self.violations.is_empty() {
            return None;
        }
        match target(self.base, template, &self.path, &self.query) {
            Ok(url) => Some(url),
            Err(detail) => {
                self.refuse("path".to_owned(), detail);
                None
            }
        }
    }

    pub(super) fn finish(
        mut self,
        method: &'static str,
        template: &'static str,
        accept: &'static str,
    ) -> Result<Request, EncodeError> {
        match HeaderValue::from_str(self.options.accept.unwrap_or(accept)) {
            Ok(accept) => {
                self.headers.entry(header::ACCEPT).or_insert(accept);
            }
            Err(_) => self.refuse("header.Accept".to_owned(), "is no header value"),
        }
        if !self.cookies.is_empty() {
            match HeaderValue::from_str(&self.cookies.join("; ")) {
                Ok(mut value) => {
                    value.set_sensitive(true);
                    self.headers.insert(header::COOKIE, value);
                }
                Err(_) => self.refuse("cookie".to_owned(), "cannot be carried by a header"),
            }
        }
        for name in self.options.headers.keys() {
            self.headers.remove(name);
        }
        self.headers.extend(self.options.headers.clone());
        let url = self.target(template);
        let method = Method::from_bytes(method.as_bytes()).unwrap_or_default();
        match url {
            Some(url) if self.violations.is_empty() => Ok(Request {
                method,
                url,
                headers: self.headers,
                body: self.body,
                timeout: self.options.timeout,
                streams: false,
                max_response_bytes: self.options.max_response_bytes,
            }),
            _ => Err(EncodeError {
                violations: self.violations,
            }),
        }
    }
}
