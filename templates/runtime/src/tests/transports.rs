//! A transport of the tests: its answers are laid out, and what is asked is kept.

use crate::runtime::client::{Request, Response, Transport, TransportError, TransportFuture};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// Answers with what was laid out, in that order, and then not at all.
#[derive(Clone, Default)]
pub(super) struct Script(Arc<Mutex<Pages>>);

#[derive(Default)]
struct Pages {
    answers: VecDeque<Result<Response, TransportError>>,
    asked: Vec<Request>,
}

impl Script {
    pub(super) fn new(answers: impl IntoIterator<Item = Response>) -> Self {
        let script = Self::default();
        for answer in answers {
            script.then(Ok(answer));
        }
        script
    }

    pub(super) fn then(&self, answer: Result<Response, TransportError>) {
        self.0.lock().unwrap().answers.push_back(answer);
    }

    /// What was asked since this was asked for last.
    pub(super) fn asked(&self) -> Vec<Request> {
        std::mem::take(&mut self.0.lock().unwrap().asked)
    }
}

impl Transport for Script {
    fn send(&self, request: Request) -> TransportFuture<'_> {
        Box::pin(async {
            // Whoever waits for something has the chance to.
            tokio::task::yield_now().await;
            let mut pages = self.0.lock().unwrap();
            pages.asked.push(request);
            let nothing = || Err(TransportError::new("nothing is laid out"));
            pages.answers.pop_front().unwrap_or_else(nothing)
        })
    }
}

pub(super) fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
    let pair = |(name, value): &(&str, &str)| {
        let name: HeaderName = name.parse().unwrap();
        (name, HeaderValue::from_str(value).unwrap())
    };
    Response {
        status: StatusCode::from_u16(status).unwrap(),
        headers: headers.iter().map(pair).collect::<HeaderMap>(),
        body: body.to_owned().into(),
    }
}
