//! Responses: what HTTP has no place for is left out.

use super::{
    content::{self, Owner},
    headers,
    media_types::Side,
    schemas::Schemas,
};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    resolve,
    spec::{self, Status},
};

/// What an operation answers: statuses ascending, then ranges, then `default`; links are added when all operations are
/// known.
pub(super) fn responses(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    name: &str,
    operation: &resolve::Operation,
) -> Vec<spec::Response> {
    let mut found = Vec::new();
    for response in &operation.responses {
        if matches!(response.status, Status::Code(100..=199) | Status::Range(1)) {
            informational(cx, schemas, operation, response);
            continue;
        }
        let path = [name.to_owned(), format!("{} response", response.status)];
        let owner = Owner {
            path: &path,
            side: Side::Response,
        };
        let content = match bodiless(&operation.method, response.status) {
            Some(why) => {
                no_body(cx, schemas, response, why);
                Vec::new()
            }
            None => content::all(cx, schemas, &owner, &response.content),
        };
        found.push(spec::Response {
            status: response.status,
            description: response.description.clone(),
            headers: headers::all(cx, schemas, &path[..1], &response.headers),
            content,
            links: Vec::new(),
            pointer: response.pointer.clone(),
        });
    }
    found.sort_by_key(|response| response.status);
    let succeeds = |response: &spec::Response| match response.status {
        Status::Code(code) => code < 400,
        Status::Range(class) => class < 4,
        Status::Default => true,
    };
    if !found.iter().any(succeeds) {
        no_success(cx, schemas, operation);
    }
    found
}

/// Why a response has no body whatever the document says, if it has none.
fn bodiless(method: &str, status: Status) -> Option<&'static str> {
    match status {
        _ if method == "HEAD" => Some("a response to HEAD has no body (RFC 9110 section 9.3.2)"),
        Status::Code(204) => Some("a 204 has no body (RFC 9110 section 15.3.5)"),
        Status::Code(205) => Some("a 205 has no body (RFC 9110 section 15.3.6)"),
        Status::Code(304) => Some("a 304 has no body (RFC 9110 section 15.4.5)"),
        _ => None,
    }
}

fn no_body(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    response: &resolve::Response,
    why: &'static str,
) {
    if response.content.is_empty() {
        return;
    }
    let place = schemas
        .resolved()
        .places
        .key(&response.pointer.join("content"));
    cx.push(
        Diagnostic::new(
            &codes::BODILESS_RESPONSE,
            place,
            "the `content` is not applied",
        )
        .note(why),
    );
}

fn informational(
    cx: &mut Diagnostics,
    schemas: &Schemas<'_>,
    operation: &resolve::Operation,
    response: &resolve::Response,
) {
    let at = operation.pointer.join("responses").join(response.status);
    cx.push(
        Diagnostic::new(
            &codes::INFORMATIONAL_RESPONSE,
            schemas.resolved().places.key(&at),
            format!("the response `{}` is left out", response.status),
        )
        .note("it is no answer: one with another status follows (RFC 9110 section 15.2)"),
    );
}

fn no_success(cx: &mut Diagnostics, schemas: &Schemas<'_>, operation: &resolve::Operation) {
    let place = schemas
        .resolved()
        .places
        .key(&operation.pointer.join("responses"));
    cx.push(
        Diagnostic::new(
            &codes::NO_SUCCESS,
            place,
            "the operation documents no success",
        )
        .note("any status of 200 to 299 is taken as one, its body as it is"),
    );
}
