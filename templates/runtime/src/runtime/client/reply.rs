//! A response to an output: problems are collected, so that generated code has no error to return.

use super::Operation;
use super::error::{ApiError, DecodeError, Error};
use super::transport::Response;
use crate::runtime::json::read_json;
use crate::runtime::log::Log;
use crate::runtime::media::essence;
use crate::runtime::schema::Schema;
use crate::runtime::untyped::Untyped;
use http::header::CONTENT_TYPE;

/// A response being read.
#[derive(Debug)]
pub struct Reply {
    response: Response,
    log: Log,
}

/// Reads the response of an operation.
///
/// # Errors
/// [`Error::Api`], [`Error::UnexpectedStatus`] or [`Error::Decode`].
pub fn decode<O: Operation>(response: Response) -> Result<O::Output, Error<O::Error>> {
    let mut reply = Reply {
        response,
        log: Log::new(false),
    };
    let outcome = O::decode(&mut reply);
    let Reply { response, log } = reply;
    let violations = log.into_violations();
    match outcome {
        None => Err(Error::UnexpectedStatus(Box::new(response))),
        Some(_) if !violations.is_empty() => Err(Error::Decode(Box::new(DecodeError {
            response,
            violations,
        }))),
        Some(Ok(output)) => Ok(output),
        Some(Err(error)) => {
            let Response {
                status, headers, ..
            } = response;
            Err(Error::Api(Box::new(ApiError {
                status,
                headers,
                error,
            })))
        }
    }
}

impl Reply {
    /// The status.
    pub fn status(&self) -> u16 {
        self.response.status.as_u16()
    }

    /// A JSON body. What is none leaves a blank and a problem.
    pub fn json<T: Schema>(&mut self) -> T {
        if let Some(other) = self.other_than_json() {
            self.log.at("header", "Content-Type", |log| {
                log.refuse(format!("expected application/json, found {other}"))
            });
            return T::blank();
        }
        let body = &self.response.body;
        let value = self.log.at("body", "", |log| read_json(body, log));
        value.unwrap_or_else(|_| T::blank())
    }

    /// A body that the document describes in prose only.
    pub fn untyped(&mut self) -> Untyped {
        let content_type = self.response.headers.get(CONTENT_TYPE);
        Untyped {
            content_type: content_type
                .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
            body: self.response.body.to_vec(),
        }
    }

    /// The media type, where it is clear that the body is not JSON. Servers that name none, or the one that frameworks
    /// fall back to, are taken at their bytes.
    fn other_than_json(&self) -> Option<String> {
        let content_type = self.response.headers.get(CONTENT_TYPE)?;
        let essence = essence(content_type.to_str().ok()?).to_ascii_lowercase();
        let json = essence.ends_with("/json") || essence.ends_with("+json");
        let vague = matches!(&*essence, "text/plain" | "application/octet-stream");
        (!json && !vague && !essence.is_empty()).then_some(essence)
    }
}
