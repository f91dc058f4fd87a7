//! Responses to the output of an operation and to its errors.

use super::{contents, docs::deprecated, names::or_chosen};
use crate::{
    ir::{self, Output, Payload},
    lower::{
        docs::{self, DocsBuilder},
        types::Types,
    },
    naming::{self, Scope},
    spec::{self, Operation, Status},
};

/// The field beside headers.
pub(super) const RESERVED: &[&str] = &["body"];

/// The output and the errors. The output is what 2xx say; without any, what 3xx say; without these, what `default` says,
/// which is the error as well.
pub(super) fn of(
    types: &Types<'_>,
    operation: &Operation,
    input: &str,
) -> (Output, Vec<ir::Response>) {
    let has = |class: u16| {
        let mut responses = operation.responses.iter();
        responses.any(|response| self::class(response.status) == Some(class))
    };
    let chosen = match (has(2), has(3)) {
        (true, _) => Some(2),
        (false, true) => Some(3),
        (false, false) => None,
    };
    let is_output = |response: &spec::Response| self::class(response.status) == chosen;
    let (mut output, mut failures) = (Vec::new(), Vec::new());
    for response in &operation.responses {
        let lowered = self::response(types, operation, response, input);
        match (is_output(response), response.status) {
            (true, Status::Default) => {
                output.push(lowered.clone());
                failures.push(lowered);
            }
            (true, _) => output.push(lowered),
            (false, _) => failures.push(lowered),
        }
    }
    as_variants(types, &mut output, &mut failures);
    let output = match (output.pop(), output.is_empty()) {
        (None, _) => Output::One(undocumented()),
        (Some(response), true) if matches!(response.status, Status::Code(_)) => {
            Output::One(response)
        }
        (Some(response), _) => {
            output.push(response);
            Output::Several {
                ident: naming::type_name(&format!("{input} Output")),
                responses: output,
            }
        }
    };
    (output, failures)
}

/// Boxes what is large beside other variants of an enum; what stands in both is the same in both.
fn as_variants(types: &Types<'_>, output: &mut [ir::Response], failures: &mut [ir::Response]) {
    let is_shared = output
        .iter()
        .any(|response| response.status == Status::Default);
    let (of_output, of_failures) = (output.len() > 1, failures.len() > 1);
    for (responses, is_one_of_several) in [(output, of_output), (failures, of_failures)] {
        for response in responses {
            let is_shared = is_shared && response.status == Status::Default;
            let boxes = is_one_of_several || is_shared && (of_output || of_failures);
            if let (ir::Contents::One(content), true) = (&mut response.contents, boxes) {
                contents::as_variant(types, content);
            }
        }
    }
}

/// The media types that a client asks for: those of the output first.
pub(super) fn accept(output: &Output, failures: &[ir::Response]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let responses = output.responses().iter().chain(failures);
    let forms = responses.flat_map(|response| response.contents.forms());
    for media in forms.flat_map(|content| &content.media) {
        if !names.contains(&media.name) {
            names.push(media.name.clone());
        }
    }
    match names.is_empty() {
        true => vec!["application/json".to_owned()],
        false => names,
    }
}

/// Whether a success may be read as it arrives.
pub(super) fn streams(output: &Output) -> bool {
    let responses = output.responses().iter();
    let mut forms = responses.flat_map(|response| response.contents.forms());
    forms.any(|content| {
        matches!(
            content.payload,
            Payload::Bytes | Payload::Items(_) | Payload::Events(_)
        )
    })
}

/// Whether a response has no body, whatever the document says (RFC 9110 sections 9.3.2, 15.3.5, 15.3.6 and 15.4.5).
fn is_empty(method: &str, status: Status) -> bool {
    method == "HEAD" || matches!(status, Status::Code(204 | 205 | 304))
}

fn class(status: Status) -> Option<u16> {
    match status {
        Status::Code(code) => Some(code / 100),
        Status::Range(hundred) => Some(hundred.into()),
        Status::Default => None,
    }
}

fn response(
    types: &Types<'_>,
    operation: &Operation,
    response: &spec::Response,
    input: &str,
) -> ir::Response {
    let variant = variant(response.status);
    let owner = naming::type_name(&format!("{input} {variant}"));
    let status = status(response.status);
    let said = docs::inline(&response.description);
    let line = match said.is_empty() {
        true => status.clone(),
        false => format!("{status}: {said}"),
    };
    let docs = DocsBuilder::default().line(line).finish();
    let contents = match is_empty(&operation.method, response.status) {
        true => ir::Contents::One(contents::without_media(Payload::Empty)),
        false => contents::response(types, response, &owner, docs.clone()),
    };
    let headers = headers(types, &response.headers);
    ir::Response {
        ident: variant,
        docs,
        status: response.status,
        contents,
        ident_of_struct: (!headers.is_empty()).then_some(owner),
        headers,
    }
}

/// The only outcome of an operation whose document describes none.
fn undocumented() -> ir::Response {
    ir::Response {
        ident: variant(Status::Range(2)),
        docs: DocsBuilder::default()
            .line("2XX: the document does not describe it.".to_owned())
            .finish(),
        status: Status::Range(2),
        contents: ir::Contents::One(contents::without_media(Payload::Untyped)),
        headers: Vec::new(),
        ident_of_struct: None,
    }
}

/// Headers to the fields that stand beside `body`.
pub(super) fn headers(types: &Types<'_>, headers: &[spec::Header]) -> Vec<ir::ResponseHeader> {
    let wanted: Vec<_> = headers
        .iter()
        .map(|header| (naming::snake_name(&header.name), header.name.clone()))
        .collect();
    let chosen: Vec<_> = headers.iter().map(|it| it.chosen_name.as_ref()).collect();
    let idents = or_chosen(&mut Scope::reserving(RESERVED), &chosen, &wanted);
    let headers = headers.iter().zip(idents);
    headers
        .map(|(header, ident)| ir::ResponseHeader {
            name: ir::Name {
                wire: header.name.clone(),
                ident,
            },
            docs: deprecated(
                DocsBuilder::default().text(header.description.as_deref()),
                header.deprecated,
            ),
            ty: types.reference(header.schema),
            required: header.required,
            style: header.style,
            explode: header.explode,
            check: types.check(header.schema),
        })
        .collect()
}

/// A key of the Responses Object.
fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundred) => format!("{hundred}XX"),
        Status::Default => "default".to_owned(),
    }
}

fn variant(status: Status) -> String {
    let name = match status {
        Status::Code(code) => reason(code),
        Status::Range(2) => Some("Success"),
        Status::Range(3) => Some("Redirection"),
        Status::Range(4) => Some("ClientError"),
        Status::Range(5) => Some("ServerError"),
        Status::Range(_) => None,
        Status::Default => Some("Default"),
    };
    name.map_or_else(|| format!("Status{}", self::status(status)), str::to_owned)
}

/// What a status is called (the IANA HTTP Status Code Registry).
fn reason(status: u16) -> Option<&'static str> {
    Some(match status {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        226 => "ImUsed",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        305 => "UseProxy",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        421 => "MisdirectedRequest",
        422 => "UnprocessableContent",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        506 => "VariantAlsoNegotiates",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        511 => "NetworkAuthenticationRequired",
        _ => return None,
    })
}
