//! Operations to functions, input structs and error enums.

use super::{
    chosen,
    docs::{self, DocsBuilder},
    lock,
    samples::Samples,
    types::Types,
};
use crate::{
    diagnostics::Diagnostics,
    document::Places,
    ir,
    naming::{self, Scope},
    source::NamesLock,
    spec,
};
use std::collections::BTreeMap;

/// The functions that the generated client and server have besides those of operations.
pub(super) const RESERVED: &[&str] = &["new", "with_transport", "options", "call", "fmt", "clone"];

/// The function of each operation.
pub(super) struct Names {
    idents: Vec<String>,
    by_wire: BTreeMap<String, String>,
}

impl Names {
    pub(super) fn choose(
        cx: &mut Diagnostics,
        api: &spec::Api,
        places: &Places,
        held: Option<&NamesLock>,
    ) -> Self {
        let mut scope = Scope::reserving(RESERVED);
        // Checks of credentials and setters of headers stand beside the operations, in one trait or one impl.
        for scheme in &api.security_schemes {
            scope.take(&naming::snake_name(&scheme.name));
        }
        let headers = api
            .operations
            .iter()
            .flat_map(|operation| &operation.parameters);
        for header in headers.filter(|parameter| parameter.location == spec::Location::Header) {
            scope.take(&naming::snake_name(&header.name));
        }
        let named: Vec<Option<String>> = api
            .operations
            .iter()
            .map(|operation| {
                let name = operation.chosen_name.as_ref();
                chosen(
                    cx,
                    places,
                    &operation.pointer,
                    name,
                    naming::is_snake_name,
                    &mut scope,
                )
            })
            .collect();
        let unnamed = || {
            api.operations
                .iter()
                .zip(&named)
                .filter(|(_, named)| named.is_none())
        };
        let wanted: Vec<_> = unnamed()
            .map(|(operation, _)| {
                let ident = naming::snake_name(&operation.name);
                (ident, operation.name.clone(), lock::operation(operation))
            })
            .collect();
        let held = held.map(|lock| &lock.operations);
        let derived = lock::assign(&mut scope, held, naming::is_snake_name, &wanted);
        let mut derived = derived.into_iter();
        let idents: Vec<String> = named
            .iter()
            .map(|named| named.clone().or_else(|| derived.next()).unwrap_or_default())
            .collect();
        let by_wire = api
            .operations
            .iter()
            .map(|operation| operation.name.clone())
            .zip(idents.iter().cloned())
            .collect();
        Self { idents, by_wire }
    }

    /// The function of each operation, in document order.
    pub(super) fn idents(&self) -> impl Iterator<Item = &str> {
        self.idents.iter().map(String::as_str)
    }

    /// The function of the operation that inline schemas are named after.
    pub(super) fn ident_of(&self, wire: &str) -> Option<&str> {
        self.by_wire.get(wire).map(String::as_str)
    }
}

/// Every operation, in document order.
pub(super) fn all(
    api: &spec::Api,
    names: &Names,
    types: &Types<'_>,
    samples: &Samples<'_>,
) -> Vec<ir::Operation> {
    let wanted: Vec<_> = names
        .idents
        .iter()
        .map(|ident| (naming::type_name(ident), ident.clone()))
        .collect();
    let mut scope = Scope::default();
    let inputs = scope.assign(&wanted);
    let wanted: Vec<_> = inputs
        .iter()
        .map(|input| (naming::type_name(&format!("{input} Error")), input.clone()))
        .collect();
    let errors = scope.assign(&wanted);
    let named = names.idents.iter().zip(inputs).zip(errors);
    api.operations
        .iter()
        .zip(named)
        .map(|(operation, ((ident, input), error))| {
            one(operation, types, samples, ident.clone(), input, error)
        })
        .collect()
}

fn one(
    operation: &spec::Operation,
    types: &Types<'_>,
    samples: &Samples<'_>,
    ident: String,
    input: String,
    error: String,
) -> ir::Operation {
    let wanted: Vec<_> = operation
        .parameters
        .iter()
        .map(|parameter| {
            let key = format!("{:?} {}", parameter.location, parameter.name);
            (naming::snake_name(&parameter.name), key)
        })
        .collect();
    let mut scope = Scope::default();
    let fields = scope.assign(&wanted);
    let parameters = operation
        .parameters
        .iter()
        .zip(fields)
        .map(|(parameter, ident)| ir::Parameter {
            name: ir::Name {
                wire: parameter.name.clone(),
                ident,
            },
            docs: deprecated(
                DocsBuilder::default().text(parameter.description.as_deref()),
                parameter.deprecated,
            ),
            location: match parameter.location {
                spec::Location::Path => ir::Location::Path,
                spec::Location::Query => ir::Location::Query,
                spec::Location::Header => ir::Location::Header,
            },
            ty: types.reference(parameter.schema),
            required: parameter.required,
            check: types.check(parameter.schema),
        });
    // Named last, so that a parameter called `body` keeps its name.
    let body = operation.request_body.as_ref().map(|body| ir::Body {
        ident: scope
            .assign(&[("body".to_owned(), "body".to_owned())])
            .concat(),
        docs: DocsBuilder::default()
            .text(body.description.as_deref())
            .finish(),
        ty: types.reference_or_null(body.schema),
        required: body.required,
        check: types.check(body.schema),
        media: body
            .media_types
            .iter()
            .map(|media_type| match media_type {
                spec::MediaType::Json => ir::Media::Json,
                spec::MediaType::Form => ir::Media::Form,
                spec::MediaType::Multipart => ir::Media::Multipart,
            })
            .collect(),
    });
    let parameters = parameters.collect();
    let docs = DocsBuilder::default()
        .text(operation.summary.as_deref())
        .line(docs::code(&format!(
            "{} {}",
            operation.method, operation.path
        )))
        .text(operation.description.as_deref());
    ir::Operation {
        ident,
        input,
        error,
        docs: deprecated(docs, operation.deprecated),
        method: operation.method,
        path: operation.path.clone(),
        parameters,
        body,
        success: ir::Success {
            status: operation.success.status,
            ty: operation
                .success
                .schema
                .map(|schema| types.reference_or_null(schema)),
        },
        failures: failures(operation, types),
        samples: samples.operation(operation),
        scheme: operation.security.map(|scheme| ir::SchemeId(scheme.0)),
    }
}

fn deprecated(docs: DocsBuilder, deprecated: bool) -> ir::Docs {
    match deprecated {
        true => docs.line("**Deprecated.**".to_owned()).finish(),
        false => docs.finish(),
    }
}

fn failures(operation: &spec::Operation, types: &Types<'_>) -> Vec<ir::Failure> {
    let failures = operation.failures.iter();
    failures
        .map(|failure| {
            let said = docs::inline(&failure.description);
            let line = match said.is_empty() {
                true => failure.status.to_string(),
                false => format!("{}: {said}", failure.status),
            };
            ir::Failure {
                ident: reason(failure.status)
                    .map_or_else(|| format!("Status{}", failure.status), str::to_owned),
                docs: DocsBuilder::default().line(line).finish(),
                status: failure.status,
                ty: failure.schema.map(|schema| types.reference_or_null(schema)),
            }
        })
        .collect()
}

/// What a status is called (the IANA HTTP Status Code Registry).
fn reason(status: u16) -> Option<&'static str> {
    Some(match status {
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
