//! An outcome to a response.

use super::failure::fail;
use super::refusal::respond;
use crate::runtime::problem::Problem;
use crate::runtime::schema::{Encoded, Schema};
use crate::runtime::untyped::Untyped;
use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use std::error::Error;

/// A response in the making.
#[derive(Debug, Default)]
pub struct Answer(Response);

impl Answer {
    /// A JSON body. What JSON cannot say is an opaque 500.
    pub fn json<T: Schema>(&mut self, status: u16, body: &T) {
        match serde_json::to_vec(&Encoded(body)) {
            Ok(bytes) => self.set(
                status,
                Some(HeaderValue::from_static("application/json")),
                bytes,
            ),
            Err(error) => self.fail(Box::new(error)),
        }
    }

    /// A body that the document describes in prose only.
    pub fn untyped(&mut self, status: u16, body: Untyped) {
        match body
            .content_type
            .as_deref()
            .map(HeaderValue::from_str)
            .transpose()
        {
            Ok(content_type) => self.set(status, content_type, body.body),
            Err(error) => self.fail(Box::new(error)),
        }
    }

    pub(super) fn problem(&mut self, problem: &Problem) {
        self.0 = respond(problem);
    }

    pub(super) fn fail(&mut self, cause: Box<dyn Error + Send + Sync>) {
        self.0 = fail(cause);
    }

    pub(super) fn finish(self) -> Response {
        self.0
    }

    fn set(&mut self, status: u16, content_type: Option<HeaderValue>, body: Vec<u8>) {
        *self.0.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        *self.0.body_mut() = Body::from(body);
        if let Some(content_type) = content_type {
            self.0
                .headers_mut()
                .insert(header::CONTENT_TYPE, content_type);
        }
    }
}
