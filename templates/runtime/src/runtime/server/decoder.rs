//! A request to an input: problems are collected, so that generated code has no error to return.

mod bodies;

use super::Head;
use super::body::Read;
use super::template::Captures;
use crate::runtime::log::Log;
use crate::runtime::parameter::Pair;
use crate::runtime::problem::Violation;

/// A request being read. What is not what the document says leaves a blank and a problem.
pub struct Decoder<'a> {
    pub(super) head: &'a Head,
    pub(super) names: &'a [&'static str],
    pub(super) captures: Captures,
    pub(super) query: Option<Vec<Pair<'a>>>,
    body: Read,
    pub(super) log: Log,
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

    /// All that is wrong with the request, if anything is.
    pub(super) fn finish(self) -> Result<(), Vec<Violation>> {
        match self.log.is_empty() {
            true => Ok(()),
            false => Err(self.log.into_violations()),
        }
    }
}
